//! `madoguchi doctor`: what this machine has and lacks, and whose move it is.

pub mod card;
mod networks;
mod second;

use super::{Error, kiosk, memory};
use crate::config::{
    CameraConfig, Config, MotionName, OutageConfig, ReaderConfig, ScreenConfig, VoiceConfig, hash_pin,
};
use crate::screen;
use crate::screen::tokens::{LEAST_SIDE_MM, TARGET_MM};
use crate::workers::WallClock;
use ::card::{ReaderEvent, ReaderWatch as _, TrustAnchors};
use claims::Folder;
use journal::Journal;
use std::collections::BTreeMap;
use std::io::BufRead as _;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

/// Say what this machine has and lacks, and whose move it is. Asks for no secret and tells no person's data.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The configuration.
    #[arg(long, default_value = "madoguchi.toml")]
    config: PathBuf,
    /// Read a staff PIN from standard input and print its hash for `[[staff]]`.
    #[arg(long)]
    hash_pin: bool,
    /// Ask the reader and the card on it everything that is free to ask, step by step.
    #[arg(long, conflicts_with = "hash_pin")]
    card: bool,
}

/// Prints a line for each part; exits with 1 if a part is missing.
///
/// # Errors
/// Only a staff PIN that cannot be read or hashed.
pub fn run(arguments: &Arguments) -> Result<ExitCode, Error> {
    if arguments.hash_pin {
        let mut pin = String::new();
        std::io::stdin().lock().read_line(&mut pin)?;
        println!("pin_hash = \"{}\"", hash_pin(pin.trim())?);
        return Ok(ExitCode::SUCCESS);
    }
    let config = Config::read(&arguments.config);
    if arguments.card {
        // Without a configuration the first reader is asked; with a wrong one, whoever wrote it is told.
        return examine(if arguments.config.exists() { config?.reader } else { ReaderConfig::default() });
    }
    // What only the configuration can name.
    let told = |ask: fn(&Config) -> Finding| {
        config.as_ref().map_err(|_| "no configuration".to_owned()).and_then(ask)
    };
    let findings = [
        ("configuration", finding(config.as_ref().map(|_| "understood".to_owned()))),
        ("fonts", finding(screen::Typeface::load(None).map(|face| face.path().display().to_string()))),
        ("reader", reader(config.as_ref().ok().and_then(|config| config.reader.name.clone()))),
        ("camera", camera(config.as_ref().ok())),
        ("second camera", config.as_ref().map_or(Ok("none".to_owned()), second::camera)),
        ("screen", screen_size(config.as_ref().map_or(&ScreenConfig::default(), |config| &config.screen))),
        ("voice", config.as_ref().map_or(Ok("off".to_owned()), |config| voice(&config.voice))),
        ("networks", networks::working(config.as_ref().ok())),
        ("centre", told(centre)),
        ("outbox", config.as_ref().map_or(Ok("off".to_owned()), |config| outbox(config.outage.as_ref()))),
        ("folder", told(folder)),
        ("journal", told(journal)),
        ("memory", memory::swap()),
        ("rehearsal", networks::rehearsing()),
    ];
    for (part, finding) in &findings {
        let (mark, text) = match finding {
            Ok(text) => ("ok", text),
            Err(text) => ("--", text),
        };
        println!("{mark} {part:<14} {}", text.trim().replace('\n', "\n                  "));
    }
    let is_whole = findings.iter().all(|(_, finding)| finding.is_ok());
    Ok(if is_whole { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn examine(reader: ReaderConfig) -> Result<ExitCode, Error> {
    let anchors = match &reader.anchors {
        Some(path) => TrustAnchors::from_toml(&std::fs::read_to_string(path)?)?,
        None => TrustAnchors::default(),
    };
    let steps = card::examine(reader.name, &anchors, WallClock::default().unix());
    steps.iter().for_each(|step| println!("{step}"));
    Ok(if steps.iter().all(card::Step::is_fine) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

type Finding = Result<String, String>;

fn finding<E: std::fmt::Display>(found: Result<String, E>) -> Finding {
    found.map_err(|error| error.to_string())
}

fn reader(name: Option<String>) -> Finding {
    let (mut watch, _) = ::card::pcsc_reader(name);
    match watch.next(Duration::from_secs(2)) {
        Some(ReaderEvent::Ready { name }) => Ok(name),
        Some(ReaderEvent::Unavailable(why)) => Err(format!("{why:?}: plug a reader in, or start pcscd")),
        Some(ReaderEvent::CardInserted | ReaderEvent::CardRemoved) | None => Err("no answer".to_owned()),
    }
}

fn camera(config: Option<&Config>) -> Finding {
    let usual = CameraConfig::default();
    let wanted = config.map_or(&usual, |config| &config.camera);
    let camera = camera::open_device(wanted.index, wanted.width, wanted.height, wanted.fps);
    camera.map(|camera| camera.describe()).map_err(|error| error.to_string())
}

/// The way to the centre, a line for each layer, and whose move it is at the one where it ends.
fn centre(config: &Config) -> Finding {
    central::install_crypto_provider();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| error.to_string())?;
    let client = kiosk::client(&config.centre).map_err(|error| error.to_string())?;
    let findings = runtime.block_on(client.diagnose());
    let line = |found: &central::Finding| match &found.said {
        Ok(said) => format!("{}: {said}", found.layer.name()),
        Err(error) => format!("{}: {error}; {}", found.layer.name(), whose_move(error.owner())),
    };
    let text = findings.iter().map(line).collect::<Vec<_>>().join("\n");
    if findings.iter().all(|found| found.said.is_ok()) { Ok(text) } else { Err(text) }
}

/// Who was here while the centre was away and is not done; counts alone, no person.
fn outbox(config: Option<&OutageConfig>) -> Finding {
    let Some(config) = config else {
        return Ok("off: in an outage the desk writes down what is needed".to_owned());
    };
    if config.outbox.parent() == config.key.parent() {
        return Err("the key lies beside the outbox: whoever copies the folder can read it".to_owned());
    }
    if !config.outbox.exists() {
        return Ok("nobody has been kept yet".to_owned());
    }
    let outbox = ::journal::Outbox::open(&config.outbox, &config.key).map_err(|error| error.to_string())?;
    let standing = outbox.standing().map_err(|error| error.to_string())?;
    let days = |since: i64| (WallClock::default().unix_ms() - since).max(0) / (24 * 60 * 60 * 1000);
    let oldest = standing
        .oldest_unix_ms
        .map_or(String::new(), |since| format!(", the oldest for {} days", days(since)));
    let text =
        format!("{} wait for the line, {} could not be found{oldest}", standing.waiting, standing.left);
    if standing.left == 0 { Ok(text) } else { Err(format!("{text}; the desk must act: madoguchi kept")) }
}

/// The receipt computer's share, and what it has not taken yet.
fn folder(config: &Config) -> Finding {
    let root = &config.claims.folder;
    let waiting = Folder::look_at(root, &config.institution_code).map_err(|error| error.to_string())?;
    let oldest = waiting.first().map(|first| format!(", the oldest since {}", first.since));
    Ok(format!("{}: 未連携 {}件{}", root.display(), waiting.len(), oldest.unwrap_or_default()))
}

/// The whole chain of the record. One that is not there yet is made by the kiosk, not here: it belongs to its account.
fn journal(config: &Config) -> Finding {
    let path = &config.journal;
    if !path.exists() {
        let home = path.parent().filter(|home| home.is_dir());
        return match home {
            Some(_) => Ok(format!("{}: none yet; the kiosk makes it", path.display())),
            None => {
                Err(format!("{}: its folder is not there; make it for the kiosk's account", path.display()))
            }
        };
    }
    let entries = Journal::open(path).and_then(|journal| journal.verify());
    finding(entries.map(|entries| format!("{}: {entries} entries, every one in its chain", path.display())))
}

/// Whether what is touched has its 20 mm.
fn screen_size(config: &ScreenConfig) -> Finding {
    let least = LEAST_SIDE_MM.ceil();
    let moves = match config.motion {
        MotionName::Calm => "what a movement explains moves",
        MotionName::None => "nothing moves",
    };
    match (config.width_mm, config.height_mm) {
        (Some(width), Some(height)) if width.min(height) < least => Err(format!(
            "{width} x {height} mm: too small for targets of {TARGET_MM} mm, which need {least} mm at the shorter side; \
             this institution must choose a larger screen"
        )),
        (Some(width), Some(height)) => {
            Ok(format!("{width} x {height} mm: what is touched is {TARGET_MM} mm or more; {moves}"))
        }
        _ => Ok(format!("no width_mm and height_mm: targets are as on a screen of 15 inches; {moves}")),
    }
}

/// Each language that is to be heard, by making its sound; then the devices, by playing silence on them.
fn voice(config: &VoiceConfig) -> Finding {
    let Some(channel) = config.channel() else { return Ok("off".to_owned()) };
    let speaking = config.speaking();
    let engine = |language| ::voice::render(&speaking, "1", language).map(|_| ());
    let mut found: Vec<_> =
        ::voice::Language::ALL.into_iter().map(|one| (format!("{one:?}"), engine(one))).collect();
    // The alarm's chime goes to the loudspeaker whoever hears the words.
    let mut outputs = vec![::voice::Channel::Loudspeaker, channel];
    outputs.dedup();
    found.extend(outputs.into_iter().map(|one| (format!("{one:?}"), ::voice::try_output(&speaking, one))));
    heard(found)
}

/// What works in one line; what does not with its reason, once for all that lack the same.
fn heard(found: Vec<(String, Result<(), ::voice::Error>)>) -> Finding {
    let (mut works, mut lacks) = (Vec::new(), BTreeMap::<String, Vec<String>>::new());
    for (what, outcome) in found {
        match outcome {
            Ok(()) => works.push(what),
            Err(error) => lacks.entry(error.to_string()).or_default().push(what),
        }
    }
    let is_whole = lacks.is_empty();
    let lines = lacks
        .into_iter()
        .map(|(error, what)| format!("{}: {error}; this institution's IT must act", what.join(", ")));
    let works = (!works.is_empty()).then(|| format!("works: {}", works.join(", ")));
    let text = works.into_iter().chain(lines).collect::<Vec<_>>().join("\n");
    if is_whole { Ok(text) } else { Err(text) }
}

fn whose_move(owner: central::Owner) -> &'static str {
    match owner {
        central::Owner::HospitalIt => "this institution's IT must act",
        central::Owner::Centre => "the centre must act",
        central::Owner::Visit => "nothing is wrong with the line",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ::voice::Error;

    #[test]
    fn a_screen_too_small_for_fingers_is_named() {
        let screen = |width, height| ScreenConfig {
            width_mm: Some(width),
            height_mm: Some(height),
            ..ScreenConfig::default()
        };
        assert!(screen_size(&screen(217.0, 136.0)).is_ok());
        assert!(screen_size(&screen(154.0, 86.0)).unwrap_err().contains("need 130 mm"));
        assert!(screen_size(&ScreenConfig::default()).unwrap().ends_with("what a movement explains moves"));
        let still = ScreenConfig { motion: MotionName::None, ..screen(217.0, 136.0) };
        assert!(screen_size(&still).unwrap().ends_with("nothing moves"));
    }

    #[test]
    fn what_several_voices_lack_is_said_once() {
        let missing = || Error::NoProgram { program: "espeak-ng", package: "espeak-ng" };
        let found = vec![
            ("Japanese".to_owned(), Ok(())),
            ("English".to_owned(), Err(missing())),
            ("Korean".to_owned(), Err(missing())),
            ("Earphone".to_owned(), Err(Error::NoEarphone)),
        ];
        let text = heard(found).unwrap_err();
        let lines: Vec<_> = text.lines().collect();
        assert_eq!((lines.len(), lines[0]), (3, "works: Japanese"));
        assert!(text.contains("English, Korean: espeak-ng was not found: install"), "{text}");
    }
}
