//! `madoguchi centre`: the rehearsal verification service by itself.

use super::Error;
use crate::rehearsal::INSTITUTION;
use card::twin::Authority;
use central::rehearsal::{self, Database, RehearsalConfig, TestCa, system_clock};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Run the rehearsal verification service by itself.
///
/// Certificates for both sides, the kiosk's assertion key and the card authority are made in the folder at the first
/// start and kept; point madoguchi.toml at them. It is a rehearsal: it knows the drawn personas and nobody else.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:8443")]
    listen: SocketAddr,
    /// Where several nodes share their records, postgres://user@host/database; a file in the folder otherwise.
    #[arg(long)]
    database: Option<String>,
    /// The folder of certificates and of the database.
    #[arg(long, default_value = "target/centre")]
    directory: PathBuf,
    /// A further authority whose cards are accepted, as a DER certificate; may be given more than once.
    #[arg(long)]
    card_root: Vec<PathBuf>,
}

/// Serves until interrupted.
///
/// # Errors
/// An address that is taken, a folder that cannot be written.
pub fn run(arguments: &Arguments) -> Result<(), Error> {
    central::install_crypto_provider();
    let ca = certificates(&arguments.directory.join("tls"))?;
    let authority = authority(&arguments.directory)?;
    let config = RehearsalConfig {
        database: database(arguments),
        listen: arguments.listen,
        tls: ca.server_tls(),
        card_roots: card_roots(&authority, &arguments.card_root)?,
        kiosks: vec![ca.registered_kiosk()?],
        institution_code: INSTITUTION.to_owned(),
        clock: system_clock(),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let running = rehearsal::start(config).await?;
        println!("the rehearsal centre listens at {}", running.base_url);
        println!("certificates for a kiosk: {}", arguments.directory.join("tls").display());
        std::future::pending::<()>().await;
        Ok(())
    })
}

fn database(arguments: &Arguments) -> Database {
    match &arguments.database {
        Some(url) => Database::Postgres(url.clone()),
        None => Database::File(arguments.directory.join("centre.db")),
    }
}

fn card_roots(authority: &Authority, further: &[PathBuf]) -> Result<Vec<Vec<u8>>, Error> {
    let mut roots = vec![authority.user_ca_der().to_vec()];
    for path in further {
        roots.push(
            std::fs::read(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?,
        );
    }
    Ok(roots)
}

fn certificates(folder: &Path) -> Result<TestCa, Error> {
    match TestCa::read(folder) {
        Ok(ca) => Ok(ca),
        Err(_) => {
            let ca = TestCa::generate()?;
            ca.write(folder)?;
            Ok(ca)
        }
    }
}

/// The card authority whose keys grow from a seed kept in `directory`, so that cards and centre agree.
///
/// # Errors
/// A folder that cannot be written, or no randomness.
pub fn authority(directory: &Path) -> Result<Authority, Error> {
    use rand::{RngCore as _, SeedableRng as _, rngs::OsRng, rngs::StdRng};
    let path = directory.join("card-authority.seed");
    let seed = match std::fs::read(&path).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok()) {
        Some(seed) => seed,
        None => {
            let mut seed = [0; 32];
            OsRng.fill_bytes(&mut seed);
            std::fs::create_dir_all(directory)?;
            std::fs::write(&path, seed)?;
            seed
        }
    };
    Ok(Authority::generate(&mut StdRng::from_seed(seed))?)
}
