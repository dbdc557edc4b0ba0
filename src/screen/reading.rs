//! The chip is being read: leave the card.

use super::parts::Pane;
use super::pictures::{Deed, reader};
use super::prose::Prose;
use crate::session::Touch;
use egui::Rect;

pub(crate) fn reading_ui(pane: &mut Pane<'_>, body: Rect) -> Option<Touch> {
    let (picture, words, align) = pane.beside(body, 0.5);
    reader(pane, picture, Deed::Read);
    let prose = Prose::default().title(pane.say("reading-title")).body(pane.say("reading-lead"));
    prose.show(pane, words, align);
    None
}
