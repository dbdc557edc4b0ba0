//! Cues that a picture of a face cannot give, from several frames: pure functions on landmarks, no network.
//!
//! One frame's liveness networks pass about half of all borderless prints (face-networks section 6). What no print
//! and no bent print does is turn its nose out of the plane of eyes and mouth, as every head does that is turned.
//! A film of a turning head does; there the networks, and the side that is asked for at random, are what stands
//! in the way. This is not presentation attack detection in the sense of ISO/IEC 30107-3.

mod challenge;
mod parallax;

pub use challenge::{Challenge, Side};
pub(crate) use challenge::{Progress, Turning};

#[cfg(test)]
pub(crate) use parallax::tests as drawn;
