//! Whether the face shows a lattice: a screen's pixels that beat with the camera's own, or the dots of a print.
//!
//! A face has no preferred frequency: its spectrum falls evenly, with chance about it. A lattice adds narrow peaks. Where they lie
//! depends on pitch, distance and angle, so they are judged against their neighbourhood in the spectrum, wherever they are. What is
//! in one part of a face only (lashes, a fold, the rim of glasses) is no lattice: the mean of the parts' logarithms counts, so that
//! a peak has to be in all of them, and again after some frames, in which it changes its phase but hardly its place. Only the face
//! itself is looked at, and no striped shirt, nor a blind behind it.
//!
//! Nothing is told where no peak is: most screens are too fine, or most lenses too soft.

use image::RgbImage;
use microfft::Complex32;
use microfft::complex::cfft_64;
use zeroize::Zeroizing;

use crate::geometry::FaceBox;

/// The side of a part of the face, in pixels of the frame, and of its spectrum.
const SIDE: usize = 64;
/// Frequencies down to none, of which the others are mirror images.
const HALF: usize = SIDE / 2 + 1;
/// The middles of the parts in widths and heights of the face from its middle: brow, cheeks, and mouth.
const PARTS: [(f32, f32); 4] = [(0.0, -0.25), (-0.2, 0.05), (0.2, 0.05), (0.0, 0.25)];
/// Slower waves than this, in turns per part, are the face's own; and those so near an axis are a camera's lines.
const SLOWEST: i32 = 9;
const AXIS: i32 = 1;
/// A camera that packs its frames as JPEG draws lines every eight pixels: its peaks lie on this grid, so near.
const BLOCKS: (i32, i32) = (8, 1);
/// The neighbourhood of a peak reaches from beyond the first to the second, in bins.
const RING: (i32, i32) = (1, 4);
/// Frames of which one spectrum is made.
const GROUP: usize = 4;
/// A peak stands out by so much, as a logarithm: at more than the chance of four faces' parts in two thousand bins.
const PEAK: f32 = 2.0;
/// In so many spectra, no farther apart than so many bins.
const SEEN: usize = 2;
const APART: i32 = 6;

/// The logarithm of the face's power at each frequency, as a mean over its parts.
#[derive(Clone)]
pub(super) struct Spectrum(Zeroizing<Vec<f32>>);

impl Spectrum {
    /// Of the green of the face, which is the sharpest of a camera's colours; `None` where a part of it is out of view.
    pub(super) fn of(frame: &RgbImage, face: &FaceBox) -> Option<Self> {
        let mut sums = Zeroizing::new(vec![0.0; HALF * SIDE]);
        for pair in PARTS.chunks_exact(2) {
            let corners = [corner(frame, face, pair[0])?, corner(frame, face, pair[1])?];
            add_powers(&mut sums, &mut transformed(frame, corners));
        }
        sums.iter_mut().for_each(|sum| *sum /= PARTS.len() as f32);
        Some(Self(sums))
    }

    /// The power at so many turns across and down, either way.
    fn at(&self, across: i32, down: i32) -> f32 {
        let (across, down) =
            if across.rem_euclid(SIDE as i32) < HALF as i32 { (across, down) } else { (-across, -down) };
        let [across, down] = [across, down].map(|turns| turns.rem_euclid(SIDE as i32) as usize);
        self.0[across * SIDE + down]
    }

    /// The place that stands out most of its neighbourhood, and by how much.
    fn peak(&self) -> (f32, (i32, i32)) {
        let half = SIDE as i32 / 2;
        let places = (0..=half).flat_map(|across| (-half + 1..=half).map(move |down| (across, down)));
        let found = places.filter(|place| can_tell(*place)).map(|place| (self.excess(place), place));
        found.max_by(|one, other| one.0.total_cmp(&other.0)).unwrap_or_default()
    }

    fn excess(&self, (across, down): (i32, i32)) -> f32 {
        let (mut sum, mut count) = (0.0, 0.0_f32);
        for i in -RING.1..=RING.1 {
            for j in (-RING.1..=RING.1).filter(|j| i.abs().max(j.abs()) > RING.0) {
                (sum, count) = (sum + self.at(across + i, down + j), count + 1.0);
            }
        }
        self.at(across, down) - sum / count
    }
}

/// The upper left corner of a part of the face, where all of it is in view.
fn corner(frame: &RgbImage, face: &FaceBox, part: (f32, f32)) -> Option<(usize, usize)> {
    let (middle, half) = (face.centre(), SIDE as f32 / 2.0);
    let (left, top) = (middle.x + part.0 * face.width - half, middle.y + part.1 * face.height - half);
    let is_inside = left >= 0.0
        && top >= 0.0
        && left + SIDE as f32 <= frame.width() as f32
        && top + SIDE as f32 <= frame.height() as f32;
    is_inside.then_some((left as usize, top as usize))
}

/// The Fourier transform of two parts at once, the one as real, the other as imaginary numbers; columns of it lie as rows.
fn transformed(frame: &RgbImage, corners: [(usize, usize); 2]) -> Vec<Complex32> {
    let (width, values) = (frame.width() as usize, frame.as_raw());
    let green = |(left, top): (usize, usize), x: usize, y: usize| {
        f32::from(values[((top + y) * width + left + x) * 3 + 1])
    };
    let window: [f32; SIDE] = std::array::from_fn(hann);
    let mean = corners.map(|corner| {
        let places = (0..SIDE).flat_map(|y| (0..SIDE).map(move |x| (x, y)));
        places.map(|(x, y)| green(corner, x, y)).sum::<f32>() / (SIDE * SIDE) as f32
    });
    let mut lines = Vec::with_capacity(SIDE * SIDE);
    for y in 0..SIDE {
        lines.extend((0..SIDE).map(|x| {
            let [one, other] = [0, 1].map(|i| window[x] * window[y] * (green(corners[i], x, y) - mean[i]));
            Complex32::new(one, other)
        }));
    }
    transform(&mut lines);
    let mut columns: Vec<_> = (0..SIDE * SIDE).map(|at| lines[at % SIDE * SIDE + at / SIDE]).collect();
    transform(&mut columns);
    lines.fill(Complex32::default());
    columns
}

/// Each line of [`SIDE`] values by itself.
fn transform(lines: &mut [Complex32]) {
    for line in lines.as_chunks_mut::<SIDE>().0 {
        let _in_place = cfft_64(line);
    }
}

/// A bell, so that the edges of a part make no waves of their own.
fn hann(at: usize) -> f32 {
    0.5 - 0.5 * (std::f32::consts::TAU * (at as f32 + 0.5) / SIDE as f32).cos()
}

/// Adds the logarithms of both parts' powers, which the transform holds together.
fn add_powers(sums: &mut [f32], both: &mut [Complex32]) {
    for across in 0..HALF {
        for down in 0..SIDE {
            let here = both[across * SIDE + down];
            let there = both[(SIDE - across) % SIDE * SIDE + (SIDE - down) % SIDE].conj();
            // Of 4 and 4 each; their product is the sum of their logarithms.
            let (one, other) = ((here + there).norm_sqr(), (here - there).norm_sqr());
            sums[across * SIDE + down] += (one.max(1.0) * other.max(1.0)).ln();
        }
    }
    both.fill(Complex32::default());
}

/// Whether a lattice can be told there from the face's own waves, and a camera's.
fn can_tell((across, down): (i32, i32)) -> bool {
    let near = |turns: i32| {
        let off = turns.rem_euclid(BLOCKS.0);
        off.min(BLOCKS.0 - off) <= BLOCKS.1
    };
    across * across + down * down >= SLOWEST * SLOWEST
        && across.abs() > AXIS
        && down.abs() > AXIS
        && !(near(across) && near(down))
}

/// Whether two places are one but for the lattice's slow turns; a place beyond the last frequency comes in on the other side.
fn are_near(one: (i32, i32), other: (i32, i32)) -> bool {
    let off = |a: i32, b: i32| {
        let off = (a - b).rem_euclid(SIDE as i32);
        off.min(SIDE as i32 - off)
    };
    let apart = |x: i32, y: i32| off(one.0, x).max(off(one.1, y)) <= APART;
    apart(other.0, other.1) || apart(-other.0, -other.1)
}

/// The peaks that were seen so far.
#[derive(Clone, Default)]
pub(super) struct Moire {
    sum: Option<Spectrum>,
    frames: usize,
    peaks: Vec<(i32, i32)>,
    strongest: f32,
}

impl Moire {
    /// Takes the spectrum of one more frame of the same face.
    pub(super) fn push(&mut self, next: &Spectrum) {
        match &mut self.sum {
            None => self.sum = Some(next.clone()),
            Some(sum) => sum.0.iter_mut().zip(next.0.iter()).for_each(|(sum, value)| *sum += value),
        }
        self.frames += 1;
        if self.frames < GROUP {
            return;
        }
        if let Some(mut sum) = self.sum.take() {
            sum.0.iter_mut().for_each(|value| *value /= GROUP as f32);
            let (excess, place) = sum.peak();
            self.strongest = self.strongest.max(excess);
            self.peaks.extend((excess >= PEAK).then_some(place));
        }
        self.frames = 0;
    }

    /// Whether a lattice was seen.
    pub(super) fn is_seen(&self) -> bool {
        let near = |place: &(i32, i32)| self.peaks.iter().filter(|other| are_near(*place, **other)).count();
        self.peaks.iter().any(|place| near(place) >= SEEN)
    }

    /// By how much the strongest peak of a spectrum stood out.
    pub(super) fn strongest(&self) -> f32 {
        self.strongest
    }
}

impl std::fmt::Debug for Moire {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Moire({} peaks, {:.2})", self.peaks.len(), self.strongest)
    }
}

#[cfg(test)]
mod tests;
