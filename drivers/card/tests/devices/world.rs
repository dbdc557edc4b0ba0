//! A process for the tests of each module, and in it a pcscd of its own for each test.
//!
//! libpcsclite reads the address of its daemon once per process, and from the environment. So the tests run themselves again,
//! with that address, and do their work there one after the other: making a card's keys takes longer than most of them.

use std::ffi::OsString;
use std::fs::File;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Once, OnceLock};
use std::time::{Duration, Instant};
use std::{any, env, fs, thread};

use tempfile::TempDir;

use card::twin::pcscd::{SOCKET_VARIABLE, UsbBus};
use card::twin::{Authority, Blueprint, Error, IfdCard, PrivatePcscd, ReaderSpec, VirtualCard};

const WORLD: &str = "MADOGUCHI_TEST_WORLD";
const MODULES: [&str; 7] = ["lifted::", "longest::", "others::", "service::", "silent::", "stuck::", "usb::"];
const FULL: &str = "MADOGUCHI_TEST_FULL";
/// What is worth showing of what the other process said.
const SAYING: &str = "- ";
/// A module that takes longer hangs.
const LIMIT: Duration = Duration::from_secs(600);
/// 2026-11-22 09:00 in Japan.
const NOW: i64 = 1_795_305_600;

/// Where one test keeps its sockets, and where clients look for its pcscd.
pub(crate) struct World {
    sockets: TempDir,
    link: PathBuf,
}

/// What the process of a module left: which tests passed there, and what was said.
struct Outcome {
    passed: Vec<OsString>,
    said: String,
}

/// Does `test` in another process; it must be called from the test itself and with a closure, which tells its name.
pub(crate) fn alone<F: FnOnce(&World)>(test: F) {
    let name = name_of::<F>();
    if let Some(base) = env::var_os(WORLD).map(PathBuf::from) {
        test(&World { sockets: tempfile::tempdir_in(&base).unwrap(), link: base.join("pcscd") });
        fs::write(base.join(name), []).unwrap();
        return;
    }
    // Whoever names tests wants those alone.
    let is_named = env::args().skip(1).any(|argument| !argument.starts_with('-'));
    let check = |outcome: &Outcome| {
        assert!(outcome.passed.iter().any(|passed| passed == name), "{}", outcome.said);
    };
    if is_named { check(&elsewhere(name)) } else { check(outcome_of(name)) }
}

/// Waits for the process in which a test runs; those of all modules are started together.
fn outcome_of(name: &str) -> &'static Outcome {
    static OUTCOMES: [OnceLock<Outcome>; MODULES.len()] = [const { OnceLock::new() }; MODULES.len()];
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        for (outcome, module) in OUTCOMES.iter().zip(MODULES) {
            let run = move || {
                outcome.get_or_init(|| elsewhere(module));
            };
            thread::Builder::new().name(module.to_owned()).spawn(run).unwrap();
        }
    });
    let module = MODULES.iter().position(|module| name.starts_with(module)).unwrap();
    OUTCOMES[module].get_or_init(|| elsewhere(MODULES[module]))
}

/// `devices::module::test::{{closure}}` without its ends.
fn name_of<F>() -> &'static str {
    let name = any::type_name::<F>();
    let (_, name) = name.split_once("::").unwrap();
    name.split_once("::{{closure}}").unwrap().0
}

/// Runs the tests that `filter` names in a process whose clients of PC/SC look for a pcscd of its own.
fn elsewhere(filter: &str) -> Outcome {
    let directory = tempfile::tempdir().unwrap();
    let mut child = Command::new(env::current_exe().unwrap())
        .args([filter, "--nocapture", "--test-threads=1"])
        .env(WORLD, directory.path())
        .env(SOCKET_VARIABLE, directory.path().join("pcscd"))
        .stdin(Stdio::null())
        .stdout(File::create(directory.path().join("said")).unwrap())
        .stderr(File::create(directory.path().join("complained")).unwrap())
        .spawn()
        .unwrap();
    let start = Instant::now();
    while child.try_wait().unwrap().is_none() && start.elapsed() < LIMIT {
        thread::sleep(Duration::from_millis(20));
    }
    // Fails where it has ended, as it should have.
    let _ = child.kill();
    let read = |name: &str| fs::read_to_string(directory.path().join(name)).unwrap();
    let said = read("said");
    said.lines().filter(|line| line.starts_with(SAYING)).for_each(|line| println!("{line}"));
    let left = fs::read_dir(directory.path()).unwrap();
    let passed = left.map(|entry| entry.unwrap().file_name()).collect();
    Outcome { said: said + &read("complained"), passed }
}

/// Says something that shall be seen whether the test passes or not.
pub(crate) fn say(what: &str) {
    println!("\n{SAYING}{what}");
}

/// How often to repeat something: a little, or in full where the environment asks for it.
pub(crate) fn times(few: usize, full: usize) -> usize {
    if env::var_os(FULL).is_some() { full } else { few }
}

impl World {
    /// Starts pcscd with readers of our own driver, by name; tells what is missing where it cannot.
    pub(crate) fn pcscd(&self, names: &[&str]) -> Option<PrivatePcscd> {
        let reader = |name: &&str| ReaderSpec::Ifd { name: (*name).to_owned(), socket: self.socket(name) };
        self.pcscd_with(&names.iter().map(reader).collect::<Vec<_>>(), None)
    }

    pub(crate) fn pcscd_with(&self, readers: &[ReaderSpec], usb: Option<UsbBus>) -> Option<PrivatePcscd> {
        match PrivatePcscd::start_with_usb(readers, usb) {
            Err(missing @ Error::Missing { .. }) => {
                say(&format!("skipped: {missing}"));
                None
            }
            started => {
                let pcscd = started.unwrap();
                // The one of the test before; there is none before the first.
                let _ = fs::remove_file(&self.link);
                symlink(pcscd.socket(), &self.link).unwrap();
                Some(pcscd)
            }
        }
    }

    /// The place on a reader of our own driver.
    pub(crate) fn place(&self, name: &str) -> IfdCard {
        IfdCard::new(self.socket(name))
    }

    /// The folder of the sockets on which cards listen.
    pub(crate) fn sockets(&self) -> &Path {
        self.sockets.path()
    }

    fn socket(&self, name: &str) -> PathBuf {
        self.sockets().join(name)
    }
}

/// Waits for something that must come, and tells how long it took.
pub(crate) fn until(within: Duration, what: &str, mut is_so: impl FnMut() -> bool) -> Duration {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < within, "not within {within:?}: {what}");
        thread::sleep(Duration::from_millis(10));
    }
    start.elapsed()
}

/// Tells whether a process is alive; a dead one that nobody waited for counts as dead.
pub(crate) fn is_alive(process: u32) -> bool {
    let status = fs::read_to_string(Path::new("/proc").join(process.to_string()).join("stat"));
    status.is_ok_and(|status| !status.contains(") Z "))
}

/// Sends a signal by name.
pub(crate) fn signal(process: u32, name: &str) {
    let status = Command::new("sh").args(["-c", &format!("kill -{name} {process}")]).status().unwrap();
    assert!(status.success());
}

pub(crate) fn hanako() -> Blueprint {
    let photo = include_bytes!("../card/fixtures/grey.jp2").to_vec();
    Blueprint { photo, ..Blueprint::from(persona::persona("hanako").unwrap()) }
}

pub(crate) fn a_card() -> VirtualCard {
    Authority::shared().unwrap().make(&hanako(), NOW).unwrap()
}
