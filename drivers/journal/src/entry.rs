//! Entries: what the caller writes, what the journal gives back, and the one text form of the details.

use std::fmt::Write as _;

use crate::{Error, EventKind, Hash, Word};

/// The most details of one entry.
pub const MAX_DETAILS: usize = 16;

/// What happened, when, in which visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Milliseconds since 1970-01-01 UTC.
    pub at_unix_ms: i64,
    /// The visit's identifier, a [`Word`]; empty for what belongs to no visit.
    pub visit: String,
    /// What happened.
    pub event: EventKind,
    /// At most [`MAX_DETAILS`] facts more; the keys are words of the program.
    pub detail: Vec<(&'static str, Detail)>,
}

/// A fact that can be no name, no sentence and no picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// A count, a duration, a score in thousandths.
    Number(i64),
    /// A code.
    Word(Word),
}

/// An entry as the journal holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its place, from 1.
    pub sequence: u64,
    /// Milliseconds since 1970-01-01 UTC.
    pub at_unix_ms: i64,
    /// The visit's identifier, or nothing.
    pub visit: String,
    /// What happened.
    pub event: EventKind,
    /// The facts in their order.
    pub detail: Vec<(String, Detail)>,
    /// The hash over this entry and all before it.
    pub hash: Hash,
}

impl Detail {
    /// Takes a code, or refuses the text without repeating it.
    pub fn word(text: &str) -> Result<Self, Error> {
        Word::new(text).map(Self::Word)
    }
}

impl From<i64> for Detail {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<Word> for Detail {
    fn from(word: Word) -> Self {
        Self::Word(word)
    }
}

/// Checks a visit's identifier, which becomes part of every later search.
pub(crate) fn check_visit(visit: &str) -> Result<(), Error> {
    if visit.is_empty() { Ok(()) } else { Word::new(visit).map(|_| ()) }
}

/// Writes `tries=#2 model=yunet`: a number carries `#`, which no word holds.
pub(crate) fn detail_to_text(detail: &[(&'static str, Detail)]) -> Result<String, Error> {
    if detail.len() > MAX_DETAILS {
        return Err(Error::TooManyDetails { got: detail.len() });
    }
    let mut text = String::new();
    for (key, value) in detail {
        let key = Word::new(key)?;
        let space = if text.is_empty() { "" } else { " " };
        let _infallible = match value {
            Detail::Number(number) => write!(text, "{space}{key}=#{number}"),
            Detail::Word(word) => write!(text, "{space}{key}={word}"),
        };
    }
    Ok(text)
}

/// Reads what [`detail_to_text`] wrote.
pub(crate) fn detail_from_text(text: &str) -> Result<Vec<(String, Detail)>, Error> {
    let unreadable = || Error::Unreadable { what: "detail" };
    let one = |fact: &str| {
        let (key, value) = fact.split_once('=').ok_or_else(unreadable)?;
        let value = match value.strip_prefix('#') {
            Some(number) => Detail::Number(number.parse().map_err(|_| unreadable())?),
            None => Detail::word(value)?,
        };
        Ok((Word::new(key)?.to_string(), value))
    };
    text.split(' ').filter(|fact| !fact.is_empty()).map(one).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn details_have_one_text_form() {
        let detail = [("tries", Detail::Number(-2)), ("model", Detail::word("yunet-2026may").unwrap())];
        assert_eq!(detail_to_text(&detail).unwrap(), "tries=#-2 model=yunet-2026may");
        assert_eq!(detail_to_text(&[]).unwrap(), "");
        assert!(matches!(
            detail_to_text(&vec![("n", Detail::Number(0)); MAX_DETAILS + 1]),
            Err(Error::TooManyDetails { got: 17 })
        ));
    }

    #[test]
    fn a_key_that_is_no_word_is_refused() {
        assert!(detail_to_text(&[("氏名", Detail::Number(0))]).is_err());
    }

    proptest! {
        #[test]
        fn every_detail_reads_back(number in any::<i64>(), word in "[A-Za-z0-9_.-]{1,40}") {
            let detail = [("a", Detail::Number(number)), ("b", Detail::word(&word).unwrap())];
            let back = detail_from_text(&detail_to_text(&detail).unwrap()).unwrap();
            prop_assert_eq!(back, detail.map(|(key, value)| (key.to_owned(), value)).to_vec());
        }
    }
}
