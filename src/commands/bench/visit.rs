//! `madoguchi bench visit`: machine time per step over many whole visits.

use crate::commands::Error;
use crate::kiosk::{Kiosk, Watch};
use crate::rehearsal::{Options, Pilot, World, story};
use crate::session::{Answer, Effect, Language, Record, Task, Ticket};
use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Ride whole visits and print the machine time of each step.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// How many visits.
    #[arg(long, default_value_t = 200)]
    visits: usize,
    /// Which story; see `madoguchi rehearse --help`.
    #[arg(long, default_value = "standing")]
    story: String,
    /// Folders with real networks' files; the rehearsal networks otherwise.
    #[arg(long)]
    files: Vec<PathBuf>,
}

/// Measures and prints.
///
/// # Errors
/// A visit that did not end as its story says.
pub fn run(arguments: &Arguments) -> Result<(), Error> {
    visit(arguments.visits, &arguments.story, &arguments.files)
}

fn visit(visits: usize, name: &str, files: &[PathBuf]) -> Result<(), Error> {
    let story = story(name).ok_or_else(|| format!("no story is called {name:?}"))?;
    let directory = std::env::temp_dir().join(format!("madoguchi-bench-{}", std::process::id()));
    let options = Options { network_files: files.to_vec(), ..Options::new(&directory) };
    let (mut world, neighbours) = World::build(&options)?;
    let mut kiosk = Kiosk::start(neighbours, Language::Japanese, Arc::new(|| {}));
    let laps = Laps::default();
    kiosk.watch(Box::new(laps.clone()));
    Pilot::new(vec![story]).ride(&mut kiosk, &mut world)?; // The first visit makes keys and fills caches.
    laps.clear();
    for _ in 0..visits {
        Pilot::new(vec![story]).ride(&mut kiosk, &mut world)?;
    }
    println!("{visits} visits, story {name:?}, {}", world.reader_name());
    print!("{laps}");
    drop(kiosk);
    Ok(std::fs::remove_dir_all(&directory)?)
}

/// Times between asking and answering, by kind of work, and of whole visits.
///
/// A rehearsing patient never hesitates and the virtual chip answers at once, so a whole visit is the machine's time.
#[derive(Clone, Default)]
struct Laps(Arc<Mutex<Sheet>>);

#[derive(Default)]
struct Sheet {
    running: HashMap<Ticket, (Task, Instant)>,
    started: Option<Instant>,
    tasks: BTreeMap<Task, Vec<Duration>>,
    visits: Vec<Duration>,
}

impl Laps {
    fn sheet(&self) -> MutexGuard<'_, Sheet> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn clear(&self) {
        *self.sheet() = Sheet::default();
    }
}

impl Watch for Laps {
    fn asked(&mut self, effect: &Effect, at: Instant) {
        let mut sheet = self.sheet();
        if let Effect::Record { record: Record::Started, .. } = effect {
            sheet.started = Some(at);
        }
        if let Some((ticket, task)) = effect.asks() {
            sheet.running.insert(ticket, (task, at));
        }
    }

    fn answered(&mut self, ticket: Ticket, answer: &Answer, at: Instant) {
        let mut sheet = self.sheet();
        if matches!(answer, Answer::FaceSeen(_)) {
            return;
        }
        if let Some((task, asked)) = sheet.running.remove(&ticket) {
            sheet.tasks.entry(task).or_default().push(at - asked);
        }
        if let (Answer::HandedOver(Ok(_)), Some(started)) = (answer, sheet.started) {
            sheet.visits.push(at - started);
        }
    }
}

impl fmt::Display for Laps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sheet = self.sheet();
        writeln!(f, "{:<22} {:>6} {:>10} {:>10} {:>10}", "step", "n", "p50 ms", "p99 ms", "max ms")?;
        for (task, times) in &sheet.tasks {
            line(f, &format!("{task:?}"), times)?;
        }
        line(f, "card laid to hand-off", &sheet.visits)
    }
}

fn line(f: &mut fmt::Formatter<'_>, name: &str, times: &[Duration]) -> fmt::Result {
    let mut times = times.to_vec();
    times.sort_unstable();
    let at = |share: f64| {
        let index = ((times.len() as f64 * share).ceil() as usize).clamp(1, times.len().max(1)) - 1;
        times.get(index).map_or(0.0, |time| time.as_secs_f64() * 1_000.0)
    };
    writeln!(f, "{name:<22} {:>6} {:>10.1} {:>10.1} {:>10.1}", times.len(), at(0.5), at(0.99), at(1.0))
}
