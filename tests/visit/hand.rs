//! A hand that finds what to touch by its accessible name alone, on the screen that the kiosk shows at that moment.

use madoguchi::kiosk::Kiosk;
use madoguchi::rehearsal::Panel;
use madoguchi::screen::view;
use std::time::{Duration, Instant};

/// Longer than any step of a rehearsed visit takes.
const PATIENCE: Duration = Duration::from_secs(45);
/// How long a hand waits before it tries again.
const MOMENT: Duration = Duration::from_millis(50);

/// Whoever stands before the kiosk.
pub(crate) struct Hand(Panel);

impl Hand {
    /// `None`, with the reason printed, where no Japanese font is installed.
    pub(crate) fn new() -> Option<Self> {
        let panel = Panel::new().inspect_err(|error| println!("skipped: {error}"));
        panel.ok().map(Self)
    }

    /// Says what stands on the screen now, in reading order.
    fn read(&self, kiosk: &Kiosk) -> String {
        self.0.pieces(kiosk).into_iter().map(|piece| piece.name).collect::<Vec<_>>().join("\n")
    }

    /// Waits until `words` stand on the screen; says the whole screen.
    pub(crate) fn wait_for(&self, kiosk: &mut Kiosk, words: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let screen = self.read(kiosk);
            if screen.contains(words) {
                return screen;
            }
            assert!(Instant::now() < deadline, "{words:?} did not come; there stands {screen}");
            kiosk.wait(MOMENT);
        }
    }

    /// Waits for a button of this name and presses it until the screen changes, as people do.
    pub(crate) fn press(&self, kiosk: &mut Kiosk, name: &str) {
        self.wait_for(kiosk, name);
        let before = view(kiosk.session()).screen;
        let deadline = Instant::now() + PATIENCE;
        while view(kiosk.session()).screen == before {
            let pressed = self.0.press(kiosk, name);
            assert!(Instant::now() < deadline, "{name:?} does nothing: {pressed:?}");
            kiosk.wait(MOMENT);
        }
    }
}
