//! What is kept of a frame to see how things in it move: a small grey copy, and blocks followed from one to the next.

use std::fmt;

use image::RgbImage;
use zeroize::Zeroize;

use super::moire::Spectrum;
use crate::geometry::{FaceBox, Point};

/// Sides of the copy of the whole frame are at most so long.
const SIDE: u32 = 160;
/// The copy of the face shows so many widths of it, across and down.
const CLOSE: (f32, f32) = (1.4, 1.8);
/// The copy of the face is at most so wide.
const CLOSE_SIDE: f32 = 240.0;
/// A block that is not where it was found after so many rounds is not found at all.
const ROUNDS: usize = 4;
/// A round that moves it by less, in pixels, was the last.
const ENOUGH: f32 = 0.003;
/// Pixels between the guess and where a block is found.
const FARTHEST: f32 = 4.0;

/// A grey picture, 0 to 255, wiped when dropped.
#[derive(Clone)]
pub(super) struct Grey {
    values: Vec<f32>,
    width: usize,
    height: usize,
}

impl Grey {
    /// A part of the frame, from (`left`, `top`) on, at 1/`factor` of its size.
    fn of(frame: &RgbImage, (left, top): (usize, usize), size: (usize, usize), factor: usize) -> Self {
        let (width, height) = (size.0 / factor, size.1 / factor);
        let mut values = vec![0.0; width * height];
        let lines = frame.as_raw().chunks_exact(frame.width() as usize * 3).skip(top);
        for (y, line) in lines.take(height * factor).enumerate() {
            let row = values[y / factor * width..].iter_mut();
            for (place, square) in row.zip(line[3 * left..].chunks_exact(3 * factor)).take(width) {
                *place += square.iter().map(|value| f32::from(*value)).sum::<f32>();
            }
        }
        let share = 1.0 / (3 * factor * factor) as f32;
        values.iter_mut().for_each(|value| *value *= share);
        Self { values, width, height }
    }

    /// The whole frame, and at which part of its size.
    pub(super) fn whole(frame: &RgbImage) -> (Self, usize) {
        let (width, height) = frame.dimensions();
        let factor = width.max(height).div_ceil(SIDE).max(1) as usize;
        (Self::of(frame, (0, 0), (width as usize, height as usize), factor), factor)
    }

    /// The mean brightness; none of an empty picture.
    pub(super) fn mean(&self) -> Option<f32> {
        let count = self.values.len();
        (count > 0).then(|| self.values.iter().sum::<f32>() / count as f32)
    }

    pub(super) fn width(&self) -> usize {
        self.width
    }

    pub(super) fn height(&self) -> usize {
        self.height
    }

    /// The brightness of a pixel that is there.
    pub(super) fn value(&self, x: usize, y: usize) -> f32 {
        self.values[y * self.width + x]
    }

    /// The brightness between pixels; `None` within one pixel of the edge and beyond.
    pub(super) fn at(&self, x: f32, y: f32) -> Option<f32> {
        if !(x >= 1.0 && y >= 1.0 && x + 2.0 < self.width as f32 && y + 2.0 < self.height as f32) {
            return None;
        }
        let (column, row) = (x as usize, y as usize);
        let (right, low) = (x - column as f32, y - row as f32);
        let line = |row: usize| {
            let start = row * self.width + column;
            let (here, next) = (self.values[start], self.values[start + 1]);
            here + right * (next - here)
        };
        Some(line(row) + low * (line(row + 1) - line(row)))
    }
}

impl Drop for Grey {
    fn drop(&mut self) {
        self.values.zeroize();
    }
}

/// A frame's grey copy, and where the face is in it.
#[derive(Clone)]
pub(crate) struct Glimpse {
    /// The whole frame at 1/`factor` of its size.
    pub(super) room: Grey,
    pub(super) factor: f32,
    pub(crate) face: FaceBox,
    pub(super) close: Close,
    /// Of the face, where all of it is in view.
    pub(super) spectrum: Option<Spectrum>,
}

/// The face alone, larger than in the copy of the whole frame.
#[derive(Clone)]
pub(super) struct Close {
    pub(super) grey: Grey,
    pub(super) factor: f32,
    corner: Point,
}

impl Close {
    fn of(frame: &RgbImage, face: &FaceBox) -> Self {
        let factor = ((face.width * CLOSE.0 / CLOSE_SIDE).ceil() as usize).clamp(1, 16);
        let span = |middle: f32, side: f32, most: u32| {
            let low = (middle - side / 2.0).clamp(0.0, most as f32) as usize;
            (low, ((middle + side / 2.0).clamp(0.0, most as f32) as usize).saturating_sub(low))
        };
        let centre = face.centre();
        let (left, width) = span(centre.x, face.width * CLOSE.0, frame.width());
        let (top, height) = span(centre.y, face.width * CLOSE.1, frame.height());
        let grey = Grey::of(frame, (left, top), (width, height), factor);
        Self { grey, factor: factor as f32, corner: Point::new(left as f32, top as f32) }
    }

    /// A place of the frame in this copy.
    pub(super) fn place(&self, point: Point) -> Point {
        Point::new(point.x - self.corner.x, point.y - self.corner.y).scaled(1.0 / self.factor)
    }
}

impl Glimpse {
    pub(crate) fn of(frame: &RgbImage, face: &FaceBox) -> Self {
        let (room, factor) = Grey::whole(frame);
        let (close, spectrum) = (Close::of(frame, face), Spectrum::of(frame, face));
        Self { room, factor: factor as f32, face: *face, close, spectrum }
    }

    /// A place of the frame in the copy of the whole.
    pub(super) fn place(&self, point: Point) -> Point {
        point.scaled(1.0 / self.factor)
    }
}

impl fmt::Debug for Glimpse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Glimpse({}x{}, redacted)", self.room.width, self.room.height)
    }
}

/// The mean of eyes and nose, which expressions move least.
pub(super) fn nose_bridge(face: &FaceBox) -> Point {
    let [right, left, nose, ..] = face.landmarks;
    Point::new((right.x + left.x + nose.x) / 3.0, (right.y + left.y + nose.y) / 3.0)
}

/// How far the block about `at` moved, in pixels of the copies, `guess` or near it; `None` where it is not found again, or its
/// brightness has less slope than `texture` in its weaker direction (root mean square, in grey levels a pixel).
pub(super) fn way(
    before: &Grey,
    after: &Grey,
    at: Point,
    half: f32,
    guess: Point,
    texture: f32,
) -> Option<Point> {
    let reach = half.round().clamp(3.0, 16.0) as i32;
    let span = || -reach..=reach;
    let rim = || -reach - 1..=reach + 1;
    let patch = rim().flat_map(|dy| rim().map(move |dx| (at.x + dx as f32, at.y + dy as f32)));
    let patch: Vec<f32> = patch.map(|(x, y)| before.at(x, y)).collect::<Option<_>>()?;
    let side = 2 * reach as usize + 3;
    let places: Vec<(f32, f32)> =
        span().flat_map(|dy| span().map(move |dx| (at.x + dx as f32, at.y + dy as f32))).collect();
    let inner = (1..side - 1).flat_map(|row| (1..side - 1).map(move |column| row * side + column));
    let slope =
        |i: usize| ((patch[i + 1] - patch[i - 1]) / 2.0, (patch[i + side] - patch[i - side]) / 2.0, patch[i]);
    let mut slopes: Vec<(f32, f32, f32)> = inner.map(slope).collect();
    // Slopes are counted from their mean, so that a block that got brighter as a whole has not moved.
    let share = 1.0 / places.len() as f32;
    let mean =
        slopes.iter().fold((0.0, 0.0), |sum, slope| (sum.0 + share * slope.0, sum.1 + share * slope.1));
    let (mut xx, mut xy, mut yy) = (0.0, 0.0, 0.0);
    for (across, down, _) in &mut slopes {
        (*across, *down) = (*across - mean.0, *down - mean.1);
        (xx, xy, yy) = (xx + *across * *across, xy + *across * *down, yy + *down * *down);
    }
    let determinant = xx * yy - xy * xy;
    let weaker = (xx + yy) / 2.0 - (((xx - yy) / 2.0).powi(2) + xy * xy).sqrt();
    if weaker < texture * texture * places.len() as f32 {
        return None;
    }
    let mut moved = guess;
    for _ in 0..ROUNDS {
        let (mut bx, mut by) = (0.0, 0.0);
        for ((x, y), (across, down, value)) in places.iter().zip(&slopes) {
            let difference = value - after.at(x + moved.x, y + moved.y)?;
            (bx, by) = (bx + across * difference, by + down * difference);
        }
        let (x, y) = ((yy * bx - xy * by) / determinant, (xx * by - xy * bx) / determinant);
        (moved.x, moved.y) = (moved.x + x, moved.y + y);
        if moved.distance(guess) > FARTHEST || moved.x.is_nan() {
            return None;
        }
        if x.hypot(y) < ENOUGH {
            break;
        }
    }
    Some(moved)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_found_again_though_the_exposure_changed_meanwhile() {
        let seen = |shift: f32, brighter: f32| {
            let picture = RgbImage::from_fn(64, 64, |x, y| {
                let (x, y) = (x as f32 - shift, y as f32);
                let grey = 110.0 + 40.0 * (x / 3.0).sin() * (y / 4.0).cos() + 1.5 * x;
                image::Rgb([(grey + brighter) as u8; 3])
            });
            Grey::of(&picture, (0, 0), (64, 64), 1)
        };
        for brighter in [0.0, 6.0, -9.0] {
            let middle = Point::new(32.0, 32.0);
            let moved =
                way(&seen(0.0, 0.0), &seen(1.5, brighter), middle, 5.0, Point::default(), 1.0).unwrap();
            assert!(moved.distance(Point::new(1.5, 0.0)) < 0.1, "{brighter}: {moved:?}");
        }
    }
}
