//! `madoguchi face attack`: composed attacks before the spoof check, in the terms of ISO/IEC 30107-3.
//!
//! APCER is the share of attack presentations taken for a living person, by species; BPCER the share of living persons who are
//! not. Whoever presents does what the kiosk asks: where the policy has the head turned, the living turn it, prints and worn
//! faces are turned with it, and films turn to one side. Who is compared with whom plays no part: every face is the card's.
//!
//! Of each species there are five columns: what the networks alone let through in the frames before anything is asked, what
//! passes where nothing may be asked, what passes with `[face] challenge = "when_in_doubt"` before a kiosk that could not look at its room and
//! before one that knows it, and how many were asked to turn by the latter.
//! With `--ablate`, a second table says what passes in a known room with each cue left out.

mod report;

use super::{Networks, is_picture, sorted};
use crate::commands::Error;
use crate::screen::{swinging, warmth};
use face::twin::{Presentation, Sitter, Species};
use face::{
    Challenge, Cue, Decider, Engine, FaceBox, Guidance, Observation, Policy, Presence, Room, Shown, Side,
    Sides, TURN, Verdict,
};
use image::RgbImage;
use persona::draw::{Light, Pose, Subject, camera_frame};
use report::Seen;
use std::path::PathBuf;

/// Present attacks composed from pictures, and print how many pass.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Pictures of people as the camera would show them, one each (PNG or JPEG, all of one size).
    folder: PathBuf,
    /// So many people at most, those who are left out among them.
    #[arg(long, default_value_t = usize::MAX)]
    people: usize,
    /// So many of the first people are left out.
    #[arg(long, default_value_t = 0)]
    skip: usize,
    /// Only the species whose name begins so, besides the living; all if absent.
    #[arg(long)]
    only: Vec<String>,
    /// So many videos of each person and species, each made anew.
    #[arg(long, default_value_t = 1)]
    takes: u64,
    /// Of all presentations every N-th alone, beginning with the K-th from 0, so that several processes can share the work.
    #[arg(long, value_name = "K/N", value_parser = share, default_value = "0/1")]
    share: (usize, usize),
    /// Says as well what passes with each cue left out.
    #[arg(long)]
    ablate: bool,
    /// Seconds from one frame to the next.
    #[arg(long, default_value_t = 1.0 / 30.0)]
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

/// Reads `K/N`.
fn share(text: &str) -> Result<(usize, usize), String> {
    let parts = text.split_once('/').and_then(|(k, n)| Some((k.parse().ok()?, n.parse().ok()?)));
    parts.filter(|(k, n)| k < n).ok_or_else(|| format!("expected K/N with K below N, came {text:?}"))
}

/// How long the kiosk looks before it asks for a turn or, where nothing is asked, decides, in seconds.
const LOOK: f32 = 0.8;
/// The share of the kiosk's screen whose colour changes.
const SHARE: f32 = 0.45;
/// A kiosk looks so often at its empty room.
const SURVEYS: usize = 3;
/// One presentation in so many is made where there is nothing but a plain wall behind people.
const BEFORE_A_WALL: u64 = 4;
const WALL: image::Rgb<u8> = image::Rgb([196, 192, 184]);

pub(super) fn run(arguments: &Arguments) -> Result<(), Error> {
    let mut engine = arguments.networks.engine()?;
    let sitters = sitters(&mut engine, arguments)?;
    let (width, height) = sitters
        .get(arguments.skip)
        .ok_or("too few pictures show one face that can be judged")?
        .picture
        .dimensions();
    let room = camera_frame(&Subject::Nobody, &Pose::default(), &Light::default(), 1, width, height);
    let wall = RgbImage::from_pixel(width, height, WALL);
    let known = [known(&mut engine, &room)?, known(&mut engine, &wall)?];
    let mut seen = Vec::new();
    let takes =
        (0..arguments.takes).flat_map(|take| (arguments.skip..sitters.len()).map(move |at| (take, at)));
    for (take, person) in takes.skip(arguments.share.0).step_by(arguments.share.1) {
        let (sitter, other) = (&sitters[person], &sitters[(person + 1) % sitters.len()]);
        let number = person as u64 + take;
        let (behind, known) = match number.is_multiple_of(BEFORE_A_WALL) {
            true => (&wall, &known[1]),
            false => (&room, &known[0]),
        };
        for species in Species::ALL.into_iter().filter(|species| arguments.presents(*species)) {
            let mut presentation =
                Presentation::new(species, sitter, other, behind, person as u64 + 1 + 1000 * take);
            if let Some(folder) = arguments.show.as_ref().filter(|_| (take, person) == (0, arguments.skip)) {
                presentation.frame(LOOK / 2.0).save(folder.join(format!("{}.png", species.name())))?;
            }
            let told = (species, sides(number), known);
            let video = watch(&mut engine, &mut presentation, sitter, told, arguments)?;
            seen.push(video);
        }
    }
    report::print(&seen, sitters.len() - arguments.skip, arguments.ablate);
    Ok(())
}

/// The room as a kiosk knows it that looked at it while it was empty.
fn known(engine: &mut Engine, room: &RgbImage) -> Result<Room, Error> {
    let mut known = Room::default();
    for _ in 0..SURVEYS {
        if !engine.survey(room, &mut known)? {
            return Err("the empty room shows somebody, or is too dark".into());
        }
    }
    Ok(known)
}

/// To which sides the head is to be turned: by chance, but for the first, which is to either as often.
fn sides(number: u64) -> Sides {
    let drawn = (number + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 40;
    std::array::from_fn(|at| {
        let bit = if at == 0 { number / 2 } else { drawn >> at };
        if bit.is_multiple_of(2) { Side::Left } else { Side::Right }
    })
}

/// To which side the head is to be turned, if it is not to look ahead.
fn side(asks: Option<Guidance>) -> Option<Side> {
    match asks {
        Some(Guidance::TurnLeft) => Some(Side::Left),
        Some(Guidance::TurnRight) => Some(Side::Right),
        _ => None,
    }
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

/// Shows a video until every policy has decided or time is up.
fn watch(
    engine: &mut Engine,
    presentation: &mut Presentation<'_>,
    sitter: &Sitter,
    (species, sides, known): (Species, Sides, &Room),
    arguments: &Arguments,
) -> Result<Seen, Error> {
    let first = presentation.frame(0.0);
    // A face as small as on a telephone may not be found at once, or never: then nothing passes.
    let (face, card) = match engine.portrait_face(&first) {
        Ok(face) => (face, engine.portrait_template(&first)?),
        Err(face::Error::NoFace) => (sitter.face, engine.portrait_template(&sitter.picture)?),
        Err(error) => return Err(error.into()),
    };
    let frames = |seconds: f32| (seconds / arguments.interval).round() as usize;
    let patience = frames(LOOK);
    let policy = Policy { threshold: -1.0, patience, max_frames: patience, sides, ..engine.policy() };
    let mut judges = Judges::new(policy, known, arguments.ablate);
    let begun = f64::from(face.x); // Whoever steps up does so at any moment of the light's swing.
    let (mut presence, mut told) = (Presence::in_room(false).before(known), None);
    let (mut usable, mut took) = (None, None);
    for number in 0..patience + sides.len() * frames(TURN.as_secs_f32()) {
        let t = number as f32 * arguments.interval;
        let ground = swinging(f64::from(t) + begun);
        presentation.light(SHARE * (warmth(ground) - warmth(swinging(0.0))));
        let mut observed = engine.observe(&presentation.frame(t), Some(&card))?;
        observed.shown = Some(Shown { seconds: t, warmth: warmth(ground) });
        if told.is_none() {
            presence.push(&observed);
        }
        let asks = judges.push(&observed);
        if observed.similarity.is_some() {
            usable.get_or_insert(t);
        }
        if let (true, Some(usable)) = (judges.has_decided(), usable) {
            took.get_or_insert(t - usable);
        }
        if asks.is_some() && asks != told {
            presentation.turn(t, side(asks));
            told = asks;
        }
        if judges.are_done() && number >= patience {
            break;
        }
    }
    let networks = presence.networks().is_some_and(|mean| mean >= policy.live_threshold);
    let seen = Seen { species, networks, is_asked: judges.is_asked, took, passes: judges.passes() };
    if arguments.cues {
        println!("{}", cues(&face, &presence, &policy, &seen));
    }
    Ok(seen)
}

/// A video's cues before anything was asked, and who let it pass.
fn cues(face: &FaceBox, presence: &Presence, policy: &Policy, seen: &Seen) -> String {
    let told = [presence.stands(), presence.is_deep(), presence.border_travels(), presence.is_at_home()]
        .map(|told| told.map_or("?", |is_so| if is_so { "yes" } else { "no" }));
    let (is_lattice, strongest) = presence.shows_lattice();
    format!(
        "{};{};{:.3};{:.2};{};{};{};{};{};{};{strongest:.2};{:.2};{};{};{:?}",
        face.x,
        seen.species.name(),
        presence.networks().unwrap_or(f32::NAN),
        presence.follow().unwrap_or(f32::NAN),
        told[0],
        told[1],
        presence.is_lit(),
        told[2],
        told[3],
        is_lattice,
        presence.evidence(policy.live_threshold, 0).unwrap_or(f32::NAN),
        seen.networks,
        seen.is_asked,
        seen.passes
    )
}

/// Deciders that see the same frames: one that never asks, one that does when in doubt, that one in a room that it knows, and
/// the last one without each cue.
struct Judges {
    deciders: Vec<Decider>,
    verdicts: Vec<Option<Verdict>>,
    /// Whether the one that knows its room, with every cue, asked.
    is_asked: bool,
}

impl Judges {
    const AT_HOME: usize = 2;

    fn new(policy: Policy, known: &Room, ablates: bool) -> Self {
        let never = Policy { challenge: Challenge::Never, ..policy };
        let in_doubt = Policy { challenge: Challenge::WhenInDoubt, ..policy };
        let without = |cue| Policy { left_out: Some(cue), ..in_doubt };
        let left_out = Cue::ALL.into_iter().filter(|_| ablates).map(without);
        let mut deciders: Vec<_> = [never, in_doubt].map(Decider::new).into();
        deciders.extend([in_doubt].into_iter().chain(left_out).map(|policy| Decider::in_room(policy, known)));
        Self { verdicts: vec![None; deciders.len()], deciders, is_asked: false }
    }

    /// Takes one more frame; what the head is to do, where anybody says: to turn to a side, or to look ahead. The first who is in
    /// doubt is heard.
    fn push(&mut self, observed: &Observation) -> Option<Guidance> {
        let mut asks = None;
        for (at, (decider, verdict)) in self.deciders.iter_mut().zip(&mut self.verdicts).enumerate() {
            let now = decider.push(observed);
            let wants = match now {
                Verdict::Undecided(turn @ (Guidance::TurnLeft | Guidance::TurnRight)) => Some(turn),
                Verdict::Undecided(ahead @ Guidance::TurnToCamera) if decider.turns_asked() > 0 => {
                    Some(ahead)
                }
                _ => None,
            };
            self.is_asked |= wants.is_some() && at == Self::AT_HOME;
            asks = asks.or(wants);
            *verdict = Some(now);
        }
        asks
    }

    fn are_done(&self) -> bool {
        self.verdicts.iter().all(is_decided)
    }

    /// Whether the same has decided.
    fn has_decided(&self) -> bool {
        is_decided(&self.verdicts[Self::AT_HOME])
    }

    fn passes(&self) -> Vec<bool> {
        self.verdicts.iter().map(|verdict| matches!(verdict, Some(Verdict::Accepted { .. }))).collect()
    }
}

fn is_decided(verdict: &Option<Verdict>) -> bool {
    matches!(verdict, Some(Verdict::Accepted { .. } | Verdict::Rejected(_)))
}
