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

/// The clerk's half: instruction, reason, staff PIN.
fn staff(
    pane: &mut Pane<'_>,
    sheet: Rect,
    reason: Option<OverrideReason>,
    typed: usize,
    was_wrong: bool,
) -> Option<Touch> {
    let mut area = Area(sheet);
    let prose = Prose::default().body(pane.say("staff-title"));
    let prose = match was_wrong && typed == 0 {
        true => prose.attention(pane.say("staff-wrong")),
        false => prose.clerk(pane.say("staff-instruction")),
    };
    let head = area.top(prose.height(pane, sheet.width()));
    prose.show(pane, head, Align::Min);
    area.top(pane.scale.px(8.0));
    let is_wide = area.0.width() > area.0.height();
    let gap = pane.scale.px(24.0);
    let (left, keys) = if is_wide {
        area.split(0.48, gap)
    } else {
        let top = area.top(pane.scale.touch() * 2.0 + pane.scale.px(8.0 + 48.0 + 16.0));
        area.top(gap);
        (top, area.0)
    };
    let mut left = Area(left);
    let entry = left.bottom(pane.scale.px(48.0));
    entered(pane, entry, typed);
    left.bottom(pane.scale.gap());
    let touched = reasons(pane, left.0, reason, if is_wide { 1 } else { 2 });
    let keys_now = Keys { is_enabled: true, confirm: Some(reason.is_some() && typed > 0) };
    keypad_ui(pane, keys, keys_now).or(touched)
}

fn reasons(pane: &mut Pane<'_>, rect: Rect, chosen: Option<OverrideReason>, columns: usize) -> Option<Touch> {
    let cells = grid(rect, columns, OverrideReason::ALL.len() / columns, pane.scale.px(8.0));
    let mut touched = None;
    for (cell, reason) in cells.into_iter().zip(OverrideReason::ALL) {
        if choice(pane, cell, &pane.say(reason_id(reason)), chosen == Some(reason)) {
            touched = Some(Touch::Reason(reason));
        }
    }
    touched
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
