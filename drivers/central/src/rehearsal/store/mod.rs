//! Where the records live: one SQLite file, or a PostgreSQL that several nodes share; both behind one trait.
//!
//! Questions are SQL that both databases read, in transactions that may be worked again: after a conflict with
//! another node, or after the connection was lost. That is safe because every question is kept under its request id.
//! Databases block, so each connection has a thread, and questions reach it over a queue.

mod gauges;
mod postgres;
mod sqlite;
mod value;

pub(super) use gauges::Gauges;
pub(super) use value::{Row, Value, values};

use self::gauges::Counts;
use self::postgres::Postgres;
use self::sqlite::Sqlite;
use crate::wire::RefusalCode;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;
use tokio::sync::oneshot;

/// How many questions may wait; one more is told to come again instead of waiting longer than its kiosk does.
const WAITING: usize = 1024;
/// How many connections a node keeps to PostgreSQL.
const CONNECTIONS: usize = 8;
/// How often a question is worked before it fails.
const TRIES: u32 = 4;
/// The pause before a lost connection is opened again, times the number of tries.
const PAUSE: Duration = Duration::from_millis(50);

/// Says where the service keeps its records.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// One SQLite file; created where absent.
    File(PathBuf),
    /// A PostgreSQL database, `postgres://user@host/database`.
    Postgres(String),
}

impl From<PathBuf> for Database {
    fn from(path: PathBuf) -> Self {
        Self::File(path)
    }
}

/// Says why the records gave no answer; quotes nothing that they hold.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refuses the question.
    #[error("{0}")]
    Database(String),
    /// Another question came first and this one must be worked again.
    #[error("another question came first, again and again")]
    Conflict,
    /// Too many questions wait already.
    #[error("too many questions wait already")]
    Overloaded,
    /// The database cannot be reached.
    #[error("the database cannot be reached")]
    Lost,
    /// The database holds another kind of value than its schema says.
    #[error("expected {0} in the records")]
    Form(&'static str),
}

impl StoreError {
    /// Says whether the whole transaction is to be worked again.
    fn is_passing(&self) -> bool {
        matches!(self, Self::Conflict | Self::Lost)
    }

    /// Says what a kiosk is told.
    pub(super) fn code(&self) -> RefusalCode {
        match self {
            Self::Overloaded => RefusalCode::Overloaded,
            Self::Conflict | Self::Lost => RefusalCode::RecordsAway,
            Self::Database(_) | Self::Form(_) => RefusalCode::Internal,
        }
    }

    /// Says the same once more, to another question of the same transaction.
    fn again(&self) -> Self {
        match self {
            Self::Database(what) => Self::Database(what.clone()),
            Self::Form(what) => Self::Form(what),
            Self::Conflict => Self::Conflict,
            Self::Overloaded => Self::Overloaded,
            Self::Lost => Self::Lost,
        }
    }
}

/// Puts questions to the records within one transaction. Parameters are written `?1`, `?2`.
pub(super) trait Records {
    /// Changes rows and returns how many.
    fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<u64, StoreError>;
    /// Returns the rows.
    fn query(&self, sql: &str, values: &[Value<'_>]) -> Result<Vec<Row>, StoreError>;
    /// Returns the first row.
    fn first(&self, sql: &str, values: &[Value<'_>]) -> Result<Option<Row>, StoreError> {
        self.query(sql, values).map(|rows| rows.into_iter().next())
    }
}

/// Is one connection, used by one thread.
trait Connection: Records {
    /// How many questions may share a transaction.
    const BATCH: usize;
    fn begin(&mut self) -> Result<(), StoreError>;
    fn commit(&mut self) -> Result<(), StoreError>;
    fn rollback(&mut self) -> Result<(), StoreError>;
    /// Works one question of the transaction so that its failure undoes nothing of the others.
    fn attempt(
        &mut self,
        work: &mut dyn FnMut(&dyn Records) -> Result<(), StoreError>,
    ) -> Result<(), StoreError>;
}

/// Is one question on its way.
trait Job: Send {
    fn work(&mut self, records: &dyn Records) -> Result<(), StoreError>;
    fn finish(self: Box<Self>, how: Result<(), StoreError>);
}

struct Question<W, T, H> {
    work: W,
    answer: Option<T>,
    hear: H,
}

impl<T, W, H> Job for Question<W, T, H>
where
    T: Send,
    W: FnMut(&dyn Records) -> Result<T, StoreError> + Send,
    H: FnOnce(Result<T, StoreError>) + Send,
{
    fn work(&mut self, records: &dyn Records) -> Result<(), StoreError> {
        self.answer = Some((self.work)(records)?);
        Ok(())
    }

    fn finish(self: Box<Self>, how: Result<(), StoreError>) {
        let Self { answer, hear, .. } = *self;
        hear(how.and_then(|()| answer.ok_or(StoreError::Lost)));
    }
}

/// Takes questions for the records; dropping it ends its threads.
pub(super) struct Store {
    queue: SyncSender<Box<dyn Job>>,
    counts: Arc<Counts>,
}

impl Store {
    /// Opens the records and brings them up to date; blocks.
    pub(super) fn open(database: &Database) -> Result<Self, StoreError> {
        let (sender, receiver) = sync_channel(WAITING);
        let queue = Arc::new(Mutex::new(receiver));
        let counts = Arc::new(Counts::default());
        match database.clone() {
            Database::File(path) => {
                let open = move || Sqlite::open(&path);
                spawn(open()?, open, queue, &counts);
            }
            Database::Postgres(url) => {
                Postgres::open(&url)?.migrate()?;
                for _ in 0..CONNECTIONS {
                    let url = url.clone();
                    let open = move || Postgres::open(&url);
                    spawn(open()?, open, Arc::clone(&queue), &counts);
                }
            }
        }
        Ok(Self { queue: sender, counts })
    }

    /// Works a question in a transaction and answers once it is committed; `work` may be called more than once.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnMut(&dyn Records) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (asker, answer) = oneshot::channel();
        // Nobody listens where the kiosk has hung up; the answer is on record all the same.
        self.ask(work, |answer| drop(asker.send(answer)));
        answer.await.unwrap_or(Err(StoreError::Lost))
    }

    /// Says how the connections fare.
    pub(super) fn gauges(&self) -> Gauges {
        self.counts.read()
    }

    /// Does the same as [`Self::run`] for a thread that may block.
    pub(super) fn run_blocking<T: Send + 'static>(
        &self,
        work: impl FnMut(&dyn Records) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (asker, answer) = sync_channel(1);
        self.ask(work, move |answer| drop(asker.send(answer)));
        answer.recv().unwrap_or(Err(StoreError::Lost))
    }

    fn ask<T: Send + 'static>(
        &self,
        work: impl FnMut(&dyn Records) -> Result<T, StoreError> + Send + 'static,
        hear: impl FnOnce(Result<T, StoreError>) + Send + 'static,
    ) {
        match self.queue.try_send(Box::new(Question { work, answer: None, hear })) {
            Ok(()) => self.counts.asked(),
            Err(TrySendError::Full(question)) => question.finish(Err(StoreError::Overloaded)),
            Err(TrySendError::Disconnected(question)) => question.finish(Err(StoreError::Lost)),
        }
    }
}

fn spawn<C: Connection + Send + 'static>(
    connection: C,
    open: impl Fn() -> Result<C, StoreError> + Send + 'static,
    queue: Arc<Mutex<Receiver<Box<dyn Job>>>>,
    counts: &Arc<Counts>,
) {
    let counts = Arc::clone(counts);
    counts.connected();
    let work = move || Worker { connection, open, queue, counts, is_lost: false }.serve();
    // Without its thread the node answers nothing, and its health says so.
    let _ = thread::Builder::new().name("records".to_owned()).spawn(work);
}

struct Worker<C, O> {
    connection: C,
    open: O,
    queue: Arc<Mutex<Receiver<Box<dyn Job>>>>,
    counts: Arc<Counts>,
    is_lost: bool,
}

impl<C: Connection, O: Fn() -> Result<C, StoreError>> Worker<C, O> {
    fn serve(&mut self) {
        while let Some(jobs) = self.next() {
            self.work(jobs);
        }
    }

    /// Waits for a question and takes what else is there.
    fn next(&self) -> Option<Vec<Box<dyn Job>>> {
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        let mut jobs = vec![queue.recv().ok()?];
        jobs.extend(queue.try_iter().take(C::BATCH - 1));
        self.counts.taken(jobs.len());
        Some(jobs)
    }

    fn work(&mut self, mut jobs: Vec<Box<dyn Job>>) {
        let mut outcome = self.transact(&mut jobs);
        for tries in 1..TRIES {
            match outcome {
                Err(StoreError::Lost) => self.reopen(tries),
                Err(StoreError::Conflict) => {}
                _ => break,
            }
            outcome = self.transact(&mut jobs);
        }
        match outcome {
            Ok(outcomes) => jobs.into_iter().zip(outcomes).for_each(|(job, how)| job.finish(how)),
            Err(error) => {
                tracing::error!(%error, questions = jobs.len(), "the records failed");
                let failed = || Err(error.again());
                jobs.into_iter().for_each(|job| job.finish(failed()));
            }
        }
    }

    fn transact(&mut self, jobs: &mut [Box<dyn Job>]) -> Result<Vec<Result<(), StoreError>>, StoreError> {
        let outcome = self.transact_once(jobs);
        self.counts.transacted(outcome.as_ref().err());
        if matches!(outcome, Err(StoreError::Lost)) && !self.is_lost {
            self.is_lost = true;
            self.counts.lost();
        }
        outcome
    }

    /// Works questions in one transaction; one that fails alone fails alone.
    fn transact_once(
        &mut self,
        jobs: &mut [Box<dyn Job>],
    ) -> Result<Vec<Result<(), StoreError>>, StoreError> {
        self.connection.begin()?;
        let mut outcomes = Vec::with_capacity(jobs.len());
        for job in jobs {
            match self.connection.attempt(&mut |records| without_panic(job.as_mut(), records)) {
                Err(error) if C::BATCH == 1 || error.is_passing() => return Err(self.undo(error)),
                outcome => outcomes.push(outcome),
            }
        }
        match self.connection.commit() {
            Ok(()) => Ok(outcomes),
            Err(error) => Err(self.undo(error)),
        }
    }

    fn undo(&mut self, error: StoreError) -> StoreError {
        // Where the connection is gone, so is the transaction.
        let _ = self.connection.rollback();
        error
    }

    fn reopen(&mut self, tries: u32) {
        thread::sleep(PAUSE * tries);
        match (self.open)() {
            Ok(connection) => {
                self.connection = connection;
                if std::mem::take(&mut self.is_lost) {
                    self.counts.regained();
                }
            }
            Err(error) => tracing::warn!(%error, "the records cannot be opened again"),
        }
    }
}

/// A panic in one question must not end the thread that works them all.
fn without_panic(job: &mut dyn Job, records: &dyn Records) -> Result<(), StoreError> {
    catch_unwind(AssertUnwindSafe(|| job.work(records)))
        .unwrap_or_else(|_| Err(StoreError::Database("the question's work panicked".to_owned())))
}
