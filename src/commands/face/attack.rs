//! `madoguchi face attack`: composed attacks before the spoof check, in the terms of ISO/IEC 30107-3.
//!
//! APCER is the share of attack presentations taken for a living person, by species; BPCER the share of living persons who are
//! not. Whoever presents does what the kiosk asks: where the policy has the head turned, the living turn it, prints and worn
//! faces are turned with it, and films turn to one side. Who is compared with whom plays no part: every face is the card's.
//!
//! Of each species there are four columns: what the networks alone let through in the frames before anything is asked, what
//! passes where nothing may be asked, what passes with `[face] challenge = "when_in_doubt"`, and how many were asked to turn.

use super::{Networks, is_picture, sorted};
use crate::commands::Error;
use face::twin::{Presentation, Sitter, Species};
use face::{Challenge, Decider, Engine, FaceBox, Guidance, Policy, Presence, Side, Verdict};
use persona::draw::{Light, Pose, Subject, camera_frame};
use std::path::PathBuf;

/// Present attacks composed from pictures, and print how many pass.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Pictures of people as the camera would show them, one each (PNG or JPEG, all of one size).
    folder: PathBuf,
    /// So many people at most.
    #[arg(long, default_value_t = usize::MAX)]
    people: usize,
    /// So many of the first people are left out.
    #[arg(long, default_value_t = 0)]
    skip: usize,
    /// Only the species whose name begins so, besides the living; all if absent.
    #[arg(long)]
    only: Vec<String>,
    /// Seconds from one frame to the next.
    #[arg(long, default_value_t = 1.0 / 15.0)]
    interval: f32,
    /// Writes the middle frame of the first person's videos into this folder.
    #[arg(long)]
    show: Option<PathBuf>,
    /// Prints the cues of every video.
    #[arg(long)]
    cues: bool,
    #[command(flatten)]
    networks: Networks,
}

impl Arguments {
    fn presents(&self, species: Species) -> bool {
        let is_named = |name: &String| species.name().starts_with(name.as_str());
        species == Species::BonaFide || self.only.is_empty() || self.only.iter().any(is_named)
    }
}

/// How long the kiosk looks before it asks for a turn or, where nothing is asked, decides, in seconds.
const LOOK: f32 = 0.8;
/// How long it waits for the turn.
const TURN: f32 = 2.4;

/// One video and what was made of it.
struct Seen {
    species: Species,
    /// Whether the mean of the networks passes by itself.
    networks: bool,
    never_asked: bool,
    when_in_doubt: bool,
    is_asked: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Error> {
    let mut engine = arguments.networks.engine()?;
    let sitters = sitters(&mut engine, arguments)?;
    let (width, height) =
        sitters.first().ok_or("no picture shows one face that can be judged")?.picture.dimensions();
    let room = camera_frame(&Subject::Nobody, &Pose::default(), &Light::default(), 1, width, height);
    let mut seen = Vec::new();
    for (person, sitter) in sitters.iter().enumerate().skip(arguments.skip) {
        let other = &sitters[(person + 1) % sitters.len()];
        for species in Species::ALL.into_iter().filter(|species| arguments.presents(*species)) {
            let mut presentation = Presentation::new(species, sitter, other, &room, person as u64 + 1);
            if let Some(folder) = arguments.show.as_ref().filter(|_| person == arguments.skip) {
                presentation.frame(LOOK / 2.0).save(folder.join(format!("{}.png", species.name())))?;
            }
            let side = if (person / 2).is_multiple_of(2) { Side::Left } else { Side::Right };
            let video = watch(&mut engine, &mut presentation, species, side, arguments)?;
            seen.push(video);
        }
    }
    print(&seen, sitters.len() - arguments.skip);
    Ok(())
}

/// The people of whose picture the camera would see one face, ready to be judged.
fn sitters(engine: &mut Engine, arguments: &Arguments) -> Result<Vec<Sitter>, Error> {
    let mut sitters: Vec<Sitter> = Vec::new();
    for path in sorted(&arguments.folder)?.iter().filter(|path| is_picture(path)) {
        let picture = image::open(path)?.into_rgb8();
        let is_first_size =
            sitters.first().is_none_or(|first| first.picture.dimensions() == picture.dimensions());
        let observed = engine.observe(&picture, None)?;
        if let (Some(face), Some(_), true) = (observed.face, observed.live, is_first_size) {
            sitters.push(Sitter { picture, face });
        }
        if sitters.len() == arguments.people {
            break;
        }
    }
    Ok(sitters)
}

/// Shows a video until both policies have decided or time is up.
fn watch(
    engine: &mut Engine,
    presentation: &mut Presentation<'_>,
    species: Species,
    side: Side,
    arguments: &Arguments,
) -> Result<Seen, Error> {
    let first = presentation.frame(0.0);
    let face: FaceBox = engine.portrait_face(&first)?;
    let card = engine.portrait_template(&first)?;
    let frames = |seconds: f32| (seconds / arguments.interval).round() as usize;
    let patience = frames(LOOK);
    let policy = Policy { threshold: -1.0, patience, max_frames: patience, side, ..engine.policy() };
    let mut never = Decider::new(Policy { challenge: Challenge::Never, ..policy });
    let mut doubting = Decider::new(Policy { challenge: Challenge::WhenInDoubt, ..policy });
    let mut presence = Presence::in_room(false);
    let mut asked = None;
    let (mut of_never, mut of_doubting) = (None, None);
    for number in 0..patience + frames(TURN) {
        let t = number as f32 * arguments.interval;
        let observed = engine.observe(&presentation.frame(t), Some(&card))?;
        if asked.is_none() {
            presence.push(&observed);
        }
        of_never = Some(never.push(&observed));
        let verdict = doubting.push(&observed);
        of_doubting = Some(verdict);
        if matches!(verdict, Verdict::Undecided(Guidance::TurnLeft | Guidance::TurnRight)) && asked.is_none()
        {
            asked = Some(t);
            presentation.turn(t, side);
        }
        if !matches!(verdict, Verdict::Undecided(_)) && number >= patience {
            break;
        }
    }
    if arguments.cues {
        let (name, networks) = (species.name(), presence.networks());
        let (evidence, deep) = (presence.evidence(policy.live_threshold), presence.is_deep());
        println!(
            "{},{name},{networks:?},{:?},{deep:?},{evidence:?},{of_never:?},{of_doubting:?}",
            face.x,
            presence.follow()
        );
    }
    let passes = |verdict: Option<Verdict>| matches!(verdict, Some(Verdict::Accepted { .. }));
    Ok(Seen {
        species,
        networks: presence.networks().is_some_and(|mean| mean >= policy.live_threshold),
        never_asked: passes(of_never),
        when_in_doubt: passes(of_doubting),
        is_asked: asked.is_some(),
    })
}

fn print(seen: &[Seen], people: usize) {
    println!(
        "{people} people. The videos are composed from one picture of each, not recorded: they show what the cues do, and say\n\
         nothing about how often real attacks pass. In brackets, the 95 % interval of Clopper and Pearson.\n"
    );
    println!(
        "{:<24}{:>24}{:>24}{:>24}{:>10}",
        "per cent", "networks alone", "never asked", "when in doubt", "asked"
    );
    for species in Species::ALL {
        let of: Vec<_> = seen.iter().filter(|video| video.species == species).collect();
        let is_living = species == Species::BonaFide;
        let wrong = |passes: fn(&Seen) -> bool| {
            let count = of.iter().filter(|video| passes(video) != is_living).count();
            let (low, high) = bounds(count, of.len());
            format!("{:.1} ({low:.1}-{high:.1})", 100.0 * count as f64 / of.len().max(1) as f64)
        };
        let asked = of.iter().filter(|video| video.is_asked).count() as f64 / of.len().max(1) as f64;
        println!(
            "{:<24}{:>24}{:>24}{:>24}{:>10.1}",
            format!("{} {}", if is_living { "BPCER" } else { "APCER" }, species.name()),
            wrong(|video| video.networks),
            wrong(|video| video.never_asked),
            wrong(|video| video.when_in_doubt),
            100.0 * asked,
        );
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
    use super::bounds;

    #[test]
    fn the_interval_is_clopper_s_and_pearson_s() {
        for (count, of, low, high) in [(0, 68, 0.0, 5.3), (5, 68, 2.4, 16.3), (68, 68, 94.7, 100.0)] {
            let (got_low, got_high) = bounds(count, of);
            assert!((got_low - low).abs() < 0.06 && (got_high - high).abs() < 0.06, "{got_low} {got_high}");
        }
    }
}
