//! `madoguchi bench window`: what the window costs, idle, moving and with the preview, and how long a touch waits meanwhile.

use crate::app::{self, Cost};
use crate::commands::Error;
use crate::commands::rehearse::size;
use crate::rehearsal::{Options, World};
use crate::session::Language;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

/// Open the kiosk's window, measure for a minute, and print what it costs. Needs a display.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Folders with real networks' files; the rehearsal networks otherwise.
    #[arg(long)]
    files: Vec<PathBuf>,
    /// The window's size, such as 800x1280.
    #[arg(long, default_value = "1280x800", value_parser = size)]
    size: (u32, u32),
}

/// Measures and prints.
///
/// # Errors
/// No display, or a visit that did not come to the face.
pub fn run(arguments: &Arguments) -> Result<(), Error> {
    let directory = std::env::temp_dir().join(format!("madoguchi-bench-{}", std::process::id()));
    let options = Options { network_files: arguments.files.clone(), ..Options::new(&directory) };
    let (world, neighbours) = World::build(&options)?;
    let window = app::Options { size: arguments.size, ..app::Options::new(Language::Japanese) };
    let cost = app::measure(window, neighbours, world)?;
    print(&cost);
    Ok(std::fs::remove_dir_all(&directory)?)
}

fn print(cost: &Cost) {
    println!("{:<28} {:>10} {:>10} {:>10}", "thread, % of a core", "idle", "preview", "comparing");
    let columns = [&cost.idle, &cost.preview[0].threads, &cost.preview[1].threads];
    let mut names: Vec<_> = columns.iter().flat_map(|column| column.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let of = |shares: &BTreeMap<String, f64>, name: &str| shares.get(name).map_or(0.0, |share| share * 100.0);
    for name in names {
        let [idle, preview, comparing] = columns.map(|shares| of(shares, name));
        println!("{name:<28} {idle:>10.1} {preview:>10.1} {comparing:>10.1}");
    }
    let [idle, preview, comparing] = columns.map(|shares| shares.values().sum::<f64>() * 100.0);
    println!("{:<28} {idle:>10.1} {preview:>10.1} {comparing:>10.1}", "all");
    for (screen, pace) in &cost.moving {
        let (late, of) = pace.late();
        println!(
            "{screen}: {:.1} pictures a second while it moves, {late} of {of} more than half a step late; {:.1} % of a core \
             moving, {:.1} % resting",
            pace.rate(),
            pace.moving() * 100.0,
            pace.resting() * 100.0
        );
    }
    let [preview, comparing] = [0, 1].map(|part| cost.preview[part].pictures);
    println!("pictures a second with the preview: {preview:.1}, while a face is compared: {comparing:.1}");
    for (index, what) in ["begun", "on the screen"].into_iter().enumerate() {
        let mut times: Vec<_> = cost.touches.iter().map(|touch| ms(&touch[index])).collect();
        times.sort_unstable_by(f64::total_cmp);
        // The nearest rank, so that every figure is a time that was measured.
        let at = |part: f64| {
            let rank = (part * times.len() as f64).ceil() as usize;
            times.get(rank.max(1) - 1).copied().unwrap_or_default()
        };
        let [half, most, all] = [0.5, 0.95, 1.0].map(at);
        println!(
            "a touch's picture {what} after, of {}: half {half:.1} ms, 95 % {most:.1} ms, all {all:.1} ms",
            times.len()
        );
    }
}

fn ms(time: &Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}
