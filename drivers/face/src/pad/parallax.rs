//! How far the nose stands out of the plane of eyes and mouth, from two views of the same face.
//!
//! Two views of a plane differ by a homography, whatever the plane's tilt and distance. Four corners (eyes and
//! mouth) fix it; it foretells where the nose of a picture would be. The nose tip of a head stands about 0.4 eye
//! distances before that plane, so a turn by θ moves it sideways by 0.4·sin θ; of a print bent as a cylinder of
//! 15 cm radius, 0.05.

use crate::geometry::{Landmarks, Point};

/// What changed between two views of one face.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Parallax {
    /// The nose's way out of the plane of eyes and mouth, along the line of the eyes, in eye distances of the
    /// second view; positive is towards the person's left. Below ±0.03 for anything flat; ±0.15 for a head that is
    /// turned by 20° to 25°.
    pub(super) shift: f32,
    /// How much narrower the face became beside its height, 1 is not at all: cos θ of a turn by θ from the front.
    pub(super) foreshortening: f32,
}

/// Compares two views; `None` where eyes and mouth are no proper quadrangle in either.
pub(super) fn parallax(before: &Landmarks, after: &Landmarks) -> Option<Parallax> {
    let plane =
        Homography::of_square(&corners(after))?.after(&Homography::of_square(&corners(before))?.inverse()?);
    let flat = plane.apply(before[2])?;
    let [right, left, nose, ..] = *after;
    let eyes = right.distance(left);
    let (axis_x, axis_y) = ((left.x - right.x) / eyes, (left.y - right.y) / eyes);
    let shift = ((nose.x - flat.x) * axis_x + (nose.y - flat.y) * axis_y) / eyes;
    let foreshortening = slimness(after) / slimness(before);
    (shift.is_finite() && foreshortening.is_finite()).then_some(Parallax { shift, foreshortening })
}

/// Eyes and mouth in the order of a square's corners.
fn corners([right_eye, left_eye, _, right_mouth, left_mouth]: &Landmarks) -> [Point; 4] {
    [*right_eye, *left_eye, *left_mouth, *right_mouth]
}

/// Breadth between the eyes over the height from eyes to mouth; both shrink alike with distance.
fn slimness([right_eye, left_eye, _, right_mouth, left_mouth]: &Landmarks) -> f32 {
    right_eye.distance(*left_eye) / right_eye.midpoint(*left_eye).distance(right_mouth.midpoint(*left_mouth))
}

/// A map of the projective plane, row by row.
struct Homography([[f64; 3]; 3]);

impl Homography {
    /// The map that takes the unit square's corners (0,0) (1,0) (1,1) (0,1) to `to` (Heckbert 1989, section 2.2).
    fn of_square(to: &[Point; 4]) -> Option<Self> {
        let [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = to.map(|p| [f64::from(p.x), f64::from(p.y)]);
        let (dx1, dx2, sx) = (x1 - x2, x3 - x2, x0 - x1 + x2 - x3);
        let (dy1, dy2, sy) = (y1 - y2, y3 - y2, y0 - y1 + y2 - y3);
        let area = dx1 * dy2 - dx2 * dy1;
        let (g, h) = ((sx * dy2 - dx2 * sy) / area, (dx1 * sy - sx * dy1) / area);
        let found =
            [[x1 - x0 + g * x1, x3 - x0 + h * x3, x0], [y1 - y0 + g * y1, y3 - y0 + h * y3, y0], [g, h, 1.0]];
        (area.abs() > 1.0 && found.iter().flatten().all(|v| v.is_finite())).then_some(Self(found))
    }

    /// The way back, but for a factor, which means nothing here.
    fn inverse(&self) -> Option<Self> {
        let m = &self.0;
        let minor = |i: usize, j: usize| {
            let (a, b, c, d) = ((j + 1) % 3, (j + 2) % 3, (i + 1) % 3, (i + 2) % 3);
            m[a][c] * m[b][d] - m[a][d] * m[b][c]
        };
        let adjugate: [[f64; 3]; 3] = std::array::from_fn(|i| std::array::from_fn(|j| minor(i, j)));
        let determinant: f64 = (0..3).map(|k| m[0][k] * adjugate[k][0]).sum();
        determinant.is_normal().then_some(Self(adjugate))
    }

    /// First `first`, then this one.
    fn after(&self, first: &Self) -> Self {
        let cell = |i: usize, j: usize| (0..3).map(|k| self.0[i][k] * first.0[k][j]).sum();
        Self(std::array::from_fn(|i| std::array::from_fn(|j| cell(i, j))))
    }

    fn apply(&self, p: Point) -> Option<Point> {
        let [x, y, w] = self.0.map(|row| row[0] * f64::from(p.x) + row[1] * f64::from(p.y) + row[2]);
        w.is_normal().then(|| Point::new((x / w) as f32, (y / w) as f32))
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A head's depth at eyes, nose and mouth, in millimetres before the plane of the eyes.
    pub(crate) const HEAD: [f64; 5] = [0.0, 0.0, 25.0, 4.0, 4.0];
    pub(crate) const PRINT: [f64; 5] = [0.0; 5];
    /// A print bent about an upright axis through the nose, as a cylinder of 15 cm radius.
    pub(crate) const BENT: [f64; 5] = [0.0, 0.0, 3.3, 1.3, 1.3];

    /// Landmarks of a face so deep, turned (positive: to its own left) and nodding, by a pinhole at 60 cm.
    pub(crate) fn turned(depth: [f64; 5], yaw: f64, pitch: f64) -> Landmarks {
        let across = [(-31.5, -20.0), (31.5, -20.0), (0.0, 15.0), (-24.0, 48.0), (24.0, 48.0)];
        let (ys, yc) = yaw.to_radians().sin_cos();
        let (ps, pc) = pitch.to_radians().sin_cos();
        std::array::from_fn(|i| {
            let ((x, y), z) = (across[i], depth[i]);
            let (x, z) = (x * yc + z * ys, z * yc - x * ys);
            let (y, z) = (y * pc + z * ps, z * pc - y * ps);
            let scale = 640.0 / (600.0 - z);
            Point::new((320.0 + x * scale) as f32, (240.0 + y * scale) as f32)
        })
    }

    #[test]
    fn a_head_that_turns_brings_its_nose_out_and_a_picture_never_does() {
        let front = |depth| turned(depth, 0.0, 0.0);
        for degrees in [-40.0, -20.0, -10.0, 10.0, 20.0, 40.0_f64] {
            let shift = |depth| parallax(&front(depth), &turned(depth, degrees, 0.0)).unwrap().shift;
            assert!(shift(PRINT).abs() < 1e-3, "print {degrees}°: {}", shift(PRINT));
            assert!(shift(BENT).abs() < 0.06, "bent print {degrees}°: {}", shift(BENT));
            let least = 0.3 * degrees.abs().to_radians().sin() as f32;
            assert!(shift(HEAD) * degrees.signum() as f32 > least, "head {degrees}°: {}", shift(HEAD));
        }
    }

    #[test]
    fn nodding_is_no_turn() {
        for (what, depth) in [("head", HEAD), ("print", PRINT), ("bent print", BENT)] {
            let nod = parallax(&turned(depth, 0.0, -10.0), &turned(depth, 0.0, 15.0)).unwrap();
            assert!(nod.shift.abs() < 1e-3, "{what}: {}", nod.shift);
        }
    }

    #[test]
    fn foreshortening_is_the_cosine_of_the_turn() {
        for degrees in [0.0, 15.0, 30.0_f64] {
            let seen = parallax(&turned(PRINT, 0.0, 0.0), &turned(PRINT, degrees, 0.0)).unwrap();
            assert!((f64::from(seen.foreshortening) - degrees.to_radians().cos()).abs() < 0.02, "{degrees}°");
        }
    }

    #[test]
    fn landmarks_that_are_no_face_have_no_parallax() {
        let face = turned(HEAD, 0.0, 0.0);
        for broken in [[Point::default(); 5], [Point::new(f32::NAN, 1.0); 5], [Point::new(1e30, -1e30); 5]] {
            assert_eq!(parallax(&face, &broken), None);
            assert_eq!(parallax(&broken, &face), None);
        }
    }
}
