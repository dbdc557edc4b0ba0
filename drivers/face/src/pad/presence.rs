//! What several frames of one face say about life, as one weight of evidence.
//!
//! Each cue adds what it is worth in log-odds (Good 1950), as measured on composed videos and rounded towards nothing, and each
//! is held within bounds. A living face is weighed against two things that it might be instead (Armitage 1950), and the one that
//! it is harder to tell from decides:
//!
//! * a picture on paper, which is flat, and moves with all that is on it, but may please networks and room where somebody wears it;
//! * a film, which is as deep as the head was and turned its head as the head did, but is shown on something that a hand holds.
//!
//! Networks alone are enough against neither, and against a film they are worth little: it pleases them nearly as often as people
//! do. A sequential test (Wald 1945) then asks of the sum whether it is sure.

use super::border::Border;
use super::glimpse::Glimpse;
use super::light::Echo;
use super::moire::Moire;
use super::relief::{self, Turned};
use super::room::Room;
use super::second::Tally;
use super::surroundings::Surroundings;
use crate::engine::Observation;

/// What the networks can say at most and at least.
const NETWORKS: (f32, f32) = (-6.0, 2.5);
/// And against a film at most: six to eight of ten composed tablets please them. One before a plain wall must then turn three times.
const FILM_PLEASES: f32 = 1.0;
/// A room that stood still, and what is taken off per share of the face's way that it went along, at most.
const STILL: f32 = 0.4;
const FOLLOWS: f32 = 8.0;
const FOLLOWED: f32 = -4.0;
/// A nose that stood out of the face as it turned, and none in as many frames as usually show one.
const DEEP: f32 = 3.0;
const FLAT: f32 = -2.0;
/// The head was turned as asked; films were made beforehand, and turn to the side that was drawn every other time: ln 2, each time.
const TURNED: f32 = 3.0;
const FILM_TURNED: f32 = std::f32::consts::LN_2;
/// The camera sees a room that stands, or one that goes about as what is in a hand does.
const STANDS: f32 = 3.0;
const HELD: f32 = -3.0;
/// What lies beside the face is not the kiosk's room: a film on a stand is taken for twice as likely as a room that was rearranged.
const ELSEWHERE: f32 = -std::f32::consts::LN_2;
/// The face takes the light of the kiosk's own screen, as what shines by itself does not.
const LIT: f32 = 2.0;
/// A lattice on the face, and straight edges about it that travel with it: neither paper nor screen is a living face. A closed frame
/// that stands may be a window.
const MOIRE: f32 = -4.0;
const TRAVELS: f32 = -4.0;
const FRAMED: f32 = -1.0;

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

/// What the evidence is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cue {
    /// The liveness networks.
    Networks,
    /// Whether what lies beside the face goes with it.
    Surroundings,
    /// Whether it stands to the pixel.
    Stand,
    /// Whether the nose stands out of the face.
    Depth,
    /// Whether the face takes the light of the kiosk's screen.
    Light,
    /// Whether a screen's pixels beat with the camera's.
    Moire,
    /// Whether straight edges about the face travel with it.
    Border,
    /// The turns of the head that were asked for.
    Turn,
}

impl Cue {
    /// Every cue.
    pub const ALL: [Self; 8] = [
        Self::Networks,
        Self::Surroundings,
        Self::Stand,
        Self::Depth,
        Self::Light,
        Self::Moire,
        Self::Border,
        Self::Turn,
    ];
}

/// Gathers frames of one face.
#[derive(Debug, Default)]
pub struct Presence {
    live: f32,
    frames: usize,
    surroundings: Surroundings,
    relief: Relief,
    moire: Moire,
    border: Border,
    beside: Tally,
    echo: Echo,
    room: Room,
    /// In how many frames the face was before the room that the kiosk knows, and in how many before another.
    before: (usize, usize),
    is_room_known: bool,
    left_out: Option<Cue>,
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

    /// With what the kiosk knows of its room.
    pub fn before(self, room: &Room) -> Self {
        Self { room: room.clone(), ..self }
    }

    /// Leaves a cue out of the evidence, to measure what it is worth.
    pub fn without(self, left_out: Option<Cue>) -> Self {
        Self { left_out, ..self }
    }

    /// Takes one more frame; one that could not be judged changes nothing.
    pub fn push(&mut self, observation: &Observation) {
        let Some(live) = observation.live else { return };
        self.live += live;
        self.frames += 1;
        self.beside.push(observation.beside);
        if let Some(glimpse) = &observation.glimpse {
            self.surroundings.push(glimpse.clone());
            match self.room.is_behind(glimpse) {
                Some(true) => self.before.0 += 1,
                Some(false) => self.before.1 += 1,
                None => {}
            }
            self.relief.push(glimpse);
            self.border.push(glimpse);
            if let Some(spectrum) = &glimpse.spectrum {
                self.moire.push(spectrum);
            }
        }
        if let Some((shown, tint)) = observation.shown.zip(observation.tint) {
            self.echo.push(shown, tint);
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

    /// Whether the surroundings stand to the pixel as a room does, or go about as on a screen in a hand; `None` until known.
    pub fn stands(&self) -> Option<bool> {
        self.surroundings.stand()
    }

    /// Whether the face is seen before the room that the kiosk knows; `None` where it knows none, or too little is in sight.
    pub fn is_at_home(&self) -> Option<bool> {
        let (here, elsewhere) = self.before;
        (here + elsewhere > 0).then_some(here >= elsewhere)
    }

    /// Whether the face surely takes the light of the kiosk's own screen.
    pub fn is_lit(&self) -> bool {
        self.echo.is_heard()
    }

    /// Whether a lattice of pixels or dots was seen on the face, and by how much its strongest peak stood out, as a logarithm.
    pub fn shows_lattice(&self) -> (bool, f32) {
        (self.moire.is_seen(), self.moire.strongest())
    }

    /// Whether straight edges travelled with the face; `Some(false)` where they close it in and stand.
    pub fn border_travels(&self) -> Option<bool> {
        let is_framed = self.border.is_framed();
        (self.border.travels() || is_framed).then(|| self.border.travels())
    }

    /// The log-odds of a living face where the networks are undecided at `threshold`, 0 to 1, and the head was turned as it was
    /// asked to be so many `turns`; `None` without a frame.
    pub fn evidence(&self, threshold: f32, turns: usize) -> Option<f32> {
        let networks = (log_odds(self.networks()?) - log_odds(threshold)).clamp(NETWORKS.0, NETWORKS.1);
        let networks = self.counted(Cue::Networks, networks);
        let (no_picture, no_film) = (if turns > 0 { TURNED } else { 0.0 }, FILM_TURNED * turns as f32);
        let against_picture = networks
            + self.counted(Cue::Surroundings, self.room())
            + self.counted(Cue::Depth, self.depth())
            + self.counted(Cue::Turn, no_picture);
        let against_film = networks.min(FILM_PLEASES)
            + self.counted(Cue::Stand, self.stand())
            + self.counted(Cue::Light, if self.is_lit() { LIT } else { 0.0 })
            + self.counted(Cue::Turn, no_film);
        Some(
            against_picture.min(against_film)
                + self.counted(Cue::Moire, if self.moire.is_seen() { MOIRE } else { 0.0 })
                + self.counted(Cue::Border, self.border())
                + self.beside.evidence(),
        )
    }

    fn counted(&self, cue: Cue, worth: f32) -> f32 {
        if self.left_out == Some(cue) { 0.0 } else { worth }
    }

    fn border(&self) -> f32 {
        self.border_travels().map_or(0.0, |travels| if travels { TRAVELS } else { FRAMED })
    }

    fn room(&self) -> f32 {
        self.follow().map_or(0.0, |follow| (STILL - FOLLOWS * follow).max(FOLLOWED))
    }

    fn depth(&self) -> f32 {
        self.is_deep().map_or(0.0, |is_deep| if is_deep { DEEP } else { FLAT })
    }

    fn stand(&self) -> f32 {
        match (self.stands(), self.is_at_home()) {
            (Some(false), _) => HELD,
            (Some(true) | None, Some(false)) => ELSEWHERE,
            (Some(true), Some(true) | None) => STANDS,
            (None, Some(true) | None) => 0.0,
        }
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
