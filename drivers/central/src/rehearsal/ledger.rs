//! What the service remembers of its own work: each answer under its request id, and an audit row for each.

use super::calendar::DAY;
use rusqlite::{Connection, OptionalExtension as _, Result, params};

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
pub(super) fn remembered(db: &Connection, entry: &Entry<'_>) -> Result<Remembered> {
    let sql = "SELECT question, status, body FROM answer WHERE kiosk = ?1 AND step = ?2 AND request_id = ?3";
    let read = |row: &rusqlite::Row<'_>| {
        let same = row.get::<_, [u8; 32]>(0)? == entry.question;
        let reply = Reply { status: row.get(1)?, body: row.get(2)? };
        Ok(if same { Remembered::Answer(reply) } else { Remembered::OtherQuestion })
    };
    let found = db.query_row(sql, [entry.kiosk, entry.step, entry.request_id], read).optional()?;
    Ok(found.unwrap_or(Remembered::Nothing))
}

/// Keeps an answer for a day.
pub(super) fn remember(db: &Connection, entry: &Entry<'_>, reply: &Reply, now: i64) -> Result<()> {
    db.execute("DELETE FROM answer WHERE answered_at < ?1", [now - DAY])?;
    let sql = "INSERT INTO answer VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let Entry { kiosk, step, request_id, question } = entry;
    db.execute(sql, params![kiosk, step, request_id, question, reply.status, reply.body, now]).map(drop)
}

/// Writes who asked what about whom, and what came of it.
pub(super) fn audit(
    db: &Connection,
    entry: &Entry<'_>,
    now: i64,
    person: Option<&str>,
    outcome: &str,
) -> Result<()> {
    let sql =
        "INSERT INTO audit (at, kiosk, step, request_id, person, outcome) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    db.execute(sql, params![now, entry.kiosk, entry.step, entry.request_id, person, outcome]).map(drop)
}
