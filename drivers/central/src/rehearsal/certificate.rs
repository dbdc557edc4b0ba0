//! The user-authentication certificate (利用者証明用電子証明書) as the service judges it.
//!
//! X.509 (RFC 5280) signed directly by a configured authority with sha256WithRSAEncryption, RSA-2048 or larger. The
//! authority is found by trying keys, not by name: the real ones share one name over three generations. It never
//! asks the network for revocation; the service's own records hold that.

use super::calendar;
use crate::wire::{CertificateStatus, RefusalCode};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use sha2::{Digest as _, Sha256};
use x509_parser::oid_registry::{OID_PKCS1_RSAENCRYPTION, OID_PKCS1_SHA256WITHRSA};
use x509_parser::prelude::{FromDer as _, X509Certificate};

/// Holds the keys of the authorities that sign cards' certificates.
pub(super) struct CardAuthorities {
    keys: Vec<Vec<u8>>,
}

/// Holds what the service reads from one certificate.
pub(super) struct CardCertificate {
    /// The serial number, hexadecimal, no leading zeros.
    pub(super) serial: String,
    /// SHA-256 of the DER.
    pub(super) sha256: [u8; 32],
    issuer_known: bool,
    not_before: i64,
    not_after: i64,
    key: Vec<u8>,
}

impl CardAuthorities {
    /// Takes the authorities' certificates, DER; `None` if one is no RSA authority.
    pub(super) fn new(roots: &[Vec<u8>]) -> Option<Self> {
        let key = |root: &Vec<u8>| {
            let root = parse(root).filter(|root| root.is_ca())?;
            rsa_key(&root)
        };
        Some(Self { keys: roots.iter().map(key).collect::<Option<_>>()? })
    }

    /// Reads a certificate and notes whether a known authority signed it.
    pub(super) fn read(&self, der: &[u8]) -> Result<CardCertificate, RefusalCode> {
        let certificate =
            parse(der).filter(authenticates_a_person).ok_or(RefusalCode::CertificateMalformed)?;
        let serial = hex::encode(certificate.raw_serial());
        Ok(CardCertificate {
            serial: serial.trim_start_matches('0').to_owned(),
            sha256: Sha256::digest(der).into(),
            issuer_known: self.signed(&certificate),
            not_before: certificate.validity().not_before.timestamp(),
            not_after: certificate.validity().not_after.timestamp(),
            key: rsa_key(&certificate).ok_or(RefusalCode::CertificateMalformed)?,
        })
    }

    fn signed(&self, certificate: &X509Certificate<'_>) -> bool {
        certificate.signature_algorithm.algorithm == OID_PKCS1_SHA256WITHRSA
            && self.keys.iter().any(|key| {
                verify(key, certificate.tbs_certificate.as_ref(), &certificate.signature_value.data)
            })
    }
}

impl CardCertificate {
    /// Judges the certificate at a moment, revocation aside.
    pub(super) fn status(&self, now: i64) -> CertificateStatus {
        match () {
            () if !self.issuer_known => CertificateStatus::Unknown,
            () if now < self.not_before => CertificateStatus::Expired,
            () if now < calendar::three_months_before(self.not_after) => CertificateStatus::Valid,
            () if now <= self.not_after => CertificateStatus::ExpiresSoon { days: self.days_left(now) },
            () if now < calendar::end_of_grace(self.not_after) => CertificateStatus::Grace,
            () => CertificateStatus::Expired,
        }
    }

    /// Says whether the certificate's life has not begun.
    pub(super) fn is_early(&self, now: i64) -> bool {
        now < self.not_before
    }

    /// Says whether the certificate was issued less than 24 hours ago.
    pub(super) fn is_new(&self, now: i64) -> bool {
        (self.not_before..self.not_before + calendar::DAY).contains(&now)
    }

    /// Says whether the certificate's key signed the message: RSA PKCS#1 v1.5 with SHA-256.
    pub(super) fn signed(&self, message: &[u8], signature: &[u8]) -> bool {
        verify(&self.key, message, signature)
    }

    fn days_left(&self, now: i64) -> u32 {
        u32::try_from((self.not_after - now) / calendar::DAY).unwrap_or(0)
    }
}

fn parse(der: &[u8]) -> Option<X509Certificate<'_>> {
    X509Certificate::from_der(der)
        .ok()
        .filter(|(rest, _)| rest.is_empty())
        .map(|(_, certificate)| certificate)
}

/// Tells it from an authority's or a signature certificate: not a CA, and where usages are stated they fit.
fn authenticates_a_person(certificate: &X509Certificate<'_>) -> bool {
    let usage =
        certificate.key_usage().ok().map(|usage| usage.is_none_or(|usage| usage.value.digital_signature()));
    let extended = certificate.extended_key_usage().ok();
    let extended = extended.map(|usage| usage.is_none_or(|usage| usage.value.client_auth));
    !certificate.is_ca() && usage == Some(true) && extended == Some(true)
}

fn rsa_key(certificate: &X509Certificate<'_>) -> Option<Vec<u8>> {
    let info = certificate.public_key();
    (info.algorithm.algorithm == OID_PKCS1_RSAENCRYPTION).then(|| info.subject_public_key.data.to_vec())
}

fn verify(key: &[u8], message: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key).verify(message, signature).is_ok()
}
