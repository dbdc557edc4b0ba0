//! Whose record it is that a card's text speaks of: name, sex, birth date and address held against what an insurer has.
//!
//! `●` stands for a character that one side could not write; it is shown and never matched on. A name that holds it is
//! left out, and the reading has to do. Spaces and the width of letters do not count, nor do small kana in a reading,
//! since registers write ショウ as シヨウ.

use super::kana::full_width;
use crate::wire::{MatchReason, OutageOutcome};

const MASK: char = '●';

/// What one side says of a person.
#[derive(Clone, Copy)]
pub(super) struct Facts<'a> {
    pub(super) name: &'a str,
    /// Empty where it is not known.
    pub(super) kana: &'a str,
    /// OQSCD007.
    pub(super) sex: &'a str,
    /// `yyyyMMdd`.
    pub(super) birth: &'a str,
    pub(super) address: &'a str,
}

/// Says why a record is of whom the question speaks; `None` if it is not.
pub(super) fn recognise(asked: &Facts<'_>, record: &Facts<'_>) -> Option<Vec<MatchReason>> {
    let is_stated = |sex: &str| matches!(sex, "1" | "2");
    let both_stated = is_stated(asked.sex) && is_stated(record.sex);
    if asked.birth != record.birth || (both_stated && asked.sex != record.sex) {
        return None;
    }
    let mut reasons = vec![by_name(asked, record)?];
    reasons.extend((!both_stated).then_some(MatchReason::SexNotStated));
    reasons.extend(of_address(asked.address, record.address));
    Some(reasons)
}

/// Chooses among people and the reasons for each: the only one, or the only one who lives where the question says.
pub(super) fn choose<T>(found: Vec<(T, Vec<MatchReason>)>) -> Result<(T, Vec<MatchReason>), OutageOutcome> {
    let agrees = |reasons: &[MatchReason]| {
        ![MatchReason::AddressDiffers, MatchReason::AddressNotCompared]
            .iter()
            .any(|one| reasons.contains(one))
    };
    let (mut there, mut elsewhere): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|(_, reasons)| agrees(reasons));
    match (there.len(), elsewhere.len()) {
        (1, _) => there.pop().ok_or(OutageOutcome::NotFound),
        (0, 1) => elsewhere.pop().ok_or(OutageOutcome::NotFound),
        (0, 0) => Err(OutageOutcome::NotFound),
        _ => Err(OutageOutcome::Several),
    }
}

fn by_name(asked: &Facts<'_>, record: &Facts<'_>) -> Option<MatchReason> {
    if asked.name.contains(MASK) || record.name.contains(MASK) {
        return same(asked.kana, record.kana, reading).then_some(MatchReason::KanaAndBirthDate);
    }
    same(asked.name, record.name, plain).then_some(MatchReason::NameAndBirthDate)
}

fn of_address(asked: &str, record: &str) -> Option<MatchReason> {
    let is_lacking = |address: &str| address.contains(MASK) || plain(address).is_empty();
    match is_lacking(asked) || is_lacking(record) {
        true => Some(MatchReason::AddressNotCompared),
        false => (!same(asked, record, plain)).then_some(MatchReason::AddressDiffers),
    }
}

/// Whether both say something, and the same.
fn same(one: &str, other: &str, form: fn(&str) -> String) -> bool {
    let (one, other) = (form(one), form(other));
    !one.is_empty() && one == other && !one.contains(MASK)
}

/// Leaves out what does not distinguish: spaces, and the width of kana, Latin letters and digits.
fn plain(text: &str) -> String {
    let narrow = |char: char| match char {
        '！'..='～' => char::from_u32(u32::from(char) - 0xFEE0).unwrap_or(char),
        _ => char,
    };
    let chars = full_width(text).chars().filter(|char| !char.is_whitespace()).map(narrow).collect::<String>();
    chars.to_ascii_uppercase()
}

fn reading(kana: &str) -> String {
    const SMALL: &str = "ァィゥェォッャュョヮヵヶ";
    const LARGE: &str = "アイウエオツヤユヨワカケ";
    let large =
        |char| SMALL.chars().zip(LARGE.chars()).find_map(|(small, large)| (small == char).then_some(large));
    plain(kana).chars().map(|char| large(char).unwrap_or(char)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use MatchReason::{AddressDiffers, AddressNotCompared, KanaAndBirthDate, NameAndBirthDate, SexNotStated};

    const BIRTH: &str = "19711002";
    const HERE: &str = "例示県窓口市例示台一丁目１番１号";

    fn facts<'a>(name: &'a str, kana: &'a str, sex: &'a str, address: &'a str) -> Facts<'a> {
        Facts { name, kana, sex, birth: BIRTH, address }
    }

    #[test]
    fn a_record_is_recognised_for_a_reason_or_not_at_all() {
        let check = |asked: Facts<'_>, record: Facts<'_>, expected: Option<&[MatchReason]>| {
            let story = format!("{} {} / {} {}", asked.name, asked.kana, record.name, record.kana);
            assert_eq!(recognise(&asked, &record).as_deref(), expected, "{story}");
        };
        let (whole, masked) = ("髙﨑　例子", "●●　例子");
        let kana = "タカサキ　レイコ";
        let record = facts(whole, kana, "2", HERE);
        check(facts(whole, "", "2", HERE), record, Some(&[NameAndBirthDate]));
        check(
            facts("髙﨑 例子", "", "2", "例示県窓口市 例示台一丁目1番1号"),
            record,
            Some(&[NameAndBirthDate]),
        );
        check(facts("高﨑　例子", kana, "2", HERE), record, None); // Two names that can be read are not one.
        check(facts(whole, "", "1", HERE), record, None);
        check(Facts { birth: "19711003", ..record }, record, None);
        check(facts(whole, "", "3", HERE), record, Some(&[NameAndBirthDate, SexNotStated]));
        check(facts(whole, "", "2", "よその県"), record, Some(&[NameAndBirthDate, AddressDiffers]));
        check(facts(whole, "", "2", ""), record, Some(&[NameAndBirthDate, AddressNotCompared]));
        let record = facts(masked, kana, "2", "例示県窓口市例示台●丁目");
        check(facts(whole, "", "2", HERE), record, None); // Not even on the part that can be read.
        check(facts(masked, "", "2", HERE), record, None); // ● is not like ●.
        check(facts(whole, "ﾀｶｻｷ ﾚｲｺ", "2", HERE), record, Some(&[KanaAndBirthDate, AddressNotCompared]));
        check(facts(whole, "タカザキ　レイコ", "2", HERE), record, None);
        let small = facts(masked, "シヨウコ", "2", HERE);
        check(facts(whole, "ショウコ", "2", HERE), small, Some(&[KanaAndBirthDate]));
        let latin = facts("ＲＥＨＥＡＲＳＡＬ　ＭＡＲＩＡ", "", "2", HERE);
        check(facts("Rehearsal Maria", "", "2", HERE), latin, Some(&[NameAndBirthDate]));
        check(facts("", "", "2", HERE), facts("　", "", "2", HERE), None);
    }

    #[test]
    fn of_several_only_the_one_at_that_address_is_chosen() {
        let (here, away, unsaid) = (
            vec![NameAndBirthDate],
            vec![NameAndBirthDate, AddressDiffers],
            vec![NameAndBirthDate, AddressNotCompared],
        );
        let check = |found: &[&Vec<MatchReason>], expected: Result<usize, OutageOutcome>| {
            let people = found.iter().map(|reasons| (*reasons).clone()).enumerate().collect();
            assert_eq!(choose(people).map(|(who, _)| who), expected, "{found:?}");
        };
        check(&[], Err(OutageOutcome::NotFound));
        check(&[&here], Ok(0));
        check(&[&away], Ok(0));
        check(&[&away, &here], Ok(1));
        check(&[&unsaid, &here, &away], Ok(1));
        check(&[&here, &here], Err(OutageOutcome::Several));
        check(&[&away, &unsaid], Err(OutageOutcome::Several));
    }
}
