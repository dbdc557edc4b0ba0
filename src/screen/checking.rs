//! The centre is being asked; after two seconds the patient is told that it takes longer.

use super::icons::Sign;
use super::parts::Pane;
use super::pictures::road;
use super::prose::Prose;
use crate::session::Touch;
use egui::Rect;

/// What is asked: its title, and between whom it travels.
pub(crate) type Question = (&'static str, [Sign; 2]);

/// This hospital asks for the insurance.
pub(crate) const CHECKING: Question = ("checking-title", [Sign::Hospital, Sign::Records]);
/// The card becomes an insurance card.
pub(crate) const REGISTERING: Question = ("registering-title", [Sign::Card, Sign::Records]);
/// What the card says is kept in this machine, sealed.
pub(crate) const KEEPING: Question = ("outage-keeping", [Sign::Card, Sign::Hospital]);

pub(crate) fn checking_ui(
    pane: &mut Pane<'_>,
    body: Rect,
    (title, ends): &Question,
    is_slow: bool,
) -> Option<Touch> {
    let (picture, words, align) = pane.beside(body, 0.4);
    road(pane, picture, *ends);
    let prose = Prose::default().title(pane.say(title));
    let prose = if is_slow {
        prose.attention(pane.say("checking-slow"))
    } else {
        prose.body(pane.say("checking-lead"))
    };
    prose.show(pane, words, align);
    None
}
