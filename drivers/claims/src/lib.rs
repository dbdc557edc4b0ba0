//! The receipt computer's folder (レセコン連携): results of check-ins, and answers to its queries.
//!
//! A check-in puts one file into `OQS/face`; a request in `OQS/req` is answered in `OQS/res`. Every file appears whole
//! or not at all, and is never changed once it has appeared. Nor is it removed, for from then on it is the receipt computer's;
//! medical information alone goes when its time is over. This crate never asks the central service (a [`Centre`] that the
//! caller supplies does), and never lets a personal value through `Debug`.
//!
//! The external interface specification is not public. Names, forms and codes follow what independent public
//! implementations agree on; `docs/hand-off.md` lists what is known and what is not.
//!
//! | item | does |
//! |---|---|
//! | [`Folder`] | delivers a [`Confirmation`] into `face`, and counts what was not taken |
//! | [`Calls`] | counts the numbers by which patients are called |
//! | [`QueryDesk`] | answers requests |
//! | [`parse`], [`Request::parse`] | read files, whoever wrote them |
//! | [`code`] | the code tables |
//! | [`fhir`] | the same result as a FHIR Bundle |
//! | [`Finding`] | what a clerk should look at: ●, check digits |

mod calls;
pub mod check_digit;
pub mod code;
mod desk;
mod elements;
mod encoding;
mod error;
pub mod fhir;
mod finding;
mod folder;
mod form;
mod information;
mod job;
mod kept;
mod ledger;
mod name;
mod personal;
mod publish;
mod query;
mod result;
mod sequence;
mod staged;
mod tree;
mod wire;
mod writer;

pub use calls::Calls;
pub use code::{Code, Known, PrescriptionForm, ReferenceClass, ResultSegment, ResultStatus, Validity};
pub use desk::{Centre, Patience, QueryDesk, Turn};
pub use encoding::Encoding;
pub use error::{Error, Owner};
pub use finding::{Finding, Likeness, MASK, What};
pub use folder::{Folder, Parcel, Undelivered, Waiting};
pub use information::{
    Checkup, CheckupItem, ClinicalEntry, Dispensing, Information, MedicalRecord, Medicine, Scope, Subject,
    View,
};
pub use name::{Kind, RequestName};
pub use personal::Personal;
pub use query::{Ask, ConsentPeriod, Outcome, Registration, Reply, Request, RequestHeader, Search, Unit};
pub use result::{
    Body, Confirmation, Consent, ElderlyCertificate, Header, InsuredRecord, LimitCertificate, MedicalTicket,
    Notice, SpecificDiseaseCertificate,
};
pub use wire::{MAX_FILE_BYTES, parse, to_xml};
