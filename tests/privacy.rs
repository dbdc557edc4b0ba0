//! Whole visits with logging at TRACE: no name, number, address, birth date, PIN or picture byte may reach a log, the
//! journal, or any file but the one that the receipt computer takes; nor may a face stay in memory.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops at the first surprise, and says what it skips"
)]

mod memory;

use madoguchi::rehearsal::Hearing;
use madoguchi_tests::{Rehearsal, repository};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// A log that can be read back.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Everything personal of the personas, in every form in which it could slip out.
fn secrets() -> Vec<(String, Vec<u8>)> {
    let mut secrets = Vec::new();
    for person in persona::personas() {
        let mut add = |what: &str, text: &str| {
            // A short number such as a branch would be found by chance; a PIN is looked for in a word of its own.
            if text.chars().count() >= 5 || !text.is_ascii() {
                secrets.push((format!("{what} of {}", person.id), text.as_bytes().to_vec()));
            }
        };
        add("name", &person.name);
        person
            .name
            .split(['　', ' '])
            .filter(|part| part.len() > 3)
            .for_each(|part| add("part of name", part));
        add("kana", &person.kana);
        add("address", &person.address);
        add("birth date", &person.birth_date.yyyymmdd());
        add("printed code", &person.verification_code_b());
        for insurance in &person.insurance {
            add("insured number", &insurance.number);
            add("insured symbol", insurance.symbol.as_deref().unwrap_or_default());
        }
        if let Some(photo) = person.card_photo_jp2() {
            secrets.push((format!("photo of {}", person.id), photo[200..232].to_vec()));
        }
    }
    secrets
}

fn find(haystack: &[u8], needle: &[u8]) -> bool {
    memchr::memmem::find(haystack, needle).is_some()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

#[test]
fn nothing_personal_is_logged_or_left_behind() {
    let log = Log::default();
    let writer = log.clone();
    tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(move || writer.clone())
        .init();
    let transcript = voice::Transcript::default();
    let hearing = Hearing::Kept(transcript.clone(), true);
    let mut rehearsal = Rehearsal::start(|options| options.voice = Some(hearing)).unwrap();
    for story in ["face", "pin", "clerk", "picture", "outage", "enrol-declined", "enrol", "wrong-card"] {
        rehearsal.ride(story).unwrap();
    }
    let logged = log.0.lock().unwrap().clone();
    assert!(logged.len() > 10_000, "TRACE is on: {} bytes", logged.len());
    let blocks = String::from_utf8_lossy(&logged);
    let blocks =
        blocks.lines().filter_map(|line| line.split_once("room=Room(")?.1.split(' ').next()?.parse().ok());
    let blocks: Vec<usize> = blocks.collect();
    assert!(blocks.last() > Some(&10), "the room is known from those who were let through: {blocks:?}");
    for (what, secret) in secrets() {
        assert!(!find(&logged, &secret), "{what} was logged");
        let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
        assert!(!find(&logged.to_ascii_lowercase(), hex.as_bytes()), "{what} was logged in hexadecimal");
        let list = secret.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
        assert!(!find(&logged, list.as_bytes()), "{what} was logged as a list of bytes");
    }
    let words: String = transcript.said().into_iter().flat_map(|said| said.sentences).collect();
    assert!(words.len() > 1_000, "every screen was said: {} bytes", words.len());
    // Hanako's family name is the word for a counter, which is said often.
    let texts = std::fs::read(repository().join("assets/text/ja.ftl")).unwrap();
    for (what, secret) in secrets().into_iter().filter(|(_, secret)| !find(&texts, secret)) {
        assert!(!find(words.as_bytes(), &secret), "{what} was said in the earphone");
    }
    assert!(
        rehearsal.folder().join("outbox.db").exists(),
        "somebody was kept, and the sealed file is looked at too"
    );
    for path in files(rehearsal.folder()) {
        // The centre's records and the receipt computer's files are made to hold personal data.
        let name = path.to_string_lossy().into_owned();
        if name.contains("/OQS/") || name.contains("centre.db") {
            continue;
        }
        let bytes = std::fs::read(&path).unwrap();
        for (what, secret) in secrets() {
            assert!(!find(&bytes, &secret), "{what} lies in {name}");
        }
    }
}

#[test]
fn a_secret_would_be_found() {
    let (_, name) = secrets().swap_remove(0);
    let log = [b"INFO the patient is ".as_slice(), &name, b"\n"].concat();
    assert!(find(&log, &name));
}
