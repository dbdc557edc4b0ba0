//! 券面事項確認: the photo and the dates printed on the card, opened by 照合番号B.
//!
//! The image of the individual number lives in this application too; it is opened by another secret, and nothing here asks
//! for it. What the card says is returned only with what is known of its authenticity.

use crate::authenticity::{self, Authenticity, FaceCertificate, Signature};
use crate::command::{self, Lock};
use crate::files::{CARD_FACE, FACE_CERTIFICATE, VISUAL, VISUAL_CODE_B};
use crate::personal::{CardDate, Sex};
use crate::tlv::{self, Tlv};
use crate::{Error, LastTry, Photo, Transmit, TrustAnchors, VerificationCodeB, record};

/// 照合番号B has ten tries; three are kept for other offices, because a block sends the patient to the town hall.
pub(crate) const CODE_B: Lock = Lock {
    file: VISUAL_CODE_B,
    limit: 10,
    reserve: 3,
    wrong: |tries| Error::WrongCode { tries },
    blocked: Error::CodeBlocked,
};

/// The printed face of a card.
#[derive(Debug, PartialEq, Eq)]
pub struct CardFace {
    /// The photo; none on a card issued without one, and none when the signature is bad: unsigned bytes are not decoded.
    pub photo: Option<Photo>,
    /// 生年月日.
    pub birth_date: CardDate,
    /// 性別.
    pub sex: Sex,
    /// Expiry of the card, which the signature does **not** cover.
    pub expiry: CardDate,
    /// Who signed, whether the signature holds, and whether the chip is genuine.
    pub authenticity: Authenticity,
}

/// Reads the printed face and checks its authenticity.
///
/// # Errors
/// [`Error::CodeBlocked`] and, at three tries or fewer, [`Error::LastTry`] come before the code is sent,
/// [`Error::WrongCode`] after.
pub fn read_face(
    card: &mut dyn Transmit,
    code: &VerificationCodeB,
    last_try: LastTry,
    anchors: &TrustAnchors,
) -> Result<CardFace, Error> {
    command::enter(card, &VISUAL)?;
    let certificate = command::read_object(card, FACE_CERTIFICATE, &[0x7F, 0x21], 0)?;
    let certificate = FaceCertificate::parse(&certificate, anchors)?;
    command::unlock(card, &CODE_B, code.digits(), last_try)?;
    let file = command::read_object(card, CARD_FACE, record::TAG, record::SLACK)?;
    let fields = record::fields(&file, WHAT)?;
    let authenticity = authenticate(card, &fields, &certificate)?;
    face(&fields, authenticity)
}

const WHAT: &str = "card face";

fn authenticate(
    card: &mut dyn Transmit,
    fields: &[Tlv<'_>],
    certificate: &FaceCertificate,
) -> Result<Authenticity, Error> {
    let digests = authenticity::face_digests(fields);
    let (issuer, signature) = certificate.judge(&digests, tlv::value(fields, 0xDF28, WHAT)?);
    let key = authenticity::public_key(tlv::value(fields, 0xDF24, WHAT)?)?;
    Ok(Authenticity { issuer, signature, chip: authenticity::challenge(card, &key)? })
}

fn face(fields: &[Tlv<'_>], authenticity: Authenticity) -> Result<CardFace, Error> {
    let jp2 = tlv::find(fields, 0xDF27).map(|field| field.value);
    let decodable = jp2.filter(|jp2| !jp2.is_empty() && authenticity.signature == Signature::Genuine);
    Ok(CardFace {
        photo: decodable.map(Photo::decode).transpose()?,
        birth_date: CardDate::parse(tlv::value(fields, 0xDF22, WHAT)?, "birth date")?,
        sex: Sex::parse(tlv::value(fields, 0xDF23, WHAT)?),
        expiry: CardDate::parse(tlv::value(fields, 0xDF29, WHAT)?, "expiry")?,
        authenticity,
    })
}
