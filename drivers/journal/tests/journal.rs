//! The journal under a program that dies: whatever was acknowledged is there, and the chain holds.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use journal::{Detail, Entry, EventKind, Journal};

/// Names the journal to the child.
const PATH: &str = "JOURNAL_OF_THE_CHILD";

fn entry(n: i64) -> Entry {
    let detail = vec![("n", Detail::Number(n)), ("model", Detail::word("yunet-2026may").unwrap())];
    Entry {
        at_unix_ms: 1_790_000_000_000 + n,
        visit: "20260929-0007".into(),
        event: EventKind::CardRead,
        detail,
    }
}

/// Not a test of its own: the program that is killed. It says `ack <sequence>` after every append.
#[test]
#[ignore = "runs as the child of the test below"]
fn append_until_killed() {
    let Ok(path) = std::env::var(PATH) else { return };
    let mut journal = Journal::open(Path::new(&path)).unwrap();
    println!("ready");
    for n in 0.. {
        println!("ack {}", journal.append(&entry(n)).unwrap());
    }
}

/// Runs the child, kills it after a while, and gives the last sequence number that it acknowledged.
fn kill_after(path: &Path, life: Duration) -> u64 {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "append_until_killed", "--nocapture"])
        .env(PATH, path)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    while !line.contains("ready") {
        line.clear();
        assert_ne!(said.read_line(&mut line).unwrap(), 0, "the child ended before it was ready");
    }
    sleep(life);
    child.kill().unwrap(); // SIGKILL
    child.wait().unwrap();
    let mut rest = String::new();
    said.read_to_string(&mut rest).unwrap();
    // The pipe may end in half a line, which acknowledges nothing.
    let whole = &rest[..rest.rfind('\n').map_or(0, |end| end + 1)];
    whole.lines().filter_map(|line| line.strip_prefix("ack ")?.parse().ok()).max().unwrap_or(0)
}

#[test]
fn every_acknowledged_entry_survives_twenty_kills() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    let mut seed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().subsec_nanos();
    let mut acknowledged = 0;
    for round in 1..=20 {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let life = Duration::from_micros(u64::from(seed >> 16) % 60_000);
        acknowledged = kill_after(&path, life).max(acknowledged);
        let journal = Journal::open(&path).unwrap();
        let kept = journal.verify().unwrap();
        assert!(kept >= acknowledged, "round {round}, {life:?}: {acknowledged} acknowledged, {kept} kept");
        assert_eq!(journal.entries(None).unwrap().len() as u64, kept);
    }
    assert!(acknowledged > 20, "the child hardly wrote: {acknowledged}");
}

#[test]
fn a_journal_reopened_goes_on_where_it_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.db");
    for n in 0..10 {
        assert_eq!(Journal::open(&path).unwrap().append(&entry(n)).unwrap(), n as u64 + 1);
    }
    assert_eq!(Journal::open(&path).unwrap().verify().unwrap(), 10);
}

/// `cargo test -p journal --test journal -- --ignored --nocapture append_latency`
#[test]
#[ignore = "a measurement, not a check"]
fn append_latency() {
    let folder = tempfile::tempdir_in(".").unwrap();
    let mut journal = Journal::open(&folder.path().join("journal.db")).unwrap();
    let mut times: Vec<Duration> = (0..2_000)
        .map(|n| {
            let start = Instant::now();
            journal.append(&entry(n)).unwrap();
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    let start = Instant::now();
    journal.verify().unwrap();
    println!(
        "append p50 {:?}, p99 {:?}, max {:?}; verify of 2,000 {:?}",
        times[1_000],
        times[1_980],
        times[1_999],
        start.elapsed()
    );
}
