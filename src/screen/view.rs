//! What the patient is to see, as plain data: `view(&Session) -> View`.

use super::text::staff_language;
use crate::session::{
    CallNumber, CardPlace, Consent, Day, Fault, Guidance, Language, Look, Moment, OverrideReason, Period,
    Session, State, Validity, Ways,
};
use std::mem::{Discriminant, discriminant};

/// One screen, as one person wants to see it.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// Language, size, colours and height.
    pub look: Look,
    /// The language of what only the staff read.
    pub staff: Language,
    /// How a card goes into the house's reader.
    pub place: CardPlace,
    /// Whether the person is asked for a sign, since nothing was touched for long.
    pub asks_for_sign: bool,
    /// Which screen, and what it holds.
    pub screen: Screen,
}

/// The screens, one per state, with what they show. Typed digits are only counted.
#[derive(Clone, Debug, PartialEq)]
pub enum Screen {
    /// The kiosk cannot serve.
    OutOfService {
        /// Why, once something is known to be wrong.
        fault: Option<Fault>,
    },
    /// The house is closed.
    Closed {
        /// When it opens again, where that is known.
        until: Option<Moment>,
    },
    /// Lay your card down.
    Welcome,
    /// The chip is being read; leave the card.
    Reading,
    /// Type the code printed on the card.
    Code {
        /// Digits typed, 0–14.
        typed: usize,
        /// The card refused the code before.
        was_wrong: bool,
    },
    /// Look at the camera; the preview is shown.
    Face {
        /// What to tell the person.
        guidance: Guidance,
        /// The round, from 1.
        round: u8,
    },
    /// Type the PIN.
    Pin {
        /// Digits typed, 0–4.
        typed: usize,
        /// Tries left, once known.
        tries: Option<u8>,
        /// The PIN before was wrong.
        was_wrong: bool,
        /// The chip is working on it.
        is_signing: bool,
    },
    /// A clerk decides.
    Clerk {
        /// The reason, once chosen.
        reason: Option<OverrideReason>,
        /// Digits typed, 0–8.
        typed: usize,
        /// The staff PIN before was wrong.
        was_wrong: bool,
    },
    /// Choose what this hospital may see.
    Consent {
        /// What is turned on.
        chosen: Consent,
        /// Whether the items are shown one by one.
        is_by_item: bool,
        /// How the certificate stands.
        period: Period,
        /// The last day on which the card serves here, where that is near.
        serves_until: Option<Day>,
    },
    /// Decide whether the card becomes an insurance card.
    Enrolment,
    /// The centre is enrolling the card.
    Registering {
        /// It takes longer than usual.
        is_slow: bool,
    },
    /// Choose how a prescription is to come.
    Prescription,
    /// The centre is being asked, or the answer is being delivered.
    Checking {
        /// It takes longer than usual.
        is_slow: bool,
    },
    /// The centre is away; decide whether it may be asked later.
    Outage {
        /// It was agreed to, and is being kept.
        is_keeping: bool,
    },
    /// What the card says is kept until the centre has been asked.
    Kept {
        /// The number by which they are called, where the house has such.
        call: Option<CallNumber>,
        /// The card has been taken.
        is_card_taken: bool,
    },
    /// All is done.
    Done {
        /// The insurance's validity.
        validity: Validity,
        /// How the certificate stands.
        period: Period,
        /// The last day on which the card serves here, where that is near.
        serves_until: Option<Day>,
        /// Medical information is shared.
        shares_information: bool,
        /// When the card was enrolled, where that was done in this visit.
        enrolled_at: Option<Moment>,
        /// The number by which they are called, where the house has such.
        call: Option<CallNumber>,
        /// The card has been taken.
        is_card_taken: bool,
        /// The centre's own words, to be shown as they came.
        message: Option<String>,
    },
    /// A card was left behind.
    CardLeft {
        /// Whether the light at the screen's edge moves.
        is_lit: bool,
    },
    /// Something failed.
    Fault {
        /// What.
        fault: Fault,
        /// How to go on.
        ways: Ways,
        /// Whether the card is still there to be taken.
        card_lies: bool,
    },
}

/// Which page is shown: whatever is typed, chosen or found on it, it is the same, and nothing arrives anew.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Page {
    screen: Discriminant<Screen>,
    /// The second of two pages of one screen.
    is_second: bool,
    fault: Option<(Fault, Ways)>,
    lies_over: [bool; 2],
}

impl View {
    /// The page that this is a view of.
    pub fn page(&self) -> Page {
        let is_second = match &self.screen {
            Screen::Consent { is_by_item: is_second, .. }
            | Screen::Outage { is_keeping: is_second }
            | Screen::Kept { is_card_taken: is_second, .. }
            | Screen::Done { is_card_taken: is_second, .. } => *is_second,
            _ => false,
        };
        let fault = match &self.screen {
            Screen::Fault { fault, ways, .. } => Some((*fault, *ways)),
            _ => None,
        };
        let lies_over = [self.look.is_choosing, self.asks_for_sign];
        Page { screen: discriminant(&self.screen), is_second, fault, lies_over }
    }
}

impl Screen {
    /// Whether its content arrives softly. A screen that waits for somebody wakes nobody, and an alarm is there at once.
    pub(crate) fn arrives(&self) -> bool {
        !matches!(
            self,
            Self::OutOfService { .. } | Self::Closed { .. } | Self::Welcome | Self::CardLeft { .. }
        )
    }
}

/// Says what the patient is to see now.
pub fn view(session: &Session) -> View {
    let screen = match session.state() {
        State::OutOfService(state) => match state.closed_until() {
            Some(until) => Screen::Closed { until },
            None => Screen::OutOfService { fault: state.fault() },
        },
        State::Idle(_) => Screen::Welcome,
        State::Reading(_) => Screen::Reading,
        State::Code(state) => Screen::Code { typed: state.typed().len(), was_wrong: state.was_wrong() },
        State::Face(state) => Screen::Face { guidance: state.guidance(), round: state.round() },
        State::Pin(state) => Screen::Pin {
            typed: state.typed().len(),
            tries: state.tries(),
            was_wrong: state.was_wrong(),
            is_signing: state.is_signing(),
        },
        State::Clerk(state) => {
            Screen::Clerk { reason: state.reason(), typed: state.typed().len(), was_wrong: state.was_wrong() }
        }
        State::Consent(state) => Screen::Consent {
            chosen: state.chosen(),
            is_by_item: state.is_by_item(),
            period: state.period().unwrap_or(Period::Valid),
            serves_until: state.serves_until(),
        },
        State::Enrolment(_) => Screen::Enrolment,
        State::Registering(state) => Screen::Registering { is_slow: state.is_slow() },
        State::Prescription(_) => Screen::Prescription,
        State::Checking(state) => Screen::Checking { is_slow: state.is_slow() },
        State::HandOver(_) => Screen::Checking { is_slow: false },
        State::Outage(state) => Screen::Outage { is_keeping: state.is_keeping() },
        State::Done(state) if state.is_kept() => {
            Screen::Kept { call: state.call(), is_card_taken: state.is_card_taken() }
        }
        State::Done(state) => Screen::Done {
            validity: state.validity(),
            period: state.period(),
            serves_until: state.serves_until(),
            shares_information: state.shares_information(),
            enrolled_at: state.enrolled_at(),
            call: state.call(),
            is_card_taken: state.is_card_taken(),
            message: session
                .state()
                .visit()
                .and_then(|visit| visit.eligibility())
                .and_then(|answer| answer.message.as_ref())
                .map(|message| message.reveal().to_owned()),
        },
        State::CardLeft(state) => Screen::CardLeft { is_lit: state.is_lit() },
        State::Faulted(state) => {
            Screen::Fault { fault: state.fault(), ways: state.ways(), card_lies: session.card_lies() }
        }
    };
    View {
        look: session.look(),
        staff: staff_language(session.home_language()),
        place: session.place(),
        asks_for_sign: session.asks_for_sign(),
        screen,
    }
}
