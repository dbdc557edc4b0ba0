//! The slow change of the ground's colour while the kiosk looks at a face, by which a face is told from a screen that is held up.
//!
//! The ground goes from warm to cool white and back, never darker than text on it can bear, in the time of a calm breath's
//! half, far below the three flashes a second that may harm (WCAG 2.3.1).

use super::tokens::{DAY, blend};
use egui::Color32;
use std::f64::consts::TAU;

/// Seconds from one warm white to the next.
const PERIOD: f64 = 1.2;
/// The warmest and the coolest ground.
const WARM: Color32 = Color32::from_rgb(0xFF, 0xEE, 0xD2);
const COOL: Color32 = Color32::from_rgb(0xE2, 0xF3, 0xFF);

/// The ground so many seconds after any moment; the paper of the day at that moment itself.
pub fn swinging(seconds: f64) -> Color32 {
    let swing = (TAU * seconds / PERIOD).sin() as f32;
    blend(DAY.paper, if swing < 0.0 { COOL } else { WARM }, swing.abs())
}

/// How warm the light of a colour is: the natural logarithm of its red over its blue, as light.
pub fn warmth(colour: Color32) -> f32 {
    let [red, blue] = [colour.r(), colour.b()].map(super::tokens::light);
    (red.max(1e-3) / blue.max(1e-3)).ln()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::tokens::contrast;

    fn steps() -> impl Iterator<Item = f64> {
        (0..120).map(|step| f64::from(step) / 30.0)
    }

    #[test]
    fn text_keeps_a_contrast_of_seven_to_one_on_every_ground_of_the_swing() {
        for ground in steps().map(swinging) {
            for text in [DAY.ink, DAY.soft_ink, DAY.accent, DAY.leaf] {
                assert!(contrast(text, ground) >= 7.0, "{text:?} on {ground:?}");
            }
        }
    }

    #[test]
    fn the_swing_is_calm_begins_as_paper_and_is_wide_enough_to_be_seen_on_a_face() {
        assert_eq!(swinging(0.0), DAY.paper);
        let warmths: Vec<f32> = steps().map(|seconds| warmth(swinging(seconds))).collect();
        let widest = warmths.iter().fold(0.0_f32, |most, one| most.max((one - warmths[0]).abs()));
        assert!(widest > 0.2, "{widest}");
        // Opposing changes of a tenth of the light make a flash (WCAG 2.3.1); here there are none of that size.
        for (one, next) in steps().map(swinging).zip(steps().skip(1).map(swinging)) {
            assert!(contrast(one, next) < 1.05, "{one:?} {next:?}");
        }
        let [least, most] = [f32::min as fn(f32, f32) -> f32, f32::max].map(|of| {
            steps().map(|seconds| contrast(swinging(seconds), Color32::BLACK)).reduce(of).unwrap_or(0.0)
        });
        assert!(most / least < 1.2, "{least} {most}");
        let turns = |at: usize| (warmths[at] - warmths[at - 1]) * (warmths[at + 1] - warmths[at]) < 0.0;
        let turns = (1..31).filter(|at| turns(*at)).count();
        assert!(turns <= 2, "at most one swing a second, there and back: {turns}");
    }
}
