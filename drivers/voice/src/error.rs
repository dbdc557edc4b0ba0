use crate::Language;
use std::path::PathBuf;

/// Why a voice is missing, and whose move it is.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A program is not installed.
    #[error("{program} was not found: install the package {package}")]
    NoProgram {
        /// The program.
        program: &'static str,
        /// Debian's package that holds it.
        package: &'static str,
    },
    /// Open JTalk's dictionary is not installed.
    #[error("no dictionary in {path}: install the package open-jtalk-mecab-naist-jdic")]
    NoDictionary {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// No Japanese voice was found.
    #[error(
        "no Japanese voice (*.htsvoice) in {path}: install hts-voice-nitech-jp-atr503-m001 from Debian's contrib section"
    )]
    NoVoice {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// Nobody said which device is the earphone, and no other may take its place.
    #[error("no earphone is named: name one of those that `aplay -L` lists")]
    NoEarphone,
    /// A device plays nothing.
    #[error("{device} plays nothing ({why}): plug it in, or name another of those that `aplay -L` lists")]
    NoOutput {
        /// ALSA's name of it.
        device: String,
        /// What the player said.
        why: String,
    },
    /// A program could not be run to its end.
    #[error("{program} failed while speaking {language:?}: {why}")]
    Failed {
        /// The program.
        program: &'static str,
        /// What it was to speak.
        language: Language,
        /// What the system said.
        why: String,
    },
}
