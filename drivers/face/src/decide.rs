//! Several frames, one decision.
//!
//! Evidence is a run of frames of one and the same face: the decision is taken on the means of its best frames,
//! chosen by picture quality and never by score, so that trying longer does not help an impostor. A face that
//! changes into another one (a print held up after a living face passed) starts the run anew.
//!
//! Whether the face lives is a sequential probability ratio test (Wald 1945): the evidence of [`Presence`] is weighed after
//! each frame, and the answer is given as soon as the sum passes the bound that follows from the two error rates of the
//! policy, whichever frame that is. Where a second of looking leaves it between the bounds, the policy may have the patient
//! turn the head, which is evidence of its own, and again to another side as long as that leaves it in doubt. Time is counted in
//! frames; there is no clock.

use crate::engine::Observation;
use crate::pad::{Challenge, Cue, Presence, Room, Side, Sides, Turn};
use crate::quality::{Guidance, Quality};
use crate::template::Template;

/// From which scores on, and on how many frames, a decision is taken.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Policy {
    /// The mean similarity that is the same person.
    pub threshold: f32,
    /// The mean of the liveness networks at which they are undecided, 0 to 1.
    pub live_threshold: f32,
    /// The share of pictures that may pass for living faces, 0 to 1 (APCER of ISO/IEC 30107-3).
    pub apcer: f32,
    /// The share of living faces that may be taken for pictures, 0 to 1 (BPCER).
    pub bpcer: f32,
    /// How many frames a decision rests on.
    pub min_frames: usize,
    /// After how many comparable frames without acceptance the answer is no.
    pub max_frames: usize,
    /// After how many comparable frames without being sure the head must be turned, or the balance decides where nothing is asked.
    pub patience: usize,
    /// Whether something with texture is always seen behind patients; a face before nothing is then a picture.
    pub is_room_known: bool,
    /// When the head must be turned.
    pub challenge: Challenge,
    /// To which side each time, drawn by the caller anew for every patient.
    pub sides: Sides,
    /// What a second camera has to say before a yes.
    pub measurement: Measurement,
    /// A cue that does not count, to measure what it is worth; none in a kiosk.
    pub left_out: Option<Cue>,
}

/// What a second camera has to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Measurement {
    /// There is none.
    #[default]
    Absent,
    /// It is waited for a moment, and what it says counts.
    Present,
    /// Without a living face measured by it there is no yes.
    Demanded,
}

/// For how many frames the balance is waited for where nothing may be asked: a third of a second.
const GLANCE: usize = 11;
/// After how many frames the turn is asked for: four fifths of a second show a nose in most who stand there.
const LOOK: usize = 24;
/// What is asked for where nobody says otherwise.
const ERROR_RATE: f32 = 0.05;

impl Policy {
    /// A policy with these thresholds, 5 % of either error, that decides on 5 frames, asks for nothing, and gives up after 60.
    pub fn new(threshold: f32, live_threshold: f32) -> Self {
        let (challenge, sides) = (Challenge::default(), Sides::default());
        let (min_frames, patience, max_frames) = (5, GLANCE, 60);
        Self {
            threshold,
            live_threshold,
            apcer: ERROR_RATE,
            bpcer: ERROR_RATE,
            min_frames,
            max_frames,
            patience,
            is_room_known: false,
            challenge,
            sides,
            measurement: Measurement::default(),
            left_out: None,
        }
    }

    /// The same policy, which has the head turned in these cases, and looks longer before it does.
    pub fn asking(self, challenge: Challenge) -> Self {
        let patience = if challenge == Challenge::Never { GLANCE } else { LOOK };
        Self { challenge, patience, ..self }
    }

    /// From which evidence on it surely is a living face, and down from which it surely is none (Wald 1945).
    fn bounds(&self) -> (f32, f32) {
        let (apcer, bpcer) = (self.apcer.clamp(1e-6, 0.5), self.bpcer.clamp(1e-6, 0.5));
        (((1.0 - bpcer) / apcer).ln(), (bpcer / (1.0 - apcer)).ln())
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
    /// The second camera, which is demanded, did not measure enough to say anything.
    NotMeasured,
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
        /// The log-odds of a living face that decided.
        live: f32,
    },
    /// Not to be let through by face.
    Rejected(Reason),
}

/// Takes observations of one patient one after the other and decides once.
#[derive(Debug)]
pub struct Decider {
    policy: Policy,
    room: Room,
    run: Vec<Evidence>,
    presence: Presence,
    last: Option<Template>,
    comparable: usize,
    covered: usize,
    turn: Option<Turn>,
    /// How often a turn was asked for, and how often in a row this face turned as asked.
    asked: usize,
    turned: usize,
    verdict: Option<Verdict>,
}

#[derive(Debug, Clone, Copy)]
struct Evidence {
    merit: f32,
    similarity: f32,
}

impl Decider {
    /// Begins with a patient, in a room of which nothing is known yet.
    pub fn new(policy: Policy) -> Self {
        Self::in_room(policy, &Room::default())
    }

    /// Begins with a patient, in this room.
    pub fn in_room(policy: Policy, room: &Room) -> Self {
        Self {
            policy,
            room: room.clone(),
            run: Vec::new(),
            presence: presence(&policy, room),
            last: None,
            comparable: 0,
            covered: 0,
            turn: None,
            asked: 0,
            turned: 0,
            verdict: None,
        }
    }

    /// Takes one more frame into account; once decided, the verdict stays.
    pub fn push(&mut self, observation: &Observation) -> Verdict {
        if let Some(verdict) = self.verdict {
            return verdict;
        }
        if let (Some(similarity), Some(_)) = (observation.similarity, observation.live) {
            self.comparable += 1;
            self.covered += usize::from(observation.guidance.is_covered());
            self.follow(observation.template.as_ref());
            let merit = observation.quality.map_or(0.0, |quality| merit(&quality));
            self.run.push(Evidence { merit, similarity });
            self.presence.push(observation);
        }
        self.watch_turn(observation);
        if observation.similarity.is_some() || self.turn.is_some() {
            self.verdict = self.decide();
        }
        self.verdict.unwrap_or_else(|| Verdict::Undecided(self.advice(observation.guidance)))
    }

    /// How often a turn of the head was asked for.
    pub fn turns_asked(&self) -> usize {
        self.asked
    }

    /// Follows the head through the turn; only a frame whose face was compared with the one before completes it.
    fn watch_turn(&mut self, observation: &Observation) {
        let Some(turn) = &mut self.turn else { return };
        let face = observation.face.as_ref().zip(observation.quality.map(|quality| quality.yaw));
        let was_done = turn.is_done();
        turn.push(face, observation.template.is_some());
        self.turned += usize::from(turn.is_done() && !was_done);
    }

    /// What helps now: the turn, from a face that looks ahead, unless the frame itself needs mending first.
    fn advice(&self, seen: Guidance) -> Guidance {
        match (&self.turn, seen) {
            (Some(turn), Guidance::Ready | Guidance::MaskSuspected) if !turn.is_done() => match turn.side() {
                _ if self.asked > 1 && !turn.has_begun() => Guidance::TurnToCamera,
                Side::Left => Guidance::TurnLeft,
                Side::Right => Guidance::TurnRight,
            },
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
            self.presence = presence(&self.policy, &self.room);
            self.turned = 0;
            if let Some(turn) = &mut self.turn {
                turn.reset();
            }
        }
        self.last = Some(template.clone());
    }

    fn decide(&mut self) -> Option<Verdict> {
        let (similarity, live) = self.means()?;
        let (surely, surely_not) = self.policy.bounds();
        let same = similarity >= self.policy.threshold;
        let is_late = self.comparable >= self.policy.patience;
        if same && self.run.len() >= self.policy.min_frames {
            if self.is_enough(live, surely, is_late) {
                return Some(Verdict::Accepted { similarity, live });
            }
            if is_late && live <= surely_not && self.turn.is_none() {
                return Some(Verdict::Rejected(Reason::NotLive));
            }
            if self.is_measured() && self.asks(live >= surely || is_late) {
                self.ask();
            }
        }
        if !self.turn.as_ref().map_or(self.comparable >= self.policy.max_frames, Turn::is_over) {
            return None;
        }
        let is_turned = self.turn.as_ref().is_none_or(Turn::is_done);
        Some(Verdict::Rejected(match () {
            () if self.covered * 2 > self.comparable => Reason::Occluded,
            () if !same => Reason::OtherPerson,
            () if live > surely_not && !self.is_measured() => Reason::NotMeasured,
            () if live > surely_not && !is_turned => Reason::NotTurned,
            () if live < 0.0 || self.run.len() >= self.policy.min_frames => Reason::NotLive,
            () => Reason::OtherPerson,
        }))
    }

    /// Whether the evidence is enough for a yes: against a film it never is before the surroundings told something, or the head
    /// turned. Where nothing may be asked, the balance is enough, once there was time for it.
    fn is_enough(&self, live: f32, surely: f32, is_late: bool) -> bool {
        let is_turned = self.turned > 0;
        self.is_measured()
            && match self.policy.challenge {
                Challenge::Never => live >= 0.0 && (is_late || live >= surely),
                Challenge::WhenInDoubt => live >= surely,
                Challenge::Always => live >= surely && is_turned,
            }
    }

    /// Whether the second camera, where there is one, said what it can: a picture or not, or nothing in time enough.
    fn is_measured(&self) -> bool {
        match self.policy.measurement {
            Measurement::Absent => true,
            Measurement::Present => {
                self.presence.is_measured().is_some() || self.comparable >= self.policy.patience.max(LOOK)
            }
            Measurement::Demanded => self.presence.is_measured() == Some(true),
        }
    }

    /// Asks for a turn, or, after one that left it in doubt, for another.
    fn ask(&mut self) {
        let is_open = self.turn.as_ref().is_some_and(|turn| !turn.is_done());
        if let (false, Some(side)) = (is_open, self.policy.sides.get(self.asked)) {
            self.turn = Some(Turn::new(*side));
            self.asked += 1;
        }
    }

    fn asks(&self, is_time: bool) -> bool {
        is_time && self.policy.challenge != Challenge::Never
    }

    /// Mean similarity over the run's best frames, and what all of them and the turn say about life.
    fn means(&mut self) -> Option<(f32, f32)> {
        let live = self.presence.evidence(self.policy.live_threshold, self.turned)?;
        self.run.sort_by(|a, b| b.merit.total_cmp(&a.merit));
        let best = self.run.len().div_ceil(2).max(self.policy.min_frames);
        Some((mean(self.run.iter().take(best).map(|frame| frame.similarity))?, live))
    }
}

fn presence(policy: &Policy, room: &Room) -> Presence {
    Presence::in_room(policy.is_room_known).before(room).without(policy.left_out)
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
pub(crate) mod tests;
