//! What the service remembers of its own work: each answer under its request id, and an audit row for each.

use super::calendar::DAY;
use super::steps::outage::WINDOW;
use super::store::{Records, StoreError, values};
use crate::wire::path;

type Result<T> = std::result::Result<T, StoreError>;

/// Names one question: who asked, which step, under which id, and its SHA-256.
pub(super) struct Entry<'a> {
    pub(super) kiosk: &'a str,
    pub(super) step: &'a str,
    pub(super) request_id: &'a str,
    pub(super) question: [u8; 32],
}

/// Is an answer as it leaves: HTTP status and body.
#[derive(Clone)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) body: Vec<u8>,
}

/// Is what the records hold under a request id.
pub(super) enum Remembered {
    /// Nothing yet.
    Nothing,
    /// The same question's answer.
    Answer(Reply),
    /// Another question's answer.
    OtherQuestion,
}

/// Looks for an answer under a request id.
pub(super) fn remembered(db: &dyn Records, entry: &Entry<'_>) -> Result<Remembered> {
    let sql = "SELECT question, status, body FROM answer WHERE kiosk = ?1 AND step = ?2 AND request_id = ?3";
    let Some(row) = db.first(sql, values![entry.kiosk, entry.step, entry.request_id])? else {
        return Ok(Remembered::Nothing);
    };
    let status = u16::try_from(row.int(1)?).map_err(|_| StoreError::Form("an HTTP status"))?;
    Ok(match row.bytes(0)? == entry.question {
        true => Remembered::Answer(Reply { status, body: row.bytes(2)?.to_vec() }),
        false => Remembered::OtherQuestion,
    })
}

/// Keeps an answer.
pub(super) fn remember(db: &dyn Records, entry: &Entry<'_>, reply: &Reply, now: i64) -> Result<()> {
    let sql = "INSERT INTO answer VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let Entry { kiosk, step, request_id, question } = *entry;
    let (question, body) = (question.as_slice(), reply.body.as_slice());
    db.execute(sql, values![kiosk, step, request_id, question, reply.status, body, now]).map(drop)
}

/// Forgets answers that are more than a day old, and nonces that can no longer be used.
///
/// What was asked after an outage may be asked again for as long as its visit may be asked about.
pub(super) fn sweep(db: &dyn Records, now: i64) -> Result<()> {
    let sql = "DELETE FROM answer WHERE answered_at < ?1 AND (step <> ?2 OR answered_at < ?3)";
    db.execute(sql, values![now - DAY, path::OUTAGE_QUERIES, now - WINDOW])?;
    db.execute("DELETE FROM challenge WHERE expires_at < ?1", values![now - DAY]).map(drop)
}

/// Writes who asked what about whom, and what came of it.
pub(super) fn audit(
    db: &dyn Records,
    entry: &Entry<'_>,
    now: i64,
    person: Option<&str>,
    outcome: &str,
) -> Result<()> {
    let sql =
        "INSERT INTO audit (at, kiosk, step, request_id, person, outcome) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let Entry { kiosk, step, request_id, .. } = *entry;
    db.execute(sql, values![now, kiosk, step, request_id, person, outcome]).map(drop)
}

/// Lists the request ids of a step's questions that were worked.
pub(super) fn audited(db: &dyn Records, step: &str) -> Result<Vec<String>> {
    let rows = db.query("SELECT request_id FROM audit WHERE step = ?1 ORDER BY id", values![step])?;
    rows.iter().map(|row| row.text(0)).collect()
}
