//! Whether a head stands where the colour camera sees a face, told from how far each point of it is.
//!
//! A ring is laid about the tip of the nose, on brow, cheeks and chin, and from each place of it a chord is drawn to the opposite
//! one. A nose stands out over every chord. Paper never does: it is developable (do Carmo 1976), through each of its points
//! runs a straight line, and over that chord it does not stand out, whatever way a print is held, tilted, rolled or folded. A living
//! head is round as well, which a flat print with a nose glued on it is not.
//!
//! How far the face is before the background is not asked: a print that is held up is as far before it.

use zeroize::Zeroizing;

use super::second::{Told, Values, quantile};
use crate::geometry::{FaceBox, Point};

/// Cells across a face; a face of fewer pixels has a cell for each.
const ACROSS: f32 = 28.0;
/// The narrowest face that is measured, in pixels.
const NARROWEST: f32 = 24.0;
/// Where patients are, in millimetres.
const REACH: std::ops::RangeInclusive<f32> = 200.0..=1500.0;
/// What is farther from the face's middle than this, in millimetres, is not the face.
const HEAD: f32 = 120.0;
/// The share of the face that must have been measured.
const MEASURED: f32 = 0.6;
/// The nose with its wings, about its tip, in widths of the face; the surface that tells roundness leaves it out.
const NOSE: f32 = 0.2;
/// The tip is looked for so near the landmark: two cameras do not agree to the pixel.
const TIP: f32 = 0.16;
/// The ring about the tip, in widths of the face, the parts into which it is cut, and how many of the chords between opposite
/// ones must have been measured.
const RING: (f32, f32) = (0.30, 0.42);
const PARTS: usize = 16;
const ENOUGH_CHORDS: usize = 7;
/// How far a nose stands out at least, and at most, in millimetres: half of what drawn heads with noses of 15 to 26 mm show, and
/// more than any paper does (the tests' figures); a camera that smooths noses away further tells nothing of them.
const STANDS_OUT: std::ops::RangeInclusive<f32> = 12.0..=60.0;
/// A head falls away to its sides by at least so much at [`SIDE`] widths from its middle, in millimetres.
const ROUND: f32 = 10.0;
const SIDE: f32 = 0.45;
/// Less than this is no nose, no roundness and no relief at all, in millimetres.
const NO_NOSE: f32 = 4.0;
const NOT_ROUND: f32 = 5.0;
const SMOOTH: f32 = 2.5;
/// Cells farther from the fit than so many times the median, and than the camera's noise, are left out of it.
const OUTLIER: (f32, f32) = (3.0, 3.0);

/// The shape of what is where the face is, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Shape {
    /// How far the nose stands out over the chord that comes nearest to it.
    nose: f32,
    /// How far the face falls away to the sides.
    round: f32,
    /// How rough it is: the standard deviation from a surface of second degree.
    rough: f32,
}

/// What the depths say about `face`, in their own pixels; nothing where too little was measured or the shape is neither.
pub(super) fn told(values: &Values, face: &FaceBox) -> Option<Told> {
    let shape = Shape::of(values, face)?;
    let is_smooth = shape.nose < NO_NOSE && shape.rough < SMOOTH;
    match shape {
        Shape { nose, round, .. } if STANDS_OUT.contains(&nose) && round >= ROUND => Some(Told::Deep),
        Shape { round, .. } if is_smooth || round < NOT_ROUND => Some(Told::Flat),
        _ => None,
    }
}

/// Place, in widths of the face about its middle, and nearness: how far before the face's middle, in millimetres.
type Cell = [f32; 3];

impl Shape {
    fn of(values: &Values, face: &FaceBox) -> Option<Self> {
        let mut cells = cells(values, face)?;
        let (centre, tip) = (face.centre(), face.landmarks[2]);
        let tip = Point::new((tip.x - centre.x) / face.width, (tip.y - centre.y) / face.width);
        let from_tip = |cell: &Cell| (cell[0] - tip.x).hypot(cell[1] - tip.y);
        let fit = Fit::of(&cells, |cell| from_tip(cell) > NOSE)?;
        let squares: f32 = cells.iter().map(|cell| fit.height(cell).powi(2)).sum();
        fit.level(&mut cells, tip);
        let mut about = nearest(&cells, |cell| from_tip(cell) < TIP);
        Some(Self {
            nose: quantile(&mut about, 0.9)? - highest_chord(&cells, tip)?,
            round: fit.round(),
            rough: (squares / cells.len() as f32).sqrt(),
        })
    }
}

/// The measured cells of the face, if they are enough of it.
fn cells(values: &Values, face: &FaceBox) -> Option<Zeroizing<Vec<Cell>>> {
    let (width, middle) = (face.width, face.centre());
    let is_somewhere =
        width.is_finite() && face.height.is_finite() && middle.x.is_finite() && middle.y.is_finite();
    if !is_somewhere || width < NARROWEST || width > 4.0 * values.width() as f32 {
        return None;
    }
    let across = width.floor().min(ACROSS);
    let (step, tall) = (1.0 / across, (face.height / width).clamp(0.5, 2.0));
    let (columns, rows) = (across as i32 / 2, (across * tall) as i32 / 2);
    let mut cells = Zeroizing::new(Vec::with_capacity(((2 * columns + 1) * (2 * rows + 1)) as usize));
    let mut looked = 0;
    for (j, i) in (-rows..=rows).flat_map(|j| (-columns..=columns).map(move |i| (j, i))) {
        let (u, v) = (i as f32 * step, j as f32 * step);
        if (2.0 * u).hypot(2.0 * v / tall) > 1.0 {
            continue;
        }
        looked += 1;
        let at = Point::new(middle.x + u * width, middle.y + v * width);
        cells.extend(distance(values, at, width * step / 3.0).map(|z| [u, v, z]));
    }
    nearness(&mut cells)?;
    (cells.len() as f32 >= MEASURED * looked as f32).then_some(cells)
}

/// The median of nine pixels about a place, where at least five were measured.
fn distance(values: &Values, at: Point, apart: f32) -> Option<f32> {
    let mut seen = Zeroizing::new([0_u16; 9]);
    let mut count = 0;
    for (i, j) in (-1..=1).flat_map(|j| (-1..=1).map(move |i| (i, j))) {
        let (x, y) = (at.x + i as f32 * apart, at.y + j as f32 * apart);
        let inside = x >= 0.0 && y >= 0.0 && x < values.width() as f32 && y < values.height() as f32;
        let value = if inside { values.get_pixel(x as u32, y as u32).0[0] } else { 0 };
        if value > 0 {
            seen[count] = value;
            count += 1;
        }
    }
    seen[..count].sort_unstable();
    (count >= 5).then(|| f32::from(seen[count / 2]))
}

/// Turns distances into nearness, in which any plane is exactly flat however it is tilted, and drops what is not the face.
fn nearness(cells: &mut Zeroizing<Vec<Cell>>) -> Option<()> {
    let inner = cells.iter().filter(|cell| cell[0].abs() < 0.3 && cell[1].abs() < 0.4);
    let mut distances = Zeroizing::new(inner.map(|cell| cell[2]).collect::<Vec<_>>());
    let middle = quantile(&mut distances, 0.5).filter(|middle| REACH.contains(middle))?;
    cells.retain(|cell| (cell[2] - middle).abs() < HEAD);
    // The inverse of a plane's distance is linear in the picture.
    cells.iter_mut().for_each(|cell| cell[2] = middle * (middle / cell[2] - 1.0));
    Some(())
}

/// How near these cells are.
fn nearest(cells: &[Cell], of: impl Fn(&Cell) -> bool) -> Zeroizing<Vec<f32>> {
    Zeroizing::new(cells.iter().filter(|cell| of(cell)).map(|cell| cell[2]).collect())
}

/// The middle of the chord that passes nearest under the tip, from one part of the ring to the opposite one.
fn highest_chord(cells: &[Cell], tip: Point) -> Option<f32> {
    let part = |cell: &Cell| {
        let (x, y) = (cell[0] - tip.x, cell[1] - tip.y);
        let turn = y.atan2(x) / std::f32::consts::TAU + 0.5;
        (RING.0..RING.1).contains(&x.hypot(y)).then_some((turn * PARTS as f32) as usize % PARTS)
    };
    let height = |one: usize| quantile(&mut nearest(cells, |cell| part(cell) == Some(one)), 0.5);
    let chord = |one: usize| Some((height(one)? + height(one + PARTS / 2)?) / 2.0);
    let chords: Zeroizing<Vec<f32>> = Zeroizing::new((0..PARTS / 2).filter_map(chord).collect());
    (chords.len() >= ENOUGH_CHORDS).then(|| chords.iter().copied().fold(f32::MIN, f32::max))
}

/// Unknowns: a surface of second degree.
const UNKNOWNS: usize = 6;

/// The surface that fits the face without its nose.
struct Fit([f64; UNKNOWNS]);

impl Fit {
    /// By least squares, three times, without what does not fit.
    fn of(cells: &[Cell], is_used: impl Fn(&Cell) -> bool) -> Option<Self> {
        let mut used: Zeroizing<Vec<Cell>> = Zeroizing::new(cells.iter().copied().filter(is_used).collect());
        let mut fit = Self::least_squares(&used)?;
        for _ in 0..2 {
            let mut far = Zeroizing::new(used.iter().map(|cell| fit.height(cell).abs()).collect::<Vec<_>>());
            let most = (OUTLIER.0 * quantile(&mut far, 0.5)?).max(OUTLIER.1);
            used.retain(|cell| fit.height(cell).abs() <= most);
            fit = Self::least_squares(&used)?;
        }
        Some(fit)
    }

    fn terms(cell: &Cell) -> [f64; UNKNOWNS] {
        let (u, v) = (f64::from(cell[0]), f64::from(cell[1]));
        [1.0, u, v, u * u, u * v, v * v]
    }

    fn least_squares(cells: &[Cell]) -> Option<Self> {
        let mut sums = [[0.0; UNKNOWNS + 1]; UNKNOWNS];
        for cell in cells {
            let terms = Self::terms(cell);
            for (row, term) in sums.iter_mut().zip(terms) {
                row.iter_mut().zip(terms).for_each(|(sum, other)| *sum += term * other);
                row[UNKNOWNS] += term * f64::from(cell[2]);
            }
        }
        solved(sums).map(Self)
    }

    /// How far a cell stands out of the surface, in millimetres.
    fn height(&self, cell: &Cell) -> f32 {
        let on: f64 = Self::terms(cell).iter().zip(self.0).map(|(term, factor)| term * factor).sum();
        cell[2] - on as f32
    }

    /// Takes the surface's slope at the tip off all cells: no chord sees it, and the highest cells about the tip are the nose.
    fn level(&self, cells: &mut [Cell], tip: Point) {
        let [_, right, down, across, both, along] = self.0.map(|factor| factor as f32);
        let slope = [right + 2.0 * across * tip.x + both * tip.y, down + 2.0 * along * tip.y + both * tip.x];
        for cell in cells {
            cell[2] -= slope[0] * (cell[0] - tip.x) + slope[1] * (cell[1] - tip.y);
        }
    }

    /// How far the surface falls away on either side, the way it does most, in millimetres.
    fn round(&self) -> f32 {
        let [.., across, both, down] = self.0;
        let (mean, half) = (-(across + down) / 2.0, (across - down) / 2.0);
        (mean + half.hypot(both / 2.0)) as f32 * SIDE * SIDE
    }
}

/// Solves by Gauss and Jordan, with the largest pivot of each column.
fn solved(mut rows: [[f64; UNKNOWNS + 1]; UNKNOWNS]) -> Option<[f64; UNKNOWNS]> {
    for column in 0..UNKNOWNS {
        let size = |row: &usize| rows[*row][column].abs();
        let pivot = (column..UNKNOWNS).max_by(|a, b| size(a).total_cmp(&size(b)))?;
        rows.swap(column, pivot);
        let own = rows[column].map(|value| value / rows[column][column]);
        if !own.iter().all(|value| value.is_finite()) {
            return None;
        }
        for (_, row) in rows.iter_mut().enumerate().filter(|(at, _)| *at != column) {
            let times = row[column];
            row.iter_mut().zip(own).for_each(|(value, own)| *value -= times * own);
        }
        rows[column] = own;
    }
    Some(rows.map(|row| row[UNKNOWNS]))
}

#[cfg(test)]
mod tests;
