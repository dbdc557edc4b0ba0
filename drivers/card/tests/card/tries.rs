//! Tries are sacred: asked for before each is spent, spent once, and the last ones kept back.

use std::sync::{Mutex, OnceLock, PoisonError};

use card::{Error, LastTry, Transmit, TransmitError, Tries, UserPin, VerificationCodeB};
use proptest::prelude::*;

use super::{Powered, anchors, code, hanako, pin, powered, sign, talk};

#[test]
fn a_wrong_pin_costs_one_try_and_the_last_is_spared() {
    let blueprint = hanako();
    let (mut card, right) = (powered(&blueprint), pin(&blueprint));
    let wrong: UserPin = if blueprint.user_pin == "0000" { "1111" } else { "0000" }.parse().unwrap();
    let mut sign = |pin: &UserPin, last_try| {
        let result = super::sign(card.again(), pin, last_try).map(drop);
        (result, talk(card.again(), card::pin_tries).unwrap())
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
    let read_by = |card: &mut Powered, code, last_try| {
        talk(card.again(), |card| card::read_face(card, code, last_try, anchors()))
    };
    let read = |card: &mut Powered, code| read_by(card, code, LastTry::Spared);
    for tries in (3..=9).rev() {
        assert_eq!(read(&mut card, &wrong), Err(Error::WrongCode { tries }));
    }
    assert_eq!(read(&mut card, &right), Err(Error::LastTry { tries: 3 }));
    assert!(read_by(&mut card, &right, LastTry::Allowed).is_ok());
    assert!(read(&mut card, &right).is_ok());
}

/// A card that lies about secrets: to each VERIFY, with or without data, it gives the next of its status words, and to any
/// other command now and then one too. It notes what it is told.
struct Lying<'a> {
    card: &'a mut Powered,
    lies: Vec<u16>,
    /// Whether commands other than VERIFY are lied to as well.
    always: bool,
    /// Of each VERIFY: P2, the bytes of data, and the answer.
    heard: Vec<(u8, usize, u16)>,
}

impl Transmit for Lying<'_> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, TransmitError> {
        let truth = self.card.transmit(command)?;
        if command[1] != 0x20 && !(self.always && self.lies.len().is_multiple_of(3)) {
            return Ok(truth);
        }
        let lie = self.lies.pop().ok_or(TransmitError::CardRemoved)?;
        if command[1] == 0x20 {
            self.heard.push((command[3], command.len().saturating_sub(5), lie));
        }
        Ok(lie.to_be_bytes().to_vec())
    }
}

fn status() -> impl Strategy<Value = u16> {
    let known = [
        0x9000, 0x63C0, 0x63C1, 0x63C2, 0x63C3, 0x63C4, 0x63CA, 0x63CF, 0x6300, 0x6C04, 0x6104, 0x6700,
        0x6982, 0x6983, 0x6984, 0x6986, 0x6A82, 0x6A86, 0x6A88, 0x6B00, 0x6D00, 0x6F00,
    ];
    prop_oneof![8 => proptest::sample::select(known.to_vec()), 1 => any::<u16>()]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn a_lying_card_gets_a_secret_at_most_once_and_only_after_a_counter(
        lies in proptest::collection::vec(status(), 0..12),
        always in any::<bool>(),
        allowed in any::<bool>(),
        which in 0..3,
    ) {
        static CARD: OnceLock<Mutex<Powered>> = OnceLock::new();
        let blueprint = hanako();
        let card = CARD.get_or_init(|| Mutex::new(powered(&blueprint)));
        let mut card = card.lock().unwrap_or_else(PoisonError::into_inner);
        let last_try = if allowed { LastTry::Allowed } else { LastTry::Spared };
        let mut card = Lying { card: card.again(), lies, always, heard: Vec::new() };
        let reserve = match which {
            0 => {
                let _ = sign(&mut card, &pin(&blueprint), last_try);
                1
            }
            1 => {
                let _ = talk(&mut card, |c| card::read_face(c, &code(&blueprint), last_try, anchors()));
                3
            }
            _ => {
                let _ = talk(&mut card, |c| card::read_attributes(c, &code(&blueprint), last_try, anchors()));
                3
            }
        };
        let spare = if allowed { 0 } else { reserve };
        let presented = card.heard.iter().filter(|(_, length, _)| *length > 0).count();
        prop_assert!(presented <= 1, "{:X?}", card.heard);
        if presented == 1 {
            let [.., (asked, 0, answer), (told, _, _)] = card.heard[..] else {
                return Err(TestCaseError::fail(format!("nothing was asked first: {:X?}", card.heard)));
            };
            prop_assert_eq!(asked, told, "another secret was asked for");
            prop_assert!((0x63C1 + spare..=0x63CF).contains(&answer), "{answer:04X} was no leave to present");
        }
    }
}
