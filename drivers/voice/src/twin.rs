//! The virtual voice: it keeps what was said, so that a visit can be ridden by ear.

use crate::{Channel, Language, Voice};
use std::sync::{Arc, Mutex, PoisonError};

/// One thing said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub text: String,
    /// Their language.
    pub language: Language,
    /// Who heard it.
    pub channel: Channel,
    /// Whether it was silenced by [`Voice::stop`] or by what came next.
    pub was_cut: bool,
}

/// A voice that nobody hears and whose every word is kept. Clones share one transcript.
///
/// It never falls silent by itself: all but the last was cut, as a real voice may be.
#[derive(Clone, Debug, Default)]
pub struct Transcript(Arc<Mutex<Vec<Said>>>);

impl Transcript {
    /// All that was said so far, oldest first.
    pub fn said(&self) -> Vec<Said> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Voice for Transcript {
    fn say(&mut self, text: &str, language: Language, channel: Channel) {
        self.stop();
        let said = Said { text: text.to_owned(), language, channel, was_cut: false };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(said);
    }

    fn stop(&mut self) {
        if let Some(last) = self.0.lock().unwrap_or_else(PoisonError::into_inner).last_mut() {
            last.was_cut = true;
        }
    }
}
