//! Pictures made into what a card holds, and into what a camera sees of somebody with a mask.

use crate::commands::Error;
use face::FaceBox;
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{FilterType, crop_imm, resize};
use image::{DynamicImage, GrayImage, Rgb, RgbImage};
use std::io::ErrorKind;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// A card photo that was measured: 180x225 grey pixels, 45 of them between the eyes, in about 6 kB.
const SIZE: (u32, u32) = (180, 225);
const EYES_APART: f32 = 45.0;
const BYTES: usize = 6_000;
/// Where the eyes are, in parts of the height.
const EYES_AT: f32 = 0.44;
/// The cloth of a mask.
const CLOTH: Rgb<u8> = Rgb([160, 200, 225]);

/// The encoder of the reference library (Debian: libopenjp2-tools); no crate that is kept here writes JPEG 2000.
const ENCODER: &str = "opj_compress";

/// What card photos are compressed with on this machine, in words.
pub(super) fn compression() -> &'static str {
    let found = Command::new(ENCODER).arg("-h").stdout(Stdio::null()).stderr(Stdio::null()).status();
    match found {
        Ok(_) => "JPEG 2000, as on a card",
        Err(_) => "JPEG, which loses rather more than a card's JPEG 2000: opj_compress is not installed",
    }
}

/// The card photo of a face: cut out, reduced, grey, and compressed to a card's size.
///
/// # Errors
/// What the encoder says.
pub(super) fn card(picture: &RgbImage, face: &FaceBox) -> Result<RgbImage, Error> {
    let middle = [0, 1].map(|eye: usize| face.landmarks[eye]);
    let (x, y) = ((middle[0].x + middle[1].x) / 2.0, (middle[0].y + middle[1].y) / 2.0);
    let (width, height) = (picture.width() as f32, picture.height() as f32);
    let wanted = face.eye_distance() / EYES_APART;
    let scale = wanted.min(width / SIZE.0 as f32).min(height / SIZE.1 as f32);
    let (wide, high) = (SIZE.0 as f32 * scale, SIZE.1 as f32 * scale);
    let left = (x - wide / 2.0).clamp(0.0, (width - wide).max(0.0)) as u32;
    let top = (y - high * EYES_AT).clamp(0.0, (height - high).max(0.0)) as u32;
    let cut = crop_imm(picture, left, top, wide as u32, high as u32).to_image();
    let grey = DynamicImage::ImageRgb8(resize(&cut, SIZE.0, SIZE.1, FilterType::Triangle)).into_luma8();
    let photo = match jpeg2000(&grey)? {
        Some(photo) => photo,
        None => jpeg(&grey)?,
    };
    Ok(DynamicImage::ImageLuma8(photo).into_rgb8())
}

/// Through the encoder and back through the kiosk's own decoder; `None` where the encoder is not installed.
fn jpeg2000(grey: &GrayImage) -> Result<Option<GrayImage>, Error> {
    let folder = std::env::temp_dir().join(format!("madoguchi-card-{}", std::process::id()));
    std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&folder)?;
    let photo = encoded_in(&folder, grey);
    std::fs::remove_dir_all(&folder)?;
    photo
}

fn encoded_in(folder: &Path, grey: &GrayImage) -> Result<Option<GrayImage>, Error> {
    let [from, to] = ["photo.png", "photo.jp2"].map(|name| folder.join(name));
    grey.save(&from)?;
    let ratio = f64::from(grey.width() * grey.height()) / BYTES as f64;
    let mut encoder = Command::new(ENCODER);
    encoder.arg("-i").arg(&from).arg("-o").arg(&to).args(["-I", "-r", &ratio.to_string()]);
    match encoder.output() {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
        Ok(told) if !told.status.success() => {
            return Err(format!("{ENCODER}: {}", String::from_utf8_lossy(&told.stderr)).into());
        }
        Ok(_) => {}
    }
    Ok(Some(::card::Photo::decode(&std::fs::read(&to)?)?.image().clone()))
}

/// At the best quality that fits.
fn jpeg(grey: &GrayImage) -> Result<GrayImage, Error> {
    for quality in (5..=95).rev().step_by(5) {
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(grey)?;
        if bytes.len() <= BYTES {
            return Ok(image::load_from_memory(&bytes)?.into_luma8());
        }
    }
    Err("no quality brings the card photo to its size".into())
}

/// The same picture with a mask painted from the bridge of the nose to the chin.
pub(super) fn masked(picture: &RgbImage, face: &FaceBox) -> RgbImage {
    let ([right, left, nose, lips, _], eyes) = (face.landmarks, face.eye_distance());
    let (top, low) = (nose.y - 0.25 * eyes, lips.y + 0.75 * eyes);
    let middle = (right.x + left.x + nose.x) / 3.0;
    let mut painted = picture.clone();
    for (x, y, pixel) in painted.enumerate_pixels_mut() {
        let down = (y as f32 - top) / (low - top);
        let half = eyes * (1.0 - 0.35 * down.max(0.0));
        if (0.0..=1.0).contains(&down) && (x as f32 - middle).abs() <= half {
            *pixel = CLOTH;
        }
    }
    painted
}

#[cfg(test)]
mod tests {
    use super::*;
    use face::Point;

    #[test]
    fn a_card_photo_is_small_and_grey_and_a_mask_leaves_the_eyes_free() {
        let at = |x: f32, y: f32| Point { x, y };
        let landmarks =
            [at(100.0, 110.0), at(150.0, 110.0), at(125.0, 140.0), at(105.0, 165.0), at(145.0, 165.0)];
        let face = FaceBox { x: 80.0, y: 70.0, width: 90.0, height: 120.0, score: 0.9, landmarks };
        let picture = RgbImage::from_fn(250, 250, |x, y| Rgb([x as u8, y as u8, (x * y / 9) as u8]));
        let photo = card(&picture, &face).unwrap();
        assert_eq!(photo.dimensions(), SIZE);
        assert!(photo.pixels().all(|pixel| pixel[0] == pixel[1] && pixel[1] == pixel[2]));
        let painted = masked(&picture, &face);
        assert_eq!(painted.get_pixel(125, 165), &CLOTH);
        assert_eq!(painted.get_pixel(100, 110), picture.get_pixel(100, 110));
    }
}
