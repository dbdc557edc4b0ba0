//! What the window sends out while a face is looked at, so that the eyes can see whether the face takes it.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// From the drawing of a picture to the frame that sees it lit: the screen's own delay, the exposure, and the way here.
const LAG: Duration = Duration::from_millis(80);
/// A window that has drawn nothing for so long sends out nobody knows what.
const STALE: Duration = Duration::from_millis(250);
/// Pictures that are remembered: a second of them at least.
const KEPT: usize = 64;

/// How warm the window was at its last pictures, from the one who draws to the one who looks.
#[derive(Clone, Default)]
pub struct Glow(Arc<Mutex<VecDeque<(Instant, f32)>>>);

impl Glow {
    /// A picture with a ground so warm was drawn.
    pub fn show(&self, drawn: Instant, warmth: f32) {
        let mut shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shown.push_back((drawn, warmth));
        if shown.len() > KEPT {
            shown.pop_front();
        }
    }

    /// How warm the light was in which a frame was taken; `None` where nothing was drawn shortly before.
    pub(super) fn at(&self, taken: Instant) -> Option<f32> {
        let shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let then = taken.checked_sub(LAG)?;
        let (drawn, warmth) = shown.iter().rev().find(|(drawn, _)| *drawn <= then)?;
        (then.duration_since(*drawn) < STALE).then_some(*warmth)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_was_lit_by_the_picture_that_was_drawn_before_it() {
        let (glow, start) = (Glow::default(), Instant::now());
        let after = |millis: u64| start + Duration::from_millis(millis);
        assert_eq!(glow.at(after(500)), None, "nothing was drawn");
        for at in 0..100_u64 {
            glow.show(after(33 * at), at as f32);
        }
        for (taken, expected) in [
            (3300, Some(97.0)), // Drawn 99 ms before it; the ones after came too late.
            (3380, Some(99.0)),
            (3680, None), // The window has not drawn for long.
            (1000, None), // Forgotten.
        ] {
            assert_eq!(glow.at(after(taken)), expected, "{taken}");
        }
    }
}
