//! All screens as large pictures, to be looked at by people: `cargo test -p madoguchi-tests gallery -- --ignored`.

use crate::album::frame;
use crate::stage::{WINDOWS, looked_at, screens};
use image::imageops::{FilterType, replace, resize};
use madoguchi::screen::Screen;
use madoguchi::session::{CardPlace, Guidance, Language, Look, TextSize, Theme};
use std::fs;
use std::path::Path;

/// How a picture's name says the look it shows.
fn named(look: Look) -> String {
    let low = if look.is_low { "_low" } else { "" };
    format!("{:?}_{:?}_{:?}{low}", look.language, look.theme, look.size).to_lowercase()
}

/// The looks to be drawn: every language as it is, and Japanese in every colour, size and height.
fn looks() -> Vec<Look> {
    let home = Look::home(Language::Japanese);
    let mut all: Vec<Look> = Language::ALL.map(Look::home).to_vec();
    all.extend([Theme::Contrast, Theme::Night].map(|theme| Look { theme, ..home }));
    all.push(Look { size: TextSize::Largest, ..home });
    all.push(Look { is_low: true, ..home });
    all
}

/// Every look that there is.
fn all_looks() -> Vec<Look> {
    let mut all = Vec::new();
    for home in Language::ALL.map(Look::home) {
        for theme in Theme::ALL {
            for size in [TextSize::Normal, TextSize::Large, TextSize::Largest] {
                all.extend([false, true].map(|is_low| Look { theme, size, is_low, ..home }));
            }
        }
    }
    all
}

/// The looks whose name has `asked` in it; any other than the usual ones only by its whole name.
fn looks_named(asked: &str) -> Vec<Look> {
    let usual: Vec<Look> = looks().into_iter().filter(|look| named(*look).contains(asked)).collect();
    if !usual.is_empty() {
        return usual;
    }
    all_looks().into_iter().filter(|look| named(*look) == asked).collect()
}

/// `SCREEN` and `LOOK` choose by a part of the name (what the camera asks for only by a name with `face `, a look that is not one of
/// the usual by its whole name, such as `thai_contrast_largest_low`), so that nobody has to wait for some six hundred pictures;
/// `WIDTH` chooses among all windows, `INCHES` draws them as on a screen of that size, `PLACE` (slot, top) before a reader of that kind, and `SECONDS` is the moment that
/// movements and the swing of the ground are at.
#[test]
#[ignore = "draws pictures into the target folder, for people to look at"]
fn gallery() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("screens");
    fs::create_dir_all(&folder).unwrap();
    let asked = |name: &str| std::env::var(name).unwrap_or_default();
    let inches: Option<f32> = asked("INCHES").parse().ok();
    let seconds: f64 = asked("SECONDS").parse().unwrap_or_default();
    let place = match asked("PLACE").as_str() {
        "slot" => CardPlace::Slot,
        "top" => CardPlace::Top,
        _ => CardPlace::Tray,
    };
    let (screen_asked, look_asked, width) = (asked("SCREEN"), asked("LOOK"), asked("WIDTH"));
    let windows: Vec<_> = match width.as_str() {
        "" => WINDOWS[..2].to_vec(),
        width => WINDOWS.into_iter().filter(|size| size[0].to_string() == width).collect(),
    };
    let wanted = screens().into_iter().filter(|(name, _)| {
        name.contains(&screen_asked) && (!name.starts_with("face ") || screen_asked.starts_with("face "))
    });
    for (name, screen) in wanted {
        for look in looks_named(&look_asked) {
            for size in &windows {
                let Some(mut harness) = looked_at(&screen, look, *size) else { return };
                // Both windows are 16 to 10, or 10 to 16.
                harness.state_mut().width_mm =
                    inches.map(|inches| inches * 25.4 * size[0] / size[0].hypot(size[1]));
                harness.state_mut().seconds = seconds;
                harness.state_mut().view.place = place;
                if matches!(screen, Screen::Face { .. }) {
                    let texture = harness.ctx.load_texture("camera", frame(), egui::TextureOptions::LINEAR);
                    harness.state_mut().preview = Some(texture);
                }
                harness.run_ok();
                let moment = if seconds > 0.0 { format!("_{seconds}s") } else { String::new() };
                let file = format!("{name}_{}_{}{moment}{}.png", named(look), size[0], asked("PLACE"))
                    .replace(' ', "_");
                harness.render().unwrap().save(folder.join(file)).unwrap();
            }
        }
    }
    let choosing = Look { is_choosing: true, ..Look::home(Language::Burmese) };
    if let Some(mut harness) = looked_at(&Screen::Welcome, choosing, WINDOWS[0]) {
        harness.render().unwrap().save(folder.join("languages.png")).unwrap();
    }
    if let Some(mut bench) = crate::bench::bench() {
        bench.render().unwrap().save(folder.join("bench.png")).unwrap();
    }
    println!("drawn into {}", folder.display());
}

/// Eight moments of each movement, one picture for each: what a movement explains has to be seen in it.
#[test]
#[ignore = "draws pictures into the target folder, for people to look at"]
fn films() {
    let [wide, high]: [u32; 2] = [480, 300];
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("films");
    fs::create_dir_all(&folder).unwrap();
    let screen = |name: &str| screens().into_iter().find(|(other, _)| other == name).unwrap().1;
    let face = |guidance| Screen::Face { guidance, round: 1 };
    let films = [
        ("arrive", screen("consent"), 0.0, 0.2),
        ("read", screen("reading"), 0.2, 1.8),
        ("ask", screen("checking"), 0.2, 2.2),
        ("take", screen("done"), 0.1, 1.43),
        ("take_again", screen("done"), 2.8, 4.7),
        ("move", face(Guidance::MoveLeft), 0.2, 1.2),
        ("turn", face(Guidance::TurnRight), 0.2, 1.2),
        ("left", screen("card left"), 0.0, 2.0),
    ];
    for (name, screen, from, to) in films {
        let Some(mut harness) = looked_at(&screen, Look::home(Language::Japanese), WINDOWS[0]) else {
            return;
        };
        let mut film = image::RgbaImage::new(4 * wide, 2 * high);
        for moment in 0..8_u32 {
            harness.state_mut().age = Some(from + (to - from) * f64::from(moment) / 7.0);
            harness.step();
            let small = resize(&harness.render().unwrap(), wide, high, FilterType::Triangle);
            replace(&mut film, &small, i64::from(moment % 4 * wide), i64::from(moment / 4 * high));
        }
        film.save(folder.join(format!("{name}.png"))).unwrap();
    }
    println!("drawn into {}", folder.display());
}
