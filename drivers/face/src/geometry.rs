//! Points, boxes, and the similarity that lays five landmarks on a template.

/// A position in pixels; x to the right, y down, the first pixel's centre at (0, 0).
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// Pixels from the left.
    pub x: f32,
    /// Pixels from the top.
    pub y: f32,
}

impl Point {
    pub(crate) const fn new(x: f32, y: f32) -> Self {
        Self { x, y }
    }

    /// The distance to `other` in pixels.
    pub fn distance(self, other: Self) -> f32 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    pub(crate) fn scaled(self, factor: f32) -> Self {
        Self::new(self.x * factor, self.y * factor)
    }

    pub(crate) fn midpoint(self, other: Self) -> Self {
        Self::new((self.x + other.x) / 2.0, (self.y + other.y) / 2.0)
    }
}

/// Five landmarks: right eye, left eye, nose, right and left corner of the mouth; right and left are the person's.
pub type Landmarks = [Point; 5];

/// A face found in a picture, in pixels of that picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct FaceBox {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
    /// The detector's confidence, 0 to 1.
    pub score: f32,
    /// Eyes, nose and mouth.
    pub landmarks: Landmarks,
}

impl FaceBox {
    /// The middle of the box.
    pub fn centre(&self) -> Point {
        Point::new(self.x + self.width / 2.0, self.y + self.height / 2.0)
    }

    /// The area in square pixels.
    pub fn area(&self) -> f32 {
        self.width * self.height
    }

    /// The distance between the eyes in pixels.
    pub fn eye_distance(&self) -> f32 {
        self.landmarks[0].distance(self.landmarks[1])
    }

    /// Intersection over union with `other`, 0 to 1.
    pub(crate) fn overlap(&self, other: &Self) -> f32 {
        let side = |a0: f32, a1: f32, b0: f32, b1: f32| (a1.min(b1) - a0.max(b0)).max(0.0);
        let common = side(self.x, self.x + self.width, other.x, other.x + other.width)
            * side(self.y, self.y + self.height, other.y, other.y + other.height);
        common / (self.area() + other.area() - common).max(f32::EPSILON)
    }
}

/// A rotation, a scale and a shift of the plane: z → a·z + b over the complex numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Similarity {
    a: [f64; 2],
    b: [f64; 2],
}

impl Similarity {
    /// The least-squares similarity (Umeyama 1991, without mirroring) that takes `from` to `to`.
    ///
    /// `None` where all of `from` or its image is one point.
    pub(crate) fn between(from: &Landmarks, to: &Landmarks) -> Option<Self> {
        let (from_mean, to_mean) = (mean(from), mean(to));
        let (mut real, mut imaginary, mut spread) = (0.0, 0.0, 0.0);
        for (p, q) in from.iter().zip(to) {
            let (px, py) = (f64::from(p.x) - from_mean[0], f64::from(p.y) - from_mean[1]);
            let (qx, qy) = (f64::from(q.x) - to_mean[0], f64::from(q.y) - to_mean[1]);
            real += px * qx + py * qy;
            imaginary += px * qy - py * qx;
            spread += px * px + py * py;
        }
        let a = [real / spread, imaginary / spread];
        let b = [
            to_mean[0] - a[0] * from_mean[0] + a[1] * from_mean[1],
            to_mean[1] - a[1] * from_mean[0] - a[0] * from_mean[1],
        ];
        let found = Self { a, b };
        (found.scale().is_normal() && b.iter().all(|v| v.is_finite())).then_some(found)
    }

    /// How many pixels one pixel becomes.
    pub(crate) fn scale(&self) -> f64 {
        self.a[0].hypot(self.a[1])
    }

    /// The way back.
    pub(crate) fn inverse(&self) -> Self {
        let square = self.a[0] * self.a[0] + self.a[1] * self.a[1];
        let a = [self.a[0] / square, -self.a[1] / square];
        let b = [a[1] * self.b[1] - a[0] * self.b[0], -a[1] * self.b[0] - a[0] * self.b[1]];
        Self { a, b }
    }

    /// Where (`x`, `y`) goes.
    pub(crate) fn apply(&self, x: f64, y: f64) -> (f64, f64) {
        (self.a[0] * x - self.a[1] * y + self.b[0], self.a[1] * x + self.a[0] * y + self.b[1])
    }
}

fn mean(points: &Landmarks) -> [f64; 2] {
    let sum = |of: fn(&Point) -> f32| points.iter().map(|p| f64::from(of(p))).sum::<f64>() / 5.0;
    [sum(|p| p.x), sum(|p| p.y)]
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: Landmarks = [
        Point::new(38.0, 52.0),
        Point::new(74.0, 52.0),
        Point::new(56.0, 72.0),
        Point::new(42.0, 92.0),
        Point::new(71.0, 92.0),
    ];

    fn moved(degrees: f64, scale: f64, shift: [f64; 2]) -> Landmarks {
        let angle = degrees.to_radians();
        let known = Similarity { a: [scale * angle.cos(), scale * angle.sin()], b: shift };
        FROM.map(|p| {
            let (x, y) = known.apply(p.x.into(), p.y.into());
            Point::new(x as f32, y as f32)
        })
    }

    #[test]
    fn a_known_similarity_is_found_again_and_undone() {
        for (degrees, scale, shift) in
            [(0.0, 1.0, [0.0, 0.0]), (30.0, 0.5, [10.0, -4.0]), (-170.0, 3.0, [500.0, 2.0])]
        {
            let to = moved(degrees, scale, shift);
            let found = Similarity::between(&FROM, &to).unwrap();
            assert!((found.scale() - scale).abs() < 1e-4, "{degrees}° ×{scale}");
            for (p, q) in FROM.iter().zip(&to) {
                let (x, y) = found.inverse().apply(q.x.into(), q.y.into());
                assert!((x - f64::from(p.x)).hypot(y - f64::from(p.y)) < 1e-3, "{degrees}° ×{scale}");
            }
        }
    }

    #[test]
    fn five_landmarks_on_one_spot_have_no_similarity() {
        assert_eq!(Similarity::between(&[Point::new(5.0, 5.0); 5], &FROM), None);
        assert_eq!(Similarity::between(&FROM, &[Point::new(5.0, 5.0); 5]), None);
        assert_eq!(Similarity::between(&[Point::new(f32::NAN, 5.0); 5], &FROM), None);
    }

    #[test]
    fn overlap_runs_from_nothing_to_the_same_box() {
        let at = |x: f32| FaceBox { x, y: 0.0, width: 10.0, height: 10.0, score: 1.0, landmarks: FROM };
        for (x, expected) in [(0.0, 1.0), (5.0, 1.0 / 3.0), (10.0, 0.0), (50.0, 0.0)] {
            assert!((at(0.0).overlap(&at(x)) - expected).abs() < 1e-6, "{x}");
        }
    }
}
