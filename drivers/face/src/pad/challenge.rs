//! The active challenge: "turn your head a little to the left", verified from the landmarks of the frames.
//!
//! Which side is asked for comes from the caller, at random; there is neither chance nor clock here. A turn counts
//! where it was one movement: the face's box overlaps from frame to frame, from a view that faces the camera to one
//! whose nose left the plane of eyes and mouth on the side that was asked for.

use super::parallax::parallax;
use crate::geometry::FaceBox;
use std::time::Duration;

/// When the patient is asked to turn the head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Challenge {
    /// Never: what is seen decides by itself.
    #[default]
    Never,
    /// Where the evidence leaves it open whether the face lives.
    WhenInDoubt,
    /// Before every acceptance.
    Always,
}

/// A side, as the patient says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Side {
    /// The patient's left, which is right in the camera's picture.
    #[default]
    Left,
    /// The patient's right.
    Right,
}

/// How far a turn has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Progress {
    /// Not turned far enough yet, or to the other side.
    Waiting,
    /// A head was turned to the side that was asked for.
    Turned,
}

/// Nose out of the plane, in eye distances; a head reaches it at 20° to 25°, where a frame is still comparable.
const TURNED: f32 = 0.15;
/// Narrower than that (37° and more) and only a shallow thing, such as a strongly bent print, shows no more nose.
const NARROWEST: f32 = 0.8;
/// A face within this of facing the camera, in eye distances of the nose, is where a turn may begin.
const FACING: f32 = 0.12;
/// A face's box from one frame to the next; below, it may be another face.
const SAME_PLACE: f32 = 0.3;
/// So many frames in a row must show the turn: one may be a slip of the landmarks.
const FRAMES: usize = 2;

/// So long whoever was asked to turn the head has for it.
pub const TURN: Duration = Duration::from_secs(4);
/// So many frames pass meanwhile, 30 a second.
const PATIENCE: usize = 30 * TURN.as_secs() as usize;

/// So often the head is turned at most, each time to a side that was drawn anew: what stays in doubt then is for PIN or clerk.
pub type Sides = [Side; 4];

/// The challenge, once it was put to a patient.
#[derive(Debug)]
pub(crate) struct Turn {
    turning: Turning,
    frames: usize,
    is_done: bool,
}

impl Turn {
    pub(crate) fn new(side: Side) -> Self {
        Self { turning: Turning::new(side), frames: 0, is_done: false }
    }

    pub(crate) fn side(&self) -> Side {
        self.turning.side
    }

    pub(crate) fn is_done(&self) -> bool {
        self.is_done
    }

    /// Whether the patient had time enough.
    pub(crate) fn is_over(&self) -> bool {
        self.frames >= PATIENCE
    }

    /// Whether a view was seen that faces the camera, from which the head can be turned.
    pub(crate) fn has_begun(&self) -> bool {
        self.turning.front.is_some()
    }

    /// Begins anew with another face; the time that passed has passed.
    pub(crate) fn reset(&mut self) {
        self.turning.reset();
        self.is_done = false;
    }

    /// Takes the face of one more frame and its `yaw`, as [`Turning::push`] does; the turn is done only in a frame whose face
    /// `is_compared` with the one before.
    pub(crate) fn push(&mut self, face: Option<(&FaceBox, f32)>, is_compared: bool) {
        self.frames += 1;
        self.is_done |= self.turning.push(face) == Progress::Turned && is_compared;
    }
}

/// Follows one face through its turn.
#[derive(Debug, Clone)]
struct Turning {
    side: Side,
    front: Option<FaceBox>,
    last: Option<FaceBox>,
    turned: usize,
}

impl Turning {
    fn new(side: Side) -> Self {
        Self { side, front: None, last: None, turned: 0 }
    }

    /// Begins anew, as another face would.
    fn reset(&mut self) {
        *self = Self::new(self.side);
    }

    /// Takes the face of one more frame, whose nose is `yaw` eye distances off the middle; `None` is no face.
    fn push(&mut self, face: Option<(&FaceBox, f32)>) -> Progress {
        let Some((face, yaw)) = face else {
            self.reset();
            return Progress::Waiting;
        };
        if self.last.is_some_and(|last| last.overlap(face) < SAME_PLACE) {
            self.reset();
        }
        self.last = Some(*face);
        if self.front.is_none() && yaw.abs() < FACING {
            self.front = Some(*face);
        }
        self.turned = if self.shows_turn(face) { self.turned + 1 } else { 0 };
        if self.turned >= FRAMES { Progress::Turned } else { Progress::Waiting }
    }

    fn shows_turn(&self, face: &FaceBox) -> bool {
        let seen = self.front.and_then(|front| parallax(&front.landmarks, &face.landmarks));
        seen.is_some_and(|seen| {
            let way = match self.side {
                Side::Left => seen.shift,
                Side::Right => -seen.shift,
            };
            way >= TURNED && seen.foreshortening >= NARROWEST
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pad::drawn::{BENT, HEAD, PRINT, turned};

    fn face(depth: [f64; 5], yaw: f64) -> FaceBox {
        let landmarks = turned(depth, yaw, 3.0);
        FaceBox { x: 250.0, y: 150.0, width: 140.0, height: 180.0, score: 0.9, landmarks }
    }

    fn nose(face: &FaceBox) -> f32 {
        let [right, left, nose, ..] = face.landmarks;
        (nose.x - right.midpoint(left).x) / right.distance(left)
    }

    /// Whether a face that turns from the front to `to` degrees, two a frame, passes.
    fn passes(depth: [f64; 5], to: i32, side: Side) -> bool {
        let mut turning = Turning::new(side);
        let way = (0..=to.abs()).step_by(2).map(|degrees| face(depth, f64::from(degrees * to.signum())));
        way.fold(false, |passed, face| {
            passed | (turning.push(Some((&face, nose(&face)))) == Progress::Turned)
        })
    }

    #[test]
    fn a_head_passes_on_the_side_that_was_asked_for_and_a_picture_on_none() {
        for (what, depth, to, left, right) in [
            ("a head to its left", HEAD, 35, true, false),
            ("a head to its right", HEAD, -35, false, true),
            ("a head that sways", HEAD, 8, false, false),
            ("a print", PRINT, 60, false, false),
            ("a print the other way", PRINT, -60, false, false),
            ("a bent print", BENT, 60, false, false),
            ("a print rolled as a can of 5 cm radius", [0.0, 0.0, 11.0, 5.0, 5.0], 70, false, false),
        ] {
            assert_eq!(
                (passes(depth, to, Side::Left), passes(depth, to, Side::Right)),
                (left, right),
                "{what}"
            );
        }
    }

    #[test]
    fn a_face_that_went_or_jumped_begins_anew() {
        let (front, side) = (face(HEAD, 0.0), face(HEAD, 30.0));
        let elsewhere = FaceBox { x: 20.0, y: 20.0, ..side };
        for (what, between) in [("nobody", None), ("another place", Some((&elsewhere, 0.3)))] {
            let mut turning = Turning::new(Side::Left);
            turning.push(Some((&front, 0.0)));
            turning.push(between);
            let after = [(); 3].map(|()| turning.push(Some((&side, 0.3))));
            assert_eq!(after, [Progress::Waiting; 3], "{what}");
        }
    }

    #[test]
    fn one_slip_of_the_landmarks_is_no_turn() {
        let (front, side) = (face(HEAD, 0.0), face(HEAD, 30.0));
        let mut turning = Turning::new(Side::Left);
        for face in [&front, &side, &front, &side, &front] {
            assert_eq!(turning.push(Some((face, nose(face)))), Progress::Waiting);
        }
    }
}
