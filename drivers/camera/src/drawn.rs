//! A camera that sees a drawn scene: the virtual twin of a camera at a counter.
//!
//! Frames are drawn when they are asked for and not before. Where the scene changes, the new person walks up.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use persona::Persona;
use persona::draw::{Light, Pose, Subject, camera_frame};

use crate::Camera;
use crate::error::CameraError;
use crate::frame::Frame;
use crate::rhythm::Rhythm;
use crate::walk_up;

const MOST_FRAMES_PER_SECOND: u32 = 30;
/// How far from the middle somebody stands who stands aside, in widths of the picture.
const ASIDE: f32 = -0.33;

/// Who or what is before the drawn camera; people go by the id of their persona.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Scene {
    /// Nobody.
    #[default]
    Nobody,
    /// This person.
    Person(String),
    /// Somebody who is not this person.
    Other(String),
    /// A picture of this person, held up.
    Print(String),
    /// A film of this person on a screen that fills the view; no colour gives it away.
    Screen(String),
    /// This person behind a mask.
    Masked(String),
    /// This person, too far to their own right to be compared.
    Aside(String),
}

/// Changes what a [`DrawnCamera`] sees, from any thread.
#[derive(Debug, Clone, Default)]
pub struct SceneHandle(Arc<Mutex<State>>);

#[derive(Debug, Clone)]
struct State {
    scene: Scene,
    since: Instant,
}

impl Default for State {
    fn default() -> Self {
        Self { scene: Scene::Nobody, since: Instant::now() }
    }
}

impl SceneHandle {
    /// Puts a new scene before the camera; the same scene again walks up anew.
    pub fn set(&self, scene: Scene) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = State { scene, since: Instant::now() };
    }

    /// The scene, and how long it has been there at this moment.
    pub(crate) fn at(&self, moment: Instant) -> (Scene, Duration) {
        let State { scene, since } = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        (scene, moment.saturating_duration_since(since))
    }
}

/// What stands where, for whichever camera looks.
pub(crate) struct Drawn {
    pub(crate) subject: Subject<'static>,
    pub(crate) pose: Pose,
}

impl Drawn {
    /// The scene, so long after it came into view.
    pub(crate) fn of(scene: &Scene, since: Duration) -> Result<Self, CameraError> {
        let standing = walk_up::standing(since);
        let (subject, pose) = match scene {
            Scene::Nobody => (Subject::Nobody, standing),
            Scene::Person(id) => (Subject::Person(&known(id)?.look), standing),
            Scene::Other(id) => (Subject::Person(&another(id)?.look), standing),
            Scene::Masked(id) => (Subject::Masked(&known(id)?.look), standing),
            Scene::Aside(id) => (Subject::Person(&known(id)?.look), Pose { x: ASIDE, ..standing }),
            Scene::Print(id) => (Subject::Print(&known(id)?.look), walk_up::held_up(since)),
            Scene::Screen(id) => (Subject::Screen(&known(id)?.look), standing),
        };
        Ok(Self { subject, pose })
    }
}

/// A camera whose pictures are drawn.
pub struct DrawnCamera {
    scene: SceneHandle,
    width: u32,
    height: u32,
    rhythm: Rhythm,
    frames: u64,
}

impl DrawnCamera {
    /// A camera of this size that sees what `scene` is set to, at up to 30 frames a second.
    pub fn new(scene: SceneHandle, width: u32, height: u32) -> Self {
        Self { scene, width, height, rhythm: Rhythm::of_rate(MOST_FRAMES_PER_SECOND), frames: 0 }
    }
}

impl Camera for DrawnCamera {
    fn next_frame(&mut self, timeout: Duration) -> Result<Frame, CameraError> {
        let taken = self.rhythm.wait(timeout)?;
        let (scene, since) = self.scene.at(taken);
        let Drawn { subject, pose } = Drawn::of(&scene, since)?;
        self.frames += 1;
        let image = camera_frame(&subject, &pose, &Light::default(), self.frames, self.width, self.height);
        Ok(Frame { image, taken })
    }

    fn describe(&self) -> String {
        format!("drawn camera {}x{} (rehearsal)", self.width, self.height)
    }
}

fn known(id: &str) -> Result<&'static Persona, CameraError> {
    persona::persona(id).ok_or_else(|| CameraError::UnknownPersona(id.to_owned()))
}

/// The person after this one in the list, so that the same id is always mistaken for the same stranger.
fn another(id: &str) -> Result<&'static Persona, CameraError> {
    let mut people = persona::personas().iter().cycle().take(2 * persona::personas().len());
    people
        .by_ref()
        .find(|person| person.id == id)
        .and_then(|_| people.next())
        .ok_or_else(|| CameraError::UnknownPersona(id.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(1);

    fn camera() -> (DrawnCamera, SceneHandle) {
        let scene = SceneHandle::default();
        (DrawnCamera::new(scene.clone(), 320, 240), scene)
    }

    /// How many of the pixels differ by more than noise.
    fn difference(a: &Frame, b: &Frame) -> f32 {
        let changed =
            a.image.pixels().zip(b.image.pixels()).filter(|(p, q)| p[1].abs_diff(q[1]) > 24).count();
        changed as f32 / a.image.pixels().len() as f32
    }

    #[test]
    fn every_scene_shows_something_else() {
        let (mut camera, scene) = camera();
        let id = persona::personas()[0].id.to_string();
        let empty = camera.next_frame(PATIENCE).unwrap();
        assert_eq!(empty.image.dimensions(), (320, 240));
        let mut seen = vec![empty];
        for next in [Scene::Person, Scene::Other, Scene::Print, Scene::Masked, Scene::Aside] {
            scene.set(next(id.clone()));
            std::thread::sleep(Duration::from_millis(1_250));
            let frame = camera.next_frame(PATIENCE).unwrap();
            assert!(
                seen.iter().all(|earlier| difference(earlier, &frame) > 0.01),
                "{:?}",
                scene.at(Instant::now()).0
            );
            seen.push(frame);
        }
    }

    #[test]
    fn the_other_person_is_never_the_one_who_is_named() {
        for person in persona::personas() {
            assert_ne!(another(&person.id).unwrap().id, person.id);
        }
    }

    #[test]
    fn a_stranger_to_the_list_is_an_error_until_the_scene_changes() {
        let (mut camera, scene) = camera();
        for unknown in [Scene::Person, Scene::Other, Scene::Print, Scene::Masked] {
            scene.set(unknown("nobody-of-this-name".to_owned()));
            assert!(matches!(camera.next_frame(PATIENCE), Err(CameraError::UnknownPersona(_))));
        }
        scene.set(Scene::Nobody);
        assert!(camera.next_frame(PATIENCE).is_ok());
    }

    #[test]
    fn frames_come_no_faster_than_thirty_a_second_and_print_nothing_of_themselves() {
        let (mut camera, _) = camera();
        let begin = Instant::now();
        let frames: Vec<_> = (0..4).map(|_| camera.next_frame(PATIENCE).unwrap()).collect();
        assert!(begin.elapsed() >= Duration::from_millis(99));
        assert_eq!(format!("{:?}", frames[0]), "Frame(320x240, redacted)");
    }
}
