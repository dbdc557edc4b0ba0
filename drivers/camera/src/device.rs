//! A USB camera through nokhwa (V4L2 on Linux).

use std::time::{Duration, Instant};

use nokhwa::pixel_format::RgbFormat;
use nokhwa::utils::{CameraFormat, CameraIndex, FrameFormat, RequestedFormat, RequestedFormatType};

use crate::Camera;
use crate::decode;
use crate::error::CameraError;
use crate::frame::Frame;
use crate::served::{Served, Source, Taken};

/// How long opening a camera may take.
const OPENING: Duration = Duration::from_secs(5);
const BUFFERED: usize = 4;
/// A camera may give less than was asked for, but not less than faces can be compared in.
const SMALLEST: (u32, u32) = (320, 240);

/// Opens camera `index` in the format nearest to this one.
///
/// # Errors
/// [`CameraError::Absent`], [`CameraError::Busy`], [`CameraError::Denied`], [`CameraError::Format`],
/// [`CameraError::Stalled`] where opening takes longer than five seconds, and [`CameraError::Driver`].
pub fn open_device(index: u32, width: u32, height: u32, fps: u32) -> Result<Box<dyn Camera>, CameraError> {
    let open = move || {
        let camera = open(index, width, height, fps)?;
        let description = describe(index, &camera);
        Ok((camera, description))
    };
    Ok(Box::new(Served::start(format!("camera-{index}"), OPENING, open)?))
}

impl Camera for Served<Frame> {
    fn next_frame(&mut self, timeout: Duration) -> Result<Frame, CameraError> {
        self.next(timeout)
    }

    fn describe(&self) -> String {
        self.describe()
    }
}

impl Taken for Frame {
    fn taken(&self) -> Instant {
        self.taken
    }
}

impl Source for nokhwa::Camera {
    type Frame = Frame;

    fn take(&mut self, is_stale: bool) -> Result<Frame, CameraError> {
        if !self.is_stream_open() {
            self.open_stream().map_err(|e| while_reading(&e.to_string()))?;
        } else if is_stale {
            for _ in 0..BUFFERED {
                self.frame_raw().map_err(|e| while_reading(&e.to_string()))?;
            }
        }
        let (format, size) = (self.frame_format(), self.resolution());
        let sent = self.frame_raw().map_err(|e| while_reading(&e.to_string()))?;
        let taken = Instant::now();
        Ok(Frame { image: decode::picture(format, size, &sent)?, taken })
    }

    fn rest(&mut self) {
        let _ = self.stop_stream();
    }
}

/// Tries the formats that cameras speak, compressed first: it needs the least of the cable.
fn open(index: u32, width: u32, height: u32, fps: u32) -> Result<nokhwa::Camera, CameraError> {
    let near = |format| RequestedFormatType::Closest(CameraFormat::new_from(width, height, format, fps));
    let wishes = [
        near(FrameFormat::MJPEG),
        near(FrameFormat::YUYV),
        near(FrameFormat::NV12),
        RequestedFormatType::None,
    ];
    let mut refused = None;
    for wish in wishes {
        match nokhwa::Camera::new(CameraIndex::Index(index), RequestedFormat::new::<RgbFormat>(wish)) {
            Ok(camera) => return large_enough(camera, (width, height)),
            Err(error) => refused = Some(while_opening(index, &error.to_string())),
        }
        if !matches!(refused, Some(CameraError::Driver(_))) {
            break; // another format would not help
        }
    }
    Err(refused.unwrap_or(CameraError::Absent { camera: index.to_string() }))
}

/// A driver may choose otherwise than it was asked to.
fn large_enough(camera: nokhwa::Camera, asked: (u32, u32)) -> Result<nokhwa::Camera, CameraError> {
    let got = camera.resolution();
    if got.width() >= SMALLEST.0 && got.height() >= SMALLEST.1 {
        return Ok(camera);
    }
    let expected = format!("{}x{}", asked.0, asked.1);
    Err(CameraError::Format { expected, got: format!("{}x{}", got.width(), got.height()) })
}

fn describe(index: u32, camera: &nokhwa::Camera) -> String {
    let format = camera.camera_format();
    let (size, rate) = (format.resolution(), format.frame_rate());
    format!("camera {index}: {}, {size} {} at {rate}/s", camera.info().human_name(), format.format())
}

/// Error numbers of Linux; nokhwa hands on the operating system's words, where the number stands in brackets.
const ENOENT: &str = "(os error 2)";
const ENXIO: &str = "(os error 6)";
const EACCES: &str = "(os error 13)";
const EBUSY: &str = "(os error 16)";
const ENODEV: &str = "(os error 19)";

fn while_opening(index: u32, words: &str) -> CameraError {
    match words {
        w if [ENOENT, ENXIO, ENODEV].iter().any(|code| w.contains(code)) => {
            CameraError::Absent { camera: index.to_string() }
        }
        w if w.contains(EBUSY) => CameraError::Busy { camera: index.to_string() },
        w if w.contains(EACCES) => CameraError::Denied { camera: index.to_string() },
        w => CameraError::Driver(w.to_owned()),
    }
}

fn while_reading(words: &str) -> CameraError {
    match words {
        w if [ENXIO, ENODEV].iter().any(|code| w.contains(code)) => CameraError::Unplugged,
        w => CameraError::Driver(w.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_camera_that_is_not_there_is_absent() {
        let error = open_device(63, 640, 480, 30).err().unwrap();
        assert!(matches!(&error, CameraError::Absent { camera } if camera == "63"), "{error:?}");
    }

    #[test]
    fn the_operating_system_s_words_become_facts() {
        for (words, opening, reading) in [
            ("No such file or directory (os error 2)", "no camera 0", "camera driver: "),
            ("No such device (os error 19)", "no camera 0", "the camera was unplugged"),
            ("Device or resource busy (os error 16)", "camera 0 is used by another", "camera driver: "),
            ("Permission denied (os error 13)", "no permission to use camera 0", "camera driver: "),
            ("Failed to Fufill", "camera driver: Failed", "camera driver: Failed"),
        ] {
            let (got_opening, got_reading) = (while_opening(0, words), while_reading(words));
            assert!(got_opening.to_string().starts_with(opening), "{got_opening}");
            assert!(got_reading.to_string().starts_with(reading), "{got_reading}");
        }
    }
}
