//! The kiosk's window as a screen reader meets it: over AT-SPI, on a session bus and a display of their own.
//!
//! A window wants the main thread, so this is a program and no `#[test]`. Run again with `WINDOW`, it is the kiosk.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test stops at the first surprise, and says what it skips"
)]

use clap::Parser as _;
use madoguchi::commands::rehearse::{Arguments, run};
use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

const NAME: &str = "a_screen_reader_sees_every_word_and_rides_a_whole_visit";
const WINDOW: &str = "MADOGUCHI_TEST_WINDOW";
/// The kiosk beside its reader, on one bus and one display; all end when the reader's standard input does.
const TOGETHER: &str = r#""$0" >/dev/null 2>&1 & exec /usr/bin/python3 "$1""#;

fn main() {
    if let Some(folder) = std::env::var_os(WINDOW) {
        return kiosk(folder.to_str().unwrap());
    }
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let is_wanted = arguments.iter().all(|word| word.starts_with('-') || NAME.contains(word.as_str()));
    if !is_wanted || arguments.iter().any(|word| word == "--list" || word == "--ignored") {
        return;
    }
    match ScreenReader::start() {
        Some(reader) => ride(reader),
        None => println!("test {NAME} ... skipped: dbus, at-spi2-core, gir1.2-atspi-2.0 or xvfb is missing"),
    }
}

#[derive(clap::Parser)]
struct Window {
    #[command(flatten)]
    arguments: Arguments,
}

fn kiosk(folder: &str) {
    let window = Window::parse_from(["rehearse", "--reader", "in-process", "--directory", folder]);
    run(&window.arguments).unwrap();
}

fn ride(mut reader: ScreenReader) {
    reader.asks("await マイナンバーカードを置いてください");
    for step in [
        // In the patient's own language.
        "press Language: 日本語",
        "press English",
        "await Place your My Number Card here",
        // On the rehearsal's bench: nobody before the camera, and a card on the reader.
        "press nobody",
        "press 見本\u{3000}松蔵",
        "press Use my PIN",
        "await 0 of 4 digits entered",
        "press 2",
        "await 1 of 4 digits entered",
        "press 4",
        "await 2 of 4 digits entered",
        "press 6",
        "await 3 of 4 digits entered",
        "press 8",
        "await Share your medical records with us?",
    ] {
        reader.asks(step);
    }
    let tree = reader.asks("tree");
    let seen = |row: &str| assert!(tree.iter().any(|seen| seen == row), "no {row:?} in {tree:#?}");
    seen("heading\tShare your medical records with us?");
    seen("label\tIf you do not share, your insurance is still checked.");
    seen("push button\tDo not share");
    let nameless = |row: &&String| row.starts_with("push button\t") && row.ends_with('\t');
    assert_eq!(tree.iter().find(nameless), None, "a button without a name");
    for step in [
        "press Do not share",
        "await Please take your card",
        "press Take the card away",
        "await Please take a seat and wait",
    ] {
        reader.asks(step);
    }
    println!("test {NAME} ... ok");
}

/// The other end of the bus.
struct ScreenReader {
    together: Child,
    orders: Option<ChildStdin>,
    says: Lines<BufReader<ChildStdout>>,
    _folder: tempfile::TempDir,
}

impl ScreenReader {
    /// Starts kiosk and screen reader, unless something is missing.
    fn start() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/assistive/screen_reader.py");
        let mut together = Command::new("dbus-run-session")
            .args(["--", "xvfb-run", "-a", "-s", "-screen 0 1640x800x24", "sh", "-c", TOGETHER])
            .arg(std::env::current_exe().unwrap())
            .arg(script)
            .env(WINDOW, folder.path())
            .env("XDG_RUNTIME_DIR", folder.path())
            .env("LIBGL_ALWAYS_SOFTWARE", "1")
            .env_remove("WAYLAND_DISPLAY")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let orders = together.stdin.take();
        let mut says = BufReader::new(together.stdout.take()?).lines();
        let is_ready = says.next().transpose().unwrap().is_some_and(|line| line == "ready");
        let reader = Self { together, orders, says, _folder: folder };
        is_ready.then_some(reader)
    }

    /// Has something done, and returns what was said before it was.
    fn asks(&mut self, order: &str) -> Vec<String> {
        writeln!(self.orders.as_mut().unwrap(), "{order}").unwrap();
        let mut said = Vec::new();
        for line in self.says.by_ref().map_while(Result::ok) {
            match line.as_str() {
                "done" => return said,
                row if row.contains('\t') => said.push(line),
                refused if refused.starts_with("no: ") => panic!("{order}: {refused}"),
                // What the services of the bus say for themselves.
                _ => {}
            }
        }
        panic!("{order}: the screen reader ended")
    }
}

impl Drop for ScreenReader {
    fn drop(&mut self) {
        self.orders = None;
        let _ = self.together.wait();
    }
}
