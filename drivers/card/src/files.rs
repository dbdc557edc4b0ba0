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
/// 共通カード: the number of the card.
pub const COMMON: Aid = [0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x01, 0x00];
/// The driving licence, whose sixteen-byte identifier the police publish (運転免許証及び運転免許証作成システム等仕様書).
pub(crate) const DRIVING_LICENCE: [u8; 16] =
    [0xA0, 0x00, 0x00, 0x02, 0x31, 0x01, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];

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
/// JPKI: the certificate of the authority that issues certificates for signatures (署名用電子証明書).
pub const SIGNATURE_CA_CERTIFICATE: Ef = Ef(0x02);
/// JPKI: which certificates the card holds.
pub const CERTIFICATES_PRESENT: Ef = Ef(0x08);
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
/// Visual: what the application says of itself, free to read.
pub const FACE_INFORMATION: Ef = Ef(0x03);
/// Visual: 照合番号B.
pub const VISUAL_CODE_B: Ef = Ef(0x12);

/// Text: name, address, birth date and sex.
pub const ATTRIBUTES: Ef = Ef(0x02);
/// Text: the digests of what the application holds, and the signature over them.
pub const SIGNED_DIGESTS: Ef = Ef(0x03);
/// Text: the card-verifiable certificate of the key that signed them.
pub const TEXT_CERTIFICATE: Ef = Ef(0x04);
/// Text: the public key of the chip, signed.
pub const SIGNED_CHIP_KEY: Ef = Ef(0x07);
/// Text: 照合番号B.
pub const TEXT_CODE_B: Ef = Ef(0x15);

/// Common: the number of the card, in its first record.
pub const CARD_NUMBER: Ef = Ef(0x01);
