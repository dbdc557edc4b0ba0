//! How one question is worked: who asks, has it been answered, decide, remember, audit; all in one transaction.

use super::Clock;
use super::certificate::CardAuthorities;
use super::kiosks::Kiosks;
use super::ledger::{self, Entry, Remembered, Reply};
use super::metrics::Metrics;
use super::records;
use super::routes::refusals_of;
use super::steps::{Desk, Refusal, Role, Standing, Step};
use super::store::{Records, Store, StoreError};
use crate::wire::{self, Problem, RefusalCode, ServiceStatus, Unreadable};
use axum::body::Bytes;
use sha2::{Digest as _, Sha256};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// How often what is too old is looked for, seconds.
const SWEEP_EVERY: i64 = 60;

/// Holds the records and the rules. It remembers nothing that another node would need to know.
pub(super) struct Service {
    pub(super) store: Store,
    pub(super) kiosks: Kiosks,
    pub(super) authorities: CardAuthorities,
    pub(super) institution_code: String,
    pub(super) clock: Clock,
    pub(super) swept_at: AtomicI64,
    pub(super) metrics: Arc<Metrics>,
}

impl Service {
    /// Answers a question of a kiosk, or repeats the answer that its request id already has.
    pub(super) async fn answer<S: Step>(self: Arc<Self>, kiosk: Option<String>, question: Bytes) -> Reply {
        let service = Arc::clone(&self);
        let work = move |db: &dyn Records| match service.work::<S>(db, kiosk.as_deref(), &question) {
            Ok(reply) => Ok(reply),
            Err(Refusal::Because(code)) => Ok(problem(code)),
            Err(Refusal::Records(error)) => Err(error),
        };
        self.store.run(work).await.unwrap_or_else(|error: StoreError| {
            tracing::error!(%error, "the records failed");
            problem(error.code())
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

    fn work<S: Step>(&self, db: &dyn Records, kiosk: Option<&str>, bytes: &[u8]) -> Result<Reply, Refusal> {
        let kiosk = kiosk.ok_or(RefusalCode::KioskNotRegistered)?;
        let now = (self.clock)();
        let standing = self.standing(db, kiosk, S::ROLE, now)?;
        let question: S = wire::read_question(bytes).map_err(|why| match why {
            Unreadable::Version => RefusalCode::WireVersion,
            Unreadable::Syntax | Unreadable::Form => RefusalCode::BadRequest,
        })?;
        let request_id = question.request_id();
        if !is_request_id(request_id) || holds_nul(bytes, &question) {
            return Err(RefusalCode::BadRequest.into());
        }
        let entry = Entry { kiosk, step: S::PATH, request_id, question: Sha256::digest(bytes).into() };
        match remembered::<S>(db, &entry)? {
            Remembered::Answer(reply) => return Ok(reply),
            Remembered::OtherQuestion => return Err(RefusalCode::RequestIdReused.into()),
            Remembered::Nothing => {}
        }
        let desk = Desk::new(db, self, kiosk, &standing, now);
        // A refusal is committed too: a nonce that failed once stays used.
        let (reply, outcome) = match question.decide(&desk) {
            Ok(answer) => (Reply { status: 200, body: wire::write_answer(request_id, &answer) }, "answered"),
            Err(Refusal::Because(code)) => {
                debug_assert!(refusals_of::<S>().any(|told| told == code), "{code:?} is not in the document");
                (problem(code), code.as_str())
            }
            Err(error) => return Err(error),
        };
        self.sweep(db, now)?;
        if S::KEEPS_ANSWER {
            ledger::remember(db, &entry, &reply, now)?;
        }
        ledger::audit(db, &entry, now, desk.person().as_deref(), outcome)?;
        Ok(reply)
    }

    fn standing(&self, db: &dyn Records, name: &str, role: Role, now: i64) -> Result<Standing, Refusal> {
        match role {
            Role::Kiosk => {
                let assertion_key = self.kiosks.assertion_key(db, name, now)?;
                let assertion_key = assertion_key.ok_or(RefusalCode::KioskNotRegistered)?;
                Ok(Standing::Kiosk { assertion_key })
            }
            Role::Insurer => party(db, name, "insurer"),
            Role::Reviewer => party(db, name, "reviewer"),
        }
    }

    fn sweep(&self, db: &dyn Records, now: i64) -> Result<(), StoreError> {
        let last = self.swept_at.load(Ordering::Relaxed);
        let due = now.abs_diff(last) >= SWEEP_EVERY.unsigned_abs();
        match due && self.swept_at.compare_exchange(last, now, Ordering::Relaxed, Ordering::Relaxed).is_ok() {
            true => ledger::sweep(db, now),
            false => Ok(()),
        }
    }
}

fn remembered<S: Step>(db: &dyn Records, entry: &Entry<'_>) -> Result<Remembered, StoreError> {
    match S::KEEPS_ANSWER {
        true => ledger::remembered(db, entry),
        false => Ok(Remembered::Nothing),
    }
}

fn party(db: &dyn Records, name: &str, role: &str) -> Result<Standing, Refusal> {
    let insurer = records::party(db, name, role)?.ok_or(RefusalCode::NotAllowed)?;
    Ok(Standing::Party { insurer })
}

/// Makes the reply of a refusal.
pub(super) fn problem(code: RefusalCode) -> Reply {
    let problem = Problem::new(code);
    Reply { status: problem.status, body: wire::write(&problem) }
}

/// Says whether a text of a question holds U+0000, which PostgreSQL cannot keep; JSON can only write it in one way.
///
/// What stands in fields that nobody knows is nobody's business.
fn holds_nul(bytes: &[u8], question: &impl serde::Serialize) -> bool {
    const ESCAPED: &[u8] = br"\u0000";
    let may_hold = bytes.windows(ESCAPED.len()).any(|window| window == ESCAPED);
    may_hold && serde_json::to_value(question).is_ok_and(|question| any_nul(&question))
}

fn any_nul(message: &serde_json::Value) -> bool {
    use serde_json::Value;
    match message {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(any_nul),
        Value::Object(fields) => fields.values().any(any_nul),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

fn is_request_id(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
