//! Cues that a picture of a face cannot give, from several frames: no network, and next to no time.
//!
//! One frame's liveness networks pass about half of all borderless prints (face-networks section 6). What such a print
//! cannot do is move before a room that stands still ([`Presence`]); what no print and no bent print does is turn its nose
//! out of the plane of eyes and mouth, as every head does that is turned ([`Challenge`]). A film of a turning head does;
//! there the networks, and the side that is asked for at random, are what stands in the way. A printed face that somebody
//! else wears is told by neither; only the turn tells it. This is not presentation attack detection in the sense of
//! ISO/IEC 30107-3.

mod challenge;
mod glimpse;
mod parallax;
mod presence;
mod surroundings;

pub(crate) use challenge::Turn;
pub use challenge::{Challenge, Side};
pub(crate) use glimpse::Glimpse;
pub use presence::Presence;

#[cfg(test)]
pub(crate) use parallax::tests as drawn;
#[cfg(test)]
pub(crate) use surroundings::tests::frame as drawn_frame;
