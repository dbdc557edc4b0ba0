//! Paints nose, mouth, and the mask that may cover both.

use super::canvas::{Canvas, Point, curve, lit, mix, rounded};
use super::head::Head;

/// Paints the nose, which stands out from the face and so shifts against it when the head turns.
pub(crate) fn paint_nose(head: &Head<'_>, canvas: &mut Canvas) {
    let (face, view, nose) = (head.face, head.view, &head.face.nose);
    let (dark, bright) = (lit(face.skin, 0.55), lit(face.skin, 1.16));
    let mut soft = |at: [f32; 2], radii: [f32; 2], lift: f32, colour, alpha: f32| {
        let (middle, u, v) = view.patch(at, radii, lift);
        canvas.glow(middle, u, v, colour, alpha);
    };
    for side in [-1.0, 1.0] {
        soft([side * 0.15, face.eye.y + 0.02], [0.11, 0.22], 0.02, dark, 0.26);
        soft([side * nose.width * 0.75, nose.y - 0.08], [0.12, 0.24], nose.height * 0.3, dark, 0.24);
    }
    soft([0.0, nose.y - 0.26], [0.085, 0.36], nose.height * 0.7, bright, 0.45);
    soft([0.0, nose.y - 0.02], [nose.width * 0.62, 0.12], nose.height, bright, 0.55);
    soft([0.0, nose.y + 0.13], [nose.width * 1.05, 0.085], nose.height * 0.5, dark, 0.50);
    for side in [-1.0, 1.0] {
        let (hole, u, v) = view.patch(
            [side * nose.width * 0.45, nose.y + 0.068],
            [nose.width * 0.30, 0.036],
            nose.height * 0.72,
        );
        canvas.glow(hole, u, v, [0.20, 0.08, 0.07], 0.95);
        let wing = [
            [side * nose.width * 0.80, nose.y - 0.10],
            [side * nose.width * 1.02, nose.y - 0.005],
            [side * nose.width * 0.86, nose.y + 0.075],
        ];
        head.line(canvas, &wing, 0.024, 0.42, nose.height * 0.42);
    }
    let base =
        [[-nose.width * 0.34, nose.y + 0.075], [0.0, nose.y + 0.10], [nose.width * 0.34, nose.y + 0.075]];
    head.line(canvas, &base, 0.020, 0.34, nose.height * 0.85);
}

/// Paints the mouth, which a smile widens, lifts and opens a little.
pub(crate) fn paint(head: &Head<'_>, canvas: &mut Canvas) {
    const LIFT: f32 = 0.06;
    let (face, view, mouth) = (head.face, head.view, &head.face.mouth);
    let (smile, y) = (view.smile, mouth.y);
    let (w, corner) = (mouth.width * (1.0 + 0.20 * smile), y - mouth.curve - 0.055 * smile);
    let (sag, open) = (0.012 + 0.035 * smile, 0.11 * (smile - 0.45).max(0.0));
    let upper_line =
        [[-w, corner], [-w * 0.5, y + sag * 0.6], [0.0, y + sag], [w * 0.5, y + sag * 0.6], [w, corner]];
    let lower_line = upper_line.map(|[x, y]| [x, y + open * (1.0 - (x / w).powi(2))]);
    let (rise, fall) = (mouth.upper * (1.0 - 0.2 * smile), mouth.lower * (1.0 - 0.12 * smile));
    let bow = [
        [w * 0.55, y - rise * 0.55],
        [w * 0.17, y - rise],
        [0.0, y - rise * 0.74],
        [-w * 0.17, y - rise],
        [-w * 0.55, y - rise * 0.55],
    ];
    let bowl = [
        [w * 0.62, y + open * 0.7 + fall * 0.62],
        [w * 0.25, y + sag + open + fall],
        [-w * 0.25, y + sag + open + fall],
        [-w * 0.62, y + open * 0.7 + fall * 0.62],
    ];

    let (below, u, v) = view.patch([0.0, y + sag + open + fall + 0.06], [0.26, 0.08], LIFT);
    canvas.glow(below, u, v, lit(face.skin, 0.55), 0.42);
    let closed = |line: &[[f32; 2]], edge: &[[f32; 2]]| -> Vec<Point> {
        let path: Vec<[f32; 2]> = line.iter().chain(edge).copied().collect();
        rounded(&view.path(&path, LIFT))
    };
    canvas.fill(&closed(&upper_line, &bow), 0.92, |x, y| view.shade(lit(mouth.colour, 0.90), x, y));
    canvas.fill(&closed(&lower_line, &bowl), 0.92, |x, y| view.shade(lit(mouth.colour, 1.04), x, y));
    if open > 0.0 {
        let reversed: Vec<[f32; 2]> = lower_line.iter().rev().copied().collect();
        canvas.fill(&closed(&upper_line, &reversed), 1.0, |x, y| view.shade([0.97, 0.95, 0.92], x, y));
    }
    let (shine, u, v) = view.patch([0.0, y + sag + open + fall * 0.45], [w * 0.5, fall * 0.5], LIFT);
    canvas.glow(shine, u, v, lit(mouth.colour, 1.22), 0.5);
    head.line(canvas, &upper_line, 0.022, 0.72, LIFT);
    let philtrum = view.patch([0.0, y - rise - 0.07], [0.06, 0.09], LIFT);
    canvas.glow(philtrum.0, philtrum.1, philtrum.2, lit(face.skin, 0.7), 0.28);
}

/// Paints a pleated mask from the bridge of the nose to below the chin, with its loops.
pub(crate) fn paint_mask(head: &Head<'_>, canvas: &mut Canvas) {
    let (face, view) = (head.face, head.view);
    let white = [0.90, 0.93, 0.95];
    let loops = |y: f32, ear: f32, side: f32| {
        [view.on_face(side * 0.80, y, 0.05), view.project([side * 0.99 * face.cheek, ear, -0.05])]
    };
    for side in [-1.0, 1.0] {
        for (y, ear) in [(0.24, 0.0), (0.92, 0.22)] {
            canvas.stroke(&loops(y, ear, side), |_| head.px(0.03), 0.9, lit(white, 0.95));
        }
    }
    let top = face.nose.y - 0.30;
    let edge = [
        ([0.0, top], 0.24),
        ([0.34, top + 0.07], 0.10),
        ([0.82, 0.20], 0.02),
        ([0.86, 0.60], 0.05),
        ([0.74, 0.94], 0.10),
        ([0.36, face.chin + 0.03], 0.14),
        ([0.0, face.chin + 0.07], 0.16),
    ];
    let right = edge.iter().map(|([x, y], lift)| view.on_face(*x, *y, *lift));
    let left = edge[1..6].iter().rev().map(|([x, y], lift)| view.on_face(-x, *y, *lift));
    let path: Vec<Point> = right.chain(left).collect();
    canvas.fill(&rounded(&path), 1.0, |x, y| view.shade(white, x, y));
    for y in [0.40, 0.58, 0.76] {
        let pleat = curve(&view.path(&[[-0.76, y + 0.03], [0.0, y], [0.76, y + 0.03]], 0.14));
        canvas.stroke(&pleat, |_| head.px(0.018), 0.45, mix(white, [0.45, 0.52, 0.58], 0.6));
    }
}
