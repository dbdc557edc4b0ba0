//! The only text that the journal takes: short words of a fixed alphabet, such as codes and identifiers.

use std::fmt;

use crate::Error;

/// The most characters of a [`Word`]: enough for a visit's identifier, too few for a picture.
pub const MAX_WORD: usize = 40;

/// A word of 1 to [`MAX_WORD`] characters out of `A-Z a-z 0-9 _ . -`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Word(String);

impl Word {
    /// Takes a word, or refuses the text without repeating it.
    pub fn new(text: &str) -> Result<Self, Error> {
        let fits = (1..=MAX_WORD).contains(&text.len()) && text.bytes().all(is_word_byte);
        if fits { Ok(Self(text.to_owned())) } else { Err(Error::NotAWord { length: text.chars().count() }) }
    }

    /// Gives the word as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<&str> for Word {
    type Error = Error;

    fn try_from(text: &str) -> Result<Self, Error> {
        Self::new(text)
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'.' | b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_identifiers_are_words() {
        for text in ["card-unreadable", "E_042", "yunet-2026may", "v1.2", "a", "20260929T160112-0007"] {
            assert_eq!(Word::new(text).unwrap().as_str(), text);
        }
    }

    #[test]
    fn names_addresses_dates_and_pictures_are_not_words() {
        let picture = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ";
        let long = "a".repeat(MAX_WORD + 1);
        for text in [
            "窓口　花子",
            "ﾏﾄﾞｸﾞﾁ ﾊﾅｺ",
            "花子",
            "Hanako Madoguchi",
            "東京都千代田区1-2-3",
            "昭和25年4月1日",
            "1950/04/01",
            picture,
            &long,
            "",
            " ",
            "a b",
            "a\nb",
            "a:b",
            "a=b",
            "a+b",
            "é",
        ] {
            let refused = Word::new(text).unwrap_err();
            assert!(text.len() < 3 || !format!("{refused} {refused:?}").contains(text), "{refused}");
        }
    }
}
