//! Questions about whoever was at an institution while this service could not be reached. The rules are this project's own.

use super::{Desk, Refusal, Step, before_consent, queries};
use crate::rehearsal::calendar::{self, DAY};
use crate::rehearsal::insurance::{self, Candidate};
use crate::rehearsal::likeness::{Facts, choose, recognise};
use crate::wire::{
    MatchReason, OutageAnswer, OutageOutcome, OutageRequest, ProcessingResultStatus, QualificationValidity,
    QueryAnswer, RefusalCode,
};
use std::collections::BTreeMap;

/// How long after a visit it may be asked about, seconds.
pub(crate) const WINDOW: i64 = 7 * DAY;
/// How far a kiosk's clock may be before this one, seconds.
const SKEW: i64 = 300;

impl Step for OutageRequest {
    const SAYS: &'static str =
        "Asks for the insurance of a patient of the last days, who was there while the service was away.";
    const REFUSES: &'static [RefusalCode] = &[RefusalCode::NotAllowed, RefusalCode::VisitOutOfTime];

    fn decide(&self, desk: &Desk<'_>) -> Result<OutageAnswer, Refusal> {
        if self.medical_institution_code != desk.service.institution_code {
            return Err(RefusalCode::NotAllowed.into());
        }
        if !(desk.now - WINDOW..=desk.now + SKEW).contains(&self.visited_at) {
            return Err(RefusalCode::VisitOutOfTime.into());
        }
        let day = calendar::eight_digits(self.visited_at);
        let (outcome, reasons, insurance) = match choose(self.likely(desk)?) {
            Ok((person, reasons)) => (OutageOutcome::Found, reasons, found(desk, &person, &day)?),
            Err(outcome) => (outcome, Vec::new(), nobody(outcome)),
        };
        let insurance = QueryAnswer { processing_result_message: remark(outcome, &reasons), ..insurance };
        let (process_execution_time, qualification_confirmation_date) =
            (calendar::fourteen_digits(desk.now), day);
        Ok(OutageAnswer {
            outcome,
            reasons,
            process_execution_time,
            qualification_confirmation_date,
            insurance,
        })
    }
}

impl OutageRequest {
    /// Lists the people whom the facts fit, each with the reasons of the record that fits best.
    fn likely(&self, desk: &Desk<'_>) -> Result<Vec<(Candidate, Vec<MatchReason>)>, Refusal> {
        let asked = Facts {
            name: &self.name,
            kana: self.kana.as_deref().unwrap_or_default(),
            sex: self.sex.code(),
            birth: &self.birthdate,
            address: &self.address,
        };
        let mut people = BTreeMap::<String, (Candidate, Vec<MatchReason>)>::new();
        for candidate in insurance::born_on(desk.db, &self.birthdate)? {
            let Some(reasons) = recognise(&asked, &candidate.facts()) else { continue };
            let best = people.get(&candidate.person).map_or(usize::MAX, |(_, reasons)| reasons.len());
            if reasons.len() < best {
                people.insert(candidate.person.clone(), (candidate, reasons));
            }
        }
        Ok(people.into_values().collect())
    }
}

fn found(desk: &Desk<'_>, candidate: &Candidate, day: &str) -> Result<QueryAnswer, Refusal> {
    desk.is_about(Some(&candidate.person));
    let standing = insurance::by_person(desk.db, &candidate.person, candidate.story, day)?;
    let time = calendar::fourteen_digits(desk.now);
    let numbered = queries::numbered(desk.db, standing.results)?;
    Ok(QueryAnswer {
        processing_result_status: ProcessingResultStatus::Normal,
        processing_result_code: Some("MDG-I003".to_owned()),
        processing_result_message: None,
        qualification_validity: standing.validity,
        results: numbered.into_iter().map(|result| before_consent(result, &time)).collect(),
    })
}

/// Says that nobody was found, or several of whom nothing is said.
fn nobody(outcome: OutageOutcome) -> QueryAnswer {
    let (status, code, validity) = match outcome {
        OutageOutcome::Several => (ProcessingResultStatus::Error, Some("MDG-E309".to_owned()), None),
        OutageOutcome::Found | OutageOutcome::NotFound => {
            (ProcessingResultStatus::Normal, None, Some(QualificationValidity::NotFound))
        }
    };
    QueryAnswer {
        processing_result_status: status,
        processing_result_code: code,
        processing_result_message: None,
        qualification_validity: validity,
        results: Vec::new(),
    }
}

fn remark(outcome: OutageOutcome, reasons: &[MatchReason]) -> Option<String> {
    let all = "回線の復旧後に、氏名・性別・生年月日・住所で照会した結果です。";
    let some = "回線の復旧後に照会した結果です。一致しない項目があります。ご本人に確認してください。";
    match outcome {
        OutageOutcome::Found if reasons == [MatchReason::NameAndBirthDate] => Some(all.to_owned()),
        OutageOutcome::Found => Some(some.to_owned()),
        OutageOutcome::Several => Some("該当する方を一人に決められません。".to_owned()),
        OutageOutcome::NotFound => None,
    }
}
