//! Medical information: only for who is licensed, only while the consent is open, and never unseen; and who consented.

use super::{Desk, Refusal, Step};
use crate::rehearsal::insurance::{self, Member};
use crate::rehearsal::records::{self, OpenConsent, Viewing};
use crate::rehearsal::{calendar, dossier};
use crate::wire::{
    ClinicalSection, ConsentList, ConsentListRequest, ConsentSlot, InformationKind, MedicalInfo,
    MedicalInformation, QualificationResult, RefusalCode, ViewRequest,
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
        RefusalCode::SharingClosed,
    ];
    /// The service keeps no copy: asked again, it is judged again, and looked at again.
    const KEEPS_ANSWER: bool = false;

    fn decide(&self, desk: &Desk<'_>) -> Result<MedicalInformation, Refusal> {
        if !(1..=LONGEST_NAME).contains(&self.viewer.staff_id.chars().count()) {
            return Err(RefusalCode::BadRequest.into());
        }
        let member = self.member(desk)?;
        let person = member.as_ref().map(|member| member.person.clone());
        desk.is_about(person.as_deref());
        let judged = self.judge(desk, member.as_ref())?;
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
    fn member(&self, desk: &Desk<'_>) -> Result<Option<Member>, Refusal> {
        let mut members = insurance::of_numbers(desk.db, &self.insured)?;
        members.dedup_by(|one, other| one.person == other.person);
        Ok(members.pop().filter(|_| members.is_empty()))
    }

    fn judge(
        &self,
        desk: &Desk<'_>,
        member: Option<&Member>,
    ) -> Result<Result<MedicalInformation, RefusalCode>, Refusal> {
        if !self.viewer.profession.is_qualified() {
            return Ok(Err(RefusalCode::ViewerNotQualified));
        }
        let Some(member) = member else { return Ok(Err(RefusalCode::InsuredUnknown)) };
        // The certificate that the last visit brought was in grace: it opens eligibility only, whatever was open before.
        if records::newest_visit_shares(desk.db, &member.person)? == Some(false) {
            return Ok(Err(RefusalCode::SharingClosed));
        }
        let consent = records::newest_consent(desk.db, &member.person)?;
        Ok(match consent.filter(|consent| self.is_opened_by(consent.info)) {
            None => Err(RefusalCode::ConsentMissing),
            Some(consent) if consent.until <= desk.now => Err(RefusalCode::ConsentExpired),
            Some(consent) => Ok(self.information(member, &consent, desk.now)),
        })
    }

    fn is_opened_by(&self, info: MedicalInfo) -> bool {
        match self.kind {
            InformationKind::Medicines => info.pharmacists,
            InformationKind::Checkups => info.specific_health_checkups,
            InformationKind::Clinical => info.diagnosis || info.operation,
        }
    }

    fn information(&self, member: &Member, consent: &OpenConsent, now: i64) -> MedicalInformation {
        let (person, record) = (member.person.as_str(), member.record());
        let mut shown = MedicalInformation {
            available_until: calendar::fourteen_digits(consent.until),
            name: record.name.clone(),
            name_kana: record.name_kana.clone(),
            birthdate: record.birthdate.clone(),
            sex: record.sex1.clone(),
            ..MedicalInformation::default()
        };
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

impl Step for ConsentListRequest {
    const SAYS: &'static str =
        "Lists the people whose newest consent at this institution was given on a day.";

    fn decide(&self, desk: &Desk<'_>) -> Result<ConsentList, Refusal> {
        let begins = calendar::start_of_day(&self.day).ok_or(RefusalCode::BadRequest)?;
        let mut people = Vec::new();
        for (person, given_at) in records::newest_consents(desk.db, begins, begins + calendar::DAY)? {
            let consent = records::newest_consent(desk.db, &person)?;
            let member = insurance::of_person(desk.db, &person)?.into_iter().next_back();
            if let (Some(consent), Some(member)) = (consent, member) {
                people.push(listed(member.record(), &consent, given_at, desk.now));
            }
        }
        Ok(ConsentList { people })
    }
}

/// Names a person, and says for each kind of information how the consent stands.
fn listed(
    record: &QualificationResult,
    consent: &OpenConsent,
    given_at: i64,
    now: i64,
) -> QualificationResult {
    let slot = |is_given: bool| match is_given {
        true => ConsentSlot {
            cons_flg: Some(if now < consent.until { "1" } else { "2" }.to_owned()),
            cons_time: Some(calendar::fourteen_digits(given_at)),
            available_time: Some(calendar::fourteen_digits(consent.until)),
        },
        false => ConsentSlot { cons_flg: Some("0".to_owned()), ..ConsentSlot::default() },
    };
    let MedicalInfo { specific_health_checkups, pharmacists, diagnosis, operation } = consent.info;
    QualificationResult {
        insurer_number: record.insurer_number.clone(),
        insured_card_symbol: record.insured_card_symbol.clone(),
        insured_identification_number: record.insured_identification_number.clone(),
        insured_branch_number: record.insured_branch_number.clone(),
        name: record.name.clone(),
        name_kana: record.name_kana.clone(),
        sex1: record.sex1.clone(),
        birthdate: record.birthdate.clone(),
        specific_health_checkups_info: slot(specific_health_checkups),
        pharmacists_info: slot(pharmacists),
        diagnosis_info: slot(diagnosis),
        operation_info: slot(operation),
        ..QualificationResult::default()
    }
}
