//! Type the code printed on the card (照合番号B), one printed number after the other, as it stands on the card.

use super::icons::Sign;
use super::keypad::{Keys, dots, keypad_ui};
use super::layout::Area;
use super::parts::{Pane, Weight};
use super::pictures::card_front;
use super::prose::Prose;
use super::text::Arg;
use crate::session::{PRINTED_CODE_LENGTH, Touch};
use egui::accesskit::Role;
use egui::{Align, Align2, Rangef, Rect};

/// The three printed numbers and how many digits each has (my-number-card fact).
const GROUPS: [usize; 3] = [6, 4, 4];

pub(crate) fn code_ui(pane: &mut Pane<'_>, body: Rect, typed: usize, was_wrong: bool) -> Option<Touch> {
    let (words, keys) = split(pane, body);
    let mut left = Area(words);
    let entry = left.bottom(pane.scale.px(64.0));
    let captions = left.bottom(pane.scale.px(44.0));
    left.bottom(pane.scale.px(8.0));
    let prose = Prose::default().title(pane.say("code-title")).body(pane.say(how(typed)));
    let prose = if was_wrong && typed == 0 {
        prose.attention(pane.say("code-wrong"))
    } else {
        prose.soft(pane.say("code-lead"))
    };
    let whole = left.0;
    let text = prose.room(pane, &mut left, pane.scale.px(130.0));
    left.top(pane.scale.gap());
    // A smaller picture shows nothing; the words have its room.
    let is_shown = left.0.height() >= pane.scale.px(96.0);
    prose.show(pane, if is_shown { text } else { whole }, Align::Min);
    if is_shown {
        card_front(pane, left.0, part(typed));
    }
    let groups = dots(pane, entry, &GROUPS, typed);
    caption(pane, captions, &groups, part(typed));
    let args = [("typed", Arg::Number(typed)), ("of", Arg::Number(PRINTED_CODE_LENGTH))];
    let spoken = pane.say_with("code-typed", &args);
    pane.name(entry, Role::Status, &spoken, true);
    side(
        pane,
        keys,
        Keys { is_enabled: true, confirm: Some(typed == PRINTED_CODE_LENGTH) },
        Sign::Keypad,
        "choose-pin",
        Touch::ChoosePin,
    )
}

/// The name of each printed number, above its places.
fn caption(pane: &mut Pane<'_>, line: Rect, groups: &[Rangef], now: Option<usize>) {
    for (index, (group, id)) in groups.iter().zip(["code-birth", "code-expiry", "code-security"]).enumerate()
    {
        let place = Rect::from_x_y_ranges(*group, line.y_range());
        let colour = if now == Some(index) { pane.tone.ink } else { pane.tone.soft_ink };
        let name = pane.say(id);
        pane.label(place, &name, pane.scale.small(), colour, Align2::LEFT_BOTTOM);
    }
}

/// Words beside keys, or above them. Low down the keys lie flat; where targets need more room, in rows of four.
pub(crate) fn split(pane: &Pane<'_>, body: Rect) -> (Rect, Rect) {
    let mut area = Area(body);
    let is_tight = pane.scale.is_tight();
    let four = pane.scale.touch() * 4.0 + pane.scale.px(36.0);
    if pane.is_wide() {
        let least = pane.scale.px(if is_tight { 532.0 } else { 432.0 });
        let keys = area.right(least.max(four));
        area.right(pane.scale.margin());
        return (area.0, keys);
    }
    let height = if pane.is_landscape() {
        let (rows, gap) = if is_tight { (2.0, pane.scale.gap()) } else { (3.0, pane.scale.px(12.0)) };
        pane.scale.touch() * rows + gap * (rows - 1.0)
    } else {
        pane.scale.px(508.0).max(four + pane.scale.px(12.0))
    };
    let keys = area.bottom(height);
    area.bottom(pane.scale.px(24.0));
    (area.0, keys)
}

/// The keys, and under them the other way and the clerk; beside them where the room is low and targets need more.
pub(crate) fn side(
    pane: &mut Pane<'_>,
    rect: Rect,
    keys: Keys,
    mark: Sign,
    id: &'static str,
    touch: Touch,
) -> Option<Touch> {
    let mut area = Area(rect);
    let ways =
        [(Weight::Equal, mark, id, touch), (Weight::Equal, Sign::Clerk, "call-clerk", Touch::CallClerk)];
    let is_close = pane.is_low || pane.scale.is_tight();
    if pane.is_low && pane.is_landscape() && pane.scale.is_tight() {
        let place = area.right(pane.scale.px(320.0));
        area.right(pane.scale.px(24.0));
        let key = keypad_ui(pane, area.0, keys);
        return pane.actions_in(place, 1, &ways).or(key);
    }
    let place = if is_close {
        let place = area.bottom(pane.scale.touch());
        area.bottom(pane.scale.px(12.0));
        place
    } else {
        pane.room(&mut area, 88.0, ways.len())
    };
    let key = keypad_ui(pane, area.0, keys);
    let touched =
        if is_close { pane.actions_in(place, ways.len(), &ways) } else { pane.actions(place, &ways) };
    touched.or(key)
}

/// Which printed number is being typed.
fn part(typed: usize) -> Option<usize> {
    let ends = GROUPS.iter().scan(0, |end, length| {
        *end += length;
        Some(*end)
    });
    ends.into_iter().position(|end| typed < end)
}

/// The name of what is to be typed next.
pub(crate) fn how(typed: usize) -> &'static str {
    match part(typed) {
        Some(0) => "code-birth.how",
        Some(1) => "code-expiry.how",
        Some(_) => "code-security.how",
        None => "code-complete",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_printed_numbers_come_one_after_the_other() {
        let parts: Vec<_> = [0, 5, 6, 9, 10, 13, 14].map(part).to_vec();
        assert_eq!(parts, [Some(0), Some(0), Some(1), Some(1), Some(2), Some(2), None]);
        assert_eq!(GROUPS.iter().sum::<usize>(), PRINTED_CODE_LENGTH);
    }
}
