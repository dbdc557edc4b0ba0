//! Choose how a prescription is to come: sent to the pharmacy, or on paper. Neither is preferred.
//!
//! Each form is one large sheet with its picture and what it means, to be touched anywhere; where large type leaves no room
//! for that, two buttons under the words.

use super::icons::{Sign, sign};
use super::layout::{Area, grid};
use super::parts::{Action, Pane, Weight};
use super::prose::Prose;
use crate::session::{PrescriptionForm, Touch};
use egui::accesskit::Role;
use egui::{Align, Pos2, Rect, Vec2, WidgetInfo};

/// The two forms, alike.
const FORMS: [Action; 2] = [
    (Weight::Equal, Sign::Sent, "prescription-electronic", Touch::Prescription(PrescriptionForm::Electronic)),
    (Weight::Equal, Sign::Records, "prescription-paper", Touch::Prescription(PrescriptionForm::Paper)),
];

/// Between a form's name and what it means.
const BETWEEN: f32 = 8.0;

pub(crate) fn prescription_ui(pane: &mut Pane<'_>, body: Rect) -> Option<Touch> {
    let head = Prose::default().title(pane.say("prescription-title")).soft(pane.say("prescription-lead"));
    let mut area = Area(body);
    let above = head.height(pane, body.width());
    let most = pane.scale.px(if pane.is_landscape() { 380.0 } else { 360.0 * FORMS.len() as f32 });
    let room = (body.height() - above - pane.scale.margin()).min(most);
    let place =
        area.bottom(if pane.is_low { room.min(body.bottom() - pane.ui.max_rect().center().y) } else { room });
    let columns = if pane.is_landscape() { FORMS.len() } else { 1 };
    let cells = grid(place, columns, FORMS.len() / columns, pane.scale.gap());
    if !cells.iter().zip(FORMS).all(|(cell, form)| Card::new(pane, *cell, form.2).fits(*cell)) {
        return plain(pane, body);
    }
    area.bottom(pane.scale.margin());
    head.show(pane, area.0, Align::Center);
    let mut touched = None;
    for (cell, (_, mark, id, touch)) in cells.into_iter().zip(FORMS) {
        if card(pane, cell, mark, id) {
            touched = Some(touch);
        }
    }
    touched
}

/// The words above two buttons.
fn plain(pane: &mut Pane<'_>, body: Rect) -> Option<Touch> {
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

/// The words of one form, and how they stand on its sheet.
struct Card {
    name: String,
    how: String,
    /// The picture's place, and the words' room beside or under it.
    picture: Rect,
    words: Rect,
    /// How high name and explanation are at the size that all has to be read in.
    least: f32,
}

impl Card {
    fn new(pane: &Pane<'_>, rect: Rect, id: &str) -> Self {
        let [name, how] = [pane.say(id), pane.say(&format!("{id}.how"))];
        let mut area = Area(rect.shrink(pane.scale.px(24.0)));
        let side = pane.scale.px(96.0);
        let picture = if pane.is_landscape() { area.top(side) } else { area.left(side) };
        let _ = if pane.is_landscape() { area.top(pane.scale.gap()) } else { area.left(pane.scale.margin()) };
        let height = |text: &str, size| pane.plan(text, size, area.0.width()).height;
        let least =
            height(&name, pane.scale.subtitle()) + height(&how, pane.scale.small()) + pane.scale.px(BETWEEN);
        Self { name, how, picture, words: area.0, least }
    }

    fn fits(&self, rect: Rect) -> bool {
        self.least + 2.0 <= self.words.height() && rect.contains_rect(self.words)
    }
}

fn card(pane: &mut Pane<'_>, rect: Rect, mark: Sign, id: &str) -> bool {
    let Card { name, how, picture, words, least } = Card::new(pane, rect, id);
    let response = pane.touchable(rect, &name, true);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    response.ctx.accesskit_node_builder(response.id, |node| node.set_description(how.clone()));
    let fill = if response.is_pointer_button_down_on() { pane.tone.accent_wash } else { pane.tone.sheet };
    pane.plate(rect, fill, pane.tone.edge);
    let side = pane.scale.px(96.0).min(picture.size().min_elem());
    sign(pane.painter(), mark, Rect::from_center_size(picture.center(), Vec2::splat(side)), pane.tone.accent);
    let title = pane.galley(&name, pane.scale.subtitle(), pane.tone.ink, words.width());
    let means = pane.galley(&how, pane.scale.small(), pane.tone.soft_ink, words.width());
    let middle = |width: f32| if pane.is_landscape() { (words.width() - width) / 2.0 } else { 0.0 };
    let top = words.top() + (words.height() - least) / 2.0;
    pane.ink(Pos2::new(words.left() + middle(title.size().x), top), &title, pane.tone.ink, true);
    let below =
        Pos2::new(words.left() + middle(means.size().x), top + title.size().y + pane.scale.px(BETWEEN));
    pane.ink(below, &means, pane.tone.soft_ink, false);
    pane.focus_ring(rect, &response);
    response.clicked()
}
