//! How an instrument was made, and how a living face is built: drawn by chance, so that no cue is fitted to one making.

use super::canvas::{Colour, Noise};

/// What differs from one instrument or person to the next.
pub(super) struct Make {
    /// A print's contrast, the grey of its black, and how much of its colour is left.
    pub(super) contrast: f32,
    pub(super) black: f32,
    pub(super) colour: f32,
    /// How far a print is blurred, in pixels either way.
    pub(super) blur: f32,
    /// A raster of dots: how strong, in grey levels, and how far apart, in pixels.
    pub(super) raster: (f32, f32),
    /// The light on paper: how much brighter its one edge is than its middle, and how strong its gloss, in grey levels.
    pub(super) slope: f32,
    pub(super) gloss: f32,
    /// The shadow at the edge of a worn face: how dark, and how wide, in shares of its size.
    pub(super) edge: (f32, f32),
    /// How round a worn face is bent, from 0, a sheet, to 1, as round as the head.
    pub(super) bend: f32,
    /// A living head's roundness, and its nose's height and width, in widths of the face.
    pub(super) head: f32,
    pub(super) nose: (f32, f32),
}

impl Make {
    pub(super) fn of(seed: u64) -> Self {
        let mut chance = Noise::new(seed ^ 0x00DD_BA11);
        let mut between = |low: f32, high: f32| low + (high - low) * chance.uniform();
        Self {
            contrast: between(0.7, 0.95),
            black: between(8.0, 42.0),
            colour: between(0.7, 1.0),
            blur: between(0.0, 1.5),
            raster: (between(0.0, 10.0), between(2.2, 5.0)),
            slope: between(-0.2, 0.2),
            gloss: between(0.0, 20.0),
            edge: (between(0.0, 0.6), between(0.01, 0.06)),
            bend: between(0.0, 0.7),
            head: between(0.3, 0.5),
            nose: (between(0.09, 0.17), between(0.1, 0.15)),
        }
    }

    /// Ink on paper at this place of it: less contrast and less colour than light, in dots, lit from one side.
    pub(super) fn ink(&self, colour: Colour, (x, y): (f32, f32), across: f32) -> Colour {
        let grey = (colour[0] + colour[1] + colour[2]) / 3.0;
        let turn = std::f32::consts::TAU / self.raster.1;
        let dots = self.raster.0 * (x * turn).sin() * (y * turn).sin();
        let light = 1.0 + self.slope * across;
        colour.map(|value| {
            (self.black + self.contrast * (self.colour * value + (1.0 - self.colour) * grey) + dots) * light
        })
    }
}
