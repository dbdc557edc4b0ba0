//! Presentations before a virtual camera, as video with motion: living people, and the instruments of attacks on them.
//!
//! Everything is composed from one picture of a person, a picture of the room, and for some attacks a picture of somebody
//! else. A living head moves before a room that stands still, with the depth of an ellipsoid and of a nose; a print or a
//! screen is a plane or a cylinder in space, held by a hand. Print, paper, light, bend, and the depth of heads and noses are
//! drawn by chance for each, as are the pixels of a screen and the lens that sees them. These are not recordings: they show whether a cue works as it
//! is meant to, and never how often real attacks succeed.

mod canvas;
mod lattice;
mod make;
mod motion;
mod scene;

use image::RgbImage;

use crate::geometry::FaceBox;

pub use scene::Presentation;

/// What is presented to the camera; the instruments in the words of ISO/IEC 30107-3 are its species.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Species {
    /// A living person.
    BonaFide,
    /// A print with a white border.
    Print,
    /// A print that fills the whole view.
    BorderlessPrint,
    /// A print with a border, bent about an upright axis.
    BentPrint,
    /// A print with holes for the eyes of whoever holds it.
    CutOutEyes,
    /// A telephone that plays a video of the person.
    PhoneReplay,
    /// A tablet that plays a video of the person.
    TabletReplay,
    /// A tablet or a larger screen that plays it, and stands before the camera without moving.
    StandingTablet,
    /// The person's printed face, cut out and worn by somebody else.
    FaceMask,
}

impl Species {
    /// All of them, the living first.
    pub const ALL: [Self; 9] = [
        Self::BonaFide,
        Self::Print,
        Self::BorderlessPrint,
        Self::BentPrint,
        Self::CutOutEyes,
        Self::PhoneReplay,
        Self::TabletReplay,
        Self::StandingTablet,
        Self::FaceMask,
    ];

    /// Its name, in words.
    pub fn name(self) -> &'static str {
        match self {
            Self::BonaFide => "bona fide",
            Self::Print => "print with border",
            Self::BorderlessPrint => "borderless print",
            Self::BentPrint => "bent print",
            Self::CutOutEyes => "cut-out eyes",
            Self::PhoneReplay => "phone replay",
            Self::TabletReplay => "tablet replay",
            Self::StandingTablet => "standing tablet",
            Self::FaceMask => "mask of a face",
        }
    }
}

/// A picture of a person with the face that was found in it.
#[derive(Debug, Clone)]
pub struct Sitter {
    /// The picture, as a frame of the camera would show the person.
    pub picture: RgbImage,
    /// Where the face is.
    pub face: FaceBox,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Point;

    fn sitter(tone: u8) -> Sitter {
        let at = |x: f32, y: f32| Point::new(x, y);
        let landmarks = [at(68.0, 50.0), at(92.0, 50.0), at(80.0, 63.0), at(71.0, 76.0), at(89.0, 76.0)];
        let face = FaceBox { x: 56.0, y: 30.0, width: 48.0, height: 60.0, score: 0.9, landmarks };
        let picture = RgbImage::from_fn(160, 120, |x, y| image::Rgb([x as u8, y as u8, tone]));
        Sitter { picture, face }
    }

    /// The mean difference of two pictures beside the person, and on the face.
    fn differences(a: &RgbImage, b: &RgbImage) -> (f32, f32) {
        let mean = |columns: std::ops::Range<u32>| {
            let places = columns.clone().flat_map(|x| (10..60).map(move |y| (x, y)));
            let sum: u32 =
                places.map(|(x, y)| u32::from(a.get_pixel(x, y)[0].abs_diff(b.get_pixel(x, y)[0]))).sum();
            sum as f32 / (columns.len() * 50) as f32
        };
        (mean(2..12), mean(65..95))
    }

    #[test]
    fn a_person_moves_before_a_room_and_a_borderless_print_with_all_that_is_on_it() {
        let (one, other) = (sitter(40), sitter(200));
        let room = RgbImage::from_fn(160, 120, |x, y| image::Rgb([(x * 17 + y * 5) as u8; 3]));
        let shown = |species: Species, t: f32| Presentation::new(species, &one, &other, &room, 1).frame(t);
        for species in Species::ALL {
            assert_eq!(shown(species, 0.4), shown(species, 0.4), "{species:?} is the same each time");
            let (beside, face) = differences(&shown(species, 0.0), &shown(species, 0.9));
            assert!(face > 2.5, "{species:?} moves: {face}");
            // The tablet fills this small view as well.
            let is_sheet = matches!(species, Species::BorderlessPrint | Species::TabletReplay);
            assert_eq!(beside > 2.5, is_sheet, "{species:?}: the room moves by {beside}");
        }
    }
}
