//! The card's two threads: one watches the reader, one talks with the chip.
//!
//! The chip is powered once for a visit and powered down when the visit is forgotten, so no VERIFY outlives it.

use super::clock::WallClock;
use super::evidence::Desk;
use super::eyes::Eyes;
use super::faults;
use super::holder::Holder;
use super::outbox::{self, OutboxWorker};
use super::post::{Post, thread};
use crate::session::{
    Answer, CardEvent, CardFacts, CardKind, CardPlace, Day, Digits, Event, Fault, Method, Period, Photo,
    PinAnswer, ReaderEvent, Ticket,
};
use card::{CardSlot, Dialogue, LastTry, Lengths, TrustAnchors, UserPin, VerificationCodeB};
use sha2::{Digest, Sha256};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

/// Reads the code printed on the card's face (照合番号B), as a reader with a document camera does.
pub trait CodeScanner: Send {
    /// The 14 digits as printed, or `None` where they cannot be read.
    fn scan(&mut self) -> Option<Digits>;
}

/// The reader, as the kiosk was given it.
pub struct Reader {
    /// Tells what happens on it.
    pub watch: Box<dyn card::ReaderWatch>,
    /// Hands out the card.
    pub slot: Box<dyn CardSlot>,
    /// Reads the card's face, where fitted.
    pub scanner: Option<Box<dyn CodeScanner>>,
    /// Whose signatures over a photo are known.
    pub anchors: TrustAnchors,
    /// How a card goes into it.
    pub place: CardPlace,
}

/// What the chip can be asked for.
pub(super) enum Job {
    Read(Ticket),
    Photo(Ticket, Digits),
    Tries(Ticket),
    Sign(Ticket, Digits),
    SignAgain(Ticket),
    Keep(Ticket, Digits, Method),
    PowerDown,
}

/// The session's end of the card.
#[derive(Clone)]
pub(super) struct CardWorker {
    jobs: SyncSender<Job>,
    scans: SyncSender<Ticket>,
}

impl CardWorker {
    pub(super) fn start(
        reader: Reader,
        (desk, eyes, outbox): (Desk, Eyes, Option<OutboxWorker>),
        clock: WallClock,
        post: Post,
    ) -> Self {
        let (jobs, inbox) = sync_channel(16);
        let (scans, scan_inbox) = sync_channel(4);
        let Reader { watch, slot, scanner, anchors, .. } = reader;
        watch_reader(watch, post.clone());
        scan_codes(scanner, scan_inbox, post.clone());
        let talker = Talker { desk, eyes, outbox, clock, post, anchors };
        thread("card", move || talker.serve(slot, &inbox));
        Self { jobs, scans }
    }

    /// Hands a job over; a full queue means a stuck chip, and the session's own deadline will say so.
    pub(super) fn ask(&self, job: Job) {
        if self.jobs.try_send(job).is_err() {
            tracing::warn!("the card worker is stuck");
        }
    }

    pub(super) fn scan(&self, ticket: Ticket) {
        if self.scans.try_send(ticket).is_err() {
            tracing::warn!("the scanner is stuck");
        }
    }
}

fn watch_reader(mut watch: Box<dyn card::ReaderWatch>, post: Post) {
    thread("reader", move || {
        loop {
            let event = match watch.next(Duration::from_secs(2)) {
                None => continue,
                Some(card::ReaderEvent::Ready { name }) => {
                    tracing::info!(%name, "reader ready");
                    Event::Reader(ReaderEvent::Ready)
                }
                Some(card::ReaderEvent::Unavailable(why)) => {
                    tracing::warn!(?why, "reader unavailable");
                    Event::Reader(ReaderEvent::Lost)
                }
                Some(card::ReaderEvent::CardInserted) => Event::Card(CardEvent::Inserted),
                Some(card::ReaderEvent::CardRemoved) => Event::Card(CardEvent::Removed),
            };
            if !post.send(event) {
                return;
            }
        }
    });
}

fn scan_codes(mut scanner: Option<Box<dyn CodeScanner>>, inbox: Receiver<Ticket>, post: Post) {
    thread("scanner", move || {
        while let Ok(ticket) = inbox.recv() {
            let code = scanner.as_mut().and_then(|scanner| scanner.scan());
            post.answer(ticket, Answer::CodeScanned(code));
        }
    });
}

struct Talker {
    desk: Desk,
    eyes: Eyes,
    outbox: Option<OutboxWorker>,
    clock: WallClock,
    post: Post,
    anchors: TrustAnchors,
}

impl Talker {
    fn serve(self, mut slot: Box<dyn CardSlot>, inbox: &Receiver<Job>) {
        let mut lengths = Lengths::default();
        while let Ok(job) = inbox.recv() {
            let mut next = (!matches!(job, Job::PowerDown)).then_some(job);
            while let Some(job) = next.take() {
                match slot.connect() {
                    Ok(mut wire) => {
                        let mut chip = Dialogue::new(&mut wire).with_lengths(lengths);
                        next = self.visit(&mut chip, job, inbox);
                        lengths = learnt(lengths, chip.lengths(), next.is_some());
                    }
                    Err(error) => {
                        // A card that is gone says nothing of the reader after all.
                        lengths = Lengths::default();
                        self.refuse(job, faults::transmit(&error));
                    }
                }
            }
        }
    }

    /// Serves one visit over one power-up of the chip; hands back the job over which the reader lost the chip.
    fn visit(&self, chip: &mut Dialogue<'_>, first: Job, inbox: &Receiver<Job>) -> Option<Job> {
        let mut next = Some(first);
        while let Some(job) = next.take() {
            let lost = match &job {
                Job::Read(ticket) => self.read(chip, *ticket),
                Job::Photo(ticket, code) => self.photo(chip, *ticket, code),
                Job::Tries(ticket) => self.count_tries(chip, *ticket),
                Job::Sign(ticket, pin) => self.sign(chip, *ticket, pin),
                Job::SignAgain(ticket) => self.sign_again(chip, *ticket),
                Job::Keep(ticket, code, method) => self.keep_facts(chip, *ticket, code, *method),
                Job::PowerDown => return None,
            };
            if lost.is_err() {
                return Some(job);
            }
            next = inbox.recv().ok();
        }
        None
    }

    fn refuse(&self, job: Job, fault: Fault) {
        match job {
            Job::Read(ticket) => self.post.answer(ticket, Answer::CardRead(Err(fault))),
            Job::Photo(ticket, _) => self.post.answer(ticket, Answer::PhotoRead(Err(fault))),
            Job::Tries(ticket) => self.post.answer(ticket, Answer::TriesCounted(Err(fault))),
            Job::Sign(ticket, _) => self.post.answer(ticket, Answer::PinAnswered(Err(fault))),
            Job::SignAgain(ticket) => self.post.answer(ticket, Answer::SignedAgain(Err(fault))),
            Job::Keep(ticket, ..) => self.post.answer(ticket, Answer::FactsKept(Err(fault))),
            Job::PowerDown => {}
        }
    }

    fn read(&self, chip: &mut Dialogue<'_>, ticket: Ticket) -> Result<(), Lost> {
        let facts = or_lost(self.facts(chip, ticket.visit))?;
        self.post.answer(ticket, Answer::CardRead(facts.map_err(|error| faults::card(&error))));
        Ok(())
    }

    fn facts(&self, chip: &mut Dialogue<'_>, visit: u32) -> Result<CardFacts, card::Error> {
        let kind = match card::recognise(chip)? {
            card::CardKind::MyNumber => CardKind::MyNumber,
            card::CardKind::Juki => CardKind::Juki,
            card::CardKind::AndroidToken | card::CardKind::IphoneToken => CardKind::Phone,
            card::CardKind::Unsupported => CardKind::Unsupported,
            card::CardKind::DrivingLicence | card::CardKind::Transit | card::CardKind::NotMyNumber => {
                CardKind::Other
            }
        };
        if kind != CardKind::MyNumber {
            return Ok(CardFacts { kind, period: Period::Dead, serves_until: None });
        }
        let certificate = card::user_certificate(chip)?;
        let period = self.period(&certificate);
        let serves_until = card::serves_until(certificate.not_after, self.clock.unix()).map(day);
        if let Some(mut evidence) = self.desk.of(visit) {
            evidence.certificate = Some(certificate.der);
        }
        Ok(CardFacts { kind, period, serves_until })
    }

    fn period(&self, certificate: &card::UserCertificate) -> Period {
        let now = self.clock.unix();
        match card::certificate_period(certificate.not_after, now) {
            _ if now < certificate.not_before => Period::Dead,
            card::Period::Valid => Period::Valid,
            card::Period::ExpiresSoon { days } => {
                Period::ExpiresSoon { days: days.try_into().unwrap_or(u16::MAX) }
            }
            card::Period::Grace => Period::Grace,
            card::Period::Dead => Period::Dead,
        }
    }

    /// Opens the photo; whether a face can be found in it is for the eyes to say.
    fn photo(&self, chip: &mut Dialogue<'_>, ticket: Ticket, code: &Digits) -> Result<(), Lost> {
        let read = match code.reveal().parse::<VerificationCodeB>() {
            Ok(code) => or_lost(card::read_face(chip, &code, LastTry::Spared, &self.anchors))?
                .map_err(|error| faults::code(&error))
                .and_then(|face| self.genuine(ticket.visit, face)),
            Err(_) => Err(Fault::CodeWrong),
        };
        match read {
            Ok(Some(photo)) => self.eyes.study(ticket, photo),
            Ok(None) => self.post.answer(ticket, Answer::PhotoRead(Ok(Photo::Absent))),
            Err(fault) => self.post.answer(ticket, Answer::PhotoRead(Err(fault))),
        }
        Ok(())
    }

    /// Lets a photo through only if the signature over it holds and the chip proved to be the original; the holder's birth
    /// date and sex are kept beside, to know a stranger's record by.
    ///
    /// An unknown issuer is not a bad signature: the anchors are configuration, and are said by `doctor`.
    fn genuine(&self, visit: u32, face: card::CardFace) -> Result<Option<card::Photo>, Fault> {
        let authenticity = &face.authenticity;
        tracing::info!(?authenticity, "the card's photo");
        if authenticity.is_contradicted() {
            return Err(Fault::CardNotGenuine);
        }
        if let Some(mut evidence) = self.desk.of(visit) {
            evidence.holder = Some(Holder::of(&face));
        }
        Ok(face.photo)
    }

    /// Reads what the card says of its holder as text, and hands it to whoever keeps it, who answers.
    fn keep_facts(
        &self,
        chip: &mut Dialogue<'_>,
        ticket: Ticket,
        code: &Digits,
        method: Method,
    ) -> Result<(), Lost> {
        let read = match code.reveal().parse::<VerificationCodeB>() {
            Ok(code) => or_lost(card::read_attributes(chip, &code, LastTry::Spared, &self.anchors))?
                .map_err(|error| faults::code(&error)),
            Err(_) => Err(Fault::CodeWrong),
        };
        if let Err(fault) = read.and_then(|read| self.hand_on(ticket, read, method)) {
            self.post.answer(ticket, Answer::FactsKept(Err(fault)));
        }
        Ok(())
    }

    fn hand_on(&self, ticket: Ticket, attributes: card::Attributes, method: Method) -> Result<(), Fault> {
        if attributes.authenticity.is_contradicted() {
            return Err(Fault::CardNotGenuine);
        }
        let is_named = !attributes.name.reveal().is_empty();
        let keeper = self.outbox.as_ref().filter(|_| is_named).ok_or(Fault::CardUnreadable)?;
        keeper.ask(outbox::Job { ticket, attributes, method }).then_some(()).ok_or(Fault::CardUnreadable)
    }

    fn count_tries(&self, chip: &mut Dialogue<'_>, ticket: Ticket) -> Result<(), Lost> {
        let tries = or_lost(card::pin_tries(chip))?.map(u8::from).map_err(|error| faults::card(&error));
        self.post.answer(ticket, Answer::TriesCounted(tries));
        Ok(())
    }

    fn sign(&self, chip: &mut Dialogue<'_>, ticket: Ticket, pin: &Digits) -> Result<(), Lost> {
        let answer = match self.proof(ticket.visit, pin) {
            Ok((pin, digest)) => {
                let signed = or_lost(card::sign_with_pin(chip, &pin, LastTry::Spared, &digest))?;
                self.signed(ticket.visit, signed)
            }
            Err(fault) => Err(fault),
        };
        self.post.answer(ticket, Answer::PinAnswered(answer));
        Ok(())
    }

    /// A chip that lost power meanwhile has forgotten the PIN, and refuses.
    fn sign_again(&self, chip: &mut Dialogue<'_>, ticket: Ticket) -> Result<(), Lost> {
        let signed = match self.digest(ticket.visit) {
            Ok(digest) => or_lost(card::sign_again(chip, &digest))?.map_err(|error| faults::card(&error)),
            Err(fault) => Err(fault),
        };
        let answer = signed.map(|signature| self.keep(ticket.visit, signature));
        self.post.answer(ticket, Answer::SignedAgain(answer));
        Ok(())
    }

    /// The PIN, and the digest of what the centre wants signed; while the centre is away, of something that nobody wants: the chip
    /// takes the PIN, and what it signs is of no use.
    fn proof(&self, visit: u32, pin: &Digits) -> Result<(UserPin, [u8; 32]), Fault> {
        let pin = pin.reveal().parse().map_err(|_| Fault::CardUnreadable)?;
        let unasked = || Sha256::digest(rand::random::<[u8; 32]>()).into();
        Ok((pin, self.digest(visit).unwrap_or_else(|_| unasked())))
    }

    fn digest(&self, visit: u32) -> Result<[u8; 32], Fault> {
        let nonce =
            self.desk.of(visit).and_then(|evidence| evidence.challenge.as_ref().map(|given| given.nonce));
        Ok(Sha256::digest(nonce.ok_or(Fault::CentralSlow)?).into())
    }

    fn keep(&self, visit: u32, signature: Vec<u8>) {
        if let Some(mut evidence) = self.desk.of(visit) {
            evidence.signature = Some(signature);
        }
    }

    fn signed(&self, visit: u32, signed: Result<Vec<u8>, card::Error>) -> Result<PinAnswer, Fault> {
        match signed {
            Ok(signature) => {
                self.keep(visit, signature);
                Ok(PinAnswer::Signed)
            }
            Err(card::Error::WrongPin { tries }) => Ok(PinAnswer::Wrong { tries }),
            Err(card::Error::PinBlocked) => Ok(PinAnswer::Blocked),
            Err(error) => Err(faults::card(&error)),
        }
    }
}

/// A day of the calendar, as the session has it.
fn day([year, month, day]: [i16; 3]) -> Day {
    Day { year: year.unsigned_abs(), month: month as u8, day: day as u8 }
}

/// The reader lost the chip over the first extended length; nothing was presented, and the job can be done again.
struct Lost;

/// Tells a chip that must be met again with short lengths from any other outcome.
fn or_lost<T>(outcome: Result<T, card::Error>) -> Result<Result<T, card::Error>, Lost> {
    match outcome {
        Err(card::Error::LostOverLength(error)) => {
            tracing::warn!(%error, "the reader does not pass extended lengths");
            Err(Lost)
        }
        outcome => Ok(outcome),
    }
}

/// What a dialogue taught of the reader: a card that refuses extended lengths speaks for itself alone.
fn learnt(before: Lengths, after: Lengths, lost: bool) -> Lengths {
    match (lost, after) {
        (true, _) => Lengths::Short,
        (false, Lengths::Extended) => Lengths::Extended,
        (false, _) => before,
    }
}
