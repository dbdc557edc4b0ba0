//! The beat of a camera that has none of its own.

use std::time::{Duration, Instant};

use crate::error::CameraError;

pub(crate) struct Rhythm {
    interval: Duration,
    next: Option<Instant>,
}

impl Rhythm {
    pub(crate) fn new(interval: Duration) -> Self {
        Self { interval, next: None }
    }

    pub(crate) fn of_rate(frames_per_second: u32) -> Self {
        Self::new(Duration::from_secs(1) / frames_per_second.max(1))
    }

    /// Sleeps until the next beat; who comes late gets one frame at once and no backlog.
    pub(crate) fn wait(&mut self, timeout: Duration) -> Result<Instant, CameraError> {
        let ahead = self.next.map_or(Duration::ZERO, |next| next.saturating_duration_since(Instant::now()));
        if ahead > timeout {
            std::thread::sleep(timeout);
            return Err(CameraError::Stalled { waited: timeout });
        }
        std::thread::sleep(ahead);
        let now = Instant::now();
        self.next = Some(now + self.interval);
        Ok(now)
    }
}
