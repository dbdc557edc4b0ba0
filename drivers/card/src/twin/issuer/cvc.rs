//! The authority behind a 券面 application: it certifies the municipality's key, which signs what lies on the card
//! (my-number-card fact 1.6).

use rsa::RsaPrivateKey;
use rsa::traits::PublicKeyParts;

use super::Anchor;
use super::encoding::{public_key, template, tlv};
use super::key::sign;
use crate::twin::Error;

/// Names a key, by 16 bytes.
pub(super) type KeyId = [u8; 16];

/// A certifying key, and the key of the municipalities below it.
pub(super) struct CvcAuthority {
    id: KeyId,
    root: RsaPrivateKey,
    signer: RsaPrivateKey,
    /// Tells the keys of the two applications apart within one municipality.
    branch: &'static str,
}

impl CvcAuthority {
    /// Makes the authority named `id`, which begins with 9 so that it is neither production's (5) nor a test card's (6).
    pub(super) fn new(id: &str, branch: &'static str, root: RsaPrivateKey, signer: RsaPrivateKey) -> Self {
        Self { id: key_id(id), root, signer, branch }
    }

    /// Returns what a reader must know to believe this authority.
    pub(super) fn anchor(&self) -> Anchor {
        Anchor {
            key_id: self.id,
            modulus: self.root.n().to_bytes_be(),
            exponent: self.root.e().to_bytes_be(),
        }
    }

    /// Returns the key that signs the files of a card.
    pub(super) fn signer(&self) -> &RsaPrivateKey {
        &self.signer
    }

    /// Returns the identifier of that key for one municipality.
    pub(super) fn signer_id(&self, municipality: &str) -> KeyId {
        key_id(&format!("{municipality}{}/900", self.branch))
    }

    /// Makes EF 0004: 7F21 with the body (issuer, subject, key; 297 bytes) and its signature.
    pub(super) fn certificate(&self, municipality: &str) -> Result<Vec<u8>, Error> {
        let body = [&self.id[..], &self.signer_id(municipality), &public_key(&self.signer)].concat();
        let signature = sign(&self.root, &body)?;
        Ok(template(0x7F21, &[tlv(0x5F4E, &body), tlv(0x5F37, &signature)]))
    }
}

/// Pads a name with spaces to 16 bytes, or cuts it there.
fn key_id(name: &str) -> KeyId {
    let mut id = [b' '; 16];
    id.iter_mut().zip(name.bytes()).for_each(|(slot, byte)| *slot = byte);
    id
}
