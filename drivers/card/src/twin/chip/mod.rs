//! The chip: power, security status, and one response for every command (ISO/IEC 7816-4; my-number-card facts 1.1, 1.4).
//!
//! A successful VERIFY outlives reset and disconnection, and re-selecting the same application keeps it; another
//! application, the card manager or loss of power drops it. Counters live in the card and outlive everything.

mod authenticate;
mod command;
mod file;
mod secret;

use std::fmt;
use std::mem;
use std::time::Duration;

pub(crate) use file::{Access, Application, Change, Content, File};
pub(crate) use secret::{Form, Secret};

use super::fault::{Fate, Fault};
use super::keep::Keeper;
use crate::StatusWord;
use crate::files::{self, Aid};

/// A card as the reader meets it; it starts without power.
pub struct VirtualCard {
    atr: Vec<u8>,
    nature: Nature,
    applications: Vec<Application>,
    /// What GET DATA finds where no application is selected, by tag.
    objects: Vec<(u16, Vec<u8>)>,
    /// The application that is selected, unless it is the card manager.
    application: Option<usize>,
    /// The elementary file that is selected in it.
    file: Option<usize>,
    powered: bool,
    /// Whether the next command meets a chip that is not awake yet.
    drowsy: bool,
    /// Whether it fell silent and waits for its power to go.
    hung: bool,
    faults: Vec<Fault>,
    /// How many commands came so far.
    count: u32,
    keeper: Option<Keeper>,
}

/// What answers on the reader.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nature {
    /// A chip that knows applications and files.
    Card,
    /// A phone, which ends a transaction by a command of its own.
    Phone,
    /// A memory card, for which the reader answers with its identifier and nothing else (PC/SC part 3).
    Memory([u8; 8]),
    /// A chip that lies there and answers nothing, not even a reset.
    Mute,
}

/// What comes of a command.
pub enum Answer {
    /// Data, SW1 and SW2; cut where the wire loses some, and empty where it loses all or the card has no power.
    Response(Vec<u8>),
    /// Nothing, for as long as anyone waits.
    Silence,
    /// The card has left the reader.
    Gone,
}

impl VirtualCard {
    pub(crate) fn new(atr: &[u8], nature: Nature, applications: Vec<Application>) -> Self {
        Self {
            atr: atr.to_vec(),
            nature,
            applications,
            objects: Vec::new(),
            application: None,
            file: None,
            powered: false,
            drowsy: false,
            hung: false,
            faults: Vec::new(),
            count: 0,
            keeper: None,
        }
    }

    pub(crate) fn with_objects(mut self, objects: Vec<(u16, Vec<u8>)>) -> Self {
        self.objects = objects;
        self
    }

    /// Gives the card these faults in place of those that it had.
    ///
    /// What lies on the card is made by the issuer: [`Fault::EmptyCertificate`], [`Fault::NoPhoto`] and
    /// [`Fault::LeadingBytes`] work in a [`Blueprint`](super::Blueprint) only.
    #[must_use]
    pub fn with_faults(mut self, faults: &[Fault]) -> Self {
        self.faults = faults.to_vec();
        self
    }

    /// Writes counters and changed secrets down whenever they change.
    pub(super) fn kept_by(mut self, keeper: Keeper) -> Self {
        self.keeper = Some(keeper);
        self
    }

    /// Returns every secret, by the name under which it is kept.
    pub(super) fn secrets_mut(&mut self) -> impl Iterator<Item = (String, &mut Secret)> {
        self.applications.iter_mut().flat_map(|application| {
            let aid = application.aid;
            application.secrets_mut().map(move |(id, secret)| (super::keep::name(aid, id), secret))
        })
    }

    /// Returns the answer to reset, which tells nothing certain about the kind of card; a mute chip has none.
    pub fn atr(&self) -> &[u8] {
        &self.atr
    }

    /// Returns how long the card takes for a command, which its place on the reader must wait.
    pub fn delay(&self) -> Duration {
        let delays = self
            .faults
            .iter()
            .map(|fault| if let Fault::Delay(delay) = fault { *delay } else { Duration::ZERO });
        delays.sum()
    }

    /// Gives the card power; nothing is selected and nothing is verified.
    pub fn power_on(&mut self) {
        self.power_off();
        self.powered = self.nature != Nature::Mute;
        self.drowsy = self.has(Fault::SlowWake);
    }

    /// Takes the power away, and with it the security status; counters stay.
    pub fn power_off(&mut self) {
        self.applications.iter_mut().for_each(Application::forget);
        self.reset();
        self.powered = false;
        self.hung = false;
    }

    /// Resets a card under power: nothing is selected, but the security status stays.
    pub fn reset(&mut self) {
        self.application = None;
        self.file = None;
    }

    /// Answers one command APDU; without power with an empty response, as a reader that finds nobody there.
    pub fn answer(&mut self, command: &[u8]) -> Answer {
        if !self.powered {
            return Answer::Response(Vec::new());
        }
        if self.hung {
            return Answer::Silence;
        }
        self.count += 1;
        let (count, faults) = (self.count, self.faults.clone());
        if let Some(fate) = faults.iter().find_map(|fault| fault.before(count, command)) {
            return self.suffer(fate);
        }
        let mut response = self.respond(command);
        match faults.iter().find_map(|fault| fault.after(count, &mut response)) {
            Some(fate) => self.suffer(fate),
            None => Answer::Response(response),
        }
    }

    /// Answers one command APDU with data, SW1 and SW2, or with nothing where no response comes.
    pub fn process(&mut self, command: &[u8]) -> Vec<u8> {
        match self.answer(command) {
            Answer::Response(response) => response,
            Answer::Silence | Answer::Gone => Vec::new(),
        }
    }

    fn suffer(&mut self, fate: Fate) -> Answer {
        match fate {
            Fate::Hang => {
                self.hung = true;
                Answer::Silence
            }
            Fate::Leave => {
                self.power_off();
                Answer::Gone
            }
            Fate::Lose => Answer::Response(Vec::new()),
        }
    }

    fn respond(&mut self, command: &[u8]) -> Vec<u8> {
        let outcome = match mem::take(&mut self.drowsy) {
            true => Err(StatusWord::Unspecified),
            false => self.execute(command),
        };
        if let Some(keeper) = &self.keeper {
            keeper.note(&self.applications);
        }
        let (mut response, status) = match outcome {
            Ok(data) => (data, StatusWord::Ok),
            Err(status) => (Vec::new(), status),
        };
        response.extend(u16::from(status).to_be_bytes());
        response
    }

    fn has(&self, fault: Fault) -> bool {
        self.faults.contains(&fault)
    }

    /// Tells whether any command ever selected file `ef` of application `aid`, by either name.
    pub fn reached(&self, aid: Aid, ef: u8) -> bool {
        let application = self.applications.iter().find(|application| application.aid == aid);
        application.is_some_and(|a| a.files.iter().any(|file| file.id == ef && file.reached))
    }

    /// Tells whether any command ever selected a file that holds the individual number: whoever may not read it is held to
    /// that by the card.
    pub fn reached_individual_number(&self) -> bool {
        self.reached(files::TEXT, 0x01) || self.reached(files::VISUAL, 0x05)
    }

    /// Returns the tries left for the secret in file `ef` of application `aid`, or `None` where there is no secret.
    pub fn tries_left(&self, aid: Aid, ef: u8) -> Option<u8> {
        let application = self.applications.iter().find(|application| application.aid == aid)?;
        application.secrets().find(|(id, _)| *id == ef).map(|(_, secret)| secret.tries_left())
    }
}

/// Shows that it is a card, and nothing that lies on it.
impl fmt::Debug for VirtualCard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("VirtualCard").field("powered", &self.powered).finish_non_exhaustive()
    }
}
