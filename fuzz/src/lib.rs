//! What the targets and the seeds agree on: how an input is cut into messages, and which dialogues there are.

use card::{LastTry, Transmit, TransmitError, TrustAnchors};

/// Cuts an input into messages: two bytes of length, big-endian, then so many bytes; the last may be shorter.
pub fn messages(mut input: &[u8]) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let (length, rest) = input.split_first_chunk::<2>()?;
        let (message, rest) = rest.split_at(usize::from(u16::from_be_bytes(*length)).min(rest.len()));
        input = rest;
        Some(message)
    })
}

/// A card that says what it was told to, whatever it is asked, and then leaves.
pub struct Told<I>(pub I);

impl<'a, I: Iterator<Item = &'a [u8]>> Transmit for Told<I> {
    fn transmit(&mut self, _: &[u8]) -> Result<Vec<u8>, TransmitError> {
        self.0.next().map(<[u8]>::to_vec).ok_or(TransmitError::CardRemoved)
    }
}

/// The kinds of request, each by the beginning of its files' names; an input's first byte chooses.
pub const REQUESTS: [&str; 10] = [
    "OQSsiquc01",
    "OQSmuquc01",
    "OQSmuquc02",
    "OQSsiimm01",
    "OQSmuimm01",
    "OQSmuimm02",
    "OQSmuhvq01",
    "YZKsiquc01",
    "TKKsiquc01",
    "CIPsiquc01",
];

/// A dialogue with a card, whose outcome is nobody's concern here.
pub type Dialogue = fn(&mut dyn Transmit);

/// Every dialogue; 照合番号B and the PIN are those of the person whose card the seeds are read from.
pub const DIALOGUES: [Dialogue; 10] = [
    |card| drop(card::recognise(&mut new(card))),
    |card| drop(card::user_certificate(&mut new(card))),
    |card| drop(card::user_ca_certificate(&mut new(card))),
    |card| {
        drop(card::sign_with_pin(&mut new(card), &parsed(&holder().user_pin), LastTry::Allowed, &[0x5A; 32]))
    },
    |card| drop(card::read_face(&mut new(card), &parsed(&holder().code_b), LastTry::Allowed, &nobody())),
    |card| {
        drop(card::read_attributes(&mut new(card), &parsed(&holder().code_b), LastTry::Allowed, &nobody()))
    },
    |card| drop(card::face_information(&mut new(card))),
    |card| drop(card::token_information(&mut new(card))),
    |card| drop(card::certificates_present(&mut new(card))),
    |card| drop(card::read_card_number(&mut new(card))),
];

fn new(card: &mut dyn Transmit) -> card::Dialogue<'_> {
    card::Dialogue::new(card)
}

fn nobody() -> TrustAnchors {
    TrustAnchors::default()
}

/// The drawn person whose card the seeds are read from.
pub fn holder() -> card::twin::Blueprint {
    persona::persona("hanako").expect("the drawn people include Hanako").into()
}

fn parsed<T: std::str::FromStr<Err: std::fmt::Debug>>(digits: &str) -> T {
    digits.parse().expect("a drawn person's secrets have the right form")
}
