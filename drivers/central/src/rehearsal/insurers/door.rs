//! What one row shows by itself, before anything is looked up.

use super::Finding;
use super::number::{MyNumber, NumberFault, insurer_number_fits};
use super::row::{LONGEST_REFERENCE, MemberRow};
use crate::rehearsal::calendar::is_day;

/// 記号 and 番号 have at most so many characters.
const LONGEST_NUMBER: usize = 20;
const LONGEST_TEXT: usize = 200;

/// Says why a row is not taken, or returns its number.
pub(crate) fn admit(row: &MemberRow, insurer: Option<&str>) -> Result<MyNumber, Finding> {
    let number = MyNumber::parse(&row.my_number.0).map_err(|fault| match fault {
        NumberFault::Form => Finding::NumberMalformed,
        NumberFault::CheckDigit => Finding::NumberCheckDigit,
        NumberFault::Foreign => Finding::NumberForeign,
    })?;
    let days = [Some(&row.birth), Some(&row.qualified_from), Some(&row.issued_on), row.lost_on.as_ref()];
    match () {
        () if !insurer_number_fits(&row.insurer_number) => Err(Finding::InsurerNumberWrong),
        () if insurer.is_some_and(|insurer| insurer != row.insurer_number) => Err(Finding::InsurerForeign),
        () if !is_complete(row) => Err(Finding::ElementMalformed),
        () if !days.into_iter().flatten().all(|day| is_day(day)) => Err(Finding::DayMalformed),
        () => Ok(number),
    }
}

/// Finds what keeps a row from the institutions although it is taken.
pub(crate) fn findings(
    (symbol, number, branch): (Option<&str>, Option<&str>, Option<&str>),
    (qualified_from, lost_on, issued_on): (&str, Option<&str>, &str),
) -> Vec<Finding> {
    let mut found = Vec::new();
    match number {
        None | Some("") => found.push(Finding::CardNumberMissing),
        Some(number) => {
            let branch_fits = branch.is_none_or(|branch| branch.len() == 2 && digits(branch));
            if !(is_card_number(number) && symbol.is_none_or(is_card_number) && branch_fits) {
                found.push(Finding::CardNumberMalformed);
            }
        }
    }
    // Days of eight digits compare as text.
    if lost_on.is_some_and(|lost| lost < qualified_from || lost < issued_on) {
        found.push(Finding::LostBeforeIssue);
    }
    found
}

fn is_complete(row: &MemberRow) -> bool {
    let texts = [&row.name, &row.kana, &row.address, &row.post_number];
    let filled = |text: &&String| (1..=LONGEST_TEXT).contains(&text.chars().count());
    let fits = |text: &Option<String>| text.as_ref().is_none_or(|text| text.chars().count() <= LONGEST_TEXT);
    (1..=LONGEST_REFERENCE).contains(&row.reference.chars().count())
        && texts.iter().all(filled)
        && [&row.symbol, &row.number, &row.branch].into_iter().all(fits)
        && matches!(row.sex.as_str(), "1" | "2" | "3")
        && matches!(row.relation.as_str(), "1" | "2")
        && matches!(row.loss_reason.as_deref(), None | Some("01" | "02" | "03" | "99"))
}

/// 記号 and 番号 may hold Japanese, `・` and `-`, but no `●`, no full-width digits, no spaces.
fn is_card_number(text: &str) -> bool {
    let allowed = |char: char| {
        char.is_ascii_alphanumeric()
            || matches!(char, '-' | '・' | '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
    };
    (1..=LONGEST_NUMBER).contains(&text.chars().count()) && text.chars().all(allowed)
}

fn digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_the_card_are_looked_at() {
        let check = |symbol, number, branch, expected: &[Finding]| {
            let found = findings((symbol, number, branch), ("20200401", None, "20200401"));
            assert_eq!(found, expected, "{symbol:?} {number:?} {branch:?}");
        };
        check(Some("見本・12"), Some("0012345"), Some("01"), &[]);
        check(None, Some("00123456"), None, &[]);
        check(Some("01"), None, Some("01"), &[Finding::CardNumberMissing]);
        check(Some("01"), Some(""), None, &[Finding::CardNumberMissing]);
        for number in ["00●2345", "１２３４", "12 34", "123456789012345678901"] {
            check(Some("01"), Some(number), Some("01"), &[Finding::CardNumberMalformed]);
        }
        check(Some("●"), Some("1"), Some("01"), &[Finding::CardNumberMalformed]);
        check(Some("01"), Some("1"), Some("1"), &[Finding::CardNumberMalformed]);
    }

    #[test]
    fn an_insurance_cannot_end_before_it_began_or_was_issued() {
        let check = |from, lost, issued, expected: &[Finding]| {
            assert_eq!(findings((None, Some("1"), None), (from, lost, issued)), expected);
        };
        check("20200401", Some("20200401"), "20200401", &[]);
        check("20200401", Some("20200331"), "20200301", &[Finding::LostBeforeIssue]);
        check("20200401", Some("20210101"), "20210102", &[Finding::LostBeforeIssue]);
        check("20200401", None, "20190101", &[]);
    }
}
