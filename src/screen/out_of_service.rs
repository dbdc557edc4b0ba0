//! The kiosk cannot serve: where to go instead, and no device's name.

use super::icons::Sign;
use super::parts::Pane;
use super::pictures::medal;
use super::prose::Prose;
use super::tokens;
use crate::session::Touch;
use egui::Rect;

pub(crate) fn out_of_service_ui(pane: &mut Pane<'_>, body: Rect) -> Option<Touch> {
    let (picture, words, align) = pane.beside(body, 0.36);
    medal(pane.painter(), picture, pane.scale.px(320.0), Sign::Clerk, [tokens::ACCENT, tokens::ACCENT_WASH]);
    let prose =
        Prose::default().title(pane.say("out-of-service-title")).body(pane.say("out-of-service-lead"));
    prose.show(pane, words, align);
    None
}
