//! Whether what a card says is genuine and whether the chip is the one that it was issued with (my-number-card fact 1.6).
//!
//! Three separate facts, because they lead to different decisions: who signed, whether the signature holds, and whether the
//! chip has the private key of the face. Nothing here tells whether a card was reported lost; only the verification service
//! knows.

use std::fmt;

use rand::RngCore;
use rand::rngs::OsRng;
use sha2::{Digest, Sha256};

use crate::anchors::{PublicKey, TrustAnchors};
use crate::tlv::{self, Tlv};
use crate::{Dialogue, Error};

/// What is known of a card's authenticity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authenticity {
    /// Who issued it.
    pub issuer: Issuer,
    /// Whether the face is as it was signed.
    pub signature: Signature,
    /// Whether the chip holds the private key that belongs to the face.
    pub chip: Chip,
}

impl Authenticity {
    /// Tells whether anything speaks against the card; that its issuer is unknown to us does not.
    pub fn is_contradicted(&self) -> bool {
        self.signature == Signature::Bad || self.chip == Chip::Failed
    }
}

/// Who vouches for the key that signed a face.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Issuer {
    /// The trust anchor of this name.
    Known(String),
    /// No anchor of ours.
    Unknown,
}

/// Whether a signed face is unchanged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signature {
    /// The signature is right.
    Genuine,
    /// It is wrong, or its key claims an issuer that we know and did not certify it.
    Bad,
}

/// The issuer's signature over the three digests of a face (DF28): PKCS#1 v1.5 by the key of the face's certificate.
///
/// It names the card as a number would, so it is not printed.
#[derive(Clone, PartialEq, Eq)]
pub struct FaceSignature(Vec<u8>);

impl FaceSignature {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        Self(bytes.to_vec())
    }

    /// Hands out the bytes: 256 on a card as issued.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for FaceSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FaceSignature(..)")
    }
}

/// How the chip met a fresh challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chip {
    /// It signed.
    Answered,
    /// It refused, or signed with another key: a copy.
    Failed,
    /// It was not asked, because it has no signed key to be measured by.
    Unasked,
}

/// The certificate of the key that signs faces (EF 0004, template 7F21).
pub(crate) struct FaceCertificate {
    key: PublicKey,
    /// Who certified it, or why that cannot be said.
    issuer: Result<Issuer, Signature>,
}

impl FaceCertificate {
    /// Parses `7F21{5F4E body, 5F37 signature}`, where the body is two 16-byte key identifiers and the key.
    pub(crate) fn parse(file: &[u8], anchors: &TrustAnchors) -> Result<Self, Error> {
        const WHAT: &str = "card-verifiable certificate";
        let (template, _) = tlv::first(file, WHAT)?;
        if template.tag != 0x7F21 {
            return Err(Error::Malformed(WHAT));
        }
        let objects = tlv::all(template.value, WHAT)?;
        let body = tlv::value(&objects, 0x5F4E, WHAT)?;
        let signature = tlv::value(&objects, 0x5F37, WHAT)?;
        let (issuer_id, rest) = body.split_at_checked(16).ok_or(Error::Malformed(WHAT))?;
        let key = rest.get(16..).ok_or(Error::Malformed(WHAT))?;
        Ok(Self { key: public_key(key)?, issuer: issuer(anchors, issuer_id, body, signature) })
    }

    /// Checks the signature over one digest of 32 bytes, or the three of a face, and returns who vouches for it.
    pub(crate) fn judge(&self, digests: &[u8], signature: &[u8]) -> (Issuer, Signature) {
        match &self.issuer {
            Ok(issuer) if signed(&self.key, digests, signature) => (issuer.clone(), Signature::Genuine),
            Ok(issuer) => (issuer.clone(), Signature::Bad),
            Err(forged) => (Issuer::Unknown, *forged),
        }
    }
}

/// Finds the anchor that certified `body`; an anchor that is named there and did not is a forgery.
fn issuer(anchors: &TrustAnchors, key_id: &[u8], body: &[u8], signature: &[u8]) -> Result<Issuer, Signature> {
    let digest = Sha256::digest(body);
    let mut named = anchors.with_key_id(key_id).peekable();
    if named.peek().is_none() {
        return Ok(Issuer::Unknown);
    }
    match named.find(|anchor| signed(anchor.key(), &digest, signature)) {
        Some(anchor) => Ok(Issuer::Known(anchor.name().to_owned())),
        None => Err(Signature::Bad),
    }
}

/// Parses an RSA key as cards write it: `90` exponent, `91` modulus.
pub(crate) fn public_key(objects: &[u8]) -> Result<PublicKey, Error> {
    const WHAT: &str = "card key, expected RSA of 2048 bits";
    let objects = tlv::all(objects, WHAT)?;
    let (exponent, modulus) = (tlv::value(&objects, 0x90, WHAT)?, tlv::value(&objects, 0x91, WHAT)?);
    PublicKey::new(modulus, exponent).ok_or(Error::Malformed(WHAT))
}

/// Hashes the fields of a face in three groups, each over whole data objects: data and key, name and address, photo.
///
/// A field that is not there adds nothing to its group.
pub(crate) fn face_digests(fields: &[Tlv<'_>]) -> [u8; 96] {
    let mut digests = [0; 96];
    let groups: [&[u16]; 3] = [&[0xDF22, 0xDF23, 0xDF24], &[0xDF25, 0xDF26], &[0xDF27]];
    for (digest, tags) in digests.chunks_exact_mut(32).zip(groups) {
        let present = tags.iter().filter_map(|tag| tlv::find(fields, *tag));
        let hash = present.fold(Sha256::new(), |hash, field| hash.chain_update(field.raw));
        digest.copy_from_slice(&hash.finalize());
    }
    digests
}

/// Has the current application sign a fresh challenge with its own key, and checks it with `key` from the face.
pub(crate) fn challenge(card: &mut Dialogue<'_>, key: &PublicKey) -> Result<Chip, Error> {
    let mut nonce = [0; 32];
    OsRng.fill_bytes(&mut nonce);
    let digest = Sha256::digest(nonce);
    match card.sign_for_application(&digest_info(&digest)) {
        Ok(signature) if signed(key, &digest, &signature) => Ok(Chip::Answered),
        Ok(_) | Err(Error::Refused { .. }) => Ok(Chip::Failed),
        Err(error) => Err(error),
    }
}

/// Tells whether `signature` is PKCS#1 v1.5 over a DigestInfo that holds `digest`, of at most 96 bytes.
///
/// The whole block is rebuilt and compared, because the face's DigestInfo names SHA-256 and holds three digests.
pub(crate) fn signed(key: &PublicKey, digest: &[u8], signature: &[u8]) -> bool {
    let info = digest_info(digest);
    let mut expected = [0xFF; 256];
    let separator = 255 - info.len();
    (expected[0], expected[1], expected[separator]) = (0x00, 0x01, 0x00);
    expected[separator + 1..].copy_from_slice(&info);
    signature.len() == 256 && key.block(signature) == Some(expected)
}

/// Builds `SEQUENCE { SEQUENCE { sha-256, NULL }, OCTET STRING digest }` (RFC 8017 clause 9.2), of at most 127 bytes.
pub(crate) fn digest_info(digest: &[u8]) -> Vec<u8> {
    const SHA_256: [u8; 15] = [0x30, 0x0D, 6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1, 5, 0];
    let length = digest.len() as u8;
    let mut info = vec![0x30, 15 + 2 + length];
    info.extend(SHA_256);
    info.extend([0x04, length]);
    info.extend(digest);
    info
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rsa::traits::PublicKeyParts;
    use rsa::{Pkcs1v15Sign, RsaPrivateKey};

    use super::*;
    use crate::anchors::Anchor;

    const ISSUER_ID: [u8; 16] = *b"9000023/001     ";

    fn private_key() -> RsaPrivateKey {
        RsaPrivateKey::new(&mut OsRng, 2048).unwrap()
    }

    fn sign(key: &RsaPrivateKey, digest: &[u8]) -> Vec<u8> {
        key.sign(Pkcs1v15Sign::new_unprefixed(), &digest_info(digest)).unwrap()
    }

    fn key_objects(key: &RsaPrivateKey) -> Vec<u8> {
        let exponent = [0x90, 3, 1, 0, 1];
        [&exponent[..], &[0x91, 0x82, 1, 0], &key.n().to_bytes_be()].concat()
    }

    fn certificate(subject: &RsaPrivateKey, issuer: &RsaPrivateKey) -> Vec<u8> {
        let body = [&ISSUER_ID[..], b"91322121        ", &key_objects(subject)].concat();
        let signature = sign(issuer, &Sha256::digest(&body));
        let body_length = (body.len() as u16).to_be_bytes();
        let objects =
            [&[0x5F, 0x4E, 0x82][..], &body_length, &body, &[0x5F, 0x37, 0x82, 1, 0], &signature].concat();
        [&[0x7F, 0x21, 0x82][..], &(objects.len() as u16).to_be_bytes(), &objects].concat()
    }

    fn anchored(key: &RsaPrivateKey) -> TrustAnchors {
        let anchor = Anchor::new("rehearsal", ISSUER_ID, &key.n().to_bytes_be(), &[1, 0, 1]);
        TrustAnchors::from_iter(anchor)
    }

    #[test]
    fn issuer_and_signature_are_separate_facts() {
        let (ca, signer, stranger) = (private_key(), private_key(), private_key());
        let file = certificate(&signer, &ca);
        let digests = [7; 96];
        let (right, wrong) = (sign(&signer, &digests), sign(&stranger, &digests));
        let known = || Issuer::Known("rehearsal".to_owned());
        let rows = [
            (anchored(&ca), &right, (known(), Signature::Genuine)),
            (anchored(&ca), &wrong, (known(), Signature::Bad)),
            (TrustAnchors::default(), &right, (Issuer::Unknown, Signature::Genuine)),
            (TrustAnchors::default(), &wrong, (Issuer::Unknown, Signature::Bad)),
            (anchored(&stranger), &right, (Issuer::Unknown, Signature::Bad)),
        ];
        for (anchors, signature, verdict) in rows {
            let certificate = FaceCertificate::parse(&file, &anchors).unwrap();
            assert_eq!(certificate.judge(&digests, signature), verdict, "{anchors:?}");
        }
        for cut in 0..file.len() {
            assert!(FaceCertificate::parse(&file[..cut], &anchored(&ca)).is_err(), "cut at {cut}");
        }
    }

    #[test]
    fn only_the_exact_block_counts() {
        let private = private_key();
        let key = PublicKey::new(&private.n().to_bytes_be(), &[1, 0, 1]).unwrap();
        let digest = [9; 32];
        let good = sign(&private, &digest);
        assert!(signed(&key, &digest, &good));
        assert!(!signed(&key, &[8; 32], &good));
        assert!(!signed(&key, &digest, &good[1..]));
        assert!(!signed(&key, &digest, &[0xFF; 256]));
        assert!(!signed(&key, &digest, &[]));
    }

    #[test]
    fn a_digest_info_has_the_known_prefix() {
        assert_eq!(hex::encode(&digest_info(&[0; 32])[..19]), "3031300d060960864801650304020105000420");
        assert_eq!(hex::encode(&digest_info(&[0; 96])[..19]), "3071300d060960864801650304020105000460");
    }

    proptest! {
        #[test]
        fn no_bytes_make_the_parser_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
            let _ = FaceCertificate::parse(&bytes, &TrustAnchors::default());
            let _ = public_key(&bytes);
        }
    }
}
