//! What a second camera says about the face that the colour camera sees: depth, or infrared.
//!
//! One value per frame, told by [`super::depth`] or [`super::infrared`], gathered as evidence of [`super::Presence`]. A second
//! camera measures what a picture is made of instead of guessing at it, so a picture that it tells outweighs whatever
//! pleases the colour camera; but nothing is told where it measured too little, and it never lets a face through alone.

use std::fmt;

use image::{ImageBuffer, Luma};

use super::infrared::Coarse;
use super::{depth, infrared};
use crate::engine::{Engine, Observation};
use crate::error::Error;
use crate::geometry::{FaceBox, Point};

/// One number per pixel.
pub(super) type Values = ImageBuffer<Luma<u16>, Vec<u16>>;

/// A frame of a second camera.
#[derive(Clone, Copy)]
pub enum SecondView<'a> {
    /// The distance along its axis in millimetres; 0 where nothing was measured.
    Depth(&'a Values),
    /// Infrared light, 0 to 65,535.
    Infrared(&'a Values),
}

impl fmt::Debug for SecondView<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Depth(_) => "Depth(redacted)",
            Self::Infrared(_) => "Infrared(redacted)",
        })
    }
}

/// Where the second camera's picture shows what the colour camera's shows, at a patient's distance.
///
/// What lies `x` widths of the colour picture right of its middle lies `x · scale + shift` widths of the second picture right of
/// that one's middle, and the same down in heights; a negative scale is a mirror.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placement {
    /// Across and down, in widths and heights of the second picture.
    pub shift: [f32; 2],
    /// Across and down; 1 where both cameras see an equally large part of the world.
    pub scale: [f32; 2],
}

impl Default for Placement {
    fn default() -> Self {
        Self { shift: [0.0; 2], scale: [1.0; 2] }
    }
}

impl Placement {
    /// The same face, in pixels of the second picture.
    fn face(&self, face: &FaceBox, colour: (u32, u32), second: (u32, u32)) -> FaceBox {
        let along = |value: f32, from: u32, to: u32, axis: usize| {
            ((value / from as f32 - 0.5) * self.scale[axis] + 0.5 + self.shift[axis]) * to as f32
        };
        let point =
            |p: Point| Point::new(along(p.x, colour.0, second.0, 0), along(p.y, colour.1, second.1, 1));
        let (one, other) =
            (point(Point::new(face.x, face.y)), point(Point::new(face.x + face.width, face.y + face.height)));
        FaceBox {
            x: one.x.min(other.x),
            y: one.y.min(other.y),
            width: (one.x - other.x).abs(),
            height: (one.y - other.y).abs(),
            score: face.score,
            landmarks: face.landmarks.map(point),
        }
    }
}

/// What one frame of a second camera tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// A head stands where the face is.
    Deep,
    /// Something flat, or bent as paper can be, is where the face is.
    Flat,
    /// The camera's own light comes back from a face.
    Lit,
    /// It comes back from elsewhere, and from no face: what shows one shines by itself.
    Unlit,
}

/// Looks at the frames of a second camera, one visit's after the other.
#[derive(Debug, Default)]
pub struct Beside {
    placement: Placement,
    before: Option<Coarse>,
}

impl Beside {
    /// With a camera that hangs so.
    pub fn new(placement: Placement) -> Self {
        Self { placement, before: None }
    }

    /// Adds to `observation`, of a colour frame of this size, what the second camera saw at the same time.
    ///
    /// # Errors
    /// [`Error::Runtime`] and [`Error::Shape`] where the network that finds faces does not run.
    pub fn look(
        &mut self,
        engine: &mut Engine,
        seen: SecondView<'_>,
        colour: (u32, u32),
        observation: &mut Observation,
    ) -> Result<(), Error> {
        let Some(face) = observation.face.filter(|_| observation.live.is_some()) else { return Ok(()) };
        observation.beside = match seen {
            SecondView::Depth(values) => {
                depth::told(values, &self.placement.face(&face, colour, values.dimensions()))
            }
            SecondView::Infrared(values) => {
                let face = self.placement.face(&face, colour, values.dimensions());
                let now = Coarse::of(values);
                let before = self.before.replace(now.clone());
                infrared::told(before.as_ref(), &now, values, &face, |picture| engine.faces(picture))?
            }
        };
        Ok(())
    }
}

/// A head that was measured: with depth, no turn need be asked for, but it is not enough where the networks see a picture.
const DEEP: f32 = 4.0;
/// A picture that was measured outweighs the most that networks, room, depth in colour and a turn can come to without it,
/// by more than the bound of the sequential test.
const PICTURE: f32 = -12.0;
/// In so many frames, since one may slip.
const SEEN: usize = 2;
/// In so many frames a picture is one.
const LOOKED: usize = 4;

/// In how many frames the second camera told what.
#[derive(Debug, Default)]
pub(super) struct Tally {
    living: [usize; 2],
    pictures: usize,
}

impl Tally {
    pub(super) fn push(&mut self, told: Option<Told>) {
        match told {
            Some(Told::Deep) => self.living[0] += 1,
            Some(Told::Lit) => self.living[1] += 1,
            Some(Told::Flat | Told::Unlit) => self.pictures += 1,
            None => {}
        }
    }

    /// Whether a head or a lit face was seen (`true`), or a picture; `None` until then. Who shows a head and then a picture
    /// shows a picture.
    pub(super) fn verdict(&self) -> Option<bool> {
        match self {
            tally if tally.pictures >= LOOKED => Some(false),
            tally => tally.living.iter().any(|frames| *frames >= SEEN).then_some(true),
        }
    }

    /// The log-odds of a living face. Light that comes back rules out a screen and nothing else, so it adds nothing.
    pub(super) fn evidence(&self) -> f32 {
        match self.verdict() {
            Some(false) => PICTURE,
            Some(true) if self.living[0] >= SEEN => DEEP,
            _ => 0.0,
        }
    }
}

/// The value below which this share of the values lies, which are put in order for it; `None` of none.
pub(super) fn quantile(values: &mut [f32], share: f32) -> Option<f32> {
    values.sort_by(f32::total_cmp);
    values.get((values.len().saturating_sub(1) as f32 * share) as usize).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn face() -> FaceBox {
        let at = |x: f32, y: f32| Point::new(x, y);
        let landmarks =
            [at(290.0, 215.0), at(350.0, 215.0), at(320.0, 250.0), at(295.0, 285.0), at(345.0, 285.0)];
        FaceBox { x: 240.0, y: 150.0, width: 160.0, height: 180.0, score: 0.9, landmarks }
    }

    #[test]
    fn a_face_is_looked_for_where_the_installer_says_that_it_is_shown() {
        let at = |placement: Placement| {
            let FaceBox { x, y, width, height, landmarks, .. } =
                placement.face(&face(), (640, 480), (320, 240));
            [x, y, width, height, landmarks[0].x, landmarks[0].y].map(|place| (4.0 * place).round() / 4.0)
        };
        assert_eq!(at(Placement::default()), [120.0, 75.0, 80.0, 90.0, 145.0, 107.5]);
        let wider = Placement { shift: [0.1, -0.05], scale: [0.5; 2] };
        assert_eq!(at(wider), [172.0, 85.5, 40.0, 45.0, 184.5, 101.75]);
        let mirrored = Placement { shift: [0.0; 2], scale: [-1.0, 1.0] };
        assert_eq!(at(mirrored), [120.0, 75.0, 80.0, 90.0, 175.0, 107.5]);
    }

    fn tally(told: &[(Told, usize)]) -> Tally {
        let mut tally = Tally::default();
        told.iter().for_each(|(told, frames)| (0..*frames).for_each(|_| tally.push(Some(*told))));
        tally.push(None);
        tally
    }

    #[test]
    fn one_frame_may_slip_and_who_shows_a_head_and_then_a_picture_shows_a_picture() {
        for (told, verdict, evidence) in [
            (&[][..], None, 0.0),
            (&[(Told::Deep, 1), (Told::Lit, 1), (Told::Flat, 3)], None, 0.0),
            (&[(Told::Deep, 2)], Some(true), DEEP),
            (&[(Told::Lit, 9)], Some(true), 0.0),
            (&[(Told::Flat, 4)], Some(false), PICTURE),
            (&[(Told::Unlit, 4)], Some(false), PICTURE),
            (&[(Told::Deep, 50), (Told::Flat, 4)], Some(false), PICTURE),
        ] {
            assert_eq!(tally(told).verdict(), verdict, "{told:?}");
            assert_eq!(tally(told).evidence(), evidence, "{told:?}");
        }
    }
}
