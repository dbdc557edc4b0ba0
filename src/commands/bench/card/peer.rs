//! The same visit as `myna-card` holds it: its own functions, one handle for each application, and no call in vain.
//!
//! It asks for a counter before it presents a secret, as its documentation advises and as the kiosk does. It checks what the
//! kiosk checks; it does not decode the photo, which the kiosk does in the same time.

use super::{Error, Laps, Meter, NONCE, Person, expect};
use card::Transmit as _;
use card::twin::Authority;
use myna_card::ap::jpki::{JpkiAp, SignatureScheme, TokenType};
use myna_card::ap::surface::{self, SurfaceAp};
use myna_card::{Card, Pin, Retries, RsaPublicKey};

/// Carries its commands over our wire.
struct Link<'a>(Meter<'a>);

impl myna_card::Transmit for Link<'_> {
    fn transmit(&mut self, command: &[u8]) -> myna_card::Result<Vec<u8>> {
        self.0.transmit(command).map_err(|error| myna_card::Error::Malformed(error.to_string()))
    }
}

/// Holds the visit.
pub(super) fn visit(person: &Person, meter: Meter<'_>, laps: &mut Laps<'_>) -> Result<(), Error> {
    let mut card = Card::new(Link(meter));
    certificates(person, &mut card, laps)?;
    face(person, &mut card)?;
    laps.lap();
    Ok(())
}

fn certificates(person: &Person, card: &mut Card<Link<'_>>, laps: &mut Laps<'_>) -> Result<(), Error> {
    let mut jpki = JpkiAp::select(card)?;
    expect(jpki.read_token_type()? == TokenType::Card, "a My Number Card")?;
    laps.lap();
    let certificate = jpki.read_auth_certificate()?;
    laps.lap();
    let pin = Pin::numeric(&person.blueprint.user_pin)?;
    expect(matches!(jpki.auth_pin_retries()?, Retries::Remaining(2..)), "tries to spare")?;
    jpki.verify_auth_pin(&pin)?;
    let scheme = SignatureScheme::Sha256DigestInfo;
    let signature = jpki.sign_with_auth_key(scheme, NONCE)?;
    scheme.verify(&certificate.public_key()?, NONCE, &signature)?;
    laps.lap();
    Ok(())
}

fn face(person: &Person, card: &mut Card<Link<'_>>) -> Result<(), Error> {
    let mut visual = SurfaceAp::select(card)?;
    let certificate = visual.read_certificate()?;
    let [authority, _] = Authority::shared()?.anchors();
    let key = RsaPublicKey { modulus: authority.modulus, exponent: authority.exponent };
    certificate.verify_with(&key)?;
    expect(matches!(visual.retries(surface::ef::CODE_B)?, Retries::Remaining(4..)), "tries to spare")?;
    visual.verify_code_b(&Pin::numeric(&person.blueprint.code_b)?)?;
    let face = visual.read_card_face()?;
    face.verify(&certificate.public_key)?;
    expect(face.photo.data == person.blueprint.photo, "the photo of the card")?;
    let challenge = rand::random::<[u8; 32]>();
    let signature = visual.sign(&challenge)?;
    Ok(SignatureScheme::Sha256DigestInfo.verify(&face.public_key, &challenge, &signature)?)
}
