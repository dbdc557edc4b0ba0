//! Questions without a card, from the receipt computer: whose numbers these are, and what they are called here.

use super::{Desk, Refusal, Step};
use crate::rehearsal::store::{Records, StoreError};
use crate::rehearsal::{calendar, insurance, records};
use crate::wire::{
    ProcessingResultStatus, QualificationResult, QueryAnswer, QueryRequest, ReferenceAnswer,
    ReferenceRequest, RefusalCode,
};

/// 照会番号 has at most so many characters.
const LONGEST_NUMBER: usize = 50;

impl Step for QueryRequest {
    const SAYS: &'static str = "Asks for the insurance of somebody whose numbers are known, without a card.";

    fn decide(&self, desk: &Desk<'_>) -> Result<QueryAnswer, Refusal> {
        if !calendar::is_day(&self.confirmation_date) {
            return Err(RefusalCode::BadRequest.into());
        }
        let (standing, person) =
            insurance::by_numbers(desk.db, &self.insured, &self.birthdate, &self.confirmation_date)?;
        desk.is_about(person.as_deref());
        Ok(QueryAnswer {
            processing_result_status: ProcessingResultStatus::Normal,
            processing_result_code: None,
            processing_result_message: None,
            qualification_validity: standing.validity,
            results: numbered(desk.db, standing.results)?,
        })
    }
}

impl Step for ReferenceRequest {
    const SAYS: &'static str = "Registers the institution's own number for an insured person.";

    fn decide(&self, desk: &Desk<'_>) -> Result<ReferenceAnswer, Refusal> {
        if !(1..=LONGEST_NUMBER).contains(&self.reference_number.chars().count()) {
            return Err(RefusalCode::BadRequest.into());
        }
        let (status, remark) = match insurance::of_numbers(desk.db, &self.insured)?.as_slice() {
            [one] => {
                desk.is_about(Some(&one.person));
                records::put_reference_number(desk.db, &insured(one.record()), &self.reference_number)?;
                (ProcessingResultStatus::Normal, None)
            }
            _ => (ProcessingResultStatus::Error, Some("番号に該当する被保険者を一人に決められません。")),
        };
        Ok(ReferenceAnswer {
            processing_result_status: status,
            processing_result_code: remark.map(|_| "MDG-E308".to_owned()),
            processing_result_message: remark.map(str::to_owned),
        })
    }
}

/// Adds to each record the number under which the institution registered it.
pub(super) fn numbered(
    db: &dyn Records,
    mut results: Vec<QualificationResult>,
) -> Result<Vec<QualificationResult>, StoreError> {
    for result in &mut results {
        result.reference_number = records::reference_number(db, &insured(result))?;
    }
    Ok(results)
}

/// Names an insured person in the records.
fn insured(record: &QualificationResult) -> String {
    let numbers = [
        &record.insurer_number,
        &record.insured_card_symbol,
        &record.insured_identification_number,
        &record.insured_branch_number,
    ];
    numbers.map(|number| format!("{}\n", number.as_deref().unwrap_or_default().trim_start())).concat()
}
