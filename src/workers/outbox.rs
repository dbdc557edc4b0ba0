//! Whoever was here while the centre was away: kept sealed on one thread, and asked about when it is back.
//!
//! One question at a time, each with the bytes and the request id that it was kept with, so the centre works it once however
//! often the kiosk is killed. An answer goes the way of every visit's, in steps that a kill cannot make two of: the file is
//! staged under a hidden name, the outbox notes the name, the file is shown, the entry is wiped.

use super::clock::WallClock;
use super::evidence::Desk;
use super::holder::{self, Holder};
use super::numbers::Numbers;
use super::office::{Books, Office};
use super::post::{Post, thread};
use super::translate;
use crate::session::{Answer, CallNumber, Fault, Method, Ticket};
use central::wire::{Identity, OutageRequest};
use central::{Client, Error, OutageAnswer, OutageOutcome, OutageQuestion, RefusalCode};
use claims::{Encoding, Folder};
use journal::{EventKind, Fact, Facts, Kept, Outbox, Word};
use rand::Rng as _;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;
use tokio::runtime::Runtime;

/// The pause between two tries, and the longest; each failure doubles it, and chance takes up to a half.
const PAUSES: [Duration; 2] = [Duration::from_secs(1), Duration::from_secs(30)];
/// So long after a visit what was kept of it is wiped, whatever became of it: twice as long as the centre answers.
const KEPT_FOR_MS: i64 = 14 * 24 * 60 * 60 * 1000;

/// Something to be kept.
pub(super) struct Job {
    pub(super) ticket: Ticket,
    pub(super) attributes: card::Attributes,
    pub(super) method: Method,
}

/// The session's end of the outbox.
#[derive(Clone)]
pub(super) struct OutboxWorker {
    jobs: SyncSender<Job>,
}

/// Where answers go.
pub(super) struct Handing {
    folder: Folder,
    fhir: Option<PathBuf>,
    encoding: Encoding,
    numbers: Option<Numbers>,
}

impl Handing {
    /// The same places to which each visit's answer goes.
    pub(super) fn of(office: &Office) -> Self {
        let (folder, fhir, numbers) = (office.folder.clone(), office.fhir.clone(), office.numbers.clone());
        Self { folder, fhir, encoding: office.encoding, numbers }
    }

    /// Makes the FHIR Bundle of a staged file from that file, since whoever staged it may have been killed.
    fn export(&self, file: &str) -> Result<(), claims::Error> {
        if let Some(folder) = &self.fhir
            && let Some(result) = self.folder.staged(file)?
        {
            claims::fhir::deliver(folder, file, &result)?;
        }
        Ok(())
    }
}

/// What every worker has around it.
pub(super) struct Around {
    pub(super) desk: Desk,
    pub(super) clock: WallClock,
    pub(super) run: u32,
    pub(super) post: Post,
}

impl OutboxWorker {
    /// Starts the thread; what an earlier run kept is asked about at once.
    pub(super) fn start(
        outbox: Outbox,
        handing: Handing,
        books: Books,
        client: Client,
        around: Around,
    ) -> Self {
        let (jobs, inbox) = sync_channel(4);
        thread("outbox", move || {
            // The kiosk's own questions share these connections: they must go on while nothing is asked here.
            let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
            let Ok(runtime) = runtime else { return tracing::error!("no runtime for the outbox") };
            Keeper { outbox, handing, books, client, runtime, around, cursor: 0 }.serve(&inbox);
        });
        Self { jobs }
    }

    /// Hands over what is to be kept; `false` where nobody keeps it.
    pub(super) fn ask(&self, job: Job) -> bool {
        self.jobs.try_send(job).is_ok()
    }
}

struct Keeper {
    outbox: Outbox,
    handing: Handing,
    books: Books,
    client: Client,
    runtime: Runtime,
    around: Around,
    /// The place after which the next question is looked for, so that one that fails holds up no other.
    cursor: u64,
}

/// Why a question could not be brought to its end now.
#[derive(Debug, thiserror::Error)]
enum Setback {
    #[error("the centre: {0}")]
    Centre(#[from] Error),
    #[error("the hand-off: {0}")]
    HandOff(#[from] claims::Error),
    #[error("the outbox: {0}")]
    Outbox(#[from] journal::Error),
    #[error("the journal cannot be written")]
    Journal,
}

impl Keeper {
    fn serve(mut self, inbox: &Receiver<Job>) {
        if let Err(error) = self.clear_staged() {
            tracing::error!(%error, "what an earlier run left");
        }
        let mut pause = Duration::ZERO; // What an earlier run kept is asked about at once.
        loop {
            match self.wait(inbox, pause) {
                Ok(job) => self.carry_out(job),
                Err(RecvTimeoutError::Timeout) => match self.ask_next() {
                    Ok(()) => pause = PAUSES[0],
                    Err(error) => {
                        tracing::info!(%error, "whoever waits for the line waits on");
                        pause = (pause * 2).clamp(PAUSES[0], PAUSES[1]);
                    }
                },
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
    }

    /// Waits for somebody to be kept; where somebody already waits, no longer than the pause.
    fn wait(&self, inbox: &Receiver<Job>, pause: Duration) -> Result<Job, RecvTimeoutError> {
        match self.outbox.standing() {
            Ok(standing) if standing.waiting + standing.left == 0 => {
                inbox.recv().map_err(|_| RecvTimeoutError::Disconnected)
            }
            _ => inbox.recv_timeout(pause.mul_f64(rand::thread_rng().gen_range(0.5..1.0))),
        }
    }

    fn carry_out(&mut self, Job { ticket, attributes, method }: Job) {
        let kept = self.keep(ticket, &attributes, method);
        self.around.post.answer(ticket, Answer::FactsKept(kept));
    }

    /// Keeps what the card says, and draws the number by which the patient is called.
    fn keep(
        &mut self,
        ticket: Ticket,
        said: &card::Attributes,
        method: Method,
    ) -> Result<Option<CallNumber>, Fault> {
        // Whoever has left meanwhile has been told another thing.
        drop(self.around.desk.of(ticket.visit).ok_or(Fault::CardTakenEarly)?);
        let sex = holder::sex(said.sex);
        let chance: u64 = rand::thread_rng().r#gen();
        let request = OutageRequest {
            request_id: format!("{:08x}-{}-{chance:016x}", self.around.run, ticket.visit),
            medical_institution_code: self.handing.folder.institution_code().to_owned(),
            visited_at: self.around.clock.unix(),
            identity: identity(method),
            name: said.name.reveal().to_owned(),
            kana: None,
            sex,
            birthdate: said.birth_date.reveal().to_owned(),
            address: said.address.reveal().to_owned(),
        };
        let facts = Facts {
            name: Fact::new(&request.name),
            sex: Fact::new(sex.code()),
            birth_date: Fact::new(&request.birthdate),
            address: Fact::new(&request.address),
        };
        let question = OutageQuestion::write(&request);
        let question = Fact::new(&String::from_utf8_lossy(question.bytes()));
        let call = self.handing.numbers.as_ref().and_then(|numbers| numbers.draw(&self.around.clock.stamp()));
        let put = self.put(&request.request_id, (&facts, &question), call);
        put.map(|()| call).map_err(|error| {
            tracing::error!(%error, "nothing can be kept");
            Fault::JournalLost
        })
    }

    fn put(
        &mut self,
        id: &str,
        asked: (&Facts, &Fact),
        call: Option<CallNumber>,
    ) -> Result<(), journal::Error> {
        let call = call.map(|call| Word::new(&call.to_string())).transpose()?;
        self.outbox.put(&Word::new(id)?, self.around.clock.unix_ms(), asked, call.as_ref())
    }

    /// Brings the next question that is not left to the desk one step further, and wipes what is too old.
    fn ask_next(&mut self) -> Result<(), Setback> {
        let Some(kept) = self.next()? else { return Ok(()) };
        self.cursor = kept.place;
        if self.around.clock.unix_ms() - kept.at_unix_ms > KEPT_FOR_MS {
            self.note(&kept, EventKind::Wiped)?;
            return Ok(self.outbox.done(&kept.request_id)?);
        }
        match (&kept.verdict, &kept.staged) {
            (Some(_), _) => Ok(()),
            (None, Some(file)) => self.show(&kept, file),
            (None, None) => self.ask(&kept),
        }
    }

    /// The next place that can be read; begins again after the last.
    fn next(&mut self) -> Result<Option<Kept>, journal::Error> {
        let found = match self.outbox.take(self.cursor) {
            Ok(None) if self.cursor > 0 => self.outbox.take(0),
            found => found,
        };
        if let Err(journal::Error::Tampered { place }) = &found {
            self.cursor = *place;
        }
        found
    }

    fn ask(&mut self, kept: &Kept) -> Result<(), Setback> {
        let Ok(question) = OutageQuestion::read(kept.question.reveal().as_bytes()) else {
            return self.leave(kept, "unreadable");
        };
        self.runtime.block_on(self.client.probe())?;
        self.note(kept, EventKind::AskedAgain)?;
        match self.runtime.block_on(self.client.ask_after_outage(&question)) {
            Ok(answer) => self.answered(kept, &answer),
            Err(Error::Refused { code: RefusalCode::KioskNotRegistered }) => {
                Err(Error::ClientCertificateRefused.into())
            }
            Err(Error::Refused { code: RefusalCode::VisitOutOfTime }) => self.leave(kept, "too-late"),
            Err(Error::Refused { code }) => self.leave(kept, code.as_str()),
            Err(error) => Err(error.into()),
        }
    }

    fn answered(&mut self, kept: &Kept, answer: &OutageAnswer) -> Result<(), Setback> {
        match answer.outcome {
            OutageOutcome::Found if self.is_another(kept, answer) => self.leave(kept, "record-of-another"),
            OutageOutcome::Found => self.hand_over(kept, answer),
            OutageOutcome::NotFound => {
                self.note(kept, EventKind::NotFound)?;
                self.leave(kept, "not-found")
            }
            OutageOutcome::Several => {
                self.note(kept, EventKind::Several)?;
                self.leave(kept, "several")
            }
        }
    }

    fn is_another(&self, kept: &Kept, answer: &OutageAnswer) -> bool {
        let holder = Holder::kept(kept.facts.birth_date.reveal(), kept.facts.sex.reveal());
        !holder.conflicts(&answer.insurance.results).is_empty()
    }

    fn hand_over(&mut self, kept: &Kept, answer: &OutageAnswer) -> Result<(), Setback> {
        let (now, call) = (self.around.clock.stamp(), kept.call.as_ref().map(Word::as_str));
        let result =
            translate::outage_result(answer, self.handing.folder.institution_code(), call, now.clone());
        let parcel = match self.handing.folder.prepare(&result, self.handing.encoding, &now) {
            Err(claims::Error::Unrepresentable { .. }) => return self.leave(kept, "character"),
            parcel => parcel?,
        };
        let file = parcel.name().to_owned();
        // Before the outbox notes the file: from then on nobody asks again, and the journal would never tell of the answer.
        self.note(kept, EventKind::Found)?;
        self.handing.folder.stage(&parcel)?;
        self.outbox.stage(&kept.request_id, &file)?;
        self.show(kept, &file)
    }

    fn show(&mut self, kept: &Kept, file: &str) -> Result<(), Setback> {
        if let Err(error) = self.handing.export(file) {
            tracing::error!(%error, "the FHIR export");
        }
        let is_first = self.handing.folder.show(file)?;
        tracing::info!(file, is_first, "result handed to the receipt computer, after an outage");
        self.note(kept, EventKind::HandedOff)?;
        Ok(self.outbox.done(&kept.request_id)?)
    }

    /// Leaves somebody to the desk, for a reason.
    fn leave(&mut self, kept: &Kept, reason: &str) -> Result<(), Setback> {
        let reason = Word::new(reason)?;
        self.note(kept, EventKind::LeftToDesk { reason: reason.clone() })?;
        Ok(self.outbox.leave(&kept.request_id, &reason)?)
    }

    /// Writes into the journal under the visit that it was; on return it is on the disk.
    fn note(&self, kept: &Kept, event: EventKind) -> Result<(), Setback> {
        let visit = kept.request_id.as_str().rsplit_once('-').map_or("", |(visit, _)| visit);
        if self.books.append(visit, event) { Ok(()) } else { Err(Setback::Journal) }
    }

    /// Removes what a killed run staged and never noted.
    fn clear_staged(&mut self) -> Result<(), Setback> {
        let (mut known, mut after) = (BTreeSet::new(), 0);
        while let Some(kept) = self.outbox.take(after)? {
            after = kept.place;
            known.extend(kept.staged);
        }
        Ok(self.handing.folder.clear_staged(|name| known.contains(name))?)
    }
}

fn identity(method: Method) -> Identity {
    match method {
        Method::Face => Identity::Face,
        Method::Pin => Identity::Pin,
        Method::Clerk => Identity::Clerk,
    }
}

#[cfg(test)]
mod tests;
