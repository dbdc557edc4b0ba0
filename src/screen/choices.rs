//! What can be chosen on a screen without looking: each choice with the key of a ten-key pad that chooses it.
//!
//! The same list is said aloud and followed, so what is promised is what happens. Digits choose only where none is
//! typed; on every screen the slash calls a clerk, the point goes the other way, and Enter confirms. The star says the
//! screen again, and so does a key that nothing is on; the star once more spreads the languages out, and a digit chooses
//! one. Plus and minus make the voice louder and softer.

use super::text::item_id;
use super::view::{Screen, View};
use crate::session::{
    Adjust, Consent, ConsentItem, Language, PRINTED_CODE_LENGTH, PrescriptionForm, Touch, Ways,
};

/// A key that every ten-key pad has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PadKey {
    /// 0–9.
    Digit(u8),
    /// Enter.
    Enter,
    /// The decimal point.
    Point,
    /// The slash.
    Slash,
    /// The star, for multiplying.
    Star,
    /// Plus.
    Plus,
    /// Minus.
    Minus,
}

/// One way on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The key that chooses it.
    pub key: PadKey,
    /// The text that names it.
    pub id: &'static str,
    /// For what can be turned on and off: whether it is on.
    pub is_on: Option<bool>,
    /// What is chosen.
    pub touch: Touch,
}

impl Choice {
    const fn new(key: PadKey, id: &'static str, touch: Touch) -> Self {
        Self { key, id, is_on: None, touch }
    }
}

/// The languages that a digit chooses, from 1: those that are said aloud, so that they can be offered to the ear.
pub const BY_EAR: [Language; 9] = [
    Language::Japanese,
    Language::EasyJapanese,
    Language::English,
    Language::Korean,
    Language::Vietnamese,
    Language::Portuguese,
    Language::Spanish,
    Language::Indonesian,
    Language::Nepali,
];

const CLERK: Choice = Choice::new(PadKey::Slash, "call-clerk", Touch::CallClerk);

/// Says what can be chosen on `view` by key, in the order in which it is said.
pub fn choices(view: &View) -> Vec<Choice> {
    if view.look.is_choosing {
        return vec![Choice::new(PadKey::Point, "back", Touch::Adjust(Adjust::Languages))];
    }
    if view.asks_for_sign {
        return vec![Choice::new(PadKey::Enter, "more-time", Touch::Adjust(Adjust::MoreTime))];
    }
    match &view.screen {
        Screen::Code { typed, .. } => code(*typed),
        Screen::Face { .. } => vec![Choice::new(PadKey::Digit(1), "choose-pin", Touch::ChoosePin), CLERK],
        Screen::Pin { is_signing: false, .. } => {
            vec![Choice::new(PadKey::Point, "choose-face", Touch::ChooseFace), CLERK]
        }
        Screen::Clerk { .. } => vec![Choice::new(PadKey::Point, "back", Touch::Back)],
        Screen::Consent { chosen, is_by_item: true, .. } => items(*chosen),
        Screen::Consent { is_by_item: false, .. } => vec![
            Choice::new(PadKey::Digit(1), "consent-all", Touch::ConsentAll),
            Choice::new(PadKey::Digit(2), "consent-items", Touch::ConsentItems),
            Choice::new(PadKey::Digit(3), "consent-none", Touch::ConsentNone),
        ],
        Screen::Enrolment => vec![
            Choice::new(PadKey::Digit(1), "enrolment-agree", Touch::Agree),
            Choice::new(PadKey::Digit(2), "enrolment-decline", Touch::Decline),
        ],
        Screen::Outage { is_keeping: false } => vec![
            Choice::new(PadKey::Digit(1), "outage-agree", Touch::Agree),
            Choice::new(PadKey::Digit(2), "outage-decline", Touch::Decline),
        ],
        Screen::Prescription => vec![
            Choice::new(
                PadKey::Digit(1),
                "prescription-electronic",
                Touch::Prescription(PrescriptionForm::Electronic),
            ),
            Choice::new(PadKey::Digit(2), "prescription-paper", Touch::Prescription(PrescriptionForm::Paper)),
        ],
        Screen::Fault { ways, .. } => left(*ways),
        Screen::Pin { is_signing: true, .. }
        | Screen::OutOfService { .. }
        | Screen::Closed { .. }
        | Screen::Welcome
        | Screen::Reading
        | Screen::Registering { .. }
        | Screen::Checking { .. }
        | Screen::Outage { is_keeping: true }
        | Screen::Kept { .. }
        | Screen::Done { .. }
        | Screen::CardLeft { .. } => Vec::new(),
    }
}

fn code(typed: usize) -> Vec<Choice> {
    let confirm = Choice::new(PadKey::Enter, "confirm", Touch::Confirm);
    let ways = [Choice::new(PadKey::Point, "choose-pin", Touch::ChoosePin), CLERK];
    (typed == PRINTED_CODE_LENGTH).then_some(confirm).into_iter().chain(ways).collect()
}

/// Each item by its number, then the way on and back.
fn items(chosen: Consent) -> Vec<Choice> {
    let item = |(number, item): (u8, ConsentItem)| Choice {
        is_on: Some(item.is_in(chosen)),
        ..Choice::new(PadKey::Digit(number), item_id(item), Touch::Toggle(item))
    };
    let decisions = [
        Choice::new(PadKey::Enter, "confirm", Touch::ConsentChosen),
        Choice::new(PadKey::Point, "back", Touch::Back),
    ];
    (1..).zip(ConsentItem::ALL).map(item).chain(decisions).collect()
}

/// The ways that a fault leaves open.
fn left(ways: Ways) -> Vec<Choice> {
    let numbered =
        [(ways.face, "choose-face", Touch::ChooseFace), (ways.pin, "choose-pin", Touch::ChoosePin)];
    let open = numbered.into_iter().filter(|(is_open, ..)| *is_open);
    let mut all: Vec<_> = (1..)
        .zip(open)
        .map(|(number, (_, id, touch))| Choice::new(PadKey::Digit(number), id, touch))
        .collect();
    all.extend(ways.clerk.then_some(CLERK));
    all
}

/// What a key of a ten-key pad does on `view`; `None` where it does nothing.
pub fn pressed(view: &View, key: PadKey) -> Option<Touch> {
    if let (true, PadKey::Digit(digit)) = (view.look.is_choosing, key) {
        return language(digit).or(Some(Touch::Adjust(Adjust::Repeat)));
    }
    let chosen = choices(view).into_iter().find(|choice| choice.key == key).map(|choice| choice.touch);
    chosen.or_else(|| entered(&view.screen, key)).or_else(|| voice(view, key))
}

/// The language that a digit chooses.
fn language(digit: u8) -> Option<Touch> {
    let place = usize::from(digit).checked_sub(1)?;
    BY_EAR.get(place).copied().map(Touch::Language)
}

/// What concerns the voice. Where digits are typed, a digit too many must not set it off.
fn voice(view: &View, key: PadKey) -> Option<Touch> {
    let is_typing = matches!(view.screen, Screen::Code { .. } | Screen::Pin { .. } | Screen::Clerk { .. });
    match key {
        PadKey::Star if view.look.has_repeated && !view.look.is_choosing => {
            Some(Touch::Adjust(Adjust::Languages))
        }
        PadKey::Star => Some(Touch::Adjust(Adjust::Repeat)),
        PadKey::Plus => Some(Touch::Adjust(Adjust::Louder)),
        PadKey::Minus => Some(Touch::Adjust(Adjust::Softer)),
        _ => (!is_typing).then_some(Touch::Adjust(Adjust::Repeat)),
    }
}

/// Digits are typed blind, so they are taken whatever lies over the screen. Whether they are enough to be confirmed
/// is the session's to say: they may have come in the same moment.
fn entered(screen: &Screen, key: PadKey) -> Option<Touch> {
    let confirms = match screen {
        Screen::Code { .. } | Screen::Clerk { .. } => true,
        Screen::Pin { is_signing: false, .. } => false,
        _ => return None,
    };
    match key {
        PadKey::Digit(digit) => Some(Touch::Digit(digit)),
        PadKey::Enter => confirms.then_some(Touch::Confirm),
        PadKey::Point | PadKey::Slash | PadKey::Star | PadKey::Plus | PadKey::Minus => None,
    }
}

/// Whether digits and their erasing are typed on `screen`.
pub(crate) fn is_entry(screen: &Screen) -> bool {
    entered(screen, PadKey::Digit(0)).is_some()
}
