//! The journal's file: SQLite with a write-ahead log, flushed to the disk before an append is acknowledged.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};

use crate::chain::Row;
use crate::entry::{check_visit, detail_from_text, detail_to_text};
use crate::{Entry, Error, EventKind, Hash, Stored};

/// The versions of the file, oldest first; a released one never changes.
const MIGRATIONS: [&str; 1] = [include_str!("../migrations/0001_entries.sql")];

/// Marks the file as a journal (`PRAGMA application_id`): "MDJN".
const APPLICATION_ID: i64 = 0x4D44_4A4E;

/// How many of the newest entries are verified at every start; all of them can be years.
const TAIL: u64 = 1_000;

/// How long an append waits for another program that reads or writes the file.
const PATIENCE: Duration = Duration::from_secs(5);

/// What [`chained`] reads.
const COLUMNS: &str = "SELECT sequence, at_unix_ms, visit, event, detail, hash FROM entries";

/// The newest end of the chain; noted elsewhere, it shows later that nothing was cut off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The newest entry's place; 0 when there is none.
    pub sequence: u64,
    /// The newest entry's hash; zeros when there is none.
    pub hash: Hash,
}

/// An open journal.
#[derive(Debug)]
pub struct Journal {
    database: Connection,
}

impl Journal {
    /// Opens a journal, making the file if it is not there, and verifies its newest 1,000 entries.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let mut database = Connection::open(path)?;
        database.busy_timeout(PATIENCE)?;
        prepare(&mut database, path, APPLICATION_ID, &MIGRATIONS)?;
        let journal = Self { database };
        let head = journal.head()?;
        journal.verify_after(head.sequence.saturating_sub(TAIL))?;
        tracing::info!(entries = head.sequence, "journal opened");
        Ok(journal)
    }

    /// Adds an entry and gives its sequence number; on return the entry is on the disk.
    pub fn append(&mut self, entry: &Entry) -> Result<u64, Error> {
        check_visit(&entry.visit)?;
        let detail = detail_to_text(&entry.detail)?;
        let change = self.database.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let head = head(&change)?;
        let row = Row {
            sequence: head.sequence + 1,
            at_unix_ms: entry.at_unix_ms,
            visit: entry.visit.clone(),
            event: entry.event.to_string(),
            detail,
        };
        insert(&change, &row, row.hash_after(head.hash))?;
        change.commit()?;
        Ok(row.sequence)
    }

    /// Verifies the whole chain and gives the number of entries.
    pub fn verify(&self) -> Result<u64, Error> {
        self.verify_after(0)
    }

    /// Gives the entries of a visit, or all, in their order.
    pub fn entries(&self, visit: Option<&str>) -> Result<Vec<Stored>, Error> {
        // Two texts, so that the search for one visit can use its index.
        let chosen = if visit.is_some() { "visit = ?1" } else { "?1 IS NULL" };
        let mut query =
            self.database.prepare_cached(&format!("{COLUMNS} WHERE {chosen} ORDER BY sequence"))?;
        let mut rows = query.query([visit])?;
        let mut entries = Vec::new();
        while let Some(row) = rows.next()? {
            entries.push(stored(row)?);
        }
        Ok(entries)
    }

    /// Gives the newest end of the chain.
    pub fn head(&self) -> Result<Head, Error> {
        head(&self.database)
    }

    /// Verifies what follows an entry; that entry's own hash is taken as true.
    fn verify_after(&self, after: u64) -> Result<u64, Error> {
        let mut query =
            self.database.prepare_cached(&format!("{COLUMNS} WHERE sequence >= ?1 ORDER BY sequence"))?;
        let mut rows = query.query([after])?;
        let mut last = Head { sequence: after, hash: Hash::default() };
        if after > 0 {
            let row = rows.next()?.ok_or(Error::Broken { sequence: after })?;
            last.hash = Hash(row.get(5)?);
        }
        while let Some(row) = rows.next()? {
            let (row, hash) = chained(row)?;
            let sequence = last.sequence + 1;
            if row.sequence != sequence || row.hash_after(last.hash) != hash {
                tracing::error!(sequence, "the journal's chain is broken");
                return Err(Error::Broken { sequence });
            }
            last = Head { sequence, hash };
        }
        Ok(last.sequence)
    }
}

/// Refuses another program's file, makes every commit last, and brings the file to the newest version.
pub(crate) fn prepare(
    database: &mut Connection,
    path: &Path,
    application_id: i64,
    migrations: &[&str],
) -> Result<(), Error> {
    let foreign =
        |error| if is_foreign(&error) { Error::NotAJournal { path: path.to_owned() } } else { error.into() };
    let id = pragma(database, "application_id").map_err(foreign)?;
    let tables: i64 = database.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if id != application_id && tables != 0 {
        return Err(Error::NotAJournal { path: path.to_owned() });
    }
    // WAL keeps readers off the writer's way; FULL flushes the log before COMMIT returns.
    database.pragma_update(None, "journal_mode", "wal")?;
    database.pragma_update(None, "synchronous", "full")?;
    migrate(database, application_id, migrations)
}

/// Brings the file to the newest version, each step whole or not at all.
fn migrate(database: &mut Connection, application_id: i64, migrations: &[&str]) -> Result<(), Error> {
    let change = database.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (found, known) = (pragma(&change, "user_version")?, migrations.len() as i64);
    let left = usize::try_from(found).ok().and_then(|done| migrations.get(done..));
    for migration in left.ok_or(Error::TooNew { found, known })? {
        change.execute_batch(migration)?;
    }
    change.pragma_update(None, "application_id", application_id)?;
    change.pragma_update(None, "user_version", known)?;
    Ok(change.commit()?)
}

fn pragma(database: &Connection, name: &str) -> Result<i64, rusqlite::Error> {
    database.pragma_query_value(None, name, |row| row.get(0))
}

/// Tells a file that is no database from one that cannot be reached.
fn is_foreign(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(rusqlite::ErrorCode::NotADatabase)
}

fn head(database: &Connection) -> Result<Head, Error> {
    let mut query =
        database.prepare_cached("SELECT sequence, hash FROM entries ORDER BY sequence DESC LIMIT 1")?;
    let newest =
        query.query_row([], |row| Ok(Head { sequence: row.get(0)?, hash: Hash(row.get(1)?) })).optional()?;
    Ok(newest.unwrap_or(Head { sequence: 0, hash: Hash::default() }))
}

fn insert(change: &Transaction<'_>, row: &Row, hash: Hash) -> Result<(), Error> {
    let mut insert = change.prepare_cached("INSERT INTO entries VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
    insert.execute(params![row.sequence, row.at_unix_ms, row.visit, row.event, row.detail, hash.0])?;
    Ok(())
}

fn chained(row: &rusqlite::Row<'_>) -> Result<(Row, Hash), rusqlite::Error> {
    let texts = Row {
        sequence: row.get(0)?,
        at_unix_ms: row.get(1)?,
        visit: row.get(2)?,
        event: row.get(3)?,
        detail: row.get(4)?,
    };
    Ok((texts, Hash(row.get(5)?)))
}

fn stored(row: &rusqlite::Row<'_>) -> Result<Stored, Error> {
    let (row, hash) = chained(row)?;
    Ok(Stored {
        sequence: row.sequence,
        at_unix_ms: row.at_unix_ms,
        event: EventKind::from_text(&row.event)?,
        detail: detail_from_text(&row.detail)?,
        visit: row.visit,
        hash,
    })
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::{Detail, Word};

    fn entry(visit: &str, n: i64) -> Entry {
        let event = EventKind::FaultShown { code: Word::new("card-unreadable").unwrap() };
        Entry {
            at_unix_ms: 1_790_000_000_000 + n,
            visit: visit.into(),
            event,
            detail: vec![("n", Detail::Number(n))],
        }
    }

    /// Makes a journal of so many entries and gives its file.
    fn journal_of(entries: i64) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal.db");
        let mut journal = Journal::open(&path).unwrap();
        for n in 1..=entries {
            assert_eq!(journal.append(&entry(&format!("v{}", n % 2), n)).unwrap(), n as u64);
        }
        (folder, path)
    }

    /// Does what an intruder with the file does: takes the triggers away, then changes what they like.
    fn tamper(path: &Path, sql: &str) {
        let disarm = "DROP TRIGGER entries_are_not_changed; DROP TRIGGER entries_are_not_removed;
                      DROP TRIGGER entries_follow_each_other;";
        Connection::open(path).unwrap().execute_batch(&format!("{disarm} {sql}")).unwrap();
    }

    #[test]
    fn entries_read_back_in_their_order_and_by_visit() {
        let (_folder, path) = journal_of(5);
        let journal = Journal::open(&path).unwrap();
        assert_eq!(journal.verify().unwrap(), 5);
        let all = journal.entries(None).unwrap();
        assert_eq!(all.iter().map(|e| e.sequence).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
        assert_eq!(all[4].hash, journal.head().unwrap().hash);
        assert_eq!(all[2].detail, [("n".to_owned(), Detail::Number(3))]);
        let of_one: Vec<_> = journal.entries(Some("v0")).unwrap().iter().map(|e| e.sequence).collect();
        assert_eq!(of_one, [2, 4]);
        assert!(journal.entries(Some("v9")).unwrap().is_empty());
    }

    #[test]
    fn sql_cannot_change_or_remove_an_entry() {
        let (_folder, path) = journal_of(3);
        let database = Connection::open(&path).unwrap();
        for sql in [
            "UPDATE entries SET visit = 'v9' WHERE sequence = 2",
            "DELETE FROM entries WHERE sequence = 3",
            "DELETE FROM entries",
            "INSERT OR REPLACE INTO entries SELECT 2, 0, '', 'card-read', '', hash FROM entries WHERE sequence = 2",
            "INSERT INTO entries SELECT 9, 0, '', 'card-read', '', hash FROM entries WHERE sequence = 3",
        ] {
            let refused = database.execute_batch(sql).unwrap_err().to_string();
            assert!(refused.contains("the journal is append-only"), "{sql}: {refused}");
        }
        assert_eq!(Journal::open(&path).unwrap().verify().unwrap(), 3);
    }

    #[test]
    fn whoever_gets_past_the_triggers_breaks_the_chain() {
        for (sql, broken_at) in [
            ("UPDATE entries SET at_unix_ms = 0 WHERE sequence = 1", 1),
            ("UPDATE entries SET visit = 'v9' WHERE sequence = 3", 3),
            ("UPDATE entries SET event = 'card-read' WHERE sequence = 4", 4),
            ("UPDATE entries SET detail = '' WHERE sequence = 6", 6),
            ("UPDATE entries SET hash = zeroblob(32) WHERE sequence = 2", 2),
            ("DELETE FROM entries WHERE sequence = 1", 1),
            ("DELETE FROM entries WHERE sequence = 5", 5),
            (
                "DELETE FROM entries WHERE sequence = 3; UPDATE entries SET sequence = sequence - 1 WHERE sequence > 3",
                3,
            ),
            ("INSERT INTO entries SELECT 7, 0, '', 'card-read', '', hash FROM entries WHERE sequence = 6", 7),
        ] {
            let (_folder, path) = journal_of(6);
            let open = Journal::open(&path).unwrap();
            tamper(&path, sql);
            assert!(
                matches!(open.verify(), Err(Error::Broken { sequence }) if sequence == broken_at),
                "{sql}"
            );
            // Opening says the same, and never goes on behind a break.
            assert!(
                matches!(Journal::open(&path), Err(Error::Broken { sequence }) if sequence == broken_at),
                "{sql}"
            );
        }
    }

    #[test]
    fn a_gap_is_a_break_even_where_the_hashes_fit() {
        let (_folder, path) = journal_of(2);
        let open = Journal::open(&path).unwrap();
        tamper(&path, "");
        let head = open.head().unwrap();
        let row = Row {
            sequence: 9,
            at_unix_ms: 0,
            visit: "v".into(),
            event: "card-read".into(),
            detail: String::new(),
        };
        let hash = row.hash_after(head.hash);
        let forging = open.database.unchecked_transaction().unwrap();
        insert(&forging, &row, hash).unwrap();
        forging.commit().unwrap();
        assert!(matches!(open.verify(), Err(Error::Broken { sequence: 3 })));
    }

    #[test]
    fn a_cut_end_shows_against_a_head_that_was_noted() {
        let (_folder, path) = journal_of(6);
        let noted = Journal::open(&path).unwrap().head().unwrap();
        tamper(&path, "DELETE FROM entries WHERE sequence > 4");
        let journal = Journal::open(&path).unwrap();
        assert_eq!(journal.verify().unwrap(), 4);
        assert!(journal.head().unwrap().sequence < noted.sequence);
    }

    #[test]
    fn opening_verifies_the_tail_and_verify_the_rest() {
        let (_folder, path) = journal_of(TAIL as i64 + 20);
        tamper(&path, "UPDATE entries SET visit = 'v9' WHERE sequence = 10");
        let journal = Journal::open(&path).unwrap();
        assert!(matches!(journal.verify(), Err(Error::Broken { sequence: 10 })));
    }

    #[test]
    fn no_name_or_picture_gets_in() {
        let (_folder, path) = journal_of(0);
        let mut journal = Journal::open(&path).unwrap();
        for visit in ["窓口　花子", "Hanako Madoguchi", "1950/04/01", &"ab".repeat(crate::MAX_WORD)] {
            assert!(matches!(journal.append(&entry(visit, 1)), Err(Error::NotAWord { .. })));
        }
        assert_eq!(journal.verify().unwrap(), 0);
    }

    #[test]
    fn two_programs_append_to_one_chain() {
        let (_folder, path) = journal_of(0);
        let writers = ["left", "right"].map(|visit| {
            let path = path.clone();
            let write = move || {
                let mut journal = Journal::open(&path).unwrap();
                for n in 0..50 {
                    journal.append(&entry(visit, n)).unwrap();
                }
            };
            std::thread::Builder::new().name(visit.into()).spawn(write).unwrap()
        });
        writers.into_iter().for_each(|writer| writer.join().unwrap());
        assert_eq!(Journal::open(&path).unwrap().verify().unwrap(), 100);
    }

    #[test]
    fn only_a_journal_of_a_known_version_is_opened() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("other.db");
        Connection::open(&path).unwrap().execute_batch("CREATE TABLE patients (name TEXT)").unwrap();
        assert!(matches!(Journal::open(&path), Err(Error::NotAJournal { .. })));
        let path = folder.path().join("text.db");
        std::fs::write(
            &path,
            "this is no database, and it is longer than a header of a hundred bytes. ".repeat(3),
        )
        .unwrap();
        assert!(matches!(Journal::open(&path), Err(Error::NotAJournal { .. })));
        let (_folder, path) = journal_of(1);
        Connection::open(&path).unwrap().pragma_update(None, "user_version", 99).unwrap();
        assert!(matches!(Journal::open(&path), Err(Error::TooNew { found: 99, known: 1 })));
        assert!(matches!(Journal::open(Path::new("/nowhere/journal.db")), Err(Error::Database(_))));
    }

    #[test]
    fn every_append_is_flushed() {
        let (_folder, path) = journal_of(0);
        let journal = Journal::open(&path).unwrap();
        let full = 2;
        assert_eq!(pragma(&journal.database, "synchronous").unwrap(), full);
        let mode: String =
            journal.database.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap();
        assert_eq!(mode, "wal");
    }
}
