//! `madoguchi rehearse`: the real kiosk among virtual neighbours, by hand or unattended.

use super::Error;
use crate::app::{self, Unattended};
use crate::config::PlaceName;
use crate::rehearsal::{self, CARD_SOCKET, Hearing, Options, Story, World};
use crate::session::Language;
use camera::Measure;
use card::twin::{PrivatePcscd, ReaderSpec};
use claims::Encoding;
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use voice::{Channel, Speaking, Transcript};

/// Rehearse: the real kiosk among drawn people, virtual cards and a centre that can be stopped.
///
/// With a display, the bench beside the patient's screen lays cards down, chooses what the camera sees, stops the centre
/// and moves the clock. Unattended, it rides stories by itself and keeps each screen as a picture.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Ride by itself, print the timeline, keep each screen, and end.
    #[arg(long)]
    unattended: bool,
    /// Which stories to ride, in order; all if none is named. Known: face, standing, pin, clerk, picture, outage,
    /// enrol-declined, enrol, enrol-child, revoked, wrong-card.
    #[arg(long)]
    story: Vec<String>,
    /// How the card is read: through a real pcscd started for this rehearsal, or inside this process.
    #[arg(long, value_enum, default_value_t = ReaderChoice::Auto)]
    reader: ReaderChoice,
    /// Where pictures, hand-off files and records go.
    #[arg(long, default_value = "target/rehearsal")]
    directory: PathBuf,
    /// The folder of manifests; looked for beside the program if absent.
    #[arg(long)]
    models: Option<PathBuf>,
    /// Folders with real networks' files, to rehearse with those.
    #[arg(long)]
    files: Vec<PathBuf>,
    /// A folder of pictures, such as a recorded walk-up, that the camera shows in place of the drawn scene.
    #[arg(long)]
    stills: Option<PathBuf>,
    /// What a second camera measures; none if absent.
    #[arg(long, value_enum)]
    second: Option<SecondChoice>,
    /// How a card goes into the reader that is drawn.
    #[arg(long, value_enum, default_value = "tray")]
    place: PlaceName,
    /// Write the hand-off in Shift_JIS.
    #[arg(long)]
    shift_jis: bool,
    /// Speak, from this machine's loudspeaker.
    #[arg(long)]
    aloud: bool,
    /// Begin in English.
    #[arg(long)]
    english: bool,
    /// The window's size, such as 800x1280; the bench needs some more beside it.
    #[arg(long, default_value = "1280x800", value_parser = size)]
    size: (u32, u32),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum ReaderChoice {
    /// Through PC/SC where a pcscd can be started, inside this process otherwise.
    Auto,
    /// Through PC/SC, or not at all.
    Pcscd,
    /// Inside this process.
    InProcess,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum SecondChoice {
    /// How far things are.
    Depth,
    /// How much of its own light comes back.
    Infrared,
}

/// Opens the rehearsal, or rides it unattended.
///
/// # Errors
/// A part of the virtual world that does not start, or a story that did not go as told.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    if arguments.reader == ReaderChoice::InProcess || std::env::var_os(CARD_SOCKET).is_some() {
        return rehearse(arguments).map(|()| ExitCode::SUCCESS);
    }
    match within_pcscd(&arguments.directory) {
        Ok(code) => Ok(code),
        Err(error) if arguments.reader == ReaderChoice::Auto => {
            println!("no pcscd of its own ({error}); the card is read inside this process");
            rehearse(arguments).map(|()| ExitCode::SUCCESS)
        }
        Err(error) => Err(error),
    }
}

/// Starts a private pcscd and runs this same command again as its client: libpcsclite reads the socket's name from the
/// environment, once.
fn within_pcscd(directory: &std::path::Path) -> Result<ExitCode, Error> {
    std::fs::create_dir_all(directory)?;
    let sockets = std::env::temp_dir().join(format!("madoguchi-{}", std::process::id()));
    std::fs::create_dir_all(&sockets)?;
    let socket = sockets.join("card.sock");
    let name = "Madoguchi Virtual Reader".to_owned();
    let pcscd = PrivatePcscd::start(&[ReaderSpec::Ifd { name, socket: socket.clone() }])?;
    let status = Command::new(std::env::current_exe()?)
        .args(std::env::args_os().skip(1))
        .env(card::twin::pcscd::SOCKET_VARIABLE, pcscd.socket())
        .env(CARD_SOCKET, &socket)
        .status()?;
    std::fs::remove_dir_all(&sockets)?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn rehearse(arguments: &Arguments) -> Result<(), Error> {
    let options = Options {
        models: arguments.models.clone(),
        network_files: arguments.files.clone(),
        stills: arguments.stills.clone(),
        second: arguments.second.map(|choice| match choice {
            SecondChoice::Depth => Measure::Depth,
            SecondChoice::Infrared => Measure::Infrared,
        }),
        place: arguments.place.into(),
        voice: arguments.aloud.then(aloud),
        encoding: if arguments.shift_jis { Encoding::ShiftJis } else { Encoding::Utf8 },
        ..Options::new(&arguments.directory)
    };
    let (world, neighbours) = World::build(&options)?;
    println!("the card is read from {}", world.reader_name());
    let language = if arguments.english { Language::English } else { Language::Japanese };
    let options = app::Options { size: arguments.size, ..app::Options::new(language) };
    if !arguments.unattended {
        return app::open_with_bench(options, neighbours, world);
    }
    let unattended =
        Unattended { stories: stories(&arguments.story)?, pictures: arguments.directory.join("screens") };
    app::ride(options, neighbours, world, unattended)
}

fn aloud() -> Hearing {
    Hearing::Aloud(Speaking::default(), Channel::Loudspeaker, Transcript::default())
}

fn stories(names: &[String]) -> Result<Vec<&'static Story>, Error> {
    if names.is_empty() {
        return Ok(rehearsal::STORIES.iter().collect());
    }
    let find =
        |name: &String| rehearsal::story(name).ok_or_else(|| format!("no story is called {name:?}").into());
    names.iter().map(find).collect()
}

pub(super) fn size(text: &str) -> Result<(u32, u32), String> {
    let (width, height) = text.split_once('x').ok_or("expected WIDTHxHEIGHT, such as 1280x800")?;
    let number = |text: &str| text.parse().map_err(|_| format!("expected a number of pixels, came {text:?}"));
    Ok((number(width)?, number(height)?))
}
