//! Which runtime runs which networks, and what that costs on this machine.

use super::{Finding, finding};
use crate::config::{CameraConfig, Config};
use crate::models;
use face::{Engine, Error};
use std::time::{Duration, Instant};

/// So many frames are timed; the middle one is told.
const FRAMES: usize = 15;

/// The networks that judge patients.
pub(super) fn working(config: Option<&Config>) -> Finding {
    let engine = match config {
        Some(config) => models::kiosk_engine(&config.face),
        None => models::engine(None, &[], &[], face::Purpose::Production),
    };
    let usual = CameraConfig::default();
    let camera = config.map_or(&usual, |config| &config.camera);
    let interval = Duration::from_secs(1) / camera.fps.max(1);
    finding(engine.and_then(|engine| told(engine, interval)))
}

/// The networks of rehearsals.
pub(super) fn rehearsing() -> Finding {
    finding(models::rehearsal_engine(None, &[]).map(|engine| engine.describe()))
}

fn told(mut engine: Engine, interval: Duration) -> Result<String, Error> {
    let mut times = Vec::new();
    for _ in 0..FRAMES {
        let begun = Instant::now();
        engine.exercise()?;
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    Ok(format!("{}\n{}", engine.describe(), cost(times[FRAMES / 2], interval)))
}

/// What a frame takes beside the time until the next, and what helps where it is too long.
fn cost(frame: Duration, interval: Duration) -> String {
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    let told = format!(
        "a frame: {:.1} ms for all networks; the camera brings one every {:.1} ms",
        ms(frame),
        ms(interval)
    );
    match (frame.as_nanos() / interval.as_nanos().max(1)) as usize {
        0 => told,
        missed => format!(
            "{told}: {missed} of {} pass unseen, and a decision takes as much longer; ONNX Runtime or a faster machine helps",
            missed + 1
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_too_slow_for_its_camera_is_told_what_helps() {
        let (quick, slow) = (Duration::from_micros(14_250), Duration::from_millis(70));
        let interval = Duration::from_secs(1) / 30;
        assert_eq!(
            cost(quick, interval),
            "a frame: 14.2 ms for all networks; the camera brings one every 33.3 ms"
        );
        assert!(cost(slow, interval).contains("2 of 3 pass unseen"), "{}", cost(slow, interval));
    }

    #[test]
    fn what_the_rehearsal_s_networks_cost_is_measured() {
        let engine = models::rehearsal_engine(None, &[]).unwrap();
        let told = told(engine, Duration::from_millis(33)).unwrap();
        assert!(told.contains("for rehearsal") && told.contains("\na frame: "), "{told}");
    }
}
