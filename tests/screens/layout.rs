//! Nothing outside the window, nothing over anything else, nothing too small to read or touch: every screen in every
//! state, every language, every window, at the smallest and the largest type, standing high and low.

use crate::stage::{WINDOWS, fixed, screens};
use crate::swift::{Bench, Drawn, Piece, Sheet, seen};
use egui::{Pos2, Rect};
use madoguchi::screen::tokens::Scale;
use madoguchi::screen::{Catalogue, Privacy, Screen, View, spoken};
use madoguchi::session::{CardPlace, Language, Look, Period, TextSize, Validity};
use std::thread;

/// The looks that change where things stand.
fn looks(language: Language) -> [Look; 4] {
    let home = Look::home(language);
    let large = Look { size: TextSize::Largest, ..home };
    [home, large, Look { is_low: true, ..home }, Look { is_low: true, ..large }]
}

/// Whether a screen is looked at in every look. All are at the smallest and at the largest type; between those, the many
/// faults differ by their words alone, so a few stand for all.
fn is_looked_at(name: &str, look: Look) -> bool {
    let [home, _, _, extreme] = looks(look.language);
    let is_told_by_others = name.ends_with(" ended") || name.starts_with("face ");
    let stands_for_all = ["certificate-dead", "pin-blocked", "photo-absent", "card-juki"];
    look == home
        || look == extreme
        || !is_told_by_others
            && (!name.starts_with("fault ") || stands_for_all.iter().any(|slug| name.ends_with(slug)))
}

/// Lays every screen out and collects what `look_at` complains of.
fn complaints(look_at: impl Fn(&Sheet, Look, [f32; 2]) -> Vec<String> + Sync) -> Vec<String> {
    let all = screens();
    let of = |languages: &[Language]| {
        let Some(bench) = Bench::new() else { return Vec::new() };
        let mut out = Vec::new();
        for look in languages.iter().flat_map(|language| looks(*language)) {
            for size in WINDOWS {
                for (name, screen) in all.iter().filter(|(name, _)| is_looked_at(name, look)) {
                    let wrong = look_at(&bench.lay(&seen(screen, look), size), look, size);
                    let place =
                        format!("{name} {:?} {:?} low={} {size:?}", look.language, look.size, look.is_low);
                    out.extend(wrong.into_iter().map(|what| format!("{place}: {}", what.replace('\n', " "))));
                }
            }
        }
        out
    };
    let (some, others) = Language::ALL.split_at(Language::ALL.len() / 2);
    thread::scope(|scope| {
        let aside = scope.spawn(|| of(others));
        let mut out = of(some);
        out.extend(aside.join().unwrap());
        out
    })
}

fn flaws(sheet: &Sheet, size: [f32; 2]) -> Vec<String> {
    [misplaced(sheet, size), smeared(sheet, size), boxes(sheet), too_small(&sheet.drawn, size)].concat()
}

fn misplaced(sheet: &Sheet, size: [f32; 2]) -> Vec<String> {
    let window = Rect::from_min_size(Pos2::ZERO, size.into()).expand(0.5);
    let least = Scale::of(size.into()).touch() - 0.5;
    let mut out = Vec::new();
    for (index, one) in sheet.pieces.iter().enumerate() {
        if !window.contains_rect(one.rect) {
            out.push(format!("{} leaves the window: {:?}", one.name, one.rect));
        }
        if one.is_touchable && (one.rect.height() < least || one.rect.width() < least) {
            out.push(format!("{} is too small to touch: {:?}", one.name, one.rect.size()));
        }
        for other in &sheet.pieces[index + 1..] {
            let common = one.rect.intersect(other.rect);
            if common.width() > 1.0 && common.height() > 1.0 {
                out.push(format!("{} lies over {}", one.name, other.name));
            }
        }
    }
    out
}

/// What is wrong with the ink itself: cut off, over another text, or line over line.
fn smeared(sheet: &Sheet, size: [f32; 2]) -> Vec<String> {
    let window = Rect::from_min_size(Pos2::ZERO, size.into());
    let overlap = |one: &Rect, other: &Rect| {
        let common = one.intersect(*other);
        common.width() > 1.0 && common.height() > 2.0
    };
    let mut out = Vec::new();
    for (button, one) in sheet.pieces.iter().filter(|one| one.is_touchable).flat_map(|button| {
        let on = |one: &&Drawn| one.lines.iter().any(|line| button.rect.contains(line.center()));
        sheet.drawn.iter().filter(on).map(move |one| (button, one))
    }) {
        if !one.lines.iter().all(|line| button.rect.expand(1.0).contains_rect(*line)) {
            out.push(format!("{} leaves its button {:?}: {:?}", one.text, button.rect, one.lines));
        }
    }
    for (index, one) in sheet.drawn.iter().enumerate() {
        let seen = window.intersect(one.clip).expand(1.0);
        if one.lines.iter().any(|line| !seen.contains_rect(*line)) {
            out.push(format!("cut off: {}", one.text));
        }
        if one.lines.windows(2).any(|pair| overlap(&pair[0], &pair[1])) {
            out.push(format!("line over line: {}", one.text));
        }
        // A title is drawn thrice to be thicker; that is one text.
        let others = sheet.drawn[index + 1..].iter().filter(|other| other.text != one.text);
        for other in others {
            if one.lines.iter().any(|line| other.lines.iter().any(|there| overlap(line, there))) {
                out.push(format!("{} is drawn over {}", one.text, other.text));
            }
        }
    }
    out
}

/// Letters that no face of the window has, so that a box would stand for them.
fn boxes(sheet: &Sheet) -> Vec<String> {
    let missing = sheet.drawn.iter().filter(|one| !one.boxes.is_empty());
    missing.map(|one| format!("no letter for {:?} in {}", one.boxes, one.text)).collect()
}

/// A patient reads 28 points or more, the staff, standing closer, 24.
fn too_small(drawn: &[Drawn], size: [f32; 2]) -> Vec<String> {
    let scale = Scale::of(size.into());
    let is_right = |points: f32| points > scale.least() - 0.1 || (points - scale.clerk()).abs() < 0.1;
    let wrong = drawn.iter().filter(|one| !is_right(one.size));
    wrong.map(|one| format!("{:.1} points: {}", one.size, one.text)).collect()
}

#[test]
fn every_screen_fits_every_window_in_every_language_and_look() {
    let out = complaints(|sheet, look, size| {
        let is_staffs = sheet
            .pieces
            .iter()
            .any(|one| one.name.starts_with("職員の方へ：目視") || one.name.contains("check by eye"));
        let mut out = flaws(sheet, size);
        // What the staff touch on their own sheet is not for who sits before it.
        if look.is_low && !is_staffs {
            let above =
                sheet.pieces.iter().filter(|one| one.is_touchable && one.rect.top() < size[1] / 2.0 - 1.0);
            out.extend(above.map(|one| format!("{} is too high up: {:?}", one.name, one.rect)));
        }
        out
    });
    if let Some(path) = std::env::var_os("COMPLAINTS") {
        std::fs::write(path, out.join("\n")).unwrap();
    }
    assert!(out.is_empty(), "{} complaints\n{}", out.len(), out[..out.len().min(40)].join("\n"));
}

#[test]
fn a_reader_of_any_kind_has_words_of_its_own_which_fit_everywhere_and_are_said_alike() {
    let Some(bench) = Bench::new() else { return };
    let texts = Catalogue::embedded();
    let welcome = |place, look| View { place, ..seen(&Screen::Welcome, look) };
    for language in Language::ALL {
        let said = [CardPlace::Tray, CardPlace::Slot, CardPlace::Top]
            .map(|place| spoken(&welcome(place, Look::home(language)), &texts, Privacy::Open)[1].clone());
        assert!(said[0] != said[1] && said[1] != said[2] && said[2] != said[0], "{said:?}");
        for (place, said) in [CardPlace::Slot, CardPlace::Top].into_iter().zip(&said[1..]) {
            for (look, size) in looks(language).into_iter().flat_map(|look| WINDOWS.map(|size| (look, size)))
            {
                let sheet = bench.lay(&welcome(place, look), size);
                let wrong = flaws(&sheet, size);
                assert!(wrong.is_empty(), "{place:?} {look:?} {size:?}: {wrong:?}");
                assert!(
                    sheet.pieces.iter().any(|piece| piece.name == *said),
                    "{said} is shown as it is said"
                );
            }
        }
    }
}

#[test]
fn what_is_said_at_a_slot_instead_fits_everywhere() {
    let Some(bench) = Bench::new() else { return };
    let (texts, all) = (Catalogue::embedded(), screens());
    let mut out = Vec::new();
    for look in Language::ALL.map(looks).into_iter().flat_map(|[home, .., extreme]| [home, extreme]) {
        let at = |place, screen| View { place, ..seen(screen, look) };
        let differs = |screen| {
            let [tray, slot] = [CardPlace::Tray, CardPlace::Slot]
                .map(|place| spoken(&at(place, screen), &texts, Privacy::Private));
            tray != slot
        };
        let others: Vec<_> = all.iter().filter(|(_, screen)| differs(screen)).collect();
        assert!(others.len() > 5, "{look:?}: {} screens", others.len());
        for (size, (name, screen)) in
            WINDOWS.iter().flat_map(|size| others.iter().map(move |one| (*size, *one)))
        {
            let wrong = flaws(&bench.lay(&at(CardPlace::Slot, screen), size), size);
            out.extend(wrong.into_iter().map(|what| format!("{name} {look:?} {size:?}: {what}")));
        }
    }
    assert!(out.is_empty(), "{} complaints\n{}", out.len(), out[..out.len().min(40)].join("\n"));
}

const LEAST_MM: f32 = 20.0;
/// The smallest screens that a kiosk may have, with their width in millimetres: 10.1 inches, and 13.3 of 1080 lines.
const SCREENS: [([f32; 2], f32); 4] =
    [([1280.0, 800.0], 217.0), ([800.0, 1280.0], 136.0), ([1920.0, 1080.0], 294.0), ([1024.0, 600.0], 223.0)];

#[test]
fn whatever_is_touched_is_twenty_millimetres_on_the_smallest_screen() {
    // The home language, and those whose words and lines are longest.
    let languages = [Language::Japanese, Language::Portuguese, Language::Burmese];
    let of = |languages: &[Language]| {
        let Some(bench) = Bench::new() else { return Vec::new() };
        let mut out = Vec::new();
        let wanted = |language: &Language| {
            let [home, large, low, large_low] = looks(*language);
            if *language == Language::Japanese {
                vec![home, large, low, large_low]
            } else {
                vec![home, large_low]
            }
        };
        for look in languages.iter().flat_map(wanted) {
            let over = [
                seen(&Screen::Welcome, Look { is_choosing: true, ..look }),
                madoguchi::screen::View { asks_for_sign: true, ..seen(&Screen::Reading, look) },
            ];
            let all = screens();
            let plain =
                all.iter().filter(|(name, _)| is_looked_at(name, look)).map(|(_, one)| seen(one, look));
            for view in plain.chain(over) {
                for (size, width_mm) in SCREENS {
                    let sheet = bench.lay_on(&view, size, Some(width_mm));
                    let small = sheet.pieces.iter().filter(|one| {
                        let mm = one.rect.size().min_elem() / size[0] * width_mm;
                        one.is_touchable && mm < LEAST_MM - 0.1
                    });
                    let small = small.map(|one| format!("{} is too small: {:?}", one.name, one.rect.size()));
                    let mut wrong: Vec<_> = small.collect();
                    wrong.extend(flaws(&sheet, size));
                    let place = format!(
                        "{:?} {:?} low={} {size:?} {:?}",
                        look.language, look.size, look.is_low, view.screen
                    );
                    out.extend(wrong.into_iter().map(|what| format!("{place}: {}", what.replace('\n', " "))));
                }
            }
        }
        out
    };
    let (some, others) = languages.split_at(1);
    let out = thread::scope(|scope| {
        let aside = scope.spawn(|| of(others));
        let mut out = of(some);
        out.extend(aside.join().unwrap());
        out
    });
    if let Some(path) = std::env::var_os("COMPLAINTS") {
        std::fs::write(path, out.join("\n")).unwrap();
    }
    assert!(out.is_empty(), "{} complaints\n{}", out.len(), out[..out.len().min(40)].join("\n"));
}

#[test]
fn what_lies_over_a_screen_fits_as_well() {
    let Some(bench) = Bench::new() else { return };
    let mut out = Vec::new();
    for look in Language::ALL.into_iter().flat_map(looks) {
        for size in WINDOWS {
            let choosing = seen(&Screen::Welcome, Look { is_choosing: true, ..look });
            let asking = madoguchi::screen::View { asks_for_sign: true, ..seen(&Screen::Reading, look) };
            for view in [choosing, asking] {
                let sheet = bench.lay(&view, size);
                let mut wrong = misplaced(&sheet, size);
                wrong.extend(smeared(&sheet, size));
                wrong.extend(boxes(&sheet));
                wrong.extend(too_small(&sheet.drawn, size));
                out.extend(wrong.into_iter().map(|what| format!("{look:?} {size:?}: {what}")));
            }
        }
    }
    assert!(out.is_empty(), "{} complaints\n{}", out.len(), out[..out.len().min(40)].join("\n"));
}

#[test]
fn the_buttons_for_the_look_stand_at_the_same_place_on_every_screen() {
    let Some(bench) = Bench::new() else { return };
    for size in WINDOWS {
        let places = |screen: &Screen| {
            let sheet = bench.lay(&seen(screen, Look::home(Language::English)), size);
            let names = ["Language: English", "Hear it again", "Text size 1 of 3", "Colours 1 of 3", "Lower"];
            names.map(|name| sheet.pieces.iter().find(|one| one.name == name).map(|one| one.rect))
        };
        let first = places(&Screen::Welcome);
        assert!(first.iter().all(Option::is_some), "{size:?}: {first:?}");
        for (name, screen) in fixed() {
            assert_eq!(places(&screen), first, "{name} {size:?}");
        }
    }
}

#[test]
fn every_language_is_offered_by_its_own_name() {
    let Some(bench) = Bench::new() else { return };
    let sheet = bench
        .lay(&seen(&Screen::Welcome, Look { is_choosing: true, ..Look::home(Language::Thai) }), WINDOWS[0]);
    for name in
        ["日本語", "やさしい日本語", "English", "简体中文", "한국어", "Tiếng Việt", "नेपाली", "မြန်မာ", "ไทย"]
    {
        assert!(sheet.pieces.iter().any(|one| one.is_touchable && one.name == name), "{name}");
    }
}

/// Each thing that the checks above look for, planted on a sheet that is otherwise in order.
#[test]
fn whatever_is_planted_on_a_screen_is_found() {
    let size = WINDOWS[0];
    let rect = |x: f32, y: f32, width: f32, height: f32| {
        Rect::from_min_size(Pos2::new(x, y), [width, height].into())
    };
    let piece = |name: &str, rect, is_touchable| Piece { name: name.to_owned(), rect, is_touchable };
    let drawn = |text: &str, lines: &[Rect]| Drawn {
        text: text.to_owned(),
        size: 28.0,
        lines: lines.to_vec(),
        clip: rect(0.0, 0.0, size[0], size[1]),
        boxes: Vec::new(),
    };
    let check = |plant: &dyn Fn(&mut Sheet), expected: &str| {
        let mut sheet = Sheet {
            pieces: vec![piece("Yes", rect(100.0, 100.0, 200.0, 100.0), true)],
            drawn: vec![drawn("Yes", &[rect(120.0, 120.0, 50.0, 30.0)])],
        };
        plant(&mut sheet);
        let mut out = misplaced(&sheet, size);
        out.extend(smeared(&sheet, size));
        out.extend(boxes(&sheet));
        out.extend(too_small(&sheet.drawn, size));
        assert_eq!(out.is_empty(), expected.is_empty(), "{expected}: {out:?}");
        assert!(out.iter().all(|what| what.contains(expected)), "{expected}: {out:?}");
    };
    check(&|_| {}, "");
    check(
        &|sheet| sheet.pieces.push(piece("No", rect(1200.0, 300.0, 100.0, 100.0), true)),
        "leaves the window",
    );
    check(
        &|sheet| sheet.pieces.push(piece("No", rect(500.0, 300.0, 100.0, 60.0), true)),
        "too small to touch",
    );
    check(&|sheet| sheet.pieces.push(piece("No", rect(250.0, 150.0, 100.0, 100.0), true)), "lies over");
    check(&|sheet| sheet.drawn[0].lines[0] = rect(1260.0, 320.0, 50.0, 30.0), "cut off");
    check(&|sheet| sheet.drawn[0].lines[0] = rect(120.0, 85.0, 50.0, 40.0), "leaves its button");
    check(&|sheet| sheet.drawn[0].clip = rect(100.0, 100.0, 60.0, 60.0), "cut off");
    check(&|sheet| sheet.drawn[0].lines.push(rect(120.0, 140.0, 50.0, 30.0)), "line over line");
    check(&|sheet| sheet.drawn.push(drawn("No", &[rect(150.0, 130.0, 50.0, 30.0)])), "is drawn over");
    check(&|sheet| sheet.drawn[0].size = 22.0, "22.0 points");
    check(&|sheet| sheet.drawn[0].boxes = vec!['\u{13000}'], "no letter for");
}

#[test]
fn a_letter_that_no_face_has_is_known() {
    let Some(bench) = Bench::new() else { return };
    let screen = |message: &str| Screen::Done {
        validity: Validity::Valid,
        period: Period::Valid,
        serves_until: None,
        shares_information: false,
        enrolled_at: None,
        call: None,
        is_card_taken: true,
        message: Some(message.to_owned()),
    };
    let found = |message: &str| {
        boxes(&bench.lay(&seen(&screen(message), Look::home(Language::Japanese)), WINDOWS[0])).len()
    };
    assert_eq!((found("髙﨑●"), found("\u{13000}")), (0, 1));
}
