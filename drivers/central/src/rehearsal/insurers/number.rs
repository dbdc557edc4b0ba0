//! 個人番号 of the rehearsal's own series, and check digits.
//!
//! The insurers' side is the one place where the service meets 個人番号, and only made-up ones: it takes numbers of a
//! series that begins with `000` and refuses every other at the door, so that a real one pasted by mistake is not
//! stored. No question of an institution and no answer to a kiosk has a place for one.

use std::fmt;
use zeroize::Zeroizing;

/// How every number of the series begins.
const SERIES: &str = "000";
/// How many numbers the series has.
pub(crate) const SERIES_SIZE: u64 = 100_000_000;

/// Is one number of the series, 12 digits with its check digit; shows nothing of itself and is wiped on drop.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct MyNumber(Zeroizing<String>);

/// Says why text is no number of the series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NumberFault {
    /// Not 12 digits.
    Form,
    /// The last digit does not fit the others.
    CheckDigit,
    /// Not of the rehearsal's series.
    Foreign,
}

impl MyNumber {
    /// Reads a number.
    pub(crate) fn parse(text: &str) -> Result<Self, NumberFault> {
        let digits = digits(text).filter(|digits| digits.len() == 12).ok_or(NumberFault::Form)?;
        match check_digit(&digits[..11]) == digits[11] {
            false => Err(NumberFault::CheckDigit),
            true if text.starts_with(SERIES) => Ok(Self(Zeroizing::new(text.to_owned()))),
            true => Err(NumberFault::Foreign),
        }
    }

    /// Makes one of the series, `of` below [`SERIES_SIZE`].
    pub(crate) fn nth(of: u64) -> Self {
        let mut text = format!("{SERIES}{:08}", of % SERIES_SIZE);
        let check = digits(&text).map_or(0, |digits| check_digit(&digits));
        text.push(char::from(b'0' + check));
        Self(Zeroizing::new(text))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for MyNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MyNumber(..)")
    }
}

/// Says whether a 保険者番号 of 6 or 8 digits fits its check digit: weights 2, 1 from the right, digits of products
/// added, the sum a multiple of ten (eligibility-interface fact 4.5).
pub(crate) fn insurer_number_fits(text: &str) -> bool {
    digits(text).filter(|digits| matches!(digits.len(), 6 | 8)).is_some_and(|digits| {
        let (check, payload) = (digits[digits.len() - 1], &digits[..digits.len() - 1]);
        check == insurer_check_digit(payload)
    })
}

/// Returns the check digit of a 保険者番号.
pub(crate) fn insurer_check_digit(payload: &[u8]) -> u8 {
    let weighed = payload.iter().rev().zip([2, 1].into_iter().cycle()).map(|(digit, weight)| {
        let product = digit * weight;
        product / 10 + product % 10
    });
    (10 - weighed.sum::<u8>() % 10) % 10
}

/// Σ P·Q mod 11, with Q 2 to 7 and then 2 to 6 from the right; 0 and 1 give 0 (Ordinance 85 of 2014, article 5).
fn check_digit(payload: &[u8]) -> u8 {
    let weights = (2..=7).chain(2..=6);
    let sum: u32 = payload.iter().rev().zip(weights).map(|(digit, weight)| u32::from(*digit) * weight).sum();
    match sum % 11 {
        0 | 1 => 0,
        // 11 − 2 to 11 − 10
        rest => (11 - rest) as u8,
    }
}

fn digits(text: &str) -> Option<Vec<u8>> {
    text.bytes().map(|byte| byte.is_ascii_digit().then(|| byte - b'0')).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn check_digits_follow_the_published_vectors() {
        let check = |payload: &str, expected| assert_eq!(check_digit(&digits(payload).unwrap()), expected);
        check("12345678901", 8);
        check("00000000000", 0);
        for (number, fits) in [
            ("33120015", true),
            ("39131156", true),
            ("01130012", true),
            ("138057", true),
            ("138058", false),
            ("33120051", false),
            ("1380", false),
            ("13805x", false),
            ("", false),
        ] {
            assert_eq!(insurer_number_fits(number), fits, "{number}");
        }
    }

    #[test]
    fn a_number_outside_the_series_is_refused() {
        assert_eq!(MyNumber::parse("123456789018").err(), Some(NumberFault::Foreign));
        assert_eq!(MyNumber::parse("123456789012").err(), Some(NumberFault::CheckDigit));
        assert_eq!(MyNumber::parse("12345678901").err(), Some(NumberFault::Form));
        assert_eq!(MyNumber::parse("００００００００００００").err(), Some(NumberFault::Form));
        assert_eq!(format!("{:?}", MyNumber::nth(7)), "MyNumber(..)");
    }

    proptest! {
        #[test]
        fn one_wrong_digit_is_always_noticed(of in 0..SERIES_SIZE, at in 3usize..12, step in 1u8..10) {
            let number = MyNumber::nth(of);
            prop_assert_eq!(MyNumber::parse(number.as_str()), Ok(number.clone()));
            let mut bytes = number.as_str().as_bytes().to_vec();
            bytes[at] = b'0' + (bytes[at] - b'0' + step) % 10;
            let altered = String::from_utf8(bytes).unwrap();
            // Two remainders share the check digit 0: there a change may go unnoticed, and nowhere else.
            let zero = altered.ends_with('0') && number.as_str().ends_with('0');
            prop_assert!(zero || MyNumber::parse(&altered) == Err(NumberFault::CheckDigit));
        }

        #[test]
        fn no_text_is_read_without_a_verdict(text in ".{0,16}") {
            let _ = MyNumber::parse(&text);
            let _ = insurer_number_fits(&text);
        }
    }
}
