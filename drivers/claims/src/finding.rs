//! What a clerk should look at in a result: findings never stop a delivery, and never repeat a value.

use std::fmt;

use crate::check_digit::{self, Warning};
use crate::elements::Leaves;
use crate::result::Body;
use crate::{Confirmation, InsuredRecord, Personal, ResultStatus, Validity};

/// Stands where the central service could not carry a character (U+25CF).
pub const MASK: char = '●';

/// Is one thing to look at, named by its element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The element.
    pub element: &'static str,
    /// What is odd about it.
    pub what: What,
}

/// Says what is odd.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// It holds ●: show it, compare it with nothing, and keep a local value that has the character.
    Masked,
    /// A number that cannot be right.
    Number(Warning),
    /// So many results do not go with the validity.
    ResultCount(usize),
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.element)?;
        match self.what {
            What::Masked => f.write_str("holds ●"),
            What::Number(warning) => warning.fmt(f),
            What::ResultCount(count) => write!(f, "{count} results"),
        }
    }
}

/// Says how two values stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// They are the same.
    Same,
    /// They differ.
    Different,
    /// One of them holds ●, so nobody can say.
    Unknown,
}

impl Personal {
    /// Says whether a character of the value was lost on its way.
    pub fn is_masked(&self) -> bool {
        self.reveal().contains(MASK)
    }

    /// Compares two values; what is masked is never matched on, and not even told to be different.
    pub fn likeness(&self, other: &Self) -> Likeness {
        match self == other {
            _ if self.is_masked() || other.is_masked() => Likeness::Unknown,
            true => Likeness::Same,
            false => Likeness::Different,
        }
    }

    /// Gives the value to keep when this one arrives where `local` stands: ● never replaces a character.
    pub fn over(self, local: Option<Self>) -> Self {
        match local {
            Some(local) if self.is_masked() => local,
            _ => self,
        }
    }
}

impl Confirmation {
    /// Lists what a clerk should look at.
    pub fn findings(&self) -> Vec<Finding> {
        let code = &self.header.institution_code;
        let warning = check_digit::institution_code(code).err();
        let institution =
            warning.map(|warning| Finding { element: "MedicalInstitutionCode", what: What::Number(warning) });
        institution.into_iter().chain(self.body.findings()).collect()
    }
}

impl Body {
    fn findings(&self) -> Vec<Finding> {
        let mut found: Vec<_> = self.results.iter().flat_map(InsuredRecord::findings).collect();
        found.extend(
            self.odd_count().map(|count| Finding { element: "ResultList", what: What::ResultCount(count) }),
        );
        found
    }

    /// Compares the number of results with the validity: none, several, or exactly one.
    fn odd_count(&self) -> Option<usize> {
        let count = self.results.len();
        let fits = match (self.status, self.validity) {
            (ResultStatus::Error, _) | (_, None | Some(Validity::NoRecord)) => count == 0,
            (_, Some(Validity::MoreThanOne)) => count != 1,
            _ => count == 1,
        };
        (!fits).then_some(count)
    }
}

impl InsuredRecord {
    /// Lists what a clerk should look at in one record.
    pub fn findings(&self) -> Vec<Finding> {
        let mut found = masked(self.leaves());
        let number = self.insurer_number.as_ref().filter(|number| !number.is_masked());
        let warning = number.and_then(|number| check_digit::insurer_number(number.reveal()).err());
        found
            .extend(warning.map(|warning| Finding { element: "InsurerNumber", what: What::Number(warning) }));
        found
    }
}

/// Lists the elements that hold ●.
pub(crate) fn masked(leaves: Leaves<'_>) -> Vec<Finding> {
    let is_masked = |value: Option<&Personal>| value.is_some_and(Personal::is_masked);
    let found = leaves.into_iter().filter(|(_, _, value)| is_masked(*value));
    found.map(|(element, ..)| Finding { element, what: What::Masked }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Personal {
        text.into()
    }

    #[test]
    fn a_mask_is_neither_the_same_nor_different() {
        for (one, other, expected) in [
            ("髙橋　花子", "髙橋　花子", Likeness::Same),
            ("髙橋　花子", "高橋　花子", Likeness::Different),
            ("●橋　花子", "髙橋　花子", Likeness::Unknown),
            ("髙橋　花子", "●橋　花子", Likeness::Unknown),
            ("●橋　花子", "●橋　花子", Likeness::Unknown),
            ("●橋　花子", "窓口　太郎", Likeness::Unknown),
        ] {
            assert_eq!(value(one).likeness(&value(other)), expected, "{one} {other}");
        }
    }

    #[test]
    fn a_mask_never_replaces_a_local_value() {
        for (arriving, local, kept) in [
            ("●橋　花子", Some("髙橋　花子"), "髙橋　花子"),
            ("●橋　花子", None, "●橋　花子"),
            ("高橋　花子", Some("髙橋　花子"), "高橋　花子"),
            ("高橋　花子", Some("●橋　花子"), "高橋　花子"),
        ] {
            assert_eq!(value(arriving).over(local.map(value)).reveal(), kept, "{arriving} {local:?}");
        }
    }

    #[test]
    fn a_record_says_what_to_look_at_without_saying_what_it_holds() {
        let record = InsuredRecord {
            name: Some("●橋　花子".into()),
            card_symbol: Some("●１２".into()),
            name_kana: Some("ﾀｶﾊｼ ﾊﾅｺ".into()),
            insurer_number: Some("33120016".into()),
            ..Default::default()
        };
        let shown: Vec<_> = record.findings().iter().map(Finding::to_string).collect();
        assert_eq!(
            shown,
            ["InsuredCardSymbol: holds ●", "Name: holds ●", "InsurerNumber: check digit 6: expected 5"]
        );
    }

    #[test]
    fn a_masked_number_is_not_called_wrong_as_well() {
        let record = InsuredRecord { insurer_number: Some("3312●015".into()), ..Default::default() };
        let shown: Vec<_> = record.findings().iter().map(Finding::to_string).collect();
        assert_eq!(shown, ["InsurerNumber: holds ●"]);
    }

    #[test]
    fn the_number_of_results_goes_with_the_validity() {
        use Validity::*;
        for (validity, counts) in [
            (Some(Valid), [false, true, false]),
            (Some(Invalid), [false, true, false]),
            (Some(InvalidWithNewer), [false, true, false]),
            (Some(NoRecord), [true, false, false]),
            (Some(MoreThanOne), [true, false, true]),
            (Some(ValidUnregistered), [false, true, false]),
            (None, [true, false, false]),
        ] {
            for (count, fits) in counts.into_iter().enumerate() {
                let body = Body {
                    status: ResultStatus::Normal,
                    notice: None,
                    validity,
                    prescription_form: None,
                    search: None,
                    results: vec![InsuredRecord::default(); count],
                };
                assert_eq!(body.findings().is_empty(), fits, "{validity:?} {count}");
            }
        }
    }
}
