//! What the kiosk writes down before it goes on, so that the next process takes up where this one died.

use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// Is how far a visit has come; the words of the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    Began,
    Enrolled,
    Checked,
    Consented,
}

impl Stage {
    const ALL: [(Self, &str); 4] = [
        (Self::Began, "began"),
        (Self::Enrolled, "enrolled"),
        (Self::Checked, "checked"),
        (Self::Consented, "consented"),
    ];

    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(stage, _)| *stage == self).unwrap().1
    }
}

/// Is one line: a visit, which attempt at it, how far it has come, and what the centre said to that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) visit: usize,
    pub(super) attempt: u32,
    pub(super) stage: Stage,
    pub(super) said: String,
}

impl Line {
    /// Reads a line; `None` for one that death cut short, which lacks its last word.
    fn read(text: &str) -> Option<Self> {
        let [visit, attempt, stage, said, "."] = *text.split(' ').collect::<Vec<_>>() else { return None };
        let stage = Stage::ALL.iter().find(|(_, word)| *word == stage)?.0;
        Some(Self {
            visit: visit.parse().ok()?,
            attempt: attempt.parse().ok()?,
            stage,
            said: said.to_owned(),
        })
    }
}

pub(super) fn path(folder: &Path) -> PathBuf {
    folder.join("journal")
}

/// Reads every whole line.
pub(super) fn read(folder: &Path) -> Vec<Line> {
    let text = std::fs::read_to_string(path(folder)).unwrap_or_default();
    text.lines().filter_map(Line::read).collect()
}

/// Finds the last line of each visit.
pub(super) fn last_lines(lines: &[Line]) -> BTreeMap<usize, Line> {
    lines.iter().map(|line| (line.visit, line.clone())).collect()
}

/// Is the journal, open for writing.
pub(super) struct Journal(Mutex<File>);

impl Journal {
    /// Opens it behind whatever a predecessor left, on a line of its own.
    pub(super) fn open(folder: &Path) -> Self {
        let mut file = OpenOptions::new().create(true).append(true).open(path(folder)).unwrap();
        file.write_all(b"\n").unwrap();
        Self(Mutex::new(file))
    }

    /// Writes a line; the operating system has it when this returns.
    pub(super) fn write(&self, line: &Line) {
        let Line { visit, attempt, stage, said } = line;
        let text = format!("{visit} {attempt} {} {said} .\n", stage.word());
        self.0.lock().unwrap().write_all(text.as_bytes()).unwrap();
    }
}
