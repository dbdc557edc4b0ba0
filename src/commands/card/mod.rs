//! `madoguchi card`: one persona's virtual card, served to a PC/SC reader.

use super::Error;
use crate::workers::WallClock;
use card::twin::{IfdCard, VpcdCard};
use std::path::PathBuf;
use std::time::Duration;

/// Serve a persona's virtual card to a PC/SC reader.
///
/// The card is laid until the command is interrupted. With `--socket` it meets this project's own PC/SC driver, with
/// `--port` vsmartcard's vpcd; either is named in pcscd's reader.conf.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Whose card; `list` tells who there is.
    #[arg(long, default_value = "hanako")]
    persona: String,
    /// The socket in the DEVICENAME of our driver.
    #[arg(long, conflicts_with = "port")]
    socket: Option<PathBuf>,
    /// The port of vsmartcard's vpcd.
    #[arg(long)]
    port: Option<u16>,
    /// The folder of the rehearsal centre, whose card authority issues the card.
    #[arg(long, default_value = "target/centre")]
    directory: PathBuf,
}

/// Serves the card until interrupted.
///
/// # Errors
/// No such persona, or no reader to meet.
pub fn run(arguments: &Arguments) -> Result<(), Error> {
    if arguments.persona == "list" {
        persona::personas().iter().for_each(|persona| println!("{:<10} {}", persona.id, persona.story));
        return Ok(());
    }
    let persona = persona::persona(&arguments.persona)
        .ok_or_else(|| format!("no persona is called {:?}; see --persona list", arguments.persona))?;
    let card = super::centre::authority(&arguments.directory)?.issue(persona, WallClock::default().unix())?;
    match (&arguments.socket, arguments.port) {
        (Some(socket), _) => {
            let mut place = IfdCard::new(socket);
            place.lay(card)?;
            wait(&arguments.persona, place)
        }
        (None, port) => {
            let mut place = VpcdCard::new(port.unwrap_or(0x8C7B));
            place.lay(card)?;
            wait(&arguments.persona, place)
        }
    }
}

fn wait<T>(persona: &str, _place: T) -> Result<(), Error> {
    println!("the card of {persona} lies on the reader; interrupt to take it away");
    loop {
        std::thread::sleep(Duration::from_secs(3600));
    }
}
