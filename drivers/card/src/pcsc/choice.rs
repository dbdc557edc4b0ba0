//! Which reader is ours: one rule and one memory, for watch and slot alike.

use std::ffi::{CStr, CString};
use std::sync::{Arc, Mutex, PoisonError};

use ::pcsc::{Context, Error};

/// The reader that was wanted, and the one that was taken; clones share the memory.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    name_contains: Option<String>,
    taken: Arc<Mutex<Option<CString>>>,
}

impl Choice {
    pub(super) fn new(name_contains: Option<String>) -> Self {
        Self { name_contains, taken: Arc::default() }
    }

    /// Takes a reader among those that are plugged in now.
    pub(super) fn take(&self, context: &Context) -> Result<Option<CString>, Error> {
        Ok(self.take_among(context.list_readers_owned()?))
    }

    /// The one that was taken before, or else the first by name, whatever the order in which PC/SC lists them.
    fn take_among(&self, names: Vec<CString>) -> Option<CString> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let is_here = taken.as_ref().is_some_and(|taken| names.contains(taken));
        if !is_here {
            *taken = names.into_iter().filter(|name| self.is_wanted(name)).min();
        }
        taken.clone()
    }

    fn is_wanted(&self, name: &CStr) -> bool {
        self.name_contains.as_ref().is_none_or(|part| name.to_string_lossy().contains(part))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reader_that_was_taken_is_kept_and_otherwise_the_first_by_name() {
        type Step = (&'static [&'static str], Option<&'static str>);
        let rows: [(Option<&str>, &[Step]); 4] = [
            (None, &[(&[], None), (&["B", "A"], Some("A")), (&["B"], Some("B")), (&["A", "B"], Some("B"))]),
            (None, &[(&["B"], Some("B")), (&["A", "B"], Some("B")), (&["A"], Some("A"))]),
            (Some("B"), &[(&["A"], None), (&["A", "B 1", "B 0"], Some("B 0")), (&["A"], None)]),
            (Some("desk"), &[(&["desk 00 00"], Some("desk 00 00")), (&["wall"], None)]),
        ];
        for (part, steps) in rows {
            let choice = Choice::new(part.map(str::to_owned));
            for (names, expected) in steps {
                let names = names.iter().map(|name| CString::new(*name).unwrap()).collect();
                let taken = choice.clone().take_among(names);
                assert_eq!(taken, expected.map(|name| CString::new(name).unwrap()), "{part:?} {steps:?}");
            }
        }
    }
}
