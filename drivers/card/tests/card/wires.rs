//! Dialogues over a wire, or with a card, that misbehaves.

use std::sync::OnceLock;

use card::twin::Blueprint;
use card::{CardKind, Dialogue, Error, LastTry, Lengths, Signature, Tracing, Transmit, TransmitError};
use proptest::prelude::*;

use super::{
    DIGEST, Powered, anchors, attributes, certificate, code, face, hanako, pin, powered, recognise, talk,
    talk_with,
};

/// A wire that does something to each response, which it is given with its number and its command.
pub(super) struct Meddling<'a, F> {
    card: &'a mut Powered,
    at: usize,
    meddle: F,
}

impl<'a, F: FnMut(usize, &[u8], Vec<u8>) -> Result<Vec<u8>, TransmitError>> Meddling<'a, F> {
    pub(super) fn new(card: &'a mut Powered, meddle: F) -> Self {
        Self { card, at: 0, meddle }
    }
}

impl<F: FnMut(usize, &[u8], Vec<u8>) -> Result<Vec<u8>, TransmitError>> Transmit for Meddling<'_, F> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, TransmitError> {
        self.at += 1;
        let response = self.card.transmit(command)?;
        (self.meddle)(self.at - 1, command, response)
    }
}

type Act = Box<dyn Fn(&mut Dialogue<'_>) -> Result<(), Error>>;

/// Every dialogue; one that gets through over a bad wire must still have the right result.
fn acts(blueprint: &Blueprint, card: &mut Powered) -> [Act; 5] {
    let (pin, code, name) = (pin(blueprint), code(blueprint), blueprint.name.clone());
    let (certificate, same_code) = (certificate(card).unwrap(), code.clone());
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
            let attributes = card::read_attributes(card, &same_code, LastTry::Allowed, anchors())?;
            assert_eq!(attributes.name.reveal(), name);
            Ok(())
        }),
    ]
}

/// Counts the commands of an act on a whole card.
fn length(act: &Act, card: &mut Powered) -> usize {
    let mut counted = Tracing::new(card.again());
    talk(&mut counted, act).unwrap();
    counted.into_trace().exchanges().len()
}

#[test]
fn a_card_that_leaves_ends_any_dialogue() {
    let blueprint = hanako();
    let mut card = powered(&blueprint);
    for act in acts(&blueprint, &mut card) {
        for last in 0..length(&act, &mut card) {
            let leave = |at, _: &[u8], response| {
                if at < last { Ok(response) } else { Err(TransmitError::CardRemoved) }
            };
            let error = talk(&mut Meddling::new(card.again(), leave), &act).unwrap_err();
            let gone = TransmitError::CardRemoved;
            assert!(
                error == Error::Transmit(gone.clone()) || error == Error::LostOverLength(gone),
                "{error}"
            );
        }
    }
}

#[test]
fn a_reader_that_loses_the_card_over_a_length_is_met_with_short_ones() {
    let blueprint = hanako();
    let mut card = powered(&blueprint);
    for act in acts(&blueprint, &mut card) {
        let mut presented = 0;
        let mut choke = |_, command: &[u8], response| {
            presented += usize::from(command[1] == 0x20 && command.len() > 4);
            let extended = command[1] == 0xB0 && command.len() == 7;
            if extended { Err(TransmitError::Protocol("buffer too small".to_owned())) } else { Ok(response) }
        };
        let first = talk(&mut Meddling::new(card.again(), &mut choke), &act);
        assert!(matches!(first, Ok(()) | Err(Error::LostOverLength(_))), "{first:?}");
        let again = Meddling::new(card.again(), &mut choke);
        if first.is_err() {
            assert_eq!(talk_with(Lengths::Short, &mut { again }, &act), Ok(()));
        }
        assert!(presented <= 1, "a secret was presented twice");
    }
}

#[test]
fn a_cut_response_is_never_taken_for_a_whole_one() {
    let blueprint = hanako();
    let mut card = powered(&blueprint);
    for act in acts(&blueprint, &mut card) {
        let exchanges = length(&act, &mut card);
        for (at, keep) in (0..exchanges).flat_map(|at| [0, 1, 2, 3, 40, 200, 256].map(|keep| (at, keep))) {
            let cut = |now, _: &[u8], mut response: Vec<u8>| {
                if now == at {
                    response.truncate(keep.min(response.len() - 1));
                }
                Ok(response)
            };
            // Where a cut happens to leave a status word that asks for a repetition, the repetition is whole; what the
            // act asserts of its result holds in any case.
            let _ = talk(&mut Meddling::new(card.again(), cut), &act);
        }
        assert_eq!(talk(card.again(), &act), Ok(()));
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
        let wire = || Noise(noise.clone().into_iter());
        let _ = recognise(&mut wire());
        prop_assert!(certificate(&mut wire()).is_err());
        prop_assert!(face(&mut wire(), blueprint).is_err());
        prop_assert!(attributes(&mut wire(), blueprint).is_err());
    }
}
