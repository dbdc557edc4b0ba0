//! The commands that the chip knows: SELECT, READ BINARY, READ RECORD, VERIFY, COMPUTE SIGNATURE, GET CHALLENGE.
//!
//! Each row of my-number-card fact 1.4 is one function here; what the chip does not know answers 6D00.

use rand::RngCore;
use rsa::{Pkcs1v15Sign, RsaPrivateKey};
use sha2::{Digest, Sha256};

use super::{Access, Application, Content, File, VirtualCard};
use crate::twin::issuer::digest_info;
use crate::{CommandApdu, StatusWord};

/// Data for success (9000), or the status word that refuses.
type Outcome = Result<Vec<u8>, StatusWord>;

/// The GlobalPlatform issuer security domain: the state after power-up.
const CARD_MANAGER: [u8; 7] = [0xA0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00];

const VERIFY: u8 = 0x20;
const COMPUTE_SIGNATURE: u8 = 0x2A;
const GET_CHALLENGE: u8 = 0x84;
const SELECT: u8 = 0xA4;
const READ_BINARY: u8 = 0xB0;
const READ_RECORD: u8 = 0xB2;

/// P2 of a command that means the selected file.
const CURRENT_FILE: u8 = 0x80;
/// PKCS#1 v1.5 needs 11 of the 256 bytes of a block.
const LONGEST_MESSAGE: usize = 245;

impl VirtualCard {
    pub(super) fn execute(&mut self, bytes: &[u8]) -> Outcome {
        let extended = matches!(bytes, [_, _, _, _, 0, _, ..]);
        let command = CommandApdu::parse(bytes).ok_or(StatusWord::WrongLength)?;
        if extended && !self.extended_length {
            return Err(StatusWord::WrongLength);
        }
        if on_another_channel(command.cla) {
            return Err(StatusWord::ChannelNotSupported);
        }
        match (command.cla, command.ins) {
            (0x00, SELECT) => self.select(&command),
            (0x00, READ_BINARY) => self.read_binary(&command),
            (0x00, READ_RECORD) => self.read_record(&command),
            (0x00, VERIFY) => self.verify(&command),
            (0x80, COMPUTE_SIGNATURE) => self.compute_signature(&command),
            (0x00, GET_CHALLENGE) => challenge(&command, extended),
            (_, SELECT | READ_BINARY | READ_RECORD | VERIFY | COMPUTE_SIGNATURE | GET_CHALLENGE) => {
                Err(StatusWord::ClassNotSupported)
            }
            _ => Err(StatusWord::InstructionNotSupported),
        }
    }

    fn select(&mut self, command: &CommandApdu) -> Outcome {
        match (command.p1, command.data()) {
            (0x04, aid) => self.select_application(aid, command.p2),
            (0x02, [0, id]) if command.p2 == 0x0C => self.select_file(*id),
            (0x02, [_, _]) if command.p2 == 0x0C => Err(StatusWord::NotFound),
            (0x02, _) if command.p2 == 0x0C => Err(StatusWord::WrongLength),
            (0x00, [0x3F, 0x00]) => Err(StatusWord::NotFound),
            // "Select MF" is an empty promise: cold it is refused, later it does nothing.
            (0x00, []) if self.application.is_some() => Ok(Vec::new()),
            _ => Err(StatusWord::WrongParameters),
        }
    }

    /// Selects by a whole identifier or the beginning of one; every other application loses its security status.
    fn select_application(&mut self, aid: &[u8], p2: u8) -> Outcome {
        let named = |whole: &[u8]| !aid.is_empty() && whole.starts_with(aid);
        let found = self.applications.iter().position(|application| named(&application.aid));
        if found.is_none() && !named(&CARD_MANAGER) {
            return Err(StatusWord::NotFound);
        }
        if p2 != 0x0C {
            return Err(StatusWord::WrongParameters);
        }
        let others = self.applications.iter_mut().enumerate().filter(|(index, _)| Some(*index) != found);
        others.for_each(|(_, application)| application.forget());
        self.application = found;
        self.file = None;
        Ok(Vec::new())
    }

    fn select_file(&mut self, id: u8) -> Outcome {
        let files = self.application.and_then(|index| self.applications.get_mut(index)).map(|a| &mut a.files);
        let mut files = files.into_iter().flatten().enumerate();
        let (index, file) = files.find(|(_, file)| file.id == id).ok_or(StatusWord::NotFound)?;
        file.reached = true;
        self.file = Some(index);
        Ok(Vec::new())
    }

    /// Selects the file that a short identifier in P2 names, if it names one.
    fn address(&mut self, p2: u8) -> Result<(), StatusWord> {
        match p2 {
            CURRENT_FILE => Ok(()),
            0x81..=0x9E => self.select_file(p2 & 0x1F).map(drop),
            _ => Err(StatusWord::WrongParameters),
        }
    }

    fn current(&mut self) -> Result<(&mut Application, usize), StatusWord> {
        let application = self.application.and_then(|index| self.applications.get_mut(index));
        application.zip(self.file).ok_or(StatusWord::NoCurrentFile)
    }

    /// Returns the selected file once `access` of it is granted.
    fn opened(&mut self, access: impl Fn(&Content) -> Option<Access>) -> Result<&File, StatusWord> {
        let (application, index) = self.current()?;
        let file = application.files.get(index).ok_or(StatusWord::NoCurrentFile)?;
        let needed = access(&file.content).ok_or(StatusWord::WrongFileType)?;
        if !application.grants(needed) {
            return Err(StatusWord::SecurityStatus);
        }
        Ok(file)
    }

    fn read_binary(&mut self, command: &CommandApdu) -> Outcome {
        let offset = if command.p1 & 0x80 != 0 {
            self.address(command.p1)?;
            usize::from(command.p2)
        } else {
            usize::from(u16::from_be_bytes([command.p1, command.p2]))
        };
        let le = expected(command)?;
        let file = self.opened(|content| match content {
            Content::Transparent { read, .. } => Some(*read),
            _ => None,
        })?;
        let Content::Transparent { bytes, .. } = &file.content else { return Err(StatusWord::WrongFileType) };
        let rest = bytes.get(offset..).filter(|rest| !rest.is_empty()).ok_or(StatusWord::WrongOffset)?;
        Ok(rest.iter().take(le).copied().collect())
    }

    fn read_record(&mut self, command: &CommandApdu) -> Outcome {
        match command.p2 {
            0x04 => {}
            p2 if p2 & 0x07 == 0x04 => self.select_file(p2 >> 3).map(drop)?,
            _ => return Err(StatusWord::WrongParameters),
        }
        let le = expected(command)?;
        let (application, index) = self.current()?;
        let Some(Content::Records(records)) = application.files.get(index).map(|file| &file.content) else {
            return Err(StatusWord::WrongFileType);
        };
        let number = usize::from(command.p1).checked_sub(1).ok_or(StatusWord::WrongParameters)?;
        let record = records.get(number).ok_or(StatusWord::RecordNotFound)?;
        Ok(record.iter().take(le).copied().collect())
    }

    /// Compares a secret, or tells the tries left when no data come (case 1).
    fn verify(&mut self, command: &CommandApdu) -> Outcome {
        if command.p1 != 0 {
            return Err(StatusWord::WrongParameters);
        }
        if command.le().is_some() {
            return Err(StatusWord::WrongLength);
        }
        self.address(command.p2)?;
        let (application, index) = self.current()?;
        let Some(Content::Secret(secret)) = application.files.get_mut(index).map(|file| &mut file.content)
        else {
            return Err(StatusWord::WrongFileType);
        };
        match command.data() {
            [] => Err(secret.query()),
            presented => secret.verify(presented).map(|()| Vec::new()),
        }
    }

    fn compute_signature(&mut self, command: &CommandApdu) -> Outcome {
        let message = command.data();
        if command.p1 > 3 {
            return Err(StatusWord::WrongParameters);
        }
        expected(command)?;
        if message.is_empty() || message.len() > LONGEST_MESSAGE {
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
}

/// Signs by PKCS#1 v1.5: P1 00 what was given, 01 its bare hash, 02 a given hash in its DigestInfo, 03 hash and DigestInfo.
fn sign(key: &RsaPrivateKey, p1: u8, message: &[u8]) -> Outcome {
    let block = match (p1, message.len()) {
        (0x00, _) => message.to_vec(),
        (0x01, _) => Sha256::digest(message).to_vec(),
        (0x02, 32) => digest_info(message),
        (0x02, _) => return Err(StatusWord::WrongLength),
        _ => digest_info(&Sha256::digest(message)),
    };
    key.sign(Pkcs1v15Sign::new_unprefixed(), &block).map_err(|_| StatusWord::Unspecified)
}

fn challenge(command: &CommandApdu, extended: bool) -> Outcome {
    if (command.p1, command.p2) != (0, 0) {
        return Err(StatusWord::WrongParameters);
    }
    if extended {
        return Err(StatusWord::ConditionsOfUse);
    }
    let mut bytes = vec![0; expected(command)?];
    rand::thread_rng().fill_bytes(&mut bytes);
    Ok(bytes)
}

fn expected(command: &CommandApdu) -> Result<usize, StatusWord> {
    command.le().ok_or(StatusWord::WrongLength)
}

/// Only the basic logical channel exists; CLA FF is no channel but the reader's own.
fn on_another_channel(cla: u8) -> bool {
    cla != 0xFF && cla & 0x43 != 0
}
