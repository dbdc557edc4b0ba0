//! What a virtual card does wrong, or otherwise than most, as plain data: for a test, and for a command line.
//!
//! Some are faults (the card leaves, hangs, garbles), others only habits that some cards have (my-number-card facts 1.1, 1.4,
//! 1.5). Each is written as one word, with a number after `=` where it needs one; [`Fault::ALL`] lists them.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// One thing that a card does wrong or otherwise than most. Commands are counted from 1 since the card was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// The card takes this long for every command.
    Delay(Duration),
    /// The card refuses every extended-length command with 6700.
    NoExtended,
    /// The wire carries no extended-length command: its response is lost.
    ExtendedBreaks,
    /// The card falls silent at this command, until it loses its power.
    Hang(u32),
    /// The card falls silent at every command with this instruction byte, until it loses its power.
    HangOn(u8),
    /// The card leaves the reader at this command, before it has done anything.
    Tear(u32),
    /// The card does this command and leaves the reader before its response is delivered.
    TearLate(u32),
    /// One bit is wrong in the response to this command: the lowest of its first byte.
    Flip(u32),
    /// The response to this command ends after half of its bytes.
    Cut(u32),
    /// The card answers 9000 to the SELECT of any application.
    SelectAll,
    /// The file of the user certificate holds nothing.
    EmptyCertificate,
    /// The card face holds no photo; its signature is good.
    NoPhoto,
    /// The first command after every power-up is answered with 6F00.
    SlowWake,
    /// The question for a counter is answered with 9000 while its secret is verified.
    SilentCounter,
    /// Two bytes of filler come before the attributes of the text application.
    LeadingBytes,
    /// A read past the end of a file is answered with 6282 and not with 6B00.
    EndOfFile,
}

/// Why a word names no fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "{0:?} is no fault of a card; expected one such as {examples}",
    examples = "hang=3, delay=30 or no-extended"
)]
pub struct FaultError(String);

impl Fault {
    /// Every fault as it is written, with an example's number, and what it does.
    pub const ALL: [(&str, &str); 16] = [
        ("delay=30", "the card takes 30 ms for every command"),
        ("no-extended", "refuses every extended-length command (6700)"),
        ("extended-breaks", "the response to an extended-length command is lost on the wire"),
        ("hang=3", "falls silent at the third command, until it loses its power"),
        ("hang-on=2A", "falls silent at every command with this instruction byte, in hexadecimal"),
        ("tear=5", "leaves the reader at the fifth command, before doing it"),
        ("tear-late=5", "does the fifth command, and leaves before the response is delivered"),
        ("flip=4", "one bit of the fourth response is wrong"),
        ("cut=4", "the fourth response ends half-way"),
        ("select-all", "answers 9000 to the SELECT of any application"),
        ("empty-certificate", "holds no user certificate"),
        ("no-photo", "holds no photo"),
        ("slow-wake", "answers the first command after power-up with 6F00, as some cards do"),
        ("silent-counter", "answers 9000 when asked for the tries of a verified secret, as some cards do"),
        ("leading-bytes", "two bytes of filler before the attributes, as reported of some cards"),
        ("end-of-file", "answers a read past the end with 6282 in place of 6B00"),
    ];

    /// Tells how the card's place must treat a command, before the card meets it.
    pub(super) fn before(self, count: u32, command: &[u8]) -> Option<Fate> {
        match self {
            Self::Hang(at) if at == count => Some(Fate::Hang),
            Self::HangOn(ins) if command.get(1) == Some(&ins) => Some(Fate::Hang),
            Self::Tear(at) if at == count => Some(Fate::Leave),
            Self::ExtendedBreaks if is_extended(command) => Some(Fate::Lose),
            _ => None,
        }
    }

    /// Changes the response to command number `count`, or lets the card leave with it.
    pub(super) fn after(self, count: u32, response: &mut Vec<u8>) -> Option<Fate> {
        match self {
            Self::TearLate(at) if at == count => return Some(Fate::Leave),
            Self::Flip(at) if at == count => response.iter_mut().take(1).for_each(|byte| *byte ^= 1),
            Self::Cut(at) if at == count => response.truncate(response.len() / 2),
            _ => {}
        }
        None
    }
}

/// What happens in place of a response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    Hang,
    Leave,
    Lose,
}

/// Tells whether a command has the extended form, whose fifth byte is zero and not its last.
pub(super) fn is_extended(command: &[u8]) -> bool {
    matches!(command, [_, _, _, _, 0, _, ..])
}

impl FromStr for Fault {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let wrong = || FaultError(text.to_owned());
        let (name, value) = match text.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (text, None),
        };
        let count = || value.and_then(|value| value.parse().ok()).filter(|n: &u32| *n > 0).ok_or_else(wrong);
        let fault = match name {
            "delay" => Self::Delay(Duration::from_millis(count()?.into())),
            "hang" => Self::Hang(count()?),
            "hang-on" => {
                Self::HangOn(value.and_then(|ins| u8::from_str_radix(ins, 16).ok()).ok_or_else(wrong)?)
            }
            "tear" => Self::Tear(count()?),
            "tear-late" => Self::TearLate(count()?),
            "flip" => Self::Flip(count()?),
            "cut" => Self::Cut(count()?),
            _ if value.is_some() => return Err(wrong()),
            "no-extended" => Self::NoExtended,
            "extended-breaks" => Self::ExtendedBreaks,
            "select-all" => Self::SelectAll,
            "empty-certificate" => Self::EmptyCertificate,
            "no-photo" => Self::NoPhoto,
            "slow-wake" => Self::SlowWake,
            "silent-counter" => Self::SilentCounter,
            "leading-bytes" => Self::LeadingBytes,
            "end-of-file" => Self::EndOfFile,
            _ => return Err(wrong()),
        };
        Ok(fault)
    }
}

/// Writes the fault as it is read.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Delay(delay) => write!(f, "delay={}", delay.as_millis()),
            Self::Hang(at) => write!(f, "hang={at}"),
            Self::HangOn(ins) => write!(f, "hang-on={ins:02X}"),
            Self::Tear(at) => write!(f, "tear={at}"),
            Self::TearLate(at) => write!(f, "tear-late={at}"),
            Self::Flip(at) => write!(f, "flip={at}"),
            Self::Cut(at) => write!(f, "cut={at}"),
            Self::NoExtended => f.write_str("no-extended"),
            Self::ExtendedBreaks => f.write_str("extended-breaks"),
            Self::SelectAll => f.write_str("select-all"),
            Self::EmptyCertificate => f.write_str("empty-certificate"),
            Self::NoPhoto => f.write_str("no-photo"),
            Self::SlowWake => f.write_str("slow-wake"),
            Self::SilentCounter => f.write_str("silent-counter"),
            Self::LeadingBytes => f.write_str("leading-bytes"),
            Self::EndOfFile => f.write_str("end-of-file"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::mem;

    use super::*;

    #[test]
    fn every_fault_on_the_list_is_read_as_it_is_written() {
        let faults: Vec<Fault> = Fault::ALL.iter().map(|(text, _)| text.parse().unwrap()).collect();
        for (fault, (text, _)) in faults.iter().zip(Fault::ALL) {
            assert_eq!(fault.to_string(), text);
        }
        let kinds: HashSet<_> = faults.iter().map(mem::discriminant).collect();
        assert_eq!(kinds.len(), Fault::ALL.len());
    }

    #[test]
    fn a_word_that_is_no_fault_says_what_one_looks_like() {
        for word in
            ["", "hang", "hang=", "hang=0", "hang=-1", "hang-on=2AA", "no-photo=1", "shrug", "delay=x"]
        {
            let error = word.parse::<Fault>().unwrap_err().to_string();
            assert!(error.contains(&format!("{word:?}")) && error.contains("hang=3"), "{error}");
        }
    }
}
