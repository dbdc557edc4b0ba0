//! The centre is being asked; after two seconds the patient is told that it takes longer.

use super::parts::Pane;
use super::prose::Prose;
use crate::session::Touch;
use egui::{Pos2, Rect};

/// Dots that take turns, so that one sees the kiosk is alive.
const DOTS: u32 = 3;

pub(crate) fn checking_ui(pane: &mut Pane<'_>, body: Rect, title: &str, is_slow: bool) -> Option<Touch> {
    let (picture, words, align) = pane.beside(body, 0.34);
    let now = pane.phase(DOTS, 2.0);
    let radius = pane.scale.px(26.0);
    for dot in 0..DOTS {
        let x = picture.center().x + (dot as f32 - 1.0) * radius * 3.4;
        let (size, colour) =
            if dot == now { (radius, pane.tone.accent) } else { (radius * 0.7, pane.tone.hairline) };
        pane.painter().circle_filled(Pos2::new(x, picture.center().y), size, colour);
    }
    let prose = Prose::default().title(pane.say(title));
    let prose = if is_slow {
        prose.attention(pane.say("checking-slow"))
    } else {
        prose.body(pane.say("checking-lead"))
    };
    prose.show(pane, words, align);
    None
}
