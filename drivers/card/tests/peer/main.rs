//! Independent facts: files of J-LIS test cards, read by our driver and by the crate `myna-card`, mean the same to both.
//!
//! The files come from that crate's own tests (MIT), where its author put what J-LIS test cards returned; their holder is made
//! up. Our driver meets them on a second virtual card, which shares no code with the first.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod card;
mod fixtures;

use std::sync::OnceLock;
use std::time::Duration;

use ::card::{
    Anchor, CardFace, CardKind, Chip, Dialogue, Error, Issuer, LastTry, Lengths, Photo, Sex, Signature,
    Tries, TrustAnchors, UserCertificate, files,
};
use myna_card::Certificate;
use myna_card::ap::{surface, text};
use myna_card::data::CardVerifiableCertificate;
use rsa::traits::PublicKeyParts;
use rsa::{Pkcs1v15Sign, RsaPrivateKey};
use sha2::{Digest, Sha256};

use crate::card::{CODE_B, End, FileCard, Habits, PIN};
use crate::fixtures::fixture;

const DIGEST: [u8; 32] = [0x5A; 32];
/// SHA-256 of the test card's photo, 378×472 pixels of 8 bits, as OpenJPEG 2.5.4 decodes it (through Pillow 13.0.0).
const PHOTO: &str = "4ab9ecd32129431494a6fa42025de2bfb4802d0f5d9de9fe256f37cc5590d103";

fn key() -> RsaPrivateKey {
    static KEY: OnceLock<RsaPrivateKey> = OnceLock::new();
    KEY.get_or_init(|| RsaPrivateKey::new(&mut rand::rngs::OsRng, 2048).unwrap()).clone()
}

fn plain() -> FileCard {
    FileCard::new(Habits::default(), key())
}

/// The issuer keys that `myna-card` publishes, under the names that it gives them.
fn anchors() -> TrustAnchors {
    let known = myna_card::ca::KNOWN.iter();
    known.map(|ca| Anchor::new(ca.name(), *ca.key_id, ca.modulus, ca.exponent).unwrap()).collect()
}

fn read_face(card: &mut FileCard) -> Result<CardFace, Error> {
    ::card::read_face(&mut Dialogue::new(card), &CODE_B.parse().unwrap(), LastTry::Spared, &anchors())
}

/// Writes our sex in the words of the other reader.
fn sex(sex: Sex) -> myna_card::data::Sex {
    match sex {
        Sex::Male => myna_card::data::Sex::Male,
        Sex::Female => myna_card::data::Sex::Female,
        Sex::NotApplicable => myna_card::data::Sex::NotApplicable,
        Sex::Unknown => myna_card::data::Sex::Unknown,
    }
}

fn without_hyphens(date: myna_card::data::Date) -> String {
    date.to_string().replace('-', "")
}

#[test]
fn every_certificate_says_the_same_to_both() {
    let names = [
        "jpki-auth-cert.der",
        "jpki-auth-ca-cert.der",
        "jpki-auth-ca-cert-2019.der",
        "jpki-sign-cert.der",
        "jpki-sign-ca-cert.der",
        "jpki-sign-ca-cert-2019.der",
    ];
    for name in names {
        let ours = UserCertificate::parse(&fixture(name)).unwrap();
        let theirs = Certificate::parse(&fixture(name)).unwrap();
        let leading_zeros =
            |bytes: Vec<u8>| bytes.iter().copied().skip_while(|b| *b == 0).collect::<Vec<_>>();
        assert_eq!(ours.der, theirs.der(), "{name}");
        assert_eq!(leading_zeros(ours.serial), leading_zeros(theirs.serial_number()), "{name}");
        let day = myna_card::data::Date::from_unix_seconds;
        assert_eq!((day(ours.not_before), day(ours.not_after)), theirs.validity(), "{name}");
        let key = theirs.public_key().unwrap();
        assert_eq!(ours.public_key.n().to_bytes_be(), key.modulus, "{name}");
        assert_eq!(ours.public_key.e().to_bytes_be(), key.exponent, "{name}");
        let mut parts: Vec<_> = ours.issuer.split(", ").collect();
        let issuer = theirs.issuer();
        let mut same: Vec<_> = issuer.split(',').collect();
        parts.sort();
        same.sort();
        assert_eq!(parts, same, "{name}");
    }
}

#[test]
fn the_files_of_a_test_card_are_recognised_and_its_certificates_read() {
    let mut card = plain();
    assert_eq!(::card::recognise(&mut Dialogue::new(&mut card)), Ok(CardKind::MyNumber));
    let certificate = ::card::user_certificate(&mut Dialogue::new(&mut card)).unwrap();
    assert_eq!(certificate.der, fixture("jpki-auth-cert.der"));
    assert_eq!(
        ::card::user_ca_certificate(&mut Dialogue::new(&mut card)).unwrap(),
        fixture("jpki-auth-ca-cert.der")
    );
    assert_eq!(::card::pin_tries(&mut Dialogue::new(&mut card)), Ok(Tries::Left(3)));
}

#[test]
fn the_face_says_the_same_to_both() {
    let face = read_face(&mut plain()).unwrap();
    let theirs = surface::CardFace::parse(&fixture("surface-0002.bin")).unwrap();
    assert_eq!(face.birth_date.reveal(), without_hyphens(theirs.birth_date));
    assert_eq!(face.expiry.reveal(), without_hyphens(theirs.expiry));
    assert_eq!(sex(face.sex), theirs.sex);
    let photo = face.photo.unwrap();
    assert_eq!(photo, Photo::decode(&theirs.photo.data).unwrap());
    assert_eq!(photo.image().dimensions(), (378, 472));
    assert_eq!(hex::encode(Sha256::digest(photo.image().as_raw())), PHOTO);
}

#[test]
fn the_published_test_anchor_vouches_for_the_face() {
    let certificate = CardVerifiableCertificate::parse(&fixture("surface-0004.bin")).unwrap();
    certificate.verify().unwrap();
    let theirs = surface::CardFace::parse(&fixture("surface-0002.bin")).unwrap();
    theirs.verify(&certificate.public_key).unwrap();
    let authenticity = read_face(&mut plain()).unwrap().authenticity;
    let name = myna_card::ca::find(&certificate.issuer_key_id).unwrap().name().to_owned();
    assert_eq!((authenticity.issuer, authenticity.signature), (Issuer::Known(name), Signature::Genuine));
}

#[test]
fn files_without_their_chip_are_a_copy() {
    let authenticity = read_face(&mut plain()).unwrap().authenticity;
    assert_eq!(authenticity.chip, Chip::Failed);
    assert!(authenticity.is_contradicted());
}

#[test]
fn a_changed_byte_is_bad_to_both() {
    let file = fixture("surface-0002.bin");
    let certificate = CardVerifiableCertificate::parse(&fixture("surface-0004.bin")).unwrap();
    // The last byte of each signed field: birth date, sex, key, name, address, photo; and of the signature.
    let starts: Vec<_> =
        file[8..26].chunks(2).map(|pair| usize::from(pair[0]) << 8 | usize::from(pair[1])).collect();
    for end in &starts[1..8] {
        let mut changed = file.clone();
        changed[end - 1] ^= 0x01;
        let theirs =
            surface::CardFace::parse(&changed).map(|face| face.verify(&certificate.public_key).is_ok());
        assert!(!theirs.unwrap_or(false), "{end}");
        let mut card = plain();
        card.tamper(files::VISUAL, 0x02, end - 1);
        match read_face(&mut card) {
            Ok(face) => {
                assert_eq!((face.authenticity.signature, face.photo), (Signature::Bad, None), "{end}");
            }
            Err(error) => assert!(matches!(error, Error::Malformed(_)), "{end}: {error}"),
        }
    }
}

#[test]
fn a_changed_certificate_vouches_for_nothing() {
    for at in [20, 60, 320, 500] {
        let mut card = plain();
        card.tamper(files::VISUAL, 0x04, at);
        match read_face(&mut card) {
            Ok(face) => assert_ne!(face.authenticity.issuer, Issuer::Known("6000023".to_owned()), "{at}"),
            Err(error) => assert!(matches!(error, Error::Malformed(_)), "{at}: {error}"),
        }
    }
}

#[test]
fn the_attributes_say_the_same_to_both() {
    let theirs = text::Attributes::parse(&fixture("text-0002.bin")).unwrap();
    for shift in [0, 2] {
        let mut card = FileCard::new(Habits { shift, ..Habits::default() }, key());
        let ours = ::card::read_attributes(
            &mut Dialogue::new(&mut card),
            &CODE_B.parse().unwrap(),
            LastTry::Spared,
            &anchors(),
        )
        .unwrap();
        assert_eq!(ours.name.reveal(), theirs.name);
        assert_eq!(ours.address.reveal(), theirs.address);
        assert_eq!(ours.birth_date.reveal(), without_hyphens(theirs.birth_date));
        assert_eq!(sex(ours.sex), theirs.sex);
    }
}

/// The habits of cards and readers that may lie on a counter, by what they are known for.
fn every_habit() -> Vec<(&'static str, Habits)> {
    let plain = Habits::default();
    let bare = Habits { short_reference: Err(0x6A86), extended: Err(0x6700), ..plain };
    let mut habits = vec![
        ("plain", plain),
        ("bare", bare),
        ("drowsy", Habits { drowsy: true, ..plain }),
        ("slow", Habits { delay: Duration::from_millis(3), ..plain }),
        ("filled", Habits { filler: 300, ..plain }),
        ("reads end with 6282", Habits { end: End::Warning, ..plain }),
        ("reads end with 6282, short lengths", Habits { end: End::Warning, ..bare }),
        ("reads end with 6Cxx", Habits { end: End::AskAgain, ..plain }),
        ("reads end with 6Cxx, short lengths", Habits { end: End::AskAgain, ..bare }),
        ("128 bytes a response", Habits { longest: 128, ..plain }),
        ("128 bytes a response, short lengths", Habits { longest: 128, ..bare }),
    ];
    for status in [0x6A86, 0x6A88, 0x6A82, 0x6B00, 0x6D00, 0x6986] {
        habits.push(("no short references", Habits { short_reference: Err(status), ..plain }));
    }
    for status in [0x6A86, 0x6B00, 0x6986] {
        let none = Err(status);
        habits.push(("no short identifiers", Habits { short_read: none, short_reference: none, ..plain }));
    }
    for status in [0x6700, 0x6A86, 0x6B00, 0x6D00, 0x6F00] {
        habits.push(("no extended length", Habits { extended: Err(status), ..plain }));
    }
    habits
}

#[test]
fn whatever_its_habits_a_card_is_read_the_same() {
    for (name, habits) in every_habit() {
        let mut card = FileCard::new(habits, key());
        let told = format!("{name}: {habits:?}");
        assert_eq!(::card::recognise(&mut Dialogue::new(&mut card)), Ok(CardKind::MyNumber), "{told}");
        let certificate =
            ::card::user_certificate(&mut Dialogue::new(&mut card)).map(|certificate| certificate.der);
        assert_eq!(certificate, Ok(fixture("jpki-auth-cert.der")), "{told}");
        let signature = ::card::sign_with_pin(
            &mut Dialogue::new(&mut card),
            &PIN.parse().unwrap(),
            LastTry::Spared,
            &DIGEST,
        )
        .unwrap();
        let verdict = key().to_public_key().verify(Pkcs1v15Sign::new::<Sha256>(), &DIGEST, &signature);
        assert!(verdict.is_ok(), "{told}");
        let face = read_face(&mut card).unwrap_or_else(|error| panic!("{told}: {error}"));
        assert_eq!(face.authenticity.signature, Signature::Genuine, "{told}");
        assert!(face.photo.is_some(), "{told}");
        let attributes = ::card::read_attributes(
            &mut Dialogue::new(&mut card),
            &CODE_B.parse().unwrap(),
            LastTry::Spared,
            &anchors(),
        );
        assert_eq!(
            attributes.map(|read| read.birth_date.reveal().to_owned()),
            Ok("19800217".to_owned()),
            "{told}"
        );
        assert_eq!(card.presented, 3, "each secret is presented once: {told}");
    }
}

#[test]
fn whatever_its_habits_a_wrong_secret_costs_one_try() {
    for (name, habits) in every_habit() {
        let mut card = FileCard::new(habits, key());
        ::card::recognise(&mut Dialogue::new(&mut card)).unwrap();
        let wrong = ::card::sign_with_pin(
            &mut Dialogue::new(&mut card),
            &"0000".parse().unwrap(),
            LastTry::Spared,
            &DIGEST,
        );
        assert_eq!(wrong, Err(Error::WrongPin { tries: 2 }), "{name}: {habits:?}");
        let code = "00000000000000".parse().unwrap();
        let wrong = ::card::read_face(&mut Dialogue::new(&mut card), &code, LastTry::Spared, &anchors());
        assert_eq!(wrong.err(), Some(Error::WrongCode { tries: 9 }), "{name}: {habits:?}");
        assert_eq!(card.presented, 2, "{name}: {habits:?}");
    }
}

#[test]
fn a_reader_that_loses_the_card_over_a_length_is_met_again_with_short_ones() {
    let mut card = FileCard::new(Habits { loses_extended: true, ..Habits::default() }, key());
    let lost = ::card::user_certificate(&mut Dialogue::new(&mut card));
    assert!(matches!(lost, Err(Error::LostOverLength(_))), "{lost:?}");
    let mut again = Dialogue::new(&mut card).with_lengths(Lengths::Short);
    assert_eq!(::card::user_certificate(&mut again).unwrap().der, fixture("jpki-auth-cert.der"));
}
