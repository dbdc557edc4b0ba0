//! What a camera sends, made into a picture: whole, of the size that was agreed on, or an error.

use image::RgbImage;
use nokhwa::FormatDecoder as _;
use nokhwa::pixel_format::RgbFormat;
use nokhwa::utils::{FrameFormat, Resolution};
use zeroize::Zeroizing;
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::error::CameraError;

/// Decodes one frame of a stream, whose format and size stand since it was opened.
///
/// # Errors
/// [`CameraError::BadFrame`] for a frame that is torn, damaged or of another size; the next one may be whole.
pub(crate) fn picture(format: FrameFormat, size: Resolution, sent: &[u8]) -> Result<RgbImage, CameraError> {
    let pixels = match format {
        FrameFormat::MJPEG => from_jpeg(size, sent),
        other => RgbFormat::write_output(other, size, sent).map_err(|error| error.to_string()),
    };
    let whole = pixels.map_err(CameraError::BadFrame)?;
    RgbImage::from_raw(size.width(), size.height(), whole)
        .ok_or_else(|| CameraError::BadFrame(format!("expected {size}, got fewer pixels")))
}

fn from_jpeg(size: Resolution, sent: &[u8]) -> Result<Vec<u8>, String> {
    let (width, height) = (size.width() as usize, size.height() as usize);
    // Strict: half a face under grey is no frame.
    let options = DecoderOptions::default()
        .set_strict_mode(true)
        .set_max_width(width)
        .set_max_height(height)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let with_tables = with_tables(sent);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(with_tables.as_slice()), options);
    decoder.decode_headers().map_err(|error| error.to_string())?;
    if decoder.dimensions() != Some((width, height)) {
        return Err(format!("expected {size}, got {:?}", decoder.dimensions()));
    }
    decoder.decode().map_err(|error| error.to_string())
}

const DEFINE_HUFFMAN_TABLES: u8 = 0xC4;
const START_OF_SCAN: u8 = 0xDA;
/// An APP0 segment by which a decoder knows that the tables are those of Motion-JPEG.
const MOTION_JPEG: [u8; 10] = [0xFF, 0xE0, 0, 8, b'A', b'V', b'I', b'1', 0, 0];

/// Many cameras leave out the Huffman tables, which are the same in every frame (ISO/IEC 10918-1, K.3). Such a frame is
/// marked as what it is.
fn with_tables(sent: &[u8]) -> Zeroizing<Vec<u8>> {
    let (start, segments) = sent.split_at(sent.len().min(2));
    let has_tables = markers(segments).any(|marker| marker == DEFINE_HUFFMAN_TABLES);
    let mark: &[u8] = if has_tables { &[] } else { &MOTION_JPEG };
    Zeroizing::new([start, mark, segments].concat())
}

/// Gives the markers of the segments up to the scan.
fn markers(mut rest: &[u8]) -> impl Iterator<Item = u8> {
    std::iter::from_fn(move || match *rest {
        [0xFF, marker, high, low, ..] if marker != START_OF_SCAN => {
            rest = rest.get(2 + usize::from(u16::from_be_bytes([high, low]))..).unwrap_or_default();
            Some(marker)
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::Rgb;
    use image::codecs::jpeg::JpegEncoder;

    const SIZE: Resolution = Resolution { width_x: 64, height_y: 48 };

    /// Left half red, right half blue, a shade darker from row to row.
    fn scene() -> RgbImage {
        RgbImage::from_fn(SIZE.width(), SIZE.height(), |x, y| {
            let light = 250 - 3 * y as u8;
            if x < SIZE.width() / 2 { Rgb([light, 20, 20]) } else { Rgb([20, 20, light]) }
        })
    }

    fn jpeg() -> Vec<u8> {
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, 95).encode_image(&scene()).unwrap();
        bytes
    }

    /// What a camera sends that leaves the tables out.
    fn without_tables(jpeg: &[u8]) -> Vec<u8> {
        let (mut kept, mut at) = (jpeg[..2].to_vec(), 2);
        while jpeg[at + 1] != START_OF_SCAN {
            let next = at + 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
            if jpeg[at + 1] != DEFINE_HUFFMAN_TABLES {
                kept.extend(&jpeg[at..next]);
            }
            at = next;
        }
        kept.extend(&jpeg[at..]);
        kept
    }

    fn assert_shows_the_scene(shown: &RgbImage) {
        for (x, y, expected) in [(8, 8, [226, 20, 20]), (56, 8, [20, 20, 226]), (56, 40, [20, 20, 130])] {
            let got = shown.get_pixel(x, y).0;
            let distance = (0..3).map(|channel| got[channel].abs_diff(expected[channel])).max();
            assert!(distance <= Some(12), "({x}, {y}): {got:?}");
        }
    }

    #[test]
    fn every_format_shows_what_the_camera_saw() {
        let padded = [jpeg(), vec![0; 512]].concat();
        let bare = without_tables(&jpeg());
        assert!(bare.len() + 400 < jpeg().len());
        let (yuyv, nv12) = raw();
        for (format, sent) in [
            (FrameFormat::MJPEG, jpeg()),
            (FrameFormat::MJPEG, padded),
            (FrameFormat::MJPEG, bare),
            (FrameFormat::YUYV, yuyv),
            (FrameFormat::NV12, nv12),
            (FrameFormat::RAWRGB, scene().into_raw()),
        ] {
            assert_shows_the_scene(&picture(format, SIZE, &sent).unwrap());
        }
    }

    /// The scene in ITU-R BT.601 with its foot- and headroom, in both orders of bytes.
    fn raw() -> (Vec<u8>, Vec<u8>) {
        let ycc = |pixel: &Rgb<u8>| {
            let [r, g, b] = pixel.0.map(f32::from);
            let y = 16.0 + 0.257 * r + 0.504 * g + 0.098 * b;
            let u = 128.0 - 0.148 * r - 0.291 * g + 0.439 * b;
            let v = 128.0 + 0.439 * r - 0.368 * g - 0.071 * b;
            [y, u, v].map(|value| value.round() as u8)
        };
        let scene = scene();
        let all: Vec<_> = scene.pixels().map(ycc).collect();
        let yuyv = all.chunks_exact(2).flat_map(|two| [two[0][0], two[0][1], two[1][0], two[0][2]]).collect();
        let light = all.iter().map(|one| one[0]);
        let rows = all.chunks_exact(SIZE.width() as usize).step_by(2);
        let colour = rows.flat_map(|row| row.iter().step_by(2).flat_map(|one| [one[1], one[2]]));
        (yuyv, light.chain(colour).collect())
    }

    #[test]
    fn a_frame_that_is_not_whole_or_of_another_size_is_no_picture() {
        let (yuyv, nv12) = raw();
        let large = Resolution::new(640, 480);
        for (why, format, size, sent) in [
            ("nothing", FrameFormat::MJPEG, SIZE, &[][..]),
            ("torn", FrameFormat::MJPEG, SIZE, &jpeg()[..jpeg().len() / 2]),
            ("smaller than agreed", FrameFormat::MJPEG, large, &jpeg()),
            ("larger than agreed", FrameFormat::MJPEG, Resolution::new(32, 24), &jpeg()),
            ("torn", FrameFormat::YUYV, SIZE, &yuyv[..yuyv.len() - 4]),
            ("torn", FrameFormat::NV12, SIZE, &nv12[..nv12.len() - 4]),
            ("smaller than agreed", FrameFormat::YUYV, large, &yuyv),
        ] {
            let got = picture(format, size, sent);
            assert!(matches!(got, Err(CameraError::BadFrame(_))), "{format} {why}: {got:?}");
        }
    }

    #[test]
    fn no_damage_to_a_frame_is_a_panic() {
        let whole = jpeg();
        let mut noise = 0x2545_F491_4F6C_DD1D_u64;
        let mut draw = |below: usize| {
            noise ^= noise << 13;
            noise ^= noise >> 7;
            noise ^= noise << 17;
            (noise % below as u64) as usize
        };
        for _ in 0..2_000 {
            let mut sent = whole.clone();
            for _ in 0..=draw(4) {
                let at = draw(sent.len());
                sent[at] = draw(256) as u8;
            }
            sent.truncate(whole.len() - draw(2) * draw(whole.len()));
            if let Ok(shown) = picture(FrameFormat::MJPEG, SIZE, &sent) {
                assert_eq!(shown.dimensions(), (SIZE.width(), SIZE.height()));
            }
        }
    }
}
