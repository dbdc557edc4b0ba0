//! The real voice: one thread that runs one program after the other, and kills it when something newer is to be said.

use crate::reading::{pieces, spelt};
use crate::script::{Line, Script};
use crate::{Channel, Error, Language, Manner, Speaking, Voice, sound};
use std::collections::HashSet;
use std::io::{Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How often a running program is looked at; it bounds how long a voice that was told to stop goes on.
const LOOK: Duration = Duration::from_millis(20);
/// The quiet between two rounds of an alarm.
const BREATH: Duration = Duration::from_secs(3);

/// Speech by the programs installed on this machine.
#[derive(Debug)]
pub struct Programs {
    script: Script,
}

impl Programs {
    /// Starts the voice's thread. What is missing is said once in the log when it is wanted, and the kiosk goes on silently.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(speaking: Speaking) -> std::io::Result<Self> {
        let script = Script::default();
        let own = script.clone();
        std::thread::Builder::new().name("voice".to_owned()).spawn(move || follow(&speaking, &own))?;
        Ok(Self { script })
    }
}

impl Drop for Programs {
    fn drop(&mut self) {
        self.script.close();
    }
}

impl Voice for Programs {
    fn say(&mut self, sentences: &[(String, Manner)]) {
        let line = |(text, manner): &(String, Manner)| Line::Sentence(text.clone(), *manner);
        self.script.replace(sentences.iter().map(line).collect());
    }

    fn amend(&mut self, first: &[String], keep: &[String], manner: Manner) {
        self.script.amend(lines(first, manner), keep);
    }

    fn alarm(&mut self, sentences: &[String], manner: Manner) {
        let mut refrain = vec![Line::Chime(manner.volume)];
        refrain.extend(lines(sentences, manner));
        refrain.push(Line::Pause(BREATH));
        self.script.repeat(refrain);
    }

    fn stop(&mut self) {
        self.script.replace(Vec::new());
    }
}

fn lines(sentences: &[String], manner: Manner) -> Vec<Line> {
    sentences.iter().map(|text| Line::Sentence(text.clone(), manner)).collect()
}

/// Makes the sound of `text` as a WAV file in memory, as loud as it is ever played, without playing it.
///
/// # Errors
/// [`Error`]: the program, dictionary or voice that is missing, with its package; or a program that failed.
pub fn render(speaking: &Speaking, text: &str, language: Language) -> Result<Vec<u8>, Error> {
    // Nothing overtakes it, so there is always a sound.
    sound_of(speaking, &spelt(text, language), language, || pause(false))
        .map(|sound| sound::levelled(sound.unwrap_or_default(), 100))
}

/// Plays a moment of silence, to see whether a channel's device is there and free.
///
/// # Errors
/// [`Error`]: no earphone is named, no program that plays, or a device that does not.
pub fn try_output(speaking: &Speaking, channel: Channel) -> Result<(), Error> {
    let device = speaking.device(channel)?;
    let silent = |why: String| Error::NoOutput { device: device.unwrap_or("ALSA's default").to_owned(), why };
    let mut command = speaking.player(channel)?;
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| silent(error.to_string()))?;
    // A program that could not open its device reads nothing; its own words below say why.
    let _ = child.stdin.take().map(|mut pipe| pipe.write_all(&sound::silence()));
    let output = child.wait_with_output().map_err(|error| silent(error.to_string()))?;
    match output.status.success() {
        true => Ok(()),
        // Its last line is the player's own; those before are the sound library's way to it.
        false => Err(silent(last_line(&output.stderr))),
    }
}

fn last_line(said: &[u8]) -> String {
    let said = String::from_utf8_lossy(said);
    said.lines().rfind(|line| !line.trim().is_empty()).unwrap_or_default().trim().to_owned()
}

fn follow(speaking: &Speaking, script: &Script) {
    let mut told = HashSet::new();
    while let Some((round, line)) = script.next() {
        let outcome = match line {
            Line::Sentence(text, manner) => speak(speaking, script, round, &text, manner),
            Line::Chime(volume) => play(speaking, script, round, Channel::Loudspeaker, &sound::chime(volume)),
            Line::Pause(length) => {
                script.is_over(round, length);
                Ok(())
            }
        };
        if let Err(error) = outcome
            && told.insert(error.to_string())
        {
            tracing::warn!(%error, "nothing is heard");
        }
    }
}

/// Speaks to the end, or until something newer came.
fn speak(speaking: &Speaking, script: &Script, round: u64, text: &str, manner: Manner) -> Result<(), Error> {
    speaking.device(manner.channel)?;
    let text = spelt(text, manner.language);
    for piece in pieces(&text, manner.language) {
        let sound = sound_of(speaking, piece, manner.language, || script.is_over(round, LOOK))?;
        let Some(sound) = sound else { return Ok(()) };
        play(speaking, script, round, manner.channel, &sound::levelled(sound, manner.volume))?;
    }
    Ok(())
}

/// What the engine makes of `text`, as loud as it makes it; `None` if something newer came.
fn sound_of(
    speaking: &Speaking,
    text: &str,
    language: Language,
    is_over: impl Fn() -> bool,
) -> Result<Option<Vec<u8>>, Error> {
    let (program, engine) = speaking.engine(language)?;
    run(engine, text.as_bytes(), is_over).map_err(|why| Error::Failed { program, language, why })
}

fn play(
    speaking: &Speaking,
    script: &Script,
    round: u64,
    channel: Channel,
    sound: &[u8],
) -> Result<(), Error> {
    let device = speaking.device(channel)?.unwrap_or("ALSA's default").to_owned();
    let player = speaking.player(channel)?;
    let played = run(player, sound, || script.is_over(round, LOOK));
    played.map(|_| ()).map_err(|why| Error::NoOutput { device, why })
}

/// Runs a program on `input` and hands out what it wrote; `None` if it was killed because `is_over` said so.
fn run(mut command: Command, input: &[u8], is_over: impl Fn() -> bool) -> Result<Option<Vec<u8>>, String> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|error| error.to_string())?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    std::thread::scope(|scope| {
        scope.spawn(move || stdin.map(|mut pipe| pipe.write_all(input))); // A killed program reads no further.
        let output = scope.spawn(move || {
            let mut written = Vec::new();
            stdout.map(|mut pipe| pipe.read_to_end(&mut written));
            written
        });
        let was_killed = wait(&mut child, is_over);
        let status = child.wait().map_err(|error| error.to_string())?;
        let written = output.join().unwrap_or_default();
        match (was_killed, status.success()) {
            (true, _) => Ok(None),
            (false, true) => Ok(Some(written)),
            (false, false) => Err(status.to_string()),
        }
    })
}

/// Waits for the program's end; kills it when it is no longer wanted, and says so.
fn wait(child: &mut Child, is_over: impl Fn() -> bool) -> bool {
    while matches!(child.try_wait(), Ok(None)) {
        if is_over() {
            let _ = child.kill(); // It may have ended by itself in this moment.
            return true;
        }
    }
    false
}

/// Waits a moment, and says `is_over`.
fn pause(is_over: bool) -> bool {
    std::thread::sleep(LOOK);
    is_over
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[test]
    fn something_newer_silences_a_program_at_once() {
        let mut command = Command::new("sleep");
        command.arg("60");
        let begun = Instant::now();
        assert_eq!(run(command, &[], || pause(true)), Ok(None));
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    }

    #[test]
    fn a_program_that_fails_is_not_taken_for_sound() {
        assert!(run(Command::new("false"), &[], || pause(false)).is_err());
        assert_eq!(run(Command::new("cat"), b"sound", || pause(false)), Ok(Some(b"sound".to_vec())));
    }
}
