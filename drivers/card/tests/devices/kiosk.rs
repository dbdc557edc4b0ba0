//! What a kiosk does with its reader: it waits for a card and holds the dialogue of a visit.

use std::time::{Duration, Instant};

use card::twin::{IfdCard, VirtualCard};
use card::{
    CardKind, CardSlot, Dialogue, Error, LastTry, PcscSlot, PcscWatch, ReaderEvent, ReaderFault, ReaderWatch,
    Tracing, Transmit, TransmitError, TrustAnchors, files, pcsc_reader,
};

use crate::world::{hanako, say};

/// The promise: whatever happened, the next patient is served within this time.
pub(crate) const PROMISE: Duration = Duration::from_secs(10);

pub(crate) struct Kiosk {
    pub(crate) watch: PcscWatch,
    pub(crate) slot: PcscSlot,
}

impl Kiosk {
    /// A kiosk at the reader with this part of a name.
    pub(crate) fn at(name: &str) -> Self {
        let (watch, slot) = pcsc_reader(Some(name.to_owned()));
        Self { watch, slot }
    }

    /// A kiosk that was told of no reader's name.
    pub(crate) fn anywhere() -> Self {
        let (watch, slot) = pcsc_reader(None);
        Self { watch, slot }
    }

    /// The next event, which must be this one.
    pub(crate) fn hears(&mut self, expected: &ReaderEvent) {
        assert_eq!(self.watch.next(PROMISE).as_ref(), Some(expected));
    }

    /// The next event, which must be that the reader is ready; returns its name.
    pub(crate) fn is_ready(&mut self) -> String {
        match self.watch.next(PROMISE) {
            Some(ReaderEvent::Ready { name }) => name,
            other => panic!("got {other:?}, expected Ready"),
        }
    }

    /// Passes over events until one that is wanted; returns how long it took.
    pub(crate) fn awaits(&mut self, wanted: impl Fn(&ReaderEvent) -> bool) -> Duration {
        let start = Instant::now();
        let mut passed = Vec::new();
        loop {
            match self.watch.next(PROMISE.saturating_sub(start.elapsed())) {
                Some(event) if wanted(&event) => return start.elapsed(),
                Some(event) => passed.push(event),
                None => panic!("not within {PROMISE:?}; got {passed:?}"),
            }
        }
    }

    pub(crate) fn awaits_fault(&mut self, fault: ReaderFault) -> Duration {
        self.awaits(|event| *event == ReaderEvent::Unavailable(fault))
    }

    pub(crate) fn awaits_card(&mut self) -> Duration {
        self.awaits(|event| *event == ReaderEvent::CardInserted)
    }

    /// Passes over events until the reader is there again, and the card that lay on it is known to be lifted.
    pub(crate) fn is_ready_and_bare(&mut self) {
        self.awaits(|event| matches!(event, ReaderEvent::Ready { .. }));
        // A card whose lift was not noticed yet is told in one breath with the reader.
        if self.watch.next(Duration::ZERO) == Some(ReaderEvent::CardInserted) {
            self.awaits(|event| *event == ReaderEvent::CardRemoved);
        }
    }

    /// Connects and holds the dialogue of a visit.
    pub(crate) fn serve(&mut self) -> Result<(), Error> {
        visit(self.slot.connect()?.as_mut())
    }

    /// Serves the next patient within the promised time, from the moment at which the card is laid; returns the card.
    pub(crate) fn serves_the_next(&mut self, place: &mut IfdCard, card: VirtualCard) -> VirtualCard {
        let start = Instant::now();
        place.lay(card).unwrap();
        self.awaits_card();
        assert_eq!(self.serve(), Ok(()));
        assert!(start.elapsed() < PROMISE, "{:?}", start.elapsed());
        let card = place.take().unwrap();
        self.awaits(|event| *event == ReaderEvent::CardRemoved);
        card
    }
}

/// Every command that a visit may bring: kind, certificate, tries, signature, photo and attributes.
pub(crate) fn visit(wire: &mut dyn Transmit) -> Result<(), Error> {
    let mut wire = Tracing::new(wire);
    let outcome = talk(&mut Dialogue::new(&mut wire));
    let trace = wire.into_trace();
    assert!(!trace.reaches(&files::TEXT, 0x01) && !trace.reaches(&files::VISUAL, 0x05), "{trace}");
    outcome
}

fn talk(card: &mut Dialogue<'_>) -> Result<(), Error> {
    let blueprint = hanako();
    let (pin, code) = (blueprint.user_pin.parse().unwrap(), blueprint.code_b.parse().unwrap());
    assert_eq!(card::recognise(card)?, CardKind::MyNumber);
    card::user_certificate(card)?;
    card::pin_tries(card)?;
    card::sign_with_pin(card, &pin, LastTry::Spared, &[0x5A; 32])?;
    let face = card::read_face(card, &code, LastTry::Spared, &TrustAnchors::default())?;
    assert!(face.photo.is_some());
    card::read_attributes(card, &code, LastTry::Spared, &TrustAnchors::default())?;
    Ok(())
}

pub(crate) fn lost(why: TransmitError) -> Result<(), Error> {
    Err(Error::Transmit(why))
}

/// Says the middle and the worst of what was measured.
pub(crate) fn report(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let (count, worst) = (times.len(), times.last().copied().unwrap_or_default());
    say(&format!("{what}: {count} times, p50 {:?}, max {worst:?}", times[count / 2]));
    assert!(worst < PROMISE);
}
