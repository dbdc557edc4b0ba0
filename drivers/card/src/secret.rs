//! What a holder proves themselves with: the four-digit PIN and 照合番号B.
//!
//! Both are checked for form before a card sees them, because a malformed one would cost a try. Both are wiped when dropped
//! and never print.

use std::fmt;
use std::str::FromStr;

use zeroize::Zeroizing;

/// The four-digit PIN of the certificate for user authentication.
#[derive(Clone, PartialEq, Eq)]
pub struct UserPin(Zeroizing<[u8; 4]>);

/// 照合番号B: the fourteen digits printed on the front of the card.
///
/// Birth date as `YYMMDD` with the year of the Japanese era, expiry year with four digits, and the security code
/// (my-number-card fact 1.3). It is kept as printed and never computed, because its form for unusual birth dates is not
/// public.
#[derive(Clone, PartialEq, Eq)]
pub struct VerificationCodeB(Zeroizing<[u8; 14]>);

/// Whether a secret may be presented when its counter is so low that a mistake could block it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LastTry {
    /// Stop with [`Error::LastTry`](crate::Error::LastTry).
    #[default]
    Spared,
    /// A member of staff and the patient agreed.
    Allowed,
}

/// Why digits are not a secret of the wanted form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// There are too many or too few.
    #[error("expected {expected} digits, got {got} characters")]
    Length {
        /// How many digits the secret has.
        expected: usize,
        /// How many characters were given.
        got: usize,
    },
    /// One is no ASCII digit.
    #[error("expected a digit 0-9 at position {position}")]
    NotADigit {
        /// Where, counted from 1.
        position: usize,
    },
}

impl UserPin {
    pub(crate) fn digits(&self) -> &[u8] {
        &self.0[..]
    }
}

impl VerificationCodeB {
    pub(crate) fn digits(&self) -> &[u8] {
        &self.0[..]
    }
}

impl FromStr for UserPin {
    type Err = SecretError;

    fn from_str(text: &str) -> Result<Self, SecretError> {
        digits(text).map(Self)
    }
}

impl FromStr for VerificationCodeB {
    type Err = SecretError;

    fn from_str(text: &str) -> Result<Self, SecretError> {
        digits(text).map(Self)
    }
}

fn digits<const N: usize>(text: &str) -> Result<Zeroizing<[u8; N]>, SecretError> {
    if let Some(position) = text.chars().position(|c| !c.is_ascii_digit()) {
        return Err(SecretError::NotADigit { position: position + 1 });
    }
    let mut copy = Zeroizing::new([0; N]);
    if text.len() != N {
        return Err(SecretError::Length { expected: N, got: text.len() });
    }
    copy.copy_from_slice(text.as_bytes());
    Ok(copy)
}

impl fmt::Debug for UserPin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("UserPin(•••)")
    }
}

impl fmt::Debug for VerificationCodeB {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VerificationCodeB(•••)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_four_ascii_digits() {
        let rows = [
            ("0420", None),
            ("", Some(SecretError::Length { expected: 4, got: 0 })),
            ("12345", Some(SecretError::Length { expected: 4, got: 5 })),
            ("12a4", Some(SecretError::NotADigit { position: 3 })),
            ("１２34", Some(SecretError::NotADigit { position: 1 })),
            (" 123", Some(SecretError::NotADigit { position: 1 })),
        ];
        for (text, error) in rows {
            assert_eq!(text.parse::<UserPin>().err(), error, "{text:?}");
        }
    }

    #[test]
    fn code_b_is_kept_as_printed() {
        let code: VerificationCodeB = "55021720352285".parse().unwrap();
        assert_eq!(code.digits(), b"55021720352285");
        let short = "5502172035228".parse::<VerificationCodeB>();
        assert_eq!(short, Err(SecretError::Length { expected: 14, got: 13 }));
    }

    #[test]
    fn secrets_do_not_print() {
        let pin: UserPin = "1234".parse().unwrap();
        let code: VerificationCodeB = "55021720352285".parse().unwrap();
        assert_eq!(format!("{pin:?} {code:?}"), "UserPin(•••) VerificationCodeB(•••)");
    }
}
