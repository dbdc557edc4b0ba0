//! The centre is away: whether what the card says may be kept until it is back, and the end of a visit that was kept.
//!
//! Yes and no weigh the same, and neither stops the treatment.

use super::checking::{self, checking_ui};
use super::done::numbered;
use super::icons::Sign;
use super::parts::{Action, Pane, Weight};
use super::pictures::{Deed, medal, reader};
use super::prose::Prose;
use super::terms::{Term, terms_ui};
use crate::session::{CallNumber, Touch};
use egui::Rect;

const TERMS: [Term; 3] =
    [(Sign::Card, "outage-what"), (Sign::Hospital, "outage-where"), (Sign::Clock, "outage-how-long")];

const ANSWERS: [Action; 2] = [
    (Weight::Equal, Sign::Tick, "outage-agree", Touch::Agree),
    (Weight::Equal, Sign::Cross, "outage-decline", Touch::Decline),
];

pub(crate) fn outage_ui(pane: &mut Pane<'_>, body: Rect, is_keeping: bool) -> Option<Touch> {
    if is_keeping {
        return checking_ui(pane, body, &checking::KEEPING, false);
    }
    let prose = Prose::default().soft(pane.say("outage-lead"));
    terms_ui(pane, body, "outage-title", TERMS, prose, &ANSWERS)
}

pub(crate) fn kept_ui(
    pane: &mut Pane<'_>,
    body: Rect,
    call: Option<CallNumber>,
    is_card_taken: bool,
) -> Option<Touch> {
    let (picture, words, align) = pane.beside(body, 0.4);
    if is_card_taken {
        let colours = [pane.tone.accent, pane.tone.accent_wash];
        medal(pane.painter(), picture, pane.scale.px(320.0), Sign::Clerk, colours);
    } else {
        reader(pane, picture, Deed::Take);
    }
    let (title, next) = (pane.say("kept-title"), pane.say("kept-next"));
    let prose = match is_card_taken {
        true => Prose::default().title(next).body(title),
        false => Prose::default().body(title).title(pane.say("take-card")).subtitle(next),
    };
    numbered(pane, prose, call).soft(pane.say("kept-lead")).show(pane, words, align);
    None
}
