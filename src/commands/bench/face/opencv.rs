//! OpenCV in a Python of its own, which does the same on the same bytes; it is told a line and answers one for each round.

use super::{Round, STEPS, Sample};
use crate::commands::{Error, memory};
use face::{NetworkSet, Task};
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

const SCRIPT: &str = include_str!("../../../../scripts/bench_opencv.py");

pub(super) struct OpenCv {
    process: Child,
    ask: ChildStdin,
    told: BufReader<ChildStdout>,
    version: String,
}

impl OpenCv {
    /// Starts `python` and hands it networks, photo and frame; `sface` is empty where there is no network of that size.
    pub(super) fn start(
        python: &Path,
        set: &NetworkSet,
        sample: &Sample,
        sface: &[u8],
        clock: &str,
    ) -> Result<Self, Error> {
        let mut process = Command::new(python)
            .args(["-c", SCRIPT, clock])
            .env_remove(memory::OVERWRITING.0) // it has no patients' faces to overwrite, and is not to be slowed by it
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("{}: {error}", python.display()))?;
        let (ask, told) = process.stdin.take().zip(process.stdout.take()).ok_or("no pipe to Python")?;
        let mut peer = Self { process, ask, told: BufReader::new(told), version: String::new() };
        let parts = [set.file(Task::Detect), set.file(Task::Embed), &sample.photo, sface];
        let (width, height) = sample.frame.dimensions();
        let [detect, embed, photo, sface] = parts.map(<[u8]>::len);
        writeln!(peer.ask, "{detect} {embed} {photo} {sface} {width} {height}")?;
        parts.iter().try_for_each(|part| peer.ask.write_all(part))?;
        peer.ask.write_all(sample.frame.as_raw())?;
        peer.ask.flush()?;
        peer.version = peer.line()?;
        Ok(peer)
    }

    pub(super) fn version(&self) -> &str {
        &self.version
    }

    pub(super) fn round(&mut self) -> Result<Round, Error> {
        writeln!(self.ask)?;
        let line = self.line()?;
        let numbers = line.split(' ').map(str::parse::<f64>).collect::<Result<Vec<_>, _>>();
        round(&numbers?).ok_or_else(|| format!("OpenCV answered {line:?}").into())
    }

    fn line(&mut self) -> Result<String, Error> {
        let mut line = String::new();
        match self.told.read_line(&mut line)? {
            0 => Err("OpenCV ended without an answer; its own words stand above".into()),
            _ => Ok(line.trim_end().to_owned()),
        }
    }
}

/// Five stages, the halved search, and the cosine; then photo and frame embedded by the network of SFace's size.
fn round(numbers: &[f64]) -> Option<Round> {
    let (stages, rest) = numbers.split_at_checked(STEPS.len())?;
    let time = |ms: f64| Duration::try_from_secs_f64(ms / 1_000.0).ok();
    let (halved, similarity, sface) = match *rest {
        [halved, similarity] => (halved, similarity, None),
        [halved, similarity, photo, frame] => (halved, similarity, Some([time(photo)?, time(frame)?])),
        _ => return None,
    };
    let times: Vec<_> = stages.iter().copied().map(time).collect::<Option<_>>()?;
    let (times, halved) = (times.try_into().ok()?, Some(time(halved)?));
    Some(Round { times, halved, sface, similarity: similarity as f32 })
}

impl Drop for OpenCv {
    fn drop(&mut self) {
        _ = self.process.kill();
        _ = self.process.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_five_stages_a_halved_search_and_a_cosine() {
        let read = round(&[1.0, 2.0, 3.0, 4.0, 5.0, 1.5, 0.9]).unwrap();
        assert_eq!(read.whole(), Duration::from_millis(15));
        assert_eq!(read.whole_halved(), Some(Duration::from_micros(12_500)));
        assert!(read.similarity == 0.9 && read.with_sface().is_none());
        let both = round(&[1.0, 2.0, 3.0, 4.0, 5.0, 1.5, 0.9, 6.0, 7.0]).unwrap();
        assert_eq!(both.with_sface().unwrap().whole(), Duration::from_millis(1 + 2 + 6 + 4 + 7));
        for bad in [&[1.0; 6][..], &[1.0; 8], &[-1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 0.9], &[]] {
            assert!(round(bad).is_none(), "{bad:?}");
        }
    }
}
