//! A made-up population with the defects of 2021 planted in it, registered and checked: is each found, and nothing else?
//!
//! The generator knows what it plants; the checks know nothing of that and see the registered rows and the resident
//! register alone. What they report is held against what was planted, row by row.

mod defects;
mod names;
mod people;

use self::defects::Plan;
use self::people::{People, Person};
use super::insurers::number::MyNumber;
use super::insurers::register::{Batch, Naming, insert, next_id, open_findings};
use super::insurers::row::MemberRow;
use super::insurers::{Finding, FoundRow, door, examine};
use super::store::{Records, Store, StoreError, Value};
use super::{Database, Error};
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// So many people are made and written at once.
const CHUNK: usize = 2000;
/// The moment of registration: 2026-11-22 10:00:00 in Japan.
const NOW: i64 = 1_795_309_200;

/// Holds what came of it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Figures {
    /// How many people were made.
    pub people: usize,
    /// How many rows were taken.
    pub rows: u64,
    /// How many were refused at the door.
    pub refused: u64,
    /// Per kind: planted, found of those, found beyond those.
    pub kinds: BTreeMap<Finding, (usize, usize, usize)>,
    /// Rows that agree with a former name.
    pub former_names: u64,
    /// Rows that agree with a former address.
    pub former_addresses: u64,
    /// Rows that agree but for characters that one side cannot write.
    pub unknown_characters: u64,
    /// How long making and writing took.
    pub writing: Duration,
    /// How long the checks took.
    pub checking: Duration,
}

impl Figures {
    /// Says whether everything planted was found, and nothing else.
    pub fn are_perfect(&self) -> bool {
        !self.kinds.is_empty()
            && self.kinds.values().all(|(planted, found, beyond)| planted == found && *beyond == 0)
    }
}

/// Makes a population of about `members` people from a seed, registers and checks it, and counts; blocks.
///
/// # Errors
/// The records cannot be opened or written.
pub fn populate(database: &Database, members: usize, seed: u64) -> Result<Figures, Error> {
    let store = Store::open(database)?;
    let start = Instant::now();
    let mut figures = Figures::default();
    let first = store.run_blocking(|db| next_id(db))?;
    let planted = write_all(&store, members, seed, &mut figures)?;
    store.run_blocking(|db| db.execute("ANALYZE", &[]).map(drop))?;
    figures.writing = start.elapsed();
    let start = Instant::now();
    check_all(&store, first, &mut figures)?;
    figures.checking = start.elapsed();
    let found = store.run_blocking(|db| open_findings(db, None, i64::MAX))?;
    count(&planted, found.into_iter().collect(), &mut figures);
    Ok(figures)
}

fn write_all(
    store: &Store,
    members: usize,
    seed: u64,
    figures: &mut Figures,
) -> Result<BTreeSet<FoundRow>, Error> {
    let naming = Arc::new(store.run_blocking(|db| Naming::read(db))?);
    let mut people = People::new(StdRng::seed_from_u64(seed), members);
    let plan = Plan::new(&mut people, members);
    let mut planted = BTreeSet::new();
    while figures.people < members {
        let mut chunk = Vec::with_capacity(CHUNK + 8);
        while chunk.len() < CHUNK && figures.people + chunk.len() < members {
            chunk.extend(people.household());
        }
        planted.extend(plan.plant(&mut people, &mut chunk, figures.people));
        figures.people += chunk.len();
        let naming = Arc::clone(&naming);
        let (taken, refused) = store.run_blocking(move |db| write(db, &chunk, &naming))?;
        figures.rows += taken;
        figures.refused += refused;
    }
    Ok(planted)
}

fn write(db: &dyn Records, chunk: &[Person], naming: &Naming) -> Result<(u64, u64), StoreError> {
    write_residents(db, chunk)?;
    let (mut rows, mut numbers, mut refused) = (Vec::<MemberRow>::new(), Vec::<MyNumber>::new(), 0);
    for row in chunk.iter().flat_map(|person| std::iter::once(&person.row).chain(&person.further)) {
        match door::admit(row, None) {
            Ok(number) => {
                rows.push(row.clone());
                numbers.push(number);
            }
            Err(kind) => {
                examine::report(db, &row.insurer_number, &row.reference, kind, NOW)?;
                refused += 1;
            }
        }
    }
    Batch { first: next_id(db)?, rows: &rows, numbers: &numbers }.write(db, naming)?;
    Ok((rows.len() as u64, refused))
}

fn write_residents(db: &dyn Records, chunk: &[Person]) -> Result<(), StoreError> {
    let listed: Vec<_> =
        chunk.iter().filter_map(|person| Some((person.number.as_str(), person.resident.as_ref()?))).collect();
    insert(db, "INSERT INTO resident", "ON CONFLICT (my_number) DO NOTHING", listed.len(), |index| {
        let (number, resident) = listed[index];
        let items = &resident.items;
        vec![
            Value::from(number),
            (&items.name).into(),
            (&items.kana).into(),
            (&items.birth).into(),
            (&items.sex).into(),
            (&items.address).into(),
            resident.former_name.as_ref().into(),
            resident.former_kana.as_ref().into(),
            resident.former_address.as_ref().into(),
        ]
    })
}

fn check_all(store: &Store, first: i64, figures: &mut Figures) -> Result<(), Error> {
    let mut from = first;
    loop {
        let page = store.run_blocking(move |db| examine::examine(db, from, i64::MAX, NOW))?;
        figures.former_names += page.former_names;
        figures.former_addresses += page.former_addresses;
        figures.unknown_characters += page.unknown_characters;
        match page.last {
            Some(last) => from = last + 1,
            None => return Ok(()),
        }
    }
}

fn count(planted: &BTreeSet<FoundRow>, found: BTreeSet<FoundRow>, figures: &mut Figures) {
    for row in planted {
        let of_kind = figures.kinds.entry(row.kind).or_default();
        of_kind.0 += 1;
        of_kind.1 += usize::from(found.contains(row));
    }
    for row in found.difference(planted) {
        figures.kinds.entry(row.kind).or_default().2 += 1;
    }
}
