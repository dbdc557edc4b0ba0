//! Refusals: problem documents (RFC 9457, `application/problem+json`) with a code of a closed list.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Explains a refusal or a failure of the service; says nothing about a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Problem {
    /// `urn:madoguchi:problem:` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    /// One sentence for the log.
    pub title: String,
    /// The HTTP status again.
    pub status: u16,
    /// The reason, for programs.
    pub code: RefusalCode,
}

impl Problem {
    /// Makes the document for a reason.
    pub fn new(code: RefusalCode) -> Self {
        let (status, slug, title) = code.facts();
        Self { kind: format!("urn:madoguchi:problem:{slug}"), title: title.to_owned(), status, code }
    }
}

macro_rules! refusals {
    ($($(#[$doc:meta])* $name:ident = $status:literal $slug:literal $title:literal,)*) => {
        /// Names why the service refuses.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
        pub enum RefusalCode {
            $($(#[$doc])* #[serde(rename = $slug)] $name,)*
            /// A reason that this version does not know.
            #[serde(other, rename = "other")]
            Other,
        }

        impl RefusalCode {
            /// Lists every reason that this version knows.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Returns HTTP status, spelling and sentence.
            fn facts(self) -> (u16, &'static str, &'static str) {
                match self {
                    $(Self::$name => ($status, $slug, $title),)*
                    Self::Other => (500, "other", "an unlisted problem"),
                }
            }

            /// Returns the spelling on the wire and in the service's records.
            pub fn as_str(self) -> &'static str {
                self.facts().1
            }
        }
    };
}

refusals! {
    /// The question is not of the agreed form.
    BadRequest = 400 "bad-request" "the question is not of the agreed form",
    /// The question names another `wire_version`.
    WireVersion = 400 "wire-version" "this version is not spoken here",
    /// The client certificate is trusted, but no kiosk is registered under its name.
    KioskNotRegistered = 403 "kiosk-not-registered" "no kiosk of this name is registered",
    /// Who asks is known, and this question is not theirs to ask.
    NotAllowed = 403 "not-allowed" "this question is not yours to ask",
    /// The request id has been used for another question.
    RequestIdReused = 409 "request-id-reused" "the request id belongs to another question",
    /// No such nonce was given to this kiosk.
    NonceUnknown = 403 "nonce-unknown" "no such nonce was given to this kiosk",
    /// The nonce has been used.
    NonceUsed = 403 "nonce-used" "the nonce has been used",
    /// The nonce is too old.
    NonceExpired = 403 "nonce-expired" "the nonce is too old",
    /// The bytes are no user-authentication certificate.
    CertificateMalformed = 403 "certificate-malformed" "not a user-authentication certificate",
    /// No known authority signed the certificate.
    CertificateUnknownIssuer = 403 "certificate-unknown-issuer" "no known authority signed the certificate",
    /// The certificate is not valid yet, or was issued less than 24 hours ago and is not on record yet.
    CertificateNotYetValid = 403 "certificate-not-yet-valid" "the certificate is not valid yet",
    /// The certificate ended, and its three months of grace too.
    CertificateExpired = 403 "certificate-expired" "the certificate and its grace have ended",
    /// The certificate was revoked.
    CertificateRevoked = 403 "certificate-revoked" "the certificate was revoked",
    /// The card's signature is not over the nonce by the certificate's key.
    SignatureInvalid = 403 "signature-invalid" "the card's signature does not fit nonce and certificate",
    /// The kiosk's signature under the assertion is not by its registered key.
    AssertionInvalid = 403 "assertion-invalid" "the assertion is not signed by the registered key",
    /// The assertion speaks of another nonce, certificate or method, or lacks what its method demands.
    AssertionMismatch = 403 "assertion-mismatch" "the assertion does not fit the question",
    /// The assertion's time is too far from the service's.
    AssertionStale = 403 "assertion-stale" "the assertion's time is too far off",
    /// No such visit was opened by this kiosk.
    VisitUnknown = 403 "visit-unknown" "no such visit was opened by this kiosk",
    /// The visit was opened too long ago.
    VisitExpired = 403 "visit-expired" "the visit was opened too long ago",
    /// The visit that is asked about afterwards is too long ago, or still to come.
    VisitOutOfTime = 403 "visit-out-of-time" "the visit is not of the last days",
    /// A certificate in grace opens eligibility only; medical information stays closed.
    SharingClosed = 403 "sharing-closed" "medical information is closed while the certificate is in grace",
    /// Only the person, by PIN or face, enrols a card; a clerk's word opens eligibility only.
    EnrolmentNotByClerk = 403 "enrolment-not-by-clerk" "a card is enrolled by PIN or face, not by a clerk",
    /// The owner is under fifteen, or of unknown age: a representative enrols with the card's PIN.
    EnrolmentNeedsPin = 403 "enrolment-needs-pin" "this card is enrolled with its PIN by a representative",
    /// A certificate in grace opens eligibility only.
    EnrolmentClosed = 403 "enrolment-closed" "a certificate in grace enrols no card",
    /// The certificate is good, and no insurer has told of its owner.
    EnrolmentPersonUnknown = 403 "enrolment-person-unknown" "no insurer has told of this card's owner",
    /// Whoever would look is not licensed as those who may.
    ViewerNotQualified = 403 "viewer-not-qualified" "medical information is for physicians, dentists and pharmacists",
    /// The numbers are nobody's, or several people's.
    InsuredUnknown = 403 "insured-unknown" "no one person has these numbers",
    /// The patient has not opened this information.
    ConsentMissing = 403 "consent-missing" "the patient has not opened this information",
    /// The patient opened it, and its day has passed.
    ConsentExpired = 403 "consent-expired" "the consent has ended",
    /// There is nothing at this address.
    NotFound = 404 "not-found" "nothing at this address",
    /// The address exists and is asked in another way.
    MethodNotAllowed = 405 "method-not-allowed" "this address is asked with another method",
    /// The question is longer than this address takes.
    TooLong = 413 "too-long" "the question is too long",
    /// The question does not say that it is JSON.
    MediaType = 415 "media-type" "a question is application/json",
    /// The service is closed for maintenance.
    Maintenance = 503 "maintenance" "closed for maintenance",
    /// More questions wait than can be answered in time.
    Overloaded = 503 "overloaded" "too many questions wait; ask again",
    /// The records cannot be reached for the moment.
    RecordsAway = 503 "records-away" "the records cannot be reached; ask again",
    /// The service itself failed.
    Internal = 500 "internal" "the service failed",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_spelt_as_its_document_says() {
        for code in RefusalCode::ALL {
            let text = String::from_utf8(super::super::write(&Problem::new(*code))).unwrap();
            assert!(text.contains(&format!(r#""code":"{}""#, code.as_str())), "{text}");
            assert_eq!(super::super::read::<Problem>(text.as_bytes()), Ok(Problem::new(*code)));
        }
    }

    #[test]
    fn a_reason_of_a_later_version_is_other() {
        let text = br#"{"type":"urn:x","title":"t","status":403,"code":"moon-phase"}"#;
        assert_eq!(super::super::read::<Problem>(text).map(|problem| problem.code), Ok(RefusalCode::Other));
    }
}
