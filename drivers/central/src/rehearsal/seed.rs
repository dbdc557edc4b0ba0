//! The service's people: the drawn personas, turned into what insurers would have on record.

use super::insurers::register::next_id;
use super::kana::half_width;
use super::store::{Records, StoreError, values};
use crate::wire::{self, ElderlyRecipient, LimitApplication, QualificationResult};
use persona::{Insurance, Persona};

/// Writes every persona into the records.
pub(super) fn sow(db: &dyn Records) -> Result<(), StoreError> {
    persona::personas().iter().try_for_each(|persona| put(db, persona))
}

/// Writes a person with certificate and insurance, anew if there; a revocation stays.
///
/// Personas have no 個人番号: they stand as already registered, and no check looks at them.
fn put(db: &dyn Records, persona: &Persona) -> Result<(), StoreError> {
    let (story, birth) = (persona.validity.to_string(), persona.birth_date.yyyymmdd());
    let sql =
        "INSERT INTO person VALUES (?1, ?2, ?3, ?4) ON CONFLICT (id) DO UPDATE SET story = ?2, birth = ?4";
    db.execute(sql, values![&persona.id, &story, persona.enrolled, &birth])?;
    let sql = "INSERT INTO certificate VALUES (?1, ?2, NULL) ON CONFLICT (serial) DO UPDATE SET person = ?2";
    db.execute(sql, values![&serial(persona.card.certificate_serial), &persona.id])?;
    db.execute("DELETE FROM member WHERE person = ?1", values![&persona.id])?;
    persona.insurance.iter().enumerate().try_for_each(|(number, insurance)| {
        put_insurance(db, persona, insurance, &format!("persona-{}-{number}", persona.id))
    })
}

fn put_insurance(
    db: &dyn Records,
    persona: &Persona,
    insurance: &Insurance,
    reference: &str,
) -> Result<(), StoreError> {
    let answer = record(persona, insurance);
    let extra = String::from_utf8_lossy(&wire::write(&answer)).into_owned();
    let (from, issued) = (insurance.qualified_from.yyyymmdd(), insurance.issued_on.yyyymmdd());
    let lost = insurance.disqualified_on.map(|day| day.yyyymmdd());
    let (birth, sex) = (persona.birth_date.yyyymmdd(), persona.sex.code().to_string());
    let relation = insurance.relation.code().to_string();
    let sql = "INSERT INTO member VALUES
        (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20)";
    let values = values![
        next_id(db)?,
        &insurance.insurer_number,
        reference,
        insurance.symbol.as_deref(),
        &insurance.number,
        insurance.branch.as_deref(),
        answer.name.as_deref(),
        &persona.kana,
        &birth,
        &sex,
        &persona.address,
        &persona.postal_code,
        &relation,
        &from,
        lost.as_deref(),
        insurance.reason_of_loss.as_deref(),
        &issued,
        &persona.id,
        false,
        &extra,
    ];
    db.execute(sql, values).map(drop)
}

/// Spells a serial number as the records do.
pub(super) fn serial(number: u32) -> String {
    format!("{number:x}")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_persona_has_a_record_that_fits_the_form() {
        for persona in persona::personas() {
            for record in persona.insurance.iter().map(|insurance| record(persona, insurance)) {
                assert_eq!(record.insurer_number.map(|number| number.len()), Some(8), "{}", persona.id);
                assert_eq!(record.birthdate.map(|day| day.len()), Some(8), "{}", persona.id);
            }
        }
    }
}
