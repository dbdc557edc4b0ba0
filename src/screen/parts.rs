//! What the screens share: the pane they draw on, the header, buttons, and one way to say a text.
//!
//! Whatever can be touched or read has a name in the AccessKit tree; only decoration has none.

use super::breaks::phrases;
use super::dates::dated;
use super::fonts::family;
use super::icons::{Sign, sign};
use super::languages::tongue;
use super::layout::{Area, Phrase, grid, lines};
use super::motion::Gesture;
use super::text::{Arg, reader_arg};
use super::tokens::{Palette, Scale};
use super::{Screen, Stage, View, theme};
use crate::session::{CardPlace, Language, Moment, Touch};
use egui::accesskit::{Live, Role};
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align, Align2, Color32, FontId, Galley, Painter, Pos2, Rect, Response, Sense, Stroke, StrokeKind, Ui,
};
use egui::{Vec2, WidgetInfo};
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

/// A window to draw one screen on.
pub(crate) struct Pane<'a> {
    pub(crate) ui: &'a mut Ui,
    pub(crate) scale: Scale,
    /// The colours of the theme.
    pub(crate) tone: &'static Palette,
    /// Whether everything to be touched belongs in the lower half.
    pub(crate) is_low: bool,
    /// Whether the camera's pictures are seen, for each of which the window is drawn anyhow.
    is_filmed: bool,
    language: Language,
    staff: Language,
    /// How a card goes into the house's reader.
    pub(crate) place: CardPlace,
    stage: &'a Stage<'a>,
    measures: RefCell<HashMap<(Language, String), Measured>>,
}

/// The phrases of a text, paragraph by paragraph.
type Measured = Arc<Vec<Vec<Phrase>>>;

/// The lines of a text, and how large they are to be drawn.
#[derive(Clone, Debug)]
pub(crate) struct Plan {
    lines: String,
    size: f32,
    /// Of all lines together, in points.
    pub(crate) height: f32,
    /// Whether the longest phrase is no wider than the room.
    is_within: bool,
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
    pub(crate) fn new(ui: &'a mut Ui, view: &View, stage: &'a Stage<'a>, window: Vec2) -> Self {
        Self {
            ui,
            scale: Scale::sized(window, view.look.size).reaching(window, stage.width_mm),
            tone: Palette::of(theme(view)),
            is_low: view.look.is_low,
            is_filmed: stage.preview.is_some() && matches!(view.screen, Screen::Face { .. }),
            language: view.look.language,
            staff: view.staff,
            place: view.place,
            stage,
            measures: RefCell::default(),
        }
    }

    pub(crate) fn stage(&self) -> &'a Stage<'a> {
        self.stage
    }

    pub(crate) fn language(&self) -> Language {
        self.language
    }

    pub(crate) fn painter(&self) -> &Painter {
        self.ui.painter()
    }

    pub(crate) fn pixels_per_point(&self) -> f32 {
        self.ui.ctx().pixels_per_point()
    }

    /// Draws something in another language.
    pub(crate) fn speaking<R>(&mut self, language: Language, draw: impl FnOnce(&mut Self) -> R) -> R {
        let own = std::mem::replace(&mut self.language, language);
        let drawn = draw(self);
        self.language = own;
        drawn
    }

    /// Draws something that only the staff read, in their language and at their size.
    pub(crate) fn for_staff<R>(&mut self, draw: impl FnOnce(&mut Self) -> R) -> R {
        let window = self.ui.max_rect().size();
        let staffs = Scale::of(window).reaching(window, self.stage.width_mm);
        let scale = std::mem::replace(&mut self.scale, staffs);
        let drawn = self.speaking(self.staff, draw);
        self.scale = scale;
        drawn
    }

    /// Whether the window is wider than high.
    pub(crate) fn is_landscape(&self) -> bool {
        self.ui.max_rect().width() > self.ui.max_rect().height()
    }

    /// Whether words and controls stand side by side.
    pub(crate) fn is_wide(&self) -> bool {
        self.is_landscape() && !self.is_low
    }

    /// A picture beside words in the middle, or above words at their top. Larger type takes room from the picture.
    pub(crate) fn beside(&self, body: Rect, share: f32) -> (Rect, Rect, Align) {
        self.beside_part(body, share, 1.0)
    }

    /// The same with a part of the picture's room.
    fn beside_part(&self, body: Rect, share: f32, part: f32) -> (Rect, Rect, Align) {
        let yields = part * self.scale.least() / self.scale.small();
        let upper = if self.scale.is_tight() { 0.42 } else { 0.46 };
        let (share, align) = if self.is_landscape() { (share, Align::Center) } else { (upper, Align::Min) };
        let (picture, words) = Area(body).split(share * yields, self.scale.margin());
        (picture, words, align)
    }

    /// The same, with the picture yielding until `needed` (the words' height at a width) has room.
    pub(crate) fn beside_words(
        &self,
        body: Rect,
        share: f32,
        needed: impl Fn(&Self, f32) -> f32,
    ) -> (Rect, Rect, Align) {
        let yielding = [1.0, 0.85, 0.7, 0.55, 0.4].map(|part| self.beside_part(body, share, part));
        let holds = |(_, words, _): &&(Rect, Rect, Align)| needed(self, words.width()) <= words.height();
        yielding.iter().find(holds).copied().unwrap_or(yielding[4])
    }

    /// A text of the catalogue.
    pub(crate) fn say(&self, id: &str) -> String {
        self.say_with(id, &[])
    }

    /// A text of the catalogue with numbers or words in it; each knows how a card goes into this house's reader.
    pub(crate) fn say_with(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.stage.texts.text(self.language, id, &[&[reader_arg(self.place)], args].concat())
    }

    /// A text of the catalogue with a day or an hour in it.
    pub(crate) fn say_dated(&self, id: &str, moment: Moment) -> String {
        dated(self.stage.texts, self.language, id, moment)
    }

    /// How far a gesture is, 0 to 1, both its pose of rest; asks to be drawn again when its next picture is due. The camera's
    /// pictures, where one sees them, take it along.
    pub(crate) fn gesture(&self, gesture: &Gesture) -> f32 {
        let Some(age) = self.stage.age else { return 1.0 };
        let (way, next) = gesture.at(age);
        if let Some(next) = next.filter(|_| !self.is_filmed) {
            self.ui.ctx().request_repaint_after(Duration::from_secs_f64(next));
        }
        way
    }

    /// Lays a text out in lines that break where its language breaks; smaller if a phrase alone is wider than `width`.
    pub(crate) fn galley(&self, text: &str, size: f32, colour: Color32, width: f32) -> Arc<Galley> {
        self.set(&self.plan(text, size, width), colour)
    }

    /// Finds the lines of a text and their size, without drawing a letter.
    pub(crate) fn plan(&self, text: &str, size: f32, width: f32) -> Plan {
        let measured = self.measured(text);
        let longest = measured.iter().flatten().map(|phrase| phrase.bare).fold(0.01, f32::max);
        // A word that is too long for its line gives way, down to what can be read at all.
        let least = (self.scale.least() / size).min(0.7);
        let shrunk = size * (width / (longest * size)).clamp(least, 1.0);
        // A letter is drawn once for each size, so sizes go by half points.
        let size = if shrunk < size { (shrunk * 2.0).floor() / 2.0 } else { size };
        let lines = lines(&measured, width / size);
        let height = lines.split('\n').count() as f32 * self.line_height(size);
        Plan { size, lines, height, is_within: longest * size <= width + 1.0 }
    }

    /// Draws the letters of a plan.
    pub(crate) fn set(&self, plan: &Plan, colour: Color32) -> Arc<Galley> {
        self.laid_out(plan.lines.clone(), plan.size, colour, f32::INFINITY)
    }

    /// The height of a line, in whole pixels as it is drawn.
    fn line_height(&self, size: f32) -> f32 {
        let pixels = self.pixels_per_point();
        (size * tongue(self.language).script.leading() * pixels).round() / pixels
    }

    /// Where a text may break, and how wide its phrases are at a size of 1; found once while a screen is drawn.
    fn measured(&self, text: &str) -> Measured {
        let key = (self.language, text.to_owned());
        if let Some(known) = self.measures.borrow().get(&key) {
            return known.clone();
        }
        let size = self.scale.least(); // The size that most text has, so that its letters are drawn already.
        let phrase = |text: &str| Phrase {
            text: text.to_owned(),
            full: self.width(text, size) / size,
            bare: self.width(text.trim_end(), size) / size,
        };
        let paragraph = |text: &str| phrases(self.language, text).into_iter().map(phrase).collect();
        let measured = Arc::new(text.split('\n').map(paragraph).collect::<Vec<_>>());
        self.measures.borrow_mut().insert(key, measured.clone());
        measured
    }

    /// Lays a text out in one line, smaller if it is wider than `width`.
    pub(crate) fn one_line(&self, text: &str, size: f32, colour: Color32, width: f32) -> Arc<Galley> {
        let shrunk = size * (width / self.width(text, size).max(1.0)).min(1.0);
        let size = if shrunk < size { (shrunk * 2.0).floor() / 2.0 } else { size };
        self.laid_out(text.to_owned(), size, colour, f32::INFINITY)
    }

    fn width(&self, piece: &str, size: f32) -> f32 {
        let font = FontId::new(size, family(self.language));
        self.painter().layout_no_wrap(piece.to_owned(), font, Color32::WHITE).size().x
    }

    fn laid_out(&self, text: String, size: f32, colour: Color32, width: f32) -> Arc<Galley> {
        let font = FontId::new(size, family(self.language));
        let format =
            TextFormat { line_height: Some(self.line_height(size)), ..TextFormat::simple(font, colour) };
        let mut job = LayoutJob::single_section(text, format);
        job.wrap.max_width = width;
        self.painter().layout_job(job)
    }

    /// Lays a text out so that it fits a room, smaller if it must, but never less than what can be read.
    pub(crate) fn fitting(&self, text: &str, size: f32, colour: Color32, room: Vec2) -> Arc<Galley> {
        let least = size.min(self.scale.least());
        let shrunk = [1.0, 0.94, 0.88, 0.83, 0.76, 0.7, 0.66].map(|factor| (size * factor).max(least));
        let plans = shrunk.map(|size| self.plan(text, size, room.x));
        let fits = plans.iter().find(|plan| plan.height <= room.y && plan.is_within);
        self.set(fits.or(plans.last()).unwrap_or(&plans[0]), colour)
    }

    /// Draws a text at its top left corner, a hair thicker for titles: by whole pixels, since letters stand on nothing else.
    pub(crate) fn ink(&self, at: Pos2, galley: &Arc<Galley>, colour: Color32, is_thick: bool) {
        self.painter().galley(at, galley.clone(), colour);
        if is_thick {
            let size = galley.job.sections.first().map_or(0.0, |part| part.format.font_id.size);
            let hair = (size * self.pixels_per_point() / 28.0).round().max(1.0) as u8;
            for step in 1..=hair {
                let beside = Vec2::new(f32::from(step) / self.pixels_per_point(), 0.0);
                self.painter().galley(at + beside, galley.clone(), colour);
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
                (self.tone.accent_pressed, self.tone.on_accent)
            }
            Weight::Primary => (self.tone.accent, self.tone.on_accent),
            Weight::Equal if response.is_pointer_button_down_on() => (self.tone.accent_wash, self.tone.ink),
            Weight::Equal => (self.tone.sheet, self.tone.ink),
        };
        self.plate(rect, fill, if weight == Weight::Primary { fill } else { self.tone.edge });
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
            let stroke = Stroke::new(self.scale.px(5.0), self.tone.amber_line);
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
        let height = self.scale.px(height).max(self.scale.touch());
        let place = area.bottom(height * rows + self.scale.gap() * (rows - 1.0));
        area.bottom(self.scale.px(24.0));
        place
    }

    /// Buttons that fill `place`: side by side where all have room, else one above the other.
    pub(crate) fn actions(&mut self, place: Rect, actions: &[Action]) -> Option<Touch> {
        self.actions_in(place, self.columns(place.width(), actions.len()), actions)
    }

    /// Buttons that fill `place` in so many columns.
    pub(crate) fn actions_in(&mut self, place: Rect, columns: usize, actions: &[Action]) -> Option<Touch> {
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
}
