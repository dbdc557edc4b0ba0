//! The virtual card is as strict as the plastic one, and the same card whichever wire it is met through.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod faults;
mod keep;
mod kinds;
mod myna;
mod opensc;
mod pcscd;
mod reader;

use card::files;
use card::twin::{Authority, Blueprint, VirtualCard};

/// 2026-11-22 09:00 in Japan.
const NOW: i64 = 1_795_305_600;

const JPKI: &str = "00a4040c0a d392f000260100000001";
const VISUAL: &str = "00a4040c0a d3921000310001010402";
const TEXT: &str = "00a4040c0a d3921000310001010408";
const JUKI: &str = "00a4040c0a d3921000310001010401";
const COMMON: &str = "00a4040c0a d3921000310001010100";
const CARD_MANAGER: &str = "00a4040c07 a0000001510000";

/// VERIFY of hanako's user PIN, of a wrong one, and of her 照合番号B, by short identifiers.
const USER_PIN: &str = "00200098 04 31333537";
const WRONG_PIN: &str = "00200098 04 30303030";
const SIGN_PASSWORD: &str = "0020009b 08 4d41444f32303236";
const VISUAL_B: &str = "00200092 0e 3535303532333230333432323835";
const TEXT_B: &str = "00200095 0e 3535303532333230333432323835";
const DIGEST: &str = "1111111111111111111111111111111111111111111111111111111111111111";
const DIGEST_INFO: &str = "3031300d0609608648016503040201050004 20";

fn blueprint(id: &str) -> Blueprint {
    Blueprint::from(persona::persona(id).unwrap())
}

fn issue(blueprint: &Blueprint) -> VirtualCard {
    Authority::shared().unwrap().make(blueprint, NOW).unwrap()
}

fn hanako() -> VirtualCard {
    issue(&blueprint("hanako"))
}

fn bytes(digits: &str) -> Vec<u8> {
    hex::decode(digits.replace(' ', "")).unwrap()
}

fn say(card: &mut VirtualCard, command: &str) -> String {
    hex::encode(card.process(&bytes(command)))
}

/// Compares a response with a pattern, in which `*` stands for any bytes in between.
fn matches(response: &str, pattern: &str) -> bool {
    match pattern.replace(' ', "").split_once('*') {
        None => response == pattern.replace(' ', ""),
        Some((start, end)) => response.starts_with(start) && response.ends_with(end),
    }
}

/// Powers the card on afresh, says what comes before, and compares the response to `command`.
fn check(card: &mut VirtualCard, before: &[&str], command: &str, pattern: &str) {
    card.power_on();
    before.iter().for_each(|command| drop(say(card, command)));
    let response = say(card, command);
    assert!(matches(&response, pattern), "{before:?} then {command}: got {response}, expected {pattern}");
}

#[test]
fn every_command_is_answered_as_the_real_card_answers_it() {
    let mut card = hanako();
    let sign = |p1: &str, p2: &str, data: &str| {
        let data = data.replace(' ', "");
        format!("802a{p1}{p2} {:02x} {data} 00", data.len() / 2)
    };
    let info = [DIGEST_INFO, DIGEST].concat();
    let rows: &[(&[&str], &str, &str)] = &[
        // SELECT of an application: whole, by its beginning, foreign; the master file is no application.
        (&[], JPKI, "9000"),
        (&[], CARD_MANAGER, "9000"),
        (&[], "00a4040c05 d392f00026", "9000"),
        (&[], "00a4040c0b d392f00026010000000100", "6a82"),
        (&[], "00a4040c07 d2760001240102", "6a82"),
        (&[], "00a4040007 d2760001240102", "6a82"),
        (&[], "00a404000a d392f000260100000001", "6a86"),
        (&[], "00a4000c02 3f00", "6a82"),
        (&[], "00a4000c", "6a86"),
        (&[JPKI], "00a4000c", "9000"),
        // SELECT of a file.
        (&[], "00a4020c02 000a", "6a82"),
        (&[JPKI], "00a4020c02 000a", "9000"),
        (&[JPKI], "00a4020c02 001f", "6a82"),
        (&[JPKI], "00a4020c02 3f00", "6a82"),
        (&[JPKI], "00a4020c01 0a", "6700"),
        (&[JPKI, "00a4020c02 000a", JPKI], "00b0000004", "6986"),
        // READ BINARY: short, extended, by short identifier, at the end, past it, and of what is no such file.
        (&[JPKI, "00a4020c02 000a"], "00b0000002", "3082 9000"),
        (&[JPKI], "00b08a0002", "3082 9000"),
        (&[JPKI, "00b08a0001"], "00b0000102", "82 * 9000"),
        (&[JPKI], "00b08600 00", "4a504b494150494343544f4b454e32 * 9000"),
        (&[JPKI, "00a4020c02 0008"], "00b00000 00", "8f8f00 9000"),
        (&[JPKI, "00a4020c02 0008"], "00b00000 000000", "8f8f00 9000"),
        (&[JPKI, "00a4020c02 0008"], "00b00002 00", "00 9000"),
        (&[JPKI, "00a4020c02 0008"], "00b00003 00", "6b00"),
        (&[JPKI, "00a4020c02 0008"], "00b07fff 00", "6b00"),
        (&[JPKI, "00a4020c02 0008"], "00b00000", "6700"),
        (&[JPKI, "00a4020c02 0018"], "00b00000 00", "6981"),
        (&[JPKI], "00b00000 00", "6986"),
        (&[JPKI], "00b0a000 00", "6a86"),
        (&[JPKI], "00b08100 00", "6982"),
        (&[JPKI, SIGN_PASSWORD], "00b08100 02", "3082 9000"),
        (&[JPKI, USER_PIN], "00b08100 02", "6982"),
        (&[VISUAL], "00b08400 03", "7f2182 9000"),
        (&[VISUAL], "00b08200 00", "6982"),
        (&[VISUAL, VISUAL_B], "00b08200 02", "ff20 9000"),
        (&[VISUAL, VISUAL_B], "00b08500 00", "6982"),
        (&[VISUAL, VISUAL_B], "00b08100 00", "6982"),
        (&[VISUAL, "00200091 06 353530353233"], "00b08100 00", "ff10 * 9000"),
        (&[TEXT, TEXT_B], "00b08200 00", "ff20 * 9000"),
        (&[TEXT, TEXT_B], "00b08100 00", "6982"),
        (&[TEXT, "00200091 04 31333537"], "00b08100 00", "ff100c303030303030 * ffff9000"),
        // READ RECORD of the card's number.
        (&[COMMON, "00a4020c02 0001"], "00b2010400", "011c303030303030303030303031303031 * 9000"),
        (&[COMMON], "00b2010c00", "011c * 9000"),
        (&[COMMON, "00a4020c02 0001"], "00b2020400", "6a83"),
        (&[COMMON, "00a4020c02 0001"], "00b2010500", "6a81"),
        (&[COMMON, "00a4020c02 0001"], "00b2000400", "6a86"),
        (&[COMMON, "00a4020c02 001c"], "00b2010400", "6981"),
        (&[COMMON], "00b2011400", "0110 39 * 9000"),
        (&[JUKI], "00b2011400", "0110 39 * 9000"),
        (&[COMMON, "00a4020c02 0001"], "00b0000000", "6981"),
        // Files of the JPKI that exist and that nobody reads.
        (&[JPKI, "00a4020c02 0016"], "00b00000 00", "6981"),
        (&[JPKI, USER_PIN, SIGN_PASSWORD, "00a4020c02 0009"], "00b00000 00", "6982"),
        (&[JPKI], "00a4020c02 0003", "6a82"),
        // GET DATA answers before an application is selected; a long object wants an extended Le.
        (&[], "00ca004500", "303030303030303030303031303031 9000"),
        (&[], "00ca00f000", "3939313031 9000"),
        (&[], "00ca00f200", "3230333430353233 9000"),
        (&[], "00ca00f800", "6700"),
        (&[], "00ca00f8 000000", "4d0a42105f20105f498201095f4e820129 39 * 9000"),
        (&[], "00ca7f21 000000", "4d0a42105f20105f498201095f4e820129 39 * 9000"),
        (&[], "00ca000100", "6a88"),
        (&[], "00ca0045", "6700"),
        (&[], "00ca5f5100", "da13ff * 9000"),
        (&[JPKI], "00ca5f5100", "da13ff * 9000"),
        (&[JPKI], "00ca004500", "6a88"),
        (&[JPKI, CARD_MANAGER], "00ca00f000", "3939313031 9000"),
        (&[], "80ca004500", "6e00"),
        // VERIFY: the question costs nothing, and only a PIN can be asked for.
        (&[JPKI, "00a4020c02 0018"], "00200080", "63c3"),
        (&[JPKI], "0020009b", "63c5"),
        (&[VISUAL], "00200092", "63ca"),
        (&[TEXT], "00200092", "63c0"),
        (&[TEXT], "00200092 04 31333537", "6984"),
        (&[JPKI, "00a4020c02 0018"], "00200080 00", "6700"),
        (&[JPKI, "00a4020c02 0017"], "00200080", "6981"),
        (&[JPKI], "00200080", "6986"),
        (&[JPKI], "00200098 04 313335", "6700"),
        (&[JPKI], "0020009d", "6a82"),
        (&[JPKI], "00200118", "6a86"),
        // COMPUTE SIGNATURE needs its PIN and a message that fits; the internal key needs none.
        (&[JPKI], &sign("00", "97", &info), "6982"),
        (&[JPKI, USER_PIN], &sign("00", "97", &info), "*9000"),
        (&[JPKI, USER_PIN], &sign("00", "9a", &info), "6982"),
        (&[JPKI, USER_PIN, "00a4020c02 0017"], &sign("00", "80", &info), "*9000"),
        (&[JPKI, USER_PIN, "00a4020c02 000a"], &sign("00", "80", &info), "6981"),
        (&[JPKI, USER_PIN], &sign("04", "97", DIGEST), "*9000"),
        (&[JPKI, USER_PIN], &sign("05", "97", "11"), "*9000"),
        (&[JPKI, USER_PIN], &sign("06", "97", DIGEST), "6a86"),
        (&[JPKI, USER_PIN], &sign("02", "97", &info), "6700"),
        (&[JPKI, USER_PIN], &sign("04", "97", &info), "6700"),
        (&[JPKI, USER_PIN], &sign("00", "97", &"00".repeat(246)), "6700"),
        (&[JPKI, USER_PIN], "802a009700", "6700"),
        (&[JPKI, USER_PIN], &sign("00", "00", &info), "6a88"),
        (&[VISUAL], &sign("00", "00", &info), "*9000"),
        (&[TEXT], &sign("00", "00", &info), "*9000"),
        (&[TEXT], &sign("00", "93", &info), "*9000"),
        (&[COMMON], &sign("00", "99", &info), "6981"),
        (&[], &sign("00", "00", &info), "6a88"),
        // INTERNAL AUTHENTICATE: one key answers, and needs no PIN.
        (&[COMMON], "00880099 04 01020304 00", "*9000"),
        (&[COMMON], "00880199 04 01020304 00", "6a86"),
        (&[COMMON], "00880099 04 01020304", "6700"),
        (&[COMMON], "0088009c 01 01 00", "6981"),
        (&[JPKI], "00880097 01 01 00", "6982"),
        (&[JPKI, USER_PIN], "00880097 01 01 00", "6985"),
        (&[TEXT], "00880093 01 01 00", "6985"),
        // Changing a secret: after VERIFY, in the form that it has, and by the command of its application.
        (&[JPKI], "00240198 04 38363432", "6982"),
        (&[JPKI, USER_PIN], "00240198 03 383634", "6a80"),
        (&[JPKI, USER_PIN], "00240098 04 38363432", "6a86"),
        (&[JPKI, USER_PIN], "00240198", "6700"),
        (&[JPKI, USER_PIN], "80320098 04 38363432", "6d00"),
        (&[COMMON], "8032009c 04 38363432", "6982"),
        (&[COMMON], "0024019c 04 38363432", "6d00"),
        (&[VISUAL, VISUAL_B], "00240192 04 38363432", "6d00"),
        (&[], "00240198 04 38363432", "6986"),
        // A terminal's certificate is no more accepted than any other wrong data.
        (&[JPKI, "00a4020c02 0016"], &format!("80a206c1 000133 {}", "5f".repeat(307)), "6700"),
        (&[JPKI, "00a4020c02 0016"], &format!("80a200c1 000100 {}", "5f".repeat(256)), "6700"),
        (&[JPKI, "00a4020c02 0016"], "80a200b6 01 00", "6a86"),
        (&[JPKI, "00a4020c02 0017"], "80a206c1 01 00", "6a88"),
        (&[JPKI], "80a206c1 01 00", "6986"),
        // Secure messaging is not offered, and the end of a phone's transaction is for phones.
        (&[JPKI], "08b08a0002", "6882"),
        (&[JPKI], "0cb08a0002", "6882"),
        (&[TEXT], "80ae0000 01 00", "6d00"),
        (&[], "80fc0000", "6700"),
        // GET CHALLENGE, other channels, classes and instructions, and what is no command at all.
        (&[], "0084000008", "*9000"),
        (&[], "00840000", "6700"),
        (&[], "0084000100", "6a86"),
        (&[], "00840000 000100", "6985"),
        (&[], "01a4040c0a d392f000260100000001", "6881"),
        (&[], "40a4040c0a d392f000260100000001", "6881"),
        (&[], "80a4040c0a d392f000260100000001", "6e00"),
        (&[JPKI], "002a0097 01 00 00", "6e00"),
        (&[JPKI], "00c0000000", "6d00"),
        (&[JPKI], "80e0000000", "6d00"),
        (&[JPKI], "00a404", "6700"),
    ];
    for (before, command, pattern) in rows {
        check(&mut card, before, command, pattern);
    }
}

#[test]
fn the_four_forms_of_a_signature_agree() {
    let mut card = hanako();
    let mut sign = |p1: &str, data: &[u8]| {
        card.power_on();
        [JPKI, USER_PIN].iter().for_each(|command| drop(say(&mut card, command)));
        say(&mut card, &format!("802a{p1}97 {:02x} {} 00", data.len(), hex::encode(data)))
    };
    let message = b"rehearsal";
    let digest = sha2_256(message);
    let info = [bytes(DIGEST_INFO), digest.clone()].concat();
    let signature = sign("00", &info);
    assert_eq!(signature.len(), 2 * (256 + 2));
    assert_eq!(sign("02", &digest), signature);
    assert_eq!(sign("03", message), signature);
    assert_eq!(sign("01", message), sign("00", &digest));
}

fn sha2_256(message: &[u8]) -> Vec<u8> {
    use sha2::Digest;
    sha2::Sha256::digest(message).to_vec()
}

#[test]
fn a_counter_falls_blocks_and_is_restored_only_by_success() {
    let mut card = hanako();
    let steps = [
        (WRONG_PIN, "63c2"),
        (USER_PIN, "9000"),
        ("00200098", "63c3"),
        (WRONG_PIN, "63c2"),
        ("00200098 03 313335", "63c1"),
        ("00200098", "63c1"),
        (WRONG_PIN, "63c0"),
        (WRONG_PIN, "6984"),
        (USER_PIN, "6984"),
        ("00200098", "63c0"),
        ("0020009b", "63c5"),
    ];
    for (command, status) in steps {
        // Neither power nor another application gives a try back.
        card.power_on();
        [VISUAL, JPKI].iter().for_each(|command| drop(say(&mut card, command)));
        assert_eq!(say(&mut card, command), status, "{command}");
    }
    assert_eq!(card.tries_left(files::JPKI, 0x18), Some(0));
}

#[test]
fn a_wrong_pin_closes_what_the_right_one_opened() {
    let mut card = hanako();
    let sign = format!("802a0097 33 {DIGEST_INFO}{DIGEST} 00");
    check(&mut card, &[JPKI, USER_PIN, WRONG_PIN], &sign, "6982");
}

#[test]
fn the_security_status_outlives_a_reset_but_nothing_else() {
    let mut card = hanako();
    let read = "00b0820002";
    type Happens = fn(&mut VirtualCard);
    let rows: [(&str, Happens, &str); 6] = [
        ("nothing", |_| {}, "ff209000"),
        ("reset", |card| card.reset(), "ff209000"),
        ("the same application", |card| drop(say(card, VISUAL)), "ff209000"),
        ("another application", |card| drop(say(card, JPKI)), "6982"),
        ("the card manager", |card| drop(say(card, CARD_MANAGER)), "6982"),
        ("loss of power", |card| card.power_on(), "6982"),
    ];
    for (what, happens, response) in rows {
        card.power_on();
        [VISUAL, VISUAL_B].iter().for_each(|command| drop(say(&mut card, command)));
        happens(&mut card);
        say(&mut card, VISUAL);
        assert_eq!(say(&mut card, read), response, "after {what}");
    }
}

#[test]
fn a_signature_by_pss_is_another_one_every_time() {
    let mut card = hanako();
    card.power_on();
    [JPKI, USER_PIN].iter().for_each(|command| drop(say(&mut card, command)));
    let mut sign = || say(&mut card, &format!("802a0497 20 {DIGEST} 00"));
    let (first, second) = (sign(), sign());
    assert_eq!((first.len(), second.len()), (2 * (256 + 2), 2 * (256 + 2)));
    assert_ne!(first, second);
}

#[test]
fn a_card_without_power_is_silent() {
    assert_eq!(say(&mut hanako(), JPKI), "");
}

#[test]
fn a_card_remembers_which_files_were_reached() {
    let mut card = hanako();
    check(&mut card, &[TEXT, "00a4020c02 0002"], "00b08100 00", "6982");
    let reached = [(files::TEXT, 1), (files::TEXT, 2), (files::TEXT, 3), (files::VISUAL, 5)];
    assert_eq!(reached.map(|(aid, ef)| card.reached(aid, ef)), [true, true, false, false]);
}

#[test]
fn the_same_seed_gives_the_same_authority_and_card() {
    use rand::SeedableRng;
    let certificate = || {
        let authority = Authority::generate(&mut rand::rngs::StdRng::from_seed([9; 32])).unwrap();
        let mut card = authority.make(&blueprint("hanako"), NOW).unwrap();
        card.power_on();
        say(&mut card, JPKI);
        (authority.user_ca_der().to_vec(), authority.anchors(), say(&mut card, "00b08a00 000000"))
    };
    assert_eq!(certificate(), certificate());
}
