//! What the service answers and refuses.

use crate::bench::{Card, DAY, INSTITUTION, NOW, face, first_serial, fresh_id, request, serial};
use central::wire::{
    Assertion, CertificateStatus, MedicalInfo, Method, ProcessingResultStatus, Proof, QualificationValidity,
    RefusalCode,
};
use central::{AssertionKey, Error};

const EVERYTHING: MedicalInfo =
    MedicalInfo { specific_health_checkups: true, pharmacists: true, diagnosis: true, operation: true };
const NOTHING: MedicalInfo =
    MedicalInfo { specific_health_checkups: false, pharmacists: false, diagnosis: false, operation: false };

fn refused<T: std::fmt::Debug>(code: RefusalCode, result: Result<T, Error>) {
    assert_eq!(result.err(), Some(Error::Refused { code }));
}

#[tokio::test]
async fn a_card_and_its_pin_open_the_insurance() {
    let bench = super::bench().await;
    let answer = bench.check_with_pin(&Card::of("hanako")).await.unwrap();
    let insurance = &persona::persona("hanako").unwrap().insurance[0];
    assert!(answer.is_clear() && answer.enrolled && answer.information_sharing_open);
    assert_eq!(answer.certificate, CertificateStatus::Valid);
    assert_eq!(answer.medical_institution_code, INSTITUTION);
    assert_eq!(answer.qualification_confirmation_date, "20261122");
    assert_eq!(answer.process_execution_time, "20261122100000");
    assert_eq!(answer.results[0].insurer_number, Some(format!("{:>8}", insurance.insurer_number)));
    assert_eq!(answer.results[0].insured_identification_number.as_deref(), Some(insurance.number.as_str()));
    assert_eq!(answer.results[0].pharmacists_info.cons_flg.as_deref(), Some("0"));
    assert_eq!(bench.count("audit WHERE person = 'hanako' AND outcome = 'answered'"), 1);
}

#[tokio::test]
async fn a_face_match_and_a_clerk_open_the_insurance_too() {
    let bench = super::bench().await;
    let card = Card::of("hanako");
    assert!(bench.check_with_face(&card, |_| {}).await.unwrap().is_clear());

    let challenge = bench.challenge().await;
    let mut body = face(&challenge, &card);
    (body.method, body.similarity, body.clerk_id) = (Method::Clerk, None, Some("c-014".to_owned()));
    let proof = Proof::Clerk(bench.assertion_key.sign(&body).unwrap());
    assert!(bench.client.eligibility(&request(&challenge, &card, proof)).await.unwrap().is_clear());
}

#[tokio::test]
async fn every_persona_gets_the_answer_of_its_story() {
    let bench = super::bench().await;
    for persona in persona::personas() {
        let answer = bench.check_with_pin(&Card::of(&persona.id)).await.unwrap();
        let validity = QualificationValidity::from_code(&persona.validity.to_string());
        assert_eq!(answer.enrolled, persona.enrolled, "{}", persona.id);
        assert_eq!(answer.qualification_validity, validity.filter(|_| persona.enrolled), "{}", persona.id);
        let results = if persona.enrolled && persona.validity != 4 { persona.insurance.len() } else { 0 };
        assert_eq!(answer.results.len(), results, "{}", persona.id);
        let name = answer.results.first().and_then(|result| result.name.as_deref());
        assert!(name.is_none_or(|name| name == persona.name_as_registered()), "{}", persona.id);
    }
    let dotted = bench.check_with_pin(&Card::of("takasaki")).await.unwrap();
    assert!(dotted.results[0].name.as_deref().unwrap().contains('●'));
}

#[tokio::test]
async fn a_card_that_is_not_enrolled_or_not_known_gets_an_answer_without_insurance() {
    let bench = super::bench().await;
    for card in [Card::of("sakura"), Card::with_serial(0x00ab_cdef)] {
        let answer = bench.check_with_pin(&card).await.unwrap();
        assert!(!answer.enrolled && answer.results.is_empty() && !answer.information_sharing_open);
        assert_eq!(answer.processing_result_status, ProcessingResultStatus::Error);
        assert_eq!(answer.processing_result_code.as_deref(), Some("MDG-E101"));
        assert_eq!(answer.qualification_validity, None);
    }
}

#[tokio::test]
async fn a_forged_signature_is_refused_and_spends_the_nonce() {
    let bench = super::bench().await;
    let card = Card::of("hanako");
    let challenge = bench.challenge().await;
    for signature in [vec![0; 256], vec![], vec![0xff; 255]] {
        let challenge = bench.challenge().await;
        let forged = request(&challenge, &card, Proof::Pin { signature });
        refused(RefusalCode::SignatureInvalid, bench.client.eligibility(&forged).await);
    }
    let of_other_nonce = request(&challenge, &card, card.sign(&[0; 32]));
    refused(RefusalCode::SignatureInvalid, bench.client.eligibility(&of_other_nonce).await);
    let now_right = request(&challenge, &card, card.sign(&challenge.nonce));
    refused(RefusalCode::NonceUsed, bench.client.eligibility(&now_right).await);
}

#[tokio::test]
async fn a_nonce_serves_once_and_for_three_minutes() {
    let bench = super::bench().await;
    let card = Card::of("hanako");
    let challenge = bench.challenge().await;
    assert_eq!(challenge.expires_at, NOW + 180);
    let ask = || request(&challenge, &card, card.sign(&challenge.nonce));
    bench.turn_clock(180);
    assert!(bench.client.eligibility(&ask()).await.is_ok());
    refused(RefusalCode::NonceUsed, bench.client.eligibility(&ask()).await);

    let late = bench.challenge().await;
    bench.turn_clock(181);
    let ask = request(&late, &card, card.sign(&late.nonce));
    refused(RefusalCode::NonceExpired, bench.client.eligibility(&ask).await);

    let mut unknown = request(&late, &card, card.sign(&late.nonce));
    unknown.challenge_id = "made-up".to_owned();
    refused(RefusalCode::NonceUnknown, bench.client.eligibility(&unknown).await);
}

#[tokio::test]
async fn a_certificate_is_judged_by_its_dates() {
    use CertificateStatus::{Expired, ExpiresSoon, Grace, Valid};
    let bench = super::bench().await;
    // Grace of a certificate that ended in July 2026 ran to the end of October.
    for (not_after, expected) in [
        (NOW + 100 * DAY, Valid),
        (NOW + 91 * DAY, ExpiresSoon { days: 91 }),
        (NOW + 40 * DAY, ExpiresSoon { days: 40 }),
        (NOW, ExpiresSoon { days: 0 }),
        (NOW - 1, Grace),
        (NOW - 113 * DAY, Grace),
        (NOW - 115 * DAY, Expired),
        (NOW - 400 * DAY, Expired),
    ] {
        let card = Card::ending("hanako", not_after);
        let status = bench.client.certificate_status(&fresh_id(), &card.certificate).await.unwrap();
        assert_eq!(status, expected, "{}", (not_after - NOW) / DAY);
    }
    refused(
        RefusalCode::CertificateExpired,
        bench.check_with_pin(&Card::ending("hanako", NOW - 115 * DAY)).await,
    );
    let soon = bench.check_with_pin(&Card::ending("hanako", NOW + 40 * DAY)).await.unwrap();
    assert_eq!(soon.processing_result_code.as_deref(), Some("MDG-I001"));
    assert!(soon.is_clear() && soon.information_sharing_open);

    bench.clock.store(NOW - 2000 * DAY, std::sync::atomic::Ordering::SeqCst);
    refused(RefusalCode::CertificateNotYetValid, bench.check_with_pin(&Card::of("hanako")).await);
}

#[tokio::test]
async fn a_renewed_certificate_takes_a_day_to_be_known() {
    let bench = super::bench().await;
    let renewed = Card::begun(first_serial(), NOW - DAY + 1);
    let status = async || bench.client.certificate_status(&fresh_id(), &renewed.certificate).await.unwrap();
    assert_eq!(status().await, CertificateStatus::Renewed);
    refused(RefusalCode::CertificateNotYetValid, bench.check_with_pin(&renewed).await);
    bench.turn_clock(1);
    assert_eq!(status().await, CertificateStatus::Valid);
    assert!(!bench.check_with_pin(&renewed).await.unwrap().enrolled);
    // One that is on record already is as good as any.
    let hanako = Card::begun(serial("hanako"), NOW);
    assert!(bench.check_with_pin(&hanako).await.unwrap().is_clear());
}

#[tokio::test]
async fn a_certificate_in_grace_opens_eligibility_and_nothing_else() {
    let bench = super::bench().await;
    let answer = bench.check_with_pin(&Card::ending("aoi", NOW - 40 * DAY)).await.unwrap();
    assert_eq!(answer.certificate, CertificateStatus::Grace);
    assert!(answer.is_clear() && !answer.information_sharing_open);
    assert_eq!(answer.processing_result_code.as_deref(), Some("MDG-I002"));
    refused(RefusalCode::SharingClosed, bench.consent(&answer.visit_token, EVERYTHING).await);
    assert!(bench.consent(&answer.visit_token, NOTHING).await.is_ok());
}

#[tokio::test]
async fn an_unknown_authority_a_revoked_card_and_rubbish_are_refused() {
    let bench = super::bench().await;
    let foreign = Card::of_foreign_authority("hanako");
    refused(RefusalCode::CertificateUnknownIssuer, bench.check_with_pin(&foreign).await);
    let status = bench.client.certificate_status(&fresh_id(), &foreign.certificate).await;
    assert_eq!(status, Ok(CertificateStatus::Unknown));

    let rubbish = Card { certificate: b"hello".to_vec() };
    refused(RefusalCode::CertificateMalformed, bench.check_with_pin(&rubbish).await);

    let card = Card::of("hanako");
    let mut altered = Card::of("hanako");
    let middle = altered.certificate.len() / 2;
    altered.certificate[middle] ^= 1;
    assert!(bench.check_with_pin(&altered).await.is_err());

    assert!(bench.running.revoke(serial("hanako")).await.unwrap());
    assert!(!bench.running.revoke(0x00ab_cdef).await.unwrap());
    let status = bench.client.certificate_status(&fresh_id(), &card.certificate).await;
    assert_eq!(status, Ok(CertificateStatus::Revoked));
    refused(RefusalCode::CertificateRevoked, bench.check_with_pin(&card).await);

    assert!(bench.running.reinstate(serial("hanako")).await.unwrap());
    assert!(!bench.running.reinstate(0x00ab_cdef).await.unwrap());
    assert!(bench.check_with_pin(&card).await.is_ok(), "a lost card that was found serves again");
}

#[tokio::test]
async fn an_assertion_binds_kiosk_nonce_card_method_and_time() {
    let bench = super::bench().await;
    let card = Card::of("hanako");
    use RefusalCode::{AssertionInvalid, AssertionMismatch, AssertionStale};
    refused(AssertionMismatch, bench.check_with_face(&card, |body| body.nonce = [0; 32]).await);
    refused(AssertionMismatch, bench.check_with_face(&card, |body| body.certificate_sha256 = [0; 32]).await);
    refused(AssertionMismatch, bench.check_with_face(&card, |body| body.method = Method::Clerk).await);
    refused(AssertionMismatch, bench.check_with_face(&card, |body| body.similarity = None).await);
    refused(AssertionStale, bench.check_with_face(&card, |body| body.time -= 301).await);
    refused(AssertionStale, bench.check_with_face(&card, |body| body.time = i64::MIN).await);
    assert!(bench.check_with_face(&card, |body| body.time += 300).await.is_ok());

    let challenge = bench.challenge().await;
    let pem = rcgen::KeyPair::generate().unwrap().serialize_pem();
    let other_key = AssertionKey::from_pkcs8_pem(pem.as_bytes()).unwrap();
    let proof = Proof::Face(other_key.sign(&face(&challenge, &card)).unwrap());
    refused(AssertionInvalid, bench.client.eligibility(&request(&challenge, &card, proof)).await);

    let challenge = bench.challenge().await;
    let mut body = face(&challenge, &card);
    (body.method, body.similarity, body.clerk_id) = (Method::Clerk, None, Some(String::new()));
    let proof = Proof::Clerk(bench.assertion_key.sign(&body).unwrap());
    refused(AssertionMismatch, bench.client.eligibility(&request(&challenge, &card, proof)).await);

    let challenge = bench.challenge().await;
    let proof = Proof::Face(Assertion { body: vec![], signature: vec![] });
    refused(AssertionInvalid, bench.client.eligibility(&request(&challenge, &card, proof)).await);
}

#[tokio::test]
async fn a_repeated_request_gets_the_same_answer_and_leaves_one_row() {
    let bench = super::bench().await;
    let card = Card::of("hanako");
    let challenge = bench.client.challenge("visit-1-challenge").await.unwrap();
    assert!(bench.client.challenge("visit-1-challenge").await.unwrap() == challenge);
    let ask = request(&challenge, &card, card.sign(&challenge.nonce));
    let first = bench.client.eligibility(&ask).await.unwrap();
    bench.turn_clock(600);
    assert!(bench.client.eligibility(&ask).await.unwrap() == first);
    assert_eq!(bench.count("visit"), 1);
    assert_eq!(bench.count("audit WHERE step = '/v1/eligibility'"), 1);

    let mut other = ask.clone();
    other.confirmation_date = "20261123".to_owned();
    refused(RefusalCode::RequestIdReused, bench.client.eligibility(&other).await);
    bench.turn_clock(DAY + 1);
    let renewed = bench.client.challenge("visit-1-challenge").await.unwrap();
    assert!(renewed == challenge, "kept until another question clears out what is a day old");
    bench.challenge().await;
    assert!(bench.client.challenge("visit-1-challenge").await.unwrap() != challenge);
}

#[tokio::test]
async fn the_same_question_asked_twice_at_once_is_worked_once() {
    let bench = super::bench().await;
    let card = Card::of("hanako");
    let challenge = bench.challenge().await;
    let ask = request(&challenge, &card, card.sign(&challenge.nonce));
    let (one, two) = tokio::join!(bench.client.eligibility(&ask), bench.client.eligibility(&ask));
    assert!(one.unwrap() == two.unwrap());
    assert_eq!(bench.count("visit"), 1);
}

#[tokio::test]
async fn a_consent_opens_what_was_chosen_for_exactly_a_day() {
    let bench = super::bench().await;
    let answer = bench.check_with_pin(&Card::of("hanako")).await.unwrap();
    let chosen = MedicalInfo { pharmacists: true, ..NOTHING };
    let receipt = bench.consent(&answer.visit_token, chosen).await.unwrap();
    assert_eq!(
        (receipt.consent_time.as_str(), receipt.available_time.as_str()),
        ("20261122100000", "20261123100000")
    );
    assert_eq!(receipt.pharmacists.cons_flg.as_deref(), Some("1"));
    assert_eq!(receipt.pharmacists.available_time.as_deref(), Some("20261123100000"));
    assert_eq!(receipt.diagnosis.cons_flg.as_deref(), Some("0"));
    assert_eq!(receipt.diagnosis.available_time, None);
    assert_eq!(bench.count("consent WHERE pharmacists = 1 AND diagnosis = 0"), 1);

    refused(RefusalCode::VisitUnknown, bench.consent("made-up", chosen).await);
    bench.turn_clock(3601);
    refused(RefusalCode::VisitExpired, bench.consent(&answer.visit_token, chosen).await);
}

#[tokio::test]
async fn questions_of_a_wrong_form_are_refused() {
    let bench = super::bench().await;
    for id in ["", "with space", "日本", &"x".repeat(65)] {
        refused(RefusalCode::BadRequest, bench.client.challenge(id).await);
    }
    let card = Card::of("hanako");
    let challenge = bench.challenge().await;
    let mut ask = request(&challenge, &card, card.sign(&challenge.nonce));
    ask.confirmation_date = "2026-11-22".to_owned();
    refused(RefusalCode::BadRequest, bench.client.eligibility(&ask).await);
}
