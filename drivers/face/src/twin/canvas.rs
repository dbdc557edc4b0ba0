//! What the scenes are painted with: pixels between pixels, a plane in space, and chance that can be repeated.

use image::RgbImage;

use crate::geometry::Point;
use crate::picture;

/// Red, green and blue, 0 to 255.
pub(super) type Colour = [f32; 3];

/// From the camera to what it sees, in pixels: a face at the counter fills a third of the view.
const FOCAL: f32 = 700.0;

/// The colour of a picture between its pixels; the edge goes on for ever.
pub(super) fn picked(picture: &RgbImage, at: Point) -> Colour {
    let (width, height) = picture.dimensions();
    let inside = |value: f32, size: u32| value.clamp(0.0, size.saturating_sub(1) as f32);
    picture::bilinear(picture, inside(at.x, width), inside(at.y, height))
}

pub(super) fn mix(under: Colour, over: Colour, share: f32) -> Colour {
    std::array::from_fn(|channel| under[channel] + share * (over[channel] - under[channel]))
}

/// A sheet before the camera.
pub(super) struct Plane {
    middle: Point,
    /// Along the sheet to its right, down, and off it, in the camera's axes.
    axes: [[f32; 3]; 3],
}

impl Plane {
    /// With its middle at this pixel, turned, nodded and tilted by so many degrees.
    pub(super) fn new(middle: Point, degrees: [f32; 3]) -> Self {
        let [(ys, yc), (ns, nc), (rs, rc)] = degrees.map(|angle| angle.to_radians().sin_cos());
        // Tilt first, then nod, then turn.
        let placed = |[x, y, z]: [f32; 3]| {
            let (x, y) = (x * rc - y * rs, x * rs + y * rc);
            let (y, z) = (y * nc - z * ns, y * ns + z * nc);
            [x * yc + z * ys, y, z * yc - x * ys]
        };
        Self { middle, axes: [placed([1.0, 0.0, 0.0]), placed([0.0, 1.0, 0.0]), placed([0.0, 0.0, 1.0])] }
    }

    /// The place on the sheet, counted from its middle, that a pixel shows; `None` where it is seen from behind.
    pub(super) fn under(&self, at: Point) -> Option<(f32, f32)> {
        let ray = [(at.x - self.middle.x) / FOCAL, (at.y - self.middle.y) / FOCAL, 1.0];
        let dot = |a: &[f32; 3], b: &[f32; 3]| a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
        let [right, down, off] = &self.axes;
        let towards = dot(&ray, off);
        if towards < 0.1 {
            return None;
        }
        let length = FOCAL * off[2] / towards;
        let on = [ray[0] * length, ray[1] * length, ray[2] * length - FOCAL];
        Some((dot(&on, right), dot(&on, down)))
    }
}

/// Chance from a seed (xorshift64*).
pub(super) struct Noise(u64);

impl Noise {
    pub(super) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// From 0 to 1.
    pub(super) fn uniform(&mut self) -> f32 {
        (self.next() >> 40) as f32 / (1 << 24) as f32
    }

    /// About normal, of mean 0 and deviation 1: the sum of four uniform numbers.
    pub(super) fn normal(&mut self) -> f32 {
        let drawn = self.next();
        let sum: u64 = (0..4).map(|i| drawn >> (16 * i) & 0xFFFF).sum();
        (sum as f32 / 65_536.0 - 2.0) * 1.732
    }
}
