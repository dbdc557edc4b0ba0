//! Cues that a picture of a face cannot give, from several frames: no network, and next to no time.
//!
//! One frame's liveness networks pass about half of all borderless prints (face-networks section 6). What such a print
//! cannot do is move before a room that stands still; what no print and no bent print does is show a nose that stands out
//! of its face, be it in the small turns of whoever stands there ([`Presence`]), or in the turn that is asked for
//! ([`Challenge`]). A film of a turning head does both, but nothing in a hand stands as the room behind a patient stands, and
//! nothing that shines takes the light of the kiosk's own screen; and where a film stands, it seldom shows the room that the kiosk
//! knows ([`Room`]). A second camera ([`Beside`]) measures what a picture is made of. Without one a mask with a nose of its own is
//! told by the networks alone, and so is a tablet on a stand before a wall without texture. These cues were measured on
//! composed attacks only, in the terms of ISO/IEC 30107-3, and by no laboratory.

mod border;
mod challenge;
mod depth;
mod glimpse;
mod infrared;
mod light;
mod moire;
mod parallax;
mod presence;
mod relief;
mod room;
mod second;
mod surroundings;

pub(crate) use challenge::Turn;
pub use challenge::{Challenge, Side, Sides, TURN};
pub(crate) use glimpse::Glimpse;
pub use light::Shown;
pub(crate) use light::tint;
pub use presence::{Cue, Presence};
pub use room::Room;
pub(crate) use second::Told;
pub use second::{Beside, Placement, SecondView};

#[cfg(test)]
pub(crate) use parallax::tests as drawn;
#[cfg(test)]
pub(crate) use surroundings::tests::frame as drawn_frame;
