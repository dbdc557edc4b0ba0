//! The wall clock, Japan's time, and the rehearsal's way to move it.

use jiff::{Timestamp, Zoned, tz};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

/// Japan keeps no summer time.
const JST: tz::Offset = tz::offset(9);

/// A wall clock, shared; only a rehearsal moves it.
#[derive(Clone, Debug, Default)]
pub struct WallClock {
    ahead_secs: Arc<AtomicI64>,
}

impl WallClock {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub fn unix(&self) -> i64 {
        Timestamp::now().as_second() + self.ahead_secs.load(Ordering::Relaxed)
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub fn unix_ms(&self) -> i64 {
        Timestamp::now().as_millisecond() + self.ahead_secs.load(Ordering::Relaxed) * 1_000
    }

    /// The time in Japan.
    pub fn japan(&self) -> Zoned {
        let now = Timestamp::from_second(self.unix()).unwrap_or_default();
        now.to_zoned(tz::TimeZone::fixed(JST))
    }

    /// The time in Japan as the receipt computer's folder writes it, yyyyMMddHHmmss.
    pub(super) fn stamp(&self) -> String {
        self.japan().strftime("%Y%m%d%H%M%S").to_string()
    }

    /// Moves the clock by whole days.
    pub fn move_days(&self, days: i64) {
        self.ahead_secs.fetch_add(days * 86_400, Ordering::Relaxed);
    }

    /// Whole days that the clock is ahead of the machine's.
    pub fn days_ahead(&self) -> i64 {
        self.ahead_secs.load(Ordering::Relaxed) / 86_400
    }
}
