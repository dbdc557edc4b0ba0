//! 券面事項確認: the photo and the dates printed on the card, opened by 照合番号B.
//!
//! The image of the individual number lives in this application too; it is opened by another secret, and nothing here asks
//! for it. What the card says is returned only with what is known of its authenticity.

use crate::anchors::PublicKey;
use crate::authenticity::{self, Authenticity, FaceCertificate, FaceSignature, Signature};
use crate::command::Lock;
use crate::files::{CARD_FACE, FACE_CERTIFICATE, FACE_INFORMATION, VISUAL, VISUAL_CODE_B};
use crate::personal::{CardDate, Sex};
use crate::tlv::{self, Tlv};
use crate::{Dialogue, Error, LastTry, Photo, PrintedText, Tries, TrustAnchors, VerificationCodeB, record};

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
    /// 氏名 as printed; none when the signature is bad.
    pub name: Option<PrintedText>,
    /// 住所 as printed; none when the signature is bad.
    pub address: Option<PrintedText>,
    /// 生年月日.
    pub birth_date: CardDate,
    /// 性別.
    pub sex: Sex,
    /// Expiry of the card, which the signature does **not** cover.
    pub expiry: CardDate,
    /// The key whose private half the chip holds.
    pub public_key: PublicKey,
    /// The issuer's signature over all of this but the expiry.
    pub signature: FaceSignature,
    /// Who signed, whether the signature holds, and whether the chip is genuine.
    pub authenticity: Authenticity,
}

/// Asks how many tries 照合番号B has left in this application; costs none.
pub fn code_tries(card: &mut Dialogue<'_>) -> Result<Tries, Error> {
    card.enter(&VISUAL)?;
    card.ask_tries(&CODE_B)
}

/// Reads the printed face and checks its authenticity.
///
/// # Errors
/// [`Error::CodeBlocked`] and, at three tries or fewer, [`Error::LastTry`] come before the code is sent,
/// [`Error::WrongCode`] after.
pub fn read_face(
    card: &mut Dialogue<'_>,
    code: &VerificationCodeB,
    last_try: LastTry,
    anchors: &TrustAnchors,
) -> Result<CardFace, Error> {
    card.enter(&VISUAL)?;
    let certificate = card.read_object(FACE_CERTIFICATE, &[0x7F, 0x21], 0)?;
    let certificate = FaceCertificate::parse(&certificate, anchors)?;
    card.unlock(&CODE_B, code.digits(), last_try)?;
    let file = card.read_object(CARD_FACE, record::TAG, record::SLACK)?;
    let fields = record::fields(&file, WHAT)?;
    let key = authenticity::public_key(tlv::value(&fields, 0xDF24, WHAT)?)?;
    let authenticity = authenticate(card, &fields, &certificate, &key)?;
    face(&fields, key, authenticity)
}

const WHAT: &str = "card face";

fn authenticate(
    card: &mut Dialogue<'_>,
    fields: &[Tlv<'_>],
    certificate: &FaceCertificate,
    key: &PublicKey,
) -> Result<Authenticity, Error> {
    let digests = authenticity::face_digests(fields);
    let (issuer, signature) = certificate.judge(&digests, tlv::value(fields, 0xDF28, WHAT)?);
    Ok(Authenticity { issuer, signature, chip: authenticity::challenge(card, key)? })
}

fn face(fields: &[Tlv<'_>], public_key: PublicKey, authenticity: Authenticity) -> Result<CardFace, Error> {
    let genuine = authenticity.signature == Signature::Genuine;
    let picture =
        |tag| tlv::find(fields, tag).map(|field| field.value).filter(|it| genuine && !it.is_empty());
    Ok(CardFace {
        photo: picture(0xDF27).map(Photo::decode).transpose()?,
        name: picture(0xDF25).map(PrintedText::new),
        address: picture(0xDF26).map(PrintedText::new),
        birth_date: CardDate::parse(tlv::value(fields, 0xDF22, WHAT)?, "birth date")?,
        sex: Sex::parse(tlv::value(fields, 0xDF23, WHAT)?),
        expiry: CardDate::parse(tlv::value(fields, 0xDF29, WHAT)?, "expiry")?,
        public_key,
        signature: FaceSignature::new(tlv::value(fields, 0xDF28, WHAT)?),
        authenticity,
    })
}

/// What 券面事項確認 says of itself before any secret; nothing signs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaceInformation {
    /// The version of the specification that the card follows.
    pub specification: u8,
    /// Whether the card says that it takes extended lengths; its reader may still not.
    pub extended_lengths: bool,
    /// The five-digit code of the issuing municipality.
    pub municipality: String,
}

/// What the second byte of DF31 is on cards that take extended lengths.
const TAKES_EXTENDED: u8 = 0x03;

/// Reads what the application says of itself; needs no secret.
pub fn face_information(card: &mut Dialogue<'_>) -> Result<FaceInformation, Error> {
    const WHAT: &str = "face information";
    card.enter(&VISUAL)?;
    let file = card.read_object(FACE_INFORMATION, &[0xFF, 0x30], 0)?;
    let (template, _) = tlv::first(&file, WHAT)?;
    let fields = tlv::all(template.value, WHAT)?;
    let &[specification, lengths, ..] = tlv::value(&fields, 0xDF31, WHAT)? else {
        return Err(Error::Malformed(WHAT));
    };
    let municipality = tlv::value(&fields, 0xDF34, WHAT)?;
    if municipality.len() != 5 || !municipality.iter().all(u8::is_ascii_digit) {
        return Err(Error::Malformed("code of the municipality"));
    }
    let municipality = String::from_utf8_lossy(municipality).into_owned();
    Ok(FaceInformation { specification, extended_lengths: lengths == TAKES_EXTENDED, municipality })
}
