//! All is done: take the card, and this is what happens next.

use super::dates::first_moment;
use super::icons::Sign;
use super::parts::Pane;
use super::pictures::{Deed, medal, reader};
use super::prose::Prose;
use super::text::{Arg, period_id, validity_id};
use crate::session::{CallNumber, Day, Moment, Period, Touch, Validity};
use egui::Rect;

/// How a visit ended, as the patient is to see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct End<'a> {
    pub(crate) validity: Validity,
    pub(crate) period: Period,
    pub(crate) serves_until: Option<Day>,
    pub(crate) shares_information: bool,
    pub(crate) enrolled_at: Option<Moment>,
    pub(crate) call: Option<CallNumber>,
    pub(crate) is_card_taken: bool,
    pub(crate) message: Option<&'a str>,
}

pub(crate) fn done_ui(pane: &mut Pane<'_>, body: Rect, end: &End<'_>) -> Option<Touch> {
    let prose = prose(pane, end);
    let (picture, words, align) = pane.beside_words(body, 0.4, |pane, width| prose.least_height(pane, width));
    if end.is_card_taken {
        let (mark, colours) = match end.validity {
            Validity::Valid => (Sign::Tick, [pane.tone.sheet, pane.tone.leaf]),
            Validity::Lost | Validity::Replaced | Validity::None | Validity::Several => {
                (Sign::Clerk, [pane.tone.accent, pane.tone.accent_wash])
            }
        };
        medal(pane.painter(), picture, pane.scale.px(320.0), mark, colours);
    } else {
        reader(pane, picture, Deed::Take);
    }
    prose.show(pane, words, align);
    None
}

/// First what to do now, then what is known.
fn prose(pane: &Pane<'_>, end: &End<'_>) -> Prose {
    let (next, is_valid) = (validity_id(end.validity), end.validity == Validity::Valid);
    let lead = pane.say(&format!("{next}.lead"));
    // What is good to know is said in one line, so that the number is found at a glance.
    let good = if is_valid { lead.clone() } else { pane.say("done-title") };
    let mut prose = Prose::default();
    prose = if end.is_card_taken {
        prose.title(pane.say(next)).good(good)
    } else {
        prose.good(good).title(pane.say("take-card")).subtitle(pane.say(next))
    };
    prose = numbered(pane, prose, end.call);
    if !is_valid {
        prose = prose.body(lead);
    } else if end.is_card_taken {
        prose = prose.body(pane.say(if end.call.is_some() { "done-called-number" } else { "done-called" }));
    }
    // That it went as they chose gives way to a warning, that it did not never does.
    if !end.shares_information || end.period == Period::Valid {
        prose = prose.soft(pane.say(if end.shares_information { "done-shared" } else { "done-not-shared" }));
    }
    // Neither twins' faces nor a family's PIN tell cards apart that were mixed up; the name that is printed there does,
    // and whoever takes the card has it in hand. Who is sent to the counter is asked for the name there.
    if !end.is_card_taken && is_valid {
        prose = prose.soft(pane.say("take-card.whose"));
    }
    if let Some(moment) = end.enrolled_at {
        let receipt = pane.say_dated("enrolment-receipt", moment);
        prose = prose.body(receipt).soft(pane.say("enrolment-receipt.undo"));
    }
    if let Some(message) = end.message {
        prose = prose.soft(pane.say("done-message")).body(message.to_owned());
    }
    match end.period {
        Period::Valid => prose,
        Period::ExpiresSoon { .. } | Period::Grace | Period::Dead => {
            prose.attention(period(pane, end.period, end.serves_until))
        }
    }
}

/// The number by which the patient is called, where the house has such.
pub(crate) fn numbered(pane: &Pane<'_>, prose: Prose, call: Option<CallNumber>) -> Prose {
    match call {
        Some(call) => prose.number(pane.say_with("call-number", &[("number", Arg::Word(&call.to_string()))])),
        None => prose,
    }
}

/// How the certificate stands, what to do about it and where, and until when there is time.
pub(crate) fn period(pane: &Pane<'_>, period: Period, serves_until: Option<Day>) -> String {
    let (id, days) = period_id(period);
    let stands = pane.say_with(id, &[("days", Arg::Number(days))]);
    match serves_until {
        Some(day) => [stands, pane.say_dated("period-until", first_moment(day))].join("\n"),
        None => stands,
    }
}
