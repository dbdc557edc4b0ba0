//! `models/<task>_<network>/manifest.toml`: what a network is, what goes in, what comes out, and from which score
//! on it says yes. The fields are described in `models/README.md`; what this crate cannot honour, it refuses.

use std::fmt;
use std::path::Path;

use serde::Deserialize;

use crate::error::Error;

/// What a network is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Task {
    /// Find faces and their landmarks.
    Detect,
    /// Turn a face into a template.
    Embed,
    /// Tell a living face from a picture of one.
    Liveness,
}

impl fmt::Display for Task {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Detect => "detect",
            Self::Embed => "embed",
            Self::Liveness => "liveness",
        })
    }
}

/// Who is to be judged, which decides the networks and thresholds that may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Drawn people: rehearsal networks where there are some.
    Rehearsal,
    /// Patients: never a rehearsal network.
    Production,
}

/// Whom an operating point was measured on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Subjects {
    /// People before a camera.
    Living,
    /// The drawn people of rehearsals.
    Drawn,
}

impl fmt::Display for Subjects {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Living => "living",
            Self::Drawn => "drawn",
        })
    }
}

/// What is done to templates before they are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Normalisation {
    /// Nothing.
    #[default]
    None,
    /// A population's mean is taken off.
    Mean,
    /// Each score is set against those that a population's people have.
    Cohort,
}

impl fmt::Display for Normalisation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::None => "none",
            Self::Mean => "mean",
            Self::Cohort => "cohort",
        })
    }
}

/// A threshold with the errors that were measured at it.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct OperatingPoint {
    /// Whom it was measured on.
    pub subjects: Subjects,
    /// What was done to the templates.
    #[serde(default)]
    pub normalisation: Normalisation,
    /// The score from which on the answer is yes.
    pub threshold: f32,
    /// The pictures that it was measured on.
    pub measured_on: String,
    /// The share of wrong acceptances there, where it was measured.
    pub fmr: Option<f32>,
    /// The share of wrong rejections there, where it was measured.
    pub fnmr: Option<f32>,
}

/// A network's manifest, as far as this crate reads it.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Manifest {
    pub(crate) name: String,
    pub(crate) task: Task,
    pub(crate) file: String,
    pub(crate) sha256: String,
    /// An SPDX expression.
    #[serde(default)]
    pub(crate) licence: String,
    pub(crate) rehearsal: bool,
    /// Pinned for whoever wants to measure it: obtained and verified, never run here.
    #[serde(default)]
    pub(crate) untried: bool,
    #[serde(default)]
    pub(crate) source: Source,
    pub(crate) input: Input,
    pub(crate) output: Output,
    #[serde(default)]
    pub(crate) operating_point: Vec<OperatingPoint>,
}

/// Where a network comes from.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Source {
    /// Where the publisher's file can be downloaded; absent for networks of this project.
    pub(crate) address: Option<String>,
    /// The publisher's name for it, with folders.
    pub(crate) file: Option<String>,
    /// Of the publisher's file.
    pub(crate) sha256: Option<String>,
    /// Of the publisher's file.
    pub(crate) bytes: Option<u64>,
    /// What turns the publisher's file into this one; `none` where they are the same.
    pub(crate) conversion: String,
}

/// The tensor [1, 3, height, width] that goes in.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Input {
    /// Width and height, where they are fixed.
    pub(crate) size: Option<[usize; 2]>,
    /// Detect: the longest side of a copy in which faces that fill a fifth of the view were found as well as in a larger one.
    pub(crate) glance: Option<u32>,
    /// Embed: every other frame goes in without its colours, as a card's photo has none.
    #[serde(default)]
    pub(crate) grey_in_turn: bool,
    colour: String,
    scale: [f32; 2],
    #[serde(flatten)]
    pub(crate) crop: Crop,
}

/// Which part of a picture goes in.
#[derive(Debug, Clone, Deserialize)]
#[serde(tag = "crop", rename_all = "lowercase")]
pub(crate) enum Crop {
    /// The whole picture.
    Frame,
    /// The face with its landmarks laid on these, in fractions of the side.
    Landmarks { template: [[f32; 2]; 5] },
    /// The face box, its sides this many times as long.
    Box { enlarge: f32 },
}

/// The tensors that come out.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Output {
    pub(crate) names: Vec<String>,
    /// Detect: boxes that share more than this of their union are one face.
    pub(crate) overlap: Option<f32>,
    length: Option<usize>,
    classes: Option<usize>,
    /// Liveness: which class is the living face.
    pub(crate) live_class: Option<usize>,
}

impl Manifest {
    /// Reads a manifest and checks that this crate can do what it asks for.
    pub(crate) fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| Error::Unreadable { path: path.to_owned(), source })?;
        let manifest: Self = toml::from_str(&text)
            .map_err(|e| Error::Manifest { path: path.to_owned(), reason: e.message().to_owned() })?;
        if !manifest.untried {
            manifest.check()?;
        }
        Ok(manifest)
    }

    /// The threshold for these people: the first that was measured on them with nothing done to the templates.
    pub(crate) fn operating_point(&self, purpose: Purpose) -> Result<&OperatingPoint, Error> {
        let of = |subjects| self.point(subjects, Normalisation::None);
        let (subjects, found) = match purpose {
            Purpose::Production => (Subjects::Living, of(Subjects::Living)),
            Purpose::Rehearsal => (Subjects::Drawn, of(Subjects::Drawn).or_else(|| of(Subjects::Living))),
        };
        found.ok_or_else(|| Error::NoOperatingPoint { network: self.name.clone(), subjects })
    }

    /// The threshold for living people whose scores are so normalised; no calibration goes below it.
    pub(crate) fn normalised_point(&self, normalisation: Normalisation) -> Result<&OperatingPoint, Error> {
        self.point(Subjects::Living, normalisation).ok_or_else(|| Error::Calibration {
            reason: format!(
                "network {} names no operating point for normalisation {normalisation}",
                self.name
            ),
        })
    }

    fn point(&self, subjects: Subjects, normalisation: Normalisation) -> Option<&OperatingPoint> {
        let mut points = self.operating_point.iter();
        points.find(|point| point.subjects == subjects && point.normalisation == normalisation)
    }

    pub(crate) fn shape_error(&self, expected: impl Into<String>, got: impl Into<String>) -> Error {
        Error::Shape { network: self.name.clone(), expected: expected.into(), got: got.into() }
    }

    fn check(&self) -> Result<(), Error> {
        let (input, output) = (&self.input, &self.output);
        if input.colour != "BGR" || input.scale != [0.0, 255.0] {
            let got = format!("{} {:?}", input.colour, input.scale);
            return Err(self.shape_error("BGR [0, 255]", got));
        }
        let (fits, expected) = match self.task {
            Task::Detect => (
                matches!(input.crop, Crop::Frame)
                    && input.size.is_none_or(|size| size.iter().all(|side| *side > 0 && side % 32 == 0))
                    && output.names.len() == 12,
                "crop frame, sides in multiples of 32, 12 outputs",
            ),
            Task::Embed => (
                matches!(input.crop, Crop::Landmarks { .. })
                    && input.size == Some([128, 128])
                    && output.length == Some(256)
                    && output.names.len() == 1,
                "crop landmarks, size 128x128, one output of length 256",
            ),
            Task::Liveness => (
                matches!(input.crop, Crop::Box { enlarge } if enlarge >= 1.0)
                    && input.size == Some([80, 80])
                    && output.names.len() == 1
                    && output.live_class < output.classes
                    && output.live_class.is_some(),
                "crop box, enlarge of at least 1, size 80x80, one output with a live class",
            ),
        };
        let got = || format!("{:?}, size {:?}, {output:?}", input.crop, input.size);
        if fits { Ok(()) } else { Err(self.shape_error(expected, got())) }
    }
}
