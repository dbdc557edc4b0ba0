//! The messages between kiosk and service: JSON over HTTP, version 1 (`docs/central-wire.md`).
//!
//! Nothing outside this module knows a JSON field. Bytes travel as Base64, days as `yyyyMMdd`, times that end up in
//! the receipt computer's file as `yyyyMMddHHmmss` in Japan Standard Time, other times as Unix seconds. Numbers that
//! a person might call a number (insurer, symbol, branch) are strings and keep their leading zeros.
//! Types that hold personal values print none of them.

mod answer;
mod bytes;
pub(crate) mod form;
mod information;
mod outage;
mod problem;
mod question;
mod record;

pub use answer::{
    CertificateStatus, Challenge, ConsentReceipt, Eligibility, Enrolment, ProcessingResultStatus,
    QualificationValidity, QueryAnswer, ReferenceAnswer, SegmentOfResult, ServiceStatus,
};
pub use information::{
    Checkup, CheckupItem, ClinicalEntry, ClinicalSection, ConsentList, ConsentListRequest, Dispensing,
    InformationKind, MedicalInformation, Medicine, Profession, ViewRequest, Viewer,
};
pub use outage::{Identity, MatchReason, OutageAnswer, OutageOutcome, OutageQuestion, OutageRequest, Sex};
pub use problem::{Problem, RefusalCode};
pub use question::{
    Assertion, AssertionBody, CertificateStatusRequest, ChallengeRequest, ConsentRequest, EligibilityRequest,
    EnrolmentRequest, InsuredNumbers, MedicalInfo, Method, Proof, QueryRequest, ReferenceRequest, Request,
};
pub use record::{
    ConsentSlot, ElderlyRecipient, LimitApplication, MedicalTicket, QualificationResult, SpecificDisease,
};

use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The version that both sides must name in `wire_version`.
pub const WIRE_VERSION: u32 = 1;

/// The paths, which carry the major version.
pub mod path {
    /// `GET`: is the service there, and is it open.
    pub const STATUS: &str = "/v1/status";
    /// `POST`: a nonce for the card or the kiosk to sign.
    pub const CHALLENGES: &str = "/v1/challenges";
    /// `POST`: the state of a user-authentication certificate.
    pub const CERTIFICATE_STATUS: &str = "/v1/certificate-status";
    /// `POST`: proof of who is there, answered with the insurance.
    pub const ELIGIBILITY: &str = "/v1/eligibility";
    /// `POST`: proof of who is there, whose card becomes an insurance card; answered with the insurance.
    pub const ENROLMENTS: &str = "/v1/enrolments";
    /// `POST`: what the patient consents to.
    pub const CONSENTS: &str = "/v1/consents";
    /// `POST`: the insurance of somebody whose numbers are known, without a card.
    pub const QUERIES: &str = "/v1/queries";
    /// `POST`: medicines, check-ups or clinical information that a patient has opened.
    pub const VIEWS: &str = "/v1/views";
    /// `POST`: who consented on a day.
    pub const CONSENT_LISTS: &str = "/v1/consent-lists";
    /// `POST`: the institution's own number for an insured person.
    pub const REFERENCE_NUMBERS: &str = "/v1/reference-numbers";
    /// `POST`: the insurance of somebody who was there while the service could not be reached.
    pub const OUTAGE_QUERIES: &str = "/v1/outage-queries";
}

/// Wraps every question: the version beside the message's own fields.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "{T}Message")]
pub struct Question<T> {
    /// Always [`WIRE_VERSION`].
    #[serde(deserialize_with = "form::whole")]
    #[schemars(extend("const" = WIRE_VERSION))]
    pub wire_version: u32,
    /// The message; its fields stand beside `wire_version`.
    #[serde(flatten)]
    pub message: T,
}

/// Wraps every answer: the version and the request id that it belongs to beside the message's own fields.
#[derive(Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "{T}Message")]
pub struct Answer<T> {
    /// Always [`WIRE_VERSION`].
    #[serde(deserialize_with = "form::whole")]
    #[schemars(extend("const" = WIRE_VERSION))]
    pub wire_version: u32,
    /// The request id of the question, so that no answer reaches the wrong patient.
    pub request_id: String,
    /// The message; its fields stand beside the two above.
    #[serde(flatten)]
    pub message: T,
}

/// Says why bytes are no message, without quoting them: serde's own words may quote a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreadable {
    /// Not JSON, or JSON that ends too early.
    Syntax,
    /// JSON of another form.
    Form,
    /// Another `wire_version`.
    Version,
}

/// Writes a question as JSON.
pub fn write_question<T: Serialize>(message: &T) -> Vec<u8> {
    write(&Question { wire_version: WIRE_VERSION, message })
}

/// Writes an answer as JSON.
pub fn write_answer<T: Serialize>(request_id: &str, message: &T) -> Vec<u8> {
    write(&Answer { wire_version: WIRE_VERSION, request_id: request_id.to_owned(), message })
}

/// Reads a question, or says why the bytes are none.
pub fn read_question<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    version(bytes)?;
    read::<Question<T>>(bytes).map(|question| question.message)
}

/// Reads an answer, or says why the bytes are none.
pub fn read_answer<T: DeserializeOwned>(bytes: &[u8]) -> Result<Answer<T>, Unreadable> {
    version(bytes)?;
    read(bytes)
}

/// Reads a message without envelope: a problem document or the body of an assertion.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Unreadable> {
    serde_json::from_slice(bytes).map_err(|error| match error.classify() {
        serde_json::error::Category::Data => Unreadable::Form,
        _ => Unreadable::Syntax,
    })
}

/// Writes a message without envelope.
pub(crate) fn write<T: Serialize>(message: &T) -> Vec<u8> {
    #[expect(clippy::expect_used, reason = "our own structs: string keys, no failing serialiser")]
    serde_json::to_vec(message).expect("a message has a JSON form")
}

/// Looks at the version first, so that a later version is called that and not "malformed".
fn version(bytes: &[u8]) -> Result<(), Unreadable> {
    #[derive(Deserialize)]
    struct Version {
        #[serde(deserialize_with = "form::whole")]
        wire_version: u32,
    }
    match read::<Version>(bytes)?.wire_version {
        WIRE_VERSION => Ok(()),
        _ => Err(Unreadable::Version),
    }
}

#[cfg(test)]
mod tests;
