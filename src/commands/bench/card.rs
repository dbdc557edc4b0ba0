//! `madoguchi bench card`: commands, bytes and time of each dialogue with a card, beside another reader of the same card.
//!
//! The card is virtual and every command takes as long as one does over the air, so commands are what a patient waits for.
//! Both sides hold the same dialogues with a fresh card of the same person, in one connection, in the order of a visit; the
//! other side (feature `peers`) calls its own functions for the same results, without a detour. Bytes are those of command
//! and response APDUs.

#[cfg(feature = "peers")]
mod peer;

use super::Error;
use crate::workers::WallClock;
use card::twin::{Authority, Blueprint, Fault, VirtualCard, VirtualReader};
use card::{
    CardKind, CardSlot as _, Chip, Dialogue, LastTry, Signature, Transmit, TransmitError, TrustAnchors,
};
use std::cell::Cell;
use std::fmt;
use std::time::{Duration, Instant};

/// The dialogues of a visit, in their order.
const STEPS: [&str; 4] = ["recognise", "certificate", "PIN signature", "photo"];
/// What the centre wants signed.
const NONCE: &[u8; 32] = b"a nonce of the centre, 32 bytes.";

/// Read a virtual card and print commands, bytes and time.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// How long every command takes, in milliseconds; 30 is true to a contactless card.
    #[arg(long, default_value_t = 30)]
    delay_ms: u64,
}

/// Measures and prints.
///
/// # Errors
/// A dialogue without its result.
pub fn run(arguments: &Arguments) -> Result<(), Error> {
    let person = Person::new()?;
    let delay = Duration::from_millis(arguments.delay_ms);
    let photo = person.blueprint.photo.len();
    println!("virtual card in this process, {} ms per command, photo of {photo} bytes", arguments.delay_ms);
    for (title, extended) in [("extended lengths pass", true), ("extended lengths are refused", false)] {
        let table = Table::measure(&person, delay, extended)?;
        print!("\n{title}\n{table}");
    }
    Ok(())
}

/// Whose card is read, and what opens it.
struct Person {
    blueprint: Blueprint,
    anchors: TrustAnchors,
}

impl Person {
    fn new() -> Result<Self, Error> {
        let persona = persona::persona("hanako").ok_or("no persona is called \"hanako\"")?;
        let trust = |anchor: card::twin::Anchor| {
            card::Anchor::new("rehearsal", anchor.key_id, &anchor.modulus, &anchor.exponent)
        };
        let anchors = Authority::shared()?.anchors().into_iter().map(trust).collect::<Result<_, _>>()?;
        Ok(Self { blueprint: Blueprint::from(persona), anchors })
    }

    fn card(&self, extended: bool) -> Result<VirtualCard, Error> {
        let card = Authority::shared()?.make(&self.blueprint, WallClock::default().unix())?;
        Ok(if extended { card } else { card.with_faults(&[Fault::NoExtended]) })
    }
}

/// What one dialogue cost.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Cost {
    commands: usize,
    sent: usize,
    received: usize,
    time: Duration,
}

impl Cost {
    fn plus(self, other: Self) -> Self {
        Self {
            commands: self.commands + other.commands,
            sent: self.sent + other.sent,
            received: self.received + other.received,
            time: self.time + other.time,
        }
    }
}

/// Counts what passes.
struct Meter<'a> {
    wire: Box<dyn Transmit + 'a>,
    passed: &'a Cell<Cost>,
}

impl Transmit for Meter<'_> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, TransmitError> {
        let response = self.wire.transmit(command)?;
        let one =
            Cost { commands: 1, sent: command.len(), received: response.len(), time: Duration::default() };
        self.passed.set(self.passed.get().plus(one));
        Ok(response)
    }
}

/// Takes what passed since the last lap, with the time that it took.
struct Laps<'a> {
    passed: &'a Cell<Cost>,
    begun: Instant,
    costs: Vec<Cost>,
}

impl<'a> Laps<'a> {
    fn begin(passed: &'a Cell<Cost>) -> Self {
        Self { passed, begun: Instant::now(), costs: Vec::new() }
    }

    fn lap(&mut self) {
        self.costs.push(Cost { time: self.begun.elapsed(), ..self.passed.take() });
        self.begun = Instant::now();
    }
}

/// Lays a fresh card and has `visit` talk with it.
fn measure(
    person: &Person,
    delay: Duration,
    extended: bool,
    visit: impl FnOnce(&Person, Meter<'_>, &mut Laps<'_>) -> Result<(), Error>,
) -> Result<Vec<Cost>, Error> {
    let reader = VirtualReader::new("bench");
    reader.lay(person.card(extended)?);
    reader.set_delay(delay);
    let (mut slot, passed) = (reader.slot(), Cell::default());
    let meter = Meter { wire: slot.connect()?, passed: &passed };
    let mut laps = Laps::begin(&passed);
    visit(person, meter, &mut laps)?;
    Ok(laps.costs)
}

/// A visit as the kiosk holds it.
fn ours(person: &Person, mut meter: Meter<'_>, laps: &mut Laps<'_>) -> Result<(), Error> {
    let mut chip = Dialogue::new(&mut meter);
    expect(card::recognise(&mut chip)? == CardKind::MyNumber, "a My Number Card")?;
    laps.lap();
    let certificate = card::user_certificate(&mut chip)?;
    laps.lap();
    let digest = digest(NONCE);
    let pin = person.blueprint.user_pin.parse::<card::UserPin>()?;
    let signature = card::sign_with_pin(&mut chip, &pin, LastTry::Spared, &digest)?;
    expect(certificate.verifies(&digest, &signature), "a signature by the certificate's key")?;
    laps.lap();
    let code = person.blueprint.code_b.parse::<card::VerificationCodeB>()?;
    let face = card::read_face(&mut chip, &code, LastTry::Spared, &person.anchors)?;
    expect(face.photo.is_some(), "a photo")?;
    expect(face.authenticity.signature == Signature::Genuine, "a signed face")?;
    expect(face.authenticity.chip == Chip::Answered, "the original chip")?;
    laps.lap();
    Ok(())
}

fn digest(message: &[u8]) -> [u8; 32] {
    use sha2::Digest as _;
    sha2::Sha256::digest(message).into()
}

fn expect(truth: bool, what: &str) -> Result<(), Error> {
    if truth { Ok(()) } else { Err(format!("expected {what}").into()) }
}

/// The rows of one kind of card.
struct Table(Vec<Row>);

struct Row {
    name: &'static str,
    ours: Cost,
    /// Nothing without the feature `peers`.
    theirs: Option<Cost>,
}

impl Table {
    fn measure(person: &Person, delay: Duration, extended: bool) -> Result<Self, Error> {
        let ours = measure(person, delay, extended, ours)?;
        #[cfg(feature = "peers")]
        let theirs = measure(person, delay, extended, peer::visit)?;
        #[cfg(not(feature = "peers"))]
        let theirs = Vec::<Cost>::new();
        let row = |(index, name): (usize, &'static str)| {
            Some(Row { name, ours: *ours.get(index)?, theirs: theirs.get(index).copied() })
        };
        let mut rows: Vec<Row> = STEPS.into_iter().enumerate().filter_map(row).collect();
        rows.push(Row {
            name: "whole visit",
            ours: ours.iter().copied().fold(Cost::default(), Cost::plus),
            theirs: theirs.iter().copied().reduce(Cost::plus),
        });
        Ok(Self(rows))
    }
}

impl Row {
    /// Our share of the other side's commands and of its time.
    fn ratios(&self) -> Option<(f64, f64)> {
        let theirs = self.theirs?;
        let commands = self.ours.commands as f64 / theirs.commands as f64;
        Some((commands, self.ours.time.as_secs_f64() / theirs.time.as_secs_f64()))
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let side = format!("{:>9}{:>8}{:>9}{:>9}", "commands", "sent", "received", "ms");
        write!(f, "{:<14}{side}", "")?;
        if self.0.iter().any(|row| row.theirs.is_some()) {
            write!(f, "   {side}   {:>9}{:>7}\n{:<14}{:<38}", "commands", "time", "", "  this program")?;
            write!(f, "{:<38}{:>16}", "  myna-card 3.3", "ours / theirs")?;
        }
        writeln!(f)?;
        self.0.iter().try_for_each(|row| write!(f, "{row}"))
    }
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<14}{}", self.name, self.ours)?;
        if let (Some(theirs), Some((commands, time))) = (self.theirs, self.ratios()) {
            write!(f, "   {theirs}   {commands:>9.2}{time:>7.2}")?;
        }
        writeln!(f)
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ms = self.time.as_secs_f64() * 1_000.0;
        write!(f, "{:>9}{:>8}{:>9}{ms:>9.1}", self.commands, self.sent, self.received)
    }
}

#[cfg(all(test, feature = "peers"))]
mod tests {
    use super::*;

    #[test]
    fn each_dialogue_takes_at_most_three_fifths_of_the_commands() {
        let table = Table::measure(&Person::new().unwrap(), Duration::ZERO, true).unwrap();
        assert_eq!(table.0.len(), STEPS.len() + 1);
        for row in table.0 {
            assert!(row.ratios().is_some_and(|(commands, _)| commands <= 0.6), "{row}");
        }
    }

    #[test]
    fn without_extended_lengths_a_visit_takes_no_more() {
        let table = Table::measure(&Person::new().unwrap(), Duration::ZERO, false).unwrap();
        let visit = table.0.last().unwrap();
        assert!(visit.ratios().is_some_and(|(commands, _)| commands <= 1.0), "{visit}");
    }
}
