//! Whether an infrared camera's own light comes back from a face where the colour camera sees one.
//!
//! Skin and paper give near infrared back; a screen shines in the visible alone, and its glass is dark beside the hands that hold
//! it (Bhattacharjee and Marcel 2017 found near infrared to simplify telling replays). So a face
//! that is not there in infrared is a screen. What is printed with carbon shows its face in infrared as well, and what is
//! printed with dyes may not: of prints nothing is told here.
//!
//! Such cameras light some frames and not others, out of step with their own rhythm. What is judged is therefore the
//! difference of two frames; a window behind the patient cancels out in it. A lamp that burns steadily cannot be told from the
//! room's light, so it never makes a picture of a face, and a camera whose lamp never burns tells nothing.

use std::fmt;

use image::RgbImage;
use zeroize::{Zeroize, Zeroizing};

use super::second::{Told, Values, quantile};
use crate::error::Error;
use crate::geometry::FaceBox;

/// Cells across and down.
const CELLS: (u32, u32) = (32, 24);
/// A lamp's light that comes back from somewhere, and a picture in which anything can be seen, of 65,535.
const LIGHT: f32 = 2_000.0;
/// The share of the cells that are brighter than what is called bright.
const BRIGHT: f32 = 0.98;
/// What comes back from a face, and what does not from a screen, as shares of what comes back from the brightest things.
const COMES_BACK: f32 = 0.2;
const STAYS_AWAY: f32 = 0.12;
/// A face in infrared is the one in colour where their boxes overlap by so much.
const SAME_PLACE: f32 = 0.2;

/// A frame in a few cells, by which two are compared; wiped when dropped.
#[derive(Clone)]
pub(super) struct Coarse(Vec<f32>);

impl Coarse {
    pub(super) fn of(values: &Values) -> Self {
        let (width, height) = values.dimensions();
        let mut sums = vec![(0.0_f32, 0_u32); (CELLS.0 * CELLS.1) as usize];
        let place = |at: u32, of: u32, cells: u32| (u64::from(at) * u64::from(cells) / u64::from(of)) as u32;
        for (y, row) in values.rows().enumerate() {
            let line = place(y as u32, height, CELLS.1) * CELLS.0;
            for (x, value) in row.enumerate() {
                let (sum, count) = &mut sums[(line + place(x as u32, width, CELLS.0)) as usize];
                (*sum, *count) = (*sum + f32::from(value.0[0]), *count + 1);
            }
        }
        let means = sums.iter().map(|(sum, count)| sum / (*count).max(1) as f32).collect();
        sums.iter_mut().for_each(|(sum, _)| sum.zeroize());
        Self(means)
    }

    /// What became brighter since `before`.
    fn gained(&self, before: &Self) -> Self {
        Self(self.0.iter().zip(&before.0).map(|(now, before)| (now - before).max(0.0)).collect())
    }

    /// How bright the brightest things are.
    fn bright(&self) -> f32 {
        quantile(&mut Zeroizing::new(self.0.clone()), BRIGHT).unwrap_or(0.0)
    }

    /// The middle value of the cells in the inner half of a face that lies so in a picture of this size.
    fn inside(&self, face: &FaceBox, (width, height): (u32, u32)) -> Option<f32> {
        let centre = face.centre();
        let is_inside = |index: usize| {
            let (column, row) = (index as u32 % CELLS.0, index as u32 / CELLS.0);
            let x = (column as f32 + 0.5) * width as f32 / CELLS.0 as f32;
            let y = (row as f32 + 0.5) * height as f32 / CELLS.1 as f32;
            (x - centre.x).abs() < 0.3 * face.width && (y - centre.y).abs() < 0.3 * face.height
        };
        let cells = self.0.iter().enumerate().filter(|(index, _)| is_inside(*index));
        quantile(&mut Zeroizing::new(cells.map(|(_, value)| *value).collect::<Vec<_>>()), 0.5)
    }
}

impl Drop for Coarse {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Coarse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Coarse(redacted)")
    }
}

/// What two frames one after the other say about `face`, in their own pixels; `find` finds faces in a picture.
///
/// # Errors
/// Those of `find`.
pub(super) fn told(
    before: Option<&Coarse>,
    now: &Coarse,
    values: &Values,
    face: &FaceBox,
    find: impl FnOnce(&RgbImage) -> Result<Vec<FaceBox>, Error>,
) -> Result<Option<Told>, Error> {
    let white = now.bright();
    let Some(before) = before.filter(|_| white >= LIGHT) else { return Ok(None) };
    let gained = now.gained(before);
    let (came, went) = (gained.bright(), before.gained(now).bright());
    if went >= LIGHT && went > came {
        return Ok(None); // the lamp went out
    }
    let Some(here) = gained.inside(face, values.dimensions()) else { return Ok(None) };
    let (came_on, share) = (came >= LIGHT, here / came.max(1.0));
    let is_found = faces(values, white, find)?.iter().any(|found| found.overlap(face) > SAME_PLACE);
    Ok(match (came_on, is_found) {
        (true, true) if share >= COMES_BACK => Some(Told::Lit),
        (true, false) if share < STAYS_AWAY => Some(Told::Unlit),
        (false, true) => Some(Told::Lit),
        _ => None,
    })
}

/// The faces of the frame, in which `bright` is white.
fn faces(
    values: &Values,
    bright: f32,
    find: impl FnOnce(&RgbImage) -> Result<Vec<FaceBox>, Error>,
) -> Result<Vec<FaceBox>, Error> {
    let mut picture = RgbImage::from_fn(values.width(), values.height(), |x, y| {
        image::Rgb([(f32::from(values.get_pixel(x, y).0[0]) * 255.0 / bright) as u8; 3])
    });
    let found = find(&picture);
    picture.as_flat_samples_mut().samples.zeroize();
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Point;
    use image::Luma;
    use proptest::prelude::*;

    fn face() -> FaceBox {
        let landmarks = [Point::new(0.0, 0.0); 5];
        FaceBox { x: 120.0, y: 80.0, width: 80.0, height: 100.0, score: 0.9, landmarks }
    }

    /// A picture of these brightnesses: the face, what holds it (at the left edge), and a window (at the right one).
    fn frame(face_shows: u16, holder: u16, window: u16) -> Values {
        let face = face();
        Values::from_fn(320, 240, |x, y| {
            let (in_x, in_y) = (x as f32 - face.x, y as f32 - face.y);
            let is_face = (0.0..face.width).contains(&in_x) && (0.0..face.height).contains(&in_y);
            Luma([match () {
                () if is_face => face_shows,
                () if x < 30 && y > 100 => holder,
                () if x > 290 => window,
                () => 400,
            }])
        })
    }

    /// What two frames tell where a face is found, or is not.
    fn tell(before: &Values, now: &Values, is_found: bool) -> Option<Told> {
        let found = if is_found { vec![face()] } else { Vec::new() };
        told(Some(&Coarse::of(before)), &Coarse::of(now), now, &face(), |_| Ok(found)).unwrap()
    }

    #[test]
    fn light_that_comes_back_from_a_face_is_no_screen_and_light_from_the_hands_alone_is_one() {
        let (skin, screen) = ((900, 40_000), (500, 1_200));
        let window = 50_000;
        for (why, (off, on), is_found, expected) in [
            ("a living face", skin, true, Some(Told::Lit)),
            ("a face that the network misses", skin, false, None),
            ("a screen", screen, false, Some(Told::Unlit)),
            ("something dark that the network takes for a face", screen, true, None),
        ] {
            for sun in [400, window] {
                let (dark, lit) = (frame(off, 700, sun), frame(on, 45_000, sun));
                assert_eq!(tell(&dark, &lit, is_found), expected, "{why}, window {sun}");
                assert_eq!(tell(&lit, &dark, is_found), None, "{why}, as the lamp goes out");
            }
        }
    }

    #[test]
    fn a_lamp_that_does_not_blink_makes_no_picture_of_anybody_and_a_dark_camera_tells_nothing() {
        let (steady, dark) = (frame(40_000, 45_000, 400), frame(300, 300, 300));
        assert_eq!(tell(&steady, &steady, true), Some(Told::Lit));
        let sun_behind = frame(500, 700, 60_000);
        for (frame, is_found) in [(&steady, false), (&sun_behind, false), (&dark, false), (&dark, true)] {
            assert_eq!(tell(frame, frame, is_found), None);
        }
        let first = Coarse::of(&steady);
        let alone = told(None, &first, &steady, &face(), |_| Ok(vec![face()])).unwrap();
        assert_eq!(alone, None, "one frame is not compared with anything");
    }

    #[test]
    fn a_face_elsewhere_is_another_one() {
        let (dark, lit) = (frame(900, 700, 400), frame(40_000, 45_000, 400));
        let elsewhere = FaceBox { x: 10.0, ..face() };
        let (before, now) = (Coarse::of(&dark), Coarse::of(&lit));
        let told = told(Some(&before), &now, &lit, &face(), |_| Ok(vec![elsewhere])).unwrap();
        assert_eq!(told, None);
    }

    proptest! {
        #[test]
        fn no_frames_of_any_size_are_a_panic(
            (width, height) in (0_u32..40, 0_u32..40),
            values in proptest::collection::vec(any::<u16>(), 1_600),
            (x, y, side) in (any::<f32>(), -50.0_f32..50.0, any::<f32>()),
        ) {
            let at = |shift: usize| {
                Values::from_fn(width, height, |x, y| Luma([values[(x as usize * 40 + y as usize + shift) % 1_600]]))
            };
            let face = FaceBox { x, y, width: side, height: side, ..face() };
            let (before, now) = (Coarse::of(&at(0)), at(7));
            let told = told(Some(&before), &Coarse::of(&now), &now, &face, |_| Ok(Vec::new()));
            prop_assert!(told.is_ok());
        }
    }
}
