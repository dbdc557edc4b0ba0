//! Personalises 公的個人認証: certificates, keys and their secrets, and the token information (my-number-card fact 1.5).

use persona::CardKind;
use rsa::RsaPrivateKey;

use super::{Authority, pin_tries};
use crate::files;
use crate::twin::chip::{Access, Application, Change, File, Form, Secret};
use crate::twin::{Blueprint, Error, Fault};

const USER_PIN: u8 = 0x18;
const USER_PIN_TRIES: u8 = 3;
const SIGN_PASSWORD: u8 = 0x1B;
const SIGN_PASSWORD_TRIES: u8 = 5;

/// Files that exist on real cards and cannot be read; 0016 is the key above the certificates of terminals.
const INTERNAL: [u8; 6] = [0x05, 0x10, 0x16, 0x19, 0x1C, 0x1E];
/// In EF 0008: the certificate is there.
const PRESENT: u8 = 0x8F;

/// Makes the application with a key and certificate for authentication, and another pair for signatures.
pub(super) fn application(
    blueprint: &Blueprint,
    authority: &Authority,
    [user_key, sign_key]: [RsaPrivateKey; 2],
    now: i64,
) -> Result<Application, Error> {
    let signs = blueprint.may_sign(now);
    let user_certificate = match blueprint.faults.contains(&Fault::EmptyCertificate) {
        true => Vec::new(),
        false => authority.user_ca.user_certificate(&user_key, blueprint, now)?,
    };
    let sign_certificate = match signs {
        true => authority.sign_ca.sign_certificate(&sign_key, blueprint, now)?,
        false => Vec::new(),
    };
    let present = [signs, !user_certificate.is_empty()].map(|is| if is { PRESENT } else { 0 });
    let (user, sign) = (Access::After(&[USER_PIN]), Access::After(&[SIGN_PASSWORD]));
    let mut files = vec![
        File::transparent(0x01, sign_certificate, sign),
        File::transparent(0x02, authority.sign_ca.der().to_vec(), Access::Free),
        File::transparent(0x06, token_information(blueprint), Access::Free),
        File::transparent(0x08, [&present[..], &[0]].concat(), Access::Free),
        File::transparent(0x0A, user_certificate, if is_phone(blueprint.kind) { user } else { Access::Free }),
        File::transparent(0x0B, authority.user_ca.der().to_vec(), Access::Free),
        File::key(0x17, user_key, user),
        File::secret(USER_PIN, user_pin(blueprint)),
        File::key(0x1A, sign_key, sign),
        File::secret(SIGN_PASSWORD, sign_password(blueprint, signs)),
        File::transparent(0x09, Vec::new(), Access::Never),
    ];
    files.extend(INTERNAL.map(File::internal));
    Ok(Application { change: Change::ReferenceData, ..Application::new(&files::JPKI, files) })
}

fn is_phone(kind: CardKind) -> bool {
    matches!(kind, CardKind::AndroidToken | CardKind::IphoneToken)
}

fn user_pin(blueprint: &Blueprint) -> Secret {
    let secret = Secret::new(Form::Pin, &blueprint.user_pin, USER_PIN_TRIES);
    secret.with_tries(pin_tries(blueprint, blueprint.user_tries_left))
}

/// A card without a signature certificate has no password either.
fn sign_password(blueprint: &Blueprint, signs: bool) -> Secret {
    let secret = Secret::new(Form::Password, &blueprint.sign_password, SIGN_PASSWORD_TRIES);
    secret.with_tries(if signs { pin_tries(blueprint, SIGN_PASSWORD_TRIES) } else { 0 })
}

/// EF 0006: a PKCS#11 CK_TOKEN_INFO of 160 bytes, whose label tells the kind of card.
///
/// Four texts padded with spaces; then eleven big-endian numbers: flags (random numbers, login, PIN set, initialised), most
/// and open sessions twice, longest and shortest PIN, four sizes of memory that are not told; two versions and a time.
fn token_information(blueprint: &Blueprint) -> Vec<u8> {
    let label = match blueprint.kind {
        CardKind::Juki => "JPKIAPICCTOKEN",
        CardKind::AndroidToken => "JPKIAPGPSETOKEN",
        CardKind::IphoneToken => "JPKIAPIOSTOKEN",
        // Nobody knows it yet; it must only be none of the others.
        CardKind::NextGeneration => "JPKIAPICCTOKEN3",
        _ => "JPKIAPICCTOKEN2",
    };
    const UNKNOWN: u32 = u32::MAX;
    let words = [0x040D, 1, 0, 1, 0, 16, 4, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN];
    let serial = format!("{}{}", blueprint.municipality, blueprint.certificate_serial);
    let texts = format!("{label:<32}{:<32}{:<16}{serial:<16.16}", "MADOGUCHI-REHEARSAL", "REHEARSAL");
    let mut file = texts.into_bytes();
    file.extend(words.iter().flat_map(|word: &u32| word.to_be_bytes()));
    file.extend(b"03019999999999999999");
    file
}
