//! Whose insurance holds on which day: 資格有効性 and the records that go with it (eligibility-interface fact 4.4).

use super::kana::half_width;
use super::likeness::Facts;
use super::records::Owner;
use super::store::{Records, Row, StoreError, values};
use crate::wire::{self, InsuredNumbers, QualificationResult, QualificationValidity};

/// Is what the insurers say about a question.
#[derive(Default)]
pub(super) struct Insurances {
    pub(super) validity: Option<QualificationValidity>,
    pub(super) results: Vec<QualificationResult>,
}

/// The columns that [`Insurance::read`] expects, and after them the person and what their story says.
const COLUMNS: &str =
    "insurer, symbol, number, branch, relation, name, kana, sex, member.birth, address, post_number,
                       qualified_from, lost_on, loss_reason, issued_on, extra, person, story";

/// Answers for a card's owner: the current record; where none is, the last one lost; where several are, all of them.
pub(super) fn by_card(db: &dyn Records, owner: &Owner, day: &str) -> Result<Insurances, StoreError> {
    by_person(db, &owner.person, owner.story, day)
}

/// The same for a person, with what a persona's story says of them.
pub(super) fn by_person(
    db: &dyn Records,
    person: &str,
    story: Option<QualificationValidity>,
    day: &str,
) -> Result<Insurances, StoreError> {
    let insurances: Vec<_> = of_person(db, person)?.into_iter().map(|member| member.insurance).collect();
    let (validity, chosen) = match story {
        Some(QualificationValidity::NotFound) => (QualificationValidity::NotFound, Vec::new()),
        Some(validity) => (validity, insurances),
        None => choose(insurances, day),
    };
    let results = chosen.into_iter().map(|insurance| insurance.answer).collect();
    Ok(Insurances { validity: Some(validity), results })
}

/// Answers for whoever has these numbers: the record asked about, and whether a newer one exists, but never that one.
///
/// Gives the person too, where it is one.
pub(super) fn by_numbers(
    db: &dyn Records,
    numbers: &InsuredNumbers,
    birth: &str,
    day: &str,
) -> Result<(Insurances, Option<String>), StoreError> {
    let mut found = of_numbers(db, numbers)?;
    found.retain(|member| member.insurance.answer.birthdate.as_deref() == Some(birth));
    let (validity, person) = match found.as_slice() {
        [] => (QualificationValidity::NotFound, None),
        [one] => (one.validity(db, day)?, Some(one.person.clone())),
        _ => (QualificationValidity::Several, None),
    };
    found.retain(|_| validity != QualificationValidity::NotFound);
    let results = found.into_iter().map(|member| member.insurance.answer).collect();
    Ok((Insurances { validity: Some(validity), results }, person))
}

/// Lists the members whom numbers fit; what is not given fits any.
pub(super) fn of_numbers(db: &dyn Records, numbers: &InsuredNumbers) -> Result<Vec<Member>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM member JOIN person ON person.id = member.person
         WHERE insurer = ?1 AND number = ?2 AND withheld = 0 ORDER BY member.id"
    );
    let insurer = numbers.insurer_number.trim_start();
    let rows = db.query(&sql, values![insurer, &numbers.insured_identification_number])?;
    let mut found = rows.iter().map(Member::read).collect::<Result<Vec<_>, _>>()?;
    let fits = |asked: &Option<String>, there: &Option<String>| asked.is_none() || asked == there;
    found.retain(|Member { insurance: Insurance { answer, .. }, .. }| {
        fits(&numbers.insured_card_symbol, &answer.insured_card_symbol)
            && fits(&numbers.insured_branch_number, &answer.insured_branch_number)
    });
    Ok(found)
}

/// Lists a person's insurances as far as they are given out.
pub(super) fn of_person(db: &dyn Records, person: &str) -> Result<Vec<Member>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM member JOIN person ON person.id = member.person
         WHERE member.person = ?1 AND withheld = 0 ORDER BY member.id"
    );
    db.query(&sql, values![person])?.iter().map(Member::read).collect()
}

/// Is what one insurer says of a person, where somebody is looked for by what the card says.
pub(super) struct Candidate {
    pub(super) person: String,
    pub(super) story: Option<QualificationValidity>,
    birth: String,
    name: String,
    kana: String,
    sex: String,
    address: String,
}

impl Candidate {
    /// Gives what is to be compared.
    pub(super) fn facts(&self) -> Facts<'_> {
        let Self { name, kana, sex, birth, address, .. } = self;
        Facts { name, kana, sex, birth, address }
    }
}

/// Lists what insurers say of everybody born on a day, as far as it is given out.
pub(super) fn born_on(db: &dyn Records, birth: &str) -> Result<Vec<Candidate>, StoreError> {
    let sql =
        "SELECT person, story, name, kana, sex, address FROM member JOIN person ON person.id = member.person
               WHERE member.birth = ?1 AND withheld = 0 ORDER BY member.id";
    let candidate = |row: &Row| {
        let story = row.opt_text(1)?.and_then(|code| QualificationValidity::from_code(&code));
        let (name, kana) = (row.text(2)?, row.text(3)?);
        let (sex, address, birth) = (row.text(4)?, row.text(5)?, birth.to_owned());
        Ok(Candidate { person: row.text(0)?, story, birth, name, kana, sex, address })
    };
    db.query(sql, values![birth])?.iter().map(candidate).collect()
}

/// Is one insurance, and whose.
pub(super) struct Member {
    pub(super) person: String,
    story: Option<QualificationValidity>,
    insurance: Insurance,
}

impl Member {
    /// Gives what the institutions are told.
    pub(super) fn record(&self) -> &QualificationResult {
        &self.insurance.answer
    }

    /// Says whether the insurance holds on a day.
    pub(super) fn holds_on(&self, day: &str) -> bool {
        self.insurance.holds_on(day)
    }

    fn validity(&self, db: &dyn Records, day: &str) -> Result<QualificationValidity, StoreError> {
        let is_lost = self.insurance.is_lost_on(day) || self.story == Some(QualificationValidity::Invalid);
        Ok(match self.story {
            Some(QualificationValidity::NotFound) => QualificationValidity::NotFound,
            _ if is_lost => {
                match of_person(db, &self.person)?.iter().any(|other| other.insurance.holds_on(day)) {
                    true => QualificationValidity::InvalidNewerExists,
                    false => QualificationValidity::Invalid,
                }
            }
            _ if self.insurance.holds_on(day) => QualificationValidity::Valid,
            _ => QualificationValidity::NotFound,
        })
    }

    fn read(row: &Row) -> Result<Self, StoreError> {
        let story = row.opt_text(17)?.and_then(|code| QualificationValidity::from_code(&code));
        Ok(Self { person: row.text(16)?, story, insurance: Insurance::read(row)? })
    }
}

fn choose(insurances: Vec<Insurance>, day: &str) -> (QualificationValidity, Vec<Insurance>) {
    let (current, others): (Vec<_>, Vec<_>) = insurances.into_iter().partition(|one| one.holds_on(day));
    let lost = others.into_iter().filter(|one| one.is_lost_on(day));
    let last = lost.max_by(|one, other| one.lost_on.cmp(&other.lost_on));
    match (current.len(), last) {
        (0, None) => (QualificationValidity::NotFound, Vec::new()),
        (0, Some(last)) => (QualificationValidity::Invalid, vec![last]),
        (1, _) => (QualificationValidity::Valid, current),
        _ => (QualificationValidity::Several, current),
    }
}

struct Insurance {
    from: String,
    lost_on: Option<String>,
    answer: QualificationResult,
}

impl Insurance {
    /// Days of eight digits compare as text; the day of loss is the first one without.
    fn holds_on(&self, day: &str) -> bool {
        self.from.as_str() <= day && self.lost_on.as_deref().is_none_or(|lost| day < lost)
    }

    fn is_lost_on(&self, day: &str) -> bool {
        self.lost_on.as_deref().is_some_and(|lost| lost <= day)
    }

    fn read(row: &Row) -> Result<Self, StoreError> {
        let answer = match row.opt_text(15)? {
            Some(extra) => wire::read(extra.as_bytes()).map_err(|_| StoreError::Form("a record"))?,
            None => answer(row)?,
        };
        Ok(Self { from: row.text(11)?, lost_on: row.opt_text(12)?, answer })
    }
}

fn answer(row: &Row) -> Result<QualificationResult, StoreError> {
    let text = |at: usize| row.opt_text(at);
    Ok(QualificationResult {
        insured_card_classification: Some("01".to_owned()),
        insurer_number: Some(format!("{:>8}", row.str(0)?)),
        insured_card_symbol: text(1)?,
        insured_identification_number: text(2)?,
        insured_branch_number: text(3)?,
        personal_family_classification: text(4)?,
        name: text(5)?,
        name_kana: Some(half_width(row.str(6)?)),
        sex1: text(7)?,
        sex2: text(7)?,
        birthdate: text(8)?,
        address: text(9)?,
        post_number: text(10)?,
        qualification_date: text(11)?,
        disqualification_date: text(12)?,
        reason_of_loss: text(13)?,
        insured_certificate_issuance_date: text(14)?,
        insured_card_valid_date: text(11)?,
        ..QualificationResult::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use QualificationValidity::{Invalid, NotFound, Several, Valid};

    #[test]
    fn the_day_decides_which_insurance_holds() {
        let check = |rows: &[(&str, Option<&str>)], expected, chosen: &[&str]| {
            let insurance = |(from, lost): &(&str, Option<&str>)| Insurance {
                from: (*from).to_owned(),
                lost_on: lost.map(str::to_owned),
                answer: QualificationResult::default(),
            };
            let (validity, kept) = choose(rows.iter().map(insurance).collect(), "20261122");
            assert_eq!(validity, expected, "{rows:?}");
            assert_eq!(kept.iter().map(|one| one.from.as_str()).collect::<Vec<_>>(), chosen, "{rows:?}");
        };
        check(&[], NotFound, &[]);
        check(&[("20261123", None)], NotFound, &[]);
        check(&[("20261122", None)], Valid, &["20261122"]);
        check(&[("20200401", Some("20261122"))], Invalid, &["20200401"]);
        check(&[("20200401", Some("20261123"))], Valid, &["20200401"]);
        check(&[("20200401", Some("20250401")), ("20250401", None)], Valid, &["20250401"]);
        check(&[("20150401", Some("20200401")), ("20200401", Some("20250401"))], Invalid, &["20200401"]);
        check(&[("20200401", None), ("20250401", None)], Several, &["20200401", "20250401"]);
    }
}
