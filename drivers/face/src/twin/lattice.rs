//! A screen's lattice of pixels as a camera's own lattice sees it: moiré.
//!
//! Each pixel of a screen is three stripes, red, green and blue, beside each other, with something dark between them and the next
//! row. The camera's lens blurs the lattice, each of its pixels gathers light over an aperture, and it looks at one place per
//! pixel only: what is finer than two pixels comes out coarser, at another frequency (aliasing). A lattice is a sum of waves, and
//! lens and aperture make each of them weaker by a factor that is known (Goodman, *Introduction to Fourier Optics*, chapter 6), so
//! no finer picture has to be painted: each wave is looked at where the camera's pixels are.

use std::f32::consts::{PI, TAU};

use super::canvas::{Colour, Noise};

/// How a screen and the camera before it were made.
pub(super) struct Lattice {
    /// From one pixel of the screen to the next, in millimetres.
    pitch: f32,
    /// The share of a stripe's breadth, and of a row's height, that shines.
    lit: (f32, f32),
    /// The side of the camera's aperture in its pixels: one that skips lines gathers light over a part of each.
    aperture: f32,
    /// The standard deviation of the lens' blur in pixels, in focus or out of it.
    blur: f32,
}

/// One wave of the lattice, as strong as it comes through lens and aperture.
#[derive(Debug)]
pub(super) struct Wave {
    /// Turns of the wave in radians, per pixel of the sheet across and down.
    across: f32,
    down: f32,
    strength: f32,
    /// How far red, green and blue are apart in it: cosine and sine.
    apart: [(f32, f32); 3],
}

/// A wave weaker than that, as a share of the light, is not seen by anybody.
const WEAKEST: f32 = 1e-3;
/// The farthest overtones that are looked at.
const OVERTONES: i32 = 3;

impl Lattice {
    /// Telephones to coarse screens of desks, before lenses that are sharp, soft, or out of focus.
    pub(super) fn drawn(chance: &mut Noise) -> Self {
        let mut between = |low: f32, high: f32| low + (high - low) * chance.uniform();
        Self {
            pitch: 0.06 * 5.0_f32.powf(between(0.0, 1.0)),
            lit: (between(0.6, 0.95), between(0.7, 0.95)),
            aperture: between(0.3, 1.0),
            blur: 0.06 * 10.0_f32.powf(between(0.0, 1.0)),
        }
    }

    /// The waves that are left where a pixel of the sheet, which shows so many millimetres of the screen, is seen by about one
    /// pixel of the camera.
    pub(super) fn waves(&self, millimetres: f32) -> Vec<Wave> {
        let turns = millimetres / self.pitch;
        let orders = (0..=OVERTONES).flat_map(|m| (-OVERTONES..=OVERTONES).map(move |n| (m, n)));
        let one_of_each_pair = orders.filter(|&(m, n)| m > 0 || n > 0);
        let wave = |(m, n): (i32, i32)| {
            let (m, n) = (m as f32, n as f32);
            let stripes = sinc(m * self.lit.0 / 3.0) * sinc(n * self.lit.1);
            let seen = self.passes(m * turns) * self.passes(n * turns);
            let apart = [-1.0, 0.0, 1.0].map(|stripe| {
                let (sine, cosine) = (TAU * m * stripe / 3.0).sin_cos();
                (cosine, sine)
            });
            let (across, down) = (TAU * m * turns, TAU * n * turns);
            Wave { across, down, strength: 2.0 * stripes * seen, apart }
        };
        one_of_each_pair.map(wave).filter(|wave| wave.strength.abs() > WEAKEST).collect()
    }

    /// The share of a wave of so many turns a pixel that lens and aperture let pass.
    pub(super) fn passes(&self, turns: f32) -> f32 {
        sinc(turns * self.aperture) * (-2.0 * (PI * self.blur * turns).powi(2)).exp()
    }
}

/// By how much the lattice changes a colour, in code values, at a place of the sheet.
pub(super) fn beaten(colour: Colour, waves: &[Wave], (u, v): (f32, f32)) -> Colour {
    let mut light = [1.0_f32; 3];
    for wave in waves {
        let (sine, cosine) = (wave.across * u + wave.down * v).sin_cos();
        for (light, (apart_cosine, apart_sine)) in light.iter_mut().zip(wave.apart) {
            *light += wave.strength * (cosine * apart_cosine + sine * apart_sine);
        }
    }
    // To the first order of a camera's gamma of 2.2: the waves that are left are weak.
    std::array::from_fn(|channel| colour[channel] * (1.0 + (light[channel] - 1.0) / 2.2))
}

/// sin(πx) / πx.
fn sinc(x: f32) -> f32 {
    let x = PI * x;
    if x.abs() < 1e-4 { 1.0 } else { x.sin() / x }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHARP: Lattice = Lattice { pitch: 0.2, lit: (0.8, 0.8), aperture: 0.3, blur: 0.1 };

    /// The mean light of a camera's pixels over a lattice that is painted in full, 20 times as fine.
    fn painted(lattice: &Lattice, millimetres: f32, at: f32) -> f32 {
        let place = |x: f32| (x * millimetres / lattice.pitch).rem_euclid(1.0);
        let half = 0.5 * lattice.pitch / millimetres;
        let is_lit = |x: f32| f32::from(u8::from((place(x + half) - 0.5).abs() < lattice.lit.0 / 6.0));
        let fine = 400;
        let sums = (-fine..=fine).map(|i| {
            let x = i as f32 / fine as f32 * 0.8;
            // Lens and aperture together: a box blurred by a normal curve.
            let taps = (-8..=8).map(|k| k as f32 / 16.0 * lattice.aperture);
            let weight: f32 = taps.map(|tap| (-0.5 * ((x - tap) / lattice.blur).powi(2)).exp()).sum();
            (weight * is_lit(at + x), weight)
        });
        let (lit, all) = sums.fold((0.0, 0.0), |sum, next| (sum.0 + next.0, sum.1 + next.1));
        lit / all / (lattice.lit.0 / 3.0)
    }

    #[test]
    fn the_waves_are_what_a_lattice_painted_in_full_shows() {
        let waves: Vec<Wave> = SHARP.waves(0.3).into_iter().filter(|wave| wave.down == 0.0).collect();
        for at in [0.0, 0.1, 0.37, 0.5, 1.9] {
            let green = waves.iter().map(|wave| wave.strength * (wave.across * at).cos()).sum::<f32>() + 1.0;
            let expected = painted(&SHARP, 0.3, at);
            assert!((green - expected).abs() < 0.05, "at {at}: {green} instead of {expected}");
        }
    }

    #[test]
    fn a_fine_screen_and_a_soft_lens_show_nothing_and_a_coarse_one_before_a_sharp_lens_does() {
        let strongest =
            |lattice: Lattice| lattice.waves(0.5).iter().map(|wave| wave.strength.abs()).fold(0.0, f32::max);
        assert!(strongest(SHARP) > 0.02, "{}", strongest(SHARP));
        assert_eq!(strongest(Lattice { pitch: 0.08, ..SHARP }), 0.0);
        assert_eq!(strongest(Lattice { blur: 0.5, ..SHARP }), 0.0);
    }
}
