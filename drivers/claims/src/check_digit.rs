//! Check digits of the numbers in a result: a wrong one is worth a warning, never a refusal.
//!
//! Both numbers end in a digit by the Luhn formula: from the right of the digits before it, weights 2, 1, 2, 1 …,
//! the digits of the products added up, the sum taken to the next multiple of ten. Numbers in test environments are
//! often made up, and a check digit cannot catch a swapped person, so nothing hangs on it.

/// Says what is odd about a number, without the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Warning {
    /// The number has another length.
    #[error("{got} characters: expected {expected}")]
    Length {
        /// The lengths that exist.
        expected: &'static str,
        /// Characters found.
        got: usize,
    },
    /// The number holds something else than the digits 0 to 9.
    #[error("not digits only")]
    NotDigits,
    /// The last digit does not follow from the others.
    #[error("check digit {got}: expected {expected}")]
    Wrong {
        /// The digit that the others lead to.
        expected: u8,
        /// The digit found.
        got: u8,
    },
}

/// Checks 保険者番号: 8 digits, or 6 for 国民健康保険; spaces on its left are padding.
pub fn insurer_number(number: &str) -> Result<(), Warning> {
    let number = number.trim_start_matches(' ');
    match number.chars().count() {
        6 | 8 => luhn(number),
        got => Err(Warning::Length { expected: "6 or 8", got }),
    }
}

/// Checks 医療機関コード: 10 digits, the last one over all nine before it.
pub fn institution_code(code: &str) -> Result<(), Warning> {
    match code.chars().count() {
        10 => luhn(code),
        got => Err(Warning::Length { expected: "10", got }),
    }
}

fn luhn(number: &str) -> Result<(), Warning> {
    if !number.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Warning::NotDigits);
    }
    let mut digits = number.bytes().rev().map(|b| b - b'0');
    let got = digits.next().unwrap_or(0);
    let sum: u32 =
        digits.zip([2, 1].into_iter().cycle()).map(|(digit, weight)| digit_sum(digit * weight)).sum();
    let expected = ((10 - sum % 10) % 10) as u8;
    if got == expected { Ok(()) } else { Err(Warning::Wrong { expected, got }) }
}

/// Adds the two digits of a product up to 18.
fn digit_sum(product: u8) -> u32 {
    u32::from(product / 10 + product % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_numbers_pass() {
        for number in ["33120015", "39131156", "01130012", "138057", "  138057"] {
            assert_eq!(insurer_number(number), Ok(()), "{number}");
        }
        assert_eq!(institution_code("0110113719"), Ok(()));
    }

    #[test]
    fn odd_numbers_are_told_apart() {
        let length = Warning::Length { expected: "6 or 8", got: 7 };
        assert_eq!(insurer_number("3312001"), Err(length));
        assert_eq!(insurer_number("3312001A"), Err(Warning::NotDigits));
        assert_eq!(insurer_number("３３１２００１５"), Err(Warning::NotDigits));
        assert_eq!(insurer_number("33120016"), Err(Warning::Wrong { expected: 5, got: 6 }));
        // Made-up codes of public test data.
        for code in ["1311111111", "0110012345"] {
            assert!(matches!(institution_code(code), Err(Warning::Wrong { .. })), "{code}");
        }
    }

    #[test]
    fn every_single_wrong_digit_is_seen() {
        let right = b"0110113719";
        for place in 0..right.len() {
            for digit in b'0'..=b'9' {
                let mut number = *right;
                number[place] = digit;
                let number = str::from_utf8(&number).unwrap();
                assert_eq!(institution_code(number).is_ok(), digit == right[place], "{number}");
            }
        }
    }
}
