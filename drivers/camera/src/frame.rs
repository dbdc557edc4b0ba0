//! One picture, wiped when dropped.

use std::fmt;
use std::time::Instant;

use image::RgbImage;
use zeroize::Zeroize;

/// One picture and when it was taken.
pub struct Frame {
    /// The picture.
    pub image: RgbImage,
    /// When it was taken.
    pub taken: Instant,
}

impl Drop for Frame {
    fn drop(&mut self) {
        self.image.as_flat_samples_mut().samples.zeroize();
    }
}

impl fmt::Debug for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Frame({}x{}, redacted)", self.image.width(), self.image.height())
    }
}
