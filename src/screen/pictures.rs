//! Pictures that explain without words: where the card goes, that it is being read, that it is to be taken.
//!
//! Drawn on a grid of 100, in front of a reader whose tray one looks down upon. They follow no real reader's looks.

use super::front::Front;
use super::icons::{Sign, sign};
use super::layout::fitted;
use super::motion::{ASK, LAY_BACK, READ, TAKE, ease, part, there_and_back};
use super::parts::Pane;
use super::tokens::{Palette, blend};
use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2};
use std::f32::consts::TAU;

/// What is done with the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Deed {
    /// It is to be laid down.
    LayDown,
    /// It lies there and is read.
    Read,
    /// It is to be taken.
    Take,
}

/// Where the card lies in its place, and where it is held before the reader: corners from the upper left, clockwise.
const LYING: [(f32, f32); 4] = [(29.0, 65.5), (71.0, 65.5), (77.0, 76.5), (23.0, 76.5)];
const HELD: [(f32, f32); 4] = [(23.0, 6.0), (77.0, 6.0), (77.0, 40.0), (23.0, 40.0)];

/// Draws reader and card, and what is done with it.
pub(crate) fn reader(pane: &Pane<'_>, rect: Rect, deed: Deed) {
    let canvas = Canvas::new(pane, fitted(rect, 1.12));
    canvas.tray();
    match deed {
        Deed::LayDown => {
            canvas.card(HELD);
            canvas.arrow(44.0, 15.0);
        }
        Deed::Read => {
            canvas.card(LYING);
            canvas.waves(ease(pane.gesture(&READ)));
        }
        Deed::Take => canvas.take(pane.gesture(&TAKE)),
    }
}

/// Draws the card's front with the places of the printed code; the one at `marked` (0–2) stands out.
pub(crate) fn card_front(pane: &Pane<'_>, rect: Rect, marked: Option<usize>) {
    let rect = fitted(rect, 1.586);
    let corners = [rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()];
    Front { painter: pane.painter(), tone: pane.tone, corners, edge: rect.width() * 0.009 }
        .draw(Some(marked));
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

/// A road between two neighbours, on which a question goes to the other one and its answer comes back.
pub(crate) fn road(pane: &Pane<'_>, rect: Rect, [from, to]: [Sign; 2]) {
    let side = (rect.width() * 0.3).min(pane.scale.px(132.0)).min(rect.height());
    let reach = (rect.width() - side).min(side * 2.3) / 2.0;
    let colours = [pane.tone.accent, pane.tone.accent_wash];
    for (mark, x) in [(from, -reach), (to, reach)] {
        let place = Rect::from_center_size(rect.center() + Vec2::new(x, 0.0), Vec2::splat(side));
        medal(pane.painter(), place, side, mark, colours);
    }
    let half = (2.0 * reach - side) * 0.3;
    let dot = |way: f32, radius: f32, colour: Color32| {
        pane.painter().circle_filled(rect.center() + Vec2::new(way * half, 0.0), side * radius, colour);
    };
    [-1.0, 0.0, 1.0].into_iter().for_each(|way| dot(way, 0.065, pane.tone.hairline));
    dot(2.0 * there_and_back(pane.gesture(&ASK)) - 1.0, 0.1, pane.tone.accent);
}

/// Draws a ticket, notched where it was torn off, so that nobody takes it for something to be pressed.
pub(crate) fn ticket(painter: &Painter, rect: Rect, [colour, ground]: [Color32; 2]) {
    let notch = rect.height() * 0.16;
    painter.rect_filled(rect, notch * 0.5, colour);
    for x in [rect.left(), rect.right()] {
        painter.circle_filled(Pos2::new(x, rect.center().y), notch, ground);
    }
}

/// Draws a round sign in the middle of `room`, no wider than `most`.
pub(crate) fn medal(painter: &Painter, room: Rect, most: f32, mark: Sign, [colour, ground]: [Color32; 2]) {
    let side = room.size().min_elem().min(most);
    painter.circle_filled(room.center(), side / 2.0, ground);
    sign(painter, mark, Rect::from_center_size(room.center(), Vec2::splat(side * 0.56)), colour);
}

struct Canvas {
    painter: Painter,
    tone: &'static Palette,
    rect: Rect,
    unit: f32,
}

impl Canvas {
    fn new(pane: &Pane<'_>, rect: Rect) -> Self {
        Self { painter: pane.painter().clone(), tone: pane.tone, rect, unit: rect.width() / 100.0 }
    }

    /// The same place, on which what is drawn is seen in part.
    fn seen(&self, part: f32) -> Self {
        let mut painter = self.painter.clone();
        painter.multiply_opacity(part);
        Self { painter, ..*self }
    }

    fn at(&self, x: f32, y: f32) -> Pos2 {
        self.rect.min + Vec2::new(x, y) * self.unit
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

    /// The card with its corners at these places.
    fn card(&self, corners: [(f32, f32); 4]) {
        let corners = corners.map(|(x, y)| self.at(x, y));
        Front { painter: &self.painter, tone: self.tone, corners, edge: 0.7 * self.unit }.draw(None);
    }

    /// An arrow that begins at a height.
    fn arrow(&self, y: f32, length: f32) {
        let (x, tip) = (50.0, y + length);
        let back = -6.5 * length.signum();
        let stroke = self.line(3.0, self.tone.accent);
        self.painter.line_segment([self.at(x, y), self.at(x, tip + back * 0.6)], stroke);
        let head = vec![self.at(x, tip), self.at(x - 6.5, tip + back), self.at(x + 6.5, tip + back)];
        self.painter.add(Shape::convex_polygon(head, self.tone.accent, Stroke::NONE));
    }

    /// The card comes out of its place; one that is held already is first seen lying there again.
    fn take(&self, way: f32) {
        let back = ease(part(way, 0.0, LAY_BACK as f32));
        self.seen(1.0 - back).lifted(1.0);
        self.seen(back).lifted(ease(part(way, LAY_BACK as f32, 1.0)));
    }

    /// The card between lying and being held, and the arrow that follows it.
    fn lifted(&self, lift: f32) {
        let between =
            |(x, y): (f32, f32), (to_x, to_y): (f32, f32)| (x + (to_x - x) * lift, y + (to_y - y) * lift);
        let corners: [_; 4] = std::array::from_fn(|corner| between(LYING[corner], HELD[corner]));
        self.card(corners);
        self.seen(part(lift, 0.3, 0.8)).arrow(corners[2].1 + 22.0, -15.0);
    }

    /// Waves that go out from the card while it is read, and grow faint as they go; they have gone two places on a way of 1.
    fn waves(&self, way: f32) {
        for place in -1..3_i8 {
            let place = f32::from(place) + (2.0 * way).fract();
            let radius = 14.0 + 12.0 * place;
            let point = |step: u32| {
                let angle = TAU * (0.61 + 0.28 * step as f32 / 20.0);
                self.at(50.0 + radius * angle.cos(), 60.0 + radius * angle.sin())
            };
            let colour = blend(self.tone.accent, self.tone.hairline, part(place, 0.0, 2.0));
            let seen = part(place, -1.0, 0.0) - part(place, 2.0, 3.0);
            self.painter.line((0..=20).map(point).collect(), self.line(2.6, colour.gamma_multiply(seen)));
        }
    }
}
