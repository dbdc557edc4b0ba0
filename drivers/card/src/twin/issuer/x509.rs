//! The two certificate authorities of the rehearsal JPKI, and the certificates that they put on a card
//! (my-number-card fact 1.7).

use std::time::Duration;

use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer,
    KeyPair, KeyUsagePurpose, OtherNameValue, SanType, SerialNumber, date_time_ymd,
};
use rsa::RsaPrivateKey;
use rsa::pkcs8::EncodePrivateKey;

use crate::twin::{Blueprint, Error};

const DAY: i64 = 86_400;
/// Japan is nine hours ahead, so a certificate's last second is 14:59:59Z.
const JST: i64 = 9 * 3_600;
/// 1.2.392.200149.8.5.5: the other names under which a signature certificate carries its holder's attributes.
const HOLDER: [u64; 7] = [1, 2, 392, 200_149, 8, 5, 5];

/// A self-signed certificate authority.
pub(super) struct Ca {
    der: Vec<u8>,
    issuer: Issuer<'static, KeyPair>,
}

impl Ca {
    /// Makes the authority for `purpose`, which its name tells; nothing in the name occurs in production.
    pub(super) fn new(key: &RsaPrivateKey, purpose: &str) -> Result<Self, Error> {
        let mut params = CertificateParams::default();
        params.distinguished_name = name(&[
            (DnType::CountryName, "JP"),
            (DnType::OrganizationName, "MADOGUCHI-REHEARSAL"),
            (DnType::OrganizationalUnitName, purpose),
        ]);
        params.serial_number = Some(SerialNumber::from_slice(&[1]));
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        (params.not_before, params.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2099, 12, 31));
        let key = carry_over(key)?;
        let der = params.self_signed(&key)?.der().to_vec();
        Ok(Self { der, issuer: Issuer::new(params, key) })
    }

    pub(super) fn der(&self) -> &[u8] {
        &self.der
    }

    /// Issues 利用者証明用電子証明書, which names nobody.
    pub(super) fn user_certificate(
        &self,
        key: &RsaPrivateKey,
        blueprint: &Blueprint,
        now: i64,
    ) -> Result<Vec<u8>, Error> {
        let mut params = validity(blueprint, now);
        let common_name = format!("99{:012X}{}003A", blueprint.certificate_serial, blueprint.municipality);
        params.distinguished_name = name(&[(DnType::CountryName, "JP"), (DnType::CommonName, &common_name)]);
        params.serial_number = Some(SerialNumber::from_slice(&serial_bytes(blueprint.certificate_serial)));
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        Ok(params.signed_by(&carry_over(key)?, &self.issuer)?.der().to_vec())
    }

    /// Issues 署名用電子証明書, which carries name, sex, birth date and address as other names.
    pub(super) fn sign_certificate(
        &self,
        key: &RsaPrivateKey,
        blueprint: &Blueprint,
        now: i64,
    ) -> Result<Vec<u8>, Error> {
        let mut params = validity(blueprint, now);
        let common_name =
            format!("20260401000000{}{}003A", blueprint.certificate_serial, blueprint.municipality);
        params.distinguished_name = name(&[(DnType::CountryName, "JP"), (DnType::CommonName, &common_name)]);
        params.serial_number = Some(SerialNumber::from_slice(&serial_bytes(blueprint.certificate_serial)));
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature, KeyUsagePurpose::ContentCommitment];
        params.subject_alt_names = vec![
            holder(1, blueprint.name.clone()),
            holder(3, blueprint.sex.to_string()),
            holder(4, format!("{}{}", era_digit(&blueprint.birth_date), blueprint.birth_date)),
            holder(5, blueprint.address.clone()),
        ];
        Ok(params.signed_by(&carry_over(key)?, &self.issuer)?.der().to_vec())
    }
}

/// Lets the certificate end at the last second of its last day in Japan, five years after it began.
fn validity(blueprint: &Blueprint, now: i64) -> CertificateParams {
    let today = (now + JST).div_euclid(DAY);
    let end = (today + blueprint.certificate_days_left + 1) * DAY - JST - 1;
    let at = |unix: i64| date_time_ymd(1970, 1, 1) + Duration::from_secs(unix.max(0).unsigned_abs());
    let mut params = CertificateParams::default();
    (params.not_before, params.not_after) = (at(end - 5 * 365 * DAY), at(end));
    params
}

fn holder(attribute: u64, value: String) -> SanType {
    SanType::OtherName(([&HOLDER[..], &[attribute]].concat(), OtherNameValue::Utf8String(value)))
}

/// Returns the era of a birth date as JIS X 0301 numbers it: 1 明治 to 5 令和.
fn era_digit(yyyymmdd: &str) -> usize {
    let first_days = ["19120730", "19261225", "19890108", "20190501"];
    1 + first_days.iter().filter(|first_day| **first_day <= yyyymmdd).count()
}

fn name(parts: &[(DnType, &str)]) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    parts.iter().for_each(|(kind, value)| name.push(kind.clone(), *value));
    name
}

fn serial_bytes(serial: u32) -> Vec<u8> {
    let bytes: Vec<u8> = serial.to_be_bytes().into_iter().skip_while(|byte| *byte == 0).collect();
    if bytes.is_empty() { vec![0] } else { bytes }
}

fn carry_over(key: &RsaPrivateKey) -> Result<KeyPair, Error> {
    let pkcs8 = key.to_pkcs8_der()?;
    Ok(KeyPair::try_from(pkcs8.as_bytes())?)
}
