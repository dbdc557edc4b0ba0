//! One card photo, one camera: detect, judge, align, embed, compare.
//!
//! A [`NetworkSet`] is read from manifests and checked to the bit; an [`Engine`] runs it on pictures, one at a
//! time; a [`Decider`] makes one decision out of several [`Observation`]s. Nothing here opens a camera, reads a
//! clock, or writes a picture or a feature anywhere: both live in memory and are wiped when dropped.
//!
//! | step | network | input |
//! |---|---|---|
//! | detect | YuNet | BGR 0..255, any size in multiples of 32 |
//! | align and embed | Open Model Zoo face-reidentification-retail-0095 | BGR 0..255, 128×128, five landmarks on a template |
//! | liveness | MiniFASNet, one or more | BGR 0..255, 80×80, the face box enlarged |

mod calibration;
mod decide;
mod detect;
mod embed;
mod engine;
mod error;
mod geometry;
mod liveness;
mod manifest;
mod network;
mod pad;
mod picture;
mod population;
mod quality;
mod set;
mod supply;
mod template;
pub mod twin;

pub use calibration::{Calibration, MIN_PEOPLE, threshold};
pub use decide::{Decider, Measurement, Policy, Reason, Verdict};
pub use engine::{Engine, Observation, Stage};
pub use error::Error;
pub use geometry::{FaceBox, Landmarks, Point};
pub use manifest::{Normalisation, OperatingPoint, Purpose, Subjects, Task};
pub use network::{Runtime, choose_runtime};
pub use pad::{Beside, Challenge, Cue, Placement, Presence, Room, SecondView, Shown, Side, Sides, TURN};
pub use population::{Population, Sums};
pub use quality::{Guidance, Quality};
pub use set::NetworkSet;
pub use supply::{Fetched, State, Supply, supplies};
pub use template::Template;
