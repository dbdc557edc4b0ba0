//! The raster: closed paths filled with exact edges, lines of changing width, and soft patches of light and shade.
//!
//! Knows nothing of faces. Colours are red, green, blue, 0.0 to 1.0; the y axis points down.

use image::{GrayImage, Luma, Rgb, RgbImage};

/// A place on the canvas, in pixels.
pub(crate) type Point = [f32; 2];
/// Red, green and blue, each 0.0 to 1.0.
pub(crate) type Colour = [f32; 3];

/// Is a picture being painted.
pub(crate) struct Canvas {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pixels: Vec<Colour>,
}

/// Rows are cut into this many lines for the vertical part of an edge.
const LINES: usize = 4;

impl Canvas {
    /// Makes a canvas whose every pixel is what `paint` says of its middle.
    pub(crate) fn new(width: usize, height: usize, paint: impl Fn(f32, f32) -> Colour) -> Self {
        let mut pixels = Vec::with_capacity(width * height);
        for y in 0..height {
            pixels.extend((0..width).map(|x| paint(x as f32 + 0.5, y as f32 + 0.5)));
        }
        Self { width, height, pixels }
    }

    /// Fills a closed path (non-zero winding) with what `paint` says of each pixel.
    pub(crate) fn fill(&mut self, path: &[Point], alpha: f32, paint: impl Fn(f32, f32) -> Colour) {
        let Some((left, right, top, bottom)) = self.bounds(path) else { return };
        let mut coverage = vec![0.0f32; right - left];
        let mut crossings = Vec::new();
        for y in top..bottom {
            coverage.fill(0.0);
            for line in 0..LINES {
                let at = y as f32 + (line as f32 + 0.5) / LINES as f32;
                crossings_at(path, at, &mut crossings);
                cover(&crossings, left, &mut coverage);
            }
            let row = &mut self.pixels[y * self.width + left..y * self.width + right];
            for (x, (pixel, covered)) in row.iter_mut().zip(&coverage).enumerate() {
                if *covered > 0.0 {
                    let colour = paint((left + x) as f32 + 0.5, y as f32 + 0.5);
                    blend(pixel, colour, covered.min(1.0) * alpha);
                }
            }
        }
    }

    /// Draws a line through `points` whose width changes from point to point.
    pub(crate) fn stroke(
        &mut self,
        points: &[Point],
        width: impl Fn(f32) -> f32 + Copy,
        alpha: f32,
        colour: Colour,
    ) {
        let last = points.len().saturating_sub(1).max(1);
        let side = |sign: f32| {
            points.iter().enumerate().map(move |(i, point)| {
                let (before, after) = (points[i.saturating_sub(1)], points[(i + 1).min(points.len() - 1)]);
                let along = [after[0] - before[0], after[1] - before[1]];
                let half = 0.5 * sign * width(i as f32 / last as f32) / along[0].hypot(along[1]).max(1e-6);
                [point[0] - along[1] * half, point[1] + along[0] * half]
            })
        };
        let path: Vec<Point> = side(1.0).chain(side(-1.0).rev()).collect();
        self.fill(&path, alpha, |_, _| colour);
    }

    /// Lays a soft patch: full in the middle, fading to nothing at the ellipse spanned by the half-axes `u` and `v`.
    pub(crate) fn glow(&mut self, centre: Point, u: Point, v: Point, colour: Colour, alpha: f32) {
        let det = u[0] * v[1] - u[1] * v[0];
        if det.abs() < 1e-3 {
            return;
        }
        let reach = [u[0].hypot(v[0]), u[1].hypot(v[1])];
        let corners =
            [[centre[0] - reach[0], centre[1] - reach[1]], [centre[0] + reach[0], centre[1] + reach[1]]];
        let Some((left, right, top, bottom)) = self.bounds(&corners) else { return };
        for y in top..bottom {
            let dy = y as f32 + 0.5 - centre[1];
            for x in left..right {
                let dx = x as f32 + 0.5 - centre[0];
                let (a, b) = ((dx * v[1] - dy * v[0]) / det, (dy * u[0] - dx * u[1]) / det);
                let rest = 1.0 - a * a - b * b;
                if rest > 0.0 {
                    blend(&mut self.pixels[y * self.width + x], colour, rest * rest * alpha);
                }
            }
        }
    }

    /// Fills an upright box, given as left, right, top, bottom in parts of the canvas, with edges out of focus.
    pub(crate) fn soft_box(&mut self, area: [f32; 4], softness: f32, colour: Colour) {
        let edges = |low: f32, high: f32, count: usize| -> Vec<f32> {
            let edge = |distance: f32| (distance / softness + 0.5).clamp(0.0, 1.0);
            let at = |i: usize| (i as f32 + 0.5) / count as f32;
            (0..count).map(|i| edge(at(i) - low) * edge(high - at(i))).collect()
        };
        let columns = edges(area[0], area[1], self.width);
        let rows = edges(area[2], area[3], self.height);
        for (row, down) in self.pixels.chunks_exact_mut(self.width).zip(rows).filter(|(_, down)| *down > 0.0)
        {
            row.iter_mut().zip(&columns).for_each(|(pixel, across)| blend(pixel, colour, across * down));
        }
    }

    /// Changes every pixel, told its column and row.
    pub(crate) fn each(&mut self, mut change: impl FnMut(usize, usize, &mut Colour)) {
        for (y, row) in self.pixels.chunks_exact_mut(self.width).enumerate() {
            for (x, pixel) in row.iter_mut().enumerate() {
                change(x, y, pixel);
            }
        }
    }

    /// Reads a pixel between four others; outside, the nearest.
    pub(crate) fn sample(&self, x: f32, y: f32) -> Colour {
        let (x, y) =
            (x.clamp(0.5, self.width as f32 - 0.51) - 0.5, y.clamp(0.5, self.height as f32 - 0.51) - 0.5);
        let (column, row) = (x as usize, y as usize);
        let (fx, fy) = (x - column as f32, y - row as f32);
        let at =
            |c: usize, r: usize| self.pixels[r.min(self.height - 1) * self.width + c.min(self.width - 1)];
        let upper = mix(at(column, row), at(column + 1, row), fx);
        let lower = mix(at(column, row + 1), at(column + 1, row + 1), fx);
        mix(upper, lower, fy)
    }

    /// Averages every `times` × `times` pixels into one.
    pub(crate) fn reduced(&self, times: usize) -> Self {
        let share = 1.0 / (times * times) as f32;
        let (width, height) = (self.width / times, self.height / times);
        let mut pixels = vec![[0.0; 3]; width * height];
        for (y, row) in self.pixels.chunks_exact(self.width).take(height * times).enumerate() {
            for (x, pixel) in row.iter().take(width * times).enumerate() {
                let sum: &mut Colour = &mut pixels[y / times * width + x / times];
                (0..3).for_each(|c| sum[c] += pixel[c] * share);
            }
        }
        Self { width, height, pixels }
    }

    /// Turns the canvas into a colour picture.
    pub(crate) fn to_rgb(&self) -> RgbImage {
        let bytes = self.pixels.iter().flatten().map(|value| byte(*value)).collect();
        RgbImage::from_raw(self.width as u32, self.height as u32, bytes)
            .unwrap_or_else(|| RgbImage::from_pixel(1, 1, Rgb([0; 3])))
    }

    /// Turns the canvas into a grey picture, weighing the colours as the eye does (ITU-R BT.601).
    pub(crate) fn to_grey(&self) -> GrayImage {
        let luma = |[r, g, b]: &Colour| byte(0.299 * r + 0.587 * g + 0.114 * b);
        let bytes = self.pixels.iter().map(luma).collect();
        GrayImage::from_raw(self.width as u32, self.height as u32, bytes)
            .unwrap_or_else(|| GrayImage::from_pixel(1, 1, Luma([0])))
    }

    /// Returns the pixels that the points span, as left, right, top, bottom; `None` if they miss the canvas.
    fn bounds(&self, points: &[Point]) -> Option<(usize, usize, usize, usize)> {
        let span = |axis: usize, limit: usize| {
            let low = points.iter().map(|p| p[axis]).fold(f32::INFINITY, f32::min).floor().max(0.0);
            let high =
                points.iter().map(|p| p[axis]).fold(f32::NEG_INFINITY, f32::max).ceil().min(limit as f32);
            (low < high).then_some((low as usize, high as usize))
        };
        let ((left, right), (top, bottom)) = (span(0, self.width)?, span(1, self.height)?);
        Some((left, right, top, bottom))
    }
}

/// Finds where the path's edges cross a horizontal line, sorted, each with its direction.
fn crossings_at(path: &[Point], y: f32, crossings: &mut Vec<(f32, i32)>) {
    crossings.clear();
    for (i, a) in path.iter().enumerate() {
        let b = path[(i + 1) % path.len()];
        if (a[1] <= y) != (b[1] <= y) {
            let x = a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
            crossings.push((x, if a[1] < b[1] { 1 } else { -1 }));
        }
    }
    crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
}

/// Adds one line's share of coverage between the crossings where the winding number is not zero.
fn cover(crossings: &[(f32, i32)], left: usize, coverage: &mut [f32]) {
    let mut winding = 0;
    for pair in crossings.windows(2) {
        winding += pair[0].1;
        if winding == 0 {
            continue;
        }
        let limit = coverage.len() as f32;
        let (from, to) = ((pair[0].0 - left as f32).max(0.0), (pair[1].0 - left as f32).min(limit));
        if from >= to {
            continue;
        }
        let (first, last) = (from as usize, (to as usize).min(coverage.len() - 1));
        for (x, covered) in coverage.iter_mut().enumerate().take(last + 1).skip(first) {
            let width = (to.min(x as f32 + 1.0) - from.max(x as f32)).max(0.0);
            *covered += width / LINES as f32;
        }
    }
}

fn blend(pixel: &mut Colour, colour: Colour, alpha: f32) {
    *pixel = mix(*pixel, colour, alpha);
}

/// Mixes two colours: `a` at 0, `b` at 1.
pub(crate) fn mix(a: Colour, b: Colour, share: f32) -> Colour {
    [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share]
}

/// Makes a colour lighter (above 1) or darker (below 1).
pub(crate) fn lit(colour: Colour, factor: f32) -> Colour {
    colour.map(|value| value * factor)
}

fn byte(value: f32) -> u8 {
    (value.clamp(0.0, 1.0) * 255.0 + 0.5) as u8
}

/// Rounds a closed path through its points (Catmull–Rom).
pub(crate) fn rounded(points: &[Point]) -> Vec<Point> {
    let at = |i: usize| points[i % points.len()];
    (0..points.len()).flat_map(|i| arc(at(i + points.len() - 1), at(i), at(i + 1), at(i + 2))).collect()
}

/// Rounds an open path through its points (Catmull–Rom).
pub(crate) fn curve(points: &[Point]) -> Vec<Point> {
    let last = points.len() - 1;
    let at = |i: usize| points[i.min(last)];
    let inner = (0..last).flat_map(|i| arc(at(i.saturating_sub(1)), at(i), at(i + 1), at(i + 2)));
    inner.chain([at(last)]).collect()
}

/// Walks from `b` to just before `c`.
fn arc(a: Point, b: Point, c: Point, d: Point) -> impl Iterator<Item = Point> {
    const STEPS: usize = 6;
    (0..STEPS).map(move |step| {
        let t = step as f32 / STEPS as f32;
        let on = |axis: usize| {
            let (a, b, c, d) = (a[axis], b[axis], c[axis], d[axis]);
            let slope = c - a;
            let bend = 2.0 * a - 5.0 * b + 4.0 * c - d;
            b + 0.5 * t * (slope + t * (bend + t * (3.0 * (b - c) + d - a)))
        };
        [on(0), on(1)]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filled_path_covers_its_area() {
        let mut canvas = Canvas::new(20, 20, |_, _| [0.0; 3]);
        canvas.fill(&[[2.5, 3.0], [12.75, 3.0], [12.75, 9.5], [2.5, 9.5]], 1.0, |_, _| [1.0; 3]);
        let mut area = 0.0;
        canvas.each(|_, _, pixel| area += pixel[0]);
        assert!((area - 10.25 * 6.5).abs() < 0.01, "{area}");
    }

    #[test]
    fn what_lies_outside_the_canvas_is_not_drawn_and_does_no_harm() {
        let mut canvas = Canvas::new(8, 8, |_, _| [0.5; 3]);
        canvas.fill(&[[-9.0, -9.0], [-1.0, -9.0], [-1.0, 30.0]], 1.0, |_, _| [1.0; 3]);
        canvas.glow([40.0, 4.0], [3.0, 0.0], [0.0, 3.0], [1.0; 3], 1.0);
        canvas.stroke(&[[-5.0, 20.0], [5.0, 20.0]], |_| 2.0, 1.0, [1.0; 3]);
        canvas.each(|x, y, pixel| assert_eq!(*pixel, [0.5; 3], "{x},{y}"));
    }

    #[test]
    fn a_rounded_path_passes_its_points() {
        let square = [[0.0, 0.0], [9.0, 0.0], [9.0, 9.0], [0.0, 9.0]];
        let path = rounded(&square);
        assert!(square.iter().all(|corner| path.contains(corner)));
    }
}
