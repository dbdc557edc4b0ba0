//! Frames from a camera, from pictures, or from a drawn scene.
//!
//! One trait, three ways to see: [`open_device`] takes a USB camera, [`Stills`] a folder of pictures, and
//! [`DrawnCamera`] a scene with one of the drawn people. Nothing here keeps, writes or logs a picture: a [`Frame`]
//! is wiped when it is dropped. Beside it stands the port of a [`SecondCamera`] for depth or infrared. A camera that nobody asks for frames costs no processor time.

mod decode;
mod device;
mod drawn;
mod error;
mod frame;
mod rhythm;
mod second;
mod served;
mod stills;
mod walk_up;

pub use device::open_device;
pub use drawn::{DrawnCamera, Scene, SceneHandle};
pub use error::CameraError;
pub use frame::Frame;
pub use second::{DrawnSecond, Measure, SecondCamera, SecondFrame, Values, Wish, open_second};
pub use stills::Stills;

use std::time::Duration;

/// Something that sees.
pub trait Camera: Send {
    /// Waits for the next frame, no longer than `timeout`.
    ///
    /// # Errors
    /// [`CameraError::Stalled`] when no frame came in time, and the ends that a camera can come to.
    fn next_frame(&mut self, timeout: Duration) -> Result<Frame, CameraError>;

    /// What it is, for the clerk and for `doctor`.
    fn describe(&self) -> String;
}
