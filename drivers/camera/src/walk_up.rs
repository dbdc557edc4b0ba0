//! How a person walks up to the counter and then stands there: a pose for every moment.

use std::f32::consts::TAU;
use std::time::Duration;

use persona::draw::Pose;

/// Where the walk begins and ends, in metres from the camera.
const FAR: f32 = 1.5;
const NEAR: f32 = 0.6;
/// How long the walk takes, in seconds.
const WALK: f32 = 1.2;
/// A blink every so many seconds, each that long.
const BLINK_EVERY: f32 = 3.7;
const BLINK: f32 = 0.18;

/// The pose so long after the person came into view: an approach, then a gentle sway and a blink now and then.
pub(crate) fn standing(since: Duration) -> Pose {
    let t = since.as_secs_f32();
    let way = (t / WALK).min(1.0);
    let eased = way * way * (3.0 - 2.0 * way);
    Pose {
        yaw: 3.0 * wave(t, 4.1),
        pitch: 2.0 * wave(t, 5.3),
        roll: 1.5 * wave(t, 6.7),
        x: 0.012 * wave(t, 3.3),
        y: 0.008 * wave(t, 2.9),
        distance: FAR + (NEAR - FAR) * eased,
        smile: 0.0,
        blink: blink(t),
    }
}

/// The pose of a picture held up by a hand: it trembles, and never blinks.
pub(crate) fn held_up(since: Duration) -> Pose {
    let t = since.as_secs_f32();
    Pose { roll: 1.2 * wave(t, 1.3), x: 0.006 * wave(t, 0.9), y: 0.006 * wave(t, 1.1), ..Pose::default() }
}

fn wave(t: f32, period: f32) -> f32 {
    (TAU * t / period).sin()
}

fn blink(t: f32) -> f32 {
    let into = t % BLINK_EVERY - (BLINK_EVERY - BLINK);
    if into < 0.0 { 0.0 } else { (into / BLINK * TAU / 2.0).sin() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(milliseconds: u64) -> Pose {
        standing(Duration::from_millis(milliseconds))
    }

    #[test]
    fn the_person_comes_near_and_stays() {
        assert_eq!(at(0).distance, FAR);
        assert!(at(400).distance > at(800).distance);
        assert!([1200, 5000, 60_000].iter().all(|t| (at(*t).distance - NEAR).abs() < 1e-6));
    }

    #[test]
    fn the_eyes_close_now_and_then_and_only_briefly() {
        let closed = (0..37_000).filter(|t| at(*t).blink > 0.5).count();
        assert!((500..2_000).contains(&closed), "{closed} of 37,000 ms");
    }

    #[test]
    fn the_sway_stays_small() {
        for t in 0..20_000 {
            let pose = at(t);
            assert!(pose.yaw.abs() <= 3.0 && pose.pitch.abs() <= 2.0 && pose.x.abs() <= 0.012);
            assert!((0.0..=1.0).contains(&pose.blink));
        }
    }
}
