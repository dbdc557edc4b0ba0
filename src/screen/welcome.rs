//! Lay your card down. It stands still: an idle kiosk does not repaint.

use super::icons::{Sign, sign};
use super::layout::Area;
use super::parts::Pane;
use super::pictures::{Deed, reader};
use super::prose::Prose;
use crate::session::Touch;
use egui::{Align, Align2, Pos2, Rect, Vec2};

pub(crate) fn welcome_ui(pane: &mut Pane<'_>, body: Rect) -> Option<Touch> {
    let mut area = Area(body);
    let foot = area.bottom(pane.scale.px(112.0));
    area.bottom(pane.scale.gap());
    let (picture, words) = area.split(0.46, pane.scale.margin());
    reader(pane, picture, Deed::LayDown);
    let prose = Prose::default().title(pane.say("welcome-title")).body(pane.say("welcome-lead"));
    prose.soft(pane.say("welcome-without-card")).show(pane, words, Align::Center);
    privacy(pane, foot);
    None
}

/// The notice that a camera looks, and what becomes of the picture.
fn privacy(pane: &mut Pane<'_>, rect: Rect) {
    pane.painter().rect_filled(rect, pane.scale.radius(), pane.tone.accent_wash);
    let side = pane.scale.px(56.0);
    let inner = rect.shrink2(Vec2::new(pane.scale.px(24.0), pane.scale.px(10.0)));
    let centre = Pos2::new(inner.left() + side / 2.0, inner.center().y);
    sign(pane.painter(), Sign::Camera, Rect::from_center_size(centre, Vec2::splat(side)), pane.tone.accent);
    let words = Rect::from_min_max(Pos2::new(inner.left() + side + pane.scale.gap(), inner.top()), inner.max);
    let text = pane.say("welcome-privacy");
    pane.label(words, &text, pane.scale.small(), pane.tone.ink, Align2::LEFT_CENTER);
}
