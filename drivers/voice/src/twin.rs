//! The virtual voice: it keeps what was said, so that a visit can be ridden by ear.

use crate::{Manner, Voice};
use std::sync::{Arc, Mutex, PoisonError};

/// What was said at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The words, sentence by sentence.
    pub sentences: Vec<String>,
    /// How they were said.
    pub manner: Manner,
    /// Whether a chime came first, and all was said over and over.
    pub is_alarm: bool,
    /// Whether it was silenced by [`Voice::stop`] or by what came in its place.
    pub was_cut: bool,
}

/// A voice that nobody hears and whose every word is kept. Clones share one transcript.
///
/// It never falls silent by itself: all but what was said last was cut or amended, as a real voice may be.
#[derive(Clone, Debug, Default)]
pub struct Transcript(Arc<Mutex<Vec<Said>>>);

impl Transcript {
    /// All that was said so far, oldest first.
    pub fn said(&self) -> Vec<Said> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn keep(&self, sentences: &[String], manner: Manner, is_alarm: bool) {
        let said = Said { sentences: sentences.to_vec(), manner, is_alarm, was_cut: false };
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(said);
    }
}

impl Voice for Transcript {
    fn say(&mut self, sentences: &[(String, Manner)]) {
        self.stop();
        for alike in sentences.chunk_by(|(_, one), (_, next)| one == next) {
            let words: Vec<_> = alike.iter().map(|(text, _)| text.clone()).collect();
            alike.first().into_iter().for_each(|(_, manner)| self.keep(&words, *manner, false));
        }
    }

    fn amend(&mut self, first: &[String], _keep: &[String], manner: Manner) {
        if !first.is_empty() {
            self.keep(first, manner, false);
        }
    }

    fn alarm(&mut self, sentences: &[String], manner: Manner) {
        self.stop();
        self.keep(sentences, manner, true);
    }

    fn stop(&mut self) {
        if let Some(last) = self.0.lock().unwrap_or_else(PoisonError::into_inner).last_mut() {
            last.was_cut = true;
        }
    }
}

/// Two voices that say the same, such as one that is heard and one that keeps the words.
impl<One: Voice, Other: Voice> Voice for (One, Other) {
    fn say(&mut self, sentences: &[(String, Manner)]) {
        self.0.say(sentences);
        self.1.say(sentences);
    }

    fn amend(&mut self, first: &[String], keep: &[String], manner: Manner) {
        self.0.amend(first, keep, manner);
        self.1.amend(first, keep, manner);
    }

    fn alarm(&mut self, sentences: &[String], manner: Manner) {
        self.0.alarm(sentences, manner);
        self.1.alarm(sentences, manner);
    }

    fn stop(&mut self) {
        self.0.stop();
        self.1.stop();
    }
}
