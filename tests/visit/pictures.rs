//! Pictures that no camera and no card should give: two thousand damaged ones, and some that are whole but strange.
//!
//! Each goes the way of a still to the networks. It is shown, or refused in words; nothing panics, nothing hangs.

use camera::{Camera as _, CameraError, Stills};
use face::Engine;
use image::{DynamicImage, ImageFormat, RgbImage};
use madoguchi::models::rehearsal_engine;
use madoguchi_tests::repository;
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use std::io::Cursor;
use std::path::Path;
use std::time::Duration;

fn engine() -> Engine {
    rehearsal_engine(Some(&repository().join("models")), &[]).unwrap()
}

fn encoded(picture: RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// One still, alone in its folder, as the camera shows it.
fn shown(bytes: &[u8], folder: &Path) -> Result<RgbImage, CameraError> {
    std::fs::write(folder.join("still.png"), bytes).unwrap(); // The name says PNG, whatever it is.
    let frame = Stills::open(folder, Duration::ZERO)?.next_frame(Duration::ZERO)?;
    Ok(frame.image.clone())
}

/// Whether the networks could look at it, as a frame and as a card photo; a refusal has words.
fn looked_at(engine: &mut Engine, picture: &RgbImage) -> bool {
    let grey = DynamicImage::ImageRgb8(picture.clone()).into_luma8();
    let refusals = [engine.observe(picture, None).err(), engine.card_template(&grey).err()];
    for refusal in refusals.iter().flatten() {
        assert!(refusal.to_string().len() > 10, "{refusal:?}");
    }
    refusals[0].is_none()
}

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(repository().join("tests/fixtures/pictures").join(name)).unwrap()
}

/// Bytes that were changed, cut, doubled or blanked.
fn damaged(whole: &[u8], chance: &mut StdRng) -> Vec<u8> {
    let mut bytes = whole.to_vec();
    let (from, to) = (chance.gen_range(0..bytes.len()), chance.gen_range(0..=bytes.len()));
    let span = from.min(to)..from.max(to);
    match chance.gen_range(0..5) {
        0 => bytes.truncate(from),
        1 => bytes[span].fill(0),
        2 => bytes.extend_from_slice(&whole[span]),
        3 => drop(bytes.drain(span)),
        _ => (0..chance.gen_range(1..12)).for_each(|_| {
            let at = chance.gen_range(0..bytes.len());
            bytes[at] = chance.r#gen();
        }),
    }
    bytes
}

#[test]
fn two_thousand_damaged_pictures_are_shown_or_refused() {
    let picture = RgbImage::from_fn(96, 80, |x, y| image::Rgb([x as u8 * 2, y as u8 * 3, (x * y) as u8]));
    let mut wholes =
        ["cmyk.jpg", "progressive.jpg", "grey.jpg", "animated.png", "deep.png"].map(fixture).to_vec();
    wholes.push(encoded(picture.clone(), ImageFormat::Jpeg));
    wholes.push(encoded(picture, ImageFormat::Png));
    let (mut engine, folder) = (engine(), tempfile::tempdir().unwrap());
    let mut chance = StdRng::seed_from_u64(4);
    let (mut seen, mut refused) = (0, 0);
    for round in 0..2_000 {
        match shown(&damaged(&wholes[round % wholes.len()], &mut chance), folder.path()) {
            // The networks need not look at each: every tenth, and every one of another size.
            Ok(picture) if round % 10 == 0 || picture.dimensions() != (96, 80) => {
                seen += usize::from(looked_at(&mut engine, &picture));
            }
            Ok(_) => {}
            Err(error) => {
                assert!(matches!(&error, CameraError::BadFrame(words) if !words.is_empty()), "{error:?}");
                refused += 1;
            }
        }
    }
    assert!(seen > 20 && refused > 500, "{seen} seen, {refused} refused: both ways were gone");
}

#[test]
fn strange_pictures_are_shown_or_refused_in_words() {
    let plain = |width, height| encoded(RgbImage::new(width, height), ImageFormat::Png);
    let mut zero = plain(1, 1);
    zero[16..20].fill(0); // The width, in the header.
    let (mut engine, folder) = (engine(), tempfile::tempdir().unwrap());
    for (what, bytes, is_shown, is_looked_at) in [
        ("nothing", Vec::new(), false, false),
        ("no width", zero, false, false),
        ("one pixel", plain(1, 1), true, false),
        ("a line", plain(640, 1), true, false),
        ("8k", plain(7680, 4320), true, false),
        ("CMYK", fixture("cmyk.jpg"), true, true),
        ("sixteen bits", fixture("deep.png"), true, true),
        ("an animated PNG", fixture("animated.png"), true, true),
        ("an animated GIF", fixture("animated.gif"), false, false),
    ] {
        let picture = shown(&bytes, folder.path());
        assert_eq!(picture.is_ok(), is_shown, "{what}: {:?}", picture.err());
        if let Ok(picture) = picture {
            assert_eq!(looked_at(&mut engine, &picture), is_looked_at, "{what}");
        }
    }
}
