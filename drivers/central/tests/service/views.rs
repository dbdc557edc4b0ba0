//! Medicines, check-ups, clinical information: for whom, how long, and who looked.

use crate::bench::{Bench, Card, DAY, fresh_id};
use central::wire::{
    ClinicalSection, ConsentListRequest, ConsentSlot, InformationKind, MedicalInfo, MedicalInformation,
    Profession, RefusalCode, ViewRequest, Viewer,
};
use central::{Error, InsuredNumbers};

fn of(id: &str) -> InsuredNumbers {
    let insurance = &persona::persona(id).unwrap().insurance[0];
    InsuredNumbers {
        insurer_number: format!("{:>8}", insurance.insurer_number),
        insured_card_symbol: insurance.symbol.clone(),
        insured_identification_number: insurance.number.clone(),
        insured_branch_number: insurance.branch.clone(),
    }
}

async fn look(
    bench: &Bench,
    insured: InsuredNumbers,
    kind: InformationKind,
    profession: Profession,
) -> Result<MedicalInformation, RefusalCode> {
    let viewer = Viewer { staff_id: "d-007".to_owned(), profession };
    let answer = bench.client.view(&ViewRequest { request_id: fresh_id(), insured, kind, viewer }).await;
    answer.map_err(|error| match error {
        Error::Refused { code } => code,
        error => unreachable!("{error}"),
    })
}

async fn consent(bench: &Bench, medical_info: MedicalInfo) {
    let visit = bench.check_with_pin(&Card::of("hanako")).await.unwrap();
    bench.consent(&visit.visit_token, medical_info).await.unwrap();
}

const NOTHING: MedicalInfo =
    MedicalInfo { specific_health_checkups: false, pharmacists: false, diagnosis: false, operation: false };

#[tokio::test]
async fn what_the_patient_opened_is_shown_to_the_licensed_for_exactly_a_day() {
    let bench = super::bench().await;
    let (medicines, doctor) = (InformationKind::Medicines, Profession::Physician);
    assert_eq!(look(&bench, of("hanako"), medicines, doctor).await.err(), Some(RefusalCode::ConsentMissing));
    consent(&bench, MedicalInfo { pharmacists: true, ..NOTHING }).await;
    for profession in [doctor, Profession::Dentist, Profession::Pharmacist] {
        let shown = look(&bench, of("hanako"), medicines, profession).await.unwrap();
        assert_eq!(shown.available_until, "20261123100000");
        assert!(shown.checkups.is_empty() && shown.clinical.is_empty());
    }
    let clerk = look(&bench, of("hanako"), medicines, Profession::Other).await;
    assert_eq!(clerk.err(), Some(RefusalCode::ViewerNotQualified));
    for kind in [InformationKind::Checkups, InformationKind::Clinical] {
        assert_eq!(look(&bench, of("hanako"), kind, doctor).await.err(), Some(RefusalCode::ConsentMissing));
    }
    assert_eq!(look(&bench, of("aoi"), medicines, doctor).await.err(), Some(RefusalCode::ConsentMissing));
    let nobody = InsuredNumbers { insured_identification_number: "9".to_owned(), ..of("hanako") };
    assert_eq!(look(&bench, nobody, medicines, doctor).await.err(), Some(RefusalCode::InsuredUnknown));
    bench.turn_clock(DAY - 1);
    assert!(look(&bench, of("hanako"), medicines, doctor).await.is_ok());
    bench.turn_clock(1);
    assert_eq!(look(&bench, of("hanako"), medicines, doctor).await.err(), Some(RefusalCode::ConsentExpired));
}

#[tokio::test]
async fn each_consent_opens_its_own_and_the_newest_counts() {
    let bench = super::bench().await;
    let doctor = Profession::Physician;
    let clinical = InformationKind::Clinical;
    consent(&bench, MedicalInfo { specific_health_checkups: true, diagnosis: true, ..NOTHING }).await;
    let checkup = look(&bench, of("hanako"), InformationKind::Checkups, doctor).await.unwrap();
    assert_eq!(checkup.checkups.len(), 1);
    assert!(look(&bench, of("hanako"), InformationKind::Checkups, doctor).await.unwrap() == checkup);
    let sections = |shown: MedicalInformation| -> Vec<_> {
        shown.clinical.into_iter().map(|entry| entry.section).collect()
    };
    let shown = look(&bench, of("hanako"), clinical, doctor).await.unwrap();
    assert_eq!(sections(shown), [ClinicalSection::Allergy, ClinicalSection::Test]);
    bench.turn_clock(1);
    consent(&bench, MedicalInfo { operation: true, ..NOTHING }).await;
    let shown = look(&bench, of("hanako"), clinical, doctor).await.unwrap();
    assert_eq!(sections(shown), [ClinicalSection::Disease, ClinicalSection::Infection]);
    let closed = look(&bench, of("hanako"), InformationKind::Checkups, doctor).await;
    assert_eq!(closed.err(), Some(RefusalCode::ConsentMissing));
    bench.turn_clock(1);
    consent(&bench, NOTHING).await;
    assert_eq!(look(&bench, of("hanako"), clinical, doctor).await.err(), Some(RefusalCode::ConsentMissing));
}

#[tokio::test]
async fn who_comes_with_a_certificate_in_grace_shares_nothing_whatever_was_open() {
    let bench = super::bench().await;
    let (medicines, doctor) = (InformationKind::Medicines, Profession::Physician);
    consent(&bench, MedicalInfo { pharmacists: true, ..NOTHING }).await;
    assert!(look(&bench, of("hanako"), medicines, doctor).await.is_ok());
    bench.turn_clock(60);
    let in_grace = bench.check_with_pin(&Card::ending("hanako", crate::bench::NOW - DAY)).await.unwrap();
    assert!(!in_grace.information_sharing_open);
    assert_eq!(look(&bench, of("hanako"), medicines, doctor).await.err(), Some(RefusalCode::SharingClosed));
    bench.turn_clock(60);
    consent(&bench, MedicalInfo { pharmacists: true, ..NOTHING }).await;
    assert!(look(&bench, of("hanako"), medicines, doctor).await.is_ok(), "a renewed card opens it again");
}

#[tokio::test]
async fn a_list_says_who_opened_what_until_when() {
    let bench = super::bench().await;
    let list = async |day: &str| {
        let asked = ConsentListRequest { request_id: fresh_id(), day: day.to_owned() };
        bench.client.consent_list(&asked).await.map(|list| list.people)
    };
    assert_eq!(list("20261122").await.unwrap(), []);
    consent(&bench, MedicalInfo { pharmacists: true, ..NOTHING }).await;
    let people = list("20261122").await.unwrap();
    assert_eq!(people.len(), 1);
    let hanako = &people[0];
    assert_eq!(hanako.insured_identification_number, Some(of("hanako").insured_identification_number));
    let slot = |flag: &str, times: Option<(&str, &str)>| ConsentSlot {
        cons_flg: Some(flag.to_owned()),
        cons_time: times.map(|(given, _)| given.to_owned()),
        available_time: times.map(|(_, until)| until.to_owned()),
    };
    let times = Some(("20261122100000", "20261123100000"));
    assert_eq!(hanako.pharmacists_info, slot("1", times));
    assert_eq!(hanako.diagnosis_info, slot("0", None));
    bench.turn_clock(DAY);
    assert_eq!(list("20261122").await.unwrap()[0].pharmacists_info, slot("2", times), "ended after a day");
    // A newer consent stands on its own day, and the older one counts no more.
    consent(&bench, NOTHING).await;
    assert_eq!(list("20261122").await.unwrap(), []);
    assert_eq!(list("20261123").await.unwrap()[0].pharmacists_info, slot("0", None));
    assert!(list("20261131").await.is_err());
}

#[tokio::test]
async fn every_look_leaves_a_row_and_no_copy() {
    let bench = super::bench().await;
    consent(&bench, MedicalInfo { pharmacists: true, ..NOTHING }).await;
    let (viewer, kind) = (
        Viewer { staff_id: "d-007".to_owned(), profession: Profession::Pharmacist },
        InformationKind::Medicines,
    );
    let ask = ViewRequest { request_id: fresh_id(), insured: of("hanako"), kind, viewer };
    for looks in 1..=3 {
        bench.client.view(&ask).await.unwrap();
        assert_eq!(
            bench.count("viewing WHERE outcome = 'shown' AND staff = 'd-007' AND person = 'hanako'"),
            looks
        );
    }
    let _ = look(&bench, of("hanako"), kind, Profession::Other).await;
    assert_eq!(bench.count("viewing WHERE outcome = 'viewer-not-qualified'"), 1);
    assert_eq!(bench.count("audit WHERE step = '/v1/views' AND person = 'hanako'"), 4);
    assert_eq!(bench.count("answer WHERE step = '/v1/views'"), 0, "no copy is kept");
    assert!(bench.execute("UPDATE viewing SET staff = 'nobody'").is_err());
    assert!(bench.execute("DELETE FROM viewing").is_err());
    // A request id that asked before asks again under the consent of now.
    bench.turn_clock(DAY);
    assert!(bench.client.view(&ask).await.is_err());
}
