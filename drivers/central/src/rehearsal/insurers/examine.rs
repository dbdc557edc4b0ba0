//! What rows show beside the resident register and beside each other.
//!
//! A page of rows is read with its residents in one question, so that a million rows are examined in minutes. What is
//! found is compared with what stands open: new findings are opened, those that no longer hold are closed, and the
//! rows kept from the institutions accordingly.

use super::compare::{FiveItems, Remarks, Resident, compare};
use super::row::noted;
use super::{Effect, Finding, door};
use crate::rehearsal::store::{Records, Row, StoreError, values};
use std::collections::{BTreeMap, BTreeSet};

/// So many rows are examined in one transaction.
pub(crate) const PAGE: i64 = 1000;

/// Tells how far an examination came.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Examined {
    /// The last row of this page; `None` where no row was left.
    pub(crate) last: Option<i64>,
    pub(crate) rows: u64,
    pub(crate) former_names: u64,
    pub(crate) former_addresses: u64,
    pub(crate) unknown_characters: u64,
}

struct Examinee {
    id: i64,
    insurer: String,
    reference: String,
    number: String,
    items: FiveItems,
    withheld: bool,
    findings: BTreeSet<Finding>,
}

type Result<T> = std::result::Result<T, StoreError>;

/// Examines a page of rows, from `from` to `to` at most, and settles what was found.
pub(crate) fn examine(db: &dyn Records, from: i64, to: i64, now: i64) -> Result<Examined> {
    let mut done = Examined::default();
    let mut page = page(db, from, to, &mut done)?;
    let (Some(first), Some(last)) = (page.keys().next().copied(), page.keys().last().copied()) else {
        return Ok(done);
    };
    for examinee in page.values_mut() {
        if examinee.findings.contains(&Finding::NumberOfAnother) && is_crosswise(db, examinee)? {
            examinee.findings.remove(&Finding::NumberOfAnother);
            examinee.findings.insert(Finding::Swapped);
        }
    }
    doubles(db, first, last, &mut page)?;
    settle(db, first, last, &page, now)?;
    (done.last, done.rows) = (Some(last), page.len() as u64);
    Ok(done)
}

/// Returns rows outside a range whose verdict may depend on the rows in it: those with the same number, and those
/// that carry the number of a person in it.
pub(crate) fn partners(db: &dyn Records, from: i64, to: i64) -> Result<BTreeSet<i64>> {
    let sql = "SELECT other.member FROM member_number mine
               JOIN member_number other ON other.my_number = mine.my_number
               WHERE mine.member BETWEEN ?1 AND ?2
               UNION
               SELECT other.member FROM member mine
               JOIN resident ON resident.birth = mine.birth AND resident.kana = mine.kana
               JOIN member_number other ON other.my_number = resident.my_number
               WHERE mine.id BETWEEN ?1 AND ?2";
    let rows = db.query(sql, values![from, to])?;
    let ids =
        rows.iter().map(|row| row.int(0)).filter(|id| !matches!(id, Ok(id) if (from..=to).contains(id)));
    ids.collect()
}

fn page(db: &dyn Records, from: i64, to: i64, done: &mut Examined) -> Result<BTreeMap<i64, Examinee>> {
    let sql = "SELECT id, insurer, reference, symbol, number, branch, member.name, member.kana, member.birth,
                      member.sex, member.address, qualified_from, lost_on, issued_on, withheld,
                      member_number.my_number, resident.name, resident.kana, resident.birth, resident.sex,
                      resident.address, former_name, former_kana, former_address
               FROM member JOIN member_number ON member = id
               LEFT JOIN resident ON resident.my_number = member_number.my_number
               WHERE id BETWEEN ?1 AND ?2 ORDER BY id LIMIT ?3";
    let rows = db.query(sql, values![from, to, PAGE])?;
    rows.iter().map(|row| examinee(row, done).map(|examinee| (examinee.id, examinee))).collect()
}

fn examinee(row: &Row, done: &mut Examined) -> Result<Examinee> {
    let (symbol, number, branch) = (row.opt_text(3)?, row.opt_text(4)?, row.opt_text(5)?);
    let card = (symbol.as_deref(), number.as_deref(), branch.as_deref());
    let lost_on = row.opt_text(12)?;
    let mut findings: BTreeSet<_> =
        door::findings(card, (row.str(11)?, lost_on.as_deref(), row.str(13)?)).into_iter().collect();
    let items = five_items(row, 6)?;
    match resident(row)?.map(|resident| compare(&items, &resident)) {
        None => drop(findings.insert(Finding::ResidentUnlisted)),
        Some(Err(finding)) => drop(findings.insert(finding)),
        Some(Ok(Remarks { former_name, former_address, unknown_character })) => {
            done.former_names += u64::from(former_name);
            done.former_addresses += u64::from(former_address);
            done.unknown_characters += u64::from(unknown_character);
        }
    }
    Ok(Examinee {
        id: row.int(0)?,
        insurer: row.text(1)?,
        reference: row.text(2)?,
        number: row.text(15)?,
        withheld: row.flag(14)?,
        items,
        findings,
    })
}

fn five_items(row: &Row, at: usize) -> Result<FiveItems> {
    Ok(FiveItems {
        name: row.text(at)?,
        kana: row.text(at + 1)?,
        birth: row.text(at + 2)?,
        sex: row.text(at + 3)?,
        address: row.text(at + 4)?,
    })
}

fn resident(row: &Row) -> Result<Option<Resident>> {
    if row.opt_text(16)?.is_none() {
        return Ok(None);
    }
    Ok(Some(Resident {
        items: five_items(row, 16)?,
        former_name: row.opt_text(21)?,
        former_kana: row.opt_text(22)?,
        former_address: row.opt_text(23)?,
    }))
}

/// Says whether somebody of the same insurer carries this row's own number, and this row carries theirs.
fn is_crosswise(db: &dyn Records, one: &Examinee) -> Result<bool> {
    let sql = "SELECT 1 FROM resident mine
               JOIN member_number ON member_number.my_number = mine.my_number
               JOIN member other ON other.id = member_number.member
               JOIN resident theirs ON theirs.my_number = ?1
               WHERE mine.birth = ?2 AND (mine.kana = ?3 OR mine.former_kana = ?3) AND other.insurer = ?4
                 AND other.birth = theirs.birth AND other.sex = theirs.sex
                 AND (other.kana = theirs.kana OR other.kana = theirs.former_kana)";
    let values = values![&one.number, &one.items.birth, &one.items.kana, &one.insurer];
    Ok(db.first(sql, values)?.is_some())
}

/// Finds rows of one person for overlapping times. A number that is another's tells nothing about its bearer.
fn doubles(db: &dyn Records, first: i64, last: i64, page: &mut BTreeMap<i64, Examinee>) -> Result<()> {
    let sql = "SELECT mine.id, other.insurer = mine.insurer FROM member_number mine_number
               JOIN member_number other_number ON other_number.my_number = mine_number.my_number
               JOIN member mine ON mine.id = mine_number.member
               JOIN member other ON other.id = other_number.member
               WHERE mine_number.member BETWEEN ?1 AND ?2 AND other.id <> mine.id
                 AND other.birth = mine.birth AND other.sex = mine.sex
                 AND (mine.lost_on IS NULL OR mine.lost_on > other.qualified_from)
                 AND (other.lost_on IS NULL OR other.lost_on > mine.qualified_from)";
    for row in db.query(sql, values![first, last])? {
        if let Some(examinee) = page.get_mut(&row.int(0)?) {
            let kind = if row.flag(1)? { Finding::DoubleWithin } else { Finding::DoubleAcross };
            examinee.findings.insert(kind);
        }
    }
    Ok(())
}

fn settle(db: &dyn Records, first: i64, last: i64, page: &BTreeMap<i64, Examinee>, now: i64) -> Result<()> {
    let open = open_findings(db, first, last)?;
    for examinee in page.values() {
        let Examinee { id, insurer, reference, findings, withheld, .. } = examinee;
        let before = open.get(id);
        for kind in findings.iter().filter(|kind| before.is_none_or(|open| !open.contains(kind.as_str()))) {
            report(db, insurer, reference, *kind, now)?;
        }
        let holds = |kind: &str| findings.iter().any(|finding| finding.as_str() == kind);
        for kind in before.into_iter().flatten().filter(|kind| !holds(kind)) {
            let sql = "UPDATE finding SET closed_at = ?4
                       WHERE insurer = ?1 AND reference = ?2 AND kind = ?3 AND closed_at IS NULL";
            db.execute(sql, values![insurer, reference, kind, now])?;
        }
        let withholds = findings.iter().any(|finding| finding.effect() == Effect::Withholds);
        if withholds != *withheld {
            db.execute("UPDATE member SET withheld = ?2 WHERE id = ?1", values![*id, withholds])?;
        }
    }
    Ok(())
}

/// Opens a finding, unless it stands open.
pub(crate) fn report(
    db: &dyn Records,
    insurer: &str,
    reference: &str,
    kind: Finding,
    now: i64,
) -> Result<()> {
    let sql = "INSERT INTO finding VALUES (?1, ?2, ?3, ?4, NULL) ON CONFLICT DO NOTHING";
    db.execute(sql, values![noted(insurer), noted(reference), kind.as_str(), now]).map(drop)
}

fn open_findings(db: &dyn Records, first: i64, last: i64) -> Result<BTreeMap<i64, BTreeSet<String>>> {
    let sql = "SELECT id, kind FROM member JOIN finding
               ON finding.insurer = member.insurer AND finding.reference = member.reference
               WHERE id BETWEEN ?1 AND ?2 AND closed_at IS NULL";
    let mut open = BTreeMap::<i64, BTreeSet<String>>::new();
    for row in db.query(sql, values![first, last])? {
        open.entry(row.int(0)?).or_default().insert(row.text(1)?);
    }
    Ok(open)
}
