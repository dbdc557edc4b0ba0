//! The card is not an insurance card yet: what registering it means, and whether its owner wants it (健康保険証利用登録).
//!
//! Agreeing and declining weigh the same. Who declines is told that the visit goes on by other documents.

use super::icons::Sign;
use super::parts::{Action, Pane, Weight};
use super::prose::Prose;
use super::terms::{Term, terms_ui};
use crate::session::Touch;
use egui::Rect;

const TERMS: [Term; 3] =
    [(Sign::Card, "enrolment-what"), (Sign::Tick, "enrolment-cost"), (Sign::Back, "enrolment-undo")];

const ANSWERS: [Action; 2] = [
    (Weight::Equal, Sign::Tick, "enrolment-agree", Touch::Agree),
    (Weight::Equal, Sign::Cross, "enrolment-decline", Touch::Decline),
];

pub(crate) fn enrolment_ui(pane: &mut Pane<'_>, body: Rect) -> Option<Touch> {
    let prose = Prose::default().soft(pane.say("enrolment-lead"));
    terms_ui(pane, body, "enrolment-title", TERMS, prose, &ANSWERS)
}
