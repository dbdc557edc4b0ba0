//! The card is not an insurance card yet: what registering it means, and whether its owner wants it (健康保険証利用登録).
//!
//! Agreeing and declining weigh the same. Who declines is told that the visit goes on by other documents.

use super::icons::Sign;
use super::parts::{Action, Pane, Weight};
use super::prose::Prose;
use super::terms::{Term, terms_ui};
use super::text::Arg;
use crate::session::{Day, Moment, Touch};
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

/// Says `text` with the parts of a day, as numbers that a language may write in its own order: `2026`, `1`, `5`.
pub(crate) fn with_day<R>(day: Day, text: impl FnOnce(&[(&str, Arg<'_>)]) -> R) -> R {
    let [year, month, day] = [day.year, day.month.into(), day.day.into()].map(|number| number.to_string());
    text(&[("year", Arg::Word(&year)), ("month", Arg::Word(&month)), ("day", Arg::Word(&day))])
}

/// Says `text` with the parts of a moment, each as a receipt prints it: `2026`, `01`, `05`, `09`, `00`.
pub(crate) fn with_moment<R>(moment: Moment, text: impl FnOnce(&[(&str, Arg<'_>)]) -> R) -> R {
    let two = |number: u8| format!("{number:02}");
    let year = format!("{:04}", moment.year);
    let [month, day, hour, minute] = [moment.month, moment.day, moment.hour, moment.minute].map(two);
    text(&[
        ("year", Arg::Word(&year)),
        ("month", Arg::Word(&month)),
        ("day", Arg::Word(&day)),
        ("hour", Arg::Word(&hour)),
        ("minute", Arg::Word(&minute)),
    ])
}
