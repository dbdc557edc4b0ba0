//! Arguments and composition: the real devices, or the rehearsal.

use clap::{Parser, Subcommand};
use madoguchi::commands::{self, Error};
use std::process::ExitCode;

/// Madoguchi (窓口), the open reception-desk kiosk for online eligibility checks with the My Number Card.
///
/// Without a command it is the kiosk: it reads madoguchi.toml and serves patients with the real devices.
/// `madoguchi rehearse` needs no device at all.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve patients with the real reader, camera, centre and folder (the default).
    Kiosk(commands::kiosk::Arguments),
    /// Rehearse: the real kiosk among drawn people, virtual cards and a centre that can be stopped.
    Rehearse(commands::rehearse::Arguments),
    /// Ride whole visits by accessible names alone, and say which went as told.
    Walk(commands::walk::Arguments),
    /// Run the rehearsal verification service by itself.
    Centre(commands::centre::Arguments),
    /// Lay virtual cards on readers that any PC/SC program can use.
    Card(commands::card::Arguments),
    /// Say what this machine has and lacks, and whose move it is.
    Doctor(commands::doctor::Arguments),
    /// List who was here while the centre was away, for staff.
    Kept(commands::kept::Arguments),
    /// Calibrate and evaluate the comparison of faces.
    Face(commands::face::Arguments),
    /// List the networks, and verify the files that are there.
    Models(commands::models::Arguments),
    /// Measure.
    Bench(commands::bench::Arguments),
}

fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_env("MADOGUCHI_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn,winit=error"));
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    match run(Arguments::parse().command.unwrap_or(Command::Kiosk(Default::default()))) {
        Ok(code) => code,
        Err(error) => {
            tracing::error!("{}", chain(error.as_ref()));
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode, Error> {
    match command {
        Command::Kiosk(arguments) => commands::kiosk::run(&arguments),
        Command::Rehearse(arguments) => return commands::rehearse::run(&arguments),
        Command::Walk(arguments) => commands::walk::run(&arguments),
        Command::Centre(arguments) => commands::centre::run(&arguments),
        Command::Card(arguments) => commands::card::run(&arguments),
        Command::Doctor(arguments) => return commands::doctor::run(&arguments),
        Command::Kept(arguments) => commands::kept::run(&arguments),
        Command::Face(arguments) => commands::face::run(&arguments),
        Command::Models(arguments) => commands::models::run(&arguments),
        Command::Bench(arguments) => commands::bench::run(&arguments),
    }
    .map(|()| ExitCode::SUCCESS)
}

/// The error and everything that caused it.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |said, cause| format!("{said}: {cause}"))
}
