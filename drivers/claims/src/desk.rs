//! Answers the requests of the receipt computer: `req` is read, a [`Centre`] asked, `res` written.
//!
//! A request is taken by renaming it, so that it disappears at once and only one kiosk takes it. Three hidden names
//! then tell a later run how far this one came:
//!
//! | there is | so |
//! |---|---|
//! | `req/.<request>.<writer>.<number>.taken` | the answer is not written yet: begin again |
//! | `req/.<request>.<writer>.<number>.answered` and `res/.<answer>.part` | the answer is written, not visible: publish it |
//! | `req/.<request>.<writer>.<number>.answered` alone | the answer was published: tidy up |
//!
//! The number is drawn once, when the request is taken. Every question to the centre bears an id made of it, so that
//! whoever begins again asks the same question and not a second one.

mod asking;
mod notices;
mod take;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use zeroize::Zeroizing;

use crate::job::{Fetched, Jobs};
use crate::kept::Kept;
use crate::name::{Kind, RequestName};
use crate::publish::{clear_leftovers, finish, named, part_of, write_locked};
use crate::query::{Ask, Outcome, Registration, Reply, RequestHeader, Search};
use crate::sequence::expect_time;
use crate::wire::{open, reply_to_xml};
use crate::{
    Body, Confirmation, Encoding, Error, Folder, Header, MedicalRecord, Notice, ReferenceClass,
    ResultSegment, View,
};
use asking::{ask, checked, id, registered, viewed};
pub(crate) use notices::failed;
use notices::{notice, unreadable, unwritable};
use take::{Taken, Watch};

/// Asks the central service; the caller supplies it, because one driver does not know another.
pub trait Centre {
    /// Asks about one person's insurance on a day, yyyyMMdd, under an id that a repetition of the question keeps.
    ///
    /// # Errors
    /// Why no answer came, in words for the receipt computer.
    fn check(&mut self, id: &str, search: &Search, date: &str) -> Result<Body, Notice>;

    /// Registers the institution's own number for a person; `id` as above.
    ///
    /// # Errors
    /// Why no answer came, in words for the receipt computer.
    fn register(&mut self, id: &str, registration: &Registration) -> Result<Outcome, Notice>;

    /// Looks at somebody's medical information; `id` as above. Whoever implements it keeps account of every look.
    ///
    /// # Errors
    /// Why nothing may be seen, or no answer came, in words for the receipt computer.
    fn view(&mut self, id: &str, view: &View) -> Result<MedicalRecord, Notice>;

    /// Lists who consented to what on a day, yyyyMMdd; `id` as above.
    ///
    /// # Errors
    /// Why no answer came, in words for the receipt computer.
    fn consents(&mut self, id: &str, day: &str) -> Result<Vec<Body>, Notice>;
}

/// Says how long a request may be unfinished, and how long an answer may lie.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// A file is whole when two readings so far apart say the same.
    pub settled: Duration,
    /// A file that cannot be read and has not changed for so long is refused.
    pub unreadable: Duration,
    /// Medical information lies in `res` for so long at most, and never past the end of the consent.
    pub information: Duration,
}

impl Default for Patience {
    /// 300 ms as public programs do (eligibility-interface 1.2); 10 s and an hour are our own.
    fn default() -> Self {
        Self {
            settled: Duration::from_millis(300),
            unreadable: Duration::from_secs(10),
            information: Duration::from_secs(3600),
        }
    }
}

/// Says what one turn did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// Answers published.
    pub answered: usize,
    /// Requests that wait until the receipt computer takes an earlier answer of the same name.
    pub held_up: usize,
}

/// Answers the requests in one folder.
#[derive(Debug)]
pub struct QueryDesk<C> {
    folder: Folder,
    encoding: Encoding,
    centre: C,
    writer: String,
    watch: Watch,
    jobs: Jobs,
    kept: Kept,
    told: BTreeSet<String>,
}

impl<C: Centre> QueryDesk<C> {
    /// Opens the desk. `jobs` is a folder of the kiosk's own in which bulk requests wait; it is made if missing.
    ///
    /// # Errors
    /// A folder that cannot be used.
    pub fn open(
        folder: Folder,
        encoding: Encoding,
        centre: C,
        jobs: &Path,
        patience: Patience,
    ) -> Result<Self, Error> {
        let writer = folder.sequence().writer()?;
        let (res, answered) = (folder.res(), take::answered_by_anyone(&folder.req())?);
        let is_kept = |part: &Path| answered.iter().any(|name| part_of(&res.join(name.answer())) == part);
        clear_leftovers(&res, |part, is_empty| !is_empty && !is_kept(part))?;
        let kept = Kept::open(jobs.join("kept"), patience.information)?;
        let jobs = Jobs::open(jobs)?;
        Ok(Self {
            folder,
            encoding,
            centre,
            writer,
            watch: Watch::new(patience),
            jobs,
            kept,
            told: BTreeSet::new(),
        })
    }

    /// Answers what has come, and asks the next question of a bulk request; to be called a few times a second.
    ///
    /// `now` is local time, yyyyMMddHHmmss.
    ///
    /// # Errors
    /// A share that cannot be used just now; everything stays where it is for the next turn.
    pub fn turn(&mut self, now: &str) -> Result<Turn, Error> {
        expect_time(now)?;
        self.folder.expect_mounted()?;
        let mut turn = Turn::default();
        for taken in take::left_by(&self.folder.req(), &self.writer)? {
            self.go_on(&taken, now, &mut turn)?;
        }
        for path in self.watch.settled(&self.folder.req())? {
            let number = || Ok(self.folder.sequence().take(now)?.digits());
            if let Some(taken) = take::take(&path, &self.writer, number)? {
                self.go_on(&taken, now, &mut turn)?;
            }
        }
        self.kept.clear(&self.folder.res(), now)?;
        self.jobs.step(|number, question, date| {
            ask(&mut self.centre, self.encoding, &id(&self.writer, number), question, date)
        })?;
        Ok(turn)
    }

    /// Gives whoever is asked.
    pub fn centre(&mut self) -> &mut C {
        &mut self.centre
    }

    /// Brings a taken request to its answer, from wherever it stands.
    fn go_on(&mut self, taken: &Taken, now: &str, turn: &mut Turn) -> Result<(), Error> {
        let answer = self.folder.res().join(taken.name.answer());
        let is_written = taken.is_answered && part_of(&answer).exists();
        if taken.is_answered && !is_written {
            return taken.remove();
        }
        if is_written && self.is_too_late(taken, now) {
            return self.withdraw(taken, &answer, now, turn);
        }
        if answer.exists() {
            self.hold_up(&taken.name, turn);
            return Ok(());
        }
        self.told.remove(&taken.name.answer());
        turn.answered += 1;
        match is_written {
            true => finish(&answer).and_then(|()| taken.remove()),
            false => self.work(taken, &answer, now),
        }
    }

    /// Says whether an answer holds medical information whose time is over.
    fn is_too_late(&self, taken: &Taken, now: &str) -> bool {
        taken.name.kind.information().is_some() && self.kept.is_over(&taken.name.answer(), now)
    }

    /// Takes back an answer that nobody has seen, because its time is over; its request is judged anew.
    fn withdraw(&mut self, taken: &Taken, answer: &Path, now: &str, turn: &mut Turn) -> Result<(), Error> {
        let (part, taken) = (part_of(answer), taken.mark_unanswered()?);
        fs::remove_file(&part).map_err(|error| named(&part, error))?;
        self.go_on(&taken, now, turn)
    }

    /// Answers a taken request, leaving a trace of each step.
    fn work(&mut self, taken: &Taken, answer: &Path, now: &str) -> Result<(), Error> {
        let bytes = Zeroizing::new(fs::read(&taken.path).map_err(|error| named(&taken.path, error))?);
        let reply = self.reply(taken, &bytes, now)?;
        let written = self.written(&reply, taken.name.kind, now)?;
        let ends = match &reply {
            Reply::Record(_, record) => record.available_until.as_str(),
            // A refusal shows nothing, and goes with what shows something.
            _ => "99991231235959",
        };
        if taken.name.kind.information().is_some() {
            self.kept.note(&taken.name.answer(), now, ends)?;
        }
        let lock = write_locked(&part_of(answer), &written)?;
        let taken = taken.mark_answered()?;
        finish(answer)?;
        drop(lock);
        tracing::info!(name = taken.name.answer(), "request answered");
        taken.remove()
    }

    fn hold_up(&mut self, name: &RequestName, turn: &mut Turn) {
        turn.held_up += 1;
        if self.told.insert(name.answer()) {
            tracing::warn!(name = name.answer(), "an earlier answer of this name was not taken yet");
        }
    }

    /// Works a request; every request gets a reply.
    fn reply(&mut self, taken: &Taken, bytes: &[u8], now: &str) -> Result<Reply, Error> {
        let kind = taken.name.kind;
        let (header, ask) = match open(kind, bytes) {
            Ok((header, ask)) => (self.header(&header, kind, now), ask.map(|ask| (header, ask))),
            Err(error) => (self.header(&self.nobody(), kind, now), Err(error)),
        };
        let (asked, ask) = match ask {
            Ok(asked) => asked,
            Err(error) => return Ok(refused(header, unreadable(&error))),
        };
        if asked.institution_code != self.folder.institution_code() {
            return Ok(refused(header, notice("MDG-E302", "医療機関コードがこの窓口のものではありません。")));
        }
        let date = asked.confirmation_date.as_deref().unwrap_or(&now[..8]);
        let id = id(&self.writer, &taken.number);
        Ok(match ask {
            Ask::Check(search) => match checked(&mut self.centre, self.encoding, &id, search, date) {
                Ok(body) => Reply::Check(Confirmation { header, body }),
                Err(why) => refused(header, why),
            },
            Ask::Register(registration) => match registered(&mut self.centre, &id, &registration) {
                Ok(outcome) => Reply::Registration(header, registration, outcome),
                Err(why) => refused(header, why),
            },
            Ask::View(view) => match viewed(&mut self.centre, &id, &view, now) {
                Ok(record) => Reply::Record(header, Box::new(record)),
                Err(why) => refused(header, why),
            },
            Ask::BulkCheck(_) | Ask::BulkRegister(_) | Ask::Consents(_) => {
                let reception_number = taken.number.clone();
                self.jobs.hand_in(kind, &reception_number, bytes)?;
                let received_at = reception_number.chars().take(14).collect();
                Reply::Accepted { header, reception_number, received_at }
            }
            Ask::Fetch(reception_number) => self.fetched(kind, header, reception_number),
        })
    }

    fn fetched(&mut self, kind: Kind, header: Header, reception_number: String) -> Reply {
        match self.jobs.fetch(kind, &reception_number) {
            None => refused(
                header,
                notice("MDG-E305", "受付番号が見つかりません。もう一度、一括照会を登録してください。"),
            ),
            Some((asked, Fetched::Pending)) => {
                let header = Header { result_segment: ResultSegment::Processing, ..echoed(header, asked) };
                Reply::Pending { header, reception_number }
            }
            Some((asked, Fetched::Units(units))) => {
                Reply::Units { header: echoed(header, asked), reception_number, units }
            }
            Some((asked, Fetched::Failed(why))) => refused(echoed(header, asked), why),
        }
    }

    /// Writes a reply down; one that cannot be written becomes a refusal that can.
    fn written(&self, reply: &Reply, kind: Kind, now: &str) -> Result<Zeroizing<Vec<u8>>, Error> {
        reply_to_xml(reply, kind, self.encoding).or_else(|error| {
            tracing::warn!(%error, "an answer cannot be written");
            let header = self.header(&self.nobody(), kind, now);
            reply_to_xml(&refused(header, unwritable(&error)), kind, self.encoding)
        })
    }

    fn nobody(&self) -> RequestHeader {
        let institution_code = self.folder.institution_code().to_owned();
        RequestHeader { institution_code, confirmation_date: None, file_identifier: None }
    }

    /// Makes an answer's header; a registration's has neither a day nor a way of asking.
    fn header(&self, asked: &RequestHeader, kind: Kind, now: &str) -> Header {
        let class = match kind {
            Kind::Check | Kind::BulkCheck | Kind::FetchChecks => Some(ReferenceClass::InsuredCard),
            Kind::Register | Kind::BulkRegister | Kind::FetchRegistrations | Kind::View(_) => None,
            // A consent is given with a card.
            _ => Some(ReferenceClass::MyNumberCard),
        };
        let date = asked.confirmation_date.clone().unwrap_or_else(|| now[..8].to_owned());
        Header {
            processed_at: now.to_owned(),
            confirmation_date: class.map(|_| date),
            institution_code: self.folder.institution_code().to_owned(),
            file_identifier: asked.file_identifier.clone(),
            reference_class: class,
            result_segment: ResultSegment::Normal,
            error: None,
        }
    }
}

/// A fetched answer is about the day, and under the identifier, of what was handed in.
fn echoed(header: Header, asked: RequestHeader) -> Header {
    Header {
        confirmation_date: header.confirmation_date.map(|today| asked.confirmation_date.unwrap_or(today)),
        file_identifier: asked.file_identifier.or(header.file_identifier),
        ..header
    }
}

fn refused(header: Header, why: Notice) -> Reply {
    Reply::Refused(Header { result_segment: ResultSegment::Abnormal, error: Some(why), ..header })
}
