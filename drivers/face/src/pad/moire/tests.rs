//! Drawn faces with a lattice on them, and with what is none.

use super::*;
use crate::geometry::Point;

/// A number from 0 to 1 that a place and a moment always have.
fn chance(x: u32, y: u32, t: u32) -> f32 {
    let mut n = x.wrapping_mul(0x9E37_79B1) ^ y.wrapping_mul(0x85EB_CA77) ^ t.wrapping_mul(0xC2B2_AE3D);
    n = (n ^ (n >> 15)).wrapping_mul(0x2C1B_3C6D);
    n = (n ^ (n >> 12)).wrapping_mul(0x297A_2D39);
    (n ^ (n >> 15)) as f32 / u32::MAX as f32
}

/// What is added to a face of one tone: by place, and by frame.
type Drawn = fn(f32, f32, f32) -> f32;

fn face() -> FaceBox {
    let at = |x: f32, y: f32| Point::new(x, y);
    let landmarks =
        [at(290.0, 215.0), at(350.0, 215.0), at(320.0, 250.0), at(295.0, 285.0), at(345.0, 285.0)];
    FaceBox { x: 245.0, y: 150.0, width: 150.0, height: 180.0, score: 0.9, landmarks }
}

/// Frames of a face with eyes and a mouth, in a camera's noise.
fn seen(drawn: Drawn) -> Moire {
    let mut moire = Moire::default();
    for t in 0..3 * GROUP as u32 {
        let frame = RgbImage::from_fn(640, 480, |x, y| {
            let (u, v) = (x as f32, y as f32);
            let dark =
                |at: (f32, f32), size: f32| 70.0 * (-((u - at.0).hypot(v - at.1) / size).powi(2)).exp();
            let features = dark((290.0, 215.0), 9.0) + dark((350.0, 215.0), 9.0) + dark((320.0, 285.0), 14.0);
            let noise = 7.0 * (chance(x, y, t) - 0.5) + 8.0 * (chance(x / 3, y / 3, 77) - 0.5);
            image::Rgb([(150.0 - features + noise + drawn(u, v, t as f32)).round() as u8; 3])
        });
        moire.push(&Spectrum::of(&frame, &face()).unwrap());
    }
    moire
}

#[test]
fn a_lattice_is_seen_wherever_it_is_and_nothing_else_is_taken_for_one() {
    let lattice: Drawn = |x, y, t| 0.8 * (1.9 * x + 0.6 * y + 2.0 * t).sin();
    let slow: Drawn = |x, y, t| 0.8 * (1.1 * x - 0.7 * y + t).sin();
    let dots: Drawn = |x, y, t| 0.8 * (2.1 * x + 0.3 * y + t).sin() * (2.2 * y - 0.3 * x).sin();
    let face: Drawn = |_, _, _| 0.0;
    let shirt: Drawn = |_, y, _| if y > 345.0 { 40.0 * (0.8 * y).sin() } else { 0.0 };
    let blind: Drawn =
        |x, y, _| if (x - 320.0).abs() > 85.0 { 50.0 * (0.9 * y + 0.1 * x).sin() } else { 0.0 };
    let glasses: Drawn = |x, y, t| {
        let off = |at: f32| ((x - at - t / 4.0).hypot(y - 215.0) - 24.0).abs();
        if off(290.0).min(off(350.0)) < 1.5 { -90.0 } else { 0.0 }
    };
    let beard: Drawn =
        |x, y, _| if y > 270.0 { 60.0 * (chance(x as u32, y as u32 / 3, 5) - 0.5) } else { 0.0 };
    let jpeg: Drawn =
        |x, y, _| if (x as u32).is_multiple_of(8) || (y as u32).is_multiple_of(8) { 3.0 } else { 0.0 };
    let lines: Drawn = |_, y, t| 2.0 * (0.7 * y + t).sin();
    let cloth: Drawn = |x, y, _| if y > 285.0 { 8.0 * (1.9 * x + 0.6 * y).sin() } else { 0.0 };
    for (what, drawn, expected) in [
        ("a lattice", lattice, true),
        ("a coarser one at another angle", slow, true),
        ("the dots of a print", dots, true),
        ("a face", face, false),
        ("a striped shirt", shirt, false),
        ("a blind behind the person", blind, false),
        ("glasses", glasses, false),
        ("a beard", beard, false),
        ("the blocks of JPEG", jpeg, false),
        ("a camera's lines", lines, false),
        ("a woven cloth on the chin alone", cloth, false),
    ] {
        let moire = seen(drawn);
        assert_eq!(moire.is_seen(), expected, "{what}: {moire:?}");
    }
}

#[test]
fn a_peak_that_jumps_about_is_none() {
    let jumps: Drawn = |x, y, t| {
        let group = (t / GROUP as f32).floor();
        0.8 * ((1.0 + 0.8 * group) * x + (2.2 - 0.9 * group) * y).sin()
    };
    let moire = seen(jumps);
    assert!(moire.strongest() >= PEAK, "{moire:?}");
    assert!(!moire.is_seen(), "{moire:?}");
}

#[test]
fn a_face_at_the_edge_of_the_frame_or_nowhere_has_no_spectrum() {
    let frame = RgbImage::new(640, 480);
    for face in
        [FaceBox { x: -60.0, ..face() }, FaceBox { y: 400.0, ..face() }, FaceBox { x: f32::NAN, ..face() }]
    {
        assert!(Spectrum::of(&frame, &face).is_none());
    }
    assert!(Spectrum::of(&RgbImage::new(64, 64), &face()).is_none());
    assert!(Spectrum::of(&frame, &face()).is_some(), "black is a spectrum, without a peak");
}
