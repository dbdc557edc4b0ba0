//! The card's front on any four corners, so that it can lie, be lifted and be held.

use super::tokens::Palette;
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Vec2};
use std::f32::consts::TAU;

/// The card's height, in hundredths of its width (ISO/IEC 7810 ID-1), as it is held before the reader.
const HEIGHT: f32 = 100.0 * 34.0 / 54.0;

/// A card's front. It is drawn in hundredths of its width.
pub(crate) struct Front<'a> {
    pub(crate) painter: &'a Painter,
    pub(crate) tone: &'static Palette,
    /// Where its corners are, from the upper left, clockwise.
    pub(crate) corners: [Pos2; 4],
    /// The weight of its edge, in points.
    pub(crate) edge: f32,
}

impl Front<'_> {
    /// Draws it; with marks, the three places of the printed code are numbered, and the one at the mark (0–2) stands out.
    pub(crate) fn draw(&self, marks: Option<Option<usize>>) {
        let edge = Stroke::new(self.edge, self.tone.ink);
        self.sheet([0.0, 0.0], [100.0, HEIGHT], 4.0, self.tone.sheet, edge);
        let unit = self.unit();
        let thin = Stroke::new(0.6 * unit, self.tone.edge);
        self.sheet([6.0, 21.0], [29.0, 49.0], 1.0, self.tone.accent_wash, thin);
        self.person();
        for (x, y, length) in [(6.0, 8.0, 42.0), (6.0, 14.0, 66.0)] {
            self.line(x, y, length);
        }
        let places = [(35.0, 26.0, 40.0), (35.0, 38.0, 40.0), (8.0, 53.0, 19.0)];
        for (index, (x, y, length)) in places.into_iter().enumerate() {
            let Some(marked) = marks else {
                self.line(x, y + 2.0, length);
                continue;
            };
            let rect = Rect::from_min_max(self.at(x, y), self.at(x + length, y + 7.5));
            self.mark(rect, index, marked == Some(index), unit);
        }
    }

    fn at(&self, x: f32, y: f32) -> Pos2 {
        let [left_top, right_top, right_bottom, left_bottom] = self.corners;
        let (top, bottom) = (left_top.lerp(right_top, x / 100.0), left_bottom.lerp(right_bottom, x / 100.0));
        top.lerp(bottom, y / HEIGHT)
    }

    /// A hundredth of its width, in points.
    fn unit(&self) -> f32 {
        self.at(100.0, HEIGHT / 2.0).distance(self.at(0.0, HEIGHT / 2.0)) / 100.0
    }

    /// A sheet with round corners, from its upper left to its lower right.
    fn sheet(
        &self,
        [left, top]: [f32; 2],
        [right, bottom]: [f32; 2],
        radius: f32,
        fill: Color32,
        edge: Stroke,
    ) {
        const STEPS: u8 = 5;
        let [left_top, right_top, _, left_bottom] = self.corners;
        if left_top.y == right_top.y && left_top.x == left_bottom.x {
            // Upright its edges lie on whole pixels.
            let upright = Rect::from_min_max(self.at(left, top), self.at(right, bottom));
            self.painter.rect(upright, radius * self.unit(), fill, edge, StrokeKind::Middle);
            return;
        }
        let [left, right, top, bottom] = [left + radius, right - radius, top + radius, bottom - radius];
        let centres = [(right, bottom), (left, bottom), (left, top), (right, top)];
        let point = |at: u8| {
            let (quarter, step) = (at / (STEPS + 1), at % (STEPS + 1));
            let angle = TAU / 4.0 * (f32::from(quarter) + f32::from(step) / f32::from(STEPS));
            let (x, y) = centres[usize::from(quarter)];
            self.at(x + radius * angle.cos(), y + radius * angle.sin())
        };
        let points = (0..4 * (STEPS + 1)).map(point).collect();
        self.painter.add(Shape::convex_polygon(points, fill, edge));
    }

    /// Whose card it is: head and shoulders, which the picture's lower edge cuts off.
    fn person(&self) {
        let oval = |y: f32, radius: Vec2, lowest: f32| {
            let point = |step: u8| {
                let angle = TAU * f32::from(step) / 32.0;
                self.at(17.5 + radius.x * angle.cos(), (y + radius.y * angle.sin()).min(lowest))
            };
            let points = (0..32).map(point).collect();
            self.painter.add(Shape::convex_polygon(points, self.tone.edge, Stroke::NONE));
        };
        oval(31.0, Vec2::splat(5.5), 49.0);
        oval(47.0, Vec2::new(9.0, 8.0), 48.7);
    }

    /// A line of print, thinner where one looks along the card.
    fn line(&self, x: f32, y: f32, length: f32) {
        let high = self.at(x, HEIGHT).distance(self.at(x, 0.0)) / HEIGHT;
        self.painter.line_segment(
            [self.at(x, y), self.at(x + length, y)],
            Stroke::new(2.2 * high, self.tone.hairline),
        );
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
