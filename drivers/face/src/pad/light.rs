//! Whether a face takes the colour of the light that the kiosk's own screen sends out.
//!
//! While it looks, the kiosk lets the ground of its screen go slowly from a warm to a cool white and back. Skin and paper throw
//! back what falls on them, so the face becomes warmer and cooler by a hair; a screen that is held up shines by itself, and its
//! film knows nothing of this one. What is watched is the ratio of red to blue, on the cheeks less that of all else in view:
//! brightness would follow the exposure, each shadow and each turn of the head, and this hardly does.
//!
//! In a bright hall the answer is too small to be seen, and then nothing is told; who does not take the light is no screen.

use image::RgbImage;

use crate::geometry::FaceBox;

/// What the screen sent out when a frame was taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shown {
    /// Seconds on any steady clock.
    pub seconds: f32,
    /// The natural logarithm of red over blue of the screen's ground, in light and not in code values.
    pub warmth: f32,
}

/// The face answers by so much, and by so many standard errors, where it takes the light.
const LEAST: f32 = 0.005;
const SURE: f32 = 6.0;
/// From so many frames over so many seconds, in which the screen's warmth went so far about its mean.
const FRAMES: usize = 10;
const SPAN: f32 = 0.6;
const SWING: f32 = 0.1;
/// A part of the picture that is darker has no colour to speak of.
const DARKEST: f32 = 12.0;
/// Pixels of the face, and of what is beside it, from one that is read to the next.
const STEP: (usize, usize) = (2, 8);

/// How much redder than blue the cheeks are than all else in view, as a logarithm; `None` where either is too dark.
pub(crate) fn tint(frame: &RgbImage, face: &FaceBox) -> Option<f32> {
    let [right, left, _, mouth_right, mouth_left] = face.landmarks;
    let (eyes, mouth) = (right.midpoint(left), mouth_right.midpoint(mouth_left));
    let (half, down) = (0.6 * right.distance(left), mouth.y - eyes.y);
    let columns = (eyes.x - half, eyes.x + half);
    let cheeks = warmth(frame, columns, (eyes.y + 0.25 * down, eyes.y + 0.8 * down), STEP.0)?;
    let whole = (frame.width() as f32, frame.height() as f32);
    let (from, to) = (face.x - 0.5 * face.width, face.x + 1.5 * face.width);
    let above = (0.0, face.y + 0.6 * face.height);
    let beside = [(0.0, from), (to, whole.0)].map(|columns| warmth(frame, columns, above, STEP.1));
    let beside: Vec<f32> = beside.into_iter().flatten().collect();
    Some(cheeks - beside.iter().sum::<f32>() / beside.len().max(1) as f32)
}

/// The logarithm of red over blue in a part of the frame.
fn warmth(frame: &RgbImage, columns: (f32, f32), rows: (f32, f32), step: usize) -> Option<f32> {
    let span = |(low, high): (f32, f32), most: u32| {
        let inside = |value: f32| value.clamp(0.0, most as f32) as usize;
        (inside(low), inside(high))
    };
    let ((left, right), (top, bottom)) = (span(columns, frame.width()), span(rows, frame.height()));
    let lines = frame.as_raw().chunks_exact(frame.width() as usize * 3).take(bottom).skip(top).step_by(step);
    let (mut red, mut blue, mut count) = (0_u64, 0_u64, 0_u64);
    for line in lines {
        for pixel in line.get(3 * left..3 * right)?.chunks_exact(3).step_by(step) {
            (red, blue, count) = (red + u64::from(pixel[0]), blue + u64::from(pixel[2]), count + 1);
        }
    }
    let [red, blue] = [red, blue].map(|sum| sum as f32 / count.max(1) as f32);
    (red > DARKEST && blue > DARKEST).then(|| (red / blue).ln())
}

/// What the screen showed and what the face answered, frame after frame.
#[derive(Debug, Clone, Default)]
pub(super) struct Echo(Vec<[f32; 3]>);

impl Echo {
    pub(super) fn push(&mut self, shown: Shown, tint: f32) {
        self.0.push([shown.seconds, shown.warmth, tint]);
    }

    /// Whether the face surely takes the screen's light.
    pub(super) fn is_heard(&self) -> bool {
        self.answer().is_some_and(|(answer, error)| answer >= LEAST && answer >= SURE * error)
    }

    /// The part of the face's warmth that goes with the screen's, and its standard error, beside what drifts evenly.
    fn answer(&self) -> Option<(f32, f32)> {
        let count = self.0.len();
        if count < FRAMES {
            return None;
        }
        let mean = |of: usize| self.0.iter().map(|sample| sample[of]).sum::<f32>() / count as f32;
        let means = [mean(0), mean(1), mean(2)];
        let centred = self.0.iter().map(|sample| std::array::from_fn(|i| sample[i] - means[i]));
        let sums = centred.fold([[0.0_f32; 3]; 3], |mut sums, sample: [f32; 3]| {
            (0..3).for_each(|i| (0..3).for_each(|j| sums[i][j] += sample[i] * sample[j]));
            sums
        });
        let span = self.0.last()?[0] - self.0.first()?[0];
        // Without what goes evenly with time, in the screen's light and in the face's.
        let less = |i: usize, j: usize| sums[i][j] - sums[i][0] * sums[0][j] / sums[0][0];
        let (swing, shared, seen) = (less(1, 1), less(1, 2), less(2, 2));
        if span < SPAN || swing / (count as f32) < SWING * SWING {
            return None;
        }
        let answer = shared / swing;
        let left = (seen - answer * shared).max(0.0) / (count - 3) as f32;
        Some((answer, (left / swing).sqrt().max(1e-6)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Point;

    /// The light of a screen that swings once a second.
    fn shown(seconds: f32) -> Shown {
        Shown { seconds, warmth: 0.4 * (std::f32::consts::TAU * seconds).sin() }
    }

    fn heard(frames: usize, answers: impl Fn(f32) -> f32) -> bool {
        let mut echo = Echo::default();
        for at in 0..frames {
            let seconds = at as f32 / 15.0;
            let ripple = 0.0005 * (seconds * 91.0).sin();
            echo.push(shown(seconds), 0.1 + ripple + answers(seconds));
        }
        echo.is_heard()
    }

    #[test]
    fn a_face_that_takes_the_light_is_heard_and_nothing_else_is() {
        for (what, frames, answer, expected) in [
            ("a face in a dim hall", 13, (|t| 0.02 * shown(t).warmth) as fn(f32) -> f32, true),
            ("a face while it gets warmer", 13, |t| 0.02 * shown(t).warmth + 0.01 * t, true),
            ("a face in the sun", 13, |t| 0.001 * shown(t).warmth, false),
            ("a film", 13, |_| 0.0, false),
            ("a film that gets warmer", 13, |t| 0.01 * t, false),
            ("a film under another screen", 26, |t| 0.02 * shown(t + 0.4).warmth, false),
            ("a face that is hardly seen", 6, |t| 0.02 * shown(t).warmth, false),
        ] {
            assert_eq!(heard(frames, answer), expected, "{what}");
        }
    }

    #[test]
    fn a_screen_that_keeps_its_colour_hears_nothing() {
        let mut echo = Echo::default();
        (0..30).for_each(|at| echo.push(Shown { seconds: at as f32 / 15.0, warmth: 0.1 }, 0.01 * at as f32));
        assert!(!echo.is_heard());
    }

    #[test]
    fn warm_cheeks_before_a_grey_room_are_warm_and_a_black_picture_is_nothing() {
        let at = |x: f32, y: f32| Point::new(x, y);
        let landmarks =
            [at(290.0, 215.0), at(350.0, 215.0), at(320.0, 250.0), at(295.0, 285.0), at(345.0, 285.0)];
        let face = FaceBox { x: 245.0, y: 150.0, width: 150.0, height: 180.0, score: 0.9, landmarks };
        let frame = RgbImage::from_fn(640, 480, |x, y| {
            let is_face = (x as f32 - 320.0).hypot(y as f32 - 240.0) < 90.0;
            image::Rgb(if is_face { [150, 110, 100] } else { [120; 3] })
        });
        assert!((tint(&frame, &face).unwrap() - 1.5_f32.ln()).abs() < 0.01);
        assert_eq!(tint(&RgbImage::new(640, 480), &face), None);
        for (x, y) in [(f32::NAN, f32::NAN), (-900.0, 1e9)] {
            let lost = FaceBox { x, y, landmarks: [at(x, y); 5], ..face };
            assert_eq!(tint(&frame, &lost), None);
        }
    }
}
