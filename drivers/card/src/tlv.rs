//! BER-TLV as the card's files use it (ISO/IEC 7816-4 clause 5.2.2): tags of one or two bytes, definite lengths.
//!
//! Reads only; nothing is copied, and every length is checked against what is there.

use crate::Error;

/// One data object, borrowed from a file.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tlv<'a> {
    pub(crate) tag: u16,
    pub(crate) value: &'a [u8],
    /// Tag, length and value as the file has them: what signatures cover.
    pub(crate) raw: &'a [u8],
}

/// Takes the first data object off `bytes` and returns it with what follows.
pub(crate) fn first<'a>(bytes: &'a [u8], what: &'static str) -> Result<(Tlv<'a>, &'a [u8]), Error> {
    let (tag, header, length) = header(bytes).ok_or(Error::Malformed(what))?;
    let (raw, rest) = bytes.split_at_checked(header + length).ok_or(Error::Malformed(what))?;
    Ok((Tlv { tag, value: &raw[header..], raw }, rest))
}

/// Returns the data objects of `bytes` in order, which they must fill.
pub(crate) fn all<'a>(mut bytes: &'a [u8], what: &'static str) -> Result<Vec<Tlv<'a>>, Error> {
    let mut objects = Vec::new();
    while !bytes.is_empty() {
        let (object, rest) = first(bytes, what)?;
        objects.push(object);
        bytes = rest;
    }
    Ok(objects)
}

/// Finds the one object with `tag`, if it is there.
pub(crate) fn find<'a>(objects: &[Tlv<'a>], tag: u16) -> Option<Tlv<'a>> {
    objects.iter().copied().find(|object| object.tag == tag)
}

/// Finds the value of the object with `tag`, which must be there.
pub(crate) fn value<'a>(objects: &[Tlv<'a>], tag: u16, what: &'static str) -> Result<&'a [u8], Error> {
    find(objects, tag).map(|object| object.value).ok_or(Error::Malformed(what))
}

/// Returns the size of the object that starts here, header included, from its first bytes alone.
pub(crate) fn declared_size(bytes: &[u8]) -> Option<usize> {
    header(bytes).map(|(_, header, length)| header + length)
}

/// Reads tag and length; returns the tag, the size of both, and the length of the value.
fn header(bytes: &[u8]) -> Option<(u16, usize, usize)> {
    let (tag, after_tag) = match bytes {
        [high, low, ..] if high & 0x1F == 0x1F => (u16::from_be_bytes([*high, *low]), 2),
        [single, ..] => (u16::from(*single), 1),
        [] => return None,
    };
    match bytes.get(after_tag..)? {
        [length @ 0..=0x7F, ..] => Some((tag, after_tag + 1, usize::from(*length))),
        [0x81, length, ..] => Some((tag, after_tag + 2, usize::from(*length))),
        [0x82, high, low, ..] => Some((tag, after_tag + 3, usize::from(u16::from_be_bytes([*high, *low])))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn tags_and_lengths_come_in_three_sizes() {
        type Row<'a> = (&'a [u8], Option<(u16, usize)>);
        let rows: [Row<'_>; 8] = [
            (&[0x90, 1, 7], Some((0x90, 1))),
            (&[0xDF, 0x27, 0], Some((0xDF27, 0))),
            (&[0xDF, 0x27, 0x81, 2, 1, 2], Some((0xDF27, 2))),
            (&[0xFF, 0x20, 0x82, 0, 1, 9, 0xAA], Some((0xFF20, 1))),
            (&[0x90, 2, 7], None),
            (&[0x90, 0x80], None),
            (&[0x90, 0x83, 0, 0, 1, 7], None),
            (&[0xDF], None),
        ];
        for (bytes, expected) in rows {
            let got = first(bytes, "row").ok().map(|(object, _)| (object.tag, object.value.len()));
            assert_eq!(got, expected, "{bytes:02X?}");
        }
    }

    #[test]
    fn what_follows_the_last_object_is_refused() {
        assert!(all(&[0x90, 1, 7, 0x91, 1, 8], "pair").is_ok_and(|objects| objects.len() == 2));
        assert!(all(&[0x90, 1, 7, 0xFF], "pair").is_err());
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..64)) {
            if let Ok(objects) = all(&bytes, "noise") {
                prop_assert_eq!(objects.iter().map(|object| object.raw.len()).sum::<usize>(), bytes.len());
            }
        }
    }
}
