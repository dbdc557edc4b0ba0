//! Another program's reader, the crate `myna-card`, takes the virtual card for a real one and finds every signature good.
//!
//! It was written against cards of plastic by somebody else, knows nothing of this project, and reads the individual number as
//! our own reading side never does. Its word is "verified" where a key is known, and "no such authority" for our own roots.

use std::fmt::Debug;
use std::process::Command;

use card::twin::pcscd::SOCKET_VARIABLE;
use card::twin::{Authority, Blueprint, IfdCard, ReaderSpec};
use myna_card::ap::common::{self, CommonAp};
use myna_card::ap::jpki::{JpkiAp, SignatureScheme, token_flag};
use myna_card::ap::juki::{self, JukiAp};
use myna_card::ap::surface::{self, SurfaceAp};
use myna_card::ap::text::{self, TextAp};
use myna_card::certificate::roots::Accept;
use myna_card::data::CardVerifiableCertificate;
use myna_card::mf::tag;
use myna_card::{
    Card, Certificate, Error, ImageFormat, MasterFile, Pin, Result, Retries, RsaPublicKey, Sex, TokenType,
    Transmit,
};

use super::{blueprint, issue, pcscd};

/// Carries commands for the other reader.
struct Wire<F>(F);

impl<F: FnMut(&[u8]) -> Vec<u8>> Transmit for Wire<F> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>> {
        Ok((self.0)(command))
    }
}

/// Meets a card in this process.
fn meet(blueprint: &Blueprint) -> Card<impl Transmit + use<>> {
    let mut card = issue(blueprint);
    card.power_on();
    Card::new(Wire(move |command: &[u8]| card.process(command)))
}

fn pin(digits: &str) -> Pin {
    Pin::new(digits).unwrap()
}

/// Reads and verifies everything that the card holds, as its owner with every secret at hand.
fn read_everything(card: &mut Card<impl Transmit>, owner: &Blueprint) {
    card_manager(card, owner);
    common_and_juki(card, owner);
    text_application(card, owner);
    visual_application(card, owner);
    certificates_and_keys(card, owner);
}

/// Returns the anchors of this process, if it made the card: visual, text and card manager.
fn anchor(index: usize) -> RsaPublicKey {
    let authority = Authority::shared().unwrap();
    let [visual, text] = authority.anchors();
    let anchors = [visual, text, authority.manager_anchor()];
    RsaPublicKey { exponent: anchors[index].exponent.clone(), modulus: anchors[index].modulus.clone() }
}

fn is_unknown<T: Debug>(outcome: Result<T>) {
    assert!(matches!(outcome, Err(Error::UnknownCertificateAuthority(_))), "{outcome:?}");
}

fn card_manager(card: &mut Card<impl Transmit>, owner: &Blueprint) {
    let mut manager = MasterFile::select(card).unwrap();
    let number = manager.data_object(tag::CARD_IDENTIFICATION).unwrap();
    assert_eq!(number, format!("{:015}", owner.certificate_serial).as_bytes());
    assert_eq!(manager.data_object(tag::MUNICIPALITY_CODE).unwrap(), owner.municipality.as_bytes());
    assert_eq!(manager.data_object(tag::EXPIRY).unwrap(), owner.expiry.as_bytes());
    let chain = manager.certificate_chain().unwrap();
    assert_eq!(chain.len(), 2);
    assert_eq!(chain[1].issuer_key_id, chain[0].subject_key_id);
    chain[1].verify_with(&chain[0].public_key).unwrap();
    is_unknown(CardVerifiableCertificate::verify_chain(&chain));
    // Its own checksum is looked at, too.
    assert_eq!(card.contact_atr().unwrap()[0], 0x3B);
}

fn common_and_juki(card: &mut Card<impl Transmit>, owner: &Blueprint) {
    let mut common = CommonAp::select(card).unwrap();
    let info = common.read_card_info().unwrap();
    assert_eq!(info.serial, format!("{:015}", owner.certificate_serial));
    assert_eq!(info.municipality_code, owner.municipality);
    assert_eq!(info.expiry.to_string().replace('-', ""), owner.expiry);
    assert_eq!(common.internal_authenticate(b"challenge").unwrap().len(), 256);
    assert_eq!(common.pin_retries().unwrap(), Retries::Remaining(3));
    common.verify_pin(&pin(&owner.user_pin)).unwrap();
    let key = common.read_record(common::ef::KEY_REFERENCE, 1).unwrap();
    common.card().contact_atr().unwrap();
    let mut juki = JukiAp::select(card).unwrap();
    assert_eq!(juki.read_record(juki::ef::KEY_REFERENCE, 1).unwrap(), key);
    assert_eq!(juki.pin_retries().unwrap(), Retries::Remaining(3));
    juki.verify_pin(&pin(&owner.user_pin)).unwrap();
}

fn text_application(card: &mut Card<impl Transmit>, owner: &Blueprint) {
    let mut text = TextAp::select(card).unwrap();
    let certificate = text.read_certificate().unwrap();
    is_unknown(certificate.verify());
    let issuer = &certificate.public_key;
    assert!(text.read_ap_basic_data().unwrap().digest().is_some());
    assert_eq!(text.retries(text::ef::BLOCKED_0012).unwrap(), Retries::Blocked);
    assert!(text.read_attributes().is_err(), "closed before the PIN");

    text.verify_pin(&pin(&owner.user_pin)).unwrap();
    assert_eq!(text.read_my_number().unwrap().as_str(), owner.individual_number);
    let attributes = text.read_attributes().unwrap();
    assert_eq!((&attributes.name, &attributes.address), (&owner.name, &owner.address));
    assert_eq!(attributes.birth_date.to_string().replace('-', ""), owner.birth_date);
    assert_eq!(attributes.sex, Sex::from_byte(b'0' + owner.sex));

    let signed_key = text.read_signed_public_key().unwrap();
    signed_key.verify(issuer).unwrap();
    assert_ne!(signed_key.public_key, text.read_session_key_public_key().unwrap().public_key);
    let signature = text.sign(b"challenge").unwrap();
    signed_key.public_key.verify_pkcs1_sha256(b"challenge", &signature).unwrap();

    let integrity = text.read_integrity_record().unwrap();
    integrity.verify(issuer).unwrap();
    assert!(integrity.matches_my_number_file(&text.read_my_number_file().unwrap()));
    assert!(integrity.matches_attributes_file(&text.read_ef(text::ef::ATTRIBUTES).unwrap()).unwrap());
    text.verify_code_b(&pin(&owner.code_b)).unwrap();
    text.verify_code_a(&pin(&owner.individual_number)).unwrap();
}

fn visual_application(card: &mut Card<impl Transmit>, owner: &Blueprint) {
    let mut visual = SurfaceAp::select(card).unwrap();
    let certificate = visual.read_certificate().unwrap();
    is_unknown(certificate.verify());
    let issuer = &certificate.public_key;
    assert_eq!(visual.read_ap_basic_data().unwrap().municipality_code, owner.municipality);
    assert_eq!(visual.retries(surface::ef::CODE_A).unwrap(), Retries::Remaining(10));

    assert!(visual.read_age_record().is_err(), "closed before the birth date");
    visual.verify_birth_date(&pin(&owner.code_b[..6])).unwrap();
    let age = visual.read_age_record().unwrap();
    age.verify(issuer).unwrap();
    assert_eq!(age.birth_date.to_string().replace('-', ""), owner.birth_date);

    visual.verify_code_b(&pin(&owner.code_b)).unwrap();
    assert!(visual.read_my_number_image().is_err(), "closed to 照合番号B");
    visual.verify_code_a(&pin(&owner.individual_number)).unwrap();
    let number = visual.read_my_number_image().unwrap();
    number.verify(issuer).unwrap();
    let face = visual.read_card_face().unwrap();
    face.verify(issuer).unwrap();
    assert_eq!(face.expiry.to_string().replace('-', ""), owner.expiry);
    assert_eq!((&face.public_key, &age.public_key), (&number.public_key, &number.public_key));
    assert_eq!((face.photo.format, &face.photo.data), (ImageFormat::Jpeg2000, &owner.photo));
    for picture in [&face.name_image, &face.address_image, &face.security_code_image, &number.image] {
        assert_eq!(picture.format, ImageFormat::Png);
        assert_eq!(image::load_from_memory(&picture.data).unwrap().height(), 12);
    }

    let challenge = visual.card().get_challenge(16).unwrap();
    let signature = visual.sign(&challenge).unwrap();
    SignatureScheme::Sha256DigestInfo.verify(&face.public_key, &challenge, &signature).unwrap();
}

fn certificates_and_keys(card: &mut Card<impl Transmit>, owner: &Blueprint) {
    let mut jpki = JpkiAp::select(card).unwrap();
    let token = jpki.read_token_info().unwrap();
    assert_eq!(token.token_type, TokenType::Card);
    assert!(token.has_flag(token_flag::LOGIN_REQUIRED | token_flag::TOKEN_INITIALIZED));
    assert_eq!((token.max_pin_len, token.min_pin_len), (16, 4));
    let available = jpki.read_certificate_availability().unwrap();
    assert!(available.has_auth_certificate() && available.has_sign_certificate());
    assert_eq!(jpki.auth_pin_retries().unwrap(), Retries::Remaining(3));
    assert_eq!(jpki.sign_pin_retries().unwrap(), Retries::Remaining(5));

    assert!(jpki.read_sign_certificate().is_err(), "closed before the password");
    jpki.verify_auth_pin(&pin(&owner.user_pin)).unwrap();
    jpki.verify_sign_pin(&pin(&owner.sign_password)).unwrap();
    chain(jpki.read_auth_certificate().unwrap(), jpki.read_auth_ca_certificate().unwrap());
    chain(jpki.read_sign_certificate().unwrap(), jpki.read_sign_ca_certificate().unwrap());
    for (scheme, data) in schemes() {
        jpki.sign_with_auth_key_checked(scheme, &data).unwrap();
        jpki.sign_with_sign_key_checked(scheme, &data).unwrap();
    }
}

/// A certificate is signed by the authority beside it, and by none that the other reader trusts.
fn chain(certificate: Certificate, authority: Certificate) {
    let (begins, ends) = certificate.validity();
    assert!(begins < ends);
    assert!(certificate.verify_to_root(begins, Accept::ProductionAndTest).is_err());
    authority.verify_signature(&authority).unwrap();
    Certificate::verify_chain(&[certificate, authority], begins).unwrap();
}

fn schemes() -> [(SignatureScheme, Vec<u8>); 6] {
    let (message, hash) = (b"rehearsal".to_vec(), vec![0x11; 32]);
    [
        (SignatureScheme::Verbatim, message.clone()),
        (SignatureScheme::Sha256Bare, message.clone()),
        (SignatureScheme::PreHashedDigestInfo, hash.clone()),
        (SignatureScheme::Sha256DigestInfo, message.clone()),
        (SignatureScheme::PreHashedPss, hash),
        (SignatureScheme::Sha256Pss, message),
    ]
}

#[test]
fn another_reader_verifies_everything_on_the_card() {
    for id in ["hanako", "maria"] {
        let owner = blueprint(id);
        read_everything(&mut meet(&owner), &owner);
    }
}

#[test]
fn another_reader_verifies_everything_through_a_real_pcscd() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().join("card.sock");
    let Some(pcscd) = pcscd::pcscd(&[ReaderSpec::Ifd { name: "Own".into(), socket: socket.clone() }]) else {
        return;
    };
    let mut own = IfdCard::new(socket);
    own.lay(issue(&blueprint("hanako"))).unwrap();
    let read = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "myna::through_pcscd", "--ignored", "--test-threads=1"])
        .env(SOCKET_VARIABLE, pcscd.socket())
        .output()
        .unwrap();
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stdout));
}

#[test]
#[ignore = "is one side of another_reader_verifies_everything_through_a_real_pcscd, which runs it"]
fn through_pcscd() {
    let card = pcscd::connect("Own");
    let mut buffer = vec![0; pcsc::MAX_BUFFER_SIZE_EXTENDED];
    let transmit = move |command: &[u8]| card.transmit(command, &mut buffer).unwrap().to_vec();
    read_everything(&mut Card::new(Wire(transmit)), &blueprint("hanako"));
}

#[test]
fn another_reader_believes_our_authorities_once_it_is_given_their_keys() {
    let mut card = meet(&blueprint("hanako"));
    let visual = SurfaceAp::select(&mut card).unwrap().read_certificate().unwrap();
    let text = TextAp::select(&mut card).unwrap().read_certificate().unwrap();
    let upper = MasterFile::select(&mut card).unwrap().certificate_chain().unwrap().swap_remove(0);
    for (index, certificate) in [visual, text, upper].iter().enumerate() {
        certificate.verify_with(&anchor(index)).unwrap();
        assert!(certificate.verify_with(&anchor((index + 1) % 3)).is_err());
    }
}

#[test]
fn another_reader_changes_every_secret_that_an_owner_can_change() {
    let owner = blueprint("hanako");
    let mut card = meet(&owner);
    let (old, new) = (pin(&owner.user_pin), pin("8642"));
    let mut jpki = JpkiAp::select(&mut card).unwrap();
    jpki.change_auth_pin(&old, &new).unwrap();
    assert!(matches!(jpki.verify_auth_pin(&old), Err(Error::PinIncorrect { retries: Some(2) })));
    jpki.verify_auth_pin(&new).unwrap();
    jpki.change_sign_pin(&pin(&owner.sign_password), &pin("SECOND2")).unwrap();
    assert!(jpki.change_sign_pin(&pin("SECOND2"), &pin("lower2")).is_err());
    jpki.verify_sign_pin(&pin("SECOND2")).unwrap();
    let mut text = TextAp::select(&mut card).unwrap();
    text.change_pin(&old, &new).unwrap();
    text.verify_pin(&new).unwrap();
    let mut common = CommonAp::select(&mut card).unwrap();
    common.change_pin(&old, &new).unwrap();
    common.verify_pin(&new).unwrap();
    let mut juki = JukiAp::select(&mut card).unwrap();
    juki.change_pin(&old, &new).unwrap();
    juki.verify_pin(&new).unwrap();
}
