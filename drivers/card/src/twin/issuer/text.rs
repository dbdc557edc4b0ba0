//! Personalises 券面事項入力補助: name, address, birth date and sex as text (my-number-card facts 1.5, 1.6).

use rsa::RsaPrivateKey;
use sha2::{Digest, Sha256};

use super::cvc::{CvcAuthority, key_id};
use super::encoding::{public_key, template, template_with_offsets, tlv};
use super::key::sign;
use super::pin_tries;
use super::visual::{CODE_TRIES, extended_length};
use crate::files;
use crate::twin::chip::{Access, Application, Change, File, Form, Secret};
use crate::twin::{Blueprint, Error, Fault};

const PIN: u8 = 0x11;
/// A secret that is blocked on every card; what it was for is not public.
const BLOCKED: u8 = 0x12;
/// The key that answers challenges, by the name that its file has.
const CHIP_KEY: u8 = 0x13;
const CODE_A: u8 = 0x14;
const CODE_B: u8 = 0x15;
const PIN_TRIES: u8 = 3;

/// Makes the application; `chip_key` answers challenges and its public half is signed into EF 0007. `session_key` would
/// receive a session key, but the chip takes none.
pub(super) fn application(
    blueprint: &Blueprint,
    authority: &CvcAuthority,
    chip_key: RsaPrivateKey,
    session_key: &RsaPrivateKey,
) -> Result<Application, Error> {
    let number = individual_number(blueprint);
    let attributes = attributes(blueprint);
    let any = Access::After(&[PIN, CODE_A, CODE_B]);
    let digests = signed_digests(&number, &attributes, authority)?;
    let files = vec![
        File::transparent(0x01, number, Access::After(&[PIN, CODE_A])),
        File::transparent(0x02, attribute_file(blueprint, &attributes), Access::After(&[PIN, CODE_B])),
        File::transparent(0x03, digests, any),
        File::transparent(0x04, authority.certificate(&blueprint.municipality)?, Access::Free),
        File::transparent(0x05, basic_information(blueprint), Access::Free),
        File::transparent(0x06, template(0xA1, &[public_key(session_key)]), any),
        File::transparent(0x07, signed_chip_key(&chip_key, authority)?, any),
        File::transparent(0x08, vec![0xFF; 16], any),
        File::secret(PIN, pin(blueprint)),
        File::secret(BLOCKED, Secret::new(Form::Fixed, "", PIN_TRIES).with_tries(0)),
        File::key(CHIP_KEY, chip_key.clone(), Access::Free),
        File::secret(CODE_A, Secret::new(Form::Fixed, &blueprint.individual_number, CODE_TRIES)),
        File::secret(CODE_B, Secret::new(Form::Fixed, &blueprint.code_b, CODE_TRIES)),
    ];
    let application = Application::new(&files::TEXT, files);
    Ok(Application { internal_key: Some(chip_key), change: Change::ReferenceData, ..application })
}

/// Counts this PIN on its own: only a card without any usable PIN starts with it blocked.
fn pin(blueprint: &Blueprint) -> Secret {
    let secret = Secret::new(Form::Pin, &blueprint.user_pin, PIN_TRIES);
    secret.with_tries(pin_tries(blueprint, PIN_TRIES))
}

/// EF 0002: FF20{offsets, attributes}, after two bytes of filler on the cards of which that was reported.
fn attribute_file(blueprint: &Blueprint, attributes: &[Vec<u8>; 4]) -> Vec<u8> {
    let filler: &[u8] = if blueprint.faults.contains(&Fault::LeadingBytes) { &[0; 2] } else { &[] };
    [filler, &template_with_offsets(0xFF20, attributes)].concat()
}

/// EF 0001: FF10 and 12 digits, then two bytes of filler that the digest covers too.
fn individual_number(blueprint: &Blueprint) -> Vec<u8> {
    [tlv(0xFF10, blueprint.individual_number.as_bytes()), vec![0xFF; 2]].concat()
}

/// The members of EF 0002: name, address, birth date, sex.
fn attributes(blueprint: &Blueprint) -> [Vec<u8>; 4] {
    [
        tlv(0xDF22, blueprint.name.as_bytes()),
        tlv(0xDF23, blueprint.address.as_bytes()),
        tlv(0xDF24, blueprint.birth_date.as_bytes()),
        tlv(0xDF25, blueprint.sex.to_string().as_bytes()),
    ]
}

/// EF 0003: FF30{digest of EF 0001 as it lies there, digest of the attributes without their offsets, signature}.
fn signed_digests(
    number: &[u8],
    attributes: &[Vec<u8>; 4],
    authority: &CvcAuthority,
) -> Result<Vec<u8>, Error> {
    let number = tlv(0xDF31, &Sha256::digest(number));
    let attributes = tlv(0xDF32, &Sha256::digest(attributes.concat()));
    let signature = sign(authority.signer(), &[number.as_slice(), &attributes].concat())?;
    Ok(template(0xFF30, &[number, attributes, tlv(0xDF33, &signature)]))
}

/// EF 0005: FF40, free to read; what key DF42 names and what the 32 bytes of DF43 mean is not public.
fn basic_information(blueprint: &Blueprint) -> Vec<u8> {
    let identification = [0x01, extended_length(blueprint), 0x0E, 0x01];
    let members = [
        tlv(0xDF41, &identification),
        tlv(0xDF42, &key_id("9000034", "001")),
        template(0xDF43, &[vec![0; 32], vec![0xFF; 96]]),
    ];
    template(0xFF40, &members)
}

/// EF 0007: FF50{chip key, signature}.
fn signed_chip_key(chip_key: &RsaPrivateKey, authority: &CvcAuthority) -> Result<Vec<u8>, Error> {
    let key = tlv(0xDF51, &public_key(chip_key));
    let signature = sign(authority.signer(), &key)?;
    Ok(template(0xFF50, &[key, tlv(0xDF52, &signature)]))
}
