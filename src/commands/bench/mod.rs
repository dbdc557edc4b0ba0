//! `madoguchi bench`: figures that anybody can print again, one file for each thing measured.

pub mod card;
pub mod centre;
pub mod face;
pub mod visit;
pub mod window;

use super::Error;

/// Measure.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, clap::Subcommand)]
enum What {
    Card(card::Arguments),
    Centre(centre::Arguments),
    Face(face::Arguments),
    Visit(visit::Arguments),
    Window(window::Arguments),
}

/// Measures and prints.
///
/// # Errors
/// What the thing measured says of its failure.
pub fn run(arguments: &Arguments) -> Result<(), Error> {
    match &arguments.what {
        What::Card(arguments) => card::run(arguments),
        What::Centre(arguments) => centre::run(arguments),
        What::Face(arguments) => face::run(arguments),
        What::Visit(arguments) => visit::run(arguments),
        What::Window(arguments) => window::run(arguments),
    }
}
