//! Whole dialogues with the virtual card: what a kiosk may learn, what it must never touch, and what happens when a card or
//! a wire misbehaves.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests fail and speak as tests do")]

mod pcscd;

use std::sync::OnceLock;

use card::twin::{Authority, Blueprint, Fault, VirtualCard};
use card::{
    Anchor, CardFace, CardKind, Chip, Error, Issuer, LastTry, Period, Signature, StatusWord, Tracing,
    Transmit, TransmitError, Tries, TrustAnchors, UserPin, VerificationCodeB, files,
};
use proptest::prelude::*;

const PHOTO: &[u8] = include_bytes!("fixtures/grey.jp2");
/// 2026-11-22 09:00 in Japan.
const NOW: i64 = 1_795_305_600;
const DIGEST: [u8; 32] = [0x5A; 32];

/// A card under power, without a reader.
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
}

/// A wire that does something to one response, the `at`-th, or to all that a condition picks.
struct Meddling<'a, F> {
    card: &'a mut Powered,
    at: usize,
    meddle: F,
}

impl<F: FnMut(usize, &[u8], Vec<u8>) -> Result<Vec<u8>, TransmitError>> Transmit for Meddling<'_, F> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, TransmitError> {
        self.at += 1;
        let response = self.card.transmit(command)?;
        (self.meddle)(self.at - 1, command, response)
    }
}

fn hanako() -> Blueprint {
    let persona = persona::persona("hanako").unwrap();
    Blueprint { photo: PHOTO.to_vec(), ..Blueprint::from(persona) }
}

fn powered(blueprint: &Blueprint) -> Powered {
    let mut card = Authority::shared().unwrap().make(blueprint, NOW).unwrap();
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

fn face(card: &mut dyn Transmit, blueprint: &Blueprint) -> Result<CardFace, Error> {
    card::read_face(card, &code(blueprint), LastTry::Spared, anchors())
}

#[test]
fn each_kind_of_card_is_recognised() {
    let rows = [
        (persona::CardKind::MyNumber, CardKind::MyNumber),
        (persona::CardKind::NoPhoto, CardKind::MyNumber),
        (persona::CardKind::PinLess, CardKind::MyNumber),
        (persona::CardKind::Juki, CardKind::Juki),
        (persona::CardKind::AndroidToken, CardKind::AndroidToken),
        (persona::CardKind::Transit, CardKind::NotMyNumber),
    ];
    for (made, recognised) in rows {
        let mut card = powered(&Blueprint { kind: made, ..hanako() });
        assert_eq!(card::recognise(&mut card), Ok(recognised), "{made:?}");
    }
}

#[test]
fn a_card_that_wakes_slowly_is_recognised() {
    let card = Authority::shared().unwrap().make(&hanako(), NOW).unwrap().with_faults(&[Fault::SlowWake]);
    assert_eq!(card::recognise(Powered(card).again()), Ok(CardKind::MyNumber));
}

#[test]
fn the_certificate_tells_its_number_and_its_period() {
    let blueprint = Blueprint { certificate_serial: 0x01_02_03, certificate_days_left: 30, ..hanako() };
    let mut card = powered(&blueprint);
    let certificate = card::user_certificate(&mut card).unwrap();
    assert_eq!(certificate.serial, [1, 2, 3]);
    assert!(certificate.not_before < NOW);
    assert_eq!(card::certificate_period(certificate.not_after, NOW), Period::ExpiresSoon { days: 30 });
    assert!(!format!("{certificate:?}").contains("1, 2, 3"));
    let authority = Authority::shared().unwrap().user_ca_der();
    assert_eq!(card::user_ca_certificate(&mut card).unwrap(), authority);
}

#[test]
fn the_right_pin_signs_for_the_certificate() {
    let blueprint = hanako();
    let mut card = powered(&blueprint);
    let certificate = card::user_certificate(&mut card).unwrap();
    let signature = card::sign_with_pin(&mut card, &pin(&blueprint), LastTry::Spared, &DIGEST).unwrap();
    assert!(certificate.verifies(&DIGEST, &signature));
    assert!(!certificate.verifies(&[0; 32], &signature));
}

#[test]
fn a_phone_shows_its_certificate_only_after_the_pin() {
    let blueprint = Blueprint { kind: persona::CardKind::AndroidToken, ..hanako() };
    let mut card = powered(&blueprint);
    let refused = card::user_certificate(&mut card);
    assert!(matches!(refused, Err(Error::Refused { status: StatusWord::SecurityStatus, .. })), "{refused:?}");
    let signature = card::sign_with_pin(&mut card, &pin(&blueprint), LastTry::Spared, &DIGEST).unwrap();
    assert!(card::user_certificate(&mut card).unwrap().verifies(&DIGEST, &signature));
}

#[test]
fn a_wrong_pin_costs_one_try_and_the_last_is_spared() {
    let blueprint = hanako();
    let (mut card, right) = (powered(&blueprint), pin(&blueprint));
    let wrong: UserPin = if blueprint.user_pin == "0000" { "1111" } else { "0000" }.parse().unwrap();
    let mut sign = |pin: &UserPin, last_try| {
        let result = card::sign_with_pin(card.again(), pin, last_try, &DIGEST).map(drop);
        (result, card::pin_tries(card.again()).unwrap())
    };
    let (spared, allowed) = (LastTry::Spared, LastTry::Allowed);
    assert_eq!(sign(&wrong, spared), (Err(Error::WrongPin { tries: 2 }), Tries::Left(2)));
    assert_eq!(sign(&right, spared), (Ok(()), Tries::Left(3)));
    assert_eq!(sign(&wrong, spared), (Err(Error::WrongPin { tries: 2 }), Tries::Left(2)));
    assert_eq!(sign(&wrong, spared), (Err(Error::WrongPin { tries: 1 }), Tries::Left(1)));
    assert_eq!(sign(&right, spared), (Err(Error::LastTry { tries: 1 }), Tries::Left(1)));
    assert_eq!(sign(&wrong, allowed), (Err(Error::PinBlocked), Tries::Blocked));
    assert_eq!(sign(&right, allowed), (Err(Error::PinBlocked), Tries::Blocked));
}

#[test]
fn three_tries_of_code_b_are_kept_back() {
    let blueprint = hanako();
    let (mut card, right) = (powered(&blueprint), code(&blueprint));
    let wrong: VerificationCodeB = "00000000000000".parse().unwrap();
    let read = |card: &mut Powered, code| card::read_face(card.again(), code, LastTry::Spared, anchors());
    for tries in (3..=9).rev() {
        assert_eq!(read(&mut card, &wrong), Err(Error::WrongCode { tries }));
    }
    assert_eq!(read(&mut card, &right), Err(Error::LastTry { tries: 3 }));
    assert!(card::read_face(card.again(), &right, LastTry::Allowed, anchors()).is_ok());
    assert!(read(&mut card, &right).is_ok());
}

#[test]
fn the_face_comes_with_its_photo_and_what_vouches_for_it() {
    let blueprint = hanako();
    let mut card = powered(&blueprint);
    let face = face(&mut card, &blueprint).unwrap();
    assert_eq!(face.photo.as_ref().unwrap().image().dimensions(), (378, 472));
    assert_eq!(
        (face.birth_date.reveal(), face.expiry.reveal()),
        (&*blueprint.birth_date, &*blueprint.expiry)
    );
    assert_eq!(face.authenticity.issuer, Issuer::Known("rehearsal visual".to_owned()));
    assert_eq!((face.authenticity.signature, face.authenticity.chip), (Signature::Genuine, Chip::Answered));
    let unknown =
        card::read_face(&mut card, &code(&blueprint), LastTry::Spared, &TrustAnchors::default()).unwrap();
    assert_eq!(unknown.authenticity.issuer, Issuer::Unknown);
    assert_eq!(unknown.authenticity.signature, Signature::Genuine);
    assert!(!unknown.authenticity.is_contradicted());
}

#[test]
fn a_card_without_a_photo_is_no_error() {
    let blueprint = Blueprint { kind: persona::CardKind::NoPhoto, photo: Vec::new(), ..hanako() };
    let face = face(&mut powered(&blueprint), &blueprint).unwrap();
    assert_eq!(face.photo, None);
    assert_eq!(face.authenticity.signature, Signature::Genuine);
}

#[test]
fn a_changed_face_is_bad_and_its_photo_is_not_decoded() {
    let blueprint = hanako();
    let mut card = powered(&blueprint);
    let forge = |_, _: &[u8], mut response: Vec<u8>| {
        let birth = blueprint.birth_date.as_bytes();
        if let Some(at) = response.windows(8).position(|window| window == birth) {
            response[at..at + 8].copy_from_slice(b"20010101");
        }
        Ok(response)
    };
    let face = face(&mut Meddling { card: &mut card, at: 0, meddle: forge }, &blueprint).unwrap();
    assert_eq!(face.authenticity.signature, Signature::Bad);
    assert_eq!(face.authenticity.chip, Chip::Answered);
    assert!(face.authenticity.is_contradicted());
    assert_eq!(face.photo, None);
}

#[test]
fn a_copied_chip_fails_its_challenge() {
    let blueprint = hanako();
    for answer in [vec![0x6A, 0x88], [&[0x11; 256][..], &[0x90, 0x00]].concat()] {
        let mut card = powered(&blueprint);
        let copy =
            |_, command: &[u8], response| Ok(if command[1] == 0x2A { answer.clone() } else { response });
        let face = face(&mut Meddling { card: &mut card, at: 0, meddle: copy }, &blueprint).unwrap();
        assert_eq!((face.authenticity.signature, face.authenticity.chip), (Signature::Genuine, Chip::Failed));
        assert!(face.authenticity.is_contradicted());
    }
}

#[test]
fn the_four_attributes_are_read_as_text() {
    let blueprint = hanako();
    let mut card = powered(&blueprint);
    let attributes = card::read_attributes(&mut card, &code(&blueprint), LastTry::Spared).unwrap();
    assert_eq!(attributes.name.reveal(), blueprint.name);
    assert_eq!(attributes.address.reveal(), blueprint.address);
    assert_eq!(attributes.birth_date.reveal(), blueprint.birth_date);
    assert!(!format!("{attributes:?}").contains(&blueprint.name));
}

#[test]
fn the_individual_number_is_never_reached() {
    let blueprint = hanako();
    let mut card = Tracing::new(powered(&blueprint));
    card::recognise(&mut card).unwrap();
    card::user_certificate(&mut card).unwrap();
    card::pin_tries(&mut card).unwrap();
    card::sign_with_pin(&mut card, &pin(&blueprint), LastTry::Spared, &DIGEST).unwrap();
    face(&mut card, &blueprint).unwrap();
    card::read_attributes(&mut card, &code(&blueprint), LastTry::Spared).unwrap();
    let trace = card.into_trace();
    assert!(!trace.reaches(&files::TEXT, 0x01) && !trace.reaches(&files::VISUAL, 0x05));
    assert!(trace.reaches(&files::TEXT, 0x02) && trace.reaches(&files::VISUAL, 0x02));
    assert!(!format!("{trace}{trace:?}").contains(&blueprint.name));
}

type Dialogue = Box<dyn Fn(&mut dyn Transmit) -> Result<(), Error>>;

/// Every dialogue; one that gets through over a bad wire must still have the right result.
fn dialogues(blueprint: &Blueprint, card: &mut Powered) -> [Dialogue; 5] {
    let (pin, code, name) = (pin(blueprint), code(blueprint), blueprint.name.clone());
    let (certificate, same_code) = (card::user_certificate(card).unwrap(), code.clone());
    let same_certificate = certificate.clone();
    [
        Box::new(|card| card::recognise(card).map(|kind| assert_eq!(kind, CardKind::MyNumber))),
        Box::new(move |card| card::user_certificate(card).map(|read| assert_eq!(read, same_certificate))),
        Box::new(move |card| {
            let signature = card::sign_with_pin(card, &pin, LastTry::Allowed, &DIGEST)?;
            assert!(certificate.verifies(&DIGEST, &signature));
            Ok(())
        }),
        Box::new(move |card| {
            let face = card::read_face(card, &code, LastTry::Allowed, anchors())?;
            assert_eq!(face.authenticity.signature, Signature::Genuine);
            Ok(())
        }),
        Box::new(move |card| {
            let attributes = card::read_attributes(card, &same_code, LastTry::Allowed)?;
            assert_eq!(attributes.name.reveal(), name);
            Ok(())
        }),
    ]
}

#[test]
fn a_card_that_leaves_ends_any_dialogue() {
    let blueprint = hanako();
    let mut card = powered(&blueprint);
    for dialogue in dialogues(&blueprint, &mut card) {
        let mut counted = Tracing::new(card.again());
        dialogue(&mut counted).unwrap();
        for last in 0..counted.into_trace().exchanges().len() {
            let leave = |at, _: &[u8], response| {
                if at < last { Ok(response) } else { Err(TransmitError::CardRemoved) }
            };
            let result = dialogue(&mut Meddling { card: card.again(), at: 0, meddle: leave });
            assert_eq!(result, Err(Error::Transmit(TransmitError::CardRemoved)));
        }
    }
}

#[test]
fn a_cut_response_is_never_taken_for_a_whole_one() {
    let blueprint = hanako();
    let mut card = powered(&blueprint);
    for dialogue in dialogues(&blueprint, &mut card) {
        let mut counted = Tracing::new(card.again());
        dialogue(&mut counted).unwrap();
        let exchanges = counted.into_trace().exchanges().len();
        for (at, keep) in (0..exchanges).flat_map(|at| [0, 1, 2, 3, 40, 200, 256].map(|keep| (at, keep))) {
            let cut = |now, _: &[u8], mut response: Vec<u8>| {
                if now == at {
                    response.truncate(keep.min(response.len() - 1));
                }
                Ok(response)
            };
            // Where a cut happens to leave a status word that asks for a repetition, the repetition is whole; what the
            // dialogue asserts of its result holds in any case.
            let _ = dialogue(&mut Meddling { card: card.again(), at: 0, meddle: cut });
        }
        assert_eq!(dialogue(card.again()), Ok(()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn noise_from_a_card_never_panics(noise in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..300), 1..12)) {
        static PLAN: OnceLock<Blueprint> = OnceLock::new();
        struct Noise(std::vec::IntoIter<Vec<u8>>);
        impl Transmit for Noise {
            fn transmit(&mut self, _: &[u8]) -> Result<Vec<u8>, TransmitError> {
                // Every response claims success, so that parsers get to see it.
                let noise = self.0.next().ok_or(TransmitError::CardRemoved)?;
                Ok([&noise[..], &[0x90, 0x00]].concat())
            }
        }
        let blueprint = PLAN.get_or_init(hanako);
        let code = code(blueprint);
        let wire = || Noise(noise.clone().into_iter());
        let _ = card::recognise(&mut wire());
        prop_assert!(card::user_certificate(&mut wire()).is_err());
        prop_assert!(card::read_face(&mut wire(), &code, LastTry::Spared, anchors()).is_err());
        prop_assert!(card::read_attributes(&mut wire(), &code, LastTry::Spared).is_err());
    }
}
