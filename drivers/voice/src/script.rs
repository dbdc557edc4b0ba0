//! What is still to be said, line by line. Whoever adds to it never waits.

use crate::Manner;
use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// One thing to be heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    Sentence(String, Manner),
    /// The signal before an alarm, 0–100 loud.
    Chime(u8),
    Pause(Duration),
}

/// The lines to come; clones share them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Script(Arc<(Mutex<Content>, Condvar)>);

#[derive(Debug, Default)]
struct Content {
    /// Grows when all before is no longer wanted.
    round: u64,
    lines: VecDeque<Line>,
    /// Said over and over, until something else is to be said.
    refrain: Vec<Line>,
    is_closed: bool,
}

impl Script {
    /// These lines, and none of those before.
    pub(crate) fn replace(&self, lines: Vec<Line>) {
        self.begin(lines, Vec::new());
    }

    /// These lines over and over, and none of those before.
    pub(crate) fn repeat(&self, lines: Vec<Line>) {
        self.begin(Vec::new(), lines);
    }

    fn begin(&self, lines: Vec<Line>, refrain: Vec<Line>) {
        let mut content = self.lock();
        content.round += 1;
        (content.lines, content.refrain) = (lines.into(), refrain);
        self.0.1.notify_all();
    }

    /// `first` next, then of the lines to come those whose words are in `keep`.
    pub(crate) fn amend(&self, first: Vec<Line>, keep: &[String]) {
        let mut content = self.lock();
        content.refrain.clear();
        content.lines.retain(|line| matches!(line, Line::Sentence(text, _) if keep.contains(text)));
        first.into_iter().rev().for_each(|line| content.lines.push_front(line));
        self.0.1.notify_all();
    }

    /// Nothing will be said any more.
    pub(crate) fn close(&self) {
        self.lock().is_closed = true;
        self.0.1.notify_all();
    }

    /// Waits for the next line, and says in which round; `None` once the script is closed.
    pub(crate) fn next(&self) -> Option<(u64, Line)> {
        let is_bare = |content: &mut Content| {
            content.lines.is_empty() && content.refrain.is_empty() && !content.is_closed
        };
        let mut content = self.0.1.wait_while(self.lock(), is_bare).unwrap_or_else(PoisonError::into_inner);
        if content.is_closed {
            return None;
        }
        if content.lines.is_empty() {
            content.lines = content.refrain.clone().into();
        }
        content.lines.pop_front().map(|line| (content.round, line))
    }

    /// Waits `patience` at most; `true` as soon as what was begun in `round` is no longer wanted.
    pub(crate) fn is_over(&self, round: u64, patience: Duration) -> bool {
        let is_wanted = |content: &mut Content| content.round == round && !content.is_closed;
        let waited = self.0.1.wait_timeout_while(self.lock(), patience, is_wanted);
        let content = waited.unwrap_or_else(PoisonError::into_inner).0;
        content.round != round || content.is_closed
    }

    fn lock(&self) -> MutexGuard<'_, Content> {
        self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Channel, Language};

    fn lines(texts: &[&str]) -> Vec<Line> {
        let manner = Manner { language: Language::English, channel: Channel::Loudspeaker, volume: 100 };
        texts.iter().map(|text| Line::Sentence((*text).to_owned(), manner)).collect()
    }

    fn next(script: &Script) -> String {
        match script.next() {
            Some((_, Line::Sentence(text, _))) => text,
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn what_still_holds_is_said_after_what_is_new() {
        let script = Script::default();
        script.replace(lines(&["a", "b", "c"]));
        assert_eq!(next(&script), "a");
        script.amend(lines(&["new"]), &["new".to_owned(), "c".to_owned()]);
        assert_eq!([next(&script), next(&script)], ["new", "c"]);
    }

    #[test]
    fn an_alarm_goes_on_until_something_else_is_to_be_said() {
        let script = Script::default();
        script.repeat(lines(&["left", "behind"]));
        let heard: Vec<_> = (0..5).map(|_| next(&script)).collect();
        assert_eq!(heard, ["left", "behind", "left", "behind", "left"]);
        let round = script.next().unwrap().0;
        assert!(!script.is_over(round, Duration::ZERO));
        script.replace(lines(&["welcome"]));
        assert!(script.is_over(round, Duration::ZERO));
        assert_eq!(next(&script), "welcome");
        script.close();
        assert_eq!(script.next(), None);
    }
}
