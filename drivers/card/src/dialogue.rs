//! One dialogue with a powered card: what it has learnt of it, so that no command is sent in vain.
//!
//! A dialogue remembers which application is selected, whether extended lengths pass, and whether secrets and keys can be
//! named by short identifiers. It is as old as the power of the card: power the card anew, and begin a new one.

use std::fmt;

use zeroize::Zeroizing;

use crate::files::{Aid, Ef};
use crate::{CommandApdu, Error, ResponseApdu, StatusWord, Transmit, TransmitError};

/// The largest file that a 15-bit offset reaches.
pub(crate) const MAX_FILE: usize = 0x8000;

/// Which lengths a card and its reader were found to pass.
///
/// A card says openly that it refuses extended lengths; a contactless reader that does not pass them may lose the card over
/// the first one (my-number-card fact 1.4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lengths {
    /// Nobody tried; the first file that is free to read will tell.
    #[default]
    Untried,
    /// Extended ones pass: a file takes one command.
    Extended,
    /// Only short ones do: a file takes one command for every 256 bytes.
    Short,
}

/// A powered card, and what is known of it so far.
pub struct Dialogue<'a> {
    wire: &'a mut dyn Transmit,
    pub(crate) lengths: Lengths,
    /// The application that is selected.
    application: Option<Aid>,
    /// Whether the card refused to take a secret or a key by its short identifier.
    pub(crate) selects_references: bool,
    /// Whether a secret was presented in the application that is selected.
    pub(crate) presented: bool,
    /// The secret that was presented there with success.
    pub(crate) verified: Option<Ef>,
}

impl<'a> Dialogue<'a> {
    /// Begins a dialogue with a card of which nothing is known.
    pub fn new(wire: &'a mut dyn Transmit) -> Self {
        let lengths = Lengths::default();
        let (application, verified) = (None, None);
        Self { wire, lengths, application, selects_references: false, presented: false, verified }
    }

    /// Sets what is known of the reader from earlier dialogues.
    #[must_use]
    pub fn with_lengths(mut self, lengths: Lengths) -> Self {
        self.lengths = lengths;
        self
    }

    /// Tells which lengths were found to pass.
    pub fn lengths(&self) -> Lengths {
        self.lengths
    }

    /// The answer to reset, where the wire tells it.
    pub(crate) fn answer_to_reset(&self) -> Option<Vec<u8>> {
        self.wire.answer_to_reset()
    }

    /// Sends one command once and fetches what waits of its response (61xx).
    pub(crate) fn send(&mut self, command: &CommandApdu) -> Result<ResponseApdu, Error> {
        let mut response = self.send_raw(command)?;
        while let StatusWord::MoreData { length } = response.status {
            let rest = self.send_raw(&CommandApdu::new(0, 0xC0, 0, 0).with_le(short_length(length)))?;
            let length = response.data.len() + rest.data.len();
            if rest.data.is_empty() || length > MAX_FILE {
                return Err(Error::Malformed("chain of responses"));
            }
            // A new buffer, because one that grows leaves its old bytes behind.
            let mut joined = Zeroizing::new(Vec::with_capacity(length));
            joined.extend_from_slice(&response.data);
            joined.extend_from_slice(&rest.data);
            response = ResponseApdu { data: joined, status: rest.status };
        }
        Ok(response)
    }

    /// Sends one command, and once more where the card names the Le that it wants (6Cxx); never a VERIFY.
    pub(crate) fn exchange(&mut self, command: &CommandApdu) -> Result<ResponseApdu, Error> {
        let response = self.send(command)?;
        match response.status {
            StatusWord::WrongLe { length } => self.send(&command.clone().with_le(short_length(length))),
            _ => Ok(response),
        }
    }

    fn send_raw(&mut self, command: &CommandApdu) -> Result<ResponseApdu, Error> {
        let raw = match self.wire.transmit(&command.to_bytes()) {
            Ok(raw) => Zeroizing::new(raw),
            Err(lost) => {
                self.leave();
                return Err(lost.into());
            }
        };
        let response = ResponseApdu::parse(&raw).ok_or(Error::Malformed("response without a status word"))?;
        // ISO/IEC 7816-4 clause 5.6: SW1 is 61-6F or 90-9F; anything else is the middle of a response that was cut.
        if !matches!(u16::from(response.status) >> 8, 0x61..=0x6F | 0x90..=0x9F) {
            return Err(Error::Malformed("status word"));
        }
        tracing::trace!(%command, %response, "apdu");
        Ok(response)
    }

    /// SELECT by application identifier, without file control information, unless it is selected already.
    pub(crate) fn select_application(&mut self, aid: &Aid) -> Result<StatusWord, Error> {
        if self.application.as_ref() == Some(aid) {
            return Ok(StatusWord::Ok);
        }
        self.leave();
        let status = self.select_by_name(aid)?;
        self.application = (status == StatusWord::Ok).then_some(*aid);
        Ok(status)
    }

    /// SELECT by the name of an application that is not ours to talk with.
    pub(crate) fn select_by_name(&mut self, name: &[u8]) -> Result<StatusWord, Error> {
        self.leave();
        Ok(self.exchange(&CommandApdu::new(0, 0xA4, 0x04, 0x0C).with_data(name))?.status)
    }

    /// SELECT by application identifier; the application must be there.
    pub(crate) fn enter(&mut self, aid: &Aid) -> Result<(), Error> {
        match self.select_application(aid)? {
            StatusWord::Ok => Ok(()),
            status => Err(Error::Refused { command: "SELECT application", status }),
        }
    }

    /// SELECT by file identifier under the current application.
    pub(crate) fn select_file(&mut self, file: Ef) -> Result<(), Error> {
        let select = CommandApdu::new(0, 0xA4, 0x02, 0x0C).with_data(&file.identifier());
        expect_ok("SELECT file", self.exchange(&select)?).map(drop)
    }

    /// Forgets what holds only in the application that is left.
    fn leave(&mut self) {
        (self.application, self.presented, self.verified) = (None, false, None);
    }
}

/// Shows what was learnt, and nothing of the card.
impl fmt::Debug for Dialogue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dialogue").field("lengths", &self.lengths).finish_non_exhaustive()
    }
}

pub(crate) fn expect_ok(command: &'static str, response: ResponseApdu) -> Result<Zeroizing<Vec<u8>>, Error> {
    match response.status {
        StatusWord::Ok => Ok(response.data),
        status => Err(Error::Refused { command, status }),
    }
}

/// Tells whether a reader that chokes on an extended length may report it so.
pub(crate) fn may_be_a_length(lost: &TransmitError) -> bool {
    matches!(lost, TransmitError::CardRemoved | TransmitError::NotResponding | TransmitError::Protocol(_))
}

fn short_length(byte: u8) -> usize {
    if byte == 0 { 256 } else { usize::from(byte) }
}
