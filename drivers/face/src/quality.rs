//! Judging a picture before it is compared, so that the patient hears what to change and not merely "no".
//!
//! The measures are the face image quality components of ISO/IEC 29794-5, as far as landmarks and brightness tell them; each
//! limit was set where at most two in a hundred cooperative pictures pass it, and far fewer than that together. The same judge
//! looks at the card photo.

use std::ops::Range;

use image::RgbImage;
use ndarray::{Array2, Array4, s};

use crate::geometry::FaceBox;
use crate::picture;

/// What the patient should change, or that nothing needs changing.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Guidance {
    /// The frame can be compared.
    Ready,
    /// Nobody is seen.
    NoFace,
    /// The face is small: come closer.
    TooFar,
    /// The face fills the picture: step back.
    TooClose,
    /// The face is off the middle by these fractions of the picture; right and down are positive.
    OffCentre {
        /// Fraction of the width.
        dx: f32,
        /// Fraction of the height.
        dy: f32,
    },
    /// The head is turned or tilted.
    TurnToCamera,
    /// The challenge: turn the head a little to the patient's left.
    TurnLeft,
    /// The challenge: turn the head a little to the patient's right.
    TurnRight,
    /// Too little light on the face.
    TooDark,
    /// Too much light on the face.
    TooBright,
    /// The face is dark before something bright.
    Backlit,
    /// The face is out of focus or moving.
    Blurred,
    /// More than one person stands close.
    SeveralFaces,
    /// Mouth and chin look covered: take the mask off.
    MaskSuspected,
    /// An eye is closed or covered: by dark glasses, hair, a hand.
    EyesHidden,
}

impl Guidance {
    /// Whether a frame is compared all the same: what is told may be wrong, and a face that matches needs no advice.
    pub(crate) fn is_comparable(self) -> bool {
        matches!(self, Self::Ready | Self::Backlit) || self.is_covered()
    }

    /// Whether something may hide the face, so that nothing can be said where it does not match.
    pub(crate) fn is_covered(self) -> bool {
        matches!(self, Self::MaskSuspected | Self::EyesHidden)
    }
}

/// The numbers behind a [`Guidance`].
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Quality {
    /// Pixels between the eyes.
    pub eye_distance: f32,
    /// The nose's shift from between the eyes, in eye distances; 0 looks at the camera, ±0.5 is about a profile.
    pub yaw: f32,
    /// Degrees that the line of the eyes is tilted.
    pub roll: f32,
    /// Variance of the Laplacian over the aligned face, in parts of 10,000 of the squared brightness; small is blurred.
    pub sharpness: f32,
    /// Mean brightness of the aligned face, 0 to 255.
    pub luminance: f32,
    /// Mean brightness of what lies beside and above the face, 0 to 255; the face's own where the picture shows nothing else.
    pub surroundings: f32,
    /// How much darker than the skin about it the darkest spot of the less open eye is, 0 to 1; an iris that is seen makes 0.5 and
    /// more, a closed lid 0.3, anything of one colour 0.
    pub eye_contrast: f32,
    /// How much redder the cheeks are than mouth and chin, in steps of 255; a bare face is below 5, a mask above 9.
    pub mask_cue: f32,
}

pub(crate) const MIN_EYE_DISTANCE: f32 = 40.0;
const MAX_HEIGHT: f32 = 0.85;
const MAX_SHIFT: f32 = 0.28;
const MAX_YAW: f32 = 0.3;
const MAX_ROLL: f32 = 12.0; // the landmarks tell about two thirds of a tilt
// Similarity holds down to about 20; a stricter limit would turn away dark skin and not darkness.
const DARK: f32 = 25.0;
const BRIGHT: f32 = 230.0;
// 68 studio frames before a white wall at most 3.2 times as bright as the face, and that face at 61.
const DIM: f32 = 60.0;
const BACKLIT: f32 = 3.0;
// Of 922 press photos 1 in 100 is below, of 68 studio portraits none is below 0.47.
const EYES_HIDDEN: f32 = 0.32;
// Portraits at 100 and more; a blur of three pixels, where liveness begins to fail, at 3.
const BLURRED: f32 = 5.0;
// 68 bare studio faces at most 2, 99 of 100 press photos at most 6; painted masks at least 9.
const MASKED: f32 = 8.0;

impl Quality {
    /// Measures `face`, whose `aligned` copy lies on the template.
    pub(crate) fn of(picture: &RgbImage, face: &FaceBox, aligned: &Array4<f32>) -> Self {
        let [right, left, nose, ..] = face.landmarks;
        let (eyes, between) = (right.distance(left), right.midpoint(left));
        let (axis_x, axis_y) = ((left.x - right.x) / eyes, (left.y - right.y) / eyes);
        let brightness = picture::luminance(aligned);
        let luminance = brightness.slice(s![32..112, 32..96]).mean().unwrap_or(0.0);
        Self {
            eye_distance: eyes,
            yaw: ((nose.x - between.x) * axis_x + (nose.y - between.y) * axis_y) / eyes,
            roll: axis_y.atan2(axis_x).to_degrees(),
            sharpness: 1e4 * laplacian_variance(&brightness) / luminance.max(1.0).powi(2),
            luminance,
            surroundings: surroundings(picture, face).unwrap_or(luminance),
            eye_contrast: EYES.map(|eye| eye_contrast(&brightness, eye)).into_iter().fold(1.0, f32::min),
            mask_cue: mask_cue(aligned),
        }
    }

    /// What to say about a face that stands alone in a picture of this size.
    pub(crate) fn guidance(&self, face: &FaceBox, (width, height): (u32, u32)) -> Guidance {
        let (width, height, centre) = (width as f32, height as f32, face.centre());
        let (dx, dy) = (centre.x / width - 0.5, centre.y / height - 0.5);
        match self {
            q if q.eye_distance < MIN_EYE_DISTANCE => Guidance::TooFar,
            _ if face.height > height * MAX_HEIGHT => Guidance::TooClose,
            _ if dx.abs() > MAX_SHIFT || dy.abs() > MAX_SHIFT => Guidance::OffCentre { dx, dy },
            q => q.of_the_face(),
        }
    }

    /// What is wrong with the face itself, wherever in the picture it is.
    pub(crate) fn of_the_face(&self) -> Guidance {
        match self {
            q if q.yaw.abs() > MAX_YAW || q.roll.abs() > MAX_ROLL => Guidance::TurnToCamera,
            q if q.luminance < DIM && q.surroundings > BACKLIT * q.luminance => Guidance::Backlit,
            q if q.luminance < DARK => Guidance::TooDark,
            q if q.luminance > BRIGHT => Guidance::TooBright,
            q if q.sharpness < BLURRED => Guidance::Blurred,
            q if q.mask_cue > MASKED => Guidance::MaskSuspected,
            q if q.eye_contrast < EYES_HIDDEN => Guidance::EyesHidden,
            _ => Guidance::Ready,
        }
    }
}

/// The mean brightness of the picture without the face's own column: hair, neck and clothes say nothing about the light.
fn surroundings(picture: &RgbImage, face: &FaceBox) -> Option<f32> {
    const STEP: usize = 8;
    let (left, right) = (face.x - 0.35 * face.width, face.x + 1.35 * face.width);
    let top = face.y - 0.45 * face.height;
    let (mut sum, mut count) = (0.0, 0);
    for (y, line) in picture.rows().enumerate().step_by(STEP) {
        for (x, pixel) in line.enumerate().step_by(STEP) {
            if (y as f32) < top || !(left..right).contains(&(x as f32)) {
                let [red, green, blue] = pixel.0.map(f32::from);
                sum += red * 0.299 + green * 0.587 + blue * 0.114;
                count += 1;
            }
        }
    }
    (count >= FEWEST_AROUND).then(|| sum / count as f32)
}

/// Fewer places about a face are no surroundings.
const FEWEST_AROUND: u32 = 50;
/// The columns of both eyes in an aligned face; they share their rows.
const EYES: [Range<usize>; 2] = [29..51, 76..98];
const EYE_ROWS: Range<usize> = 51..67;

/// How much darker its darkest spot of 4×4 pixels is than the brighter skin about an eye.
fn eye_contrast(brightness: &Array2<f32>, columns: Range<usize>) -> f32 {
    let eye = brightness.slice(s![EYE_ROWS, columns]);
    let spots = eye.windows((4, 4)).into_iter().map(|spot| spot.sum() / 16.0);
    let darkest = spots.fold(f32::INFINITY, f32::min);
    let mut skin: Vec<f32> = eye.iter().copied().collect();
    skin.sort_by(f32::total_cmp);
    1.0 - darkest / skin[skin.len() * 4 / 5].max(1.0)
}

fn laplacian_variance(brightness: &Array2<f32>) -> f32 {
    let (rows, columns) = brightness.dim();
    let around = |dy: usize, dx: usize| brightness.slice(s![dy..rows - 2 + dy, dx..columns - 2 + dx]);
    let centre = &around(1, 1) * 4.0;
    (&around(0, 1) + &around(2, 1) + around(1, 0) + around(1, 2) - centre).var(0.0)
}

/// How much redder the skin under the eyes is than the redder fifth of mouth and chin, as Cr of ITU-R BT.601.
///
/// Lips keep a bare mouth as red as the cheeks or redder, with a beard too; a mask of white, blue or black cloth
/// has no red in it. A mask in the colour of skin is not noticed.
fn mask_cue(aligned: &Array4<f32>) -> f32 {
    let redness = (&aligned.slice(s![0, 2, .., ..]) - &picture::luminance(aligned)) * 0.713;
    let mean =
        |rows: Range<usize>, columns: Range<usize>| redness.slice(s![rows, columns]).mean().unwrap_or(0.0);
    let cheeks = (mean(66..74, 34..48) + mean(66..74, 80..94)) / 2.0;
    let mouth = redness.slice(s![92..120, 44..84]);
    let mut blocks: Vec<f32> =
        mouth.exact_chunks((4, 4)).into_iter().filter_map(|block| block.mean()).collect();
    blocks.sort_by(f32::total_cmp);
    cheeks - blocks[blocks.len() * 4 / 5]
}
