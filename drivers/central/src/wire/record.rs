//! 資格確認結果: what an insurer knows about one person, element by element of the OQS result (XMLレイアウト).
//!
//! Field names are the element names in snake case. Every value is text as it came: leading zeros and leading spaces
//! stay, and `●` stands for a character outside the insurer's repertoire. An element that is absent is `None`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Makes a struct whose fields are optional texts, plus typed fields after `and`, with a `Debug` that shows nothing.
macro_rules! record {
    (
        $(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident,)* }
        $(and { $($(#[$tdoc:meta])* $typed:ident: $type:ty,)* })?
    ) => {
        $(#[$doc])*
        #[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        #[serde(default)]
        pub struct $name {
            $($(#[$fdoc])* #[serde(skip_serializing_if = "Option::is_none")] pub $field: Option<String>,)*
            $($($(#[$tdoc])* pub $typed: $type,)*)?
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    };
}

record! {
    /// Holds one 資格確認結果 (ResultOfQualificationConfirmation).
    QualificationResult {
        /// 被保険者証区分, OQSCD010.
        insured_card_classification,
        /// 保険者番号: 8 characters, padded on the left with spaces.
        insurer_number,
        /// 記号.
        insured_card_symbol,
        /// 番号.
        insured_identification_number,
        /// 枝番, 2 digits.
        insured_branch_number,
        /// 本人・家族の別, OQSCD009.
        personal_family_classification,
        /// 被保険者氏名(世帯主).
        insured_name,
        /// 氏名.
        name,
        /// 氏名(その他), such as 通称.
        name_of_other,
        /// 氏名カナ, half width.
        name_kana,
        /// 氏名カナ(その他).
        name_of_other_kana,
        /// 性別1 (券面表), OQSCD007.
        sex1,
        /// 性別2 (special notation rule), OQSCD007.
        sex2,
        /// 生年月日, `yyyyMMdd`.
        birthdate,
        /// 住所.
        address,
        /// 郵便番号, `123-4567`.
        post_number,
        /// 資格取得年月日.
        qualification_date,
        /// 資格喪失年月日.
        disqualification_date,
        /// 被保険者証交付年月日.
        insured_certificate_issuance_date,
        /// 被保険者証有効開始年月日.
        insured_card_valid_date,
        /// 被保険者証有効終了年月日.
        insured_card_expiration_date,
        /// 一部負担金割合, three digits percent (`010` is one tenth).
        insured_partial_contribution_ratio,
        /// 未就学区分, OQSCD015.
        preschool_classification,
        /// 資格喪失事由, OQSCD008.
        reason_of_loss,
        /// 保険者名称.
        insurer_name,
        /// 限度額 提供同意, OQSCD001.
        limit_application_certificate_related_cons_flg,
        /// 限度額 提供同意日時.
        limit_application_certificate_related_cons_time,
        /// 特定疾病 同意, OQSCD016.
        specific_diseases_certificate_related_cons_flg,
        /// 特定疾病 同意日時.
        specific_diseases_certificate_related_cons_time,
        /// 照会番号: the patient's id at this institution, where registered.
        reference_number,
        /// 資格確認キー.
        qualification_confirmation_key,
        /// 公費負担者番号, 医療扶助 only.
        public_expense_number,
        /// 受給者番号, 医療扶助 only.
        beneficiary_number,
        /// 福祉事務所名, 医療扶助 only.
        welfare_office_name,
    }
    and {
        /// 高齢受給者証.
        #[serde(skip_serializing_if = "Option::is_none")]
        elderly_recipient_certificate: Option<ElderlyRecipient>,
        /// 限度額適用認定証.
        #[serde(skip_serializing_if = "Option::is_none")]
        limit_application_certificate: Option<LimitApplication>,
        /// 特定疾病療養受療証.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        specific_diseases_certificates: Vec<SpecificDisease>,
        /// 医療券・調剤券.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        medical_tickets: Vec<MedicalTicket>,
        /// 特定健診情報 閲覧同意.
        specific_health_checkups_info: ConsentSlot,
        /// 薬剤情報 閲覧同意.
        pharmacists_info: ConsentSlot,
        /// 診療情報 閲覧同意.
        diagnosis_info: ConsentSlot,
        /// 手術情報 閲覧同意.
        operation_info: ConsentSlot,
    }
}

record! {
    /// Holds one consent: flag, when given, and until when it holds.
    ConsentSlot {
        /// …ConsFlg, OQSCD016: `0` no, `1` yes.
        cons_flg,
        /// …ConsTime, `yyyyMMddHHmmss`.
        cons_time,
        /// …AvailableTime, exactly 24 hours later.
        available_time,
    }
}

record! {
    /// Holds 高齢受給者証 (ElderlyRecipientCertificateInfo).
    ElderlyRecipient {
        /// 交付年月日.
        certificate_date,
        /// 有効開始年月日.
        valid_start_date,
        /// 有効終了年月日.
        valid_end_date,
        /// 一部負担金割合, three digits percent.
        contribution_ratio,
    }
}

record! {
    /// Holds 限度額適用認定証 (LimitApplicationCertificateRelatedInfo).
    LimitApplication {
        /// 区分, OQSCD011.
        classification,
        /// 適用区分, OQSCD012.
        classification_flag,
        /// 交付年月日.
        date,
        /// 有効開始年月日.
        valid_start_date,
        /// 有効終了年月日.
        valid_end_date,
        /// 長期入院該当年月日.
        long_term_date,
    }
}

record! {
    /// Holds 特定疾病療養受療証 (SpecificDiseasesCertificateInfo).
    SpecificDisease {
        /// 認定疾病区分, OQSCD013.
        disease_category,
        /// 交付年月日.
        certificate_date,
        /// 有効開始年月日.
        valid_start_date,
        /// 有効終了年月日.
        valid_end_date,
        /// 自己負担限度額.
        self_pay,
    }
}

record! {
    /// Holds 医療券・調剤券 (MedicalTicketInfo).
    MedicalTicket {
        /// 券別, OQSCD018.
        ticket_type,
        /// 有効開始年月日.
        medical_ticket_valid_date,
        /// 有効終了年月日.
        medical_ticket_expiration_date,
        /// 交付番号.
        issue_number,
        /// 診療年月, `yyyyMM`.
        medical_treatment_month,
        /// 指定医療機関コード.
        designated_medical_institution_code,
        /// 指定医療機関 一致, OQSCD026.
        designated_medical_institution_flag,
        /// 指定医療機関名.
        designated_medical_institution_name,
        /// 処方箋発行医療機関コード.
        prescription_issuer_medical_institution_code,
        /// 処方箋発行医療機関名.
        prescription_issuer_medical_institution_name,
        /// 傷病名1.
        injury_name1,
        /// 傷病名2.
        injury_name2,
        /// 傷病名3.
        injury_name3,
        /// 診療別, OQSCD019.
        medical_treatment_type,
        /// 本人支払額.
        self_pay_amount,
        /// 地区担当員名.
        district_contact_name,
        /// 取扱担当者名.
        handling_contact_name,
        /// 単独・併用別, OQSCD020.
        single_or_combined_use,
        /// 社保状況.
        status_of_social_insurance,
        /// 不整合, OQSCD022.
        consistency_flag,
        /// 感染症 (the element is spelt StatusOfInfecton).
        status_of_infection,
        /// 後期高齢者医療.
        status_of_elderly_medical_care,
        /// 都道府県費.
        status_of_prefectural_expenses,
        /// 備考1.
        remarks1,
        /// 備考2.
        remarks2,
        /// 備考3.
        remarks3,
    }
}
