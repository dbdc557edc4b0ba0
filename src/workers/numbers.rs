//! The numbers by which patients are called, where the house does not call names through its waiting room.

use crate::session::CallNumber;
use claims::Calls;

/// Counts this kiosk's patients.
#[derive(Clone, Debug)]
pub struct Numbers {
    calls: Calls,
    series: Option<char>,
}

impl Numbers {
    /// Counts with `calls`; `series` tells this kiosk's numbers from those of its neighbours.
    pub fn new(calls: Calls, series: Option<char>) -> Self {
        Self { calls, series }
    }

    /// Draws the next number at this time, yyyyMMddHHmmss. Nobody's visit fails for the want of one: staff call the name then.
    pub(super) fn draw(&self, now: &str) -> Option<CallNumber> {
        match self.calls.next(now) {
            Ok(number) => Some(CallNumber { series: self.series, number }),
            Err(error) => {
                tracing::error!(%error, "no number to call somebody by");
                None
            }
        }
    }
}
