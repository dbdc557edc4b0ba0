//! `madoguchi face attack`: composed attacks before the spoof check, in the terms of ISO/IEC 30107-3.
//!
//! APCER is the share of attack presentations taken for a living person, by species; BPCER the share of living persons
//! taken for an attack; APNRR and BPNRR the shares that got no answer, because too few frames could be judged. The
//! threshold is fixed on every other person, so that at most one in twenty of them is turned away, and reported on the rest.
//! Of each figure with the surroundings there are two: as configured by default, and with `[face] known_room = true`. The last
//! column is the share that passes in a known room without a doubt for which `[face] challenge = "when_in_doubt"` would have
//! the head turned.

use super::{Networks, is_picture, sorted};
use crate::commands::Error;
use face::twin::{Presentation, Sitter, Species};
use face::{Engine, Presence};
use image::RgbImage;
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
    /// Frames of a video.
    #[arg(long, default_value_t = 12)]
    frames: u16,
    /// Seconds from one frame to the next.
    #[arg(long, default_value_t = 0.1)]
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

/// Fewer judged frames are no answer.
const FEWEST: usize = 5;
/// The share of living people who may be turned away where the threshold is fixed.
const BPCER: f64 = 0.05;

/// One video and what was made of it.
struct Seen {
    person: usize,
    species: Species,
    /// `None` is no answer.
    networks: Option<f32>,
    /// In a room that is not known.
    score: Option<f32>,
    /// In a room that is known.
    in_room: Option<f32>,
    /// Whether a policy that asks for a turn of the head when in doubt would ask.
    is_doubted: bool,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Error> {
    let mut engine = arguments.networks.engine()?;
    let sitters = sitters(&mut engine, arguments)?;
    let (width, height) =
        sitters.first().ok_or("no picture shows one face that can be judged")?.picture.dimensions();
    let room = camera_frame(&Subject::Nobody, &Pose::default(), &Light::default(), 1, width, height);
    let mut seen = Vec::new();
    for (person, sitter) in sitters.iter().enumerate() {
        let other = &sitters[(person + 1) % sitters.len()];
        for species in Species::ALL {
            let presentation = Presentation::new(species, sitter, other, &room, person as u64 + 1);
            let [presence, in_room] = watch(&mut engine, &presentation, arguments)?;
            if arguments.cues {
                let (name, networks) = (species.name(), presence.networks());
                println!("{person},{name},{networks:?},{:?},{:?}", presence.follow(), in_room.follow());
            }
            if let Some(folder) = arguments.show.as_ref().filter(|_| person == 0) {
                let middle = f32::from(arguments.frames / 2) * arguments.interval;
                presentation.frame(middle).save(folder.join(format!("{}.png", species.name())))?;
            }
            let answer = |value: Option<f32>| value.filter(|_| presence.frames() >= FEWEST);
            seen.push(Seen {
                person,
                species,
                networks: answer(presence.networks()),
                score: answer(presence.score()),
                in_room: answer(in_room.score()),
                is_doubted: in_room.is_doubtful(),
            });
        }
    }
    print(&seen, sitters.len(), engine.policy().live_threshold);
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

fn watch(
    engine: &mut Engine,
    presentation: &Presentation<'_>,
    arguments: &Arguments,
) -> Result<[Presence; 2], Error> {
    let mut presences = [false, true].map(Presence::in_room);
    for number in 0..arguments.frames {
        let frame: RgbImage = presentation.frame(f32::from(number) * arguments.interval);
        let observed = engine.observe(&frame, None)?;
        presences.iter_mut().for_each(|presence| presence.push(&observed));
    }
    Ok(presences)
}

fn print(seen: &[Seen], people: usize, shipped: f32) {
    let fixed = fixed(seen);
    println!(
        "{people} people. The videos are composed from one picture of each, not recorded: they show what the cues do, and say\n\
         nothing about how often real attacks pass. Threshold fixed on every other person: {fixed:.3}; in use: {shipped:.3}\n"
    );
    println!(
        "{:<24}{:>7}{:>11}{:>16}{:>9}{:>12}{:>21}{:>14}",
        "",
        "videos",
        "no answer",
        "networks alone",
        "in use",
        "known room",
        "fixed, other people",
        "never asked"
    );
    for species in Species::ALL {
        let of: Vec<_> = seen.iter().filter(|video| video.species == species).collect();
        let judged: Vec<_> = of.iter().copied().filter(|video| video.score.is_some()).collect();
        let others: Vec<_> = judged.iter().copied().filter(|video| !fixes(video)).collect();
        let wrong = |of: &[&Seen], value: fn(&Seen) -> Option<f32>, threshold: f32| {
            share(of, |video| {
                value(video).is_some_and(|v| (v >= threshold) != (species == Species::BonaFide))
            })
        };
        println!(
            "{:<24}{:>7}{:>9.1} %{:>14.1} %{:>7.1} %{:>10.1} %{:>19.1} %{:>12.1} %",
            format!("{} {}", if species == Species::BonaFide { "BPCER" } else { "APCER" }, species.name()),
            of.len(),
            share(&of, |video| video.score.is_none()),
            wrong(&judged, |video| video.networks, shipped),
            wrong(&judged, |video| video.score, shipped),
            wrong(&judged, |video| video.in_room, shipped),
            wrong(&others, |video| video.in_room, fixed),
            share(&judged, |video| !video.is_doubted && video.in_room.is_some_and(|score| score >= shipped)),
        );
    }
}

/// Whether a video's person is one of those on whom the threshold is fixed.
fn fixes(video: &Seen) -> bool {
    video.person.is_multiple_of(2)
}

/// The highest threshold that turns away no more living people of one half than [`BPCER`].
fn fixed(seen: &[Seen]) -> f32 {
    let living = seen.iter().filter(|video| video.species == Species::BonaFide && fixes(video));
    let mut scores: Vec<f32> = living.filter_map(|video| video.in_room).collect();
    scores.sort_by(f32::total_cmp);
    scores.get((scores.len() as f64 * BPCER) as usize).copied().unwrap_or(1.0)
}

/// Per cent.
fn share(of: &[&Seen], is: impl Fn(&Seen) -> bool) -> f64 {
    100.0 * of.iter().filter(|video| is(video)).count() as f64 / of.len().max(1) as f64
}
