//! `madoguchi doctor --card`: what the service, the reader and the card on it say before any secret, step by step.
//!
//! Everything asked is free: no secret is presented, so no counter goes down. Nothing that leads to the holder is told: no
//! number, no name, and not the day on which the certificate ends, which is a birthday.

use super::Finding;
use ::card::{
    CardKind, CardSlot, Dialogue, Error, FaceInformation, Issuer, Lengths, Period, ReaderEvent, ReaderFault,
    ReaderWatch as _, Signature, Transmit, TransmitError, Tries, TrustAnchors,
};
use std::cell::Cell;
use std::fmt;
use std::rc::Rc;
use std::time::{Duration, Instant};

/// One thing that was asked, what came of it, and what it cost.
#[derive(Debug)]
pub struct Step {
    part: &'static str,
    finding: Finding,
    cost: Option<Cost>,
}

#[derive(Clone, Copy, Debug)]
struct Cost {
    commands: usize,
    time: Duration,
}

impl Step {
    /// Tells whether nothing is left to do about it.
    pub fn is_fine(&self) -> bool {
        self.finding.is_ok()
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mark, text) = match &self.finding {
            Ok(text) => ("ok", text),
            Err(text) => ("--", text),
        };
        write!(f, "{mark} {:<12} {text}", self.part)?;
        self.cost.map_or(Ok(()), |Cost { commands, time }| {
            let plural = if commands == 1 { "" } else { "s" };
            write!(f, " ({commands} command{plural}, {} ms)", time.as_millis())
        })
    }
}

/// Asks the service, the reader and the card on it, and ends where going on makes no sense.
///
/// `name_contains` is a part of the reader's name, `now` is in Unix seconds.
pub fn examine(name_contains: Option<String>, anchors: &TrustAnchors, now: i64) -> Vec<Step> {
    let mut steps = Vec::new();
    if let Some(mut slot) = reader(&mut steps, name_contains) {
        dialogue(&mut steps, &mut slot, anchors, now);
    }
    steps
}

/// Finds the reader that the kiosk would use, and whether a card lies on it.
fn reader(steps: &mut Vec<Step>, name_contains: Option<String>) -> Option<impl CardSlot + use<>> {
    let mut tell = |part, finding: Finding| {
        let is_fine = finding.is_ok();
        steps.push(Step { part, finding, cost: None });
        is_fine.then_some(())
    };
    let seen = ::card::readers();
    tell("service", seen.as_ref().map(|_| "answers".to_owned()).map_err(|fault| of_service(*fault)))?;
    let seen = seen.ok()?;
    let names: Vec<_> = seen.iter().map(|reader| reader.name.as_str()).collect();
    tell("readers", if names.is_empty() { Err(NO_READER.to_owned()) } else { Ok(names.join("; ")) })?;
    let (mut watch, slot) = ::card::pcsc_reader(name_contains);
    let chosen = match watch.next(Duration::from_secs(2)) {
        Some(ReaderEvent::Ready { name }) => Some(name),
        _ => None,
    };
    tell("reader", chosen.clone().ok_or_else(|| OTHER_READER.to_owned()))?;
    let chosen = seen.into_iter().find(|reader| Some(&reader.name) == chosen.as_ref());
    let answer_to_reset = chosen.and_then(|reader| reader.answer_to_reset);
    tell(
        "card",
        answer_to_reset.as_ref().map(|_| "lies there".to_owned()).ok_or_else(|| NO_CARD.to_owned()),
    )?;
    tell("ATR", Ok(answer_to_reset.unwrap_or_default().iter().map(|byte| format!("{byte:02X}")).collect()))?;
    Some(slot)
}

const NO_READER: &str = "none is plugged in: the clerk plugs one in; if it stays unseen, the hospital's IT installs its \
                         driver (libccid)";
const OTHER_READER: &str = "none has the configured name: the hospital's IT corrects `name` under [reader]";
const NO_CARD: &str = "none: the clerk lays one on the reader and asks again";

fn of_service(fault: ReaderFault) -> String {
    match fault {
        ReaderFault::NotPermitted => {
            "refuses this user: the hospital's IT allows it in polkit, as docs/operations.md says".to_owned()
        }
        _ => "does not run: the hospital's IT starts it (systemctl start pcscd)".to_owned(),
    }
}

/// Talks with the card; a reader that loses it over an extended length meets it again with short ones.
fn dialogue(steps: &mut Vec<Step>, slot: &mut impl CardSlot, anchors: &TrustAnchors, now: i64) {
    let before = steps.len();
    for lengths in [Lengths::Untried, Lengths::Short] {
        steps.truncate(before);
        match interview(steps, slot, lengths, anchors, now) {
            Ok(()) => return,
            Err(Error::LostOverLength(_)) if lengths == Lengths::Untried => {}
            Err(error) => {
                return steps.push(Step { part: "card", finding: Err(of_error(&error)), cost: None });
            }
        }
    }
}

/// Powers the card and asks everything; an error means that the card was lost on the way.
fn interview(
    steps: &mut Vec<Step>,
    slot: &mut impl CardSlot,
    lengths: Lengths,
    anchors: &TrustAnchors,
    now: i64,
) -> Result<(), Error> {
    let (begun, commands) = (Instant::now(), Rc::default());
    let mut wire = Counted { card: slot.connect()?, commands: Rc::clone(&commands) };
    let cost = Cost { commands: 0, time: begun.elapsed() };
    steps.push(Step { part: "power", finding: Ok("on".to_owned()), cost: Some(cost) });
    let card = Dialogue::new(&mut wire).with_lengths(lengths);
    let mut interview = Interview { card, commands: Rc::clone(&commands), steps };
    if interview.recognise()? {
        interview
            .ask("lengths", |card| ::card::face_information(card).map(|says| Ok(of_lengths(card, &says))))?;
        interview.ask("token", |card| {
            ::card::token_information(card).map(|token| Ok(format!("{}, model {}", token.label, token.model)))
        })?;
        interview.certificate(anchors, now)?;
        interview.ask("PIN", |card| ::card::pin_tries(card).map(of_pin))?;
        interview.ask("code B", |card| ::card::code_tries(card).map(of_code))?;
    }
    let cost = Cost { commands: commands.get(), time: begun.elapsed() };
    steps.push(Step {
        part: "all",
        finding: Ok("asked; no secret was presented".to_owned()),
        cost: Some(cost),
    });
    Ok(())
}

/// A card that counts its commands.
struct Counted<T> {
    card: T,
    commands: Rc<Cell<usize>>,
}

impl<T: Transmit> Transmit for Counted<T> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, TransmitError> {
        self.commands.set(self.commands.get() + 1);
        self.card.transmit(command)
    }

    fn answer_to_reset(&self) -> Option<Vec<u8>> {
        self.card.answer_to_reset()
    }
}

struct Interview<'a, 'b> {
    card: Dialogue<'a>,
    commands: Rc<Cell<usize>>,
    steps: &'b mut Vec<Step>,
}

impl<'a> Interview<'a, '_> {
    /// Asks one thing and notes what it cost; only the loss of the card ends the questions.
    fn ask(
        &mut self,
        part: &'static str,
        question: impl FnOnce(&mut Dialogue<'a>) -> Result<Finding, Error>,
    ) -> Result<(), Error> {
        let (begun, before) = (Instant::now(), self.commands.get());
        let finding = match question(&mut self.card) {
            Err(lost @ (Error::Transmit(_) | Error::LostOverLength(_))) => return Err(lost),
            answer => answer.unwrap_or_else(|error| Err(of_error(&error))),
        };
        let cost = Cost { commands: self.commands.get() - before, time: begun.elapsed() };
        self.steps.push(Step { part, finding, cost: Some(cost) });
        Ok(())
    }

    /// Tells whether there is more to ask.
    fn recognise(&mut self) -> Result<bool, Error> {
        let mut kind = None;
        self.ask("kind", |card| ::card::recognise(card).map(|found| of_kind(*kind.insert(found))))?;
        Ok(kind == Some(CardKind::MyNumber))
    }

    fn certificate(&mut self, anchors: &TrustAnchors, now: i64) -> Result<(), Error> {
        let mut der = Vec::new();
        self.ask("certificate", |card| {
            let certificate = ::card::user_certificate(card)?;
            der = certificate.der;
            Ok(of_period(::card::certificate_period(certificate.not_after, now)))
        })?;
        self.ask("issuer", |card| {
            let authority = ::card::user_ca_certificate(card)?;
            ::card::lineage(&der, &authority, anchors)
                .map(|lineage| of_issuer(lineage.signature, &lineage.issuer))
        })
    }
}

fn of_kind(kind: CardKind) -> Finding {
    let what = match kind {
        CardKind::MyNumber => return Ok("My Number Card".to_owned()),
        CardKind::AndroidToken | CardKind::IphoneToken => {
            return Err(
                "a phone, which has no photo: the patient uses it with its PIN, or shows the card".to_owned()
            );
        }
        CardKind::Unsupported => {
            return Err(
                "a card of a later generation: the hospital's IT looks for a newer version".to_owned()
            );
        }
        CardKind::Juki => "a 住基カード, which ended in 2025",
        CardKind::DrivingLicence => "a driving licence",
        CardKind::Transit => "a transit or payment card",
        CardKind::NotMyNumber => "no My Number Card",
    };
    Err(format!("{what}: the clerk lays a My Number Card on the reader and asks again"))
}

fn of_lengths(card: &Dialogue<'_>, says: &FaceInformation) -> String {
    match (card.lengths(), says.extended_lengths) {
        (Lengths::Extended, _) => "extended ones pass, so a file takes one command",
        (_, true) => {
            "only short ones pass this reader, though the card takes extended ones: reading takes longer"
        }
        (_, false) => "the card takes only short ones: reading takes longer",
    }
    .to_owned()
}

fn of_period(period: Period) -> Finding {
    match period {
        Period::Valid => Ok("valid, with more than three months left".to_owned()),
        Period::ExpiresSoon { .. } => {
            Err("valid, and ends within three months: the holder renews it at the municipal office"
                .to_owned())
        }
        Period::Grace => {
            Err("expired, and good for the eligibility check alone for some weeks more: the holder renews \
                              it at the municipal office"
                .to_owned())
        }
        Period::Dead => Err("expired: the holder renews it at the municipal office".to_owned()),
    }
}

fn of_issuer(signature: Signature, issuer: &Issuer) -> Finding {
    match (signature, issuer) {
        (Signature::Bad, _) => {
            Err("the authority on the card did not sign the certificate: the clerk does not accept the card"
                .to_owned())
        }
        (Signature::Genuine, Issuer::Known(name)) => Ok(format!("signed under {name}")),
        (Signature::Genuine, Issuer::Unknown) => {
            Ok("signed by the authority on the card, under no root that is configured; the centre decides"
                .to_owned())
        }
    }
}

fn of_pin(tries: Tries) -> Finding {
    match tries {
        Tries::Left(1) => Err("one try left: a clerk agrees with the holder before it is used".to_owned()),
        Tries::Left(tries) => Ok(format!("{tries} tries left")),
        Tries::Blocked => {
            Err("blocked, as on a card without a PIN: the face or a clerk remains, and the municipal office \
                               unlocks it"
                .to_owned())
        }
    }
}

fn of_code(tries: Tries) -> Finding {
    match tries {
        Tries::Left(tries @ ..=3) => Err(format!(
            "{tries} tries left, which are kept back: a clerk agrees with the holder before one is used"
        )),
        Tries::Left(tries) => Ok(format!("{tries} tries left")),
        Tries::Blocked => {
            Err("blocked: the municipal office unlocks it; until then the PIN or a clerk remains".to_owned())
        }
    }
}

fn of_error(error: &Error) -> String {
    let next = match error {
        Error::Transmit(TransmitError::CardRemoved) => "the clerk lays it down again and leaves it there",
        Error::Transmit(TransmitError::ReaderUnavailable) => "the clerk plugs the reader in again",
        Error::Transmit(TransmitError::NotResponding) => {
            "the clerk lifts the card and lays it down flat; if it happens with every card, the hospital's IT changes the reader"
        }
        Error::Transmit(TransmitError::InUse) => "the hospital's IT ends the other program",
        _ => "the hospital's IT reports this line to whoever supplies this program",
    };
    format!("{error}: {next}")
}
