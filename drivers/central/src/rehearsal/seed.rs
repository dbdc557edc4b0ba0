//! The service's people: the drawn personas, turned into what insurers would have on record.

use super::records;
use super::store::{Records, StoreError};
use crate::wire::{ElderlyRecipient, LimitApplication, QualificationResult};
use persona::{Insurance, Persona};

/// Holds one person as the records keep them.
pub(super) struct SeedPerson {
    pub(super) id: String,
    pub(super) validity: String,
    pub(super) enrolled: bool,
    pub(super) certificate_serial: String,
    pub(super) records: Vec<QualificationResult>,
}

/// Writes every persona into the records.
pub(super) fn sow(db: &dyn Records) -> Result<(), StoreError> {
    persona::personas().iter().try_for_each(|persona| records::put_person(db, &seed(persona)))
}

/// Spells a serial number as the records do.
pub(super) fn serial(number: u32) -> String {
    format!("{number:x}")
}

fn seed(persona: &Persona) -> SeedPerson {
    SeedPerson {
        id: persona.id.clone(),
        validity: persona.validity.to_string(),
        enrolled: persona.enrolled,
        certificate_serial: serial(persona.card.certificate_serial),
        records: persona.insurance.iter().map(|insurance| record(persona, insurance)).collect(),
    }
}

fn record(persona: &Persona, insurance: &Insurance) -> QualificationResult {
    let name = insurance.name_as_registered.clone().unwrap_or_else(|| persona.name.clone());
    let sex = persona.sex.code().to_string();
    QualificationResult {
        insured_card_classification: Some(insurance.card_classification.clone()),
        insurer_number: Some(format!("{:>8}", insurance.insurer_number)),
        insured_card_symbol: insurance.symbol.clone(),
        insured_identification_number: Some(insurance.number.clone()),
        insured_branch_number: insurance.branch.clone(),
        personal_family_classification: Some(insurance.relation.code().to_string()),
        insured_name: Some(insurance.insured_name.clone().unwrap_or_else(|| name.clone())),
        name: Some(name),
        name_kana: Some(half_width(&persona.kana)),
        sex1: Some(sex.clone()),
        sex2: Some(sex),
        birthdate: Some(persona.birth_date.yyyymmdd()),
        address: Some(persona.address.clone()),
        post_number: Some(persona.postal_code.clone()),
        qualification_date: Some(insurance.qualified_from.yyyymmdd()),
        disqualification_date: insurance.disqualified_on.map(|day| day.yyyymmdd()),
        insured_certificate_issuance_date: Some(insurance.issued_on.yyyymmdd()),
        insured_card_valid_date: Some(insurance.qualified_from.yyyymmdd()),
        insured_card_expiration_date: insurance.valid_until.map(|day| day.yyyymmdd()),
        insured_partial_contribution_ratio: insurance.contribution_ratio.clone(),
        preschool_classification: insurance.preschool.then(|| "1".to_owned()),
        reason_of_loss: insurance.reason_of_loss.clone(),
        insurer_name: Some(insurance.insurer_name.clone()),
        elderly_recipient_certificate: elderly(insurance),
        limit_application_certificate: limit(insurance),
        ..QualificationResult::default()
    }
}

fn elderly(insurance: &Insurance) -> Option<ElderlyRecipient> {
    insurance.elderly_ratio.as_ref().map(|ratio| ElderlyRecipient {
        certificate_date: Some(insurance.issued_on.yyyymmdd()),
        valid_start_date: Some(insurance.issued_on.yyyymmdd()),
        valid_end_date: insurance.valid_until.map(|day| day.yyyymmdd()),
        contribution_ratio: Some(ratio.clone()),
    })
}

fn limit(insurance: &Insurance) -> Option<LimitApplication> {
    insurance.limit_certificate.as_ref().map(|limit| LimitApplication {
        classification: Some(limit.classification.clone()),
        classification_flag: Some(limit.flag.clone()),
        date: Some(limit.valid_from.yyyymmdd()),
        valid_start_date: Some(limit.valid_from.yyyymmdd()),
        valid_end_date: Some(limit.valid_until.yyyymmdd()),
        long_term_date: None,
    })
}

/// The full-width katakana in the order in which Unicode lists the half-width ones, from U+FF66.
const KATAKANA: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
const VOICED: &str = "ガギグゲゴザジズゼゾダヂヅデドバビブベボ";
const HALF_VOICED: &str = "パピプペポ";

/// Writes a reading in half-width katakana, as the file's カナ elements are (JIS X 0201).
fn half_width(kana: &str) -> String {
    kana.chars().fold(String::new(), |mut out, char| {
        let (base, mark) = match char {
            'ヴ' => ('ウ', Some('ﾞ')),
            _ if VOICED.contains(char) => (before(char, 1), Some('ﾞ')),
            _ if HALF_VOICED.contains(char) => (before(char, 2), Some('ﾟ')),
            '\u{3000}' => (' ', None),
            _ => (char, None),
        };
        let half = KATAKANA.chars().zip('\u{FF66}'..).find_map(|(full, half)| (full == base).then_some(half));
        out.push(half.unwrap_or(base));
        out.extend(mark);
        out
    })
}

fn before(char: char, steps: u32) -> char {
    char::from_u32(u32::from(char) - steps).unwrap_or(char)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reading_becomes_half_width() {
        let check = |full: &str, half: &str| assert_eq!(half_width(full), half);
        check("ヤマダ　ハナコ", "ﾔﾏﾀﾞ ﾊﾅｺ");
        check("パーヴェル", "ﾊﾟｰｳﾞｪﾙ");
        check("ドッポ　ヲン", "ﾄﾞｯﾎﾟ ｦﾝ");
    }

    #[test]
    fn every_persona_has_a_record_that_fits_the_form() {
        for persona in persona::personas() {
            for record in seed(persona).records {
                assert_eq!(record.insurer_number.map(|number| number.len()), Some(8), "{}", persona.id);
                assert_eq!(record.birthdate.map(|day| day.len()), Some(8), "{}", persona.id);
            }
        }
    }
}
