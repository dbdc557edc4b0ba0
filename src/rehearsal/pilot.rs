//! Rides a story: watches the screen, acts as the patient would, and keeps the timeline.

use super::story::{Act, Step, Story};
use super::{Error, World};
use crate::kiosk::Kiosk;
use crate::screen::{self, Screen};
use crate::session::Touch;
use std::time::{Duration, Instant};

/// Longest that a step may take to appear.
const PATIENCE: Duration = Duration::from_secs(45);

/// Longer than a touch counts for the screen before.
const READING: Duration = Duration::from_millis(900);

/// A step that was reached.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// The story.
    pub story: &'static str,
    /// The step's name.
    pub step: &'static str,
    /// How long after the step before.
    pub after: Duration,
}

/// What has been reached so far, in order.
pub type Timeline = Vec<Arrival>;

/// Rides one story after the other.
pub struct Pilot {
    stories: Vec<&'static Story>,
    step: usize,
    since: Instant,
    timeline: Timeline,
}

impl Pilot {
    /// Is ready to ride; the clock starts with the first [`Self::look`].
    pub fn new(mut stories: Vec<&'static Story>) -> Self {
        stories.reverse();
        Self { stories, step: 0, since: Instant::now(), timeline: Vec::new() }
    }

    /// Says which step the screen has reached, if a new one.
    ///
    /// # Errors
    /// The step did not appear in time; the error names the screen that stood there instead.
    pub fn look(&mut self, screen: &Screen) -> Result<Option<Step>, Error> {
        let Some((story, step)) = self.current() else { return Ok(None) };
        let after = self.since.elapsed();
        if (step.until)(screen) {
            self.timeline.push(Arrival { story: story.name, step: step.name, after });
            return Ok(Some(step));
        }
        if after > PATIENCE {
            return Err(
                format!("{}: {} did not come; the screen is {screen:?}", story.name, step.name).into()
            );
        }
        Ok(None)
    }

    /// Acts as the step says, and waits for the next.
    ///
    /// # Errors
    /// A card that cannot be laid, a centre that does not start.
    pub fn act(&mut self, step: &Step, kiosk: &mut Kiosk, world: &mut World) -> Result<(), Error> {
        for act in step.acts {
            perform(*act, kiosk, world)?;
        }
        self.step += 1;
        self.since = Instant::now();
        if self.current().is_none() && self.stories.pop().is_some() {
            self.step = 0;
        }
        Ok(())
    }

    /// Whether every story has been ridden to its end.
    pub fn is_finished(&self) -> bool {
        self.stories.is_empty()
    }

    /// What has been reached so far.
    pub fn timeline(&self) -> &[Arrival] {
        &self.timeline
    }

    /// Rides to the end without a window.
    ///
    /// # Errors
    /// A step that did not come, or an act that could not be done.
    pub fn ride(&mut self, kiosk: &mut Kiosk, world: &mut World) -> Result<(), Error> {
        while !self.is_finished() {
            match self.look(&screen::view(kiosk.session()).screen)? {
                Some(step) => self.act(&step, kiosk, world)?,
                None => kiosk.wait(Duration::from_millis(50)),
            }
        }
        Ok(())
    }

    fn current(&self) -> Option<(&'static Story, Step)> {
        let story = *self.stories.last()?;
        story.steps.get(self.step).map(|step| (story, *step))
    }
}

fn perform(act: Act, kiosk: &mut Kiosk, world: &mut World) -> Result<(), Error> {
    match act {
        Act::Lay(id) => world.lay(id)?,
        Act::Take => world.take(),
        Act::See(seen) => world.see(seen),
        Act::Read => std::thread::sleep(READING),
        Act::Touch(touch) => kiosk.touch(touch),
        Act::Type(text) => type_digits(text, kiosk, world),
        Act::StopCentre => world.centre().stop(),
        Act::StartCentre => world.centre().start_again()?,
        Act::Revoke(id) => world.revoke(id, true)?,
        Act::Reinstate(id) => world.revoke(id, false)?,
    }
    Ok(())
}

/// Types digits one by one; `PIN` stands for the PIN of whoever's card lies there.
fn type_digits(text: &str, kiosk: &mut Kiosk, world: &World) {
    let holder = world.laid().and_then(|id| persona::persona(&id));
    let digits = match (text, holder) {
        ("PIN", Some(holder)) => holder.card.user_pin.clone(),
        _ => text.to_owned(),
    };
    digits.bytes().map(|byte| byte.wrapping_sub(b'0')).for_each(|digit| kiosk.touch(Touch::Digit(digit)));
}
