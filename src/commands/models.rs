//! `madoguchi models`: which networks there are, whether the files are the ones that were measured, and how they come here.

use super::Error;
use crate::models;
use face::{Fetched, NetworkSet, Purpose, State, Supply, supplies};
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// List, verify, install and fetch the networks that the manifests name.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: Option<What>,
    /// The folder of manifests; looked for beside the program if absent.
    #[arg(long, global = true)]
    models: Option<PathBuf>,
    /// Folders in which networks' files lie.
    #[arg(long, global = true)]
    files: Vec<PathBuf>,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Print every network with licence, publisher and the state of its file (the default).
    List,
    /// The same, and fail where a file differs or patients could not be served by face.
    Verify,
    /// Take the networks' files from a folder, each only with its manifest's digest.
    Install {
        /// The folder.
        #[arg(long)]
        from: PathBuf,
    },
    /// Download the publishers' files; goes on where an earlier download broke off.
    Fetch {
        /// Names of networks; all that are used for patients and are missing if absent.
        names: Vec<String>,
    },
}

/// Does what was asked, and prints it.
///
/// # Errors
/// Manifests that cannot be read; a file that differs; a download that broke off.
pub fn run(arguments: &Arguments) -> Result<(), Error> {
    let folder = arguments.models.clone().unwrap_or_else(models::folder);
    let desk = Desk { networks: supplies(&folder)?, folder, files: &arguments.files };
    match arguments.what.as_ref().unwrap_or(&What::List) {
        What::List => desk.list().map(drop),
        What::Verify => desk.verify(),
        What::Install { from } => desk.install(from),
        What::Fetch { names } => desk.fetch(names),
    }
}

struct Desk<'a> {
    folder: PathBuf,
    files: &'a [PathBuf],
    networks: Vec<Supply>,
}

impl Desk<'_> {
    /// Prints all networks; says how many files differ.
    fn list(&self) -> Result<usize, Error> {
        println!("manifests in {}", self.folder.display());
        let mut differing = 0;
        for network in &self.networks {
            let state = match network.state(self.files)? {
                State::Verified(path) => format!("verified, {}", path.display()),
                State::Missing => "missing".to_owned(),
                State::Differs { path, got } => {
                    differing += 1;
                    format!("DIFFERS from its manifest: {} has SHA-256 {got}", path.display())
                }
            };
            println!(
                "{:<9} {:<36} {:<11} {:<18} {state}",
                network.task(),
                network.name(),
                kind(network),
                network.licence()
            );
        }
        for (purpose, name) in [(Purpose::Rehearsal, "rehearsal"), (Purpose::Production, "patients")] {
            match NetworkSet::find(&self.folder, self.files, purpose) {
                Ok(set) => println!("{name}: complete: {set:?}"),
                Err(error) => println!("{name}: {error}; until then PIN and clerk serve"),
            }
        }
        Ok(differing)
    }

    fn verify(&self) -> Result<(), Error> {
        let differing = self.list()?;
        if differing > 0 {
            return Err(
                format!("{differing} files differ from their manifests; fetch or install them anew").into()
            );
        }
        NetworkSet::find(&self.folder, self.files, Purpose::Production).map(drop).map_err(Into::into)
    }

    fn install(&self, from: &Path) -> Result<(), Error> {
        let mut refused = 0;
        for network in self.networks.iter().filter(|network| !network.is_for_rehearsal()) {
            match network.install(from) {
                Ok(Some(path)) => println!("{}: installed, {}", network.name(), path.display()),
                Ok(None) => println!("{}: {} is not in {}", network.name(), network.file(), from.display()),
                Err(error) => {
                    refused += 1;
                    println!("{error}");
                }
            }
        }
        NetworkSet::find(&self.folder, self.files, Purpose::Production)
            .map(|set| println!("patients: complete: {set:?}"))?;
        if refused > 0 { Err(format!("{refused} files were not taken").into()) } else { Ok(()) }
    }

    fn fetch(&self, names: &[String]) -> Result<(), Error> {
        if let Some(unknown) =
            names.iter().find(|name| self.networks.iter().all(|network| network.name() != **name))
        {
            return Err(format!("no manifest in {} names {unknown}", self.folder.display()).into());
        }
        let mut broken = 0;
        for network in &self.networks {
            if self.is_wanted(network, names)? {
                broken += usize::from(!fetch(network));
            }
        }
        if broken > 0 { Err(format!("{broken} networks did not come").into()) } else { Ok(()) }
    }

    fn is_wanted(&self, network: &Supply, names: &[String]) -> Result<bool, Error> {
        if !names.is_empty() {
            return Ok(names.iter().any(|name| network.name() == name));
        }
        let is_used = !network.is_for_rehearsal() && !network.is_untried();
        Ok(is_used && !matches!(network.state(self.files)?, State::Verified(_)))
    }
}

fn kind(network: &Supply) -> &'static str {
    match (network.is_for_rehearsal(), network.is_untried()) {
        (true, _) => "rehearsal",
        (false, true) => "pinned only",
        (false, false) => "patients",
    }
}

/// Downloads one file with its progress on a line of its own; says whether it came.
fn fetch(network: &Supply) -> bool {
    let name = network.name();
    let mut shown = 0;
    let fetched = network.fetch(&mut |have, whole| {
        let percent = whole.filter(|whole| *whole > 0).map_or(0, |whole| have * 100 / whole);
        if percent != shown {
            shown = percent;
            print!("\r{name}: {have} bytes, {percent} %");
            _ = std::io::stdout().flush();
        }
    });
    if shown > 0 {
        println!();
    }
    match fetched {
        Ok(Fetched::Network(path)) => println!("{name}: fetched and verified, {}", path.display()),
        Ok(Fetched::ToConvert(path)) => println!(
            "{name}: the publisher's file is fetched and verified, {}\n    convert it ({}) into {}, then `madoguchi models \
             install --from FOLDER`",
            path.display(),
            network.source().map_or("", |(_, conversion)| conversion),
            network.file(),
        ),
        Err(error) => {
            println!("{error}");
            return false;
        }
    }
    true
}
