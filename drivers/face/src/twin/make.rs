//! How an instrument was made, and how a living face is built: drawn by chance, so that no cue is fitted to one making.

use super::canvas::{Colour, Noise};
use super::lattice::Lattice;

/// Light to the code values of a camera.
const GAMMA: f32 = 2.2;

/// What differs from one instrument or person to the next.
pub(super) struct Make {
    /// A print's contrast, the grey of its black, and how much of its colour is left.
    pub(super) contrast: f32,
    pub(super) black: f32,
    pub(super) colour: f32,
    /// How far a print is blurred, in pixels either way.
    pub(super) blur: f32,
    /// A raster of dots, as the camera sees it: how strong, in grey levels, and how far apart, in pixels.
    pub(super) raster: (f32, f32),
    /// The light on paper: how much brighter its one edge is than its middle, and how strong its gloss, in grey levels.
    pub(super) slope: f32,
    pub(super) gloss: f32,
    /// How much of the usual sway the hand that holds it has.
    pub(super) sway: f32,
    /// How far a head, or what is held, is turned when that is asked for, in degrees.
    pub(super) turn: f32,
    /// Half a tablet's width, in widths of the face: from one whose edge is seen to one that fills the view.
    pub(super) tablet: f32,
    /// A screen's pixels, and how wide a tablet is, in millimetres: from a small one to a desk's screen.
    pub(super) lattice: Lattice,
    pub(super) breadth: f32,
    /// How much nearer the camera of a film was to the wall behind the person, and how far right and down of this one, in widths of
    /// the face: nobody films from the kiosk's own place to the pixel.
    pub(super) filmed: (f32, f32, f32),
    /// By how many degrees what is held, or stands, is tilted.
    pub(super) tilt: f32,
    /// How much of the light on what stands before the kiosk is the kiosk's own, from a bright hall to a dim one; and how much of
    /// it a screen's glass mirrors into the camera, as a share of what the screen sends out.
    pub(super) lit: f32,
    pub(super) mirror: f32,
    /// Where on the glass that is, in widths of the face below its middle.
    pub(super) mirror_at: f32,
    /// How the camera's exposure and its balance of colours drift: shares, up and down.
    pub(super) drift: (f32, f32),
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
        let lattice = Lattice::drawn(&mut chance);
        let mut between = |low: f32, high: f32| low + (high - low) * chance.uniform();
        Self {
            contrast: between(0.7, 0.95),
            black: between(8.0, 42.0),
            colour: between(0.7, 1.0),
            blur: between(0.0, 1.5),
            raster: dots(&lattice, between(0.0, 20.0), between(0.17, 0.6)),
            slope: between(-0.2, 0.2),
            gloss: between(0.0, 20.0),
            edge: (between(0.0, 0.6), between(0.01, 0.06)),
            bend: between(0.0, 0.7),
            head: between(0.3, 0.5),
            nose: (between(0.09, 0.17), between(0.1, 0.15)),
            sway: between(0.3, 1.2),
            turn: between(33.0, 40.0),
            tablet: between(1.5, 2.6),
            lattice,
            breadth: between(170.0, 500.0),
            tilt: between(-4.0, 4.0),
            lit: between(0.0, 0.15),
            mirror: between(0.0, 0.02),
            mirror_at: between(-1.0, 1.5),
            drift: (between(0.0, 0.03), between(0.0, 0.006)),
            filmed: (between(0.75, 1.35), between(-0.7, 0.7), between(-0.5, 0.5)),
        }
    }

    /// By how much red, green and blue change in the picture where `share` of the light is the screen's, which is so warm.
    pub(super) fn under(&self, share: f32, warmth: f32) -> Colour {
        [warmth / 2.0, 0.0, -warmth / 2.0]
            .map(|change| (1.0 + share * (change.exp() - 1.0)).powf(1.0 / GAMMA))
    }

    /// What is seen of a film where the glass before it mirrors a screen that is so warm.
    pub(super) fn mirrored(&self, film: Colour, warmth: f32) -> Colour {
        let screen = [(warmth / 2.0).exp(), 1.0, (-warmth / 2.0).exp()];
        let light = |value: f32| (value.max(0.0) / 255.0).powf(GAMMA);
        std::array::from_fn(|i| 255.0 * (light(film[i]) + self.mirror * screen[i]).powf(1.0 / GAMMA))
    }

    /// By how much the camera changes them, `t` seconds after the beginning.
    pub(super) fn drifted(&self, t: f32) -> Colour {
        let (exposure, balance) = self.drift;
        let gain = 1.0 + exposure * (t * 1.3 + 40.0 * exposure).sin();
        let turn = balance * (t * 2.1 + 900.0 * balance).sin();
        [gain * (1.0 + turn), gain, gain * (1.0 - turn)]
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

/// A print's dots so strong and so many pixels apart, as lens and aperture leave them.
fn dots(camera: &Lattice, strength: f32, apart: f32) -> (f32, f32) {
    (strength * camera.passes(1.0 / apart).powi(2), apart)
}
