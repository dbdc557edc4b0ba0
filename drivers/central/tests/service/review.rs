//! The claims' side: to whom a claim goes, by the eligibility on the days of treatment.

use crate::bench::{Bench, fresh_id};
use central::rehearsal::{Outcome, Part, REVIEWERS_NAME, Reason, Reviewed};

/// One person with insurances: number, from, lost on, issued on.
async fn bench(insurances: &[(&str, &str, &str, &str)]) -> Bench {
    let bench = super::bench().await;
    bench.execute("INSERT INTO person VALUES ('p-1', NULL, 1, '19800217')").unwrap();
    for (place, (number, from, lost, issued)) in insurances.iter().enumerate() {
        let lost = if lost.is_empty() { "NULL".to_owned() } else { format!("'{lost}'") };
        let row = format!(
            "INSERT INTO member VALUES ({}, '990002', 'r-{number}', '01', '{number}', '00', '見本　一', 'ミホン　イチ', \
             '19800217', '1', '見本市一', '000-0001', '1', '{from}', {lost}, NULL, '{issued}', 'p-1', 0, NULL)",
            900_000 + place
        );
        bench.execute(&row).unwrap();
    }
    bench
}

async fn review(bench: &Bench, number: &str, days: &[&str], further: &str) -> Reviewed {
    let days = serde_json::to_string(days).unwrap();
    let body = format!(
        r#"{{"wire_version":1,"request_id":"{}","claim":"c-1","medical_institution_code":"9910000018","insurer_number":"  990002","insured_card_symbol":"01","insured_identification_number":"{number}","birthdate":"19800217","treatment_days":{days}{further}}}"#,
        fresh_id()
    );
    let (status, text) = bench.post(Some(REVIEWERS_NAME), "/v1/claims/reviews", &body).await;
    assert_eq!(status, 200, "{text}");
    serde_json::from_str(&text).unwrap()
}

/// The parts as number and days, and the reasons in order.
fn told(reviewed: &Reviewed) -> (Vec<(&str, Vec<&str>)>, Vec<Reason>) {
    let parts = reviewed.parts.iter().map(number_and_days).collect();
    (parts, reviewed.notice.lines.iter().map(|line| line.reason).collect())
}

fn number_and_days(part: &Part) -> (&str, Vec<&str>) {
    let days = part.treatment_days.iter().map(String::as_str).collect();
    (&part.insured.insured_identification_number, days)
}

#[tokio::test]
async fn a_claim_goes_to_whoever_insured_the_days_of_treatment() {
    let bench = bench(&[("1", "20200401", "20261111", "20200401"), ("2", "20261111", "", "20261111")]).await;
    for (number, days, outcome, parts, reasons) in [
        (
            "1",
            &["20261105"][..],
            Outcome::AsClaimed,
            vec![("1", vec!["20261105"])],
            vec![Reason::ClaimedHeld],
        ),
        ("1", &["20261111"], Outcome::Readdressed, vec![("2", vec!["20261111"])], vec![Reason::AnotherHeld]),
        (
            "1",
            &["20261120", "20261105", "20261110"],
            Outcome::Split,
            vec![("1", vec!["20261105", "20261110"]), ("2", vec!["20261120"])],
            vec![Reason::ClaimedHeld, Reason::AnotherHeld],
        ),
        // A claim to the new insurer for a day of the former one goes back in time too.
        ("2", &["20261105"], Outcome::Readdressed, vec![("1", vec!["20261105"])], vec![Reason::AnotherHeld]),
        ("1", &["20200331"], Outcome::Returned, vec![], vec![Reason::NoneHeld]),
        ("9", &["20261105"], Outcome::Returned, vec![], vec![Reason::InsuredUnknown]),
        ("1", &["20261031", "20261101"], Outcome::Returned, vec![], vec![Reason::DaysNotOfAMonth]),
        ("1", &["20261105", "20261105"], Outcome::Returned, vec![], vec![Reason::DaysNotOfAMonth]),
    ] {
        let reviewed = review(&bench, number, days, "").await;
        assert_eq!((reviewed.outcome, told(&reviewed)), (outcome, (parts, reasons)), "{number} {days:?}");
        assert!(reviewed.notice.lines.iter().all(|line| !line.message.is_empty()));
    }
    assert_eq!(bench.count("audit WHERE step = '/v1/claims/reviews' AND person = 'p-1'"), 5);
}

#[tokio::test]
async fn a_claim_with_public_expense_is_not_addressed_anew() {
    let bench = bench(&[("1", "20200401", "20261111", "20200401"), ("2", "20261111", "", "20261111")]).await;
    let reviewed = review(&bench, "1", &["20261120"], r#","public_expense":true"#).await;
    let expected = (vec![("1", vec!["20261120"])], vec![Reason::PublicExpense]);
    assert_eq!((reviewed.outcome, told(&reviewed)), (Outcome::AsClaimed, expected));
}

#[tokio::test]
async fn where_insurances_overlap_the_claimed_one_stands_and_before_2022_the_card_issued_last() {
    let bench = bench(&[
        ("1", "20200401", "", "20200401"),
        ("2", "20210401", "", "20210401"),
        ("3", "20260401", "20261001", "20260401"),
    ])
    .await;
    for (number, day, outcome, parts, reason) in [
        ("1", "20220201", Outcome::AsClaimed, vec!["1"], Reason::ClaimedHeld),
        ("1", "20220131", Outcome::Readdressed, vec!["2"], Reason::IssuedLast),
        ("2", "20220131", Outcome::AsClaimed, vec!["2"], Reason::ClaimedHeld),
        ("3", "20261120", Outcome::Returned, vec![], Reason::SeveralHeld),
    ] {
        let reviewed = review(&bench, number, &[day], "").await;
        let (told, reasons) = told(&reviewed);
        let told: Vec<_> = told.iter().map(|(number, _)| *number).collect();
        assert_eq!((reviewed.outcome, told, reasons), (outcome, parts, vec![reason]), "{number} {day}");
    }
}

#[tokio::test]
async fn only_a_reviewer_asks_to_whom_a_claim_goes() {
    let bench = super::bench().await;
    for peer in ["kiosk-1", "insurers"] {
        let (status, text) = bench.post(Some(peer), "/v1/claims/reviews", "{}").await;
        assert!(status == 403 && text.contains("not-allowed"), "{peer}: {text}");
    }
    let (status, text) = bench.post(Some(REVIEWERS_NAME), "/v1/challenges", "{}").await;
    assert!(status == 403 && text.contains("kiosk-not-registered"), "{text}");
}
