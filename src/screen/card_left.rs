//! A card was left behind: the one alarm of the house. It names nobody.

use super::icons::Sign;
use super::layout::Area;
use super::parts::Pane;
use super::pictures::medal;
use super::prose::Prose;
use super::tokens;
use crate::session::Touch;
use egui::{Align, Rect, Vec2};

pub(crate) fn card_left_ui(pane: &mut Pane<'_>, body: Rect) -> Option<Touch> {
    let (picture, words) = Area(body).split(0.36, pane.scale.margin());
    let side = picture.size().min_elem().min(pane.scale.px(320.0));
    let place = Rect::from_center_size(picture.center(), Vec2::splat(side));
    medal(pane.painter(), place, Sign::Card, tokens::ALARM, tokens::SHEET);
    let prose = Prose::default().title(pane.say("card-left-title")).body(pane.say("card-left-lead"));
    prose.on_alarm().show(pane, words, Align::Center);
    None
}
