//! A few screens as pictures, so that a change of looks is seen by whoever reviews it.
//!
//! After a change that is meant: `UPDATE_SNAPSHOTS=1 cargo test -p madoguchi-tests --test screens`.

use crate::stage::{WINDOWS, fixed, window};
use egui_kittest::{SnapshotOptions, SnapshotResults};
use madoguchi::screen::Screen;
use madoguchi::session::{Guidance, Language};
use std::fs;
use std::path::{Path, PathBuf};

const APPROVED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots");

/// Where to compare: a copy in the target folder, since a comparison that fails writes beside what it compares with.
fn folder() -> PathBuf {
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        return APPROVED.into();
    }
    let copy = Path::new(env!("CARGO_TARGET_TMPDIR")).join("approved");
    fs::create_dir_all(&copy).unwrap();
    for entry in fs::read_dir(APPROVED).unwrap().map(|entry| entry.unwrap().path()) {
        fs::copy(&entry, copy.join(entry.file_name().unwrap())).unwrap();
    }
    copy
}

#[test]
fn the_screens_look_as_they_were_approved() {
    let shots = [
        ("welcome", Language::Japanese, [640.0, 400.0]),
        ("code expiry", Language::English, [640.0, 400.0]),
        ("pin typed", Language::Japanese, [400.0, 640.0]),
        ("consent soon", Language::Japanese, [640.0, 400.0]),
        ("consent items", Language::English, [400.0, 640.0]),
        ("done", Language::Japanese, [640.0, 400.0]),
    ];
    // Another machine's graphics may round an edge differently.
    let options = SnapshotOptions::new().output_path(folder()).threshold(2.0).max_failed_pixels(200);
    let mut results = SnapshotResults::new();
    for (name, language, size) in shots {
        let screen = fixed().into_iter().find(|(other, _)| *other == name).unwrap().1;
        let Some(mut harness) = window(&screen, language, size) else { return };
        harness.snapshot_options(format!("{}_{language:?}", name.replace(' ', "_")).to_lowercase(), &options);
        results.extend_harness(&mut harness);
    }
}

#[test]
fn the_preview_is_shown_mirrored() {
    let face = Screen::Face { guidance: Guidance::Comparing, round: 1 };
    let Some(mut window) = window(&face, Language::Japanese, WINDOWS[0]) else { return };
    let (left, right) = (egui::Color32::from_rgb(200, 0, 0), egui::Color32::from_rgb(0, 0, 200));
    let picture = egui::ColorImage::new([2, 1], vec![left, right]);
    let texture = window.ctx.load_texture("camera", picture, egui::TextureOptions::NEAREST);
    window.state_mut().preview = Some(texture);
    window.run_ok();
    let shown = window.render().unwrap();
    let at = |x| shown.get_pixel(x, 700).0;
    assert!(at(80)[2] > 150 && at(640)[0] > 150, "left {:?}, right {:?}", at(80), at(640));
}
