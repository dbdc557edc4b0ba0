//! Visits of real people's pictures through the real networks, where both lie beside the project.
//!
//! The pictures are evaluation material (Face Research Lab London Set, CC BY 4.0) and are never part of the project.

use card::twin::{Authority, Blueprint};
use madoguchi::screen::{Screen, view};
use madoguchi::session::Fault;
use madoguchi_tests::{Rehearsal, beside};
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// The networks and the pictures, or nothing and a word about it.
fn material(test: &str) -> Option<(PathBuf, PathBuf)> {
    let found = beside("models").zip(beside("faces/london"));
    if found.is_none() {
        println!("skipped: {test} (no networks or faces beside the project)");
    }
    found
}

/// A visit in which `holder`'s card is laid down and `person` looks at the camera; returns where it leads.
fn visit(models: PathBuf, faces: &std::path::Path, holder: &str, person: &str) -> Screen {
    let folder = tempfile::tempdir().unwrap();
    let frame = faces.join(format!("frame/{person}.jpg"));
    std::fs::copy(frame, folder.path().join("frame.jpg")).unwrap();
    let mut rehearsal = Rehearsal::start(|options| {
        options.network_files = vec![models];
        options.stills = Some(folder.path().to_owned());
    })
    .unwrap();
    let hanako = persona::persona("hanako").unwrap();
    let photo = std::fs::read(faces.join(format!("card/{holder}_gray.jp2"))).unwrap();
    let blueprint = Blueprint { photo, ..Blueprint::from(hanako) };
    let now = rehearsal.world.clock().unix();
    let card = Authority::shared().unwrap().make(&blueprint, now).unwrap();
    rehearsal.world.lay_card("hanako", card).unwrap();
    let begin = Instant::now();
    loop {
        rehearsal.kiosk.wait(Duration::from_millis(50));
        let screen = view(rehearsal.kiosk.session()).screen;
        let is_under_way = matches!(
            screen,
            Screen::OutOfService { .. } | Screen::Welcome | Screen::Reading | Screen::Face { .. }
        );
        if !is_under_way || begin.elapsed() > Duration::from_secs(60) {
            return screen;
        }
    }
}

#[test]
fn a_real_face_and_its_card_reach_consent() {
    let Some((models, faces)) = material("a_real_face_and_its_card_reach_consent") else { return };
    for person in ["003", "006", "017"] {
        let screen = visit(models.clone(), &faces, person, person);
        assert!(matches!(screen, Screen::Consent { .. }), "{person}: {screen:?}");
    }
}

#[test]
fn a_real_face_and_somebody_elses_card_do_not() {
    let Some((models, faces)) = material("a_real_face_and_somebody_elses_card_do_not") else { return };
    let screen = visit(models, &faces, "003", "006");
    assert!(matches!(screen, Screen::Fault { fault: Fault::FaceNotMatched, .. }), "{screen:?}");
}
