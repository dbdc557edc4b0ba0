//! What a depth or an infrared camera measures of the scene that [`super::camera_frame`] draws in colour.
//!
//! A head is the ellipsoid that the drawing is shaded as, with its own nose; a held-up picture is a sheet, a little bent by the
//! hands; a screen is flat and, in infrared, dark. Depth has the noise and the holes of stereo and time-of-flight cameras.

use image::{ImageBuffer, Luma};

use super::canvas::Point;
use super::chance::Chance;
use super::features::Features;
use super::scene::Sheet;
use super::view::{HEAD, View};
use super::{Light, PORTRAIT_UNIT, PRINT_SIZE, Pose, Subject, camera_frame, frame_view, sheet, sheet_border};

/// Millimetres of one unit of a face.
const UNIT_MM: f32 = 70.0;
/// The wall behind patients, in millimetres.
const WALL_MM: f32 = 2_500.0;
/// The standard deviation of a depth at 600 mm; it grows with the square of the distance.
const NOISE_MM: f32 = 1.5;
/// Where the surface falls away more steeply than so many millimetres from one pixel to the next, nothing is measured.
const STEEP_MM: f32 = 25.0;
/// One pixel in so many is missing.
const HOLES: u64 = 60;
/// How much of its own light comes back to an infrared camera from a white thing at 600 mm, and how much of the room's.
const LAMP: f32 = 46_000.0;
const ROOM: f32 = 2_000.0;
/// What comes back from a screen.
const SCREEN: f32 = 0.03;

/// One number per pixel.
pub type Values = ImageBuffer<Luma<u16>, Vec<u16>>;

/// What stands where: the scene without its colours.
struct Space<'a> {
    scene: Subject<'a>,
    view: View,
    face: Option<Features>,
    sheet: Sheet,
    /// The distance of what stands there, in millimetres.
    distance: f32,
    tilt: (f32, f32),
    bend: f32,
    size: (f32, f32),
}

/// Measures how far everything is, in millimetres, 0 where nothing is measured; `bend` is the curvature of a held-up picture
/// about its upright axis, in 1/mm.
pub fn depth_frame(
    scene: &Subject<'_>,
    pose: &Pose,
    bend: f32,
    seed: u64,
    (width, height): (u32, u32),
) -> Values {
    let space = Space::of(scene, pose, bend, (width, height));
    let chance = &mut Chance::new(seed);
    let mut before = 0.0;
    Values::from_fn(width, height, |x, y| {
        let z = space.depth(x as f32 + 0.5, y as f32 + 0.5);
        let is_steep = x > 0 && f32::abs(z - before) > STEEP_MM;
        before = z;
        let bits = chance.bits();
        let grain = (bits & 0xFFFF) as f32 + (bits >> 16 & 0xFFFF) as f32 - 65_535.0;
        let noise = NOISE_MM * (z / 600.0).powi(2) * grain / 26_755.0;
        let is_hole = is_steep || (bits >> 32).is_multiple_of(HOLES);
        Luma([if is_hole { 0 } else { (z + noise).round() as u16 }])
    })
}

/// Measures the infrared light of everything, 0 to 65,535, while the camera's lamp `is_lit` and while it is not.
pub fn infrared_frame(
    scene: &Subject<'_>,
    pose: &Pose,
    is_lit: bool,
    seed: u64,
    (width, height): (u32, u32),
) -> Values {
    let space = Space::of(scene, pose, 0.0, (width, height));
    let mut seen = camera_frame(scene, pose, &Light { warmth: 0.0, ..Light::default() }, seed, width, height);
    let values = Values::from_fn(width, height, |x, y| {
        let (at_x, at_y) = (x as f32 + 0.5, y as f32 + 0.5);
        let [red, green, blue] = seen.get_pixel(x, y).0.map(f32::from);
        let shown = (0.5 * red + 0.3 * green + 0.2 * blue) / 255.0;
        let bright = if matches!(scene, Subject::Screen(_)) { space.screen(at_x, at_y) } else { shown };
        let lamp = if is_lit { LAMP * (600.0 / space.depth(at_x, at_y)).powi(2) } else { 0.0 };
        Luma([(bright * (lamp + ROOM)) as u16])
    });
    seen.fill(0);
    values
}

impl<'a> Space<'a> {
    fn of(scene: &Subject<'a>, pose: &Pose, bend: f32, (width, height): (u32, u32)) -> Self {
        let face = match scene {
            Subject::Person(look) | Subject::Masked(look) => Some(Features::of(look)),
            Subject::Nobody | Subject::Print(_) | Subject::Screen(_) => None,
        };
        Self {
            scene: *scene,
            view: frame_view(pose, &Light::default(), width, height),
            face,
            sheet: sheet(pose, width as f32, height as f32),
            distance: 1000.0 * pose.distance.max(0.2),
            tilt: (pose.yaw.to_radians().sin(), pose.pitch.to_radians().sin()),
            bend,
            size: (width as f32, height as f32),
        }
    }

    /// The distance of what a pixel shows, in millimetres.
    fn depth(&self, x: f32, y: f32) -> f32 {
        match (&self.scene, &self.face) {
            (Subject::Print(_), _) => self.print(x, y),
            // As large as the view, and as far as the face on it would be.
            (Subject::Screen(_), _) => self.distance - 0.5 * UNIT_MM,
            (_, Some(face)) => self.person(face, x, y),
            (_, None) => WALL_MM,
        }
    }

    fn print(&self, x: f32, y: f32) -> f32 {
        let [u, v] = self.sheet.under(x, y);
        let [w, h] = PRINT_SIZE.map(|side| side as f32 / 2.0 + sheet_border(PRINT_SIZE));
        if u.abs() > w || v.abs() > h {
            return WALL_MM;
        }
        let mm = UNIT_MM / (PRINT_SIZE[0] as f32 * PORTRAIT_UNIT);
        let (u, v) = (u * mm, v * mm);
        self.distance + u * self.tilt.0 + v * self.tilt.1 + 0.5 * self.bend * u * u
    }

    fn person(&self, face: &Features, x: f32, y: f32) -> f32 {
        let [across, down] = self.view.upright(x, y);
        let masked = matches!(self.scene, Subject::Masked(_));
        match self.view.surface(across, down) {
            Some((nearness, on)) => self.distance - UNIT_MM * (nearness + relief(face, on, masked)),
            None if is_body(face, across, down) => self.distance + 0.4 * UNIT_MM,
            None => WALL_MM,
        }
    }

    /// How much light comes back from a screen, and from the fingers that hold it at either side.
    fn screen(&self, x: f32, y: f32) -> f32 {
        let (width, height) = self.size;
        let is_finger = (x.min(width - x) / width < 0.06) && (y / height - 0.6).abs() < 0.2;
        if is_finger { 0.6 } else { SCREEN }
    }
}

/// What stands out of the ellipsoid at a place of the face, in units: nose, eye sockets, mask.
fn relief(face: &Features, [x, y]: Point, masked: bool) -> f32 {
    let (nose, eye) = (&face.nose, &face.eye);
    let along = if y < nose.y {
        ((y - eye.y) / (nose.y - eye.y)).clamp(0.0, 1.0)
    } else {
        (-((y - nose.y) / 0.12).powi(2)).exp()
    };
    let bump = nose.height * along * (-(x / 0.2).powi(2)).exp();
    let socket = |side: f32| (-((x - side * eye.x).hypot(y - eye.y) / 0.2).powi(2)).exp();
    let tent = if masked && y > nose.y - 0.3 { 0.20 * (-(x / 0.6).powi(2)).exp() } else { 0.0 };
    bump.max(tent) - 0.08 * (socket(-1.0) + socket(1.0))
}

/// Neck and shoulders, roughly as they are painted.
fn is_body(face: &Features, x: f32, y: f32) -> bool {
    let (neck, broad, low) = (0.38 + 0.16 * face.grown, 1.30 + 0.75 * face.grown, face.chin + 0.44);
    let half = if y < low { neck } else { neck + (broad - neck) * ((y - low) / 0.8).clamp(0.0, 1.0).sqrt() };
    y > 0.7 && x.abs() < half
}

impl View {
    /// Where the line of sight beside and below the head's middle meets the head: how far before its middle, and the place on
    /// the face; all in units.
    fn surface(&self, across: f32, down: f32) -> Option<(f32, Point)> {
        let (start, way) = (self.unturned([across, down, 0.0]), self.unturned([0.0, 0.0, 1.0]));
        let sum = |a: [f32; 3], b: [f32; 3]| (0..3).map(|i| a[i] * b[i] / (HEAD[i] * HEAD[i])).sum::<f32>();
        let (square, half, rest) = (sum(way, way), sum(start, way), sum(start, start) - 1.0);
        let inside = half * half - square * rest;
        let nearness = (inside >= 0.0).then(|| (inside.sqrt() - half) / square)?;
        Some((nearness, [start[0] + nearness * way[0], start[1] + nearness * way[1]]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Look, personas};

    const SIZE: (u32, u32) = (640, 480);

    fn hanako() -> &'static Look {
        &personas()[0].look
    }

    /// The middle value of a small square, without holes.
    fn at(values: &Values, [x, y]: [f32; 2]) -> f32 {
        let around = (-4..=4).flat_map(|i| (-4..=4).map(move |j| (i, j)));
        let seen = around.map(|(i, j)| values.get_pixel((x as i32 + i) as u32, (y as i32 + j) as u32).0[0]);
        let mut seen: Vec<u16> = seen.filter(|value| *value > 0).collect();
        seen.sort_unstable();
        f32::from(seen[seen.len() / 2])
    }

    #[test]
    fn a_living_nose_stands_out_of_its_face_and_a_printed_one_does_not() {
        let pose = Pose { yaw: 8.0, ..Pose::default() };
        let nose = |scene: Subject<'_>| {
            let place = super::super::frame_placement(&scene, &pose, SIZE.0, SIZE.1).unwrap();
            let depth = depth_frame(&scene, &pose, 0.0, 1, SIZE);
            let [right, left, nose, ..] = place.landmarks;
            (at(&depth, right) + at(&depth, left)) / 2.0 - at(&depth, nose)
        };
        assert!(nose(Subject::Person(hanako())) > 15.0, "{}", nose(Subject::Person(hanako())));
        for flat in [Subject::Print(hanako()), Subject::Screen(hanako())] {
            assert!(nose(flat).abs() < 3.0, "{flat:?}: {}", nose(flat));
        }
    }

    #[test]
    fn the_lamp_lights_skin_and_paper_and_no_screen() {
        let [nose_x, nose_y] = [320.0, 260.0];
        for (scene, is_bright) in [
            (Subject::Person(hanako()), true),
            (Subject::Print(hanako()), true),
            (Subject::Screen(hanako()), false),
            (Subject::Nobody, false),
        ] {
            let seen = |is_lit| infrared_frame(&scene, &Pose::default(), is_lit, 1, SIZE);
            let response = at(&seen(true), [nose_x, nose_y]) - at(&seen(false), [nose_x, nose_y]);
            assert_eq!(response > 10_000.0, is_bright, "{scene:?}: {response}");
        }
    }

    #[test]
    fn depth_has_holes_and_any_pose_measures_without_harm() {
        let depth = depth_frame(&Subject::Person(hanako()), &Pose::default(), 0.0, 1, SIZE);
        let holes = depth.iter().filter(|value| **value == 0).count() as f32 / depth.len() as f32;
        assert!((0.01..0.1).contains(&holes), "{holes}");
        let chance = &mut Chance::new(9);
        for _ in 0..20 {
            let mut any = |reach: f32| chance.around(0.0, reach);
            let (yaw, pitch, roll, x, y) = (any(180.0), any(180.0), any(180.0), any(2.0), any(2.0));
            let pose = Pose { yaw, pitch, roll, x, y, distance: any(1.0), ..Pose::default() };
            for scene in [Subject::Masked(hanako()), Subject::Print(hanako()), Subject::Screen(hanako())] {
                depth_frame(&scene, &pose, any(0.01), 1, (64, 48));
                infrared_frame(&scene, &pose, true, 1, (64, 48));
            }
        }
    }
}
