//! What the second camera sees, said so that whoever mounts it knows whether it can be believed.

use super::Finding;
use crate::config::Config;
use camera::{Measure, SecondCamera, SecondFrame, Values, open_second};
use std::time::{Duration, Instant};

/// So many frames are looked at, for no longer than this: some of an infrared camera's are lit.
const FRAMES: usize = 12;
const LONGEST: Duration = Duration::from_secs(4);
/// With a smaller share of measured pixels something is wrong with the camera or before it.
const MEASURED: f32 = 0.3;
/// A lamp makes its frames brighter than the others by so much, as a share of white.
const LAMP: f32 = 0.01;

/// Device, format, and what it measures.
pub(super) fn camera(config: &Config) -> Finding {
    let Some(second) = &config.second_camera else { return Ok("none".to_owned()) };
    let mut camera = open_second(second.wish()).map_err(|error| error.to_string())?;
    let frames = frames(camera.as_mut())?;
    let told = match camera.measure() {
        Measure::Depth => depth(&frames),
        Measure::Infrared => infrared(&frames),
    };
    let said = |told: String| format!("{}\n{told}", camera.describe());
    told.map(said).map_err(said)
}

fn frames(camera: &mut dyn SecondCamera) -> Result<Vec<SecondFrame>, String> {
    let (begin, mut frames) = (Instant::now(), Vec::new());
    let mut last = None;
    while frames.len() < FRAMES && begin.elapsed() < LONGEST {
        match camera.next_frame(Duration::from_secs(1)) {
            Ok(frame) => frames.push(frame),
            Err(error) => last = Some(error.to_string()),
        }
    }
    if frames.is_empty() { Err(last.unwrap_or_else(|| "no frame".to_owned())) } else { Ok(frames) }
}

/// The share of measured pixels, and how far it is in the middle.
fn depth(frames: &[SecondFrame]) -> Finding {
    let all: usize = frames.iter().map(|frame| frame.image.len()).sum();
    let measured: usize =
        frames.iter().map(|frame| frame.image.iter().filter(|value| **value > 0).count()).sum();
    let share = measured as f32 / all.max(1) as f32;
    let middle = frames.last().and_then(|last| middle(&last.image));
    let far = middle.map_or("nothing".to_owned(), |far| format!("{far} mm"));
    let text = format!("{:.0} % of the pixels are measured; in the middle stands {far}", 100.0 * share);
    if share >= MEASURED { Ok(text) } else { Err(format!("{text}: is the lens covered, or too near?")) }
}

/// The middle distance of what stands in the middle third of the picture.
fn middle(frame: &Values) -> Option<u16> {
    let (width, height) = frame.dimensions();
    let is_middle = |x: u32, y: u32| {
        (width / 3..=2 * width / 3).contains(&x) && (height / 3..=2 * height / 3).contains(&y)
    };
    let pixels = frame.enumerate_pixels().filter(|(x, y, value)| is_middle(*x, *y) && value.0[0] > 0);
    let mut seen: Vec<u16> = pixels.map(|(_, _, value)| value.0[0]).collect();
    seen.sort_unstable();
    seen.get(seen.len() / 2).copied()
}

/// Whether the camera's lamp lights some of its frames.
fn infrared(frames: &[SecondFrame]) -> Finding {
    let mean = |frame: &Values| {
        frame.iter().map(|value| f64::from(*value)).sum::<f64>() / (frame.len().max(1) * 65_535) as f64
    };
    let means: Vec<f32> = frames.iter().map(|frame| mean(&frame.image) as f32).collect();
    let (dark, lit) =
        means.iter().fold((1.0_f32, 0.0_f32), |(low, high), mean| (low.min(*mean), high.max(*mean)));
    let seen = format!("frames are {:.1} to {:.1} % bright", 100.0 * dark, 100.0 * lit);
    if lit - dark >= LAMP {
        return Ok(format!("{seen}: its lamp blinks"));
    }
    Err(format!(
        "{seen}: its lamp does not blink, or nothing stands before it. A steady lamp tells no screen, and one that stays dark \
         must be turned on by its maker's means; stand before the camera and ask again"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use camera::{DrawnSecond, Scene, SceneHandle};

    fn seen(scene: Scene, measure: Measure) -> Finding {
        let handle = SceneHandle::default();
        handle.set(scene);
        let frames = frames(&mut DrawnSecond::new(handle, measure, 160, 120)).unwrap();
        match measure {
            Measure::Depth => depth(&frames),
            Measure::Infrared => infrared(&frames),
        }
    }

    fn black(measure: Measure) -> SecondFrame {
        SecondFrame { measure, image: Values::new(160, 120), taken: Instant::now() }
    }

    #[test]
    fn whoever_mounts_it_is_told_how_much_is_measured_and_how_far_it_is() {
        let print = seen(Scene::Print(persona::personas()[0].id.clone()), Measure::Depth).unwrap();
        assert!(print.contains("in the middle stands 60"), "{print}");
        let wall = seen(Scene::Nobody, Measure::Depth).unwrap();
        assert!(wall.starts_with("98 %") && wall.contains("stands 2"), "{wall}");
        let covered = depth(&[black(Measure::Depth)]).unwrap_err();
        assert!(covered.contains("0 % of the pixels") && covered.contains("stands nothing"), "{covered}");
    }

    #[test]
    fn a_lamp_that_does_not_blink_is_named() {
        let print = seen(Scene::Print(persona::personas()[0].id.clone()), Measure::Infrared).unwrap();
        assert!(print.ends_with("its lamp blinks"), "{print}");
        let dark = infrared(&[black(Measure::Infrared), black(Measure::Infrared)]).unwrap_err();
        assert!(dark.starts_with("frames are 0.0 to 0.0 % bright: its lamp does not blink"), "{dark}");
    }
}
