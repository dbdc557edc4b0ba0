//! The certificate for user authentication (利用者証明用電子証明書) and how long it may be used.
//!
//! It holds no name. Whether it was revoked is for the verification service to say; a kiosk has no right to ask.

use std::fmt;

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date, tz};
use rsa::{BigUint, Pkcs1v15Sign, RsaPublicKey};
use sha2::Sha256;
use x509_parser::prelude::{FromDer, X509Certificate};
use x509_parser::public_key::PublicKey;

use crate::Error;

/// A certificate for user authentication, read from a card; its signature is not checked here.
#[derive(Clone, PartialEq, Eq)]
pub struct UserCertificate {
    /// The certificate as the card holds it.
    pub der: Vec<u8>,
    /// The serial number, big-endian without leading zeros; the verification service maps it to an insurance.
    pub serial: Vec<u8>,
    /// The first second of validity, in Unix time.
    pub not_before: i64,
    /// The last second of validity, in Unix time: 23:59:59 in Japan on the holder's fifth birthday since issue.
    pub not_after: i64,
    /// The distinguished name of the issuer.
    pub issuer: String,
    /// The public key that belongs to the key in the card.
    pub public_key: RsaPublicKey,
}

impl UserCertificate {
    /// Parses a DER certificate with an RSA key.
    pub fn parse(der: &[u8]) -> Result<Self, Error> {
        const WHAT: &str = "certificate for user authentication";
        let (rest, certificate) = X509Certificate::from_der(der).map_err(|_| Error::Malformed(WHAT))?;
        if !rest.is_empty() {
            return Err(Error::Malformed(WHAT));
        }
        let Ok(PublicKey::RSA(key)) = certificate.public_key().parsed() else {
            return Err(Error::Malformed("certificate key, expected RSA"));
        };
        let (modulus, exponent) = (BigUint::from_bytes_be(key.modulus), BigUint::from_bytes_be(key.exponent));
        Ok(Self {
            der: der.to_vec(),
            serial: certificate.tbs_certificate.serial.to_bytes_be(),
            not_before: certificate.validity().not_before.timestamp(),
            not_after: certificate.validity().not_after.timestamp(),
            issuer: certificate.issuer().to_string(),
            public_key: RsaPublicKey::new(modulus, exponent).map_err(|_| Error::Malformed(WHAT))?,
        })
    }

    /// Tells whether `signature` is this certificate's over a message whose SHA-256 is `digest`.
    pub fn verifies(&self, digest: &[u8; 32], signature: &[u8]) -> bool {
        self.public_key.verify(Pkcs1v15Sign::new::<Sha256>(), digest, signature).is_ok()
    }
}

impl fmt::Debug for UserCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UserCertificate").field("issuer", &self.issuer).finish_non_exhaustive()
    }
}

/// Where a certificate stands in its life, by the calendar of Japan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// More than three months are left.
    Valid,
    /// At most three months are left: the holder is told to renew.
    ExpiresSoon {
        /// Full days until the last day; 0 on the last day itself.
        days: u32,
    },
    /// Expired, and still good for the eligibility check alone, until the third month after has ended.
    Grace,
    /// Expired for longer: unusable.
    Dead,
}

/// Places `now` in the life of a certificate that ends at `not_after`, both in Unix seconds.
///
/// Months are calendar months: a certificate that ends on 10 May is told of from 10 February on, and is in grace until
/// 31 August. Public text leaves open whether the grace ends on the day or with its month; the later end is taken, because
/// the verification service decides in any case. A time beyond the calendar counts as dead.
pub fn certificate_period(not_after: i64, now: i64) -> Period {
    let (Some(last), Some(today)) = (day_in_japan(not_after), day_in_japan(now)) else { return Period::Dead };
    if now > not_after {
        return if today <= grace_ends(last) { Period::Grace } else { Period::Dead };
    }
    if today < last.saturating_sub(3.months()) {
        return Period::Valid;
    }
    let left = last.duration_since(today).max(SignedDuration::ZERO).as_hours() / 24;
    Period::ExpiresSoon { days: left.try_into().unwrap_or(0) }
}

/// The last day on which a certificate that ends at `not_after` serves, as Japan's calendar has it: year, month, day.
///
/// Of the certificate while it is about to end, and of its grace once it has; `None` while the end is more than three months
/// away, and when all is over. Both times are Unix seconds.
pub fn serves_until(not_after: i64, now: i64) -> Option<[i16; 3]> {
    let last = day_in_japan(not_after)?;
    let day = match certificate_period(not_after, now) {
        Period::ExpiresSoon { .. } => last,
        Period::Grace => grace_ends(last),
        Period::Valid | Period::Dead => return None,
    };
    Some([day.year(), day.month().into(), day.day().into()])
}

fn grace_ends(last: Date) -> Date {
    last.saturating_add(3.months()).last_of_month()
}

fn day_in_japan(unix: i64) -> Option<Date> {
    Timestamp::from_second(unix).ok().map(|time| tz::offset(9).to_datetime(time).date())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Unix time of a moment in Japan, written as RFC 3339 without its offset.
    fn japan(moment: &str) -> i64 {
        format!("{moment}+09:00").parse::<Timestamp>().unwrap().as_second()
    }

    #[test]
    fn the_last_day_is_of_the_certificate_and_then_of_its_grace() {
        let ends = japan("2026-11-30T23:59:59");
        let check = |now, expected| assert_eq!(serves_until(ends, japan(now)), expected, "{now}");
        check("2026-08-29T12:00:00", None);
        check("2026-11-30T12:00:00", Some([2026, 11, 30]));
        check("2026-12-01T00:00:00", Some([2027, 2, 28]));
        check("2027-03-01T00:00:00", None);
    }

    #[test]
    fn the_calendar_of_japan_draws_the_lines() {
        let ends = "2026-05-10T23:59:59";
        let rows = [
            ("2026-02-09T23:59:59", Period::Valid),
            ("2026-02-10T00:00:00", Period::ExpiresSoon { days: 89 }),
            ("2026-05-09T12:00:00", Period::ExpiresSoon { days: 1 }),
            ("2026-05-10T00:00:00", Period::ExpiresSoon { days: 0 }),
            ("2026-05-10T23:59:59", Period::ExpiresSoon { days: 0 }),
            ("2026-05-11T00:00:00", Period::Grace),
            ("2026-08-10T23:59:59", Period::Grace),
            ("2026-08-31T23:59:59", Period::Grace),
            ("2026-09-01T00:00:00", Period::Dead),
        ];
        for (now, period) in rows {
            assert_eq!(certificate_period(japan(ends), japan(now)), period, "{now}");
        }
    }

    #[test]
    fn short_months_end_on_their_last_day() {
        let rows = [
            ("2026-05-31T23:59:59", "2026-02-27T23:59:59", Period::Valid),
            ("2026-05-31T23:59:59", "2026-02-28T00:00:00", Period::ExpiresSoon { days: 92 }),
            ("2026-11-30T23:59:59", "2027-02-28T23:59:59", Period::Grace),
            ("2026-11-30T23:59:59", "2027-03-01T00:00:00", Period::Dead),
            ("2026-11-10T23:59:59", "2027-02-28T23:59:59", Period::Grace),
            ("2026-11-10T23:59:59", "2027-03-01T00:00:00", Period::Dead),
            ("2027-01-31T23:59:59", "2026-10-30T23:59:59", Period::Valid),
            ("2027-01-31T23:59:59", "2026-10-31T00:00:00", Period::ExpiresSoon { days: 92 }),
            ("2028-05-29T23:59:59", "2028-02-28T23:59:59", Period::Valid),
            ("2028-05-29T23:59:59", "2028-02-29T00:00:00", Period::ExpiresSoon { days: 90 }),
            ("2027-11-29T23:59:59", "2028-02-29T23:59:59", Period::Grace),
            ("2027-11-29T23:59:59", "2028-03-01T00:00:00", Period::Dead),
        ];
        for (ends, now, period) in rows {
            assert_eq!(certificate_period(japan(ends), japan(now)), period, "{ends} {now}");
        }
    }

    #[test]
    fn impossible_times_are_dead_and_do_not_panic() {
        assert_eq!(certificate_period(i64::MAX, 0), Period::Dead);
        assert_eq!(certificate_period(0, i64::MIN), Period::Dead);
    }

    #[test]
    fn bytes_that_are_no_certificate_are_malformed() {
        for bytes in [&b""[..], b"\x30\x82\xFF\xFF", &[0x30; 64]] {
            assert!(matches!(UserCertificate::parse(bytes), Err(Error::Malformed(_))));
        }
    }
}
