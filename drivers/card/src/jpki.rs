//! 公的個人認証 (JPKI): the certificate for user authentication, its PIN, and a signature with its key.
//!
//! The PIN has three tries. It is sent once, only when asked for, and only after the card told how many are left.

use crate::authenticity::digest_info;
use crate::command::{self, Key, Lock};
use crate::files::{JPKI, USER_CA_CERTIFICATE, USER_CERTIFICATE, USER_KEY, USER_PIN};
use crate::{Error, LastTry, Transmit, Tries, UserCertificate, UserPin};

const PIN: Lock = Lock {
    file: USER_PIN,
    limit: 3,
    reserve: 1,
    wrong: |tries| Error::WrongPin { tries },
    blocked: Error::PinBlocked,
};
/// SEQUENCE, whose long length is the size of a certificate.
const DER: &[u8] = &[0x30, 0x82];

/// Reads the certificate for user authentication; needs no PIN on a plastic card.
///
/// An Android phone refuses ([`Error::Refused`]) until [`sign_with_pin`] has succeeded in the same dialogue.
pub fn user_certificate(card: &mut dyn Transmit) -> Result<UserCertificate, Error> {
    command::enter(card, &JPKI)?;
    UserCertificate::parse(&command::read_object(card, USER_CERTIFICATE, DER, 0)?)
}

/// Reads the certificate of the authority that issued the holder's, as DER; needs no PIN.
pub fn user_ca_certificate(card: &mut dyn Transmit) -> Result<Vec<u8>, Error> {
    command::enter(card, &JPKI)?;
    command::read_object(card, USER_CA_CERTIFICATE, DER, 0).map(|der| der.to_vec())
}

/// Asks how many tries the PIN has left; costs none.
pub fn pin_tries(card: &mut dyn Transmit) -> Result<Tries, Error> {
    command::enter(card, &JPKI)?;
    command::ask_tries(card, &PIN)
}

/// Verifies the PIN and signs a message whose SHA-256 is `digest` (PKCS#1 v1.5).
///
/// # Errors
/// [`Error::PinBlocked`] and [`Error::LastTry`] come before the PIN is sent, [`Error::WrongPin`] after.
pub fn sign_with_pin(
    card: &mut dyn Transmit,
    pin: &UserPin,
    last_try: LastTry,
    digest: &[u8; 32],
) -> Result<Vec<u8>, Error> {
    command::enter(card, &JPKI)?;
    command::unlock(card, &PIN, pin.digits(), last_try)?;
    command::select_file(card, USER_KEY)?;
    command::sign(card, Key::Selected, &digest_info(digest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::StatusWord;
    use crate::script::Script;

    const SELECT: (&str, &str) = ("00A4040C0AD392F000260100000001", "9000");
    const SELECT_PIN: (&str, &str) = ("00A4020C020018", "9000");
    const ASK: &str = "00200080";
    const VERIFY: &str = "002000800431323334";

    fn sign(card: &mut Script, last_try: LastTry) -> Result<Vec<u8>, Error> {
        sign_with_pin(card, &"1234".parse().unwrap(), last_try, &[0xAB; 32])
    }

    #[test]
    fn the_counter_is_asked_without_a_length_byte() {
        let rows = [
            ("63C3", Ok(Tries::Left(3))),
            ("63C0", Ok(Tries::Blocked)),
            ("6984", Ok(Tries::Blocked)),
            ("9000", Ok(Tries::Left(3))),
            ("6A88", Err(Error::Refused { command: "VERIFY without data", status: StatusWord::KeyNotFound })),
        ];
        for (status, tries) in rows {
            assert_eq!(pin_tries(&mut Script::new(&[SELECT, SELECT_PIN, (ASK, status)])), tries, "{status}");
        }
    }

    #[test]
    fn nothing_is_presented_when_blocked_or_on_the_last_try() {
        for (status, error) in [("63C1", Error::LastTry { tries: 1 }), ("6984", Error::PinBlocked)] {
            let mut card = Script::new(&[SELECT, SELECT_PIN, (ASK, status)]);
            assert_eq!(sign(&mut card, LastTry::Spared), Err(error));
            assert!(card.finished());
        }
    }

    #[test]
    fn a_wrong_pin_is_presented_once() {
        let rows = [
            ("63C2", LastTry::Spared, "63C1", Error::WrongPin { tries: 1 }),
            ("63C1", LastTry::Allowed, "63C0", Error::PinBlocked),
            ("63C1", LastTry::Allowed, "6984", Error::PinBlocked),
        ];
        for (asked, last_try, verified, error) in rows {
            let mut card = Script::new(&[SELECT, SELECT_PIN, (ASK, asked), (VERIFY, verified)]);
            assert_eq!(sign(&mut card, last_try), Err(error));
            assert!(card.finished());
        }
    }

    #[test]
    fn the_right_pin_opens_the_key() {
        let digest_info = format!("3031300D060960864801650304020105000420{}", "AB".repeat(32));
        let compute = format!("802A008033{digest_info}00");
        let mut card = Script::new(&[
            SELECT,
            SELECT_PIN,
            (ASK, "63C3"),
            (VERIFY, "9000"),
            ("00A4020C020017", "9000"),
            (&compute, "0102039000"),
        ]);
        assert_eq!(sign(&mut card, LastTry::Spared), Ok(vec![1, 2, 3]));
    }
}
