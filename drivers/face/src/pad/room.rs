//! The room behind patients, as a kiosk knows it from those whom it let through.
//!
//! A film that stands before the camera has a room that stands to the pixel too, but it is hardly ever this room, seen from this
//! place: the wall, the door and the shelves behind patients are the same from one patient to the next. So blocks that lie
//! beside each patient are kept, none of them of that person, and those that were alike for three patients are what the next
//! one must be seen before. Blocks are compared by their correlation (Lewis 1995), which neither exposure nor lamps change. Where
//! the wall shows hardly anything, that is what is known of it, and what shows something there is another room.
//!
//! A kiosk that starts looks at its room before anybody comes, so it knows it from the first patient on.
//!
//! A room that changes is learnt anew from those who are let through otherwise. It is kept in memory alone, as rough patterns of a
//! quarter of a frame's size: somebody who sits in the background is a few pixels of them high, until the next patient.

use std::fmt;

use image::RgbImage;

use super::glimpse::{Glimpse, Grey};
use super::surroundings::{FEWEST, GRID, beside, grid};
use crate::engine::Observation;
use crate::geometry::Point;

/// Blocks reach so many pixels of the copy from their middle, and one may lie so many beside where it was.
const REACH: i32 = GRID as i32 / 2;
const SLACK: i32 = 1;
/// The least standard deviation of brightness in a block, in grey levels; what has less is blank.
const TEXTURE: f32 = 3.0;
/// What a standard deviation is in a pattern.
const DEVIATION: f32 = 32.0;
/// From this correlation on two blocks show the same.
const ALIKE: f32 = 0.8;
/// An empty room is learnt at such a mean brightness, in grey levels: in the dark a wall shows nothing that it shows by day.
const LIT: std::ops::Range<f32> = 50.0..220.0;
/// A block is known once so many patients were seen beside it; more than so many are not counted, so that it can be unlearnt.
const KNOWN: u8 = 3;
const MOST: u8 = 9;
/// The share of the known blocks that must be seen again: others wait in the background, and doors open. More of blank ones, by which
/// only a wall without anything is known, since much is blank.
const SHARE: f32 = 1.0 / 3.0;
const BLANK_SHARE: f32 = 2.0 / 3.0;

/// What is always seen behind patients; empty at first.
#[derive(Clone, Default)]
pub struct Room {
    /// Of the copies of the frames in which the blocks lie.
    width: usize,
    height: usize,
    blocks: Vec<Block>,
}

/// What was seen at one place, and how many patients agreed on it.
#[derive(Clone, Default)]
struct Block {
    /// None where it is blank.
    pattern: Option<Pattern>,
    agreed: u8,
}

/// How a block's brightness differs from its mean, in parts of its deviation.
#[derive(Clone)]
struct Pattern(Vec<i8>);

impl Room {
    /// Learns from a frame of somebody who was let through what lies beside them.
    pub fn learn(&mut self, observation: &Observation) {
        let Some(glimpse) = &observation.glimpse else { return };
        self.take(&glimpse.room, places(beside(glimpse), &glimpse.room));
    }

    /// Learns from a frame in which nobody is as from a patient, and what they hide too; `false` where there is too little light
    /// or too much.
    pub(crate) fn survey(&mut self, frame: &RgbImage) -> bool {
        let (copy, _) = Grey::whole(frame);
        let is_lit = copy.mean().is_some_and(|mean| LIT.contains(&mean));
        if is_lit {
            self.take(&copy, places(grid(&copy), &copy));
        }
        is_lit
    }

    fn take(&mut self, seen: &Grey, places: impl Iterator<Item = (i32, i32)>) {
        let (width, height) = (seen.width(), seen.height());
        if (self.width, self.height) != (width, height) {
            let blocks = vec![Block::default(); width.div_ceil(GRID) * height.div_ceil(GRID)];
            *self = Self { width, height, blocks };
        }
        for at in places {
            let index = self.index(at);
            self.blocks[index].learn(seen, at);
        }
    }

    /// Whether a person is seen before this room; `None` where too little of it is known, or in sight.
    pub(super) fn is_behind(&self, glimpse: &Glimpse) -> Option<bool> {
        if (self.width, self.height) != (glimpse.room.width(), glimpse.room.height()) {
            return None;
        }
        self.is_seen_again(glimpse, false, SHARE).or_else(|| self.is_seen_again(glimpse, true, BLANK_SHARE))
    }

    /// Whether such a share of the known blocks that are blank, or are not, is seen again; `None` where there are too few.
    fn is_seen_again(&self, glimpse: &Glimpse, are_blank: bool, share: f32) -> Option<bool> {
        let block = |at: (i32, i32)| (&self.blocks[self.index(at)], at);
        let is_known = |block: &Block| block.agreed >= KNOWN && block.pattern.is_none() == are_blank;
        let known = places(beside(glimpse), &glimpse.room).map(block).filter(|(block, _)| is_known(block));
        let again: Vec<bool> = known.map(|(block, at)| block.is_seen(&glimpse.room, at)).collect();
        let count = again.iter().filter(|is_so| **is_so).count();
        (again.len() >= FEWEST).then_some(count as f32 >= share * again.len() as f32)
    }

    fn index(&self, (x, y): (i32, i32)) -> usize {
        y as usize / GRID * self.width.div_ceil(GRID) + x as usize / GRID
    }
}

impl Block {
    /// Counts who agrees; where nobody agrees any more, it is another one from now on.
    fn learn(&mut self, now: &Grey, at: (i32, i32)) {
        match self.agreed {
            0 => *self = Self { pattern: Pattern::of(now, at), agreed: 1 },
            agreed if self.is_seen(now, at) => self.agreed = (agreed + 1).min(MOST),
            1 => *self = Self { pattern: Pattern::of(now, at), agreed: 1 },
            agreed => self.agreed = agreed - 1,
        }
    }

    /// Whether it is seen at its place, or next to it.
    fn is_seen(&self, now: &Grey, (x, y): (i32, i32)) -> bool {
        let Some(pattern) = &self.pattern else { return Pattern::of(now, (x, y)).is_none() };
        // The camera stands, so a block is most likely where it was.
        let near = |way: i32| [way, way - SLACK, way + SLACK];
        let mut places = near(y).into_iter().flat_map(|y| near(x).map(move |x| (x, y)));
        places.any(|at| Pattern::of(now, at).is_some_and(|seen| seen.correlation(pattern) >= ALIKE))
    }
}

impl Pattern {
    /// The block about a place; `None` beyond the edge, or where it is blank.
    fn of(grey: &Grey, (x, y): (i32, i32)) -> Option<Self> {
        let is_within = |at: i32, size: usize| at >= REACH && at + REACH < size as i32;
        if !is_within(x, grey.width()) || !is_within(y, grey.height()) {
            return None;
        }
        let places = (y - REACH..=y + REACH).flat_map(|y| (x - REACH..=x + REACH).map(move |x| (x, y)));
        let values = || places.clone().map(|(x, y)| grey.value(x as usize, y as usize));
        let count = values().count() as f32;
        let mean = values().sum::<f32>() / count;
        let deviation = (values().map(|value| (value - mean).powi(2)).sum::<f32>() / count).sqrt();
        let scaled = |value: f32| ((value - mean) / deviation * DEVIATION).round() as i8; // Saturates.
        (deviation >= TEXTURE).then(|| Self(values().map(scaled).collect()))
    }

    fn correlation(&self, other: &Self) -> f32 {
        let product = |a: &Self, b: &Self| -> f32 {
            a.0.iter().zip(&b.0).map(|(a, b)| f32::from(i16::from(*a) * i16::from(*b))).sum()
        };
        product(self, other) / (product(self, self) * product(other, other)).sqrt()
    }
}

/// The middles of the blocks that are whole.
fn places(middles: impl Iterator<Item = Point>, seen: &Grey) -> impl Iterator<Item = (i32, i32)> {
    let (width, height) = (seen.width() as i32, seen.height() as i32);
    let is_whole = move |(x, y): &(i32, i32)| x + REACH < width && y + REACH < height;
    middles.map(|at| (at.x as i32, at.y as i32)).filter(is_whole)
}

impl fmt::Debug for Room {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Room({} blocks known)", self.blocks.iter().filter(|block| block.agreed >= KNOWN).count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::tests::watched;
    use crate::geometry::FaceBox;
    use crate::pad::{Presence, drawn_frame};

    /// Walls of this pattern, in this light.
    fn walls(turn: f32, (gain, more): (f32, f32)) -> RgbImage {
        RgbImage::from_fn(640, 480, |x, y| {
            let (x, y) = (x as f32, y as f32);
            let wall = 60.0 * ((x * turn.cos() + y * turn.sin()) / 17.0).sin()
                + 30.0 * ((y * turn.cos() - x * turn.sin()) / 11.0).cos();
            image::Rgb([(gain * (120.0 + wall) + more) as u8; 3])
        })
    }

    /// A person who stands `aside` so many pixels, before such walls.
    fn glimpse(aside: f32, turn: f32, (gain, more): (f32, f32)) -> Glimpse {
        let (_, face) = drawn_frame(0.0, false);
        let face = FaceBox { x: face.x + aside, ..face };
        let (middle, mut picture) = (face.centre(), walls(turn, (gain, more)));
        for (x, y, pixel) in picture.enumerate_pixels_mut() {
            if (x as f32 - middle.x).hypot(y as f32 - middle.y) < 120.0 {
                *pixel = image::Rgb([(gain * (40.0 + aside) + more) as u8; 3]);
            }
        }
        Glimpse::of(&picture, &face)
    }

    fn known(patients: usize) -> Room {
        let mut room = Room::default();
        for at in 0..patients {
            room.learn(&watched(glimpse(20.0 * at as f32, 0.0, (1.0, 0.0))));
        }
        room
    }

    #[test]
    fn three_patients_make_a_room_known_and_a_film_of_another_is_not_before_it() {
        for (what, patients, turn, light, expected) in [
            ("nobody was there yet", 0, 0.0, (1.0, 0.0), None),
            ("two were", 2, 0.0, (1.0, 0.0), None),
            ("the same room", 3, 0.0, (1.0, 0.0), Some(true)),
            ("the same in the evening", 3, 0.0, (0.5, 10.0), Some(true)),
            ("another room", 3, 1.0, (1.0, 0.0), Some(false)),
            ("a plain wall", 3, 0.0, (0.0, 130.0), Some(false)),
        ] {
            assert_eq!(known(patients).is_behind(&glimpse(-30.0, turn, light)), expected, "{what}");
        }
    }

    #[test]
    fn a_room_is_known_from_the_first_patient_on_where_it_was_looked_at_while_it_was_empty() {
        let (day, night) = ((1.0, 0.0), (0.1, 5.0));
        let looked = |times: usize, light| {
            let mut room = Room::default();
            let lit = (0..times).filter(|_| room.survey(&walls(0.0, light))).count();
            (lit, room.is_behind(&glimpse(0.0, 0.0, day)), room.is_behind(&glimpse(0.0, 1.0, day)))
        };
        assert_eq!(looked(3, day), (3, Some(true), Some(false)));
        assert_eq!(looked(2, day), (2, None, None), "what passed by is no room");
        assert_eq!(looked(3, night), (0, None, None), "in the dark nothing is learnt");
    }

    #[test]
    fn a_wall_without_anything_is_known_as_such_and_what_shows_something_there_is_another_room() {
        let mut room = Room::default();
        [0.0, 20.0, 40.0]
            .into_iter()
            .for_each(|aside| room.learn(&watched(glimpse(aside, 0.0, (0.0, 130.0)))));
        assert_eq!(room.is_behind(&glimpse(-30.0, 0.0, (0.0, 90.0))), Some(true), "in another light");
        assert_eq!(room.is_behind(&glimpse(-30.0, 0.0, (1.0, 0.0))), Some(false));
    }

    #[test]
    fn a_room_that_was_changed_is_learnt_anew_and_one_stranger_changes_nothing() {
        let (before, after) = (|| glimpse(0.0, 0.0, (1.0, 0.0)), || glimpse(0.0, 1.0, (1.0, 0.0)));
        let mut room = known(12);
        room.learn(&watched(after()));
        assert_eq!((room.is_behind(&before()), room.is_behind(&after())), (Some(true), Some(false)));
        (0..12).for_each(|_| room.learn(&watched(after())));
        assert_eq!((room.is_behind(&before()), room.is_behind(&after())), (Some(false), Some(true)));
    }

    #[test]
    fn what_stands_is_no_evidence_against_a_film_where_it_is_not_this_room() {
        let other = {
            let mut room = Room::default();
            (0..3).for_each(|_| room.learn(&watched(glimpse(0.0, 1.0, (1.0, 0.0)))));
            room
        };
        let seen = |room: &Room| {
            let mut presence = Presence::in_room(false).before(room);
            (0..20).for_each(|at| presence.push(&watched(glimpse(1.5 * at as f32, 0.0, (1.0, 0.0)))));
            (presence.stands(), presence.is_at_home(), presence.evidence(0.5, 1).unwrap() > 4.0)
        };
        assert_eq!(seen(&Room::default()), (Some(true), None, true));
        assert_eq!(seen(&known(3)), (Some(true), Some(true), true));
        assert_eq!(seen(&other), (Some(true), Some(false), false));
    }

    #[test]
    fn nothing_of_a_person_is_kept() {
        let room = known(1);
        let (_, face) = drawn_frame(0.0, false);
        let (middle, half) = (face.centre(), face.width / 2.0);
        let is_kept = |x: f32, y: f32| room.blocks[room.index((x as i32 / 4, y as i32 / 4))].agreed > 0;
        let steps = || (-10..=10_i8).map(|step| f32::from(step) / 10.0);
        for (u, v) in steps().flat_map(|u| steps().map(move |v| (u, v))) {
            assert!(!is_kept(middle.x + u * half, middle.y + v * half), "{u} {v}");
        }
        assert!(is_kept(30.0, 30.0), "but the wall is");
        assert_eq!(format!("{room:?}"), "Room(0 blocks known)");
    }

    #[test]
    fn a_camera_of_another_size_begins_anew() {
        let mut room = known(3);
        let (picture, face) = drawn_frame(0.0, false);
        let small = image::imageops::thumbnail(&picture, 300, 200);
        let other = Glimpse::of(&small, &FaceBox { x: 100.0, y: 70.0, width: 60.0, height: 70.0, ..face });
        assert_eq!(room.is_behind(&other), None);
        room.learn(&watched(other.clone()));
        assert_eq!(room.is_behind(&other), None);
    }
}
