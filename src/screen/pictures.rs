//! Pictures that explain without words: where the card goes, that it is being read, that it is to be taken.
//!
//! Drawn on a grid of 100, in front of a reader whose tray one looks down upon. They follow no real reader's looks.

use super::front::Front;
use super::icons::{Sign, sign};
use super::layout::fitted;
use super::motion::{ASK, LAY_BACK, READ, TAKE, ease, part, there_and_back};
use super::parts::Pane;
use super::tokens::{Palette, blend};
use crate::session::CardPlace;
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

/// Corners of the card, from the upper left of its front, clockwise.
type Corners = [(f32, f32); 4];

/// A kind of reader: where the card is, in it and before it, and what is drawn about it.
#[derive(Clone, Copy)]
struct Kind {
    /// Where the card lies when it is read, and where it is held before the reader.
    lying: Corners,
    held: Corners,
    /// The height of the slit into which it goes, and whether what is above it is hidden then, or what is below.
    slit: Option<(f32, bool)>,
    /// The card's edge that goes in first.
    first: usize,
    /// Where the arrow that shows the way in begins, and how long it is, downwards.
    arrow: (f32, f32),
    /// From where waves go out while the card is read.
    waves: f32,
}

const TRAY: Kind = Kind {
    lying: [(29.0, 65.5), (71.0, 65.5), (77.0, 76.5), (23.0, 76.5)],
    held: HELD,
    slit: None,
    first: 2,
    arrow: (44.0, 15.0),
    waves: 60.0,
};
const TOP: Kind = Kind {
    lying: [(23.0, 44.0), (77.0, 44.0), (77.0, 78.0), (23.0, 78.0)],
    held: HELD,
    slit: Some((64.0, false)),
    first: 2,
    arrow: (43.5, 15.0),
    waves: 46.0,
};
/// The card's left edge goes in first: it lies lengthwise before the slot.
const SLOT: Kind = Kind {
    lying: [(63.5, 18.0), (66.0, 50.0), (34.0, 50.0), (36.5, 18.0)],
    held: [(64.5, 55.0), (69.0, 87.0), (31.0, 87.0), (35.5, 55.0)],
    slit: Some((31.0, true)),
    first: 0,
    arrow: (52.0, -13.0),
    waves: 44.0,
};
const HELD: Corners = [(23.0, 6.0), (77.0, 6.0), (77.0, 40.0), (23.0, 40.0)];

impl Kind {
    fn of(place: CardPlace) -> Self {
        match place {
            CardPlace::Tray => TRAY,
            CardPlace::Slot => SLOT,
            CardPlace::Top => TOP,
        }
    }
}

/// Draws reader and card, and what is done with it.
pub(crate) fn reader(pane: &Pane<'_>, rect: Rect, deed: Deed) {
    let canvas = Canvas::new(pane, fitted(rect, 1.12));
    canvas.body(pane.place);
    match deed {
        Deed::LayDown => {
            let (y, length) = canvas.kind.arrow;
            canvas.card(canvas.kind.held);
            canvas.arrow(y, length);
        }
        Deed::Read => {
            canvas.card(canvas.kind.lying);
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

/// Draws a ticket, notched so deep where it was torn off, so that nobody takes it for something to be pressed.
pub(crate) fn ticket(painter: &Painter, rect: Rect, notch: f32, [colour, ground]: [Color32; 2]) {
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
    kind: Kind,
    painter: Painter,
    tone: &'static Palette,
    rect: Rect,
    unit: f32,
}

impl Canvas {
    fn new(pane: &Pane<'_>, rect: Rect) -> Self {
        let (kind, painter) = (Kind::of(pane.place), pane.painter().clone());
        Self { kind, painter, tone: pane.tone, rect, unit: rect.width() / 100.0 }
    }

    /// The same place, on which what is drawn is seen in part.
    fn seen(&self, part: f32) -> Self {
        let mut painter = self.painter.clone();
        painter.multiply_opacity(part);
        Self { kind: self.kind, painter, ..*self }
    }

    fn at(&self, x: f32, y: f32) -> Pos2 {
        self.rect.min + Vec2::new(x, y) * self.unit
    }

    fn line(&self, weight: f32, colour: Color32) -> Stroke {
        Stroke::new(weight * self.unit, colour)
    }

    fn shape(&self, corners: Corners, fill: Color32, stroke: Stroke) {
        let points = corners.map(|(x, y)| self.at(x, y)).to_vec();
        self.painter.add(Shape::convex_polygon(points, fill, stroke));
    }

    /// The reader: its top seen from above, its front, and where the card goes.
    fn body(&self, place: CardPlace) {
        let edge = self.line(0.9, self.tone.ink);
        let (top, front) = (self.tone.sheet, self.tone.hairline);
        match place {
            CardPlace::Tray => {
                self.shape([(16.0, 62.0), (84.0, 62.0), (96.0, 80.0), (4.0, 80.0)], top, edge);
                self.shape([(4.0, 80.0), (96.0, 80.0), (96.0, 87.0), (4.0, 87.0)], front, edge);
                let place = [(27.0, 64.5), (73.0, 64.5), (79.5, 77.5), (20.5, 77.5)];
                self.shape(place, self.tone.accent_wash, self.line(0.9, self.tone.accent));
            }
            CardPlace::Top => {
                self.shape([(12.0, 59.0), (88.0, 59.0), (94.0, 69.0), (6.0, 69.0)], top, edge);
                self.shape([(6.0, 69.0), (94.0, 69.0), (94.0, 87.0), (6.0, 87.0)], front, edge);
                self.slit([(19.0, 62.5), (81.0, 62.5), (81.5, 65.5), (18.5, 65.5)]);
            }
            CardPlace::Slot => {
                self.shape([(14.0, 3.0), (86.0, 3.0), (92.0, 20.0), (8.0, 20.0)], top, edge);
                self.shape([(8.0, 20.0), (92.0, 20.0), (92.0, 39.0), (8.0, 39.0)], front, edge);
                self.slit([(30.0, 28.0), (70.0, 28.0), (70.0, 32.0), (30.0, 32.0)]);
            }
        }
    }

    /// What the card goes into.
    fn slit(&self, corners: Corners) {
        self.shape(corners, self.tone.ink, self.line(0.9, self.tone.accent));
    }

    /// The card with its corners at these places, but for what is in the reader.
    fn card(&self, corners: Corners) {
        let corners = corners.map(|(x, y)| self.at(x, y));
        let seen = self.painter.clip_rect();
        let seen = match self.kind.slit.map(|(slit, is_below)| (self.at(0.0, slit).y, is_below)) {
            Some((slit, true)) => seen.with_min_y(slit),
            Some((slit, false)) => seen.with_max_y(slit),
            None => seen,
        };
        let painter = self.painter.with_clip_rect(seen);
        Front { painter: &painter, tone: self.tone, corners, edge: 0.7 * self.unit }.draw(None);
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
        let Kind { lying, held, first, arrow, .. } = self.kind;
        let corners: Corners = std::array::from_fn(|corner| between(lying[corner], held[corner]));
        self.card(corners);
        // The other way, and as far from the card as when it was to go in.
        let (begin, length) = arrow;
        let end = begin + length + corners[first].1 - held[first].1;
        self.seen(part(lift, 0.3, 0.8)).arrow(end, -length);
    }

    /// Waves that go out from the card while it is read, and grow faint as they go; they have gone two places on a way of 1.
    fn waves(&self, way: f32) {
        // Towards whoever stands there where the reader is above the card.
        let down = if matches!(self.kind.slit, Some((_, true))) { -1.0 } else { 1.0 };
        for place in -1..3_i8 {
            let place = f32::from(place) + (2.0 * way).fract();
            let radius = 14.0 + 12.0 * place;
            let point = |step: u32| {
                let angle = TAU * (0.61 + 0.28 * step as f32 / 20.0);
                self.at(50.0 + radius * angle.cos(), self.kind.waves + down * radius * angle.sin())
            };
            let colour = blend(self.tone.accent, self.tone.hairline, part(place, 0.0, 2.0));
            let seen = part(place, -1.0, 0.0) - part(place, 2.0, 3.0);
            self.painter.line((0..=20).map(point).collect(), self.line(2.6, colour.gamma_multiply(seen)));
        }
    }
}
