//! The stories of `madoguchi walk`: whole visits by accessible names alone, on two kiosks side by side.

use madoguchi::rehearsal::{Panel, Walk, walk, walks};
use madoguchi::session::Language;
use madoguchi_tests::Rehearsal;
use std::collections::HashSet;
use std::sync::Mutex;
use std::thread;

/// Kiosks side by side; most of a visit is waiting for a person, a chip or a camera.
const KIOSKS: usize = 4;

#[test]
fn every_story_goes_as_told_by_accessible_names_alone() {
    let stories = Mutex::new(walks().into_iter());
    let ride = || {
        let mut rehearsal = Rehearsal::start_in(Language::English, |_| {}).unwrap();
        let panel = Panel::new().unwrap();
        let mut wrong = Vec::new();
        let next = || stories.lock().unwrap().next();
        while let Some(story) = next() {
            let Rehearsal { kiosk, world, .. } = &mut rehearsal;
            wrong.extend(walk(&story, kiosk, world, &panel).err().map(|error| error.to_string()));
        }
        wrong
    };
    let wrong: Vec<String> = thread::scope(|scope| {
        let kiosks: Vec<_> = (0..KIOSKS).map(|_| scope.spawn(ride)).collect();
        kiosks.into_iter().flat_map(|kiosk| kiosk.join().unwrap()).collect()
    });
    assert!(wrong.is_empty(), "{} stories went wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn there_are_forty_stories_and_each_has_a_name_of_its_own() {
    let stories: Vec<Walk> = walks();
    let names: HashSet<_> = stories.iter().map(|story| story.name).collect();
    assert!(stories.len() >= 40 && names.len() == stories.len(), "{}, {}", stories.len(), names.len());
}
