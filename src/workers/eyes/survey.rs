//! A kiosk's first look, at the room that nobody stands in yet.
//!
//! Whatever stands before the camera is taken for the room until it is known what is seen behind patients. So the camera is opened
//! once when the kiosk starts: where nobody is in view, what is there is learnt, and somebody who comes meanwhile ends it.

use camera::Frame;
use std::time::{Duration, Instant};

/// So many looks, so that what passes by is no room; the first once exposure has settled.
const LOOKS: usize = 3;
const INTERVAL: Duration = Duration::from_millis(600);
/// A camera that shows nothing that can be learnt from is closed after so long.
const LONGEST: Duration = Duration::from_secs(5);

/// The looks so far.
pub(super) struct Survey {
    begun: Instant,
    next: Instant,
    looks: usize,
}

impl Survey {
    pub(super) fn begin(now: Instant) -> Self {
        Self { begun: now, next: now + INTERVAL, looks: 0 }
    }

    /// Takes a frame of the empty room into account, if it is time for one.
    pub(super) fn look(&mut self, engine: &mut face::Engine, room: &mut face::Room, frame: &Frame) {
        if frame.taken < self.next {
            return;
        }
        self.next = frame.taken + INTERVAL;
        match engine.survey(&frame.image, room) {
            Ok(is_learnt) => self.looks += usize::from(is_learnt),
            Err(error) => tracing::warn!(%error, "the room cannot be looked at"),
        }
    }

    pub(super) fn is_over(&self, now: Instant) -> bool {
        self.looks == LOOKS || now.saturating_duration_since(self.begun) >= LONGEST
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Desk, Eyes, Glow, OpenCamera, Post, Preview};
    use super::*;
    use camera::{Camera, CameraError};
    use persona::draw::{Light, Pose, Subject, camera_frame};
    use std::sync::Arc;
    use std::sync::atomic::{AtomicBool, Ordering};

    #[test]
    fn an_empty_room_is_learnt_and_neither_one_that_somebody_stands_in_nor_a_dark_one() {
        let mut engine = crate::models::rehearsal_engine(None, &[]).unwrap();
        let somebody = &persona::persona("hanako").unwrap().look;
        for (what, subject, brightness, after, is_learnt) in [
            ("an empty room", Subject::Nobody, 1.0, 1800, true),
            ("somebody early", Subject::Person(somebody), 1.0, 5000, false),
            ("before the lights are on", Subject::Nobody, 0.1, 5000, false),
        ] {
            let light = Light { brightness, ..Light::default() };
            let image = camera_frame(&subject, &Pose::default(), &light, 1, 640, 480);
            let (begun, mut room) = (Instant::now(), face::Room::default());
            let mut survey = Survey::begin(begun);
            let frames = (1..).map(|at: u32| begun + Duration::from_millis(100) * at);
            let over = frames.map(|taken| Frame { image: image.clone(), taken }).find_map(|frame| {
                survey.look(&mut engine, &mut room, &frame);
                survey.is_over(frame.taken).then_some(frame.taken - begun)
            });
            assert_eq!(over, Some(Duration::from_millis(after)), "{what}");
            assert_eq!(format!("{room:?}") != "Room(0 blocks known)", is_learnt, "{what}: {room:?}");
        }
    }

    /// A camera before an empty room, whose frames lie `apart`, and which says whether it is open.
    struct Watched {
        is_open: Arc<AtomicBool>,
        next: Instant,
        apart: Duration,
    }

    impl Camera for Watched {
        fn next_frame(&mut self, _: Duration) -> Result<Frame, CameraError> {
            self.next += self.apart;
            let light = Light::default();
            let image = camera_frame(&Subject::Nobody, &Pose::default(), &light, 1, 640, 480);
            Ok(Frame { image, taken: self.next })
        }

        fn describe(&self) -> String {
            "a camera that is watched".to_owned()
        }
    }

    impl Drop for Watched {
        fn drop(&mut self) {
            self.is_open.store(false, Ordering::SeqCst);
        }
    }

    /// Eyes with such a camera; whether it is open, and what is shown.
    fn eyes(apart: Duration) -> (Eyes, Arc<AtomicBool>, Preview) {
        let (is_open, preview) = (Arc::new(AtomicBool::new(false)), Preview::default());
        let flag = is_open.clone();
        let open: OpenCamera = Box::new(move || {
            flag.store(true, Ordering::SeqCst);
            Ok(Box::new(Watched { is_open: flag.clone(), next: Instant::now(), apart }))
        });
        let (post, _) = Post::new(Arc::new(|| ()));
        let engine = crate::models::rehearsal_engine(None, &[]);
        let shown = (preview.clone(), Glow::default());
        (Eyes::start((open, None), engine, shown, Desk::default(), post), is_open, preview)
    }

    fn within_ten_seconds(mut holds: impl FnMut() -> bool) -> bool {
        (0..1000).any(|_| {
            holds() || {
                std::thread::sleep(Duration::from_millis(10));
                false
            }
        })
    }

    #[test]
    fn the_camera_of_a_kiosk_that_starts_closes_by_itself_and_nobody_is_shown_what_it_saw() {
        let (_eyes, is_open, preview) = eyes(INTERVAL);
        assert!(within_ten_seconds(|| preview.newer_than(0).is_some()), "it rests in the end");
        assert!(!is_open.load(Ordering::SeqCst));
        assert!(matches!(preview.newer_than(0), Some((1, None))), "and showed nothing before");
    }

    #[test]
    fn somebody_who_comes_meanwhile_ends_the_look_and_keeps_the_camera() {
        let (eyes, is_open, preview) = eyes(Duration::ZERO);
        assert!(within_ten_seconds(|| is_open.load(Ordering::SeqCst)));
        assert!(preview.newer_than(0).is_none());
        eyes.warm();
        assert!(within_ten_seconds(|| preview.newer_than(0).is_some_and(|(_, frame)| frame.is_some())));
        assert!(is_open.load(Ordering::SeqCst));
        eyes.rest();
        assert!(within_ten_seconds(|| !is_open.load(Ordering::SeqCst)));
    }
}
