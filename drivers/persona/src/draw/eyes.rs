//! Paints eyes, brows and glasses.

use super::canvas::{Canvas, Colour, Point, curve, lit, mix, rounded};
use super::head::Head;
use crate::Glasses;

const IRIS: f32 = 0.094;

/// Paints both eyes and brows.
pub(crate) fn paint(head: &Head<'_>, canvas: &mut Canvas) {
    for side in [-1.0, 1.0] {
        let lids = Lids::of(head, side);
        eye(head, canvas, &lids, side);
        lashes(head, canvas, &lids, side);
        brow(head, canvas, side);
    }
}

/// Paints the glasses, if the person wears any.
pub(crate) fn paint_glasses(head: &Head<'_>, canvas: &mut Canvas) {
    let squareness = match head.look.glasses {
        Glasses::None => return,
        Glasses::Round => 1.0,
        Glasses::Square => 0.45,
    };
    let (eye, view) = (&head.face.eye, head.view);
    let (colour, width): (Colour, f32) = ([0.16, 0.13, 0.13], head.px(0.034));
    for side in [-1.0f32, 1.0] {
        let around = |i: usize| {
            let (sin, cos) = (i as f32 / 32.0 * std::f32::consts::TAU).sin_cos();
            let bulge = |v: f32| v.signum() * v.abs().powf(squareness);
            view.on_face(side * eye.x + 0.335 * bulge(cos), eye.y + 0.05 + 0.255 * bulge(sin), 0.10)
        };
        let rim: Vec<Point> = (0..=32).map(around).collect();
        canvas.fill(&rim, 0.07, |_, _| [0.90, 0.95, 1.0]);
        canvas.stroke(&rim, |_| width, 0.95, colour);
        let temple = [
            view.on_face(side * (eye.x + 0.335), eye.y, 0.10),
            view.project([side * 1.02 * head.face.cheek, eye.y - 0.02, -0.05]),
        ];
        canvas.stroke(&temple, |_| width * 0.9, 0.95, colour);
    }
    let inner = eye.x - 0.335;
    let bridge = view.path(&[[-inner, eye.y + 0.01], [0.0, eye.y - 0.035], [inner, eye.y + 0.01]], 0.17);
    canvas.stroke(&curve(&bridge), |_| width, 0.95, colour);
}

/// Is the shape of one open, half-closed or closed eye, from the inner to the outer corner.
struct Lids {
    upper: Vec<[f32; 2]>,
    lower: Vec<[f32; 2]>,
}

impl Lids {
    fn of(head: &Head<'_>, side: f32) -> Self {
        let eye = &head.face.eye;
        let at = |along: f32, y: f32| {
            let tilt = eye.tilt * along;
            [side * (eye.x + along * eye.width), eye.y + y - tilt]
        };
        let cheek = eye.height * (0.62 - 0.22 * head.view.smile);
        let lower = vec![
            at(-1.0, 0.022),
            at(-0.5, cheek * 0.72),
            at(0.05, cheek),
            at(0.6, cheek * 0.75),
            at(1.0, 0.0),
        ];
        let open =
            [0.022, -0.78, -1.0, -0.72, 0.0].map(|part| if part < 0.0 { part * eye.height } else { part });
        let along = [-1.0, -0.5, 0.05, 0.6, 1.0];
        let upper = along.iter().zip(open).zip(&lower).map(|((along, open), closed)| {
            let [x, y] = at(*along, open);
            [x, y + (closed[1] - y) * head.view.blink]
        });
        Self { upper: upper.collect(), lower }
    }
}

fn eye(head: &Head<'_>, canvas: &mut Canvas, lids: &Lids, side: f32) {
    let (eye, view) = (&head.face.eye, head.view);
    let upper = curve(&view.path(&lids.upper, 0.0));
    let lower = curve(&view.path(&lids.lower, 0.0));
    let opening: Vec<Point> = upper.iter().chain(lower.iter().rev()).copied().collect();
    let (middle, u, v) = view.patch([side * eye.x, eye.y - 0.012], [IRIS, IRIS], 0.0);
    let det = u[0] * v[1] - u[1] * v[0];
    if det.abs() < 1e-3 {
        return;
    }
    let (soft, tall) = (1.2 / head.px(IRIS), head.px(eye.height * 2.2));
    let top = middle[1] - head.px(eye.height);
    canvas.fill(&opening, 1.0, |x, y| {
        let (dx, dy) = (x - middle[0], y - middle[1]);
        let (a, b) = ((dx * v[1] - dy * v[0]) / det, (dy * u[0] - dx * u[1]) / det);
        let shadow = 0.72 + 0.28 * ((y - top) / tall * 2.2).clamp(0.0, 1.0);
        view.shade(lit(eyeball(eye.iris, a.hypot(b), b, soft), shadow * 1.04), x, y)
    });
    if view.blink < 0.6 {
        let spark = [middle[0] - 0.30 * u[0] - 0.38 * v[0], middle[1] - 0.30 * u[1] - 0.38 * v[1]];
        let radius = head.px(0.030);
        canvas.glow(spark, [radius, 0.0], [0.0, radius], [1.0; 3], 0.95 * (1.0 - view.blink));
    }
}

/// Colours the eyeball by the distance from the pupil's middle, in radii of the iris.
fn eyeball(iris: Colour, distance: f32, below: f32, soft: f32) -> Colour {
    let step = |edge: f32| ((distance - edge) / soft + 0.5).clamp(0.0, 1.0);
    let rim = mix(lit(iris, 1.45 + 0.5 * below.max(0.0)), lit(iris, 0.7), (distance * distance).min(1.0));
    let coloured = mix([0.035, 0.03, 0.03], rim, step(0.44));
    mix(coloured, [0.965, 0.95, 0.94], step(1.0))
}

fn lashes(head: &Head<'_>, canvas: &mut Canvas, lids: &Lids, side: f32) {
    let (face, view) = (head.face, head.view);
    let dark = mix([0.13, 0.085, 0.075], face.hair, 0.15 * (1.0 - face.old));
    let weight = head.px(0.026 + 0.022 * face.eye.lash);
    let mut upper = lids.upper.clone();
    if let Some(last) = upper.last_mut() {
        *last = [last[0] + side * 0.022 * face.eye.lash, last[1] - 0.012 * face.eye.lash];
    }
    canvas.stroke(&curve(&view.path(&upper, 0.005)), |t| weight * (0.35 + 0.75 * t), 0.92, dark);
    canvas.stroke(&curve(&view.path(&lids.lower, 0.0)), |_| head.px(0.013), 0.35, dark);
    let above = 0.045 + 0.03 * face.eye.crease;
    let fold: Vec<[f32; 2]> =
        lids.upper.iter().map(|[x, y]| [*x, y - above * (1.0 - 0.5 * view.blink)]).collect();
    head.line(canvas, &fold, 0.020, 0.15 + 0.40 * face.eye.crease, 0.0);
}

fn brow(head: &Head<'_>, canvas: &mut Canvas, side: f32) {
    let (eye, brow) = (&head.face.eye, &head.face.brow);
    let (inner, outer) = (eye.x - brow.length * 0.80, eye.x + brow.length * 0.98);
    let y = brow.y - 0.02 * head.view.smile;
    let points = [
        (inner, y + brow.tilt * 0.5, 0.42),
        (inner + brow.length * 0.35, y - brow.arch * 0.55, 0.52),
        (inner + brow.length * 1.05, y - brow.arch, 0.42),
        (outer, y + 0.035 - brow.tilt * 0.5, 0.08),
    ];
    let edge = |sign: f32| points.map(|(x, y, part)| [side * x, y + sign * part * brow.weight]);
    let (above, below) = (edge(-1.0), edge(1.0));
    let path: Vec<[f32; 2]> = above.into_iter().chain(below.into_iter().rev()).collect();
    let colour = mix(lit(head.face.hair, 1.05), head.face.skin, 0.12 + 0.10 * (1.0 - head.face.grown));
    canvas.fill(&rounded(&head.view.path(&path, 0.01)), 0.86, |_, _| colour);
}
