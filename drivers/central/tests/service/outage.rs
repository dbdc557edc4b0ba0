//! Questions about whoever was here during an outage: who is found and why, on both databases, and who may ask when.

use crate::bench::{Bench, DAY, Engine, INSTITUTION, NOW};
use crate::postgres::{execute, rows};
use central::wire::{
    Identity, MatchReason, OutageOutcome, OutageQuestion, OutageRequest, QualificationValidity, Sex, path,
};
use central::{Error, OutageAnswer, RefusalCode};

/// What a row of the table asks otherwise.
type Change = fn(&mut OutageRequest);

/// A question about a persona, as a kiosk that has read the card's text would ask it.
fn about(id: &str, request_id: &str) -> OutageRequest {
    let persona = persona::persona(id).unwrap();
    OutageRequest {
        request_id: request_id.to_owned(),
        medical_institution_code: INSTITUTION.to_owned(),
        visited_at: NOW,
        identity: Identity::Face,
        name: persona.name.clone(),
        kana: None,
        sex: if persona.sex.code() == 1 { Sex::Male } else { Sex::Female },
        birthdate: persona.birth_date.yyyymmdd(),
        address: persona.address.clone(),
    }
}

async fn ask(bench: &Bench, request: &OutageRequest) -> Result<OutageAnswer, Error> {
    bench.client.ask_after_outage(&OutageQuestion::write(request)).await
}

/// What the audit holds of these questions: request id, whom they turned out to be about, what came of them.
fn audited(bench: &Bench) -> Vec<Vec<String>> {
    let columns = "request_id, coalesce(person, ''), outcome";
    let sql = format!("SELECT {columns} FROM audit WHERE step = '{}' ORDER BY id", path::OUTAGE_QUERIES);
    rows(&bench.database, &sql)
}

async fn finds(engine: Engine) {
    let bench = Bench::on(engine).await;
    let kana: Change = |request| request.kana = Some("ﾀｶｻｷ ﾚｲｺ".to_owned());
    let moved: Change = |request| request.address = "例示県よその市".to_owned();
    let other_sex: Change = |request| request.sex = Sex::Male;
    let as_is: Change = |_| {};
    let rows: [(&str, Change, _, &[MatchReason]); 5] = [
        ("hanako", as_is, OutageOutcome::Found, &[MatchReason::NameAndBirthDate]),
        (
            "hanako",
            moved,
            OutageOutcome::Found,
            &[MatchReason::NameAndBirthDate, MatchReason::AddressDiffers],
        ),
        ("hanako", other_sex, OutageOutcome::NotFound, &[]),
        ("takasaki", kana, OutageOutcome::Found, &[MatchReason::KanaAndBirthDate]),
        ("takasaki", as_is, OutageOutcome::NotFound, &[]), // Registered as ●● 例子.
    ];
    for (number, (id, change, outcome, reasons)) in rows.into_iter().enumerate() {
        let mut request = about(id, &format!("{id}-{number}"));
        change(&mut request);
        let answer = ask(&bench, &request).await.unwrap();
        assert_eq!((answer.outcome, answer.reasons.as_slice()), (outcome, reasons), "{id} {number}");
        let is_found = outcome == OutageOutcome::Found;
        let validity = if is_found { QualificationValidity::Valid } else { QualificationValidity::NotFound };
        assert_eq!(answer.insurance.qualification_validity, Some(validity), "{id} {number}");
        assert_eq!(answer.insurance.results.len(), usize::from(is_found), "{id} {number}");
        for result in &answer.insurance.results {
            assert_eq!(result.pharmacists_info.cons_flg.as_deref(), Some("0"), "it opens no medicines");
        }
    }
    let people: Vec<_> = audited(&bench).into_iter().map(|row| row[1].clone()).collect();
    assert_eq!(people, ["hanako", "hanako", "", "takasaki", ""]);
}

#[tokio::test]
async fn whom_the_facts_fit_is_found_for_reasons_on_sqlite() {
    finds(Engine::Sqlite).await;
}

#[tokio::test]
async fn whom_the_facts_fit_is_found_for_reasons_on_postgres() {
    finds(Engine::Postgres).await;
}

#[tokio::test]
async fn of_several_people_nothing_is_said() {
    let bench = Bench::new().await;
    execute(&bench.database, "INSERT INTO person VALUES ('twin', '1', 1, NULL)").unwrap();
    execute(
        &bench.database,
        "INSERT INTO member SELECT 900000, insurer, 'twin', symbol, '777', branch, name, kana, birth, sex, address,
         post_number, relation, qualified_from, lost_on, loss_reason, issued_on, 'twin', withheld, extra
         FROM member WHERE person = 'hanako'",
    )
    .unwrap();
    let answer = ask(&bench, &about("hanako", "twins")).await.unwrap();
    assert_eq!((answer.outcome, answer.insurance.results.len()), (OutageOutcome::Several, 0));
    assert_eq!(audited(&bench), [["twins", "", "answered"].map(str::to_owned)]);
}

#[tokio::test]
async fn it_is_asked_by_a_registered_kiosk_of_the_institution_about_the_last_days_only() {
    let bench = Bench::new().await;
    let refused = |code| Err(Error::Refused { code });
    for (number, (visited_at, institution, expected)) in [
        (NOW - 7 * DAY, INSTITUTION, Ok(())),
        (NOW + 300, INSTITUTION, Ok(())),
        (NOW - 7 * DAY - 1, INSTITUTION, refused(RefusalCode::VisitOutOfTime)),
        (NOW + 301, INSTITUTION, refused(RefusalCode::VisitOutOfTime)),
        (NOW, "1311111111", refused(RefusalCode::NotAllowed)),
    ]
    .into_iter()
    .enumerate()
    {
        let medical_institution_code = institution.to_owned();
        let request =
            OutageRequest { visited_at, medical_institution_code, ..about("hanako", &number.to_string()) };
        assert_eq!(ask(&bench, &request).await.map(drop), expected, "{number}");
    }
    let question = OutageQuestion::write(&about("hanako", "stranger"));
    let text = String::from_utf8(question.bytes().to_vec()).unwrap();
    for peer in [None, Some("kiosk-9"), Some(central::rehearsal::INSURERS_NAME)] {
        let (status, told) = bench.post(peer, path::OUTAGE_QUERIES, &text).await;
        assert!(status == 403 && told.contains("kiosk-not-registered"), "{peer:?}: {status} {told}");
    }
}

#[tokio::test]
async fn the_same_bytes_get_the_same_answer_for_days_and_are_worked_once() {
    let bench = Bench::new().await;
    let request = about("hanako", "again");
    let first = ask(&bench, &request).await.unwrap();
    for days in [0, 2, 4] {
        bench.turn_clock(days * DAY);
        bench.challenge().await; // Looks for what is too old.
        assert_eq!(ask(&bench, &request).await.unwrap(), first, "{days} days later");
    }
    let other = OutageRequest { address: "例示県よその市".to_owned(), ..request };
    let reused = Err(Error::Refused { code: RefusalCode::RequestIdReused });
    assert_eq!(ask(&bench, &other).await.map(drop), reused);
    assert_eq!(audited(&bench).len(), 1);
}
