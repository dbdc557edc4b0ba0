//! A hand that finds what to touch by its accessible name alone, on the screen that the kiosk shows at that moment.

use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use madoguchi::kiosk::Kiosk;
use madoguchi::screen::{Catalogue, Stage, Typeface, View, show, view};
use madoguchi::session::{Language, Touch};
use std::time::{Duration, Instant};

/// Longer than any step of a rehearsed visit takes.
const PATIENCE: Duration = Duration::from_secs(45);
/// How long a hand waits before it tries again.
const MOMENT: Duration = Duration::from_millis(50);

/// Whoever stands before the kiosk.
pub(crate) struct Hand(Typeface);

struct Seen {
    view: View,
    texts: Catalogue,
    touched: Vec<Touch>,
}

impl Hand {
    /// `None`, with the reason printed, where no Japanese font is installed.
    pub(crate) fn new() -> Option<Self> {
        let face = Typeface::load(None).ok();
        if face.is_none() {
            println!("skipped: no Japanese font (fonts-noto-cjk)");
        }
        face.map(Self)
    }

    /// The kiosk's screen now.
    fn window(&self, kiosk: &Kiosk) -> Harness<'static, Seen> {
        let face = self.0.clone();
        let seen = Seen { view: view(kiosk.session()), texts: Catalogue::embedded(), touched: Vec::new() };
        let builder = Harness::builder().with_size([800.0, 1280.0]);
        builder.with_context_setup(move |ctx| face.install(ctx)).build_ui_state(draw, seen)
    }

    /// Says what stands on the screen now, in reading order.
    pub(crate) fn read(&self, kiosk: &Kiosk) -> String {
        let window = self.window(kiosk);
        let nodes = window.root().children_recursive();
        let names = nodes.map(|node| node.accesskit_node().label().or_else(|| node.accesskit_node().value()));
        names.flatten().collect::<Vec<_>>().join("\n")
    }

    /// Waits until `words` stand on the screen; says the whole screen.
    pub(crate) fn wait_for(&self, kiosk: &mut Kiosk, words: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        let mut last = None;
        loop {
            let now = view(kiosk.session());
            if last.as_ref() != Some(&now) {
                let screen = self.read(kiosk);
                if screen.contains(words) {
                    return screen;
                }
                last = Some(now);
            }
            assert!(Instant::now() < deadline, "{words:?} did not come; there stands {}", self.read(kiosk));
            kiosk.wait(MOMENT);
        }
    }

    /// Waits for a button of this name and presses it until the screen changes, as people do.
    pub(crate) fn press(&self, kiosk: &mut Kiosk, name: &str) {
        self.wait_for(kiosk, name);
        let before = view(kiosk.session()).screen;
        let deadline = Instant::now() + PATIENCE;
        while view(kiosk.session()).screen == before {
            assert!(Instant::now() < deadline, "{name:?} does nothing");
            let mut window = self.window(kiosk);
            window.get_by_label(name).click();
            window.run_ok();
            window.state_mut().touched.drain(..).for_each(|touch| kiosk.touch(touch));
            kiosk.wait(MOMENT);
        }
    }
}

fn draw(ui: &mut egui::Ui, seen: &mut Seen) {
    let stage = Stage {
        texts: &seen.texts,
        languages: &Language::ALL,
        help: None,
        preview: None,
        cleared: None,
        width_mm: None,
        speaks: false,
        seconds: 0.0,
    };
    seen.touched.extend(show(ui, &seen.view, &stage));
}
