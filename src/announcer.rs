//! Says each screen once, when it appears; what changes in place is said as it changes.
//!
//! A new screen, and whatever a person does, silences what is being said. What changes by itself (the face's place,
//! the tries left) waits for the end of the sentence, and what no longer holds is dropped.

use crate::screen::{Catalogue, Privacy, Screen, View, offers, spoken, view, volume};
use crate::session::{Adjust, Language, Session, Touch};
use crate::workers::{Mouth, speaks};
use std::mem::discriminant;

/// What stands between the session and the mouth.
pub(crate) struct Announcer {
    mouth: Mouth,
    texts: Catalogue,
    last: Option<(View, Vec<String>)>,
}

impl Announcer {
    pub(crate) fn new(mouth: Mouth) -> Self {
        Self { mouth, texts: Catalogue::embedded(), last: None }
    }

    /// Whether a language is said aloud at all.
    pub(crate) fn speaks(&self, language: Language) -> bool {
        speaks(language).is_some()
    }

    /// Says what is new after something happened; `touch` is what a person did.
    pub(crate) fn follow(&mut self, session: &Session, touch: Option<Touch>) {
        let now = view(session);
        let again = touch == Some(Touch::Adjust(Adjust::Repeat));
        let before = match self.last.take() {
            Some((seen, said)) if seen == now && !again => return self.last = Some((seen, said)),
            before => before,
        };
        let privacy = if self.mouth.is_private() { Privacy::Private } else { Privacy::Open };
        let sentences = spoken(&now, &self.texts, privacy);
        match before.filter(|(seen, _)| !again && is_in_place(seen, &now)) {
            Some((seen, _)) if seen.look.loudness != now.look.loudness => {
                let mut all = vec![volume(&now, &self.texts)];
                all.extend_from_slice(&sentences);
                self.mouth.say(&all, &[], now.look);
            }
            Some((_, said)) => self.change(&said, &sentences, &now, touch.is_some()),
            None if matches!(now.screen, Screen::CardLeft { .. }) => self.mouth.alarm(&sentences, now.look),
            None => self.mouth.say(&sentences, &offers(&now, &self.texts), now.look),
        }
        self.last = Some((now, sentences));
    }

    /// Says what is new on a screen that was said already.
    fn change(&mut self, said: &[String], sentences: &[String], now: &View, by_hand: bool) {
        let fresh: Vec<String> = sentences.iter().filter(|one| !said.contains(one)).cloned().collect();
        match by_hand {
            true if !fresh.is_empty() => self.mouth.say(&fresh, &[], now.look),
            true => {}
            false => self.mouth.amend(&fresh, sentences, now.look),
        }
    }
}

/// Whether the same screen still stands there, in the same language and with nothing else over it.
fn is_in_place(one: &View, other: &View) -> bool {
    let place = |view: &View| {
        (discriminant(&view.screen), view.look.language, view.look.is_choosing, view.asks_for_sign)
    };
    place(one) == place(other)
}
