//! `[second_camera]`: a depth or infrared camera beside the colour camera.

use camera::{Measure, Wish};
use face::Placement;
use serde::Deserialize;
use std::path::PathBuf;

/// `[second_camera]`
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecondCameraConfig {
    /// Its file: `/dev/v4l/by-id/…`, or `/dev/video2`, which may be another camera after a restart.
    pub device: PathBuf,
    /// What it measures.
    pub kind: MeasureName,
    /// Pixels across.
    #[serde(default = "width")]
    pub width: u32,
    /// Pixels down.
    #[serde(default = "height")]
    pub height: u32,
    /// Frames in a second.
    #[serde(default = "fps")]
    pub fps: u32,
    /// Millimetres of one unit of depth.
    #[serde(default = "one")]
    pub unit_mm: f32,
    /// Where it shows the middle of the colour picture: so far right and down of its own middle, in widths and heights of its
    /// picture.
    #[serde(default)]
    pub shift: [f32; 2],
    /// How large it shows things, across and down, as a share of its picture, where the colour camera's share is 1; a negative
    /// number mirrors.
    #[serde(default = "same")]
    pub scale: [f32; 2],
}

/// `[second_camera] kind`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MeasureName {
    /// How far things are.
    Depth,
    /// How much of its own light comes back.
    Infrared,
}

/// `[face] second_camera`
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DemandName {
    /// It counts where it is there and measured something.
    #[default]
    WhenPresent,
    /// Without it nobody is let through by face.
    Demanded,
}

fn width() -> u32 {
    640
}
fn height() -> u32 {
    480
}
fn fps() -> u32 {
    30
}
fn one() -> f32 {
    1.0
}
fn same() -> [f32; 2] {
    [1.0; 2]
}

impl SecondCameraConfig {
    /// The device to be opened.
    pub fn wish(&self) -> Wish {
        let measure = match self.kind {
            MeasureName::Depth => Measure::Depth,
            MeasureName::Infrared => Measure::Infrared,
        };
        let (device, size) = (self.device.clone(), (self.width, self.height));
        Wish { device, measure, size, fps: self.fps, unit_mm: self.unit_mm }
    }

    /// Where its picture lies in the colour camera's.
    pub fn placement(&self) -> Placement {
        Placement { shift: self.shift, scale: self.scale }
    }
}

/// Says what of it can not be meant.
pub(super) fn check(camera: Option<&SecondCameraConfig>, demand: DemandName) -> Result<(), String> {
    let Some(camera) = camera else {
        return match demand {
            DemandName::WhenPresent => Ok(()),
            DemandName::Demanded => {
                Err("[face] second_camera is demanded, and there is no [second_camera]".to_owned())
            }
        };
    };
    let SecondCameraConfig { unit_mm, shift, scale, .. } = camera;
    if !(unit_mm.is_finite() && *unit_mm > 0.0) {
        return Err(format!("[second_camera] unit_mm: expected more than 0, came {unit_mm}"));
    }
    if shift.iter().any(|part| !(-1.0..=1.0).contains(part)) {
        return Err(format!("[second_camera] shift: expected parts of the picture, -1 to 1, came {shift:?}"));
    }
    if scale.iter().any(|part| !(0.1..=10.0).contains(&part.abs())) {
        return Err(format!("[second_camera] scale: expected 0.1 to 10, or as much below 0, came {scale:?}"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> SecondCameraConfig {
        toml::from_str(&format!("device = \"/dev/video2\"\n{text}")).unwrap()
    }

    #[test]
    fn device_and_kind_are_enough() {
        let camera = read("kind = \"depth\"");
        let expected = Wish {
            device: PathBuf::from("/dev/video2"),
            measure: Measure::Depth,
            size: (640, 480),
            fps: 30,
            unit_mm: 1.0,
        };
        assert_eq!((camera.wish(), camera.placement()), (expected, Placement::default()));
        assert!(toml::from_str::<SecondCameraConfig>("device = \"/dev/video2\"").is_err(), "no kind");
        assert!(toml::from_str::<SecondCameraConfig>("device = \"a\"\nkind = \"thermal\"").is_err());
    }

    #[test]
    fn what_cannot_be_meant_is_named() {
        let camera = |text: &str| read(&format!("kind = \"infrared\"\n{text}"));
        for (text, expected) in [
            ("", None),
            ("shift = [0.1, -0.05]\nscale = [-1.2, 0.8]", None),
            ("unit_mm = 0.0", Some("unit_mm")),
            ("unit_mm = nan", Some("unit_mm")),
            ("shift = [20.0, 0.0]", Some("shift")),
            ("scale = [1.0, 0.0]", Some("scale")),
            ("scale = [1.0, nan]", Some("scale")),
        ] {
            let found = check(Some(&camera(text)), DemandName::Demanded).err();
            assert_eq!(found.is_some(), expected.is_some(), "{text}: {found:?}");
            assert!(found.unwrap_or_default().contains(expected.unwrap_or_default()), "{text}");
        }
        assert_eq!(check(None, DemandName::WhenPresent), Ok(()));
        assert!(check(None, DemandName::Demanded).unwrap_err().contains("there is no [second_camera]"));
    }
}
