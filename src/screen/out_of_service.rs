//! The kiosk cannot serve: where to go instead, and no device's name.

use super::icons::Sign;
use super::layout::Area;
use super::parts::Pane;
use super::pictures::medal;
use super::prose::Prose;
use super::tokens;
use crate::session::Touch;
use egui::{Align, Rect, Vec2};

pub(crate) fn out_of_service_ui(pane: &mut Pane<'_>, body: Rect) -> Option<Touch> {
    let (picture, words) = Area(body).split(0.36, pane.scale.margin());
    let side = picture.size().min_elem().min(pane.scale.px(300.0));
    let place = Rect::from_center_size(picture.center(), Vec2::splat(side));
    medal(pane.painter(), place, Sign::Clerk, tokens::ACCENT, tokens::ACCENT_WASH);
    let prose =
        Prose::default().title(pane.say("out-of-service-title")).body(pane.say("out-of-service-lead"));
    prose.show(pane, words, Align::Center);
    None
}
