//! Drawn rooms, heads and held things, with and without straight edges that travel.

use image::RgbImage;

use super::*;
use crate::geometry::{FaceBox, Point};

/// What is drawn at a place when the head, or the hand, is off its first place by so much.
type Drawn = fn(f32, f32, (f32, f32)) -> f32;

fn face((x, y): (f32, f32)) -> FaceBox {
    let at = |u: f32, v: f32| Point::new(u + x, v + y);
    let landmarks =
        [at(290.0, 215.0), at(350.0, 215.0), at(320.0, 250.0), at(295.0, 285.0), at(345.0, 285.0)];
    FaceBox { x: 250.0 + x, y: 155.0 + y, width: 140.0, height: 170.0, score: 0.9, landmarks }
}

/// A head with a body, if the place is on it.
fn person(x: f32, y: f32) -> Option<f32> {
    let head = ((x - 320.0) / 95.0).hypot((y - 225.0) / 130.0) < 1.0;
    let body = y > 340.0 && (x - 320.0).abs() < 90.0 + (y - 340.0);
    (head || body).then(|| if head { 170.0 } else { 90.0 + 20.0 * (x / 7.0).sin() })
}

fn seen(drawn: Drawn) -> Border {
    let mut border = Border::default();
    for at in 0..STOOD + 4 {
        let off = (3.0 + 5.0 * (at as f32 / 9.0 - 0.6).sin(), 3.0 * (at as f32 / 7.0).sin());
        let frame = RgbImage::from_fn(640, 480, |x, y| {
            image::Rgb([drawn(x as f32, y as f32, off).clamp(0.0, 255.0) as u8; 3])
        });
        border.push(&Glimpse::of(&frame, &face(off)));
    }
    border
}

/// A wall with texture but no lines.
fn wall(x: f32, y: f32) -> f32 {
    130.0 + 25.0 * (x / 19.0).sin() * (y / 23.0).cos()
}

#[test]
fn edges_that_travel_are_told_and_whatever_stands_or_is_round_is_not() {
    let plain: Drawn = |x, y, (dx, dy)| person(x - dx, y - dy).unwrap_or(150.0);
    let door: Drawn = |x, y, (dx, dy)| {
        let frame = ((x - 320.0).abs() - 165.0).abs() < 8.0 && y > 30.0 || (y - 30.0).abs() < 8.0;
        person(x - dx, y - dy).unwrap_or(if frame { 60.0 } else { 180.0 })
    };
    let blind: Drawn = |x, y, (dx, dy)| person(x - dx, y - dy).unwrap_or(130.0 + 60.0 * (y / 5.0).sin());
    let hair: Drawn = |x, y, (dx, dy)| {
        let (x, y) = (x - dx, y - dy);
        let strand = (x - 320.0).abs() < 118.0 && y > 110.0;
        person(x, y).unwrap_or(if strand { 30.0 } else { 180.0 })
    };
    let shirt: Drawn = |x, y, (dx, dy)| {
        let (x, y) = (x - dx, y - dy);
        person(x, y).map_or(150.0, |value| if y > 340.0 { 130.0 + 60.0 * (y / 6.0).sin() } else { value })
    };
    let tablet: Drawn = |x, y, (dx, dy)| {
        let (u, v) = (x - dx - 320.0, y - dy - 240.0);
        match (u.abs() / 240.0).max(v.abs() / 190.0) {
            inside if inside < 1.0 => person(x - 0.3 * dx, y - dy).unwrap_or(150.0),
            bezel if bezel < 1.1 => 18.0,
            _ => wall(x, y),
        }
    };
    let telephone: Drawn = |x, y, (dx, dy)| {
        let (u, v) = (x - dx - 320.0, y - dy - 240.0);
        let (u, v) = (u + 0.03 * v, v - 0.03 * u);
        match () {
            () if u.abs() < 119.0 && v.abs() < 205.0 => person(x - dx, y - dy).unwrap_or(150.0),
            () if u.abs() < 131.0 && v.abs() < 217.0 => 18.0,
            () => 196.0,
        }
    };
    let paper: Drawn = |x, y, (dx, dy)| {
        let (u, v) = (x - dx - 320.0, y - dy - 240.0);
        match () {
            () if u.abs() < 154.0 && v.abs() < 196.0 => person(x - dx, y - dy).unwrap_or(150.0),
            () if u.abs() < 172.0 && v.abs() < 214.0 => 238.0,
            () => wall(x, y),
        }
    };
    for (what, drawn, expected) in [
        ("a person before a plain wall", plain, false),
        ("a person in a door", door, false),
        ("a person before a blind", blind, false),
        ("long straight hair", hair, false),
        ("a striped shirt", shirt, false),
        ("a tablet in a hand", tablet, true),
        ("a tilted telephone in a hand", telephone, true),
        ("paper with a border", paper, true),
    ] {
        let border = seen(drawn);
        assert_eq!(border.travels(), expected, "{what}: {border:?}");
        assert!(!border.is_framed(), "{what}: {border:?}");
    }
}

#[test]
fn a_standing_frame_about_a_face_is_told_and_a_person_whose_body_crosses_it_is_not() {
    let standing: Drawn = |x, y, (dx, dy)| {
        let (u, v) = ((x - 320.0).abs(), (y - 240.0).abs());
        match () {
            () if u < 220.0 && v < 190.0 => person(x - dx, y - dy).unwrap_or(150.0),
            () if u < 242.0 && v < 212.0 => 18.0,
            () => wall(x, y),
        }
    };
    let window: Drawn = |x, y, (dx, dy)| {
        let (u, v) = ((x - 320.0).abs(), (y - 240.0).abs());
        let frame = u < 242.0 && v < 212.0 && !(u < 220.0 && v < 190.0);
        person(x - dx, y - dy).unwrap_or(if frame { 18.0 } else { 150.0 })
    };
    for (what, drawn, expected) in
        [("a tablet on a stand", standing, true), ("a person before a window", window, false)]
    {
        let border = seen(drawn);
        assert_eq!(border.is_framed(), expected, "{what}: {border:?}");
        assert!(!border.travels(), "{what}: {border:?}");
    }
}

#[test]
fn a_face_at_the_edge_or_in_a_tiny_frame_is_no_panic() {
    for (width, height) in [(64, 64), (64, 4096), (200, 70)] {
        let picture = RgbImage::from_fn(width, height, |x, y| image::Rgb([(x * y) as u8; 3]));
        let mut border = Border::default();
        for x in [-500.0, 0.0, f32::NAN, 1e9] {
            border.push(&Glimpse::of(&picture, &FaceBox { x, ..face((0.0, 0.0)) }));
        }
    }
}
