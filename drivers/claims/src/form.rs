//! The forms that element values take, checked before writing and after reading.

use crate::Error;

/// The shape of one element's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// yyyyMMdd; only the digits are checked, because insurers send 99999999 and unknown days.
    Date,
    /// yyyyMMddHHmmss, likewise.
    DateTime,
    /// So many digits; leading zeros count.
    Digits(usize),
    /// 保険者番号: 6 or 8 digits.
    Insurer,
    /// At most so many characters.
    Text(usize),
    /// Text of any length.
    Any,
}

impl Form {
    /// Checks a value that is not empty.
    pub(crate) fn check(self, element: &'static str, value: &str) -> Result<(), Error> {
        if let Some(bad) = value.chars().find(|c| !is_text(*c)) {
            return Err(Error::NotText { element, code_point: bad.into() });
        }
        if self.fits(value) { Ok(()) } else { Err(Error::Malformed { element, expected: self.expected() }) }
    }

    fn fits(self, value: &str) -> bool {
        let digits = |count: usize| value.len() == count && value.bytes().all(|b| b.is_ascii_digit());
        match self {
            Self::Date => digits(8),
            Self::DateTime => digits(14),
            Self::Digits(count) => digits(count),
            Self::Insurer => digits(6) || digits(8),
            Self::Text(most) => value.chars().count() <= most,
            Self::Any => true,
        }
    }

    fn expected(self) -> &'static str {
        match self {
            Self::Date => "yyyyMMdd",
            Self::DateTime => "yyyyMMddHHmmss",
            Self::Digits(1) => "1 digit",
            Self::Digits(2) => "2 digits",
            Self::Digits(3) => "3 digits",
            Self::Digits(6) => "6 digits",
            Self::Digits(10) => "10 digits",
            Self::Digits(_) => "digits of a fixed number",
            Self::Insurer => "6 or 8 digits",
            Self::Text(1) => "1 character",
            Self::Text(3) => "at most 3 characters",
            Self::Text(20) => "at most 20 characters",
            Self::Text(40) => "at most 40 characters",
            Self::Text(50) => "at most 50 characters",
            Self::Text(_) => "fewer characters",
            Self::Any => "text",
        }
    }
}

/// A value without any visible character is the same as no value: the interface omits empty elements.
pub(crate) fn is_empty(value: &str) -> bool {
    value.trim().is_empty()
}

/// No element holds line breaks or other control characters, and XML 1.0 §2.2 forbids most of them anyway.
fn is_text(c: char) -> bool {
    !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_takes_its_own_and_refuses_the_rest() {
        let rows = [
            (Form::Date, "19500401", true),
            (Form::Date, "99999999", true),
            (Form::Date, "1950-04-01", false),
            (Form::Date, "1950040", false),
            (Form::DateTime, "20260929160112", true),
            (Form::DateTime, "20260929", false),
            (Form::Digits(2), "01", true),
            (Form::Digits(2), "1", false),
            (Form::Digits(2), "０１", false),
            (Form::Insurer, "138057", true),
            (Form::Insurer, "33120015", true),
            (Form::Insurer, "  138057", false),
            (Form::Text(2), "記号", true),
            (Form::Text(2), "記号1", false),
            (Form::Any, "東京都千代田区霞が関１−２−２", true),
            (Form::Any, "一行目\n二行目", false),
            (Form::Any, "\u{FFFF}", false),
        ];
        for (form, value, fits) in rows {
            assert_eq!(form.check("Name", value).is_ok(), fits, "{form:?} {value:?}");
        }
    }

    #[test]
    fn a_refusal_names_the_element_and_not_the_value() {
        let refused = Form::Date.check("Birthdate", "昭和25年").unwrap_err().to_string();
        assert_eq!(refused, "Birthdate: expected yyyyMMdd");
    }
}
