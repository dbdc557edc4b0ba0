//! Ten keys to type digits that nobody else should read: what was typed is shown as dots.
//!
//! A ten-key pad plugged in works as well, for fingers that need to feel the 5. Digits pass through as touches and
//! are kept nowhere here.

use super::choices::{PadKey, is_entry, pressed};
use super::icons::{Sign, sign};
use super::layout::grid;
use super::parts::Pane;
use super::view::View;
use crate::session::Touch;
use egui::accesskit::Role;
use egui::{Align2, Color32, Event, Key, Pos2, Rangef, Rect, Stroke, Ui, Vec2, WidgetInfo};

/// What the keys may do now.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Keys {
    /// Whether digits are taken at all.
    pub(crate) is_enabled: bool,
    /// Whether there is a key to confirm, and whether it may be pressed.
    pub(crate) confirm: Option<bool>,
}

/// Draws the keys into `rect` and says what was pressed, there or on a plugged-in pad.
pub(crate) fn keypad_ui(pane: &mut Pane<'_>, rect: Rect, keys: Keys) -> Option<Touch> {
    let mut touched = None;
    let columns = columns(rect, pane.scale.touch(), pane.scale.px(12.0));
    let zero = if columns == 3 { 10 } else { 9 }; // Only rows of three have the zero under the eight.
    for (index, cell) in grid(rect, columns, 12 / columns, pane.scale.px(12.0)).into_iter().enumerate() {
        let pressed = match index {
            0..=8 => digit(pane, cell, index as u8 + 1, keys.is_enabled),
            _ if index == zero => digit(pane, cell, 0, keys.is_enabled),
            9 | 10 => other(pane, cell, "erase", Some(Sign::Erase), keys.is_enabled).then_some(Touch::Erase),
            _ => {
                keys.confirm.and_then(|may| other(pane, cell, "confirm", None, may).then_some(Touch::Confirm))
            }
        };
        touched = pressed.or(touched);
    }
    touched
}

/// Rows of three, as on a telephone, and of six where the room is flat; of four where only those give each key its room.
fn columns(rect: Rect, least: f32, gap: f32) -> usize {
    let usual = if rect.width() > rect.height() * 2.4 { 6 } else { 3 };
    let holds = |columns: &usize| {
        let cell = grid(rect, *columns, 12 / *columns, gap).first().map_or(Vec2::ZERO, Rect::size);
        cell.min_elem() >= least - 0.5
    };
    [usual, 4].into_iter().find(holds).unwrap_or(usual)
}

/// The dots of what has been typed, in groups; the place of the next digit stands out. Says where each group stands.
pub(crate) fn dots(pane: &Pane<'_>, rect: Rect, groups: &[usize], typed: usize) -> Vec<Rangef> {
    let count: usize = groups.iter().sum();
    let joints = groups.len().saturating_sub(1) as f32;
    let gap = pane.scale.px(8.0);
    let joint = pane.scale.px(22.0);
    let room = rect.width() - joint * joints - gap * (count as f32 - 1.0 - joints);
    let side = (room / count as f32).min(rect.height()).min(pane.scale.px(72.0));
    let mut left = rect.left();
    let mut index = 0;
    let mut places = Vec::new();
    for group in groups {
        let start = left;
        for _ in 0..*group {
            let centre = Pos2::new(left + side / 2.0, rect.center().y);
            place(pane, Rect::from_center_size(centre, Vec2::new(side, rect.height())), index, typed);
            left += side + gap;
            index += 1;
        }
        places.push(Rangef::new(start, left - gap));
        left += joint - gap;
    }
    places
}

/// One place for a digit.
fn place(pane: &Pane<'_>, rect: Rect, index: usize, typed: usize) {
    let (fill, edge) = match index {
        _ if index < typed => (pane.tone.sheet, pane.tone.edge),
        _ if index == typed => (pane.tone.amber, pane.tone.amber_line),
        _ => (pane.tone.sheet, pane.tone.edge),
    };
    let stroke = Stroke::new(pane.scale.line(), edge);
    pane.painter().rect(rect, pane.scale.px(10.0), fill, stroke, egui::StrokeKind::Inside);
    if index < typed {
        pane.painter().circle_filled(rect.center(), rect.size().min_elem() * 0.24, pane.tone.ink);
    }
}

fn digit(pane: &mut Pane<'_>, rect: Rect, digit: u8, is_enabled: bool) -> Option<Touch> {
    let label = digit.to_string();
    let (clicked, colour) = key(pane, rect, &label, is_enabled);
    let galley = pane.galley(&label, pane.scale.px(46.0), colour, rect.width());
    // In the middle by its ink: a line of Burmese or Nepali has room for stacks that no digit has.
    let mut at = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), rect).min;
    at.y = rect.center().y - galley.mesh_bounds.center().y;
    pane.ink(at, &galley, colour, true);
    clicked.then_some(Touch::Digit(digit))
}

fn other(pane: &mut Pane<'_>, rect: Rect, id: &str, mark: Option<Sign>, is_enabled: bool) -> bool {
    let label = pane.say(id);
    let (clicked, colour) = key(pane, rect, &label, is_enabled);
    let mut words = rect.shrink2(Vec2::new(pane.scale.px(8.0), pane.scale.px(2.0)));
    if let Some(mark) = mark {
        let side = pane.scale.px(36.0);
        let centre = Pos2::new(rect.center().x, rect.top() + side * 0.8);
        sign(pane.painter(), mark, Rect::from_center_size(centre, Vec2::splat(side)), colour);
        words.min.y = centre.y + side / 2.0;
    }
    let size = if mark.is_some() { pane.scale.small() } else { pane.scale.button() };
    let galley = pane.fitting(&label, size, colour, words.size());
    let at = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), words).min;
    pane.ink(at, &galley, colour, true);
    clicked
}

/// One key; says whether it was pressed, and the colour of what stands on it.
fn key(pane: &mut Pane<'_>, rect: Rect, label: &str, is_enabled: bool) -> (bool, Color32) {
    let response = pane.touchable(rect, label, is_enabled);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, is_enabled, label));
    let fill = match is_enabled {
        true if response.is_pointer_button_down_on() => pane.tone.accent_wash,
        true => pane.tone.sheet,
        false => pane.tone.paper,
    };
    pane.plate(rect, fill, if is_enabled { pane.tone.edge } else { pane.tone.hairline });
    pane.focus_ring(rect, &response);
    // What cannot be pressed now has no sheet; its letters stay legible.
    (response.clicked(), if is_enabled { pane.tone.ink } else { pane.tone.soft_ink })
}

/// What was typed on a pad that is plugged in, or by a scanner that types: all of it, however fast it came.
///
/// The keys answer to the view as it was shown: a digit too many does not choose on a screen that nobody has heard yet.
/// Enter on something that has the focus presses that, and nothing else.
pub(crate) fn typed(ui: &Ui, view: &View) -> Vec<Touch> {
    let is_free = ui.memory(|memory| memory.focused().is_none());
    let touches = |event: &Event| match event {
        Event::Text(text) => text.chars().filter_map(pad_key).filter_map(|key| pressed(view, key)).collect(),
        Event::Key { key: Key::Backspace, pressed: true, .. } if is_entry(&view.screen) => vec![Touch::Erase],
        Event::Key { key: Key::Enter, pressed: true, .. } if is_free => {
            pressed(view, PadKey::Enter).into_iter().collect()
        }
        _ => Vec::new(),
    };
    ui.input(|input| input.events.iter().flat_map(touches).collect())
}

fn pad_key(letter: char) -> Option<PadKey> {
    match letter {
        '.' | ',' => Some(PadKey::Point), // The point's key types a comma under some layouts.
        '/' => Some(PadKey::Slash),
        '*' => Some(PadKey::Star),
        '+' => Some(PadKey::Plus),
        '-' => Some(PadKey::Minus),
        _ => letter.to_digit(10).map(|digit| PadKey::Digit(digit as u8)),
    }
}
