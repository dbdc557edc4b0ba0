//! The virtual sound device: ALSA's own `file` device writes down what the real player plays, and nobody hears it.

use crate::sound;
use std::path::{Path, PathBuf};

/// A folder in which everything that is played on one device lies, a file for each time that something was played.
///
/// It plays as fast as it is given sound, so nothing that lasts is measured by it.
#[derive(Clone, Debug)]
pub struct Tape {
    folder: PathBuf,
}

/// One thing that was played.
#[derive(Clone, Debug, PartialEq)]
pub struct Take {
    /// How long there was something to be heard, in seconds; pauses do not count.
    pub seconds: f64,
    /// The root mean square of that, in decibels below full scale; minus infinity for silence.
    pub loudness: f64,
    /// The loudest sample, in decibels below full scale.
    pub peak: f64,
    /// The sound itself, 16 bits on one channel.
    pub samples: Vec<i16>,
}

impl Tape {
    /// A device that writes into `folder`, whose name holds no quotation mark.
    pub fn new(folder: &Path) -> Self {
        Self { folder: folder.to_owned() }
    }

    /// ALSA's name of the device.
    pub fn device(&self) -> String {
        // The file device truncates a file of one name, so that each time something is played the shell makes one.
        format!("file:'|cat >`mktemp -p {}`',wav", self.folder.display())
    }

    /// What was played so far, oldest first; what is being played stands there as far as it has come.
    pub fn takes(&self) -> Vec<Take> {
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let dated = entries.filter_map(|entry| Some((entry.metadata().ok()?.modified().ok()?, entry.path())));
        let mut files: Vec<_> = dated.collect();
        files.sort();
        files.into_iter().filter_map(|(_, path)| take(&std::fs::read(path).ok()?)).collect()
    }

    /// For how long there was something to be heard so far, in seconds.
    pub fn seconds(&self) -> f64 {
        self.takes().iter().map(|take| take.seconds).sum()
    }
}

fn take(file: &[u8]) -> Option<Take> {
    let (rate, samples) = sound::samples(file)?;
    let (loud, seconds) = sound::speech(&samples, rate);
    let decibels = |value: f64| 20.0 * (value / f64::from(i16::MAX)).log10();
    let (loudness, peak) = (decibels(loud), decibels(sound::peak(&samples)));
    Some(Take { seconds, loudness, peak, samples })
}
