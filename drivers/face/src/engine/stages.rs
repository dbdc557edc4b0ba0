//! The way from card photo and frame to a score, one stage after the other, for whoever measures it.

use image::{GrayImage, RgbImage};
use zeroize::Zeroize;

use super::Engine;
use crate::error::Error;
use crate::picture;
use crate::template::Template;

/// A part of a comparison, in the order of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The face on the card photo is found.
    FindOnPhoto,
    /// It is aligned and becomes a template.
    EmbedPhoto,
    /// The face in the frame is found, and looked at closer.
    FindInFrame,
    /// It is aligned, becomes a template, and is compared.
    EmbedFrame,
}

impl Engine {
    /// How alike the faces of a card photo and a frame are, as [`observe`](Self::observe) tells it, without quality and
    /// spoof check; `done` hears of each stage as it ends.
    ///
    /// # Errors
    /// [`Error::PictureSize`], [`Error::NoFace`] for either picture, and what running networks can bring.
    pub fn similarity(
        &mut self,
        photo: &GrayImage,
        frame: &RgbImage,
        done: &mut dyn FnMut(Stage),
    ) -> Result<f32, Error> {
        picture::check_size(photo.dimensions())?;
        picture::check_size(frame.dimensions())?;
        let mut photo = picture::in_colours(photo);
        let card = self.studied(&photo, done);
        photo.as_flat_samples_mut().samples.zeroize();
        let card = card?;
        done(Stage::EmbedPhoto);
        let in_frame = *self.search(frame)?.first().ok_or(Error::NoFace)?;
        done(Stage::FindInFrame);
        let live = self.raw_template(frame, &in_frame.landmarks)?;
        let similarity = self.embedding.normalised(live)?.similarity(&card);
        done(Stage::EmbedFrame);
        Ok(similarity)
    }

    /// The card photo's template, as [`card_template`](Self::card_template) makes it.
    fn studied(&mut self, photo: &RgbImage, done: &mut dyn FnMut(Stage)) -> Result<Template, Error> {
        let face = self.portrait_face(photo)?;
        done(Stage::FindOnPhoto);
        let template = self.raw_template(photo, &face.landmarks)?;
        self.embedding.normalised(template)
    }
}
