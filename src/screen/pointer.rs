//! Which way to move or to turn, drawn beside the frame that the face belongs in: for whoever does not read. The preview is
//! a mirror, so the left of the screen is the left of who looks at it.

use super::motion::{NUDGE, there_and_back};
use super::parts::Pane;
use crate::session::Guidance;
use egui::{Color32, Pos2, Rect, Shape, Stroke, Vec2};
use std::f32::consts::TAU;

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    /// To go this way.
    Slide(Vec2),
    /// To turn the head: -1 to the left, 1 to the right.
    Turn(f32),
    /// To come closer: 1, so that the face fills the frame; to step back: -1.
    Grow(f32),
}

fn way(guidance: Guidance) -> Option<Way> {
    Some(match guidance {
        Guidance::MoveLeft => Way::Slide(Vec2::LEFT),
        Guidance::MoveRight => Way::Slide(Vec2::RIGHT),
        Guidance::MoveUp => Way::Slide(Vec2::UP),
        Guidance::MoveDown => Way::Slide(Vec2::DOWN),
        Guidance::TurnLeft => Way::Turn(-1.0),
        Guidance::TurnRight => Way::Turn(1.0),
        Guidance::ComeCloser => Way::Grow(1.0),
        Guidance::StepBack => Way::Grow(-1.0),
        Guidance::NoFace
        | Guidance::LookHere
        | Guidance::TooDark
        | Guidance::TooBright
        | Guidance::HoldStill
        | Guidance::OnePersonOnly
        | Guidance::TakeMaskOff
        | Guidance::LightBehind
        | Guidance::ShowEyes
        | Guidance::Comparing => return None,
    })
}

/// Draws what `guidance` asks for around an oval of `radius` in the middle of `rect`, never over the face.
pub(crate) fn pointer(pane: &Pane<'_>, rect: Rect, radius: Vec2, guidance: Guidance) {
    let Some(way) = way(guidance) else { return };
    let nudge = there_and_back(pane.gesture(&NUDGE));
    let weight = rect.height() * 0.024;
    let centre = rect.center();
    match way {
        Way::Slide(to) => {
            let free = (rect.size() / 2.0 - radius).dot(to.abs());
            let pen = Pen { pane, weight: weight.min(free * 0.16) };
            let half = (free * 0.36).min(rect.height() * 0.11);
            let middle = centre + to * (radius.dot(to.abs()) + free * (0.47 + 0.06 * nudge));
            pen.path(vec![middle - to * half, middle + to * (half - pen.ahead())]);
        }
        // Around the neck, as one sees a head turn from before it.
        Way::Turn(side) => {
            let under = centre + Vec2::new(0.0, radius.y * 1.02);
            let pen = Pen { pane, weight: weight * 0.8 };
            pen.swing(under, Vec2::new(radius.x * 0.95, rect.height() * 0.085), side, 0.03 * nudge);
        }
        Way::Grow(out) => {
            let pen = Pen { pane, weight };
            for corner in [(-1.0, -1.0), (1.0, -1.0), (-1.0, 1.0), (1.0, 1.0)].map(Vec2::from) {
                let edge = centre + corner * radius * 0.84;
                let far = edge + corner * radius.y * 0.2;
                let step = corner * radius.y * 0.03 * nudge * out;
                let [from, to] = if out > 0.0 { [edge, far] } else { [far, edge] };
                pen.path(vec![from + step, to + step]);
            }
        }
    }
}

/// Draws arrows in the accent with an edge of paper, so that they stand out from any picture.
struct Pen<'a> {
    pane: &'a Pane<'a>,
    weight: f32,
}

impl Pen<'_> {
    /// How far a head reaches beyond its line.
    fn ahead(&self) -> f32 {
        self.weight * 2.4
    }

    /// Along the lower half of an oval to one side, `on` parts of a turn further.
    fn swing(&self, centre: Pos2, radius: Vec2, side: f32, on: f32) {
        let point = |step: i32| {
            let angle = TAU * (0.25 - side * (0.17 * step as f32 / 6.0 - 0.14 + on));
            centre + radius * Vec2::new(angle.cos(), angle.sin())
        };
        self.path((0..=10).map(point).collect());
    }

    /// A line that ends in a head.
    fn path(&self, points: Vec<Pos2>) {
        let [.., before, tip] = points[..] else { return };
        let ahead = (tip - before).normalized() * self.ahead();
        let head = [tip + ahead, tip + ahead.rot90() * 0.85, tip - ahead.rot90() * 0.85];
        let layers = [(self.weight * 0.8, self.pane.tone.paper), (0.0, self.pane.tone.accent)];
        for (edge, colour) in layers {
            self.stroke(&points, self.weight + edge, colour);
            let outline = Stroke::new(edge, colour);
            self.pane.painter().add(Shape::convex_polygon(head.to_vec(), colour, outline));
        }
    }

    fn stroke(&self, points: &[Pos2], weight: f32, colour: Color32) {
        self.pane.painter().add(Shape::line(points.to_vec(), Stroke::new(weight, colour)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_asks_for_a_movement_points_its_way() {
        let points = |guidance: &Guidance| way(*guidance).is_some();
        assert_eq!(Guidance::ALL.iter().filter(|guidance| points(guidance)).count(), 8);
        assert_eq!(
            way(Guidance::TurnLeft),
            Some(Way::Turn(-1.0)),
            "to the left of who looks into the mirror"
        );
    }
}
