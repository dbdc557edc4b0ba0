//! `madoguchi card`, as whoever types at it meets it, and what another PC/SC program sees on its reader meanwhile.
//!
//! libpcsclite reads the address of its daemon once per process, so the command, and the other program each time that it
//! looks, is this program again.

use card::twin::PrivatePcscd;
use card::twin::pcscd::SOCKET_VARIABLE;
use card::{CardSlot as _, Dialogue, Error, LastTry};
use clap::Parser as _;
use madoguchi::commands::card::{Arguments, run};
use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const LINE: &str = "MADOGUCHI_TEST_LINE";
const LOOK: &str = "MADOGUCHI_TEST_LOOK";
const SEEN: &str = "seen: ";

#[test]
fn what_is_typed_happens_on_the_reader() {
    let Some(folder) = folder() else { return };
    let mut desk = Typist::sit_down(folder.path(), &[]);
    assert_eq!(desk.look("a wrong PIN"), "MyNumber, 2 tries, a certificate");
    desk.types("lift", "empty");
    assert_eq!(desk.look("nothing"), "nothing");
    desk.types("swap aoi", "the card of aoi lies there");
    assert_eq!(desk.look("a card"), "MyNumber, 3 tries, a certificate");
    desk.types("lift", "empty");
    assert_eq!(desk.look("nothing"), "nothing");
    // A card keeps its counters wherever it lies.
    desk.types("swap hanako", "the card of hanako lies there");
    assert_eq!(desk.look("a card"), "MyNumber, 2 tries, a certificate");
    desk.types("swap nobody", "no persona is called \"nobody\"");
    assert_eq!(desk.look("a card"), "MyNumber, 2 tries, a certificate");
    desk.types("lay 2", "expected the number of a reader, 1 to 1");
    desk.types("juggle", "expected lift, lay, swap NAME or quit");
    desk.types("lay", "the card of hanako lies there");
    assert_eq!(desk.look("a card"), "MyNumber, 2 tries, a certificate");
    desk.quits();
}

#[test]
fn a_kind_or_a_fault_of_the_command_line_is_the_cards() {
    let Some(folder) = folder() else { return };
    let rows = [
        (["--fault", "empty-certificate"], "MyNumber, 3 tries, no certificate"),
        (["--kind", "transit"], "Transit, no tries, no certificate"),
    ];
    for (arguments, seen) in rows {
        let desk = Typist::sit_down(folder.path(), &arguments);
        assert_eq!(desk.look("a card"), seen, "{arguments:?}");
        desk.quits();
    }
}

/// Makes a folder for the card authority, or says that there is no pcscd to ride in.
fn folder() -> Option<TempDir> {
    match PrivatePcscd::start(&[]) {
        Ok(_) => Some(tempfile::tempdir().unwrap()),
        Err(error @ card::twin::Error::Missing { .. }) => {
            println!("skipped: what is typed at `madoguchi card` ({error})");
            None
        }
        Err(error) => panic!("{error}"),
    }
}

/// Whoever types at the command.
struct Typist {
    command: Child,
    lines: Lines<BufReader<ChildStdout>>,
    socket: String,
}

impl Typist {
    fn sit_down(folder: &Path, arguments: &[&str]) -> Self {
        let line = ["card", "--directory", folder.to_str().unwrap()];
        let mut command = myself("serves")
            .env(LINE, [&line, arguments].concat().join("\n"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = BufReader::new(command.stdout.take().unwrap()).lines();
        let mut typist = Self { command, lines, socket: String::new() };
        let export = typist.hears(SOCKET_VARIABLE);
        typist.socket = export.rsplit('=').next().unwrap().to_owned();
        typist.hears("type lift, lay, swap NAME or quit");
        typist
    }

    fn types(&mut self, line: &str, answer: &str) {
        writeln!(self.command.stdin.as_mut().unwrap(), "{line}").unwrap();
        self.hears(answer);
    }

    /// Waits for a line with these words in it.
    fn hears(&mut self, words: &str) -> String {
        let mut lines = self.lines.by_ref().map_while(Result::ok);
        lines.find(|line| line.contains(words)).unwrap_or_else(|| panic!("never said {words:?}"))
    }

    /// Tells what another program sees once there is a card, or none, as expected.
    fn look(&self, expected: &str) -> String {
        let output = myself("looks").env(SOCKET_VARIABLE, &self.socket).env(LOOK, expected).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let told = String::from_utf8(output.stdout).unwrap();
        told.lines().find_map(|line| line.strip_prefix(SEEN)).unwrap().to_owned()
    }

    fn quits(mut self) {
        writeln!(self.command.stdin.as_mut().unwrap(), "quit").unwrap();
        assert!(self.command.wait().unwrap().success());
    }
}

/// A test that failed half-way leaves no command behind.
impl Drop for Typist {
    fn drop(&mut self) {
        let _ = self.command.kill();
        let _ = self.command.wait();
    }
}

fn myself(test: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([&format!("card::{test}"), "--exact", "--ignored", "--nocapture"]);
    command
}

#[derive(clap::Parser)]
struct Parsed {
    #[command(flatten)]
    arguments: Arguments,
}

#[test]
#[ignore = "the command at which the tests above type"]
fn serves() {
    let line = std::env::var(LINE).unwrap();
    run(&Parsed::parse_from(line.lines()).arguments).unwrap();
}

#[test]
#[ignore = "the other program of the tests above"]
fn looks() {
    let expected = std::env::var(LOOK).unwrap();
    let lies_there = || card::readers().unwrap_or_default().iter().any(|seen| seen.answer_to_reset.is_some());
    let deadline = Instant::now() + Duration::from_secs(10);
    while lies_there() == (expected == "nothing") {
        assert!(Instant::now() < deadline, "expected {expected} on the reader");
        std::thread::sleep(Duration::from_millis(20));
    }
    if expected == "nothing" {
        return println!("\n{SEEN}nothing");
    }
    let mut wire = card::pcsc_reader(None).1;
    let mut wire = wire.connect().unwrap();
    let mut card = Dialogue::new(&mut *wire);
    let kind = card::recognise(&mut card).unwrap();
    if expected == "a wrong PIN" {
        let signed = card::sign_with_pin(&mut card, &"0000".parse().unwrap(), LastTry::Spared, &[0; 32]);
        assert!(matches!(signed, Err(Error::WrongPin { .. })), "{signed:?}");
    }
    let tries = card::pin_tries(&mut card).map(|tries| u8::from(tries).to_string());
    let certificate = if card::user_certificate(&mut card).is_ok() { "a" } else { "no" };
    println!("\n{SEEN}{kind:?}, {} tries, {certificate} certificate", tries.unwrap_or("no".to_owned()));
}
