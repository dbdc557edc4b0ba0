//! How heads sway, talk and blink, and how hands tremble.

use std::f32::consts::TAU;

use super::canvas::Noise;

/// How the head or the hand moves: the farthest from rest, and the period in seconds; each person's own within a third.
const SWAY: [(f32, f32); 5] = [(7.0, 3.1), (4.0, 2.7), (5.0, 4.1), (3.0, 3.7), (1.3, 4.7)];
/// Eyes close every so many seconds, for so long.
const BLINK: (f32, f32) = (3.4, 0.17);

/// Where a head or a sheet is at a moment: pixels, and degrees of turn, nod and tilt; how wide the mouth moves, and whether the
/// eyes are closed.
#[derive(Clone, Copy)]
pub(super) struct Moment {
    pub(super) x: f32,
    pub(super) y: f32,
    pub(super) yaw: f32,
    pub(super) nod: f32,
    pub(super) roll: f32,
    pub(super) speech: f32,
    pub(super) is_blinking: bool,
}

impl Moment {
    /// `t` seconds after the beginning; the same `seed` moves alike.
    pub(super) fn at(t: f32, seed: u64) -> Self {
        let mut chance = Noise::new(seed);
        let [x, y, yaw, nod, roll] = SWAY.map(|(most, period)| {
            let (strength, pace, phase) = (chance.uniform(), chance.uniform(), chance.uniform());
            let (most, period) = (most * (0.8 + 0.4 * strength), period * (0.8 + 0.4 * pace));
            most * (TAU * (t / period + phase)).sin()
        });
        let (talks, phase) = (chance.uniform(), chance.uniform());
        let speech = if talks > 0.6 { 0.02 * (TAU * (1.7 * t + phase)).sin() } else { 0.0 };
        let is_blinking = (t + phase * BLINK.0) % BLINK.0 < BLINK.1;
        Self { x, y, yaw, nod, roll, speech, is_blinking }
    }

    /// With so much of all that moves it.
    pub(super) fn scaled(self, share: f32) -> Self {
        let [x, y, yaw, nod, roll] = [self.x, self.y, self.yaw, self.nod, self.roll].map(|way| way * share);
        Self { x, y, yaw, nod, roll, ..self }
    }
}
