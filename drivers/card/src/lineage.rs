//! Who issued a certificate for user authentication: the chain from it to a root that the operator trusts.
//!
//! Three generations of roots share one distinguished name, so an issuer is found by its key and never by its name
//! (my-number-card fact 1.7). As with a card's face, two facts are kept apart: whether the signature holds, and whether
//! anybody whom we know vouches for it. Revocation is for the verification service to say.

use std::fmt;

use rsa::{Pkcs1v15Sign, RsaPublicKey};
use sha2::{Digest, Sha256};
use x509_parser::pem::parse_x509_pem;
use x509_parser::prelude::{FromDer, X509Certificate};
use x509_parser::public_key::PublicKey;

use crate::{AnchorError, Error, Issuer, Signature, TrustAnchors};

/// sha256WithRSAEncryption, the one algorithm of this generation of certificates (RFC 8017 appendix C).
const SHA256_WITH_RSA: &str = "1.2.840.113549.1.1.11";

/// A self-signed certificate of an authority, whose key is trusted.
#[derive(Clone, PartialEq, Eq)]
pub struct Root {
    name: String,
    key: RsaPublicKey,
}

/// What is known of a certificate's issuer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lineage {
    /// Which root vouches for it.
    pub issuer: Issuer,
    /// Whether the key of its issuer signed it, be that a root's or the one of the certificate on the card.
    pub signature: Signature,
}

impl Root {
    /// Trusts the key of a certificate, given in PEM.
    pub fn from_pem(name: &str, pem: &str) -> Result<Self, AnchorError> {
        let unusable = || AnchorError::Certificate { name: name.to_owned() };
        let (_, pem) = parse_x509_pem(pem.as_bytes()).map_err(|_| unusable())?;
        Self::from_der(name, &pem.contents)
    }

    /// Trusts the key of a certificate, given in DER.
    pub fn from_der(name: &str, der: &[u8]) -> Result<Self, AnchorError> {
        let unusable = || AnchorError::Certificate { name: name.to_owned() };
        let certificate = parse(der).ok_or_else(unusable)?;
        let key = key(&certificate).ok_or_else(unusable)?;
        // A root vouches for itself; what does not is a certificate of something else.
        if !signed(&certificate, &key) {
            return Err(unusable());
        }
        Ok(Self { name: name.to_owned(), key })
    }

    /// Returns the name that the operator gave it.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl fmt::Debug for Root {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Root").field("name", &self.name).finish_non_exhaustive()
    }
}

/// Finds who issued `certificate`, where a root signed it itself; the certificate of the authority is not needed then.
pub fn issued_by_a_root(certificate: &[u8], anchors: &TrustAnchors) -> Option<Lineage> {
    let certificate = parse(certificate)?;
    let root = anchors.roots().iter().find(|root| signed(&certificate, &root.key))?;
    Some(Lineage { issuer: Issuer::Known(root.name.clone()), signature: Signature::Genuine })
}

/// Finds who issued `certificate` by way of the `authority` whose certificate lies beside it on the card, both in DER.
///
/// # Errors
/// [`Error::Malformed`] where either is no certificate with an RSA key.
pub fn lineage(certificate: &[u8], authority: &[u8], anchors: &TrustAnchors) -> Result<Lineage, Error> {
    if let Some(lineage) = issued_by_a_root(certificate, anchors) {
        return Ok(lineage);
    }
    let certificate = parse(certificate).ok_or(Error::Malformed("certificate for user authentication"))?;
    let authority = parse(authority).ok_or(Error::Malformed("certificate of the authority"))?;
    let key = key(&authority).ok_or(Error::Malformed("key of the authority, expected RSA"))?;
    if !signed(&certificate, &key) {
        return Ok(Lineage { issuer: Issuer::Unknown, signature: Signature::Bad });
    }
    let vouches = |root: &&Root| root.key == key || signed(&authority, &root.key);
    let issuer = anchors.roots().iter().find(vouches);
    let issuer = issuer.map_or(Issuer::Unknown, |root| Issuer::Known(root.name.clone()));
    Ok(Lineage { issuer, signature: Signature::Genuine })
}

fn parse(der: &[u8]) -> Option<X509Certificate<'_>> {
    X509Certificate::from_der(der)
        .ok()
        .filter(|(rest, _)| rest.is_empty())
        .map(|(_, certificate)| certificate)
}

fn key(certificate: &X509Certificate<'_>) -> Option<RsaPublicKey> {
    let Ok(PublicKey::RSA(key)) = certificate.public_key().parsed() else { return None };
    let number = rsa::BigUint::from_bytes_be;
    RsaPublicKey::new(number(key.modulus), number(key.exponent)).ok()
}

/// Tells whether the holder of `key` signed `certificate`.
fn signed(certificate: &X509Certificate<'_>, key: &RsaPublicKey) -> bool {
    let digest = Sha256::digest(certificate.tbs_certificate.as_ref());
    certificate.signature_algorithm.algorithm.to_id_string() == SHA256_WITH_RSA
        && key.verify(Pkcs1v15Sign::new::<Sha256>(), &digest, &certificate.signature_value.data).is_ok()
}

#[cfg(test)]
mod tests {
    use rand::rngs::OsRng;
    use rcgen::{
        BasicConstraints, CertificateParams, DistinguishedName, DnType, IsCa, Issuer as Signer, KeyPair,
    };
    use rsa::RsaPrivateKey;
    use rsa::pkcs8::EncodePrivateKey;

    use super::*;

    /// An authority with a fresh key and the one name that all of them have.
    struct Authority(CertificateParams, KeyPair);

    impl Authority {
        fn new() -> Self {
            let mut params = CertificateParams::default();
            params.distinguished_name = DistinguishedName::new();
            params.distinguished_name.push(DnType::OrganizationName, "JPKI rehearsal");
            params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
            Self(params, key_pair())
        }

        fn own(&self) -> Vec<u8> {
            self.0.self_signed(&self.1).unwrap().der().to_vec()
        }

        fn issue(&self, params: &CertificateParams, key: &KeyPair) -> Vec<u8> {
            let signer = Signer::from_params(&self.0, &self.1);
            params.signed_by(key, &signer).unwrap().der().to_vec()
        }

        fn issue_to_someone(&self) -> Vec<u8> {
            self.issue(&CertificateParams::default(), &key_pair())
        }
    }

    fn key_pair() -> KeyPair {
        let key = RsaPrivateKey::new(&mut OsRng, 2048).unwrap().to_pkcs8_der().unwrap();
        KeyPair::try_from(key.as_bytes()).unwrap()
    }

    fn trusting(roots: &[(&str, &Authority)]) -> TrustAnchors {
        let with = |anchors: TrustAnchors, (name, authority): &(&str, &Authority)| {
            anchors.with_root(Root::from_der(name, &authority.own()).unwrap())
        };
        roots.iter().fold(TrustAnchors::default(), with)
    }

    #[test]
    fn an_issuer_is_found_by_its_key_among_those_of_one_name() {
        let [first, second, stranger] = [(); 3].map(|()| Authority::new());
        let anchors = trusting(&[("first", &first), ("second", &second)]);
        let certificate = second.issue_to_someone();
        let known =
            |name: &str| Lineage { issuer: Issuer::Known(name.to_owned()), signature: Signature::Genuine };
        assert_eq!(issued_by_a_root(&certificate, &anchors), Some(known("second")));
        // Whatever the card says of its authority, the root's own signature decides.
        assert_eq!(lineage(&certificate, &stranger.own(), &anchors), Ok(known("second")));
        assert_eq!(lineage(&first.issue_to_someone(), &first.own(), &anchors), Ok(known("first")));
    }

    #[test]
    fn a_root_may_vouch_for_the_authority_on_the_card() {
        let [root, middle] = [(); 2].map(|()| Authority::new());
        let vouched = root.issue(&middle.0, &middle.1);
        let read = lineage(&middle.issue_to_someone(), &vouched, &trusting(&[("root", &root)])).unwrap();
        assert_eq!(read.issuer, Issuer::Known("root".to_owned()));
    }

    #[test]
    fn an_unknown_issuer_is_no_bad_signature() {
        let [root, stranger] = [(); 2].map(|()| Authority::new());
        let certificate = stranger.issue_to_someone();
        for anchors in [TrustAnchors::default(), trusting(&[("root", &root)])] {
            let honest = lineage(&certificate, &stranger.own(), &anchors).unwrap();
            assert_eq!(honest, Lineage { issuer: Issuer::Unknown, signature: Signature::Genuine });
            // The name fits, the key does not.
            let forged = lineage(&certificate, &root.own(), &anchors).unwrap();
            assert_eq!(forged, Lineage { issuer: Issuer::Unknown, signature: Signature::Bad });
        }
        assert!(lineage(b"0", &root.own(), &trusting(&[])).is_err());
        assert!(lineage(&certificate, b"0", &trusting(&[])).is_err());
    }

    #[test]
    fn only_a_certificate_that_vouches_for_itself_is_a_root() {
        let root = Authority::new();
        let refused = Err(AnchorError::Certificate { name: "leaf".to_owned() });
        assert_eq!(Root::from_der("leaf", &root.issue_to_someone()).map(drop), refused);
        assert_eq!(Root::from_pem("leaf", "no PEM").map(drop), refused);
        let pem = root.0.self_signed(&root.1).unwrap().pem();
        assert_eq!(Root::from_pem("root", &pem).unwrap().name(), "root");
    }
}
