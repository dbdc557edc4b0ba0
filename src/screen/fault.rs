//! Something failed: what, why, the next step, and the ways that are left; below, what the clerk should do.

use super::icons::Sign;
use super::layout::Area;
use super::parts::{Pane, Weight};
use super::pictures::{Motion, medal, reader};
use super::prose::Prose;
use super::text::{Arg, fault_ids, owner_id};
use super::tokens;
use crate::session::{Fault, Touch, Ways};
use egui::{Align, Align2, Rect, Vec2};

pub(crate) fn fault_ui(
    pane: &mut Pane<'_>,
    body: Rect,
    fault: Fault,
    ways: Ways,
    card_lies: bool,
) -> Option<Touch> {
    let mut area = Area(body);
    clerk(pane, &mut area, fault);
    let (picture, words) =
        area.split(if body.width() > body.height() { 0.3 } else { 0.26 }, pane.scale.margin());
    let has_ways = ways != Ways::default();
    if card_lies && !has_ways {
        reader(pane.painter(), picture, Motion::Take, pane.phase(2, 2.0));
    } else {
        let side = picture.size().min_elem().min(pane.scale.px(260.0));
        let place = Rect::from_center_size(picture.center(), Vec2::splat(side));
        medal(pane.painter(), place, Sign::Warning, tokens::INK, tokens::AMBER);
    }
    let mut area = Area(words);
    let touch = pane.actions(&mut area, pane.scale.px(96.0), &buttons(ways));
    prose(pane, fault, has_ways, card_lies).show(pane, area.0, Align::Center);
    touch
}

/// Only the ways that this fault leaves open.
fn buttons(ways: Ways) -> Vec<(Weight, Sign, &'static str, Touch)> {
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
    let prose = Prose::default().title(pane.say(&title)).body(pane.say(&why)).subtitle(pane.say(&next));
    match (has_ways, card_lies) {
        (true, true) => prose.soft(pane.say("fault-or-take-card")),
        (false, true) => prose.body(pane.say("take-card")),
        (_, false) => prose,
    }
}

/// The foot of the screen: code, whose move it is, and the clerk's instruction.
fn clerk(pane: &mut Pane<'_>, area: &mut Area, fault: Fault) {
    let pad = pane.scale.px(20.0);
    let [.., instruction] = fault_ids(fault);
    let prose = Prose::default().clerk(pane.say(&instruction));
    let width = area.0.width() - 2.0 * pad;
    let line = pane.scale.px(42.0);
    let sheet = area.bottom(prose.height(pane, width) + line + 2.0 * pad);
    area.bottom(pane.scale.px(20.0));
    pane.plate(sheet, tokens::SHEET, tokens::HAIRLINE);
    let mut inner = Area(sheet.shrink(pad));
    let mut head = Area(inner.top(line));
    let code = pane.say_with("fault-code", &[("code", Arg::Word(fault.code()))]);
    let code_place = head.right(pane.scale.px(180.0));
    pane.label(code_place, &code, pane.scale.clerk(), tokens::SOFT_INK, Align2::RIGHT_TOP);
    let name = head.left(pane.scale.px(150.0));
    pane.label(name, &pane.say("fault-clerk"), pane.scale.clerk(), tokens::ACCENT, Align2::LEFT_TOP);
    let owner = pane.say(owner_id(fault.owner()));
    pane.label(head.0, &owner, pane.scale.clerk(), tokens::SOFT_INK, Align2::LEFT_TOP);
    prose.show(pane, inner.0, Align::Min);
}
