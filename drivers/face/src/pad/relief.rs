//! Whether a face is deep: how its parts pass each other as the head turns a little, which those of a flat picture never do.
//!
//! Nobody keeps quite still. Small blocks all over the face are followed from a first frame to a later one; between two
//! views of a plane they all move as one homography foretells, whatever hand holds it. A head that turned by θ moves what
//! stands out by depth·sin θ beside that. So θ is what is fitted, together with the homography (to first order, Heckbert
//! 1989): the turn *as seen in the depth*, which is zero for prints and screens however they are turned.
//!
//! The roundness of a head and the nose on it are fitted apart, and the nose alone is believed: a picture that is bent about a
//! face may be round, but has none. Nothing is told of a face that did not turn, and a film of a head that turned is as deep as the head was.

use super::glimpse::{Glimpse, nose_bridge, way};
use crate::geometry::Point;

/// Unknowns: a homography's eight, and turn and nod as seen in the roundness and in the nose.
const UNKNOWNS: usize = 12;
/// Blocks on either side of the face's middle, across and down, and how far apart, in widths of the face.
const BLOCKS: (i32, i32) = (4, 5);
const APART: f32 = 0.09;
/// Half a block's side, in widths of the face.
const HALF: f32 = 0.05;
/// The least slope of brightness in a block.
const TEXTURE: f32 = 1.2;
/// With fewer blocks nothing is fitted.
const FEWEST: usize = 14;
/// Blocks farther from the fit than so many times the median are left out: a blink, a word, a slip.
const OUTLIER: f32 = 3.0;

/// The turn of a face between two frames, as its nose tells it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Turned {
    /// The sine of turn and nod together that the nose shows.
    pub(crate) nose: f32,
    /// The standard error of that.
    pub(crate) error: f32,
    /// How far the face went as a whole, in widths of it.
    pub(crate) way: f32,
}

/// A block's place and its way, and its depth on a head and on the nose, in widths of the face.
struct Block {
    at: Point,
    way: Point,
    round: f32,
    nose: f32,
}

/// How far the face turned from `before` to `after`; `None` where too little of it can be followed.
pub(crate) fn turned(before: &Glimpse, after: &Glimpse) -> Option<Turned> {
    let (way, blocks) = blocks(before, after)?;
    let (nose, error) = fit(blocks)?;
    Some(Turned { nose, error, way })
}

/// Follows the face as a whole, then its blocks.
fn blocks(before: &Glimpse, after: &Glimpse) -> Option<(f32, Vec<Block>)> {
    let (face, factor) = (&before.face, before.close.factor);
    if factor != after.close.factor {
        return None;
    }
    let (from, to) = (nose_bridge(face), nose_bridge(&after.face));
    let (start, end) = (before.close.place(from), after.close.place(to));
    let guess = Point::new(end.x - start.x, end.y - start.y);
    let middle = before.close.place(face.centre());
    let half = face.width / factor;
    let whole = way(&before.close.grey, &after.close.grey, middle, 0.33 * half, guess, TEXTURE)?;
    let places =
        (-BLOCKS.1..=BLOCKS.1).flat_map(|j| (-BLOCKS.0..=BLOCKS.0).map(move |i| (i as f32, j as f32)));
    let follow = |(i, j): (f32, f32)| {
        let at = Point::new(i * APART, j * APART);
        let (centre, width) = (face.centre(), face.width);
        let place = before.close.place(Point::new(centre.x + at.x * width, centre.y + at.y * width));
        let moved = way(&before.close.grey, &after.close.grey, place, HALF * half, whole, TEXTURE)?;
        let way = Point::new(moved.x * factor / width, moved.y * factor / width);
        let nose =
            Point::new((face.landmarks[2].x - centre.x) / width, (face.landmarks[2].y - centre.y) / width);
        Some(Block { at, way, round: roundness(at), nose: bump(at.distance(nose)) })
    };
    // Each copy has its own corner, so ways in it are not ways in the frame.
    Some((from.distance(to) / face.width, places.filter_map(follow).collect()))
}

/// The depth of a head before the plane of its ears, in widths of the face: half an ellipsoid.
fn roundness(at: Point) -> f32 {
    0.5 * (1.0 - (at.x / 0.65).powi(2) - (at.y / 0.9).powi(2)).max(0.0).sqrt()
}

/// The height of the nose over it, so far from its tip: 25 mm on a face 140 mm wide.
fn bump(distance: f32) -> f32 {
    0.18 * (-(distance / 0.14).powi(2)).exp()
}

/// The nose's turn and its standard error by least squares, three times, without what does not fit.
fn fit(mut blocks: Vec<Block>) -> Option<(f32, f32)> {
    for _ in 0..2 {
        let solved = Equations::of(&blocks).solved()?;
        let mut far: Vec<f32> = blocks.iter().map(|block| block.misses(&solved.unknowns)).collect();
        far.sort_by(f32::total_cmp);
        let most = OUTLIER * far.get(far.len() / 2)?.max(1e-4);
        blocks.retain(|block| block.misses(&solved.unknowns) <= most);
    }
    if blocks.len() < FEWEST {
        return None;
    }
    let Solved { unknowns, variances } = Equations::of(&blocks).solved()?;
    let squares: f32 = blocks.iter().map(|block| block.misses(&unknowns).powi(2)).sum();
    let noise = squares / (2 * blocks.len() - UNKNOWNS) as f32;
    let [across, down] = [UNKNOWNS - 2, UNKNOWNS - 1];
    let error = ((variances[across] + variances[down]) * f64::from(noise)).sqrt() as f32;
    let nose = unknowns[across].hypot(unknowns[down]) as f32;
    (nose.is_finite() && error.is_finite()).then_some((nose, error))
}

impl Block {
    /// What each unknown adds to the way across, and to the way down.
    fn rows(&self) -> [[f64; UNKNOWNS]; 2] {
        let [x, y, r, n] = [self.at.x, self.at.y, self.round, self.nose].map(f64::from);
        [
            [1.0, x, y, 0.0, 0.0, 0.0, x * x, x * y, r, 0.0, n, 0.0],
            [0.0, 0.0, 0.0, 1.0, x, y, x * y, y * y, 0.0, r, 0.0, n],
        ]
    }

    /// How far the block is from where the solution has it.
    fn misses(&self, unknowns: &[f64; UNKNOWNS]) -> f32 {
        let told = self.rows().map(|row| row.iter().zip(unknowns).map(|(a, b)| a * b).sum::<f64>() as f32);
        (told[0] - self.way.x).hypot(told[1] - self.way.y)
    }
}

/// The normal equations, each with its right side and the unit matrix beside it.
struct Equations([[f64; 2 * UNKNOWNS + 1]; UNKNOWNS]);

struct Solved {
    unknowns: [f64; UNKNOWNS],
    /// The diagonal of the inverse: variances for noise of one.
    variances: [f64; UNKNOWNS],
}

impl Equations {
    fn of(blocks: &[Block]) -> Self {
        let mut sums = [[0.0; 2 * UNKNOWNS + 1]; UNKNOWNS];
        for block in blocks {
            for (row, way) in block.rows().iter().zip([block.way.x, block.way.y]) {
                for (i, sum) in sums.iter_mut().enumerate() {
                    row.iter().zip(&mut sum[..]).for_each(|(value, place)| *place += row[i] * value);
                    sum[UNKNOWNS] += row[i] * f64::from(way);
                }
            }
        }
        (0..UNKNOWNS).for_each(|i| sums[i][UNKNOWNS + 1 + i] = 1.0);
        Self(sums)
    }

    /// By Gauss and Jordan, with the largest pivot of each column.
    fn solved(mut self) -> Option<Solved> {
        for column in 0..UNKNOWNS {
            let size = |row: &usize| self.0[*row][column].abs();
            let pivot = (column..UNKNOWNS).max_by(|a, b| size(a).total_cmp(&size(b)))?;
            self.0.swap(column, pivot);
            let own = self.0[column].map(|value| value / self.0[column][column]);
            if !own.iter().all(|value| value.is_finite()) {
                return None;
            }
            for (_, row) in self.0.iter_mut().enumerate().filter(|(at, _)| *at != column) {
                let times = row[column];
                row.iter_mut().zip(&own).for_each(|(value, own)| *value -= times * own);
            }
            self.0[column] = own;
        }
        let unknowns = std::array::from_fn(|i| self.0[i][UNKNOWNS]);
        let variances = std::array::from_fn(|i| self.0[i][UNKNOWNS + 1 + i]);
        Some(Solved { unknowns, variances })
    }
}

#[cfg(test)]
mod tests {
    use image::RgbImage;

    use super::*;
    use crate::geometry::FaceBox;

    /// A face with texture all over, so round and with such a nose, turned by these degrees; `tilt` turns it as a sheet.
    fn seen(round: f32, nose: f32, turn: f32, tilt: f32) -> Glimpse {
        let at = |x: f32, y: f32| Point::new(x, y);
        let landmarks =
            [at(290.0, 215.0), at(350.0, 215.0), at(320.0, 250.0), at(295.0, 285.0), at(345.0, 285.0)];
        let face = FaceBox { x: 245.0, y: 150.0, width: 150.0, height: 180.0, score: 0.9, landmarks };
        let (sine, cosine) = tilt.to_radians().sin_cos();
        let picture = RgbImage::from_fn(640, 480, |x, y| {
            let (x, y) = ((x as f32 - 320.0) / 150.0, (y as f32 - 240.0) / 150.0);
            let far = 1.0 + x * sine / 4.5;
            let (x, y) = (x / cosine / far, y / far);
            // The shift of the whole is left out: the landmarks would tell it.
            let depth = round * (roundness(at(x, y)) - 0.45) + nose * bump(at(x, y).distance(at(0.0, 0.067)));
            let (x, y) = (x - depth * turn.to_radians().sin(), y - 0.01);
            let grey =
                128.0 + 40.0 * (x * 41.0).sin() * (y * 37.0).cos() + 35.0 * (x * 23.0 + y * 29.0).sin();
            image::Rgb([grey as u8; 3])
        });
        Glimpse::of(&picture, &face)
    }

    #[test]
    fn a_nose_shows_on_a_head_that_turned_and_on_nothing_flat_or_bent() {
        let first = seen(0.0, 0.0, 0.0, 0.0);
        for (what, [round, nose, turn, tilt], shows) in [
            ("a head that turned", [1.0, 1.0, 3.0, 0.0], true),
            ("a head that turned the other way", [0.7, 0.7, -4.0, 0.0], true),
            ("a head that kept still", [1.0, 1.0, 0.0, 0.0], false),
            ("a sheet", [0.0, 0.0, 0.0, 8.0], false),
            ("a sheet the other way", [0.0, 0.0, 0.0, -12.0], false),
            ("a sheet bent as round as a head", [0.8, 0.0, 4.0, 0.0], false),
        ] {
            let Turned { nose, error, .. } = turned(&first, &seen(round, nose, turn, tilt)).unwrap();
            assert_eq!(nose > 0.02 && nose > 5.0 * error, shows, "{what}: {nose} ± {error}");
        }
    }

    #[test]
    fn a_face_without_texture_or_beyond_the_frame_tells_nothing() {
        let plain = RgbImage::from_pixel(640, 480, image::Rgb([130; 3]));
        let face = seen(0.0, 0.0, 0.0, 0.0).face;
        for face in [face, FaceBox { x: -400.0, ..face }, FaceBox { x: f32::NAN, width: f32::NAN, ..face }] {
            let glimpse = Glimpse::of(&plain, &face);
            assert_eq!(turned(&glimpse, &glimpse), None);
        }
    }
}
