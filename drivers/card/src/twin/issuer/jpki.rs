//! Personalises 公的個人認証: certificates, keys and their secrets, and the token information (my-number-card fact 1.5).

use persona::CardKind;
use rsa::RsaPrivateKey;

use super::Authority;
use crate::files;
use crate::twin::chip::{Access, Application, File};
use crate::twin::{Blueprint, Error};

const USER_PIN: u8 = 0x18;
const USER_PIN_TRIES: u8 = 3;
const SIGN_PASSWORD: u8 = 0x1B;
const SIGN_PASSWORD_TRIES: u8 = 5;

/// Makes the application with a key and certificate for authentication, and another pair for signatures.
pub(super) fn application(
    blueprint: &Blueprint,
    authority: &Authority,
    [user_key, sign_key]: [RsaPrivateKey; 2],
    now: i64,
) -> Result<Application, Error> {
    let user_certificate = authority.user_ca.user_certificate(&user_key, blueprint, now)?;
    let sign_certificate = authority.sign_ca.sign_certificate(&sign_key, blueprint, now)?;
    let (user, sign) = (Access::After(&[USER_PIN]), Access::After(&[SIGN_PASSWORD]));
    let certificate_access = if blueprint.kind == CardKind::AndroidToken { user } else { Access::Free };
    let files = vec![
        File::transparent(0x01, sign_certificate, sign),
        File::transparent(0x02, authority.sign_ca.der().to_vec(), Access::Free),
        File::transparent(0x06, token_information(blueprint), Access::Free),
        File::transparent(0x08, vec![0x8F, 0x8F, 0x00], Access::Free),
        File::transparent(0x0A, user_certificate, certificate_access),
        File::transparent(0x0B, authority.user_ca.der().to_vec(), Access::Free),
        File::key(0x17, user_key, user),
        File::secret(
            USER_PIN,
            &blueprint.user_pin,
            USER_PIN_TRIES,
            tries(blueprint, blueprint.user_tries_left),
        ),
        File::key(0x1A, sign_key, sign),
        File::secret(
            SIGN_PASSWORD,
            &blueprint.sign_password,
            SIGN_PASSWORD_TRIES,
            tries(blueprint, SIGN_PASSWORD_TRIES),
        ),
    ];
    Ok(Application { aid: files::JPKI, files, internal_key: None })
}

/// Blocks from the start what the owner of a card without PINs must never be asked for.
fn tries(blueprint: &Blueprint, left: u8) -> u8 {
    if blueprint.kind == CardKind::PinLess { 0 } else { left }
}

/// EF 0006: a PKCS#11 CK_TOKEN_INFO of 160 bytes, whose label tells the kind of card.
fn token_information(blueprint: &Blueprint) -> Vec<u8> {
    let label = match blueprint.kind {
        CardKind::Juki => "JPKIAPICCTOKEN",
        CardKind::AndroidToken => "JPKIAPGPSETOKEN",
        _ => "JPKIAPICCTOKEN2",
    };
    let serial = format!("{}{}", blueprint.municipality, blueprint.certificate_serial);
    let words = [0x0D_u32, 0, 0, 0, 0, 16, 4, 0, 0, 0, 0];
    let texts = format!("{label:<32}{:<32}{:<16}{serial:<16.16}", "MADOGUCHI-REHEARSAL", "REHEARSAL");
    let mut file = texts.into_bytes();
    file.extend(words.iter().flat_map(|word| word.to_be_bytes()));
    file.extend([1, 0, 1, 0]);
    file.extend([b' '; 16]);
    file
}
