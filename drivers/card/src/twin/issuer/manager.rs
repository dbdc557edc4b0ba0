//! What the card manager tells before any application is selected (my-number-card facts 1.4, 1.8), and the two applications
//! that hold little else: 共通カード and 住基 (fact 1.5).

use rsa::RsaPrivateKey;

use super::cvc::{CvcAuthority, KeyId, key_id};
use super::encoding::tlv;
use super::pin_tries;
use crate::files::Aid;
use crate::twin::chip::{Access, Application, Change, File, Form, Secret};
use crate::twin::{Blueprint, Error, Fault};

/// 共通カード: the number of the card, free to read.
const COMMON: Aid = [0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x01, 0x00];
/// 住基: the resident registry; its one readable record names a key.
const JUKI: Aid = [0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x01];

/// The contact interface's answers to reset, without their first byte: one claims extended length, one denies it.
const CONTACT_EXTENDED: [u8; 18] = [
    0xDA, 0x13, 0xFF, 0x81, 0x31, 0xFB, 0x46, 0x80, 0x12, 0x39, 0x2F, 0x31, 0xC1, 0x73, 0xC6, 0x01, 0xC0,
    0x3B,
];
const CONTACT_SHORT: [u8; 12] = [0xC5, 0xFF, 0x81, 0x31, 0xFB, 0x45, 0x80, 0x73, 0xC6, 0x01, 0x00, 0x00];
/// What comes before the certificates of the chain: the list of what is in them.
const HEADER_LIST: [u8; 12] = [0x4D, 0x0A, 0x42, 0x10, 0x5F, 0x20, 0x10, 0x5F, 0x49, 0x82, 0x01, 0x09];

const PIN: u8 = 0x1C;
const PIN_TRIES: u8 = 3;

/// Makes the data objects, by tag; `lowest` is the key at the end of the chain, whose purpose is not public.
pub(super) fn objects(
    blueprint: &Blueprint,
    chain: &CvcAuthority,
    lowest: &RsaPrivateKey,
) -> Result<Vec<(u16, Vec<u8>)>, Error> {
    let municipality = &blueprint.municipality;
    let listed = |certificate: Vec<u8>| [HEADER_LIST.as_slice(), &certificate].concat();
    let lower = chain.below(municipality, &key_id("9000050", "001"), lowest)?;
    let short = blueprint.faults.contains(&Fault::NoExtended);
    Ok(vec![
        (0x0042, chain.anchor().key_id.to_vec()),
        (0x0045, card_number(blueprint).into_bytes()),
        (0x00F0, municipality.as_bytes().to_vec()),
        (0x00F2, blueprint.expiry.as_bytes().to_vec()),
        (0x00F7, chain.signer_id(municipality).to_vec()),
        (0x00F8, listed(chain.certified(municipality)?)),
        (0x7F21, listed(lower)),
        (0x5F51, if short { CONTACT_SHORT.to_vec() } else { CONTACT_EXTENDED.to_vec() }),
    ])
}

/// Makes 共通カード; its key answers INTERNAL AUTHENTICATE, and its public half lies nowhere on the card.
pub(super) fn common(blueprint: &Blueprint, key: RsaPrivateKey) -> Application {
    let digits = format!("{}{}{}", card_number(blueprint), blueprint.municipality, blueprint.expiry);
    let files = vec![
        File::records(0x01, vec![tlv(0x01, digits.as_bytes())], Access::Free),
        File::records(0x02, vec![key_reference()], Access::Free),
        File::authenticator(0x19, key),
        pin(blueprint),
    ];
    Application { change: Change::Key, ..Application::new(&COMMON, files) }
}

/// Makes 住基, of which nothing but a name of a key can be read.
pub(super) fn juki(blueprint: &Blueprint) -> Application {
    let files = vec![File::records(0x02, vec![key_reference()], Access::Free), pin(blueprint)];
    Application { change: Change::Key, ..Application::new(&JUKI, files) }
}

/// The record that both applications share: one name of a key.
fn key_reference() -> Vec<u8> {
    let id: KeyId = key_id("9000010", "001");
    tlv(0x01, &id)
}

/// The PIN of the card: one for people, and a counter of its own in each application.
fn pin(blueprint: &Blueprint) -> File {
    let secret = Secret::new(Form::Pin, &blueprint.user_pin, PIN_TRIES);
    File::secret(PIN, secret.with_tries(pin_tries(blueprint, PIN_TRIES)))
}

fn card_number(blueprint: &Blueprint) -> String {
    format!("{:015}", blueprint.certificate_serial)
}
