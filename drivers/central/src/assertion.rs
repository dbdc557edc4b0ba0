//! The kiosk's word: "the face matched" or "a clerk looked", signed with the kiosk's own key.
//!
//! ECDSA on P-256 with SHA-256 (FIPS 186-5), fixed-length signature. What is signed is [`CONTEXT`] followed by the
//! JSON of the body, and that JSON travels as it was signed, so no two programs need to agree on how to write it.
//! This is no PIN-less use of the card's own key: that needs certified equipment.

use crate::wire::{self, Assertion, AssertionBody};
use ring::rand::SystemRandom;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, UnparsedPublicKey,
};
use rustls_pki_types::PrivatePkcs8KeyDer;
use rustls_pki_types::pem::PemObject as _;
use std::fmt;
use zeroize::Zeroizing;

/// Stands before the signed body, so that the signature fits no other purpose.
pub const CONTEXT: &[u8] = b"madoguchi assertion v1\0";

/// Holds the kiosk's assertion key in memory that is wiped on drop; it is unpacked for the length of one signature.
pub struct AssertionKey {
    pkcs8: Zeroizing<Vec<u8>>,
    public: Vec<u8>,
}

/// Says why bytes are no assertion key, or a signature could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not a PEM block `PRIVATE KEY`.
    #[error("expected a PEM block PRIVATE KEY (PKCS#8)")]
    NotPem,
    /// Not a P-256 key in PKCS#8 with its public key.
    #[error("expected an ECDSA P-256 key in PKCS#8")]
    NotP256,
    /// The system's random source failed.
    #[error("the signature could not be made")]
    Signing,
}

impl AssertionKey {
    /// Reads a key from PKCS#8 as PEM.
    pub fn from_pkcs8_pem(pem: &[u8]) -> Result<Self, KeyError> {
        let der = PrivatePkcs8KeyDer::from_pem_slice(pem).map_err(|_| KeyError::NotPem)?;
        Self::from_pkcs8_der(der.secret_pkcs8_der())
    }

    /// Reads a key from PKCS#8 as DER.
    pub fn from_pkcs8_der(der: &[u8]) -> Result<Self, KeyError> {
        let pkcs8 = Zeroizing::new(der.to_vec());
        let public = unpack(&pkcs8)?.public_key().as_ref().to_vec();
        Ok(Self { pkcs8, public })
    }

    /// Returns the public key for registration: an uncompressed point, 65 bytes.
    pub fn public_key(&self) -> &[u8] {
        &self.public
    }

    /// Signs a statement.
    pub fn sign(&self, body: &AssertionBody) -> Result<Assertion, KeyError> {
        let body = wire::write(body);
        let key = unpack(&self.pkcs8)?;
        let signature =
            key.sign(&SystemRandom::new(), &signed_bytes(&body)).map_err(|_| KeyError::Signing)?;
        Ok(Assertion { body, signature: signature.as_ref().to_vec() })
    }
}

impl Assertion {
    /// Returns the statement if `public_key` signed it and it can be read.
    pub fn verify(&self, public_key: &[u8]) -> Option<AssertionBody> {
        let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, public_key);
        key.verify(&signed_bytes(&self.body), &self.signature).ok()?;
        wire::read(&self.body).ok()
    }
}

impl fmt::Debug for AssertionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AssertionKey(..)")
    }
}

fn unpack(pkcs8: &[u8]) -> Result<EcdsaKeyPair, KeyError> {
    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8, &SystemRandom::new())
        .map_err(|_| KeyError::NotP256)
}

fn signed_bytes(body: &[u8]) -> Vec<u8> {
    [CONTEXT, body].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Method;

    fn key() -> AssertionKey {
        let pem = rcgen::KeyPair::generate().unwrap().serialize_pem();
        AssertionKey::from_pkcs8_pem(pem.as_bytes()).unwrap()
    }

    fn body() -> AssertionBody {
        AssertionBody {
            nonce: [7; 32],
            method: Method::Face,
            time: 1_795_000_000,
            certificate_sha256: [9; 32],
            similarity: Some(0.71),
            clerk_id: None,
        }
    }

    #[test]
    fn a_signed_statement_reads_back_and_an_altered_one_does_not() {
        let key = key();
        let assertion = key.sign(&body()).unwrap();
        assert_eq!(assertion.verify(key.public_key()), Some(body()));
        for at in [0, assertion.body.len() - 1] {
            let mut altered = assertion.clone();
            altered.body[at] ^= 1;
            assert_eq!(altered.verify(key.public_key()), None);
        }
        assert_eq!(assertion.verify(self::key().public_key()), None, "another kiosk's key");
    }

    #[test]
    fn a_signature_over_the_bare_body_is_not_an_assertion() {
        let key = key();
        let body = wire::write(&body());
        let bare = unpack(&key.pkcs8).unwrap().sign(&SystemRandom::new(), &body).unwrap();
        let assertion = Assertion { body, signature: bare.as_ref().to_vec() };
        assert_eq!(assertion.verify(key.public_key()), None);
    }

    #[test]
    fn what_is_no_key_is_refused_and_no_key_is_printed() {
        assert_eq!(AssertionKey::from_pkcs8_pem(b"hello").unwrap_err(), KeyError::NotPem);
        assert_eq!(AssertionKey::from_pkcs8_der(b"hello").unwrap_err(), KeyError::NotP256);
        assert_eq!(format!("{:?}", key()), "AssertionKey(..)");
    }
}
