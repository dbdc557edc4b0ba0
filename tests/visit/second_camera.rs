//! Visits before a second camera: what it refuses by itself, whom it spares a turn of the head, and what becomes of a visit
//! without it.

use camera::{CameraError, DrawnSecond, Measure, Scene, SceneHandle, SecondCamera, SecondFrame};
use face::{Challenge, Placement};
use madoguchi::kiosk::Kiosk;
use madoguchi::rehearsal::{Options, Seen, World};
use madoguchi::screen::{Screen, view};
use madoguchi::session::{Fault, Guidance, Language, Touch};
use madoguchi::workers::SecondEye;
use madoguchi_tests::{Rehearsal, repository};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Lets the visit go on until it leaves the camera; returns the screen there, and all that the patient was told before it.
fn look(kiosk: &mut Kiosk) -> (Screen, Vec<Guidance>) {
    let (begin, mut told) = (Instant::now(), Vec::new());
    loop {
        kiosk.wait(Duration::from_millis(20));
        let screen = view(kiosk.session()).screen;
        assert!(begin.elapsed() < Duration::from_secs(60), "{screen:?}");
        match screen {
            Screen::OutOfService { .. } | Screen::Welcome | Screen::Reading => {}
            Screen::Face { guidance, .. } => told.push(guidance),
            screen => return (screen, told),
        }
    }
}

/// A visit of hanako's card before such a second camera.
fn visit(seen: Seen, second: Option<Measure>, change: impl FnOnce(&mut Options)) -> (Screen, Vec<Guidance>) {
    let mut rehearsal = Rehearsal::start(|options| {
        options.second = second;
        change(options);
    })
    .unwrap();
    rehearsal.world.see(seen);
    rehearsal.world.lay("hanako").unwrap();
    look(&mut rehearsal.kiosk)
}

#[test]
fn a_film_that_no_colour_gives_away_is_refused_by_depth_alone_and_by_infrared_alone() {
    let (without, _) = visit(Seen::Film, None, |_| {});
    assert!(
        matches!(without, Screen::Consent { .. }),
        "the colour camera takes it for the person: {without:?}"
    );
    for measure in [Measure::Depth, Measure::Infrared] {
        let (screen, _) = visit(Seen::Film, Some(measure), |_| {});
        assert!(matches!(screen, Screen::Fault { fault: Fault::FaceNotLive, .. }), "{measure:?}: {screen:?}");
    }
}

#[test]
fn a_living_person_whom_depth_measured_is_never_asked_to_turn_the_head() {
    let (screen, told) = visit(Seen::Holder, Some(Measure::Depth), |options| {
        options.challenge = Challenge::WhenInDoubt;
        options.is_second_demanded = true;
    });
    assert!(matches!(screen, Screen::Consent { .. }), "{screen:?}");
    let turns = |guidance: &&Guidance| matches!(guidance, Guidance::TurnLeft | Guidance::TurnRight);
    assert!(!told.iter().any(|guidance| turns(&guidance)), "{told:?}");
}

#[test]
fn a_living_person_gives_the_light_of_an_infrared_camera_back_where_it_is_demanded() {
    let (screen, _) =
        visit(Seen::Holder, Some(Measure::Infrared), |options| options.is_second_demanded = true);
    assert!(matches!(screen, Screen::Consent { .. }), "{screen:?}");
}

#[test]
fn a_picture_held_up_stays_one_before_either_camera() {
    for measure in [Measure::Depth, Measure::Infrared] {
        let (screen, _) = visit(Seen::Picture, Some(measure), |_| {});
        assert!(matches!(screen, Screen::Fault { fault: Fault::FaceNotLive, .. }), "{measure:?}: {screen:?}");
    }
}

/// A second camera that is unplugged after so many frames.
struct Unplugged(DrawnSecond, usize);

impl SecondCamera for Unplugged {
    fn measure(&self) -> Measure {
        self.0.measure()
    }

    fn next_frame(&mut self, timeout: Duration) -> Result<SecondFrame, CameraError> {
        self.1 = self.1.checked_sub(1).ok_or(CameraError::Unplugged)?;
        self.0.next_frame(timeout)
    }

    fn describe(&self) -> String {
        self.0.describe()
    }
}

/// A visit whose second camera opens only where it is told after how many frames it is to be lost.
fn visit_losing(frames: Option<usize>, is_demanded: bool) -> (Kiosk, Screen) {
    let folder = tempfile::tempdir().unwrap();
    let options = Options { models: Some(repository().join("models")), ..Options::new(folder.path()) };
    let (mut world, mut neighbours) = World::build(&options).unwrap();
    let open = move || -> Result<Box<dyn SecondCamera>, CameraError> {
        let frames = frames.ok_or(CameraError::Absent { camera: "/dev/video2".to_owned() })?;
        let scene = SceneHandle::default();
        scene.set(Scene::Nobody);
        Ok(Box::new(Unplugged(DrawnSecond::new(scene, Measure::Depth, 320, 240), frames)))
    };
    neighbours.second =
        Some(SecondEye { open: Box::new(open), placement: Placement::default(), is_demanded });
    let mut kiosk = Kiosk::start(neighbours, Language::Japanese, Arc::new(|| {}));
    world.see(Seen::Holder);
    world.lay("hanako").unwrap();
    let (screen, _) = look(&mut kiosk);
    (kiosk, screen)
}

#[test]
fn a_second_camera_that_is_absent_or_unplugged_is_missed_only_where_it_is_demanded() {
    for frames in [None, Some(2)] {
        let (_, screen) = visit_losing(frames, false);
        assert!(matches!(screen, Screen::Consent { .. }), "lost after {frames:?}: {screen:?}");
        let (mut kiosk, screen) = visit_losing(frames, true);
        assert!(matches!(screen, Screen::Fault { fault: Fault::CameraLost, .. }), "{frames:?}: {screen:?}");
        kiosk.touch(Touch::ChoosePin);
        assert!(matches!(view(kiosk.session()).screen, Screen::Pin { .. }), "the PIN still leads on");
    }
}
