//! A frame as the kiosk takes it: found, judged, compared and asked for life, and then weighed with those before it.

use super::{Clock, Error, Sample, Time};
use face::{Engine, Presence, Template};
use image::RgbImage;
use std::fmt;
use std::time::Duration;

/// How far the second of two frames has moved on, in pixels right and down, so that something travels.
const WAY: (i64, i64) = (2, 1);

/// The times of frames that follow each other.
pub(super) struct Watched {
    card: Template,
    frames: [RgbImage; 2],
    presence: Presence,
    times: Vec<[Duration; 2]>,
}

impl Watched {
    pub(super) fn new(engine: &mut Engine, sample: &Sample) -> Result<Self, Error> {
        let photo = card::Photo::decode(&sample.photo)?;
        let mut moved = sample.frame.clone();
        image::imageops::replace(&mut moved, &sample.frame, WAY.0, WAY.1);
        // Whatever the photo's quality, as the comparison beside it.
        let photo = image::DynamicImage::ImageLuma8(photo.image().clone()).into_rgb8();
        let (card, frames) = (engine.portrait_template(&photo)?, [sample.frame.clone(), moved]);
        Ok(Self { card, frames, presence: Presence::default(), times: Vec::new() })
    }

    /// Takes one more frame.
    pub(super) fn round(&mut self, engine: &mut Engine, clock: &Clock) -> Result<(), Error> {
        let begun = clock.now();
        let seen = engine.observe(&self.frames[self.times.len() % 2], Some(&self.card))?;
        let observed = clock.now();
        self.presence.push(&seen);
        self.times.push([observed - begun, clock.now() - observed]);
        Ok(())
    }
}

impl fmt::Display for Watched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (judged, all) = (self.presence.frames(), self.times.len());
        writeln!(f, "a frame as the kiosk takes it, {judged} of {all} fit to be judged")?;
        for (at, name) in ["look, with every network", "weigh what travels"].into_iter().enumerate() {
            super::row(f, name, Time::of(self.times.iter().map(|times| times[at])), None)?;
        }
        Ok(())
    }
}
