//! What is read from a font file before the window's library sees it (OpenType 1.9): whether it is whole, where its
//! base line lies, and which of a script's languages its letters are joined for.

/// Says whether there is a face at `index` and its tables all lie inside the file ("Organization of an OpenType font").
pub(super) fn is_whole(bytes: &[u8], index: usize) -> bool {
    let face = match bytes.starts_with(b"ttcf") {
        true if long(bytes, 8).is_some_and(|faces| index < faces) => long(bytes, 12 + 4 * index),
        false if index == 0 => Some(0),
        _ => None,
    };
    let Some(face) = face else { return false };
    let is_outline = matches!(long(bytes, face), Some(0x0001_0000 | 0x4F54_544F));
    let Some(tables) = long(bytes, face.saturating_add(2)).map(|word| word & 0xFFFF) else { return false };
    let ends = |index: usize| {
        let record = face + 12 + 16 * index;
        Some(long(bytes, record + 8)?.saturating_add(long(bytes, record + 12)?))
    };
    is_outline && (0..tables).all(|index| ends(index).is_some_and(|end| end <= bytes.len()))
}

/// How far the base line lies below the middle of a face's height, over its size (`head`, `hhea`). The window's library
/// centres faces on each other; letters of two scripts are to stand on one line.
pub(super) fn base_line(bytes: &[u8], index: u32) -> Option<f32> {
    let units = signed(bytes, table(bytes, index, *b"head")? + 18)?;
    let header = table(bytes, index, *b"hhea")?;
    let [ascent, descent] = [signed(bytes, header + 4)?, signed(bytes, header + 6)?];
    Some((ascent + descent) / 2.0 / units)
}

/// Makes `language` (a tag such as `NEP `) the one that every script of a font is written in where none is named, since
/// the window's library names none; the others stay as they are ("Script list table" of `GSUB`).
pub(super) fn written_in(language: [u8; 4], mut bytes: Vec<u8>) -> Vec<u8> {
    for script in scripts(&bytes).unwrap_or_default() {
        if let Some(letters) = letters(&bytes, script, language)
            && let Some(usual) = bytes.get_mut(script..script + 2)
        {
            usual.copy_from_slice(&letters);
        }
    }
    bytes
}

/// Where the table of each script begins.
fn scripts(bytes: &[u8]) -> Option<Vec<usize>> {
    let joins = table(bytes, 0, *b"GSUB")?;
    let list = joins + short(bytes, joins + 4)?;
    let count = short(bytes, list)?;
    (0..count).map(|script| Some(list + short(bytes, list + 2 + 6 * script + 4)?)).collect()
}

/// Where in a script's table a language's features begin, as the two bytes that say so.
fn letters(bytes: &[u8], script: usize, language: [u8; 4]) -> Option<[u8; 2]> {
    let records = (0..short(bytes, script + 2)?).map(|record| script + 4 + 6 * record);
    let record = records.into_iter().find(|record| bytes.get(*record..record + 4) == Some(&language))?;
    bytes.get(record + 4..record + 6)?.try_into().ok()
}

/// Where a face's table begins.
fn table(bytes: &[u8], index: u32, tag: [u8; 4]) -> Option<usize> {
    let face = if bytes.starts_with(b"ttcf") { long(bytes, 12 + 4 * index as usize)? } else { 0 };
    let records = (0..short(bytes, face + 4)?).map(|table| face + 12 + 16 * table);
    let record = records.into_iter().find(|record| bytes.get(*record..record + 4) == Some(&tag))?;
    long(bytes, record + 8)
}

/// The signed 16-bit number at `at`.
fn signed(bytes: &[u8], at: usize) -> Option<f32> {
    let number = bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
    Some(f32::from(i16::from_be_bytes(number)))
}

/// The big-endian 16-bit number at `at`.
fn short(bytes: &[u8], at: usize) -> Option<usize> {
    let number = bytes.get(at..at.checked_add(2)?)?.try_into().ok()?;
    Some(usize::from(u16::from_be_bytes(number)))
}

/// The big-endian 32-bit number at `at`.
fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let number = bytes.get(at..at.checked_add(4)?)?.try_into().ok()?;
    usize::try_from(u32::from_be_bytes(number)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A font of one table that joins letters: one script, whose usual features begin at 16, those of Nepali at 78.
    fn font() -> Vec<u8> {
        let directory = [&[0, 1, 0, 0, 0, 1][..], &[0; 6], b"GSUB", &[0; 4], &28_u32.to_be_bytes(), &[0; 4]];
        let list = [&[0, 1, 0, 0, 0, 10][..], &[0; 4], &[0, 1], b"dev2", &[0, 8]];
        let script = [&[0, 16, 0, 2][..], b"MAR ", &[0, 46], b"NEP ", &[0, 78]];
        [directory.concat(), list.concat(), script.concat()].concat()
    }

    #[test]
    fn a_font_is_written_in_the_language_that_it_is_wanted_for() {
        let script = 28 + 10 + 8;
        assert_eq!(short(&font(), script), Some(16));
        assert_eq!(short(&written_in(*b"NEP ", font()), script), Some(78));
        assert_eq!(written_in(*b"SAN ", font()), font(), "a language that it has nothing for");
    }

    #[test]
    fn a_font_cut_short_anywhere_is_left_as_it_is() {
        let font = font();
        for length in 0..font.len() {
            let cut = font[..length].to_vec();
            assert_eq!(written_in(*b"NEP ", cut.clone()), cut, "{length} bytes");
            assert_eq!(base_line(&cut, 0), None);
        }
    }
}
