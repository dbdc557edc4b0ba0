//! The central verification service: its client, its wire format, its rehearsal.
//!
//! The real service is closed: addresses, TLS profile and messages are not public. What is spoken here is this
//! project's own protocol, written down with examples in `docs/central-wire.md`; an operator puts an adapter between
//! it and the real service. This crate never reads a card, never sees a face and never stores what it is told.
//!
//! | module | holds |
//! |---|---|
//! | [`wire`] | the messages; the only place in the project that knows the JSON |
//! | [`client`] | the kiosk's side: mutual TLS, timeouts, repeats |
//! | [`assertion`] | the kiosk's signature under "face matched" or "a clerk looked" |
//! | [`error`] | what can go wrong, layer by layer |
//! | [`rehearsal`] | the service itself for a bench: TLS, SQLite, its own test authority, faults on demand |

pub mod assertion;
pub mod client;
pub mod error;
pub mod rehearsal;
pub mod wire;

pub use assertion::AssertionKey;
pub use client::{Client, ClientConfig, Finding, IdentityFiles};
pub use error::{Error, Layer, Owner};
pub use wire::{
    Assertion, AssertionBody, CertificateStatus, Challenge, ConsentReceipt, ConsentRequest, Eligibility,
    EligibilityRequest, Enrolment, EnrolmentRequest, InsuredNumbers, MedicalInfo, Method, OutageAnswer,
    OutageOutcome, OutageQuestion, OutageRequest, Problem, Proof, QueryAnswer, QueryRequest, ReferenceAnswer,
    ReferenceRequest, RefusalCode, ServiceStatus,
};

/// Makes ring the process-wide provider of rustls, once; later calls do nothing.
///
/// A TLS client or server that is built without a provider of its own panics where none is installed.
pub fn install_crypto_provider() {
    // An error here says that somebody installed a provider before us, which serves as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
}
