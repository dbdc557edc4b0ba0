//! What several frames of one face say about life, as one weight of evidence.
//!
//! Each cue adds what it is worth in log-odds (Good 1950), as measured on composed videos and rounded towards nothing, and each
//! is held within bounds: the networks and the room together are never enough to be sure, because a printed face that somebody
//! wears pleases both; depth seen, or a turn of the head, must come to it. A sequential test (Wald 1945) then asks of the sum whether it is sure.

use super::glimpse::Glimpse;
use super::relief::{self, Turned};
use super::second::Tally;
use super::surroundings::Surroundings;
use crate::engine::Observation;

/// What the networks can say at most and at least.
const NETWORKS: (f32, f32) = (-6.0, 2.5);
/// A room that stood still, and what is taken off per share of the face's way that it went along, at most.
const STILL: f32 = 0.4;
const FOLLOWS: f32 = 8.0;
const FOLLOWED: f32 = -4.0;
/// A nose that stood out of the face as it turned, and none in as many frames as usually show one.
const DEEP: f32 = 3.0;
const FLAT: f32 = -2.0;
/// The head was turned as asked.
pub(crate) const TURNED: f32 = 3.0;

/// The nose shows that sine of a turn, and so many standard errors, where there is one.
const NOSE: (f32, f32) = (0.012, 4.5);
/// In so many frames, since one may slip.
const SEEN: usize = 2;
/// After so many frames without a nose the face is flat; but those in which it went less far from the first, in widths of it,
/// say nothing: whoever keeps quite still is no picture.
const LOOKED: usize = 8;
const MOVED: f32 = 0.02;
/// After so many frames that cannot be followed from the first, another one is the first.
const LOST: usize = 3;

/// Gathers frames of one face.
#[derive(Debug, Default)]
pub struct Presence {
    live: f32,
    frames: usize,
    surroundings: Surroundings,
    relief: Relief,
    beside: Tally,
    is_room_known: bool,
}

/// In how many frames the face had moved, and in how many it showed a nose.
#[derive(Debug, Default)]
struct Relief {
    first: Option<Glimpse>,
    moved: usize,
    deep: usize,
    lost: usize,
}

impl Presence {
    /// In a room of which it `is_known` that something with texture is always seen behind patients: there a face that moves
    /// before nothing is a picture.
    pub fn in_room(is_known: bool) -> Self {
        Self { is_room_known: is_known, ..Self::default() }
    }

    /// Takes one more frame; one that could not be judged changes nothing.
    pub fn push(&mut self, observation: &Observation) {
        let Some(live) = observation.live else { return };
        self.live += live;
        self.frames += 1;
        self.beside.push(observation.beside);
        if let Some(glimpse) = &observation.glimpse {
            self.surroundings.push(glimpse.clone());
            self.relief.push(glimpse);
        }
    }

    /// How many frames were judged.
    pub fn frames(&self) -> usize {
        self.frames
    }

    /// The mean of the liveness networks over the frames, 0 to 1; `None` without a frame.
    pub fn networks(&self) -> Option<f32> {
        (self.frames > 0).then(|| self.live / self.frames as f32)
    }

    /// How far what lies beside the face moved with it: 0 is a room, 1 a held-up picture that fills the view. `None` where
    /// too little moved, or nothing beside the face has texture.
    pub fn follow(&self) -> Option<f32> {
        let is_picture = self.is_room_known && self.surroundings.is_blank();
        self.surroundings.follow().or(is_picture.then_some(1.0))
    }

    /// Whether the face has depth: a nose was seen to stand out, or, in frames enough, was not. `None` until then.
    pub fn is_deep(&self) -> Option<bool> {
        match &self.relief {
            relief if relief.deep >= SEEN => Some(true),
            relief => (relief.moved >= LOOKED).then_some(false),
        }
    }

    /// Whether a second camera measured a living face, or a picture; `None` until it told.
    pub fn is_measured(&self) -> Option<bool> {
        self.beside.verdict()
    }

    /// The log-odds of a living face where the networks are undecided at `threshold`, 0 to 1; `None` without a frame.
    pub fn evidence(&self, threshold: f32) -> Option<f32> {
        let networks = (log_odds(self.networks()?) - log_odds(threshold)).clamp(NETWORKS.0, NETWORKS.1);
        let room = self.follow().map_or(0.0, |follow| (STILL - FOLLOWS * follow).max(FOLLOWED));
        let depth = self.is_deep().map_or(0.0, |is_deep| if is_deep { DEEP } else { FLAT });
        Some(networks + room + depth + self.beside.evidence())
    }
}

impl Relief {
    fn push(&mut self, next: &Glimpse) {
        let Some(first) = &self.first else {
            self.first = Some(next.clone());
            return;
        };
        let Some(turned) = relief::turned(first, next) else {
            self.lost += 1;
            if self.lost >= LOST {
                (self.first, self.lost) = (Some(next.clone()), 0);
            }
            return;
        };
        self.moved += usize::from(turned.way >= MOVED);
        self.deep += usize::from(shows_nose(&turned));
    }
}

fn shows_nose(turned: &Turned) -> bool {
    turned.nose >= NOSE.0 && turned.nose >= NOSE.1 * turned.error
}

/// Of a probability, which is kept off 0 and 1.
fn log_odds(probability: f32) -> f32 {
    let p = probability.clamp(1e-4, 1.0 - 1e-4);
    (p / (1.0 - p)).ln()
}
