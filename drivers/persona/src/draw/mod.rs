//! The drawing: a person's portrait on the card, and what a camera at the counter would see.
//!
//! Raster by own code: shaded ellipses and polygons placed in three dimensions, so that a turned head shows its
//! features shifting against each other. The same arguments always draw the same picture, on every machine.

mod canvas;
mod chance;
mod eyes;
mod features;
mod hair;
mod head;
mod measured;
mod mouth;
mod scene;
mod view;

use crate::Look;
use canvas::{Canvas, Point, mix};
use chance::Chance;
use features::Features;
use head::Head;
use image::{GrayImage, RgbImage};
use scene::Sheet;
use view::View;

pub use measured::{Values, depth_frame, infrared_frame};

/// The size of the card's portrait in pixels: 32 × 40 mm at 300 dpi.
pub const PORTRAIT_SIZE: (u32, u32) = (378, 472);

/// Names who or what stands before the camera.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// Nobody; the empty room.
    Nobody,
    /// A person, bare-faced.
    Person(&'a Look),
    /// A person with a mask over nose and mouth.
    Masked(&'a Look),
    /// A held-up picture of a person: flat, with a paper border and fingers.
    Print(&'a Look),
    /// A film of a person on a screen that fills the view: in colour it is the person.
    Screen(&'a Look),
}

/// Places a head before the camera.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pose {
    /// Degrees turned, positive towards the picture's right.
    pub yaw: f32,
    /// Degrees nodded, positive downwards.
    pub pitch: f32,
    /// Degrees tilted, positive clockwise in the picture.
    pub roll: f32,
    /// The shift from the middle, in widths of the picture.
    pub x: f32,
    /// The shift from the middle, in heights of the picture, positive downwards.
    pub y: f32,
    /// The distance in metres; 0.6 is a person at the counter.
    pub distance: f32,
    /// How much the mouth smiles, 0 to 1.
    pub smile: f32,
    /// How far the eyes are closed, 0 (open) to 1 (closed).
    pub blink: f32,
}

impl Default for Pose {
    /// Faces the camera from 0.6 m, at rest.
    fn default() -> Self {
        Self { yaw: 0.0, pitch: 0.0, roll: 0.0, x: 0.0, y: 0.0, distance: 0.6, smile: 0.0, blink: 0.0 }
    }
}

/// Describes the light of the room and the camera's answer to it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Light {
    /// The brightness, 1.0 for a well-lit room.
    pub brightness: f32,
    /// Where the light comes from, -1.0 (the picture's left) to 1.0 (right).
    pub side: f32,
    /// The colour, -1.0 (cold) to 1.0 (warm).
    pub warmth: f32,
    /// A bright window behind the person, 0 (none) to 1.
    pub backlight: f32,
    /// The camera's noise, as the standard deviation in grey levels of 255.
    pub noise: f32,
}

impl Default for Light {
    /// Is a well-lit counter seen by a fair camera.
    fn default() -> Self {
        Self { brightness: 1.0, side: -0.3, warmth: 0.1, backlight: 0.0, noise: 2.0 }
    }
}

/// Says where the face of a drawn picture is, for those who teach or test networks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// Left, top, width and height of the face, from brow to chin, in pixels.
    pub face: [f32; 4],
    /// The eye at the picture's left, the other eye, the tip of the nose, the corners of the mouth in the same order.
    pub landmarks: [[f32; 2]; 5],
}

/// Draws the portrait that lies on the person's card: frontal, plain background, [`PORTRAIT_SIZE`].
pub fn card_portrait(look: &Look) -> GrayImage {
    const FINE: u32 = 3;
    portrait(look, PORTRAIT_SIZE.0 * FINE, PORTRAIT_SIZE.1 * FINE).reduced(FINE as usize).to_grey()
}

/// Says where the face of [`card_portrait`] is.
pub fn portrait_placement(look: &Look) -> Placement {
    let [width, height] = [PORTRAIT_SIZE.0 as f32, PORTRAIT_SIZE.1 as f32];
    placement(&Features::of(look), &portrait_view(width, height), |point| point)
}

/// Draws one frame of the camera at the counter; `seed` chooses the noise.
pub fn camera_frame(
    scene: &Subject<'_>,
    pose: &Pose,
    light: &Light,
    seed: u64,
    width: u32,
    height: u32,
) -> RgbImage {
    let mut canvas = scene::room(width as usize, height as usize, light.backlight);
    match scene {
        Subject::Nobody => {}
        Subject::Person(look) | Subject::Masked(look) | Subject::Screen(look) => {
            let view = frame_view(pose, light, width, height);
            person(&mut canvas, look, &view, matches!(scene, Subject::Masked(_)));
        }
        Subject::Print(look) => print(&mut canvas, look, pose, seed),
    }
    expose(&mut canvas, light, seed);
    canvas.to_rgb()
}

/// Says where the face of [`camera_frame`] is; `None` where nobody is.
pub fn frame_placement(scene: &Subject<'_>, pose: &Pose, width: u32, height: u32) -> Option<Placement> {
    match scene {
        Subject::Nobody => None,
        Subject::Person(look) | Subject::Masked(look) | Subject::Screen(look) => {
            let view = frame_view(pose, &Light::default(), width, height);
            Some(placement(&Features::of(look), &view, |point| point))
        }
        Subject::Print(look) => {
            let sheet = sheet(pose, width as f32, height as f32);
            let [w, h] = PRINT_SIZE.map(|side| side as f32);
            let on_sheet = |[x, y]: Point| sheet.at(x - w / 2.0, y - h / 2.0);
            Some(placement(&Features::of(look), &portrait_view(w, h), on_sheet))
        }
    }
}

/// The pixels of a picture before it is laid on paper.
const PRINT_SIZE: [usize; 2] = [264, 330];
/// One unit of a portrait's face, as a share of its width.
const PORTRAIT_UNIT: f32 = 0.262;

fn portrait(look: &Look, width: u32, height: u32) -> Canvas {
    let (w, h) = (width as f32, height as f32);
    let wall = |x: f32, y: f32| {
        mix([0.86, 0.88, 0.90], [0.76, 0.79, 0.82], ((x / w - 0.5).hypot(y / h - 0.4) * 1.2).min(1.0))
    };
    let mut canvas = Canvas::new(width as usize, height as usize, wall);
    person(&mut canvas, look, &portrait_view(w, h), false);
    canvas
}

fn portrait_view(width: f32, height: f32) -> View {
    let light = Light { side: -0.25, ..Light::default() };
    View::new([width * 0.5, height * 0.46], width * PORTRAIT_UNIT, &Pose::default(), &light)
}

fn frame_view(pose: &Pose, light: &Light, width: u32, height: u32) -> View {
    let (w, h) = (width as f32, height as f32);
    let unit = 0.097 / pose.distance.max(0.2) * h;
    View::new([w * (0.5 + pose.x), h * (0.45 + pose.y)], unit, pose, light)
}

fn person(canvas: &mut Canvas, look: &Look, view: &View, masked: bool) {
    let face = &Features::of(look);
    let head = Head { look, face, view };
    head.paint_behind(canvas);
    scene::paint_body(canvas, face, view);
    head.paint(canvas, masked);
}

fn print(canvas: &mut Canvas, look: &Look, pose: &Pose, seed: u64) {
    let [width, height] = PRINT_SIZE;
    let picture = portrait(look, width as u32, height as u32);
    let sheet = sheet(pose, canvas.width as f32, canvas.height as f32);
    let skin = Features::of(look).skin;
    scene::paint_print(canvas, &picture, &sheet, skin, seed);
}

/// Places a held-up picture so that its face is about as large as a face at that distance.
fn sheet(pose: &Pose, width: f32, height: f32) -> Sheet {
    let unit = 0.097 / pose.distance.max(0.2) * height;
    let scale = unit / (PRINT_SIZE[0] as f32 * PORTRAIT_UNIT);
    let (sin, cos) = pose.roll.to_radians().sin_cos();
    let (across, along) = (scale * pose.yaw.to_radians().cos(), scale * pose.pitch.to_radians().cos());
    Sheet {
        middle: [width * (0.5 + pose.x), height * (0.48 + pose.y)],
        right: [across * cos, across * sin],
        down: [-along * sin, along * cos],
    }
}

/// The width of the paper around a picture of this size.
fn sheet_border([width, _]: [usize; 2]) -> f32 {
    width as f32 / 2.0 * 0.11
}

fn placement(face: &Features, view: &View, on: impl Fn(Point) -> Point) -> Placement {
    let (eye, nose, mouth) = (&face.eye, &face.nose, &face.mouth);
    let corner = mouth.width * (1.0 + 0.20 * view.smile);
    let landmarks = [
        view.on_face(-eye.x, eye.y, 0.0),
        view.on_face(eye.x, eye.y, 0.0),
        view.on_face(0.0, nose.y, nose.height),
        view.on_face(-corner, mouth.y - mouth.curve - 0.055 * view.smile, 0.06),
        view.on_face(corner, mouth.y - mouth.curve - 0.055 * view.smile, 0.06),
    ];
    let sides = [[-0.93, 0.2], [0.93, 0.2], [0.0, face.chin + 0.02], [0.0, -1.0]];
    let edges = sides.map(|[x, y]| on(view.on_outline(x * face.cheek, y, 0.30)));
    let span = |axis: usize| {
        let low = edges.iter().map(|edge| edge[axis]).fold(f32::INFINITY, f32::min);
        (low, edges.iter().map(|edge| edge[axis]).fold(f32::NEG_INFINITY, f32::max) - low)
    };
    let ((left, width), (top, height)) = (span(0), span(1));
    Placement { face: [left, top, width, height], landmarks: landmarks.map(on) }
}

/// Applies the light's strength and colour, and the camera's noise.
fn expose(canvas: &mut Canvas, light: &Light, seed: u64) {
    let chance = &mut Chance::new(seed);
    let strength = light.brightness * (1.0 - 0.35 * light.backlight);
    let gain = [strength * (1.0 + 0.07 * light.warmth), strength, strength * (1.0 - 0.09 * light.warmth)];
    let (width, noise) = (canvas.width as f32, light.noise / 255.0);
    canvas.each(|x, _, pixel| {
        let side = 1.0 + light.side * 0.12 * (2.0 * x as f32 / width - 1.0);
        let bits = chance.bits();
        let draw = |shift: u32| (bits >> shift & 0xFFFF) as f32 / 65_535.0 - 0.5;
        let grain = (draw(0) + draw(16)) * 2.0 * noise;
        let tint = draw(32) * noise * 1.2;
        for ((value, gain), tint) in pixel.iter_mut().zip(gain).zip([tint, 0.0, -tint]) {
            *value = *value * gain * side + grain + tint;
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::personas;

    fn hanako() -> &'static Look {
        &personas()[0].look
    }

    fn frame(scene: &Subject<'_>, pose: &Pose, light: &Light, seed: u64) -> RgbImage {
        camera_frame(scene, pose, light, seed, 320, 240)
    }

    fn difference(a: &RgbImage, b: &RgbImage) -> f32 {
        let sum: u32 = a.iter().zip(b.iter()).map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
        sum as f32 / a.len() as f32
    }

    #[test]
    fn the_same_arguments_draw_the_same_picture() {
        let (pose, light) = (Pose::default(), Light::default());
        let draw = |seed| frame(&Subject::Person(hanako()), &pose, &light, seed);
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2), "noise follows the seed");
        assert_eq!(card_portrait(hanako()), card_portrait(hanako()));
    }

    #[test]
    fn every_subject_looks_different() {
        let look = hanako();
        let subjects = [Subject::Nobody, Subject::Person(look), Subject::Masked(look), Subject::Print(look)];
        let pictures = subjects.map(|subject| frame(&subject, &Pose::default(), &Light::default(), 1));
        for (i, a) in pictures.iter().enumerate() {
            for b in &pictures[..i] {
                assert!(difference(a, b) > 1.0, "{}", difference(a, b));
            }
        }
    }

    #[test]
    fn a_turned_head_shifts_the_nose_against_the_eyes_and_a_turned_picture_does_not() {
        let look = hanako();
        let turned = Pose { yaw: 20.0, ..Pose::default() };
        let check = |scene: Subject<'_>, shifts: bool| {
            let at = |pose: &Pose| {
                frame_placement(&scene, pose, 640, 480).map(|placement| nose_offset(&placement))
            };
            let (Some(straight), Some(turned)) = (at(&Pose::default()), at(&turned)) else { unreachable!() };
            assert_eq!((turned - straight).abs() > 0.1, shifts, "{straight} {turned}");
        };
        check(Subject::Person(look), true);
        check(Subject::Print(look), false);
    }

    /// Where the nose stands between the eyes: 0 in the middle, in distances of the eyes.
    fn nose_offset(placement: &Placement) -> f32 {
        let [left, right, nose, ..] = placement.landmarks;
        (nose[0] - (left[0] + right[0]) / 2.0) / (right[0] - left[0])
    }

    #[test]
    fn any_pose_and_light_draws_without_harm() {
        let chance = &mut Chance::new(7);
        for person in personas() {
            for _ in 0..4 {
                let mut any = |reach: f32| chance.around(0.0, reach);
                let (yaw, pitch, roll, x, y) = (any(180.0), any(180.0), any(180.0), any(2.0), any(2.0));
                let pose =
                    Pose { yaw, pitch, roll, x, y, distance: any(1.0), smile: any(2.0), blink: any(2.0) };
                let light = Light { brightness: any(3.0), side: any(2.0), ..Light::default() };
                frame(&Subject::Person(&person.look), &pose, &light, 1);
                frame(&Subject::Print(&person.look), &pose, &light, 1);
            }
        }
    }
}
