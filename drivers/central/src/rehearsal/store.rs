//! The service's records: one SQLite file, its schema as numbered SQL files, the questions put to it.
//!
//! Everything here blocks, so it runs on blocking threads only.

use super::seed::SeedPerson;
use crate::wire::{self, QualificationResult, QualificationValidity};
use rusqlite::{Connection, OptionalExtension as _, Result, Transaction, params};
use std::path::Path;

/// In order; `PRAGMA user_version` counts how many a file has seen.
const MIGRATIONS: &[&str] = &[include_str!("../../migrations/0001_service.sql")];

/// Opens the file, creating or bringing it up to date.
pub(super) fn open(path: &Path) -> Result<Connection> {
    let mut db = Connection::open(path)?;
    db.pragma_update(None, "journal_mode", "WAL")?;
    db.pragma_update(None, "synchronous", "NORMAL")?;
    db.pragma_update(None, "foreign_keys", true)?;
    let seen: u32 = db.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for (number, sql) in (1..).zip(MIGRATIONS).skip_while(|(number, _)| *number <= seen) {
        let step = db.transaction()?;
        step.execute_batch(sql)?;
        step.pragma_update(None, "user_version", number)?;
        step.commit()?;
    }
    Ok(db)
}

/// Writes a kiosk, anew if it is there.
pub(super) fn register(db: &Transaction<'_>, name: &str, assertion_key: &[u8]) -> Result<()> {
    let sql = "INSERT INTO kiosk VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET assertion_key = ?2";
    db.execute(sql, params![name, assertion_key]).map(drop)
}

/// Writes a person with certificate and insurance, anew if there; a revocation stays.
pub(super) fn put_person(db: &Transaction<'_>, person: &SeedPerson) -> Result<()> {
    let sql =
        "INSERT INTO person VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET validity = ?2, enrolled = ?3";
    db.execute(sql, params![person.id, person.validity, person.enrolled])?;
    let sql = "INSERT INTO certificate VALUES (?1, ?2, NULL) ON CONFLICT (serial) DO UPDATE SET person = ?2";
    db.execute(sql, params![person.certificate_serial, person.id])?;
    db.execute("DELETE FROM qualification WHERE person = ?1", [&person.id])?;
    for (position, record) in (1_u32..).zip(&person.records) {
        let record = String::from_utf8_lossy(&wire::write(record)).into_owned();
        db.execute("INSERT INTO qualification VALUES (?1, ?2, ?3)", params![person.id, position, record])?;
    }
    Ok(())
}

/// Marks a certificate as revoked; `false` if it is not on record.
pub(super) fn revoke(db: &Connection, serial: &str, now: i64) -> Result<bool> {
    let sql = "UPDATE certificate SET revoked_at = ?2 WHERE serial = ?1";
    db.execute(sql, params![serial, now]).map(|rows| rows > 0)
}

/// Finds a kiosk's assertion key.
pub(super) fn assertion_key(db: &Connection, kiosk: &str) -> Result<Option<Vec<u8>>> {
    db.query_row("SELECT assertion_key FROM kiosk WHERE name = ?1", [kiosk], |row| row.get(0)).optional()
}

/// Holds what is on record about a certificate's owner.
pub(super) struct Owner {
    pub(super) person: String,
    pub(super) validity: QualificationValidity,
    pub(super) enrolled: bool,
}

/// Finds a certificate's owner.
pub(super) fn owner(db: &Connection, serial: &str) -> Result<Option<Owner>> {
    let sql = "SELECT person.id, validity, enrolled FROM certificate JOIN person ON person.id = person
               WHERE serial = ?1";
    let read = |row: &rusqlite::Row<'_>| {
        let validity = QualificationValidity::from_code(row.get_ref(1)?.as_str()?);
        let validity = validity.ok_or(rusqlite::Error::InvalidQuery)?;
        Ok(Owner { person: row.get(0)?, validity, enrolled: row.get(2)? })
    };
    db.query_row(sql, [serial], read).optional()
}

/// Says whether a certificate is revoked.
pub(super) fn is_revoked(db: &Connection, serial: &str) -> Result<bool> {
    let sql = "SELECT EXISTS (SELECT 1 FROM certificate WHERE serial = ?1 AND revoked_at IS NOT NULL)";
    db.query_row(sql, [serial], |row| row.get(0))
}

/// Reads what the insurers say about a person, current first.
pub(super) fn qualifications(db: &Connection, person: &str) -> Result<Vec<QualificationResult>> {
    let mut query =
        db.prepare_cached("SELECT record FROM qualification WHERE person = ?1 ORDER BY position")?;
    let rows = query.query_map([person], |row| {
        wire::read(row.get_ref(0)?.as_bytes()?).map_err(|_| rusqlite::Error::InvalidQuery)
    })?;
    rows.collect()
}

/// Keeps a nonce until it is used.
pub(super) fn put_challenge(
    db: &Connection,
    kiosk: &str,
    id: &str,
    nonce: &[u8],
    expires_at: i64,
) -> Result<()> {
    let sql = "INSERT INTO challenge VALUES (?1, ?2, ?3, ?4, NULL)";
    db.execute(sql, params![id, kiosk, nonce, expires_at]).map(drop)
}

/// Holds a nonce as it was before it was taken.
pub(super) struct TakenChallenge {
    pub(super) nonce: [u8; 32],
    pub(super) expires_at: i64,
    pub(super) was_used: bool,
}

/// Takes a kiosk's nonce and marks it used.
pub(super) fn take_challenge(
    db: &Connection,
    kiosk: &str,
    id: &str,
    now: i64,
) -> Result<Option<TakenChallenge>> {
    let sql = "SELECT nonce, expires_at, used_at IS NOT NULL FROM challenge WHERE id = ?1 AND kiosk = ?2";
    let read = |row: &rusqlite::Row<'_>| {
        Ok(TakenChallenge { nonce: row.get(0)?, expires_at: row.get(1)?, was_used: row.get(2)? })
    };
    let found = db.query_row(sql, [id, kiosk], read).optional()?;
    let sql = "UPDATE challenge SET used_at = ?3 WHERE id = ?1 AND kiosk = ?2 AND used_at IS NULL";
    db.execute(sql, params![id, kiosk, now])?;
    Ok(found)
}

/// Holds one visit of a kiosk.
pub(super) struct Visit {
    pub(super) person: Option<String>,
    pub(super) opened_at: i64,
    pub(super) sharing_open: bool,
}

/// Opens a visit.
pub(super) fn put_visit(db: &Connection, kiosk: &str, token: &str, visit: &Visit) -> Result<()> {
    let sql = "INSERT INTO visit VALUES (?1, ?2, ?3, ?4, ?5)";
    db.execute(sql, params![token, kiosk, visit.person, visit.opened_at, visit.sharing_open]).map(drop)
}

/// Finds a visit that this kiosk opened.
pub(super) fn visit(db: &Connection, kiosk: &str, token: &str) -> Result<Option<Visit>> {
    let sql = "SELECT person, opened_at, sharing_open FROM visit WHERE token = ?1 AND kiosk = ?2";
    let read = |row: &rusqlite::Row<'_>| {
        Ok(Visit { person: row.get(0)?, opened_at: row.get(1)?, sharing_open: row.get(2)? })
    };
    db.query_row(sql, [token, kiosk], read).optional()
}

/// Records a consent.
pub(super) fn put_consent(
    db: &Connection,
    visit: &str,
    (given_at, until): (i64, i64),
    info: wire::MedicalInfo,
) -> Result<()> {
    let flags = (info.specific_health_checkups, info.pharmacists, info.diagnosis, info.operation);
    let sql = "INSERT INTO consent VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    db.execute(sql, params![visit, given_at, until, flags.0, flags.1, flags.2, flags.3]).map(drop)
}
