//! Choose how a prescription is to come: sent to the pharmacy, or on paper. Neither is preferred.

use super::icons::Sign;
use super::layout::Area;
use super::parts::{Action, Pane, Weight};
use super::prose::Prose;
use crate::session::{PrescriptionForm, Touch};
use egui::{Align, Rect};

/// The two forms, alike.
const FORMS: [Action; 2] = [
    (Weight::Equal, Sign::Sent, "prescription-electronic", Touch::Prescription(PrescriptionForm::Electronic)),
    (Weight::Equal, Sign::Records, "prescription-paper", Touch::Prescription(PrescriptionForm::Paper)),
];

pub(crate) fn prescription_ui(pane: &mut Pane<'_>, body: Rect) -> Option<Touch> {
    let mut area = Area(body);
    let place = pane.room(&mut area, 144.0, FORMS.len());
    let prose = Prose::default()
        .title(pane.say("prescription-title"))
        .body(pane.say("prescription-electronic.how"))
        .body(pane.say("prescription-paper.how"))
        .soft(pane.say("prescription-lead"));
    prose.show(pane, area.0, Align::Center);
    pane.actions(place, &FORMS)
}
