//! Type the PIN. The tries left on the card are told before one is spent.

use super::code::{side, split};
use super::icons::Sign;
use super::keypad::{Keys, dots};
use super::layout::Area;
use super::parts::Pane;
use super::prose::Prose;
use super::text::Arg;
use crate::session::{PIN_LENGTH, Touch};
use egui::accesskit::Role;
use egui::{Align, Rect, Vec2};

/// How the entry of a PIN stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) typed: usize,
    pub(crate) tries: Option<u8>,
    pub(crate) was_wrong: bool,
    pub(crate) is_signing: bool,
}

pub(crate) fn pin_ui(pane: &mut Pane<'_>, body: Rect, entry: Entry) -> Option<Touch> {
    let (words, keys) = split(pane, body);
    let above = Prose::default().title(pane.say("pin-title")).body(pane.say("pin-lead"));
    let below = below(pane, entry);
    let places = pane.scale.px(84.0);
    let gap = pane.scale.px(if pane.is_low { 20.0 } else { 32.0 });
    if pane.is_low && pane.is_landscape() {
        let (left, right) = Area(words).split(0.46, pane.scale.margin());
        above.show(pane, left, Align::Min);
        let mut area = Area(right);
        let place = area.top(places);
        entered(pane, place, entry);
        area.top(gap);
        below.show(pane, area.0, Align::Min);
    } else {
        let mut area = Area(words);
        let least = below.least_height(pane, words.width()) + places + 2.0 * gap;
        let whole =
            above.height(pane, words.width()) + below.height(pane, words.width()) + places + 2.0 * gap;
        area.top(((words.height() - whole) / 2.0).max(0.0));
        let head = above.room(pane, &mut area, least);
        above.show(pane, head, Align::Min);
        area.top(gap);
        let place = area.top(places);
        entered(pane, place, entry);
        area.top(gap);
        below.show(pane, area.0, Align::Min);
    }
    side(
        pane,
        keys,
        Keys { is_enabled: !entry.is_signing, confirm: None },
        Sign::Face,
        "choose-face",
        Touch::ChooseFace,
    )
}

/// What the patient should know before the next digit.
fn below(pane: &Pane<'_>, entry: Entry) -> Prose {
    let mut prose = Prose::default();
    if entry.is_signing {
        return prose.body(pane.say("pin-signing"));
    }
    if entry.was_wrong {
        prose = prose.attention(pane.say("pin-wrong"));
    }
    if let Some(tries) = entry.tries {
        prose = prose.soft(pane.say_with("pin-tries", &[("tries", Arg::Number(usize::from(tries)))]));
    }
    prose.soft(pane.say("pin-privacy"))
}

fn entered(pane: &mut Pane<'_>, place: Rect, entry: Entry) {
    let typed = if entry.is_signing { PIN_LENGTH } else { entry.typed };
    let place =
        Rect::from_min_size(place.min, Vec2::new(pane.scale.px(360.0).min(place.width()), place.height()));
    dots(pane, place, &[PIN_LENGTH], typed);
    let args = [("typed", Arg::Number(typed)), ("of", Arg::Number(PIN_LENGTH))];
    let spoken = pane.say_with("pin-typed", &args);
    pane.name(place, Role::Status, &spoken, true);
}
