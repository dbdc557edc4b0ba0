//! Doors to the private parts that take bytes from outside, one line each, for the programs in `fuzz/` alone.

use std::io::{self, Read, Write};
use std::sync::OnceLock;

use rsa::{BigUint, RsaPrivateKey};

use crate::authenticity::{self, FaceCertificate};
use crate::twin::chip::{Access, Application, Change, File, Form, Nature, Secret};
use crate::twin::{self, VirtualCard};
use crate::{Issuer, PrintedText, Signature, TrustAnchors, files, record, tlv};

/// Two primes of a key that protects nothing.
const PRIMES: [&[u8]; 2] = [
    b"f76e48f3e3eb3ae49d67351415d09266442a074f11916c3f40ccfd8c7ba19a637cecb016da355ad3",
    b"ee9f76583f35bd6ea0e0d9f83e565840422d504caad0cedce2262a188fde46b0262689fb89bd2f97",
];

/// The data objects of a file, header and value together, where they fill it.
pub fn objects(bytes: &[u8]) -> Option<Vec<&[u8]>> {
    tlv::all(bytes, "noise").ok().map(|objects| objects.iter().map(|object| object.raw).collect())
}

/// The size of the object that starts here, header included.
pub fn declared_size(bytes: &[u8]) -> Option<usize> {
    tlv::declared_size(bytes)
}

/// The fields of a record, header and value together.
pub fn record(file: &[u8]) -> Option<Vec<&[u8]>> {
    let fields = record::fields(file, "noise").ok()?;
    authenticity::face_digests(&fields);
    Some(fields.iter().map(|field| field.raw).collect())
}

/// What a certificate without a trust anchor says of `signature`.
pub fn face_certificate(file: &[u8], signature: &[u8]) -> Option<(Issuer, Signature)> {
    let certificate = FaceCertificate::parse(file, &TrustAnchors::default()).ok()?;
    Some(certificate.judge(&[0x5A; 96], signature))
}

/// Whether a key in the card's own form verifies `signature`.
pub fn key_verifies(objects: &[u8], signature: &[u8]) -> bool {
    authenticity::public_key(objects).is_ok_and(|key| authenticity::signed(&key, &[0x5A; 32], signature))
}

/// The size of a picture of printed text.
pub fn printed_text(png: &[u8]) -> Option<(u32, u32)> {
    PrintedText::new(png).decode().ok().map(|picture| picture.image().dimensions())
}

/// Serves a card to frames whose lengths have two bytes (vsmartcard) or four (our driver).
pub fn serve(stream: impl Read + Write, length_bytes: usize) -> io::Result<()> {
    twin::serve_frames(stream, length_bytes, card(0))
}

/// A card, phone or memory card by turns; the first two have one application with a file of every kind.
pub fn card(nature: u8) -> VirtualCard {
    let nature = [Nature::Card, Nature::Phone, Nature::Memory([0; 8])][usize::from(nature % 3)];
    let (free, locked) = (Access::Free, Access::After(&[0x18]));
    let files = vec![
        File::transparent(0x01, vec![0x5A; 300], locked),
        File::records(0x02, vec![vec![0x01, 0x1C], Vec::new()], free),
        File::internal(0x05),
        File::transparent(0x0A, vec![0x5A; 1600], free),
        File::key(0x17, key(), locked),
        File::secret(0x18, Secret::new(Form::Pin, "1234", 3)),
        File::authenticator(0x19, key()),
    ];
    let change = Change::ReferenceData;
    let application = Application { aid: &files::JPKI, files, internal_key: Some(key()), change };
    VirtualCard::new(&[0x3B, 0x80], nature, vec![application]).with_objects(vec![(0x45, vec![0x5A; 14])])
}

/// A key just long enough for a DigestInfo, because thousands of signatures a second are wanted of it.
fn key() -> RsaPrivateKey {
    static KEY: OnceLock<RsaPrivateKey> = OnceLock::new();
    let number = |digits| BigUint::parse_bytes(digits, 16).unwrap_or_default();
    let made = || {
        RsaPrivateKey::from_p_q(number(PRIMES[0]), number(PRIMES[1]), BigUint::from(65_537_u32))
            .unwrap_or_else(|error| panic!("{error}"))
    };
    KEY.get_or_init(made).clone()
}
