//! Speech without a network.
//!
//! Open JTalk speaks Japanese, espeak-ng the others; both are Debian packages, run as programs, and their sound goes from
//! memory into ALSA's `aplay`. What is said is never logged and never lies in a file. Real and virtual voices stand behind
//! [`Voice`]; a voice is never waited for, and a newer sentence silences an older one.

mod engine;
mod error;
mod mailbox;
mod programs;
mod twin;

pub use engine::{Programs, render};
pub use error::Error;
pub use programs::Speaking;
pub use twin::{Said, Transcript};

/// Who hears it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// Everybody around.
    Loudspeaker,
    /// Only who wears the earphone.
    Earphone,
}

/// A language that a voice speaks well enough to be understood (docs/languages.md).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// Japanese, by Open JTalk; espeak-ng cannot read kanji.
    Japanese,
    /// English.
    English,
    /// Korean.
    Korean,
    /// Vietnamese.
    Vietnamese,
    /// Brazilian Portuguese.
    Portuguese,
    /// Spanish of Latin America.
    Spanish,
    /// Indonesian.
    Indonesian,
    /// Nepali.
    Nepali,
}

/// Something that speaks.
pub trait Voice: Send {
    /// Says `text`, in place of whatever is being said; returns at once.
    fn say(&mut self, text: &str, language: Language, channel: Channel);

    /// Falls silent at once.
    fn stop(&mut self);
}
