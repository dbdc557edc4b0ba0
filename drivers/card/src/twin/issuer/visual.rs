//! Personalises 券面事項確認: what is printed on the card, as pictures, with the photo (my-number-card facts 1.5, 1.6).

use rsa::RsaPrivateKey;
use sha2::{Digest, Sha256};

use super::cvc::{CvcAuthority, key_id};
use super::encoding::{digest_info, public_key, template, template_with_offsets, tlv};
use super::key::{sign, sign_block};
use super::picture::strip;
use crate::files;
use crate::twin::chip::{Access, Application, File, Form, Secret};
use crate::twin::{Blueprint, Error, Fault};

/// Tries of every 照合番号.
pub(super) const CODE_TRIES: u8 = 10;

const BIRTH_KEY: u8 = 0x11;
const CODE_B: u8 = 0x12;
const CODE_A: u8 = 0x13;

/// Makes the application; `chip_key` answers challenges and its public half is signed into the files.
pub(super) fn application(
    blueprint: &Blueprint,
    authority: &CvcAuthority,
    chip_key: RsaPrivateKey,
) -> Result<Application, Error> {
    let chip = public_key(&chip_key);
    let birth_key: String = blueprint.code_b.chars().take(6).collect();
    let files = vec![
        File::transparent(0x01, age_record(blueprint, authority, &chip)?, Access::After(&[BIRTH_KEY])),
        File::transparent(0x02, card_face(blueprint, authority, &chip)?, Access::After(&[CODE_A, CODE_B])),
        File::transparent(0x03, basic_information(blueprint), Access::Free),
        File::transparent(0x04, authority.certificate(&blueprint.municipality)?, Access::Free),
        File::transparent(0x05, number_picture(blueprint, authority, &chip)?, Access::After(&[CODE_A])),
        File::transparent(0x06, vec![0xFF; 16], Access::After(&[CODE_A, CODE_B])),
        File::secret(BIRTH_KEY, Secret::new(Form::Fixed, &birth_key, CODE_TRIES)),
        File::secret(CODE_B, Secret::new(Form::Fixed, &blueprint.code_b, CODE_TRIES)),
        File::secret(CODE_A, Secret::new(Form::Fixed, &blueprint.individual_number, CODE_TRIES)),
    ];
    Ok(Application { internal_key: Some(chip_key), ..Application::new(&files::VISUAL, files) })
}

/// EF 0001: FF10{birth date, chip key, signature}.
fn age_record(blueprint: &Blueprint, authority: &CvcAuthority, chip: &[u8]) -> Result<Vec<u8>, Error> {
    signed(0xFF10, tlv(0xDF11, blueprint.birth_date.as_bytes()), chip, authority)
}

/// EF 0005: FF40{picture of the individual number, chip key, signature}.
fn number_picture(blueprint: &Blueprint, authority: &CvcAuthority, chip: &[u8]) -> Result<Vec<u8>, Error> {
    signed(0xFF40, tlv(0xDF41, &strip(&blueprint.individual_number)?), chip, authority)
}

/// Makes a template of one object, the chip's key, and an ordinary signature over both.
fn signed(tag: u16, object: Vec<u8>, chip: &[u8], authority: &CvcAuthority) -> Result<Vec<u8>, Error> {
    let first = 0xDF00 | (tag & 0xF0);
    let key = tlv(first + 2, chip);
    let signature = sign(authority.signer(), &[object.as_slice(), &key].concat())?;
    Ok(template(tag, &[object, key, tlv(first + 3, &signature)]))
}

/// EF 0002: FF20, whose one signature holds three digests: who and which chip, name and address, photo.
fn card_face(blueprint: &Blueprint, authority: &CvcAuthority, chip: &[u8]) -> Result<Vec<u8>, Error> {
    let birth = tlv(0xDF22, blueprint.birth_date.as_bytes());
    let sex = tlv(0xDF23, blueprint.sex.to_string().as_bytes());
    let key = tlv(0xDF24, chip);
    let name = tlv(0xDF25, &strip(&blueprint.name)?);
    let address = tlv(0xDF26, &strip(&blueprint.address)?);
    let photo = tlv(0xDF27, if blueprint.faults.contains(&Fault::NoPhoto) { &[] } else { &blueprint.photo });
    let digests = [
        Sha256::digest([birth.as_slice(), &sex, &key].concat()),
        Sha256::digest([name.as_slice(), &address].concat()),
        Sha256::digest(&photo),
    ];
    let signature = tlv(0xDF28, &sign_block(authority.signer(), &digest_info(&digests.concat()))?);
    let expiry = tlv(0xDF29, blueprint.expiry.as_bytes());
    let code = tlv(0xDF2A, &strip(&blueprint.security_code)?);
    Ok(template_with_offsets(0xFF20, &[birth, sex, key, name, address, photo, signature, expiry, code]))
}

/// EF 0003: FF30, free to read; what keys DF32 and DF35 name and what follows in DF35 is not public, so it holds zeroes.
fn basic_information(blueprint: &Blueprint) -> Vec<u8> {
    let members = [
        tlv(0xDF31, &[0x06, extended_length(blueprint), 0x0E, 0x01]),
        tlv(0xDF32, &key_id("9000024", "001")),
        tlv(0xDF33, &[0x00]),
        tlv(0xDF34, blueprint.municipality.as_bytes()),
        tlv(0xDF35, &[&key_id("9900025", "001")[..], &[0; 256]].concat()),
    ];
    template(0xFF30, &members)
}

/// The byte by which an application tells whether extended-length commands are taken; 03 is what cards that do say.
pub(super) fn extended_length(blueprint: &Blueprint) -> u8 {
    if blueprint.faults.contains(&Fault::NoExtended) { 0x00 } else { 0x03 }
}
