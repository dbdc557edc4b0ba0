//! VERIFY and COMPUTE SIGNATURE (ISO/IEC 7816-4 and -8; my-number-card fact 1.4).
//!
//! A wrong VERIFY lowers a counter that only the municipal office can raise again. So the counter is always asked first,
//! nothing is presented unless it answers, and nothing is ever presented twice. The question also settles how the secret
//! is named: by its short identifier, or, where the card refuses that, by selecting its file.

use crate::dialogue::expect_ok;
use crate::files::Ef;
use crate::{CommandApdu, Dialogue, Error, LastTry, StatusWord};

/// P2 that means the selected file.
const SELECTED: u8 = 0x80;
/// P2 that means the application's own key.
const OWN_KEY: u8 = 0x00;
/// The length of a signature by a key of 2048 bits.
const SIGNATURE: usize = 256;

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

impl Dialogue<'_> {
    /// VERIFY without data, which asks for the counter and costs no try.
    pub(crate) fn ask_tries(&mut self, lock: &Lock) -> Result<Tries, Error> {
        self.ask(lock).map(|(tries, _)| tries)
    }

    /// VERIFY, once, after the counter was asked and leaves room for it.
    pub(crate) fn unlock(&mut self, lock: &Lock, digits: &[u8], last_try: LastTry) -> Result<(), Error> {
        let p2 = match self.ask(lock)? {
            (Tries::Blocked, _) => return Err(lock.blocked.clone()),
            (Tries::Left(tries), _) if tries <= lock.reserve && last_try == LastTry::Spared => {
                return Err(Error::LastTry { tries });
            }
            (Tries::Left(_), p2) => p2,
        };
        (self.presented, self.verified) = (true, None);
        // Sent and not exchanged: not even a card that asks for another length gets a secret twice.
        match self.send(&verify(p2).with_data(digits))?.status {
            StatusWord::Ok => {
                self.verified = Some(lock.file);
                Ok(())
            }
            StatusWord::VerifyFailed { tries: 0 } | StatusWord::Blocked | StatusWord::MethodBlocked => {
                Err(lock.blocked.clone())
            }
            StatusWord::VerifyFailed { tries } => Err((lock.wrong)(tries)),
            status => Err(Error::Refused { command: "VERIFY", status }),
        }
    }

    /// COMPUTE SIGNATURE with the key in a file: PKCS#1 v1.5 over the DigestInfo given.
    pub(crate) fn sign(&mut self, key: Ef, digest_info: &[u8]) -> Result<Vec<u8>, Error> {
        if !self.selects_references {
            let response = self.exchange(&compute_signature(key.short(), digest_info))?;
            if matches!(response.status, StatusWord::Ok | StatusWord::SecurityStatus) {
                return expect_ok("COMPUTE SIGNATURE", response).map(|signature| signature.to_vec());
            }
            self.selects_references = true;
        }
        self.select_file(key)?;
        self.sign_with(SELECTED, digest_info)
    }

    /// COMPUTE SIGNATURE with the application's own key, which needs no secret.
    pub(crate) fn sign_for_application(&mut self, digest_info: &[u8]) -> Result<Vec<u8>, Error> {
        self.sign_with(OWN_KEY, digest_info)
    }

    fn sign_with(&mut self, p2: u8, digest_info: &[u8]) -> Result<Vec<u8>, Error> {
        let response = self.exchange(&compute_signature(p2, digest_info))?;
        expect_ok("COMPUTE SIGNATURE", response).map(|signature| signature.to_vec())
    }

    /// Asks for a counter and returns it with the P2 by which the card took the question.
    fn ask(&mut self, lock: &Lock) -> Result<(Tries, u8), Error> {
        if !self.selects_references {
            let status = self.send(&verify(lock.file.short()))?.status;
            if let Some(tries) = self.tries(lock, status) {
                return Ok((tries, lock.file.short()));
            }
            self.selects_references = true;
        }
        self.select_file(lock.file)?;
        let status = self.send(&verify(SELECTED))?.status;
        let refused = Error::Refused { command: "VERIFY without data", status };
        self.tries(lock, status).map(|tries| (tries, SELECTED)).ok_or(refused)
    }

    /// Reads the answer to the question.
    ///
    /// Some cards say 9000 while the secret is verified, and then the counter is full. From a card on which it was not
    /// verified in this dialogue, 9000 tells nothing, and a secret presented then would be presented blind.
    fn tries(&self, lock: &Lock, status: StatusWord) -> Option<Tries> {
        match status {
            StatusWord::VerifyFailed { tries: 0 } | StatusWord::Blocked | StatusWord::MethodBlocked => {
                Some(Tries::Blocked)
            }
            StatusWord::VerifyFailed { tries } => Some(Tries::Left(tries)),
            StatusWord::Ok if self.verified == Some(lock.file) => Some(Tries::Left(lock.limit)),
            _ => None,
        }
    }
}

fn verify(p2: u8) -> CommandApdu {
    CommandApdu::new(0, 0x20, 0, p2)
}

fn compute_signature(p2: u8, digest_info: &[u8]) -> CommandApdu {
    CommandApdu::new(0x80, 0x2A, 0, p2).with_data(digest_info).with_le(SIGNATURE)
}
