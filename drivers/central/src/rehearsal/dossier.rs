//! Made-up medical information: the same person always has the same, and none of it is anybody's.
//!
//! Medicines and codes exist nowhere (見本 means sample); only the names of check-up items are real.

use super::calendar;
use crate::wire::{Checkup, CheckupItem, ClinicalEntry, ClinicalSection, Dispensing, Medicine};
use sha2::{Digest as _, Sha256};

const MEDICINES: [(&str, &str, &str, &str); 5] = [
    ("見本降圧錠５ｍｇ", "見本ジピン", "１日１回朝食後", "錠"),
    ("見本胃薬カプセル２０ｍｇ", "見本プラゾール", "１日１回夕食後", "カプセル"),
    ("見本解熱散５０％", "見本アミノフェン", "発熱時", "ｇ"),
    ("見本抗菌錠２５０ｍｇ", "見本マイシン", "１日３回毎食後", "錠"),
    ("見本軟膏０．１％", "見本ゾン", "１日２回塗布", "ｇ"),
];
const ALLERGIES: [&str; 3] = ["見本マイシンで発疹", "そば", "なし"];
const DISEASES: [&str; 3] = ["高血圧症", "アレルギー性鼻炎", "腰痛症"];
/// Four prescriptions a year.
const EVERY: i64 = 91 * calendar::DAY;

/// Draws numbers from a person's name in the records.
struct Draws([u8; 32]);

impl Draws {
    fn of(person: &str, what: &str) -> Self {
        Self(Sha256::digest(format!("{what}\0{person}").as_bytes()).into())
    }

    fn below(&self, place: usize, end: usize) -> usize {
        self.0.get(place).map_or(0, |byte| usize::from(*byte) % end.max(1))
    }

    fn one_of<T: Copy>(&self, place: usize, all: &[T]) -> Option<T> {
        all.get(self.below(place, all.len())).copied()
    }
}

/// Returns what was dispensed within the last year, newest first.
pub(super) fn dispensings(person: &str, now: i64) -> Vec<Dispensing> {
    let draws = Draws::of(person, "YZK");
    (0..draws.below(0, 4)).map(|number| dispensing(&draws, number, now)).collect()
}

fn dispensing(draws: &Draws, number: usize, now: i64) -> Dispensing {
    let day = now - EVERY * i64::try_from(number + 1).unwrap_or_default();
    let medicine = |(place, (name, ingredient, usage, unit)): (usize, (&str, &str, &str, &str))| Medicine {
        code: format!("0000000F{:04}", draws.below(place, 1000)),
        name: name.to_owned(),
        ingredient: ingredient.to_owned(),
        usage: usage.to_owned(),
        quantity: (1 + draws.below(place + 1, 3)).to_string(),
        unit: unit.to_owned(),
        times: (7 * (1 + draws.below(place + 2, 4))).to_string(),
    };
    let places = 4 * number + 1..4 * number + 3;
    let drawn = places.filter_map(|place| Some((place, draws.one_of(place, &MEDICINES)?)));
    Dispensing { dispensed_on: calendar::eight_digits(day), medicines: drawn.map(medicine).collect() }
}

/// Returns last year's check-up.
pub(super) fn checkups(person: &str, now: i64) -> Vec<Checkup> {
    let draws = Draws::of(person, "TKK");
    let item = |(code, name, value, unit): (&str, &str, usize, &str)| CheckupItem {
        code: code.to_owned(),
        name: name.to_owned(),
        value: value.to_string(),
        unit: Some(unit.to_owned()),
    };
    let items = [
        ("MDG-001", "身長", 150 + draws.below(1, 35), "cm"),
        ("MDG-002", "体重", 45 + draws.below(2, 40), "kg"),
        ("MDG-003", "収縮期血圧", 100 + draws.below(3, 60), "mmHg"),
        ("MDG-004", "拡張期血圧", 60 + draws.below(4, 35), "mmHg"),
        ("MDG-005", "空腹時血糖", 80 + draws.below(5, 50), "mg/dl"),
    ];
    let day = now - 200 * calendar::DAY;
    vec![Checkup { examined_on: calendar::eight_digits(day), items: items.into_iter().map(item).collect() }]
}

/// Returns the clinical entries of some headings.
pub(super) fn clinical(person: &str, headings: &[ClinicalSection], now: i64) -> Vec<ClinicalEntry> {
    let draws = Draws::of(person, "CIP");
    let recorded_on = calendar::eight_digits(now - 100 * calendar::DAY);
    let entry = |section: &ClinicalSection| {
        let text = match section {
            ClinicalSection::Allergy => draws.one_of(0, &ALLERGIES)?.to_owned(),
            ClinicalSection::Test => format!("HbA1c {}.{} %", 5 + draws.below(1, 2), draws.below(2, 10)),
            ClinicalSection::Disease => draws.one_of(3, &DISEASES)?.to_owned(),
            ClinicalSection::Infection => "なし".to_owned(),
        };
        Some(ClinicalEntry { section: *section, recorded_on: recorded_on.clone(), text })
    };
    headings.iter().filter_map(entry).collect()
}
