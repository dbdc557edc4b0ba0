//! Wrong data on demand: what institutions were told in 2021, put into an answer on its way out; the records stay right.

use super::kana::half_width;
use crate::wire::QualificationResult;
use serde_json::Value;

macro_rules! wrong_data {
    ($($(#[$doc:meta])* $name:ident $slug:literal,)*) => {
        /// Names what is wrong in an answer about insurance (eligibility-interface facts 4.1 to 4.3).
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum WrongData {
            $($(#[$doc])* $name,)*
        }

        impl WrongData {
            /// Lists every kind.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Returns the name by which it is asked for.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $slug,)*
                }
            }
        }
    };
}

wrong_data! {
    /// The numbers are this person's and the person is another, as where two individual numbers were swapped.
    AnotherPerson "another-person",
    /// 番号 is missing.
    NumberMissing "number-missing",
    /// 番号 holds `●`.
    NumberMalformed "number-malformed",
    /// The name is nothing but `●`.
    NameUnreadable "name-unreadable",
    /// The insurance is valid, and was lost before it was issued.
    LostBeforeIssue "lost-before-issue",
    /// No record, for somebody who is insured.
    NoRecord "no-record",
    /// The record stands twice, and the verdict is 複数該当.
    RecordTwice "record-twice",
}

/// Spoils the body of an answer; one without records about insurance, or without any, stays as it is.
pub(super) fn spoil(body: &[u8], wrong: WrongData) -> Option<Vec<u8>> {
    let mut message: Value = serde_json::from_slice(body).ok()?;
    let results = message.get("results")?;
    let mut results: Vec<QualificationResult> = serde_json::from_value(results.clone()).ok()?;
    let first = results.first()?.clone();
    match wrong {
        WrongData::NoRecord => {
            results.clear();
            message["qualification_validity"] = "4".into();
        }
        WrongData::RecordTwice => {
            results.push(first);
            message["qualification_validity"] = "5".into();
        }
        _ => results.iter_mut().for_each(|result| spoil_record(result, wrong)),
    }
    message["results"] = serde_json::to_value(results).ok()?;
    serde_json::to_vec(&message).ok()
}

fn spoil_record(result: &mut QualificationResult, wrong: WrongData) {
    match wrong {
        WrongData::AnotherPerson => become_another(result),
        WrongData::NumberMissing => result.insured_identification_number = None,
        WrongData::NumberMalformed => {
            result.insured_identification_number = Some("00●2345".to_owned());
        }
        WrongData::NameUnreadable => {
            let dots = |name: &String| {
                name.chars().map(|char| if char.is_whitespace() { char } else { '●' }).collect()
            };
            result.name = result.name.as_ref().map(dots);
        }
        WrongData::LostBeforeIssue => {
            result.insured_certificate_issuance_date = Some("20210301".to_owned());
            result.disqualification_date = Some("20210201".to_owned());
        }
        WrongData::NoRecord | WrongData::RecordTwice => {}
    }
}

/// Puts another drawn person into a record that keeps its numbers.
fn become_another(result: &mut QualificationResult) {
    let mut others = persona::personas().iter();
    let other = others.find(|other| {
        result.birthdate != Some(other.birth_date.yyyymmdd()) && result.name.as_ref() != Some(&other.name)
    });
    let Some(other) = other else { return };
    let sex = Some(other.sex.code().to_string());
    result.name = Some(other.name.clone());
    result.name_kana = Some(half_width(&other.kana));
    result.birthdate = Some(other.birth_date.yyyymmdd());
    (result.sex1, result.sex2) = (sex.clone(), sex);
    result.address = Some(other.address.clone());
    result.post_number = Some(other.postal_code.clone());
}
