//! 券面事項入力補助: name, address, birth date and sex as text, opened by 照合番号B.
//!
//! 照合番号B opens these four and keeps the individual number closed; nothing here asks for it.

use crate::command::{self, Lock};
use crate::files::{ATTRIBUTES, TEXT, TEXT_CODE_B};
use crate::personal::{Attributes, CardDate, Personal, Sex};
use crate::{Error, LastTry, Transmit, VerificationCodeB, record, tlv, visual};

/// The same code as on the face, with a counter of its own.
const CODE_B: Lock = Lock { file: TEXT_CODE_B, ..visual::CODE_B };

/// Reads the four attributes.
///
/// # Errors
/// [`Error::CodeBlocked`] and, at three tries or fewer, [`Error::LastTry`] come before the code is sent,
/// [`Error::WrongCode`] after.
pub fn read_attributes(
    card: &mut dyn Transmit,
    code: &VerificationCodeB,
    last_try: LastTry,
) -> Result<Attributes, Error> {
    command::enter(card, &TEXT)?;
    command::unlock(card, &CODE_B, code.digits(), last_try)?;
    let file = command::read_object(card, ATTRIBUTES, record::TAG, record::SLACK)?;
    attributes(&file)
}

fn attributes(file: &[u8]) -> Result<Attributes, Error> {
    const WHAT: &str = "attributes";
    let fields = record::fields(file, WHAT)?;
    Ok(Attributes {
        name: Personal::parse(tlv::value(&fields, 0xDF22, WHAT)?, "name, expected UTF-8")?,
        address: Personal::parse(tlv::value(&fields, 0xDF23, WHAT)?, "address, expected UTF-8")?,
        birth_date: CardDate::parse(tlv::value(&fields, 0xDF24, WHAT)?, "birth date")?,
        sex: Sex::parse(tlv::value(&fields, 0xDF25, WHAT)?),
    })
}
