//! How one question is worked: who asks, has it been answered, decide, remember, audit; all in one transaction.

use super::certificate::CardAuthorities;
use super::ledger::{self, Entry, Remembered, Reply};
use super::steps::{Desk, Refusal, Step};
use super::{Clock, store};
use crate::wire::{self, Problem, RefusalCode, ServiceStatus, Unreadable};
use rusqlite::Connection;
use sha2::{Digest as _, Sha256};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Holds the records and the rules; every method that touches the records blocks.
pub(super) struct Service {
    pub(super) db: Mutex<Connection>,
    pub(super) authorities: CardAuthorities,
    pub(super) institution_code: String,
    pub(super) clock: Clock,
}

impl Service {
    /// Answers a question of a kiosk, or repeats the answer that its request id already has.
    pub(super) fn answer<S: Step>(&self, kiosk: Option<&str>, question: &[u8]) -> Reply {
        self.work::<S>(kiosk, question).unwrap_or_else(|refusal| match refusal {
            Refusal::Because(code) => problem(code),
            Refusal::Records(error) => {
                tracing::error!(%error, "the records failed");
                problem(RefusalCode::Internal)
            }
        })
    }

    /// Says that the service is there.
    pub(super) fn status(&self, request_id: &str) -> Reply {
        let status = ServiceStatus { time: (self.clock)(), institution_code: self.institution_code.clone() };
        match is_request_id(request_id) {
            true => Reply { status: 200, body: wire::write_answer(request_id, &status) },
            false => problem(RefusalCode::BadRequest),
        }
    }

    pub(super) fn records(&self) -> MutexGuard<'_, Connection> {
        // A panic elsewhere rolled its transaction back, so the connection is sound.
        self.db.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work<S: Step>(&self, kiosk: Option<&str>, bytes: &[u8]) -> Result<Reply, Refusal> {
        let mut records = self.records();
        let db = records.transaction()?;
        let kiosk = kiosk.ok_or(RefusalCode::KioskNotRegistered)?;
        let assertion_key = store::assertion_key(&db, kiosk)?.ok_or(RefusalCode::KioskNotRegistered)?;
        let question: S = wire::read_question(bytes).map_err(|why| match why {
            Unreadable::Version => RefusalCode::WireVersion,
            Unreadable::Syntax | Unreadable::Form => RefusalCode::BadRequest,
        })?;
        let request_id = question.request_id();
        if !is_request_id(request_id) {
            return Err(RefusalCode::BadRequest.into());
        }
        let entry = Entry { kiosk, step: S::PATH, request_id, question: Sha256::digest(bytes).into() };
        match ledger::remembered(&db, &entry)? {
            Remembered::Answer(reply) => return Ok(reply),
            Remembered::OtherQuestion => return Err(RefusalCode::RequestIdReused.into()),
            Remembered::Nothing => {}
        }
        let now = (self.clock)();
        let desk = Desk::new(&db, self, kiosk, &assertion_key, now);
        // A refusal is committed too: a nonce that failed once stays used.
        let (reply, outcome) = match question.decide(&desk) {
            Ok(answer) => (Reply { status: 200, body: wire::write_answer(request_id, &answer) }, "answered"),
            Err(Refusal::Because(code)) => (problem(code), code.as_str()),
            Err(error) => return Err(error),
        };
        ledger::remember(&db, &entry, &reply, now)?;
        ledger::audit(&db, &entry, now, desk.person().as_deref(), outcome)?;
        db.commit()?;
        Ok(reply)
    }
}

/// Makes the reply of a refusal.
pub(super) fn problem(code: RefusalCode) -> Reply {
    let problem = Problem::new(code);
    Reply { status: problem.status, body: wire::write(&problem) }
}

fn is_request_id(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
