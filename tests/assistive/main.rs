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
use std::ops::Range;
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

const NAME: &str = "a_screen_reader_sees_every_word_and_rides_a_whole_visit";
const WINDOW: &str = "MADOGUCHI_TEST_WINDOW";
/// Some frames of the camera, after which nothing but its picture changes any more.
const STANDS: Duration = Duration::from_millis(400);
/// So many pixels from the edge of a button the ground no longer shines through.
const EDGE: usize = 12;
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
    ] {
        reader.asks(step);
    }
    let drawn = reader.sees("Text size 1 of 3");
    for step in [
        // On the rehearsal's bench: nobody before the camera, and a card on the reader.
        "press nobody",
        "press 見本\u{3000}松蔵",
        "await Use my PIN",
    ] {
        reader.asks(step);
    }
    // While the camera's picture changes, what stands around it is drawn once and kept.
    std::thread::sleep(STANDS);
    let kept = reader.sees("Text size 1 of 3");
    assert!(are_alike(&kept, &drawn), "a button looks otherwise beside the camera's picture");
    for step in [
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

/// Whether two pictures show the same: what is mixed from two colours may be rounded otherwise.
fn are_alike(one: &[[u8; 4]], other: &[[u8; 4]]) -> bool {
    let alike = |(one, other): (&[u8; 4], &[u8; 4])| one.iter().zip(other).all(|(a, b)| a.abs_diff(*b) <= 1);
    one.len() == other.len() && one.iter().zip(other).all(alike)
}

/// The other end of the bus.
struct ScreenReader {
    together: Child,
    orders: Option<ChildStdin>,
    says: Lines<BufReader<ChildStdout>>,
    folder: tempfile::TempDir,
}

impl ScreenReader {
    /// Starts kiosk and screen reader, unless something is missing.
    fn start() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        // The display's memory lies in a file there.
        let display = format!("-screen 0 1640x800x24 -fbdir {}", folder.path().display());
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/assistive/screen_reader.py");
        let mut together = Command::new("dbus-run-session")
            .args(["--", "xvfb-run", "-a", "-s", &display, "sh", "-c", TOGETHER])
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
        let reader = Self { together, orders, says, folder };
        is_ready.then_some(reader)
    }

    /// The pixels that the display shows of the middle of something, which is of more than one colour.
    fn sees(&mut self, name: &str) -> Vec<[u8; 4]> {
        let place = self.asks(&format!("place {name}")).concat();
        let place: Vec<usize> = place.split('\t').map(|number| number.parse().unwrap()).collect();
        let [left, top, width, height] = place[..] else { panic!("{name} is at {place:?}") };
        let screen = Screen::read(&self.folder.path().join("Xvfb_screen0"));
        let rows = top + EDGE..top + height - EDGE;
        let pixels: Vec<_> = rows.flat_map(|row| screen.row(row, left + EDGE..left + width - EDGE)).collect();
        assert!(pixels.iter().any(|pixel| *pixel != pixels[0]), "nothing is drawn at {place:?}");
        pixels
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

/// What an X server shows, as it lies in its file: a window's dump (`X11/XWDFile.h`), of four bytes a pixel.
struct Screen {
    bytes: Vec<u8>,
    first: usize,
    of_a_row: usize,
}

impl Screen {
    fn read(path: &Path) -> Self {
        let bytes = std::fs::read(path).unwrap();
        let word = |place: usize| u32::from_be_bytes(bytes[4 * place..][..4].try_into().unwrap()) as usize;
        // Behind the header, whose length is its first word, lie twelve bytes for each colour.
        let (first, of_a_row) = (word(0) + 12 * word(19), word(12));
        assert_eq!(word(11), 32, "bits of a pixel");
        Self { bytes, first, of_a_row }
    }

    fn row(&self, row: usize, columns: Range<usize>) -> Vec<[u8; 4]> {
        let start = self.first + row * self.of_a_row;
        self.bytes[start + 4 * columns.start..start + 4 * columns.end].as_chunks().0.to_vec()
    }
}

impl Drop for ScreenReader {
    fn drop(&mut self) {
        self.orders = None;
        let _ = self.together.wait();
    }
}
