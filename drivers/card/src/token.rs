//! What the JPKI application says of itself: its token information, and which certificates it holds.

use std::fmt;

use crate::files::{CERTIFICATES_PRESENT, JPKI, TOKEN_INFO};
use crate::{Dialogue, Error};

/// The length of the file: a PKCS#11 `CK_TOKEN_INFO` whose numbers have four bytes.
const TOKEN: usize = 160;
/// What a byte of EF 0008 says where the certificate is there.
const PRESENT: u8 = 0x8F;

/// The token information of a card or phone (my-number-card fact 1.5); padding is cut off.
#[derive(Clone, PartialEq, Eq)]
pub struct TokenInformation {
    /// Tells the kind of card or phone.
    pub label: String,
    /// Who made the token.
    pub manufacturer: String,
    /// Which of the maker's it is.
    pub model: String,
    /// The number of this one, which leads to its holder and does not print.
    pub serial: String,
}

/// Which certificates a card holds; the one for signatures is optional, and nobody under fifteen has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CertificatesPresent {
    /// 署名用電子証明書.
    pub signature: bool,
    /// 利用者証明用電子証明書.
    pub authentication: bool,
}

impl TokenInformation {
    fn parse(file: &[u8]) -> Result<Self, Error> {
        const MALFORMED: Error = Error::Malformed("token information, expected 160 bytes");
        let text = |range| file.get(range).map(text).ok_or(MALFORMED);
        if file.len() < TOKEN {
            return Err(MALFORMED);
        }
        Ok(Self {
            label: text(0..32)?,
            manufacturer: text(32..64)?,
            model: text(64..80)?,
            serial: text(80..96)?,
        })
    }
}

impl fmt::Debug for TokenInformation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { label, manufacturer, model, .. } = self;
        write!(f, "TokenInformation({label}, {manufacturer}, {model}, •••)")
    }
}

/// Cuts the padding off a field; what is no text becomes replacement characters.
fn text(field: &[u8]) -> String {
    String::from_utf8_lossy(field).trim_end_matches([' ', '\0']).to_owned()
}

/// Reads the token information; needs no secret.
pub fn token_information(card: &mut Dialogue<'_>) -> Result<TokenInformation, Error> {
    card.enter(&JPKI)?;
    TokenInformation::parse(&card.read_start(TOKEN_INFO, TOKEN)?)
}

/// Reads which certificates are there; needs no secret.
pub fn certificates_present(card: &mut Dialogue<'_>) -> Result<CertificatesPresent, Error> {
    card.enter(&JPKI)?;
    match card.read_start(CERTIFICATES_PRESENT, 3)?[..] {
        [signature, authentication, _] => Ok(CertificatesPresent {
            signature: signature == PRESENT,
            authentication: authentication == PRESENT,
        }),
        _ => Err(Error::Malformed("list of certificates, expected 3 bytes")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::Script;

    const SELECT: (&str, &str) = ("00A4040C0AD392F000260100000001", "9000");

    #[test]
    fn token_information_is_four_texts_and_numbers() {
        let file =
            format!("{:<32}{:<32}{:<16}{:<16}{:064}", "JPKIAPICCTOKEN2", "maker", "E16R01NJ\0", "0042", 0);
        let response = format!("{}9000", hex::encode(file));
        let mut card = Script::new(&[SELECT, ("00B08600A0", &response)]);
        let token = token_information(&mut Dialogue::new(&mut card)).unwrap();
        assert_eq!((&*token.label, &*token.manufacturer), ("JPKIAPICCTOKEN2", "maker"));
        assert_eq!((&*token.model, &*token.serial), ("E16R01NJ", "0042"));
        assert!(!format!("{token:?}").contains("0042"));
        let mut short = Script::new(&[SELECT, ("00B08600A0", "41429000")]);
        assert!(matches!(token_information(&mut Dialogue::new(&mut short)), Err(Error::Malformed(_))));
    }

    #[test]
    fn a_card_says_which_certificates_it_holds() {
        let rows = [
            ("8F8F009000", Some((true, true))),
            ("008F009000", Some((false, true))),
            ("8F00009000", Some((true, false))),
            ("8F8F9000", None),
            ("6A82", None),
        ];
        for (response, expected) in rows {
            let mut card = Script::new(&[SELECT, ("00B0880003", response)]);
            let present = certificates_present(&mut Dialogue::new(&mut card)).ok();
            assert_eq!(present.map(|it| (it.signature, it.authentication)), expected, "{response}");
        }
    }
}
