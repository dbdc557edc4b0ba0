//! PINs, passwords and 照合番号 with their counters (my-number-card facts 1.3, 1.4).

use zeroize::Zeroizing;

use crate::StatusWord;

/// 6A80: the data have a form that the card does not take.
const WRONG_DATA: StatusWord = StatusWord::Other(0x6A80);

/// A PIN, password or 照合番号 with its counter.
pub(crate) struct Secret {
    value: Zeroizing<Vec<u8>>,
    form: Form,
    limit: u8,
    tries_left: u8,
    verified: bool,
}

/// Which values a secret can take when its owner changes it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Only the one that it was made with.
    Fixed,
    /// Four digits.
    Pin,
    /// 6 to 16 capital letters and digits, at least one of each.
    Password,
}

impl Secret {
    /// Makes a secret that bears `limit` wrong presentations in a row, with all of them left.
    pub(crate) fn new(form: Form, value: &str, limit: u8) -> Self {
        let value = Zeroizing::new(value.as_bytes().to_vec());
        Self { value, form, limit, tries_left: limit, verified: false }
    }

    /// Leaves no more than `tries` of them.
    pub(crate) fn with_tries(mut self, tries: u8) -> Self {
        self.tries_left = tries.min(self.limit);
        self
    }

    pub(crate) fn tries_left(&self) -> u8 {
        self.tries_left
    }

    pub(crate) fn is_verified(&self) -> bool {
        self.verified
    }

    /// Drops the security status.
    pub(crate) fn forget(&mut self) {
        self.verified = false;
    }

    /// Answers the case-1 VERIFY, which costs nothing.
    pub(crate) fn query(&self) -> StatusWord {
        StatusWord::VerifyFailed { tries: self.tries_left }
    }

    /// Compares, and counts: a match restores the counter, a mismatch lowers it and drops the security status.
    pub(crate) fn verify(&mut self, presented: &[u8]) -> Result<(), StatusWord> {
        if self.tries_left == 0 {
            return Err(StatusWord::Blocked);
        }
        self.verified = self.value.as_slice() == presented;
        if self.verified {
            self.tries_left = self.limit;
            return Ok(());
        }
        self.tries_left -= 1;
        Err(self.query())
    }

    /// Takes another value, once the present one was verified.
    pub(crate) fn change(&mut self, value: &[u8]) -> Result<(), StatusWord> {
        if !self.verified {
            return Err(StatusWord::SecurityStatus);
        }
        if !self.form.allows(value) {
            return Err(WRONG_DATA);
        }
        self.value = Zeroizing::new(value.to_vec());
        Ok(())
    }

    /// Returns what outlives the process: the tries left, and the value where it can change.
    pub(crate) fn memory(&self) -> (u8, Option<&[u8]>) {
        (self.tries_left, (self.form != Form::Fixed).then_some(self.value.as_slice()))
    }

    /// Restores what [`Self::memory`] returned; a value of another form is left aside.
    pub(crate) fn remember(&mut self, tries_left: u8, value: Option<&[u8]>) {
        self.tries_left = tries_left.min(self.limit);
        if let Some(value) = value.filter(|value| self.form.allows(value)) {
            self.value = Zeroizing::new(value.to_vec());
        }
    }
}

impl Form {
    fn allows(self, value: &[u8]) -> bool {
        let has = |kind: fn(&u8) -> bool| value.iter().any(kind);
        match self {
            Self::Fixed => false,
            Self::Pin => value.len() == 4 && value.iter().all(u8::is_ascii_digit),
            Self::Password => {
                (6..=16).contains(&value.len())
                    && value.iter().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase())
                    && has(u8::is_ascii_digit)
                    && has(u8::is_ascii_uppercase)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_value_has_the_form_of_the_old_one() {
        let rows: [(Form, &str, bool); 9] = [
            (Form::Pin, "1234", true),
            (Form::Pin, "12345", false),
            (Form::Pin, "12a4", false),
            (Form::Password, "MADO2026", true),
            (Form::Password, "mado2026", false),
            (Form::Password, "ABCDEF", false),
            (Form::Password, "123456", false),
            (Form::Password, "A2345678901234567", false),
            (Form::Fixed, "1234", false),
        ];
        for (form, value, allowed) in rows {
            assert_eq!(form.allows(value.as_bytes()), allowed, "{value}");
        }
    }
}
