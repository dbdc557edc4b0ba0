//! DET curves (ISO/IEC 19795-1): wrong rejections over wrong acceptances, both on logarithmic axes, as SVG.

use std::fmt::Write as _;

/// Both axes run from 1e-5 to 1.
const DECADES: f64 = 5.0;
const SIDE: f64 = 400.0;
const MARGIN: f64 = 60.0;
/// Told apart by people who do not see colours as most do (Okabe and Ito).
const COLOURS: [&str; 6] = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9"];

/// One curve and its name.
pub(super) struct Curve {
    name: String,
    /// FMR and FNMR.
    points: Vec<(f64, f64)>,
}

impl Curve {
    /// From the scores of pairs of one person and of pairs of two, each at least one.
    pub(super) fn of(name: String, mut genuine: Vec<f32>, mut strangers: Vec<f32>) -> Self {
        genuine.sort_unstable_by(f32::total_cmp);
        strangers.sort_unstable_by(|a, b| b.total_cmp(a));
        let steps = 100;
        let at = |step: usize| {
            let fmr = 10f64.powf(-DECADES * step as f64 / f64::from(steps));
            let threshold = *strangers.get((fmr * strangers.len() as f64) as usize)?;
            let rejected = genuine.partition_point(|score| *score <= threshold);
            (fmr * strangers.len() as f64 >= 1.0)
                .then(|| (fmr, rejected as f64 / genuine.len().max(1) as f64))
        };
        Self { name, points: (1..=steps as usize).filter_map(at).collect() }
    }
}

/// The picture.
pub(super) fn draw(curves: &[Curve]) -> String {
    let size = SIDE + 2.0 * MARGIN;
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" font-family=\"sans-serif\" \
         font-size=\"11\">\n<rect width=\"{size}\" height=\"{size}\" fill=\"white\"/>\n"
    );
    for decade in 0..=DECADES as i32 {
        let (x, y) = place(10f64.powi(-decade), 10f64.powi(-decade));
        let (end, low) = (MARGIN + SIDE, MARGIN + SIDE + 16.0);
        let line = |x1, y1, x2, y2| {
            format!("<line x1=\"{x1:.0}\" y1=\"{y1:.0}\" x2=\"{x2:.0}\" y2=\"{y2:.0}\" stroke=\"#ccc\"/>\n")
        };
        svg += &(line(x, MARGIN, x, end) + &line(MARGIN, y, end, y));
        let _ = writeln!(svg, "<text x=\"{x:.0}\" y=\"{low}\" text-anchor=\"middle\">1e-{decade}</text>");
        let _ =
            writeln!(svg, "<text x=\"{}\" y=\"{y:.0}\" text-anchor=\"end\">1e-{decade}</text>", MARGIN - 6.0);
    }
    let _ = writeln!(svg, "<text x=\"{}\" y=\"{}\">FMR</text>", size / 2.0, size - 16.0);
    let _ = writeln!(svg, "<text x=\"10\" y=\"{}\">FNMR</text>", MARGIN - 20.0);
    for (number, (curve, colour)) in curves.iter().zip(COLOURS.iter().cycle()).enumerate() {
        let points: Vec<_> = curve.points.iter().map(|(fmr, fnmr)| place(*fmr, *fnmr)).collect();
        let points: Vec<_> = points.iter().map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let (row, name) = (MARGIN + 16.0 * (number as f64 + 1.0), curve.name.replace(['<', '&'], "_"));
        let _ = writeln!(
            svg,
            "<polyline points=\"{}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"/>\n\
             <text x=\"{}\" y=\"{row}\" fill=\"{colour}\">{name}</text>",
            points.join(" "),
            MARGIN + 8.0,
        );
    }
    svg + "</svg>\n"
}

/// Where a pair of rates lies; a rate of nothing lies on the edge.
fn place(fmr: f64, fnmr: f64) -> (f64, f64) {
    let along = |rate: f64| (rate.max(10f64.powf(-DECADES)).log10() + DECADES) / DECADES * SIDE;
    (MARGIN + along(fmr), MARGIN + SIDE - along(fnmr))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_curve_falls_and_is_drawn_with_its_name() {
        let genuine = (0..1000).map(|place| 0.3 + place as f32 / 1000.0).collect();
        let strangers = (0..1000).map(|place| place as f32 / 1000.0).collect();
        let curve = Curve::of("a < b".to_owned(), genuine, strangers);
        assert!(curve.points.windows(2).all(|pair| pair[0].0 > pair[1].0 && pair[0].1 <= pair[1].1));
        assert!(curve.points.iter().all(|(fmr, _)| *fmr >= 1e-3), "a thousand pairs show no less than 1e-3");
        let svg = draw(&[curve]);
        assert!(svg.contains("a _ b") && svg.contains("<polyline") && svg.ends_with("</svg>\n"));
    }
}
