//! What passed, in per cent with 95 % intervals.

use face::Cue;
use face::twin::Species;

/// One video and what was made of it.
pub(super) struct Seen {
    pub(super) species: Species,
    /// Whether the mean of the networks passes by itself.
    pub(super) networks: bool,
    /// Whether it was asked to turn in a known room.
    pub(super) is_asked: bool,
    /// Seconds from the first frame that can be compared to the decision in a known room.
    pub(super) took: Option<f32>,
    /// Whether it passes where nothing may be asked, when in doubt, in a room that is known, and there without each cue.
    pub(super) passes: Vec<bool>,
}

/// The videos of one species.
struct Row<'a> {
    species: Species,
    videos: Vec<&'a Seen>,
}

pub(super) fn print(seen: &[Seen], people: usize, ablates: bool) {
    println!(
        "{people} people. The videos are composed from one picture of each, not recorded: they show what the cues do, and say\n\
         nothing about how often real attacks pass. In brackets, the 95 % interval of Clopper and Pearson.\n"
    );
    let rows = Species::ALL.map(|species| {
        let videos = seen.iter().filter(|video| video.species == species).collect();
        Row { species, videos }
    });
    let heads = ["networks alone", "never asked", "room not known yet", "in a known room"]
        .map(|head| format!("{head:>22}"))
        .concat();
    println!("{:<24}{:>7}{heads}{:>8}", "per cent", "videos", "asked");
    for row in &rows {
        let wrong = [
            row.wrong(|seen| seen.networks),
            row.wrong(|seen| seen.passes[0]),
            row.wrong(|seen| seen.passes[1]),
            row.wrong(|seen| seen.passes[2]),
        ];
        let wrong = wrong.map(|share| format!("{share:>22}")).concat();
        println!("{:<24}{:>7}{wrong}{:>8.1}", row.name(), row.videos.len(), row.asked());
    }
    print_times(seen);
    if ablates {
        let heads = Cue::ALL.map(|cue| format!("{:>22}", format!("without {}", name(cue)))).concat();
        println!("\n{:<24}{heads}", "per cent");
        for row in &rows {
            let wrong = |at: usize| format!("{:>22}", row.wrong(|seen| seen.passes[3 + at]));
            println!("{:<24}{}", row.name(), (0..Cue::ALL.len()).map(wrong).collect::<String>());
        }
    }
}

/// How long the living wait for a decision at the camera's rhythm, whether they are asked to turn or not.
fn print_times(seen: &[Seen]) {
    let living = seen.iter().filter(|video| video.species == Species::BonaFide);
    let mut times: Vec<f32> = living.map(|video| video.took.unwrap_or(f32::INFINITY)).collect();
    times.sort_by(f32::total_cmp);
    if let (Some(half), Some(most)) = (within(&times, 0.5), within(&times, 0.9)) {
        println!(
            "\nThe living are decided on {half:.2} s after the first frame that can be compared (half), {most:.2} s (90 %)."
        );
    }
}

/// The least of sorted times within which so large a share of them lies; `None` of none.
fn within(times: &[f32], share: f64) -> Option<f32> {
    let count = (times.len() as f64 * share).ceil() as usize;
    times.get(count.checked_sub(1)?).copied()
}

fn name(cue: Cue) -> &'static str {
    match cue {
        Cue::Networks => "networks",
        Cue::Surroundings => "surroundings",
        Cue::Stand => "stand",
        Cue::Depth => "depth",
        Cue::Light => "light",
        Cue::Moire => "moiré",
        Cue::Border => "border",
        Cue::Turn => "turn",
    }
}

impl Row<'_> {
    fn is_living(&self) -> bool {
        self.species == Species::BonaFide
    }

    fn name(&self) -> String {
        format!("{} {}", if self.is_living() { "BPCER" } else { "APCER" }, self.species.name())
    }

    /// How many of a hundred are taken for what they are not, and between which bounds.
    fn wrong(&self, passes: impl Fn(&Seen) -> bool) -> String {
        let count = self.videos.iter().filter(|video| passes(video) != self.is_living()).count();
        let (low, high) = bounds(count, self.videos.len());
        format!("{:.1} ({low:.1}-{high:.1})", 100.0 * count as f64 / self.videos.len().max(1) as f64)
    }

    fn asked(&self) -> f64 {
        let asked = self.videos.iter().filter(|video| video.is_asked).count();
        100.0 * asked as f64 / self.videos.len().max(1) as f64
    }
}

/// The exact 95 % interval of a share, in per cent (Clopper and Pearson 1934), by bisection.
fn bounds(count: usize, of: usize) -> (f64, f64) {
    let at_most = |k: usize, p: f64| -> f64 {
        let mut term = (1.0 - p).powi(of as i32);
        let mut sum = term;
        for i in 0..k {
            term *= (of - i) as f64 / (i + 1) as f64 * p / (1.0 - p);
            sum += term;
        }
        sum
    };
    let root = |is_above: &dyn Fn(f64) -> bool| {
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..50 {
            let middle = (low + high) / 2.0;
            if is_above(middle) { high = middle } else { low = middle }
        }
        100.0 * low
    };
    let low = if count == 0 { 0.0 } else { root(&|p| 1.0 - at_most(count - 1, p) >= 0.025) };
    let high = if count == of { 100.0 } else { root(&|p| at_most(count, p) <= 0.025) };
    (low, high)
}

#[cfg(test)]
mod tests {
    use super::{bounds, within};

    #[test]
    fn a_share_of_the_work_in_which_nobody_living_is_has_no_times() {
        assert_eq!(within(&[], 0.5), None);
        assert_eq!([0.5, 0.9].map(|share| within(&[0.5, 0.6, 0.7, 4.8], share)), [Some(0.6), Some(4.8)]);
    }

    #[test]
    fn the_interval_is_clopper_s_and_pearson_s() {
        for (count, of, low, high) in [(0, 68, 0.0, 5.3), (5, 68, 2.4, 16.3), (68, 68, 94.7, 100.0)] {
            let (got_low, got_high) = bounds(count, of);
            assert!((got_low - low).abs() < 0.06 && (got_high - high).abs() < 0.06, "{got_low} {got_high}");
        }
    }
}
