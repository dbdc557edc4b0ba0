//! The unattended ride in a real window: each screen is kept as a picture before the story goes on.

use crate::kiosk::Kiosk;
use crate::rehearsal::{Arrival, Error, Pilot, Step, Story, World};
use crate::screen::Screen;
use eframe::egui;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a screen settles before its picture is taken.
const SETTLE: Duration = Duration::from_millis(150);

/// What to ride, and where pictures go.
pub struct Unattended {
    /// The stories, in order.
    pub stories: Vec<&'static Story>,
    /// The folder of pictures.
    pub pictures: PathBuf,
}

/// A ride under way.
pub(super) struct Ride {
    pilot: Pilot,
    pictures: PathBuf,
    taken: usize,
    pending: Option<Pending>,
    outcome: Outcome,
}

/// A step that was reached, whose picture is still to be taken.
struct Pending {
    step: Step,
    story: &'static str,
    since: Instant,
    picture: Option<Receiver<Arc<egui::ColorImage>>>,
}

/// How a ride ended, told after the window has closed.
#[derive(Clone, Default)]
pub(super) struct Outcome(Arc<Mutex<Told>>);

#[derive(Default)]
struct Told {
    timeline: Vec<Arrival>,
    error: Option<String>,
    is_finished: bool,
}

impl Ride {
    pub(super) fn begin(unattended: Unattended) -> Result<Self, Error> {
        std::fs::create_dir_all(&unattended.pictures)?;
        let pilot = Pilot::new(unattended.stories);
        Ok(Self {
            pilot,
            pictures: unattended.pictures,
            taken: 0,
            pending: None,
            outcome: Outcome::default(),
        })
    }

    pub(super) fn outcome(&self) -> Outcome {
        self.outcome.clone()
    }

    /// Goes one step on; `true` at the end.
    pub(super) fn step(
        &mut self,
        ctx: &egui::Context,
        screen: &Screen,
        kiosk: &mut Kiosk,
        world: &mut World,
    ) -> bool {
        let result = match self.pending.take() {
            Some(pending) => self.picture(pending, ctx, kiosk, world),
            None => self.arrive(screen),
        };
        let is_over = result.is_err() || self.pilot.is_finished();
        if is_over {
            self.outcome.tell(self.pilot.timeline().to_vec(), result.err());
        }
        is_over
    }

    fn arrive(&mut self, screen: &Screen) -> Result<(), Error> {
        if let Some(step) = self.pilot.look(screen)? {
            let story = self.pilot.timeline().last().map_or("", |arrival| arrival.story);
            self.pending = Some(Pending { step, story, since: Instant::now(), picture: None });
        }
        Ok(())
    }

    /// Lets the screen settle, asks for its picture, keeps it, and acts.
    fn picture(
        &mut self,
        mut pending: Pending,
        ctx: &egui::Context,
        kiosk: &mut Kiosk,
        world: &mut World,
    ) -> Result<(), Error> {
        if pending.picture.is_none() && pending.since.elapsed() >= SETTLE {
            pending.picture = Some(request(ctx));
        }
        let Some(picture) = pending.picture.as_ref().and_then(|arrival| arrival.try_recv().ok()) else {
            self.pending = Some(pending);
            return Ok(());
        };
        self.taken += 1;
        let name = format!("{:02}-{}-{}.png", self.taken, pending.story, pending.step.name);
        save(&picture, &self.pictures.join(name))?;
        self.pilot.act(&pending.step, kiosk, world)
    }
}

fn request(ctx: &egui::Context) -> Receiver<Arc<egui::ColorImage>> {
    let (sender, arrival) = sync_channel(1);
    ctx.request_screenshot(move |picture| {
        // Nobody waits for it once the window is closing.
        let _ = sender.try_send(picture);
    });
    arrival
}

fn save(picture: &egui::ColorImage, path: &Path) -> Result<(), Error> {
    let [width, height] = picture.size;
    let bytes = picture.pixels.iter().flat_map(|pixel| [pixel.r(), pixel.g(), pixel.b()]).collect();
    let image =
        image::RgbImage::from_raw(width as u32, height as u32, bytes).ok_or("a picture of no size")?;
    Ok(image.save(path)?)
}

impl Outcome {
    fn tell(&self, timeline: Vec<Arrival>, error: Option<Error>) {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *told = Told { timeline, is_finished: error.is_none(), error: error.map(|error| error.to_string()) };
    }

    /// Prints the timeline and says whether all went as told.
    #[expect(clippy::print_stdout, reason = "the unattended rehearsal speaks to whoever started it")]
    pub(super) fn report(&self) -> Result<(), Error> {
        let told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        println!("{:<12} {:<18} {:>8}", "story", "step", "ms");
        for arrival in &told.timeline {
            println!("{:<12} {:<18} {:>8}", arrival.story, arrival.step, arrival.after.as_millis());
        }
        match (&told.error, told.is_finished) {
            (Some(error), _) => Err(error.clone().into()),
            (None, true) => {
                println!("every story went as told");
                Ok(())
            }
            (None, false) => Err("the window was closed before the stories ended".into()),
        }
    }
}
