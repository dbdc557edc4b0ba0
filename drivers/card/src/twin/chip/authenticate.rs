//! The commands that prove something: VERIFY and changing a secret, COMPUTE SIGNATURE, INTERNAL AUTHENTICATE, GET CHALLENGE,
//! and the certificate of a terminal, which is never accepted.

use rand::RngCore;
use rand::rngs::OsRng;
use rsa::{Pkcs1v15Sign, Pss, RsaPrivateKey};
use sha2::{Digest, Sha256};

use super::command::{Outcome, expected};
use super::{Change, Content, Secret, VirtualCard};
use crate::twin::fault::Fault;
use crate::twin::issuer::digest_info;
use crate::{CommandApdu, StatusWord};

/// PKCS#1 v1.5 needs 11 of the 256 bytes of a block.
const LONGEST_BLOCK: usize = 245;
/// The most that a message to be hashed on the card can hold.
const LONGEST_MESSAGE: usize = 255;
/// JPKI: the key of the authority above the certificates of terminals.
const TERMINAL_AUTHORITY: u8 = 0x16;

impl VirtualCard {
    /// Compares a secret, or tells the tries left when no data come (case 1).
    pub(super) fn verify(&mut self, command: &CommandApdu) -> Outcome {
        if command.p1 != 0 {
            return Err(StatusWord::WrongParameters);
        }
        if command.le().is_some() {
            return Err(StatusWord::WrongLength);
        }
        let silent = self.has(Fault::SilentCounter);
        let secret = self.secret(command.p2)?;
        match command.data() {
            [] if silent && secret.is_verified() => Ok(Vec::new()),
            [] => Err(secret.query()),
            presented => secret.verify(presented).map(|()| Vec::new()),
        }
    }

    pub(super) fn change_reference_data(&mut self, command: &CommandApdu) -> Outcome {
        self.change(command, Change::ReferenceData, 0x01)
    }

    pub(super) fn change_key(&mut self, command: &CommandApdu) -> Outcome {
        self.change(command, Change::Key, 0x00)
    }

    /// Replaces a secret that was verified before; each application knows one of the two commands, or none.
    fn change(&mut self, command: &CommandApdu, change: Change, p1: u8) -> Outcome {
        let application = self.application.and_then(|index| self.applications.get(index));
        if application.ok_or(StatusWord::NoCurrentFile)?.change != change {
            return Err(StatusWord::InstructionNotSupported);
        }
        if command.p1 != p1 {
            return Err(StatusWord::WrongParameters);
        }
        if command.data().is_empty() || command.le().is_some() {
            return Err(StatusWord::WrongLength);
        }
        self.secret(command.p2)?.change(command.data()).map(|()| Vec::new())
    }

    fn secret(&mut self, p2: u8) -> Result<&mut Secret, StatusWord> {
        self.address(p2)?;
        let (application, index) = self.current()?;
        match application.files.get_mut(index).map(|file| &mut file.content) {
            Some(Content::Secret(secret)) => Ok(secret),
            _ => Err(StatusWord::WrongFileType),
        }
    }

    pub(super) fn compute_signature(&mut self, command: &CommandApdu) -> Outcome {
        let message = command.data();
        let allowed = match command.p1 {
            0x00 => 1..=LONGEST_BLOCK,
            0x02 | 0x04 => 32..=32,
            0x01 | 0x03 | 0x05 => 1..=LONGEST_MESSAGE,
            _ => return Err(StatusWord::WrongParameters),
        };
        expected(command)?;
        if !allowed.contains(&message.len()) {
            return Err(StatusWord::WrongLength);
        }
        sign(self.signing_key(command.p2)?, command.p1, message)
    }

    fn signing_key(&mut self, p2: u8) -> Result<&RsaPrivateKey, StatusWord> {
        if p2 == 0 {
            let application = self.application.and_then(|index| self.applications.get(index));
            return application.and_then(|a| a.internal_key.as_ref()).ok_or(StatusWord::KeyNotFound);
        }
        self.address(p2)?;
        let file = self.opened(|content| match content {
            Content::Key { using, .. } => Some(*using),
            _ => None,
        })?;
        let Content::Key { key, .. } = &file.content else { return Err(StatusWord::WrongFileType) };
        Ok(key)
    }

    /// Signs a challenge; keys for signatures refuse, with 6982 while their secret is missing.
    pub(super) fn internal_authenticate(&mut self, command: &CommandApdu) -> Outcome {
        if command.p1 != 0 {
            return Err(StatusWord::WrongParameters);
        }
        expected(command)?;
        if command.data().is_empty() || command.data().len() > LONGEST_MESSAGE {
            return Err(StatusWord::WrongLength);
        }
        self.address(command.p2)?;
        let (application, index) = self.current()?;
        match application.files.get(index).map(|file| &file.content) {
            Some(Content::Authenticator(key)) => sign(key, 0x03, command.data()),
            Some(Content::Key { using, .. }) if !application.grants(*using) => {
                Err(StatusWord::SecurityStatus)
            }
            Some(Content::Key { .. }) => Err(StatusWord::ConditionsOfUse),
            _ => Err(StatusWord::WrongFileType),
        }
    }

    /// Takes a terminal's certificate as a real card takes wrong data. Whose signature it would accept is not public, and so
    /// nobody's is accepted here (my-number-card fact 1.8).
    pub(super) fn terminal_certificate(&mut self, command: &CommandApdu) -> Outcome {
        if !matches!((command.p1, command.p2), (0x06 | 0x00, 0xC1)) {
            return Err(StatusWord::WrongParameters);
        }
        let (application, index) = self.current()?;
        match application.files.get(index) {
            Some(file) if file.id == TERMINAL_AUTHORITY => Err(StatusWord::WrongLength),
            _ => Err(StatusWord::KeyNotFound),
        }
    }
}

/// Signs by PKCS#1 v1.5: P1 00 what was given, 01 its bare hash, 02 a given hash in its DigestInfo, 03 hash and DigestInfo;
/// or by PSS: 04 a given hash, 05 the hash of what was given.
fn sign(key: &RsaPrivateKey, p1: u8, message: &[u8]) -> Outcome {
    let hash = || Sha256::digest(message).to_vec();
    let signed = match p1 {
        0x00 => key.sign(Pkcs1v15Sign::new_unprefixed(), message),
        0x01 => key.sign(Pkcs1v15Sign::new_unprefixed(), &hash()),
        0x02 => key.sign(Pkcs1v15Sign::new_unprefixed(), &digest_info(message)),
        0x03 => key.sign(Pkcs1v15Sign::new_unprefixed(), &digest_info(&hash())),
        0x04 => key.sign_with_rng(&mut OsRng, Pss::new::<Sha256>(), message),
        _ => key.sign_with_rng(&mut OsRng, Pss::new::<Sha256>(), &hash()),
    };
    signed.map_err(|_| StatusWord::Unspecified)
}

/// Makes random bytes, as many as a short Le can ask for.
pub(super) fn challenge(command: &CommandApdu, extended: bool) -> Outcome {
    if (command.p1, command.p2) != (0, 0) {
        return Err(StatusWord::WrongParameters);
    }
    if extended {
        return Err(StatusWord::ConditionsOfUse);
    }
    let mut bytes = vec![0; expected(command)?];
    OsRng.fill_bytes(&mut bytes);
    Ok(bytes)
}
