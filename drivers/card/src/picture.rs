//! Name and address as they are printed: PNG in, a grey picture out.
//!
//! 券面事項確認 has no text, so these pictures are its only name and address (my-number-card fact 1.5). A file may claim any
//! size, so it is checked before a pixel is allocated. File and picture are wiped when they are dropped, and neither prints.

use std::fmt;
use std::io::Cursor;
use std::ops::RangeInclusive;

use image::GrayImage;
use png::{BitDepth, ColorType, Decoder, DecodingError, Limits, Transformations};
use zeroize::{Zeroize, Zeroizing};

/// The known test card has 288×12 pixels; production cards may have more, and this leaves room.
const WIDTH: RangeInclusive<u32> = 1..=2048;
const HEIGHT: RangeInclusive<u32> = 1..=512;
/// What the decoder may allocate beside the picture.
const DECODER_BYTES: usize = 1 << 20;

/// Printed text as the card holds it, a PNG file; nobody decodes it who does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct PrintedText(Zeroizing<Vec<u8>>);

/// Printed text in 8-bit grey: 0 is black, 255 is white.
#[derive(PartialEq, Eq)]
pub struct TextPicture(GrayImage);

/// Why a picture of text cannot be decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// Its dimensions are not those of a line of text.
    #[error("picture of {width}x{height} pixels, expected at most 2048x512")]
    Size {
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
    },
    /// It is not grey, or has more than 8 bits.
    #[error("picture that is not grey of at most 8 bits")]
    Format,
    /// It is no PNG file, or a damaged one.
    #[error("damaged picture")]
    Damaged,
}

impl PrintedText {
    pub(crate) fn new(png: &[u8]) -> Self {
        Self(Zeroizing::new(png.to_vec()))
    }

    /// Decodes the picture.
    pub fn decode(&self) -> Result<TextPicture, PictureError> {
        let limits = Limits { bytes: DECODER_BYTES };
        let mut decoder = Decoder::new_with_limits(Cursor::new(self.0.as_slice()), limits);
        decoder.set_transformations(Transformations::EXPAND);
        let damaged = |_: DecodingError| PictureError::Damaged;
        let mut reader = decoder.read_info().map_err(damaged)?;
        let header = reader.info();
        let (width, height) = header.size();
        if !WIDTH.contains(&width) || !HEIGHT.contains(&height) {
            return Err(PictureError::Size { width, height });
        }
        if header.color_type != ColorType::Grayscale || header.bit_depth == BitDepth::Sixteen {
            return Err(PictureError::Format);
        }
        // A transparent colour would add a channel.
        let mut grey = Zeroizing::new(vec![0; width as usize * height as usize]);
        if reader.output_buffer_size() != Some(grey.len()) {
            return Err(PictureError::Format);
        }
        reader.next_frame(&mut grey).map_err(damaged)?;
        GrayImage::from_raw(width, height, grey.to_vec()).map(TextPicture).ok_or(PictureError::Damaged)
    }
}

impl TextPicture {
    /// Gives the picture.
    pub fn image(&self) -> &GrayImage {
        &self.0
    }
}

impl fmt::Debug for PrintedText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PrintedText(•••)")
    }
}

impl fmt::Debug for TextPicture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TextPicture({}x{})", self.0.width(), self.0.height())
    }
}

impl Drop for TextPicture {
    fn drop(&mut self) {
        (*self.0).zeroize();
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn png(size: (u32, u32), colour: ColorType, depth: BitDepth, row: &[u8]) -> PrintedText {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, size.0, size.1);
        encoder.set_color(colour);
        encoder.set_depth(depth);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&row.repeat(size.1 as usize)).unwrap();
        writer.finish().unwrap();
        PrintedText(Zeroizing::new(file))
    }

    fn stripes() -> PrintedText {
        png((16, 12), ColorType::Grayscale, BitDepth::One, &[0b1010_1010, 0xFF])
    }

    #[test]
    fn one_bit_becomes_black_or_white() {
        let picture = stripes().decode().unwrap();
        assert_eq!(picture.image().dimensions(), (16, 12));
        for (x, _, pixel) in picture.image().enumerate_pixels() {
            assert_eq!(pixel.0, [if x < 8 && x % 2 == 1 { 0 } else { 255 }], "{x}");
        }
        assert_eq!(format!("{picture:?} {:?}", stripes()), "TextPicture(16x12) PrintedText(•••)");
    }

    #[test]
    fn what_is_no_line_of_text_is_refused() {
        let rows = [
            (
                png((2049, 1), ColorType::Grayscale, BitDepth::One, &[0; 257]),
                PictureError::Size { width: 2049, height: 1 },
            ),
            (
                png((1, 513), ColorType::Grayscale, BitDepth::One, &[0]),
                PictureError::Size { width: 1, height: 513 },
            ),
            (png((2, 2), ColorType::Rgb, BitDepth::Eight, &[0; 6]), PictureError::Format),
            (png((2, 2), ColorType::GrayscaleAlpha, BitDepth::Eight, &[0; 4]), PictureError::Format),
            (png((2, 2), ColorType::Grayscale, BitDepth::Sixteen, &[0; 4]), PictureError::Format),
            (PrintedText::new(b"\x89PNG\r\n\x1a\n"), PictureError::Damaged),
            (PrintedText::new(b""), PictureError::Damaged),
        ];
        for (file, error) in rows {
            assert_eq!(file.decode(), Err(error));
        }
    }

    #[test]
    fn a_cut_picture_is_refused() {
        let whole = stripes().0;
        // The last twelve bytes are the chunk that ends the file, after all pixels.
        for cut in 0..whole.len() - 12 {
            assert!(PrintedText::new(&whole[..cut]).decode().is_err(), "cut at {cut}");
        }
    }

    proptest! {
        #[test]
        fn a_damaged_picture_never_panics(at in 0usize..60, to in any::<u8>()) {
            let mut damaged = stripes();
            let at = at % damaged.0.len();
            damaged.0[at] = to;
            let _ = damaged.decode();
        }
    }
}
