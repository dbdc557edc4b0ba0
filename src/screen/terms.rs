//! A question that is answered only after its terms were seen: a title, three facts on a sheet, what else to know, the answers.

use super::icons::{Sign, sign};
use super::layout::{Area, grid};
use super::parts::{Action, Pane};
use super::prose::Prose;
use crate::session::Touch;
use egui::{Align, Align2, Rect, Vec2};

/// One line of the sheet: its sign, and the text that names it; `.value` says what it is.
pub(crate) type Term = (Sign, &'static str);

/// Asks `title`; the answers weigh the same, and the words of `prose` stand above them.
pub(crate) fn terms_ui(
    pane: &mut Pane<'_>,
    body: Rect,
    title: &str,
    terms: [Term; 3],
    prose: Prose,
    answers: &[Action],
) -> Option<Touch> {
    let mut area = Area(body);
    let place = pane.room(&mut area, 120.0, answers.len());
    let title = Prose::default().title(pane.say(title));
    // Where the window is narrow each value takes two lines, which are high in some scripts.
    let terms_need = pane.scale.px(if pane.is_landscape() { 234.0 } else { 288.0 });
    // What stands below gives way before the question does, so that no line is louder than its title.
    let above = title.height(pane, body.width()) + terms_need + pane.scale.px(40.0);
    let wanted = prose.height(pane, body.width()).min(area.0.height() - above);
    let foot = area.bottom(wanted.max(prose.least_height(pane, body.width())));
    area.bottom(pane.scale.gap());
    let head = title.room(pane, &mut area, terms_need + pane.scale.px(24.0));
    title.show(pane, head, Align::Min);
    area.top(pane.scale.px(24.0).min(area.0.height() - terms_need).max(0.0));
    sheet(pane, area.0, terms);
    prose.show(pane, foot, Align::Max);
    pane.actions(place, answers)
}

fn sheet(pane: &mut Pane<'_>, room: Rect, terms: [Term; 3]) {
    // Where the window is narrow the values take two lines; what room is left makes the lines airy, not the page empty.
    let row = pane.scale.px(if pane.is_landscape() { 128.0 } else { 176.0 });
    let height = room.height().min(row * terms.len() as f32);
    let sheet = Rect::from_min_size(room.min, Vec2::new(room.width(), height));
    pane.plate(sheet, pane.tone.sheet, pane.tone.hairline);
    let widths =
        terms.map(|(_, id)| pane.one_line(&pane.say(id), pane.scale.least(), pane.tone.ink, 1e4).size().x);
    let names = widths.into_iter().fold(pane.scale.px(130.0), f32::max).min(sheet.width() * 0.34);
    for (row, (mark, id)) in
        grid(sheet.shrink2(Vec2::new(pane.scale.px(28.0), 0.0)), 1, 3, 0.0).into_iter().zip(terms)
    {
        let mut row = Area(row);
        let place = row.left(pane.scale.px(44.0));
        sign(pane.painter(), mark, place, pane.tone.accent);
        row.left(pane.scale.gap());
        let name = row.left(names + pane.scale.gap());
        row.left(pane.scale.gap());
        pane.label(name, &pane.say(id), pane.scale.least(), pane.tone.soft_ink, Align2::LEFT_CENTER);
        let value = pane.say(&format!("{id}.value"));
        pane.label(row.0, &value, pane.scale.body(), pane.tone.ink, Align2::LEFT_CENTER);
    }
}
