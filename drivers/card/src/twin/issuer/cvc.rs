//! The authorities of card-verifiable certificates: each certifies the key of a municipality, which signs what lies on the card
//! (my-number-card fact 1.6).

use rsa::RsaPrivateKey;
use rsa::traits::PublicKeyParts;

use super::Anchor;
use super::encoding::{public_key, template, tlv};
use super::key::sign;
use crate::twin::Error;

/// Names a key, by 16 bytes: seven digits, 08 05, three digits of a group, and filler.
pub(super) type KeyId = [u8; 16];

/// A certifying key, and the key of the municipalities below it.
pub(super) struct CvcAuthority {
    id: KeyId,
    root: RsaPrivateKey,
    signer: RsaPrivateKey,
    /// Tells the keys of the applications apart within one municipality.
    branch: &'static str,
}

impl CvcAuthority {
    /// Makes the authority whose key is named `number`.
    pub(super) fn new(
        number: &str,
        branch: &'static str,
        root: RsaPrivateKey,
        signer: RsaPrivateKey,
    ) -> Self {
        Self { id: key_id(number, "001"), root, signer, branch }
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

    /// Returns the identifier of that key for one municipality, of whose five digits the first becomes the rehearsal's.
    pub(super) fn signer_id(&self, municipality: &str) -> KeyId {
        let rest: String = municipality.chars().skip(1).collect();
        key_id(&format!("9{rest:0<4.4}{}", self.branch), "000")
    }

    /// Makes EF 0004: 7F21 with the municipality's certificate.
    pub(super) fn certificate(&self, municipality: &str) -> Result<Vec<u8>, Error> {
        Ok(template(0x7F21, &[self.certified(municipality)?]))
    }

    /// Makes the certificate of the municipality's key as it lies in its template.
    pub(super) fn certified(&self, municipality: &str) -> Result<Vec<u8>, Error> {
        certify((&self.id, &self.root), (&self.signer_id(municipality), &self.signer))
    }

    /// Makes a certificate of another key that the municipality's key signs.
    pub(super) fn below(
        &self,
        municipality: &str,
        id: &KeyId,
        key: &RsaPrivateKey,
    ) -> Result<Vec<u8>, Error> {
        certify((&self.signer_id(municipality), &self.signer), (id, key))
    }
}

/// A key and its name.
type Named<'a> = (&'a KeyId, &'a RsaPrivateKey);

/// Makes a body (issuer, subject, key; 297 bytes) and its signature.
fn certify((issuer, by): Named<'_>, (subject, key): Named<'_>) -> Result<Vec<u8>, Error> {
    let body = [&issuer[..], subject, &public_key(key)].concat();
    let signature = sign(by, &body)?;
    Ok([tlv(0x5F4E, &body), tlv(0x5F37, &signature)].concat())
}

/// Names a key by seven digits, whose first is the hierarchy (5 production, 6 test cards, 9 this rehearsal), and three more.
pub(super) fn key_id(number: &str, group: &str) -> KeyId {
    let mut id = [0; 16];
    id[..7].iter_mut().zip(number.bytes()).for_each(|(slot, byte)| *slot = byte);
    id[7..9].copy_from_slice(&[0x08, 0x05]);
    id[9..12].iter_mut().zip(group.bytes()).for_each(|(slot, byte)| *slot = byte);
    id
}
