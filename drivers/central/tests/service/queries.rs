//! Questions without a card: each verdict, and what an institution calls a person.

use crate::bench::Card;
use central::wire::{ProcessingResultStatus, QualificationValidity};
use central::{InsuredNumbers, QueryRequest, ReferenceRequest};

fn numbers(id: &str) -> InsuredNumbers {
    let insurance = &persona::persona(id).unwrap().insurance[0];
    InsuredNumbers {
        insurer_number: format!("{:>8}", insurance.insurer_number),
        insured_card_symbol: insurance.symbol.clone(),
        insured_identification_number: insurance.number.clone(),
        insured_branch_number: insurance.branch.clone(),
    }
}

fn query(id: &str) -> QueryRequest {
    QueryRequest {
        request_id: format!("query-{id}"),
        insured: numbers(id),
        birthdate: persona::persona(id).unwrap().birth_date.yyyymmdd(),
        confirmation_date: "20261122".to_owned(),
    }
}

#[tokio::test]
async fn numbers_and_a_birth_date_open_the_insurance_that_they_are_of() {
    let bench = super::bench().await;
    for (id, validity) in
        [("hanako", QualificationValidity::Valid), ("tsutomu", QualificationValidity::Invalid)]
    {
        let answer = bench.client.query(&query(id)).await.unwrap();
        assert_eq!((answer.qualification_validity, answer.results.len()), (Some(validity), 1), "{id}");
        assert_eq!(
            answer.results[0].insured_identification_number,
            Some(numbers(id).insured_identification_number)
        );
        assert_eq!(bench.count(&format!("audit WHERE person = '{id}'")), 1);
    }
    // Two of a family share the number; branch or birth date tells them apart.
    let mut family = query("sakura");
    family.insured.insured_branch_number = None;
    assert_eq!(bench.client.query(&family).await.unwrap().results.len(), 1);
}

#[tokio::test]
async fn numbers_that_fit_nobody_open_nothing() {
    let bench = super::bench().await;
    let changes: [fn(&mut QueryRequest); 4] = [
        |query| query.birthdate = "19800101".to_owned(),
        |query| query.insured.insured_identification_number = "9".to_owned(),
        |query| query.insured.insured_branch_number = Some("99".to_owned()),
        |query| query.insured.insurer_number = "  990010".to_owned(),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let mut query = query("hanako");
        change(&mut query);
        query.request_id = format!("query-{number}");
        let answer = bench.client.query(&query).await.unwrap();
        assert_eq!(answer.qualification_validity, Some(QualificationValidity::NotFound), "{number}");
        assert_eq!(answer.processing_result_status, ProcessingResultStatus::Normal);
        assert!(answer.results.is_empty());
    }
}

#[tokio::test]
async fn a_registered_number_comes_with_every_later_answer() {
    let bench = super::bench().await;
    let mut request = ReferenceRequest {
        request_id: "reference-1".to_owned(),
        insured: numbers("hanako"),
        reference_number: "00017".to_owned(),
    };
    let answer = bench.client.register(&request).await.unwrap();
    assert_eq!(answer.processing_result_status, ProcessingResultStatus::Normal);
    let at_the_reader = bench.check_with_pin(&Card::of("hanako")).await.unwrap();
    let by_numbers = bench.client.query(&query("hanako")).await.unwrap();
    for results in [at_the_reader.results, by_numbers.results] {
        assert_eq!(results[0].reference_number.as_deref(), Some("00017"));
    }
    assert_eq!(bench.check_with_pin(&Card::of("aoi")).await.unwrap().results[0].reference_number, None);
    // Two people share this number when no branch is given.
    request.request_id = "reference-2".to_owned();
    request.insured = InsuredNumbers { insured_branch_number: None, ..numbers("sakura") };
    let answer = bench.client.register(&request).await.unwrap();
    assert_eq!(answer.processing_result_status, ProcessingResultStatus::Error);
    assert_eq!(answer.processing_result_code.as_deref(), Some("MDG-E308"));
}
