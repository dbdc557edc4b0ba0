//! Nothing outside the window, nothing over anything else, nothing too small to touch or unnamed.

use crate::stage::{Named, WINDOWS, named, screens, window};
use egui::Rect;
use madoguchi::screen::tokens::Scale;
use madoguchi::session::Language;

/// What is wrong with one picture of a screen.
fn complaints(all: &[Named], size: [f32; 2]) -> Vec<String> {
    let bounds = Rect::from_min_size(egui::Pos2::ZERO, size.into()).expand(0.5);
    let least = Scale::of(size.into()).touch() - 0.5;
    let mut out = Vec::new();
    for (index, one) in all.iter().enumerate() {
        if !bounds.contains_rect(one.rect) {
            out.push(format!("{} leaves the window: {:?}", one.name, one.rect));
        }
        if one.is_touchable && (one.rect.height() < least || one.rect.width() < least) {
            out.push(format!("{} is too small to touch: {:?}", one.name, one.rect.size()));
        }
        for other in &all[index + 1..] {
            let common = one.rect.intersect(other.rect);
            if common.width() > 1.0 && common.height() > 1.0 {
                out.push(format!("{} lies over {}", one.name, other.name));
            }
        }
    }
    out
}

#[test]
fn every_screen_fits_every_window_in_every_language() {
    let mut out = Vec::new();
    for (name, screen) in screens() {
        for language in Language::ALL {
            for size in WINDOWS {
                let Some(harness) = window(&screen, language, size) else { return };
                let wrong = complaints(&named(&harness), size);
                out.extend(wrong.into_iter().map(|what| format!("{name} {language:?} {size:?}: {what}")));
            }
        }
    }
    assert!(out.is_empty(), "{} complaints\n{}", out.len(), out.join("\n"));
}

#[test]
fn the_languages_stand_at_the_same_place_on_every_screen() {
    for size in WINDOWS {
        let mut places = Vec::new();
        for (_, screen) in crate::stage::fixed() {
            let Some(harness) = window(&screen, Language::English, size) else { return };
            let all = named(&harness);
            places.push(all.iter().find(|one| one.name == "日本語").map(|one| one.rect));
        }
        assert!(
            places[0].is_some() && places.iter().all(|place| *place == places[0]),
            "{size:?}: {places:?}"
        );
    }
}

/// Every text drawn, with its size in points.
fn drawn(shapes: &[egui::epaint::ClippedShape]) -> Vec<(f32, String)> {
    fn visit(shape: &egui::Shape, all: &mut Vec<(f32, String)>) {
        match shape {
            egui::Shape::Text(text) => {
                let size = |section: &egui::text::LayoutSection| section.format.font_id.size;
                all.extend(
                    text.galley.job.sections.iter().map(|part| (size(part), text.galley.text().to_owned())),
                );
            }
            egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| visit(shape, all)),
            _ => {}
        }
    }
    let mut all = Vec::new();
    shapes.iter().for_each(|clipped| visit(&clipped.shape, &mut all));
    all
}

#[test]
fn a_patient_reads_large_type_and_a_clerk_never_less_than_theirs() {
    let mut out = Vec::new();
    for (name, screen) in screens() {
        for language in Language::ALL {
            for size in WINDOWS {
                let Some(harness) = window(&screen, language, size) else { return };
                let scale = Scale::of(size.into());
                let is_right =
                    |points: f32| points > scale.small() - 0.1 || (points - scale.clerk()).abs() < 0.1;
                let wrong =
                    drawn(&harness.output().shapes).into_iter().filter(|(points, _)| !is_right(*points));
                out.extend(
                    wrong
                        .map(|(points, text)| format!("{name} {language:?} {size:?}: {points:.1} of {text}")),
                );
            }
        }
    }
    out.dedup();
    assert!(out.is_empty(), "{}", out.join("\n"));
}
