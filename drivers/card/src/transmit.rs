//! One command in, one response out: the seam between the card's dialogues and whatever carries them.
//!
//! [`Tracing`] records which commands pass, for tests that compare transcripts or prove that a file is never touched. It
//! keeps headers, lengths and file names, and never the data of any other command.

use std::fmt;

use crate::{CommandApdu, ResponseApdu, StatusWord};

/// A powered card.
pub trait Transmit {
    /// Sends a raw command APDU and returns the response: data, then SW1 SW2.
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, TransmitError>;

    /// Returns the answer to reset where it is known without asking.
    ///
    /// A contactless reader makes one up, so it says what kind of memory card lies there and nothing else for certain.
    fn answer_to_reset(&self) -> Option<Vec<u8>> {
        None
    }
}

impl<T: Transmit + ?Sized> Transmit for &mut T {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, TransmitError> {
        (**self).transmit(command)
    }

    fn answer_to_reset(&self) -> Option<Vec<u8>> {
        (**self).answer_to_reset()
    }
}

impl<T: Transmit + ?Sized> Transmit for Box<T> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, TransmitError> {
        (**self).transmit(command)
    }

    fn answer_to_reset(&self) -> Option<Vec<u8>> {
        (**self).answer_to_reset()
    }
}

/// Why a command did not reach a card or its response did not come back.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransmitError {
    /// The card left the field, or was reset by someone else.
    #[error("the card was removed")]
    CardRemoved,
    /// The reader was unplugged.
    #[error("the reader is unavailable")]
    ReaderUnavailable,
    /// The PC/SC service is down.
    #[error("the smart card service is unavailable")]
    ServiceUnavailable,
    /// The card or the reader stays silent.
    #[error("the card does not respond")]
    NotResponding,
    /// Another program holds the card.
    #[error("the card is in use by another program")]
    InUse,
    /// Anything else, in the words of the layer below.
    #[error("the reader reported: {0}")]
    Protocol(String),
}

/// A [`Transmit`] that records what passes through it.
#[derive(Debug)]
pub struct Tracing<T> {
    inner: T,
    trace: Trace,
}

impl<T: Transmit> Tracing<T> {
    /// Wraps `inner` with an empty record.
    pub fn new(inner: T) -> Self {
        Self { inner, trace: Trace::default() }
    }

    /// Returns the record so far.
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// Returns the record and drops the card.
    pub fn into_trace(self) -> Trace {
        self.trace
    }
}

impl<T: Transmit> Transmit for Tracing<T> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, TransmitError> {
        let answer = self.inner.transmit(command);
        let status = answer.as_ref().ok().and_then(|bytes| ResponseApdu::parse(bytes)).map(|r| r.status);
        if let Some(command) = CommandApdu::parse(command) {
            self.trace.push(&command, status);
        }
        answer
    }

    fn answer_to_reset(&self) -> Option<Vec<u8>> {
        self.inner.answer_to_reset()
    }
}

/// The commands of a dialogue in order, without secrets; its `Display` is a transcript of one line each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trace {
    exchanges: Vec<Exchange>,
}

/// One command and its outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// CLA INS P1 P2.
    pub header: [u8; 4],
    /// How many bytes of data went out.
    pub lc: usize,
    /// How many bytes were expected back.
    pub le: Option<usize>,
    /// The data of a SELECT (an application or file identifier), and of no other command.
    pub selected: Option<Vec<u8>>,
    /// The application that this command ran in, so far as it was selected.
    pub application: Option<Vec<u8>>,
    /// The elementary file that this command selects or addresses by its short identifier.
    pub file: Option<u16>,
    /// The status word, unless no response came.
    pub status: Option<StatusWord>,
}

impl Trace {
    /// Returns every exchange, oldest first.
    pub fn exchanges(&self) -> &[Exchange] {
        &self.exchanges
    }

    /// Tells whether any command tried to reach file `ef` of application `aid`, by SELECT or by short identifier.
    pub fn reaches(&self, aid: &[u8], ef: u16) -> bool {
        self.exchanges.iter().any(|e| e.application.as_deref() == Some(aid) && e.file == Some(ef))
    }

    fn push(&mut self, command: &CommandApdu, status: Option<StatusWord>) {
        let header = [command.cla, command.ins, command.p1, command.p2];
        let selected = (command.ins == 0xA4).then(|| command.data().to_vec());
        let application = match (&selected, command.p1) {
            (Some(aid), 0x04) => Some(aid.clone()),
            _ => self.exchanges.last().and_then(|e| e.application.clone()),
        };
        let file = addressed_file(header, selected.as_deref());
        let (lc, le) = (command.data().len(), command.le());
        self.exchanges.push(Exchange { header, lc, le, selected, application, file, status });
    }
}

/// Finds the file in SELECT by identifier, READ BINARY with a short one (P1) and the commands that carry it in P2.
fn addressed_file([_, ins, p1, p2]: [u8; 4], selected: Option<&[u8]>) -> Option<u16> {
    let short = |byte: u8| (byte & 0x80 != 0 && byte & 0x1F != 0).then_some(u16::from(byte & 0x1F));
    match (ins, selected) {
        (0xA4, Some([hi, lo])) => Some(u16::from_be_bytes([*hi, *lo])),
        (0xB0, _) => short(p1),
        (0x20 | 0x24 | 0x2A | 0x88, _) => short(p2),
        (0xB2, _) => (p2 >> 3 != 0).then_some(u16::from(p2 >> 3)),
        _ => None,
    }
}

impl fmt::Display for Trace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.exchanges.iter().try_for_each(|exchange| writeln!(f, "{exchange}"))
    }
}

impl fmt::Display for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [cla, ins, p1, p2] = self.header;
        write!(f, "{cla:02X} {ins:02X} {p1:02X} {p2:02X}")?;
        match &self.selected {
            Some(name) => name.iter().try_for_each(|byte| write!(f, " {byte:02X}"))?,
            None if self.lc > 0 => write!(f, " Lc={}", self.lc)?,
            None => {}
        }
        if let Some(le) = self.le {
            write!(f, " Le={le}")?;
        }
        match self.status {
            Some(status) => write!(f, " -> {status}"),
            None => write!(f, " -> no response"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files;

    struct Agreeable;

    impl Transmit for Agreeable {
        fn transmit(&mut self, _: &[u8]) -> Result<Vec<u8>, TransmitError> {
            Ok(vec![0x90, 0x00])
        }
    }

    fn record(commands: &[CommandApdu]) -> Trace {
        let mut card = Tracing::new(Agreeable);
        for command in commands {
            card.transmit(&command.to_bytes()).unwrap();
        }
        card.into_trace()
    }

    fn select_text() -> CommandApdu {
        CommandApdu::new(0, 0xA4, 4, 0x0C).with_data(&files::TEXT)
    }

    #[test]
    fn a_file_is_reached_by_either_name() {
        let rows = [
            (CommandApdu::new(0, 0xA4, 2, 0x0C).with_data(&[0, 1]), true),
            (CommandApdu::new(0, 0xB0, 0x81, 0).with_le(256), true),
            (CommandApdu::new(0, 0xB0, 0x82, 0).with_le(256), false),
            (CommandApdu::new(0, 0xB0, 0x01, 0).with_le(256), false),
            (CommandApdu::new(0, 0xB2, 1, 0x0C).with_le(256), true),
        ];
        for (command, reached) in rows {
            assert_eq!(
                record(&[select_text(), command.clone()]).reaches(&files::TEXT, 1),
                reached,
                "{command}"
            );
        }
    }

    #[test]
    fn the_same_file_of_another_application_does_not_count() {
        let select = CommandApdu::new(0, 0xA4, 4, 0x0C).with_data(&files::JPKI);
        let read = CommandApdu::new(0, 0xB0, 0x81, 0).with_le(256);
        assert!(!record(&[select, read]).reaches(&files::TEXT, 1));
    }

    #[test]
    fn a_transcript_names_files_and_hides_secrets() {
        let verify = CommandApdu::new(0, 0x20, 0, 0x80).with_data(b"1234");
        let trace = record(&[select_text(), verify]);
        let lines = "00 A4 04 0C D3 92 10 00 31 00 01 01 04 08 -> 9000\n00 20 00 80 Lc=4 -> 9000\n";
        assert_eq!(trace.to_string(), lines);
        assert_eq!(trace.exchanges().iter().map(|exchange| exchange.lc).collect::<Vec<_>>(), [10, 4]);
        assert!(!format!("{trace:?}").contains("49, 50, 51, 52"));
    }
}
