//! 公的個人認証 (JPKI): the certificate for user authentication, its PIN, and a signature with its key.
//!
//! The PIN has three tries. It is sent once, only when asked for, and only after the card told how many are left.

use crate::authenticity::digest_info;
use crate::command::Lock;
use crate::files::{
    JPKI, SIGNATURE_CA_CERTIFICATE, USER_CA_CERTIFICATE, USER_CERTIFICATE, USER_KEY, USER_PIN,
};
use crate::{Dialogue, Error, LastTry, Tries, UserCertificate, UserPin};

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
pub fn user_certificate(card: &mut Dialogue<'_>) -> Result<UserCertificate, Error> {
    card.enter(&JPKI)?;
    UserCertificate::parse(&card.read_object(USER_CERTIFICATE, DER, 0)?)
}

/// Reads the certificate of the authority that issued the holder's, as DER; needs no PIN.
pub fn user_ca_certificate(card: &mut Dialogue<'_>) -> Result<Vec<u8>, Error> {
    card.enter(&JPKI)?;
    card.read_object(USER_CA_CERTIFICATE, DER, 0).map(|der| der.to_vec())
}

/// Reads the certificate of the authority for signatures, as DER; needs no secret, unlike the holder's own.
pub fn signature_ca_certificate(card: &mut Dialogue<'_>) -> Result<Vec<u8>, Error> {
    card.enter(&JPKI)?;
    card.read_object(SIGNATURE_CA_CERTIFICATE, DER, 0).map(|der| der.to_vec())
}

/// Asks how many tries the PIN has left; costs none.
pub fn pin_tries(card: &mut Dialogue<'_>) -> Result<Tries, Error> {
    card.enter(&JPKI)?;
    card.ask_tries(&PIN)
}

/// Verifies the PIN and signs a message whose SHA-256 is `digest` (PKCS#1 v1.5).
///
/// # Errors
/// [`Error::PinBlocked`] and [`Error::LastTry`] come before the PIN is sent, [`Error::WrongPin`] after.
pub fn sign_with_pin(
    card: &mut Dialogue<'_>,
    pin: &UserPin,
    last_try: LastTry,
    digest: &[u8; 32],
) -> Result<Vec<u8>, Error> {
    card.enter(&JPKI)?;
    card.unlock(&PIN, pin.digits(), last_try)?;
    card.sign(USER_KEY, &digest_info(digest))
}

/// Signs once more after [`sign_with_pin`] succeeded, as long as the chip holds the PIN for verified; the PIN is not sent.
///
/// # Errors
/// [`Error::Refused`] where the chip wants the PIN again: after a loss of power, after another application was selected,
/// or because it wants it for each signature.
pub fn sign_again(card: &mut Dialogue<'_>, digest: &[u8; 32]) -> Result<Vec<u8>, Error> {
    card.enter(&JPKI)?;
    card.sign(USER_KEY, &digest_info(digest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::StatusWord;
    use crate::script::Script;

    const SELECT: (&str, &str) = ("00A4040C0AD392F000260100000001", "9000");
    const ASK: &str = "00200098";
    const VERIFY: &str = "002000980431323334";
    const SELECT_PIN: (&str, &str) = ("00A4020C020018", "9000");
    const ASK_SELECTED: &str = "00200080";
    const VERIFY_SELECTED: &str = "002000800431323334";

    fn sign(card: &mut Script, last_try: LastTry) -> Result<Vec<u8>, Error> {
        sign_with_pin(&mut Dialogue::new(card), &"1234".parse().unwrap(), last_try, &[0xAB; 32])
    }

    /// COMPUTE SIGNATURE over a DigestInfo of `AB`s.
    fn compute(p2: &str) -> String {
        format!("802A00{p2}333031300D060960864801650304020105000420{}00", "AB".repeat(32))
    }

    #[test]
    fn the_counter_is_asked_without_a_length_byte() {
        let rows = [
            ("63C3", Tries::Left(3)),
            ("63C0", Tries::Blocked),
            ("6984", Tries::Blocked),
            ("6983", Tries::Blocked),
        ];
        for (status, tries) in rows {
            let mut card = Script::new(&[SELECT, (ASK, status)]);
            assert_eq!(pin_tries(&mut Dialogue::new(&mut card)), Ok(tries), "{status}");
        }
    }

    #[test]
    fn nothing_is_presented_when_blocked_or_on_the_last_try() {
        for (status, error) in [("63C1", Error::LastTry { tries: 1 }), ("6984", Error::PinBlocked)] {
            let mut card = Script::new(&[SELECT, (ASK, status)]);
            assert_eq!(sign(&mut card, LastTry::Spared), Err(error));
            assert!(card.finished());
        }
    }

    #[test]
    fn nothing_is_presented_to_a_card_that_does_not_tell_its_counter() {
        for status in ["9000", "6300", "6A86", "6C04", "6700"] {
            let mut card = Script::new(&[SELECT, (ASK, status), SELECT_PIN, (ASK_SELECTED, status)]);
            let refused = Err(Error::Refused {
                command: "VERIFY without data",
                status: StatusWord::from(u16::from_str_radix(status, 16).unwrap()),
            });
            assert_eq!(sign(&mut card, LastTry::Allowed), refused);
            assert!(card.finished());
        }
    }

    #[test]
    fn a_wrong_pin_is_presented_once() {
        let refused = |status| Error::Refused { command: "VERIFY", status };
        let rows = [
            ("63C2", LastTry::Spared, "63C1", Error::WrongPin { tries: 1 }),
            ("63C1", LastTry::Allowed, "63C0", Error::PinBlocked),
            ("63C1", LastTry::Allowed, "6984", Error::PinBlocked),
            ("63C3", LastTry::Spared, "6C04", refused(StatusWord::WrongLe { length: 4 })),
            ("63C3", LastTry::Spared, "6A86", refused(StatusWord::WrongParameters)),
        ];
        for (asked, last_try, verified, error) in rows {
            let mut card = Script::new(&[SELECT, (ASK, asked), (VERIFY, verified)]);
            assert_eq!(sign(&mut card, last_try), Err(error));
            assert!(card.finished());
        }
    }

    #[test]
    fn the_right_pin_opens_the_key() {
        let sign_directly = compute("97");
        let mut card =
            Script::new(&[SELECT, (ASK, "63C3"), (VERIFY, "9000"), (&sign_directly, "0102039000")]);
        assert_eq!(sign(&mut card, LastTry::Spared), Ok(vec![1, 2, 3]));
    }

    #[test]
    fn a_second_signature_sends_no_pin() {
        let directly = compute("97");
        for (status, expected) in [("0405069000", Some(vec![4, 5, 6])), ("6982", None)] {
            let mut card = Script::new(&[
                SELECT,
                (ASK, "63C3"),
                (VERIFY, "9000"),
                (&directly, "0102039000"),
                (&directly, status),
            ]);
            let mut dialogue = Dialogue::new(&mut card);
            let pin = "1234".parse().unwrap();
            sign_with_pin(&mut dialogue, &pin, LastTry::Spared, &[0xAB; 32]).unwrap();
            assert_eq!(sign_again(&mut dialogue, &[0xAB; 32]).ok(), expected, "{status}");
            assert!(card.finished());
        }
    }

    #[test]
    fn a_card_that_wants_files_selected_has_its_way() {
        let (directly, selected) = (compute("97"), compute("80"));
        let select_key = ("00A4020C020017", "9000");
        for refusal in ["6A86", "6A88", "6A82", "6D00", "6B00", "6986"] {
            let mut card = Script::new(&[
                SELECT,
                (ASK, refusal),
                SELECT_PIN,
                (ASK_SELECTED, "63C3"),
                (VERIFY_SELECTED, "9000"),
                select_key,
                (&selected, "0102039000"),
            ]);
            assert_eq!(sign(&mut card, LastTry::Spared), Ok(vec![1, 2, 3]), "{refusal}");
            let mut card = Script::new(&[
                SELECT,
                (ASK, "63C3"),
                (VERIFY, "9000"),
                (&directly, refusal),
                select_key,
                (&selected, "0102039000"),
            ]);
            assert_eq!(sign(&mut card, LastTry::Spared), Ok(vec![1, 2, 3]), "{refusal}");
        }
    }

    #[test]
    fn a_counter_is_known_to_be_full_after_a_success_that_was_seen() {
        let directly = compute("97");
        let mut card =
            Script::new(&[SELECT, (ASK, "63C2"), (VERIFY, "9000"), (&directly, "0102039000"), (ASK, "9000")]);
        let mut dialogue = Dialogue::new(&mut card);
        let signed = sign_with_pin(&mut dialogue, &"1234".parse().unwrap(), LastTry::Spared, &[0xAB; 32]);
        assert!(signed.is_ok());
        assert_eq!(pin_tries(&mut dialogue), Ok(Tries::Left(3)));
    }
}
