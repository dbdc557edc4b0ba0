//! Pictures that explain without words: where the card goes, that it is being read, that it is to be taken.
//!
//! Drawn on a grid of 100, in front of a reader whose tray one looks down upon. They follow no real reader's looks.

use super::icons::{Sign, sign};
use super::layout::fitted;
use super::parts::Pane;
use super::tokens::Palette;
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2};
use std::f32::consts::TAU;

/// What the card is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Motion {
    /// To be laid down.
    LayDown,
    /// Lying there, being read.
    Read,
    /// To be taken.
    Take,
}

/// Draws reader and card; `phase` moves the arrow or the waves.
pub(crate) fn reader(pane: &Pane<'_>, rect: Rect, motion: Motion, phase: u32) {
    let canvas = Canvas::new(pane, fitted(rect, 1.12));
    canvas.tray();
    match motion {
        Motion::LayDown => {
            canvas.card(Rect::from_center_size(canvas.at(50.0, 23.0), canvas.vec(54.0, 34.0)), None);
            canvas.arrow(50.0, 44.0 + 3.0 * phase as f32, 15.0);
        }
        Motion::Read => {
            canvas.lying_card();
            canvas.waves(phase);
        }
        Motion::Take => {
            canvas.card(Rect::from_center_size(canvas.at(50.0, 23.0), canvas.vec(54.0, 34.0)), None);
            canvas.arrow(50.0, 62.0 - 3.0 * phase as f32, -15.0);
        }
    }
}

/// Draws the card's front with the places of the printed code; the one at `marked` (0–2) stands out.
pub(crate) fn card_front(pane: &Pane<'_>, rect: Rect, marked: Option<usize>) {
    let rect = fitted(rect, 1.586);
    Canvas::new(pane, rect).card(rect, Some(marked));
}

/// Draws the frame that a face is to be in, an oval in the middle of `rect`, and says its radii.
pub(crate) fn face_frame(pane: &Pane<'_>, rect: Rect, colour: Color32) -> Vec2 {
    let radius = Vec2::new(rect.height() * 0.29, rect.height() * 0.38);
    let weight = rect.height() * 0.014;
    let centre = rect.center();
    pane.painter().add(Shape::ellipse_stroke(centre, radius, Stroke::new(weight * 2.2, pane.tone.paper)));
    pane.painter().add(Shape::ellipse_stroke(centre, radius, Stroke::new(weight, colour)));
    radius
}

/// Dots on a road between two neighbours who are asking each other; dot `now` (0–2) is where the question is.
pub(crate) fn road(pane: &Pane<'_>, rect: Rect, [from, to]: [Sign; 2], now: u32) {
    let side = (rect.width() * 0.3).min(pane.scale.px(132.0)).min(rect.height());
    let reach = (rect.width() - side).min(side * 2.3) / 2.0;
    let colours = [pane.tone.accent, pane.tone.accent_wash];
    for (mark, x) in [(from, -reach), (to, reach)] {
        let place = Rect::from_center_size(rect.center() + Vec2::new(x, 0.0), Vec2::splat(side));
        medal(pane.painter(), place, side, mark, colours);
    }
    for dot in 0..3 {
        let x = (dot as f32 - 1.0) * (2.0 * reach - side) * 0.3;
        let (radius, colour) =
            if dot == now { (side * 0.1, pane.tone.accent) } else { (side * 0.065, pane.tone.hairline) };
        pane.painter().circle_filled(rect.center() + Vec2::new(x, 0.0), radius, colour);
    }
}

/// Draws a round sign in the middle of `room`, no wider than `most`.
pub(crate) fn medal(painter: &Painter, room: Rect, most: f32, mark: Sign, [colour, ground]: [Color32; 2]) {
    let side = room.size().min_elem().min(most);
    painter.circle_filled(room.center(), side / 2.0, ground);
    sign(painter, mark, Rect::from_center_size(room.center(), Vec2::splat(side * 0.56)), colour);
}

struct Canvas<'a> {
    painter: &'a Painter,
    tone: &'static Palette,
    rect: Rect,
    unit: f32,
}

impl<'a> Canvas<'a> {
    fn new(pane: &'a Pane<'_>, rect: Rect) -> Self {
        Self { painter: pane.painter(), tone: pane.tone, rect, unit: rect.width() / 100.0 }
    }

    fn at(&self, x: f32, y: f32) -> Pos2 {
        self.rect.min + Vec2::new(x, y) * self.unit
    }

    fn vec(&self, x: f32, y: f32) -> Vec2 {
        Vec2::new(x, y) * self.unit
    }

    fn line(&self, weight: f32, colour: Color32) -> Stroke {
        Stroke::new(weight * self.unit, colour)
    }

    fn shape(&self, corners: [(f32, f32); 4], fill: Color32, stroke: Stroke) {
        let points = corners.map(|(x, y)| self.at(x, y)).to_vec();
        self.painter.add(Shape::convex_polygon(points, fill, stroke));
    }

    /// The reader: its top seen from above, its front, and the place for the card.
    fn tray(&self) {
        let edge = self.line(0.9, self.tone.ink);
        self.shape([(16.0, 62.0), (84.0, 62.0), (96.0, 80.0), (4.0, 80.0)], self.tone.sheet, edge);
        self.shape([(4.0, 80.0), (96.0, 80.0), (96.0, 87.0), (4.0, 87.0)], self.tone.hairline, edge);
        let place = [(27.0, 64.5), (73.0, 64.5), (79.5, 77.5), (20.5, 77.5)];
        self.shape(place, self.tone.accent_wash, self.line(0.9, self.tone.accent));
    }

    /// The card as it lies in its place.
    fn lying_card(&self) {
        let edge = self.line(0.9, self.tone.ink);
        self.shape([(29.0, 65.5), (71.0, 65.5), (77.0, 76.5), (23.0, 76.5)], self.tone.sheet, edge);
        self.shape(
            [(31.5, 68.0), (41.0, 68.0), (39.5, 74.5), (28.0, 74.5)],
            self.tone.hairline,
            self.line(0.6, self.tone.edge),
        );
    }

    fn arrow(&self, x: f32, y: f32, length: f32) {
        let tip = self.at(x, y + length);
        let back = -6.5 * length.signum();
        let stroke = self.line(3.0, self.tone.accent);
        self.painter.line_segment([self.at(x, y), self.at(x, y + length + back * 0.6)], stroke);
        let head = vec![tip, self.at(x - 6.5, y + length + back), self.at(x + 6.5, y + length + back)];
        self.painter.add(Shape::convex_polygon(head, self.tone.accent, Stroke::NONE));
    }

    /// Waves that rise from the card while it is read.
    fn waves(&self, phase: u32) {
        for index in 0..3_u32 {
            let colour = if index == phase { self.tone.accent } else { self.tone.hairline };
            let radius = 14.0 + 12.0 * index as f32;
            let point = |step: u32| {
                let angle = TAU * (0.61 + 0.28 * step as f32 / 20.0);
                self.at(50.0 + radius * angle.cos(), 60.0 + radius * angle.sin())
            };
            self.painter.line((0..=20).map(point).collect(), self.line(2.6, colour));
        }
    }

    /// The card's front; with marks, the three places of the printed code are numbered.
    fn card(&self, rect: Rect, marks: Option<Option<usize>>) {
        let unit = rect.width() / 100.0;
        let at = |x: f32, y: f32| rect.min + Vec2::new(x, y) * unit;
        let edge = Stroke::new((0.9 * unit).max(self.unit * 0.7), self.tone.ink);
        self.painter.rect(rect, 4.0 * unit, self.tone.sheet, edge, StrokeKind::Middle);
        let photo = Rect::from_min_max(at(6.0, 21.0), at(29.0, 49.0));
        self.painter.rect(
            photo,
            1.0 * unit,
            self.tone.accent_wash,
            Stroke::new(0.6 * unit, self.tone.edge),
            StrokeKind::Middle,
        );
        let inside = self.painter.with_clip_rect(photo.shrink(0.3 * unit));
        inside.circle_filled(at(17.5, 31.0), 5.5 * unit, self.tone.edge);
        inside.add(Shape::ellipse_filled(at(17.5, 47.0), Vec2::new(9.0, 8.0) * unit, self.tone.edge));
        for (x, y, length) in [(6.0, 8.0, 42.0), (6.0, 14.0, 66.0)] {
            self.painter
                .line_segment([at(x, y), at(x + length, y)], Stroke::new(2.2 * unit, self.tone.hairline));
        }
        let places = [(35.0, 26.0, 40.0), (35.0, 38.0, 40.0), (8.0, 53.0, 19.0)];
        for (index, (x, y, length)) in places.into_iter().enumerate() {
            let Some(marked) = marks else {
                let quiet = Stroke::new(2.2 * unit, self.tone.hairline);
                self.painter.line_segment([at(x, y + 2.0), at(x + length, y + 2.0)], quiet);
                continue;
            };
            let rect = Rect::from_min_max(at(x, y), at(x + length, y + 7.5));
            self.mark(rect, index, marked == Some(index), unit);
        }
    }

    /// One numbered place on the card.
    fn mark(&self, rect: Rect, index: usize, is_marked: bool, unit: f32) {
        let (fill, edge) = if is_marked {
            (self.tone.amber, self.tone.amber_line)
        } else {
            (self.tone.paper, self.tone.edge)
        };
        let weight = if is_marked { 1.2 } else { 0.6 };
        self.painter.rect(rect, unit, fill, Stroke::new(weight * unit, edge), StrokeKind::Middle);
        let digits = [6.0, 4.0, 4.0].get(index).copied().unwrap_or(4.0);
        for digit in 0..digits as usize {
            let x = rect.left() + rect.width() * (digit as f32 + 0.5) / digits;
            let colour = if is_marked { self.tone.on_amber } else { self.tone.edge };
            self.painter.circle_filled(Pos2::new(x, rect.center().y), 1.1 * unit, colour);
        }
    }
}
