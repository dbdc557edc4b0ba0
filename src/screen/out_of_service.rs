//! The kiosk cannot serve: where to go instead. For the staff, the fault's code and what to do. Or the house is closed:
//! when it opens.

use super::fault::staff_ui;
use super::icons::Sign;
use super::layout::Area;
use super::parts::Pane;
use super::pictures::medal;
use super::prose::Prose;
use super::text::Arg;
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
        Some(until) => prose.subtitle(with_opening(until, |args| pane.say_with("closed-until", args))),
        None => prose,
    };
    prose.body(pane.say("closed-lead")).show(pane, words, align);
    None
}

/// Says `text` with the parts of an opening, as a sign at a door has them: `11`, `5`, `8`, `30`.
pub(crate) fn with_opening<R>(until: Moment, text: impl FnOnce(&[(&str, Arg<'_>)]) -> R) -> R {
    let [month, day, hour] = [until.month, until.day, until.hour].map(|number| number.to_string());
    let minute = format!("{:02}", until.minute);
    text(&[
        ("month", Arg::Word(&month)),
        ("day", Arg::Word(&day)),
        ("hour", Arg::Word(&hour)),
        ("minute", Arg::Word(&minute)),
    ])
}
