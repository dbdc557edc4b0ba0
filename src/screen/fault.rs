//! Something failed: what, why, the next step, and the ways that are left; below, what the clerk should do.

use super::icons::Sign;
use super::layout::Area;
use super::parts::{Action, Pane, Weight};
use super::pictures::{Motion, medal, reader};
use super::prose::Prose;
use super::text::{Arg, fault_ids, owner_id};
use super::tokens;
use crate::session::{Fault, Touch, Ways};
use egui::{Align, Align2, Rect};

/// Inside the clerk's sheet: its edge, and its first line.
const PAD: f32 = 20.0;
const LINE: f32 = 42.0;

pub(crate) fn fault_ui(
    pane: &mut Pane<'_>,
    body: Rect,
    fault: Fault,
    ways: Ways,
    card_lies: bool,
) -> Option<Touch> {
    let mut area = Area(body);
    let note = pane.say(&fault_ids(fault)[3]);
    let note = Prose::default().clerk(note);
    let sheet = area
        .bottom(note.height(pane, body.width() - 2.0 * pane.scale.px(PAD)) + pane.scale.px(LINE + 2.0 * PAD));
    area.bottom(pane.scale.px(20.0));
    let (picture, words) =
        area.split(if body.width() > body.height() { 0.3 } else { 0.26 }, pane.scale.margin());
    let has_ways = ways != Ways::default();
    if card_lies && !has_ways {
        reader(pane.painter(), picture, Motion::Take, pane.phase(2, 2.0));
    } else {
        medal(pane.painter(), picture, pane.scale.px(260.0), Sign::Warning, [tokens::INK, tokens::AMBER]);
    }
    let mut area = Area(words);
    let buttons = buttons(ways);
    let place = pane.room(&mut area, 96.0, buttons.len());
    prose(pane, fault, has_ways, card_lies).show(pane, area.0, Align::Center);
    let touch = pane.actions(place, &buttons);
    clerk(pane, sheet, fault, note);
    touch
}

/// Only the ways that this fault leaves open.
fn buttons(ways: Ways) -> Vec<Action> {
    let all = [
        (ways.face, Sign::Face, "choose-face", Touch::ChooseFace),
        (ways.pin, Sign::Keypad, "choose-pin", Touch::ChoosePin),
        (ways.clerk, Sign::Clerk, "call-clerk", Touch::CallClerk),
    ];
    let open = all.into_iter().filter(|(is_open, ..)| *is_open).enumerate();
    open.map(|(index, (_, mark, id, touch))| {
        (if index == 0 { Weight::Primary } else { Weight::Equal }, mark, id, touch)
    })
    .collect()
}

fn prose(pane: &Pane<'_>, fault: Fault, has_ways: bool, card_lies: bool) -> Prose {
    let [title, why, next, _] = fault_ids(fault);
    // Once the visit has ended, the ways that its next step names are closed.
    let is_over = !has_ways && fault.ways() != Ways::default();
    let next = if is_over { "fault-start-over" } else { &next };
    let prose = Prose::default().title(pane.say(&title)).body(pane.say(&why)).subtitle(pane.say(next));
    match (has_ways, card_lies) {
        (true, true) => prose.soft(pane.say("fault-or-take-card")),
        (false, true) => prose.body(pane.say("take-card")),
        (_, false) => prose,
    }
}

/// The foot of the screen: code, whose move it is, and the clerk's instruction.
fn clerk(pane: &mut Pane<'_>, sheet: Rect, fault: Fault, note: Prose) {
    pane.plate(sheet, tokens::SHEET, tokens::HAIRLINE);
    let mut inner = Area(sheet.shrink(pane.scale.px(PAD)));
    let mut head = Area(inner.top(pane.scale.px(LINE)));
    let code_place = head.right(pane.scale.px(180.0));
    let name = head.left(pane.scale.px(150.0));
    let owner = pane.say(owner_id(fault.owner()));
    let code = pane.say_with("fault-code", &[("code", Arg::Word(fault.code()))]);
    pane.label(name, &pane.say("fault-clerk"), pane.scale.clerk(), tokens::ACCENT, Align2::LEFT_TOP);
    pane.label(head.0, &owner, pane.scale.clerk(), tokens::SOFT_INK, Align2::LEFT_TOP);
    pane.label(code_place, &code, pane.scale.clerk(), tokens::SOFT_INK, Align2::RIGHT_TOP);
    note.show(pane, inner.0, Align::Min);
}
