//! What a kiosk learns from a whole card.

use std::cell::Cell;

use card::twin::{Authority, Blueprint, Fault};
use card::{
    CardKind, Chip, Dialogue, Error, Issuer, LastTry, Period, Root, Signature, StatusWord, Tracing, Transmit,
    TransmitError, TrustAnchors, files,
};

use super::wires::Meddling;
use super::{
    DIGEST, NOW, Powered, anchors, attributes, certificate, code, face, hanako, made, pin, powered,
    recognise, sign, talk,
};

#[test]
fn each_kind_of_card_is_recognised() {
    let rows = [
        (persona::CardKind::MyNumber, CardKind::MyNumber),
        (persona::CardKind::NoPhoto, CardKind::MyNumber),
        (persona::CardKind::PinLess, CardKind::MyNumber),
        (persona::CardKind::Juki, CardKind::Juki),
        (persona::CardKind::AndroidToken, CardKind::AndroidToken),
        (persona::CardKind::Transit, CardKind::Transit),
    ];
    for (kind, recognised) in rows {
        let mut card = powered(&Blueprint { kind, ..hanako() });
        assert_eq!(recognise(&mut card), Ok(recognised), "{kind:?}");
    }
}

#[test]
fn a_card_that_wakes_slowly_is_recognised() {
    let card = made(&hanako()).with_faults(&[Fault::SlowWake]);
    assert_eq!(recognise(Powered(card).again()), Ok(CardKind::MyNumber));
}

#[test]
fn the_certificate_tells_its_number_and_its_period() {
    let blueprint = Blueprint { certificate_serial: 0x01_02_03, certificate_days_left: 30, ..hanako() };
    let mut card = powered(&blueprint);
    let certificate = certificate(&mut card).unwrap();
    assert_eq!(certificate.serial, [1, 2, 3]);
    assert!(certificate.not_before < NOW);
    assert_eq!(card::certificate_period(certificate.not_after, NOW), Period::ExpiresSoon { days: 30 });
    assert!(!format!("{certificate:?}").contains("1, 2, 3"));
    let authority = Authority::shared().unwrap().user_ca_der();
    assert_eq!(talk(&mut card, card::user_ca_certificate).unwrap(), authority);
}

#[test]
fn the_right_pin_signs_for_the_certificate() {
    let blueprint = hanako();
    let mut card = powered(&blueprint);
    let certificate = certificate(&mut card).unwrap();
    let signature = sign(&mut card, &pin(&blueprint), LastTry::Spared).unwrap();
    assert!(certificate.verifies(&DIGEST, &signature));
    assert!(!certificate.verifies(&[0; 32], &signature));
}

#[test]
fn a_phone_shows_its_certificate_only_after_the_pin() {
    let blueprint = Blueprint { kind: persona::CardKind::AndroidToken, ..hanako() };
    let mut card = powered(&blueprint);
    talk(&mut card, |card| {
        let refused = card::user_certificate(card);
        let closed = matches!(refused, Err(Error::Refused { status: StatusWord::SecurityStatus, .. }));
        assert!(closed, "{refused:?}");
        let signature = card::sign_with_pin(card, &pin(&blueprint), LastTry::Spared, &DIGEST).unwrap();
        assert!(card::user_certificate(card).unwrap().verifies(&DIGEST, &signature));
    });
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
    assert_eq!((face.public_key.modulus().len(), face.public_key.exponent()), (256, vec![1, 0, 1]));
    assert_eq!(face.signature.as_bytes().len(), 256);
    // Either would tell one card from all others.
    assert_eq!(format!("{:?} {:?}", face.public_key, face.signature), "PublicKey { .. } FaceSignature(..)");
    let nobody = TrustAnchors::default();
    let unknown = talk(&mut card, |card| card::read_face(card, &code(&blueprint), LastTry::Spared, &nobody));
    let unknown = unknown.unwrap();
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
    let face = face(&mut Meddling::new(&mut card, forge), &blueprint).unwrap();
    assert_eq!(face.authenticity.signature, Signature::Bad);
    assert_eq!(face.authenticity.chip, Chip::Answered);
    assert!(face.authenticity.is_contradicted());
    assert_eq!((face.photo, face.name, face.address), (None, None, None));
}

#[test]
fn a_copied_chip_fails_its_challenge() {
    let blueprint = hanako();
    for answer in [vec![0x6A, 0x88], [&[0x11; 256][..], &[0x90, 0x00]].concat()] {
        let mut card = powered(&blueprint);
        let copy =
            |_, command: &[u8], response| Ok(if command[1] == 0x2A { answer.clone() } else { response });
        let face = face(&mut Meddling::new(&mut card, copy), &blueprint).unwrap();
        assert_eq!((face.authenticity.signature, face.authenticity.chip), (Signature::Genuine, Chip::Failed));
        assert!(face.authenticity.is_contradicted());
    }
}

#[test]
fn the_four_attributes_are_read_as_text_with_what_vouches_for_them() {
    let blueprint = hanako();
    let read = attributes(&mut powered(&blueprint), &blueprint).unwrap();
    assert_eq!(read.name.reveal(), blueprint.name);
    assert_eq!(read.address.reveal(), blueprint.address);
    assert_eq!(read.birth_date.reveal(), blueprint.birth_date);
    assert!(!format!("{read:?}").contains(&blueprint.name));
    assert_eq!(read.authenticity.issuer, Issuer::Known("rehearsal text".to_owned()));
    assert_eq!((read.authenticity.signature, read.authenticity.chip), (Signature::Genuine, Chip::Answered));
}

#[test]
fn changed_attributes_are_bad() {
    let blueprint = hanako();
    let (old, new) = (blueprint.address.as_bytes(), "え".as_bytes());
    let forge = |_, _: &[u8], mut response: Vec<u8>| {
        if let Some(at) = response.windows(old.len()).position(|window| window == old) {
            response[at..at + new.len()].copy_from_slice(new);
        }
        Ok(response)
    };
    let read = attributes(&mut Meddling::new(&mut powered(&blueprint), forge), &blueprint).unwrap();
    assert_eq!((read.authenticity.signature, read.authenticity.chip), (Signature::Bad, Chip::Answered));
    assert_ne!(read.address.reveal(), blueprint.address);
}

#[test]
fn a_card_that_keeps_its_chips_key_to_itself_is_not_asked() {
    let blueprint = hanako();
    let keep = |_, command: &[u8], response| Ok(if command[2] == 0x87 { vec![0x69, 0x82] } else { response });
    let read = attributes(&mut Meddling::new(&mut powered(&blueprint), keep), &blueprint).unwrap();
    assert_eq!((read.authenticity.signature, read.authenticity.chip), (Signature::Genuine, Chip::Unasked));
    assert!(!read.authenticity.is_contradicted());
}

#[test]
fn name_and_address_are_there_as_pictures() {
    let blueprint = hanako();
    let face = face(&mut powered(&blueprint), &blueprint).unwrap();
    for printed in [face.name, face.address] {
        let picture = printed.unwrap().decode().unwrap();
        let pixels = picture.image().pixels();
        assert!(pixels.clone().any(|pixel| pixel.0 == [0]) && pixels.clone().any(|pixel| pixel.0 == [255]));
    }
}

#[test]
fn a_card_tells_of_itself_without_any_secret() {
    let blueprint = hanako();
    talk(&mut powered(&blueprint), |card| {
        let token = card::token_information(card).unwrap();
        assert_eq!(token.label, "JPKIAPICCTOKEN2");
        let present = card::certificates_present(card).unwrap();
        assert!(present.signature && present.authentication);
        assert!(card::signature_ca_certificate(card).unwrap().starts_with(&[0x30, 0x82]));
        let information = card::face_information(card).unwrap();
        assert!(information.extended_lengths && information.municipality == blueprint.municipality);
    });
}

#[test]
fn a_certificate_leads_to_a_root_by_its_key() {
    let blueprint = hanako();
    let root = Root::from_der("rehearsal root", Authority::shared().unwrap().user_ca_der()).unwrap();
    let trusting = TrustAnchors::default().with_root(root);
    let (der, authority) = talk(&mut powered(&blueprint), |card| {
        (card::user_certificate(card).unwrap().der, card::user_ca_certificate(card).unwrap())
    });
    let known = Some(Issuer::Known("rehearsal root".to_owned()));
    assert_eq!(card::issued_by_a_root(&der, &trusting).map(|it| it.issuer), known);
    let unknown = card::lineage(&der, &authority, &TrustAnchors::default()).unwrap();
    assert_eq!((unknown.issuer, unknown.signature), (Issuer::Unknown, Signature::Genuine));
}

/// Every dialogue that a kiosk holds with a plastic card, in one.
fn whole_visit(card: &mut Dialogue<'_>, blueprint: &Blueprint) {
    card::recognise(card).unwrap();
    card::user_certificate(card).unwrap();
    card::user_ca_certificate(card).unwrap();
    card::pin_tries(card).unwrap();
    card::sign_with_pin(card, &pin(blueprint), LastTry::Spared, &DIGEST).unwrap();
    card::read_face(card, &code(blueprint), LastTry::Spared, anchors()).unwrap();
    card::read_attributes(card, &code(blueprint), LastTry::Spared, anchors()).unwrap();
    card::read_card_number(card).unwrap();
}

#[test]
fn the_card_has_a_number_of_its_own() {
    let blueprint = hanako();
    let number = talk(&mut powered(&blueprint), card::read_card_number).unwrap();
    assert_eq!((number.serial().len(), number.municipality()), (15, &*blueprint.municipality));
    assert_eq!(number.expiry.reveal(), blueprint.expiry);
}

#[test]
fn the_individual_number_is_never_reached() {
    let blueprint = hanako();
    for card in [made(&blueprint), made(&blueprint).with_faults(&[Fault::NoExtended])] {
        let mut card = Powered(card);
        let mut wire = Tracing::new(card.again());
        talk(&mut wire, |card| whole_visit(card, &blueprint));
        let trace = wire.into_trace();
        assert!(trace.reaches(&files::TEXT, 0x02) && trace.reaches(&files::VISUAL, 0x02));
        assert!(!format!("{trace}{trace:?}").contains(&blueprint.name));
    }
}

/// Counts the commands that pass.
struct Counting<'a>(&'a mut Powered, &'a Cell<usize>);

impl Transmit for Counting<'_> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, TransmitError> {
        self.1.set(self.1.get() + 1);
        self.0.transmit(command)
    }
}

#[test]
fn each_dialogue_takes_the_fewest_commands() {
    let blueprint = hanako();
    type Step<'a> = &'a dyn Fn(&mut Dialogue<'_>);
    let steps: [(Step<'_>, usize, &str); 5] = [
        (&|card| assert_eq!(card::recognise(card), Ok(CardKind::MyNumber)), 1, "SELECT"),
        (&|card| drop(card::user_certificate(card).unwrap()), 2, "SELECT, READ"),
        (
            &|card| drop(card::sign_with_pin(card, &pin(&blueprint), LastTry::Spared, &DIGEST).unwrap()),
            3,
            "ask, VERIFY, sign",
        ),
        (
            &|card| drop(card::read_face(card, &code(&blueprint), LastTry::Spared, anchors()).unwrap()),
            6,
            "SELECT, READ, ask, VERIFY, READ, sign",
        ),
        (
            &|card| drop(card::read_attributes(card, &code(&blueprint), LastTry::Spared, anchors()).unwrap()),
            8,
            "SELECT, READ, ask, VERIFY, READ, READ, READ, sign",
        ),
    ];
    let (mut card, count) = (powered(&blueprint), Cell::new(0));
    talk(&mut Counting(&mut card, &count), |card| {
        for (step, commands, which) in steps {
            count.set(0);
            step(card);
            assert_eq!(count.get(), commands, "{which}");
        }
    });
}
