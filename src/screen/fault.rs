//! Something failed: what, why, the next step, and the ways that are left; below, what the clerk should do.

use super::help::{address, qr};
use super::icons::Sign;
use super::layout::Area;
use super::parts::{Action, Pane, Weight};
use super::pictures::{Deed, medal, reader};
use super::prose::Prose;
use super::text::{Arg, fault_ids, owner_id, take_id};
use crate::session::{Fault, Touch, Ways};
use egui::{Align, Rect, Vec2};

/// The edge inside the clerk's sheet.
const PAD: f32 = 20.0;
/// The side of the code that leads to a page: some 30 mm on a 15-inch screen, wide enough for any phone.
const QR: f32 = 132.0;

pub(crate) fn fault_ui(
    pane: &mut Pane<'_>,
    body: Rect,
    fault: Fault,
    ways: Ways,
    card_lies: bool,
) -> Option<Touch> {
    let mut area = Area(body);
    let buttons = buttons(ways);
    // Low down, what is touched stands below what is read.
    let lowest = pane.is_low.then(|| pane.room(&mut area, 96.0, buttons.len()));
    staff_ui(pane, &mut area, fault);
    // Upright, every title stands at the same height under its picture, and the picture clear of the buttons above it.
    let (share, align, clear) =
        if pane.is_landscape() { (0.3, Align::Center, 0.0) } else { (0.26, Align::Min, pane.scale.gap()) };
    let yields = pane.scale.least() / pane.scale.small();
    let (picture, words) = area.split(share * yields, pane.scale.margin());
    let picture = picture.shrink2(Vec2::new(0.0, clear));
    let has_ways = ways != Ways::default();
    if card_lies && !has_ways && fault != Fault::CardPhone {
        reader(pane, picture, Deed::Take);
    } else {
        // Whoever did not want something has done nothing that one is warned of.
        let (mark, colours) = match fault {
            Fault::EnrolmentDeclined => (Sign::Clerk, [pane.tone.accent, pane.tone.accent_wash]),
            _ => (Sign::Warning, [pane.tone.on_amber, pane.tone.amber]),
        };
        medal(pane.painter(), picture, pane.scale.px(260.0), mark, colours);
    }
    let mut area = Area(words);
    let place = lowest.unwrap_or_else(|| pane.room(&mut area, 96.0, buttons.len()));
    prose(pane, fault, has_ways, card_lies).show(pane, area.0, align);
    pane.actions(place, &buttons)
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
        (false, true) => prose.body(pane.say(take_id(fault))),
        (_, false) => prose,
    }
}

/// The foot of the screen, in the staff's language: code, whose move it is, the instruction, and a page with more.
pub(crate) fn staff_ui(pane: &mut Pane<'_>, area: &mut Area, fault: Fault) {
    let page = address(pane.stage().help, fault);
    let side = pane.scale.px(if page.is_some() { QR } else { 0.0 });
    pane.for_staff(|pane| {
        let [.., note] = fault_ids(fault);
        let code = pane.say_with("fault-code", &[("code", Arg::Word(fault.code()))]);
        let head = [pane.say("staff-note"), code, pane.say(owner_id(fault.owner()))].join("　");
        let note = Prose::default().clerk_head(head).clerk(pane.say(&note));
        let pad = pane.scale.px(PAD);
        let width = area.0.width() - 2.0 * pad - side - if side > 0.0 { pad } else { 0.0 };
        let sheet = area.bottom(note.height(pane, width).max(side) + 2.0 * pad);
        area.bottom(pane.scale.px(20.0));
        pane.plate(sheet, pane.tone.sheet, pane.tone.hairline);
        let mut inner = Area(sheet.shrink(pad));
        if let Some(page) = page {
            let place = inner.right(side);
            inner.right(pad);
            let name = pane.say("help-page");
            qr(pane, place, &page, &name);
        }
        note.show(pane, inner.0, Align::Center);
    });
}
