//! `madoguchi face evaluate`: error rates on people whose identities are known.
//!
//! The people are split in two halves with nobody in common. Pairs are formed within a half, and the mean that is taken
//! off comes from the other half, of the same group: so the raw and the normalised rows judge the very same pairs, and
//! nobody contributes to the mean that judges them (face-networks section 4).

use super::curve::{self, Curve};
use super::{Networks, Person, people, template};
use crate::commands::Error;
use face::{Mean, Template, threshold};
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
    let policy = engine.policy();
    println!("{}\n", engine.describe());
    let mut unusable = 0;
    let mut everybody = Vec::new();
    for (name, paths) in people(&arguments.folder)? {
        let made = paths.iter().filter_map(|path| template(&mut engine, path, &mut unusable));
        everybody.push(Person { name, templates: made.collect() });
    }
    println!("{unusable} pictures could not be used and take part in no pair");
    println!(
        "group           mean     genuine  strangers   FNMR at FMR 1e-2   1e-3      1e-4      (threshold)"
    );
    let mut curves = Vec::new();
    judge("everybody", &everybody.iter().collect::<Vec<_>>(), policy.threshold, &mut curves);
    for path in &arguments.group {
        let (name, group) = group(path, &everybody)?;
        judge(&name, &group, policy.threshold, &mut curves);
    }
    if let Some(path) = &arguments.det {
        std::fs::write(path, curve::draw(&curves))?;
        println!("DET curves drawn into {}", path.display());
    }
    Ok(())
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

fn judge(name: &str, people: &[&Person], shipped: f32, curves: &mut Vec<Curve>) {
    let halves: [Vec<&Person>; 2] = [0, 1].map(|half| people.iter().copied().skip(half).step_by(2).collect());
    for (label, is_mean) in [("raw", false), ("taken off", true)] {
        let mut scores = Scores::default();
        for (ours, theirs) in [(&halves[0], &halves[1]), (&halves[1], &halves[0])] {
            let mean = if is_mean { mean_of(theirs) } else { None };
            scores.add(ours, mean.as_ref());
        }
        print(name, label, &mut scores, (!is_mean).then_some(shipped));
        curves.push(Curve::of(format!("{name}, {label}"), scores.genuine, scores.strangers));
    }
}

fn mean_of(people: &[&Person]) -> Option<Mean> {
    Mean::of(&people.iter().map(|person| person.templates.clone()).collect::<Vec<_>>())
}

impl Scores {
    fn add(&mut self, people: &[&Person], mean: Option<&Mean>) {
        let normalised = |template: &Template| match mean {
            Some(mean) => template.centred(mean),
            None => Some(template.clone()),
        };
        let people: Vec<Vec<_>> =
            people.iter().map(|person| person.templates.iter().filter_map(normalised).collect()).collect();
        for (place, ours) in people.iter().enumerate() {
            for (first, one) in ours.iter().enumerate() {
                self.genuine.extend(ours[first + 1..].iter().map(|other| one.similarity(other)));
                let others = people[place + 1..].iter().flatten();
                self.strangers.extend(others.map(|other| one.similarity(other)));
            }
        }
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
