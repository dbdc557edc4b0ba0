//! From a picture to a network's input: [1, 3, height, width], blue, green, red, 0 to 255.
//!
//! Three ways in: the whole picture reduced by a whole factor, a region stretched to a size, and a face laid on a
//! template. Sampling is bilinear, as it was when the networks' thresholds were measured.

use image::{GrayImage, RgbImage};
use ndarray::{Array4, s};
use zeroize::Zeroize as _;

use crate::error::Error;
use crate::geometry::Similarity;

const MIN_SIDE: u32 = 64;
const MAX_SIDE: u32 = 4096;

/// Refuses pictures that hold no face worth comparing, or that would take the memory of the kiosk.
pub(crate) fn check_size((width, height): (u32, u32)) -> Result<(), Error> {
    let range = MIN_SIDE..=MAX_SIDE;
    if range.contains(&width) && range.contains(&height) {
        return Ok(());
    }
    Err(Error::PictureSize { width, height, min: MIN_SIDE, max: MAX_SIDE })
}

/// A grey picture as a coloured one, with no copy left between.
pub(crate) fn in_colours(grey: &GrayImage) -> RgbImage {
    let mut colours = RgbImage::new(grey.width(), grey.height());
    colours.pixels_mut().zip(grey.pixels()).for_each(|(to, from)| to.0 = [from.0[0]; 3]);
    colours
}

/// Overwrites what shows somebody.
pub(crate) fn wipe(input: &mut Array4<f32>) {
    if let Some(values) = input.as_slice_mut() {
        values.zeroize();
    }
}

/// A rectangle of whole pixels, edges included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Region {
    pub(crate) left: u32,
    pub(crate) top: u32,
    pub(crate) right: u32,
    pub(crate) bottom: u32,
}

/// The picture at 1/`factor` of its size, each pixel the mean of a square, in the upper left of a black canvas.
pub(crate) fn reduced(image: &RgbImage, factor: u32, canvas: [usize; 2]) -> Array4<f32> {
    let [width, height] = canvas;
    let (step, share) = (factor as usize, 1.0 / (factor * factor) as f32);
    let columns = (image.width() / factor).min(width as u32) as usize;
    let rows = (image.height() / factor).min(height as u32) as usize;
    let mut values = vec![0.0; 3 * width * height];
    let (blue, rest) = values.split_at_mut(width * height);
    let (green, red) = rest.split_at_mut(width * height);
    // Lines first, in numbers that 257 lines of white would fill: MAX_SIDE is never reduced so far.
    let mut sums = vec![0_u16; image.width() as usize * 3];
    let mut lines = image.as_raw().chunks_exact(image.width() as usize * 3);
    for row in 0..rows {
        sums.fill(0);
        for line in lines.by_ref().take(step) {
            sums.iter_mut().zip(line).for_each(|(sum, value)| *sum += u16::from(*value));
        }
        let places = row * width..row * width + columns;
        let planes = blue[places.clone()].iter_mut().zip(&mut green[places.clone()]).zip(&mut red[places]);
        for (((blue, green), red), square) in planes.zip(sums.chunks_exact(step * 3)) {
            let mut sum = [0_u32; 3];
            for pixel in square.chunks_exact(3) {
                (0..3).for_each(|channel| sum[channel] += u32::from(pixel[channel]));
            }
            [*red, *green, *blue] = sum.map(|sum| sum as f32 * share);
        }
    }
    tensor(values, canvas)
}

/// The region stretched to `size` × `size`, whatever its proportions.
///
/// Along the lines first and between them afterwards: a line that two rows share is stretched once.
pub(crate) fn stretched(image: &RgbImage, region: Region, size: usize) -> Array4<f32> {
    let across = steps(region.left, region.right, size, image.width());
    let down = steps(region.top, region.bottom, size, image.height());
    let (mut upper, mut lower) = (Line::new(size), Line::new(size));
    let mut values = vec![0.0; 3 * size * size];
    for (row, step) in down.iter().enumerate() {
        if lower.number == Some(step.here) {
            std::mem::swap(&mut upper, &mut lower);
        }
        upper.read(image, step.here, &across);
        lower.read(image, step.next, &across);
        for (plane, from) in values.chunks_exact_mut(size * size).zip((0..3).map(|channel| channel * size)) {
            let (upper, lower) = (&upper.values[from..], &lower.values[from..]);
            for ((place, upper), lower) in plane[row * size..][..size].iter_mut().zip(upper).zip(lower) {
                *place = rounded(upper + step.share * (lower - upper));
            }
        }
    }
    tensor(values, [size; 2])
}

/// A place between two lines or columns, and the share of the second.
struct Step {
    here: usize,
    next: usize,
    share: f32,
}

/// Where the middles of `size` equal parts of `from..=to` lie, in a picture of `most` lines or columns.
fn steps(from: u32, to: u32, size: usize, most: u32) -> Vec<Step> {
    let (length, last) = (f64::from(to - from + 1) / size as f64, most.saturating_sub(1) as usize);
    let step = |at: usize| {
        let within = ((at as f64 + 0.5) * length - 0.5).clamp(0.0, f64::from(to - from));
        let place = (f64::from(from) + within) as f32;
        let here = (place as usize).min(last);
        Step { here, next: (here + 1).min(last), share: place - here as f32 }
    };
    (0..size).map(step).collect()
}

/// One line of a picture, stretched: its blue, its green, its red.
struct Line {
    number: Option<usize>,
    values: Vec<f32>,
}

impl Line {
    fn new(size: usize) -> Self {
        Self { number: None, values: vec![0.0; 3 * size] }
    }

    fn read(&mut self, image: &RgbImage, number: usize, across: &[Step]) {
        if self.number == Some(number) {
            return;
        }
        let width = image.width() as usize * 3;
        let line = &image.as_raw()[number * width..][..width];
        let (blue, rest) = self.values.split_at_mut(across.len());
        let (green, red) = rest.split_at_mut(across.len());
        for (((step, blue), green), red) in across.iter().zip(blue).zip(green).zip(red) {
            let (here, next) = (&line[step.here * 3..][..3], &line[step.next * 3..][..3]);
            let between = |channel: usize| {
                let (here, next) = (f32::from(here[channel]), f32::from(next[channel]));
                here + step.share * (next - here)
            };
            (*red, *green, *blue) = (between(0), between(1), between(2));
        }
        self.number = Some(number);
    }
}

/// The nearest whole number, of 0 to 255: the networks were trained on whole numbers, and they notice.
///
/// Behind 2²³ a float has no fraction; `round` would be a call into the C library on a plain x86-64.
fn rounded(value: f32) -> f32 {
    const NO_FRACTION: f32 = 8_388_608.0;
    (value + NO_FRACTION) - NO_FRACTION
}

/// The picture under `to_template`, `size` × `size`; black where the picture ends.
///
/// A face more than one and a half times as large as the template is averaged down, not picked from.
pub(crate) fn laid_on(image: &RgbImage, to_template: &Similarity, size: usize) -> Array4<f32> {
    let back = to_template.inverse();
    let samples = back.scale().round().clamp(1.0, 4.0) as u32;
    let offset = |i: u32| (f64::from(i) + 0.5) / f64::from(samples) - 0.5;
    let origin = back.apply(0.0, 0.0);
    let from_origin = |x: f64, y: f64| {
        let there = back.apply(x, y);
        Fixed::new(there.0 - origin.0, there.1 - origin.1)
    };
    let offsets: Vec<_> =
        (0..samples * samples).map(|i| from_origin(offset(i % samples), offset(i / samples))).collect();
    let (origin, right, below) =
        (Fixed::new(origin.0, origin.1), from_origin(1.0, 0.0), from_origin(0.0, 1.0));
    let share = 1.0 / ((samples * samples) as f32 * Fixed::ONE);
    filled(size, |column, row| {
        let place = origin.moved(right, column as i64).moved(below, row as i64);
        let mut sum = [0; 3];
        for offset in &offsets {
            let pixel = place.moved(*offset, 1).colour(image);
            (0..3).for_each(|channel| sum[channel] += pixel[channel]);
        }
        sum.map(|sum| sum as f32 * share)
    })
}

/// A position in pixels in whole numbers, of which each is 2⁻³² of a pixel: half the time of the same in floats.
#[derive(Clone, Copy)]
struct Fixed {
    x: i64,
    y: i64,
}

impl Fixed {
    const FRACTION: u32 = 32;
    /// Bits of the share that a neighbouring pixel has; the product of two shares and a colour fits into 32 bits.
    const SHARE: u32 = 11;
    /// What a step of brightness is in [`colour`](Self::colour), of which sixteen can be added.
    const ONE: f32 = 16_384.0;
    /// Beyond every picture, and still with room for the moves across a template.
    const FAR: f64 = 1e6;

    fn new(x: f64, y: f64) -> Self {
        let fixed = |value: f64| (value.clamp(-Self::FAR, Self::FAR) * f64::from(1_u32 << 31) * 2.0) as i64;
        Self { x: fixed(x), y: fixed(y) }
    }

    fn moved(self, by: Self, times: i64) -> Self {
        Self { x: self.x + by.x * times, y: self.y + by.y * times }
    }

    /// The colour there, bilinear, in parts of [`ONE`](Self::ONE).
    fn colour(self, image: &RgbImage) -> [i32; 3] {
        let inside = |at: i64, most: u32| at >= 0 && (at >> Self::FRACTION) + 1 < i64::from(most);
        if !(inside(self.x, image.width()) && inside(self.y, image.height())) {
            let pixels = |at: i64| at as f32 / (1_u64 << Self::FRACTION) as f32;
            return at_the_edge(image, pixels(self.x), pixels(self.y))
                .map(|value| (value * Self::ONE) as i32);
        }
        let share = |at: i64| ((at >> (Self::FRACTION - Self::SHARE)) & ((1 << Self::SHARE) - 1)) as i32;
        let (right, low, whole) = (share(self.x), share(self.y), 1 << Self::SHARE);
        let both = right * low;
        let shares = [(whole - right - low) * whole + both, right * whole - both, low * whole - both, both];
        let (column, row) = ((self.x >> Self::FRACTION) as usize, (self.y >> Self::FRACTION) as usize);
        let (width, lines) = (image.width() as usize * 3, image.as_raw());
        let start = row * width + column * 3;
        let (upper, lower) = (&lines[start..][..6], &lines[start + width..][..6]);
        std::array::from_fn(|channel| {
            let around = [upper[channel], upper[channel + 3], lower[channel], lower[channel + 3]];
            let sum: i32 = around.iter().zip(shares).map(|(value, share)| i32::from(*value) * share).sum();
            sum >> 8
        })
    }
}

/// The brightness of each pixel of a tensor, row by row, 0 to 255.
pub(crate) fn luminance(tensor: &Array4<f32>) -> ndarray::Array2<f32> {
    let plane = |channel: usize| tensor.slice(s![0, channel, .., ..]);
    &plane(0) * 0.114 + &plane(1) * 0.587 + &plane(2) * 0.299
}

fn filled(size: usize, pixel: impl Fn(usize, usize) -> [f32; 3]) -> Array4<f32> {
    let mut values = vec![0.0; 3 * size * size];
    let (blue, rest) = values.split_at_mut(size * size);
    let (green, red) = rest.split_at_mut(size * size);
    for (place, ((blue, green), red)) in blue.iter_mut().zip(green).zip(red).enumerate() {
        [*red, *green, *blue] = pixel(place % size, place / size);
    }
    tensor(values, [size; 2])
}

fn tensor(values: Vec<f32>, [width, height]: [usize; 2]) -> Array4<f32> {
    #[expect(clippy::expect_used, reason = "whoever calls made as many values as the shape holds")]
    Array4::from_shape_vec((1, 3, height, width), values).expect("three planes")
}

/// The colour at (`x`, `y`) between four pixels; outside the picture is black.
pub(crate) fn bilinear(image: &RgbImage, x: f32, y: f32) -> [f32; 3] {
    let (most_x, most_y) = (image.width().saturating_sub(1), image.height().saturating_sub(1));
    if !(x >= 0.0 && y >= 0.0 && x < most_x as f32 && y < most_y as f32) {
        return at_the_edge(image, x, y);
    }
    // Truncated, not floored: the same here, and `floor` is a call into the C library on a plain x86-64.
    let (column, row, width) = (x as usize, y as usize, image.width() as usize);
    let (right, low) = (x - column as f32, y - row as f32);
    let start = (row * width + column) * 3;
    let (upper, lower) = (&image.as_raw()[start..][..6], &image.as_raw()[start + width * 3..][..6]);
    std::array::from_fn(|channel| {
        let between = |line: &[u8]| {
            let (here, next) = (f32::from(line[channel]), f32::from(line[channel + 3]));
            here + right * (next - here)
        };
        let (upper, lower) = (between(upper), between(lower));
        upper + low * (lower - upper)
    })
}

/// As [`bilinear`], where one or more of the four pixels may lie outside.
#[cold]
fn at_the_edge(image: &RgbImage, x: f32, y: f32) -> [f32; 3] {
    let (column, row) = (x.floor(), y.floor());
    let (right, low) = (x - column, y - row);
    let (column, row) = (column as i64, row as i64);
    let mut mixed = [0.0; 3];
    for (dx, dy, weight) in [
        (0, 0, (1.0 - right) * (1.0 - low)),
        (1, 0, right * (1.0 - low)),
        (0, 1, (1.0 - right) * low),
        (1, 1, right * low),
    ] {
        let inside = (u32::try_from(column.saturating_add(dx)), u32::try_from(row.saturating_add(dy)));
        let (Ok(px), Ok(py)) = inside else { continue };
        if let Some(pixel) = image.get_pixel_checked(px, py) {
            (0..3).for_each(|channel| mixed[channel] += weight * f32::from(pixel[channel]));
        }
    }
    mixed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Point;

    fn ramp(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 200]))
    }

    #[test]
    fn channels_come_blue_first_and_the_rest_of_the_canvas_is_black() {
        let tensor = reduced(&ramp(80, 70), 1, [96, 96]);
        assert_eq!(tensor.slice(s![0, .., 5, 7]).to_vec(), [200.0, 5.0, 7.0]);
        assert_eq!(tensor.slice(s![0, .., 70, 0]).to_vec(), [0.0; 3]);
        assert_eq!(tensor.slice(s![0, .., 0, 80]).to_vec(), [0.0; 3]);
    }

    #[test]
    fn reducing_takes_the_mean_of_each_square() {
        let tensor = reduced(&ramp(80, 64), 2, [64, 32]);
        assert_eq!(tensor.slice(s![0, .., 3, 10]).to_vec(), [200.0, 6.5, 20.5]);
    }

    #[test]
    fn a_region_stretched_to_its_own_size_is_itself() {
        let region = Region { left: 10, top: 20, right: 25, bottom: 35 };
        let tensor = stretched(&ramp(80, 64), region, 16);
        assert_eq!(tensor.slice(s![0, .., 4, 3]).to_vec(), [200.0, 24.0, 13.0]);
        assert_eq!(tensor.slice(s![0, .., 15, 15]).to_vec(), [200.0, 35.0, 25.0]);
    }

    #[test]
    fn a_shift_moves_the_picture_and_shows_black_beyond_it() {
        let square = [(0.0, 0.0), (20.0, 0.0), (10.0, 10.0), (0.0, 20.0), (20.0, 20.0)];
        let from = square.map(|(x, y)| Point::new(x + 70.0, y + 4.0));
        let shift = Similarity::between(&from, &square.map(|(x, y)| Point::new(x, y))).unwrap();
        let tensor = laid_on(&ramp(80, 64), &shift, 32);
        assert!((tensor[[0, 2, 6, 3]] - 73.0).abs() < 1e-3);
        assert!((tensor[[0, 1, 6, 3]] - 10.0).abs() < 1e-3);
        assert_eq!(tensor[[0, 0, 6, 20]], 0.0);
    }

    #[test]
    fn pictures_too_small_or_too_large_are_refused() {
        for (size, allowed) in
            [((1, 1), false), ((64, 64), true), ((63, 480), false), ((4096, 4096), true), ((4097, 64), false)]
        {
            assert_eq!(check_size(size).is_ok(), allowed, "{size:?}");
        }
    }
}
