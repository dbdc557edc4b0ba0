//! How evenly a screen that moves is drawn, and what that costs.

use rustix::time::{ClockId, clock_gettime};
use std::time::{Duration, Instant};

/// A longer gap between two pictures is no late picture but a rest; every gesture rests longer, and no picture is so late.
const REST: Duration = Duration::from_millis(500);
/// The gap between two pictures of a movement.
const STEP: Duration = Duration::from_nanos(1_000_000_000 / 60);

/// What a movement came to, from one picture to the next.
#[derive(Clone, Debug, Default)]
pub struct Pace {
    last: Option<(Instant, Duration)>,
    moving: Spent,
    resting: Spent,
    late: u32,
}

/// Time, and what of it one core worked for this process.
#[derive(Clone, Copy, Debug, Default)]
struct Spent {
    gaps: u32,
    wall: Duration,
    work: Duration,
}

impl Pace {
    /// A picture begins now.
    pub(super) fn picture(&mut self) {
        let work = Duration::try_from(clock_gettime(ClockId::ProcessCPUTime)).unwrap_or_default();
        let now = Instant::now();
        if let Some((at, before)) = self.last.replace((now, work)) {
            self.follow(now - at, work.saturating_sub(before));
        }
    }

    fn follow(&mut self, gap: Duration, work: Duration) {
        let spent = if gap < REST { &mut self.moving } else { &mut self.resting };
        spent.gaps += 1;
        spent.wall += gap;
        spent.work += work;
        if gap < REST && gap > STEP.mul_f64(1.5) {
            self.late += 1;
        }
    }

    /// Pictures drawn in a second while something moved.
    pub fn rate(&self) -> f64 {
        f64::from(self.moving.gaps) / self.moving.wall.as_secs_f64().max(1e-9)
    }

    /// How many pictures of a movement came more than half a step late, and of how many.
    pub fn late(&self) -> (u32, u32) {
        (self.late, self.moving.gaps)
    }

    /// Parts of a core while something moved.
    pub fn moving(&self) -> f64 {
        self.moving.share()
    }

    /// Parts of a core in the rests, each with the picture that begins it.
    pub fn resting(&self) -> f64 {
        self.resting.share()
    }
}

impl Spent {
    fn share(&self) -> f64 {
        self.work.as_secs_f64() / self.wall.as_secs_f64().max(1e-9)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn late_pictures_and_rests_are_told_apart() {
        let mut pace = Pace::default();
        let ms = Duration::from_millis;
        for gap in [16, 17, 17, 34, 16, 1_000, 17] {
            pace.follow(ms(gap), if gap == 1_000 { ms(5) } else { ms(4) });
        }
        assert_eq!(pace.late(), (1, 6));
        assert!((pace.rate() - 6.0 / 0.117).abs() < 0.1, "{}", pace.rate());
        assert!((pace.moving() - 24.0 / 117.0).abs() < 1e-6 && (pace.resting() - 0.005).abs() < 1e-6);
    }
}
