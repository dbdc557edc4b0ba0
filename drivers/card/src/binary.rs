//! READ BINARY and READ RECORD with as few commands as card and reader allow (my-number-card fact 1.4).
//!
//! One extended READ BINARY takes a whole file. Whether it passes is tried once, on a file that is free to read: a reader
//! that loses the card over it costs no verified secret. Whatever refuses it is asked in steps of 256 bytes from then on.

use zeroize::Zeroizing;

use crate::dialogue::{MAX_FILE, expect_ok, may_be_a_length};
use crate::files::Ef;
use crate::{CommandApdu, Dialogue, Error, Lengths, StatusWord, tlv};

/// The most that a short READ BINARY returns.
const CHUNK: usize = 256;
/// An extended Le of zero, which asks for all that is there.
const ALL: usize = 0x1_0000;

type Bytes = Zeroizing<Vec<u8>>;

impl Dialogue<'_> {
    /// Reads the first `length` bytes of a file, 1–256; fewer if it is shorter.
    ///
    /// Its short identifier selects it, or, where the card knows none, a command of its own.
    pub(crate) fn read_start(&mut self, file: Ef, length: usize) -> Result<Bytes, Error> {
        let mut response = self.exchange(&read_binary(file.short(), 0, length))?;
        if let StatusWord::WrongParameters | StatusWord::NoCurrentFile | StatusWord::WrongOffset =
            response.status
        {
            self.select_file(file)?;
            response = self.exchange(&read_binary(0, 0, length))?;
        }
        match response.status {
            StatusWord::EndOfFile => Ok(response.data),
            _ => expect_ok("READ BINARY", response),
        }
    }

    /// Reads the data object that a file holds, whose tag is `tag`.
    ///
    /// Filler after the object is dropped. Up to `slack` bytes before it are kept, because offset tables may count them.
    pub(crate) fn read_object(&mut self, file: Ef, tag: &[u8], slack: usize) -> Result<Bytes, Error> {
        let start = self.read_most(file)?;
        let before = start.windows(tag.len()).take(slack + 1).position(|window| window == tag);
        let size = before
            .and_then(|before| Some(before + tlv::declared_size(&start[before..])?))
            .filter(|size| *size <= MAX_FILE)
            .ok_or(Error::Malformed("start of a file"))?;
        let mut bytes = Zeroizing::new(Vec::with_capacity(size.max(start.len())));
        bytes.extend_from_slice(&start);
        while bytes.len() < size {
            let missing = size - bytes.len();
            let rest = self.read_on(bytes.len(), missing)?;
            bytes.extend_from_slice(&rest[..rest.len().min(missing)]);
        }
        bytes.truncate(size);
        Ok(bytes)
    }

    /// READ RECORD of one record, counted from 1, of a file that its short identifier selects.
    pub(crate) fn read_record(&mut self, file: Ef, record: u8) -> Result<Bytes, Error> {
        let read = |p2| CommandApdu::new(0, 0xB2, record, p2).with_le(CHUNK);
        let response = self.exchange(&read(file.0 << 3 | 0x04))?;
        if response.status == StatusWord::Ok {
            return Ok(response.data);
        }
        self.select_file(file)?;
        expect_ok("READ RECORD", self.exchange(&read(0x04))?)
    }

    /// Reads the whole file where extended lengths pass, and its first 256 bytes where they do not.
    fn read_most(&mut self, file: Ef) -> Result<Bytes, Error> {
        match self.read_extended(file.short(), 0, ALL)? {
            Some(bytes) => Ok(bytes),
            None => self.read_start(file, CHUNK),
        }
    }

    /// Reads on in the current file from `offset`, at most `length` bytes and at least one.
    fn read_on(&mut self, offset: usize, length: usize) -> Result<Bytes, Error> {
        const SHORT: Error = Error::Malformed("file, which ends before the length that it declares");
        let [high, low] = u16::try_from(offset).map_err(|_| Error::Malformed("offset"))?.to_be_bytes();
        if length > CHUNK
            && let Some(bytes) = self.read_extended(high, low, length)?
        {
            return Ok(bytes);
        }
        let response = self.exchange(&read_binary(high, low, length.min(CHUNK)))?;
        match response.status {
            StatusWord::Ok | StatusWord::EndOfFile if !response.data.is_empty() => Ok(response.data),
            StatusWord::Ok | StatusWord::EndOfFile | StatusWord::WrongOffset => Err(SHORT),
            status => Err(Error::Refused { command: "READ BINARY", status }),
        }
    }

    /// One READ BINARY with an extended length; none is sent or was understood where it returns nothing.
    fn read_extended(&mut self, p1: u8, p2: u8, length: usize) -> Result<Option<Bytes>, Error> {
        if self.lengths == Lengths::Short || (self.lengths == Lengths::Untried && self.presented) {
            return Ok(None);
        }
        match self.send(&read_binary(p1, p2, length)) {
            Err(Error::Transmit(lost)) if self.lengths == Lengths::Untried && may_be_a_length(&lost) => {
                self.lengths = Lengths::Short;
                Err(Error::LostOverLength(lost))
            }
            Err(Error::Malformed(_)) => self.shorten(),
            Err(error) => Err(error),
            Ok(response) => match response.status {
                StatusWord::Ok | StatusWord::EndOfFile if !response.data.is_empty() => {
                    self.lengths = Lengths::Extended;
                    Ok(Some(response.data))
                }
                // These speak of the file and not of the length.
                status @ (StatusWord::SecurityStatus | StatusWord::NotFound | StatusWord::WrongFileType) => {
                    Err(Error::Refused { command: "READ BINARY", status })
                }
                _ => self.shorten(),
            },
        }
    }

    fn shorten(&mut self) -> Result<Option<Bytes>, Error> {
        self.lengths = Lengths::Short;
        Ok(None)
    }
}

fn read_binary(p1: u8, p2: u8, length: usize) -> CommandApdu {
    CommandApdu::new(0, 0xB0, p1, p2).with_le(length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TransmitError;
    use crate::files::{Aid, JPKI, VISUAL};
    use crate::script::Script;

    const FILE: Ef = crate::files::USER_CERTIFICATE;
    const WHOLE: &str = "00B08A00000000";
    const START: &str = "00B08A0000";

    /// A certificate-like object of `length` bytes, in hexadecimal.
    fn object(length: usize) -> String {
        format!("3082{:04X}{}", length - 4, "5A".repeat(length - 4))
    }

    fn read(dialogue: &mut Dialogue<'_>) -> Result<usize, Error> {
        dialogue.read_object(FILE, &[0x30, 0x82], 0).map(|bytes| bytes.len())
    }

    /// Cuts `from..to` bytes out of hexadecimal `text` and ends them with a status word.
    fn part(text: &str, from: usize, to: usize, status: &str) -> String {
        format!("{}{status}", &text[from * 2..to * 2])
    }

    #[test]
    fn one_extended_command_takes_a_file_and_its_filler_is_dropped() {
        for (filler, status) in [("", "9000"), ("FFFF", "9000"), ("", "6282")] {
            let response = format!("{}{filler}{status}", object(600));
            let mut card = Script::new(&[(WHOLE, &response)]);
            let mut dialogue = Dialogue::new(&mut card);
            assert_eq!(read(&mut dialogue), Ok(600), "{filler} {status}");
            assert_eq!(dialogue.lengths(), Lengths::Extended);
        }
    }

    #[test]
    fn fewer_bytes_than_asked_are_followed_by_the_rest() {
        let file = object(1200);
        let [first, second] = [part(&file, 0, 700, "9000"), part(&file, 700, 1200, "9000")];
        let mut card = Script::new(&[(WHOLE, &first), ("00B002BC0001F4", &second)]);
        assert_eq!(read(&mut Dialogue::new(&mut card)), Ok(1200));
        let [waiting, rest] = [part(&file, 0, 256, "6100"), part(&file, 256, 1200, "9000")];
        let mut card = Script::new(&[(WHOLE, &waiting), ("00C0000000", &rest)]);
        assert_eq!(read(&mut Dialogue::new(&mut card)), Ok(1200));
    }

    #[test]
    fn what_refuses_an_extended_length_is_asked_in_steps_from_then_on() {
        let file = object(600);
        let steps =
            [part(&file, 0, 256, "9000"), part(&file, 256, 512, "9000"), part(&file, 512, 600, "9000")];
        let in_steps = [(START, &*steps[0]), ("00B0010000", &steps[1]), ("00B0020058", &steps[2])];
        for refusal in ["6700", "6B00", "6C00", "6CFF", "6A86", "6D00", "6F00", "9000", "6282", "00", "1234"]
        {
            let exchanges = [&[(WHOLE, refusal)][..], &in_steps, &in_steps].concat();
            let mut card = Script::new(&exchanges);
            let mut dialogue = Dialogue::new(&mut card);
            assert_eq!((read(&mut dialogue), read(&mut dialogue)), (Ok(600), Ok(600)), "{refusal}");
            assert_eq!(dialogue.lengths(), Lengths::Short);
            assert!(card.finished());
        }
    }

    #[test]
    fn a_file_that_is_closed_or_absent_says_nothing_of_lengths() {
        for status in ["6982", "6A82", "6981"] {
            let mut card = Script::new(&[(WHOLE, status)]);
            let mut dialogue = Dialogue::new(&mut card);
            assert!(matches!(read(&mut dialogue), Err(Error::Refused { .. })), "{status}");
            assert_eq!(dialogue.lengths(), Lengths::Untried);
        }
    }

    #[test]
    fn a_card_lost_over_the_first_extended_length_is_met_again_with_short_ones() {
        let mut card = Script::new(&[(WHOLE, "lost")]);
        let mut dialogue = Dialogue::new(&mut card);
        assert_eq!(read(&mut dialogue), Err(Error::LostOverLength(TransmitError::CardRemoved)));
        let lengths = dialogue.lengths();
        let short = part(&object(200), 0, 200, "9000");
        let mut card = Script::new(&[(START, &short)]);
        assert_eq!(read(&mut Dialogue::new(&mut card).with_lengths(lengths)), Ok(200));
        let mut leaving = Script::new(&[(WHOLE, "lost")]);
        let known = &mut Dialogue::new(&mut leaving).with_lengths(Lengths::Extended);
        assert_eq!(read(known), Err(Error::Transmit(TransmitError::CardRemoved)));
    }

    #[test]
    fn an_extended_length_is_not_tried_while_a_secret_is_verified() {
        let short = part(&object(200), 0, 200, "9000");
        let mut card = Script::new(&[(START, &short)]);
        let mut dialogue = Dialogue::new(&mut card);
        dialogue.presented = true;
        assert_eq!((read(&mut dialogue), dialogue.lengths()), (Ok(200), Lengths::Untried));
    }

    #[test]
    fn a_file_that_ends_early_or_never_is_malformed() {
        let file = object(600);
        let first = part(&file, 0, 300, "9000");
        for end in ["9000", "6282", "6B00"] {
            let steps = [(WHOLE, &*first), ("00B0012C00012C", "6B00"), ("00B0012C00", end)];
            assert!(matches!(read(&mut Dialogue::new(&mut Script::new(&steps))), Err(Error::Malformed(_))));
        }
        for start in ["9000", "30829000", "3083FFFFFF9000", "04820010009000"] {
            let steps = [(WHOLE, start), (START, start)];
            assert!(matches!(read(&mut Dialogue::new(&mut Script::new(&steps))), Err(Error::Malformed(_))));
        }
    }

    #[test]
    fn a_record_is_read_by_short_identifier_or_after_a_select() {
        let mut card = Script::new(&[("00B2010C00", "011C9000")]);
        assert_eq!(Dialogue::new(&mut card).read_record(Ef(1), 1).unwrap().as_slice(), [1, 0x1C]);
        let rows = [("00B2010C00", "6A86"), ("00A4020C020001", "9000"), ("00B2010400", "011C9000")];
        let mut card = Script::new(&rows);
        assert_eq!(Dialogue::new(&mut card).read_record(Ef(1), 1).unwrap().as_slice(), [1, 0x1C]);
    }

    #[test]
    fn an_application_that_is_current_is_not_selected_again() {
        let select = |aid: &Aid| format!("00A4040C0A{}", hex::encode(aid));
        let (jpki, visual) = (select(&JPKI), select(&VISUAL));
        let mut card = Script::new(&[(&jpki, "9000"), (&visual, "9000"), (&jpki, "6A82"), (&jpki, "9000")]);
        let mut dialogue = Dialogue::new(&mut card);
        assert_eq!((dialogue.enter(&JPKI), dialogue.enter(&JPKI)), (Ok(()), Ok(())));
        assert_eq!(dialogue.enter(&VISUAL), Ok(()));
        assert!(dialogue.enter(&JPKI).is_err());
        assert_eq!((dialogue.enter(&JPKI), dialogue.enter(&JPKI)), (Ok(()), Ok(())));
        assert!(card.finished());
    }
}
