//! `madoguchi bench face`: from card photo and frame to a score, stage by stage, beside OpenCV on the same bytes.
//!
//! One thread on either side, one round each in turn, so that whatever else the machine does falls on both; on a machine that
//! does much else, `--cpu` counts the threads' own time instead of the clock's. The photo is
//! decoded in every round, the frame is not: a camera hands it out decoded. Quality and spoof check, which the other side
//! does not have, are left out, and timed by themselves. This program overwrites the memory that it frees, as the kiosk does; the
//! other side does not.

mod opencv;
mod watched;

use super::Error;
use crate::commands::memory;
use crate::models;
use face::{Engine, NetworkSet, Purpose, Stage};
use opencv::OpenCv;
use persona::draw::{Light, Pose, Subject, camera_frame};
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use watched::Watched;

/// What both sides do, in the order of a visit.
const STEPS: [&str; 5] = ["decode photo", "find on photo", "embed photo", "find in frame", "embed frame"];
/// Where the search in the frame stands among them, and where both templates are made.
const SEARCH: usize = 3;
const EMBED: [usize; 2] = [2, 4];
/// Sums of them: all, and what each frame of a stream takes once the card photo is a template.
const SUMS: [(&str, usize); 2] = [("whole", 0), ("each frame of a stream", SEARCH)];

/// Compare a card photo with a frame and print the time of each stage.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// A card photo, JPEG 2000; a drawn person's if absent.
    #[arg(long, requires = "frame")]
    card: Option<PathBuf>,
    /// A frame of the camera, PNG or JPEG.
    #[arg(long, requires = "card")]
    frame: Option<PathBuf>,
    /// Folders with real networks' files; the rehearsal networks otherwise.
    #[arg(long)]
    files: Vec<PathBuf>,
    /// How many comparisons.
    #[arg(long, default_value_t = 100)]
    rounds: usize,
    /// A Python that has OpenCV (`pip install opencv-python-headless`), to be measured beside this program.
    #[arg(long)]
    opencv: Option<PathBuf>,
    /// A network of SFace's size (`scripts/sface_sized.py` writes one), for OpenCV's FaceRecognizerSF to be measured with as well.
    #[arg(long, requires = "opencv")]
    sface: Option<PathBuf>,
    /// Count the time that the processor spends on either thread, not the clock's.
    #[arg(long)]
    cpu: bool,
}

/// Measures and prints.
///
/// # Errors
/// A picture, a network or an OpenCV that cannot be used.
pub fn run(arguments: &Arguments) -> Result<(), Error> {
    memory::overwrite_freed()?;
    let purpose = if arguments.files.is_empty() { Purpose::Rehearsal } else { Purpose::Production };
    let set = NetworkSet::find(&models::folder(), &arguments.files, purpose)?;
    let mut engine = Engine::load(&set, models::runtime(&[]))?;
    engine.warm()?;
    let sample = match (&arguments.card, &arguments.frame) {
        (Some(card), Some(frame)) => Sample::read(card, frame)?,
        _ => Sample::drawn()?,
    };
    let sface = arguments.sface.as_deref().map(std::fs::read).transpose()?.unwrap_or_default();
    let clock = Clock { begun: Instant::now(), is_cpu: arguments.cpu };
    let start = |python| OpenCv::start(python, &set, &sample, &sface, clock.name());
    let mut peer = arguments.opencv.as_deref().map(start).transpose()?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    let mut watched = Watched::new(&mut engine, &sample)?;
    for _ in 0..arguments.rounds.max(1) {
        ours.push(Round::of(&mut engine, &sample, &clock)?);
        theirs.extend(peer.as_mut().map(OpenCv::round).transpose()?);
        watched.round(&mut engine, &clock)?;
    }
    let (rounds, clock) = (ours.len(), clock.name());
    println!("{}\n{sample}, {rounds} rounds, one thread, {clock} time\n", engine.describe());
    let ours = Column::of(&ours);
    let version = peer.map(|peer| peer.version().to_owned());
    let peer = version.as_ref().map(|version| (format!("OpenCV {version}"), Column::of(&theirs)));
    print!("{}", Table { ours: &ours, peer });
    let sface: Vec<_> = theirs.iter().filter_map(Round::with_sface).collect();
    if let Some(version) = version.filter(|_| !sface.is_empty()) {
        println!(
            "\nbeside FaceRecognizerSF with a network of SFace's size (random weights: its cosine says nothing)"
        );
        let peer = Some((format!("OpenCV {version}"), Column::of(&sface)));
        print!("{}", Table { ours: &ours, peer });
    }
    print!("\n{watched}");
    Ok(())
}

/// What is compared.
struct Sample {
    photo: Vec<u8>,
    frame: image::RgbImage,
}

impl Sample {
    fn read(card: &Path, frame: &Path) -> Result<Self, Error> {
        let opened = image::open(frame).map_err(|error| format!("{}: {error}", frame.display()))?;
        let photo = std::fs::read(card).map_err(|error| format!("{}: {error}", card.display()))?;
        Ok(Self { photo, frame: opened.into_rgb8() })
    }

    fn drawn() -> Result<Self, Error> {
        let person = persona::persona("hanako").ok_or("no persona is called \"hanako\"")?;
        let photo = person.card_photo_jp2().ok_or("hanako's card has no photo")?.to_vec();
        let subject = Subject::Person(&person.look);
        let frame = camera_frame(&subject, &Pose::default(), &Light::default(), 1, 640, 480);
        Ok(Self { photo, frame })
    }
}

impl fmt::Display for Sample {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (width, height) = self.frame.dimensions();
        write!(f, "card photo of {} bytes, frame of {width}x{height}", self.photo.len())
    }
}

/// What time is counted.
struct Clock {
    begun: Instant,
    is_cpu: bool,
}

impl Clock {
    /// As the other side is told.
    fn name(&self) -> &'static str {
        if self.is_cpu { "thread" } else { "wall" }
    }

    fn now(&self) -> Duration {
        if !self.is_cpu {
            return self.begun.elapsed();
        }
        let spent = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
        Duration::try_from(spent).unwrap_or_default()
    }
}

/// One comparison.
struct Round {
    /// As [`STEPS`].
    times: [Duration; STEPS.len()],
    /// The search in the frame at half its size, where it was measured as well.
    halved: Option<Duration>,
    /// Photo and frame embedded by a network of SFace's size, where it was measured as well.
    sface: Option<[Duration; 2]>,
    similarity: f32,
}

impl Round {
    fn of(engine: &mut Engine, sample: &Sample, clock: &Clock) -> Result<Self, Error> {
        let begun = clock.now();
        let photo = card::Photo::decode(&sample.photo)?;
        let mut ends = vec![begun, clock.now()];
        let mut done = |_: Stage| ends.push(clock.now());
        let similarity = engine.similarity(photo.image(), &sample.frame, &mut done)?;
        let times: Vec<_> = ends.windows(2).map(|lap| lap[1] - lap[0]).collect();
        let times = times.try_into().map_err(|_| "a stage was not told")?;
        Ok(Self { times, halved: None, sface: None, similarity })
    }

    fn whole(&self) -> Duration {
        self.from(0)
    }

    /// The sum of this step and those after it.
    fn from(&self, step: usize) -> Duration {
        self.times.iter().skip(step).sum()
    }

    /// The same round with the times of the network of SFace's size.
    fn with_sface(&self) -> Option<Self> {
        let mut times = self.times;
        EMBED.into_iter().zip(self.sface?).for_each(|(step, time)| times[step] = time);
        Some(Self { times, halved: self.halved, sface: None, similarity: f32::NAN })
    }

    /// The whole as it would be if the frame were searched at half its size.
    fn whole_halved(&self) -> Option<Duration> {
        Some(self.whole() - self.times[SEARCH] + self.halved?)
    }
}

/// The median of many rounds, and the best, which the rest of the machine disturbs least; milliseconds.
#[derive(Clone, Copy)]
struct Time {
    median: f64,
    best: f64,
}

impl Time {
    fn of(times: impl Iterator<Item = Duration>) -> Option<Self> {
        let mut ms: Vec<f64> = times.map(|time| time.as_secs_f64() * 1_000.0).collect();
        ms.sort_by(f64::total_cmp);
        Some(Self { median: *ms.get(ms.len() / 2)?, best: *ms.first()? })
    }
}

/// The times of one side.
struct Column {
    /// As [`STEPS`], then as [`SUMS`].
    times: Vec<Option<Time>>,
    whole_halved: Option<Time>,
    similarity: Option<f32>,
}

impl Column {
    fn of(rounds: &[Round]) -> Self {
        let step = |at: usize| Time::of(rounds.iter().map(|round| round.times[at]));
        let sum = |(_, from): (&str, usize)| Time::of(rounds.iter().map(|round| round.from(from)));
        Self {
            times: (0..STEPS.len()).map(step).chain(SUMS.map(sum)).collect(),
            whole_halved: Time::of(rounds.iter().filter_map(Round::whole_halved)),
            similarity: rounds.last().map(|round| round.similarity),
        }
    }
}

struct Table<'a> {
    ours: &'a Column,
    /// Name and times of the other side, where it was asked.
    peer: Option<(String, Column)>,
}

impl fmt::Display for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<28}{:>10}{:>9}", "ms", "median", "best")?;
        if let Some((name, _)) = &self.peer {
            write!(f, "{:>19}{:>9}   ours / {name}", "OpenCV median", "best")?;
        }
        writeln!(f)?;
        for (at, name) in STEPS.into_iter().chain(SUMS.map(|(name, _)| name)).enumerate() {
            let theirs = self.peer.as_ref().map(|(_, column)| column.times[at]);
            row(f, name, self.ours.times[at], theirs.flatten())?;
        }
        let halved = self.peer.as_ref().and_then(|(_, column)| column.whole_halved);
        if halved.is_some() {
            row(f, "whole, OpenCV at half size", self.ours.times[STEPS.len()], halved)?;
        }
        let cosine = |column: &Column| column.similarity.map_or_else(String::new, |it| format!("{it:.3}"));
        write!(f, "{:<28}{:>10}", "cosine", cosine(self.ours))?;
        writeln!(f, "{:>28}", self.peer.as_ref().map_or_else(String::new, |(_, peer)| cosine(peer)))
    }
}

fn row(f: &mut fmt::Formatter<'_>, name: &str, ours: Option<Time>, theirs: Option<Time>) -> fmt::Result {
    let Some(ours) = ours else { return Ok(()) };
    write!(f, "{name:<28}{:>10.2}{:>9.2}", ours.median, ours.best)?;
    if let Some(theirs) = theirs {
        let ratios = [ours.median / theirs.median, ours.best / theirs.best];
        write!(f, "{:>19.2}{:>9.2}{:>8.2}{:>6.2}", theirs.median, theirs.best, ratios[0], ratios[1])?;
    }
    writeln!(f)
}
