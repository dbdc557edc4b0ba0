//! `madoguchi walk`: rides whole visits by accessible names alone, and says which went as told.

use super::Error;
use crate::kiosk::Kiosk;
use crate::rehearsal::{Options, Panel, World, walk, walks};
use crate::session::Language;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

/// Ride whole visits by accessible names alone, without a window.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// Which stories, by name; all if none is named.
    story: Vec<String>,
    /// Only list the stories.
    #[arg(long)]
    list: bool,
    /// Where hand-off files and records go.
    #[arg(long, default_value = "target/walk")]
    directory: PathBuf,
}

/// Rides and prints a line for each story.
///
/// # Errors
/// A story that nobody knows or that did not go as told, and what stood on the screen instead.
pub fn run(arguments: &Arguments) -> Result<(), Error> {
    let all = walks();
    if let Some(unknown) = arguments.story.iter().find(|name| all.iter().all(|walk| walk.name != **name)) {
        return Err(format!("no story is called {unknown:?}; `madoguchi walk --list` names them").into());
    }
    let is_wanted = |name: &str| arguments.story.is_empty() || arguments.story.iter().any(|one| one == name);
    let wanted: Vec<_> = all.into_iter().filter(|walk| is_wanted(walk.name)).collect();
    if arguments.list {
        wanted.iter().for_each(|walk| println!("{:<30} {}", walk.name, walk.about));
        return Ok(());
    }
    let (mut world, neighbours) = World::build(&Options::new(&arguments.directory))?;
    let mut kiosk = Kiosk::start(neighbours, Language::English, Arc::new(|| {}));
    let panel = Panel::new()?;
    for story in &wanted {
        let begun = Instant::now();
        walk(story, &mut kiosk, &mut world, &panel)?;
        println!("ok {:<30} {:>6} ms  {}", story.name, begun.elapsed().as_millis(), story.about);
    }
    println!("{} stories went as told", wanted.len());
    Ok(())
}
