//! What every screen carries: where the visit stands, and how the screen is to be shown and said. And what lies over a screen:
//! the languages to choose from, and the question whether anybody is still there.

use super::View;
use super::icons::{Sign, sign};
use super::languages::tongue;
use super::layout::{Area, grid};
use super::parts::{Pane, Weight};
use super::pictures::medal;
use super::prose::Prose;
use super::step;
use super::text::Arg;
use crate::session::{Adjust, TextSize, Theme, Touch};
use egui::accesskit::Role;
use egui::{Align2, FontId, Pos2, Rect, Stroke, Vec2, WidgetInfo};

/// Where the visit stands at the left; language, voice, size, colours and height at the right.
pub(crate) fn header_ui(pane: &mut Pane<'_>, rect: Rect, view: &View) -> Option<Touch> {
    let mut area = Area(rect);
    let gap = pane.scale.px(8.0);
    let is_narrow = rect.width() < pane.scale.px(900.0);
    let wide = pane.scale.px(if is_narrow { 208.0 } else { 268.0 });
    let buttons = buttons(pane, view);
    let narrow = match (is_narrow, buttons.len() > 3) {
        (false, _) => 116.0,
        (true, false) => 100.0,
        (true, true) => 92.0,
    };
    let narrow = pane.scale.px(narrow).max(pane.scale.touch());
    let mut places = area.right(wide + buttons.len() as f32 * (narrow + gap));
    if let Some(step) = step(&view.screen) {
        progress(pane, area.0, step);
    }
    let language = Rect::from_min_size(places.min, Vec2::new(wide, rect.height()));
    places.min.x += wide + gap;
    let mut touched = open_languages(pane, language).then_some(Touch::Adjust(Adjust::Languages));
    let cells = grid(places, buttons.len(), 1, gap);
    for (cell, (mark, adjust, label, spoken)) in cells.into_iter().zip(buttons) {
        if small_button(pane, cell, mark, &label, &spoken) {
            touched = Some(Touch::Adjust(adjust));
        }
    }
    touched
}

/// The small buttons: sign, what it does, its word, and what is said of it.
fn buttons(pane: &Pane<'_>, view: &View) -> Vec<(Sign, Adjust, String, String)> {
    let now = |id: &str, step: usize, of: usize| {
        pane.say_with(id, &[("step", Arg::Number(step + 1)), ("of", Arg::Number(of))])
    };
    let size = now("adjust-size.now", view.look.size as usize, TextSize::ALL.len());
    let theme = now("adjust-theme.now", view.look.theme as usize, Theme::ALL.len());
    let height = pane.say(if view.look.is_low { "adjust-height.back" } else { "adjust-height" });
    let mark = if view.look.is_low { Sign::Higher } else { Sign::Lower };
    let voice = (Sign::Voice, Adjust::Repeat, pane.say("adjust-voice"), pane.say("adjust-voice.now"));
    let looks = [
        (Sign::Type, Adjust::Size, pane.say("adjust-size"), size),
        (Sign::Halves, Adjust::Theme, pane.say("adjust-theme"), theme),
        (mark, Adjust::Height, height.clone(), height),
    ];
    pane.stage().speaks.then_some(voice).into_iter().chain(looks).collect()
}

/// A sign over a short word.
fn small_button(pane: &mut Pane<'_>, rect: Rect, mark: Sign, label: &str, spoken: &str) -> bool {
    let response = pane.touchable(rect, spoken, true);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, spoken));
    pane.plate(rect, pane.tone.sheet, pane.tone.edge);
    // A button higher than the design draws it gives its sign some more room, and the words stay close.
    let more = (rect.height() - pane.scale.px(88.0)).max(0.0);
    let side = pane.scale.px(38.0) + more * 0.3;
    let centre = Pos2::new(rect.center().x, rect.top() + pane.scale.px(8.0) + more * 0.25 + side / 2.0);
    sign(pane.painter(), mark, Rect::from_center_size(centre, Vec2::splat(side)), pane.tone.accent);
    let words = Rect::from_min_max(Pos2::new(rect.left(), centre.y + side / 2.0), rect.max)
        .shrink2(Vec2::new(pane.scale.px(5.0), pane.scale.px(3.0)));
    let galley = pane.one_line(label, pane.scale.clerk(), pane.tone.ink, words.width());
    let at = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), words).min;
    pane.ink(at, &galley, pane.tone.ink, false);
    pane.focus_ring(rect, &response);
    response.clicked()
}

/// The way to the languages: a globe, the English word that strangers know, and the language spoken now.
fn open_languages(pane: &mut Pane<'_>, rect: Rect) -> bool {
    let name = tongue(pane.language()).name;
    let spoken = format!("Language: {name}");
    let response = pane.touchable(rect, &spoken, true);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
    pane.plate(rect, pane.tone.accent_wash, pane.tone.accent);
    let mut area = Area(rect.shrink2(Vec2::new(pane.scale.px(8.0), pane.scale.px(2.0))));
    let side = area.left(pane.scale.px(40.0));
    area.left(pane.scale.px(6.0));
    sign(pane.painter(), Sign::Globe, side, pane.tone.accent);
    let english = pane.one_line("Language", pane.scale.least(), pane.tone.ink, area.0.width());
    let own = pane.one_line(name, pane.scale.clerk(), pane.tone.ink, f32::INFINITY);
    // Where the window is narrow the longest names have no room; a screen reader says them all the same.
    let lines = if own.size().x <= area.0.width() { vec![english, own] } else { vec![english] };
    for (row, (galley, place)) in lines.iter().zip(grid(area.0, 1, lines.len(), 0.0)).enumerate() {
        let at = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), place).min;
        pane.ink(at, galley, pane.tone.ink, row == 0);
    }
    pane.focus_ring(rect, &response);
    response.clicked()
}

/// Every language by its own name, and the way back.
pub(crate) fn languages_ui(pane: &mut Pane<'_>, window: Rect) -> Option<Touch> {
    let mut area = Area(window);
    let title = Prose::default().title(pane.say("adjust-languages"));
    let head = area.top(title.height(pane, window.width()));
    title.show(pane, head, egui::Align::Min);
    area.top(pane.scale.gap());
    let usual = match (pane.is_landscape(), pane.is_low) {
        (true, true) => 5,
        (true, false) | (false, true) => 3,
        (false, false) => 2,
    };
    let languages = pane.stage().languages;
    let (gap, count) = (pane.scale.px(12.0), languages.len() + 1);
    let rows = count.div_ceil(usual) as f32;
    let low = (window.height() / 2.0).max(rows * (pane.scale.touch() + gap) - gap);
    let place = if pane.is_low { area.bottom(low) } else { area.0 };
    let cells = |columns| grid(place, columns, count.div_ceil(columns), gap);
    let holds =
        |columns: &usize| cells(*columns).iter().all(|cell| cell.height() >= pane.scale.touch() - 0.5);
    let columns = (usual..=5).find(holds).unwrap_or(usual);
    let mut cells = cells(columns).into_iter();
    let now = pane.language();
    let mut touched = None;
    for (language, cell) in languages.iter().zip(&mut cells) {
        let name = tongue(*language).name;
        if pane.speaking(*language, |pane| language_button(pane, cell, name, *language == now)) {
            touched = Some(Touch::Language(*language));
        }
    }
    let back = cells.next()?;
    let label = pane.say("back");
    let is_back = pane.button(back, Weight::Equal, Some(Sign::Back), &label);
    touched.or(is_back.then_some(Touch::Adjust(Adjust::Languages)))
}

fn language_button(pane: &mut Pane<'_>, rect: Rect, name: &str, is_chosen: bool) -> bool {
    let response = pane.touchable(rect, name, true);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, name));
    let (fill, edge) = match is_chosen {
        true => (pane.tone.accent_wash, pane.tone.accent),
        false => (pane.tone.sheet, pane.tone.edge),
    };
    pane.plate(rect, fill, edge);
    let mut room = rect.shrink2(Vec2::new(pane.scale.px(12.0), pane.scale.px(4.0)));
    if is_chosen {
        let mut area = Area(room);
        let tick = area.left(pane.scale.px(40.0));
        sign(pane.painter(), Sign::Tick, tick, pane.tone.accent);
        room = area.0;
    }
    let galley = pane.fitting(name, pane.scale.subtitle(), pane.tone.ink, room.size());
    let at = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), room).min;
    pane.ink(at, &galley, pane.tone.ink, is_chosen);
    pane.focus_ring(rect, &response);
    response.clicked()
}

/// Nothing was touched for long: whoever needs more time has it with one touch.
pub(crate) fn still_there_ui(pane: &mut Pane<'_>, body: Rect) -> Option<Touch> {
    let mut area = Area(body);
    let place = pane.room(&mut area, 120.0, 1);
    let (picture, words, align) = pane.beside(area.0, 0.36);
    let colours = [pane.tone.on_amber, pane.tone.amber];
    medal(pane.painter(), picture, pane.scale.px(320.0), Sign::Clock, colours);
    let prose = Prose::default().title(pane.say("still-there")).body(pane.say("still-there.lead"));
    prose.show(pane, words, align);
    pane.actions(place, &[(Weight::Primary, Sign::Clock, "more-time", Touch::Adjust(Adjust::MoreTime))])
}

fn progress(pane: &mut Pane<'_>, rect: Rect, step: usize) {
    const NAMES: [&str; 4] = ["step-card", "step-identity", "step-consent", "step-done"];
    let pitch = pane.scale.px(60.0).min((rect.width() - pane.scale.gap()) / NAMES.len() as f32).max(0.0);
    let side = pitch * 2.0 / 3.0;
    let is_seen = pitch >= pane.scale.px(20.0); // Where the buttons need all the room, it is only told.
    for index in (0..NAMES.len()).filter(|_| is_seen) {
        let centre = Pos2::new(rect.left() + side / 2.0 + pitch * index as f32, rect.center().y);
        number(pane, centre, [side, pitch - side], index + 1, step);
    }
    let name = pane.say(NAMES.get(step - 1).copied().unwrap_or("step-done"));
    let room =
        rect.with_min_x(rect.left() + pitch * NAMES.len() as f32).with_max_x(rect.right() - pane.scale.gap());
    if room.width() > pane.scale.px(150.0) {
        let galley = pane.fitting(&name, pane.scale.least(), pane.tone.ink, room.size());
        let at = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), room).min;
        // Where the longest names have no room, the number alone is seen and a screen reader says the name.
        if galley.job.sections.iter().all(|part| part.format.font_id.size >= pane.scale.least()) {
            pane.ink(at, &galley, pane.tone.ink, true);
        }
    }
    let args = [("step", Arg::Number(step)), ("of", Arg::Number(NAMES.len())), ("name", Arg::Word(&name))];
    let spoken = pane.say_with("step-of", &args);
    pane.name(rect.with_max_x(room.right().max(room.left())), Role::Status, &spoken, false);
}

/// One step's number in a ring, joined to the one before.
fn number(pane: &Pane<'_>, centre: Pos2, [side, joint]: [f32; 2], number: usize, now: usize) {
    let ring = Rect::from_center_size(centre, Vec2::splat(side));
    let edge = Stroke::new(pane.scale.line(), if number <= now { pane.tone.accent } else { pane.tone.edge });
    let fill = if number == now { pane.tone.accent } else { pane.tone.paper };
    if number > 1 {
        let from = Pos2::new(ring.left() - joint, centre.y);
        pane.painter().line_segment([from, ring.left_center()], edge);
    }
    pane.painter().circle(centre, side / 2.0 - edge.width / 2.0, fill, edge);
    if number < now {
        sign(pane.painter(), Sign::Tick, ring.shrink(side * 0.18), pane.tone.accent);
    } else if side * 0.6 >= pane.scale.clerk() {
        let colour = if number == now { pane.tone.on_accent } else { pane.tone.soft_ink };
        let font = FontId::proportional(side * 0.6);
        pane.painter().text(centre, Align2::CENTER_CENTER, number, font, colour);
    }
}
