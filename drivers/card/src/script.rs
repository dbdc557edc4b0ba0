//! A card that expects certain commands in order and plays back its responses; for unit tests.

use std::collections::VecDeque;

use crate::{Transmit, TransmitError};

/// Expects each command, in hexadecimal, and gives its response; leaves the field after the last.
pub(crate) struct Script(VecDeque<(Vec<u8>, Vec<u8>)>);

impl Script {
    pub(crate) fn new(exchanges: &[(&str, &str)]) -> Self {
        let decode = |text: &str| hex::decode(text.replace(' ', "")).unwrap();
        Self(exchanges.iter().map(|(command, response)| (decode(command), decode(response))).collect())
    }

    /// Tells whether every expected command came.
    pub(crate) fn finished(&self) -> bool {
        self.0.is_empty()
    }
}

impl Transmit for Script {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, TransmitError> {
        let (expected, response) = self.0.pop_front().ok_or(TransmitError::CardRemoved)?;
        assert_eq!(hex::encode_upper(command), hex::encode_upper(expected));
        Ok(response)
    }
}
