//! What a screen reader says, screen by screen, kept as text.

use crate::stage::{fixed, named, screens, window};
use madoguchi::screen::Screen;
use madoguchi::session::Language;
use std::fmt::Write as _;

fn spoken(name: &str, screen: &Screen, language: Language) -> Option<String> {
    let harness = window(screen, language, [1280.0, 800.0])?;
    let mut out = format!("## {name}\n");
    for one in named(&harness) {
        let _ = writeln!(out, "{}: {}{}", one.role, one.name, one.state);
    }
    Some(out)
}

/// Whether this test need not look at `name` because another does.
fn is_detail(name: &str) -> bool {
    name.ends_with(" ended")
}

#[test]
fn every_screen_is_spoken_in_full() {
    for language in [Language::Japanese, Language::English] {
        let mut out = String::new();
        for (name, screen) in screens().into_iter().filter(|(name, _)| !is_detail(name)) {
            let Some(text) = spoken(&name, &screen, language) else { return };
            out.push_str(&text);
            out.push('\n');
        }
        insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("spoken_{language:?}").to_lowercase(), out);
        });
    }
}

#[test]
fn no_typed_digit_is_ever_spoken_or_shown() {
    for (name, screen) in fixed().into_iter().filter(|(name, _)| name.starts_with("pin")) {
        let Some(harness) = window(&screen, Language::English, [1280.0, 800.0]) else { return };
        let all = named(&harness);
        let digits: Vec<_> = all
            .iter()
            .filter(|one| !one.is_touchable && one.name.chars().any(|letter| letter.is_ascii_digit()))
            .filter(|one| {
                !one.name.contains("digits") && !one.name.contains("tries") && !one.name.contains("Step")
            })
            .map(|one| &one.name)
            .collect();
        assert!(digits.is_empty(), "{name}: {digits:?}");
    }
}
