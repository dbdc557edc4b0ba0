//! A value about a person: kept out of logs, wiped when dropped.

use std::fmt;

use zeroize::Zeroize;

/// Holds one personal value as text; `Debug` shows that there is one, never what it is.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Personal(String);

impl Personal {
    /// Gives the value itself, for the file that the patient agreed to.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Personal {
    fn from(value: &str) -> Self {
        Self(value.to_owned())
    }
}

impl From<String> for Personal {
    fn from(value: String) -> Self {
        Self(value)
    }
}

impl fmt::Debug for Personal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("•••")
    }
}

impl Drop for Personal {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_hides_the_value() {
        assert_eq!(format!("{:?}", Some(Personal::from("窓口 花子"))), "Some(•••)");
    }
}
