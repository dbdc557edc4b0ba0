//! Each kind of card has its own habits, and no name of a key on any of them is one of production or of test cards.

use card::twin::{Answer, Blueprint};
use card::{CardKind as Recognised, Dialogue, Transmit, TransmitError};
use persona::CardKind;

use super::{
    CARD_MANAGER, COMMON, JPKI, JUKI, NOW, SIGN_PASSWORD, TEXT, TEXT_B, USER_PIN, VISUAL, VISUAL_B,
    blueprint, check, issue, say,
};

const LICENCE: &str = "00a4040c10 a0000002310100000000000000000000";
const SIGN_QUESTION: &str = "0020009b";

fn of(kind: CardKind) -> Blueprint {
    Blueprint { kind, ..blueprint("hanako") }
}

#[test]
fn each_kind_of_card_has_its_own_habits() {
    let token = |label: &str| format!("{} * 9000", hex::encode(label));
    let rows: [(CardKind, &[&str], &str, String); 20] = [
        (CardKind::MyNumber, &[JPKI], "00b0860020", token("JPKIAPICCTOKEN2 ")),
        (CardKind::PinLess, &[JPKI], "00200098", "63c0".into()),
        (CardKind::PinLess, &[JPKI], USER_PIN, "6984".into()),
        (CardKind::PinLess, &[COMMON], "0020009c", "63c0".into()),
        (CardKind::PinLess, &[VISUAL, VISUAL_B], "00b0820002", "ff209000".into()),
        (CardKind::Juki, &[JPKI], "00b0860020", token("JPKIAPICCTOKEN ")),
        (CardKind::Juki, &[], VISUAL, "6a82".into()),
        (CardKind::AndroidToken, &[JPKI], "00b0860020", token("JPKIAPGPSETOKEN ")),
        (CardKind::AndroidToken, &[JPKI], "00b08a0002", "6982".into()),
        (CardKind::AndroidToken, &[JPKI, USER_PIN], "00b08a0002", "30829000".into()),
        (CardKind::IphoneToken, &[JPKI], "00b0860020", token("JPKIAPIOSTOKEN ")),
        (CardKind::IphoneToken, &[], TEXT, "6a82".into()),
        (CardKind::IphoneToken, &[], "80fc0000", "9000".into()),
        (CardKind::NextGeneration, &[JPKI], "00b0860020", token("JPKIAPICCTOKEN3 ")),
        (CardKind::NextGeneration, &[], VISUAL, "6a82".into()),
        (CardKind::DrivingLicence, &[], LICENCE, "9000".into()),
        (CardKind::DrivingLicence, &[], &LICENCE.replace("3101", "3102"), "9000".into()),
        (CardKind::DrivingLicence, &[], JPKI, "6a82".into()),
        (CardKind::Transit, &[], JPKI, "6a81".into()),
        (CardKind::Transit, &[], "ffca000000", "ffff000000000009 9000".into()),
    ];
    for (kind, before, command, pattern) in rows {
        check(&mut issue(&of(kind)), before, command, &pattern);
    }
}

#[test]
fn a_mute_chip_answers_neither_a_reset_nor_a_command() {
    let mut card = issue(&of(CardKind::Mute));
    card.power_on();
    assert!(card.atr().is_empty());
    assert_eq!(say(&mut card, JPKI), "");
}

#[test]
fn our_own_reader_recognises_what_was_laid_down() {
    struct Bare(card::twin::VirtualCard);
    impl Transmit for Bare {
        fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, TransmitError> {
            match self.0.answer(command) {
                Answer::Response(response) if !response.is_empty() => Ok(response),
                _ => Err(TransmitError::NotResponding),
            }
        }
    }
    let rows = [
        (CardKind::MyNumber, Ok(Recognised::MyNumber)),
        (CardKind::Juki, Ok(Recognised::Juki)),
        (CardKind::AndroidToken, Ok(Recognised::AndroidToken)),
        (CardKind::IphoneToken, Ok(Recognised::IphoneToken)),
        (CardKind::NextGeneration, Ok(Recognised::Unsupported)),
        (CardKind::DrivingLicence, Ok(Recognised::DrivingLicence)),
        // This wire tells no answer to reset, which alone names a storage card.
        (CardKind::Transit, Ok(Recognised::NotMyNumber)),
        (CardKind::Mute, Err(card::Error::Transmit(TransmitError::NotResponding))),
    ];
    for (kind, recognised) in rows {
        let mut card = issue(&of(kind));
        card.power_on();
        assert_eq!(card::recognise(&mut Dialogue::new(&mut Bare(card))), recognised, "{kind:?}");
    }
}

#[test]
fn nobody_under_fifteen_has_a_signature_certificate() {
    // NOW is 2026-11-22 in Japan.
    for (birth_date, present, tries) in [("20111122", "8f8f00", "63c5"), ("20111123", "008f00", "63c0")] {
        let mut card = issue(&Blueprint { birth_date: birth_date.into(), ..blueprint("hanako") });
        check(&mut card, &[JPKI], "00b08800 00", &format!("{present} 9000"));
        check(&mut card, &[JPKI], SIGN_QUESTION, tries);
    }
    assert_eq!(NOW, 1_795_305_600);
}

/// Reads every file and object of the card in full, as somebody who knows every secret.
fn everything_on(owner: &Blueprint) -> Vec<u8> {
    let mut card = issue(owner);
    card.power_on();
    let code_a = |id: &str| format!("002000{id} 0c {}", hex::encode(&owner.individual_number));
    let birth = format!("00200091 06 {}", hex::encode(&owner.code_b[..6]));
    let applications: [(&str, Vec<String>); 5] = [
        (JPKI, vec![USER_PIN.into(), SIGN_PASSWORD.into()]),
        (VISUAL, vec![birth, VISUAL_B.into(), code_a("93")]),
        (TEXT, vec![TEXT_B.into(), code_a("94")]),
        (COMMON, vec![]),
        (JUKI, vec![]),
    ];
    let mut read = Vec::new();
    for (application, secrets) in applications {
        say(&mut card, application);
        secrets
            .iter()
            .for_each(|secret| assert_eq!(say(&mut card, secret), "9000", "{application} {secret}"));
        for id in 1..=0x1E_u8 {
            read.extend(card.process(&[0, 0xB0, 0x80 | id, 0, 0, 0, 0]));
            read.extend(card.process(&[0, 0xB2, 1, id << 3 | 4, 0]));
        }
    }
    say(&mut card, CARD_MANAGER);
    for tag in 0..=u16::MAX {
        let [high, low] = tag.to_be_bytes();
        read.extend(card.process(&[0, 0xCA, high, low, 0, 0, 0]));
    }
    read
}

#[test]
fn every_name_of_a_key_begins_with_the_rehearsals_own_digit() {
    for municipality in ["99101", "13221", "60000"] {
        let read = everything_on(&Blueprint { municipality: municipality.into(), ..blueprint("hanako") });
        // Seven digits, 08 05, three digits.
        let is_name = |bytes: &&[u8]| {
            bytes[..7].iter().chain(&bytes[9..]).all(u8::is_ascii_digit) && bytes[7..9] == [0x08, 0x05]
        };
        let names: Vec<&[u8]> = read.windows(12).filter(is_name).collect();
        assert_eq!(names.len(), 15, "{names:?}");
        for name in names {
            assert_eq!(name[0], b'9', "{municipality}: {}", String::from_utf8_lossy(name));
        }
    }
}
