//! `madoguchi face calibrate`: the mean and deviation of a site's people, who consented to it, and nothing of any one of them.

use super::{Networks, people, templates};
use crate::commands::Error;
use face::{Calibration, Normalisation, Template};
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::PathBuf;

/// Compute the mean face of a site.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// One folder for each person, with pictures from this kiosk's own camera.
    folder: PathBuf,
    /// The file to write; `[face] calibration` in madoguchi.toml names it.
    #[arg(long, default_value = "calibration.toml")]
    out: PathBuf,
    #[command(flatten)]
    networks: Networks,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Error> {
    let mut engine = arguments.networks.engine()?;
    let (mut unusable, mut pictures) = (0, 0);
    let mut everybody: Vec<Vec<Template>> = Vec::new();
    for (_, paths) in people(&arguments.folder)? {
        pictures += paths.len();
        let made = paths.iter().flat_map(|path| templates(&mut engine, path, &mut unusable));
        everybody.push(made.collect());
    }
    let calibration = Calibration::of(&everybody, engine.embedding_network())?;
    write(&arguments.out, &calibration.to_toml()?)?;
    let threshold = |normalisation| calibration.threshold(normalisation).unwrap_or_default();
    println!(
        "{} people, {pictures} pictures of which {unusable} could not be used; {} comparisons of strangers\n\
         thresholds {:.3} with the mean taken off and {:.3} against the cohort: at most one stranger in a thousand passes\n\
         written to {}; it is personal data derived from faces, kept readable by its owner alone",
        calibration.people(),
        calibration.comparisons(),
        threshold(Normalisation::Mean),
        threshold(Normalisation::Cohort),
        arguments.out.display(),
    );
    Ok(())
}

/// Writes a new file that its owner alone may read; an earlier calibration is not written over by mistake.
fn write(path: &PathBuf, text: &str) -> Result<(), Error> {
    let mut options = std::fs::OpenOptions::new();
    let file = options.write(true).create_new(true).mode(0o600).open(path);
    let mut file = file.map_err(|error| format!("{}: {error}", path.display()))?;
    file.write_all(text.as_bytes())?;
    Ok(file.sync_all()?)
}
