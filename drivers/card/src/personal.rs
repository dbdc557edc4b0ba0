//! What a card says about its holder: kept out of logs, wiped when dropped.

use std::fmt;

use zeroize::Zeroizing;

use crate::{Authenticity, Error};

/// A name or an address; `Debug` shows that there is one, never what it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Personal(Zeroizing<String>);

/// A date as the card writes it: eight ASCII digits, `YYYYMMDD` in the Gregorian calendar.
///
/// It is kept as digits because a card may carry a birth date of which the month or the day is unknown.
#[derive(Clone, PartialEq, Eq)]
pub struct CardDate(Zeroizing<[u8; 8]>);

/// Sex as the card writes it (JIS X 0303, ISO/IEC 5218).
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sex {
    /// `1`.
    Male,
    /// `2`.
    Female,
    /// `9`.
    NotApplicable,
    /// `0`, or a code that the standard does not know.
    Unknown,
}

/// Name, address, birth date and sex, as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attributes {
    /// 氏名, with U+3000 between its parts.
    pub name: Personal,
    /// 住所.
    pub address: Personal,
    /// 生年月日.
    pub birth_date: CardDate,
    /// 性別.
    pub sex: Sex,
    /// Who signed, whether the signature holds, and whether the chip is genuine.
    pub authenticity: Authenticity,
}

impl Personal {
    /// Gives the value itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    pub(crate) fn parse(utf8: &[u8], what: &'static str) -> Result<Self, Error> {
        let text = str::from_utf8(utf8).map_err(|_| Error::Malformed(what))?;
        Ok(Self(Zeroizing::new(text.to_owned())))
    }
}

impl CardDate {
    /// Gives the eight digits.
    pub fn reveal(&self) -> &str {
        str::from_utf8(&self.0[..]).unwrap_or_default()
    }

    pub(crate) fn parse(digits: &[u8], what: &'static str) -> Result<Self, Error> {
        let digits: [u8; 8] = digits.try_into().map_err(|_| Error::Malformed(what))?;
        if !digits.iter().all(u8::is_ascii_digit) {
            return Err(Error::Malformed(what));
        }
        Ok(Self(Zeroizing::new(digits)))
    }
}

impl Sex {
    pub(crate) fn parse(code: &[u8]) -> Self {
        match code {
            b"1" => Self::Male,
            b"2" => Self::Female,
            b"9" => Self::NotApplicable,
            _ => Self::Unknown,
        }
    }
}

impl fmt::Debug for Personal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("•••")
    }
}

impl fmt::Debug for CardDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("•••")
    }
}

impl fmt::Debug for Sex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("•••")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_eight_digits() {
        let rows: [(&[u8], bool); 5] = [
            (b"19800217", true),
            (b"19800000", true),
            (b"1980021", false),
            (b"1980021 ", false),
            (b"", false),
        ];
        for (digits, good) in rows {
            assert_eq!(CardDate::parse(digits, "date").is_ok(), good, "{digits:?}");
        }
        assert_eq!(CardDate::parse(b"19800217", "date").unwrap().reveal(), "19800217");
    }

    #[test]
    fn personal_values_do_not_print() {
        let values = (
            Personal::parse("窓口　花子".as_bytes(), "name").unwrap(),
            CardDate::parse(b"19800217", "date").unwrap(),
            Sex::parse(b"2"),
        );
        assert_eq!(format!("{values:?}"), "(•••, •••, •••)");
    }

    #[test]
    fn a_name_that_is_no_utf8_is_malformed() {
        assert_eq!(Personal::parse(&[0x8D], "name"), Err(Error::Malformed("name")));
    }
}
