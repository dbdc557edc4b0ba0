//! 券面事項入力補助: name, address, birth date and sex as text, opened by 照合番号B.
//!
//! 照合番号B opens these four and keeps the individual number closed; nothing here asks for it. The signature covers a digest
//! of the four and one of the number. The second is taken as it comes, because comparing it would need the number; it is
//! wiped with its file, because the number could be guessed from it (my-number-card facts 1.5, 1.6).

use sha2::{Digest, Sha256};

use crate::anchors::PublicKey;
use crate::authenticity::{self, Authenticity, Chip, FaceCertificate, Issuer, Signature};
use crate::command::Lock;
use crate::files::{ATTRIBUTES, SIGNED_CHIP_KEY, SIGNED_DIGESTS, TEXT, TEXT_CERTIFICATE, TEXT_CODE_B};
use crate::personal::{Attributes, CardDate, Personal, Sex};
use crate::tlv::{self, Tlv};
use crate::{Dialogue, Error, LastTry, TrustAnchors, VerificationCodeB, record, visual};

/// The same code as on the face, with a counter of its own.
const CODE_B: Lock = Lock { file: TEXT_CODE_B, ..visual::CODE_B };

/// Reads the four attributes and checks their authenticity.
///
/// # Errors
/// [`Error::CodeBlocked`] and, at three tries or fewer, [`Error::LastTry`] come before the code is sent,
/// [`Error::WrongCode`] after.
pub fn read_attributes(
    card: &mut Dialogue<'_>,
    code: &VerificationCodeB,
    last_try: LastTry,
    anchors: &TrustAnchors,
) -> Result<Attributes, Error> {
    card.enter(&TEXT)?;
    let certificate = card.read_object(TEXT_CERTIFICATE, &[0x7F, 0x21], 0)?;
    let certificate = FaceCertificate::parse(&certificate, anchors)?;
    card.unlock(&CODE_B, code.digits(), last_try)?;
    let file = card.read_object(ATTRIBUTES, record::TAG, record::SLACK)?;
    let fields = record::fields(&file, WHAT)?;
    let authenticity = authenticate(card, &fields, &certificate)?;
    attributes(&fields, authenticity)
}

const WHAT: &str = "attributes";

fn authenticate(
    card: &mut Dialogue<'_>,
    fields: &[Tlv<'_>],
    certificate: &FaceCertificate,
) -> Result<Authenticity, Error> {
    let (issuer, signature) = judge_digests(card, fields, certificate)?;
    match chip_key(card, certificate) {
        Ok((key, Signature::Genuine)) => {
            Ok(Authenticity { issuer, signature, chip: authenticity::challenge(card, &key)? })
        }
        Ok((_, Signature::Bad)) => {
            Ok(Authenticity { issuer, signature: Signature::Bad, chip: Chip::Unasked })
        }
        Err(Error::Refused { .. }) => Ok(Authenticity { issuer, signature, chip: Chip::Unasked }),
        Err(error) => Err(error),
    }
}

/// Compares the digest of the attributes with the one that was signed, and checks the signature over both digests.
fn judge_digests(
    card: &mut Dialogue<'_>,
    fields: &[Tlv<'_>],
    certificate: &FaceCertificate,
) -> Result<(Issuer, Signature), Error> {
    const WHAT: &str = "signed digests";
    let file = card.read_object(SIGNED_DIGESTS, &[0xFF, 0x30], 0)?;
    let (template, _) = tlv::first(&file, WHAT)?;
    let objects = tlv::all(template.value, WHAT)?;
    let find = |tag| tlv::find(&objects, tag).ok_or(Error::Malformed(WHAT));
    let [of_number, of_attributes, signature] = [find(0xDF31)?, find(0xDF32)?, find(0xDF33)?];
    let digest = Sha256::new().chain_update(of_number.raw).chain_update(of_attributes.raw).finalize();
    let (issuer, signature) = certificate.judge(&digest, signature.value);
    let unchanged = of_attributes.value == attributes_digest(fields).as_slice();
    Ok((issuer, if unchanged { signature } else { Signature::Bad }))
}

/// Hashes the fields as they lie there, without the table of offsets.
fn attributes_digest(fields: &[Tlv<'_>]) -> [u8; 32] {
    let attributes = fields.iter().filter(|field| (0xDF22..=0xDF25).contains(&field.tag));
    attributes.fold(Sha256::new(), |hash, field| hash.chain_update(field.raw)).finalize().into()
}

/// Reads the chip's public key and checks the signature over it.
fn chip_key(card: &mut Dialogue<'_>, certificate: &FaceCertificate) -> Result<(PublicKey, Signature), Error> {
    const WHAT: &str = "signed key of the chip";
    let file = card.read_object(SIGNED_CHIP_KEY, &[0xFF, 0x50], 0)?;
    let (template, _) = tlv::first(&file, WHAT)?;
    let objects = tlv::all(template.value, WHAT)?;
    let key = tlv::find(&objects, 0xDF51).ok_or(Error::Malformed(WHAT))?;
    let (_, signature) = certificate.judge(&Sha256::digest(key.raw), tlv::value(&objects, 0xDF52, WHAT)?);
    Ok((authenticity::public_key(key.value)?, signature))
}

fn attributes(fields: &[Tlv<'_>], authenticity: Authenticity) -> Result<Attributes, Error> {
    Ok(Attributes {
        name: Personal::parse(tlv::value(fields, 0xDF22, WHAT)?, "name, expected UTF-8")?,
        address: Personal::parse(tlv::value(fields, 0xDF23, WHAT)?, "address, expected UTF-8")?,
        birth_date: CardDate::parse(tlv::value(fields, 0xDF24, WHAT)?, "birth date")?,
        sex: Sex::parse(tlv::value(fields, 0xDF25, WHAT)?),
        authenticity,
    })
}
