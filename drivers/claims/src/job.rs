//! Bulk requests between handing in and fetching: worked one question a turn, on the kiosk's own disk until fetched.
//!
//! Only the request is kept. After a restart its people are asked about again under the ids of the first time, so the centre
//! repeats what it said.

use std::collections::BTreeMap;
use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::desk::failed;
use crate::name::Kind;
use crate::publish::{entries, named, publish};
use crate::query::{Ask, Outcome, Question, RequestHeader, Unit};
use crate::wire::open;
use crate::{Body, Error, Notice, ResultStatus};

/// How often the centre is asked about one person before the answer is that it did not answer.
const ATTEMPTS: u8 = 3;
/// How many bulk requests are remembered; the oldest give way.
const REMEMBERED: usize = 100;

/// The bulk requests under way, by their 受付番号.
#[derive(Debug)]
pub(crate) struct Jobs {
    folder: PathBuf,
    jobs: BTreeMap<String, Job>,
}

#[derive(Debug)]
struct Job {
    kind: Kind,
    header: RequestHeader,
    questions: Vec<Question>,
    /// How many of the questions are answered.
    done: usize,
    attempts: u8,
    units: Vec<Unit>,
    /// Why there is no answer, where it could not be told person by person.
    failure: Option<Notice>,
    is_fetched: bool,
    /// The day on which it came, yyyyMMdd.
    day: String,
}

/// Is how far a bulk request has come.
pub(crate) enum Fetched {
    /// Some of its questions are still to be asked.
    Pending,
    /// The answers.
    Units(Vec<Unit>),
    /// It has no answer.
    Failed(Notice),
}

impl Jobs {
    /// Opens the folder and takes up what an earlier run left.
    pub(crate) fn open(folder: &Path) -> Result<Self, Error> {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)
            .map_err(|error| named(folder, error))?;
        let mut jobs = Self { folder: folder.to_owned(), jobs: BTreeMap::new() };
        for path in entries(folder)? {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if let Some((kind, number)) = kind_and_number(name) {
                let bytes = Zeroizing::new(fs::read(&path).map_err(|error| named(&path, error))?);
                jobs.begin(kind, number, &bytes);
            }
        }
        Ok(jobs)
    }

    /// Keeps a request under its number; one that is there goes on where it stands.
    pub(crate) fn hand_in(&mut self, kind: Kind, number: &str, bytes: &[u8]) -> Result<(), Error> {
        if !self.jobs.contains_key(number) {
            publish(&self.path(kind, number), bytes)?;
            self.begin(kind, number, bytes);
        }
        Ok(())
    }

    /// Answers one question of one job with `ask`, which is told a number for this question alone, and tidies up.
    pub(crate) fn step(
        &mut self,
        ask: impl FnOnce(&str, &Question, &str) -> Result<Vec<Unit>, Notice>,
    ) -> Result<(), Error> {
        self.tidy()?;
        if let Some((number, job)) = self.jobs.iter_mut().find(|(_, job)| !job.is_done()) {
            job.step(number, ask);
        }
        Ok(())
    }

    /// Gives a job's header, and how far it has come.
    pub(crate) fn fetch(&mut self, kind: Kind, number: &str) -> Option<(RequestHeader, Fetched)> {
        let job = self.jobs.get_mut(number).filter(|job| kind.handed_in() == Some(job.kind))?;
        job.is_fetched = job.is_done();
        let fetched = match (&job.failure, job.is_fetched) {
            (Some(why), _) => Fetched::Failed(why.clone()),
            (None, true) => Fetched::Units(job.units.clone()),
            (None, false) => Fetched::Pending,
        };
        Some((job.header.clone(), fetched))
    }

    /// Removes what was fetched from the disk, and what is too old from memory too.
    fn tidy(&mut self) -> Result<(), Error> {
        while self.jobs.len() > REMEMBERED
            && let Some((number, job)) = self.jobs.pop_first()
        {
            self.remove(job.kind, &number)?;
        }
        let mut fetched = self.jobs.iter().filter(|(_, job)| job.is_fetched);
        fetched.try_for_each(|(number, job)| self.remove(job.kind, number))
    }

    fn remove(&self, kind: Kind, number: &str) -> Result<(), Error> {
        let path = self.path(kind, number);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(named(&path, error)),
            _ => Ok(()),
        }
    }

    fn begin(&mut self, kind: Kind, number: &str, bytes: &[u8]) {
        let Ok((header, Ok(ask))) = open(kind, bytes) else { return };
        let questions = match ask {
            Ask::BulkCheck(searches) => searches.into_iter().map(Question::Check).collect(),
            Ask::BulkRegister(registrations) => registrations.into_iter().map(Question::Register).collect(),
            Ask::Consents(period) => {
                period.days().unwrap_or_default().into_iter().map(Question::Consents).collect()
            }
            Ask::Check(_) | Ask::Register(_) | Ask::Fetch(_) | Ask::View(_) => return,
        };
        let day = number.chars().take(8).collect();
        let (units, failure) = (Vec::new(), None);
        let job =
            Job { kind, header, questions, done: 0, attempts: 0, units, failure, is_fetched: false, day };
        self.jobs.insert(number.to_owned(), job);
    }

    fn path(&self, kind: Kind, number: &str) -> PathBuf {
        self.folder.join(format!("{}-{number}.xml", kind.stem()))
    }
}

impl Job {
    fn is_done(&self) -> bool {
        self.failure.is_some() || self.done == self.questions.len()
    }

    fn step(&mut self, number: &str, ask: impl FnOnce(&str, &Question, &str) -> Result<Vec<Unit>, Notice>) {
        let Some(question) = self.questions.get(self.done) else { return };
        let date = self.header.confirmation_date.as_deref().unwrap_or(&self.day);
        self.attempts += 1;
        match ask(&format!("{number}-{}", self.done), question, date) {
            Ok(units) => self.units.extend(units),
            Err(_) if self.attempts < ATTEMPTS => return,
            Err(why) => match question.unanswered(why) {
                Ok(unit) => self.units.push(unit),
                Err(why) => self.failure = Some(why),
            },
        }
        self.done += 1;
        self.attempts = 0;
    }
}

impl Question {
    /// Makes the part of the person about whom there is no answer; a list without one of its days is none.
    fn unanswered(&self, why: Notice) -> Result<Unit, Notice> {
        match self {
            Self::Check(search) => Ok(Unit::Check(Body { search: Some(search.clone()), ..failed(why) })),
            Self::Register(registration) => {
                let outcome = Outcome { status: ResultStatus::Error, notice: Some(why) };
                Ok(Unit::Registration(registration.clone(), outcome))
            }
            Self::Consents(_) => Err(why),
        }
    }
}

fn kind_and_number(name: &str) -> Option<(Kind, &str)> {
    let (stem, number) = name.strip_suffix(".xml")?.split_once('-')?;
    let kind = Kind::ALL.into_iter().find(|kind| kind.stem() == stem)?;
    let is_number = number.len() >= 8 && number.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then_some((kind, number))
}
