//! Signs drawn for this product, as strokes on a grid of 24, so that they stay sharp at every size.
//!
//! A sign never stands alone: words say the same, and only the words are in the AccessKit tree.

use egui::{Color32, Painter, Pos2, Rect, Shape, Stroke, Vec2};
use std::f32::consts::TAU;

/// What a sign means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sign {
    /// The card.
    Card,
    /// By face.
    Face,
    /// By PIN.
    Keypad,
    /// A clerk.
    Clerk,
    /// Done, or yes.
    Tick,
    /// No.
    Cross,
    /// One by one.
    List,
    /// Attention.
    Warning,
    /// Back.
    Back,
    /// The last digit goes.
    Erase,
    /// The camera looks.
    Camera,
    /// Sent from one machine to another.
    Sent,
    /// For so long.
    Clock,
    /// This hospital.
    Hospital,
    /// Records.
    Records,
    /// Another language.
    Globe,
    /// Larger type.
    Type,
    /// Other colours.
    Halves,
    /// Everything to be touched goes down.
    Lower,
    /// And up again.
    Higher,
    /// Said aloud.
    Voice,
}

/// Draws a sign in the middle of `rect`.
pub(crate) fn sign(painter: &Painter, sign: Sign, rect: Rect, colour: Color32) {
    let side = rect.size().min_elem();
    let pen = Pen { painter, origin: rect.center() - Vec2::splat(side / 2.0), unit: side / 24.0, colour };
    match sign {
        Sign::Card => card(&pen),
        Sign::Face => face(&pen),
        Sign::Keypad => keypad(&pen),
        Sign::Clerk => clerk(&pen),
        Sign::Tick => pen.line(&[(4.0, 13.0), (10.0, 19.0), (20.5, 5.5)]),
        Sign::Cross => cross(&pen),
        Sign::List => list(&pen),
        Sign::Warning => warning(&pen),
        Sign::Back => back(&pen),
        Sign::Erase => erase(&pen),
        Sign::Camera => camera(&pen),
        Sign::Sent => sent(&pen),
        Sign::Clock => clock(&pen),
        Sign::Hospital => hospital(&pen),
        Sign::Records => records(&pen),
        Sign::Globe => globe(&pen),
        Sign::Type => letters(&pen),
        Sign::Halves => halves(&pen),
        Sign::Lower => height(&pen, [(12.0, 8.0), (12.0, 19.5)], 1.0),
        Sign::Higher => height(&pen, [(12.0, 19.5), (12.0, 8.0)], -1.0),
        Sign::Voice => voice(&pen),
    }
}

/// A pen on the sign's grid.
struct Pen<'a> {
    painter: &'a Painter,
    origin: Pos2,
    unit: f32,
    colour: Color32,
}

impl Pen<'_> {
    fn at(&self, (x, y): (f32, f32)) -> Pos2 {
        self.origin + Vec2::new(x, y) * self.unit
    }

    fn stroke(&self) -> Stroke {
        Stroke::new(2.2 * self.unit, self.colour)
    }

    /// A line with round ends.
    fn line(&self, points: &[(f32, f32)]) {
        let points: Vec<Pos2> = points.iter().map(|point| self.at(*point)).collect();
        for end in [points.first(), points.last()].into_iter().flatten() {
            self.painter.circle_filled(*end, 1.1 * self.unit, self.colour);
        }
        self.painter.add(Shape::line(points, self.stroke()));
    }

    fn ring(&self, centre: (f32, f32), radius: f32) {
        self.painter.circle_stroke(self.at(centre), radius * self.unit, self.stroke());
    }

    fn dot(&self, centre: (f32, f32), radius: f32) {
        self.painter.circle_filled(self.at(centre), radius * self.unit, self.colour);
    }

    fn frame(&self, min: (f32, f32), max: (f32, f32), radius: f32) {
        let rect = Rect::from_min_max(self.at(min), self.at(max));
        self.painter.rect_stroke(rect, radius * self.unit, self.stroke(), egui::StrokeKind::Middle);
    }

    /// A part of a circle, in turns from three o'clock, clockwise.
    fn arc(&self, centre: (f32, f32), radius: f32, from: f32, to: f32) {
        let point = |step: usize| {
            let angle = TAU * (from + (to - from) * step as f32 / 16.0);
            (centre.0 + radius * angle.cos(), centre.1 + radius * angle.sin())
        };
        let points: Vec<(f32, f32)> = (0..=16).map(point).collect();
        self.line(&points);
    }
}

fn card(pen: &Pen<'_>) {
    pen.frame((2.0, 5.0), (22.0, 19.0), 2.0);
    pen.frame((5.0, 9.0), (10.0, 15.0), 0.5);
    pen.line(&[(13.5, 10.0), (18.5, 10.0)]);
    pen.line(&[(13.5, 14.0), (18.5, 14.0)]);
}

fn face(pen: &Pen<'_>) {
    pen.ring((12.0, 12.0), 9.0);
    pen.dot((8.7, 10.3), 1.3);
    pen.dot((15.3, 10.3), 1.3);
    pen.arc((12.0, 12.0), 4.6, 0.08, 0.42);
}

fn keypad(pen: &Pen<'_>) {
    for row in 0..3 {
        for column in 0..3 {
            pen.dot((5.5 + 6.5 * column as f32, 5.5 + 6.5 * row as f32), 2.0);
        }
    }
}

fn clerk(pen: &Pen<'_>) {
    pen.ring((12.0, 8.0), 4.5);
    pen.arc((12.0, 21.5), 8.5, 0.5, 1.0);
    pen.line(&[(3.5, 21.5), (20.5, 21.5)]);
}

fn cross(pen: &Pen<'_>) {
    pen.line(&[(5.5, 5.5), (18.5, 18.5)]);
    pen.line(&[(18.5, 5.5), (5.5, 18.5)]);
}

fn list(pen: &Pen<'_>) {
    for y in [6.0, 12.0, 18.0] {
        pen.dot((4.5, y), 1.7);
        pen.line(&[(9.5, y), (20.5, y)]);
    }
}

fn warning(pen: &Pen<'_>) {
    pen.line(&[(12.0, 3.0), (22.0, 20.5), (2.0, 20.5), (12.0, 3.0)]);
    pen.line(&[(12.0, 9.5), (12.0, 14.0)]);
    pen.dot((12.0, 17.3), 1.3);
}

fn back(pen: &Pen<'_>) {
    pen.line(&[(10.0, 5.0), (3.5, 12.0), (10.0, 19.0)]);
    pen.line(&[(4.0, 12.0), (20.5, 12.0)]);
}

fn erase(pen: &Pen<'_>) {
    pen.line(&[(8.5, 5.0), (21.5, 5.0), (21.5, 19.0), (8.5, 19.0), (2.5, 12.0), (8.5, 5.0)]);
    pen.line(&[(11.5, 9.0), (17.5, 15.0)]);
    pen.line(&[(17.5, 9.0), (11.5, 15.0)]);
}

fn camera(pen: &Pen<'_>) {
    pen.frame((2.5, 7.0), (21.5, 19.5), 2.5);
    pen.ring((12.0, 13.2), 3.6);
    pen.line(&[(8.0, 6.5), (9.5, 4.0), (14.5, 4.0), (16.0, 6.5)]);
}

fn sent(pen: &Pen<'_>) {
    pen.line(&[(14.0, 4.0), (2.5, 4.0), (2.5, 16.5), (21.5, 16.5), (21.5, 12.0)]);
    pen.line(&[(8.0, 20.5), (16.0, 20.5)]);
    pen.line(&[(9.0, 11.5), (20.0, 4.0)]);
    pen.line(&[(14.5, 3.5), (21.0, 3.5), (20.0, 9.5)]);
}

fn clock(pen: &Pen<'_>) {
    pen.ring((12.0, 12.0), 9.0);
    pen.line(&[(12.0, 6.5), (12.0, 12.0), (15.8, 14.2)]);
}

fn hospital(pen: &Pen<'_>) {
    pen.frame((4.0, 4.0), (20.0, 20.5), 1.5);
    pen.line(&[(12.0, 7.5), (12.0, 13.5)]);
    pen.line(&[(9.0, 10.5), (15.0, 10.5)]);
    pen.line(&[(12.0, 17.0), (12.0, 20.0)]);
}

fn records(pen: &Pen<'_>) {
    pen.frame((5.0, 3.0), (19.0, 21.0), 1.5);
    for y in [8.0, 12.0, 16.0] {
        pen.line(&[(8.7, y), (15.3, y)]);
    }
}

fn globe(pen: &Pen<'_>) {
    pen.ring((12.0, 12.0), 9.5);
    let meridian = |side: f32| {
        let point = |step: i32| {
            let angle = TAU * (0.25 - 0.5 * step as f32 / 12.0);
            (12.0 + side * 4.5 * angle.cos(), 12.0 + 9.5 * angle.sin())
        };
        pen.line(&(0..=12).map(point).collect::<Vec<_>>());
    };
    meridian(1.0);
    meridian(-1.0);
    pen.line(&[(2.5, 12.0), (21.5, 12.0)]);
}

fn letters(pen: &Pen<'_>) {
    pen.line(&[(2.0, 20.0), (8.5, 4.0), (15.0, 20.0)]);
    pen.line(&[(4.5, 14.5), (12.5, 14.5)]);
    pen.line(&[(19.5, 11.0), (19.5, 19.0)]);
    pen.line(&[(15.8, 15.0), (23.0, 15.0)]);
}

fn halves(pen: &Pen<'_>) {
    pen.ring((12.0, 12.0), 9.0);
    let point = |step: i32| {
        let angle = TAU * (0.25 + 0.5 * step as f32 / 16.0);
        pen.at((12.0 + 9.0 * angle.cos(), 12.0 + 9.0 * angle.sin()))
    };
    let half: Vec<Pos2> = (0..=16).map(point).collect();
    pen.painter.add(Shape::convex_polygon(half, pen.colour, Stroke::NONE));
}

/// A loudspeaker, and what comes out of it.
fn voice(pen: &Pen<'_>) {
    let body = [(2.5, 9.0), (6.5, 9.0), (12.5, 4.0), (12.5, 20.0), (6.5, 15.0), (2.5, 15.0), (2.5, 9.0)];
    pen.line(&body);
    for radius in [4.5, 8.5] {
        let point = |step: i32| {
            let angle = TAU * 0.125 * step as f32 / 6.0;
            (13.0 + radius * angle.cos(), 12.0 + radius * angle.sin())
        };
        pen.line(&(-6..=6).map(point).collect::<Vec<_>>());
    }
}

/// An arrow up or down beside a screen's edge.
fn height(pen: &Pen<'_>, [from, to]: [(f32, f32); 2], down: f32) {
    pen.line(&[(3.0, 4.0), (21.0, 4.0)]);
    pen.line(&[from, to]);
    pen.line(&[(to.0 - 5.0, to.1 - 5.0 * down), to, (to.0 + 5.0, to.1 - 5.0 * down)]);
}
