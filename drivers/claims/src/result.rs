//! The result as plain data: the message header, and what the insurer holds about the person.
//!
//! The tables below are the only place where an element's name, field, form and code table meet. Forms and order
//! follow the public record of 別紙3-1 (XML layout); the layout itself is not public.

use std::fmt;

use crate::Personal;
use crate::code::{
    CardClass, Code, Combination, ConsentFlag, Designation, Disease, Inconsistency, LimitChange, LimitClass,
    LimitConsent, LimitFlag, Preschool, PrescriptionForm, Presence, ReasonOfLoss, ReferenceClass, Relation,
    ResultSegment, ResultStatus, Sex, Ticket, Treatment, Validity,
};
use crate::elements::{Leaf as _, Leaves, LeavesMut, elements};
use crate::form::Form::{Any, Date, DateTime, Digits, Insurer, Text};
use crate::query::Search;

/// 資格確認結果 of one person, as the receipt computer gets it: of a check-in at the reader, or of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// About the message.
    pub header: Header,
    /// About the person.
    pub body: Body,
}

/// The message header; the character code is not here, because whoever writes the file chooses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// 処理実行日時, local time, yyyyMMddHHmmss.
    pub processed_at: String,
    /// 資格確認日, local date, yyyyMMdd; in every answer about insurance.
    pub confirmation_date: Option<String>,
    /// 医療機関コード, 10 digits.
    pub institution_code: String,
    /// 任意のファイル識別子, at most 50 characters, passed through.
    pub file_identifier: Option<String>,
    /// 照会区分; in every answer about insurance.
    pub reference_class: Option<ReferenceClass>,
    /// 処理結果区分.
    pub result_segment: ResultSegment,
    /// エラーコード and エラーメッセージ; only when the segment is not `Normal`.
    pub error: Option<Notice>,
}

/// What the central service said about the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// 処理結果状況.
    pub status: ResultStatus,
    /// 処理結果コード and メッセージ: an error, or with status `Normal` extra information such as a certificate that
    /// expires within three months.
    pub notice: Option<Notice>,
    /// 資格有効性.
    pub validity: Option<Validity>,
    /// 処方箋発行形態, the patient's choice.
    pub prescription_form: Option<PrescriptionForm>,
    /// 照会用情報, the echo of a query; absent for a card.
    pub search: Option<Search>,
    /// 資格確認結果, usually one.
    pub results: Vec<InsuredRecord>,
}

/// A code of the central service and its sentence, both passed through as they came.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Notice {
    /// The code (別紙6-1, not public).
    pub code: String,
    /// The sentence, meant to be shown as it is.
    pub message: String,
}

impl fmt::Debug for Notice {
    /// Shows the code only: the sentence comes from outside and may name the person.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notice").field("code", &self.code).finish_non_exhaustive()
    }
}

/// 閲覧同意: whether one kind of medical information may be seen, since when, and until when (24 hours later).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consent {
    /// 同意フラグ (OQSCD016).
    pub flag: Option<Code<ConsentFlag>>,
    /// 同意日時, yyyyMMddHHmmss.
    pub given_at: Option<Personal>,
    /// 閲覧有効期限, yyyyMMddHHmmss.
    pub available_until: Option<Personal>,
}

elements! {
    /// 資格確認結果: one insured person as the insurer knows them.
    InsuredRecord {
        /// 被保険者証区分 (OQSCD010).
        card_classification: "InsuredCardClassification" Text(2) => CardClass,
        /// 保険者番号, 8 or 6 digits; the file pads it with spaces on the left to 8.
        insurer_number: "InsurerNumber" Insurer,
        /// 被保険者証記号.
        card_symbol: "InsuredCardSymbol" Text(20),
        /// 被保険者証番号.
        identification_number: "InsuredIdentificationNumber" Text(20),
        /// 枝番, 2 digits; absent for 後期高齢者.
        branch_number: "InsuredBranchNumber" Digits(2),
        /// 公費負担者番号, medical assistance only.
        public_expense_number: "PublicExpenseNumber" Any,
        /// 受給者番号, medical assistance only.
        beneficiary_number: "BeneficiaryNumber" Any,
        /// 本人・家族の別 (OQSCD009).
        personal_family_classification: "PersonalFamilyClassification" Text(1) => Relation,
        /// 被保険者氏名(世帯主).
        insured_name: "InsuredName" Any,
        /// 氏名, family and given name parted by a full-width space.
        name: "Name" Any,
        /// 氏名(その他): the name in common use.
        name_of_other: "NameOfOther" Any,
        /// 氏名カナ, half width.
        name_kana: "NameKana" Any,
        /// 氏名カナ(その他).
        name_of_other_kana: "NameOfOtherKana" Any,
        /// 性別1, as on the face of the card (OQSCD007).
        sex1: "Sex1" Text(1) => Sex,
        /// 性別2, where the insurer notes it elsewhere (OQSCD007).
        sex2: "Sex2" Text(1) => Sex,
        /// 生年月日, yyyyMMdd.
        birthdate: "Birthdate" Date,
        /// 住所.
        address: "Address" Any,
        /// 郵便番号, 123-4567.
        post_number: "PostNumber" Text(8),
        /// 資格取得年月日, yyyyMMdd.
        qualification_date: "QualificationDate" Date,
        /// 資格喪失年月日, yyyyMMdd.
        disqualification_date: "DisqualificationDate" Date,
        /// 被保険者証交付年月日, yyyyMMdd.
        certificate_issuance_date: "InsuredCertificateIssuanceDate" Date,
        /// 被保険者証有効開始年月日, yyyyMMdd.
        card_valid_date: "InsuredCardValidDate" Date,
        /// 被保険者証有効終了年月日, yyyyMMdd.
        card_expiration_date: "InsuredCardExpirationDate" Date,
        /// 一部負担金割合, three digits of percent (`010` is one tenth); 後期高齢者 only.
        partial_contribution_ratio: "InsuredPartialContributionRatio" Digits(3),
        /// 未就学区分 (OQSCD015).
        preschool_classification: "PreschoolClassification" Text(1) => Preschool,
        /// 資格喪失事由 (OQSCD008).
        reason_of_loss: "ReasonOfLoss" Text(2) => ReasonOfLoss,
        /// 保険者名称.
        insurer_name: "InsurerName" Any,
        /// 福祉事務所名, medical assistance only.
        welfare_office_name: "WelfareOfficeName" Any,
        /// 限度額適用認定証 提供同意 (OQSCD001).
        limit_consent: "LimitApplicationCertificateRelatedConsFlg" Text(1) => LimitConsent,
        /// 限度額適用認定証 提供同意日時, yyyyMMddHHmmss.
        limit_consent_given_at: "LimitApplicationCertificateRelatedConsTime" DateTime,
        /// 特定疾病療養受療証 提供同意 (OQSCD016).
        specific_diseases_consent: "SpecificDiseasesCertificateRelatedConsFlg" Text(1) => ConsentFlag,
        /// 特定疾病療養受療証 提供同意日時, yyyyMMddHHmmss.
        specific_diseases_consent_given_at: "SpecificDiseasesCertificateRelatedConsTime" DateTime,
        /// 限度額 変更有無 (OQSCD014), bulk answers only.
        limit_changed: "LimitApplicationCertificateChanged" Text(1) => LimitChange,
        /// 照会番号: the institution's own patient number, when it was registered earlier.
        reference_number: "ReferenceNumber" Text(50),
        /// 資格確認キー; seen in files of 2026, its meaning is not public.
        confirmation_key: "QualificationConfirmationKey" Any,
    }
    consents {
        /// 特定健診情報.
        checkups: "SpecificHealthCheckupsInfo",
        /// 薬剤情報.
        medication: "PharmacistsInfo",
        /// 診療情報.
        treatment: "DiagnosisInfo",
        /// 手術情報.
        operations: "OperationInfo",
        /// 傷病名; the element's name is inferred.
        diagnoses: "DiagnosisName",
        /// 感染症; the element's name is inferred.
        infections: "InfectiousInfo",
        /// その他アレルギー; the element's name is inferred.
        allergies: "AllergyInfo",
        /// 薬剤禁忌; the element's name is inferred.
        contraindications: "ContraindicationInfo",
        /// 検査; the element's name is inferred.
        tests: "TestInfo",
        /// 処方; the element's name is inferred.
        prescriptions: "PrescriptionInfo",
    }
    parts {
        /// 高齢受給者証.
        elderly: Option<ElderlyCertificate>,
        /// 限度額適用認定証.
        limit: Option<LimitCertificate>,
        /// 特定疾病療養受療証.
        specific_diseases: Vec<SpecificDiseaseCertificate>,
        /// 医療券・調剤券.
        medical_tickets: Vec<MedicalTicket>,
    }
}

elements! {
    /// 高齢受給者証: the certificate of a person of 70 to 74.
    ElderlyCertificate {
        /// 交付年月日, yyyyMMdd.
        certificate_date: "ElderlyRecipientCertificateDate" Date,
        /// 有効開始年月日, yyyyMMdd.
        valid_start_date: "ElderlyRecipientValidStartDate" Date,
        /// 有効終了年月日, yyyyMMdd.
        valid_end_date: "ElderlyRecipientValidEndDate" Date,
        /// 一部負担金割合, three digits of percent.
        contribution_ratio: "ElderlyRecipientContributionRatio" Digits(3),
    }
}

elements! {
    /// 限度額適用認定証: the most that the person pays in a month.
    LimitCertificate {
        /// 区分 (OQSCD011).
        classification: "LimitApplicationCertificateClassification" Text(2) => LimitClass,
        /// 適用区分 (OQSCD012).
        classification_flag: "LimitApplicationCertificateClassificationFlag" Text(3) => LimitFlag,
        /// 交付年月日, yyyyMMdd.
        certificate_date: "LimitApplicationCertificateDate" Date,
        /// 有効開始年月日, yyyyMMdd.
        valid_start_date: "LimitApplicationCertificateValidStartDate" Date,
        /// 有効終了年月日, yyyyMMdd.
        valid_end_date: "LimitApplicationCertificateValidEndDate" Date,
        /// 長期入院該当年月日, yyyyMMdd.
        long_term_date: "LimitApplicationCertificateLongTermDate" Date,
    }
}

elements! {
    /// 特定疾病療養受療証: one long, costly disease with its own limit.
    SpecificDiseaseCertificate {
        /// 認定疾病区分 (OQSCD013).
        disease_category: "SpecificDiseasesDiseaseCategory" Text(1) => Disease,
        /// 交付年月日, yyyyMMdd.
        certificate_date: "SpecificDiseasesCertificateDate" Date,
        /// 有効開始年月日, yyyyMMdd.
        valid_start_date: "SpecificDiseasesValidStartDate" Date,
        /// 有効終了年月日, yyyyMMdd.
        valid_end_date: "SpecificDiseasesValidEndDate" Date,
        /// 自己負担限度額, yen.
        self_pay: "SpecificDiseasesSelfPay" Any,
    }
}

elements! {
    /// 医療券・調剤券: one month of medical assistance at one institution.
    MedicalTicket {
        /// 券別 (OQSCD018).
        ticket_type: "TicketType" Text(2) => Ticket,
        /// 有効開始年月日, yyyyMMdd.
        valid_date: "MedicalTicketValidDate" Date,
        /// 有効終了年月日, yyyyMMdd.
        expiration_date: "MedicalTicketExpirationDate" Date,
        /// 交付番号.
        issue_number: "IssueNumber" Any,
        /// 診療年月, yyyyMM.
        treatment_month: "MedicalTreatmentMonth" Digits(6),
        /// 指定医療機関コード.
        designated_institution_code: "DesignatedMedicalInstitutionCode" Any,
        /// 指定医療機関の一致 (OQSCD026).
        designated_institution_flag: "DesignatedMedicalInstitutionFlag" Text(1) => Designation,
        /// 指定医療機関名.
        designated_institution_name: "DesignatedMedicalInstitutionName" Any,
        /// 処方箋発行医療機関コード.
        prescription_issuer_code: "PrescriptionIssuerMedicalInstitutionCode" Any,
        /// 処方箋発行医療機関名.
        prescription_issuer_name: "PrescriptionIssuerMedicalInstitutionName" Any,
        /// 傷病名1.
        injury_name1: "InjuryName1" Any,
        /// 傷病名2.
        injury_name2: "InjuryName2" Any,
        /// 傷病名3.
        injury_name3: "InjuryName3" Any,
        /// 診療別 (OQSCD019).
        treatment_type: "MedicalTreatmentType" Text(2) => Treatment,
        /// 本人支払額, yen.
        self_pay_amount: "SelfPayAmount" Any,
        /// 地区担当員名.
        district_contact_name: "DistrictContactName" Any,
        /// 取扱担当者名.
        handling_contact_name: "HandlingContactName" Any,
        /// 単独・併用別 (OQSCD020).
        single_or_combined_use: "SingleOrCombinedUse" Text(2) => Combination,
        /// 社会保険の有無 (OQSCD021).
        social_insurance: "StatusOfSocialInsurance" Text(2) => Presence,
        /// 社会保険状況の不整合 (OQSCD022).
        consistency_flag: "ConsistencyFlag" Text(1) => Inconsistency,
        /// 感染症法の該当 (OQSCD023); the element's spelling is the interface's.
        infection: "StatusOfInfecton" Text(2) => Presence,
        /// 後期高齢者医療の該当 (OQSCD024).
        elderly_medical_care: "StatusOfElderlyMedicalCare" Text(2) => Presence,
        /// 都道府県費の該当 (OQSCD025).
        prefectural_expenses: "StatusOfPrefecturalExpenses" Text(2) => Presence,
        /// 備考1.
        remarks1: "Remarks1" Any,
        /// 備考2.
        remarks2: "Remarks2" Any,
        /// 備考3.
        remarks3: "Remarks3" Any,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_names_what_is_there_and_hides_what_it_says() {
        let mut record = InsuredRecord { name: Some("窓口　花子".into()), ..Default::default() };
        record.medication.flag = Some("1".into());
        record.elderly =
            Some(ElderlyCertificate { contribution_ratio: Some("020".into()), ..Default::default() });
        let shown = format!("{record:?}");
        assert!(shown.contains("Name: •••") && shown.contains("PharmacistsInfoConsFlg: •••"), "{shown}");
        assert!(!shown.contains("花子") && !shown.contains("020"), "{shown}");
        let notice = Notice { code: "X1".into(), message: "花子さん".into() };
        assert_eq!(format!("{notice:?}"), r#"Notice { code: "X1", .. }"#);
    }

    #[test]
    fn no_two_elements_of_a_record_share_a_name() {
        let mut names: Vec<_> = InsuredRecord::default().leaves().iter().map(|(name, ..)| *name).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
        assert_eq!(all, 35 + 10 * 3);
    }
}
