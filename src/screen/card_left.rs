//! A card was left behind: the one alarm of the house. It names nobody.

use super::icons::Sign;
use super::motion::BREATHE;
use super::parts::Pane;
use super::pictures::medal;
use super::prose::Prose;
use crate::session::Touch;
use egui::{Rect, Stroke, StrokeKind};
use std::f32::consts::TAU;

/// How bright the light is at the least, in parts of one: it never goes out.
const LEAST_LIGHT: f32 = 0.25;

pub(crate) fn card_left_ui(pane: &mut Pane<'_>, [window, body]: [Rect; 2], is_lit: bool) -> Option<Touch> {
    let light = if is_lit { light(pane.gesture(&BREATHE)) } else { 1.0 };
    let stroke = Stroke::new(pane.scale.px(12.0), pane.tone.on_alarm.gamma_multiply(light));
    pane.painter().rect_stroke(window, 0.0, stroke, StrokeKind::Inside);
    let (picture, words, align) = pane.beside(body, 0.36);
    medal(pane.painter(), picture, pane.scale.px(320.0), Sign::Card, [pane.tone.alarm, pane.tone.on_alarm]);
    let prose = Prose::default().title(pane.say("card-left-title")).body(pane.say("card-left-lead"));
    prose.on_alarm().show(pane, words, align);
    None
}

/// How bright the light is on the way of a breath, in parts of one.
fn light(way: f32) -> f32 {
    let breath = (1.0 - (TAU * way).cos()) / 2.0;
    1.0 - (1.0 - LEAST_LIGHT) * breath
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_light_sinks_and_rises_once_a_breath_without_a_jump() {
        let seconds = BREATHE.seconds();
        assert!(seconds >= 1.0, "three flashes a second are the most that is safe (WCAG 2.3.1)");
        let steps = (seconds * 60.0) as u16;
        let lights: Vec<f32> = (0..=steps).map(|step| light(f32::from(step) / f32::from(steps))).collect();
        let rises = |pair: &[f32]| pair[1] > pair[0];
        let changes = lights.windows(3).filter(|three| rises(&three[..2]) != rises(&three[1..])).count();
        assert_eq!(changes, 1, "down and up: {lights:?}");
        assert!((lights[0] - 1.0).abs() < 1e-6 && (lights[lights.len() - 1] - 1.0).abs() < 1e-6);
        let jump = lights.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f32::max);
        assert!(jump < 0.025, "{jump}");
    }
}
