//! `[call_numbers]`: by which numbers patients are called.

use serde::Deserialize;

/// From which number to which a kiosk counts each day, and with which letter before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Written")]
pub struct CallNumbers {
    /// A letter of this kiosk's own, A–Z, where several count beside each other.
    pub series: Option<char>,
    /// The first number of a day, 1 or more.
    pub first: u16,
    /// The last; after it the first comes again.
    pub last: u16,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    series: Option<char>,
    #[serde(default = "one")]
    first: u16,
    #[serde(default = "most")]
    last: u16,
}

fn one() -> u16 {
    1
}

/// What can still be remembered on the way to a chair.
fn most() -> u16 {
    999
}

impl TryFrom<Written> for CallNumbers {
    type Error = String;

    fn try_from(Written { series, first, last }: Written) -> Result<Self, String> {
        match series {
            Some(letter) if !letter.is_ascii_uppercase() => {
                Err(format!("series: expected one letter from A to Z, came {letter:?}"))
            }
            _ if first == 0 || last < first => {
                Err(format!("expected first to be 1 or more and last not below it, came {first} and {last}"))
            }
            _ => Ok(Self { series, first, last }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_house_names_its_numbers_and_what_none_can_be_is_said() {
        let read = toml::from_str::<CallNumbers>;
        assert_eq!(read("").unwrap(), CallNumbers { series: None, first: 1, last: 999 });
        let written = read("series = \"B\"\nfirst = 500\nlast = 599").unwrap();
        assert_eq!(written, CallNumbers { series: Some('B'), first: 500, last: 599 });
        for (text, expected) in [
            ("series = \"b\"", "one letter from A to Z, came 'b'"),
            ("series = \"窓\"", "one letter from A to Z, came '窓'"),
            ("series = \"AB\"", "a character"),
            ("first = 0", "1 or more"),
            ("first = 20\nlast = 10", "came 20 and 10"),
            ("last = 70000", "u16"),
            ("letter = \"A\"", "unknown field"),
        ] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains(expected), "{text}: {error}");
        }
    }
}
