//! `madoguchi models`: which networks there are, and whether the files are the ones that were measured.

use super::Error;
use crate::models;
use face::{NetworkSet, Purpose};
use std::path::PathBuf;

/// List the networks, and verify the files that are there.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The folder of manifests; looked for beside the program if absent.
    #[arg(long)]
    models: Option<PathBuf>,
    /// Folders in which networks' files lie.
    #[arg(long)]
    files: Vec<PathBuf>,
}

/// Prints each purpose's networks, or what is missing for it.
///
/// # Errors
/// None of its own; what is missing is printed, not raised.
pub fn run(arguments: &Arguments) -> Result<(), Error> {
    let folder = arguments.models.clone().unwrap_or_else(models::folder);
    println!("manifests in {}", folder.display());
    for (purpose, name) in [(Purpose::Rehearsal, "rehearsal"), (Purpose::Production, "production")] {
        match NetworkSet::find(&folder, &arguments.files, purpose) {
            Ok(set) => println!("{name}: complete and verified: {set:?}"),
            Err(error) => println!("{name}: {error}"),
        }
    }
    Ok(())
}
