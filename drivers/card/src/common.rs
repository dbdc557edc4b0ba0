//! 共通カード: the number of the card itself, which is printed nowhere and free to read (my-number-card fact 1.5).

use std::fmt;

use zeroize::Zeroizing;

use crate::files::{CARD_NUMBER, COMMON};
use crate::personal::CardDate;
use crate::{Dialogue, Error};

/// Tag and length of the record: simple TLV, 28 bytes.
const HEADER: [u8; 2] = [0x01, 0x1C];
/// Digits of the serial number, and after it of the municipality's code; the rest is the expiry date.
const SERIAL: usize = 15;
const MUNICIPALITY: usize = 5;

/// The number of a card: it follows the card and not its holder, and still leads to the holder, so it does not print.
#[derive(Clone, PartialEq, Eq)]
pub struct CardNumber {
    digits: Zeroizing<[u8; SERIAL + MUNICIPALITY]>,
    /// The last day of the card; nothing signs it.
    pub expiry: CardDate,
}

impl CardNumber {
    /// Gives the serial number, 15 digits.
    pub fn serial(&self) -> &str {
        self.text(0..SERIAL)
    }

    /// Gives the code of the issuing municipality, 5 digits (全国地方公共団体コード without its check digit).
    pub fn municipality(&self) -> &str {
        self.text(SERIAL..SERIAL + MUNICIPALITY)
    }

    fn text(&self, range: std::ops::Range<usize>) -> &str {
        self.digits.get(range).and_then(|digits| str::from_utf8(digits).ok()).unwrap_or_default()
    }

    fn parse(record: &[u8]) -> Result<Self, Error> {
        const MALFORMED: Error = Error::Malformed("card number, expected 28 digits");
        let value = record.strip_prefix(&HEADER).ok_or(MALFORMED)?;
        let (number, expiry) = value.split_first_chunk().ok_or(MALFORMED)?;
        if value.len() != usize::from(HEADER[1]) || !value.iter().all(u8::is_ascii_digit) {
            return Err(MALFORMED);
        }
        Ok(Self { digits: Zeroizing::new(*number), expiry: CardDate::parse(expiry, "expiry of the card")? })
    }
}

impl fmt::Debug for CardNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CardNumber(•••)")
    }
}

/// Reads the number of the card; needs no secret.
pub fn read_card_number(card: &mut Dialogue<'_>) -> Result<CardNumber, Error> {
    card.enter(&COMMON)?;
    CardNumber::parse(&card.read_record(CARD_NUMBER, 1)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &[u8] = b"\x01\x1C4000000127198431322120350217";

    #[test]
    fn a_record_is_serial_municipality_and_expiry() {
        let number = CardNumber::parse(RECORD).unwrap();
        assert_eq!((number.serial(), number.municipality()), ("400000012719843", "13221"));
        assert_eq!(number.expiry.reveal(), "20350217");
        assert_eq!(format!("{number:?}"), "CardNumber(•••)");
    }

    #[test]
    fn any_other_record_is_malformed() {
        for cut in 0..RECORD.len() {
            assert!(CardNumber::parse(&RECORD[..cut]).is_err(), "{cut}");
        }
        assert!(CardNumber::parse(&[RECORD, b"0"].concat()).is_err());
        assert!(CardNumber::parse(b"\x01\x1C40000001271984A1322120350217").is_err());
        assert!(CardNumber::parse(b"\x02\x1C4000000127198431322120350217").is_err());
    }
}
