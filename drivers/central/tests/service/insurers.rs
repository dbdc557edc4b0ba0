//! The insurers' side: what is registered, what the checks find, what a correction mends.

use crate::bench::{Bench, Card, fresh_id};
use central::rehearsal::population::populate;
use central::rehearsal::{Finding, Findings, FoundRow, INSURERS_NAME, MemberRow, Registered};
use central::wire::QualificationValidity;
use serde::de::DeserializeOwned;

async fn ask<T: DeserializeOwned>(bench: &Bench, path: &str, fields: &str) -> T {
    let body = format!(r#"{{"wire_version":1,"request_id":"{}"{fields}}}"#, fresh_id());
    let (status, text) = bench.post(Some(INSURERS_NAME), path, &body).await;
    assert_eq!(status, 200, "{text}");
    serde_json::from_str(&text).unwrap()
}

async fn findings(bench: &Bench) -> Vec<FoundRow> {
    ask::<Findings>(bench, "/v1/insurers/findings", "").await.findings
}

async fn register(bench: &Bench, rows: &[MemberRow]) -> Registered {
    let rows = serde_json::to_string(rows).unwrap();
    ask(bench, "/v1/insurers/members", &format!(r#","rows":{rows}"#)).await
}

/// Reads back what stands registered, number included, as only the insurers' side could.
fn row(bench: &Bench, found: &FoundRow) -> MemberRow {
    let of = format!(
        "FROM member JOIN member_number ON member = id WHERE insurer = '{}' AND reference = '{}'",
        found.insurer_number, found.reference
    );
    let text = |column: &str| bench.text(&format!("SELECT coalesce({column}, '') {of}"));
    let optional = |column: &str| Some(text(column)).filter(|text| !text.is_empty());
    MemberRow {
        reference: found.reference.clone(),
        insurer_number: found.insurer_number.clone(),
        symbol: optional("symbol"),
        number: optional("number"),
        branch: optional("branch"),
        my_number: text("my_number").into(),
        name: text("name"),
        kana: text("kana"),
        birth: text("birth"),
        sex: text("sex"),
        address: text("address"),
        post_number: text("post_number"),
        relation: text("relation"),
        qualified_from: text("qualified_from"),
        lost_on: optional("lost_on"),
        loss_reason: optional("loss_reason"),
        issued_on: text("issued_on"),
    }
}

/// A bench with some hundred people and each defect twice.
async fn populated() -> Bench {
    let bench = super::bench().await;
    let database = bench.database.clone();
    let figures = tokio::task::spawn_blocking(move || populate(&database, 600, 7).unwrap()).await.unwrap();
    assert!(figures.are_perfect(), "{figures:?}");
    bench
}

#[tokio::test]
async fn every_planted_defect_of_twenty_thousand_people_is_found_and_nothing_else() {
    let bench = super::bench().await;
    let database = bench.database.clone();
    let figures = tokio::task::spawn_blocking(move || populate(&database, 20_000, 1).unwrap()).await.unwrap();
    assert!(figures.are_perfect(), "{:?}", figures.kinds);
    assert!(figures.people >= 20_000 && figures.rows > 20_000);
    for kind in
        [Finding::CardNumberMissing, Finding::Swapped, Finding::DoubleAcross, Finding::NumberOfAnother]
    {
        assert!(figures.kinds[&kind].0 >= 2, "{kind:?}");
    }
    assert!(figures.former_names > 20 && figures.former_addresses > 200 && figures.unknown_characters > 200);
}

#[tokio::test]
async fn a_swap_is_mended_by_the_right_numbers() {
    let bench = populated().await;
    let swapped: Vec<_> =
        findings(&bench).await.into_iter().filter(|found| found.kind == Finding::Swapped).collect();
    assert!(!swapped.is_empty());
    for found in &swapped {
        let mut mended = row(&bench, found);
        let owner = format!("FROM resident WHERE birth = '{}' AND kana = '{}'", mended.birth, mended.kana);
        mended.my_number = bench.text(&format!("SELECT my_number {owner}")).into();
        assert_eq!(register(&bench, &[mended]).await.taken, 1);
    }
    let left = findings(&bench).await;
    for found in &swapped {
        assert!(left.iter().all(|left| left.reference != found.reference), "{found:?}");
        assert_eq!(
            bench.count(&format!("member WHERE reference = '{}' AND withheld = 0", found.reference)),
            1
        );
    }
    assert!(
        bench.count("finding WHERE closed_at IS NOT NULL AND kind = 'swapped'") >= 2,
        "and it stays on record"
    );
}

#[tokio::test]
async fn what_is_withheld_is_not_given_out_until_it_is_mended() {
    let bench = populated().await;
    let missing = findings(&bench).await.into_iter().find(|found| found.kind == Finding::CardNumberMissing);
    let missing = missing.unwrap();
    let person = format!("(SELECT person FROM member WHERE reference = '{}')", missing.reference);
    bench.execute(&format!("INSERT INTO certificate VALUES ('abc', {person}, NULL)")).unwrap();
    bench.execute(&format!("UPDATE person SET enrolled = 1 WHERE id = {person}")).unwrap();
    let card = Card::with_serial(0xabc);
    let before = bench.check_with_pin(&card).await.unwrap();
    assert_eq!(before.qualification_validity, Some(QualificationValidity::NotFound));
    assert!(before.results.is_empty());

    let mut mended = row(&bench, &missing);
    mended.number = Some("0012345".to_owned());
    assert_eq!(register(&bench, &[mended.clone()]).await.findings, []);
    let after = bench.check_with_pin(&card).await.unwrap();
    assert!(after.is_clear());
    assert_eq!(after.results[0].insured_identification_number.as_deref(), Some("0012345"));
    let number = String::from(mended.my_number);
    assert!(!serde_json::to_string(&after).unwrap().contains(&number), "個人番号 goes to no kiosk");
}

#[tokio::test]
async fn a_row_is_refused_at_the_door_with_its_reason() {
    let bench = populated().await;
    let sound = FoundRow {
        insurer_number: bench.text("SELECT insurer FROM member JOIN member_number ON member = id WHERE withheld = 0 ORDER BY id LIMIT 1"),
        reference: bench.text("SELECT reference FROM member JOIN member_number ON member = id WHERE withheld = 0 ORDER BY id LIMIT 1"),
        kind: Finding::Swapped,
    };
    let sound = row(&bench, &sound);
    for (change, kind) in [
        (
            (|row| row.my_number = "123456789018".to_owned().into()) as fn(&mut MemberRow),
            Finding::NumberForeign,
        ),
        (|row| row.my_number = "123456789012".to_owned().into(), Finding::NumberCheckDigit),
        (|row| row.my_number = "1234".to_owned().into(), Finding::NumberMalformed),
        (|row| row.birth = "20260230".to_owned(), Finding::DayMalformed),
        (|row| row.sex = "x".to_owned(), Finding::ElementMalformed),
        (|row| row.insurer_number = "33120016".to_owned(), Finding::InsurerNumberWrong),
    ] {
        let mut row = MemberRow { reference: format!("door-{}", kind.as_str()), ..sound.clone() };
        change(&mut row);
        let told = register(&bench, &[row.clone()]).await;
        assert_eq!((told.taken, told.refused), (0, 1));
        assert_eq!(told.findings.iter().map(|found| found.kind).collect::<Vec<_>>(), [kind]);
    }
    assert_eq!(bench.count("member_number WHERE my_number NOT LIKE '000%'"), 0);
}

#[tokio::test]
async fn everybody_registered_is_checked_again_when_the_register_has_changed() {
    let bench = populated().await;
    let before = findings(&bench).await;
    bench.execute("UPDATE resident SET address = 'よその県', former_address = NULL").unwrap();
    let mut after = 0;
    loop {
        let told: central::rehearsal::Rechecked =
            ask(&bench, "/v1/insurers/recheck", &format!(r#","after":{after}"#)).await;
        match told.next_after {
            Some(next) => after = next,
            None => break,
        }
    }
    let differs = |found: &&FoundRow| found.kind == Finding::AddressDiffers;
    assert!(findings(&bench).await.iter().filter(differs).count() > 500);
    assert!(before.iter().filter(differs).count() < 10);
}

#[tokio::test]
async fn a_file_is_read_as_the_rows_are() {
    let bench = populated().await;
    let one = findings(&bench).await.into_iter().find(|found| found.kind == Finding::ItemDiffers).unwrap();
    let mut file = Vec::new();
    central::rehearsal::write_csv(&[row(&bench, &one)], &mut file).unwrap();
    let csv = serde_json::to_string(&String::from_utf8(file).unwrap()).unwrap();
    let told: Registered = ask(&bench, "/v1/insurers/members", &format!(r#","csv":{csv}"#)).await;
    assert_eq!((told.taken, told.findings), (1, vec![one]));
    assert_eq!(central::rehearsal::read_csv("reference\nx\n").err(), Some(2), "the line is told, not quoted");
}

#[tokio::test]
async fn each_asks_only_what_is_theirs() {
    let bench = super::bench().await;
    let ask = r#"{"wire_version":1,"request_id":"a"}"#;
    let (status, text) = bench.post(Some("kiosk-1"), "/v1/insurers/findings", ask).await;
    assert!(status == 403 && text.contains("not-allowed"), "{text}");
    let (status, text) = bench.post(Some(INSURERS_NAME), "/v1/challenges", ask).await;
    assert!(status == 403 && text.contains("kiosk-not-registered"), "{text}");
}

#[tokio::test]
async fn individual_numbers_stand_in_the_insurers_tables_alone() {
    let bench = super::bench().await;
    let tables = match &bench.database {
        central::rehearsal::Database::File(_) => {
            "SELECT group_concat(name) FROM (SELECT m.name FROM sqlite_master m, pragma_table_info(m.name) c
             WHERE m.type = 'table' AND c.name LIKE '%number%' AND c.name NOT IN ('number', 'post_number')
             ORDER BY m.name)"
        }
        central::rehearsal::Database::Postgres(_) => {
            "SELECT string_agg(table_name, ',' ORDER BY table_name) FROM information_schema.columns
             WHERE table_schema = current_schema() AND column_name LIKE '%number%' AND column_name NOT IN ('number', 'post_number')"
        }
    };
    assert_eq!(bench.text(tables), "member_number,resident");
}
