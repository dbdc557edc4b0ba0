//! The programs that speak, and how each is called. The words go in through a pipe, so no list of processes shows them.

use crate::{Channel, Error, Language};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where Debian puts Open JTalk's dictionary.
const DICTIONARY: &str = "/var/lib/mecab/dic/open-jtalk/naist-jdic";
/// Where Debian puts voices for it.
const VOICES: &str = "/usr/share/hts-voice";

/// How to speak, and where the sound goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaking {
    /// A Japanese voice (`*.htsvoice`); Debian's folder of voices is searched if absent.
    pub japanese_voice: Option<PathBuf>,
    /// The folder of Open JTalk's dictionary.
    pub dictionary: PathBuf,
    /// ALSA's name of the loudspeaker; ALSA's default if absent.
    pub loudspeaker: Option<String>,
    /// ALSA's name of the earphone; without one, nothing is ever said on that channel.
    pub earphone: Option<String>,
}

impl Default for Speaking {
    fn default() -> Self {
        Self {
            japanese_voice: None,
            dictionary: PathBuf::from(DICTIONARY),
            loudspeaker: None,
            earphone: None,
        }
    }
}

impl Speaking {
    /// The Japanese voice that is configured or installed.
    pub(crate) fn voice(&self) -> Result<PathBuf, Error> {
        let missing = |path: &Path| Error::NoVoice { path: path.to_owned() };
        match &self.japanese_voice {
            Some(path) if path.is_file() => Ok(path.clone()),
            Some(path) => Err(missing(path)),
            None => find_voice(Path::new(VOICES)).ok_or_else(|| missing(Path::new(VOICES))),
        }
    }

    /// The program that turns words on its input into a WAV file on its output, somewhat softer than it would by itself, so
    /// that nothing is clipped before [`crate::sound::levelled`] sees it.
    pub(crate) fn engine(&self, language: Language) -> Result<(&'static str, Command), Error> {
        match espeak_voice(language) {
            Some(voice) => {
                let mut command = program("espeak-ng", "espeak-ng")?;
                command.args(["--stdin", "--stdout", "-b", "1", "-v", voice, "-s", "150", "-a", "80"]);
                Ok(("espeak-ng", command))
            }
            None => {
                let mut command = program("open_jtalk", "open-jtalk")?;
                if !self.dictionary.join("sys.dic").is_file() {
                    return Err(Error::NoDictionary { path: self.dictionary.clone() });
                }
                command.arg("-x").arg(&self.dictionary).arg("-m").arg(self.voice()?);
                command.args(["-g", "-6", "-ow", "/dev/stdout"]); // -g: decibels
                Ok(("open_jtalk", command))
            }
        }
    }

    /// ALSA's name of a channel's device; `None` for ALSA's default.
    ///
    /// What is meant for one ear must not be heard by all, so the earphone has no default.
    pub(crate) fn device(&self, channel: Channel) -> Result<Option<&str>, Error> {
        match channel {
            Channel::Loudspeaker => Ok(self.loudspeaker.as_deref()),
            Channel::Earphone => self.earphone.as_deref().map(Some).ok_or(Error::NoEarphone),
        }
    }

    /// The program that plays a WAV file from its input.
    pub(crate) fn player(&self, channel: Channel) -> Result<Command, Error> {
        let device = self.device(channel)?;
        let mut command = program("aplay", "alsa-utils")?;
        command.arg("-q");
        device.into_iter().for_each(|device| {
            command.args(["-D", device]);
        });
        command.arg("-");
        Ok(command)
    }
}

/// espeak-ng's name of a language; `None` for what Open JTalk speaks.
fn espeak_voice(language: Language) -> Option<&'static str> {
    match language {
        Language::Japanese => None,
        Language::English => Some("en-us"),
        Language::Korean => Some("ko"),
        Language::Vietnamese => Some("vi"),
        Language::Portuguese => Some("pt-br"),
        Language::Spanish => Some("es-419"),
        Language::Indonesian => Some("id"),
        Language::Nepali => Some("ne"),
    }
}

fn find_voice(folder: &Path) -> Option<PathBuf> {
    let entries = |folder: &Path| {
        let mut paths: Vec<_> = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        Some(paths)
    };
    let folders = entries(folder)?;
    let mut files = folders.iter().filter_map(|folder| entries(folder)).flatten();
    files.find(|path| path.extension().is_some_and(|extension| extension == "htsvoice"))
}

fn program(name: &'static str, package: &'static str) -> Result<Command, Error> {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|path| path.is_file());
    found.map(Command::new).ok_or(Error::NoProgram { program: name, package })
}
