//! `madoguchi face evaluate`: error rates on people whose identities are known.
//!
//! The people are split in two halves with nobody in common. Pairs are formed within a half, and the population that they are
//! set against, its mean taken off or as a cohort, is the other half of the same group: so these rows judge the very same
//! pairs, and nobody contributes to what judges them (face-networks section 4). The last rows judge all pairs of the group, each
//! set against everybody else, as a calibration does: nearly twice as many people make the population, and four times as
//! many strangers the threshold. After each group, all others are judged as its guests, set against the group.

use super::curve::{self, Curve};
use super::{Networks, emulate, people};
use crate::commands::Error;
use face::{Engine, FaceBox, Normalisation, Population, Sums, Template, threshold};
use image::{DynamicImage, RgbImage};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Print error rates, and draw DET curves.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// One folder for each person.
    folder: PathBuf,
    /// A file of people's names, a line each, who are judged by themselves as well; may be given several times.
    #[arg(long)]
    group: Vec<PathBuf>,
    /// So many pictures of one person at most, lest a pair of people who are often pictured decides for all.
    #[arg(long, default_value_t = usize::MAX)]
    pictures: usize,
    /// Makes the one picture of each pair into a grey card photo of 6 kB.
    #[arg(long)]
    card: bool,
    /// Pictures show the person in their middle, as those of LFW do; one whose largest face is elsewhere takes part in no pair.
    #[arg(long)]
    centred: bool,
    /// Only pictures that the kiosk would compare take part: one face, large enough, turned to the camera, in sufficient light.
    #[arg(long, conflicts_with = "masked")]
    judged: bool,
    /// Paints a mask over the other picture of each pair.
    #[arg(long)]
    masked: bool,
    /// Draws the DET curves into this SVG file.
    #[arg(long)]
    det: Option<PathBuf>,
    #[command(flatten)]
    networks: Networks,
}

/// The rates of wrong acceptance at which the rates of wrong rejection are printed.
const FMRS: [f64; 3] = [1e-2, 1e-3, 1e-4];

pub(super) fn run(arguments: &Arguments) -> Result<(), Error> {
    let mut engine = arguments.networks.engine()?;
    let calibrated =
        [Normalisation::Mean, Normalisation::Cohort].map(|it| (it, engine.calibrated_floor(it).ok()));
    let in_use = [(Normalisation::None, Some(engine.policy().threshold)), calibrated[0], calibrated[1]];
    println!("{}\n", engine.describe());
    let everybody = everybody(&mut engine, arguments)?;
    println!(
        "set against nobody, or the other half's mean or cohort (* all others', + the group's), at the threshold in use or at an FMR"
    );
    println!(
        "group           against  genuine  strangers   FNMR at FMR 1e-2   1e-3      1e-4      (threshold)"
    );
    let mut curves = Vec::new();
    judge("everybody", &everybody.iter().collect::<Vec<_>>(), &in_use, &mut curves);
    for path in &arguments.group {
        let (name, group) = group(path, &everybody)?;
        judge(&name, &group, &in_use, &mut curves);
        let others: Vec<_> =
            everybody.iter().filter(|one| !group.iter().any(|of| of.name == one.name)).collect();
        judge_guests(&others, &group, &in_use);
    }
    if let Some(path) = &arguments.det {
        std::fs::write(path, curve::draw(&curves))?;
        println!("DET curves drawn into {}", path.display());
    }
    Ok(())
}

/// Everybody in the folder; says how the pictures were made, and how many could not be used.
fn everybody(engine: &mut Engine, arguments: &Arguments) -> Result<Vec<Person>, Error> {
    if arguments.card {
        println!("card photos are made with {}", emulate::compression());
    }
    let (mut all, mut taken, mut unusable) = (Vec::new(), 0, 0);
    for (name, paths) in people(&arguments.folder)? {
        let paths = paths.iter().take(arguments.pictures);
        let made: Vec<_> = paths.map(|path| Picture::read(engine, path, arguments)).collect();
        taken += made.len();
        unusable += made.iter().filter(|picture| picture.is_err()).count();
        all.push(Person { name, pictures: made.into_iter().flatten().collect() });
    }
    println!("{unusable} of {taken} pictures could not be used and take part in no pair");
    Ok(all)
}

/// The people whom a file names, called by the file's own name.
fn group<'a>(path: &Path, everybody: &'a [Person]) -> Result<(String, Vec<&'a Person>), Error> {
    let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let names: BTreeSet<_> = text.lines().map(str::trim).collect();
    let chosen = everybody.iter().filter(|person| names.contains(person.name.as_str()));
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Ok((name, chosen.collect()))
}

/// Scores of pairs of one person, and of pairs of two.
#[derive(Default)]
struct Scores {
    genuine: Vec<f32>,
    strangers: Vec<f32>,
}

/// One person, by folder name, and their pictures.
struct Person {
    name: String,
    pictures: Vec<Picture>,
}

/// A picture as a card would hold it, and as the camera would see it, frame after frame; the same where neither is asked for.
struct Picture {
    card: Template,
    live: Vec<Template>,
}

impl Picture {
    /// One that cannot be used is an error that says no more, for the path may name a person.
    fn read(engine: &mut Engine, path: &Path, arguments: &Arguments) -> Result<Self, Error> {
        let picture = image::open(path)?.into_rgb8();
        let face = engine.portrait_face(&picture)?;
        if arguments.centred && !is_in_the_middle(&face, picture.dimensions()) {
            return Err("somebody else is larger".into());
        }
        let plain = match arguments.judged {
            true => judged(engine, &picture)?,
            false => engine.frame_templates(&picture)?,
        };
        let card = match arguments.card {
            true => card_template(engine, emulate::card(&picture, &face)?, arguments.judged)?,
            false => plain.first().cloned().ok_or("no template")?,
        };
        let live = match arguments.masked {
            true => engine.frame_templates(&emulate::masked(&picture, &face))?,
            false => plain,
        };
        Ok(Self { card, live })
    }
}

impl Picture {
    /// How alike it is to a card's, the mean over its templates as over frames.
    fn score(&self, card: &Template) -> f32 {
        self.live.iter().map(|live| card.similarity(live)).sum::<f32>() / self.live.len() as f32
    }
}

fn is_in_the_middle(face: &FaceBox, (width, height): (u32, u32)) -> bool {
    let (x, y) = (width as f32 / 2.0 - face.x, height as f32 / 2.0 - face.y);
    (0.0..face.width).contains(&x) && (0.0..face.height).contains(&y)
}

/// The templates of a frame that the kiosk would compare.
fn judged(engine: &mut Engine, frame: &RgbImage) -> Result<Vec<Template>, Error> {
    let templates = engine.frame_templates(frame)?;
    let observation = engine.observe(frame, templates.first())?;
    match observation.template() {
        Some(_) => Ok(templates),
        None => Err(format!("{:?}", observation.guidance).into()),
    }
}

fn card_template(engine: &mut Engine, photo: RgbImage, is_judged: bool) -> Result<Template, Error> {
    Ok(match is_judged {
        true => engine.card_template(&DynamicImage::ImageRgb8(photo).into_luma8())?,
        false => engine.portrait_template(&photo)?,
    })
}

/// The thresholds in use, by what is done to scores; `None` where the network names none.
type InUse = [(Normalisation, Option<f32>); 3];

fn judge(name: &str, people: &[&Person], in_use: &InUse, curves: &mut Vec<Curve>) {
    let halves: [Vec<&Person>; 2] = [0, 1].map(|half| people.iter().copied().skip(half).step_by(2).collect());
    for (normalisation, threshold) in in_use {
        let mut scores = Scores::default();
        for (ours, theirs) in [(&halves[0], &halves[1]), (&halves[1], &halves[0])] {
            let Some(population) = Population::of(&templates(theirs)) else { continue };
            scores.add(ours, &population, *normalisation);
        }
        let is_raw = *normalisation == Normalisation::None;
        print(name, &normalisation.to_string(), &mut scores, threshold.filter(|_| is_raw));
        curves.push(scores.curve(format!("{name}, {normalisation}")));
    }
    for (normalisation, threshold) in &in_use[1..] {
        let (mut scores, once) = against_all_others(people, *normalisation, threshold.unwrap_or(1.0));
        print(name, &format!("{normalisation}*"), &mut scores, *threshold);
        let (fmr, fnmr) = (once.fmr(), once.fnmr());
        println!("    each person, and each pair of two, counted once: FMR {fmr:.1e}, FNMR {fnmr:.2} %");
        curves.push(scores.curve(format!("{name}, {normalisation} of all others")));
    }
}

/// The people of elsewhere at a desk whose population is the group's.
fn judge_guests(guests: &[&Person], group: &[&Person], in_use: &InUse) {
    let Some(population) = Population::of(&templates(group)) else { return };
    for (normalisation, threshold) in &in_use[1..] {
        let mut scores = Scores::default();
        scores.add(guests, &population, *normalisation);
        print("all others", &format!("{normalisation}+"), &mut scores, *threshold);
    }
}

/// Each person's, as the camera sees them.
fn templates(people: &[&Person]) -> Vec<Vec<Template>> {
    let live =
        |person: &&Person| person.pictures.iter().flat_map(|picture| picture.live.iter().cloned()).collect();
    people.iter().map(live).collect()
}

/// Error rates at one threshold where people who are often pictured count no more than others.
#[derive(Default)]
struct Once {
    /// The shares of accepted strangers over pairs of people, and how many pairs.
    accepted: (f64, usize),
    /// The shares of rejected pictures over people, and how many people.
    rejected: (f64, usize),
}

impl Once {
    fn fmr(&self) -> f64 {
        self.accepted.0 / self.accepted.1.max(1) as f64
    }

    /// Per cent.
    fn fnmr(&self) -> f64 {
        100.0 * self.rejected.0 / self.rejected.1.max(1) as f64
    }

    fn add(&mut self, scores: &[f32], threshold: f32, is_genuine: bool) {
        if !scores.is_empty() {
            let (below, of) =
                (below(scores, threshold), if is_genuine { &mut self.rejected } else { &mut self.accepted });
            *of = (of.0 + if is_genuine { below } else { 1.0 - below }, of.1 + 1);
        }
    }
}

/// All pairs, each pair of people set against everybody else; and the rates at `threshold`.
fn against_all_others(people: &[&Person], normalisation: Normalisation, threshold: f32) -> (Scores, Once) {
    let sums = Sums::of(&templates(people));
    let (mut scores, mut once) = (Scores::default(), Once::default());
    for (place, ours) in people.iter().enumerate() {
        for (other, theirs) in people.iter().enumerate().skip(place) {
            let (both, is_genuine) = ([place, other], place == other);
            let Some(others) = sums.without(if is_genuine { &both[..1] } else { &both[..] }) else {
                continue;
            };
            let found = pairs(
                &ours.normalised(&others, normalisation),
                &theirs.normalised(&others, normalisation),
                is_genuine,
            );
            once.add(&found, threshold, is_genuine);
            if is_genuine { &mut scores.genuine } else { &mut scores.strangers }.extend(found);
        }
    }
    (scores, once)
}

/// Each card photo of the one against the pictures of the other; of one person, against later pictures alone.
fn pairs(ours: &[Picture], theirs: &[Picture], is_genuine: bool) -> Vec<f32> {
    let against = |(place, of_ours): (usize, &Picture)| {
        let later = theirs.iter().skip(if is_genuine { place + 1 } else { 0 });
        later.map(|of_theirs| of_theirs.score(&of_ours.card)).collect::<Vec<_>>()
    };
    ours.iter().enumerate().flat_map(against).collect()
}

impl Person {
    fn normalised(&self, population: &Population, normalisation: Normalisation) -> Vec<Picture> {
        let normalised = |template: &_| population.normalise(template, normalisation);
        let both = |picture: &Picture| {
            let live: Option<_> = picture.live.iter().map(normalised).collect();
            Some(Picture { card: normalised(&picture.card)?, live: live? })
        };
        self.pictures.iter().filter_map(both).collect()
    }
}

impl Scores {
    /// Every card photo against every other picture of the same person, and against all pictures of later people.
    fn add(&mut self, people: &[&Person], population: &Population, normalisation: Normalisation) {
        let people: Vec<_> =
            people.iter().map(|person| person.normalised(population, normalisation)).collect();
        for (place, ours) in people.iter().enumerate() {
            self.genuine.extend(pairs(ours, ours, true));
            people[place + 1..].iter().for_each(|theirs| self.strangers.extend(pairs(ours, theirs, false)));
        }
    }

    fn curve(self, name: String) -> Curve {
        Curve::of(name, self.genuine, self.strangers)
    }
}

fn print(name: &str, label: &str, scores: &mut Scores, shipped: Option<f32>) {
    let Scores { genuine, strangers } = scores;
    print!("{name:<15} {label:<10} {:>6} {:>10}  ", genuine.len(), strangers.len());
    for fmr in FMRS {
        match threshold(strangers, fmr) {
            Some(threshold) => print!("  {:5.2} % ({threshold:.3})", 100.0 * below(genuine, threshold)),
            None => print!("  too few strangers"),
        }
    }
    println!();
    if let Some(threshold) = shipped {
        let fmr = 1.0 - below(strangers, threshold);
        println!(
            "    at the threshold in use, {threshold}: FMR {fmr:.1e}, FNMR {:.2} %",
            100.0 * below(genuine, threshold)
        );
    }
}

/// The share of scores below a threshold.
fn below(scores: &[f32], threshold: f32) -> f64 {
    scores.iter().filter(|score| **score < threshold).count() as f64 / scores.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_face_is_in_the_middle_where_it_covers_it() {
        let face = |x: f32, y: f32| FaceBox {
            x,
            y,
            width: 80.0,
            height: 100.0,
            score: 0.9,
            landmarks: Default::default(),
        };
        for (x, y, expected) in
            [(85.0, 75.0, true), (46.0, 120.0, true), (130.0, 75.0, false), (85.0, 10.0, false)]
        {
            assert_eq!(is_in_the_middle(&face(x, y), (250, 250)), expected, "{x}, {y}");
        }
    }
}
