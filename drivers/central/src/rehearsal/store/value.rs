//! What goes into a question to the records and what comes back: four kinds of value, the same in both databases.

use super::StoreError;
use std::fmt;

/// Is one value of a question.
#[derive(Clone, Copy)]
pub(in crate::rehearsal) enum Value<'a> {
    Null,
    Int(i64),
    Text(&'a str),
    Bytes(&'a [u8]),
}

/// Shows nothing of a person.
impl fmt::Debug for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Value(..)")
    }
}

impl From<i64> for Value<'_> {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}

impl From<u16> for Value<'_> {
    fn from(value: u16) -> Self {
        Self::Int(value.into())
    }
}

impl From<u32> for Value<'_> {
    fn from(value: u32) -> Self {
        Self::Int(value.into())
    }
}

impl From<bool> for Value<'_> {
    fn from(value: bool) -> Self {
        Self::Int(value.into())
    }
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(value: &'a str) -> Self {
        Self::Text(value)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(value: &'a String) -> Self {
        Self::Text(value)
    }
}

impl<'a> From<&'a [u8]> for Value<'a> {
    fn from(value: &'a [u8]) -> Self {
        Self::Bytes(value)
    }
}

impl<'a, T: Into<Self>> From<Option<T>> for Value<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// Lists the values of a question, each by its `From`.
macro_rules! values {
    ($($value:expr),* $(,)?) => { &[$($crate::rehearsal::store::Value::from($value)),*] };
}
pub(in crate::rehearsal) use values;

/// Is one value of a row.
pub(super) enum Cell {
    Null,
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// Is one row of an answer.
pub(in crate::rehearsal) struct Row(pub(super) Vec<Cell>);

impl Row {
    pub(in crate::rehearsal) fn int(&self, at: usize) -> Result<i64, StoreError> {
        match self.0.get(at) {
            Some(Cell::Int(value)) => Ok(*value),
            _ => Err(StoreError::Form("a number")),
        }
    }

    pub(in crate::rehearsal) fn flag(&self, at: usize) -> Result<bool, StoreError> {
        self.int(at).map(|value| value != 0)
    }

    pub(in crate::rehearsal) fn text(&self, at: usize) -> Result<String, StoreError> {
        self.str(at).map(str::to_owned)
    }

    pub(in crate::rehearsal) fn str(&self, at: usize) -> Result<&str, StoreError> {
        match self.0.get(at) {
            Some(Cell::Text(value)) => Ok(value),
            _ => Err(StoreError::Form("a text")),
        }
    }

    pub(in crate::rehearsal) fn opt_text(&self, at: usize) -> Result<Option<String>, StoreError> {
        self.filled(at).then(|| self.text(at)).transpose()
    }

    pub(in crate::rehearsal) fn bytes(&self, at: usize) -> Result<&[u8], StoreError> {
        match self.0.get(at) {
            Some(Cell::Bytes(value)) => Ok(value),
            _ => Err(StoreError::Form("bytes")),
        }
    }

    fn filled(&self, at: usize) -> bool {
        !matches!(self.0.get(at), None | Some(Cell::Null))
    }
}
