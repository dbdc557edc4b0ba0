//! The same result for hospitals that speak FHIR R4: one Bundle of Patient, Organization and Coverage for a visit.
//!
//! Profiles and identifier systems are those of JP Core where it has them; `docs/hand-off.md` lists every element and
//! what is left out. It is an export: nothing reads it back, and nobody has validated it against JP Core's own files.

mod kana;

use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use zeroize::Zeroizing;

use crate::code::{Relation, Sex};
use crate::finding::{MASK, What};
use crate::publish::{named, publish};
use crate::{Confirmation, Error, InsuredRecord, Personal, Validity};

const EXTENSION: &str = "http://jpfhir.jp/fhir/core/Extension/StructureDefinition/JP_Coverage_InsuredPerson";
const INSURER: &str = "http://jpfhir.jp/fhir/core/mhlw/IdSystem/InsurerNumber";
const MEMBER: &str = "http://jpfhir.jp/fhir/clins/Idsystem/JP_Insurance_memberID";
/// Of an institution's own patient numbers: `1` and the institution code follow.
const PATIENT: &str = "urn:oid:1.2.392.100495.20.3.51.1";
const NAME_USE: &str = "http://hl7.org/fhir/StructureDefinition/iso21090-EN-representation";

/// Writes a result's Bundle into a folder, under the name of its file with `.json`, unless it lies there already; gives the path.
///
/// # Errors
/// A folder that cannot be read or written.
pub fn deliver(folder: &Path, file: &str, result: &Confirmation) -> Result<PathBuf, Error> {
    let stem = file.trim_end_matches(".xml");
    let path = folder.join(format!("{stem}.json"));
    if !path.try_exists().map_err(|error| named(&path, error))? {
        publish(&path, &bundle(result, stem))?;
    }
    Ok(path)
}

/// Gives a result as a Bundle of type `collection`, in JSON; `name` identifies the visit.
pub fn bundle(result: &Confirmation, name: &str) -> Zeroizing<Vec<u8>> {
    let institution = &result.header.institution_code;
    let entries: Vec<_> = result
        .body
        .results
        .iter()
        .flat_map(|record| entries(record, result.body.validity, institution))
        .collect();
    let bundle = resource(
        "Bundle",
        [
            ("type", Some(json!("collection"))),
            ("identifier", Some(json!({"system": "urn:madoguchi:hand-off", "value": name}))),
            ("timestamp", instant(&result.header.processed_at).map(Value::from)),
            ("entry", some_list(entries)),
        ],
    );
    Zeroizing::new(bundle.to_string().into_bytes())
}

fn entries(record: &InsuredRecord, validity: Option<Validity>, institution: &str) -> [Value; 3] {
    let [patient_url, payor_url, coverage_url] = [(); 3].map(|()| uuid(rand::random()));
    let entry = |url: &str, resource: Value| json!({"fullUrl": url, "resource": resource});
    [
        entry(&patient_url, patient(record, institution)),
        entry(&payor_url, payor(record)),
        entry(&coverage_url, coverage(record, validity, &patient_url, &payor_url)),
    ]
}

fn patient(record: &InsuredRecord, institution: &str) -> Value {
    let number = record.reference_number.as_ref().filter(|number| !number.is_masked());
    let own =
        number.map(|number| json!({"system": format!("{PATIENT}{institution}"), "value": number.reveal()}));
    let identifiers: Vec<_> = member(record).into_iter().chain(own).collect();
    let kana = record.name_kana.as_ref().map(|kana| Personal::from(kana::full_width(kana.reveal())));
    let names: Vec<_> =
        [name(record.name.as_ref(), "IDE"), name(kana.as_ref(), "SYL")].into_iter().flatten().collect();
    let gender = record.sex1.as_ref().and_then(|sex| sex.listed()).map(|sex| match sex {
        Sex::Male => "male",
        Sex::Female => "female",
        Sex::Unset => "unknown",
    });
    let address = record.address.as_ref().map(|address| {
        object([
            ("text", Some(json!(address.reveal()))),
            ("postalCode", text(&record.post_number)),
            ("country", Some(json!("JP"))),
        ])
    });
    resource(
        "Patient",
        [
            ("meta", Some(meta("JP_Patient", record))),
            ("identifier", some_list(identifiers)),
            ("name", some_list(names)),
            ("gender", gender.map(Value::from)),
            ("birthDate", date(&record.birthdate).map(Value::from)),
            ("address", some_list(address.into_iter().collect())),
        ],
    )
}

fn payor(record: &InsuredRecord) -> Value {
    let number = record.insurer_number.as_ref().or(record.public_expense_number.as_ref());
    let identifier = number.map(|number| json!({"system": INSURER, "value": number.reveal()}));
    let kind = coding("http://terminology.hl7.org/CodeSystem/organization-type", "pay");
    let name = text(&record.insurer_name).or_else(|| text(&record.welfare_office_name));
    // An organization has an identifier or a name (FHIR R4 org-1); without either it is named as unknown.
    let name = name.or_else(|| identifier.is_none().then(|| json!("不明")));
    resource(
        "Organization",
        [
            ("meta", Some(json!({"profile": [profile("JP_Organization")]}))),
            ("identifier", some_list(identifier.into_iter().collect())),
            ("type", Some(json!([kind]))),
            ("name", name),
        ],
    )
}

fn coverage(record: &InsuredRecord, validity: Option<Validity>, patient: &str, payor: &str) -> Value {
    let extension = |name: &str, value: &Option<Personal>| {
        let value = value.as_ref()?.reveal();
        Some(json!({"url": format!("{EXTENSION}{name}"), "valueString": value}))
    };
    let extensions = [
        extension("Symbol", &record.card_symbol),
        extension("Number", &record.identification_number),
        extension("SubNumber", &record.branch_number),
    ];
    resource(
        "Coverage",
        [
            ("meta", Some(meta("JP_Coverage", record))),
            ("extension", some_list(extensions.into_iter().flatten().collect())),
            ("identifier", some_list(member(record).into_iter().collect())),
            ("status", Some(json!(status(record, validity)))),
            ("type", Some(coding("http://terminology.hl7.org/CodeSystem/v3-ActCode", "PUBLICPOL"))),
            ("beneficiary", Some(json!({"reference": patient}))),
            ("dependent", text(&record.branch_number)),
            ("relationship", relationship(record)),
            ("period", period(record)),
            ("payor", Some(json!([{"reference": payor}]))),
            ("costToBeneficiary", cost(record)),
        ],
    )
}

/// Lost insurance is cancelled; where several apply, nobody has settled which.
fn status(record: &InsuredRecord, validity: Option<Validity>) -> &'static str {
    match validity {
        Some(Validity::Valid | Validity::ValidUnregistered) => "active",
        Some(Validity::Invalid | Validity::InvalidWithNewer) => "cancelled",
        _ if record.disqualification_date.is_some() => "cancelled",
        _ => "draft",
    }
}

fn relationship(record: &InsuredRecord) -> Option<Value> {
    let code = match record.personal_family_classification.as_ref()?.listed()? {
        Relation::Insured => "self",
        Relation::Family => "other",
    };
    Some(coding("http://terminology.hl7.org/CodeSystem/subscriber-relationship", code))
}

/// FHIR counts the last day in; 資格喪失日 is the first day without insurance.
fn period(record: &InsuredRecord) -> Option<Value> {
    let lost = record.disqualification_date.as_ref().and_then(|day| day_before(day.reveal()));
    let end = lost.or_else(|| date(&record.card_expiration_date));
    let period =
        object([("start", date(&record.qualification_date).map(Value::from)), ("end", end.map(Value::from))]);
    period.as_object().is_some_and(|period| !period.is_empty()).then_some(period)
}

/// Gives the patient's share in percent, of 後期高齢者 or 高齢受給者.
fn cost(record: &InsuredRecord) -> Option<Value> {
    let elderly = record.elderly.as_ref().and_then(|elderly| elderly.contribution_ratio.as_ref());
    let percent: u8 = record.partial_contribution_ratio.as_ref().or(elderly)?.reveal().parse().ok()?;
    let kind = coding("http://terminology.hl7.org/CodeSystem/coverage-copay-type", "copaypct");
    let value = json!({"value": percent, "unit": "%", "system": "http://unitsofmeasure.org", "code": "%"});
    Some(json!([{"type": kind, "valueQuantity": value}]))
}

/// Gives 被保険者個人識別子: insurer in 8 digits, symbol, number and branch; nothing that is masked is an identifier.
fn member(record: &InsuredRecord) -> Option<Value> {
    let part = |value: &Option<Personal>| value.as_ref().map(Personal::reveal).unwrap_or_default().to_owned();
    let insurer = record.insurer_number.as_ref()?.reveal().trim_start_matches(' ');
    let (symbol, number) = (part(&record.card_symbol), part(&record.identification_number));
    let value = format!("{insurer:0>8}:{symbol}:{number}:{}", part(&record.branch_number));
    (!number.is_empty() && !value.contains(MASK)).then(|| json!({"system": MEMBER, "value": value}))
}

/// A name that holds ● is shown whole and never taken apart.
fn name(name: Option<&Personal>, representation: &str) -> Option<Value> {
    let name = name?;
    let mut parts = name.reveal().split([' ', '　']).filter(|part| !part.is_empty());
    let (family, given, more) = (parts.next(), parts.next(), parts.next());
    let parts = family.zip(given).filter(|_| more.is_none() && !name.is_masked());
    Some(object([
        ("extension", Some(json!([{"url": NAME_USE, "valueCode": representation}]))),
        ("use", Some(json!("official"))),
        ("text", Some(json!(name.reveal()))),
        ("family", parts.map(|(family, _)| json!(family))),
        ("given", parts.map(|(_, given)| json!([given]))),
    ]))
}

fn meta(name: &str, record: &InsuredRecord) -> Value {
    let is_masked = record.findings().iter().any(|finding| finding.what == What::Masked);
    let tag =
        is_masked.then(|| json!([{"system": "urn:madoguchi:finding", "code": "masked", "display": "●"}]));
    object([("profile", Some(json!([profile(name)]))), ("tag", tag)])
}

fn profile(name: &str) -> String {
    format!("http://jpfhir.jp/fhir/core/StructureDefinition/{name}")
}

fn coding(system: &str, code: &str) -> Value {
    json!({"coding": [{"system": system, "code": code}]})
}

fn resource<const N: usize>(kind: &str, elements: [(&str, Option<Value>); N]) -> Value {
    let mut resource = object(elements);
    resource["resourceType"] = kind.into();
    resource
}

/// FHIR has neither empty elements nor null.
fn object<const N: usize>(elements: [(&str, Option<Value>); N]) -> Value {
    let there = elements.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(there.collect::<Map<_, _>>())
}

fn some_list(items: Vec<Value>) -> Option<Value> {
    (!items.is_empty()).then(|| items.into())
}

fn text(value: &Option<Personal>) -> Option<Value> {
    value.as_ref().map(|value| json!(value.reveal()))
}

/// Gives `yyyy-MM-dd`, or nothing for the unknown days that insurers send.
fn date(value: &Option<Personal>) -> Option<String> {
    let (year, month, day) = civil(value.as_ref()?.reveal())?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

fn day_before(value: &str) -> Option<String> {
    let (year, month, day) = match civil(value)? {
        (year, 1, 1) => (year - 1, 12, 31),
        (year, month, 1) => (year, month - 1, days_in(year, month - 1)),
        (year, month, day) => (year, month, day - 1),
    };
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// Gives a moment of local time, which is UTC+9 all year.
fn instant(value: &str) -> Option<String> {
    let (day, time) = value.split_at_checked(8)?;
    let day = date(&Some(day.into()))?;
    Some(format!("{day}T{}:{}:{}+09:00", time.get(..2)?, time.get(2..4)?, time.get(4..)?))
}

fn civil(value: &str) -> Option<(u32, u32, u32)> {
    let number = |from: usize, to: usize| value.get(from..to)?.parse::<u32>().ok();
    let (year, month, day) = (number(0, 4)?, number(4, 6)?, number(6, 8)?);
    let is_real = value.len() == 8 && (1868..9999).contains(&year) && (1..=12).contains(&month);
    (is_real && (1..=days_in(year, month)).contains(&day)).then_some((year, month, day))
}

fn days_in(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Writes a random UUID (RFC 9562, version 4) as an address.
fn uuid(random: u128) -> String {
    let bits = random & !(0xF << 76) & !(0x3 << 62) | 0x4 << 76 | 0x2 << 62;
    let hex = format!("{bits:032x}");
    let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    format!("urn:uuid:{}", parts.join("-"))
}

#[cfg(test)]
mod tests;
