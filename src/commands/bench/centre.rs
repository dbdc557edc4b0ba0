//! `madoguchi bench centre`: eligibility checks a second, client and service together on this machine.

use crate::commands::Error;
use crate::rehearsal::INSTITUTION;
use central::rehearsal::load::{self, Cards, Figures, Limits};
use central::rehearsal::{self, Database, RehearsalConfig, TestCa, system_clock};
use central::{Client, ClientConfig};
use std::sync::Arc;
use std::time::Duration;

/// Ask for eligibility from many kiosks at once and print how many checks a second are answered, and how fast.
///
/// One check is what a kiosk asks for one patient: nonce, certificate status, eligibility with the card's signature,
/// consent. Mutual TLS, warm connections; client, cards and service share this machine.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// How many kiosks ask at once, each without a pause.
    #[arg(long, default_value_t = 16)]
    kiosks: usize,
    /// How many seconds are measured.
    #[arg(long, default_value_t = 20)]
    seconds: u64,
    /// postgres://user@host/database; a SQLite file otherwise. scripts/postgres.sh serves one.
    #[arg(long)]
    database: Option<String>,
}

/// Measures and prints.
///
/// # Errors
/// A service that cannot be started.
pub fn run(arguments: &Arguments) -> Result<(), Error> {
    central::install_crypto_provider();
    let directory = std::env::temp_dir().join(format!("madoguchi-bench-{}", std::process::id()));
    std::fs::create_dir_all(&directory)?;
    let file = Database::File(directory.join("centre.db"));
    let database = arguments.database.clone().map_or(file, Database::Postgres);
    let cards = Arc::new(Cards::make()?);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let before = machine_time();
    let figures = runtime.block_on(measure(arguments, &cards, &database))?;
    let machine = machine_time().zip(before).map(|(after, before)| after.saturating_sub(before));
    print(&figures, machine, &load::limits(&cards, &database)?);
    Ok(std::fs::remove_dir_all(&directory)?)
}

async fn measure(arguments: &Arguments, cards: &Arc<Cards>, database: &Database) -> Result<Figures, Error> {
    let ca = TestCa::generate()?;
    let running = rehearsal::start(RehearsalConfig {
        database: database.clone(),
        listen: ([127, 0, 0, 1], 0).into(),
        tls: ca.server_tls(),
        card_roots: vec![cards.authority_der()],
        kiosks: vec![ca.registered_kiosk()?],
        institution_code: INSTITUTION.to_owned(),
        clock: system_clock(),
    })
    .await?;
    let config =
        ClientConfig { connect_timeout: Duration::from_secs(30), ..ca.client_config(&running.base_url) };
    let clients: Vec<_> =
        (0..arguments.kiosks).map(|_| Client::new(config.clone())).collect::<Result<_, _>>()?;
    for client in &clients {
        client.warm().await?;
    }
    // The first checks fill caches and prepare statements.
    load::drive(clients.clone(), Arc::clone(cards), Duration::from_secs(1)).await;
    Ok(load::drive(clients, Arc::clone(cards), Duration::from_secs(arguments.seconds)).await)
}

fn print(figures: &Figures, machine: Option<Duration>, limits: &Limits) {
    let milliseconds = |time: Duration| time.as_secs_f64() * 1_000.0;
    let rate = figures.rate();
    println!(
        "{} checks in {:.1} s, {} failed",
        figures.checks.len(),
        figures.elapsed.as_secs_f64(),
        figures.failed
    );
    println!("{rate:.0} checks/s");
    for (name, share) in [("p50", 0.5), ("p90", 0.9), ("p99", 0.99), ("max", 1.0)] {
        println!("{name} {:.1} ms", milliseconds(figures.percentile(share)));
    }
    if let Some(machine) = machine {
        // The second of warming up is in it.
        let checks = figures.checks.len() as f64 * (1.0 + 1.0 / figures.elapsed.as_secs_f64());
        println!("{:.2} ms of this process's machine time for each check", milliseconds(machine) / checks);
    }
    let least = limits.verification + limits.keyed_read;
    println!(
        "RSA-2048 verification {:.1} µs, read by key {:.1} µs: {:.0}/s on one core; measured {:.2} % of that",
        milliseconds(limits.verification) * 1_000.0,
        milliseconds(limits.keyed_read) * 1_000.0,
        1.0 / least.as_secs_f64(),
        100.0 * rate * least.as_secs_f64(),
    );
}

/// This process's time on all processors, user and system, as Linux tells it in hundredths of a second.
fn machine_time() -> Option<Duration> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<_> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<u64>().ok();
    Some(Duration::from_millis((ticks(11)? + ticks(12)?) * 10))
}
