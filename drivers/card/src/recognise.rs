//! What was laid on the reader: a My Number Card, its forerunner, a phone, or something else.
//!
//! Only a My Number Card of plastic has the application for its printed face, so one command recognises it. Of what has none,
//! the label in the token information of the JPKI decides (my-number-card fact 1.1). A contactless reader makes the answer to
//! reset up, so it is heard on one question alone: whether a card that understands no SELECT is a FeliCa card.

use crate::files::{DRIVING_LICENCE, JPKI, TOKEN_INFO, VISUAL};
use crate::{Dialogue, Error, StatusWord};

/// The length of a label in the token information (PKCS#11 `CK_TOKEN_INFO`).
const LABEL: usize = 32;
/// What PC/SC part 3 clause 3.1.3.2.3 has a reader put into the answer to reset of a storage card, up to the standard that
/// the card follows; 11 stands for FeliCa.
const FELICA: [u8; 13] = [0x3B, 0x8F, 0x80, 0x01, 0x80, 0x4F, 0x0C, 0xA0, 0x00, 0x00, 0x03, 0x06, 0x11];

/// A kind of card or phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CardKind {
    /// A My Number Card of plastic.
    MyNumber,
    /// A 住基カード, which the My Number Card replaced in 2015; it cannot be used.
    Juki,
    /// An Android phone: certificates behind the PIN, no photo.
    AndroidToken,
    /// An iPhone.
    IphoneToken,
    /// A driving licence with a chip.
    DrivingLicence,
    /// A FeliCa card, as transit and payment cards are.
    Transit,
    /// It has a JPKI application whose label is not known here, as the next generation of cards may.
    Unsupported,
    /// Some other card: it has no JPKI application.
    NotMyNumber,
}

/// Finds out what lies on the reader; costs nothing and needs no secret.
///
/// One command for a My Number Card, at most three for another. The first command after a power-up may meet 6F00, so it is
/// sent once more.
///
/// # Errors
/// [`Error::Transmit`] with [`NotResponding`](crate::TransmitError::NotResponding) where a card lies there and its chip
/// stays silent: it has none, is broken, or lies too far off.
pub fn recognise(card: &mut Dialogue<'_>) -> Result<CardKind, Error> {
    let mut status = card.select_application(&VISUAL)?;
    if status == StatusWord::Unspecified {
        status = card.select_application(&VISUAL)?;
    }
    match status {
        StatusWord::Ok => Ok(CardKind::MyNumber),
        StatusWord::Unspecified => Err(Error::Refused { command: "SELECT application", status }),
        _ if knows_no_select(status) && is_felica(card) => Ok(CardKind::Transit),
        _ => without_a_face(card),
    }
}

fn without_a_face(card: &mut Dialogue<'_>) -> Result<CardKind, Error> {
    if card.select_application(&JPKI)? == StatusWord::Ok {
        return match card.read_start(TOKEN_INFO, LABEL) {
            Ok(label) => Ok(kind_of(&label)),
            Err(Error::Refused { .. }) => Ok(CardKind::NotMyNumber),
            Err(error) => Err(error),
        };
    }
    match card.select_by_name(&DRIVING_LICENCE)? {
        StatusWord::Ok => Ok(CardKind::DrivingLicence),
        _ => Ok(CardKind::NotMyNumber),
    }
}

fn kind_of(label: &[u8]) -> CardKind {
    let label = &label[..label.len().min(LABEL)];
    match str::from_utf8(label).unwrap_or_default().trim_end_matches([' ', '\0']) {
        "JPKIAPICCTOKEN2" => CardKind::MyNumber,
        "JPKIAPICCTOKEN" => CardKind::Juki,
        "JPKIAPGPSETOKEN" => CardKind::AndroidToken,
        "JPKIAPIOSTOKEN" => CardKind::IphoneToken,
        _ => CardKind::Unsupported,
    }
}

/// Tells whether a card, or the reader in its place, has no idea of SELECT: 68xx, 6981, 6A81, 6D00, 6E00.
fn knows_no_select(status: StatusWord) -> bool {
    matches!(u16::from(status), 0x6800..=0x68FF | 0x6981 | 0x6A81 | 0x6D00 | 0x6E00)
}

fn is_felica(card: &Dialogue<'_>) -> bool {
    card.answer_to_reset().is_some_and(|atr| atr.starts_with(&FELICA))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TransmitError;
    use crate::script::Script;

    const FACE: &str = "00A4040C0AD3921000310001010402";
    const SELECT: &str = "00A4040C0AD392F000260100000001";
    const LICENCE: &str = "00A4040C10A0000002310100000000000000000000";
    const READ: &str = "00B0860020";
    const ABSENT: (&str, &str) = (FACE, "6A82");

    fn recognised(script: &mut Script) -> Result<CardKind, Error> {
        recognise(&mut Dialogue::new(script))
    }

    fn labelled(label: &str) -> String {
        format!("{}9000", hex::encode(format!("{label:<32}")))
    }

    #[test]
    fn one_command_recognises_a_my_number_card() {
        assert_eq!(recognised(&mut Script::new(&[(FACE, "9000")])), Ok(CardKind::MyNumber));
    }

    #[test]
    fn the_label_tells_the_kind_of_what_has_no_face() {
        let rows = [
            ("JPKIAPICCTOKEN2", CardKind::MyNumber),
            ("JPKIAPICCTOKEN", CardKind::Juki),
            ("JPKIAPGPSETOKEN", CardKind::AndroidToken),
            ("JPKIAPIOSTOKEN\0\0", CardKind::IphoneToken),
            ("JPKIAPICCTOKEN3", CardKind::Unsupported),
            ("", CardKind::Unsupported),
        ];
        for (label, kind) in rows {
            let mut card = Script::new(&[ABSENT, (SELECT, "9000"), (READ, &labelled(label))]);
            assert_eq!(recognised(&mut card), Ok(kind), "{label}");
        }
    }

    #[test]
    fn a_card_without_the_applications_is_another_card() {
        for status in ["6A82", "6D00", "6E00", "6A81"] {
            let rows = [("9000", CardKind::DrivingLicence), (status, CardKind::NotMyNumber)];
            for (licence, kind) in rows {
                let mut card = Script::new(&[(FACE, status), (SELECT, status), (LICENCE, licence)]);
                assert_eq!(recognised(&mut card), Ok(kind), "{status} {licence}");
            }
        }
        let mut bare = Script::new(&[ABSENT, (SELECT, "9000"), (READ, "6A82")]);
        assert_eq!(recognised(&mut bare), Ok(CardKind::NotMyNumber));
    }

    #[test]
    fn an_answer_to_reset_counts_only_where_select_is_not_understood() {
        let felica = "3B8F8001804F0CA0000003061100 3B0000000042";
        let mifare = "3B8F8001804F0CA0000003060300 0100000000 6A";
        let others = |status| [(FACE, status), (SELECT, status), (LICENCE, status)];
        for status in ["6D00", "6E00", "6881", "6981", "6A81"] {
            let mut card = Script::new(&[(FACE, status)]).with_answer_to_reset(felica);
            assert_eq!(recognised(&mut card), Ok(CardKind::Transit), "{status}");
            let mut card = Script::new(&others(status)).with_answer_to_reset(mifare);
            assert_eq!(recognised(&mut card), Ok(CardKind::NotMyNumber), "{status}");
        }
        let mut dressed_up = Script::new(&[(FACE, "9000")]).with_answer_to_reset(felica);
        assert_eq!(recognised(&mut dressed_up), Ok(CardKind::MyNumber));
        let mut absent = Script::new(&others("6A82")).with_answer_to_reset(felica);
        assert_eq!(recognised(&mut absent), Ok(CardKind::NotMyNumber));
    }

    #[test]
    fn a_first_6f00_is_forgiven_and_a_second_is_not() {
        let mut waking = Script::new(&[(FACE, "6F00"), (FACE, "9000")]);
        assert_eq!(recognised(&mut waking), Ok(CardKind::MyNumber));
        let mut broken = Script::new(&[(FACE, "6F00"), (FACE, "6F00")]);
        assert!(matches!(recognised(&mut broken), Err(Error::Refused { .. })));
    }

    #[test]
    fn a_card_that_leaves_is_no_other_card() {
        assert_eq!(recognised(&mut Script::new(&[])), Err(Error::Transmit(TransmitError::CardRemoved)));
    }
}
