//! Several nodes on one database are one service: what one has begun, another ends.

use crate::bench::{Card, fresh_id, request};
use central::wire::{MedicalInfo, RefusalCode};
use central::{Client, ConsentRequest, Error};

#[tokio::test]
async fn a_node_dies_in_the_middle_of_a_visit_and_another_ends_it() {
    let bench = super::bench().await;
    let second = bench.second_node().await;
    let other = Client::new(bench.ca.client_config(&second.base_url)).unwrap();
    let card = Card::of("hanako");

    let challenge = bench.client.challenge("visit-challenge").await.unwrap();
    let ask = request(&challenge, &card, card.sign(&challenge.nonce));
    let first = bench.client.eligibility(&ask).await.unwrap();
    bench.running.stop().await;
    assert_eq!(bench.client.warm().await.err(), Some(Error::Unreachable));

    assert!(other.challenge("visit-challenge").await.unwrap() == challenge, "the answer given is kept");
    assert!(other.eligibility(&ask).await.unwrap() == first, "the question is not worked again");
    let visit_token = first.visit_token.clone();
    let medical_info = MedicalInfo { pharmacists: true, ..MedicalInfo::default() };
    let consent = ConsentRequest { request_id: fresh_id(), visit_token, medical_info };
    assert!(other.consent(&consent).await.is_ok(), "the visit goes on");
    let used = request(&challenge, &card, card.sign(&challenge.nonce));
    let refused = Error::Refused { code: RefusalCode::NonceUsed };
    assert_eq!(other.eligibility(&used).await.err(), Some(refused), "a nonce serves once on all nodes");
}

#[tokio::test]
async fn the_same_question_at_two_nodes_at_once_is_worked_once() {
    let bench = super::bench().await;
    let second = bench.second_node().await;
    let other = Client::new(bench.ca.client_config(&second.base_url)).unwrap();
    let card = Card::of("hanako");
    for round in 1..=10 {
        let challenge = bench.challenge().await;
        let ask = request(&challenge, &card, card.sign(&challenge.nonce));
        let (one, two) = tokio::join!(bench.client.eligibility(&ask), other.eligibility(&ask));
        assert!(one.unwrap() == two.unwrap(), "round {round}");
        assert_eq!(bench.count("visit"), round);
    }
}

#[tokio::test]
async fn audit_rows_stay() {
    let bench = super::bench().await;
    bench.check_with_pin(&Card::of("hanako")).await.unwrap();
    assert!(bench.execute("UPDATE audit SET outcome = 'nothing'").is_err());
    assert!(bench.execute("DELETE FROM audit").is_err());
    assert_eq!(bench.count("audit WHERE outcome = 'answered'"), 2);
}
