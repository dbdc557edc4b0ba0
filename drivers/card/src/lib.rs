//! The My Number Card over ISO 7816-4 and PC/SC, and its virtual twin.
//!
//! What is done with a card is straight-line code over a [`Dialogue`]: [`recognise`], [`user_certificate`],
//! [`sign_with_pin`], [`sign_again`], [`read_face`], [`read_attributes`].
//!
//! | room | what it holds |
//! |---|---|
//! | [`port`] | what a kiosk needs of a reader: events, and a card for one dialogue |
//! | [`pcsc`] | the reader that is there, through the PC/SC service |
//! | [`transmit`] | one command in, one response out; the recorder that tests read |
//! | [`apdu`], [`status`] | commands, responses and status words of ISO/IEC 7816-4 |
//! | [`files`] | application identifiers and elementary files of the card |
//! | [`twin`] | the virtual card |
//!
//! The individual number (個人番号) is never read: nothing here names the files that hold it.

pub mod apdu;
pub mod files;
pub mod pcsc;
pub mod port;
pub mod status;
pub mod transmit;
pub mod twin;

mod anchors;
mod authenticity;
mod binary;
mod certificate;
mod command;
mod common;
mod dialogue;
mod error;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
mod jpki;
mod lineage;
mod personal;
mod photo;
mod picture;
mod recognise;
mod record;
#[cfg(test)]
mod script;
mod secret;
mod text;
mod tlv;
mod token;
mod visual;

pub use crate::pcsc::{PcscSlot, PcscWatch, SeenReader, pcsc_reader, readers};
pub use anchors::{Anchor, AnchorError, PublicKey, TrustAnchors};
pub use apdu::{CommandApdu, ResponseApdu};
pub use authenticity::{Authenticity, Chip, FaceSignature, Issuer, Signature};
pub use certificate::{Period, UserCertificate, certificate_period, serves_until};
pub use command::Tries;
pub use common::{CardNumber, read_card_number};
pub use dialogue::{Dialogue, Lengths};
pub use error::Error;
pub use jpki::{
    pin_tries, sign_again, sign_with_pin, signature_ca_certificate, user_ca_certificate, user_certificate,
};
pub use lineage::{Lineage, Root, issued_by_a_root, lineage};
pub use personal::{Attributes, CardDate, Personal, Sex};
pub use photo::{Photo, PhotoError};
pub use picture::{PictureError, PrintedText, TextPicture};
pub use port::{CardSlot, ReaderEvent, ReaderFault, ReaderWatch};
pub use recognise::{CardKind, recognise};
pub use secret::{LastTry, SecretError, UserPin, VerificationCodeB};
pub use status::StatusWord;
pub use text::read_attributes;
pub use token::{CertificatesPresent, TokenInformation, certificates_present, token_information};
pub use transmit::{Tracing, Transmit, TransmitError};
pub use visual::{CardFace, FaceInformation, code_tries, face_information, read_face};
