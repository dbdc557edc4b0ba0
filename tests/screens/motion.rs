//! What moves: sixty pictures a second while it does, none while it rests, and nothing in a jump or away from a finger.

use crate::stage::{Shown, WINDOWS, faults, fixed, screens, window};
use crate::swift::{Bench, seen};
use egui::{Color32, Pos2, Shape};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use madoguchi::screen::{Screen, View};
use madoguchi::session::{Fault, Guidance, Language, Look, Touch};
use std::time::Duration;

/// Longer than any gesture rests.
const NEVER: Duration = Duration::from_secs(3600);
/// Seconds between two pictures of a movement.
const STEP: f64 = 1.0 / 60.0;

/// When a screen asks to be drawn again, at an age of its page.
fn due(harness: &mut Harness<'_, Shown>, age: Option<f64>) -> Duration {
    harness.state_mut().age = age;
    harness.run_steps(2);
    harness.output().viewport_output.get(&egui::ViewportId::ROOT).unwrap().repaint_delay
}

fn named(name: &str) -> Screen {
    fixed().into_iter().find(|(other, _)| *other == name).unwrap().1
}

fn faulted() -> Screen {
    let [_, (_, ended)] = faults(Fault::CardUnreadable);
    let Screen::Fault { fault, ways, .. } = ended else { return ended };
    Screen::Fault { fault, ways, card_lies: true }
}

#[test]
fn a_screen_that_moves_is_drawn_sixty_times_a_second_and_in_its_rests_not_at_all() {
    // Until its first rest it moves for so many seconds, which follow the arrival; then it rests.
    let check = |screen: &Screen, moves: f64, rests: f64| {
        let Some(mut harness) = window(screen, Language::Japanese, WINDOWS[0]) else { return };
        let mut age = 0.0;
        let mut pictures = 0;
        let rest = loop {
            let next = due(&mut harness, Some(age));
            if next.as_secs_f64() > 2.0 * STEP {
                break next;
            }
            assert!(!next.is_zero(), "a request for now is drawn twice: {screen:?}");
            pictures += 1;
            age += next.as_secs_f64();
        };
        let expected = moves / STEP;
        assert!((f64::from(pictures) - expected).abs() <= 1.5, "{screen:?}: {pictures} pictures, {expected}");
        assert!((rest.as_secs_f64() - rests).abs() < 2.0 * STEP, "{screen:?}: {rest:?}");
    };
    check(&Screen::Reading, 1.8, 1.0);
    check(&Screen::Checking { is_slow: false }, 2.2, 1.0);
    check(&named("done"), 1.425, 1.4);
    check(&Screen::CardLeft { is_lit: true }, 2.0, 1.0);
    let moved = Screen::Face { guidance: Guidance::MoveLeft, round: 1 };
    check(&moved, 1.2, 1.0);
}

#[test]
fn only_movements_that_explain_ask_to_be_drawn_again() {
    let at_work = [
        "reading",
        "registering",
        "registering slow",
        "checking",
        "checking slow",
        "outage keeping",
        "card left",
    ];
    // What shows how a card is taken shows it twice.
    let twice = |name: &str, screen: &Screen| match screen {
        Screen::Done { is_card_taken, .. } | Screen::Kept { is_card_taken, .. } => !is_card_taken,
        Screen::Fault { .. } => name == "fault card left lying",
        _ => false,
    };
    let still = ["out of service", "closed", "welcome", "card left unlit"];
    let all = fixed().into_iter().chain([("fault card left lying", faulted())]);
    for (name, screen) in all {
        let Some(mut harness) = window(&screen, Language::Japanese, WINDOWS[0]) else { return };
        let is_still = still.iter().any(|one| name.starts_with(one));
        let arriving = due(&mut harness, Some(0.1));
        assert_eq!(arriving >= NEVER, is_still, "{name} arrives: {arriving:?}");
        let early = due(&mut harness, Some(1.0));
        assert_eq!(early < NEVER, at_work.contains(&name) || twice(name, &screen), "{name}: {early:?}");
        let late = due(&mut harness, Some(5.0));
        assert_eq!(late < NEVER, at_work.contains(&name), "{name} after five seconds: {late:?}");
    }
}

#[test]
fn nothing_is_drawn_again_where_nothing_is_to_move() {
    for (name, screen) in screens() {
        let Some(mut harness) = window(&screen, Language::Japanese, WINDOWS[0]) else { return };
        let next = due(&mut harness, None);
        assert!(next >= NEVER, "{name}: {next:?}");
    }
}

#[test]
fn the_cameras_pictures_take_a_movement_along() {
    let face = Screen::Face { guidance: Guidance::MoveLeft, round: 1 };
    let Some(mut harness) = window(&face, Language::Japanese, WINDOWS[0]) else { return };
    assert!(due(&mut harness, Some(0.5)) < NEVER, "before there is a picture it goes by itself");
    let picture = egui::ColorImage::new([2, 1], vec![Color32::BLACK; 2]);
    let texture = harness.ctx.load_texture("camera", picture, egui::TextureOptions::NEAREST);
    harness.state_mut().preview = Some(texture);
    for age in [0.1, 0.5, 1.5] {
        assert!(due(&mut harness, Some(age)) >= NEVER, "{age}");
    }
}

#[test]
fn what_arrives_is_touched_where_it_stays_from_its_first_moment() {
    let Some(bench) = Bench::new() else { return };
    let touchable = |view: &View, age: Option<f64>| {
        let sheet = match age {
            Some(age) => bench.lay_at(view, WINDOWS[0], age),
            None => bench.lay(view, WINDOWS[0]),
        };
        sheet.pieces.into_iter().map(|piece| (piece.name, piece.rect, piece.is_touchable)).collect::<Vec<_>>()
    };
    for (name, screen) in fixed() {
        let view = seen(&screen, Look::home(Language::English));
        let settled = touchable(&view, None);
        for age in [0.0, 0.05, 0.15, 1.0] {
            assert_eq!(touchable(&view, Some(age)), settled, "{name} at {age}");
        }
    }
    for age in [0.0, 0.1] {
        let Some(mut harness) = window(&named("consent"), Language::English, WINDOWS[0]) else { return };
        harness.state_mut().age = Some(age);
        harness.get_by_label("Do not share").click();
        harness.run_ok();
        assert_eq!(harness.state().touched, [Touch::ConsentNone], "{age}");
    }
}

/// A shape's kind, where it is, and how much of it is seen.
type Mark = (&'static str, Pos2, f32);

/// What is drawn of a picture: its lines and areas, not its words.
fn marks(shapes: &[Shape]) -> Vec<Mark> {
    let mark = |shape: &Shape| {
        let (kind, colours) = match shape {
            Shape::Circle(circle) => ("disc", vec![circle.fill, circle.stroke.color]),
            Shape::Ellipse(oval) => ("oval", vec![oval.fill, oval.stroke.color]),
            Shape::LineSegment { stroke, .. } => ("line", vec![stroke.color]),
            // A card stands upright as a rectangle, and is lifted on any four corners.
            Shape::Rect(rect) => ("sheet", vec![rect.fill, rect.stroke.color]),
            Shape::Path(path) => match path.stroke.color {
                egui::epaint::ColorMode::Solid(colour) => ("sheet", vec![path.fill, colour]),
                egui::epaint::ColorMode::UV(_) => ("sheet", vec![path.fill]),
            },
            _ => return None,
        };
        let seen = colours.into_iter().map(|colour| f32::from(colour.a()) / 255.0).fold(0.0, f32::max);
        Some((kind, shape.visual_bounding_rect().center(), seen))
    };
    shapes.iter().filter_map(mark).collect()
}

/// The longest way, in points, that anything is seen to go between two pictures of a screen so many seconds apart; what
/// comes out of nothing does not count, as long as it comes softly.
fn longest(bench: &Bench, screen: &Screen, apart: f64) -> f32 {
    let view = seen(screen, Look::home(Language::Japanese));
    // The whole of what arrives has arrived.
    let ages = (0..).map(|step| 0.25 + f64::from(step) * apart).take_while(|age| *age < 5.5);
    let pictures: Vec<_> = ages.map(|age| marks(&bench.paint_at(&view, WINDOWS[0], age))).collect();
    let nearest = |before: &[Mark], (kind, at, seen): Mark| {
        let alike = before.iter().filter(|one| one.0 == kind && (one.2 - seen).abs() < 0.3);
        alike.map(|one| one.1.distance(at)).fold(f32::INFINITY, f32::min)
    };
    let steps = pictures.windows(2).flat_map(|pair| {
        let shown = pair[1].iter().filter(|(.., seen)| *seen > 0.3);
        shown.map(|mark| nearest(&pair[0], *mark)).collect::<Vec<_>>()
    });
    steps.fold(0.0, f32::max)
}

#[test]
fn nothing_moves_in_a_jump() {
    let Some(bench) = Bench::new() else { return };
    let moving = [
        Screen::Reading,
        Screen::Checking { is_slow: true },
        Screen::CardLeft { is_lit: true },
        Screen::Face { guidance: Guidance::MoveUp, round: 1 },
        Screen::Face { guidance: Guidance::TurnRight, round: 1 },
        Screen::Face { guidance: Guidance::StepBack, round: 1 },
        named("done"),
    ];
    for screen in &moving {
        let way = longest(&bench, screen, STEP);
        assert!(way < 7.0, "{screen:?}: {way} points");
    }
    let coarse = longest(&bench, &moving[6], 0.25);
    assert!(coarse > 20.0, "a movement drawn four times a second does jump: {coarse}");
}
