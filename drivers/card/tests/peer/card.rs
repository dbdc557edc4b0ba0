//! A second virtual card: the files of a test card, one private key, and nothing of this project's own virtual card.
//!
//! It does what ISO/IEC 7816-4 and JICSAP 1.1 ask of a card and no more, and it has [`Habits`]: the lawful ways in which one
//! card, or the reader that it lies on, differs from another.

use std::collections::BTreeMap;
use std::time::Duration;

use card::{Transmit, TransmitError, files};
use rsa::{Pkcs1v15Sign, RsaPrivateKey};

use crate::fixtures::fixture;

/// The PIN that this card was given; 照合番号B is the test card's own.
pub(crate) const PIN: &str = "4071";
pub(crate) const CODE_B: &str = "55021720352285";

/// The lawful ways in which one card differs from another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Habits {
    /// Whether READ BINARY takes a short file identifier, or what it is refused with.
    pub(crate) short_read: Result<(), u16>,
    /// Whether VERIFY and COMPUTE SIGNATURE take one, or what it is refused with.
    pub(crate) short_reference: Result<(), u16>,
    /// Whether extended lengths pass, or what they are refused with.
    pub(crate) extended: Result<(), u16>,
    /// Whether the reader loses the card over an extended length.
    pub(crate) loses_extended: bool,
    /// What is said when a file ends before Le bytes were read.
    pub(crate) end: End,
    /// The most that one response carries; the rest waits for GET RESPONSE.
    pub(crate) longest: usize,
    /// How many bytes lie before the record of attributes.
    pub(crate) shift: usize,
    /// How many bytes of filler follow each file.
    pub(crate) filler: usize,
    /// Whether the first command after power-up meets 6F00.
    pub(crate) drowsy: bool,
    /// How long each command takes.
    pub(crate) delay: Duration,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum End {
    /// 9000 with what there is.
    Plain,
    /// 6282 with what there is.
    Warning,
    /// 6Cxx with no data: ask again.
    AskAgain,
}

impl Default for Habits {
    fn default() -> Self {
        Self {
            short_read: Ok(()),
            short_reference: Ok(()),
            extended: Ok(()),
            loses_extended: false,
            end: End::Plain,
            longest: usize::MAX,
            shift: 0,
            filler: 0,
            drowsy: false,
            delay: Duration::ZERO,
        }
    }
}

enum File {
    /// Bytes, and the secrets of which any opens them; none means that they are free.
    Bytes(Vec<u8>, &'static [u8]),
    Secret {
        value: &'static str,
        limit: u8,
        left: u8,
    },
    Key(Box<RsaPrivateKey>, u8),
}

pub(crate) struct FileCard {
    habits: Habits,
    applications: BTreeMap<files::Aid, BTreeMap<u8, File>>,
    application: Option<files::Aid>,
    file: Option<u8>,
    verified: Option<u8>,
    waiting: Vec<u8>,
    awake: bool,
    /// How often a secret was presented.
    pub(crate) presented: usize,
    /// Every file that was selected or addressed, whether it exists or not.
    reached: Vec<(files::Aid, u8)>,
}

impl FileCard {
    /// Makes a card whose PIN opens `key`.
    pub(crate) fn new(habits: Habits, key: RsaPrivateKey) -> Self {
        let file = |name: &str, opened_by| {
            File::Bytes([fixture(name), vec![0xFF; habits.filler]].concat(), opened_by)
        };
        let secret = |value, limit| File::Secret { value, limit, left: limit };
        let label = format!("{:<160}", "JPKIAPICCTOKEN2").into_bytes();
        let jpki = [
            (0x06, File::Bytes(label, &[])),
            (0x0A, file("jpki-auth-cert.der", &[])),
            (0x0B, file("jpki-auth-ca-cert.der", &[])),
            (0x17, File::Key(Box::new(key), 0x18)),
            (0x18, secret(PIN, 3)),
        ];
        let visual = [
            (0x02, file("surface-0002.bin", &[0x12])),
            (0x03, file("surface-0003.bin", &[])),
            (0x04, file("surface-0004.bin", &[])),
            (0x05, file("surface-0005.bin", &[0x13])),
            (0x12, secret(CODE_B, 10)),
        ];
        let attributes = [vec![0x00; habits.shift], fixture("text-0002.bin")].concat();
        let text = [
            (0x01, file("text-0001-physical.bin", &[0x11])),
            (0x02, File::Bytes(attributes, &[0x15])),
            (0x03, file("text-0003.bin", &[0x11, 0x15])),
            (0x04, file("text-0004.bin", &[])),
            (0x05, file("text-0005.bin", &[])),
            (0x07, file("text-0007.bin", &[0x11, 0x15])),
            (0x15, secret(CODE_B, 10)),
        ];
        Self {
            habits,
            applications: BTreeMap::from([
                (files::JPKI, jpki.into()),
                (files::VISUAL, visual.into()),
                (files::TEXT, text.into()),
            ]),
            application: None,
            file: None,
            verified: None,
            waiting: Vec::new(),
            awake: !habits.drowsy,
            presented: 0,
            reached: Vec::new(),
        }
    }

    /// Changes one byte of a file.
    pub(crate) fn tamper(&mut self, aid: files::Aid, ef: u8, at: usize) {
        let file = self.applications.get_mut(&aid).and_then(|files| files.get_mut(&ef));
        let Some(File::Bytes(bytes, _)) = file else { panic!("no file {ef:02X} to change") };
        bytes[at] ^= 0x01;
    }

    /// Answers one command: the data, and the status word.
    fn answer(&mut self, command: &[u8]) -> Result<Vec<u8>, u16> {
        if !std::mem::replace(&mut self.awake, true) {
            return Err(0x6F00);
        }
        let (header, data, le) = parse(command).ok_or(0x6700_u16)?;
        let waiting = std::mem::take(&mut self.waiting);
        match header {
            [0, 0xA4, 0x04, 0x0C] => self.select_application(data),
            [0, 0xA4, 0x02, 0x0C] => match data {
                [0, ef] => self.select(*ef),
                _ => Err(0x6A82),
            },
            [0, 0xB0, p1, p2] => self.read(p1, p2, le.ok_or(0x6700_u16)?),
            [0, 0xC0, 0, 0] if !waiting.is_empty() => Ok(waiting),
            [0, 0x20, 0, p2] if le.is_none() => self.verify(p2, data),
            [0x80, 0x2A, 0, p2] => self.sign(p2, data),
            [0 | 0x80, 0xA4 | 0xB0 | 0x20 | 0x2A, ..] => Err(0x6A86),
            [0 | 0x80, ..] => Err(0x6D00),
            _ => Err(0x6E00),
        }
    }

    fn select_application(&mut self, aid: &[u8]) -> Result<Vec<u8>, u16> {
        let (aid, _) = self.applications.iter().find(|(whole, _)| *whole == aid).ok_or(0x6A82_u16)?;
        if self.application != Some(*aid) {
            self.verified = None;
        }
        (self.application, self.file) = (Some(*aid), None);
        Ok(Vec::new())
    }

    fn select(&mut self, ef: u8) -> Result<Vec<u8>, u16> {
        let aid = self.application.ok_or(0x6986_u16)?;
        self.reached.push((aid, ef));
        if !self.applications[&aid].contains_key(&ef) {
            return Err(0x6A82);
        }
        self.file = Some(ef);
        Ok(Vec::new())
    }

    /// Selects the file that a short identifier names, if cards like this one take any.
    fn address(&mut self, reference: u8, taken: Result<(), u16>) -> Result<(), u16> {
        match reference {
            0x80 => Ok(()),
            0x81..=0x9E => taken.and_then(|()| self.select(reference & 0x1F).map(drop)),
            _ => Err(0x6A86),
        }
    }

    fn current(&mut self) -> Result<&mut File, u16> {
        let (aid, ef) = self.application.zip(self.file).ok_or(0x6986_u16)?;
        self.applications.get_mut(&aid).and_then(|files| files.get_mut(&ef)).ok_or(0x6986)
    }

    fn read(&mut self, p1: u8, p2: u8, le: usize) -> Result<Vec<u8>, u16> {
        let mut offset = usize::from(u16::from_be_bytes([p1, p2]));
        if p1 & 0x80 != 0 {
            self.address(p1, self.habits.short_read)?;
            offset = usize::from(p2);
        }
        let (verified, end) = (self.verified, self.habits.end);
        let File::Bytes(bytes, opened_by) = self.current()? else { return Err(0x6981) };
        if !opened_by.is_empty() && !verified.is_some_and(|secret| opened_by.contains(&secret)) {
            return Err(0x6982);
        }
        let rest = bytes.get(offset..).filter(|rest| !rest.is_empty()).ok_or(0x6B00_u16)?;
        match (rest.len() < le, end) {
            (true, End::AskAgain) if rest.len() <= 256 => Err(0x6C00 | rest.len() as u16 & 0xFF),
            _ => Ok(rest[..rest.len().min(le)].to_vec()),
        }
    }

    /// Tells whether the last READ BINARY reached the end of its file.
    fn ended(&self, command: &[u8], data: &[u8]) -> bool {
        let le = parse(command).and_then(|(_, _, le)| le).unwrap_or(0);
        command[1] == 0xB0 && data.len() < le
    }

    fn verify(&mut self, p2: u8, presented: &[u8]) -> Result<Vec<u8>, u16> {
        self.address(p2, self.habits.short_reference)?;
        let ef = self.file.ok_or(0x6986_u16)?;
        self.presented += usize::from(!presented.is_empty());
        let File::Secret { value, limit, left } = self.current()? else { return Err(0x6981) };
        if *left == 0 {
            return Err(0x6984);
        }
        if presented.is_empty() {
            return Err(0x63C0 | u16::from(*left));
        }
        if presented != value.as_bytes() {
            *left -= 1;
            return Err(0x63C0 | u16::from(*left));
        }
        *left = *limit;
        self.verified = Some(ef);
        Ok(Vec::new())
    }

    fn sign(&mut self, p2: u8, block: &[u8]) -> Result<Vec<u8>, u16> {
        if p2 == 0 {
            // The key that proves a chip genuine never left the card that these files were read from.
            return Err(0x6A88);
        }
        self.address(p2, self.habits.short_reference)?;
        let verified = self.verified;
        let File::Key(key, opened_by) = self.current()? else { return Err(0x6981) };
        if verified != Some(*opened_by) {
            return Err(0x6982);
        }
        key.sign(Pkcs1v15Sign::new_unprefixed(), block).map_err(|_| 0x6A80)
    }
}

/// Our driver never reaches for the individual number, whatever it is told and whoever wrote the card.
impl Drop for FileCard {
    fn drop(&mut self) {
        let reached = [(files::TEXT, 0x01), (files::VISUAL, 0x05)].map(|file| self.reached.contains(&file));
        assert!(!reached.contains(&true) || std::thread::panicking(), "the individual number was touched");
    }
}

impl Transmit for FileCard {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, TransmitError> {
        std::thread::sleep(self.habits.delay);
        let is_extended = command.len() > 6 && command[4] == 0;
        if is_extended && self.habits.loses_extended {
            return Err(TransmitError::CardRemoved);
        }
        let outcome = match self.habits.extended {
            Err(status) if is_extended => Err(status),
            _ => self.answer(command),
        };
        let (mut data, mut status) = match outcome {
            Ok(data) if matches!(self.habits.end, End::Warning) && self.ended(command, &data) => {
                (data, 0x6282)
            }
            Ok(data) => (data, 0x9000),
            Err(status) => (Vec::new(), status),
        };
        if data.len() > self.habits.longest {
            self.waiting = data.split_off(self.habits.longest);
            status = 0x6100 | self.waiting.len().min(256) as u16 & 0xFF;
        }
        Ok([&data[..], &u16::to_be_bytes(status)].concat())
    }
}

type Parsed<'a> = ([u8; 4], &'a [u8], Option<usize>);

/// Header, data and Le of a command in any of the seven cases of ISO/IEC 7816-3 clause 12.1.
fn parse(command: &[u8]) -> Option<Parsed<'_>> {
    let (header, body) = command.split_first_chunk::<4>()?;
    let short = |byte: u8| if byte == 0 { 256 } else { usize::from(byte) };
    let long = |pair: &[u8]| match usize::from(pair[0]) << 8 | usize::from(pair[1]) {
        0 => 0x1_0000,
        length => length,
    };
    Some(match body.len() {
        0 => (*header, &[], None),
        1 => (*header, &[], Some(short(body[0]))),
        3 if body[0] == 0 => (*header, &[], Some(long(&body[1..]))),
        length if body[0] == 0 => {
            let data = body.get(3..3 + long(&body[1..3]))?;
            match length - 3 - data.len() {
                0 => (*header, data, None),
                2 => (*header, data, Some(long(&body[length - 2..]))),
                _ => return None,
            }
        }
        length => {
            let data = body.get(1..1 + usize::from(body[0]))?;
            match length - 1 - data.len() {
                0 => (*header, data, None),
                1 => (*header, data, Some(short(body[length - 1]))),
                _ => return None,
            }
        }
    })
}
