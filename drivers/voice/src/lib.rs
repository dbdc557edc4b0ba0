//! Speech without a network.
//!
//! Open JTalk speaks Japanese, espeak-ng the others; both are Debian packages, run as programs, and their sound goes from
//! memory into ALSA's `aplay`. What is said is never logged, never lies in a file and stands in no program's arguments.
//! Real and virtual voices stand behind [`Voice`]; a voice is never waited for, and what is newer silences what is older.

mod engine;
mod error;
mod programs;
mod reading;
mod script;
mod sound;
mod tape;
mod twin;

pub use engine::{Programs, render, try_output};
pub use error::Error;
pub use programs::Speaking;
pub use tape::{Take, Tape};
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

impl Language {
    /// Every language.
    pub const ALL: [Self; 8] = [
        Self::Japanese,
        Self::English,
        Self::Korean,
        Self::Vietnamese,
        Self::Portuguese,
        Self::Spanish,
        Self::Indonesian,
        Self::Nepali,
    ];
}

/// How something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manner {
    /// In which language.
    pub language: Language,
    /// To whom.
    pub channel: Channel,
    /// 0–100; every language is as loud as the others.
    pub volume: u8,
}

/// Something that speaks. No call waits for a word to be said.
pub trait Voice: Send {
    /// Says each sentence in a manner of its own, one after the other, in place of whatever is being said.
    fn say(&mut self, sentences: &[(String, Manner)]);

    /// Lets the sentence that is being said come to its end, then says `first`, and of what was still to be said only
    /// what is in `keep`.
    fn amend(&mut self, first: &[String], keep: &[String], manner: Manner);

    /// Sounds a chime on the loudspeaker and says `sentences`, over and over, in place of whatever is being said.
    fn alarm(&mut self, sentences: &[String], manner: Manner);

    /// Falls silent at once.
    fn stop(&mut self);
}
