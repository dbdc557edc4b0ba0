//! What was laid on the reader: a My Number Card, its forerunner, a phone, or something else.
//!
//! The answer to reset is never asked, because a contactless reader makes it up. The JPKI application and the label in its
//! token information decide (my-number-card fact 1.1).

use crate::files::{JPKI, TOKEN_INFO};
use crate::{Error, StatusWord, Transmit, command};

/// The length of a label in the token information (PKCS#11 `CK_TOKEN_INFO`).
const LABEL: usize = 32;

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
    /// It has a JPKI application whose label is not known here, as the next generation of cards may.
    Unsupported,
    /// Some other card: it has no JPKI application.
    NotMyNumber,
}

/// Finds out what lies on the reader; costs nothing and needs no secret.
///
/// The first command after a power-up may meet 6F00, so it is sent once more.
pub fn recognise(card: &mut dyn Transmit) -> Result<CardKind, Error> {
    let mut status = command::select_application(card, &JPKI)?;
    if status == StatusWord::Unspecified {
        status = command::select_application(card, &JPKI)?;
    }
    match status {
        StatusWord::Ok => {}
        StatusWord::Unspecified => return Err(Error::Refused { command: "SELECT application", status }),
        _ => return Ok(CardKind::NotMyNumber),
    }
    match command::read_start(card, TOKEN_INFO, LABEL) {
        Ok(label) => Ok(kind_of(&label)),
        // A card that takes any SELECT and then has no such file is no My Number Card.
        Err(Error::Refused { .. }) => Ok(CardKind::NotMyNumber),
        Err(error) => Err(error),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::TransmitError;
    use crate::script::Script;

    const SELECT: &str = "00A4040C0AD392F000260100000001";
    const READ: &str = "00B0860020";

    fn labelled(label: &str) -> String {
        format!("{}9000", hex::encode(format!("{label:<32}")))
    }

    #[test]
    fn the_label_tells_the_kind() {
        let rows = [
            ("JPKIAPICCTOKEN2", CardKind::MyNumber),
            ("JPKIAPICCTOKEN", CardKind::Juki),
            ("JPKIAPGPSETOKEN", CardKind::AndroidToken),
            ("JPKIAPIOSTOKEN\0\0", CardKind::IphoneToken),
            ("JPKIAPICCTOKEN3", CardKind::Unsupported),
            ("", CardKind::Unsupported),
        ];
        for (label, kind) in rows {
            let mut card = Script::new(&[(SELECT, "9000"), (READ, &labelled(label))]);
            assert_eq!(recognise(&mut card), Ok(kind), "{label}");
        }
    }

    #[test]
    fn a_card_without_the_application_is_another_card() {
        for status in ["6A82", "6D00", "6E00", "6A81"] {
            assert_eq!(
                recognise(&mut Script::new(&[(SELECT, status)])),
                Ok(CardKind::NotMyNumber),
                "{status}"
            );
        }
        let mut obliging = Script::new(&[(SELECT, "9000"), (READ, "6A82")]);
        assert_eq!(recognise(&mut obliging), Ok(CardKind::NotMyNumber));
    }

    #[test]
    fn a_first_6f00_is_forgiven_and_a_second_is_not() {
        let token = labelled("JPKIAPICCTOKEN2");
        let mut waking = Script::new(&[(SELECT, "6F00"), (SELECT, "9000"), (READ, &token)]);
        assert_eq!(recognise(&mut waking), Ok(CardKind::MyNumber));
        let mut broken = Script::new(&[(SELECT, "6F00"), (SELECT, "6F00")]);
        assert!(matches!(recognise(&mut broken), Err(Error::Refused { .. })));
    }

    #[test]
    fn a_card_that_leaves_is_no_other_card() {
        let mut leaving = Script::new(&[]);
        assert_eq!(recognise(&mut leaving), Err(Error::Transmit(TransmitError::CardRemoved)));
    }
}
