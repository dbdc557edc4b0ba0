//! The chip is being read: leave the card.

use super::layout::Area;
use super::parts::Pane;
use super::pictures::{Motion, reader};
use super::prose::Prose;
use crate::session::Touch;
use egui::{Align, Rect};

pub(crate) fn reading_ui(pane: &mut Pane<'_>, body: Rect) -> Option<Touch> {
    let (picture, words) = Area(body).split(0.5, pane.scale.margin());
    reader(pane.painter(), picture, Motion::Read, pane.phase(3, 3.0));
    let prose = Prose::default().title(pane.say("reading-title")).body(pane.say("reading-lead"));
    prose.show(pane, words, Align::Center);
    None
}
