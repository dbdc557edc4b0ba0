//! Rests the line while the service is away, so that no patient waits for what the last one waited for in vain.
//!
//! Closed, every step passes. After [`LIMIT`] failures in a row the line rests: a step is answered at once with the last
//! failure. When the rest is over, one step passes as a probe and the others are still answered at once; its success
//! ends the rest, its failure doubles it. Time comes from outside.

use crate::Error;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// How many steps in a row must fail; one visit opens with up to two.
const LIMIT: u32 = 3;
/// The first rest; each further one is twice as long.
const FIRST_REST: Duration = Duration::from_secs(1);
/// Nobody at the desk shall wait longer than this for the kiosk to notice that the service is back.
const LONGEST_REST: Duration = Duration::from_secs(15);

/// Counts failures; shared by all clones of a client.
#[derive(Debug, Default)]
pub(super) struct Breaker(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    failures: u32,
    rest: Option<Rest>,
}

#[derive(Debug)]
struct Rest {
    until: Instant,
    length: Duration,
    is_probed: bool,
    why: Error,
}

/// Lets one step pass. Dropped without a word (the step was given up), it gives the place of a probe back.
#[derive(Debug)]
pub(super) struct Pass<'a> {
    breaker: &'a Breaker,
    is_probe: bool,
}

impl Breaker {
    /// Lets a step pass, or says why the line rests.
    pub(super) fn admit(&self, now: Instant) -> Result<Pass<'_>, Error> {
        let mut state = self.state();
        let is_probe = match &mut state.rest {
            None => false,
            Some(rest) if now < rest.until || rest.is_probed => return Err(rest.why.clone()),
            Some(rest) => {
                rest.is_probed = true;
                true
            }
        };
        Ok(Pass { breaker: self, is_probe })
    }

    /// Whether steps are answered without being asked.
    pub(super) fn rests(&self) -> bool {
        self.state().rest.is_some()
    }

    /// Ends the rest: somebody has reached the service.
    pub(super) fn end_rest(&self) {
        *self.state() = State::default();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Pass<'_> {
    /// Notes how the step ended; `jitter` between 0 and 1 keeps the kiosks of a house apart.
    pub(super) fn tell(self, failure: Option<&Error>, now: Instant, jitter: f64) {
        let mut state = self.breaker.state();
        let Some(why) = failure.filter(|error| error.is_of_the_line()) else {
            *state = State::default();
            return;
        };
        state.failures = state.failures.saturating_add(1);
        let length = match &state.rest {
            Some(rest) if self.is_probe => (rest.length * 2).min(LONGEST_REST),
            None if state.failures >= LIMIT => FIRST_REST,
            // Another step, begun before the rest, ends late: it lengthens nothing.
            _ => return,
        };
        let until = now + length.mul_f64(1.0 - jitter.clamp(0.0, 1.0) / 2.0);
        tracing::warn!(%why, ?length, "the line to the centre rests");
        state.rest = Some(Rest { until, length, is_probed: false, why: why.clone() });
    }
}

impl Drop for Pass<'_> {
    fn drop(&mut self) {
        // After `tell` there is no probe under way, unless it is another step's, which `is_probe` tells.
        if self.is_probe
            && let Some(rest) = &mut self.breaker.state().rest
        {
            rest.is_probed = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DOWN: Error = Error::Unreachable;

    fn fails(breaker: &Breaker, now: Instant) {
        breaker.admit(now).unwrap().tell(Some(&DOWN), now, 0.0);
    }

    fn resting(now: Instant) -> Breaker {
        let breaker = Breaker::default();
        (0..LIMIT).for_each(|_| fails(&breaker, now));
        breaker
    }

    #[test]
    fn failures_in_a_row_rest_the_line_and_a_success_between_them_does_not() {
        let now = Instant::now();
        let breaker = Breaker::default();
        for _ in 0..5 {
            (1..LIMIT).for_each(|_| fails(&breaker, now));
            breaker.admit(now).unwrap().tell(None, now, 0.0);
        }
        assert!(breaker.admit(now).is_ok());
        assert_eq!(resting(now).admit(now).err(), Some(DOWN));
    }

    #[test]
    fn what_the_service_says_of_one_patient_never_rests_the_line() {
        let (now, breaker) = (Instant::now(), Breaker::default());
        let refused = Error::Refused { code: crate::RefusalCode::CertificateRevoked };
        for _ in 0..10 {
            breaker.admit(now).unwrap().tell(Some(&refused), now, 0.0);
        }
        assert!(breaker.admit(now).is_ok());
    }

    #[test]
    fn after_the_rest_one_probe_passes_and_its_end_decides() {
        let now = Instant::now();
        let (breaker, later) = (resting(now), now + FIRST_REST);
        assert!(breaker.admit(later - Duration::from_millis(1)).is_err());
        let probe = breaker.admit(later).unwrap();
        assert_eq!(breaker.admit(later).err(), Some(DOWN), "a second probe");
        probe.tell(Some(&DOWN), later, 0.0);
        assert!(breaker.admit(later + FIRST_REST).is_err(), "the second rest is twice as long");
        let again = later + FIRST_REST * 2;
        breaker.admit(again).unwrap().tell(None, again, 0.0);
        assert!(breaker.admit(again).is_ok() && breaker.admit(again).is_ok());
    }

    #[test]
    fn whoever_reaches_the_service_ends_the_rest_and_a_probe_under_way_harms_nothing() {
        let now = Instant::now();
        let (breaker, later) = (resting(now), now + FIRST_REST);
        let probe = breaker.admit(later).unwrap();
        breaker.end_rest();
        assert!(breaker.admit(later).is_ok());
        probe.tell(Some(&DOWN), later, 0.0);
        assert!(breaker.admit(later).is_ok(), "one failure is no outage");
    }

    #[test]
    fn a_probe_that_was_given_up_leaves_its_place_to_the_next() {
        let now = Instant::now();
        let (breaker, later) = (resting(now), now + FIRST_REST);
        drop(breaker.admit(later).unwrap());
        assert!(breaker.admit(later).is_ok());
    }

    #[test]
    fn the_rest_ends_within_its_bounds_however_long_the_service_is_away() {
        let mut now = Instant::now();
        let breaker = resting(now);
        for _ in 0..20 {
            now += LONGEST_REST;
            fails(&breaker, now);
        }
        assert!(breaker.admit(now + LONGEST_REST - Duration::from_millis(1)).is_err());
        breaker.admit(now + LONGEST_REST).unwrap().tell(Some(&DOWN), now + LONGEST_REST, 1.0);
        assert!(breaker.admit(now + LONGEST_REST + LONGEST_REST / 2).is_ok(), "jitter halves it at most");
    }
}
