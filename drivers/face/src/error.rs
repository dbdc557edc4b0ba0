//! Everything that can go wrong between a manifest and a score, each with its fact inside.

use std::path::PathBuf;

use crate::manifest::{Subjects, Task};
use crate::quality::{Guidance, Quality};

/// Why a network could not be taken into use, or a picture could not be judged.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A folder or file of the models could not be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// What was to be read.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A file could not be put where it belongs.
    #[error("cannot write {path}: {source}")]
    Unwritable {
        /// What was to be written.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// The manifest does not say where its publisher offers the network.
    #[error(
        "network {network}: its manifest names no address; take it with `madoguchi models install --from FOLDER`"
    )]
    NoAddress {
        /// The network's name.
        network: String,
    },
    /// A download did not come to its end.
    #[error("network {network}: {reason}")]
    Download {
        /// The network's name.
        network: String,
        /// What happened, and what is kept.
        reason: String,
    },
    /// A manifest is not the TOML that it should be.
    #[error("{path}: {reason}")]
    Manifest {
        /// The manifest.
        path: PathBuf,
        /// The parser's words.
        reason: String,
    },
    /// No manifest names a network for this task.
    #[error("no network for the task {task}: no manifest in {models}")]
    NoNetwork {
        /// The task without a network.
        task: Task,
        /// The folder that was searched.
        models: PathBuf,
    },
    /// The manifest is there, its network file is not.
    #[error(
        "network {network}: {file} not found; looked in {looked_in:?}; `madoguchi models fetch` or `install`"
    )]
    FileMissing {
        /// The network's name.
        network: String,
        /// The file's name.
        file: String,
        /// The folders that were searched.
        looked_in: Vec<PathBuf>,
    },
    /// The network file is not the one that the manifest names.
    #[error("network {network}: SHA-256 expected {expected}, got {got}")]
    Sha256 {
        /// The network's name.
        network: String,
        /// The hash in the manifest.
        expected: String,
        /// The hash of the file.
        got: String,
    },
    /// Only a rehearsal network is there, and real patients are to be judged.
    #[error(
        "network {network} (task {task}) is for rehearsals with drawn people only; \
         production needs a real network: `madoguchi models fetch` or `install`"
    )]
    RehearsalNetwork {
        /// The network's name.
        network: String,
        /// Its task.
        task: Task,
    },
    /// The manifest states no threshold for the people who are to be judged.
    #[error("network {network}: no operating point for {subjects} people")]
    NoOperatingPoint {
        /// The network's name.
        network: String,
        /// Whom the threshold is needed for.
        subjects: Subjects,
    },
    /// Inputs or outputs differ from what the task is fed with and read from.
    #[error("network {network}: expected {expected}, got {got}")]
    Shape {
        /// The network's name.
        network: String,
        /// What the task needs.
        expected: String,
        /// What the manifest or the file says.
        got: String,
    },
    /// The runtime could not be loaded, or refused or failed to run a network.
    #[error("network {network} under {runtime}: {reason}")]
    Runtime {
        /// The network's name.
        network: String,
        /// The runtime's name.
        runtime: &'static str,
        /// The runtime's words.
        reason: String,
    },
    /// A picture too small or too large to be looked at.
    #[error("picture of {width}x{height}, expected sides of {min} to {max}")]
    PictureSize {
        /// Its width in pixels.
        width: u32,
        /// Its height in pixels.
        height: u32,
        /// The shortest side allowed.
        min: u32,
        /// The longest side allowed.
        max: u32,
    },
    /// No face on the card photo.
    #[error("no face found on the card photo")]
    NoFace,
    /// The card photo's face is too small to be compared.
    #[error("card photo: {got:.0} pixels between the eyes, expected at least {min:.0}")]
    FaceTooSmall {
        /// Pixels between the eyes.
        got: f32,
        /// The least that is compared.
        min: f32,
    },
    /// The card photo's face cannot be compared as it is.
    #[error("card photo: {guidance:?} ({quality:?}); its holder may ask the municipality for a new one")]
    PhotoUnfit {
        /// What a living person would be told.
        guidance: Guidance,
        /// The numbers behind it.
        quality: Quality,
    },
    /// The embedding has no direction, so it can be compared with nothing.
    #[error("network {network}: the embedding is zero or not a number")]
    EmptyEmbedding {
        /// The network's name.
        network: String,
    },
    /// A population's mean is to be made, or was made, of too few people.
    #[error("calibration: {got} people, expected at least {min}; ask more people for their consent")]
    TooFewPeople {
        /// How many there are.
        got: usize,
        /// How many are needed.
        min: usize,
    },
    /// A calibration cannot be used; faces are not compared until it is made anew or taken out of the configuration.
    #[error("calibration: {reason}; calibrate anew, or take it out of madoguchi.toml")]
    Calibration {
        /// What was expected, and what came.
        reason: String,
    },
}
