//! The way from a face's own space to the picture: turn, tilt, distance, and where the light falls.

use super::canvas::{Colour, Point, lit};
use super::{Light, Pose};

/// Half the width, half the height and half the depth of the head's ellipsoid, in units of [`super::features`].
pub(crate) const HEAD: [f32; 3] = [1.06, 1.52, 0.98];
/// How much nearer things grow: the unit's share of the viewing distance.
const PERSPECTIVE: f32 = 0.07;

/// Places one head in a picture.
#[derive(Clone)]
pub(crate) struct View {
    /// The middle of the head, in pixels.
    pub(crate) centre: Point,
    /// The pixels of one unit.
    pub(crate) unit: f32,
    /// How much the mouth smiles and the eyes are closed.
    pub(crate) smile: f32,
    pub(crate) blink: f32,
    yaw: (f32, f32),
    pitch: (f32, f32),
    roll: (f32, f32),
    light: [f32; 3],
}

impl View {
    /// Puts a head of the given size at a place in the picture.
    pub(crate) fn new(centre: Point, unit: f32, pose: &Pose, light: &Light) -> Self {
        let turn = |degrees: f32| degrees.to_radians().sin_cos();
        let (yaw, pitch, roll) = (turn(pose.yaw), turn(pose.pitch), turn(pose.roll));
        let towards = [light.side * 0.75, -0.42, 0.80];
        let length = towards.iter().map(|v| v * v).sum::<f32>().sqrt();
        let light = towards.map(|v| v / length);
        let (smile, blink) = (pose.smile.clamp(0.0, 1.0), pose.blink.clamp(0.0, 1.0));
        Self { centre, unit, smile, blink, yaw, pitch, roll, light }
    }

    /// Projects a point of the head's own space.
    pub(crate) fn project(&self, [x, y, z]: [f32; 3]) -> Point {
        let ((ys, yc), (ps, pc)) = (self.yaw, self.pitch);
        let (x, z) = (x * yc + z * ys, z * yc - x * ys);
        let (y, z) = (y * pc + z * ps, z * pc - y * ps);
        self.place(x, y, z)
    }

    /// Projects a point on the face's surface, `lift` in front of it.
    pub(crate) fn on_face(&self, x: f32, y: f32, lift: f32) -> Point {
        let rest = 1.0 - (x / HEAD[0]).powi(2) - (y / HEAD[1]).powi(2);
        self.project([x, y, HEAD[2] * rest.max(0.0).sqrt() + lift])
    }

    /// Projects a point of the outline, which keeps its width while the head turns because the head is round.
    pub(crate) fn on_outline(&self, x: f32, y: f32, z: f32) -> Point {
        let ((ys, yc), (ps, pc)) = (self.yaw, self.pitch);
        let round = |sin: f32, cos: f32| (cos * cos + 1.05 * sin * sin).sqrt();
        self.place(x * round(ys, yc) + z * ys, y * round(ps, pc) + z * ps, z * yc)
    }

    /// Projects a path on the face's surface.
    pub(crate) fn path(&self, points: &[[f32; 2]], lift: f32) -> Vec<Point> {
        points.iter().map(|[x, y]| self.on_face(*x, *y, lift)).collect()
    }

    /// Returns where a small ellipse on the face lies: its middle and its two half-axes in the picture.
    pub(crate) fn patch(&self, [x, y]: [f32; 2], [rx, ry]: [f32; 2], lift: f32) -> (Point, Point, Point) {
        let (middle, right, below) =
            (self.on_face(x, y, lift), self.on_face(x + 0.05, y, lift), self.on_face(x, y + 0.05, lift));
        let axis = |end: Point, radius: f32| {
            [(end[0] - middle[0]) * radius / 0.05, (end[1] - middle[1]) * radius / 0.05]
        };
        (middle, axis(right, rx), axis(below, ry))
    }

    /// Colours a pixel of the head as its roundness turns it to or from the light.
    pub(crate) fn shade(&self, colour: Colour, x: f32, y: f32) -> Colour {
        let [across, down] = self.upright(x, y);
        let normal = [across / 1.12, down / 1.62];
        let front = (1.0 - normal[0] * normal[0] - normal[1] * normal[1]).max(0.0).sqrt();
        let facing = normal[0] * self.light[0] + normal[1] * self.light[1] + front * self.light[2];
        let shade = 0.74 + 0.35 * facing.max(0.0) - 0.04 * (1.0 - front);
        let warm = (1.0 - shade).max(0.0);
        lit([colour[0] * (1.0 + 0.10 * warm), colour[1], colour[2] * (1.0 - 0.06 * warm)], shade)
    }

    /// Returns where a pixel lies beside and below the head's middle, in units and with the tilt undone.
    pub(crate) fn upright(&self, x: f32, y: f32) -> [f32; 2] {
        let (dx, dy) = ((x - self.centre[0]) / self.unit, (y - self.centre[1]) / self.unit);
        let (rs, rc) = self.roll;
        [dx * rc + dy * rs, dy * rc - dx * rs]
    }

    /// Returns where a point lies in the head's own space once turn and nod are undone; the inverse of what `project` does.
    pub(crate) fn unturned(&self, [x, y, z]: [f32; 3]) -> [f32; 3] {
        let ((ys, yc), (ps, pc)) = (self.yaw, self.pitch);
        let (y, z) = (y * pc - z * ps, y * ps + z * pc);
        [x * yc - z * ys, y, x * ys + z * yc]
    }

    fn place(&self, x: f32, y: f32, z: f32) -> Point {
        let (rs, rc) = self.roll;
        let scale = self.unit / (1.0 - PERSPECTIVE * z);
        [self.centre[0] + (x * rc - y * rs) * scale, self.centre[1] + (x * rs + y * rc) * scale]
    }
}
