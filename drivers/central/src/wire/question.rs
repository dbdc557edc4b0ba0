//! What the kiosk asks.

use super::answer::{
    CertificateStatus, Challenge, ConsentReceipt, Eligibility, Enrolment, QueryAnswer, ReferenceAnswer,
};
use super::{bytes, form, path};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Ties a question to its address and its answer.
pub trait Request: Serialize + DeserializeOwned {
    /// What the service answers.
    type Answer: Serialize + DeserializeOwned;
    /// Where it is posted.
    const PATH: &'static str;
    /// Returns the id under which the service keeps its answer; 1 to 64 of `A-Z a-z 0-9 -`.
    fn request_id(&self) -> &str;
}

macro_rules! request {
    ($question:ident -> $answer:ident at $path:expr) => {
        impl Request for $question {
            type Answer = $answer;
            const PATH: &'static str = $path;
            fn request_id(&self) -> &str {
                &self.request_id
            }
        }
    };
}

request!(ChallengeRequest -> Challenge at path::CHALLENGES);
request!(CertificateStatusRequest -> CertificateStatus at path::CERTIFICATE_STATUS);
request!(EligibilityRequest -> Eligibility at path::ELIGIBILITY);
impl Request for EnrolmentRequest {
    type Answer = Enrolment;
    const PATH: &'static str = path::ENROLMENTS;
    fn request_id(&self) -> &str {
        &self.0.request_id
    }
}

request!(ConsentRequest -> ConsentReceipt at path::CONSENTS);
request!(QueryRequest -> QueryAnswer at path::QUERIES);
request!(ReferenceRequest -> ReferenceAnswer at path::REFERENCE_NUMBERS);

/// Asks for a nonce.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ChallengeRequest {
    /// The id of this request.
    #[schemars(regex(pattern = form::REQUEST_ID))]
    pub request_id: String,
}

/// Asks for the state of a certificate.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CertificateStatusRequest {
    /// The id of this request.
    #[schemars(regex(pattern = form::REQUEST_ID))]
    pub request_id: String,
    /// The user-authentication certificate, DER.
    #[serde(rename = "certificate", with = "bytes")]
    #[schemars(with = "bytes::Base64")]
    pub certificate_der: Vec<u8>,
}

/// Proves who is there and asks for the insurance.
#[derive(Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EligibilityRequest {
    /// The id of this request.
    #[schemars(regex(pattern = form::REQUEST_ID))]
    pub request_id: String,
    /// The id of the challenge whose nonce was signed.
    pub challenge_id: String,
    /// The user-authentication certificate, DER.
    #[serde(rename = "certificate", with = "bytes")]
    #[schemars(with = "bytes::Base64")]
    pub certificate_der: Vec<u8>,
    /// How the patient was recognised.
    pub proof: Proof,
    /// 資格確認日, `yyyyMMdd`.
    #[schemars(regex(pattern = form::DAY))]
    pub confirmation_date: String,
}

/// Enrols a card as insurance card (健康保険証利用登録) and asks for the insurance; its form is that of [`EligibilityRequest`].
///
/// To ask is to state that the patient has read the terms and agreed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct EnrolmentRequest(pub EligibilityRequest);

/// Proves that the card's owner is there.
#[derive(Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "method", rename_all = "snake_case")]
pub enum Proof {
    /// The card signed the nonce after its PIN: RSA PKCS#1 v1.5 over DigestInfo(SHA-256(nonce)).
    Pin {
        /// The card's signature, 256 bytes for RSA-2048.
        #[serde(with = "bytes")]
        #[schemars(with = "bytes::Base64")]
        signature: Vec<u8>,
    },
    /// The kiosk asserts that the face matched the card's photo.
    Face(Assertion),
    /// The kiosk asserts that a clerk compared face and photo (目視確認).
    Clerk(Assertion),
}

/// Carries what the kiosk asserts and its signature.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Assertion {
    /// An [`AssertionBody`] as JSON, byte for byte what was signed.
    #[serde(with = "bytes")]
    #[schemars(with = "bytes::Base64")]
    pub body: Vec<u8>,
    /// ECDSA P-256 with SHA-256, r and s of 32 bytes each, over [`crate::assertion::CONTEXT`] and the body.
    #[serde(with = "bytes")]
    #[schemars(with = "bytes::Base64")]
    pub signature: Vec<u8>,
}

/// States who was recognised, how, when, and for which nonce.
#[derive(Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct AssertionBody {
    /// The nonce of the challenge.
    #[serde(with = "bytes")]
    #[schemars(with = "bytes::Base64")]
    pub nonce: [u8; 32],
    /// Face or clerk.
    pub method: Method,
    /// When the person was recognised, Unix seconds.
    pub time: i64,
    /// SHA-256 of the certificate's DER, which binds the assertion to this card.
    #[serde(with = "bytes")]
    #[schemars(with = "bytes::Base64")]
    pub certificate_sha256: [u8; 32],
    /// How alike face and photo are, as the kiosk's network counts; demanded for [`Method::Face`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub similarity: Option<f32>,
    /// The clerk's id at the institution; demanded for [`Method::Clerk`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clerk_id: Option<String>,
}

/// Names how a person was recognised without a PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// By the kiosk's camera.
    Face,
    /// By a clerk's eyes.
    Clerk,
}

/// Tells the service what the patient consents to; all-false is an answer too.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConsentRequest {
    /// The id of this request.
    #[schemars(regex(pattern = form::REQUEST_ID))]
    pub request_id: String,
    /// From [`Eligibility::visit_token`].
    pub visit_token: String,
    /// Which information this institution may read.
    pub medical_info: MedicalInfo,
}

/// Says per kind of information whether the institution may read it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MedicalInfo {
    /// 特定健診情報.
    pub specific_health_checkups: bool,
    /// 薬剤情報.
    pub pharmacists: bool,
    /// 診療情報.
    pub diagnosis: bool,
    /// 手術情報.
    pub operation: bool,
}

impl MedicalInfo {
    /// Returns what both open.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            specific_health_checkups: self.specific_health_checkups && other.specific_health_checkups,
            pharmacists: self.pharmacists && other.pharmacists,
            diagnosis: self.diagnosis && other.diagnosis,
            operation: self.operation && other.operation,
        }
    }

    /// Says whether the patient opens anything.
    pub fn any(self) -> bool {
        self.specific_health_checkups || self.pharmacists || self.diagnosis || self.operation
    }
}

/// Names an insured person by the numbers on paper.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct InsuredNumbers {
    /// 保険者番号: 8 characters, padded on the left with spaces.
    pub insurer_number: String,
    /// 記号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insured_card_symbol: Option<String>,
    /// 番号.
    pub insured_identification_number: String,
    /// 枝番, 2 digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insured_branch_number: Option<String>,
}

/// Asks for somebody's insurance by numbers (照会区分 2).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QueryRequest {
    /// The id of this request.
    #[schemars(regex(pattern = form::REQUEST_ID))]
    pub request_id: String,
    /// Whom it is about.
    #[serde(flatten)]
    pub insured: InsuredNumbers,
    /// 生年月日, `yyyyMMdd`.
    pub birthdate: String,
    /// 資格確認日, `yyyyMMdd`.
    #[schemars(regex(pattern = form::DAY))]
    pub confirmation_date: String,
}

/// Registers the institution's own number for an insured person.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ReferenceRequest {
    /// The id of this request.
    #[schemars(regex(pattern = form::REQUEST_ID))]
    pub request_id: String,
    /// Whom it is about.
    #[serde(flatten)]
    pub insured: InsuredNumbers,
    /// 照会番号, at most 50 characters.
    #[schemars(length(min = 1, max = 50))]
    pub reference_number: String,
}

impl fmt::Debug for InsuredNumbers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("InsuredNumbers(..)")
    }
}

impl fmt::Debug for QueryRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("QueryRequest").field("request_id", &self.request_id).finish_non_exhaustive()
    }
}

impl fmt::Debug for ReferenceRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReferenceRequest").field("request_id", &self.request_id).finish_non_exhaustive()
    }
}

impl fmt::Debug for CertificateStatusRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CertificateStatusRequest")
            .field("request_id", &self.request_id)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for EligibilityRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("EligibilityRequest");
        shown.field("request_id", &self.request_id).field("proof", &self.proof).finish_non_exhaustive()
    }
}

impl fmt::Debug for Proof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pin { .. } => "Pin(..)",
            Self::Face(_) => "Face(..)",
            Self::Clerk(_) => "Clerk(..)",
        })
    }
}

impl fmt::Debug for Assertion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Assertion(..)")
    }
}

impl fmt::Debug for AssertionBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AssertionBody").field("method", &self.method).finish_non_exhaustive()
    }
}

impl fmt::Debug for ConsentRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConsentRequest").field("request_id", &self.request_id).finish_non_exhaustive()
    }
}
