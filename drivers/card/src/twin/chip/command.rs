//! The commands of the chip, and those that select and read: SELECT, READ BINARY, READ RECORD, GET DATA.
//!
//! Each row of my-number-card fact 1.4 is one function here or in [`authenticate`](super::authenticate); what the chip does
//! not know answers 6D00. It offers no secure messaging and no logical channel but the basic one.

use super::{Access, Application, Content, File, Nature, VirtualCard};
use crate::twin::fault::{Fault, is_extended};
use crate::{CommandApdu, StatusWord};

/// Data for success (9000), or the status word that refuses.
pub(super) type Outcome = Result<Vec<u8>, StatusWord>;

/// The GlobalPlatform issuer security domain: the state after power-up.
const CARD_MANAGER: [u8; 7] = [0xA0, 0x00, 0x00, 0x01, 0x51, 0x00, 0x00];

const VERIFY: u8 = 0x20;
const CHANGE_REFERENCE_DATA: u8 = 0x24;
const COMPUTE_SIGNATURE: u8 = 0x2A;
const CHANGE_KEY: u8 = 0x32;
const GET_CHALLENGE: u8 = 0x84;
const INTERNAL_AUTHENTICATE: u8 = 0x88;
/// The command without a name that takes a terminal's certificate (my-number-card fact 1.8).
const TERMINAL_CERTIFICATE: u8 = 0xA2;
const SELECT: u8 = 0xA4;
const READ_BINARY: u8 = 0xB0;
const READ_RECORD: u8 = 0xB2;
const GET_DATA: u8 = 0xCA;
/// The command by which a reader tells a phone that it is done.
const LAST_COMMAND: u8 = 0xFC;

/// P2 of a command that means the selected file.
const CURRENT_FILE: u8 = 0x80;
/// The answer to reset of the contact interface, which GET DATA finds in every state.
const CONTACT_ATR: u16 = 0x5F51;
/// 6A81: the function does not exist.
const NO_SUCH_FUNCTION: StatusWord = StatusWord::Other(0x6A81);
/// 6882: no secure messaging.
const NO_SECURE_MESSAGING: StatusWord = StatusWord::Other(0x6882);

impl VirtualCard {
    pub(super) fn execute(&mut self, bytes: &[u8]) -> Outcome {
        let extended = is_extended(bytes);
        let command = CommandApdu::parse(bytes).ok_or(StatusWord::WrongLength)?;
        if let Nature::Memory(identifier) = self.nature {
            return memory_card(&command, identifier);
        }
        if extended && self.has(Fault::NoExtended) {
            return Err(StatusWord::WrongLength);
        }
        refuse_class(command.cla)?;
        match (command.cla, command.ins) {
            (0x00, SELECT) => self.select(&command),
            (0x00, READ_BINARY) => self.read_binary(&command),
            (0x00, READ_RECORD) => self.read_record(&command),
            (0x00, GET_DATA) => self.get_data(&command),
            (0x00, VERIFY) => self.verify(&command),
            (0x00, CHANGE_REFERENCE_DATA) => self.change_reference_data(&command),
            (0x80, CHANGE_KEY) => self.change_key(&command),
            (0x80, COMPUTE_SIGNATURE) => self.compute_signature(&command),
            (0x00, INTERNAL_AUTHENTICATE) => self.internal_authenticate(&command),
            (0x00, GET_CHALLENGE) => super::authenticate::challenge(&command, extended),
            (0x80, TERMINAL_CERTIFICATE) => self.terminal_certificate(&command),
            (0x80, LAST_COMMAND) => self.last_command(),
            (_, ins) if is_known(ins) => Err(StatusWord::ClassNotSupported),
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
        let found = self.applications.iter().position(|application| named(application.aid));
        if found.is_none() && !named(&CARD_MANAGER) {
            return if self.has(Fault::SelectAll) { Ok(Vec::new()) } else { Err(StatusWord::NotFound) };
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
    pub(super) fn address(&mut self, p2: u8) -> Result<(), StatusWord> {
        match p2 {
            CURRENT_FILE => Ok(()),
            0x81..=0x9E => self.select_file(p2 & 0x1F).map(drop),
            _ => Err(StatusWord::WrongParameters),
        }
    }

    pub(super) fn current(&mut self) -> Result<(&mut Application, usize), StatusWord> {
        let application = self.application.and_then(|index| self.applications.get_mut(index));
        application.zip(self.file).ok_or(StatusWord::NoCurrentFile)
    }

    /// Returns the selected file once `access` of it is granted.
    pub(super) fn opened(
        &mut self,
        access: impl Fn(&Content) -> Option<Access>,
    ) -> Result<&File, StatusWord> {
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
        let past_the_end =
            if self.has(Fault::EndOfFile) { StatusWord::EndOfFile } else { StatusWord::WrongOffset };
        let file = self.opened(|content| match content {
            Content::Transparent { read, .. } => Some(*read),
            _ => None,
        })?;
        let Content::Transparent { bytes, .. } = &file.content else { return Err(StatusWord::WrongFileType) };
        let rest = bytes.get(offset..).filter(|rest| !rest.is_empty()).ok_or(past_the_end)?;
        Ok(rest.iter().take(le).copied().collect())
    }

    /// Reads one record by its number; the form that reads several does not exist here.
    fn read_record(&mut self, command: &CommandApdu) -> Outcome {
        match (command.p2 >> 3, command.p2 & 0x07) {
            (_, 0x05) => return Err(NO_SUCH_FUNCTION),
            (0, 0x04) => {}
            (id, 0x04) => self.select_file(id).map(drop)?,
            _ => return Err(StatusWord::WrongParameters),
        }
        let le = expected(command)?;
        let file = self.opened(|content| match content {
            Content::Records { read, .. } => Some(*read),
            _ => None,
        })?;
        let Content::Records { records, .. } = &file.content else { return Err(StatusWord::WrongFileType) };
        let number = usize::from(command.p1).checked_sub(1).ok_or(StatusWord::WrongParameters)?;
        let record = records.get(number).ok_or(StatusWord::RecordNotFound)?;
        Ok(record.iter().take(le).copied().collect())
    }

    /// Finds a data object of the card manager; a short Le for a long object is refused, and not corrected by 6Cxx.
    fn get_data(&mut self, command: &CommandApdu) -> Outcome {
        let wanted = u16::from_be_bytes([command.p1, command.p2]);
        let le = expected(command)?;
        let in_reach = self.application.is_none() || wanted == CONTACT_ATR;
        let found = self.objects.iter().find(|(tag, _)| in_reach && *tag == wanted);
        let (_, object) = found.ok_or(StatusWord::KeyNotFound)?;
        if object.len() > le { Err(StatusWord::WrongLength) } else { Ok(object.clone()) }
    }

    fn last_command(&self) -> Outcome {
        if self.nature == Nature::Phone { Ok(Vec::new()) } else { Err(StatusWord::WrongLength) }
    }
}

/// Returns how many bytes the command wants; a command that wants none where it must is too short.
pub(super) fn expected(command: &CommandApdu) -> Result<usize, StatusWord> {
    command.le().ok_or(StatusWord::WrongLength)
}

/// Refuses logical channels and secure messaging; CLA FF is neither, but the reader's own.
fn refuse_class(cla: u8) -> Result<(), StatusWord> {
    match cla {
        0xFF => Ok(()),
        _ if cla & 0x43 != 0 => Err(StatusWord::ChannelNotSupported),
        _ if cla & 0x0C != 0 => Err(NO_SECURE_MESSAGING),
        _ => Ok(()),
    }
}

fn is_known(ins: u8) -> bool {
    matches!(
        ins,
        VERIFY
            | CHANGE_REFERENCE_DATA
            | COMPUTE_SIGNATURE
            | CHANGE_KEY
            | GET_CHALLENGE
            | INTERNAL_AUTHENTICATE
            | TERMINAL_CERTIFICATE
            | SELECT
            | READ_BINARY
            | READ_RECORD
            | GET_DATA
            | LAST_COMMAND
    )
}

/// Answers for a memory card as its reader does: its identifier, and no command of ISO/IEC 7816-4.
fn memory_card(command: &CommandApdu, identifier: [u8; 8]) -> Outcome {
    match (command.cla, command.ins, command.p1, command.p2) {
        (0xFF, GET_DATA, 0, 0) => Ok(identifier.iter().take(expected(command)?).copied().collect()),
        _ => Err(NO_SUCH_FUNCTION),
    }
}
