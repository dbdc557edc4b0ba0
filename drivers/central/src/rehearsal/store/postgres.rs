//! PostgreSQL behind several nodes: each node keeps a few connections, the database keeps everything else.

use super::value::{Cell, Row, Value};
use super::{Connection, Records, StoreError};
use postgres::error::SqlState;
use postgres::types::{IsNull, ToSql, Type, to_sql_checked};
use postgres::{Client, NoTls, Statement};
use std::cell::RefCell;
use std::collections::HashMap;
use std::error::Error;

/// In order; the table `schema_version` holds how many a database has seen.
const MIGRATIONS: &[&str] = &[
    include_str!("../../../migrations/postgres/0001_service.sql"),
    include_str!("../../../migrations/postgres/0002_insurers.sql"),
    include_str!("../../../migrations/postgres/0003_reference_numbers.sql"),
    include_str!("../../../migrations/postgres/0004_enrolment.sql"),
    include_str!("../../../migrations/postgres/0005_viewings.sql"),
    include_str!("../../../migrations/postgres/0006_outages.sql"),
];
/// Nodes that start together bring the database up to date one after the other.
const MIGRATING: i64 = 0x6d61_646f;

pub(super) struct Postgres {
    client: RefCell<Client>,
    prepared: RefCell<HashMap<String, Statement>>,
}

impl Postgres {
    /// Connects to `postgres://user@host/database` or `postgresql:///database?host=/socket/folder`.
    pub(super) fn open(url: &str) -> Result<Self, StoreError> {
        let client = Client::connect(url, NoTls)?;
        Ok(Self { client: RefCell::new(client), prepared: RefCell::default() })
    }

    /// Brings the database up to date.
    pub(super) fn migrate(&mut self) -> Result<(), StoreError> {
        let client = self.client.get_mut();
        let mut step = client.transaction()?;
        step.execute("SELECT pg_advisory_xact_lock($1)", &[&MIGRATING])?;
        step.batch_execute("CREATE TABLE IF NOT EXISTS schema_version (number BIGINT PRIMARY KEY)")?;
        let seen: i64 =
            step.query_one("SELECT coalesce(max(number), 0) FROM schema_version", &[])?.try_get(0)?;
        for (number, sql) in (1_i64..).zip(MIGRATIONS).skip_while(|(number, _)| *number <= seen) {
            step.batch_execute(sql)?;
            step.execute("INSERT INTO schema_version VALUES ($1)", &[&number])?;
        }
        Ok(step.commit()?)
    }

    /// Prepares a question once; both databases number their parameters, `?1` here being `$1`.
    fn statement(&self, sql: &str) -> Result<Statement, StoreError> {
        if let Some(statement) = self.prepared.borrow().get(sql) {
            return Ok(statement.clone());
        }
        let statement = self.client.borrow_mut().prepare(&sql.replace('?', "$"))?;
        self.prepared.borrow_mut().insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    fn run(&mut self, sql: &str) -> Result<(), StoreError> {
        Ok(self.client.get_mut().batch_execute(sql)?)
    }
}

impl Connection for Postgres {
    /// PostgreSQL joins the commits of its connections by itself.
    const BATCH: usize = 1;

    fn begin(&mut self) -> Result<(), StoreError> {
        self.run("BEGIN")
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
        work(self)
    }
}

impl Records for Postgres {
    fn execute(&self, sql: &str, values: &[Value<'_>]) -> Result<u64, StoreError> {
        let statement = self.statement(sql)?;
        Ok(self.client.borrow_mut().execute(&statement, &parameters(values))?)
    }

    fn query(&self, sql: &str, values: &[Value<'_>]) -> Result<Vec<Row>, StoreError> {
        let statement = self.statement(sql)?;
        let rows = self.client.borrow_mut().query(&statement, &parameters(values))?;
        rows.iter().map(row).collect()
    }
}

fn parameters<'a>(values: &'a [Value<'_>]) -> Vec<&'a (dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

fn row(row: &postgres::Row) -> Result<Row, StoreError> {
    let cells = row.columns().iter().enumerate().map(|(at, column)| cell(row, at, column.type_()));
    cells.collect::<Result<_, _>>().map(Row)
}

fn cell(row: &postgres::Row, at: usize, kind: &Type) -> Result<Cell, StoreError> {
    let cell = match *kind {
        Type::INT8 => row.try_get::<_, Option<i64>>(at)?.map(Cell::Int),
        Type::INT4 => row.try_get::<_, Option<i32>>(at)?.map(|value| Cell::Int(value.into())),
        Type::BOOL => row.try_get::<_, Option<bool>>(at)?.map(|value| Cell::Int(value.into())),
        Type::TEXT | Type::VARCHAR => row.try_get::<_, Option<String>>(at)?.map(Cell::Text),
        Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(at)?.map(Cell::Bytes),
        _ => return Err(StoreError::Form("a number, a text or bytes")),
    };
    Ok(cell.unwrap_or(Cell::Null))
}

impl ToSql for Value<'_> {
    fn to_sql(
        &self,
        kind: &Type,
        out: &mut postgres::types::private::BytesMut,
    ) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match (self, kind) {
            (Self::Null, _) => Ok(IsNull::Yes),
            (Self::Int(value), &Type::INT4) => i32::try_from(*value)?.to_sql(kind, out),
            (Self::Int(value), _) => value.to_sql(kind, out),
            (Self::Text(value), _) => value.to_sql(kind, out),
            (Self::Bytes(value), _) => value.to_sql(kind, out),
        }
    }

    fn accepts(kind: &Type) -> bool {
        matches!(*kind, Type::INT8 | Type::INT4 | Type::TEXT | Type::VARCHAR | Type::BYTEA)
    }

    to_sql_checked!();
}

impl From<postgres::Error> for StoreError {
    fn from(error: postgres::Error) -> Self {
        // Only the state and the constraint are named: the details of an error may quote a person's data.
        match error.code() {
            _ if error.is_closed() => Self::Lost,
            Some(
                &SqlState::UNIQUE_VIOLATION
                | &SqlState::T_R_SERIALIZATION_FAILURE
                | &SqlState::T_R_DEADLOCK_DETECTED,
            ) => Self::Conflict,
            Some(&SqlState::ADMIN_SHUTDOWN | &SqlState::CRASH_SHUTDOWN | &SqlState::CANNOT_CONNECT_NOW) => {
                Self::Lost
            }
            Some(state) => Self::Database(format!("PostgreSQL state {}", state.code())),
            None if error.source().is_some_and(|cause| cause.is::<std::io::Error>()) => Self::Lost,
            None => Self::Database(error.to_string()),
        }
    }
}
