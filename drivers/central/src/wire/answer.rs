//! What the service answers.

use super::bytes;
use super::record::{ConsentSlot, QualificationResult};
use jiff::ToSpan as _;
use jiff::civil::DateTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Says that the service is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ServiceStatus {
    /// The service's clock, Unix seconds.
    pub time: i64,
    /// 医療機関コード that the service knows this kiosk under.
    pub institution_code: String,
}

/// Carries a nonce that may be signed once.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Challenge {
    /// Random bytes for the card or the kiosk to sign.
    #[serde(with = "bytes")]
    #[schemars(with = "bytes::Base64")]
    pub nonce: [u8; 32],
    /// What to name it by.
    #[serde(rename = "challenge_id")]
    pub id: String,
    /// The last moment at which it may be used, Unix seconds of the service's clock.
    pub expires_at: i64,
}

/// States a user-authentication certificate's condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum CertificateStatus {
    /// In order.
    Valid,
    /// In order, and ends within three months.
    ExpiresSoon {
        /// Whole days left.
        days: u32,
    },
    /// Ended not more than three months ago: eligibility only, no medical information.
    Grace,
    /// Ended longer ago, or not valid yet.
    Expired,
    /// Withdrawn, as for a lost card.
    Revoked,
    /// Issued less than 24 hours ago, as after a renewal, and not on record yet.
    Renewed,
    /// Not by an authority that the service knows.
    Unknown,
}

/// Answers whether and how the visit is insured: header and body of the OQS face result, and what the visit needs.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Eligibility {
    /// 処理実行日時, `yyyyMMddHHmmss`.
    pub process_execution_time: String,
    /// 資格確認日, `yyyyMMdd`, as asked.
    pub qualification_confirmation_date: String,
    /// 医療機関コード, 10 digits.
    pub medical_institution_code: String,
    /// 照会区分, OQSCD002; `1` for a card.
    pub reference_classification: String,
    /// 処理結果区分.
    pub segment_of_result: SegmentOfResult,
    /// エラーコード, only where [`Self::segment_of_result`] is not `1`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_code: Option<String>,
    /// エラーメッセージ, likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_message: Option<String>,
    /// 処理結果状況.
    pub processing_result_status: ProcessingResultStatus,
    /// 処理結果コード: on error, or with status `1` as extra information.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processing_result_code: Option<String>,
    /// 処理結果メッセージ, meant to be shown as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processing_result_message: Option<String>,
    /// 資格有効性.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualification_validity: Option<QualificationValidity>,
    /// 資格確認結果, none to several.
    #[serde(default)]
    pub results: Vec<QualificationResult>,
    /// Whether the card is enrolled as an insurance card (初回登録); if not, there are no results.
    pub enrolled: bool,
    /// The certificate's condition as judged for this answer.
    pub certificate: CertificateStatus,
    /// Whether consent to medical information can be given; closed while the certificate is in grace.
    pub information_sharing_open: bool,
    /// Names this visit in [`super::ConsentRequest`].
    pub visit_token: String,
}

impl Eligibility {
    /// Says whether this visit is insured beyond doubt: processed, valid, and exactly one record.
    pub fn is_clear(&self) -> bool {
        self.segment_of_result == SegmentOfResult::Normal
            && self.processing_result_status == ProcessingResultStatus::Normal
            && self.qualification_validity == Some(QualificationValidity::Valid)
            && self.results.len() == 1
    }
}

/// Answers an enrolment with the insurance that it opens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Enrolment {
    /// Whether the card was enrolled before, which is no error.
    pub already_enrolled: bool,
    /// When the card was enrolled, `yyyyMMddHHmmss`; absent where that was not done at this service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enrolled_at: Option<String>,
    /// What [`super::EligibilityRequest`] would be answered from now on.
    #[serde(flatten)]
    pub eligibility: Eligibility,
}

macro_rules! coded {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $code)] $variant,)*
        }

        impl $name {
            /// Returns the code as the file and the wire write it.
            pub fn code(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)*
                }
            }

            /// Finds the value of a code.
            pub fn from_code(code: &str) -> Option<Self> {
                match code {
                    $($code => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

coded! {
    /// 処理結果区分, OQSCD003.
    SegmentOfResult {
        /// 正常終了.
        Normal = "1",
        /// 処理中.
        InProgress = "2",
        /// 異常終了.
        Abnormal = "9",
    }
}

coded! {
    /// 処理結果状況, OQSCD004.
    ProcessingResultStatus {
        /// 正常.
        Normal = "1",
        /// エラー.
        Error = "2",
    }
}

coded! {
    /// 資格有効性, OQSCD006.
    QualificationValidity {
        /// 有効.
        Valid = "1",
        /// 無効.
        Invalid = "2",
        /// 無効(新しい資格あり).
        InvalidNewerExists = "3",
        /// 該当資格なし.
        NotFound = "4",
        /// 複数該当.
        Several = "5",
        /// 有効(未登録), 医療扶助 only.
        ValidUnregistered = "6",
    }
}

/// Confirms the patient's consent; the four slots go into the OQS face result as they are.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConsentReceipt {
    /// When consent was recorded, `yyyyMMddHHmmss`.
    pub consent_time: String,
    /// The end of the window, exactly 24 hours later.
    pub available_time: String,
    /// 特定健診情報.
    pub specific_health_checkups: ConsentSlot,
    /// 薬剤情報.
    pub pharmacists: ConsentSlot,
    /// 診療情報.
    pub diagnosis: ConsentSlot,
    /// 手術情報.
    pub operation: ConsentSlot,
}

impl ConsentReceipt {
    /// Says whether the window is exactly 24 hours.
    pub fn lasts_a_day(&self) -> bool {
        let time = |text: &str| DateTime::strptime("%Y%m%d%H%M%S", text).ok();
        // Japan keeps no summer time, so a civil day is 24 hours.
        let end = time(&self.consent_time).and_then(|start| start.checked_add(1.day()).ok());
        end.is_some() && end == time(&self.available_time)
    }
}

impl fmt::Debug for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Challenge").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

impl fmt::Debug for Eligibility {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Eligibility")
            .field("processing_result_status", &self.processing_result_status)
            .field("qualification_validity", &self.qualification_validity)
            .field("results", &self.results.len())
            .field("enrolled", &self.enrolled)
            .field("certificate", &self.certificate)
            .finish_non_exhaustive()
    }
}

/// Answers a query by numbers: the body of the OQS result.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QueryAnswer {
    /// 処理結果状況.
    pub processing_result_status: ProcessingResultStatus,
    /// 処理結果コード.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processing_result_code: Option<String>,
    /// 処理結果メッセージ, meant to be shown as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processing_result_message: Option<String>,
    /// 資格有効性.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub qualification_validity: Option<QualificationValidity>,
    /// 資格確認結果.
    pub results: Vec<QualificationResult>,
}

/// Answers a registration of a reference number.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReferenceAnswer {
    /// 処理結果状況.
    pub processing_result_status: ProcessingResultStatus,
    /// 処理結果コード.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processing_result_code: Option<String>,
    /// 処理結果メッセージ, meant to be shown as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processing_result_message: Option<String>,
}

impl fmt::Debug for QueryAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("QueryAnswer")
            .field("processing_result_status", &self.processing_result_status)
            .field("qualification_validity", &self.qualification_validity)
            .field("results", &self.results.len())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for ReferenceAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReferenceAnswer")
            .field("processing_result_status", &self.processing_result_status)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for ConsentReceipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ConsentReceipt(..)")
    }
}
