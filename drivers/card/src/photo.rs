//! The face photo of a card: JPEG 2000 in, a grey picture out.
//!
//! A file may claim any size, so its dimensions are checked before a pixel is allocated, and a file that was cut is refused
//! and not guessed at. The picture is wiped when it is dropped; it never prints and has no way to a disk.

use std::fmt;
use std::ops::RangeInclusive;
use std::panic::catch_unwind;

use hayro_jpeg2000::{DecodeError, DecodeSettings, DecoderContext, Image};
use image::GrayImage;
use zeroize::{Zeroize, Zeroizing};

/// The largest file: nothing longer fits into a file of the card.
const MAX_BYTES: usize = 32 * 1024;
/// Cards carry 378×472 pixels as far as is known; this leaves room on both sides.
const SIDE: RangeInclusive<u32> = 64..=1024;

/// A face photo in 8-bit grey.
#[derive(PartialEq, Eq)]
pub struct Photo(GrayImage);

/// Why a photo cannot be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PhotoError {
    /// It is longer than a file of the card can be.
    #[error("photo of {got} bytes, expected at most {MAX_BYTES}")]
    TooLong {
        /// Its length in bytes.
        got: usize,
    },
    /// Its dimensions are not those of a face photo.
    #[error("photo of {width}x{height} pixels, expected 64 to 1024 each way")]
    Size {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// It is neither grey nor of three colours, or not of 8 bits.
    #[error("photo of {channels} channels and {bits} bits, expected 1 or 3 channels of 8 bits")]
    Format {
        /// How many channels, alpha included.
        channels: u8,
        /// How many bits a sample of the first has.
        bits: u8,
    },
    /// It is no JPEG 2000 file, or a damaged one.
    #[error("damaged photo")]
    Damaged,
}

impl Photo {
    /// Decodes a JP2 file.
    pub fn decode(jp2: &[u8]) -> Result<Self, PhotoError> {
        if jp2.len() > MAX_BYTES {
            return Err(PhotoError::TooLong { got: jp2.len() });
        }
        // The decoder is not known to panic; should it, a patient still gets an answer.
        catch_unwind(|| decode_checked(jp2)).unwrap_or(Err(PhotoError::Damaged))
    }

    /// Gives the picture.
    pub fn image(&self) -> &GrayImage {
        &self.0
    }
}

fn decode_checked(jp2: &[u8]) -> Result<Photo, PhotoError> {
    let damaged = |_: DecodeError| PhotoError::Damaged;
    let settings = DecodeSettings { strict: true, ..DecodeSettings::default() };
    let file = Image::new(jp2, &settings).map_err(damaged)?;
    let (width, height) = (file.width(), file.height());
    if !SIDE.contains(&width) || !SIDE.contains(&height) {
        return Err(PhotoError::Size { width, height });
    }
    let channels = file.color_space().num_channels().saturating_add(file.has_alpha().into());
    let bits = file.original_bit_depth();
    if !matches!((channels, bits), (1 | 3, 8)) {
        return Err(PhotoError::Format { channels, bits });
    }
    let mut context = DecoderContext::default();
    let samples = Zeroizing::new(file.decode(&mut context).map_err(damaged)?.data_u8());
    if samples.len() != width as usize * height as usize * usize::from(channels) {
        return Err(PhotoError::Damaged);
    }
    let grey = match channels {
        3 => samples.chunks_exact(3).map(luma).collect(),
        _ => samples.to_vec(),
    };
    GrayImage::from_raw(width, height, grey).map(Photo).ok_or(PhotoError::Damaged)
}

/// Weighs red, green and blue as ITU-R BT.601 does.
fn luma(pixel: &[u8]) -> u8 {
    let weighted: u32 =
        pixel.iter().zip([299, 587, 114]).map(|(part, weight)| u32::from(*part) * weight).sum();
    ((weighted + 500) / 1000) as u8
}

impl fmt::Debug for Photo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Photo({}x{})", self.0.width(), self.0.height())
    }
}

impl Drop for Photo {
    fn drop(&mut self) {
        (*self.0).zeroize();
    }
}
