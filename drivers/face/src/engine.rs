//! The whole way from a picture to a score: detect, judge, align, embed, compare.

use image::{GrayImage, RgbImage};
use ndarray::Array4;
use zeroize::Zeroize;

use crate::calibration::Calibration;
use crate::decide::Policy;
use crate::detect::Detector;
use crate::embed::Embedder;
use crate::error::Error;
use crate::geometry::{FaceBox, Landmarks};
use crate::liveness::Liveness;
use crate::manifest::{Manifest, Normalisation, Purpose};
use crate::network::Runtime;
use crate::pad::{self, Challenge, Glimpse, Room, Shown, Told};
use crate::picture;
use crate::population::Population;
use crate::quality::{Guidance, MIN_EYE_DISTANCE, Quality};
use crate::set::NetworkSet;
use crate::template::Template;

/// Live frames are searched at a quarter of the pixels, or fewer where a glance shows a large face, then looked at closer.
const FRAME_SIDE: u32 = 320;
/// A face is large from this share of the longer side on; one of half its area is then still found by the glance.
const LARGE: f32 = 0.125;
/// Portraits are searched in a small copy, and in larger ones where the face is not [`PORTRAIT`] of the longer side wide.
const PHOTO_SIDES: [u32; 3] = [128, 256, 640];
/// The width of a face that fills a portrait as a card photo's does; in the smallest copy it is then still 32 pixels wide.
const PORTRAIT: f32 = 0.25;
/// A second face counts when it is more than this share of the first: a passer-by is smaller.
const COMPANION: f32 = 0.4;

/// Runs the networks, one picture at a time, on the caller's thread.
pub struct Engine {
    detector: Detector,
    embedder: Embedder,
    liveness: Liveness,
    policy: Policy,
    embedding: Embedding,
    /// Whether the next frame is compared without its colours, where the network takes turns.
    is_grey_next: bool,
    description: String,
}

/// Which network embeds, and against whom its templates are set, and how.
struct Embedding {
    manifest: Manifest,
    normalisation: Option<(Normalisation, Population)>,
}

/// What one frame shows.
#[derive(Debug, Clone)]
pub struct Observation {
    /// The largest face.
    pub face: Option<FaceBox>,
    /// What the patient should change.
    pub guidance: Guidance,
    /// The numbers behind the guidance.
    pub quality: Option<Quality>,
    /// How alike this face and the card photo's are ([`Template::similarity`]), where the frame could be compared with one.
    pub similarity: Option<f32>,
    /// The probability of a living face, where the frame could be judged.
    pub live: Option<f32>,
    pub(crate) template: Option<Template>,
    /// What lies about the face, where the frame could be judged.
    pub(crate) glimpse: Option<Glimpse>,
    /// What a second camera told of the face, where there is one.
    pub(crate) beside: Option<Told>,
    /// How warm the face is beside its surroundings, where that could be seen.
    pub(crate) tint: Option<f32>,
    /// What the kiosk's screen sent out meanwhile; set by whoever knows.
    pub shown: Option<Shown>,
}

impl Engine {
    /// Loads every network of the set under `runtime`.
    ///
    /// # Errors
    /// [`Error::Runtime`] where the runtime or a network does not load, [`Error::Shape`] where a file's inputs or
    /// outputs are not its manifest's.
    pub fn load(set: &NetworkSet, runtime: Runtime) -> Result<Self, Error> {
        Ok(Self {
            detector: Detector::open(&set.detect, &runtime, set.purpose)?,
            embedder: Embedder::open(&set.embed, &runtime)?,
            liveness: Liveness::open(&set.liveness, &runtime)?,
            policy: policy(set)?,
            embedding: Embedding { manifest: set.embed.manifest.clone(), normalisation: None },
            is_grey_next: false,
            description: describe(set, &runtime)?,
        })
    }

    /// Sets every score against a site's own population from now on, at the threshold that was measured with it; with
    /// [`Normalisation::None`] scores stay raw.
    ///
    /// The threshold is never below the one that the network's manifest names for such scores.
    ///
    /// # Errors
    /// [`Error::Calibration`] where it was made with another network, or the network names no threshold for it.
    pub fn calibrate(
        mut self,
        calibration: &Calibration,
        normalisation: Normalisation,
    ) -> Result<Self, Error> {
        let expected = self.embedding_network();
        if calibration.network() != expected {
            let reason = format!("made with the network {}, expected {expected}", calibration.network());
            return Err(Error::Calibration { reason });
        }
        let Some(measured) = calibration.threshold(normalisation) else {
            self.description += "\ncalibration: there, and not used";
            return Ok(self);
        };
        self.policy.threshold = measured.max(self.calibrated_floor(normalisation)?);
        self.description += &format!(
            "\ncalibrated: scores are set against {} people (normalisation {normalisation}), threshold {:.3} (measured {measured:.3} \
             on {} comparisons)",
            calibration.people(),
            self.policy.threshold,
            calibration.comparisons(),
        );
        self.embedding.normalisation = Some((normalisation, calibration.population().clone()));
        Ok(self)
    }

    /// The SHA-256 of the embedding network's file, to which a calibration is bound.
    pub fn embedding_network(&self) -> &str {
        &self.embedding.manifest.sha256
    }

    /// The runtime, the networks and their operating points, in words for `doctor`.
    pub fn describe(&self) -> String {
        self.description.clone()
    }

    /// The thresholds of the networks, with the usual number of frames.
    pub fn policy(&self) -> Policy {
        self.policy
    }

    /// The least threshold of a calibration with this embedding network.
    ///
    /// # Errors
    /// [`Error::Calibration`] where the network names none.
    pub fn calibrated_floor(&self, normalisation: Normalisation) -> Result<f32, Error> {
        Ok(self.embedding.manifest.normalised_point(normalisation)?.threshold)
    }

    /// From now on, the policy asks for a turn of the head in these cases.
    pub fn demand(&mut self, challenge: Challenge) {
        self.policy = self.policy.asking(challenge);
    }

    /// From now on, a face that moves before nothing with texture is a picture.
    pub fn expect_room(&mut self, is_known: bool) {
        self.policy.is_room_known = is_known;
    }

    /// Runs every network once, so that the first patient does not wait for memory and plans.
    ///
    /// # Errors
    /// [`Error::Runtime`] and [`Error::Shape`] where a network does not run.
    pub fn warm(&mut self) -> Result<(), Error> {
        self.search(&RgbImage::new(640, 480))?;
        self.detector.detect(&RgbImage::new(378, 472), PHOTO_SIDES[0])?;
        self.exercise()
    }

    /// Runs the networks as often as a frame with a large face has them run, for whoever measures what that costs.
    ///
    /// # Errors
    /// As [`warm`](Self::warm).
    pub fn exercise(&mut self) -> Result<(), Error> {
        let frame = RgbImage::new(640, 480);
        self.detector.detect(&frame, self.detector.glance.unwrap_or(FRAME_SIDE))?;
        let middle = FaceBox {
            x: 270.0,
            y: 190.0,
            width: 100.0,
            height: 100.0,
            score: 1.0,
            landmarks: Default::default(),
        };
        self.detector.closer(&frame, &middle)?;
        self.liveness.judge(&frame, &middle)?;
        match self.embedder.embed(&Array4::from_elem((1, 3, 128, 128), 127.0)) {
            Err(Error::EmptyEmbedding { .. }) | Ok(_) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// The template of the card photo's face.
    ///
    /// # Errors
    /// [`Error::PictureSize`], [`Error::NoFace`], [`Error::FaceTooSmall`], [`Error::PhotoUnfit`], and what running networks can
    /// bring.
    pub fn card_template(&mut self, photo: &GrayImage) -> Result<Template, Error> {
        picture::check_size(photo.dimensions())?;
        let mut colour = picture::in_colours(photo);
        let template = self.judged_template(&colour);
        colour.as_flat_samples_mut().samples.zeroize();
        self.embedding.normalised(template?)
    }

    /// The raw template of a portrait that the judge of frames finds fit.
    ///
    /// A patient cannot mend a card photo, so what only may be wrong with it is let pass.
    fn judged_template(&mut self, photo: &RgbImage) -> Result<Template, Error> {
        let face = self.portrait_face(photo)?;
        let mut aligned = self.embedder.align(photo, &face.landmarks).ok_or(Error::NoFace)?;
        let quality = Quality::of(photo, &face, &aligned);
        let template = match quality.of_the_face() {
            fit if fit.is_comparable() => self.embedder.embed(&aligned),
            guidance => Err(Error::PhotoUnfit { guidance, quality }),
        };
        picture::wipe(&mut aligned);
        template
    }

    /// The raw template of the largest face in a portrait, for calibration and evaluation; whatever its quality.
    ///
    /// # Errors
    /// [`Error::PictureSize`], [`Error::NoFace`], [`Error::FaceTooSmall`], and what running networks can bring.
    pub fn portrait_template(&mut self, photo: &RgbImage) -> Result<Template, Error> {
        let face = self.portrait_face(photo)?;
        self.raw_template(photo, &face.landmarks)
    }

    /// The raw templates of the largest face in a camera's picture, found as [`observe`](Self::observe) finds it, whatever its
    /// quality: as it goes into a comparison of one frame after the other, so in colour and, for some networks, without.
    ///
    /// # Errors
    /// As [`portrait_template`](Self::portrait_template).
    pub fn frame_templates(&mut self, frame: &RgbImage) -> Result<Vec<Template>, Error> {
        picture::check_size(frame.dimensions())?;
        let face = *self.search(frame)?.first().ok_or(Error::NoFace)?;
        let mut aligned = self.embedder.align(frame, &face.landmarks).ok_or(Error::NoFace)?;
        let mut templates = vec![self.embedder.embed(&aligned)];
        if self.embedder.grey_in_turn {
            templates.push(self.embedder.embed_grey(&aligned));
        }
        picture::wipe(&mut aligned);
        templates.into_iter().collect()
    }

    /// The largest face in a portrait.
    ///
    /// # Errors
    /// As [`portrait_template`](Self::portrait_template).
    pub fn portrait_face(&mut self, photo: &RgbImage) -> Result<FaceBox, Error> {
        picture::check_size(photo.dimensions())?;
        let face = self.search_portrait(photo)?.ok_or(Error::NoFace)?;
        if face.eye_distance() < MIN_EYE_DISTANCE / 2.0 {
            return Err(Error::FaceTooSmall { got: face.eye_distance(), min: MIN_EYE_DISTANCE / 2.0 });
        }
        Ok(face)
    }

    /// The largest face, from the smallest copy that shows it large enough, looked at closer as in a frame.
    fn search_portrait(&mut self, photo: &RgbImage) -> Result<Option<FaceBox>, Error> {
        // A network that was not measured on small copies sees the whole photo, once.
        if self.detector.glance.is_none() {
            return Ok(self.detector.detect(photo, PHOTO_SIDES[2])?.first().copied());
        }
        let fills = photo.width().max(photo.height()) as f32 * PORTRAIT;
        let mut found = None;
        for side in PHOTO_SIDES {
            found = self.detector.detect(photo, side)?.first().copied();
            if found.is_some_and(|face| face.width >= fills) {
                break;
            }
        }
        let Some(face) = found else { return Ok(None) };
        Ok(self.detector.closer(photo, &face)?.or(found))
    }

    fn raw_template(&mut self, picture: &RgbImage, landmarks: &Landmarks) -> Result<Template, Error> {
        let mut aligned = self.embedder.align(picture, landmarks).ok_or(Error::NoFace)?;
        let template = self.embedder.embed(&aligned);
        picture::wipe(&mut aligned);
        template
    }

    /// What one frame shows, compared with `card` where the frame is good enough.
    ///
    /// # Errors
    /// [`Error::PictureSize`], and what running networks can bring.
    pub fn observe(&mut self, frame: &RgbImage, card: Option<&Template>) -> Result<Observation, Error> {
        picture::check_size(frame.dimensions())?;
        let faces = self.search(frame)?;
        let Some(&face) = faces.first() else { return Ok(Observation::nobody()) };
        if faces[1..].iter().any(|other| other.area() > face.area() * COMPANION) {
            return Ok(Observation {
                face: Some(face),
                guidance: Guidance::SeveralFaces,
                ..Observation::nobody()
            });
        }
        let Some(mut aligned) = self.embedder.align(frame, &face.landmarks) else {
            return Ok(Observation::nobody());
        };
        let observation = self.look(frame, face, &aligned, card);
        picture::wipe(&mut aligned);
        observation
    }

    /// Has a room learn from a frame in which nobody is; `false` where somebody is, or there is too little light or too much.
    ///
    /// # Errors
    /// [`Error::PictureSize`], and what running networks can bring.
    pub fn survey(&mut self, frame: &RgbImage, room: &mut Room) -> Result<bool, Error> {
        Ok(self.faces(frame)?.is_empty() && room.survey(frame))
    }

    /// The faces of another camera's picture.
    pub(crate) fn faces(&mut self, picture: &RgbImage) -> Result<Vec<FaceBox>, Error> {
        picture::check_size(picture.dimensions())?;
        self.search(picture)
    }

    /// The faces of a frame, the largest first and looked at closer.
    fn search(&mut self, frame: &RgbImage) -> Result<Vec<FaceBox>, Error> {
        if let Some(side) = self.detector.glance {
            let glanced = self.detector.detect(frame, side)?;
            let large = frame.width().max(frame.height()) as f32 * LARGE;
            if glanced.first().is_some_and(|face| face.width >= large)
                && let Some(faces) = self.closer(frame, &glanced)?
            {
                return Ok(faces);
            }
        }
        let searched = self.detector.detect(frame, FRAME_SIDE)?;
        Ok(self.closer(frame, &searched)?.unwrap_or(searched))
    }

    /// The same faces, the first one looked at closer; `None` where it is not there when looked at closer.
    fn closer(&mut self, frame: &RgbImage, faces: &[FaceBox]) -> Result<Option<Vec<FaceBox>>, Error> {
        let Some((first, others)) = faces.split_first() else { return Ok(None) };
        let closer = self.detector.closer(frame, first)?;
        Ok(closer.map(|closer| std::iter::once(closer).chain(others.iter().copied()).collect()))
    }

    /// Judges a face that stands alone, and compares it where that is worth while.
    fn look(
        &mut self,
        frame: &RgbImage,
        face: FaceBox,
        aligned: &Array4<f32>,
        card: Option<&Template>,
    ) -> Result<Observation, Error> {
        let quality = Quality::of(frame, &face, aligned);
        let guidance = quality.guidance(&face, frame.dimensions());
        let mut observation =
            Observation { face: Some(face), guidance, quality: Some(quality), ..Observation::nobody() };
        if guidance.is_comparable() {
            observation.live = Some(self.liveness.judge(frame, &face)?);
            observation.glimpse = Some(Glimpse::of(frame, &face));
            observation.tint = pad::tint(frame, &face);
            if let Some(card) = card {
                let template = self.in_turn(aligned)?;
                let template = self.embedding.normalised(template)?;
                let similarity = template.similarity(card);
                if similarity >= self.policy.threshold {
                    observation.guidance = Guidance::Ready; // whatever covers the face, it does not matter
                }
                observation.similarity = Some(similarity);
                observation.template = Some(template);
            }
        }
        Ok(observation)
    }

    /// The raw template of a frame's face: of every other one without its colours where the network takes turns, so that what is
    /// decided on several frames rests on both, and costs no more.
    fn in_turn(&mut self, aligned: &Array4<f32>) -> Result<Template, Error> {
        let is_grey = self.is_grey_next;
        self.is_grey_next = self.embedder.grey_in_turn && !is_grey;
        if is_grey { self.embedder.embed_grey(aligned) } else { self.embedder.embed(aligned) }
    }
}

impl Embedding {
    fn normalised(&self, template: Template) -> Result<Template, Error> {
        let Some((normalisation, population)) = &self.normalisation else { return Ok(template) };
        let nothing_left = || Error::Calibration { reason: "a face equals the mean".to_owned() };
        population.normalise(&template, *normalisation).ok_or_else(nothing_left)
    }
}

impl Observation {
    /// The face's template, where the frame could be compared.
    pub fn template(&self) -> Option<&Template> {
        self.template.as_ref()
    }

    fn nobody() -> Self {
        Self {
            face: None,
            guidance: Guidance::NoFace,
            quality: None,
            similarity: None,
            live: None,
            template: None,
            glimpse: None,
            beside: None,
            tint: None,
            shown: None,
        }
    }
}

fn policy(set: &NetworkSet) -> Result<Policy, Error> {
    let live: Vec<f32> = set
        .liveness
        .iter()
        .map(|member| member.manifest.operating_point(set.purpose).map(|point| point.threshold))
        .collect::<Result<_, _>>()?;
    let threshold = set.embed.manifest.operating_point(set.purpose)?.threshold;
    Ok(Policy::new(threshold, live.iter().sum::<f32>() / live.len() as f32))
}

fn describe(set: &NetworkSet, runtime: &Runtime) -> Result<String, Error> {
    let purpose = match set.purpose {
        Purpose::Rehearsal => "rehearsal",
        Purpose::Production => "production",
    };
    let mut text = format!("{runtime}, for {purpose}");
    for member in set.members() {
        let (manifest, point) = (&member.manifest, member.manifest.operating_point(set.purpose)?);
        let (task, name, subjects, threshold) =
            (manifest.task, &manifest.name, point.subjects, point.threshold);
        text += &format!("\n{task}: {name}, threshold {threshold} for {subjects} people");
        let rate =
            |label: &str, rate: Option<f32>| rate.map_or_else(String::new, |r| format!(", {label} {r}"));
        text += &(rate("FMR", point.fmr) + &rate("FNMR", point.fnmr));
    }
    Ok(text)
}

mod stages;
#[cfg(test)]
mod tests;

pub use stages::Stage;
