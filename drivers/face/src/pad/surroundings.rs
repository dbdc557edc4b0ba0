//! Whether what lies beside the face stands still, as a room does, or moves when the face moves, as on a held-up picture.
//!
//! A kiosk's camera stands still, and so does the room behind a patient, while no living head keeps still. On a print
//! that fills the view, face and surroundings are one sheet and move as one. Blocks beside and above the face, where no
//! body is, are followed from frame to frame by least squares (Lucas and Kanade 1981) in a grey copy of the frame; the
//! median block counts, so that somebody who walks past in the background does not.
//!
//! A film has a room of its own, before which the face moves as it did then. But a camera that stands still sees a room that
//! stands still to the pixel, and what is held by a hand never does: so the same blocks are also followed from the first frame
//! on, whatever the face does.
//!
//! It says nothing where the surroundings have no texture, and about a mask or a small screen that is held in front of a room.

use super::glimpse::{Glimpse, Grey, nose_bridge, way};
use crate::geometry::Point;

/// Blocks lie on a grid over the copy, so many pixels apart.
pub(super) const GRID: usize = 13;
/// Half a block's side in pixels of the copy.
const HALF: f32 = 5.0;
/// The least slope of brightness in a block.
const TEXTURE: f32 = 1.6;
/// Fewer blocks with texture than that are no surroundings.
pub(super) const FEWEST: usize = 4;
/// The person's outline in widths and heights of the face from its middle: the head, and all that is below it.
const HEAD: (f32, f32) = (0.95, 0.95);
const BODY: (f32, f32) = (2.2, 0.4);
/// Half the side of the block within the face.
const FACE_HALF: f32 = 0.33;
/// Nearer to where it was in the first frame, in pixels of the copy, the median block stands; the tremor of a hand that holds
/// a picture takes it farther within half a second.
const STANDS: f32 = 0.25;
/// In so many frames after the first it must have stood, but for one in so many; and in so many must it have gone to have moved.
const STOOD: usize = 16;
const SLIPS: usize = 8;
const MOVED: usize = 3;

/// What the surroundings did so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Surroundings {
    /// The frame from which ways are counted: the last one but for those in which the face hardly moved since.
    from: Option<Glimpse>,
    /// The ways of the face and of the median block, summed over pairs of frames, in pixels of the frame.
    own: f32,
    beside: f32,
    /// The way of the face while nothing beside it had texture, in pixels of the frame.
    blank: f32,
    anchor: Anchor,
}

/// Where the median block is, counted from the first frame with texture; a glance at the camera's own stand.
#[derive(Debug, Clone, Default)]
struct Anchor {
    first: Option<Glimpse>,
    stood: usize,
    moved: usize,
}

impl Anchor {
    fn push(&mut self, next: &Glimpse) {
        let Some(first) = &self.first else {
            self.first = Some(next.clone());
            return;
        };
        match median_way(first, next) {
            Some(way) if way < STANDS => self.stood += 1,
            Some(_) => self.moved += 1,
            None => {}
        }
    }

    fn stands(&self) -> Option<bool> {
        if self.moved >= MOVED.max(self.stood / SLIPS) {
            return Some(false);
        }
        (self.stood >= STOOD).then_some(true)
    }
}

/// So many pixels of the frame the face must have gone before it is asked what its surroundings did.
const STEP: f32 = 3.0;
/// So many pixels in all before an answer is given.
const ENOUGH: f32 = 6.0;

impl Surroundings {
    /// Takes one more frame of the same face.
    pub(crate) fn push(&mut self, next: Glimpse) {
        self.anchor.push(&next);
        let Some(from) = &self.from else {
            self.from = Some(next);
            return;
        };
        match ways(from, &next) {
            // Small ways are mostly noise, of the face as of what is beside it; they are left to grow.
            Some((own, _)) if own < STEP => return,
            Some((own, Some(beside))) => {
                self.own += own;
                self.beside += beside;
            }
            Some((own, None)) => self.blank += own,
            None => {}
        }
        self.from = Some(next);
    }

    /// 0 where the surroundings stood still, 1 where they went as far as the face or farther; `None` where the face went
    /// hardly anywhere, or nothing beside it can be followed.
    pub(crate) fn follow(&self) -> Option<f32> {
        (self.own >= ENOUGH).then(|| (self.beside / self.own).clamp(0.0, 1.0))
    }

    /// Whether the surroundings stood where they were in the first frame, as a camera that stands sees its room, or went from
    /// there, as whatever a hand holds; `None` until either is known.
    pub(crate) fn stand(&self) -> Option<bool> {
        self.anchor.stands()
    }

    /// Whether the face moved as far while nothing beside it had texture.
    pub(crate) fn is_blank(&self) -> bool {
        self.blank >= ENOUGH
    }
}

/// How far the face and the median block beside it went, in pixels of the frame; no block where too few have texture.
fn ways(before: &Glimpse, after: &Glimpse) -> Option<(f32, Option<f32>)> {
    let middle = before.place(before.face.centre());
    let (from, to) = (before.place(nose_bridge(&before.face)), after.place(nose_bridge(&after.face)));
    let guess = Point::new(to.x - from.x, to.y - from.y);
    let half = before.face.width / before.factor * FACE_HALF;
    let own = length(way(&before.room, &after.room, middle, half, guess, TEXTURE)?);
    Some((own * before.factor, median_way(before, after).map(|way| way * before.factor)))
}

/// How far the median block beside the face went, in pixels of the copy; `None` where too few have texture.
fn median_way(before: &Glimpse, after: &Glimpse) -> Option<f32> {
    let followed = |at| way(&before.room, &after.room, at, HALF, Point::default(), TEXTURE).map(length);
    let mut ways: Vec<f32> = beside(before).filter_map(followed).collect();
    ways.sort_by(f32::total_cmp);
    ways.get(ways.len() / 2).copied().filter(|_| ways.len() >= FEWEST)
}

/// The places that are looked at in a copy of the whole frame.
pub(super) fn grid(room: &Grey) -> impl Iterator<Item = Point> + use<> {
    let (columns, rows) = (room.width(), room.height());
    let row = move |y| (GRID / 2..columns).step_by(GRID).map(move |x| Point::new(x as f32, y as f32));
    (GRID / 2..rows).step_by(GRID).flat_map(row)
}

/// The places of the grid where no part of the person is expected.
pub(super) fn beside(glimpse: &Glimpse) -> impl Iterator<Item = Point> {
    let (face, factor) = (&glimpse.face, glimpse.factor);
    let (middle, width, height) = (glimpse.place(face.centre()), face.width / factor, face.height / factor);
    grid(&glimpse.room).filter(move |at| {
        let (across, down) = (((at.x - middle.x) / width).abs(), (at.y - middle.y) / height);
        (across > HEAD.0 || down < -HEAD.1) && (across > BODY.0 || down < BODY.1)
    })
}

fn length(way: Point) -> f32 {
    way.distance(Point::default())
}

#[cfg(test)]
pub(crate) mod tests {
    use image::RgbImage;

    use super::*;
    use crate::geometry::FaceBox;

    /// A picture with texture everywhere, moved as a whole or its middle alone.
    pub(crate) fn frame(shift: f32, is_sheet: bool) -> (RgbImage, FaceBox) {
        let pattern = |x: f32, y: f32| {
            128.0 + 50.0 * (x / 9.0).sin() * (y / 13.0).cos() + 40.0 * ((x + 2.0 * y) / 23.0).sin()
        };
        let picture = RgbImage::from_fn(640, 480, |x, y| {
            let (x, y) = (x as f32, y as f32);
            let is_face = (x - 320.0).hypot(y - 240.0) < 110.0;
            let by = if is_face || is_sheet { shift } else { 0.0 };
            image::Rgb([pattern(x - by, y - by / 2.0) as u8; 3])
        });
        let at = |x: f32, y: f32| Point::new(x + shift, y + shift / 2.0);
        let landmarks =
            [at(290.0, 220.0), at(350.0, 220.0), at(320.0, 250.0), at(295.0, 285.0), at(345.0, 285.0)];
        let (x, y) = (245.0 + shift, 150.0 + shift / 2.0);
        (picture, FaceBox { x, y, width: 150.0, height: 180.0, score: 0.9, landmarks })
    }

    fn follow(is_sheet: bool, step: f32) -> Option<f32> {
        let mut surroundings = Surroundings::default();
        for at in 0..8 {
            let (picture, face) = frame(step * at as f32, is_sheet);
            surroundings.push(Glimpse::of(&picture, &face));
        }
        surroundings.follow()
    }

    #[test]
    fn a_sheet_moves_as_one_and_a_room_stands_still() {
        let (sheet, room) = (follow(true, 2.0).unwrap(), follow(false, 2.0).unwrap());
        assert!(sheet > 0.8, "{sheet}");
        assert!(room < 0.2, "{room}");
    }

    #[test]
    fn a_room_stands_and_what_is_in_a_hand_does_not_whether_the_face_moves_or_not() {
        let stand = |is_sheet, step: f32, frames| {
            let mut surroundings = Surroundings::default();
            for at in 0..frames {
                let (picture, face) = frame(step * at as f32, is_sheet);
                surroundings.push(Glimpse::of(&picture, &face));
            }
            surroundings.stand()
        };
        for (what, is_sheet, step, frames, expected) in [
            ("a face that moves in a room", false, 1.0, STOOD + 1, Some(true)),
            ("a face that keeps still in a room", false, 0.0, STOOD + 1, Some(true)),
            ("a sheet that moves", true, 0.7, STOOD + 1, Some(false)),
            ("too few frames of a room", false, 1.0, STOOD, None),
        ] {
            assert_eq!(stand(is_sheet, step, frames), expected, "{what}");
        }
    }

    #[test]
    fn what_does_not_move_or_has_no_texture_says_nothing() {
        assert_eq!(follow(true, 0.0), None);
        let (_, face) = frame(0.0, true);
        let mut surroundings = Surroundings::default();
        for _ in 0..4 {
            surroundings.push(Glimpse::of(&RgbImage::from_pixel(640, 480, image::Rgb([130; 3])), &face));
        }
        assert_eq!(surroundings.follow(), None);
        assert!(!surroundings.is_blank(), "who keeps still cannot say that the wall is blank");
    }

    #[test]
    fn a_face_that_moves_before_nothing_is_before_a_blank_wall() {
        let mut surroundings = Surroundings::default();
        for at in 0..8 {
            let (mut picture, face) = frame(3.0 * at as f32, false);
            for (x, y, pixel) in picture.enumerate_pixels_mut() {
                if (x as f32 - 320.0).hypot(y as f32 - 240.0) > 110.0 {
                    *pixel = image::Rgb([130; 3]);
                }
            }
            surroundings.push(Glimpse::of(&picture, &face));
        }
        assert!(surroundings.is_blank());
        assert_eq!(surroundings.follow(), None);
    }

    #[test]
    fn a_face_at_the_edge_or_in_a_tiny_frame_is_no_panic() {
        let (_, face) = frame(0.0, true);
        for (width, height) in [(64, 64), (64, 4096), (200, 70)] {
            let picture = RgbImage::from_fn(width, height, |x, y| image::Rgb([(x * y) as u8; 3]));
            let mut surroundings = Surroundings::default();
            for x in [-500.0, 0.0, f32::NAN, 1e9] {
                surroundings.push(Glimpse::of(&picture, &FaceBox { x, ..face }));
            }
        }
    }
}
