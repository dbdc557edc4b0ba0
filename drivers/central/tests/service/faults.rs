//! Faults on demand: wrong data of every kind of 2021, a clock that is off, a certificate whose time is over.

use crate::bench::{Bench, Card, NOW, config, fresh_id};
use central::rehearsal::{Fault, WrongData, start};
use central::wire::{Eligibility, QualificationValidity, RefusalCode};
use central::{Client, Error, InsuredNumbers, QueryRequest};
use std::time::Duration;

#[tokio::test]
async fn wrong_data_stands_in_the_answer_and_the_records_stay_right() {
    let bench = Bench::new().await;
    let card = Card::of("hanako");
    let right = bench.check_with_pin(&card).await.unwrap();
    let record = |answer: &Eligibility| answer.results[0].clone();
    for wrong in WrongData::ALL {
        bench.running.set_fault(wrong.as_str().parse().unwrap()).await.unwrap();
        let told = bench.check_with_pin(&card).await.unwrap();
        let validity = told.qualification_validity;
        match wrong {
            WrongData::AnotherPerson => {
                let (told, right) = (record(&told), record(&right));
                assert_eq!(told.insured_identification_number, right.insured_identification_number);
                assert_ne!((told.name, told.birthdate), (right.name, right.birthdate));
            }
            WrongData::NumberMissing => assert_eq!(record(&told).insured_identification_number, None),
            WrongData::NumberMalformed => {
                assert!(record(&told).insured_identification_number.unwrap().contains('●'));
            }
            WrongData::NameUnreadable => {
                assert!(record(&told).name.unwrap().chars().all(|char| char == '●' || char == '　'));
            }
            WrongData::LostBeforeIssue => {
                let told = record(&told);
                assert!(told.disqualification_date < told.insured_certificate_issuance_date);
                assert_eq!(validity, Some(QualificationValidity::Valid), "the verdict contradicts the days");
            }
            WrongData::NoRecord => {
                assert_eq!((validity, told.results.len()), (Some(QualificationValidity::NotFound), 0));
            }
            WrongData::RecordTwice => {
                assert_eq!((validity, told.results.len()), (Some(QualificationValidity::Several), 2));
            }
        }
    }
    // The receipt computer's question is answered wrongly too.
    bench.running.set_fault(Fault::Wrong(WrongData::NumberMissing)).await.unwrap();
    let insurance = &persona::persona("hanako").unwrap().insurance[0];
    let insured = InsuredNumbers {
        insurer_number: format!("{:>8}", insurance.insurer_number),
        insured_card_symbol: insurance.symbol.clone(),
        insured_identification_number: insurance.number.clone(),
        insured_branch_number: insurance.branch.clone(),
    };
    let birthdate = persona::persona("hanako").unwrap().birth_date.yyyymmdd();
    let ask =
        QueryRequest { request_id: fresh_id(), insured, birthdate, confirmation_date: "20261122".to_owned() };
    assert_eq!(bench.client.query(&ask).await.unwrap().results[0].insured_identification_number, None);
    bench.running.set_fault(Fault::None).await.unwrap();
    let mended = bench.client.query(&ask).await.unwrap();
    assert_eq!(mended.results[0].insured_identification_number.as_ref(), Some(&insurance.number));
    assert!(record(&bench.check_with_pin(&card).await.unwrap()) == record(&right));
}

#[tokio::test]
async fn a_clock_that_is_off_makes_assertions_stale_and_shows_in_its_status() {
    let bench = Bench::new().await;
    bench.running.set_fault("clock-off=-600".parse().unwrap()).await.unwrap();
    assert_eq!(bench.client.warm().await.unwrap().time, NOW - 600);
    let refused = bench.check_with_face(&Card::of("hanako"), |_| {}).await.unwrap_err();
    assert_eq!(refused, Error::Refused { code: RefusalCode::AssertionStale });
    bench.running.set_fault(Fault::None).await.unwrap();
    assert!(bench.check_with_face(&Card::of("hanako"), |_| {}).await.is_ok());
}

#[tokio::test]
async fn a_service_whose_certificate_has_expired_is_not_trusted() {
    let bench = Bench::new().await;
    let mut config = config(&bench.database, &bench.ca, &bench.clock);
    config.tls = bench.ca.expired_server_tls();
    let expired = start(config).await.unwrap();
    let error = Client::new(bench.ca.client_config(&expired.base_url)).unwrap().warm().await.unwrap_err();
    let Error::Tls { what } = error else { unreachable!("{error}") };
    assert!(what.contains("xpired"), "{what}");
}

#[test]
fn a_fault_is_asked_for_by_its_name_and_nothing_else() {
    assert_eq!("slow=3".parse(), Ok(Fault::Slow(Duration::from_secs(3))));
    assert_eq!("maintenance".parse(), Ok(Fault::Maintenance));
    for text in ["", "slow", "slow=-1", "slow=x", "maintenance=1", "swapped", "number-missing=1", "clock-off"]
    {
        let refused = text.parse::<Fault>().unwrap_err();
        assert!(WrongData::ALL.iter().all(|wrong| refused.contains(wrong.as_str())), "{text}: {refused}");
    }
}
