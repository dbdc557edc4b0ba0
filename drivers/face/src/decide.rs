//! Several frames, one decision.
//!
//! Evidence is a run of frames of one and the same face: the decision is taken on the means of its best frames,
//! chosen by picture quality and never by score, so that trying longer does not help an impostor. A face that
//! changes into another one (a print held up after a living face passed) starts the run anew. Time is counted in
//! frames; there is no clock.

use crate::engine::Observation;
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
}

impl Policy {
    /// A policy with these thresholds that decides on 5 frames and gives up after 60, which is two seconds.
    pub fn new(threshold: f32, live_threshold: f32) -> Self {
        Self { threshold, live_threshold, min_frames: 5, max_frames: 60 }
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
    verdict: Option<Verdict>,
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
        Self { policy, run: Vec::new(), last: None, comparable: 0, covered: 0, verdict: None }
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
            self.verdict = self.decide();
        }
        self.verdict.unwrap_or(Verdict::Undecided(observation.guidance))
    }

    /// Starts the run anew where the face is not the one of the frame before.
    fn follow(&mut self, template: Option<&Template>) {
        let Some(template) = template else { return };
        let changed =
            self.last.as_ref().is_some_and(|last| last.similarity(template) < self.policy.threshold);
        if changed {
            self.run.clear();
        }
        self.last = Some(template.clone());
    }

    fn decide(&mut self) -> Option<Verdict> {
        let Policy { threshold, live_threshold, min_frames, max_frames } = self.policy;
        let (similarity, live) = self.means()?;
        let same = similarity >= threshold;
        if same && live >= live_threshold && self.run.len() >= min_frames {
            return Some(Verdict::Accepted { similarity, live });
        }
        if self.comparable < max_frames {
            return None;
        }
        Some(Verdict::Rejected(match () {
            () if self.covered * 2 > self.comparable => Reason::Occluded,
            () if same && live < live_threshold => Reason::NotLive,
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

    const POLICY: Policy = Policy { threshold: 0.54, live_threshold: 0.5, min_frames: 3, max_frames: 6 };

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
        let mut decider = Decider::new(POLICY);
        frames.iter().map(|frame| decider.push(frame)).last().unwrap()
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
