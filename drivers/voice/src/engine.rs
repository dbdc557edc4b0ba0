//! The real voice: one thread that runs one program after the other, and kills it when something newer is to be said.

use crate::mailbox::Mailbox;
use crate::{Channel, Error, Language, Speaking, Voice};
use std::io::{Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

/// How often a running program is looked at; it bounds how long a voice that was told to stop goes on.
const LOOK: Duration = Duration::from_millis(20);

/// What is to be said; `None` is silence.
type Order = Option<(String, Language, Channel)>;

/// Speech by the programs installed on this machine.
#[derive(Debug)]
pub struct Programs {
    orders: Mailbox<Order>,
}

impl Programs {
    /// Starts the voice's thread. What is missing is said in the log once it is wanted, and the kiosk goes on silently.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(speaking: Speaking) -> std::io::Result<Self> {
        let orders = Mailbox::new();
        let inbox = orders.clone();
        std::thread::Builder::new().name("voice".to_owned()).spawn(move || follow(&speaking, &inbox))?;
        Ok(Self { orders })
    }
}

impl Drop for Programs {
    fn drop(&mut self) {
        self.orders.close();
    }
}

impl Voice for Programs {
    fn say(&mut self, text: &str, language: Language, channel: Channel) {
        self.orders.post(Some((text.to_owned(), language, channel)));
    }

    fn stop(&mut self) {
        self.orders.post(None);
    }
}

/// Makes the sound of `text` as a WAV file in memory, without playing it.
///
/// # Errors
/// [`Error`]: the program, dictionary or voice that is missing, with its package; or a program that failed.
pub fn render(speaking: &Speaking, text: &str, language: Language) -> Result<Vec<u8>, Error> {
    let (program, command) = speaking.engine(language)?;
    match run(command, text.as_bytes(), None) {
        Ok(Ended::Whole(sound)) => Ok(sound),
        Ok(Ended::Overtaken(_)) => Ok(Vec::new()), // Nothing overtakes it without an inbox.
        Err(why) => Err(Error::Failed { program, language, why }),
    }
}

/// How a program ended.
enum Ended {
    /// By itself, with what it wrote.
    Whole(Vec<u8>),
    /// Killed, because this is to be said instead.
    Overtaken(Order),
}

fn follow(speaking: &Speaking, inbox: &Mailbox<Order>) {
    let mut next = None;
    while let Some(order) = next.take().or_else(|| inbox.next()) {
        let Some((text, language, channel)) = order else { continue };
        match speak(speaking, inbox, &text, language, channel) {
            Ok(overtaken) => next = overtaken,
            Err(error) => tracing::warn!(%error, "nothing was said"),
        }
    }
}

/// Speaks to the end, or until something newer came, which it returns.
fn speak(
    speaking: &Speaking,
    inbox: &Mailbox<Order>,
    text: &str,
    language: Language,
    channel: Channel,
) -> Result<Option<Order>, Error> {
    for piece in pieces(text, language) {
        let Some(player) = speaking.player(channel) else { return Ok(None) };
        let (program, engine) = speaking.engine(language)?;
        let failed = |program| move |why| Error::Failed { program, language, why };
        let sound = match run(engine, piece.as_bytes(), Some(inbox)).map_err(failed(program))? {
            Ended::Whole(sound) => sound,
            Ended::Overtaken(order) => return Ok(Some(order)),
        };
        if let Ended::Overtaken(order) = run(player?, &sound, Some(inbox)).map_err(failed("aplay"))? {
            return Ok(Some(order));
        }
    }
    Ok(None)
}

/// Open JTalk reads one line of at most 1023 bytes, so it is given sentence by sentence.
fn pieces(text: &str, language: Language) -> Vec<&str> {
    let pieces: Vec<_> = match language {
        Language::Japanese => text.split_inclusive(['。', '\n']).collect(),
        _ => vec![text],
    };
    pieces.into_iter().filter(|piece| !piece.trim().is_empty()).collect()
}

/// Runs a program on `input`; kills it at once if something newer arrives in `inbox`.
fn run(mut command: Command, input: &[u8], inbox: Option<&Mailbox<Order>>) -> Result<Ended, String> {
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
        let overtaken = wait(&mut child, inbox);
        let status = child.wait().map_err(|error| error.to_string())?;
        let written = output.join().unwrap_or_default();
        match overtaken {
            Some(order) => Ok(Ended::Overtaken(order)),
            None if status.success() => Ok(Ended::Whole(written)),
            None => Err(status.to_string()),
        }
    })
}

/// Waits for the program's end; kills it when an order comes, and says which.
fn wait(child: &mut Child, inbox: Option<&Mailbox<Order>>) -> Option<Order> {
    while matches!(child.try_wait(), Ok(None)) {
        let Some(inbox) = inbox else {
            std::thread::sleep(LOOK);
            continue;
        };
        let order = inbox.next_within(LOOK);
        if order.is_some() || inbox.is_closed() {
            let _ = child.kill(); // It may have ended by itself in this moment.
            return Some(order.flatten());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    #[test]
    fn something_newer_silences_a_program_at_once() {
        let inbox = Mailbox::new();
        inbox.post(None);
        let mut command = Command::new("sleep");
        command.arg("60");
        let begun = Instant::now();
        assert!(matches!(run(command, &[], Some(&inbox)), Ok(Ended::Overtaken(None))));
        assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    }

    #[test]
    fn japanese_is_spoken_sentence_by_sentence() {
        assert_eq!(pieces("あ。い。\nう", Language::Japanese), ["あ。", "い。", "う"]);
        assert_eq!(pieces("One. Two.", Language::English), ["One. Two."]);
    }

    #[test]
    fn a_program_that_fails_is_not_taken_for_sound() {
        assert!(run(Command::new("false"), &[], None).is_err());
        assert!(matches!(run(Command::new("cat"), b"sound", None), Ok(Ended::Whole(out)) if out == b"sound"));
    }
}
