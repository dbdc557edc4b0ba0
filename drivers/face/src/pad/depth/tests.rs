//! Synthetic depth maps: what a camera of 600 pixels' focal length would measure at 600 mm.

use super::*;
use image::Luma;
use proptest::prelude::*;

const FOCAL: f32 = 600.0;
const AWAY: f32 = 600.0;
const SIZE: (u32, u32) = (640, 480);

/// A head's face box, eyes, nose and mouth, in the middle of the picture.
fn face() -> FaceBox {
    let at = |x: f32, y: f32| Point::new(x, y);
    let landmarks =
        [at(289.0, 210.0), at(351.0, 210.0), at(320.0, 248.0), at(296.0, 282.0), at(344.0, 282.0)];
    FaceBox { x: 245.0, y: 150.0, width: 150.0, height: 180.0, score: 0.9, landmarks }
}

/// How near a surface is at a place beside and below its middle, in millimetres; nothing where it ends.
type Surface = dyn Fn(f32, f32) -> Option<f32>;

/// What a camera measures: with noise of this standard deviation, and holes in this share of the pixels.
struct Camera {
    noise: f32,
    holes: f32,
}

const GOOD: Camera = Camera { noise: 1.5, holes: 0.02 };

impl Camera {
    fn sees(&self, surface: &Surface) -> Values {
        let mut seed = 0x2545_F491_4F6C_DD1D_u64;
        let mut chance = move || {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            (seed >> 40) as f32 / (1_u64 << 24) as f32
        };
        Values::from_fn(SIZE.0, SIZE.1, |x, y| {
            let (a, b) = ((x as f32 + 0.5 - 320.0) / FOCAL, (y as f32 + 0.5 - 240.0) / FOCAL);
            // The surface is given at its own places, of which the sight of line meets one after a few steps.
            let mut z = Some(AWAY);
            for _ in 0..12 {
                z = z.and_then(|z| surface(a * z, b * z)).map(|near| AWAY - near);
            }
            let z = z.unwrap_or(1_800.0);
            let grain = (0..6).map(|_| chance()).sum::<f32>() - 3.0; // σ = √½
            let measured = z + grain * self.noise * std::f32::consts::SQRT_2 * (z / AWAY).powi(2);
            Luma([if chance() < self.holes { 0 } else { measured.round() as u16 }])
        })
    }

    fn tells(&self, surface: &Surface) -> Option<Told> {
        told(&self.sees(surface), &face())
    }
}

/// A head of 150 × 220 × 190 mm with a nose of this height, eye sockets, lips and a chin.
fn head(nose: f32) -> impl Fn(f32, f32) -> Option<f32> {
    move |x, y| {
        let rest = 1.0 - (x / 75.0).powi(2) - (y / 110.0).powi(2);
        let bump = |at: (f32, f32), wide: (f32, f32)| {
            (-((x - at.0) / wide.0).powi(2) - ((y - at.1) / wide.1).powi(2)).exp()
        };
        let bridge =
            if y < 8.0 { ((y + 30.0) / 38.0).clamp(0.0, 1.0) } else { (-((y - 8.0) / 9.0).powi(2)).exp() };
        let nose = nose * bridge * (-(x / 13.0).powi(2)).exp();
        let sockets = -7.0 * (bump((-31.0, -30.0), (15.0, 11.0)) + bump((31.0, -30.0), (15.0, 11.0)));
        let mouth = 4.0 * bump((0.0, 42.0), (22.0, 12.0)) + 6.0 * bump((0.0, 72.0), (20.0, 14.0));
        (rest > 0.0).then(|| 95.0 * rest.sqrt() - 95.0 + nose + sockets + mouth)
    }
}

/// A sheet of 200 × 260 mm, as far before its middle as `shape` says.
fn sheet(shape: impl Fn(f32, f32) -> f32) -> impl Fn(f32, f32) -> Option<f32> {
    move |x, y| (x.abs() < 100.0 && y.abs() < 130.0).then(|| shape(x, y))
}

/// A cylinder of this radius, whose axis is turned by so many degrees from upright.
fn rolled(radius: f32, degrees: f32) -> impl Fn(f32, f32) -> Option<f32> {
    let (sin, cos) = degrees.to_radians().sin_cos();
    sheet(move |x, y| {
        let across = (x * cos + y * sin).clamp(-radius, radius);
        (radius * radius - across * across).sqrt() - radius
    })
}

/// Turned about the upright axis by so many degrees, as far as a height over a plane can be.
fn tilted(degrees: f32, surface: impl Fn(f32, f32) -> Option<f32>) -> impl Fn(f32, f32) -> Option<f32> {
    let slope = degrees.to_radians().tan();
    move |x, y| surface(x, y).map(|near| near + slope * x)
}

#[test]
fn a_head_is_deep_with_any_nose_through_noise_and_holes_and_turned_a_little() {
    for nose in [15.0, 19.0, 26.0] {
        assert_eq!(GOOD.tells(&head(nose)), Some(Told::Deep), "a nose of {nose} mm");
    }
    for camera in [Camera { noise: 0.0, holes: 0.0 }, Camera { noise: 4.0, holes: 0.2 }] {
        assert_eq!(camera.tells(&head(19.0)), Some(Told::Deep), "noise {}", camera.noise);
    }
    for degrees in [-15.0, 12.0] {
        assert_eq!(GOOD.tells(&tilted(degrees, head(19.0))), Some(Told::Deep), "{degrees} degrees");
    }
}

#[test]
fn a_print_is_flat_however_it_is_held() {
    for degrees in [0.0, 10.0, -25.0, 45.0] {
        assert_eq!(GOOD.tells(&tilted(degrees, sheet(|_, _| 0.0))), Some(Told::Flat), "{degrees} degrees");
    }
    for (across, down) in [(0.2, 0.3), (-0.4, 0.5)] {
        assert_eq!(
            GOOD.tells(&sheet(move |x, y| across * x + down * y)),
            Some(Told::Flat),
            "{across} {down}"
        );
    }
    let noisy = Camera { noise: 4.0, holes: 0.2 };
    assert_eq!(noisy.tells(&sheet(|_, _| 0.0)), Some(Told::Flat));
}

#[test]
fn a_print_that_is_rolled_is_never_deep_and_flat_unless_it_is_rolled_tightly() {
    for radius in [80.0, 120.0, 200.0, 400.0] {
        for degrees in [0.0, 20.0, 45.0, 70.0, 90.0] {
            let expected = (radius > 80.0).then_some(Told::Flat);
            assert_eq!(GOOD.tells(&rolled(radius, degrees)), expected, "radius {radius}, {degrees} degrees");
        }
    }
}

#[test]
fn a_print_folded_along_the_nose_is_never_deep() {
    for slope in [0.2, 0.4, 0.7] {
        for degrees in [0.0_f32, 30.0, 60.0, 90.0] {
            let (sin, cos) = degrees.to_radians().sin_cos();
            let folded = sheet(move |x, y| -slope * (x * cos + (y - 8.0) * sin).abs());
            assert_ne!(GOOD.tells(&folded), Some(Told::Deep), "{slope} {degrees}");
        }
    }
}

#[test]
fn a_flat_print_with_a_nose_glued_on_it_is_flat() {
    let glued = sheet(|x, y| 25.0 * (-(x / 13.0).powi(2) - ((y - 8.0) / 20.0).powi(2)).exp());
    assert_eq!(GOOD.tells(&glued), Some(Told::Flat));
}

#[test]
fn what_covers_a_living_face_never_makes_a_picture_of_it() {
    let brim = |x: f32, y: f32| {
        let is_brim = y < -62.0 && x.abs() < 70.0;
        if is_brim { Some(40.0) } else { head(19.0)(x, y) }
    };
    let mask = |x: f32, y: f32| {
        let cloth = head(0.0)(x, y).map(|near| near + 14.0 * (-(x / 35.0).powi(2)).exp());
        if y > -8.0 { cloth } else { head(19.0)(x, y) }
    };
    let hand = |x: f32, y: f32| if y > 20.0 && x > -10.0 { Some(60.0) } else { head(19.0)(x, y) };
    let covered: [(&str, &Surface); 3] = [("a brim", &brim), ("a mask", &mask), ("a hand", &hand)];
    for (what, surface) in covered {
        assert_ne!(GOOD.tells(surface), Some(Told::Flat), "{what}");
    }
}

#[test]
fn a_mask_with_a_nose_of_its_own_is_as_deep_as_a_head_and_known_to_be() {
    assert_eq!(GOOD.tells(&|x, y| head(20.0)(x, y).map(|near| near + 3.0)), Some(Told::Deep));
}

#[test]
fn nothing_is_told_of_what_was_not_measured() {
    let measured = GOOD.sees(&head(19.0));
    let nothing = Values::new(SIZE.0, SIZE.1);
    let half = Camera { noise: 1.5, holes: 0.55 }.sees(&head(19.0));
    let wall = GOOD.sees(&|_, _| None);
    let far = FaceBox { x: 10.0, ..face() };
    let small = FaceBox { width: 20.0, height: 24.0, ..face() };
    let beyond = FaceBox { x: 600.0, ..face() };
    for (why, values, face) in [
        ("no pixel", &nothing, face()),
        ("hardly a pixel", &half, face()),
        ("the wall is out of reach", &wall, face()),
        ("the face lies elsewhere, before the wall", &measured, far),
        ("the face is too small", &measured, small),
        ("the face is cut off", &measured, beyond),
    ] {
        assert_eq!(told(values, &face), None, "{why}");
    }
}

#[test]
fn two_cameras_need_not_agree_to_the_pixel() {
    let (living, print) = (GOOD.sees(&head(19.0)), GOOD.sees(&sheet(|_, _| 0.0)));
    for (dx, dy) in [(12.0, 0.0), (-12.0, 6.0), (0.0, 12.0), (8.0, -10.0)] {
        let moved = FaceBox {
            x: face().x + dx,
            y: face().y + dy,
            landmarks: face().landmarks.map(|p| Point::new(p.x + dx, p.y + dy)),
            ..face()
        };
        assert_eq!(told(&living, &moved), Some(Told::Deep), "{dx} {dy}");
        assert_eq!(told(&print, &moved), Some(Told::Flat), "{dx} {dy}");
    }
}

proptest! {
    #[test]
    fn no_frame_of_any_size_and_no_face_in_it_is_a_panic(
        (width, height) in (0_u32..80, 0_u32..80),
        values in proptest::collection::vec(any::<u16>(), 97),
        base in any::<u16>(),
        sides in proptest::array::uniform4(prop_oneof![any::<f32>(), -100.0_f32..200.0]),
        tip in proptest::array::uniform2(prop_oneof![any::<f32>(), 0.0_f32..80.0]),
    ) {
        let [x, y, wide, tall] = sides;
        let picture = |spread: u16| Values::from_fn(width, height, |x, y| {
            Luma([base.wrapping_add(values[(x as usize * 31 + y as usize) % 97] % spread.max(1))])
        });
        let mut face = FaceBox { x, y, width: wide, height: tall, ..face() };
        face.landmarks[2] = Point::new(tip[0], tip[1]);
        for spread in [1, 40, u16::MAX] {
            let _ = told(&picture(spread), &face);
        }
    }
}
