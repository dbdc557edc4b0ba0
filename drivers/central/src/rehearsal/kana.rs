//! Readings in katakana of either width.

/// The full-width katakana in the order in which Unicode lists the half-width ones, from U+FF66.
const KATAKANA: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
const VOICED: &str = "ガギグゲゴザジズゼゾダヂヅデドバビブベボ";
const HALF_VOICED: &str = "パピプペポ";

/// Writes a reading in half-width katakana, as the file's カナ elements are (JIS X 0201).
pub(super) fn half_width(kana: &str) -> String {
    kana.chars().fold(String::new(), |mut out, char| {
        let (base, mark) = match char {
            'ヴ' => ('ウ', Some('ﾞ')),
            _ if VOICED.contains(char) => (before(char, 1), Some('ﾞ')),
            _ if HALF_VOICED.contains(char) => (before(char, 2), Some('ﾟ')),
            '\u{3000}' => (' ', None),
            _ => (char, None),
        };
        let half = KATAKANA.chars().zip('\u{FF66}'..).find_map(|(full, half)| (full == base).then_some(half));
        out.push(half.unwrap_or(base));
        out.extend(mark);
        out
    })
}

fn before(char: char, steps: u32) -> char {
    char::from_u32(u32::from(char) - steps).unwrap_or(char)
}

/// Writes a reading in full-width katakana; what is no half-width katakana stays.
pub(super) fn full_width(kana: &str) -> String {
    kana.chars().fold(String::new(), |mut out, char| {
        let voiced =
            |base: Option<char>, steps| base.and_then(|base| char::from_u32(u32::from(base) + steps));
        let full = match char {
            'ﾞ' => match out.pop() {
                Some('ウ') => Some('ヴ'),
                base => voiced(base, 1),
            },
            'ﾟ' => voiced(out.pop(), 2),
            '\u{FF66}'..='\u{FF9D}' => KATAKANA.chars().nth((u32::from(char) - 0xFF66) as usize),
            _ => Some(char),
        };
        out.extend(full);
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_becomes_half_width() {
        let check = |full: &str, half: &str| assert_eq!(half_width(full), half);
        check("ヤマダ　ハナコ", "ﾔﾏﾀﾞ ﾊﾅｺ");
        check("パーヴェル", "ﾊﾟｰｳﾞｪﾙ");
        check("ドッポ　ヲン", "ﾄﾞｯﾎﾟ ｦﾝ");
    }

    #[test]
    fn a_reading_comes_back_from_half_width() {
        for full in ["ヤマダハナコ", "パーヴェル", "ドッポヲン", "ガギグゲゴ"] {
            assert_eq!(full_width(&half_width(full)), full);
        }
        assert_eq!(full_width("ﾞ"), "");
    }
}
