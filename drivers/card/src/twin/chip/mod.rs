//! The chip: power, security status, and one response for every command (ISO/IEC 7816-4; my-number-card facts 1.1, 1.4).
//!
//! A successful VERIFY outlives reset and disconnection, and re-selecting the same application keeps it; another
//! application, the card manager or loss of power drops it. Counters live in the card and outlive everything.

mod command;
mod file;

use std::fmt;
use std::mem;

pub(crate) use file::{Access, Application, Content, File};

use crate::StatusWord;
use crate::files::Aid;

/// A card as the reader meets it; it starts without power.
pub struct VirtualCard {
    atr: Vec<u8>,
    applications: Vec<Application>,
    /// The application that is selected, unless it is the card manager.
    application: Option<usize>,
    /// The elementary file that is selected in it.
    file: Option<usize>,
    powered: bool,
    /// Whether the next command meets a chip that is not awake yet.
    drowsy: bool,
    wakes_slowly: bool,
    extended_length: bool,
}

impl VirtualCard {
    pub(crate) fn new(atr: &[u8], applications: Vec<Application>) -> Self {
        Self {
            atr: atr.to_vec(),
            applications,
            application: None,
            file: None,
            powered: false,
            drowsy: false,
            wakes_slowly: false,
            extended_length: true,
        }
    }

    /// Makes the first command after every power-up answer 6F00, as some cards do.
    #[must_use]
    pub fn waking_slowly(mut self) -> Self {
        self.wakes_slowly = true;
        self
    }

    /// Makes the card refuse every extended-length command with 6700, as some cards and readers do.
    #[must_use]
    pub fn without_extended_length(mut self) -> Self {
        self.extended_length = false;
        self
    }

    /// Returns the answer to reset, which tells nothing certain about the kind of card.
    pub fn atr(&self) -> &[u8] {
        &self.atr
    }

    /// Gives the card power; nothing is selected and nothing is verified.
    pub fn power_on(&mut self) {
        self.power_off();
        self.powered = true;
        self.drowsy = self.wakes_slowly;
    }

    /// Takes the power away, and with it the security status; counters stay.
    pub fn power_off(&mut self) {
        self.applications.iter_mut().for_each(Application::forget);
        self.reset();
        self.powered = false;
    }

    /// Resets a card under power: nothing is selected, but the security status stays.
    pub fn reset(&mut self) {
        self.application = None;
        self.file = None;
    }

    /// Answers one command APDU with data, SW1 and SW2; without power it stays silent and returns nothing.
    pub fn process(&mut self, command: &[u8]) -> Vec<u8> {
        if !self.powered {
            return Vec::new();
        }
        let outcome = match mem::take(&mut self.drowsy) {
            true => Err(StatusWord::Unspecified),
            false => self.execute(command),
        };
        let (mut response, status) = match outcome {
            Ok(data) => (data, StatusWord::Ok),
            Err(status) => (Vec::new(), status),
        };
        response.extend(u16::from(status).to_be_bytes());
        response
    }

    /// Tells whether any command ever selected file `ef` of application `aid`, by either name.
    pub fn reached(&self, aid: Aid, ef: u8) -> bool {
        let application = self.applications.iter().find(|application| application.aid == aid);
        application.is_some_and(|a| a.files.iter().any(|file| file.id == ef && file.reached))
    }

    /// Returns the tries left for the secret in file `ef` of application `aid`, or `None` where there is no secret.
    pub fn tries_left(&self, aid: Aid, ef: u8) -> Option<u8> {
        let application = self.applications.iter().find(|application| application.aid == aid)?;
        match &application.files.iter().find(|file| file.id == ef)?.content {
            Content::Secret(secret) => Some(secret.tries_left()),
            _ => None,
        }
    }
}

/// Shows that it is a card, and nothing that lies on it.
impl fmt::Debug for VirtualCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VirtualCard").field("powered", &self.powered).finish_non_exhaustive()
    }
}
