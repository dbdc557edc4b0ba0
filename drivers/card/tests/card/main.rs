//! Whole dialogues with the virtual card: what a kiosk may learn, what it must never touch, and what happens when a card or
//! a wire misbehaves.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests fail and speak as tests do")]

mod dialogues;
mod pcscd;
mod tries;
mod wires;

use std::sync::OnceLock;
use std::thread;

use card::twin::{Authority, Blueprint, VirtualCard};
use card::{
    Anchor, Attributes, CardFace, CardKind, Dialogue, Error, LastTry, Lengths, Tracing, Transmit,
    TransmitError, TrustAnchors, UserCertificate, UserPin, VerificationCodeB, files,
};

const PHOTO: &[u8] = include_bytes!("fixtures/grey.jp2");
/// 2026-11-22 09:00 in Japan.
const NOW: i64 = 1_795_305_600;
const DIGEST: [u8; 32] = [0x5A; 32];

/// A card under power, without a reader; it vouches for itself that nobody touched the individual number.
struct Powered(VirtualCard);

impl Powered {
    fn again(&mut self) -> &mut Self {
        self.0.power_off();
        self.0.power_on();
        self
    }
}

impl Transmit for Powered {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, TransmitError> {
        Ok(self.0.process(command))
    }

    fn answer_to_reset(&self) -> Option<Vec<u8>> {
        Some(self.0.atr().to_vec())
    }
}

impl Drop for Powered {
    fn drop(&mut self) {
        let touched = self.0.reached_individual_number();
        assert!(!touched || thread::panicking(), "the individual number was touched");
    }
}

/// Holds one dialogue, and proves on its transcript that it never reached for the individual number.
fn talk<T>(wire: &mut dyn Transmit, dialogue: impl FnOnce(&mut Dialogue<'_>) -> T) -> T {
    talk_with(Lengths::Untried, wire, dialogue)
}

/// The same with a reader of which something is known.
fn talk_with<T>(
    lengths: Lengths,
    wire: &mut dyn Transmit,
    dialogue: impl FnOnce(&mut Dialogue<'_>) -> T,
) -> T {
    let mut wire = Tracing::new(wire);
    let outcome = dialogue(&mut Dialogue::new(&mut wire).with_lengths(lengths));
    let trace = wire.into_trace();
    assert!(!trace.reaches(&files::TEXT, 0x01), "{trace}");
    assert!(!trace.reaches(&files::VISUAL, 0x05), "{trace}");
    outcome
}

fn hanako() -> Blueprint {
    let persona = persona::persona("hanako").unwrap();
    Blueprint { photo: PHOTO.to_vec(), ..Blueprint::from(persona) }
}

fn made(blueprint: &Blueprint) -> VirtualCard {
    Authority::shared().unwrap().make(blueprint, NOW).unwrap()
}

fn powered(blueprint: &Blueprint) -> Powered {
    let mut card = made(blueprint);
    card.power_on();
    Powered(card)
}

fn pin(blueprint: &Blueprint) -> UserPin {
    blueprint.user_pin.parse().unwrap()
}

fn code(blueprint: &Blueprint) -> VerificationCodeB {
    blueprint.code_b.parse().unwrap()
}

/// The rehearsal's anchors, by name.
fn anchors() -> &'static TrustAnchors {
    static ANCHORS: OnceLock<TrustAnchors> = OnceLock::new();
    ANCHORS.get_or_init(|| {
        let of = |name: &str, a: &card::twin::Anchor| {
            Anchor::new(name, a.key_id, &a.modulus, &a.exponent).unwrap()
        };
        let [visual, text] = Authority::shared().unwrap().anchors();
        TrustAnchors::from_iter([of("rehearsal visual", &visual), of("rehearsal text", &text)])
    })
}

fn recognise(wire: &mut dyn Transmit) -> Result<CardKind, Error> {
    talk(wire, card::recognise)
}

fn face(wire: &mut dyn Transmit, blueprint: &Blueprint) -> Result<CardFace, Error> {
    talk(wire, |card| card::read_face(card, &code(blueprint), LastTry::Spared, anchors()))
}

fn attributes(wire: &mut dyn Transmit, blueprint: &Blueprint) -> Result<Attributes, Error> {
    talk(wire, |card| card::read_attributes(card, &code(blueprint), LastTry::Spared, anchors()))
}

fn certificate(wire: &mut dyn Transmit) -> Result<UserCertificate, Error> {
    talk(wire, card::user_certificate)
}

fn sign(wire: &mut dyn Transmit, pin: &UserPin, last_try: LastTry) -> Result<Vec<u8>, Error> {
    talk(wire, |card| card::sign_with_pin(card, pin, last_try, &DIGEST))
}
