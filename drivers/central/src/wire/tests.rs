//! Holds the page `docs/central-wire.md` and the types to each other: every example is read and written again.

use super::*;
use serde_json::Value;

const PAGE: &str = include_str!("../../../../docs/central-wire.md");

/// Returns each example with the type that its fence names.
fn examples() -> Vec<(&'static str, &'static str)> {
    let blocks = PAGE.split("\n```json ").skip(1);
    blocks.map(|block| block.split_once("\n```").unwrap().0.split_once('\n').unwrap()).collect()
}

fn reads_and_writes<T: DeserializeOwned + Serialize>(text: &str) {
    let message: T = read(text.as_bytes()).unwrap_or_else(|why| panic!("{why:?}: {text}"));
    let written: Value = serde_json::from_slice(&write(&message)).unwrap();
    let example: Value = serde_json::from_str(text).unwrap();
    assert_eq!(written, example);
}

#[test]
fn every_example_of_the_page_is_read_and_written_as_it_stands() {
    let examples = examples();
    assert_eq!(examples.len(), 25);
    for (kind, text) in examples {
        match kind {
            "Answer<ServiceStatus>" => reads_and_writes::<Answer<ServiceStatus>>(text),
            "Question<ChallengeRequest>" => reads_and_writes::<Question<ChallengeRequest>>(text),
            "Answer<Challenge>" => reads_and_writes::<Answer<Challenge>>(text),
            "Question<CertificateStatusRequest>" => {
                reads_and_writes::<Question<CertificateStatusRequest>>(text)
            }
            "Answer<CertificateStatus>" => reads_and_writes::<Answer<CertificateStatus>>(text),
            "Question<EligibilityRequest>" => reads_and_writes::<Question<EligibilityRequest>>(text),
            "AssertionBody" => reads_and_writes::<AssertionBody>(text),
            "Answer<Eligibility>" => reads_and_writes::<Answer<Eligibility>>(text),
            "Question<EnrolmentRequest>" => reads_and_writes::<Question<EnrolmentRequest>>(text),
            "Answer<Enrolment>" => reads_and_writes::<Answer<Enrolment>>(text),
            "Question<ConsentRequest>" => reads_and_writes::<Question<ConsentRequest>>(text),
            "Answer<ConsentReceipt>" => reads_and_writes::<Answer<ConsentReceipt>>(text),
            "Question<QueryRequest>" => reads_and_writes::<Question<QueryRequest>>(text),
            "Answer<QueryAnswer>" => reads_and_writes::<Answer<QueryAnswer>>(text),
            "Question<ReferenceRequest>" => reads_and_writes::<Question<ReferenceRequest>>(text),
            "Answer<ReferenceAnswer>" => reads_and_writes::<Answer<ReferenceAnswer>>(text),
            "Question<ViewRequest>" => reads_and_writes::<Question<ViewRequest>>(text),
            "Answer<MedicalInformation>" => reads_and_writes::<Answer<MedicalInformation>>(text),
            "Question<OutageRequest>" => reads_and_writes::<Question<OutageRequest>>(text),
            "Answer<OutageAnswer>" => reads_and_writes::<Answer<OutageAnswer>>(text),
            "Question<ConsentListRequest>" => reads_and_writes::<Question<ConsentListRequest>>(text),
            "Answer<ConsentList>" => reads_and_writes::<Answer<ConsentList>>(text),
            "Problem" => reads_and_writes::<Problem>(text),
            other => panic!("the page shows an unlisted message: {other}"),
        }
    }
}

#[test]
fn the_page_lists_every_refusal() {
    for code in RefusalCode::ALL {
        assert!(PAGE.contains(&format!("`{}`", code.as_str())), "{code:?}");
    }
}

fn eligibility() -> Eligibility {
    let (_, text) = examples().into_iter().find(|(kind, _)| *kind == "Answer<Eligibility>").unwrap();
    read_answer(text.as_bytes()).unwrap().message
}

#[test]
fn numbers_keep_their_zeros_and_spaces_and_names_their_dots() {
    let result = &eligibility().results[0];
    assert_eq!(result.insurer_number.as_deref(), Some("  990002"));
    assert_eq!(result.insured_identification_number.as_deref(), Some("0012345"));
    assert_eq!(result.insured_branch_number.as_deref(), Some("02"));
    assert_eq!(result.name.as_deref(), Some("●﨑　太郎"));
}

#[test]
fn an_insurance_is_clear_only_if_valid_and_single() {
    let check = |change: &dyn Fn(&mut Eligibility), expected| {
        let mut answer = eligibility();
        change(&mut answer);
        assert_eq!(answer.is_clear(), expected);
    };
    check(&|_| {}, true);
    check(&|answer| answer.results.clear(), false);
    check(&|answer| answer.results.push(QualificationResult::default()), false);
    check(&|answer| answer.qualification_validity = Some(QualificationValidity::Invalid), false);
    check(&|answer| answer.qualification_validity = None, false);
    check(&|answer| answer.processing_result_status = ProcessingResultStatus::Error, false);
    check(&|answer| answer.segment_of_result = SegmentOfResult::InProgress, false);
}

#[test]
fn a_number_where_text_is_agreed_is_refused() {
    let (_, text) = examples().into_iter().find(|(kind, _)| *kind == "Answer<Eligibility>").unwrap();
    let numeric = text.replace(r#""0012345""#, "12345");
    assert_eq!(read_answer::<Eligibility>(numeric.as_bytes()).err(), Some(Unreadable::Form));
}

#[test]
fn debug_shows_nothing_of_a_person() {
    let answer = eligibility();
    let shown =
        format!("{answer:?} {:?} {:?}", answer.results[0], answer.results[0].limit_application_certificate);
    for secret in ["太郎", "0012345", "990002", "19800217", "架空県", "0f1e2d3c", "A03"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(shown.contains("QualificationResult(..)"), "{shown}");
}

#[test]
fn a_receipt_lasts_exactly_a_day() {
    let check = |start: &str, end: &str, expected| {
        let slot = ConsentSlot::default;
        let receipt = ConsentReceipt {
            consent_time: start.to_owned(),
            available_time: end.to_owned(),
            specific_health_checkups: slot(),
            pharmacists: slot(),
            diagnosis: slot(),
            operation: slot(),
        };
        assert_eq!(receipt.lasts_a_day(), expected, "{start} {end}");
    };
    check("20230221174835", "20230222174835", true);
    check("20261231235959", "20270101235959", true);
    check("20230221174835", "20230222174836", false);
    check("20230221174835", "20230221174835", false);
    check("soon", "later", false);
}
