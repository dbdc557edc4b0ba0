//! `madoguchi centre`: the rehearsal verification service by itself.

use super::Error;
use crate::rehearsal::INSTITUTION;
use card::twin::Authority;
use central::rehearsal::population::{self, Figures};
use central::rehearsal::{self, Database, FAULT_NAMES, Fault, RehearsalConfig, TestCa, system_clock};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// Run the rehearsal verification service by itself, or fill its records.
///
/// Certificates for both sides, the kiosk's assertion key and the card authority are made in the folder at the first
/// start and kept; point madoguchi.toml at them. It is a rehearsal: it knows the drawn personas and nobody else.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: Option<What>,
    /// Where to listen.
    #[arg(long, default_value = "127.0.0.1:8443")]
    listen: SocketAddr,
    /// Where health, Prometheus' figures and a document of both are served without TLS; the next port, on this machine
    /// only, unless said.
    #[arg(long)]
    operations: Option<SocketAddr>,
    /// What is wrong with it from its start; --help lists the names.
    #[arg(long, long_help = format!("What is wrong with it from its start: {FAULT_NAMES}"))]
    fault: Option<Fault>,
    /// Present a certificate to kiosks whose time is over.
    #[arg(long)]
    expired_certificate: bool,
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

#[derive(Debug, clap::Subcommand)]
enum What {
    /// Register a made-up population with the defects of 2021 in it, check it, and print what was found.
    Populate {
        /// How many people.
        #[arg(long, default_value_t = 20_000)]
        members: usize,
        /// The same seed makes the same people.
        #[arg(long, default_value_t = 1)]
        seed: u64,
    },
}

/// Serves until interrupted, or populates and ends.
///
/// # Errors
/// An address that is taken, a folder that cannot be written.
pub fn run(arguments: &Arguments) -> Result<(), Error> {
    if let Some(What::Populate { members, seed }) = arguments.what {
        std::fs::create_dir_all(&arguments.directory)?;
        return print(&population::populate(&database(arguments), members, seed)?);
    }
    central::install_crypto_provider();
    let ca = certificates(&arguments.directory.join("tls"))?;
    let authority = authority(&arguments.directory)?;
    let config = RehearsalConfig {
        database: database(arguments),
        listen: arguments.listen,
        tls: if arguments.expired_certificate { ca.expired_server_tls() } else { ca.server_tls() },
        card_roots: card_roots(&authority, &arguments.card_root)?,
        kiosks: vec![ca.registered_kiosk()?],
        institution_code: INSTITUTION.to_owned(),
        clock: system_clock(),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async {
        let running = rehearsal::start(config).await?;
        if let Some(fault) = arguments.fault {
            running.set_fault(fault).await?;
        }
        println!("the rehearsal centre listens at {}", running.base_url);
        let operations = running.supervise(arguments.operations.unwrap_or(beside(arguments.listen)))?;
        println!("health and figures at http://{operations}/health/ready, /health/live and /metrics");
        println!("certificates for a kiosk: {}", arguments.directory.join("tls").display());
        std::future::pending::<()>().await;
        Ok(())
    })
}

/// The next port, reached from this machine only; any free one where there is no next.
fn beside(listen: SocketAddr) -> SocketAddr {
    let port = if listen.port() == 0 { 0 } else { listen.port().wrapping_add(1) };
    ([127, 0, 0, 1], port).into()
}

fn print(figures: &Figures) -> Result<(), Error> {
    println!("{} people, {} rows taken, {} refused", figures.people, figures.rows, figures.refused);
    println!("{:<26} {:>8} {:>8} {:>8}", "finding", "planted", "found", "beyond");
    for (kind, (planted, found, beyond)) in &figures.kinds {
        println!("{:<26} {planted:>8} {found:>8} {beyond:>8}", kind.as_str());
    }
    println!(
        "no findings: {} former names, {} former addresses, {} with ●",
        figures.former_names, figures.former_addresses, figures.unknown_characters
    );
    let seconds = |time: std::time::Duration| time.as_secs_f64();
    println!("written in {:.1} s, checked in {:.1} s", seconds(figures.writing), seconds(figures.checking));
    if let Some(peak) = peak_memory() {
        println!("peak memory {peak}");
    }
    match figures.are_perfect() {
        true => Ok(()),
        false => Err("the checks did not find what was planted, and nothing else".into()),
    }
}

/// The most memory this process has held, as Linux tells it.
fn peak_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().to_owned())
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
