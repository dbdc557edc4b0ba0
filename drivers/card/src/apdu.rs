//! Command and response APDUs (ISO/IEC 7816-3 clause 12.1, 7816-4 clause 5.1).
//!
//! A command never shows its data: `Display` and `Debug` give the header and the lengths, because the data of VERIFY is a
//! PIN. Buffers are wiped when they are dropped.

use std::fmt;

use zeroize::Zeroizing;

use crate::StatusWord;

/// A command: four header bytes, data, and how many bytes are expected back.
#[derive(Clone, PartialEq, Eq)]
pub struct CommandApdu {
    /// Class.
    pub cla: u8,
    /// Instruction.
    pub ins: u8,
    /// First parameter.
    pub p1: u8,
    /// Second parameter.
    pub p2: u8,
    data: Zeroizing<Vec<u8>>,
    le: Option<usize>,
}

impl CommandApdu {
    /// Starts a command without data that expects no data back (case 1).
    pub fn new(cla: u8, ins: u8, p1: u8, p2: u8) -> Self {
        Self { cla, ins, p1, p2, data: Zeroizing::default(), le: None }
    }

    /// Sets the data, of at most 65,535 bytes; more than 255 bytes make an extended command.
    #[must_use]
    pub fn with_data(mut self, data: &[u8]) -> Self {
        self.data = Zeroizing::new(data.to_vec());
        self
    }

    /// Expects up to `le` bytes back, 1–65,536; more than 256 make an extended command.
    #[must_use]
    pub fn with_le(mut self, le: usize) -> Self {
        self.le = Some(le.clamp(1, 0x1_0000));
        self
    }

    /// Returns the data, which may be a secret.
    pub fn data(&self) -> &[u8] {
        &self.data
    }

    /// Returns how many bytes are expected back, 1–65,536, or nothing.
    pub fn le(&self) -> Option<usize> {
        self.le
    }

    /// Encodes the command, in the short form where it fits.
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(self.data.len() + 9));
        bytes.extend([self.cla, self.ins, self.p1, self.p2]);
        let extended = self.data.len() > 255 || self.le.is_some_and(|le| le > 256);
        if extended {
            bytes.push(0);
        }
        // A length at the top of its range is written as zero, which is what the casts do.
        let push = |bytes: &mut Vec<u8>, length: usize| match extended {
            true => bytes.extend((length as u16).to_be_bytes()),
            false => bytes.push(length as u8),
        };
        if !self.data.is_empty() {
            push(&mut bytes, self.data.len());
            bytes.extend_from_slice(&self.data);
        }
        if let Some(le) = self.le {
            push(&mut bytes, le);
        }
        bytes
    }

    /// Decodes a command in any of the seven cases; anything else gives nothing.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let (header, body) = bytes.split_first_chunk::<4>()?;
        let (data, le) = match body {
            [] => (&[][..], None),
            [le] => (&[][..], Some(unzero(usize::from(*le), 256))),
            [0, rest @ ..] => extended_body(rest)?,
            [lc, rest @ ..] => short_body(usize::from(*lc), rest)?,
        };
        let [cla, ins, p1, p2] = *header;
        Some(Self { cla, ins, p1, p2, data: Zeroizing::new(data.to_vec()), le })
    }
}

fn short_body(lc: usize, rest: &[u8]) -> Option<(&[u8], Option<usize>)> {
    let (data, tail) = rest.split_at_checked(lc)?;
    match tail {
        [] => Some((data, None)),
        [le] => Some((data, Some(unzero(usize::from(*le), 256)))),
        _ => None,
    }
}

fn extended_body(rest: &[u8]) -> Option<(&[u8], Option<usize>)> {
    let (first, rest) = rest.split_first_chunk::<2>()?;
    let first = usize::from(u16::from_be_bytes(*first));
    if rest.is_empty() {
        return Some((rest, Some(unzero(first, 0x1_0000))));
    }
    let (data, tail) = rest.split_at_checked(first).filter(|(data, _)| !data.is_empty())?;
    match tail {
        [] => Some((data, None)),
        [hi, lo] => Some((data, Some(unzero(usize::from(u16::from_be_bytes([*hi, *lo])), 0x1_0000)))),
        _ => None,
    }
}

fn unzero(length: usize, top: usize) -> usize {
    if length == 0 { top } else { length }
}

impl fmt::Display for CommandApdu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02X} {:02X} {:02X} {:02X}", self.cla, self.ins, self.p1, self.p2)?;
        if !self.data.is_empty() {
            write!(f, " Lc={}", self.data.len())?;
        }
        self.le.map_or(Ok(()), |le| write!(f, " Le={le}"))
    }
}

impl fmt::Debug for CommandApdu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CommandApdu({self})")
    }
}

/// A response: data, and the status word that ends it.
#[derive(Clone, PartialEq, Eq)]
pub struct ResponseApdu {
    /// The data before the status word, wiped when dropped.
    pub data: Zeroizing<Vec<u8>>,
    /// The status word.
    pub status: StatusWord,
}

impl ResponseApdu {
    /// Splits raw bytes into data and status word; fewer than two bytes give nothing.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let (data, word) = bytes.split_last_chunk::<2>()?;
        Some(Self { data: Zeroizing::new(data.to_vec()), status: u16::from_be_bytes(*word).into() })
    }
}

impl fmt::Display for ResponseApdu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes, {}", self.data.len(), self.status)
    }
}

impl fmt::Debug for ResponseApdu {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ResponseApdu({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_case_has_its_encoding() {
        let base = || CommandApdu::new(0, 0x20, 0, 0x80);
        let long = [7; 256];
        let rows: [(CommandApdu, &[u8]); 7] = [
            (base(), &[0, 0x20, 0, 0x80]),
            (base().with_le(256), &[0, 0x20, 0, 0x80, 0]),
            (base().with_data(b"1234"), b"\x00\x20\x00\x80\x041234"),
            (base().with_data(b"12").with_le(16), b"\x00\x20\x00\x80\x0212\x10"),
            (base().with_le(257), &[0, 0x20, 0, 0x80, 0, 1, 1]),
            (base().with_le(0x1_0000), &[0, 0x20, 0, 0x80, 0, 0, 0]),
            (base().with_data(b"1").with_le(300), &[0, 0x20, 0, 0x80, 0, 0, 1, b'1', 1, 44]),
        ];
        for (command, bytes) in rows {
            assert_eq!(command.to_bytes().as_slice(), bytes, "{command}");
            assert_eq!(CommandApdu::parse(bytes), Some(command));
        }
        let extended = base().with_data(&long);
        assert_eq!(CommandApdu::parse(&extended.to_bytes()), Some(extended));
    }

    #[test]
    fn a_length_that_does_not_fit_is_refused() {
        let rows: [&[u8]; 6] = [
            &[],
            &[0, 0x20, 0],
            &[0, 0x20, 0, 0x80, 4, 1, 2, 3],
            &[0, 0x20, 0, 0x80, 1, 1, 0, 0],
            &[0, 0x20, 0, 0x80, 0, 0, 2, 1],
            &[0, 0x20, 0, 0x80, 0, 0, 1, 1, 9],
        ];
        for bytes in rows {
            assert_eq!(CommandApdu::parse(bytes), None, "{bytes:02X?}");
        }
    }

    #[test]
    fn a_command_never_shows_its_data() {
        let verify = CommandApdu::new(0, 0x20, 0, 0x80).with_data(b"1234");
        assert_eq!(verify.to_string(), "00 20 00 80 Lc=4");
        assert_eq!(format!("{verify:?}"), "CommandApdu(00 20 00 80 Lc=4)");
    }

    #[test]
    fn a_response_is_data_and_a_status_word() {
        let response = ResponseApdu::parse(&[1, 2, 0x90, 0]).unwrap();
        assert_eq!((response.data.as_slice(), response.status), (&[1, 2][..], StatusWord::Ok));
        assert_eq!(format!("{response:?}"), "ResponseApdu(2 bytes, 9000)");
        assert_eq!(ResponseApdu::parse(&[0x90]), None);
    }
}
