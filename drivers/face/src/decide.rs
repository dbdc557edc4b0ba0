//! Several frames, one decision.
//!
//! Evidence is a run of frames of one and the same face: the decision is taken on the means of its best frames,
//! chosen by picture quality and never by score, so that trying longer does not help an impostor. A face that
//! changes into another one (a print held up after a living face passed) starts the run anew. Where the policy
//! demands it, the patient is asked to turn the head before the answer is yes. Time is counted in frames; there is
//! no clock.

use crate::engine::Observation;
use crate::pad::{Challenge, Progress, Side, Turning};
use crate::quality::{Guidance, Quality};
use crate::template::Template;

/// From which scores on, and on how many frames, a decision is taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Policy {
    /// The mean similarity that is the same person.
    pub threshold: f32,
    /// The mean probability that is a living face.
    pub live_threshold: f32,
    /// How many frames a decision rests on.
    pub min_frames: usize,
    /// After how many comparable frames without acceptance the answer is no.
    pub max_frames: usize,
    /// When the head must be turned.
    pub challenge: Challenge,
    /// To which side, drawn by the caller anew for every patient.
    pub side: Side,
}

/// Where the networks' mean is below, [`Challenge::WhenInDoubt`] doubts; faces in good light reach 0.94 and more.
const SURELY_LIVE: f32 = 0.9;
/// So many frames may pass until the head is turned: four seconds at 30 a second.
const TURN_FRAMES: usize = 120;

impl Policy {
    /// A policy with these thresholds that decides on 5 frames and gives up after 60, which is two seconds.
    pub fn new(threshold: f32, live_threshold: f32) -> Self {
        let (challenge, side) = (Challenge::default(), Side::default());
        Self { threshold, live_threshold, min_frames: 5, max_frames: 60, challenge, side }
    }

    fn doubts(&self, live: f32) -> bool {
        match self.challenge {
            Challenge::Never => false,
            Challenge::WhenInDoubt => live < SURELY_LIVE,
            Challenge::Always => true,
        }
    }
}

/// Why the answer is no.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// The face is not the card's.
    OtherPerson,
    /// The face is a picture of one.
    NotLive,
    /// Mouth and chin stayed covered, so that nothing can be said.
    Occluded,
    /// The head was not turned as asked, so that nothing can be said about life.
    NotTurned,
}

/// What is known after a frame.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Verdict {
    /// More frames are needed; this is what the patient can do.
    Undecided(Guidance),
    /// The living person of the card.
    Accepted {
        /// Mean similarity of the frames that decided.
        similarity: f32,
        /// Mean probability of life of the frames that decided.
        live: f32,
    },
    /// Not to be let through by face.
    Rejected(Reason),
}

/// Takes observations of one patient one after the other and decides once.
#[derive(Debug)]
pub struct Decider {
    policy: Policy,
    run: Vec<Evidence>,
    last: Option<Template>,
    comparable: usize,
    covered: usize,
    turn: Option<Turn>,
    verdict: Option<Verdict>,
}

/// The challenge, once it was put.
#[derive(Debug)]
struct Turn {
    turning: Turning,
    frames: usize,
    done: bool,
}

#[derive(Debug, Clone, Copy)]
struct Evidence {
    merit: f32,
    similarity: f32,
    live: f32,
}

impl Decider {
    /// Begins with a patient.
    pub fn new(policy: Policy) -> Self {
        Self { policy, run: Vec::new(), last: None, comparable: 0, covered: 0, turn: None, verdict: None }
    }

    /// Takes one more frame into account; once decided, the verdict stays.
    pub fn push(&mut self, observation: &Observation) -> Verdict {
        if let Some(verdict) = self.verdict {
            return verdict;
        }
        if let (Some(similarity), Some(live)) = (observation.similarity, observation.live) {
            self.comparable += 1;
            self.covered += usize::from(observation.guidance == Guidance::MaskSuspected);
            self.follow(observation.template.as_ref());
            let merit = observation.quality.map_or(0.0, |quality| merit(&quality));
            self.run.push(Evidence { merit, similarity, live });
        }
        self.watch_turn(observation);
        if observation.similarity.is_some() || self.turn.is_some() {
            self.verdict = self.decide();
        }
        self.verdict.unwrap_or_else(|| Verdict::Undecided(self.advice(observation.guidance)))
    }

    /// Follows the head through the turn; only a frame whose face was compared with the one before completes it.
    fn watch_turn(&mut self, observation: &Observation) {
        let Some(turn) = &mut self.turn else { return };
        let face = observation.face.as_ref().zip(observation.quality.map(|quality| quality.yaw));
        turn.frames += 1;
        turn.done |= turn.turning.push(face) == Progress::Turned && observation.template.is_some();
    }

    /// What helps now: the turn, unless the frame itself needs mending first.
    fn advice(&self, seen: Guidance) -> Guidance {
        match (&self.turn, seen) {
            (Some(turn), Guidance::Ready | Guidance::MaskSuspected) if !turn.done => {
                match turn.turning.side() {
                    Side::Left => Guidance::TurnLeft,
                    Side::Right => Guidance::TurnRight,
                }
            }
            _ => seen,
        }
    }

    /// Starts the run anew where the face is not the one of the frame before.
    fn follow(&mut self, template: Option<&Template>) {
        let Some(template) = template else { return };
        let changed =
            self.last.as_ref().is_some_and(|last| last.similarity(template) < self.policy.threshold);
        if changed {
            self.run.clear();
            if let Some(turn) = &mut self.turn {
                turn.turning.reset();
                turn.done = false;
            }
        }
        self.last = Some(template.clone());
    }

    fn decide(&mut self) -> Option<Verdict> {
        let Policy { threshold, live_threshold, min_frames, max_frames, .. } = self.policy;
        let (similarity, live) = self.means()?;
        let same = similarity >= threshold;
        let passes = same && live >= live_threshold;
        if passes && self.run.len() >= min_frames {
            if self.turn.as_ref().map_or(!self.policy.doubts(live), |turn| turn.done) {
                return Some(Verdict::Accepted { similarity, live });
            }
            let turning = Turning::new(self.policy.side);
            self.turn.get_or_insert(Turn { turning, frames: 0, done: false });
        }
        if !self.turn.as_ref().map_or(self.comparable >= max_frames, |turn| turn.frames >= TURN_FRAMES) {
            return None;
        }
        Some(Verdict::Rejected(match () {
            () if self.covered * 2 > self.comparable => Reason::Occluded,
            () if same && live < live_threshold => Reason::NotLive,
            () if passes && self.turn.is_some() => Reason::NotTurned,
            () => Reason::OtherPerson,
        }))
    }

    /// Mean similarity over the run's best frames, mean liveness over all of the run.
    fn means(&mut self) -> Option<(f32, f32)> {
        let live = mean(self.run.iter().map(|frame| frame.live))?;
        self.run.sort_by(|a, b| b.merit.total_cmp(&a.merit));
        let best = self.run.len().div_ceil(2).max(self.policy.min_frames);
        Some((mean(self.run.iter().take(best).map(|frame| frame.similarity))?, live))
    }
}

/// How much a frame deserves to be among the best: sharp, and facing the camera.
fn merit(quality: &Quality) -> f32 {
    quality.sharpness.max(1.0).ln() - 4.0 * quality.yaw.abs() - quality.roll.abs() / 20.0
}

fn mean(values: impl Iterator<Item = f32>) -> Option<f32> {
    let (sum, count) = values.fold((0.0, 0), |(sum, count), value| (sum + value, count + 1));
    (count > 0).then(|| sum / count as f32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::FaceBox;
    use crate::pad::drawn::{BENT, HEAD, PRINT, turned};

    const POLICY: Policy = Policy {
        threshold: 0.54,
        live_threshold: 0.5,
        min_frames: 3,
        max_frames: 6,
        challenge: Challenge::Never,
        side: Side::Left,
    };

    /// A frame of the face `who` with these scores.
    fn seen(who: usize, similarity: f32, live: f32, guidance: Guidance) -> Observation {
        let mut embedding = [0.0; 256];
        embedding[who] = 1.0;
        Observation {
            face: None,
            guidance,
            quality: None,
            similarity: Some(similarity),
            live: Some(live),
            template: Template::normalised(&embedding),
        }
    }

    fn blank(guidance: Guidance) -> Observation {
        Observation { face: None, guidance, quality: None, similarity: None, live: None, template: None }
    }

    fn last(frames: &[Observation]) -> Verdict {
        last_by(POLICY, frames)
    }

    fn last_by(policy: Policy, frames: &[Observation]) -> Verdict {
        let mut decider = Decider::new(policy);
        frames.iter().map(|frame| decider.push(frame)).last().unwrap()
    }

    /// A comparable frame of the face `who`, so deep and turned to its left by so many degrees.
    fn posed(who: usize, live: f32, depth: [f64; 5], degrees: f64) -> Observation {
        let landmarks = turned(depth, degrees, 0.0);
        let [right, left, nose, ..] = landmarks;
        let yaw = (nose.x - right.midpoint(left).x) / right.distance(left);
        let (eye_distance, roll, sharpness, luminance, mask_cue) = (60.0, 0.0, 100.0, 120.0, 0.0);
        let quality = Some(Quality { eye_distance, yaw, roll, sharpness, luminance, mask_cue });
        let face = Some(FaceBox { x: 250.0, y: 150.0, width: 140.0, height: 180.0, score: 0.9, landmarks });
        Observation { face, quality, ..seen(who, 0.9, live, Guidance::Ready) }
    }

    /// Five frames that face the camera, then a turn of up to `to` degrees.
    fn turn_of(who: usize, live: f32, depth: [f64; 5], to: i32) -> Vec<Observation> {
        let still = std::iter::repeat_n(0, 5);
        let way = still.chain((0..=to.abs()).step_by(3).map(|degrees| degrees * to.signum()));
        way.map(|degrees| posed(who, live, depth, f64::from(degrees))).collect()
    }

    #[test]
    fn who_must_turn_is_asked_to_and_passes_as_a_head_only() {
        use Challenge::{Always, Never, WhenInDoubt};
        let (asked, other) =
            (Verdict::Undecided(Guidance::TurnLeft), Verdict::Undecided(Guidance::TurnRight));
        for (what, challenge, live, side, depth, to, expected) in [
            ("no challenge", Never, 0.6, Side::Left, PRINT, 30, None),
            ("no doubt", WhenInDoubt, 0.97, Side::Left, HEAD, 0, None),
            ("doubt", WhenInDoubt, 0.6, Side::Left, HEAD, 0, Some(asked)),
            ("doubt, and a turn", WhenInDoubt, 0.6, Side::Left, HEAD, 30, None),
            ("no turn", Always, 0.97, Side::Right, HEAD, 0, Some(other)),
            ("the wrong side", Always, 0.97, Side::Right, HEAD, 30, Some(other)),
            ("a tilted print", Always, 0.97, Side::Left, PRINT, 30, Some(asked)),
            ("a tilted bent print", Always, 0.97, Side::Left, BENT, 45, Some(asked)),
            ("a turn", Always, 0.97, Side::Right, HEAD, -30, None),
        ] {
            let verdict = last_by(Policy { challenge, side, ..POLICY }, &turn_of(0, live, depth, to));
            match expected {
                Some(expected) => assert_eq!(verdict, expected, "{what}"),
                None => assert!(matches!(verdict, Verdict::Accepted { .. }), "{what}: {verdict:?}"),
            }
        }
    }

    #[test]
    fn a_living_stranger_cannot_turn_for_a_print() {
        let policy = Policy { challenge: Challenge::Always, ..POLICY };
        let mut frames = turn_of(0, 0.9, PRINT, 0);
        let stranger = turn_of(1, 0.9, HEAD, 30).into_iter();
        frames.extend(stranger.map(|frame| Observation { similarity: Some(0.1), ..frame }));
        frames.extend(turn_of(0, 0.9, PRINT, 0));
        assert_eq!(last_by(policy, &frames), Verdict::Undecided(Guidance::TurnLeft));
    }

    #[test]
    fn a_turn_among_frames_that_cannot_be_compared_does_not_count() {
        let policy = Policy { challenge: Challenge::Always, ..POLICY };
        let mut frames = turn_of(0, 0.9, HEAD, 30);
        for frame in &mut frames[6..] {
            (frame.similarity, frame.live, frame.template) = (None, None, None);
        }
        assert_eq!(last_by(policy, &frames), Verdict::Undecided(Guidance::TurnLeft));
    }

    #[test]
    fn who_does_not_turn_is_not_called_a_picture() {
        let policy = Policy { challenge: Challenge::Always, ..POLICY };
        let frames = vec![posed(0, 0.97, HEAD, 0.0); TURN_FRAMES + 3];
        assert_eq!(last_by(policy, &frames), Verdict::Rejected(Reason::NotTurned));
    }

    #[test]
    fn a_decision_needs_several_frames_that_agree() {
        use Guidance::{MaskSuspected, Ready};
        let undecided = Verdict::Undecided(Ready);
        for (what, frames, expected) in [
            ("two good frames", vec![seen(0, 0.9, 1.0, Ready); 2], undecided),
            ("a stranger", vec![seen(0, 0.4, 1.0, Ready); 6], Verdict::Rejected(Reason::OtherPerson)),
            ("a print", vec![seen(0, 0.9, 0.1, Ready); 6], Verdict::Rejected(Reason::NotLive)),
            ("a mask", vec![seen(0, 0.4, 1.0, MaskSuspected); 6], Verdict::Rejected(Reason::Occluded)),
            ("too early to say no", vec![seen(0, 0.4, 1.0, Ready); 5], undecided),
        ] {
            assert_eq!(last(&frames), expected, "{what}");
        }
        let accepted = last(&vec![seen(0, 0.9, 1.0, Ready); 3]);
        assert!(matches!(accepted, Verdict::Accepted { similarity, .. } if (similarity - 0.9).abs() < 1e-5));
    }

    #[test]
    fn a_living_stranger_cannot_lend_life_to_a_print() {
        let (stranger, print) = (seen(1, 0.1, 1.0, Guidance::Ready), seen(0, 0.95, 0.0, Guidance::Ready));
        for frames in [
            vec![
                stranger.clone(),
                stranger.clone(),
                print.clone(),
                print.clone(),
                print.clone(),
                print.clone(),
            ],
            vec![stranger.clone(), print.clone(), stranger.clone(), print.clone(), stranger, print],
        ] {
            assert_eq!(last(&frames), Verdict::Rejected(Reason::NotLive));
        }
    }

    #[test]
    fn faces_that_keep_changing_are_nobody_s() {
        let frames: Vec<_> = (0..6).map(|i| seen(i % 2, 0.9, 1.0, Guidance::Ready)).collect();
        assert_eq!(last(&frames), Verdict::Rejected(Reason::OtherPerson));
    }

    #[test]
    fn frames_that_cannot_be_compared_do_not_count() {
        let mut frames = vec![blank(Guidance::TooFar); 100];
        assert_eq!(last(&frames), Verdict::Undecided(Guidance::TooFar));
        frames.extend(vec![seen(0, 0.9, 1.0, Guidance::Ready); 3]);
        assert!(matches!(last(&frames), Verdict::Accepted { .. }));
    }

    #[test]
    fn once_decided_the_verdict_stays() {
        let mut frames = vec![seen(0, 0.9, 1.0, Guidance::Ready); 3];
        frames.extend(vec![seen(1, 0.0, 0.0, Guidance::Ready); 20]);
        assert!(matches!(last(&frames), Verdict::Accepted { .. }));
    }

    #[test]
    fn the_frames_that_decide_are_chosen_by_quality_and_not_by_score() {
        let quality = |sharpness: f32| {
            let (eye_distance, yaw, roll, luminance, mask_cue) = (60.0, 0.0, 0.0, 120.0, 0.0);
            Some(Quality { eye_distance, yaw, roll, sharpness, luminance, mask_cue })
        };
        let sharp = Observation { quality: quality(200.0), ..seen(0, 0.2, 1.0, Guidance::Ready) };
        let lucky = Observation { quality: quality(6.0), ..seen(0, 0.8, 1.0, Guidance::Ready) };
        let frames = [&sharp, &lucky, &sharp, &lucky, &sharp, &lucky].map(Clone::clone);
        assert_eq!(last(&frames), Verdict::Rejected(Reason::OtherPerson));
    }
}
