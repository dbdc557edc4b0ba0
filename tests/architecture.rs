//! The house's rules that no compiler checks.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise, and says what it skips")]

use madoguchi_tests::repository;
use std::path::{Path, PathBuf};

fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    let mut found = Vec::new();
    walk(&repository().join(folder), &mut found);
    assert!(!found.is_empty(), "{folder} has sources");
    found
}

fn forbid(folder: &str, except: &[&str], words: &[&str], why: &str) {
    for (path, text) in sources(folder) {
        if except.iter().any(|name| path.ends_with(name)) {
            continue;
        }
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        for line in code {
            let found = words.iter().find(|word| line.contains(**word));
            assert!(found.is_none(), "{}: {found:?} — {why}\n{line}", path.display());
        }
    }
}

#[test]
fn the_session_touches_nothing() {
    let words = [
        "Instant::now",
        "SystemTime",
        "std::thread",
        "std::fs",
        "std::net",
        "std::env",
        "std::sync",
        "egui",
        "serde",
        "tracing",
        "println!",
        "rand::",
        "crate::workers",
        "crate::screen",
    ];
    forbid("src/session", &["tests.rs"], &words, "a visit must replay from a list of events");
}

#[test]
fn the_screen_knows_the_session_and_nothing_else() {
    let words =
        ["crate::workers", "crate::kiosk", "crate::rehearsal", "crate::config", "std::thread", "std::net"];
    forbid("src/screen", &[], &words, "a screen is a pure function of its view");
}

#[test]
fn drivers_do_not_know_each_other() {
    let drivers = ["card", "camera", "face", "central", "claims", "journal", "voice"];
    for driver in drivers {
        let manifest = repository().join("drivers").join(driver).join("Cargo.toml");
        let manifest = std::fs::read_to_string(manifest).unwrap();
        for line in manifest.lines() {
            let name = line.split(['.', '=', ' ']).next().unwrap_or_default();
            assert!(!drivers.contains(&name) && name != "madoguchi", "drivers/{driver} names {name}");
        }
    }
}

#[test]
fn the_wire_formats_stay_with_their_neighbours() {
    forbid("src/session", &[], &["Serialize"], "domain types are not serialisable");
    forbid("src/workers", &[], &["serde", "quick_xml"], "JSON is central's, XML is claims'");
}

#[test]
fn the_individual_number_is_never_read() {
    // Text EF 0001 and visual EF 0005 hold it; only the virtual card, which must guard it, may know of them.
    let reading: Vec<_> = sources("drivers/card/src")
        .into_iter()
        .filter(|(path, _)| !path.components().any(|part| part.as_os_str() == "twin"))
        .collect();
    let (files, others): (Vec<_>, Vec<_>) =
        reading.into_iter().partition(|(path, _)| path.ends_with("files.rs"));
    for (path, text) in others {
        assert!(!text.contains("Ef(0x"), "{} names a file that files.rs does not", path.display());
    }
    let lines: Vec<_> = files[0].1.lines().collect();
    let named: Vec<_> = lines.windows(2).filter(|pair| pair[1].contains("Ef = Ef(0x")).collect();
    assert!(named.len() > 5, "the files are found where they are named");
    for pair in named {
        let holds_it = (pair[0].contains("Visual:") && pair[1].contains("Ef(0x05)"))
            || (pair[0].contains("Text:") && pair[1].contains("Ef(0x01)"));
        assert!(!holds_it, "{}", pair[1]);
    }
}

#[test]
fn a_photo_or_a_feature_cannot_be_written_by_whoever_holds_it() {
    for file in ["src/workers/eyes.rs", "src/workers/card.rs", "src/workers/evidence.rs"] {
        let text = std::fs::read_to_string(repository().join(file)).unwrap();
        for word in ["std::fs", "File::", ".save(", "write_to"] {
            assert!(!text.contains(word), "{file} could write a picture: {word}");
        }
    }
}

#[test]
fn the_readme_map_names_every_room() {
    let readme = std::fs::read_to_string(repository().join("README.md")).unwrap();
    for folder in ["src", "drivers"] {
        for entry in std::fs::read_dir(repository().join(folder)).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            let room = name.trim_end_matches(".rs");
            assert!(readme.contains(&format!("`{folder}/{room}`")), "README's map lacks {folder}/{room}");
        }
    }
}

#[test]
fn the_project_speaks_of_itself_alone() {
    // A path of one machine has no place in a repository.
    let words = ["/home/", "/root/", "/work/"];
    for folder in ["src", "drivers"] {
        for (path, text) in sources(folder) {
            for word in words {
                assert!(!text.contains(word), "{}: {word}", path.display());
            }
        }
    }
}
