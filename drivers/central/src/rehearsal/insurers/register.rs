//! Rows into the records: at the door, written, examined, and reported.

use super::number::MyNumber;
use super::row::MemberRow;
use super::{Finding, FoundRow, door, examine};
use crate::rehearsal::kana::full_width;
use crate::rehearsal::store::{Records, StoreError, Value, values};
use ring::hmac;
use ring::rand::{SecureRandom as _, SystemRandom};

type Result<T> = std::result::Result<T, StoreError>;

/// Registers rows, each anew or as a correction of the row with its reference; returns how many were taken.
///
/// `insurer` is the one that may be registered for, `None` for all. Findings are on record when this returns.
pub(crate) fn register(db: &dyn Records, rows: &[MemberRow], insurer: Option<&str>, now: i64) -> Result<u64> {
    let naming = Naming::read(db)?;
    let mut ids = Vec::new();
    for row in rows {
        match door::admit(row, insurer) {
            Ok(number) => ids.push(write(db, row, &number, &naming, now)?),
            // A stranger's row is not noted under the name of the insurer that it pretends to be.
            Err(Finding::InsurerForeign) => {}
            Err(kind) => examine::report(db, &row.insurer_number, &row.reference, kind, now)?,
        }
    }
    for id in &ids {
        examine::examine(db, *id, *id, now)?;
        for partner in examine::partners(db, *id, *id)? {
            examine::examine(db, partner, partner, now)?;
        }
    }
    Ok(ids.len() as u64)
}

/// Returns what stands open about rows.
pub(crate) fn open_findings(db: &dyn Records, insurer: Option<&str>, limit: i64) -> Result<Vec<FoundRow>> {
    let sql = "SELECT insurer, reference, kind FROM finding
               WHERE closed_at IS NULL AND (insurer = ?1 OR ?1 = '') ORDER BY insurer, reference, kind LIMIT ?2";
    let rows = db.query(sql, values![insurer.unwrap_or_default(), limit])?;
    let read = |row: &crate::rehearsal::store::Row| {
        let kind = Finding::ALL.iter().find(|kind| row.str(2).is_ok_and(|text| text == kind.as_str()));
        let kind = *kind.ok_or(StoreError::Form("a kind of finding"))?;
        Ok(FoundRow { insurer_number: row.text(0)?, reference: row.text(1)?, kind })
    };
    rows.iter().map(read).collect()
}

fn write(db: &dyn Records, row: &MemberRow, number: &MyNumber, naming: &Naming, now: i64) -> Result<i64> {
    let sql = "SELECT id FROM member WHERE insurer = ?1 AND reference = ?2";
    let found = db.first(sql, values![&row.insurer_number, &row.reference])?;
    let id = match found {
        Some(row) => row.int(0)?,
        None => next_id(db)?,
    };
    forget(db, id)?;
    let batch = Batch { first: id, rows: std::slice::from_ref(row), numbers: std::slice::from_ref(number) };
    batch.write(db, naming)?;
    // What refused an earlier attempt at this row no longer stands.
    let sql = "UPDATE finding SET closed_at = ?3
               WHERE insurer = ?1 AND reference = ?2 AND closed_at IS NULL AND kind IN (?4, ?5, ?6, ?7, ?8)";
    let [a, b, c, d, e] = REFUSALS.map(Finding::as_str);
    db.execute(sql, values![&row.insurer_number, &row.reference, now, a, b, c, d, e])?;
    Ok(id)
}

const REFUSALS: [Finding; 5] = [
    Finding::NumberMalformed,
    Finding::NumberCheckDigit,
    Finding::NumberForeign,
    Finding::ElementMalformed,
    Finding::DayMalformed,
];

fn forget(db: &dyn Records, id: i64) -> Result<()> {
    db.execute("DELETE FROM member_number WHERE member = ?1", values![id])?;
    db.execute("DELETE FROM member WHERE id = ?1", values![id]).map(drop)
}

/// Returns the id of the next new row.
pub(crate) fn next_id(db: &dyn Records) -> Result<i64> {
    let row = db.first("SELECT coalesce(max(id), 0) + 1 FROM member", &[])?;
    row.ok_or(StoreError::Form("a number"))?.int(0)
}

/// Rows that passed the door, with their numbers, to be written under ids that follow each other.
pub(crate) struct Batch<'a> {
    pub(crate) first: i64,
    pub(crate) rows: &'a [MemberRow],
    pub(crate) numbers: &'a [MyNumber],
}

impl Batch<'_> {
    pub(crate) fn write(&self, db: &dyn Records, naming: &Naming) -> Result<()> {
        let people: Vec<_> = self.numbers.iter().map(|number| naming.person(number)).collect();
        let kana: Vec<_> = self.rows.iter().map(|row| full_width(&row.kana)).collect();
        let person = |index: usize| {
            let (row, person): (&MemberRow, &String) = (&self.rows[index], &people[index]);
            vec![person.into(), Value::Null, false.into(), (&row.birth).into()]
        };
        insert(db, "INSERT INTO person", "ON CONFLICT (id) DO NOTHING", self.rows.len(), person)?;
        let member = |index: usize| {
            let row = &self.rows[index];
            vec![
                self.id(index).into(),
                (&row.insurer_number).into(),
                (&row.reference).into(),
                row.symbol.as_ref().into(),
                row.number.as_ref().filter(|number| !number.is_empty()).into(),
                row.branch.as_ref().into(),
                (&row.name).into(),
                (&kana[index]).into(),
                (&row.birth).into(),
                (&row.sex).into(),
                (&row.address).into(),
                (&row.post_number).into(),
                (&row.relation).into(),
                (&row.qualified_from).into(),
                row.lost_on.as_ref().into(),
                row.loss_reason.as_ref().into(),
                (&row.issued_on).into(),
                (&people[index]).into(),
                false.into(),
                Value::Null,
            ]
        };
        insert(db, "INSERT INTO member", "", self.rows.len(), member)?;
        let number = |index: usize| vec![self.id(index).into(), self.numbers[index].as_str().into()];
        insert(db, "INSERT INTO member_number", "", self.rows.len(), number)
    }

    fn id(&self, index: usize) -> i64 {
        self.first + index as i64
    }
}

/// So many rows go into one statement; both databases take far more parameters than that.
const TOGETHER: usize = 100;

/// Inserts rows, many in a statement.
pub(crate) fn insert<'a>(
    db: &dyn Records,
    into: &str,
    tail: &str,
    count: usize,
    row: impl Fn(usize) -> Vec<Value<'a>>,
) -> Result<()> {
    for start in (0..count).step_by(TOGETHER) {
        let rows: Vec<_> = (start..count.min(start + TOGETHER)).map(&row).collect();
        let mut parameter = 0;
        let mut places = |width: usize| {
            let names = (0..width).map(|_| {
                parameter += 1;
                format!("?{parameter}")
            });
            format!("({})", names.collect::<Vec<_>>().join(","))
        };
        let places: Vec<_> = rows.iter().map(|row| places(row.len())).collect();
        let sql = format!("{into} VALUES {} {tail}", places.join(","));
        db.execute(&sql, &rows.concat())?;
    }
    Ok(())
}

/// Names people for the institutions, so that nobody there can tell a number from a name.
pub(crate) struct Naming(hmac::Key);

impl Naming {
    /// Reads the key that all nodes share, made at the first use.
    pub(crate) fn read(db: &dyn Records) -> Result<Self> {
        let mut fresh = [0; 32];
        SystemRandom::new().fill(&mut fresh).map_err(|_| StoreError::Form("randomness"))?;
        let sql = "INSERT INTO secret VALUES ('naming', ?1) ON CONFLICT (name) DO NOTHING";
        db.execute(sql, values![fresh.as_slice()])?;
        let row = db.first("SELECT value FROM secret WHERE name = 'naming'", &[])?;
        let row = row.ok_or(StoreError::Form("a key"))?;
        Ok(Self(hmac::Key::new(hmac::HMAC_SHA256, row.bytes(0)?)))
    }

    /// Returns a person's name in the records.
    pub(crate) fn person(&self, number: &MyNumber) -> String {
        format!("m-{}", hex::encode(&hmac::sign(&self.0, number.as_str().as_bytes()).as_ref()[..10]))
    }
}
