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
    use super::*;
    use persona::draw::{Light, Pose, Subject, camera_frame};

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
}
