//! Application identifiers and elementary files of the My Number Card.
//!
//! Every elementary file has an identifier of 0001–001E, so its short identifier is the same number (my-number-card fact 1.4).
//! The files that hold the individual number have no name here, and so no code can ask for them.

/// An application of the card, named by its full ten-byte identifier.
pub type Aid = [u8; 10];

/// 公的個人認証: certificates, keys and PINs.
pub const JPKI: Aid = [0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01];
/// 券面事項確認: what is printed on the card, with the photo.
pub const VISUAL: Aid = [0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02];
/// 券面事項入力補助: name, address, birth date and sex as text.
pub const TEXT: Aid = [0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x08];

/// An elementary file of the application that is selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ef(pub u8);

impl Ef {
    /// Returns the file identifier, as SELECT takes it.
    pub fn identifier(self) -> [u8; 2] {
        [0, self.0]
    }

    /// Returns P1 of a READ BINARY that selects this file by its short identifier.
    pub fn short(self) -> u8 {
        0x80 | self.0
    }
}

/// JPKI: the certificate for user authentication (利用者証明用電子証明書).
pub const USER_CERTIFICATE: Ef = Ef(0x0A);
/// JPKI: the certificate of the authority that issued it.
pub const USER_CA_CERTIFICATE: Ef = Ef(0x0B);
/// JPKI: the token information, whose first 32 bytes tell the kind of card.
pub const TOKEN_INFO: Ef = Ef(0x06);
/// JPKI: the private key for user authentication.
pub const USER_KEY: Ef = Ef(0x17);
/// JPKI: the four-digit PIN of that key.
pub const USER_PIN: Ef = Ef(0x18);

/// Visual: the printed face, photo included.
pub const CARD_FACE: Ef = Ef(0x02);
/// Visual: the card-verifiable certificate of the key that signed the face.
pub const FACE_CERTIFICATE: Ef = Ef(0x04);
/// Visual: 照合番号B.
pub const VISUAL_CODE_B: Ef = Ef(0x12);

/// Text: name, address, birth date and sex.
pub const ATTRIBUTES: Ef = Ef(0x02);
/// Text: 照合番号B.
pub const TEXT_CODE_B: Ef = Ef(0x15);
