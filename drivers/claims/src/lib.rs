//! The receipt computer's folder (レセコン連携): one XML file for each patient who checked in at the reader.
//!
//! The kiosk writes `OQS/face/OQSsiquc01res_face_*.xml`, whole or not at all, and never changes or removes a file
//! that it has published: from then on the file is the receipt computer's. This crate never asks the central
//! service, never writes a medication or check-up document, and never lets a personal value through `Debug`.
//!
//! The external interface specification is not public. Names, forms and codes follow what independent public
//! implementations agree on; `docs/hand-off.md` lists what is known and what is not.
//!
//! - [`Folder`] delivers a [`FaceResult`]; [`parse`] reads one back.
//! - [`check_digit`] warns about numbers that cannot be right.

pub mod check_digit;
mod code;
mod encoding;
mod error;
mod folder;
mod form;
mod personal;
mod result;
mod tree;
mod wire;
mod writer;

pub use code::{PrescriptionForm, ReferenceClass, ResultSegment, ResultStatus, Validity};
pub use encoding::Encoding;
pub use error::{Error, Owner};
pub use folder::Folder;
pub use personal::Personal;
pub use result::{
    Body, Consent, ElderlyCertificate, FaceResult, Header, InsuredRecord, LimitCertificate, MedicalTicket,
    Notice, SpecificDiseaseCertificate,
};
pub use wire::{MAX_FILE_BYTES, parse, to_xml};
