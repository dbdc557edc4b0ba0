//! The second camera: what stands before the kiosk, measured in another way than by colour.
//!
//! A depth camera tells how far each point is; an infrared one, how much of its own light comes back. Both are ports beside
//! the colour camera's: [`open_second`] takes a device over V4L2, [`DrawnSecond`] the drawn scene that the drawn colour
//! camera sees. A [`SecondFrame`] is as personal as a colour frame: wiped when it is dropped, and never printed.

mod decode;
mod device;
mod drawn;

pub use device::{Wish, open_second};
pub use drawn::DrawnSecond;

use std::fmt;
use std::time::{Duration, Instant};

use image::{ImageBuffer, Luma};
use zeroize::Zeroize;

use crate::error::CameraError;
use crate::served::Taken;

/// One number per pixel.
pub type Values = ImageBuffer<Luma<u16>, Vec<u16>>;

/// What a second camera measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// The distance along the camera's axis, in millimetres; 0 where nothing could be measured.
    Depth,
    /// Infrared light, 0 to 65,535, in frames that the camera's own lamp lights and, mostly in turn, others that it does not.
    Infrared,
}

impl Measure {
    /// Its name, as the configuration has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Depth => "depth",
            Self::Infrared => "infrared",
        }
    }
}

/// One frame and when it was taken.
pub struct SecondFrame {
    /// What the values mean.
    pub measure: Measure,
    /// The values.
    pub image: Values,
    /// When it was taken.
    pub taken: Instant,
}

/// Something that measures; as a [`crate::Camera`], it costs nothing while nobody asks it.
pub trait SecondCamera: Send {
    /// What its frames measure.
    fn measure(&self) -> Measure;

    /// Waits for the next frame, no longer than `timeout`; one that was asked for in vain comes with a later call.
    ///
    /// # Errors
    /// [`CameraError::Stalled`] when no frame came in time, and the ends that a camera can come to.
    fn next_frame(&mut self, timeout: Duration) -> Result<SecondFrame, CameraError>;

    /// What it is, for the clerk and for `doctor`.
    fn describe(&self) -> String;
}

impl Taken for SecondFrame {
    fn taken(&self) -> Instant {
        self.taken
    }
}

impl Drop for SecondFrame {
    fn drop(&mut self) {
        self.image.as_flat_samples_mut().samples.zeroize();
    }
}

impl fmt::Debug for SecondFrame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (width, height) = self.image.dimensions();
        write!(f, "SecondFrame({} {width}x{height}, redacted)", self.measure.name())
    }
}
