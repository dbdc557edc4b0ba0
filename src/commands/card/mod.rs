//! `madoguchi card`: virtual cards on readers that any PC/SC program can use.

mod desk;

use super::Error;
use crate::workers::WallClock;
use card::twin::pcscd::SOCKET_VARIABLE;
use card::twin::{
    Authority, Blueprint, Fault, IfdCard, Keep, PrivatePcscd, ReaderSpec, VirtualCard, VpcdCard,
};
use desk::{Desk, Place};
use persona::CardKind;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Lay virtual cards on readers that any PC/SC program can use.
///
/// Without --socket or --port a smart card service (pcscd) of its own is started, with one reader for each --persona. The
/// line that it prints, `export PCSCLITE_CSOCK_NAME=…`, leads other programs there. While it runs, type `lift` to take the
/// card away, `lay` to lay it down again, `swap NAME` to lay another persona's, and `quit`; a number after it names the
/// reader where there are several. docs/virtual-card.md tells the rest.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Whose card; `list` tells who there is. Given again, it adds a reader with that card.
    #[arg(long, default_value = "hanako", value_name = "NAME")]
    persona: Vec<String>,
    /// A card of this kind in place of the persona's own; `list` tells which there are.
    #[arg(long)]
    kind: Option<String>,
    /// What a card does wrong, such as hang=3 or no-extended; `list` tells what there is. Can be given again.
    #[arg(long)]
    fault: Vec<String>,
    /// How long a card takes for each command, in milliseconds; 30 is true to life.
    #[arg(long, value_name = "MS")]
    delay: Option<u64>,
    /// Keep counters and changed secrets in this file, so that a blocked card stays blocked.
    #[arg(long, value_name = "FILE")]
    keep: Option<PathBuf>,
    /// The name of the reader.
    #[arg(long, value_name = "NAME", default_value = "Madoguchi Virtual Reader", conflicts_with_all = ["socket", "port"])]
    reader: String,
    /// Meet this project's PC/SC driver at the socket that its DEVICENAME names, in a pcscd that runs already.
    #[arg(long, conflicts_with = "port")]
    socket: Option<PathBuf>,
    /// Meet vsmartcard's vpcd at this port, in a pcscd that runs already; 35963 is its usual one.
    #[arg(long)]
    port: Option<u16>,
    /// The folder of the rehearsal centre, whose card authority issues the cards.
    #[arg(long, default_value = "target/centre")]
    directory: PathBuf,
}

/// Serves the cards until `quit` is typed or the command is interrupted.
///
/// # Errors
/// No such persona, kind or fault; no reader to meet; no pcscd to start.
pub fn run(arguments: &Arguments) -> Result<(), Error> {
    if list(arguments) {
        return Ok(());
    }
    let issuer = Issuer::new(arguments)?;
    let people = &arguments.persona;
    let place = match (&arguments.socket, arguments.port) {
        (Some(socket), _) => Some(Place::Ifd(IfdCard::new(socket))),
        (None, Some(port)) => Some(Place::Vpcd(VpcdCard::new(port))),
        (None, None) => None,
    };
    match (place, people.as_slice()) {
        (Some(place), [who]) => {
            Desk::new(vec![("the reader".to_owned(), place)], &issuer).serve(std::slice::from_ref(who))
        }
        (Some(_), _) => Err("one socket or port is one reader: give one --persona".into()),
        (None, _) => with_pcscd(&arguments.reader, people, &issuer),
    }
}

/// Starts a pcscd with a reader for each of these people, and serves there.
fn with_pcscd(name: &str, people: &[String], issuer: &Issuer) -> Result<(), Error> {
    let folder = Folder::new()?;
    let reader = |index: usize| if index == 0 { name.to_owned() } else { format!("{name} {}", index + 1) };
    let readers: Vec<_> = (0..people.len()).map(|index| (reader(index), folder.socket(index))).collect();
    let specs: Vec<_> =
        readers.iter().cloned().map(|(name, socket)| ReaderSpec::Ifd { name, socket }).collect();
    let pcscd = PrivatePcscd::start(&specs)?;
    println!("export {SOCKET_VARIABLE}={}", pcscd.socket().display());
    let places = readers.into_iter().map(|(name, socket)| (name, Place::Ifd(IfdCard::new(socket))));
    Desk::new(places.collect(), issuer).serve(people)
}

/// Answers what only wants a list; tells whether anything did.
fn list(arguments: &Arguments) -> bool {
    let wanted = |value: &str| value == "list";
    if arguments.persona.iter().any(|value| wanted(value)) {
        persona::personas().iter().for_each(|persona| println!("{:<10} {}", persona.id, persona.story));
    } else if arguments.kind.as_deref().is_some_and(wanted) {
        CardKind::ALL.iter().for_each(|(word, _)| println!("{word}"));
    } else if arguments.fault.iter().any(|value| wanted(value)) {
        Fault::ALL.iter().for_each(|(word, does)| println!("{word:<18} {does}"));
    } else {
        return false;
    }
    true
}

/// Makes cards as the command line wants them.
pub(super) struct Issuer {
    authority: Authority,
    kind: Option<(String, CardKind)>,
    faults: Vec<Fault>,
    keep: Option<Keep>,
}

impl Issuer {
    fn new(arguments: &Arguments) -> Result<Self, Error> {
        let mut faults = arguments.fault.iter().map(|word| word.parse()).collect::<Result<Vec<_>, _>>()?;
        faults.extend(arguments.delay.map(|delay| Fault::Delay(Duration::from_millis(delay))));
        let kind = arguments.kind.as_deref().map(kind).transpose()?;
        let keep = arguments.keep.as_deref().map(Keep::open).transpose()?;
        Ok(Self { authority: super::centre::authority(&arguments.directory)?, kind, faults, keep })
    }

    /// Makes the card of a persona, and tells what its owner knows by heart or has printed on it.
    pub(super) fn issue(&self, who: &str) -> Result<(VirtualCard, String), Error> {
        let persona = persona::persona(who)
            .ok_or_else(|| format!("no persona is called {who:?}; see --persona list"))?;
        let mut blueprint = Blueprint::from(persona);
        let mut name = who.to_owned();
        if let Some((word, kind)) = &self.kind {
            blueprint.kind = *kind;
            name = format!("{who} {word}");
        }
        blueprint.faults.clone_from(&self.faults);
        let mut card = self.authority.make(&blueprint, WallClock::default().unix())?;
        if let Some(keep) = &self.keep {
            card = keep.attach(&name, card);
        }
        let (pin, password, code) = (&blueprint.user_pin, &blueprint.sign_password, &blueprint.code_b);
        Ok((card, format!("PIN {pin}, password {password}, 照合番号B {code}")))
    }
}

fn kind(word: &str) -> Result<(String, CardKind), Error> {
    let found = CardKind::ALL.into_iter().find(|(name, _)| *name == word);
    let (word, kind) = found.ok_or_else(|| format!("no kind of card is called {word:?}; see --kind list"))?;
    Ok((word.to_owned(), kind))
}

/// A folder for sockets, gone when dropped.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self, Error> {
        let path = std::env::temp_dir().join(format!("madoguchi-card-{}", std::process::id()));
        std::fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    fn socket(&self, index: usize) -> PathBuf {
        Path::new(&self.0).join(format!("card{index}.sock"))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left behind is an empty folder under the system's own for such things.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
