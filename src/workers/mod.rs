//! The shell: named threads and bounded channels between the session and the drivers.
//!
//! Effects come in, events go out, and drivers' types stop here. A worker decides nothing about a visit.

mod card;
mod central;
mod clock;
mod evidence;
mod eyes;
mod faults;
mod glow;
mod holder;
mod numbers;
mod office;
mod outbox;
mod post;
mod requests;
mod translate;
mod voice;

pub use self::card::{CodeScanner, Reader};
pub use self::central::Centre;
pub use self::clock::WallClock;
pub use self::eyes::{OpenCamera, OpenSecond, Preview, SecondEye};
pub use self::glow::Glow;
pub use self::numbers::Numbers;
pub use self::office::Office;
pub use self::post::{Post, Waker};
pub use self::requests::Requests;
pub use self::voice::{Mouth, speaks};

use self::card::CardWorker;
use self::central::CentreWorker;
use self::evidence::Desk;
use self::eyes::Eyes;
use self::office::OfficeWorker;
use self::outbox::OutboxWorker;
use self::requests::RequestsWorker;
use crate::config::Hours;
use crate::session::{Effect, Event};
use std::sync::mpsc::Receiver;

/// Everything around the kiosk, real or virtual, chosen at run time.
pub struct Neighbours {
    /// The card reader.
    pub reader: Reader,
    /// Opens the camera.
    pub camera: OpenCamera,
    /// The second camera, where the house has one.
    pub second: Option<SecondEye>,
    /// The networks, or why there are none.
    pub face: Result<face::Engine, face::Error>,
    /// The verification service.
    pub centre: Centre,
    /// Journal, hand-off and staff.
    pub office: Office,
    /// The wall clock.
    pub clock: WallClock,
    /// When the house takes patients; always if absent.
    pub hours: Option<Hours>,
    /// What speaks, where the house wants it.
    pub mouth: Option<Mouth>,
}

/// The workers, as the loop around the session sees them.
pub struct Workers {
    card: CardWorker,
    eyes: Eyes,
    centre: CentreWorker,
    office: OfficeWorker,
    _requests: Option<RequestsWorker>,
    desk: Desk,
    preview: Preview,
    glow: Glow,
}

impl Workers {
    /// Starts every worker; events arrive in the returned inbox, and `waker` is called for each.
    pub fn start(neighbours: Neighbours, waker: Waker) -> (Self, Receiver<Event>) {
        let (post, inbox) = Post::new(waker);
        let (desk, preview, glow) = (Desk::default(), Preview::default(), Glow::default());
        let Neighbours { reader, camera, second, face, centre, mut office, clock, .. } = neighbours;
        let run: u32 = rand::random();
        let shown = (preview.clone(), glow.clone());
        let eyes = Eyes::start((camera, second), face, shown, desk.clone(), post.clone());
        let (requests, folder, encoding) = (office.requests.take(), office.folder.clone(), office.encoding);
        let (outbox, handing) = (office.outbox.take(), outbox::Handing::of(&office));
        let office = OfficeWorker::start(office, desk.clone(), (clock.clone(), run), post.clone());
        let requests = requests.map(|requests| {
            let client = centre.client.clone();
            RequestsWorker::start(requests, folder, encoding, client, office.books(), clock.clone())
        });
        let outbox = outbox.map(|outbox| {
            let around = outbox::Around { desk: desk.clone(), clock: clock.clone(), run, post: post.clone() };
            OutboxWorker::start(outbox, handing, office.books(), centre.client.clone(), around)
        });
        let centre = CentreWorker::start(centre, desk.clone(), clock.clone(), post.clone());
        let card = CardWorker::start(reader, (desk.clone(), eyes.clone(), outbox), clock, post);
        (Self { card, eyes, centre, office, _requests: requests, desk, preview, glow }, inbox)
    }

    /// The camera's picture for the screen.
    pub fn preview(&self) -> &Preview {
        &self.preview
    }

    /// Waits until every record so far lies in the journal.
    pub fn settle(&self) {
        self.office.settle();
    }

    /// Where the window says what it sends out.
    pub fn glow(&self) -> &Glow {
        &self.glow
    }

    /// Carries out an effect; returns whether the alarm changed.
    pub fn carry_out(&mut self, effect: Effect) -> Option<bool> {
        match effect {
            Effect::ReadCard(ticket) => self.card.ask(card::Job::Read(ticket)),
            Effect::ScanCode(ticket) => self.card.scan(ticket),
            Effect::OpenCentral(ticket) => self.centre.ask(central::Job::Open(ticket)),
            Effect::CheckCertificate(ticket) => self.centre.ask(central::Job::Certificate(ticket)),
            Effect::ReadPhoto(ticket, code) => self.card.ask(card::Job::Photo(ticket, code)),
            Effect::MatchFace(ticket) => self.eyes.compare(ticket),
            Effect::CountTries(ticket) => self.card.ask(card::Job::Tries(ticket)),
            Effect::SignWithPin(ticket, pin) => self.card.ask(card::Job::Sign(ticket, pin)),
            Effect::CheckEligibility(ticket, method) => {
                self.centre.ask(central::Job::Eligibility(ticket, method));
            }
            Effect::SignAgain(ticket) => self.card.ask(card::Job::SignAgain(ticket)),
            Effect::Enrol(ticket, method) => self.centre.ask(central::Job::Enrol(ticket, method)),
            Effect::StoreConsent(ticket, consent) => self.centre.ask(central::Job::Consent(ticket, consent)),
            Effect::HandOver(ticket, consent, form) => {
                self.office.ask(office::Job::HandOver(ticket, consent, form));
            }
            Effect::KeepFacts(ticket, code, method) => self.card.ask(card::Job::Keep(ticket, code, method)),
            Effect::CheckClerk(ticket, pin) => self.office.ask(office::Job::CheckClerk(ticket, pin)),
            Effect::Cancel(ticket) => self.eyes.cancel(ticket),
            Effect::WarmCamera => self.eyes.warm(),
            Effect::RestCamera => self.eyes.rest(),
            Effect::Record { visit, record } => self.office.ask(office::Job::Record(visit, record)),
            Effect::Alarm(on) => return Some(on),
            Effect::Forget { visit } => self.forget(visit),
        }
        None
    }

    fn forget(&mut self, visit: u32) {
        self.card.ask(card::Job::PowerDown);
        self.eyes.forget();
        self.desk.forget(visit);
    }
}
