//! One SQLite file: nothing to install, one writer at a time.

use super::value::{Cell, Row, Value};
use super::{Connection, Records, StoreError};
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Statement, ToSql, TransactionBehavior};
use std::path::Path;
use std::time::Duration;

/// In order; `PRAGMA user_version` counts how many a file has seen.
const MIGRATIONS: &[&str] = &[
    include_str!("../../../migrations/sqlite/0001_service.sql"),
    include_str!("../../../migrations/sqlite/0002_insurers.sql"),
    include_str!("../../../migrations/sqlite/0003_reference_numbers.sql"),
    include_str!("../../../migrations/sqlite/0004_enrolment.sql"),
    include_str!("../../../migrations/sqlite/0005_viewings.sql"),
    include_str!("../../../migrations/sqlite/0006_outages.sql"),
];
/// How long another process may hold the file before a question fails.
const PATIENCE: Duration = Duration::from_secs(5);
/// Every statement of the service stays prepared.
const PREPARED: usize = 128;
/// Pages kept in memory, in KiB, and pages written aside before they go to their places. Rows come in no order, so with
/// SQLite's own few megabytes a large registration would write the same pages over and over.
const CACHE: i64 = -65_536;
const LOG_PAGES: i64 = 16_384;
/// So many questions share one write to the disk; each has a savepoint of its own.
const BATCH: usize = 64;

pub(super) struct Sqlite(rusqlite::Connection);

impl Sqlite {
    /// Opens the file, creating or bringing it up to date.
    pub(super) fn open(path: &Path) -> Result<Self, StoreError> {
        let mut db = rusqlite::Connection::open(path)?;
        db.busy_timeout(PATIENCE)?;
        db.set_prepared_statement_cache_capacity(PREPARED);
        db.pragma_update(None, "journal_mode", "WAL")?;
        db.pragma_update(None, "cache_size", CACHE)?;
        db.pragma_update(None, "wal_autocheckpoint", LOG_PAGES)?;
        // An answer leaves only after its commit, and a commit is on the disk: what a kiosk was told stays true.
        db.pragma_update(None, "synchronous", "FULL")?;
        // A table that others refer to can be made anew only while nobody looks.
        db.pragma_update(None, "foreign_keys", false)?;
        let step = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let seen: u32 = step.pragma_query_value(None, "user_version", |row| row.get(0))?;
        for (number, sql) in (1..).zip(MIGRATIONS).skip_while(|(number, _)| *number <= seen) {
            step.execute_batch(sql)?;
            step.pragma_update(None, "user_version", number)?;
        }
        step.commit()?;
        db.pragma_update(None, "foreign_keys", true)?;
        Ok(Self(db))
    }

    fn run(&self, sql: &str) -> Result<(), StoreError> {
        Ok(self.0.prepare_cached(sql)?.execute([]).map(drop)?)
    }
}

impl Connection for Sqlite {
    const BATCH: usize = BATCH;

    fn begin(&mut self) -> Result<(), StoreError> {
        // Immediate: a transaction that reads first and writes later could not wait for another process's.
        self.run("BEGIN IMMEDIATE")
    }

    fn commit(&mut self) -> Result<(), StoreError> {
        self.run("COMMIT")
    }

    fn rollback(&mut self) -> Result<(), StoreError> {
        self.run("ROLLBACK")
    }

    fn attempt(
        &mut self,
        work: &mut dyn FnMut(&dyn Records) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.run("SAVEPOINT question")?;
        let worked = work(self);
        if worked.is_err() {
            self.run("ROLLBACK TO question")?;
        }
        self.run("RELEASE question")?;
        worked
    }
}

impl Records for Sqlite {
    fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<u64, StoreError> {
        let mut statement = self.0.prepare_cached(sql)?;
        bind(&mut statement, values)?;
        Ok(statement.raw_execute()? as u64)
    }

    fn query(&self, sql: &str, values: &[Value<'_>]) -> Result<Vec<Row>, StoreError> {
        let mut statement = self.0.prepare_cached(sql)?;
        bind(&mut statement, values)?;
        let columns = statement.column_count();
        let (mut rows, mut found) = (statement.raw_query(), Vec::new());
        while let Some(row) = rows.next()? {
            let cells = (0..columns).map(|at| cell(row.get_ref(at)?));
            found.push(Row(cells.collect::<Result<_, StoreError>>()?));
        }
        Ok(found)
    }
}

fn bind(statement: &mut Statement<'_>, values: &[Value<'_>]) -> Result<(), StoreError> {
    for (at, value) in (1..).zip(values) {
        statement.raw_bind_parameter(at, value)?;
    }
    Ok(())
}

fn cell(value: ValueRef<'_>) -> Result<Cell, StoreError> {
    Ok(match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(value) => Cell::Int(value),
        ValueRef::Text(value) => {
            Cell::Text(String::from_utf8(value.to_vec()).map_err(|_| StoreError::Form("UTF-8"))?)
        }
        ValueRef::Blob(value) => Cell::Bytes(value.to_vec()),
        ValueRef::Real(_) => return Err(StoreError::Form("no fraction")),
    })
}

impl ToSql for Value<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Int(value) => ValueRef::Integer(*value),
            Self::Text(value) => ValueRef::Text(value.as_bytes()),
            Self::Bytes(value) => ValueRef::Blob(value),
        }))
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => Self::Conflict,
            _ => Self::Database(error.to_string()),
        }
    }
}
