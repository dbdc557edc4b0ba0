//! The keys that card issuers sign with, as the operator trusts them.
//!
//! No key is built in: the issuer of the cards publishes none for their faces, so whoever runs a kiosk configures those that
//! they trust and says where they come from (my-number-card facts 1.6, 1.7). Without any, an issuer is unknown.

use std::fmt;

use rsa::BigUint;
use serde::Deserialize;

use crate::Root;

/// The issuer keys that are trusted: those of card faces, each pinned to its 16-byte key identifier, and the roots above
/// the certificates for user authentication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustAnchors {
    anchors: Vec<Anchor>,
    roots: Vec<Root>,
}

/// One issuer key.
#[derive(Clone, PartialEq, Eq)]
pub struct Anchor {
    name: String,
    key_id: [u8; 16],
    key: PublicKey,
}

/// Why a list of issuer keys cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AnchorError {
    /// The text is no such list.
    #[error("trust anchors: {0}")]
    Syntax(String),
    /// A value is no hexadecimal number, or a key identifier has not 16 bytes.
    #[error("trust anchor {name}: {field} is not hexadecimal of the right length")]
    Hex {
        /// The anchor's name.
        name: String,
        /// Which value.
        field: &'static str,
    },
    /// The key is no RSA key of 2048 bits.
    #[error("trust anchor {name}: expected an RSA key of 2048 bits")]
    Key {
        /// The anchor's name.
        name: String,
    },
    /// The certificate is not one that an authority with an RSA key signed for itself.
    #[error("root {name}: expected a self-signed certificate with an RSA key, in PEM")]
    Certificate {
        /// The root's name.
        name: String,
    },
}

impl TrustAnchors {
    /// Reads a list of `[[anchor]]` tables, each with `name`, and in hexadecimal `key_id`, `modulus` and `exponent`, and of
    /// `[[root]]` tables, each with `name` and the `certificate` in PEM.
    ///
    /// Either may say with `provenance` where it comes from; that is for people.
    pub fn from_toml(text: &str) -> Result<Self, AnchorError> {
        let file: AnchorFile =
            toml::from_str(text).map_err(|error| AnchorError::Syntax(error.message().to_owned()))?;
        let anchors = file.anchor.into_iter().map(Anchor::from_text).collect::<Result<_, _>>()?;
        let root = |text: RootText| Root::from_pem(&text.name, &text.certificate);
        let roots = file.root.into_iter().map(root).collect::<Result<_, _>>()?;
        Ok(Self { anchors, roots })
    }

    /// Trusts another root.
    #[must_use]
    pub fn with_root(mut self, root: Root) -> Self {
        self.roots.push(root);
        self
    }

    /// Tells whether no issuer of card faces is trusted.
    pub fn is_empty(&self) -> bool {
        self.anchors.is_empty()
    }

    /// Returns the roots above the certificates for user authentication.
    pub fn roots(&self) -> &[Root] {
        &self.roots
    }

    pub(crate) fn with_key_id<'a>(&'a self, key_id: &'a [u8]) -> impl Iterator<Item = &'a Anchor> {
        self.anchors.iter().filter(move |anchor| anchor.key_id == key_id)
    }
}

impl FromIterator<Anchor> for TrustAnchors {
    fn from_iter<T: IntoIterator<Item = Anchor>>(anchors: T) -> Self {
        Self { anchors: anchors.into_iter().collect(), roots: Vec::new() }
    }
}

impl Anchor {
    /// Trusts the issuer `name`, whose RSA key of 2048 bits is given as big-endian numbers.
    pub fn new(name: &str, key_id: [u8; 16], modulus: &[u8], exponent: &[u8]) -> Result<Self, AnchorError> {
        let key = PublicKey::new(modulus, exponent).ok_or(AnchorError::Key { name: name.to_owned() })?;
        Ok(Self { name: name.to_owned(), key_id, key })
    }

    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    pub(crate) fn key(&self) -> &PublicKey {
        &self.key
    }

    fn from_text(text: AnchorText) -> Result<Self, AnchorError> {
        let decode = |field, digits: &str| {
            let digits: String = digits.split_whitespace().collect();
            hex::decode(digits).map_err(|_| AnchorError::Hex { name: text.name.clone(), field })
        };
        let key_id = decode("key_id", &text.key_id)?
            .try_into()
            .map_err(|_| AnchorError::Hex { name: text.name.clone(), field: "key_id" })?;
        let (modulus, exponent) = (decode("modulus", &text.modulus)?, decode("exponent", &text.exponent)?);
        Self::new(&text.name, key_id, &modulus, &exponent)
    }
}

impl fmt::Debug for Anchor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Anchor").field("name", &self.name).finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnchorFile {
    #[serde(default)]
    anchor: Vec<AnchorText>,
    #[serde(default)]
    root: Vec<RootText>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnchorText {
    name: String,
    key_id: String,
    modulus: String,
    exponent: String,
    /// Where it comes from; read so that a mistyped name of it is noticed.
    #[serde(default, rename = "provenance")]
    _provenance: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RootText {
    name: String,
    certificate: String,
    /// As an anchor's.
    #[serde(default, rename = "provenance")]
    _provenance: String,
}

/// An RSA key of 2048 bits, as numbers: card signatures cover data that the usual RSA interfaces reject.
#[derive(Clone, PartialEq, Eq)]
pub struct PublicKey {
    modulus: BigUint,
    exponent: BigUint,
}

impl PublicKey {
    /// Takes a key whose numbers are fit to calculate with: an odd modulus of 2048 bits, an odd exponent of 2–32 bits.
    pub(crate) fn new(modulus: &[u8], exponent: &[u8]) -> Option<Self> {
        let odd = |number: &[u8]| number.last().is_some_and(|byte| byte % 2 == 1);
        let key =
            Self { modulus: BigUint::from_bytes_be(modulus), exponent: BigUint::from_bytes_be(exponent) };
        let fit = key.modulus.bits() == 2048 && (2..=32).contains(&key.exponent.bits());
        (fit && odd(modulus) && odd(exponent)).then_some(key)
    }

    /// Returns the modulus, big-endian, 256 bytes.
    pub fn modulus(&self) -> Vec<u8> {
        self.modulus.to_bytes_be()
    }

    /// Returns the public exponent, big-endian without leading zeros.
    pub fn exponent(&self) -> Vec<u8> {
        self.exponent.to_bytes_be()
    }

    /// Recovers the 256-byte block that was signed.
    pub(crate) fn block(&self, signature: &[u8]) -> Option<[u8; 256]> {
        let signature = BigUint::from_bytes_be(signature);
        if signature >= self.modulus {
            return None;
        }
        let number = signature.modpow(&self.exponent, &self.modulus).to_bytes_be();
        let mut block = [0; 256];
        block.get_mut(256usize.checked_sub(number.len())?..)?.copy_from_slice(&number);
        Some(block)
    }
}

/// A card's key names the card, so it is not printed.
impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PublicKey").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(key_id: &str, modulus: &str, more: &str) -> String {
        format!("[[anchor]]\nname='A'\nkey_id='{key_id}'\nmodulus='{modulus}'\nexponent='010001'\n{more}")
    }

    #[test]
    fn a_list_is_read_from_toml() {
        let (id, modulus) = ("00".repeat(16), "FF".repeat(256));
        let anchors = TrustAnchors::from_toml(&list(&id, &modulus, "")).unwrap();
        assert_eq!(anchors.with_key_id(&[0; 16]).map(Anchor::name).collect::<Vec<_>>(), ["A"]);
        assert_eq!(anchors.with_key_id(&[1; 16]).count(), 0);
        assert!(TrustAnchors::from_toml("").unwrap().is_empty());
        assert!(TrustAnchors::from_toml(&list(&id, &modulus, "provenance='by post'")).is_ok());
    }

    #[test]
    fn a_list_with_a_mistake_is_refused_and_the_mistake_named() {
        let (id, modulus) = ("00".repeat(16), "FF".repeat(256));
        let name = || "A".to_owned();
        let rows = [
            (list("00", &modulus, ""), AnchorError::Hex { name: name(), field: "key_id" }),
            (list(&id, "xyz", ""), AnchorError::Hex { name: name(), field: "modulus" }),
            (list(&id, &"FF".repeat(128), ""), AnchorError::Key { name: name() }),
            (list(&id, &"FE".repeat(256), ""), AnchorError::Key { name: name() }),
        ];
        for (text, error) in rows {
            assert_eq!(TrustAnchors::from_toml(&text), Err(error));
        }
        let root = TrustAnchors::from_toml("[[root]]\nname='R'\ncertificate='no PEM'");
        assert_eq!(root, Err(AnchorError::Certificate { name: "R".to_owned() }));
        assert!(matches!(TrustAnchors::from_toml(&list(&id, &modulus, "x=1")), Err(AnchorError::Syntax(_))));
    }

    #[test]
    fn keys_that_cannot_be_calculated_with_are_refused() {
        let modulus = [0xFF; 256];
        let rows: [(&[u8], &[u8], bool); 6] = [
            (&modulus, &[1, 0, 1], true),
            (&modulus, &[3], true),
            (&modulus, &[1], false),
            (&modulus, &[], false),
            (&[], &[1, 0, 1], false),
            (&modulus, &[1, 0, 0, 0, 1], false),
        ];
        for (modulus, exponent, good) in rows {
            assert_eq!(PublicKey::new(modulus, exponent).is_some(), good);
        }
    }
}
