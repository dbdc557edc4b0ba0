//! A few screens as pictures, so that a change of looks is seen by whoever reviews it.

use crate::stage::{fixed, window};
use egui_kittest::SnapshotOptions;
use madoguchi::session::Language;

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
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/snapshots");
    // Another machine's graphics may round an edge differently.
    let options = SnapshotOptions::new().output_path(folder).threshold(2.0).max_failed_pixels(200);
    for (name, language, size) in shots {
        let screen = fixed().into_iter().find(|(other, _)| *other == name).unwrap().1;
        let Some(mut harness) = window(&screen, language, size) else { return };
        harness.snapshot_options(format!("{}_{language:?}", name.replace(' ', "_")).to_lowercase(), &options);
    }
}
