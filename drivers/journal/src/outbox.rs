//! What the desk needs to ask the centre again later: four facts of each patient, sealed, until the answer came.
//!
//! The facts are those that the official fallback writes down when the system is out (fact sheet §4.4): name, sex, birth
//! date, address. They are sealed with ChaCha20-Poly1305 under a key that lies in a file of its own, so that a copy of
//! the database tells nothing. A question, once acknowledged, survives a kill at any moment; it keeps its request id and its
//! bytes as they were written, so the centre answers it once however often it is asked; and what is done is never kept again
//! under the same id. What became of it stands beside it: a file that only lacks its name, or a word for the desk.
//!
//! A lost key, another key or a changed row is an error that says so. Nothing is deleted for it.

use std::fmt;
use std::path::Path;
use std::time::Duration;

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::rand::{SecureRandom as _, SystemRandom};
use rusqlite::{Connection, OptionalExtension as _, params};
use zeroize::Zeroizing;

use crate::{Error, Word, key};

/// The versions of the file, oldest first; a released one never changes.
const MIGRATIONS: [&str; 2] = [
    include_str!("../migrations/outbox/0001_kept.sql"),
    include_str!("../migrations/outbox/0002_answers.sql"),
];

/// Marks the file as an outbox (`PRAGMA application_id`): "MDOB".
const APPLICATION_ID: i64 = 0x4D44_4F42;

/// How long a change waits for another program that reads or writes the file.
const PATIENCE: Duration = Duration::from_secs(5);

/// One fact of a person: `Debug` shows that there is one, never what it is; wiped when dropped.
#[derive(Clone, PartialEq, Eq)]
pub struct Fact(Zeroizing<String>);

impl Fact {
    /// Takes the fact as text.
    pub fn new(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    /// Gives the text itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Fact(…)")
    }
}

/// The four facts, as the card's text application gives them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// 氏名.
    pub name: Fact,
    /// 性別, OQSCD007: 1, 2, or 3 where the card does not say.
    pub sex: Fact,
    /// 生年月日, `yyyyMMdd`.
    pub birth_date: Fact,
    /// 住所.
    pub address: Fact,
}

/// A question that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Its place in the order of arrival.
    pub place: u64,
    /// The id under which it is asked, however often.
    pub request_id: Word,
    /// When it was kept, Unix milliseconds.
    pub at_unix_ms: i64,
    /// Whom it is about.
    pub facts: Facts,
    /// The question as it was written once; it holds the same facts.
    pub question: Fact,
    /// The number by which they were told that they would be called, where the house has such numbers.
    pub call: Option<Word>,
    /// The file that holds its answer and only lacks its name, where it came so far.
    pub staged: Option<String>,
    /// Why nothing will be handed over, where that is known: the desk sees to it.
    pub verdict: Option<Word>,
}

/// How many questions there are, and since when.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Those that wait for the centre.
    pub waiting: u64,
    /// Those that the desk sees to.
    pub left: u64,
    /// When the oldest of all was kept, Unix milliseconds.
    pub oldest_unix_ms: Option<i64>,
}

/// An open outbox.
pub struct Outbox {
    database: Connection,
    key: LessSafeKey,
}

impl Outbox {
    /// Opens an outbox, making the file and its key if there is neither.
    ///
    /// # Errors
    /// [`Error::KeyLost`] where questions wait and the key's file is gone, [`Error::WrongKey`] where it is another,
    /// [`Error::KeyUnusable`] where others may read it or it is no key, [`Error::NotAJournal`], [`Error::TooNew`],
    /// [`Error::Database`].
    pub fn open(path: &Path, key_file: &Path) -> Result<Self, Error> {
        let mut database = Connection::open(path)?;
        database.busy_timeout(PATIENCE)?;
        crate::store::prepare(&mut database, path, APPLICATION_ID, &MIGRATIONS)?;
        // What is done is overwritten, not only unlinked.
        database.pragma_update(None, "secure_delete", true)?;
        let secret = match key::read(key_file)? {
            Some(secret) => secret,
            None if is_marked(&database)? => return Err(Error::KeyLost { path: key_file.to_owned() }),
            None => key::make(key_file)?,
        };
        mark(&mut database, &key::fingerprint(&secret), key_file)?;
        let key = UnboundKey::new(&CHACHA20_POLY1305, &secret[..]).map_err(|_| Error::Sealing)?;
        Ok(Self { database, key: LessSafeKey::new(key) })
    }

    /// Keeps a question, and the number by which the patient is called; on return it is on the disk. An id that was kept
    /// before, waiting or done, stays as it is.
    ///
    /// # Errors
    /// [`Error::Database`], or [`Error::Sealing`] if the machine gives no randomness.
    pub fn put(
        &mut self,
        request_id: &Word,
        at_unix_ms: i64,
        (facts, question): (&Facts, &Fact),
        call: Option<&Word>,
    ) -> Result<(), Error> {
        let mut nonce = [0; NONCE_LEN];
        SystemRandom::new().fill(&mut nonce).map_err(|_| Error::Sealing)?;
        let mut sealed = to_bytes(facts, question, call);
        let aad = Aad::from(bound_to(request_id.as_str(), at_unix_ms));
        let tag = (self.key)
            .seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), aad, &mut sealed)
            .map_err(|_| Error::Sealing)?;
        let sealed = [&sealed[..], tag.as_ref()].concat();
        self.database.execute(
            "INSERT INTO kept (request_id, at_unix_ms, nonce, sealed) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (request_id) DO NOTHING",
            params![request_id.as_str(), at_unix_ms, nonce, sealed],
        )?;
        Ok(())
    }

    /// Counts the questions.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn standing(&self) -> Result<Standing, Error> {
        let sql = "SELECT count(*) FILTER (WHERE verdict IS NULL), count(verdict), min(at_unix_ms)
                   FROM kept WHERE sealed IS NOT NULL";
        let columns = |row: &rusqlite::Row<'_>| {
            Ok(Standing { waiting: row.get(0)?, left: row.get(1)?, oldest_unix_ms: row.get(2)? })
        };
        Ok(self.database.query_row(sql, [], columns)?)
    }

    /// Gives the next question after a place (0 before the first), whether it waits or is left to the desk; it stays until
    /// it is [`Self::done`].
    ///
    /// # Errors
    /// [`Error::Tampered`] with the place of a row that the key does not open; the ones after it can still be taken.
    pub fn take(&self, after: u64) -> Result<Option<Kept>, Error> {
        let sql = "SELECT place, request_id, at_unix_ms, staged, verdict, nonce, sealed FROM kept
                   WHERE place > ?1 AND sealed IS NOT NULL ORDER BY place LIMIT 1";
        let Some(row) = self.database.query_row(sql, [after], Row::read).optional()? else { return Ok(None) };
        let place = row.place;
        self.unseal(row).map(Some).ok_or(Error::Tampered { place })
    }

    /// Notes that the answer lies in a file that only lacks its name.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn stage(&mut self, request_id: &Word, file: &str) -> Result<(), Error> {
        let sql = "UPDATE kept SET staged = ?2 WHERE request_id = ?1 AND sealed IS NOT NULL";
        self.database.execute(sql, [request_id.as_str(), file])?;
        Ok(())
    }

    /// Notes why nothing will be handed over.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn leave(&mut self, request_id: &Word, verdict: &Word) -> Result<(), Error> {
        let sql = "UPDATE kept SET verdict = ?2 WHERE request_id = ?1 AND sealed IS NOT NULL";
        self.database.execute(sql, [request_id.as_str(), verdict.as_str()])?;
        Ok(())
    }

    /// Wipes a question that was answered, or that nobody sees to any more; its id stays. Done twice is done.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn done(&mut self, request_id: &Word) -> Result<(), Error> {
        let sql = "UPDATE kept SET nonce = NULL, sealed = NULL, staged = NULL WHERE request_id = ?1";
        self.database.execute(sql, [request_id.as_str()])?;
        Ok(())
    }

    fn unseal(&self, row: Row) -> Option<Kept> {
        let Row { place, at_unix_ms, staged, .. } = row;
        let nonce = Nonce::try_assume_unique_for_key(&row.nonce).ok()?;
        let mut bytes = Zeroizing::new(row.sealed);
        let aad = Aad::from(bound_to(&row.request_id, at_unix_ms));
        let (facts, question, call) = from_bytes(self.key.open_in_place(nonce, aad, &mut bytes).ok()?)?;
        let request_id = Word::new(&row.request_id).ok()?;
        let verdict = row.verdict.as_deref().map(Word::new).transpose().ok()?;
        Some(Kept { place, request_id, at_unix_ms, facts, question, call, staged, verdict })
    }
}

impl fmt::Debug for Outbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outbox").finish_non_exhaustive()
    }
}

/// A row as it lies there.
struct Row {
    place: u64,
    request_id: String,
    at_unix_ms: i64,
    staged: Option<String>,
    verdict: Option<String>,
    nonce: Vec<u8>,
    sealed: Vec<u8>,
}

impl Row {
    fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Self> {
        let (place, request_id, at_unix_ms) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let (staged, verdict, nonce, sealed) = (row.get(3)?, row.get(4)?, row.get(5)?, row.get(6)?);
        Ok(Self { place, request_id, at_unix_ms, staged, verdict, nonce, sealed })
    }
}

/// Each fact after its length, four bytes, the most significant first; then the question in the same way, and the number by
/// which the patient is called, where there is one: rows of before end with the question.
fn to_bytes(facts: &Facts, question: &Fact, call: Option<&Word>) -> Zeroizing<Vec<u8>> {
    let parts = [&facts.name, &facts.sex, &facts.birth_date, &facts.address, question].map(Fact::reveal);
    let parts = || parts.into_iter().chain(call.map(Word::as_str));
    // Sized at once: a buffer that grows leaves copies behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(parts().map(|part| 4 + part.len()).sum()));
    for part in parts() {
        bytes.extend_from_slice(&(part.len() as u32).to_be_bytes());
        bytes.extend_from_slice(part.as_bytes());
    }
    bytes
}

fn from_bytes(mut bytes: &[u8]) -> Option<(Facts, Fact, Option<Word>)> {
    let rest = &mut bytes;
    let facts = Facts { name: next(rest)?, sex: next(rest)?, birth_date: next(rest)?, address: next(rest)? };
    let question = next(rest)?;
    let call = if rest.is_empty() { None } else { Some(Word::new(next(rest)?.reveal()).ok()?) };
    rest.is_empty().then_some((facts, question, call))
}

fn next(bytes: &mut &[u8]) -> Option<Fact> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (part, rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize)?;
    *bytes = rest;
    Some(Fact::new(str::from_utf8(part).ok()?))
}

/// What a sealed row is bound to: moved under another id or time, it does not open.
fn bound_to(request_id: &str, at_unix_ms: i64) -> Vec<u8> {
    [&at_unix_ms.to_be_bytes(), request_id.as_bytes()].concat()
}

fn is_marked(database: &Connection) -> Result<bool, Error> {
    Ok(database.query_row("SELECT count(*) FROM key", [], |row| row.get::<_, u64>(0))? > 0)
}

/// Notes which key this outbox was made with, or compares.
fn mark(database: &mut Connection, fingerprint: &[u8; 32], key_file: &Path) -> Result<(), Error> {
    let change = database.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let noted: Option<Vec<u8>> =
        change.query_row("SELECT fingerprint FROM key", [], |row| row.get(0)).optional()?;
    match noted {
        Some(noted) if noted == fingerprint => {}
        Some(_) => return Err(Error::WrongKey { path: key_file.to_owned() }),
        None => {
            change.execute("INSERT INTO key VALUES (?1)", [fingerprint])?;
        }
    }
    Ok(change.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_from_before_there_were_call_numbers_is_still_read() {
        let fact = Fact::new;
        let facts =
            Facts { name: fact("花子"), sex: fact("2"), birth_date: fact("19500401"), address: fact("") };
        let question = fact("{}");
        for call in [None, Some(Word::new("A12").unwrap())] {
            let bytes = to_bytes(&facts, &question, call.as_ref());
            assert_eq!(from_bytes(&bytes), Some((facts.clone(), question.clone(), call)));
            assert_eq!(from_bytes(&[&bytes[..], b"x"].concat()), None);
        }
    }
}
