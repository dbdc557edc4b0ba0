//! What the desk needs to ask the centre again later: four facts of each patient, sealed, until the answer came.
//!
//! The facts are those that the official fallback writes down when the system is out (fact sheet §4.4): name, sex, birth
//! date, address. They are sealed with ChaCha20-Poly1305 under a key that lies in a file of its own, so that a copy of
//! the database tells nothing. A question, once acknowledged, survives a kill at any moment; it keeps its request id, so
//! the centre answers it once however often it is asked; and what is done is never kept again under the same id.
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
const MIGRATIONS: [&str; 1] = [include_str!("../migrations/outbox/0001_kept.sql")];

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
    /// 性別, the card's code (JIS X 0303).
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

    /// Keeps a question; on return it is on the disk. An id that was kept before, waiting or done, stays as it is.
    ///
    /// # Errors
    /// [`Error::Database`], or [`Error::Sealing`] if the machine gives no randomness.
    pub fn put(&mut self, request_id: &Word, at_unix_ms: i64, facts: &Facts) -> Result<(), Error> {
        let mut nonce = [0; NONCE_LEN];
        SystemRandom::new().fill(&mut nonce).map_err(|_| Error::Sealing)?;
        let mut sealed = facts.to_bytes();
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

    /// Counts the questions that wait.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn waiting(&self) -> Result<u64, Error> {
        let sql = "SELECT count(*) FROM kept WHERE sealed IS NOT NULL";
        Ok(self.database.query_row(sql, [], |row| row.get(0))?)
    }

    /// Gives the next question after a place (0 before the first); it waits on until it is [`Self::done`].
    ///
    /// # Errors
    /// [`Error::Tampered`] with the place of a row that the key does not open; the ones after it can still be taken.
    pub fn take(&self, after: u64) -> Result<Option<Kept>, Error> {
        let sql = "SELECT place, request_id, at_unix_ms, nonce, sealed FROM kept
                   WHERE place > ?1 AND sealed IS NOT NULL ORDER BY place LIMIT 1";
        let columns = |row: &rusqlite::Row<'_>| {
            let (nonce, sealed): (Vec<u8>, Vec<u8>) = (row.get(3)?, row.get(4)?);
            Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?, nonce, sealed))
        };
        let Some((place, id, at_unix_ms, nonce, sealed)) =
            self.database.query_row(sql, [after], columns).optional()?
        else {
            return Ok(None);
        };
        let facts =
            self.unseal(&bound_to(&id, at_unix_ms), &nonce, sealed).ok_or(Error::Tampered { place })?;
        let request_id = Word::new(&id).map_err(|_| Error::Tampered { place })?;
        Ok(Some(Kept { place, request_id, at_unix_ms, facts }))
    }

    /// Wipes a question that was answered; its id stays. Done twice is done.
    ///
    /// # Errors
    /// [`Error::Database`].
    pub fn done(&mut self, request_id: &Word) -> Result<(), Error> {
        let sql = "UPDATE kept SET nonce = NULL, sealed = NULL WHERE request_id = ?1";
        self.database.execute(sql, [request_id.as_str()])?;
        Ok(())
    }

    fn unseal(&self, bound_to: &[u8], nonce: &[u8], sealed: Vec<u8>) -> Option<Facts> {
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut bytes = Zeroizing::new(sealed);
        let plain = self.key.open_in_place(nonce, Aad::from(bound_to), &mut bytes).ok()?;
        Facts::from_bytes(plain)
    }
}

impl fmt::Debug for Outbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outbox").finish_non_exhaustive()
    }
}

impl Facts {
    /// Each fact after its length, four bytes, the most significant first.
    fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let facts = [&self.name, &self.sex, &self.birth_date, &self.address].map(Fact::reveal);
        // Sized at once: a buffer that grows leaves copies behind.
        let mut bytes = Zeroizing::new(Vec::with_capacity(facts.iter().map(|fact| 4 + fact.len()).sum()));
        for fact in facts {
            bytes.extend_from_slice(&(fact.len() as u32).to_be_bytes());
            bytes.extend_from_slice(fact.as_bytes());
        }
        bytes
    }

    fn from_bytes(mut bytes: &[u8]) -> Option<Self> {
        let mut next = || {
            let (length, rest) = bytes.split_first_chunk::<4>()?;
            let (fact, rest) = rest.split_at_checked(u32::from_be_bytes(*length) as usize)?;
            bytes = rest;
            Some(Fact::new(str::from_utf8(fact).ok()?))
        };
        let facts = Self { name: next()?, sex: next()?, birth_date: next()?, address: next()? };
        bytes.is_empty().then_some(facts)
    }
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
