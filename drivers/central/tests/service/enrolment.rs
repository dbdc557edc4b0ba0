//! 健康保険証利用登録: who may enrol a card, and what it opens.

use crate::bench::{Bench, Card, DAY, NOW, face, fresh_id, request};
use central::wire::{AssertionBody, EnrolmentRequest, Method, Proof, RefusalCode};
use central::{Enrolment, Error};

/// Enrols a card after what `change` makes of a face match.
async fn by_assertion(
    bench: &Bench,
    card: &Card,
    change: impl FnOnce(&mut AssertionBody),
) -> Result<Enrolment, Error> {
    let challenge = bench.challenge().await;
    let mut body = face(&challenge, card);
    change(&mut body);
    let assertion = bench.assertion_key.sign(&body).unwrap();
    let proof = match body.method {
        Method::Face => Proof::Face(assertion),
        Method::Clerk => Proof::Clerk(assertion),
    };
    bench.client.enrol(&EnrolmentRequest(request(&challenge, card, proof))).await
}

async fn by_pin(bench: &Bench, card: &Card) -> Result<Enrolment, Error> {
    let challenge = bench.challenge().await;
    bench.client.enrol(&EnrolmentRequest(request(&challenge, card, card.sign(&challenge.nonce)))).await
}

fn refused(code: RefusalCode, result: Result<Enrolment, Error>) {
    assert_eq!(result.err(), Some(Error::Refused { code }));
}

#[tokio::test]
async fn a_card_enrolled_by_pin_or_face_opens_the_insurance_at_once_and_from_then_on() {
    let bench = super::bench().await;
    let card = Card::of("sakura");
    assert!(!bench.check_with_pin(&card).await.unwrap().enrolled);
    let first = by_assertion(&bench, &card, |_| {}).await.unwrap();
    assert!(!first.already_enrolled && first.eligibility.enrolled && first.eligibility.is_clear());
    assert_eq!(first.enrolled_at.as_deref(), Some("20261122100000"));
    assert!(bench.check_with_pin(&card).await.unwrap().is_clear());
    assert_eq!(bench.count("enrolment WHERE person = 'sakura' AND method = 'face'"), 1);
    assert_eq!(bench.count("audit WHERE person = 'sakura' AND step = '/v1/enrolments'"), 1);

    bench.turn_clock(60);
    let again = by_pin(&bench, &card).await.unwrap();
    assert!(again.already_enrolled && again.eligibility.is_clear());
    assert_eq!(again.enrolled_at, first.enrolled_at, "the first time counts");
    assert_eq!(bench.count("enrolment"), 1);

    let elsewhere = by_pin(&bench, &Card::of("hanako")).await.unwrap();
    assert!(elsewhere.already_enrolled && elsewhere.enrolled_at.is_none());
}

#[tokio::test]
async fn an_enrolment_asked_again_is_worked_once_and_outlives_the_node() {
    let bench = super::bench().await;
    let card = Card::of("sakura");
    let challenge = bench.challenge().await;
    let ask = EnrolmentRequest(request(&challenge, &card, card.sign(&challenge.nonce)));
    let first = bench.client.enrol(&ask).await.unwrap();
    assert!(bench.client.enrol(&ask).await.unwrap() == first);
    assert_eq!(bench.count("enrolment"), 1);
    let second = bench.second_node().await;
    let other = central::Client::new(bench.ca.client_config(&second.base_url)).unwrap();
    let challenge = other.challenge(&fresh_id()).await.unwrap();
    let ask = request(&challenge, &card, card.sign(&challenge.nonce));
    assert!(other.eligibility(&ask).await.unwrap().is_clear(), "a new node sows the people and keeps this");
}

#[tokio::test]
async fn who_may_not_enrol_is_told_why_and_stays_as_they_were() {
    let bench = super::bench().await;
    let card = Card::of("sakura");
    let clerk = |body: &mut AssertionBody| {
        (body.method, body.similarity, body.clerk_id) = (Method::Clerk, None, Some("c-014".to_owned()));
    };
    refused(RefusalCode::EnrolmentNotByClerk, by_assertion(&bench, &card, clerk).await);
    refused(RefusalCode::EnrolmentClosed, by_pin(&bench, &Card::ending("sakura", NOW - DAY)).await);
    refused(RefusalCode::EnrolmentPersonUnknown, by_pin(&bench, &Card::with_serial(0x00ab_cdef)).await);
    refused(
        RefusalCode::CertificateUnknownIssuer,
        by_pin(&bench, &Card::of_foreign_authority("sakura")).await,
    );
    assert_eq!(bench.count("enrolment"), 0);
    assert!(!bench.check_with_pin(&card).await.unwrap().enrolled);
}

#[tokio::test]
async fn a_child_is_enrolled_by_whoever_has_the_pin() {
    let bench = super::bench().await;
    bench.execute("UPDATE person SET birth = '20111123' WHERE id = 'sakura'").unwrap();
    let card = Card::of("sakura");
    refused(RefusalCode::EnrolmentNeedsPin, by_assertion(&bench, &card, |_| {}).await);
    bench.execute("UPDATE person SET birth = NULL WHERE id = 'sakura'").unwrap();
    refused(RefusalCode::EnrolmentNeedsPin, by_assertion(&bench, &card, |_| {}).await);
    assert!(!by_pin(&bench, &card).await.unwrap().already_enrolled);
}
