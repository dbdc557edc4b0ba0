//! The one vocabulary of movement: a gesture that eases in and out, and then rests.
//!
//! A movement explains something, or it is not there. It takes a second or two at [`RATE`] pictures a second, and then rests
//! at least a second without any, so that a screen that is left standing costs next to nothing. What is no sign of work going
//! on ends within five seconds (WCAG 2.2.2), nothing flashes (2.3.1), and a house may have it all stand still (2.3.3).

/// Pictures in a second while something moves.
const RATE: f64 = 60.0;
/// A picture that is woken a little early is no reason to draw the same step twice: parts of a step.
const EARLY: f64 = 0.06;

/// A movement that begins and ends in one pose, its pose of rest.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Gesture {
    /// Seconds that it moves.
    moves: f64,
    /// Seconds that it rests before it moves again.
    rests: f64,
    /// Seconds of the first movement that are left out.
    skips: f64,
    /// How often it moves; without end if absent.
    times: Option<u32>,
}

/// The content of a page arrives, once.
pub(crate) const ARRIVE: Gesture = Gesture { moves: 0.2, rests: 0.0, skips: 0.0, times: Some(1) };
/// Waves go out from the card while it is read.
pub(crate) const READ: Gesture = Gesture { moves: 1.8, rests: 1.0, skips: 0.0, times: None };
/// A question goes to a neighbour, and its answer comes back.
pub(crate) const ASK: Gesture = Gesture { moves: 2.2, rests: 1.0, skips: 0.0, times: None };
/// The card comes out of the reader. First it lies there anyhow; the second time it has to be laid back.
pub(crate) const TAKE: Gesture = Gesture { moves: 1.9, rests: 1.4, skips: LAY_BACK * 1.9, times: Some(2) };
/// Where the face is to go.
pub(crate) const NUDGE: Gesture = Gesture { moves: 1.2, rests: 1.0, skips: 0.0, times: None };
/// The light of a card left behind.
pub(crate) const BREATHE: Gesture = Gesture { moves: 2.0, rests: 1.0, skips: 0.0, times: None };

/// The part of [`TAKE`] in which the card is laid back.
pub(crate) const LAY_BACK: f64 = 0.25;

impl Gesture {
    /// How long it moves at once, in seconds.
    #[cfg(test)]
    pub(crate) fn seconds(&self) -> f64 {
        self.moves
    }

    /// How far it is at an age of its page, in seconds: 0 to 1, of which both are the pose of rest. And in how many seconds
    /// the next picture is due, if ever.
    pub(crate) fn at(&self, age: f64) -> (f32, Option<f64>) {
        // All that moves on a page goes by one grid, whatever of it is left out.
        let due = step(age.max(0.0));
        let age = age.max(0.0) + self.skips;
        let round = self.moves + self.rests;
        let (rounds, within) = ((age / round).floor(), age % round);
        let left = self.times.map_or(f64::INFINITY, |times| f64::from(times) - rounds);
        match () {
            () if left <= 0.0 => (1.0, None),
            () if within < self.moves => ((within / self.moves) as f32, Some(due)),
            () if left <= 1.0 => (1.0, None),
            // Nobody is woken for less than a step.
            () => (1.0, Some((round - within).max(1.0 / RATE))),
        }
    }
}

/// Seconds from an age to the next step of a grid of [`RATE`] steps a second. On a grid no delay adds up; where a swap of
/// buffers waits for the screen it comes back after the next step, which is then due at once.
fn step(age: f64) -> f64 {
    ((age * RATE + EARLY).floor() + 1.0) / RATE - age
}

/// Eases a way from 0 to 1 in and out: neither its speed nor the change of its speed jumps (a polynomial of fifth degree).
pub(crate) fn ease(way: f32) -> f32 {
    let way = way.clamp(0.0, 1.0);
    way * way * way * (way * (way * 6.0 - 15.0) + 10.0)
}

/// Eases a way from 0 to 1 out: what comes is mostly there at once, and settles.
pub(crate) fn settle(way: f32) -> f32 {
    1.0 - (1.0 - way.clamp(0.0, 1.0)).powi(3)
}

/// How far a part of a way is, 0 before it and 1 behind it.
pub(crate) fn part(way: f32, from: f32, to: f32) -> f32 {
    ((way - from) / (to - from)).clamp(0.0, 1.0)
}

/// A way to 1 and back again, eased, with a stay of a tenth there.
pub(crate) fn there_and_back(way: f32) -> f32 {
    ease(part(way, 0.0, 0.45)) - ease(part(way, 0.55, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Gesture; 6] = [ARRIVE, READ, ASK, TAKE, NUDGE, BREATHE];

    /// The moments at which pictures are drawn in so many seconds, each as late as `late` says, with what is seen in them.
    fn drawn(gesture: &Gesture, seconds: f64, late: f64) -> Vec<(f64, f32)> {
        let mut pictures = Vec::new();
        let mut age = 0.0;
        while age < seconds {
            let (way, next) = gesture.at(age);
            pictures.push((age, way));
            let Some(next) = next else { break };
            age += next + late;
        }
        pictures
    }

    #[test]
    fn sixty_pictures_a_second_are_drawn_however_late_each_is() {
        for late in [0.0, 1e-6, 0.000_3, 0.004, 0.012, -0.000_5] {
            let pictures = drawn(&BREATHE, BREATHE.moves, late);
            assert!((119..=121).contains(&pictures.len()), "{late}: {}", pictures.len());
        }
        // A screen that paces by itself is followed: each swap comes back with its own picture, after the step.
        let mut age = 0.0;
        for picture in 1..120 {
            let next = BREATHE.at(age).1.unwrap();
            age = (age + next).max(f64::from(picture) / 60.0 + 0.011);
            assert!((age - f64::from(picture) / 60.0 - 0.011).abs() < 1e-9, "{picture}: {age}");
        }
    }

    #[test]
    fn a_gesture_rests_without_a_picture_and_is_drawn_in_its_pose_of_rest_before() {
        for gesture in ALL {
            let pictures = drawn(&gesture, 12.0, 0.000_3);
            let rests: Vec<_> = pictures.windows(2).filter(|pair| pair[1].0 - pair[0].0 > 0.1).collect();
            for pair in &rests {
                assert_eq!(pair[0].1, 1.0, "{gesture:?}");
                assert!(pair[1].0 - pair[0].0 > gesture.rests - 0.02, "{gesture:?} {pair:?}");
                assert!(pair[1].1 < 0.01, "it begins from the same pose: {gesture:?} {pair:?}");
            }
            match gesture.times {
                Some(times) => {
                    assert_eq!(rests.len() as u32, times - 1, "{gesture:?}");
                    let (last, way) = pictures[pictures.len() - 1];
                    assert_eq!(way, 1.0, "{gesture:?}");
                    assert!(last < 5.0, "what is no sign of work going on ends in time: {gesture:?} {last}");
                }
                None => assert!(rests.len() >= 3 && gesture.rests >= 1.0, "{gesture:?}"),
            }
        }
    }

    #[test]
    fn ways_are_eased_and_go_nowhere_in_a_jump() {
        let steps = || (0..=240_u8).map(|step| f32::from(step) / 240.0);
        for way in [ease as fn(f32) -> f32, there_and_back, |way| ease(part(way, 0.25, 1.0))] {
            let at: Vec<f32> = steps().map(way).collect();
            assert!(at.windows(2).all(|pair| (pair[1] - pair[0]).abs() < 0.02), "{at:?}");
            assert!(
                (at[1] - at[0]).abs() < 1e-4 && (at[240] - at[239]).abs() < 1e-4,
                "it begins and ends at rest"
            );
        }
        assert_eq!((ease(0.0), ease(0.5), ease(1.0)), (0.0, 0.5, 1.0));
        assert_eq!((there_and_back(0.0), there_and_back(0.5), there_and_back(1.0)), (0.0, 1.0, 0.0));
    }
}
