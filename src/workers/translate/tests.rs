//! What the centre says reaches the receipt computer's file: every element, as it came, and nothing else.

use super::*;
use claims::Encoding;
use wire::{
    CertificateStatus, ConsentSlot, ElderlyRecipient, LimitApplication, MedicalTicket,
    ProcessingResultStatus, QualificationResult, QualificationValidity, SegmentOfResult, SpecificDisease,
};

/// Every element that the centre may tell of a person, with a value.
const ELEMENTS: [(&str, &str); 87] = [
    ("InsuredCardClassification", "01"),
    ("InsurerNumber", "  138057"),
    ("InsuredCardSymbol", "値3"),
    ("InsuredIdentificationNumber", "値4"),
    ("InsuredBranchNumber", "02"),
    ("PersonalFamilyClassification", "2"),
    ("InsuredName", "値7"),
    ("Name", "値8"),
    ("NameOfOther", "値9"),
    ("NameKana", "値10"),
    ("NameOfOtherKana", "値11"),
    ("Sex1", "1"),
    ("Sex2", "3"),
    ("Birthdate", "19500401"),
    ("Address", "値15"),
    ("PostNumber", "100-0001"),
    ("QualificationDate", "20260618"),
    ("DisqualificationDate", "20260719"),
    ("InsuredCertificateIssuanceDate", "20260820"),
    ("InsuredCardValidDate", "20260921"),
    ("InsuredCardExpirationDate", "20261022"),
    ("InsuredPartialContributionRatio", "010"),
    ("PreschoolClassification", "1"),
    ("ReasonOfLoss", "03"),
    ("InsurerName", "値25"),
    ("LimitApplicationCertificateRelatedConsFlg", "1"),
    ("LimitApplicationCertificateRelatedConsTime", "20260928120000"),
    ("SpecificDiseasesCertificateRelatedConsFlg", "1"),
    ("SpecificDiseasesCertificateRelatedConsTime", "20260930120000"),
    ("ReferenceNumber", "値30"),
    ("QualificationConfirmationKey", "値31"),
    ("PublicExpenseNumber", "値32"),
    ("BeneficiaryNumber", "値33"),
    ("WelfareOfficeName", "値34"),
    ("ElderlyRecipientCertificateDate", "20261208"),
    ("ElderlyRecipientValidStartDate", "20260109"),
    ("ElderlyRecipientValidEndDate", "20260210"),
    ("ElderlyRecipientContributionRatio", "020"),
    ("LimitApplicationCertificateClassification", "02"),
    ("LimitApplicationCertificateClassificationFlag", "B09"),
    ("LimitApplicationCertificateDate", "20260614"),
    ("LimitApplicationCertificateValidStartDate", "20260715"),
    ("LimitApplicationCertificateValidEndDate", "20260816"),
    ("LimitApplicationCertificateLongTermDate", "20260917"),
    ("SpecificDiseasesDiseaseCategory", "2"),
    ("SpecificDiseasesCertificateDate", "20261119"),
    ("SpecificDiseasesValidStartDate", "20261220"),
    ("SpecificDiseasesValidEndDate", "20260121"),
    ("SpecificDiseasesSelfPay", "値49"),
    ("TicketType", "02"),
    ("MedicalTicketValidDate", "20260424"),
    ("MedicalTicketExpirationDate", "20260525"),
    ("IssueNumber", "値53"),
    ("MedicalTreatmentMonth", "202604"),
    ("DesignatedMedicalInstitutionCode", "値55"),
    ("DesignatedMedicalInstitutionFlag", "1"),
    ("DesignatedMedicalInstitutionName", "値57"),
    ("PrescriptionIssuerMedicalInstitutionCode", "値58"),
    ("PrescriptionIssuerMedicalInstitutionName", "値59"),
    ("InjuryName1", "値60"),
    ("InjuryName2", "値61"),
    ("InjuryName3", "値62"),
    ("MedicalTreatmentType", "05"),
    ("SelfPayAmount", "値64"),
    ("DistrictContactName", "値65"),
    ("HandlingContactName", "値66"),
    ("SingleOrCombinedUse", "02"),
    ("StatusOfSocialInsurance", "01"),
    ("ConsistencyFlag", "1"),
    ("StatusOfInfecton", "02"),
    ("StatusOfElderlyMedicalCare", "01"),
    ("StatusOfPrefecturalExpenses", "02"),
    ("Remarks1", "値73"),
    ("Remarks2", "値74"),
    ("Remarks3", "値75"),
    ("SpecificHealthCheckupsInfoConsFlg", "1"),
    ("SpecificHealthCheckupsInfoConsTime", "20260916160058"),
    ("SpecificHealthCheckupsInfoAvailableTime", "20260917160058"),
    ("PharmacistsInfoConsFlg", "1"),
    ("PharmacistsInfoConsTime", "20260919160058"),
    ("PharmacistsInfoAvailableTime", "20260920160058"),
    ("DiagnosisInfoConsFlg", "1"),
    ("DiagnosisInfoConsTime", "20260902160058"),
    ("DiagnosisInfoAvailableTime", "20260903160058"),
    ("OperationInfoConsFlg", "1"),
    ("OperationInfoConsTime", "20260905160058"),
    ("OperationInfoAvailableTime", "20260906160058"),
];

fn value(element: &str) -> Option<String> {
    let found = ELEMENTS.iter().find(|(name, _)| *name == element);
    Some(found.expect("every element is in the table").1.to_owned())
}

fn slot(prefix: &str) -> ConsentSlot {
    let value = |end: &str| value(&format!("{prefix}{end}"));
    ConsentSlot {
        cons_flg: value("ConsFlg"),
        cons_time: value("ConsTime"),
        available_time: value("AvailableTime"),
    }
}

/// A record without a hole: a field that is added to the wire does not compile until it is told here.
fn whole() -> QualificationResult {
    QualificationResult {
        insured_card_classification: value("InsuredCardClassification"),
        insurer_number: value("InsurerNumber"),
        insured_card_symbol: value("InsuredCardSymbol"),
        insured_identification_number: value("InsuredIdentificationNumber"),
        insured_branch_number: value("InsuredBranchNumber"),
        personal_family_classification: value("PersonalFamilyClassification"),
        insured_name: value("InsuredName"),
        name: value("Name"),
        name_of_other: value("NameOfOther"),
        name_kana: value("NameKana"),
        name_of_other_kana: value("NameOfOtherKana"),
        sex1: value("Sex1"),
        sex2: value("Sex2"),
        birthdate: value("Birthdate"),
        address: value("Address"),
        post_number: value("PostNumber"),
        qualification_date: value("QualificationDate"),
        disqualification_date: value("DisqualificationDate"),
        insured_certificate_issuance_date: value("InsuredCertificateIssuanceDate"),
        insured_card_valid_date: value("InsuredCardValidDate"),
        insured_card_expiration_date: value("InsuredCardExpirationDate"),
        insured_partial_contribution_ratio: value("InsuredPartialContributionRatio"),
        preschool_classification: value("PreschoolClassification"),
        reason_of_loss: value("ReasonOfLoss"),
        insurer_name: value("InsurerName"),
        limit_application_certificate_related_cons_flg: value("LimitApplicationCertificateRelatedConsFlg"),
        limit_application_certificate_related_cons_time: value("LimitApplicationCertificateRelatedConsTime"),
        specific_diseases_certificate_related_cons_flg: value("SpecificDiseasesCertificateRelatedConsFlg"),
        specific_diseases_certificate_related_cons_time: value("SpecificDiseasesCertificateRelatedConsTime"),
        reference_number: value("ReferenceNumber"),
        qualification_confirmation_key: value("QualificationConfirmationKey"),
        public_expense_number: value("PublicExpenseNumber"),
        beneficiary_number: value("BeneficiaryNumber"),
        welfare_office_name: value("WelfareOfficeName"),
        elderly_recipient_certificate: Some(ElderlyRecipient {
            certificate_date: value("ElderlyRecipientCertificateDate"),
            valid_start_date: value("ElderlyRecipientValidStartDate"),
            valid_end_date: value("ElderlyRecipientValidEndDate"),
            contribution_ratio: value("ElderlyRecipientContributionRatio"),
        }),
        limit_application_certificate: Some(LimitApplication {
            classification: value("LimitApplicationCertificateClassification"),
            classification_flag: value("LimitApplicationCertificateClassificationFlag"),
            date: value("LimitApplicationCertificateDate"),
            valid_start_date: value("LimitApplicationCertificateValidStartDate"),
            valid_end_date: value("LimitApplicationCertificateValidEndDate"),
            long_term_date: value("LimitApplicationCertificateLongTermDate"),
        }),
        specific_diseases_certificates: vec![SpecificDisease {
            disease_category: value("SpecificDiseasesDiseaseCategory"),
            certificate_date: value("SpecificDiseasesCertificateDate"),
            valid_start_date: value("SpecificDiseasesValidStartDate"),
            valid_end_date: value("SpecificDiseasesValidEndDate"),
            self_pay: value("SpecificDiseasesSelfPay"),
        }],
        medical_tickets: vec![MedicalTicket {
            ticket_type: value("TicketType"),
            medical_ticket_valid_date: value("MedicalTicketValidDate"),
            medical_ticket_expiration_date: value("MedicalTicketExpirationDate"),
            issue_number: value("IssueNumber"),
            medical_treatment_month: value("MedicalTreatmentMonth"),
            designated_medical_institution_code: value("DesignatedMedicalInstitutionCode"),
            designated_medical_institution_flag: value("DesignatedMedicalInstitutionFlag"),
            designated_medical_institution_name: value("DesignatedMedicalInstitutionName"),
            prescription_issuer_medical_institution_code: value("PrescriptionIssuerMedicalInstitutionCode"),
            prescription_issuer_medical_institution_name: value("PrescriptionIssuerMedicalInstitutionName"),
            injury_name1: value("InjuryName1"),
            injury_name2: value("InjuryName2"),
            injury_name3: value("InjuryName3"),
            medical_treatment_type: value("MedicalTreatmentType"),
            self_pay_amount: value("SelfPayAmount"),
            district_contact_name: value("DistrictContactName"),
            handling_contact_name: value("HandlingContactName"),
            single_or_combined_use: value("SingleOrCombinedUse"),
            status_of_social_insurance: value("StatusOfSocialInsurance"),
            consistency_flag: value("ConsistencyFlag"),
            status_of_infection: value("StatusOfInfecton"),
            status_of_elderly_medical_care: value("StatusOfElderlyMedicalCare"),
            status_of_prefectural_expenses: value("StatusOfPrefecturalExpenses"),
            remarks1: value("Remarks1"),
            remarks2: value("Remarks2"),
            remarks3: value("Remarks3"),
        }],
        specific_health_checkups_info: slot("SpecificHealthCheckupsInfo"),
        pharmacists_info: slot("PharmacistsInfo"),
        diagnosis_info: slot("DiagnosisInfo"),
        operation_info: slot("OperationInfo"),
    }
}

fn answer(
    validity: Option<QualificationValidity>,
    results: Vec<QualificationResult>,
) -> central::Eligibility {
    central::Eligibility {
        process_execution_time: "20260929160100".to_owned(),
        qualification_confirmation_date: "20260929".to_owned(),
        medical_institution_code: "0110113719".to_owned(),
        reference_classification: "1".to_owned(),
        segment_of_result: SegmentOfResult::Normal,
        error_code: None,
        error_message: None,
        processing_result_status: ProcessingResultStatus::Normal,
        processing_result_code: Some("X0099".to_owned()),
        processing_result_message: Some("残り20日です。<更新>".to_owned()),
        qualification_validity: validity,
        results,
        enrolled: true,
        certificate: CertificateStatus::Valid,
        information_sharing_open: true,
        visit_token: "token".to_owned(),
    }
}

fn file(answer: &central::Eligibility, encoding: Encoding) -> String {
    let result = face_result(answer, None, (None, None), "20260929160112".to_owned());
    let bytes = claims::to_xml(&result, encoding).unwrap();
    assert!(claims::parse(&bytes).unwrap() == result, "what is written reads back");
    assert_eq!(result.findings(), [], "a padded insurer number is not called wrong");
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn every_element_of_the_centres_answer_is_in_the_file_and_no_other() {
    let xml = file(&answer(Some(QualificationValidity::Valid), vec![whole()]), Encoding::Utf8);
    for (element, value) in ELEMENTS {
        assert!(xml.contains(&format!("<{element}>{value}</{element}>")), "{element} is not in the file");
    }
    let record = xml.split("<ResultOfQualificationConfirmation>").nth(1).unwrap();
    let leaves = record.lines().filter(|line| line.contains("</") && !line.trim().starts_with("</")).count();
    assert_eq!(leaves, ELEMENTS.len());
    assert!(xml.contains("<ProcessingResultCode>X0099<"), "an unknown code passes as it came");
    assert!(xml.contains("<ProcessingResultMessage>残り20日です。&lt;更新&gt;<"), "and so does its sentence");
}

#[test]
fn every_verdict_reaches_the_file_and_the_visit() {
    use QualificationValidity as Wire;
    let none = || Vec::new();
    for (wire, results, code, visit) in [
        (Some(Wire::Valid), vec![whole()], "1", Validity::Valid),
        (Some(Wire::Invalid), vec![whole()], "2", Validity::Lost),
        (Some(Wire::InvalidNewerExists), vec![whole()], "3", Validity::Replaced),
        (Some(Wire::NotFound), none(), "4", Validity::None),
        (Some(Wire::Several), vec![whole(), whole()], "5", Validity::Several),
        (Some(Wire::ValidUnregistered), vec![whole()], "6", Validity::Valid),
        (None, none(), "", Validity::None),
    ] {
        let (answer, count) = (answer(wire, results.clone()), results.len());
        assert_eq!(eligibility(&answer).validity, visit, "{wire:?}");
        for encoding in [Encoding::Utf8, Encoding::ShiftJis] {
            let xml = file(&answer, encoding);
            assert_eq!(xml.matches("<ResultOfQualificationConfirmation>").count(), count, "{wire:?}");
            let said = xml.split("<QualificationValidity>").nth(1).map(|rest| &rest[..1]);
            assert_eq!(said.unwrap_or_default(), code, "{wire:?}");
        }
    }
}

#[test]
fn a_receipt_shows_the_centres_time_or_none() {
    let expected = Moment { year: 2026, month: 1, day: 5, hour: 9, minute: 7 };
    assert_eq!(moment("20260105090759"), Some(expected));
    for text in ["", "20261322100000", "20261122", "2026112210000x", "202611221000001"] {
        assert_eq!(moment(text), None, "{text}");
    }
}
