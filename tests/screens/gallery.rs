//! All screens as large pictures, to be looked at by people: `cargo test -p madoguchi-tests gallery -- --ignored`.

use crate::stage::{WINDOWS, screens, window};
use madoguchi::session::Language;
use std::fs;
use std::path::Path;

#[test]
#[ignore = "draws some two hundred pictures into the target folder, for people to look at"]
fn gallery() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("screens");
    fs::create_dir_all(&folder).unwrap();
    let wanted = std::env::var("SCREEN").unwrap_or_default();
    for (name, screen) in screens().into_iter().filter(|(name, _)| name.contains(&wanted)) {
        for language in Language::ALL {
            for size in &WINDOWS[..2] {
                let Some(mut harness) = window(&screen, language, *size) else { return };
                let file = format!("{name}_{language:?}_{}.png", size[0]).replace(' ', "_").to_lowercase();
                harness.render().unwrap().save(folder.join(file)).unwrap();
            }
        }
    }
    if let Some(mut bench) = crate::bench::bench() {
        bench.render().unwrap().save(folder.join("bench.png")).unwrap();
    }
    println!("drawn into {}", folder.display());
}
