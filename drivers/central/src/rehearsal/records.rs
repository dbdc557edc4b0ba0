//! The questions that the service puts to its records.

use super::store::{Records, Row, StoreError, values};
use crate::wire::{self, QualificationValidity};

type Result<T> = std::result::Result<T, StoreError>;

/// Writes a kiosk, anew if it is there.
pub(super) fn register(db: &dyn Records, name: &str, assertion_key: &[u8]) -> Result<()> {
    let sql = "INSERT INTO kiosk VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET assertion_key = ?2";
    db.execute(sql, values![name, assertion_key]).map(drop)
}

/// Lets a party other than a kiosk ask; `None` speaks for every insurer.
pub(super) fn put_party(db: &dyn Records, name: &str, role: &str, insurer: Option<&str>) -> Result<()> {
    let sql =
        "INSERT INTO party VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET role = ?2, insurer = ?3";
    db.execute(sql, values![name, role, insurer]).map(drop)
}

/// Finds a party in a role and the insurer that it speaks for.
pub(super) fn party(db: &dyn Records, name: &str, role: &str) -> Result<Option<Option<String>>> {
    let row = db.first("SELECT insurer FROM party WHERE name = ?1 AND role = ?2", values![name, role])?;
    row.map(|row| row.opt_text(0)).transpose()
}

/// Marks a certificate as revoked since a moment, or as good again; `false` if it is not on record.
pub(super) fn revoke(db: &dyn Records, serial: &str, since: Option<i64>) -> Result<bool> {
    let sql = "UPDATE certificate SET revoked_at = ?2 WHERE serial = ?1";
    db.execute(sql, values![serial, since]).map(|rows| rows > 0)
}

/// Gives a certificate the owner of another one; `false` if either is not on record.
pub(super) fn mistake(db: &dyn Records, serial: &str, other: &str) -> Result<bool> {
    let Some(stranger) = owner(db, other)? else { return Ok(false) };
    let sql = "UPDATE certificate SET person = ?2 WHERE serial = ?1";
    db.execute(sql, values![serial, &stranger.person]).map(|rows| rows > 0)
}

/// Finds a kiosk's assertion key.
pub(super) fn assertion_key(db: &dyn Records, kiosk: &str) -> Result<Option<Vec<u8>>> {
    let row = db.first("SELECT assertion_key FROM kiosk WHERE name = ?1", values![kiosk])?;
    row.map(|row| Ok(row.bytes(0)?.to_vec())).transpose()
}

/// Holds what is on record about a certificate and its owner.
pub(super) struct Owner {
    pub(super) person: String,
    /// What a persona's story says; everybody else's validity follows from the insurers' rows.
    pub(super) story: Option<QualificationValidity>,
    pub(super) enrolled: bool,
    pub(super) revoked: bool,
    /// `yyyyMMdd`, where an insurer has told it.
    pub(super) birth: Option<String>,
}

/// Finds a certificate's owner.
pub(super) fn owner(db: &dyn Records, serial: &str) -> Result<Option<Owner>> {
    let sql = "SELECT person.id, story, enrolled, revoked_at IS NOT NULL, birth
               FROM certificate JOIN person ON person.id = person WHERE serial = ?1";
    let read = |row: Row| {
        let story = row.opt_text(1)?.and_then(|code| QualificationValidity::from_code(&code));
        let (enrolled, revoked, birth) = (row.flag(2)?, row.flag(3)?, row.opt_text(4)?);
        Ok(Owner { person: row.text(0)?, story, enrolled, revoked, birth })
    };
    db.first(sql, values![serial])?.map(read).transpose()
}

/// Enrols a person; of two cards or nodes that do so at once, one leaves the row.
pub(super) fn put_enrolment(
    db: &dyn Records,
    person: &str,
    kiosk: &str,
    method: &str,
    now: i64,
) -> Result<()> {
    let sql = "INSERT INTO enrolment VALUES (?1, ?2, ?3, ?4) ON CONFLICT (person) DO NOTHING";
    db.execute(sql, values![person, kiosk, method, now])?;
    db.execute("UPDATE person SET enrolled = ?2 WHERE id = ?1", values![person, true]).map(drop)
}

/// Finds when a person was enrolled here; `None` for one who was enrolled elsewhere, or not at all.
pub(super) fn enrolled_at(db: &dyn Records, person: &str) -> Result<Option<i64>> {
    let row = db.first("SELECT enrolled_at FROM enrolment WHERE person = ?1", values![person])?;
    row.map(|row| row.int(0)).transpose()
}

/// Keeps the institution's own number for an insured person, anew if there.
pub(super) fn put_reference_number(db: &dyn Records, insured: &str, number: &str) -> Result<()> {
    let sql = "INSERT INTO reference_number VALUES (?1, ?2) ON CONFLICT (insured) DO UPDATE SET number = ?2";
    db.execute(sql, values![insured, number]).map(drop)
}

/// Finds the institution's own number for an insured person.
pub(super) fn reference_number(db: &dyn Records, insured: &str) -> Result<Option<String>> {
    let row = db.first("SELECT number FROM reference_number WHERE insured = ?1", values![insured])?;
    row.map(|row| row.text(0)).transpose()
}

/// Keeps a nonce until it is used.
pub(super) fn put_challenge(
    db: &dyn Records,
    kiosk: &str,
    id: &str,
    nonce: &[u8],
    expires_at: i64,
) -> Result<()> {
    let sql = "INSERT INTO challenge VALUES (?1, ?2, ?3, ?4, NULL)";
    db.execute(sql, values![id, kiosk, nonce, expires_at]).map(drop)
}

/// Says what became of a nonce that was to be taken.
pub(super) enum Taken {
    /// It was fresh, and is used now.
    Fresh {
        /// The bytes that were to be signed.
        nonce: [u8; 32],
        /// The last moment at which it may be used.
        expires_at: i64,
    },
    /// It had been used.
    Used,
    /// It was never given to this kiosk.
    Unknown,
}

/// Takes a kiosk's nonce and marks it used; of two nodes that take it at once, one gets it.
pub(super) fn take_challenge(db: &dyn Records, kiosk: &str, id: &str, now: i64) -> Result<Taken> {
    let sql = "UPDATE challenge SET used_at = ?3 WHERE id = ?1 AND kiosk = ?2 AND used_at IS NULL
               RETURNING nonce, expires_at";
    if let Some(row) = db.first(sql, values![id, kiosk, now])? {
        let nonce = row.bytes(0)?.try_into().map_err(|_| StoreError::Form("32 bytes"))?;
        return Ok(Taken::Fresh { nonce, expires_at: row.int(1)? });
    }
    let sql = "SELECT 1 FROM challenge WHERE id = ?1 AND kiosk = ?2";
    Ok(db.first(sql, values![id, kiosk])?.map_or(Taken::Unknown, |_| Taken::Used))
}

/// Holds one visit of a kiosk.
pub(super) struct Visit {
    pub(super) person: Option<String>,
    pub(super) opened_at: i64,
    pub(super) sharing_open: bool,
}

/// Opens a visit.
pub(super) fn put_visit(db: &dyn Records, kiosk: &str, token: &str, visit: &Visit) -> Result<()> {
    let sql = "INSERT INTO visit VALUES (?1, ?2, ?3, ?4, ?5)";
    let person = visit.person.as_deref();
    db.execute(sql, values![token, kiosk, person, visit.opened_at, visit.sharing_open]).map(drop)
}

/// Finds a visit that this kiosk opened.
pub(super) fn visit(db: &dyn Records, kiosk: &str, token: &str) -> Result<Option<Visit>> {
    let sql = "SELECT person, opened_at, sharing_open FROM visit WHERE token = ?1 AND kiosk = ?2";
    let read =
        |row: Row| Ok(Visit { person: row.opt_text(0)?, opened_at: row.int(1)?, sharing_open: row.flag(2)? });
    db.first(sql, values![token, kiosk])?.map(read).transpose()
}

/// Records a consent.
pub(super) fn put_consent(
    db: &dyn Records,
    visit: &str,
    (given_at, until): (i64, i64),
    info: wire::MedicalInfo,
) -> Result<()> {
    let wire::MedicalInfo { specific_health_checkups, pharmacists, diagnosis, operation } = info;
    let sql = "INSERT INTO consent VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let flags = values![visit, given_at, until, specific_health_checkups, pharmacists, diagnosis, operation];
    db.execute(sql, flags).map(drop)
}

/// Is what a person's newest consent opens, and until when.
pub(super) struct OpenConsent {
    pub(super) until: i64,
    pub(super) info: wire::MedicalInfo,
}

/// Finds a person's newest consent; of several in one second, only what all of them open is open.
pub(super) fn newest_consent(db: &dyn Records, person: &str) -> Result<Option<OpenConsent>> {
    let sql = "SELECT available_until, specific_health_checkup, pharmacists, diagnosis, operation
               FROM consent JOIN visit ON token = visit WHERE person = ?1 AND given_at =
               (SELECT max(given_at) FROM consent JOIN visit ON token = visit WHERE person = ?1)";
    let mut newest = None::<OpenConsent>;
    for row in db.query(sql, values![person])? {
        let OpenConsent { until, info } = consent(&row)?;
        let before = newest.as_ref().map_or(info, |newest| newest.info);
        newest = Some(OpenConsent { until, info: before.and(info) });
    }
    Ok(newest)
}

/// Says whether the certificate of a person's newest visit opens more than eligibility; of several in one second, all must.
pub(super) fn newest_visit_shares(db: &dyn Records, person: &str) -> Result<Option<bool>> {
    let sql = "SELECT sharing_open FROM visit WHERE person = ?1 AND opened_at =
               (SELECT max(opened_at) FROM visit WHERE person = ?1)";
    let flags = db.query(sql, values![person])?.iter().map(|row| row.flag(0)).collect::<Result<Vec<_>>>()?;
    Ok((!flags.is_empty()).then(|| flags.iter().all(|is_open| *is_open)))
}

/// Lists the people whose newest consent was given within a time, end excluded, and when.
pub(super) fn newest_consents(db: &dyn Records, from: i64, end: i64) -> Result<Vec<(String, i64)>> {
    let sql = "SELECT person, max(given_at) FROM consent JOIN visit ON token = visit WHERE person IN
               (SELECT person FROM consent JOIN visit ON token = visit
                WHERE person IS NOT NULL AND given_at >= ?1 AND given_at < ?2)
               GROUP BY person HAVING max(given_at) < ?2 ORDER BY max(given_at), person";
    let rows = db.query(sql, values![from, end])?;
    rows.iter().map(|row| Ok((row.text(0)?, row.int(1)?))).collect()
}

fn consent(row: &Row) -> Result<OpenConsent> {
    let info = wire::MedicalInfo {
        specific_health_checkups: row.flag(1)?,
        pharmacists: row.flag(2)?,
        diagnosis: row.flag(3)?,
        operation: row.flag(4)?,
    };
    Ok(OpenConsent { until: row.int(0)?, info })
}

/// Says who looked at what of whom, and what came of it.
pub(super) struct Viewing<'a> {
    pub(super) kiosk: &'a str,
    pub(super) request_id: &'a str,
    pub(super) staff: &'a str,
    pub(super) profession: &'a str,
    pub(super) person: Option<&'a str>,
    pub(super) kind: &'a str,
    pub(super) outcome: &'a str,
}

/// Writes down that somebody looked, or would have.
pub(super) fn put_viewing(db: &dyn Records, viewing: &Viewing<'_>, now: i64) -> Result<()> {
    let sql = "INSERT INTO viewing (at, kiosk, request_id, staff, profession, person, kind, outcome)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let Viewing { kiosk, request_id, staff, profession, person, kind, outcome } = *viewing;
    db.execute(sql, values![now, kiosk, request_id, staff, profession, person, kind, outcome]).map(drop)
}
