//! The office: journal, hand-off and the clerk's PIN, one thing after the other on one thread.

use super::clock::WallClock;
use super::evidence::Desk;
use super::numbers::Numbers;
use super::post::{Post, thread};
use super::requests::Requests;
use super::{faults, translate};
use crate::config::Staff;
use crate::session::{
    Answer, CallNumber, CardKind, Consent, Digits, Event, Fault, Method, Outcome, OverrideReason, Period,
    PrescriptionForm, Record, Ticket, Validity,
};
use claims::{Confirmation, Encoding, Folder, Undelivered};
use journal::{Detail, Entry, EventKind, Journal, Outbox, Word};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

/// The pauses before a delivery is tried again; all of it ends before the visit's patience does.
const PAUSES: [Duration; 3] =
    [Duration::from_millis(200), Duration::from_millis(600), Duration::from_millis(1800)];
/// How often the receipt computer's folder is looked through for what nobody took.
const ROUND: Duration = Duration::from_secs(30);

/// What lies in the office, as the kiosk was given it.
pub struct Office {
    /// The record of every visit.
    pub journal: Journal,
    /// The receipt computer's folder.
    pub folder: Folder,
    /// The encoding that the receipt computer reads.
    pub encoding: Encoding,
    /// Where each visit's FHIR Bundle goes too, if anywhere.
    pub fhir: Option<PathBuf>,
    /// How the receipt computer's requests are answered; without it none is.
    pub requests: Option<Requests>,
    /// Where it is kept, sealed, who was here while the centre was away; without it the desk writes it down.
    pub outbox: Option<Outbox>,
    /// The numbers by which patients are called; without them staff call names.
    pub numbers: Option<Numbers>,
    /// Whether patients are asked how they want a prescription, since the receipt computer takes the answer.
    pub asks_prescription: bool,
    /// Who may decide in place of the machine.
    pub staff: Staff,
}

pub(super) enum Job {
    Record(u32, Record),
    HandOver(Ticket, Consent, Option<PrescriptionForm>),
    CheckClerk(Ticket, Digits),
    Look(Look, SyncSender<bool>),
    /// An entry of a visit of any run, and where to say whether it is on the disk.
    Append(String, EventKind, SyncSender<bool>),
    /// Says when everything asked before it is done.
    Settle(SyncSender<()>),
    Close,
}

/// Is somebody's look at a patient's medical information, shown or refused.
pub(super) struct Look {
    /// The institution's name for who looked.
    pub(super) viewer: Word,
    /// The kind, as its files are named.
    pub(super) kind: &'static str,
    /// `shown`, or the code of the refusal.
    pub(super) outcome: String,
    /// The id under which the centre was asked, and keeps its own account.
    pub(super) request: String,
}

/// Where is written down what happens outside the visit on the screen; `true` once it is on the disk.
pub(super) struct Books(SyncSender<Job>);

impl Books {
    /// Writes a look into the journal; where it could not be, nothing may be shown.
    pub(super) fn record(&self, look: Look) -> bool {
        self.ask(|said| Job::Look(look, said))
    }

    /// Writes an entry of a visit that may be of an earlier run.
    pub(super) fn append(&self, visit: &str, event: EventKind) -> bool {
        self.ask(|said| Job::Append(visit.to_owned(), event, said))
    }

    fn ask(&self, job: impl FnOnce(SyncSender<bool>) -> Job) -> bool {
        let (said, heard) = sync_channel(1);
        self.0.send(job(said)).is_ok() && heard.recv() == Ok(true)
    }
}

/// The session's end of the office.
pub(super) struct OfficeWorker {
    jobs: SyncSender<Job>,
}

impl OfficeWorker {
    /// Starts the thread; `run` tells this run's visits from those of other runs.
    pub(super) fn start(office: Office, desk: Desk, (clock, run): (WallClock, u32), post: Post) -> Self {
        let (jobs, inbox) = sync_channel(64);
        let mut clerkship = Clerkship { office, desk, clock, post, run, clerk: None, waiting: 0 };
        thread("office", move || clerkship.serve(&inbox));
        Self { jobs }
    }

    /// Where is written down what happens outside the visit on the screen.
    pub(super) fn books(&self) -> Books {
        Books(self.jobs.clone())
    }

    /// Waits until everything asked so far is done; an office that is closed has nothing left to do.
    pub(super) fn settle(&self) {
        let (done, heard) = sync_channel(1);
        self.ask(Job::Settle(done));
        let _ = heard.recv();
    }

    /// Hands a job over and waits if the office is behind: no record is ever dropped.
    pub(super) fn ask(&self, job: Job) {
        if self.jobs.send(job).is_err() {
            tracing::error!("the office is closed");
        }
    }
}

impl Drop for OfficeWorker {
    fn drop(&mut self) {
        self.ask(Job::Close);
    }
}

/// An entry's kind and its details.
type Told = (EventKind, Vec<(&'static str, Detail)>);

struct Clerkship {
    office: Office,
    desk: Desk,
    clock: WallClock,
    post: Post,
    /// Tells this run's visits from those of other runs.
    run: u32,
    /// Who decided, and in which visit.
    clerk: Option<(u32, String)>,
    /// How many results the receipt computer had not taken when last looked.
    waiting: usize,
}

impl Clerkship {
    fn serve(&mut self, inbox: &Receiver<Job>) {
        self.append(0, EventKind::KioskStarted, Vec::new());
        loop {
            match inbox.recv_timeout(ROUND) {
                Ok(Job::Close) | Err(RecvTimeoutError::Disconnected) => break,
                Ok(job) => self.carry_out(job),
                Err(RecvTimeoutError::Timeout) => self.count_waiting(),
            }
        }
        self.append(0, EventKind::KioskStopped, Vec::new());
    }

    fn carry_out(&mut self, job: Job) {
        match job {
            Job::Record(visit, record) => self.record(visit, record),
            Job::HandOver(ticket, consent, form) => {
                let answer = Answer::HandedOver(self.hand_over(ticket.visit, consent, form));
                self.post.answer(ticket, answer);
            }
            Job::Append(visit, event, said) => {
                let is_written = self.write(visit, event, Vec::new());
                // Whoever asked may have ended meanwhile; the entry stands.
                let _ = said.send(is_written);
            }
            Job::CheckClerk(ticket, pin) => {
                let is_right = self.check_clerk(ticket.visit, &pin);
                self.post.answer(ticket, Answer::ClerkChecked(is_right));
            }
            Job::Look(look, said) => {
                let is_written = self.look(look);
                // Whoever asked is gone only when the kiosk ends.
                let _ = said.send(is_written);
            }
            Job::Settle(done) => {
                // Whoever waited may have ended meanwhile.
                let _ = done.send(());
            }
            Job::Close => {}
        }
    }

    /// Says in the log when results lie in the folder that nobody took, and when they are gone.
    fn count_waiting(&mut self) {
        let waiting = match self.office.folder.waiting() {
            Ok(waiting) => waiting,
            Err(error) => return tracing::error!(%error, "the hand-off"),
        };
        let (before, now) = (std::mem::replace(&mut self.waiting, waiting.len()), waiting.len());
        match waiting.iter().map(|file| file.since.as_str()).min() {
            Some(since) if now != before => tracing::warn!(since, "未連携 {now}件"),
            None if before > 0 => tracing::info!("未連携 0件"),
            _ => {}
        }
    }

    /// Appends an entry of this run; `false`, and the kiosk is told, where the journal cannot be written.
    fn append(&mut self, visit: u32, event: EventKind, detail: Vec<(&'static str, Detail)>) -> bool {
        self.write(format!("{:08x}-{visit}", self.run), event, detail)
    }

    fn write(&mut self, visit: String, event: EventKind, detail: Vec<(&'static str, Detail)>) -> bool {
        let at_unix_ms = self.clock.unix_ms();
        let written = self.office.journal.append(&Entry { at_unix_ms, visit, event, detail });
        if let Err(error) = &written {
            tracing::error!(%error, "the journal cannot be written");
            self.post.send(Event::JournalLost);
        }
        written.is_ok()
    }

    /// Writes down a look, which belongs to no visit.
    fn look(&mut self, look: Look) -> bool {
        let Look { viewer, kind, outcome, request } = look;
        let told = || {
            let event = EventKind::InformationViewed { viewer, kind: Word::new(kind)? };
            Ok((event, vec![("outcome", Detail::word(&outcome)?), ("request", Detail::word(&request)?)]))
        };
        match told() {
            Ok((event, detail)) => self.append(0, event, detail),
            Err(error) => {
                let error: journal::Error = error;
                tracing::error!(%error, "a look does not fit the journal");
                false
            }
        }
    }

    fn record(&mut self, visit: u32, record: Record) {
        match self.entry(visit, record) {
            Ok((event, detail)) => {
                self.append(visit, event, detail);
            }
            Err(error) => {
                tracing::error!(%error, "a record does not fit the journal");
                self.post.send(Event::JournalLost);
            }
        }
    }

    fn entry(&self, visit: u32, record: Record) -> Result<Told, journal::Error> {
        let plain = |event| Ok((event, Vec::new()));
        match record {
            Record::Started => plain(EventKind::VisitStarted),
            Record::CardRead { kind, period } => Ok((
                EventKind::CardRead,
                vec![
                    ("kind", Detail::word(kind_word(kind))?),
                    ("period", Detail::word(period_word(period))?),
                ],
            )),
            Record::Proven(method) => plain(EventKind::IdentityProven { method: method_code(method) }),
            Record::Overridden(reason) => {
                let clerk = self.clerk.as_ref().filter(|(decided, _)| *decided == visit);
                let clerk = clerk.map_or("unknown", |(_, name)| name.as_str());
                plain(EventKind::ClerkOverride {
                    clerk: Word::new(clerk)?,
                    reason: Word::new(reason_word(reason))?,
                })
            }
            Record::Consented(consent) => Ok((EventKind::ConsentRecorded, consent_detail(consent))),
            Record::Answered(validity) => {
                let code = Detail::Number(validity_code(validity));
                Ok((EventKind::EligibilityAnswered, vec![("validity", code)]))
            }
            Record::EnrolmentAnswered { agreed } => {
                let agreed = Detail::Number(i64::from(agreed));
                Ok((EventKind::EnrolmentAnswered, vec![("agreed", agreed)]))
            }
            Record::Enrolled { already } => {
                let already = Detail::Number(i64::from(already));
                Ok((EventKind::CardEnrolled, vec![("already", already)]))
            }
            Record::KeepingAnswered { agreed } => {
                let agreed = Detail::Number(i64::from(agreed));
                Ok((EventKind::KeepingAnswered, vec![("agreed", agreed)]))
            }
            Record::FactsKept(call) => Ok((EventKind::Kept, call_detail(call)?)),
            Record::HandedOver(call) => Ok((EventKind::HandedOff, call_detail(call)?)),
            Record::Faulted(fault) => plain(EventKind::FaultShown { code: Word::new(fault.code())? }),
            Record::Ended(outcome) => plain(EventKind::VisitEnded { outcome: outcome_code(outcome) }),
        }
    }

    fn hand_over(
        &self,
        visit: u32,
        consent: Consent,
        form: Option<PrescriptionForm>,
    ) -> Result<Option<CallNumber>, Fault> {
        let now = self.clock.stamp();
        let call = self.office.numbers.as_ref().and_then(|numbers| numbers.draw(&now));
        let result = {
            let evidence = self.desk.of(visit).ok_or(Fault::HandOverFailed)?;
            let answer = evidence.eligibility.as_ref().ok_or(Fault::HandOverFailed)?;
            let receipt = evidence.consent.as_ref().filter(|_| consent.is_any());
            translate::face_result(answer, receipt, (form, call), now.clone())
        };
        self.deliver(&result, &now).map_err(|error| faults::claims(&error))?;
        Ok(call)
    }

    /// Puts a result into the folder, and again where the share was only away for a moment.
    fn deliver(&self, result: &Confirmation, now: &str) -> Result<(), claims::Error> {
        let mut parcel = self.office.folder.prepare(result, self.office.encoding, now)?;
        for finding in parcel.findings() {
            tracing::warn!(%finding, name = parcel.name(), "to be looked at");
        }
        // Beside the folder and not in its place: a visit never fails for it.
        if let Some(folder) = &self.office.fhir
            && let Err(error) = claims::fhir::deliver(folder, parcel.name(), result)
        {
            tracing::error!(%error, "the FHIR export");
        }
        let mut pauses = PAUSES.iter();
        loop {
            match self.office.folder.deliver(parcel).map_err(|undelivered| *undelivered) {
                Ok(_) => return Ok(()),
                Err(Undelivered { parcel: back, error }) => match pauses.next() {
                    Some(pause) if error.is_worth_a_retry() => {
                        tracing::warn!(%error, "the hand-off is tried again");
                        std::thread::sleep(*pause);
                        parcel = back;
                    }
                    _ => return Err(error),
                },
            }
        }
    }

    fn check_clerk(&mut self, visit: u32, pin: &Digits) -> bool {
        let Some(clerk) = self.office.staff.who(pin.reveal()) else { return false };
        match self.desk.of(visit) {
            Some(mut evidence) => {
                (evidence.clerk, evidence.stated_at) = (Some(clerk.clone()), None);
                self.clerk = Some((visit, clerk));
                true
            }
            None => false,
        }
    }
}

fn kind_word(kind: CardKind) -> &'static str {
    match kind {
        CardKind::MyNumber => "my-number",
        CardKind::Juki => "juki",
        CardKind::Phone => "phone",
        CardKind::Unsupported => "unsupported",
        CardKind::Other => "other",
    }
}

fn period_word(period: Period) -> &'static str {
    match period {
        Period::Valid => "valid",
        Period::ExpiresSoon { .. } => "expires-soon",
        Period::Grace => "grace",
        Period::Dead => "dead",
    }
}

fn reason_word(reason: OverrideReason) -> &'static str {
    match reason {
        OverrideReason::FaceNotMatched => "face-not-matched",
        OverrideReason::PinUnusable => "pin-unusable",
        OverrideReason::Accessibility => "accessibility",
        OverrideReason::Equipment => "equipment",
    }
}

fn method_code(method: Method) -> journal::Method {
    match method {
        Method::Face => journal::Method::Face,
        Method::Pin => journal::Method::Pin,
        Method::Clerk => journal::Method::Clerk,
    }
}

fn outcome_code(outcome: Outcome) -> journal::Outcome {
    match outcome {
        Outcome::Done => journal::Outcome::Completed,
        Outcome::Kept => journal::Outcome::Kept,
        Outcome::Faulted => journal::Outcome::Failed,
        Outcome::Abandoned => journal::Outcome::TimedOut,
    }
}

fn validity_code(validity: Validity) -> i64 {
    match validity {
        Validity::Valid => 1,
        Validity::Lost => 2,
        Validity::Replaced => 3,
        Validity::None => 4,
        Validity::Several => 5,
    }
}

fn call_detail(call: Option<CallNumber>) -> Result<Vec<(&'static str, Detail)>, journal::Error> {
    call.map(|call| Ok(("call", Detail::word(&call.to_string())?))).into_iter().collect()
}

fn consent_detail(consent: Consent) -> Vec<(&'static str, Detail)> {
    let flag = |given: bool| Detail::Number(i64::from(given));
    vec![
        ("checkups", flag(consent.checkups)),
        ("medicines", flag(consent.medicines)),
        ("treatments", flag(consent.treatments)),
        ("operations", flag(consent.operations)),
    ]
}
