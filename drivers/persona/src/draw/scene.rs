//! Paints what is not the head: the clinic's wall, neck and clothes, and a picture held up before the camera.

use super::canvas::{Canvas, Colour, Point, curve, lit, mix, rounded};
use super::features::Features;
use super::view::View;

/// What hangs and stands at the wall: left, right, top, bottom in parts of the picture, softness, colour.
const WALL: [([f32; 4], f32, Colour); 5] = [
    ([-1.0, 2.0, 0.725, 2.0], 0.012, [0.68, 0.62, 0.53]), // panelling
    ([-1.0, 2.0, 0.700, 0.730], 0.012, [0.52, 0.43, 0.34]), // rail
    ([0.060, 0.250, 0.140, 0.460], 0.010, [0.70, 0.56, 0.40]), // notice board
    ([0.085, 0.155, 0.180, 0.340], 0.008, [0.93, 0.93, 0.90]), // notices
    ([0.170, 0.225, 0.220, 0.400], 0.008, [0.93, 0.93, 0.90]),
];
const WINDOW: [f32; 4] = [0.70, 0.97, 0.06, 0.60];
const BARS: [[f32; 4]; 2] = [[0.828, 0.842, 0.06, 0.60], [0.70, 0.97, 0.312, 0.330]];

/// Makes a canvas showing the waiting room's wall, slightly out of focus, with a window that may be bright.
pub(crate) fn room(width: usize, height: usize, backlight: f32) -> Canvas {
    let scale = [0.45 / width as f32, 0.55 / height as f32];
    let plaster = |x: f32, y: f32| mix([0.86, 0.875, 0.85], [0.74, 0.765, 0.75], x * scale[0] + y * scale[1]);
    let mut canvas = Canvas::new(width, height, plaster);
    for (area, softness, colour) in WALL {
        canvas.soft_box(area, softness, colour);
    }
    canvas.soft_box(WINDOW, 0.020, mix([0.80, 0.87, 0.91], [1.3, 1.3, 1.28], backlight.clamp(0.0, 1.0)));
    BARS.iter().for_each(|bar| canvas.soft_box(*bar, 0.010, [0.78, 0.77, 0.74]));
    canvas
}

/// Paints neck, shoulders and clothes below the head; they keep still while the head turns.
pub(crate) fn paint_body(canvas: &mut Canvas, face: &Features, view: &View) {
    let unit = view.unit;
    let at = |x: f32, y: f32| -> Point { [view.centre[0] + x * unit, view.centre[1] + y * unit] };
    let (neck, broad) = (0.38 + 0.16 * face.grown, 1.30 + 0.75 * face.grown);
    let low = face.chin + 0.44;
    let column = [
        at(-neck, 0.70),
        at(neck, 0.70),
        at(neck * 1.02, low - 0.08),
        at(neck * 1.75, low + 0.20),
        at(0.0, low + 0.75),
        at(-neck * 1.75, low + 0.20),
        at(-neck * 1.02, low - 0.08),
    ];
    let shadow = at(0.0, face.chin - 0.02);
    canvas.fill(&rounded(&column), 1.0, |x, y| {
        let across = (x - view.centre[0]) / (neck * 1.6 * unit);
        let under = ((x - shadow[0]) / (unit * 0.95)).hypot((y - shadow[1]) / (unit * 0.50));
        let shade = 0.95 - 0.13 * across * across - 0.24 * (1.0 - under * under).max(0.0);
        lit([face.skin[0], face.skin[1] * (0.97 + 0.03 * shade), face.skin[2] * (0.94 + 0.06 * shade)], shade)
    });
    cloth(canvas, face, &at, [neck, broad, low], unit);
}

fn cloth(canvas: &mut Canvas, face: &Features, at: &impl Fn(f32, f32) -> Point, size: [f32; 3], unit: f32) {
    let [neck, broad, low] = size;
    let dip = if face.dress == 0 { 0.30 } else { 0.62 };
    let half = [
        (neck * 0.62, low + dip * 0.55),
        (neck * 1.22, low + 0.02),
        (neck * 1.9, low + 0.14),
        (broad * 0.80, low + 0.40),
        (broad, low + 0.80),
        (broad * 1.14, low + 1.8),
        (broad * 1.2, low + 6.0),
    ];
    let right = half.iter().map(|(x, y)| at(*x, *y));
    let left = half.iter().rev().map(|(x, y)| at(-x, *y));
    let path: Vec<Point> = [at(0.0, low + dip)].into_iter().chain(right).chain(left).collect();
    let (centre, top) = (at(0.0, 0.0)[0], at(0.0, low)[1]);
    canvas.fill(&rounded(&path), 1.0, |x, y| {
        let across = ((x - centre) / (broad * unit)).abs().min(1.3);
        lit(face.cloth, 1.04 - 0.30 * across * across - 0.04 * ((y - top) / unit).clamp(0.0, 2.0))
    });
    let seam = curve(&[
        at(-neck * 1.22, low + 0.02),
        at(-neck * 0.62, low + dip * 0.55),
        at(0.0, low + dip),
        at(neck * 0.62, low + dip * 0.55),
        at(neck * 1.22, low + 0.02),
    ]);
    canvas.stroke(&seam, |_| unit * 0.06, 0.9, lit(face.cloth, 0.80));
    if face.dress == 1 {
        for side in [-1.0, 1.0] {
            let flap = [
                at(side * neck * 1.20, low - 0.10),
                at(side * neck * 1.65, low + 0.12),
                at(side * neck * 1.02, low + 0.66),
                at(side * 0.02, low + 0.60),
                at(side * neck * 0.60, low + 0.26),
            ];
            canvas.fill(&flap, 1.0, |_, _| lit(face.cloth, 1.13));
            canvas.stroke(&[flap[1], flap[2], flap[3]], |_| unit * 0.025, 0.6, lit(face.cloth, 0.7));
        }
    }
    if face.dress == 2 {
        let shirt = [
            at(-neck * 0.86, low + 0.20),
            at(neck * 0.86, low + 0.20),
            at(neck * 0.3, low + 0.48),
            at(0.0, low + 0.62),
            at(-neck * 0.3, low + 0.48),
        ];
        canvas.fill(&shirt, 1.0, |_, _| [0.93, 0.93, 0.92]);
    }
}

/// Is a flat picture in space: where its own pixels come to lie.
pub(crate) struct Sheet {
    pub(crate) middle: Point,
    /// One pixel of the sheet's picture to the right, and one down, in pixels of the frame.
    pub(crate) right: Point,
    pub(crate) down: Point,
}

impl Sheet {
    /// Returns where a place of the sheet, counted from its middle, lies in the frame.
    pub(crate) fn at(&self, x: f32, y: f32) -> Point {
        [
            self.middle[0] + x * self.right[0] + y * self.down[0],
            self.middle[1] + x * self.right[1] + y * self.down[1],
        ]
    }

    /// Returns the place of the sheet that a pixel of the frame shows.
    pub(crate) fn under(&self, x: f32, y: f32) -> Point {
        let (dx, dy) = (x - self.middle[0], y - self.middle[1]);
        let det = self.right[0] * self.down[1] - self.right[1] * self.down[0];
        [(dx * self.down[1] - dy * self.down[0]) / det, (dy * self.right[0] - dx * self.right[1]) / det]
    }
}

/// Lays a picture on a sheet of paper with a white border, held by fingers at its lower edge.
pub(crate) fn paint_print(canvas: &mut Canvas, picture: &Canvas, sheet: &Sheet, skin: Colour, seed: u64) {
    let (w, h) = (picture.width as f32 / 2.0, picture.height as f32 / 2.0);
    let border = w * 0.11;
    let corners = |x: f32, y: f32| [sheet.at(-x, -y), sheet.at(x, -y), sheet.at(x, y), sheet.at(-x, y)];
    canvas.fill(&corners(w + border * 1.35, h + border * 1.35), 0.25, |_, _| [0.15, 0.15, 0.15]);
    canvas.fill(&corners(w + border, h + border), 1.0, |_, _| [0.955, 0.95, 0.93]);
    let gloss = (seed % 97) as f32 / 97.0;
    canvas.fill(&corners(w, h), 1.0, |x, y| {
        let [a, b] = sheet.under(x, y);
        let ink = picture.sample(a + w, b + h);
        let glare = 1.0 - ((a / w - b / h + gloss * 2.0 - 1.0) / 0.5).powi(2);
        mix(mix(ink, [0.62, 0.60, 0.58], 0.17), [1.0; 3], 0.10 * glare.max(0.0))
    });
    for side in [-1.0f32, 1.0] {
        finger(canvas, sheet, [side * w * 0.62, h + border], w * 0.16, skin);
    }
}

fn finger(canvas: &mut Canvas, sheet: &Sheet, [x, y]: Point, thick: f32, skin: Colour) {
    let lean = -x.signum() * thick * 0.9;
    let path = [
        sheet.at(x - thick, y + 5.0 * thick),
        sheet.at(x - thick + lean * 0.4, y - thick),
        sheet.at(x - thick * 0.6 + lean, y - thick * 2.6),
        sheet.at(x + thick * 0.6 + lean, y - thick * 2.6),
        sheet.at(x + thick + lean * 0.4, y - thick),
        sheet.at(x + thick, y + 5.0 * thick),
    ];
    let root = sheet.at(x, y - thick);
    let width = thick * sheet.right[0].hypot(sheet.right[1]) * 1.6;
    canvas.fill(&rounded(&path), 1.0, |px, _| lit(skin, 0.98 - 0.16 * ((px - root[0]) / width).powi(2)));
    let nail = [(-0.45, -1.7), (-0.38, -2.35), (0.38, -2.35), (0.45, -1.7)]
        .map(|(a, b)| sheet.at(x + lean + a * thick, y + b * thick));
    canvas.fill(&rounded(&nail), 0.6, |_, _| mix(skin, [0.98, 0.80, 0.78], 0.6));
}
