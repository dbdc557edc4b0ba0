//! The kiosk cannot serve: where to go instead. For the staff, the fault's code and what to do. Or the house is closed:
//! when it opens.

use super::fault::staff_ui;
use super::icons::Sign;
use super::layout::Area;
use super::parts::Pane;
use super::pictures::medal;
use super::prose::Prose;
use crate::session::{Fault, Moment, Touch};
use egui::Rect;

pub(crate) fn out_of_service_ui(pane: &mut Pane<'_>, body: Rect, fault: Option<Fault>) -> Option<Touch> {
    let mut area = Area(body);
    if let Some(fault) = fault {
        staff_ui(pane, &mut area, fault);
    }
    let (picture, words, align) = pane.beside(area.0, 0.36);
    let colours = [pane.tone.accent, pane.tone.accent_wash];
    medal(pane.painter(), picture, pane.scale.px(320.0), Sign::Clerk, colours);
    let prose =
        Prose::default().title(pane.say("out-of-service-title")).body(pane.say("out-of-service-lead"));
    prose.show(pane, words, align);
    None
}

pub(crate) fn closed_ui(pane: &mut Pane<'_>, body: Rect, until: Option<Moment>) -> Option<Touch> {
    let (picture, words, align) = pane.beside(body, 0.36);
    let colours = [pane.tone.accent, pane.tone.accent_wash];
    medal(pane.painter(), picture, pane.scale.px(320.0), Sign::Clock, colours);
    let prose = Prose::default().title(pane.say("closed-title"));
    let prose = match until {
        Some(until) => prose.subtitle(pane.say_dated("closed-until", until)),
        None => prose,
    };
    prose.body(pane.say("closed-lead")).show(pane, words, align);
    None
}
