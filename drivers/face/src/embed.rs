//! Aligning a face and turning it into a template.

use image::RgbImage;
use ndarray::{Array4, Axis};

use crate::error::Error;
use crate::geometry::{Landmarks, Point, Similarity};
use crate::manifest::Crop;
use crate::network::{Loaded, Runtime};
use crate::picture;
use crate::set::Member;
use crate::template::{LENGTH, Template};

/// The side of an aligned face in pixels.
pub(crate) const SIDE: usize = 128;

pub(crate) struct Embedder {
    network: Loaded,
    name: String,
    output: String,
    /// Where eyes, nose and mouth belong in an aligned face.
    landmarks: Landmarks,
    /// Whether faces were measured to be told apart better by colour and grey together.
    pub(crate) grey_in_turn: bool,
}

impl Embedder {
    pub(crate) fn open(member: &Member, runtime: &Runtime) -> Result<Self, Error> {
        let manifest = &member.manifest;
        let Crop::Landmarks { template } = &manifest.input.crop else {
            return Err(manifest.shape_error("crop landmarks", format!("{:?}", manifest.input.crop)));
        };
        Ok(Self {
            network: Loaded::open(member, runtime)?,
            name: manifest.name.clone(),
            output: manifest.output.names.first().cloned().unwrap_or_default(),
            landmarks: template.map(|[x, y]| Point::new(x, y).scaled(SIDE as f32)),
            grey_in_turn: manifest.input.grey_in_turn,
        })
    }

    /// The face with its landmarks on the template; `None` where they are all in one place.
    pub(crate) fn align(&self, image: &RgbImage, landmarks: &Landmarks) -> Option<Array4<f32>> {
        let similarity = Similarity::between(landmarks, &self.landmarks)?;
        Some(picture::laid_on(image, &similarity, SIDE))
    }

    /// The template of an aligned face.
    pub(crate) fn embed(&mut self, aligned: &Array4<f32>) -> Result<Template, Error> {
        let mut embedding = self.network.run_for(aligned.view(), &self.output, LENGTH)?;
        let template = Template::normalised(&embedding);
        zeroize::Zeroize::zeroize(&mut embedding);
        template.ok_or_else(|| Error::EmptyEmbedding { network: self.name.clone() })
    }

    /// The template of an aligned face without its colours (luma of ITU-R BT.601, as a card's photo is made).
    pub(crate) fn embed_grey(&mut self, aligned: &Array4<f32>) -> Result<Template, Error> {
        let mut grey = aligned.clone();
        for mut pixel in grey.lanes_mut(Axis(1)) {
            let luma = 0.114 * pixel[0] + 0.587 * pixel[1] + 0.299 * pixel[2];
            pixel.fill(luma);
        }
        let template = self.embed(&grey);
        picture::wipe(&mut grey);
        template
    }
}
