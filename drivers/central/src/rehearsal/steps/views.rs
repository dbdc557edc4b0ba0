//! Medical information: only for who is licensed, only while the consent is open, and never unseen.

use super::{Desk, Refusal, Step};
use crate::rehearsal::records::{self, OpenConsent, Viewing};
use crate::rehearsal::{calendar, dossier, insurance};
use crate::wire::{
    ClinicalSection, InformationKind, MedicalInfo, MedicalInformation, RefusalCode, ViewRequest,
};

/// A staff member's name has at most so many characters.
const LONGEST_NAME: usize = 50;

impl Step for ViewRequest {
    const SAYS: &'static str =
        "Looks at medicines, check-ups or clinical information that a patient has opened.";
    const REFUSES: &'static [RefusalCode] = &[
        RefusalCode::ViewerNotQualified,
        RefusalCode::InsuredUnknown,
        RefusalCode::ConsentMissing,
        RefusalCode::ConsentExpired,
    ];
    /// The service keeps no copy: asked again, it is judged again, and looked at again.
    const KEEPS_ANSWER: bool = false;

    fn decide(&self, desk: &Desk<'_>) -> Result<MedicalInformation, Refusal> {
        if !(1..=LONGEST_NAME).contains(&self.viewer.staff_id.chars().count()) {
            return Err(RefusalCode::BadRequest.into());
        }
        let person = self.person(desk)?;
        desk.is_about(person.as_deref());
        let judged = self.judge(desk, person.as_deref())?;
        let viewing = Viewing {
            kiosk: desk.kiosk,
            request_id: &self.request_id,
            staff: &self.viewer.staff_id,
            profession: self.viewer.profession.as_str(),
            person: person.as_deref(),
            kind: self.kind.as_str(),
            outcome: judged.as_ref().map_or_else(|code| code.as_str(), |_| "shown"),
        };
        records::put_viewing(desk.db, &viewing, desk.now)?;
        Ok(judged?)
    }
}

impl ViewRequest {
    /// Finds the one person whom the numbers fit.
    fn person(&self, desk: &Desk<'_>) -> Result<Option<String>, Refusal> {
        let mut people: Vec<_> =
            insurance::of_numbers(desk.db, &self.insured)?.into_iter().map(|member| member.person).collect();
        people.dedup();
        Ok(people.pop().filter(|_| people.is_empty()))
    }

    fn judge(
        &self,
        desk: &Desk<'_>,
        person: Option<&str>,
    ) -> Result<Result<MedicalInformation, RefusalCode>, Refusal> {
        if !self.viewer.profession.is_qualified() {
            return Ok(Err(RefusalCode::ViewerNotQualified));
        }
        let Some(person) = person else { return Ok(Err(RefusalCode::InsuredUnknown)) };
        let consent = records::newest_consent(desk.db, person)?;
        Ok(match consent.filter(|consent| self.is_opened_by(consent.info)) {
            None => Err(RefusalCode::ConsentMissing),
            Some(consent) if consent.until <= desk.now => Err(RefusalCode::ConsentExpired),
            Some(consent) => Ok(self.information(person, &consent, desk.now)),
        })
    }

    fn is_opened_by(&self, info: MedicalInfo) -> bool {
        match self.kind {
            InformationKind::Medicines => info.pharmacists,
            InformationKind::Checkups => info.specific_health_checkups,
            InformationKind::Clinical => info.diagnosis || info.operation,
        }
    }

    fn information(&self, person: &str, consent: &OpenConsent, now: i64) -> MedicalInformation {
        let available_until = calendar::fourteen_digits(consent.until);
        let mut shown = MedicalInformation { available_until, ..MedicalInformation::default() };
        match self.kind {
            InformationKind::Medicines => shown.dispensings = dossier::dispensings(person, now),
            InformationKind::Checkups => shown.checkups = dossier::checkups(person, now),
            InformationKind::Clinical => {
                shown.clinical = dossier::clinical(person, &headings(consent.info), now);
            }
        }
        shown
    }
}

/// Lists the headings of 臨床情報 that a consent opens (OQSCD036).
fn headings(info: MedicalInfo) -> Vec<ClinicalSection> {
    let of_diagnosis = [ClinicalSection::Allergy, ClinicalSection::Test];
    let of_operation = [ClinicalSection::Disease, ClinicalSection::Infection];
    let opened = [(info.diagnosis, of_diagnosis), (info.operation, of_operation)];
    opened.into_iter().filter(|(is_open, _)| *is_open).flat_map(|(_, headings)| headings).collect()
}
