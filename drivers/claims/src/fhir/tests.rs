//! The Bundle against the rules of FHIR R4 that can be said in a few lines: cardinalities, value sets, references.

use std::collections::BTreeSet;

use super::*;
use crate::{Confirmation, parse};

fn insured() -> Confirmation {
    parse(include_bytes!("../../tests/fixtures/insured_utf8.xml")).unwrap()
}

fn read(result: &Confirmation) -> Value {
    serde_json::from_slice(&bundle(result, "visit-1")).unwrap()
}

fn resources<'a>(bundle: &'a Value, kind: &str) -> Vec<&'a Value> {
    let entries = bundle["entry"].as_array().map(Vec::as_slice).unwrap_or_default();
    entries
        .iter()
        .map(|entry| &entry["resource"])
        .filter(|resource| resource["resourceType"] == kind)
        .collect()
}

/// Elements that must be there, and those that may: FHIR R4 4.0.1, as far as this export uses them.
const RULES: [(&str, &[&str], &[&str]); 3] = [
    ("Patient", &[], &["meta", "identifier", "name", "gender", "birthDate", "address"]),
    ("Organization", &["type"], &["meta", "identifier", "name"]),
    (
        "Coverage",
        &["status", "beneficiary", "payor"],
        &[
            "meta",
            "extension",
            "identifier",
            "type",
            "dependent",
            "relationship",
            "period",
            "costToBeneficiary",
        ],
    ),
];

fn validate(bundle: &Value) {
    assert_eq!((&bundle["resourceType"], &bundle["type"]), (&json!("Bundle"), &json!("collection")));
    no_empty_element(bundle);
    let entries = bundle["entry"].as_array().map(Vec::as_slice).unwrap_or_default();
    let urls: BTreeSet<_> = entries.iter().map(|entry| entry["fullUrl"].as_str().unwrap()).collect();
    assert_eq!(urls.len(), entries.len(), "each address is used once");
    for url in &urls {
        let parts: Vec<_> = url.strip_prefix("urn:uuid:").unwrap().split('-').collect();
        assert_eq!(parts.iter().map(|part| part.len()).collect::<Vec<_>>(), [8, 4, 4, 4, 12], "{url}");
        assert!(parts[2].starts_with('4') && "89ab".contains(&parts[3][..1]), "{url}");
    }
    for resource in entries.iter().map(|entry| &entry["resource"]) {
        let kind = resource["resourceType"].as_str().unwrap();
        let (_, must, may) = RULES.iter().find(|rule| rule.0 == kind).unwrap();
        let elements = resource.as_object().unwrap();
        for element in *must {
            assert!(elements.contains_key(*element), "{kind}.{element}");
        }
        for element in elements.keys().filter(|element| *element != "resourceType") {
            assert!(must.contains(&element.as_str()) || may.contains(&element.as_str()), "{kind}.{element}");
        }
    }
    for coverage in resources(bundle, "Coverage") {
        let status = coverage["status"].as_str().unwrap();
        assert!(["active", "cancelled", "draft", "entered-in-error"].contains(&status), "{status}");
        for reference in [&coverage["beneficiary"]["reference"], &coverage["payor"][0]["reference"]] {
            assert!(urls.contains(reference.as_str().unwrap()), "{reference} is not in the Bundle");
        }
    }
    for organization in resources(bundle, "Organization") {
        assert!(organization.get("identifier").is_some() || organization.get("name").is_some(), "org-1");
    }
}

fn no_empty_element(value: &Value) {
    match value {
        Value::Null => panic!("null is no element"),
        Value::String(text) => assert!(!text.trim().is_empty(), "an empty text is no element"),
        Value::Array(items) => {
            assert!(!items.is_empty(), "an empty list is no element");
            items.iter().for_each(no_empty_element);
        }
        Value::Object(elements) => {
            assert!(!elements.is_empty(), "an empty object is no element");
            elements.values().for_each(no_empty_element);
        }
        Value::Bool(_) | Value::Number(_) => {}
    }
}

#[test]
fn a_visit_becomes_a_bundle_that_keeps_the_rules() {
    let bundle = read(&insured());
    validate(&bundle);
    assert_eq!(bundle["timestamp"], "2026-09-29T16:01:12+09:00");
    let patient = resources(&bundle, "Patient")[0];
    assert_eq!(patient["birthDate"], "1950-04-01");
    assert_eq!(patient["gender"], "female");
    assert_eq!(patient["identifier"][0], json!({"system": MEMBER, "value": "00138057:窓・１２:0000123:01"}));
    assert_eq!(patient["identifier"][1], json!({"system": format!("{PATIENT}0110113719"), "value": "00042"}));
    assert_eq!(
        (&patient["name"][0]["family"], &patient["name"][0]["given"]),
        (&json!("窓口"), &json!(["花子"]))
    );
    assert_eq!(patient["name"][1]["text"], "マドグチ　ハナコ");
    assert_eq!(patient["name"][1]["extension"][0]["valueCode"], "SYL");
    assert_eq!(patient["address"][0]["postalCode"], "100-0000");
    assert_eq!(patient["meta"]["tag"][0]["code"], "masked", "the address holds ●");
    let coverage = resources(&bundle, "Coverage")[0];
    assert_eq!(coverage["extension"][1]["url"], format!("{EXTENSION}Number"));
    assert_eq!(coverage["extension"][1]["valueString"], "0000123");
    assert_eq!(coverage["costToBeneficiary"][0]["valueQuantity"]["value"], 20);
    assert_eq!(coverage["period"]["start"], "2020-04-01");
    assert_eq!(resources(&bundle, "Organization")[0]["identifier"][0]["value"], "138057");
}

#[test]
fn every_verdict_has_its_status() {
    let lost = |mut result: Confirmation| {
        result.body.results[0].disqualification_date = Some("20260301".into());
        result
    };
    for (validity, result, status, end) in [
        (Some(Validity::Valid), insured(), "active", None),
        (Some(Validity::ValidUnregistered), insured(), "active", None),
        (Some(Validity::Invalid), lost(insured()), "cancelled", Some("2026-02-28")),
        (Some(Validity::InvalidWithNewer), lost(insured()), "cancelled", Some("2026-02-28")),
        (Some(Validity::MoreThanOne), insured(), "draft", None),
        (Some(Validity::MoreThanOne), lost(insured()), "cancelled", Some("2026-02-28")),
    ] {
        let mut result = result;
        result.body.validity = validity;
        let bundle = read(&result);
        validate(&bundle);
        let coverage = resources(&bundle, "Coverage")[0];
        assert_eq!(
            (coverage["status"].as_str(), coverage["period"]["end"].as_str()),
            (Some(status), end),
            "{validity:?}"
        );
    }
}

#[test]
fn what_is_not_known_is_left_out() {
    let mut result = insured();
    result.body.results = vec![InsuredRecord { birthdate: Some("99999999".into()), ..Default::default() }];
    let bundle = read(&result);
    validate(&bundle);
    assert!(resources(&bundle, "Patient")[0].get("birthDate").is_none());
    result.body.results.clear();
    let bundle = read(&result);
    validate(&bundle);
    assert!(bundle.get("entry").is_none());
}

#[test]
fn a_masked_name_is_shown_and_never_taken_apart_and_a_masked_number_identifies_nobody() {
    let mut result = insured();
    result.body.results[0].name = Some("●橋　花子".into());
    result.body.results[0].card_symbol = Some("●１２".into());
    let bundle = read(&result);
    validate(&bundle);
    let patient = resources(&bundle, "Patient")[0];
    assert_eq!(patient["name"][0]["text"], "●橋　花子");
    assert!(patient["name"][0].get("family").is_none());
    assert!(
        patient["identifier"].as_array().unwrap().iter().all(|identifier| identifier["system"] != MEMBER)
    );
}

#[test]
fn the_day_before_keeps_to_the_calendar() {
    for (day, before) in [
        ("20260301", Some("2026-02-28")),
        ("20240301", Some("2024-02-29")),
        ("20260101", Some("2025-12-31")),
        ("20260731", Some("2026-07-30")),
        ("20260230", None),
        ("99999999", None),
        ("2026", None),
        ("二〇二六", None),
    ] {
        assert_eq!(day_before(day).as_deref(), before, "{day}");
    }
}
