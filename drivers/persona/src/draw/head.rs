//! Paints one head, from the ears to the lines of age; eyes, mouth and hair have files of their own.

use super::canvas::{Canvas, Point, curve, lit, mix, rounded};
use super::features::Features;
use super::view::View;
use super::{eyes, hair, mouth};
use crate::Look;

/// Is what the painters of one head share.
pub(crate) struct Head<'a> {
    pub(crate) look: &'a Look,
    pub(crate) face: &'a Features,
    pub(crate) view: &'a View,
}

impl Head<'_> {
    /// Paints the hair behind the neck; comes before the body.
    pub(crate) fn paint_behind(&self, canvas: &mut Canvas) {
        hair::paint_behind(self, canvas);
    }

    /// Paints the head itself; comes after the body.
    pub(crate) fn paint(&self, canvas: &mut Canvas, masked: bool) {
        let turned = self.view.on_outline(0.0, 0.0, 1.0)[0] - self.view.centre[0];
        [-1.0, 1.0].iter().for_each(|side| self.ear(canvas, *side));
        self.skin(canvas);
        if turned.abs() > 0.12 * self.view.unit {
            self.ear(canvas, -turned.signum());
        }
        self.cheeks(canvas);
        self.lines(canvas);
        eyes::paint(self, canvas);
        mouth::paint_nose(self, canvas);
        if masked {
            mouth::paint_mask(self, canvas);
        } else {
            mouth::paint(self, canvas);
        }
        hair::paint_front(self, canvas);
        eyes::paint_glasses(self, canvas);
    }

    /// Lengths in pixels of lengths on the face.
    pub(crate) fn px(&self, length: f32) -> f32 {
        length * self.view.unit
    }

    /// Draws a rounded line on the face, thin at both ends.
    pub(crate) fn line(&self, canvas: &mut Canvas, points: &[[f32; 2]], width: f32, alpha: f32, lift: f32) {
        let width = self.px(width);
        let colour = mix(lit(self.face.skin, 0.45), [0.30, 0.10, 0.08], 0.25);
        let taper = |t: f32| width * (0.25 + 0.75 * (1.0 - (2.0 * t - 1.0).powi(2)));
        canvas.stroke(&curve(&self.view.path(points, lift)), taper, alpha, colour);
    }

    fn skin(&self, canvas: &mut Canvas) {
        let (skin, view) = (self.face.skin, self.view);
        canvas.fill(&self.outline(), 1.0, |x, y| {
            let [across, down] = view.upright(x, y);
            let rim = (across.abs() - 0.50 + 0.22 * down.max(0.0)).max(0.0);
            view.shade(lit(skin, 1.0 - 0.40 * rim * rim), x, y)
        });
    }

    fn outline(&self) -> Vec<Point> {
        let face = self.face;
        let half = [
            [0.50 * face.cheek, -face.crown * 0.91, 0.0],
            [0.86 * face.cheek, -0.86, 0.0],
            [0.985 * face.cheek, -0.30, 0.0],
            [0.975 * face.cheek, 0.18, 0.05],
            [(0.88 * face.cheek + 0.06 * face.jaw), 0.48, 0.15],
            [face.jaw * 0.96, 0.74, 0.25],
            [(face.jaw + face.chin_width) * 0.53, face.chin - 0.22, 0.42],
            [face.chin_width * 0.92, face.chin - 0.055, 0.55],
        ];
        let right = half.iter().copied();
        let left = half.iter().rev().map(|[x, y, z]| [-x, *y, *z]);
        let whole =
            [[0.0, -face.crown, 0.0]].into_iter().chain(right).chain([[0.0, face.chin, 0.60]]).chain(left);
        let points: Vec<Point> = whole.map(|[x, y, z]| self.view.on_outline(x, y, z)).collect();
        rounded(&points)
    }

    fn ear(&self, canvas: &mut Canvas, side: f32) {
        let (face, view) = (self.face, self.view);
        let ellipse = |scale: f32| -> Vec<Point> {
            let around = |i: usize| {
                let (sin, cos) = (i as f32 / 16.0 * std::f32::consts::TAU).sin_cos();
                let (x, y) = (cos * 0.13 * face.ear * scale, sin * 0.25 * face.ear * scale);
                view.project([
                    side * (0.985 * face.cheek + 0.015) + x + 0.1 * side * y.min(0.0).abs(),
                    0.07 + y,
                    -0.12,
                ])
            };
            (0..16).map(around).collect()
        };
        let skin = mix(face.skin, [0.85, 0.45, 0.40], 0.10);
        canvas.fill(&ellipse(1.0), 1.0, |x, y| view.shade(lit(skin, 0.96), x, y));
        canvas.fill(&ellipse(0.62), 0.5, |x, y| view.shade(lit(skin, 0.80), x, y));
    }

    /// Flushes the cheeks, hollows the sockets, and models the chin.
    fn cheeks(&self, canvas: &mut Canvas) {
        let (face, view) = (self.face, self.view);
        let red = mix(face.skin, [0.92, 0.42, 0.38], 0.55);
        let dark = lit(face.skin, 0.62);
        let mut soft = |at: [f32; 2], radii: [f32; 2], colour, alpha: f32| {
            let (middle, u, v) = view.patch(at, radii, 0.0);
            canvas.glow(middle, u, v, colour, alpha);
        };
        for side in [-1.0, 1.0] {
            let lift = 0.04 * view.smile;
            soft([side * 0.52, 0.36 - lift], [0.36, 0.27], red, 0.30 * face.blush + 0.08 * view.smile);
            soft([side * 0.48, 0.22 - lift], [0.26, 0.16], lit(face.skin, 1.10), 0.35);
            soft([side * (face.eye.x - 0.10), face.eye.y - 0.12], [0.30, 0.20], dark, 0.22);
        }
        soft([0.0, face.chin - 0.18], [0.24, 0.15], lit(face.skin, 1.08), 0.30);
        soft([0.0, -0.72], [0.55, 0.30], lit(face.skin, 1.08), 0.30);
    }

    /// Draws what smiling and years leave: folds beside the mouth, lines of brow and eye; and a mole.
    fn lines(&self, canvas: &mut Canvas) {
        let (face, smile) = (self.face, self.view.smile);
        let old = face.old;
        for side in [-1.0, 1.0] {
            let (wing, corner) = (side * (face.nose.width + 0.07), side * (face.mouth.width + 0.13));
            let fold = [
                [wing, face.nose.y - 0.02],
                [(wing + corner) * 0.53, face.nose.y + 0.17],
                [corner, face.mouth.y - 0.06],
            ];
            self.line(canvas, &fold, 0.030, 0.05 + 0.28 * old + 0.09 * smile, 0.05);
            let (x, y) = (side * face.eye.x, face.eye.y + face.eye.height + 0.065);
            let bag = [[x - side * 0.17, y - 0.025], [x, y + 0.03], [x + side * 0.17, y - 0.02]];
            self.line(canvas, &bag, 0.022, 0.08 + 0.26 * old + 0.06 * smile, 0.0);
            let outer = side * (face.eye.x + face.eye.width + 0.05);
            for lean in [-0.06, 0.0, 0.06] {
                let crow = [[outer, face.eye.y + lean * 0.6], [outer + side * 0.11, face.eye.y + lean * 1.8]];
                self.line(canvas, &crow, 0.014, 0.34 * old, 0.0);
            }
        }
        for (y, reach) in [(-0.63, 0.40), (-0.73, 0.46), (-0.83, 0.36)] {
            let wrinkle =
                [[-reach, y + 0.02], [-reach * 0.4, y - 0.015], [reach * 0.3, y - 0.01], [reach, y + 0.02]];
            self.line(canvas, &wrinkle, 0.018, 0.26 * old, 0.0);
        }
        if let Some(mole) = face.mole {
            let (middle, u, v) = self.view.patch(mole, [0.034, 0.034], 0.0);
            canvas.glow(middle, u, v, [0.20, 0.12, 0.09], 0.95);
        }
    }
}
