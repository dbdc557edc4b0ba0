//! A card was left behind: the one alarm of the house. It names nobody.

use super::icons::Sign;
use super::parts::Pane;
use super::pictures::medal;
use super::prose::Prose;
use crate::session::Touch;
use egui::{Rect, Stroke, StrokeKind};
use std::f32::consts::TAU;

/// Pictures of one breath of the light, and how many of them a second: a breath in two seconds, far below the three
/// flashes a second that may harm (WCAG 2.3.1), and without a step that the eye takes for one.
const BREATH: (u32, f64) = (20, 10.0);
/// How bright the light is at the least, in parts of one: it never goes out.
const LEAST_LIGHT: f32 = 0.25;

pub(crate) fn card_left_ui(pane: &mut Pane<'_>, [window, body]: [Rect; 2], is_lit: bool) -> Option<Touch> {
    let (steps, rate) = BREATH;
    let light = if is_lit { light(pane.phase(steps, rate), steps) } else { 1.0 };
    let stroke = Stroke::new(pane.scale.px(12.0), pane.tone.on_alarm.gamma_multiply(light));
    pane.painter().rect_stroke(window, 0.0, stroke, StrokeKind::Inside);
    let (picture, words, align) = pane.beside(body, 0.36);
    medal(pane.painter(), picture, pane.scale.px(320.0), Sign::Card, [pane.tone.alarm, pane.tone.on_alarm]);
    let prose = Prose::default().title(pane.say("card-left-title")).body(pane.say("card-left-lead"));
    prose.on_alarm().show(pane, words, align);
    None
}

/// How bright the light is at a step of its breath, in parts of one.
fn light(step: u32, steps: u32) -> f32 {
    let breath = (1.0 - (TAU * step as f32 / steps as f32).cos()) / 2.0;
    LEAST_LIGHT + (1.0 - LEAST_LIGHT) * breath
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_light_breathes_once_in_two_seconds_without_a_jump() {
        let (steps, rate) = BREATH;
        let lights: Vec<f32> = (0..steps).map(|step| light(step, steps)).collect();
        let turns = |one: f32, next: f32, last: f32| (next - one).signum() != (last - next).signum();
        let around = |index: usize| lights[index % lights.len()];
        let changes =
            (0..lights.len()).filter(|at| turns(around(*at), around(at + 1), around(at + 2))).count();
        assert_eq!(changes, 2, "once up and once down: {lights:?}");
        assert!(f64::from(steps) / rate >= 1.0, "three flashes a second are the most that is safe");
        let jump = (0..lights.len()).map(|at| (around(at + 1) - around(at)).abs()).fold(0.0, f32::max);
        assert!(jump < 0.15, "{jump}");
    }
}
