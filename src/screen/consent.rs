//! Choose what this hospital may see: what, with whom, how long, and that refusing costs nothing.
//!
//! Sharing and refusing weigh the same: same size, same colour, same distance. Nothing is chosen beforehand.

use super::done;
use super::icons::Sign;
use super::layout::{Area, grid};
use super::parts::{Action, Pane, Weight};
use super::prose::Prose;
use super::terms::{Term, terms_ui};
use super::text::item_id;
use crate::session::{Consent, ConsentItem, Day, Period, Touch};
use egui::accesskit::Role;
use egui::{Align, Galley, Pos2, Rect, Stroke, StrokeKind, Vec2, WidgetInfo};
use std::sync::Arc;

/// The three answers, alike.
const ANSWERS: [Action; 3] = [
    (Weight::Equal, Sign::Tick, "consent-all", Touch::ConsentAll),
    (Weight::Equal, Sign::List, "consent-items", Touch::ConsentItems),
    (Weight::Equal, Sign::Cross, "consent-none", Touch::ConsentNone),
];

/// What, with whom, how long.
const TERMS: [Term; 3] =
    [(Sign::Records, "consent-what"), (Sign::Hospital, "consent-whom"), (Sign::Clock, "consent-how-long")];

pub(crate) fn consent_ui(
    pane: &mut Pane<'_>,
    body: Rect,
    period: Period,
    serves_until: Option<Day>,
) -> Option<Touch> {
    let mut prose = Prose::default().soft(pane.say("consent-refusal"));
    if matches!(period, Period::ExpiresSoon { .. }) {
        prose = prose.attention(done::period(pane, period, serves_until));
    }
    terms_ui(pane, body, "consent-title", TERMS, prose, &ANSWERS)
}

pub(crate) fn items_ui(pane: &mut Pane<'_>, body: Rect, chosen: Consent) -> Option<Touch> {
    let mut area = Area(body);
    let decisions = [
        (Weight::Equal, Sign::Back, "back", Touch::Back),
        (Weight::Primary, Sign::Tick, "confirm", Touch::ConsentChosen),
    ];
    let decided = if pane.is_low {
        let place = area.bottom(pane.scale.touch());
        area.bottom(pane.scale.px(12.0));
        place
    } else {
        pane.room(&mut area, 104.0, decisions.len())
    };
    let prose = Prose::default().title(pane.say("consent-items-title")).soft(pane.say("consent-items-lead"));
    let columns = if pane.is_landscape() { 2 } else { 1 };
    let gap = if pane.is_low { pane.scale.px(12.0) } else { pane.scale.gap() };
    let rows = ConsentItem::ALL.len() / columns;
    let least = pane.scale.touch() + gap;
    let least = if pane.is_low { least } else { pane.scale.px(150.0).max(least) };
    let height = (least * rows as f32 - gap).min(area.0.height() - pane.scale.px(120.0));
    let place = area.bottom(height);
    area.bottom(pane.scale.px(24.0));
    prose.show(pane, area.0, Align::Min);
    let mut touched = None;
    let cells = grid(place, columns, rows, gap);
    let manner = Manner::of(pane, cells[0]);
    for (cell, item) in cells.into_iter().zip(ConsentItem::ALL) {
        if toggle(pane, cell, item, item.is_in(chosen), manner) {
            touched = Some(Touch::Toggle(item));
        }
    }
    touched.or(pane.actions(decided, &decisions))
}

/// How all items are written, so that none looks weightier than another.
#[derive(Clone, Copy)]
struct Manner {
    /// The largest type that every name has room for.
    size: f32,
    /// Whether there is room to say what each holds.
    tells: bool,
}

impl Manner {
    fn of(pane: &Pane<'_>, cell: Rect) -> Self {
        let room = words(pane, cell).size();
        let names = ConsentItem::ALL.map(|item| pane.say(item_id(item)));
        let size_of = |name: &String| {
            let galley = pane.fitting(name, pane.scale.subtitle(), pane.tone.ink, room);
            galley.job.sections.first().map_or(pane.scale.least(), |part| part.format.font_id.size)
        };
        let size = names.iter().map(size_of).fold(pane.scale.subtitle(), f32::min);
        let manner = Self { size, tells: true };
        let has_room = |item: &ConsentItem| {
            let [name, detail] = manner.written(pane, room, *item);
            name.size().y + detail.size().y <= cell.height() - pane.scale.px(8.0)
        };
        Self { size, tells: ConsentItem::ALL.iter().all(has_room) }
    }

    /// The name of an item, and what it holds.
    fn written(self, pane: &Pane<'_>, room: Vec2, item: ConsentItem) -> [Arc<Galley>; 2] {
        let name = pane.fitting(&pane.say(item_id(item)), self.size, pane.tone.ink, room);
        let rest = Vec2::new(room.x, (room.y - name.size().y).max(0.0));
        let detail = pane.say(&format!("{}.detail", item_id(item)));
        [name, pane.fitting(&detail, pane.scale.small(), pane.tone.soft_ink, rest)]
    }
}

/// The part of an item's button that holds words; the switch has the rest.
fn words(pane: &Pane<'_>, cell: Rect) -> Rect {
    let mut area = Area(cell.shrink2(Vec2::new(pane.scale.px(24.0), pane.scale.px(4.0))));
    area.right(pane.scale.px(184.0));
    area.right(pane.scale.gap());
    area.0
}

/// One item with a switch; the state is said in words, not by colour alone.
fn toggle(pane: &mut Pane<'_>, rect: Rect, item: ConsentItem, is_on: bool, manner: Manner) -> bool {
    let name = pane.say(item_id(item));
    let response = pane.touchable(rect, &name, true);
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, &name));
    let (fill, edge) =
        if is_on { (pane.tone.accent_wash, pane.tone.accent) } else { (pane.tone.sheet, pane.tone.edge) };
    pane.plate(rect, fill, edge);
    let words = words(pane, rect);
    let switch = Rect::from_min_max(Pos2::new(words.right() + pane.scale.gap(), rect.top()), rect.max);
    lever(pane, switch.with_max_x(rect.right() - pane.scale.px(24.0)), is_on);
    let [title, detail] = manner.written(pane, words.size(), item);
    let below = if manner.tells { detail.size().y } else { 0.0 };
    let top = words.center().y - (title.size().y + below) / 2.0;
    pane.ink(Pos2::new(words.left(), top), &title, pane.tone.ink, true);
    if manner.tells {
        pane.ink(Pos2::new(words.left(), top + title.size().y), &detail, pane.tone.soft_ink, false);
    }
    pane.focus_ring(rect, &response);
    response.clicked()
}

fn lever(pane: &Pane<'_>, rect: Rect, is_on: bool) {
    let words = pane.say(if is_on { "item-on" } else { "item-off" });
    let galley =
        pane.fitting(&words, pane.scale.small(), pane.tone.ink, Vec2::new(rect.width(), pane.scale.px(44.0)));
    // Where a button is low, the switch keeps off its edge.
    let free = rect.height() - galley.size().y - pane.scale.px(20.0);
    let size = Vec2::new(84.0, 44.0) * pane.scale.px(1.0).min(free.max(0.0) / 44.0);
    let top = rect.center().y - (size.y + galley.size().y) / 2.0;
    let track = Rect::from_min_size(Pos2::new(rect.center().x - size.x / 2.0, top), size);
    let (fill, edge) =
        if is_on { (pane.tone.accent, pane.tone.accent) } else { (pane.tone.sheet, pane.tone.edge) };
    pane.painter().rect(track, size.y / 2.0, fill, Stroke::new(pane.scale.line(), edge), StrokeKind::Inside);
    let x = if is_on { track.right() - size.y / 2.0 } else { track.left() + size.y / 2.0 };
    let knob = if is_on { pane.tone.on_accent } else { pane.tone.edge };
    pane.painter().circle_filled(Pos2::new(x, track.center().y), size.y * 0.34, knob);
    pane.ink(
        Pos2::new(rect.center().x - galley.size().x / 2.0, track.bottom()),
        &galley,
        pane.tone.ink,
        is_on,
    );
}
