//! A card that expects certain commands in order and plays back its responses; for unit tests.

use std::collections::VecDeque;

use crate::{Transmit, TransmitError};

/// Expects each command, in hexadecimal, and gives its response; `lost` loses it, and so does the end of the script.
pub(crate) struct Script {
    exchanges: VecDeque<(Vec<u8>, Option<Vec<u8>>)>,
    answer_to_reset: Option<Vec<u8>>,
}

impl Script {
    pub(crate) fn new(exchanges: &[(&str, &str)]) -> Self {
        let response = |text| (text != "lost").then(|| decode(text));
        let exchanges = exchanges.iter().map(|(command, text)| (decode(command), response(*text))).collect();
        Self { exchanges, answer_to_reset: None }
    }

    pub(crate) fn with_answer_to_reset(self, atr: &str) -> Self {
        Self { answer_to_reset: Some(decode(atr)), ..self }
    }

    /// Tells whether every expected command came.
    pub(crate) fn finished(&self) -> bool {
        self.exchanges.is_empty()
    }
}

fn decode(text: &str) -> Vec<u8> {
    hex::decode(text.replace(' ', "")).unwrap()
}

impl Transmit for Script {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, TransmitError> {
        let (expected, response) = self.exchanges.pop_front().ok_or(TransmitError::CardRemoved)?;
        assert_eq!(hex::encode_upper(command), hex::encode_upper(expected));
        response.ok_or(TransmitError::CardRemoved)
    }

    fn answer_to_reset(&self) -> Option<Vec<u8>> {
        self.answer_to_reset.clone()
    }
}
