//! Writes the first inputs of every target: files, transcripts and frames of a virtual card, and examples.
//!
//! `cargo run -p card --example fuzz_seeds FOLDER` makes `FOLDER/<target>/<name>` for the programs in `fuzz/`. It is built as
//! the kiosk is, because a card's keys take a minute to make with their coverage. The same source gives the same seeds: the
//! authority grows from a fixed number, and nothing is stored in the repository.
#![expect(clippy::expect_used, clippy::panic, reason = "a seed that cannot be made stops the run")]

#[path = "../../../fuzz/src/lib.rs"]
#[allow(dead_code, unreachable_pub, reason = "to the targets it is a library")]
mod shared;

use std::fs;
use std::path::{Path, PathBuf};

use card::files::{JPKI, TEXT, VISUAL};
use card::twin::{Authority, VirtualCard};
use card::{Transmit, TransmitError};
use rand::SeedableRng;
use shared::{DIALOGUES, REQUESTS, holder};

/// 2026-11-22 09:00 in Japan.
const NOW: i64 = 1_795_305_600;

fn main() {
    let folder = PathBuf::from(std::env::args_os().nth(1).expect("usage: fuzz_seeds FOLDER"));
    let authority = Authority::generate(&mut rand::rngs::StdRng::from_seed([7; 32])).expect("keys");
    let mut card = authority.make(&holder(), NOW).expect("a card");
    files(&mut card, &folder);
    dialogues(&mut card, &folder);
    copy("../claims/tests/fixtures", &folder, "claims");
    copy("tests/card/fixtures", &folder, "jp2");
    requests(&folder);
}

/// The sample of each kind of request, in both encodings: its characters are the same in either.
fn requests(folder: &Path) {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/samples/hand-off");
    for (kind, stem) in (0_u8..).zip(REQUESTS) {
        let path = samples.join(format!("{stem}req_202609290001.xml"));
        let sample = fs::read_to_string(path).expect("a sample");
        for encoding in ["UTF-8", "Shift_JIS"] {
            let file = sample.replace("UTF-8", encoding);
            write(folder, "request", &format!("{stem}-{encoding}"), &[&[kind], file.as_bytes()].concat());
        }
    }
}

/// The examples that other tests read.
fn copy(examples: &str, folder: &Path, target: &str) {
    let examples = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(examples)).expect("examples");
    for path in examples.map(|example| example.expect("an example").path()) {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        write(folder, target, &name, &fs::read(&path).expect("an example"));
    }
}

/// The files of the card, each for the parsers that may meet it.
fn files(card: &mut VirtualCard, folder: &Path) {
    let code = holder().code_b;
    card.power_on();
    say(card, &[&[0, 0xA4, 4, 0x0C, 10], &JPKI[..]].concat());
    for file in [0x0A, 0x0B] {
        write(folder, "certificate", &format!("jpki-{file:02x}"), &read(card, file));
    }
    for (name, aid, secret) in [("visual", VISUAL, 0x12), ("text", TEXT, 0x15)] {
        say(card, &[&[0, 0xA4, 4, 0x0C, 10], &aid[..]].concat());
        say(card, &[&[0, 0x20, 0, 0x80 | secret, 14], code.as_bytes()].concat());
        let (record, certificate) = (read(card, 2), read(card, 4));
        write(folder, "tlv", name, &record);
        write(folder, "record", name, &record);
        write(folder, "tlv", &format!("{name}-certificate"), &certificate);
        write(folder, "cvc", name, &certificate);
        pictures(&record, folder, name);
    }
}

/// Every picture inside a record, found by its first bytes; its length lies just before them.
fn pictures(record: &[u8], folder: &Path, name: &str) {
    const JP2: &[u8] = &[0, 0, 0, 12, b'j', b'P'];
    const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
    for (target, magic) in [("jp2", JP2), ("png", PNG)] {
        for (at, _) in record.windows(magic.len()).enumerate().filter(|(_, window)| *window == magic) {
            let length = match record[at - 3..at] {
                [0x82, high, low] => usize::from(u16::from_be_bytes([high, low])),
                [.., length] => usize::from(length),
                [] => panic!("a picture without a length"),
            };
            write(folder, target, &format!("{name}-{at}"), &record[at..at + length]);
        }
    }
}

/// What is said in each dialogue: the responses for the reading side, the commands for the chip and the wires.
fn dialogues(card: &mut VirtualCard, folder: &Path) {
    for (index, dialogue) in DIALOGUES.iter().enumerate() {
        card.power_on();
        let mut said = Transcript { card, commands: vec![], responses: vec![index as u8], single: vec![] };
        dialogue(&mut said);
        let Transcript { commands, responses, single, .. } = said;
        let name = index.to_string();
        write(folder, "dialogue", &name, &responses);
        write(folder, "chip", &name, &[&[0], &commands[..]].concat());
        write(folder, "frames", &name, &[&[0, 0, 1, 1, 0, 1, 4], &commands[..]].concat());
        write(folder, "frames", &format!("{name}-long"), &[&[1], &long(&commands)[..]].concat());
        let answer_to_reset = [0xFF, 0, 0, 0, 2, 0x3B, 0x80];
        write(folder, "ifd", &name, &[&answer_to_reset, &long(&responses[1..])[..]].concat());
        for (number, command) in single.iter().enumerate() {
            write(folder, "apdu", &format!("{name}-{number}"), command);
        }
    }
}

/// The same messages with lengths of four bytes, as our own driver has them.
fn long(input: &[u8]) -> Vec<u8> {
    let of_four = |message: &[u8]| [&(message.len() as u32).to_be_bytes()[..], message].concat();
    shared::messages(input).flat_map(of_four).collect()
}

struct Transcript<'a> {
    card: &'a mut VirtualCard,
    commands: Vec<u8>,
    responses: Vec<u8>,
    single: Vec<Vec<u8>>,
}

impl Transmit for Transcript<'_> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, TransmitError> {
        let response = self.card.process(command);
        push_message(&mut self.commands, command);
        push_message(&mut self.responses, &response);
        self.single.push(command.to_vec());
        Ok(response)
    }
}

/// Appends a message to an input, as [`shared::messages`] takes it off again.
fn push_message(input: &mut Vec<u8>, message: &[u8]) {
    input.extend((message.len() as u16).to_be_bytes());
    input.extend(message);
}

/// Sends a command that must succeed.
fn say(card: &mut VirtualCard, command: &[u8]) -> Vec<u8> {
    let mut response = card.process(command);
    assert!(response.ends_with(&[0x90, 0]), "{command:02x?}: {response:02x?}");
    response.truncate(response.len() - 2);
    response
}

/// Reads a whole file of the current application by its short identifier.
fn read(card: &mut VirtualCard, file: u8) -> Vec<u8> {
    say(card, &[0, 0xB0, 0x80 | file, 0, 0, 0, 0])
}

fn write(folder: &Path, target: &str, name: &str, bytes: &[u8]) {
    let folder = folder.join(target);
    fs::create_dir_all(&folder).expect("a folder for the seeds");
    fs::write(folder.join(name), bytes).expect("a seed");
}
