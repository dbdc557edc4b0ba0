//! Everything a card is made from, as plain data: the seam between drawn people and the issuer.

use std::fmt;

pub use persona::CardKind;
use persona::Persona;

use super::Fault;

const JAPAN: jiff::tz::Offset = jiff::tz::Offset::constant(9);

/// Holds what the issuer puts on a card; every date is written `YYYYMMDD`.
#[derive(Clone)]
pub struct Blueprint {
    /// What kind of card it is, and so which applications it has.
    pub kind: CardKind,
    /// The name, parts divided by U+3000.
    pub name: String,
    /// The address.
    pub address: String,
    /// The birth date.
    pub birth_date: String,
    /// The sex, by its ISO/IEC 5218 digit.
    pub sex: u8,
    /// The last day of the card.
    pub expiry: String,
    /// The four digits printed below the photo.
    pub security_code: String,
    /// 照合番号B, 14 digits as printed.
    pub code_b: String,
    /// 照合番号A, which is the individual number: 12 digits, fictitious.
    pub individual_number: String,
    /// The four-digit PIN for user authentication, which also opens the text application.
    pub user_pin: String,
    /// Tries left for that PIN when the card is handed out, at most 3.
    pub user_tries_left: u8,
    /// The password of the signature key, 6 to 16 capital letters and digits.
    pub sign_password: String,
    /// The serial number of the user certificate.
    pub certificate_serial: u32,
    /// Days until the user certificate ends, negative when it has ended.
    pub certificate_days_left: i64,
    /// The five-digit code of the issuing municipality.
    pub municipality: String,
    /// The photo as a JP2 file; empty for a card without one.
    pub photo: Vec<u8>,
    /// What the card does wrong.
    pub faults: Vec<Fault>,
}

impl Blueprint {
    /// Tells whether the owner is old enough for a signature certificate: 15 on the day of `now`, in seconds since 1970.
    pub(super) fn may_sign(&self, now: i64) -> bool {
        let today = jiff::Timestamp::from_second(now).map(|now| JAPAN.to_datetime(now).date());
        let birth = self.birth_date.parse::<i64>();
        match (today, birth) {
            (Ok(today), Ok(birth)) => {
                let (year, month, day) = (today.year(), today.month(), today.day());
                birth + 150_000 <= i64::from(year) * 10_000 + i64::from(month) * 100 + i64::from(day)
            }
            _ => true,
        }
    }
}

impl From<&Persona> for Blueprint {
    fn from(persona: &Persona) -> Self {
        let card = &persona.card;
        Self {
            kind: card.kind,
            name: persona.name.clone(),
            address: persona.address.clone(),
            birth_date: persona.birth_date.yyyymmdd(),
            sex: persona.sex.code(),
            expiry: card.expiry.yyyymmdd(),
            security_code: card.security_code.clone(),
            code_b: persona.verification_code_b(),
            individual_number: rehearsal_number(card.certificate_serial),
            user_pin: card.user_pin.clone(),
            user_tries_left: card.pin_tries_left,
            sign_password: "MADO2026".to_owned(),
            certificate_serial: card.certificate_serial,
            certificate_days_left: card.certificate_days_left,
            municipality: card.municipality.clone(),
            photo: persona.card_photo_jp2().unwrap_or_default().to_vec(),
            faults: Vec::new(),
        }
    }
}

/// Shows the kind of card and nothing else.
impl fmt::Debug for Blueprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Blueprint").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Makes a fictitious individual number, `0000` and seven digits of `serial`, with its true check digit.
fn rehearsal_number(serial: u32) -> String {
    let digits = format!("{:011}", serial % 10_000_000);
    format!("{digits}{}", check_digit(&digits))
}

/// Computes the check digit of 番号法施行規則 5条: weights 2 to 7, then 2 to 6, from the last digit on, modulo 11.
fn check_digit(digits: &str) -> u32 {
    let weights = (2..=7).chain(2..=6);
    let sum: u32 = digits.chars().rev().zip(weights).filter_map(|(c, w)| Some(c.to_digit(10)? * w)).sum();
    match sum % 11 {
        0 | 1 => 0,
        rest => 11 - rest,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rehearsal_number_carries_a_true_check_digit() {
        // 123456789018 is the number that official forms print as their example.
        assert_eq!(check_digit("12345678901"), 8);
        let number = rehearsal_number(1001);
        assert_eq!((number.len(), &number[..11]), (12, "00000001001"));
        assert!(number.ends_with(&check_digit(&number[..11]).to_string()));
    }
}
