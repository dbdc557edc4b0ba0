//! A second camera that measures the drawn scene: the virtual twin of a depth or an infrared camera.
//!
//! It hangs a little beside the colour camera, as a real one does.

use std::time::Duration;

use persona::draw::{Pose, depth_frame, infrared_frame};

use super::{Measure, SecondCamera, SecondFrame};
use crate::drawn::{Drawn, SceneHandle};
use crate::error::CameraError;
use crate::rhythm::Rhythm;

const FRAMES_PER_SECOND: u32 = 30;
/// A picture in two hands is bent with a radius of 400 mm.
const BEND: f32 = 1.0 / 400.0;

/// A camera whose measurements are drawn.
pub struct DrawnSecond {
    scene: SceneHandle,
    measure: Measure,
    size: (u32, u32),
    rhythm: Rhythm,
    frames: u64,
}

impl DrawnSecond {
    /// How far to the right in its picture, in widths of it, it shows what the colour camera shows in the middle.
    pub const SHIFT: f32 = 0.04;

    /// A camera of this size that measures what `scene` is set to, at up to 30 frames a second.
    pub fn new(scene: SceneHandle, measure: Measure, width: u32, height: u32) -> Self {
        let (size, rhythm) = ((width, height), Rhythm::of_rate(FRAMES_PER_SECOND));
        Self { scene, measure, size, rhythm, frames: 0 }
    }
}

impl SecondCamera for DrawnSecond {
    fn measure(&self) -> Measure {
        self.measure
    }

    fn next_frame(&mut self, timeout: Duration) -> Result<SecondFrame, CameraError> {
        let taken = self.rhythm.wait(timeout)?;
        let (scene, since) = self.scene.at(taken);
        let Drawn { subject, pose } = Drawn::of(&scene, since)?;
        let pose = Pose { x: pose.x + Self::SHIFT, ..pose };
        self.frames += 1;
        let image = match self.measure {
            Measure::Depth => depth_frame(&subject, &pose, BEND, self.frames, self.size),
            // The lamp is lit for every other frame.
            Measure::Infrared => {
                infrared_frame(&subject, &pose, self.frames % 2 == 1, self.frames, self.size)
            }
        };
        Ok(SecondFrame { measure: self.measure, image, taken })
    }

    fn describe(&self) -> String {
        format!("drawn {} camera {}x{} (rehearsal)", self.measure.name(), self.size.0, self.size.1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Camera as _, DrawnCamera, Scene};

    const PATIENCE: Duration = Duration::from_secs(1);

    fn scene(of: fn(String) -> Scene) -> SceneHandle {
        let handle = SceneHandle::default();
        handle.set(of(persona::personas()[0].id.clone()));
        handle
    }

    /// The nearest and the farthest value in the middle of the picture, without holes.
    fn span(frame: &SecondFrame) -> (u16, u16) {
        let (width, height) = frame.image.dimensions();
        let is_inside =
            |x: u32, y: u32| x.abs_diff(width / 2) < width / 16 && y.abs_diff(height / 2) < height / 8;
        let seen: Vec<u16> = frame
            .image
            .enumerate_pixels()
            .filter(|(x, y, value)| is_inside(*x, *y) && value.0[0] > 0)
            .map(|(_, _, value)| value.0[0])
            .collect();
        (seen.iter().copied().min().unwrap_or(0), seen.iter().copied().max().unwrap_or(0))
    }

    #[test]
    fn depth_follows_the_scene_that_the_colour_camera_sees() {
        let shown = scene(Scene::Person);
        let mut colour = DrawnCamera::new(shown.clone(), 320, 240);
        let mut depth = DrawnSecond::new(shown.clone(), Measure::Depth, 320, 240);
        colour.next_frame(PATIENCE).unwrap();
        std::thread::sleep(Duration::from_millis(1_250));
        let (near, far) = span(&depth.next_frame(PATIENCE).unwrap());
        assert!(near < 560 && far - near > 15, "a head: {near} to {far}");
        shown.set(Scene::Print(persona::personas()[0].id.clone()));
        let (near, far) = span(&depth.next_frame(PATIENCE).unwrap());
        assert!(far - near < 15, "a sheet: {near} to {far}");
        shown.set(Scene::Nobody);
        assert!(span(&depth.next_frame(PATIENCE).unwrap()).0 > 2_000, "the wall");
    }

    #[test]
    fn the_lamp_is_lit_for_every_other_frame() {
        let mut infrared = DrawnSecond::new(scene(Scene::Print), Measure::Infrared, 160, 120);
        let mut bright = || span(&infrared.next_frame(PATIENCE).unwrap()).1;
        let (lit, dark, lit_again) = (bright(), bright(), bright());
        assert!(lit > 8 * dark && lit_again > 8 * dark, "{lit} {dark} {lit_again}");
    }

    #[test]
    fn a_frame_prints_nothing_of_itself_and_a_stranger_to_the_list_is_an_error() {
        let handle = scene(Scene::Person);
        let mut depth = DrawnSecond::new(handle.clone(), Measure::Depth, 160, 120);
        let frame = depth.next_frame(PATIENCE).unwrap();
        assert_eq!(format!("{frame:?}"), "SecondFrame(depth 160x120, redacted)");
        handle.set(Scene::Screen("nobody-of-this-name".to_owned()));
        assert!(matches!(depth.next_frame(PATIENCE), Err(CameraError::UnknownPersona(_))));
    }
}
