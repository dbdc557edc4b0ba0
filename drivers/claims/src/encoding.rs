//! The two encodings of the folder: UTF-8 without BOM, and Shift_JIS with the characters of JIS X 0208:1990.
//!
//! Nothing is ever replaced: a character without a place is an error that names it. ● (U+25CF), which the central
//! service puts where it could not carry a character itself, has a place in both.
//!
//! `encoding_rs` speaks Windows-31J, a superset of Shift_JIS. The writer therefore refuses the vendors' additions
//! (①, 髙, 﨑 …); the reader takes them, because files of other programs hold them.

use std::fmt;

use encoding_rs::SHIFT_JIS;
use zeroize::Zeroizing;

use crate::Error;
use crate::code::Table;

/// How the text of a file is turned into bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 without BOM; `CharacterCodeIdentifier` 0.
    Utf8,
    /// Shift_JIS; `CharacterCodeIdentifier` 1.
    ShiftJis,
}

impl Encoding {
    /// Gives the name in the XML declaration.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "UTF-8",
            Self::ShiftJis => "Shift_JIS",
        }
    }

    /// Finds the encoding of a declaration; names are case-insensitive (XML 1.0 §4.3.3).
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        [Self::Utf8, Self::ShiftJis].into_iter().find(|e| e.name().eq_ignore_ascii_case(name))
    }

    /// Gives the code of 文字コード識別 (OQSCD005).
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Utf8 => "0",
            Self::ShiftJis => "1",
        }
    }

    /// Appends the bytes of a text, or names the first character that has none.
    pub(crate) fn encode(self, element: &'static str, text: &str, out: &mut Vec<u8>) -> Result<(), Error> {
        match self {
            Self::Utf8 => out.extend_from_slice(text.as_bytes()),
            Self::ShiftJis => {
                for character in text.chars() {
                    let code = shift_jis(character).ok_or(Error::Unrepresentable { element, character })?;
                    out.extend_from_slice(&code);
                }
            }
        }
        Ok(())
    }

    /// Turns all of a file's bytes into text, or refuses them all.
    pub(crate) fn decode(self, bytes: &[u8]) -> Result<Zeroizing<String>, Error> {
        let text = match self {
            Self::Utf8 => str::from_utf8(bytes).ok().map(str::to_owned),
            Self::ShiftJis if is_japanese_utf8(bytes) => None,
            Self::ShiftJis => SHIFT_JIS
                .decode_without_bom_handling_and_without_replacement(bytes)
                .map(|text| text.into_owned()),
        };
        text.map(Zeroizing::new).ok_or(Error::Undecodable { encoding: self })
    }
}

/// Catches UTF-8 under the name of Shift_JIS, which often decodes and never means what it says.
fn is_japanese_utf8(bytes: &[u8]) -> bool {
    str::from_utf8(bytes).is_ok_and(|text| text.chars().any(|c| ('\u{3000}'..='\u{9FFF}').contains(&c)))
}

impl Table for Encoding {
    fn find(code: &str) -> Option<Self> {
        [Self::Utf8, Self::ShiftJis].into_iter().find(|e| e.code() == code)
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// JIS X 0208 characters whose Unicode name Windows-31J changed; both names mean the same place in the table.
const JIS_NAMES: [(char, char); 7] = [
    ('\u{2014}', '\u{2015}'), // 1-29, dash
    ('\u{301C}', '\u{FF5E}'), // 1-33, wave dash
    ('\u{2016}', '\u{2225}'), // 1-34, double vertical line
    ('\u{2212}', '\u{FF0D}'), // 1-61, minus sign
    ('\u{00A2}', '\u{FFE0}'), // 1-81, cent sign
    ('\u{00A3}', '\u{FFE1}'), // 1-82, pound sign
    ('\u{00AC}', '\u{FFE2}'), // 2-44, not sign
];

/// Gives the one or two bytes of a character of JIS X 0201 or JIS X 0208:1990.
fn shift_jis(character: char) -> Option<Vec<u8>> {
    let windows =
        JIS_NAMES.iter().find(|(jis, _)| *jis == character).map_or(character, |(_, windows)| *windows);
    let mut buffer = [0; 4];
    let text = &*windows.encode_utf8(&mut buffer);
    let (bytes, _, unmappable) = SHIFT_JIS.encode(text);
    // The encoder of the WHATWG standard folds some characters into look-alikes (¥ into \): the way back shows it.
    let faithful = !unmappable && SHIFT_JIS.decode_without_bom_handling(&bytes).0 == text;
    let standard = match *bytes {
        [single] => single != 0x80,
        [0x87, _] => false,        // row 13: NEC special characters
        [lead, _] => lead <= 0xEA, // rows above 84: NEC and IBM extensions, private use
        _ => false,
    };
    (faithful && standard).then(|| bytes.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_have_their_place_in_jis_x_0208() {
        let rows: [(char, &[u8]); 14] = [
            ('A', b"A"),
            (' ', b" "),
            ('ﾊ', &[0xCA]),
            ('ﾞ', &[0xDE]),
            ('　', &[0x81, 0x40]),
            ('●', &[0x81, 0x9C]),
            ('亜', &[0x88, 0x9F]),
            ('熙', &[0xEA, 0xA4]), // 84-06, the last
            ('−', &[0x81, 0x7C]),
            ('－', &[0x81, 0x7C]),
            ('〜', &[0x81, 0x60]),
            ('～', &[0x81, 0x60]),
            ('高', &[0x8D, 0x82]),
            ('ー', &[0x81, 0x5B]),
        ];
        for (character, bytes) in rows {
            assert_eq!(shift_jis(character).as_deref(), Some(bytes), "{character}");
        }
    }

    #[test]
    fn a_character_without_a_place_is_named_and_never_replaced() {
        // NEC row 13, IBM extension (three), JIS level 3, a supplementary plane, look-alikes, an emoji.
        for character in ['①', '髙', '﨑', '德', '俱', '𠮷', '¥', '‾', '😀', '\u{E000}', '\u{80}']
        {
            let mut out = Vec::new();
            let refused = Encoding::ShiftJis.encode("Name", &format!("窓口{character}"), &mut out);
            match refused {
                Err(Error::Unrepresentable { element: "Name", character: named }) => {
                    assert_eq!(named, character)
                }
                other => panic!("{character}: {other:?}"),
            }
        }
    }

    #[test]
    fn utf8_carries_everything() {
        let mut out = Vec::new();
        Encoding::Utf8.encode("Name", "髙𠮷●", &mut out).unwrap();
        assert_eq!(out, "髙𠮷●".as_bytes());
    }

    #[test]
    fn broken_bytes_are_refused_whole() {
        for (encoding, bytes) in [
            (Encoding::Utf8, &b"abc\xE7\xAA"[..]),
            (Encoding::Utf8, b"\x91\x8B"),
            (Encoding::ShiftJis, b"abc\x88"),
            (Encoding::ShiftJis, b"\xFF"),
            (Encoding::ShiftJis, "窓口　花子".as_bytes()),
        ] {
            assert!(matches!(encoding.decode(bytes), Err(Error::Undecodable { .. })), "{bytes:?}");
        }
    }

    #[test]
    fn the_codes_are_those_of_the_samples() {
        assert_eq!((Encoding::Utf8.code(), Encoding::ShiftJis.code()), ("0", "1"));
        assert_eq!(Encoding::find("2"), None);
        assert_eq!(Encoding::from_name("shift_jis"), Some(Encoding::ShiftJis));
        assert_eq!(Encoding::from_name("EUC-JP"), None);
    }
}
