//! Whether the centre's record is of the person whose card lies there.
//!
//! Insurers have registered the numbers of other people, and a stranger's insurance and medicines came up at the counter. Birth
//! date and sex are on both sides, and the card's are signed by its issuer. A name is not compared: it changes with a
//! marriage, and insurers write it with ●, in older forms or in Latin letters.

use crate::session::Personal;
use card::{CardFace, Sex};
use central::wire::{self, QualificationResult};

/// What the card says of its holder; opened by 照合番号B together with the photo.
pub(super) struct Holder {
    /// `yyyyMMdd`.
    birth_date: Personal,
    sex: wire::Sex,
}

/// The card's sex in the words of 性別1 (OQSCD007).
pub(super) fn sex(sex: Sex) -> wire::Sex {
    match sex {
        Sex::Male => wire::Sex::Male,
        Sex::Female => wire::Sex::Female,
        Sex::NotApplicable | Sex::Unknown => wire::Sex::NotSet,
    }
}

/// What a record says otherwise than the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Conflict {
    BirthDate,
    Sex,
}

impl Holder {
    pub(super) fn of(face: &CardFace) -> Self {
        Self { birth_date: Personal::new(face.birth_date.reveal()), sex: sex(face.sex) }
    }

    /// The same of a card that was read during an outage.
    pub(super) fn kept(birth_date: &str, sex: &str) -> Self {
        let all = [wire::Sex::Male, wire::Sex::Female];
        let sex = all.into_iter().find(|one| one.code() == sex).unwrap_or(wire::Sex::NotSet);
        Self { birth_date: Personal::new(birth_date), sex }
    }

    /// Lists what any of the records says otherwise; what one side does not know is no conflict.
    pub(super) fn conflicts(&self, records: &[QualificationResult]) -> Vec<Conflict> {
        let birth_date = records
            .iter()
            .filter_map(|record| record.birthdate.as_deref())
            .any(|date| differ(self.birth_date.reveal(), date));
        let sex =
            records.iter().filter_map(|record| record.sex1.as_deref()).any(|sex| self.is_other_than(sex));
        [(birth_date, Conflict::BirthDate), (sex, Conflict::Sex)]
            .into_iter()
            .filter_map(|(is_so, conflict)| is_so.then_some(conflict))
            .collect()
    }

    /// Compares with 性別1 (OQSCD007): 1 male, 2 female, 3 not set.
    fn is_other_than(&self, code: &str) -> bool {
        match self.sex {
            wire::Sex::Male => code == "2",
            wire::Sex::Female => code == "1",
            wire::Sex::NotSet => false,
        }
    }
}

/// Tells whether two dates of `yyyyMMdd` cannot be the same day; an unknown year, month or day is written in zeros.
fn differ(ours: &str, theirs: &str) -> bool {
    let part =
        |date: &str, range: std::ops::Range<usize>| date.get(range).and_then(|part| part.parse::<u16>().ok());
    [0..4, 4..6, 6..8].into_iter().any(|range| match (part(ours, range.clone()), part(theirs, range)) {
        (Some(0), _) | (_, Some(0)) | (None, _) | (_, None) => false,
        (ours, theirs) => ours != theirs,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_differ_where_both_sides_know_better() {
        let rows = [
            ("19800217", "19800217", false),
            ("19800217", "19800218", true),
            ("19800217", "19810217", true),
            ("19800217", "19801702", true),
            ("19800200", "19800217", false),
            ("19800000", "19800517", false),
            ("19800000", "19790517", true),
            ("00000000", "19800217", false),
            ("19800217", "", false),
            ("19800217", "●●●●●●●●", false),
        ];
        for (ours, theirs, expected) in rows {
            assert_eq!(differ(ours, theirs), expected, "{ours} {theirs}");
            assert_eq!(differ(theirs, ours), expected, "{theirs} {ours}");
        }
    }
}
