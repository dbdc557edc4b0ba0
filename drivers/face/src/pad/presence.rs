//! What several frames of one face say about life, in one number.

use super::surroundings::Surroundings;
use crate::engine::Observation;

/// Scores below are doubted; faces in good light reach 0.94 and more.
const SURELY_LIVE: f32 = 0.9;

/// Gathers frames of one face.
#[derive(Debug, Default)]
pub struct Presence {
    live: f32,
    frames: usize,
    surroundings: Surroundings,
    is_room_known: bool,
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
        if let Some(glimpse) = &observation.glimpse {
            self.surroundings.push(glimpse.clone());
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

    /// Whether it is worth while to ask for a turn of the head: the score is not high, or the surroundings told nothing.
    pub fn is_doubtful(&self) -> bool {
        self.follow().is_none() || self.score().is_none_or(|score| score < SURELY_LIVE)
    }

    /// Both together, 0 to 1, living faces high; `None` without a frame.
    pub fn score(&self) -> Option<f32> {
        Some(self.networks()? * (1.0 - self.follow().unwrap_or(0.0)))
    }
}
