//! Whose insurance holds on which day: 資格有効性 and the records that go with it (eligibility-interface fact 4.4).

use super::kana::half_width;
use super::records::Owner;
use super::store::{Records, Row, StoreError, values};
use crate::wire::{self, QualificationResult, QualificationValidity};

/// Is what the insurers say about a question.
#[derive(Default)]
pub(super) struct Insurances {
    pub(super) validity: Option<QualificationValidity>,
    pub(super) results: Vec<QualificationResult>,
}

/// Answers for a card's owner: the current record; where none is, the last one lost; where several are, all of them.
pub(super) fn by_card(db: &dyn Records, owner: &Owner, day: &str) -> Result<Insurances, StoreError> {
    let sql =
        "SELECT insurer, symbol, number, branch, relation, name, kana, sex, birth, address, post_number,
                      qualified_from, lost_on, loss_reason, issued_on, extra
               FROM member WHERE person = ?1 AND withheld = 0 ORDER BY id";
    let rows = db.query(sql, values![&owner.person])?;
    let insurances = rows.iter().map(Insurance::read).collect::<Result<Vec<_>, _>>()?;
    let (validity, chosen) = match owner.story {
        Some(QualificationValidity::NotFound) => (QualificationValidity::NotFound, Vec::new()),
        Some(validity) => (validity, insurances),
        None => choose(insurances, day),
    };
    let results = chosen.into_iter().map(|insurance| insurance.answer).collect();
    Ok(Insurances { validity: Some(validity), results })
}

fn choose(insurances: Vec<Insurance>, day: &str) -> (QualificationValidity, Vec<Insurance>) {
    let (current, others): (Vec<_>, Vec<_>) = insurances.into_iter().partition(|one| one.holds_on(day));
    let lost = others.into_iter().filter(|one| one.lost_on.as_deref().is_some_and(|lost| lost <= day));
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
