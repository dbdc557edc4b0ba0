//! What was wrong in 2021, planted: each defect with the finding that a check must make of it, and nothing else.
//!
//! Proportions follow the public figures: numbers of the card missing 0.05 %, malformed 0.002 %, numbers of another
//! member of the same insurer about 30,000 of 125 million (eligibility-interface fact 4.1). The others are ours.
//! Beside them stand differences that are no defects: former names and addresses, `●`, an earlier insurance.

use super::people::{People, Person};
use crate::rehearsal::insurers::compare::FiveItems;
use crate::rehearsal::insurers::row::{MemberRow, NumberText};
use crate::rehearsal::insurers::{Finding, FoundRow};
use rand::Rng as _;
use rand::seq::index;
use std::collections::HashMap;
use zeroize::Zeroizing;

/// Each kind and how many in a million people.
const RATES: &[(Finding, usize)] = &[
    (Finding::CardNumberMissing, 500),
    (Finding::CardNumberMalformed, 20),
    // Pairs.
    (Finding::Swapped, 120),
    (Finding::NumberOfAnother, 100),
    (Finding::NumberCheckDigit, 20),
    (Finding::NumberMalformed, 10),
    (Finding::InsurerNumberWrong, 10),
    (Finding::DayMalformed, 10),
    (Finding::LostBeforeIssue, 20),
    (Finding::ResidentUnlisted, 20),
    (Finding::ItemDiffers, 50),
    (Finding::AddressDiffers, 50),
    (Finding::DoubleAcross, 100),
    (Finding::DoubleWithin, 20),
];
/// A small population has each defect too.
const LEAST: usize = 2;

/// Says which person gets which defect.
pub(super) struct Plan(HashMap<usize, Finding>);

impl Plan {
    pub(super) fn new(people: &mut People, members: usize) -> Self {
        let counts = RATES.iter().map(|(kind, rate)| (kind, (members * rate / 1_000_000).max(LEAST)));
        let kinds: Vec<_> = counts.flat_map(|(kind, count)| std::iter::repeat_n(*kind, count)).collect();
        let who = index::sample(people.rng(), members, kinds.len().min(members));
        Self(who.into_iter().zip(kinds).collect())
    }

    /// Plants what is planned for a chunk of people, the first of whom is number `first`, and says what was planted.
    pub(super) fn plant(&self, people: &mut People, chunk: &mut [Person], first: usize) -> Vec<FoundRow> {
        for (index, person) in chunk.iter_mut().enumerate() {
            if !self.0.contains_key(&(first + index)) {
                vary(people, person);
            }
        }
        let mut planted = Vec::new();
        for index in 0..chunk.len() {
            if let Some(kind) = self.0.get(&(first + index)) {
                let partner = self.partner(chunk, first, index, *kind);
                planted.extend(plant(people, chunk, index, partner, *kind));
            }
        }
        planted
    }

    /// Finds somebody ordinary of the same insurer, who shares neither birthday nor reading.
    fn partner(&self, chunk: &[Person], first: usize, index: usize, kind: Finding) -> Option<usize> {
        let one = &chunk[index].row;
        let fits = |other: &usize| {
            let person = &chunk[*other];
            *other != index
                && person.plain
                && !self.0.contains_key(&(first + *other))
                && person.row.birth != one.birth
                && person.row.kana != one.kana
                && person.row.insurer_number == one.insurer_number
        };
        let wants_one = matches!(kind, Finding::Swapped | Finding::NumberOfAnother);
        wants_one.then(|| (0..chunk.len()).find(fits)).flatten()
    }
}

fn found(row: &MemberRow, kind: Finding) -> FoundRow {
    FoundRow { insurer_number: row.insurer_number.clone(), reference: row.reference.clone(), kind }
}

fn plant(
    people: &mut People,
    chunk: &mut [Person],
    index: usize,
    partner: Option<usize>,
    kind: Finding,
) -> Vec<FoundRow> {
    let Some(partner) = partner else {
        let person = &mut chunk[index];
        person.plain = false;
        spoil(people, person, kind);
        let rows = std::iter::once(&person.row).chain(&person.further);
        return rows.filter(|_| has_trace(kind)).map(|row| found(row, kind)).collect();
    };
    let (mine, theirs) = (chunk[index].number.clone(), chunk[partner].number.clone());
    let text = |number: &str| NumberText(Zeroizing::new(number.to_owned()));
    chunk[index].row.my_number = text(theirs.as_str());
    chunk[index].plain = false;
    let mut planted = vec![found(&chunk[index].row, kind)];
    chunk[partner].plain = false;
    if kind == Finding::Swapped {
        chunk[partner].row.my_number = text(mine.as_str());
        planted.push(found(&chunk[partner].row, kind));
    }
    planted
}

/// A swap needs a partner; where the chunk has none, nothing was planted.
fn has_trace(kind: Finding) -> bool {
    !matches!(kind, Finding::Swapped | Finding::NumberOfAnother)
}

fn spoil(people: &mut People, person: &mut Person, kind: Finding) {
    let row = &mut person.row;
    match kind {
        Finding::CardNumberMissing => row.number = None,
        Finding::CardNumberMalformed => {
            let number = row.number.clone().unwrap_or_default();
            let odd = [number.replacen('0', "●", 1), "１２３４５６７".to_owned(), "1".repeat(21)];
            row.number = odd.get(people.rng().gen_range(0..odd.len())).cloned();
        }
        Finding::NumberCheckDigit => row.my_number = altered(&row.my_number),
        Finding::NumberMalformed => row.my_number.0.truncate(11),
        Finding::InsurerNumberWrong => {
            let last = row.insurer_number.pop().and_then(|digit| digit.to_digit(10)).unwrap_or_default();
            row.insurer_number.push_str(&((last + 1) % 10).to_string());
        }
        Finding::DayMalformed => row.qualified_from = "20200230".to_owned(),
        Finding::LostBeforeIssue => row.lost_on = Some("19991231".to_owned()),
        Finding::ResidentUnlisted => person.resident = None,
        Finding::ItemDiffers => row.birth = other_month(&row.birth),
        Finding::AddressDiffers => row.address = format!("{}101号室", people.address()),
        Finding::DoubleAcross => {
            let insurer_number = people.other_insurer(&row.insurer_number);
            person.further.push(MemberRow { insurer_number, ..again(row) });
        }
        Finding::DoubleWithin => person.further.push(again(row)),
        _ => {}
    }
}

fn again(row: &MemberRow) -> MemberRow {
    let reference = format!("{}-2", row.reference);
    MemberRow { reference, number: Some("9000001".to_owned()), ..row.clone() }
}

fn altered(number: &NumberText) -> NumberText {
    let mut text = number.0.as_str().to_owned();
    let last = text.pop().and_then(|digit| digit.to_digit(10)).unwrap_or_default();
    NumberText(Zeroizing::new(format!("{text}{}", (last + 1) % 10)))
}

fn other_month(day: &str) -> String {
    let month = if &day[4..6] == "01" { "02" } else { "01" };
    format!("{}{month}{}", &day[..4], &day[6..])
}

/// Makes somebody differ in a way that no check may take for a defect.
fn vary(people: &mut People, person: &mut Person) {
    let draw: f64 = people.rng().r#gen();
    let Some(resident) = &mut person.resident else { return };
    let FiveItems { name, kana, address, .. } = &mut resident.items;
    person.plain = false;
    match draw {
        // The insurer still has the address from before the move.
        ..0.02 => {
            resident.former_address = Some(address.clone());
            *address = people.address();
        }
        // … and the name from before the wedding.
        ..0.025 => {
            (resident.former_name, resident.former_kana) = (Some(name.clone()), Some(kana.clone()));
            *name = name.replacen(|_: char| true, "新", 1);
            *kana = format!("アタラシ{kana}");
        }
        ..0.04 => person.row.name = person.row.name.replacen(|_: char| true, "●", 1),
        ..0.045 => person.row.address = person.row.address.replacen("番", "●", 1),
        ..0.095 => {
            let from = person.row.qualified_from.clone();
            let insurer_number = people.other_insurer(&person.row.insurer_number);
            let (lost_on, loss_reason) = (Some(from), Some("03".to_owned()));
            let start = "20100401".to_owned();
            let issued_on = start.clone();
            let earlier = again(&person.row);
            let qualified_from = start;
            person.further.push(MemberRow {
                insurer_number,
                qualified_from,
                issued_on,
                lost_on,
                loss_reason,
                ..earlier
            });
        }
        _ => person.plain = true,
    }
}
