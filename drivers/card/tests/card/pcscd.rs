//! The same dialogues through a real pcscd, which may lose its card, its reader's user or its life.
//!
//! libpcsclite reads the address of its daemon once per process, so the client is this program again, as a process of its
//! own.

use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use std::{env, fs};

use card::pcsc::pcsc_reader;
use card::twin::pcscd::SOCKET_VARIABLE;
use card::twin::{Authority, Blueprint, IfdCard, PrivatePcscd, ReaderSpec};
use card::{CardKind, CardSlot, Chip, Error, ReaderEvent, ReaderFault, ReaderWatch, Tracing, TransmitError};

use super::{NOW, Powered, face, hanako, recognise};

const CARD_SOCKET: &str = "MADOGUCHI_TEST_CARD";
const NAME: &str = "Madoguchi Rehearsal";
/// What the client says when it wants the daemon replaced.
const REPLACE: &str = "replace pcscd";
/// What patients lay down in place of a My Number Card. The answer to reset names what no SELECT does: the transit card.
const OTHERS: [(persona::CardKind, CardKind); 4] = [
    (persona::CardKind::Transit, CardKind::Transit),
    (persona::CardKind::DrivingLicence, CardKind::DrivingLicence),
    (persona::CardKind::Juki, CardKind::Juki),
    (persona::CardKind::AndroidToken, CardKind::AndroidToken),
];

#[test]
fn a_real_pcscd_carries_the_same_dialogue() {
    let directory = tempfile::tempdir().unwrap();
    let (card, link) = (directory.path().join("card"), directory.path().join("pcscd"));
    let Some(daemon) = start(&card, &link) else { return };
    let mut client = Command::new(env::current_exe().unwrap())
        .args(["pcscd::client", "--exact", "--ignored", "--nocapture"])
        .env(SOCKET_VARIABLE, &link)
        .env(CARD_SOCKET, &card)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(client.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(lines.any(|line| line.ends_with(REPLACE)), "the client ended early");
    drop(daemon);
    // The client must see the gap; it says so.
    assert!(lines.any(|line| line.ends_with(REPLACE)), "the client ended early");
    let _daemon = start(&card, &link);
    writeln!(client.stdin.take().unwrap()).unwrap();
    let rest: Vec<String> = lines.collect();
    assert!(client.wait().unwrap().success(), "{}", rest.join("\n"));
}

/// Starts a daemon with one reader, reached through `link`; tells what is missing where it cannot.
fn start(card: &Path, link: &Path) -> Option<PrivatePcscd> {
    let reader = ReaderSpec::Ifd { name: NAME.to_owned(), socket: card.to_owned() };
    let daemon = PrivatePcscd::start(&[reader]).map_err(|error| println!("skipped: {error}")).ok()?;
    let _ = fs::remove_file(link);
    symlink(daemon.socket(), link).unwrap();
    Some(daemon)
}

#[test]
#[ignore = "the client half of a_real_pcscd_carries_the_same_dialogue"]
fn client() {
    let (mut watch, mut slot) = pcsc_reader(Some(NAME.to_owned()));
    let mut reader = IfdCard::new(env::var_os(CARD_SOCKET).unwrap());
    let mut next = || watch.next(Duration::from_secs(3));

    assert!(matches!(next(), Some(ReaderEvent::Ready { name }) if name.starts_with(NAME)));
    assert_eq!(slot.connect().err(), Some(TransmitError::CardRemoved));

    let blueprint = hanako();
    let make = || Authority::shared().unwrap().make(&blueprint, NOW).unwrap();
    reader.lay(make()).unwrap();
    assert_eq!(next(), Some(ReaderEvent::CardInserted));

    let mut through_pcscd = Tracing::new(slot.connect().unwrap());
    assert_eq!(recognise(&mut through_pcscd), Ok(CardKind::MyNumber));
    assert_eq!(face(&mut through_pcscd, &blueprint).unwrap().authenticity.chip, Chip::Answered);
    let mut other = pcsc_reader(None).1;
    assert_eq!(other.connect().err(), Some(TransmitError::InUse));

    let mut card = make();
    card.power_on();
    let mut in_memory = Tracing::new(Powered(card));
    recognise(&mut in_memory).unwrap();
    face(&mut in_memory, &blueprint).unwrap();
    assert_eq!(through_pcscd.trace(), in_memory.trace());

    let card = reader.take().unwrap();
    assert_eq!(recognise(&mut through_pcscd), Err(Error::Transmit(TransmitError::CardRemoved)));
    assert_eq!(next(), Some(ReaderEvent::CardRemoved));
    drop(through_pcscd);

    for (kind, recognised) in OTHERS {
        let other = Blueprint { kind, ..hanako() };
        reader.lay(Authority::shared().unwrap().make(&other, NOW).unwrap()).unwrap();
        assert_eq!(next(), Some(ReaderEvent::CardInserted), "{kind:?}");
        assert_eq!(recognise(&mut slot.connect().unwrap()), Ok(recognised), "{kind:?}");
        reader.take().unwrap();
        assert_eq!(next(), Some(ReaderEvent::CardRemoved), "{kind:?}");
    }

    reader.lay(card).unwrap();
    assert_eq!(next(), Some(ReaderEvent::CardInserted));
    assert_eq!(recognise(&mut slot.connect().unwrap()), Ok(CardKind::MyNumber));

    println!("\n{REPLACE}");
    assert_eq!(next(), Some(ReaderEvent::Unavailable(ReaderFault::NoService)));
    assert_eq!(slot.connect().err(), Some(TransmitError::ServiceUnavailable));
    assert_eq!(next(), None);
    println!("\n{REPLACE}");
    std::io::stdin().read_line(&mut String::new()).unwrap();
    assert!(matches!(
        next(),
        Some(ReaderEvent::Ready { .. } | ReaderEvent::Unavailable(ReaderFault::Unplugged))
    ));
    while next() != Some(ReaderEvent::CardInserted) {}
    assert_eq!(recognise(&mut slot.connect().unwrap()), Ok(CardKind::MyNumber));
}
