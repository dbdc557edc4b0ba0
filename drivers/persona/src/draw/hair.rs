//! Paints hair: what falls behind the neck, and what lies over the brow.

use super::canvas::{Canvas, Point, curve, lit, mix, rounded};
use super::chance::Chance;
use super::head::Head;
use crate::Hair;

/// Paints the hair that is seen behind neck and ears.
pub(crate) fn paint_behind(head: &Head<'_>, canvas: &mut Canvas) {
    let (view, face) = (head.view, head.face);
    let half: &[[f32; 2]] = match head.look.hair {
        Hair::Bob => &[[1.20, -0.40], [1.24, 0.30], [1.14, 0.95], [0.70, 1.12]],
        Hair::Long => &[[1.18, -0.40], [1.24, 0.50], [1.32, 1.50], [1.10, 2.25], [0.50, 2.35]],
        Hair::Bun => return knot(head, canvas),
        Hair::Short | Hair::Parted | Hair::Receding => return,
    };
    let top = [[-0.7, -1.32], [0.0, -1.50], [0.7, -1.32]];
    let mirrored = half.iter().rev().map(|[x, y]| [-x, *y]);
    let outline: Vec<Point> = top
        .into_iter()
        .chain(half.iter().copied())
        .chain(mirrored)
        .map(|[x, y]| view.on_outline(x, y, -0.25))
        .collect();
    let dark = lit(face.hair, 0.80);
    canvas.fill(&rounded(&outline), 1.0, |x, y| view.shade(dark, x, y));
}

/// Paints the hair on the head.
pub(crate) fn paint_front(head: &Head<'_>, canvas: &mut Canvas) {
    if head.look.age < 3 {
        return tuft(head, canvas);
    }
    let part = head.face.parting;
    match head.look.hair {
        Hair::Short => cap(
            head,
            canvas,
            1.07,
            -0.02,
            &[[-0.86, -0.62], [-0.45, -0.80], [0.0, -0.74], [0.45, -0.80], [0.86, -0.62]],
        ),
        Hair::Parted => cap(head, canvas, 1.08, -0.05, &parted(part, -0.98, -0.58)),
        Hair::Bun => cap(
            head,
            canvas,
            1.05,
            -0.10,
            &[[-0.84, -0.66], [-0.42, -0.95], [0.0, -0.98], [0.42, -0.95], [0.84, -0.66]],
        ),
        Hair::Bob => {
            cap(
                head,
                canvas,
                1.12,
                0.10,
                &[[-0.84, -0.40], [-0.42, -0.50], [0.0, -0.53], [0.42, -0.50], [0.84, -0.40]],
            );
            locks(head, canvas, 0.92);
        }
        Hair::Long => {
            cap(head, canvas, 1.11, 0.10, &parted(part, -1.04, -0.46));
            locks(head, canvas, 1.75);
        }
        Hair::Receding => sides(head, canvas),
    }
}

/// A hairline that is high at the parting and sweeps down to both temples, on one side more.
fn parted(part: f32, high: f32, low: f32) -> [[f32; 2]; 5] {
    let away = -part.signum();
    let mut line = [
        [-0.88, low],
        [-0.50, if away < 0.0 { low - 0.16 } else { high + 0.16 }],
        [part, high],
        [0.50, if away > 0.0 { low - 0.16 } else { high + 0.16 }],
        [0.88, low],
    ];
    line[if away > 0.0 { 0 } else { 4 }][1] = low - 0.10;
    line
}

/// Covers the skull from one sideburn over the crown to the other, down to the hairline.
fn cap(head: &Head<'_>, canvas: &mut Canvas, thick: f32, burns: f32, hairline: &[[f32; 2]]) {
    let (face, view) = (head.face, head.view);
    let crown = face.crown + 0.07 + (thick - 1.0);
    let side = [[1.0, burns], [1.03, -0.35], [1.0, -0.80], [0.80, -1.14], [0.45, -crown * 0.93]];
    let right = side.iter().rev().map(|[x, y]| view.on_outline(x * thick * face.cheek, *y, -0.05));
    let left = side.iter().map(|[x, y]| view.on_outline(-x * thick * face.cheek, *y, -0.05));
    let outer = left.chain([view.on_outline(0.0, -crown, 0.0)]).chain(right);
    let temple = |x: f32, y: f32| view.on_outline(x * face.cheek, y, 0.14);
    let high = hairline[0][1].min(hairline[hairline.len() - 1][1]).max(-0.62) + 0.14;
    let inner = hairline.iter().rev().map(|[x, y]| match x.abs() {
        ..0.8 => view.on_face(*x, *y, 0.02),
        _ => view.on_outline(*x, *y, 0.14),
    });
    let right = [temple(0.95, burns), temple(0.905, high)];
    let left = [temple(-0.905, high), temple(-0.95, burns)];
    let path: Vec<Point> = rounded(&outer.chain(right).chain(inner).chain(left).collect::<Vec<_>>());
    let below: Vec<Point> = path.iter().map(|[x, y]| [*x, y + head.px(0.055)]).collect();
    canvas.fill(&below, 0.20, |x, y| view.shade(lit(face.skin, 0.40), x, y));
    canvas.fill(&path, 1.0, |x, y| sheen(head, x, y));
    strands(head, canvas, hairline, crown);
}

/// Colours hair: shaded like the head, with a band of shine around the crown.
fn sheen(head: &Head<'_>, x: f32, y: f32) -> [f32; 3] {
    let (dx, dy) = ((x - head.view.centre[0]) / head.view.unit, (y - head.view.centre[1]) / head.view.unit);
    let band = 1.0 - ((dx.hypot(dy * 0.85) - 0.98) / 0.17).powi(2);
    let shine = band.max(0.0) * (-dy * 1.6 - 0.4).clamp(0.0, 1.0) * 0.42;
    let hair = head.face.hair;
    head.view.shade(mix(lit(hair, 1.05), mix(hair, [0.85, 0.80, 0.76], 0.40), shine), x, y)
}

/// Draws single strands from the crown to the hairline, some lighter and some darker.
fn strands(head: &Head<'_>, canvas: &mut Canvas, hairline: &[[f32; 2]], crown: f32) {
    let chance = &mut Chance::new(head.face.strands);
    let line = curve(hairline);
    let root = [head.face.parting * 0.7, -crown * 0.94];
    for _ in 0..26 {
        let end = line[(chance.unit() * (line.len() - 1) as f32) as usize];
        let bend = [(root[0] + end[0]) * 0.5 + (end[0] - root[0]) * 0.22, (root[1] + end[1]) * 0.5 - 0.10];
        let tone = chance.choose(&[0.6, 0.7, 1.35, 1.5]);
        let path = [
            head.view.on_outline(root[0], root[1], 0.0),
            head.view.on_face(bend[0], bend[1], 0.08),
            head.view.on_face(end[0], end[1] - 0.02, 0.03),
        ];
        let width = head.px(chance.around(0.016, 0.006));
        canvas.stroke(&curve(&path), |t| width * (1.0 - 0.6 * t), 0.35, lit(head.face.hair, tone));
    }
}

/// Lets hair fall over the ears to the given height.
fn locks(head: &Head<'_>, canvas: &mut Canvas, until: f32) {
    let (view, cheek) = (head.view, head.face.cheek);
    for side in [-1.0, 1.0] {
        let outer = [[0.96, -0.80], [1.16, -0.35], [1.23, 0.30], [1.22, until * 0.72], [1.12, until]];
        let inner = [[0.90, until * 0.86], [0.885, 0.35], [0.90, -0.10], [0.86, -0.52]];
        let outer = outer.iter().map(|[x, y]| view.on_outline(side * x * cheek, *y, -0.02));
        let inner = inner.iter().map(|[x, y]| view.on_outline(side * x * cheek, *y, 0.16));
        let path: Vec<Point> = outer.chain(inner).collect();
        canvas.fill(&rounded(&path), 1.0, |x, y| sheen(head, x, y));
    }
}

/// Paints what is left at the sides of a bald head.
fn sides(head: &Head<'_>, canvas: &mut Canvas) {
    let (view, cheek) = (head.view, head.face.cheek);
    let (shine, u, v) = view.patch([-0.2, -1.02], [0.45, 0.20], 0.0);
    canvas.glow(shine, u, v, lit(head.face.skin, 1.16), 0.5);
    for side in [-1.0, 1.0] {
        let outer = [[0.97, 0.02], [1.07, -0.14], [1.075, -0.42], [1.00, -0.70]];
        let outer = outer.iter().map(|[x, y]| view.on_outline(side * x * cheek, *y, -0.08));
        let inner = [[0.86, -0.86], [0.86, -0.55], [0.90, -0.20]]
            .map(|[x, y]| view.on_face(side * x * cheek, y, 0.0));
        let path: Vec<Point> = outer.chain(inner).collect();
        canvas.fill(&rounded(&path), 0.92, |x, y| sheen(head, x, y));
    }
}

/// Paints an infant's thin hair.
fn tuft(head: &Head<'_>, canvas: &mut Canvas) {
    let (view, crown) = (head.view, head.face.crown);
    let line = [[-0.80, -0.78], [-0.40, -0.98], [0.05, -0.90], [0.40, -1.0], [0.80, -0.78]];
    let outer = [
        [-0.99, -0.30],
        [-0.96, -0.80],
        [-0.60, -1.24],
        [0.0, -crown - 0.03],
        [0.60, -1.24],
        [0.96, -0.80],
        [0.99, -0.30],
    ];
    let outer = outer.iter().map(|[x, y]| view.on_outline(x * head.face.cheek, *y, 0.0));
    let inner = line.iter().rev().map(|[x, y]| view.on_face(*x, *y, 0.0));
    let path: Vec<Point> = outer.chain(inner).collect();
    canvas.fill(&rounded(&path), 0.62, |x, y| sheen(head, x, y));
    strands(head, canvas, &line, crown);
}

fn knot(head: &Head<'_>, canvas: &mut Canvas) {
    let (view, face) = (head.view, head.face);
    let around = |i: usize| {
        let (sin, cos) = (i as f32 / 14.0 * std::f32::consts::TAU).sin_cos();
        view.on_outline(0.42 * cos, -face.crown - 0.24 + 0.30 * sin, -0.3)
    };
    let path: Vec<Point> = (0..14).map(around).collect();
    let colour = lit(face.hair, 1.05);
    canvas.fill(&rounded(&path), 1.0, |x, y| view.shade(colour, x, y));
    let fold = [
        view.on_outline(-0.34, -face.crown - 0.28, -0.3),
        view.on_outline(0.0, -face.crown - 0.14, -0.3),
        view.on_outline(0.34, -face.crown - 0.28, -0.3),
    ];
    canvas.stroke(&curve(&fold), |_| head.px(0.03), 0.5, lit(face.hair, 0.6));
}
