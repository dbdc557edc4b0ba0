//! The centre's answer in the hand-off's words: the one place where the two neighbours' formats meet.

mod information;

pub(super) use information::{consent_list, consented, medical_record, view, viewer};

use crate::config;
use crate::session::{
    CallNumber, Consent, Eligibility, Enrolment, Moment, Personal, PrescriptionForm, Validity,
};
use central::wire;
use claims::{
    Body, Confirmation, ElderlyCertificate, Header, InsuredRecord, LimitCertificate, MedicalTicket, Notice,
    Outcome, ReferenceClass, Registration, ResultSegment, ResultStatus, Search, SpecificDiseaseCertificate,
};

/// What the session needs to know of the centre's answer.
pub(super) fn eligibility(answer: &central::Eligibility) -> Eligibility {
    use wire::QualificationValidity as Wire;
    let validity = match answer.qualification_validity {
        Some(Wire::Valid | Wire::ValidUnregistered) => Validity::Valid,
        Some(Wire::Invalid) => Validity::Lost,
        Some(Wire::InvalidNewerExists) => Validity::Replaced,
        Some(Wire::Several) => Validity::Several,
        Some(Wire::NotFound) | None => Validity::None,
    };
    Eligibility { validity, message: answer.processing_result_message.as_deref().map(Personal::new) }
}

/// What the session needs to know of an enrolment.
pub(super) fn enrolment(answer: &central::Enrolment) -> Enrolment {
    Enrolment {
        eligibility: eligibility(&answer.eligibility),
        already: answer.already_enrolled,
        at: answer.enrolled_at.as_deref().and_then(moment),
    }
}

/// Reads `yyyyMMddHHmmss` on Japan's clock; `None` where it is no time.
fn moment(text: &str) -> Option<Moment> {
    config::moment(jiff::civil::DateTime::strptime("%Y%m%d%H%M%S", text).ok()?)
}

/// The consent in the centre's words.
pub(super) fn medical_info(consent: Consent) -> central::MedicalInfo {
    central::MedicalInfo {
        specific_health_checkups: consent.checkups,
        pharmacists: consent.medicines,
        diagnosis: consent.treatments,
        operation: consent.operations,
    }
}

/// The receipt computer's file: the centre's answer, the consent only where the centre keeps it, the form of a prescription
/// where the patient chose one, and the number by which they are called where the house has such.
pub(super) fn face_result(
    answer: &central::Eligibility,
    consent: Option<&central::ConsentReceipt>,
    (form, call): (Option<PrescriptionForm>, Option<CallNumber>),
    processed_at: String,
) -> Confirmation {
    let mut results: Vec<_> = answer.results.iter().map(record).collect();
    for result in &mut results {
        if let Some(receipt) = consent {
            result.checkups = slot(&receipt.specific_health_checkups);
            result.medication = slot(&receipt.pharmacists);
            result.treatment = slot(&receipt.diagnosis);
            result.operations = slot(&receipt.operation);
        }
    }
    Confirmation {
        header: header(answer, call, processed_at),
        body: Body {
            status: status(answer.processing_result_status),
            notice: notice(&answer.processing_result_code, &answer.processing_result_message),
            validity: answer.qualification_validity.and_then(|code| claims::Validity::from_code(code.code())),
            prescription_form: form.map(prescription_form),
            search: None,
            results,
        },
    }
}

fn prescription_form(form: PrescriptionForm) -> claims::PrescriptionForm {
    match form {
        PrescriptionForm::Electronic => claims::PrescriptionForm::Electronic,
        PrescriptionForm::Paper => claims::PrescriptionForm::Paper,
    }
}

/// The receipt computer's query in the centre's words.
pub(super) fn query(search: &Search, date: &str, request_id: String) -> central::QueryRequest {
    central::QueryRequest {
        request_id,
        insured: central::InsuredNumbers {
            insurer_number: shown(&search.insurer_number).unwrap_or_default(),
            insured_card_symbol: shown(&search.card_symbol),
            insured_identification_number: shown(&search.identification_number).unwrap_or_default(),
            insured_branch_number: shown(&search.branch_number),
        },
        birthdate: shown(&search.birthdate).unwrap_or_default(),
        confirmation_date: date.to_owned(),
    }
}

/// The centre's answer to a query in the receipt computer's words.
pub(super) fn query_body(answer: &central::QueryAnswer) -> Body {
    Body {
        status: status(answer.processing_result_status),
        notice: notice(&answer.processing_result_code, &answer.processing_result_message),
        validity: answer.qualification_validity.and_then(|code| claims::Validity::from_code(code.code())),
        prescription_form: None,
        search: None,
        results: answer.results.iter().map(record).collect(),
    }
}

/// The receipt computer's registration in the centre's words.
pub(super) fn reference(registration: &Registration, request_id: String) -> central::ReferenceRequest {
    central::ReferenceRequest {
        request_id,
        insured: central::InsuredNumbers {
            insurer_number: shown(&registration.insurer_number).unwrap_or_default(),
            insured_card_symbol: shown(&registration.card_symbol),
            insured_identification_number: shown(&registration.identification_number).unwrap_or_default(),
            insured_branch_number: shown(&registration.branch_number),
        },
        reference_number: shown(&registration.reference_number).unwrap_or_default(),
    }
}

/// The centre's answer to a registration in the receipt computer's words.
pub(super) fn reference_outcome(answer: &central::ReferenceAnswer) -> Outcome {
    Outcome {
        status: status(answer.processing_result_status),
        notice: notice(&answer.processing_result_code, &answer.processing_result_message),
    }
}

/// The receipt computer's file about somebody who was here during an outage: what the card said was asked with, and nothing of
/// medicines, treatments, check-ups or operations is opened. `call` is the number that they were told.
pub(super) fn outage_result(
    answer: &central::OutageAnswer,
    institution_code: &str,
    call: Option<&str>,
    processed_at: String,
) -> Confirmation {
    Confirmation {
        header: Header {
            processed_at,
            confirmation_date: Some(answer.qualification_confirmation_date.clone()),
            institution_code: institution_code.to_owned(),
            file_identifier: call.map(str::to_owned),
            reference_class: Some(ReferenceClass::MyNumberCard),
            result_segment: ResultSegment::Normal,
            error: None,
        },
        body: query_body(&answer.insurance),
    }
}

fn status(status: wire::ProcessingResultStatus) -> ResultStatus {
    ResultStatus::from_code(status.code()).unwrap_or(ResultStatus::Error)
}

fn shown(value: &Option<claims::Personal>) -> Option<String> {
    value.as_ref().map(|value| value.reveal().to_owned())
}

fn header(answer: &central::Eligibility, call: Option<CallNumber>, processed_at: String) -> Header {
    Header {
        processed_at,
        confirmation_date: Some(answer.qualification_confirmation_date.clone()),
        institution_code: answer.medical_institution_code.clone(),
        file_identifier: call.map(|call| call.to_string()),
        reference_class: ReferenceClass::from_code(&answer.reference_classification)
            .or(Some(ReferenceClass::MyNumberCard)),
        result_segment: ResultSegment::from_code(answer.segment_of_result.code())
            .unwrap_or(ResultSegment::Abnormal),
        error: notice(&answer.error_code, &answer.error_message),
    }
}

fn notice(code: &Option<String>, message: &Option<String>) -> Option<Notice> {
    let code = code.clone()?;
    Some(Notice { code, message: message.clone().unwrap_or_default() })
}

fn slot(slot: &wire::ConsentSlot) -> claims::Consent {
    claims::Consent {
        flag: text(&slot.cons_flg),
        given_at: text(&slot.cons_time),
        available_until: text(&slot.available_time),
    }
}

fn text<T: for<'a> From<&'a str>>(value: &Option<String>) -> Option<T> {
    value.as_deref().map(T::from)
}

fn record(result: &wire::QualificationResult) -> InsuredRecord {
    InsuredRecord {
        card_classification: text(&result.insured_card_classification),
        // The wire pads it as the file does; without the padding its check digit is one.
        insurer_number: result.insurer_number.as_deref().map(|number| number.trim_start().into()),
        card_symbol: text(&result.insured_card_symbol),
        identification_number: text(&result.insured_identification_number),
        branch_number: text(&result.insured_branch_number),
        public_expense_number: text(&result.public_expense_number),
        beneficiary_number: text(&result.beneficiary_number),
        personal_family_classification: text(&result.personal_family_classification),
        insured_name: text(&result.insured_name),
        name: text(&result.name),
        name_of_other: text(&result.name_of_other),
        name_kana: text(&result.name_kana),
        name_of_other_kana: text(&result.name_of_other_kana),
        sex1: text(&result.sex1),
        sex2: text(&result.sex2),
        birthdate: text(&result.birthdate),
        address: text(&result.address),
        post_number: text(&result.post_number),
        qualification_date: text(&result.qualification_date),
        disqualification_date: text(&result.disqualification_date),
        certificate_issuance_date: text(&result.insured_certificate_issuance_date),
        card_valid_date: text(&result.insured_card_valid_date),
        card_expiration_date: text(&result.insured_card_expiration_date),
        partial_contribution_ratio: text(&result.insured_partial_contribution_ratio),
        preschool_classification: text(&result.preschool_classification),
        reason_of_loss: text(&result.reason_of_loss),
        insurer_name: text(&result.insurer_name),
        welfare_office_name: text(&result.welfare_office_name),
        limit_consent: text(&result.limit_application_certificate_related_cons_flg),
        limit_consent_given_at: text(&result.limit_application_certificate_related_cons_time),
        specific_diseases_consent: text(&result.specific_diseases_certificate_related_cons_flg),
        specific_diseases_consent_given_at: text(&result.specific_diseases_certificate_related_cons_time),
        reference_number: text(&result.reference_number),
        confirmation_key: text(&result.qualification_confirmation_key),
        checkups: slot(&result.specific_health_checkups_info),
        medication: slot(&result.pharmacists_info),
        treatment: slot(&result.diagnosis_info),
        operations: slot(&result.operation_info),
        elderly: result.elderly_recipient_certificate.as_ref().map(elderly),
        limit: result.limit_application_certificate.as_ref().map(limit),
        specific_diseases: result.specific_diseases_certificates.iter().map(disease).collect(),
        medical_tickets: result.medical_tickets.iter().map(ticket).collect(),
        ..InsuredRecord::default()
    }
}

fn elderly(part: &wire::ElderlyRecipient) -> ElderlyCertificate {
    ElderlyCertificate {
        certificate_date: text(&part.certificate_date),
        valid_start_date: text(&part.valid_start_date),
        valid_end_date: text(&part.valid_end_date),
        contribution_ratio: text(&part.contribution_ratio),
    }
}

fn limit(part: &wire::LimitApplication) -> LimitCertificate {
    LimitCertificate {
        classification: text(&part.classification),
        classification_flag: text(&part.classification_flag),
        certificate_date: text(&part.date),
        valid_start_date: text(&part.valid_start_date),
        valid_end_date: text(&part.valid_end_date),
        long_term_date: text(&part.long_term_date),
    }
}

fn disease(part: &wire::SpecificDisease) -> SpecificDiseaseCertificate {
    SpecificDiseaseCertificate {
        disease_category: text(&part.disease_category),
        certificate_date: text(&part.certificate_date),
        valid_start_date: text(&part.valid_start_date),
        valid_end_date: text(&part.valid_end_date),
        self_pay: text(&part.self_pay),
    }
}

fn ticket(part: &wire::MedicalTicket) -> MedicalTicket {
    MedicalTicket {
        ticket_type: text(&part.ticket_type),
        valid_date: text(&part.medical_ticket_valid_date),
        expiration_date: text(&part.medical_ticket_expiration_date),
        issue_number: text(&part.issue_number),
        treatment_month: text(&part.medical_treatment_month),
        designated_institution_code: text(&part.designated_medical_institution_code),
        designated_institution_flag: text(&part.designated_medical_institution_flag),
        designated_institution_name: text(&part.designated_medical_institution_name),
        prescription_issuer_code: text(&part.prescription_issuer_medical_institution_code),
        prescription_issuer_name: text(&part.prescription_issuer_medical_institution_name),
        injury_name1: text(&part.injury_name1),
        injury_name2: text(&part.injury_name2),
        injury_name3: text(&part.injury_name3),
        treatment_type: text(&part.medical_treatment_type),
        self_pay_amount: text(&part.self_pay_amount),
        district_contact_name: text(&part.district_contact_name),
        handling_contact_name: text(&part.handling_contact_name),
        single_or_combined_use: text(&part.single_or_combined_use),
        social_insurance: text(&part.status_of_social_insurance),
        consistency_flag: text(&part.consistency_flag),
        infection: text(&part.status_of_infection),
        elderly_medical_care: text(&part.status_of_elderly_medical_care),
        prefectural_expenses: text(&part.status_of_prefectural_expenses),
        remarks1: text(&part.remarks1),
        remarks2: text(&part.remarks2),
        remarks3: text(&part.remarks3),
    }
}

#[cfg(test)]
mod tests;
