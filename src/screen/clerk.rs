//! A clerk decides (目視): words for the patient who waits, and a sheet for the clerk who comes.

use super::icons::{Sign, sign};
use super::keypad::{Keys, dots, keypad_ui};
use super::layout::{Area, grid};
use super::parts::{Pane, Weight};
use super::prose::Prose;
use super::text::{Arg, reason_id};
use crate::session::{OverrideReason, STAFF_PIN_LENGTH, Touch};
use egui::accesskit::Role;
use egui::{Align, Pos2, Rect, Vec2, WidgetInfo};

pub(crate) fn clerk_ui(
    pane: &mut Pane<'_>,
    body: Rect,
    reason: Option<OverrideReason>,
    typed: usize,
    was_wrong: bool,
) -> Option<Touch> {
    let is_wide = pane.is_landscape();
    let (words, sheet) = Area(body).split(if is_wide { 0.3 } else { 0.18 }, pane.scale.px(28.0));
    let mut area = Area(words);
    let place = if is_wide {
        pane.room(&mut area, 88.0, 1)
    } else {
        let column = area.right(pane.scale.px(240.0));
        area.right(pane.scale.gap());
        pane.room(&mut Area(column), 88.0, 1)
    };
    let prose = Prose::default().title(pane.say("override-title")).body(pane.say("override-lead"));
    prose.show(pane, area.0, Align::Min);
    let back = pane.actions(place, &[(Weight::Equal, Sign::Back, "back", Touch::Back)]);
    pane.plate(sheet, pane.tone.sheet, pane.tone.hairline);
    let sheet = sheet.shrink(pane.scale.px(20.0));
    pane.for_staff(|pane| staff(pane, sheet, reason, typed, was_wrong)).or(back)
}

/// The clerk's half: the reason, then the staff PIN. One decision after the other, so that each finds room for a finger.
fn staff(
    pane: &mut Pane<'_>,
    sheet: Rect,
    reason: Option<OverrideReason>,
    typed: usize,
    was_wrong: bool,
) -> Option<Touch> {
    let prose = Prose::default().body(pane.say("staff-title"));
    let Some(reason) = reason else {
        let rest = below(pane, sheet, prose.clerk(pane.say("staff-instruction")));
        return reasons(pane, rest);
    };
    let prose = match was_wrong && typed == 0 {
        true => prose.attention(pane.say("staff-wrong")),
        false => prose.clerk(pane.say("staff-enter")),
    };
    staff_pin(pane, sheet, prose, reason, typed)
}

/// Shows words at the top of a place; what is left under them.
fn below(pane: &mut Pane<'_>, place: Rect, prose: Prose) -> Rect {
    let mut area = Area(place);
    let head = area.top(prose.height(pane, place.width()));
    prose.show(pane, head, Align::Min);
    area.top(pane.scale.gap());
    area.0
}

fn reasons(pane: &mut Pane<'_>, rect: Rect) -> Option<Touch> {
    let (columns, gap) = (if rect.width() > rect.height() { 2 } else { 1 }, pane.scale.gap());
    let rows = OverrideReason::ALL.len() / columns;
    let height = pane.scale.touch().max(pane.scale.px(120.0));
    let place = Area(rect).top(height * rows as f32 + gap * (rows as f32 - 1.0));
    let mut touched = None;
    for (cell, reason) in grid(place, columns, rows, gap).into_iter().zip(OverrideReason::ALL) {
        if choice(pane, cell, &pane.say(reason_id(reason)), false) {
            touched = Some(Touch::Reason(reason));
        }
    }
    touched
}

/// The keys, and beside or above them the reason that was chosen: whoever touches it chooses again.
fn staff_pin(
    pane: &mut Pane<'_>,
    sheet: Rect,
    prose: Prose,
    reason: OverrideReason,
    typed: usize,
) -> Option<Touch> {
    let (gap, entry) = (pane.scale.px(24.0), pane.scale.px(48.0));
    let (words, keys) = if sheet.width() > sheet.height() {
        Area(sheet).split(0.48, gap)
    } else {
        let mut area = Area(sheet);
        let height = prose.height(pane, sheet.width()) + pane.scale.touch() + entry;
        let words = area.top(height + 2.0 * pane.scale.gap());
        area.top(gap);
        (words, area.0)
    };
    let mut area = Area(below(pane, words, prose));
    let chosen = area.top(pane.scale.touch());
    let touched = choice(pane, chosen, &pane.say(reason_id(reason)), true);
    area.top(pane.scale.gap());
    entered(pane, area.top(entry), typed);
    let keys = keypad_ui(pane, keys, Keys { is_enabled: true, confirm: Some(typed > 0) });
    keys.or(touched.then_some(Touch::Reason(reason)))
}

/// One of several reasons.
fn choice(pane: &mut Pane<'_>, rect: Rect, label: &str, is_chosen: bool) -> bool {
    let response = pane.touchable(rect, label, true);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, label));
    let (fill, edge) =
        if is_chosen { (pane.tone.accent_wash, pane.tone.accent) } else { (pane.tone.sheet, pane.tone.edge) };
    pane.plate(rect, fill, edge);
    let radius = pane.scale.px(15.0);
    let centre = Pos2::new(rect.left() + radius * 2.0, rect.center().y);
    pane.painter().circle_stroke(centre, radius, (pane.scale.line(), edge));
    if is_chosen {
        let tick = Rect::from_center_size(centre, Vec2::splat(radius * 1.4));
        sign(pane.painter(), Sign::Tick, tick, pane.tone.accent);
    }
    let words = Rect::from_min_max(Pos2::new(centre.x + radius * 1.8, rect.top()), rect.max)
        .shrink(pane.scale.px(6.0));
    let galley = pane.fitting(label, pane.scale.small(), pane.tone.ink, words.size());
    pane.ink(
        Pos2::new(words.left(), words.center().y - galley.size().y / 2.0),
        &galley,
        pane.tone.ink,
        is_chosen,
    );
    pane.focus_ring(rect, &response);
    response.clicked()
}

fn entered(pane: &mut Pane<'_>, place: Rect, typed: usize) {
    dots(pane, place, &[STAFF_PIN_LENGTH], typed);
    let spoken = pane.say_with("staff-typed", &[("typed", Arg::Number(typed))]);
    pane.name(place, Role::Status, &spoken, true);
}
