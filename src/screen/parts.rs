//! What the screens share: the pane they draw on, the header, buttons, and one way to say a text.
//!
//! Whatever can be touched or read has a name in the AccessKit tree; only decoration has none.

use super::Stage;
use super::icons::{Sign, sign};
use super::layout::{Area, grid, lines, phrases};
use super::text::Arg;
use super::tokens::{self, Scale};
use crate::session::{Language, Touch};
use egui::accesskit::{Live, Role};
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Align2, Color32, FontId, Galley, Painter, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui,
};
use egui::{Vec2, WidgetInfo};
use std::sync::Arc;
use std::time::Duration;

/// A window to draw one screen on.
pub(crate) struct Pane<'a> {
    pub(crate) ui: &'a mut Ui,
    pub(crate) scale: Scale,
    language: Language,
    stage: &'a Stage<'a>,
}

/// How much a button stands out.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weight {
    /// The one thing to do.
    Primary,
    /// One of several ways, none preferred.
    Equal,
}

/// A button: how it stands out, its sign, the name of its words, what it does.
pub(crate) type Action = (Weight, Sign, &'static str, Touch);

impl<'a> Pane<'a> {
    pub(crate) fn new(ui: &'a mut Ui, language: Language, stage: &'a Stage<'a>, window: Vec2) -> Self {
        Self { ui, scale: Scale::of(window), language, stage }
    }

    pub(crate) fn stage(&self) -> &Stage<'a> {
        self.stage
    }

    pub(crate) fn painter(&self) -> &Painter {
        self.ui.painter()
    }

    /// Whether the window is wider than high.
    pub(crate) fn is_wide(&self) -> bool {
        self.ui.max_rect().width() > self.ui.max_rect().height()
    }

    /// A picture beside words in the middle, or above words at their top.
    pub(crate) fn beside(&self, body: Rect, share: f32) -> (Rect, Rect, Align) {
        let (share, align) = if self.is_wide() { (share, Align::Center) } else { (0.46, Align::Min) };
        let (picture, words) = Area(body).split(share, self.scale.margin());
        (picture, words, align)
    }

    /// A text of the catalogue.
    pub(crate) fn say(&self, id: &str) -> String {
        self.say_with(id, &[])
    }

    /// A text of the catalogue with numbers or words in it.
    pub(crate) fn say_with(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.stage.texts.text(self.language, id, args)
    }

    /// Which of `count` pictures to show now, `rate` a second; asks to be drawn again in time for the next.
    pub(crate) fn phase(&self, count: u32, rate: f64) -> u32 {
        self.ui.ctx().request_repaint_after(Duration::from_secs_f64(1.0 / rate));
        (self.stage.seconds * rate) as u32 % count
    }

    /// Lays a text out in lines that break between phrases; smaller if a phrase alone is wider than `width`.
    pub(crate) fn galley(&self, text: &str, size: f32, colour: Color32, width: f32) -> Arc<Galley> {
        let font = FontId::proportional(size);
        let long = |phrase: &str| {
            self.painter().layout_no_wrap(phrase.trim_end().to_owned(), font.clone(), colour).size().x
        };
        let longest = phrases(text).into_iter().map(long).fold(1.0, f32::max);
        let font = FontId::proportional(size * (width / longest).clamp(0.7, 1.0));
        let size = font.size;
        let measure =
            |piece: &str| self.painter().layout_no_wrap(piece.to_owned(), font.clone(), colour).size().x;
        let format =
            TextFormat { line_height: Some(size * 1.36), ..TextFormat::simple(font.clone(), colour) };
        let mut job = LayoutJob::single_section(lines(text, width, measure), format);
        job.wrap.max_width = width.max(size);
        self.painter().layout_job(job)
    }

    /// Lays a text out so that it fits a room, smaller if it must.
    pub(crate) fn fitting(&self, text: &str, size: f32, colour: Color32, room: Vec2) -> Arc<Galley> {
        let shrunk = [1.0, 0.94, 0.88, 0.83, 0.76].map(|factor| size * factor);
        let galleys = shrunk.into_iter().map(|size| self.galley(text, size, colour, room.x));
        let mut last = None;
        for galley in galleys {
            if galley.size().y <= room.y && galley.size().x <= room.x {
                return galley;
            }
            last = Some(galley);
        }
        last.unwrap_or_else(|| self.galley(text, size, colour, room.x))
    }

    /// Draws a text at its top left corner, a hair thicker for titles.
    pub(crate) fn ink(&self, at: Pos2, galley: &Arc<Galley>, colour: Color32, is_thick: bool) {
        self.painter().galley(at, galley.clone(), colour);
        if is_thick {
            let hair = galley.job.sections.first().map_or(0.0, |part| part.format.font_id.size / 56.0);
            for offset in [hair, 2.0 * hair] {
                self.painter().galley(at + Vec2::new(offset, 0.0), galley.clone(), colour);
            }
        }
    }

    /// Names a drawn text for who cannot see it; what changes in place is read out by itself.
    pub(crate) fn name(&mut self, rect: Rect, role: Role, text: &str, is_live: bool) -> Response {
        let id = self.ui.next_auto_id();
        self.ui.skip_ahead_auto_ids(1);
        let response = self.ui.interact(rect, id, Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(role, true, text));
        if is_live {
            self.ui.ctx().accesskit_node_builder(id, |node| node.set_live(Live::Polite));
        }
        response
    }

    /// A text in one line or more, in the middle of a room.
    pub(crate) fn label(&mut self, rect: Rect, text: &str, size: f32, colour: Color32, align: Align2) {
        let galley = self.fitting(text, size, colour, rect.size());
        let place = align.align_size_within_rect(galley.size(), rect);
        self.ink(place.min, &galley, colour, false);
        self.name(place.intersect(rect), Role::Label, text, false);
    }

    /// A button with a sign and words; says whether it was touched.
    pub(crate) fn button(&mut self, rect: Rect, weight: Weight, mark: Option<Sign>, label: &str) -> bool {
        let response = self.touchable(rect, label, true);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, label));
        let (fill, words) = match weight {
            Weight::Primary if response.is_pointer_button_down_on() => {
                (tokens::ACCENT_PRESSED, tokens::SHEET)
            }
            Weight::Primary => (tokens::ACCENT, tokens::SHEET),
            Weight::Equal if response.is_pointer_button_down_on() => (tokens::ACCENT_WASH, tokens::INK),
            Weight::Equal => (tokens::SHEET, tokens::INK),
        };
        self.plate(rect, fill, if weight == Weight::Primary { fill } else { tokens::EDGE });
        self.face(rect, mark, label, words);
        self.focus_ring(rect, &response);
        response.clicked()
    }

    /// Something to be touched at `rect`; its id comes from its name, which is unique on a screen.
    pub(crate) fn touchable(&mut self, rect: Rect, name: &str, is_enabled: bool) -> Response {
        let sense = if is_enabled { Sense::click() } else { Sense::hover() };
        let id = self.ui.scope_id().with(name);
        self.ui.interact(rect, id, sense)
    }

    /// A sheet with an edge.
    pub(crate) fn plate(&self, rect: Rect, fill: Color32, edge: Color32) {
        let stroke = Stroke::new(self.scale.line(), edge);
        self.painter().rect(rect, self.scale.radius(), fill, stroke, StrokeKind::Inside);
    }

    /// Whoever goes by keyboard sees where they are.
    pub(crate) fn focus_ring(&self, rect: Rect, response: &Response) {
        if response.has_focus() {
            let stroke = Stroke::new(self.scale.px(5.0), tokens::AMBER_LINE);
            self.painter().rect_stroke(rect, self.scale.radius(), stroke, StrokeKind::Inside);
        }
    }

    /// Sign and words side by side, in the middle of a button.
    fn face(&self, rect: Rect, mark: Option<Sign>, label: &str, colour: Color32) {
        let inner = rect.shrink2(Vec2::new(self.scale.gap(), self.scale.px(6.0)));
        let side = if mark.is_some() { self.scale.px(44.0) } else { 0.0 };
        let gap = if mark.is_some() { self.scale.px(12.0) } else { 0.0 };
        let room = Vec2::new(inner.width() - side - gap, inner.height());
        let galley = self.fitting(label, self.scale.button(), colour, room);
        let width = side + gap + galley.size().x;
        let left = inner.center().x - width / 2.0;
        if let Some(mark) = mark {
            let centre = Pos2::new(left + side / 2.0, inner.center().y);
            sign(self.painter(), mark, Rect::from_center_size(centre, Vec2::splat(side)), colour);
        }
        let top = inner.center().y - galley.size().y / 2.0;
        self.ink(Pos2::new(left + side + gap, top), &galley, colour, true);
    }

    /// Cuts the room for `count` buttons off the bottom of `area`; they are drawn later, after what is read first.
    pub(crate) fn room(&self, area: &mut Area, height: f32, count: usize) -> Rect {
        if count == 0 {
            return area.bottom(0.0);
        }
        let rows = (count / self.columns(area.0.width(), count)) as f32;
        let place = area.bottom(self.scale.px(height) * rows + self.scale.gap() * (rows - 1.0));
        area.bottom(self.scale.px(24.0));
        place
    }

    /// Buttons that fill `place`: side by side where all have room, else one above the other.
    pub(crate) fn actions(&mut self, place: Rect, actions: &[Action]) -> Option<Touch> {
        let columns = self.columns(place.width(), actions.len());
        let cells = grid(place, columns, actions.len() / columns, self.scale.gap());
        let mut touched = None;
        for (rect, (weight, mark, id, touch)) in cells.into_iter().zip(actions) {
            let label = self.say(id);
            if self.button(rect, *weight, Some(*mark), &label) {
                touched = Some(*touch);
            }
        }
        touched
    }

    fn columns(&self, width: f32, count: usize) -> usize {
        if width >= self.scale.px(340.0) * count as f32 { count.max(1) } else { 1 }
    }

    /// Where the visit stands at the left, the languages always at the right.
    pub(crate) fn header(&mut self, rect: Rect, step: Option<usize>) -> Option<Touch> {
        let mut area = Area(rect);
        let switch = area.right(self.scale.px(320.0));
        if let Some(step) = step {
            self.progress(area.0, step);
        }
        let mut touched = None;
        for (cell, language) in grid(switch, 2, 1, self.scale.px(8.0)).into_iter().zip(Language::ALL) {
            if self.language(cell, language) {
                touched = Some(Touch::Language(language));
            }
        }
        touched
    }

    fn language(&mut self, rect: Rect, language: Language) -> bool {
        let label = self.say(match language {
            Language::Japanese => "language-japanese",
            Language::English => "language-english",
        });
        let is_chosen = language == self.language;
        let response = self.touchable(rect, &label, true);
        response.widget_info(|| WidgetInfo::selected(Role::RadioButton, true, is_chosen, &label));
        let (fill, edge) =
            if is_chosen { (tokens::ACCENT_WASH, tokens::ACCENT) } else { (tokens::SHEET, tokens::EDGE) };
        self.plate(rect, fill, edge);
        let galley =
            self.fitting(&label, self.scale.small(), tokens::INK, rect.shrink(self.scale.px(8.0)).size());
        let at = Align2::CENTER_CENTER.align_size_within_rect(galley.size(), rect).min;
        self.ink(at, &galley, tokens::INK, is_chosen);
        self.focus_ring(rect, &response);
        response.clicked()
    }

    fn progress(&mut self, rect: Rect, step: usize) {
        const NAMES: [&str; 4] = ["step-card", "step-identity", "step-consent", "step-done"];
        let side = self.scale.px(40.0);
        let pitch = self.scale.px(60.0);
        for index in 0..NAMES.len() {
            let centre = Pos2::new(rect.left() + side / 2.0 + pitch * index as f32, rect.center().y);
            self.step(centre, side, index + 1, step);
        }
        let name = self.say(NAMES.get(step - 1).copied().unwrap_or("step-done"));
        let left = rect.left() + pitch * NAMES.len() as f32;
        let room = Rect::from_min_max(Pos2::new(left, rect.top()), rect.max);
        let galley = self.fitting(&name, self.scale.small(), tokens::INK, room.size());
        let at = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), room).min;
        self.ink(at, &galley, tokens::INK, true);
        let args =
            [("step", Arg::Number(step)), ("of", Arg::Number(NAMES.len())), ("name", Arg::Word(&name))];
        let spoken = self.say_with("step-of", &args);
        self.name(
            Rect::from_min_max(rect.min, Pos2::new(at.x + galley.size().x, rect.max.y)),
            Role::Status,
            &spoken,
            false,
        );
    }

    fn step(&self, centre: Pos2, side: f32, number: usize, now: usize) {
        let box_ = Rect::from_center_size(centre, Vec2::splat(side));
        let edge = Stroke::new(self.scale.line(), if number <= now { tokens::ACCENT } else { tokens::EDGE });
        let fill = if number == now { tokens::ACCENT } else { tokens::PAPER };
        if number > 1 {
            let from = Pos2::new(box_.left() - self.scale.px(20.0), centre.y);
            self.painter().line_segment([from, box_.left_center()], edge);
        }
        self.painter().circle(centre, side / 2.0 - edge.width / 2.0, fill, edge);
        if number < now {
            sign(self.painter(), Sign::Tick, box_.shrink(side * 0.18), tokens::ACCENT);
        } else {
            let colour = if number == now { tokens::SHEET } else { tokens::SOFT_INK };
            let font = FontId::proportional(side * 0.6);
            self.painter().text(centre, Align2::CENTER_CENTER, number, font, colour);
        }
    }
}
