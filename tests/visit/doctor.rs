//! `madoguchi doctor --card`, as whoever sets a kiosk up meets it: a real pcscd, and what may lie on the reader or be missing.

use card::TrustAnchors;
use card::twin::pcscd::SOCKET_VARIABLE;
use card::twin::{Authority, Blueprint, IfdCard, PrivatePcscd, ReaderSpec};
use madoguchi::commands::doctor::card::{Step, examine};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// 2026-11-22 09:00 in Japan.
const NOW: i64 = 1_795_305_600;
const ANSWER: &str = "MADOGUCHI_TEST_ANSWER";
const CARD_LIES_THERE: &str = "MADOGUCHI_TEST_CARD_LIES_THERE";

fn hanako() -> Blueprint {
    Blueprint::from(persona::persona("hanako").unwrap())
}

/// Whose card lies there, if any, under the words for it.
fn cards() -> [(&'static str, Option<Blueprint>); 4] {
    let needy = Blueprint { user_tries_left: 1, certificate_days_left: 20, ..hanako() };
    [
        ("a card", Some(hanako())),
        ("a card that needs attention", Some(needy)),
        ("another card", Some(Blueprint { kind: persona::CardKind::Transit, ..hanako() })),
        ("no card", None),
    ]
}

#[test]
fn the_doctor_tells_step_by_step_what_lies_on_the_reader() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("card.sock");
    let desk = ReaderSpec::Ifd { name: "Desk".to_owned(), socket: socket.clone() };
    let (pcscd, bare) = match (PrivatePcscd::start(&[desk]), PrivatePcscd::start(&[])) {
        (Ok(pcscd), Ok(bare)) => (pcscd, bare),
        (Err(error @ card::twin::Error::Missing { .. }), _) => {
            println!("skipped: the_doctor_tells_step_by_step_what_lies_on_the_reader ({error})");
            return;
        }
        (pcscd, bare) => panic!("{:?} {:?}", pcscd.err(), bare.err()),
    };
    let mut told = String::new();
    for (what, blueprint) in cards() {
        // Only once pcscd saw the last card go is a card that it sees the next one.
        ask(&pcscd.socket(), false, folder.path());
        let mut place = IfdCard::new(&socket);
        if let Some(blueprint) = &blueprint {
            place.lay(Authority::shared().unwrap().make(blueprint, NOW).unwrap()).unwrap();
        }
        told += &format!("{what}\n{}\n", ask(&pcscd.socket(), blueprint.is_some(), folder.path()));
    }
    told += &format!("no reader\n{}\n", ask(&bare.socket(), false, folder.path()));
    told += &format!("no service\n{}", ask(&folder.path().join("nothing"), false, folder.path()));
    assert_tells_nobody(&told);
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("doctor_card", told);
    });
}

/// Asks in a process of its own, because libpcsclite reads the name of its socket once.
fn ask(socket: &Path, card_lies_there: bool, folder: &Path) -> String {
    let answer = folder.join("answer");
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "doctor::asks_the_pcscd_that_it_is_told_of", "--ignored", "--nocapture"])
        .env(SOCKET_VARIABLE, socket)
        .env(ANSWER, &answer)
        .env(CARD_LIES_THERE, card_lies_there.to_string())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    std::fs::read_to_string(answer).unwrap()
}

#[test]
#[ignore = "needs a pcscd; run by the test above, which starts one"]
fn asks_the_pcscd_that_it_is_told_of() {
    let expected = std::env::var(CARD_LIES_THERE).unwrap() == "true";
    let lies_there = || card::readers().unwrap_or_default().iter().any(|seen| seen.answer_to_reset.is_some());
    let deadline = Instant::now() + Duration::from_secs(10);
    while lies_there() != expected {
        assert!(Instant::now() < deadline, "pcscd never saw the card come or go");
        std::thread::sleep(Duration::from_millis(20));
    }
    let steps = examine(None, &TrustAnchors::default(), NOW);
    let lines: String = steps.iter().map(|step| without_time(&step.to_string()) + "\n").collect();
    let exit = if steps.iter().all(Step::is_fine) { 0 } else { 1 };
    std::fs::write(std::env::var_os(ANSWER).unwrap(), format!("{lines}exit {exit}\n")).unwrap();
}

/// Hides how long a step took, which no two runs agree on.
fn without_time(line: &str) -> String {
    match line.strip_suffix(" ms)").and_then(|line| line.rsplit_once(' ')) {
        Some((before, _)) => format!("{before} … ms)"),
        None => line.to_owned(),
    }
}

/// What leads to the holder has no place in a line that is sent to a supplier.
fn assert_tells_nobody(told: &str) {
    let hanako = hanako();
    let serial = hanako.certificate_serial.to_string();
    let (name, birth) = (&hanako.name, &hanako.birth_date);
    for personal in [name, &hanako.address, birth, &hanako.code_b, &hanako.municipality, &serial] {
        assert!(!told.contains(personal.as_str()), "{told}");
    }
}
