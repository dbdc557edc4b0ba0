//! The commands that a kiosk sends, one function each (ISO/IEC 7816-4 and -8; my-number-card fact 1.4).
//!
//! Never sends anything that changes a card, except that a wrong VERIFY lowers a counter, and so a counter is always asked
//! first and nothing is ever presented twice. Reads with the short length that every card and reader passes; the extended
//! one is not tried, because a reader that refuses it may need the card powered anew.

use zeroize::Zeroizing;

use crate::files::{Aid, Ef};
use crate::{CommandApdu, Error, LastTry, ResponseApdu, StatusWord, Transmit, tlv};

/// The largest file that a 15-bit offset reaches.
const MAX_FILE: usize = 0x8000;
/// The most that a short READ BINARY returns.
const CHUNK: usize = 256;

/// How many wrong presentations a secret still bears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tries {
    /// So many, at least 1.
    Left(u8),
    /// None; only the municipal office can unlock it.
    Blocked,
}

impl From<Tries> for u8 {
    fn from(tries: Tries) -> Self {
        match tries {
            Tries::Left(tries) => tries,
            Tries::Blocked => 0,
        }
    }
}

/// A secret on the card, and the errors that speak of it.
pub(crate) struct Lock {
    pub(crate) file: Ef,
    /// The tries of a full counter.
    pub(crate) limit: u8,
    /// With so few tries left, staff must agree before one is spent.
    pub(crate) reserve: u8,
    pub(crate) wrong: fn(u8) -> Error,
    pub(crate) blocked: Error,
}

/// Sends one command and returns its whole response; repeats with the right Le (6Cxx) and fetches what waits (61xx).
pub(crate) fn exchange(card: &mut dyn Transmit, command: &CommandApdu) -> Result<ResponseApdu, Error> {
    let mut response = send(card, command)?;
    if let StatusWord::WrongLe { length } = response.status {
        response = send(card, &command.clone().with_le(short_length(length)))?;
    }
    while let StatusWord::MoreData { length } = response.status {
        let rest = send(card, &CommandApdu::new(0, 0xC0, 0, 0).with_le(short_length(length)))?;
        if rest.data.is_empty() || response.data.len() > MAX_FILE {
            return Err(Error::Malformed("chain of responses"));
        }
        response.data.extend_from_slice(&rest.data);
        response.status = rest.status;
    }
    Ok(response)
}

fn send(card: &mut dyn Transmit, command: &CommandApdu) -> Result<ResponseApdu, Error> {
    let raw = Zeroizing::new(card.transmit(&command.to_bytes())?);
    let response = ResponseApdu::parse(&raw).ok_or(Error::Malformed("response without a status word"))?;
    // ISO/IEC 7816-4 clause 5.6: SW1 is 61-6F or 90-9F; anything else is the middle of a response that was cut.
    if !matches!(u16::from(response.status) >> 8, 0x61..=0x6F | 0x90..=0x9F) {
        return Err(Error::Malformed("status word"));
    }
    tracing::trace!(%command, %response, "apdu");
    Ok(response)
}

fn short_length(byte: u8) -> usize {
    if byte == 0 { CHUNK } else { usize::from(byte) }
}

fn expect_ok(command: &'static str, response: ResponseApdu) -> Result<Zeroizing<Vec<u8>>, Error> {
    match response.status {
        StatusWord::Ok => Ok(response.data),
        status => Err(Error::Refused { command, status }),
    }
}

/// SELECT by application identifier, without file control information.
pub(crate) fn select_application(card: &mut dyn Transmit, aid: &Aid) -> Result<StatusWord, Error> {
    let select = CommandApdu::new(0, 0xA4, 0x04, 0x0C).with_data(aid);
    Ok(exchange(card, &select)?.status)
}

/// SELECT by application identifier; the application must be there.
pub(crate) fn enter(card: &mut dyn Transmit, aid: &Aid) -> Result<(), Error> {
    match select_application(card, aid)? {
        StatusWord::Ok => Ok(()),
        status => Err(Error::Refused { command: "SELECT application", status }),
    }
}

/// SELECT by file identifier under the current application.
pub(crate) fn select_file(card: &mut dyn Transmit, file: Ef) -> Result<(), Error> {
    let select = CommandApdu::new(0, 0xA4, 0x02, 0x0C).with_data(&file.identifier());
    expect_ok("SELECT file", exchange(card, &select)?).map(drop)
}

/// READ BINARY of the first bytes of a file, which its short identifier selects.
pub(crate) fn read_start(
    card: &mut dyn Transmit,
    file: Ef,
    length: usize,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let read = CommandApdu::new(0, 0xB0, file.short(), 0).with_le(length);
    let response = exchange(card, &read)?;
    match response.status {
        StatusWord::EndOfFile => Ok(response.data),
        _ => expect_ok("READ BINARY", response),
    }
}

/// READ BINARY of the data object that a file holds, whose tag is `tag`.
///
/// Filler after the object stays on the card. Up to `slack` bytes before it are kept, because offset tables may count them.
pub(crate) fn read_object(
    card: &mut dyn Transmit,
    file: Ef,
    tag: &[u8],
    slack: usize,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let start = read_start(card, file, CHUNK)?;
    let before = start.windows(tag.len()).take(slack + 1).position(|window| window == tag);
    let size = before
        .and_then(|before| Some(before + tlv::declared_size(&start[before..])?))
        .filter(|size| *size <= MAX_FILE)
        .ok_or(Error::Malformed("start of a file"))?;
    let mut bytes = Zeroizing::new(Vec::with_capacity(size.max(start.len())));
    bytes.extend_from_slice(&start);
    while bytes.len() < size {
        let chunk = read_at(card, bytes.len(), CHUNK.min(size - bytes.len()))?;
        bytes.extend_from_slice(&chunk);
    }
    bytes.truncate(size);
    Ok(bytes)
}

/// READ BINARY of the current file, some bytes from `offset` on.
fn read_at(card: &mut dyn Transmit, offset: usize, length: usize) -> Result<Zeroizing<Vec<u8>>, Error> {
    let [high, low] = u16::try_from(offset).map_err(|_| Error::Malformed("offset"))?.to_be_bytes();
    let response = exchange(card, &CommandApdu::new(0, 0xB0, high, low).with_le(length))?;
    match response.status {
        StatusWord::Ok | StatusWord::EndOfFile if !response.data.is_empty() => Ok(response.data),
        StatusWord::Ok | StatusWord::EndOfFile | StatusWord::WrongOffset => {
            Err(Error::Malformed("file, which ends before the length that it declares"))
        }
        status => Err(Error::Refused { command: "READ BINARY", status }),
    }
}

/// VERIFY without data, which asks for the counter and costs no try; leaves the secret's file selected.
///
/// Some cards say 9000 while the secret is verified, and then the counter is full.
pub(crate) fn ask_tries(card: &mut dyn Transmit, lock: &Lock) -> Result<Tries, Error> {
    select_file(card, lock.file)?;
    match exchange(card, &CommandApdu::new(0, 0x20, 0, 0x80))?.status {
        StatusWord::VerifyFailed { tries: 0 } | StatusWord::Blocked => Ok(Tries::Blocked),
        StatusWord::VerifyFailed { tries } => Ok(Tries::Left(tries)),
        StatusWord::Ok => Ok(Tries::Left(lock.limit)),
        status => Err(Error::Refused { command: "VERIFY without data", status }),
    }
}

/// VERIFY, once, after the counter was asked and leaves room for it.
pub(crate) fn unlock(
    card: &mut dyn Transmit,
    lock: &Lock,
    digits: &[u8],
    last_try: LastTry,
) -> Result<(), Error> {
    match ask_tries(card, lock)? {
        Tries::Blocked => return Err(lock.blocked.clone()),
        Tries::Left(tries) if tries <= lock.reserve && last_try == LastTry::Spared => {
            return Err(Error::LastTry { tries });
        }
        Tries::Left(_) => {}
    }
    let verify = CommandApdu::new(0, 0x20, 0, 0x80).with_data(digits);
    match exchange(card, &verify)?.status {
        StatusWord::Ok => Ok(()),
        StatusWord::VerifyFailed { tries: 0 } | StatusWord::Blocked => Err(lock.blocked.clone()),
        StatusWord::VerifyFailed { tries } => Err((lock.wrong)(tries)),
        status => Err(Error::Refused { command: "VERIFY", status }),
    }
}

/// Which private key COMPUTE SIGNATURE uses.
#[derive(Clone, Copy)]
pub(crate) enum Key {
    /// The one whose file is selected.
    Selected,
    /// The application's own, which needs no secret.
    Application,
}

/// COMPUTE SIGNATURE of the card: PKCS#1 v1.5 over the DigestInfo given.
pub(crate) fn sign(card: &mut dyn Transmit, key: Key, digest_info: &[u8]) -> Result<Vec<u8>, Error> {
    let p2 = match key {
        Key::Selected => 0x80,
        Key::Application => 0x00,
    };
    let command = CommandApdu::new(0x80, 0x2A, 0x00, p2).with_data(digest_info).with_le(CHUNK);
    expect_ok("COMPUTE SIGNATURE", exchange(card, &command)?).map(|signature| signature.to_vec())
}
