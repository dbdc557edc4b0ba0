//! `madoguchi face`: calibrate on the people of a site, and evaluate on people whose identities are known.
//!
//! Both read a folder with one folder for each person, which holds pictures of them (PNG or JPEG, one face each).

mod attack;
mod calibrate;
mod curve;
mod emulate;
mod evaluate;

use super::Error;
use crate::models;
use face::{Engine, Purpose, Template};
use image::RgbImage;
use std::path::{Path, PathBuf};

/// Calibrate and evaluate the comparison of faces.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Compute the mean face of a site from people who consented, and the threshold that goes with it.
    Calibrate(calibrate::Arguments),
    /// Present composed attacks to the spoof check and print how many pass, by kind.
    Attack(attack::Arguments),
    /// Print FNMR at fixed FMR, raw and normalised, plain, as card photos or masked, and draw the DET curves.
    Evaluate(evaluate::Arguments),
}

/// Carries out what was asked.
///
/// # Errors
/// Networks, pictures or people that are not as needed, in their own words.
pub fn run(arguments: &Arguments) -> Result<(), Error> {
    match &arguments.what {
        What::Attack(arguments) => attack::run(arguments),
        What::Calibrate(arguments) => calibrate::run(arguments),
        What::Evaluate(arguments) => evaluate::run(arguments),
    }
}

/// Where the networks are.
#[derive(Debug, clap::Args)]
struct Networks {
    /// The folder of manifests; looked for beside the program if absent.
    #[arg(long)]
    models: Option<PathBuf>,
    /// Folders in which the networks' files lie.
    #[arg(long)]
    files: Vec<PathBuf>,
}

impl Networks {
    fn engine(&self) -> Result<Engine, Error> {
        Ok(models::engine(self.models.as_deref(), &self.files, &[], Purpose::Production)?)
    }
}

/// The folders of people in order of name, each with its pictures.
fn people(folder: &Path) -> Result<Vec<(String, Vec<PathBuf>)>, Error> {
    let mut people = Vec::new();
    for entry in sorted(folder)?.into_iter().filter(|path| path.is_dir()) {
        let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let pictures: Vec<_> = sorted(&entry)?.into_iter().filter(|path| is_picture(path)).collect();
        people.push((name, pictures));
    }
    if people.is_empty() {
        return Err(format!("{}: expected one folder for each person, found none", folder.display()).into());
    }
    Ok(people)
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let unreadable = |error| format!("{}: {error}", folder.display());
    let entries = std::fs::read_dir(folder).map_err(unreadable)?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn is_picture(path: &Path) -> bool {
    let end = path.extension().unwrap_or_default().to_ascii_lowercase();
    ["png", "jpg", "jpeg"].iter().any(|known| end == *known)
}

/// The templates of a picture; one that cannot be used is counted and never ends the run.
fn templates(engine: &mut Engine, path: &Path, unusable: &mut usize) -> Vec<Template> {
    let read = || -> Result<RgbImage, Error> { Ok(image::open(path)?.into_rgb8()) };
    let made = read().and_then(|picture| Ok(engine.frame_templates(&picture)?));
    made.inspect_err(|error| {
        *unusable += 1;
        // The path may name a person.
        tracing::debug!(%error, "a picture cannot be used");
    })
    .unwrap_or_default()
}
