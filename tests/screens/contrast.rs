//! Contrast as the eye meets it: from the pixels that were drawn, not from the colours that were meant.

use crate::stage::{WINDOWS, looked_at, screens};
use crate::swift::{Bench, Drawn, seen};
use egui::{Color32, Rect};
use image::RgbaImage;
use madoguchi::screen::Screen;
use madoguchi::screen::tokens::contrast;
use madoguchi::session::{Language, Look, Theme};
use std::collections::HashMap;

/// WCAG 2.2, 1.4.6: text of any size.
const LEAST: f32 = 7.0;

/// Whether the pixels of a screen are looked at; the faults' and the cameras' have the grounds of one another.
fn is_looked_at(name: &str) -> bool {
    let stands_for_all = ["fault card-unreadable", "fault pin-blocked", "face comecloser"];
    !name.starts_with("fault ") && !name.starts_with("face ") || stands_for_all.contains(&name)
}

/// The contrast of the ink inside `line`: of what stands out most from the colour that most of its pixels have.
fn met(picture: &RgbaImage, line: Rect) -> Option<f32> {
    let line = line.intersect(Rect::from_min_size(egui::Pos2::ZERO, {
        egui::Vec2::new(picture.width() as f32, picture.height() as f32)
    }));
    let mut counts: HashMap<Color32, usize> = HashMap::new();
    for y in line.top() as u32..line.bottom() as u32 {
        for x in line.left() as u32..line.right() as u32 {
            let [red, green, blue, _] = picture.get_pixel(x, y).0;
            *counts.entry(Color32::from_rgb(red, green, blue)).or_default() += 1;
        }
    }
    let ground = *counts.iter().max_by_key(|(_, count)| **count)?.0;
    counts.into_keys().map(|colour| contrast(colour, ground)).reduce(f32::max)
}

fn faint(picture: &RgbaImage, drawn: &[Drawn]) -> Vec<String> {
    let told = drawn.iter().flat_map(|one| one.lines.iter().map(move |line| (one, *line)));
    let measured = told.filter_map(|(one, line)| Some((one, met(picture, line)?)));
    let faint = measured.filter(|(_, met)| *met < LEAST);
    faint.map(|(one, met)| format!("{met:.1}:1 {}", one.text.replace('\n', " "))).collect()
}

#[test]
fn every_text_stands_out_seven_to_one_from_the_pixels_around_it() {
    let Some(bench) = Bench::new() else { return };
    // One window for all: to open one costs more than to draw in it.
    let Some(mut window) = looked_at(&Screen::Welcome, Look::home(Language::English), WINDOWS[3]) else {
        return;
    };
    let mut out = Vec::new();
    for (name, screen) in screens().into_iter().filter(|(name, _)| is_looked_at(name)) {
        for theme in Theme::ALL {
            let look = Look { theme, ..Look::home(Language::English) };
            window.state_mut().view = seen(&screen, look);
            window.run_steps(2);
            let picture = window.render().unwrap();
            let wrong = faint(&picture, &bench.lay(&seen(&screen, look), WINDOWS[3]).drawn);
            out.extend(wrong.into_iter().map(|what| format!("{name} {theme:?}: {what}")));
        }
    }
    assert!(out.is_empty(), "{} faint texts\n{}", out.len(), out.join("\n"));
}

#[test]
fn a_text_too_faint_to_read_is_found() {
    let grey = |ink: u8| {
        RgbaImage::from_fn(10, 10, |x, _| image::Rgba(if x == 3 { [ink, ink, ink, 255] } else { [255; 4] }))
    };
    let line = Rect::from_min_size(egui::Pos2::ZERO, egui::Vec2::splat(10.0));
    assert!(met(&grey(0x77), line).unwrap() < LEAST, "4.5:1 is not enough");
    assert!(met(&grey(0x49), line).unwrap() >= LEAST);
}
