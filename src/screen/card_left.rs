//! A card was left behind: the one alarm of the house. It names nobody.

use super::icons::Sign;
use super::parts::Pane;
use super::pictures::medal;
use super::prose::Prose;
use crate::session::Touch;
use egui::Rect;

pub(crate) fn card_left_ui(pane: &mut Pane<'_>, body: Rect) -> Option<Touch> {
    let (picture, words, align) = pane.beside(body, 0.36);
    medal(pane.painter(), picture, pane.scale.px(320.0), Sign::Card, [pane.tone.alarm, pane.tone.on_alarm]);
    let prose = Prose::default().title(pane.say("card-left-title")).body(pane.say("card-left-lead"));
    prose.on_alarm().show(pane, words, align);
    None
}
