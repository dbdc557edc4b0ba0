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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const GREY: &[u8] = include_bytes!("../tests/card/fixtures/grey.jp2");
    const COLOUR: &[u8] = include_bytes!("../tests/card/fixtures/colour.jp2");

    #[test]
    fn a_grey_picture_comes_out_as_it_went_in() {
        let photo = Photo::decode(GREY).unwrap();
        assert_eq!(photo.image().dimensions(), (378, 472));
        for (x, y, pixel) in photo.image().enumerate_pixels() {
            assert_eq!(u32::from(pixel.0[0]), (x / 16 * 7 + y / 16 * 5) % 256, "{x} {y}");
        }
        assert_eq!(format!("{photo:?}"), "Photo(378x472)");
    }

    #[test]
    fn colours_become_grey() {
        let photo = Photo::decode(COLOUR).unwrap();
        assert_eq!(photo.image().dimensions(), (64, 80));
        // 0.299 · 200 + 0.587 · 100 + 0.114 · 50
        assert!(photo.image().pixels().all(|pixel| pixel.0 == [124]));
    }

    #[test]
    fn what_is_no_face_photo_is_refused() {
        let rows: [(&[u8], PhotoError); 6] = [
            (include_bytes!("../tests/card/fixtures/narrow.jp2"), PhotoError::Size { width: 63, height: 80 }),
            (include_bytes!("../tests/card/fixtures/alpha.jp2"), PhotoError::Format { channels: 4, bits: 8 }),
            (include_bytes!("../tests/card/fixtures/deep.jp2"), PhotoError::Format { channels: 1, bits: 16 }),
            (&[0; 32 * 1024 + 1], PhotoError::TooLong { got: 32 * 1024 + 1 }),
            (b"\x89PNG\r\n\x1a\n", PhotoError::Damaged),
            (&[], PhotoError::Damaged),
        ];
        for (file, error) in rows {
            assert_eq!(Photo::decode(file), Err(error));
        }
    }

    #[test]
    fn a_cut_photo_is_refused_and_not_guessed_at() {
        // The last two bytes are the marker that ends the codestream.
        for cut in (0..GREY.len() - 2).step_by(7) {
            assert!(Photo::decode(&GREY[..cut]).is_err(), "cut at {cut}");
        }
    }

    #[test]
    fn a_forged_size_is_refused_before_a_pixel_is_allocated() {
        let siz = GREY.windows(2).position(|marker| marker == [0xFF, 0x51]).unwrap();
        let mut forged = GREY.to_vec();
        forged[siz + 6..siz + 14].fill(0x7F);
        assert!(Photo::decode(&forged).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn a_damaged_photo_never_panics(at in 0usize..2278, to in any::<u8>()) {
            let mut damaged = GREY.to_vec();
            damaged[at] = to;
            let _ = decode_checked(&damaged);
        }
    }
}
