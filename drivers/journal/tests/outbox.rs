//! The outbox: nothing lost, nothing twice, nothing readable without the key, nothing deleted when something is wrong.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use journal::{Error, Fact, Facts, Outbox, Standing, Word};
use rusqlite::Connection;

/// Names the outbox's folder to the child.
const FOLDER: &str = "OUTBOX_OF_THE_CHILD";

fn facts(name: &str) -> Facts {
    Facts {
        name: Fact::new(name),
        sex: Fact::new("2"),
        birth_date: Fact::new("19500401"),
        address: Fact::new("東京都千代田区霞が関一丁目２番３号"),
    }
}

/// A question as it was written once.
fn question() -> Fact {
    Fact::new(r#"{"name":"窓口　花子"}"#)
}

fn id(n: u64) -> Word {
    Word::new(&format!("later-{n}")).unwrap()
}

/// The number by which somebody is called.
fn called(n: u64) -> Word {
    Word::new(&format!("A{n}")).unwrap()
}

fn files(folder: &Path) -> (PathBuf, PathBuf) {
    (folder.join("outbox.db"), folder.join("outbox.key"))
}

fn open(folder: &Path) -> Result<Outbox, Error> {
    let (database, key) = files(folder);
    Outbox::open(&database, &key)
}

fn waiting(outbox: &Outbox) -> u64 {
    outbox.standing().unwrap().waiting
}

/// Takes everything that is not done.
fn all(outbox: &Outbox) -> Vec<String> {
    let (mut after, mut ids) = (0, Vec::new());
    while let Some(kept) = outbox.take(after).unwrap() {
        after = kept.place;
        ids.push(kept.request_id.as_str().to_owned());
    }
    ids
}

#[test]
fn what_is_kept_is_taken_in_its_order_until_it_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let mut outbox = open(folder.path()).unwrap();
    let named = |n| facts(&format!("窓口　花子{n}"));
    (1..=3).for_each(|n| outbox.put(&id(n), n as i64, (&named(n), &question()), Some(&called(n))).unwrap());
    drop(outbox);
    let mut outbox = open(folder.path()).unwrap();
    let first = outbox.take(0).unwrap().unwrap();
    assert_eq!((first.at_unix_ms, &first.facts, &first.question), (1, &facts("窓口　花子1"), &question()));
    assert_eq!(first.call, Some(called(1)));
    assert_eq!(outbox.take(0).unwrap().unwrap(), first, "it waits on until it is done");
    outbox.done(&id(2)).unwrap();
    outbox.done(&id(2)).unwrap();
    assert_eq!((waiting(&outbox), all(&outbox)), (2, vec!["later-1".to_owned(), "later-3".to_owned()]));
    // Neither what waits nor what is done is kept again under the same id.
    (1..=2).for_each(|n| outbox.put(&id(n), 9, (&facts("別人"), &question()), None).unwrap());
    assert_eq!(waiting(&outbox), 2);
    assert_eq!(outbox.take(0).unwrap().unwrap(), first);
}

#[test]
fn what_became_of_a_question_stands_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut outbox = open(folder.path()).unwrap();
    (1..=3).for_each(|n| outbox.put(&id(n), n as i64, (&facts("窓口　花子"), &question()), None).unwrap());
    outbox.stage(&id(1), "OQSsiquc01res_face_1.xml").unwrap();
    outbox.leave(&id(2), &Word::new("not-found").unwrap()).unwrap();
    drop(outbox);
    let mut outbox = open(folder.path()).unwrap();
    let expected = Standing { waiting: 2, left: 1, oldest_unix_ms: Some(1) };
    assert_eq!(outbox.standing().unwrap(), expected);
    let became = |after| outbox.take(after).unwrap().map(|kept| (kept.staged, kept.verdict));
    assert_eq!(became(0), Some((Some("OQSsiquc01res_face_1.xml".to_owned()), None)));
    assert_eq!(became(1), Some((None, Some(Word::new("not-found").unwrap()))));
    assert_eq!(became(2), Some((None, None)));
    (1..=3).for_each(|n| outbox.done(&id(n)).unwrap());
    outbox.leave(&id(2), &Word::new("not-found").unwrap()).unwrap(); // Nothing comes back.
    assert_eq!(outbox.standing().unwrap(), Standing::default());
}

#[test]
fn no_file_and_no_debug_text_tells_a_fact() {
    let folder = tempfile::tempdir().unwrap();
    let mut outbox = open(folder.path()).unwrap();
    let facts = facts("窓口　花子");
    outbox.put(&id(1), 1, (&facts, &question()), None).unwrap();
    let told = format!("{facts:?} {:?}", outbox.take(0).unwrap());
    let secrets = [&facts.name, &facts.birth_date, &facts.address].map(Fact::reveal);
    assert!(secrets.iter().all(|secret| !told.contains(secret)), "{told}");
    let mut seen = 0;
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        seen += bytes.len();
        let tells = |secret: &&str| bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
        assert!(!secrets.iter().any(tells));
    }
    assert!(seen > 4096, "the search saw the database");
    let mode = std::fs::metadata(files(folder.path()).1).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}

#[test]
fn a_key_that_is_lost_other_or_exposed_is_said_and_nothing_is_deleted() {
    let folder = tempfile::tempdir().unwrap();
    let (_, key) = files(folder.path());
    open(folder.path()).unwrap().put(&id(1), 1, (&facts("窓口　花子"), &question()), None).unwrap();
    let right = std::fs::read(&key).unwrap();
    std::fs::remove_file(&key).unwrap();
    assert!(matches!(open(folder.path()), Err(Error::KeyLost { .. })));
    assert!(!key.exists(), "no new key is made over what waits");
    let put = |bytes: &[u8], mode| {
        std::fs::write(&key, bytes).unwrap();
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    put(&[7; 32], 0o600);
    assert!(matches!(open(folder.path()), Err(Error::WrongKey { .. })));
    put(&right[..31], 0o600);
    assert!(matches!(open(folder.path()), Err(Error::KeyUnusable { .. })));
    put(&right, 0o640);
    assert!(matches!(open(folder.path()), Err(Error::KeyUnusable { .. })));
    put(&right, 0o600);
    assert_eq!(all(&open(folder.path()).unwrap()), ["later-1"]);
}

#[test]
fn a_row_that_was_changed_is_named_and_the_others_are_still_taken() {
    for change in [
        "UPDATE kept SET sealed = zeroblob(length(sealed)) WHERE place = 2",
        "UPDATE kept SET sealed = x'00' WHERE place = 2",
        "UPDATE kept SET nonce = zeroblob(12) WHERE place = 2",
        "UPDATE kept SET nonce = x'00' WHERE place = 2",
        "UPDATE kept SET at_unix_ms = 5 WHERE place = 2",
        "UPDATE kept SET request_id = 'later-9' WHERE place = 2",
        "UPDATE kept SET (nonce, sealed) = (SELECT nonce, sealed FROM kept WHERE place = 1) WHERE place = 2",
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut outbox = open(folder.path()).unwrap();
        (1..=3)
            .for_each(|n| outbox.put(&id(n), n as i64, (&facts("窓口　花子"), &question()), None).unwrap());
        Connection::open(files(folder.path()).0).unwrap().execute_batch(change).unwrap();
        assert!(matches!(outbox.take(1), Err(Error::Tampered { place: 2 })), "{change}");
        assert_eq!(outbox.take(2).unwrap().unwrap().request_id, id(3), "{change}");
        assert_eq!(waiting(&outbox), 3, "{change}");
    }
}

#[test]
fn another_programs_database_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let (path, key) = files(folder.path());
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE patients (name TEXT)").unwrap();
    assert!(matches!(Outbox::open(&path, &key), Err(Error::NotAJournal { .. })));
    assert!(!key.exists());
}

/// Not a test of its own: the program that is killed. It keeps questions and ends every second one, and says each.
#[test]
#[ignore = "runs as the child of the test below"]
fn keep_until_killed() {
    let Ok(folder) = std::env::var(FOLDER) else { return };
    let mut outbox = open(Path::new(&folder)).unwrap();
    let first = 1 + std::env::var("FIRST").unwrap().parse::<u64>().unwrap();
    println!("ready");
    for n in first.. {
        outbox.put(&id(n), n as i64, (&facts("窓口　花子"), &question()), None).unwrap();
        println!("put {n}");
        if n % 2 == 0 {
            println!("ending {n}");
            outbox.done(&id(n)).unwrap();
            println!("done {n}");
        }
    }
}

/// Runs the child until it has said so many lines, kills it, and gives all whole lines.
fn killed_after(folder: &Path, first: u64, lines: usize) -> Vec<(String, u64)> {
    let mut child = Command::new(std::env::current_exe().unwrap())
        .args(["--ignored", "--exact", "keep_until_killed", "--nocapture"])
        .env(FOLDER, folder)
        .env("FIRST", first.to_string())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap());
    let (mut text, mut counted) = (String::new(), 0);
    while counted < lines {
        assert_ne!(said.read_line(&mut text).unwrap(), 0, "the child ended by itself: {text}");
        counted += usize::from(text.contains("ready"));
    }
    child.kill().unwrap(); // SIGKILL
    child.wait().unwrap();
    said.read_to_string(&mut text).unwrap();
    // The pipe may end in half a line, which acknowledges nothing.
    let whole = &text[..text.rfind('\n').map_or(0, |end| end + 1)];
    let parts = whole.lines().filter_map(|line| line.split_once(' '));
    parts.filter_map(|(word, n)| Some((word.to_owned(), n.parse().ok()?))).collect()
}

#[test]
fn no_kill_loses_a_question_or_brings_one_back() {
    let folder = tempfile::tempdir().unwrap();
    let (mut put, mut ending, mut done, mut last) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new(), 0);
    for round in 1..=20 {
        for (word, n) in killed_after(folder.path(), last, round) {
            match word.as_str() {
                "put" => drop(put.insert(n)),
                "ending" => drop(ending.insert(n)),
                "done" => drop(done.insert(n)),
                _ => {}
            }
        }
        let ids = all(&open(folder.path()).unwrap());
        let waiting: BTreeSet<u64> = ids.iter().map(|id| id[6..].parse().unwrap()).collect();
        assert_eq!(waiting.len(), ids.len(), "round {round}: twice");
        assert!(put.difference(&ending).all(|n| waiting.contains(n)), "round {round}: lost");
        assert!(done.iter().all(|n| !waiting.contains(n)), "round {round}: came back");
        last = put.iter().chain(&waiting).max().copied().unwrap_or(0);
    }
    assert!(last > 20 && !done.is_empty(), "the child hardly wrote: {last}");
}
