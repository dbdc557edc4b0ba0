//! From a picture to a network's input: [1, 3, height, width], blue, green, red, 0 to 255.
//!
//! Three ways in: the whole picture reduced by a whole factor, a region stretched to a size, and a face laid on a
//! template. Sampling is bilinear, as it was when the networks' thresholds were measured.

use image::RgbImage;
use ndarray::{Array4, s};

use crate::error::Error;
use crate::geometry::Similarity;

const MIN_SIDE: u32 = 64;
const MAX_SIDE: u32 = 4096;
/// The channels of a picture in the order of the planes.
const BLUE_FIRST: [usize; 3] = [2, 1, 0];

/// Refuses pictures that hold no face worth comparing, or that would take the memory of the kiosk.
pub(crate) fn check_size((width, height): (u32, u32)) -> Result<(), Error> {
    let range = MIN_SIDE..=MAX_SIDE;
    if range.contains(&width) && range.contains(&height) {
        return Ok(());
    }
    Err(Error::PictureSize { width, height, min: MIN_SIDE, max: MAX_SIDE })
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
    let mut sums = vec![[0_u32; 3]; columns];
    let mut lines = image.as_raw().chunks_exact(image.width() as usize * 3);
    for row in 0..rows {
        sums.fill([0; 3]);
        for line in lines.by_ref().take(step) {
            for (sum, square) in sums.iter_mut().zip(line.chunks_exact(step * 3)) {
                for pixel in square.chunks_exact(3) {
                    (0..3).for_each(|channel| sum[channel] += u32::from(pixel[channel]));
                }
            }
        }
        for (plane, channel) in values.chunks_exact_mut(width * height).zip(BLUE_FIRST) {
            let places = plane[row * width..].iter_mut();
            places.zip(&sums).for_each(|(place, sum)| *place = sum[channel] as f32 * share);
        }
    }
    tensor(values, canvas)
}

/// The region stretched to `size` × `size`, whatever its proportions.
pub(crate) fn stretched(image: &RgbImage, region: Region, size: usize) -> Array4<f32> {
    let along = |from: u32, to: u32, at: usize| {
        let step = f64::from(to - from + 1) / size as f64;
        let within = ((at as f64 + 0.5) * step - 0.5).clamp(0.0, f64::from(to - from));
        (f64::from(from) + within) as f32
    };
    let across: Vec<f32> = (0..size).map(|column| along(region.left, region.right, column)).collect();
    let down: Vec<f32> = (0..size).map(|row| along(region.top, region.bottom, row)).collect();
    filled(size, |column, row| {
        // The networks were trained on whole numbers, and they notice.
        bilinear(image, across[column], down[row]).map(|value| (value + 0.5) as u8 as f32)
    })
}

/// The picture under `to_template`, `size` × `size`; black where the picture ends.
///
/// A face more than one and a half times as large as the template is averaged down, not picked from.
pub(crate) fn laid_on(image: &RgbImage, to_template: &Similarity, size: usize) -> Array4<f32> {
    let back = to_template.inverse();
    let samples = back.scale().round().clamp(1.0, 4.0) as u32;
    let offset = |i: u32| (f64::from(i) + 0.5) / f64::from(samples) - 0.5;
    let offsets: Vec<_> =
        (0..samples * samples).map(|i| (offset(i % samples), offset(i / samples))).collect();
    let share = 1.0 / (samples * samples) as f32;
    filled(size, |column, row| {
        let mut mean = [0.0; 3];
        for (dx, dy) in &offsets {
            let (x, y) = back.apply(column as f64 + dx, row as f64 + dy);
            let pixel = bilinear(image, x as f32, y as f32);
            (0..3).for_each(|channel| mean[channel] += pixel[channel] * share);
        }
        mean
    })
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
