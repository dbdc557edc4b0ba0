//! Medical information and lists of consents: the receipt computer's requests in the centre's words, and what comes back.

use super::{record, shown, text};
use crate::config::Profession;
use central::wire::{self, ClinicalSection};
use claims::{
    Body, Checkup, CheckupItem, ClinicalEntry, Dispensing, MedicalRecord, Medicine, ResultStatus, View,
};

/// Who looks; whoever is on no list is licensed as nothing.
pub(in crate::workers) fn viewer(staff_id: &str, profession: Option<Profession>) -> wire::Viewer {
    let profession = match profession {
        Some(Profession::Physician) => wire::Profession::Physician,
        Some(Profession::Dentist) => wire::Profession::Dentist,
        Some(Profession::Pharmacist) => wire::Profession::Pharmacist,
        None => wire::Profession::Other,
    };
    wire::Viewer { staff_id: staff_id.to_owned(), profession }
}

/// The receipt computer's request in the centre's words.
pub(in crate::workers) fn view(view: &View, viewer: wire::Viewer, request_id: String) -> wire::ViewRequest {
    let subject = &view.subject;
    wire::ViewRequest {
        request_id,
        insured: central::InsuredNumbers {
            insurer_number: shown(&subject.insurer_number).unwrap_or_default(),
            insured_card_symbol: shown(&subject.card_symbol),
            insured_identification_number: shown(&subject.identification_number).unwrap_or_default(),
            insured_branch_number: shown(&subject.branch_number),
        },
        kind: match view.information {
            claims::Information::Medicines => wire::InformationKind::Medicines,
            claims::Information::Checkups => wire::InformationKind::Checkups,
            claims::Information::Clinical => wire::InformationKind::Clinical,
        },
        viewer,
    }
}

/// What the centre shows, in the receipt computer's words.
pub(in crate::workers) fn medical_record(answer: wire::MedicalInformation) -> MedicalRecord {
    MedicalRecord {
        available_until: answer.available_until,
        name: text(&answer.name),
        name_kana: text(&answer.name_kana),
        birthdate: text(&answer.birthdate),
        sex: text(&answer.sex),
        dispensings: answer.dispensings.into_iter().map(dispensing).collect(),
        checkups: answer.checkups.into_iter().map(checkup).collect(),
        entries: answer.clinical.into_iter().map(entry).collect(),
    }
}

fn dispensing(part: wire::Dispensing) -> Dispensing {
    let medicine = |part: wire::Medicine| Medicine {
        code: Some(part.code.into()),
        name: Some(part.name.into()),
        ingredient: Some(part.ingredient.into()),
        usage: Some(part.usage.into()),
        quantity: Some(part.quantity.into()),
        unit: Some(part.unit.into()),
        times: Some(part.times.into()),
    };
    Dispensing {
        dispensed_on: part.dispensed_on.into(),
        medicines: part.medicines.into_iter().map(medicine).collect(),
    }
}

fn checkup(part: wire::Checkup) -> Checkup {
    let item = |part: wire::CheckupItem| CheckupItem {
        code: Some(part.code.into()),
        name: Some(part.name.into()),
        value: Some(part.value.into()),
        unit: part.unit.map(Into::into),
    };
    Checkup { examined_on: part.examined_on.into(), items: part.items.into_iter().map(item).collect() }
}

fn entry(part: wire::ClinicalEntry) -> ClinicalEntry {
    let (consent, section) = match part.section {
        ClinicalSection::Allergy => ("SRJ", "アレルギー"),
        ClinicalSection::Test => ("SRJ", "検査"),
        ClinicalSection::Disease => ("SHJ", "傷病名"),
        ClinicalSection::Infection => ("SHJ", "感染症"),
    };
    ClinicalEntry {
        consent: Some(consent.into()),
        section: Some(section.into()),
        recorded_on: Some(part.recorded_on.into()),
        contents: Some(part.text.into()),
    }
}

/// Asks who consented on a day.
pub(in crate::workers) fn consent_list(day: &str, request_id: String) -> wire::ConsentListRequest {
    wire::ConsentListRequest { request_id, day: day.to_owned() }
}

/// One person of a list of consents, which says nothing about their insurance's standing.
pub(in crate::workers) fn consented(person: &wire::QualificationResult) -> Body {
    Body {
        status: ResultStatus::Normal,
        notice: None,
        validity: None,
        prescription_form: None,
        search: None,
        results: vec![record(person)],
    }
}
