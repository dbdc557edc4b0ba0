//! Where the networks are found, and which runtime runs them.

use crate::config::{FaceConfig, NormalisationName};
use face::{Calibration, Engine, Error, NetworkSet, Purpose, Runtime};
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The folder of manifests when nobody names one: beside the program, above it, or here.
pub fn folder() -> PathBuf {
    let program = std::env::current_exe().unwrap_or_default();
    let here = std::env::current_dir().unwrap_or_default();
    let found = program.ancestors().skip(1).chain(here.ancestors()).map(|folder| folder.join("models"));
    found.into_iter().find(|folder| is_folder(folder)).unwrap_or_else(|| PathBuf::from("models"))
}

fn is_folder(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| {
        entries.any(|entry| entry.is_ok_and(|entry| entry.path().join("manifest.toml").exists()))
    })
}

/// ONNX Runtime where its library lies in one of the usual places, tract otherwise.
pub fn runtime(named: &[PathBuf]) -> Runtime {
    let program = std::env::current_exe().unwrap_or_default();
    let beside =
        program.ancestors().skip(1).take(4).map(|folder| folder.join("onnxruntime/libonnxruntime.so"));
    face::choose_runtime(&named.iter().cloned().chain(beside).collect::<Vec<_>>())
}

/// The engine of a rehearsal: the rehearsal networks, or real ones where their files are given.
///
/// # Errors
/// A manifest, a file or a runtime that cannot be used.
pub fn rehearsal_engine(models: Option<&Path>, files: &[PathBuf]) -> Result<Engine, Error> {
    let purpose = if files.is_empty() { Purpose::Rehearsal } else { Purpose::Production };
    engine(models, files, &[], purpose)
}

/// The engine of a kiosk at work, calibrated where its site is.
///
/// # Errors
/// A manifest, a file, a runtime or a calibration that cannot be used; faces are not compared at a threshold that was
/// not meant.
pub fn kiosk_engine(config: &FaceConfig) -> Result<Engine, Error> {
    let mut engine = engine(Some(&config.models), &config.files, &config.onnxruntime, Purpose::Production)?;
    engine.demand(config.challenge.into());
    engine.expect_room(config.known_room);
    let Some(path) = &config.calibration else { return uncalibrated(engine, config.normalisation) };
    let unreadable = |source| Error::Unreadable { path: path.clone(), source };
    let text = Zeroizing::new(std::fs::read_to_string(path).map_err(unreadable)?);
    engine.calibrate(&Calibration::from_toml(&text)?, config.normalisation.unwrap_or_default().into())
}

/// Raw scores, unless something else was meant.
fn uncalibrated(engine: Engine, meant: Option<NormalisationName>) -> Result<Engine, Error> {
    match meant {
        None | Some(NormalisationName::None) => Ok(engine),
        Some(_) => {
            Err(Error::Calibration { reason: "[face] normalisation is set, and no calibration".to_owned() })
        }
    }
}

/// The engine of real networks; rehearsal networks are refused.
///
/// # Errors
/// A manifest, a file or a runtime that cannot be used.
pub fn engine(
    models: Option<&Path>,
    files: &[PathBuf],
    onnxruntime: &[PathBuf],
    purpose: Purpose,
) -> Result<Engine, Error> {
    let folder = models.map_or_else(folder, Path::to_owned);
    let set = NetworkSet::find(&folder, files, purpose)?;
    let mut engine = Engine::load(&set, runtime(onnxruntime))?;
    engine.warm()?;
    Ok(engine)
}
