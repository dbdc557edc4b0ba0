//! `[face]`: how faces are judged.

use super::second_camera::DemandName;
use serde::Deserialize;
use std::path::PathBuf;

/// `[face]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct FaceConfig {
    /// The folder of manifests.
    pub models: PathBuf,
    /// Folders in which the networks' files lie.
    pub files: Vec<PathBuf>,
    /// Where ONNX Runtime's library may lie; without it tract runs the networks.
    pub onnxruntime: Vec<PathBuf>,
    /// What `madoguchi face calibrate` wrote on this site; raw scores are compared without it.
    pub calibration: Option<PathBuf>,
    /// How scores are set against the people of the calibration.
    pub normalisation: Option<NormalisationName>,
    /// Whether the wall behind patients always shows something: a door, shelves, notices.
    pub known_room: bool,
    /// When the patient must turn the head.
    pub challenge: ChallengeName,
    /// Whether nobody is let through by face whom the second camera did not measure.
    pub second_camera: DemandName,
}

/// `[face] normalisation`
#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NormalisationName {
    /// Not at all.
    None,
    /// Their mean is taken off every template.
    #[default]
    Mean,
    /// Each score is set against those that they would have.
    Cohort,
}

impl From<NormalisationName> for face::Normalisation {
    fn from(name: NormalisationName) -> Self {
        match name {
            NormalisationName::None => Self::None,
            NormalisationName::Mean => Self::Mean,
            NormalisationName::Cohort => Self::Cohort,
        }
    }
}

/// `[face] challenge`
#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChallengeName {
    /// What is seen decides by itself.
    Never,
    /// Where what is seen leaves it open whether the face lives, as with whoever keeps quite still.
    #[default]
    WhenInDoubt,
    /// Before every acceptance.
    Always,
}

impl From<ChallengeName> for face::Challenge {
    fn from(name: ChallengeName) -> Self {
        match name {
            ChallengeName::Never => Self::Never,
            ChallengeName::WhenInDoubt => Self::WhenInDoubt,
            ChallengeName::Always => Self::Always,
        }
    }
}

impl Default for FaceConfig {
    fn default() -> Self {
        let files = vec![PathBuf::from("models/files")];
        let (calibration, normalisation) = (None, None);
        let (known_room, challenge) = (false, ChallengeName::default());
        let (models, onnxruntime) = (PathBuf::from("models"), Vec::new());
        let second_camera = DemandName::default();
        Self { models, files, onnxruntime, calibration, normalisation, known_room, challenge, second_camera }
    }
}
