//! What a screen reader says, screen by screen, kept as text.

use crate::stage::{fixed, named, screens, window};
use madoguchi::screen::{Screen, Undone};
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
fn only_the_staffs_sheet_tells_what_is_not_done_and_only_where_something_is() {
    let told = |screen: &Screen, undone: Undone| -> Option<Vec<String>> {
        let mut harness = window(screen, Language::Japanese, [1280.0, 800.0])?;
        harness.state_mut().undone = undone;
        harness.run_ok();
        Some(named(&harness).into_iter().map(|one| one.name).filter(|name| name.contains("未処理")).collect())
    };
    let some = Undone { waiting: 2, left: 1, untaken: 40 };
    for (name, screen) in fixed() {
        let Some(lines) = told(&screen, some) else { return };
        let is_staffs = matches!(screen, Screen::Clerk { .. });
        assert_eq!(lines.len(), usize::from(is_staffs), "{name}: {lines:?}");
        assert!(
            lines.iter().all(|line| line.contains("回線待ち2件") && line.contains("未連携40件")),
            "{lines:?}"
        );
        assert_eq!(told(&screen, Undone::default()), Some(Vec::new()), "{name}");
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
