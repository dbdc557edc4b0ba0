//! A kiosk that dies between a question and its answer asks the same question again, never a second one.

use std::collections::BTreeSet;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use claims::{Encoding, Folder, QueryDesk};

use crate::desk::{PATIENCE, Twin, ask, desk, element, registration, request, search, turns};
use crate::information::{period, view};
use crate::share::{INSTITUTION, NOW, Share};

/// Lets a desk die while it asks, and says under which ids its heir asks, and what the heir's answers are called.
fn dies_while_asking(name: &str, text: &str) -> (Vec<String>, Vec<String>, Vec<String>) {
    let share = Share::new();
    ask(&share, name, text);
    let mut first = desk(&share, Encoding::Utf8);
    first.centre().is_deadly = true;
    assert!(catch_unwind(AssertUnwindSafe(|| turns(&mut first))).is_err(), "{name}: nothing was asked");
    let before = first.centre().ids.clone();
    drop(first);
    let mut heir = desk(&share, Encoding::Utf8);
    turns(&mut heir);
    (before, heir.centre().ids.clone(), share.names("res"))
}

#[test]
fn a_question_that_was_cut_off_is_asked_again_under_its_own_id() {
    for (name, text) in [
        ("OQSsiquc01req_1.xml", request(&search("0001"))),
        ("OQSsiimm01req_1.xml", request(&registration("0001"))),
        ("OQSmuquc01req_1.xml", request(&["0001", "0001", "0002"].map(search).concat())),
        ("OQSmuimm01req_1.xml", request(&registration("0001"))),
        ("OQSmuonq01req_1.xml", period("20260928", "20260930")),
        ("YZKsiquc01req_1.xml", view("0001", "")),
    ] {
        let (before, after, answers) = dies_while_asking(name, &text);
        assert_eq!(before.first(), after.first(), "{name}");
        let distinct: BTreeSet<_> = after.iter().collect();
        assert_eq!(distinct.len(), after.len(), "{name}: two people share a question");
        assert_eq!(answers, [name.replace("req_", "res_")]);
    }
}

#[test]
fn a_request_of_the_same_name_and_content_is_a_new_question() {
    let share = Share::new();
    let mut desk = desk(&share, Encoding::Utf8);
    for _ in 0..2 {
        ask(&share, "OQSsiquc01req_1.xml", &request(&search("0001")));
        turns(&mut desk);
        fs::remove_file(share.at("res/OQSsiquc01res_1.xml")).unwrap();
    }
    let ids = &desk.centre().ids;
    assert!(ids.len() == 2 && ids[0] != ids[1], "{ids:?}");
}

/// Serves requests until it is killed: the other half of the test below.
fn serve_until_killed(directory: &Path) {
    let sequence = directory.join("hand-off.sequence");
    let folder = Folder::open(&directory.join("OQS"), INSTITUTION, &sequence).unwrap();
    let jobs = directory.join("hand-off.jobs");
    let mut desk = QueryDesk::open(folder, Encoding::Utf8, Twin::default(), &jobs, PATIENCE).unwrap();
    loop {
        desk.turn(NOW).unwrap();
    }
}

#[test]
fn a_desk_that_is_killed_anywhere_asks_each_question_once_and_answers_each_request_once() {
    if let Some(directory) = std::env::var_os("KILLED_DESK") {
        serve_until_killed(directory.as_ref());
    }
    let share = Share::new();
    let log = share.directory.path().join("asked");
    let people = 40;
    for number in 0..people {
        ask(&share, &format!("OQSsiquc01req_{number}.xml"), &request(&search("0001")));
    }
    let bulk: String = (0..people).map(|_| search("0002")).collect();
    ask(&share, "OQSmuquc01req_1.xml", &request(&bulk));
    for round in 0..10 {
        let mut kiosk = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "crashes::a_desk_that_is_killed_anywhere_asks_each_question_once_and_answers_each_request_once"])
            .env("KILLED_DESK", share.directory.path())
            .env("ASKED_LOG", &log)
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(70 + 13 * round));
        kiosk.kill().unwrap();
        kiosk.wait().unwrap();
    }
    let mut heir = desk(&share, Encoding::Utf8);
    for _ in 0..60 {
        heir.turn(NOW).unwrap();
        thread::sleep(PATIENCE.settled / 4);
    }
    let answers = share.names("res");
    assert_eq!(answers.len(), people + 1, "{answers:?}");
    let accepted = fs::read_to_string(share.at("res/OQSmuquc01res_1.xml")).unwrap();
    let bulk = element(&accepted, "ReceptionNumber").unwrap();
    let earlier = fs::read_to_string(&log).unwrap_or_default();
    let asked: BTreeSet<_> = earlier.lines().chain(heir.centre().ids.iter().map(String::as_str)).collect();
    let of_bulk = asked.iter().filter(|id| id.contains(bulk)).count();
    assert_eq!(
        (of_bulk, asked.len() - of_bulk),
        (people, people),
        "one id for each question, whoever asks it"
    );
    assert!(earlier.lines().count() > 0, "no kiosk lived long enough to ask");
}
