//! A depth or infrared camera over V4L2.
//!
//! nokhwa knows no depth and drops what it does not know, so the device is spoken to with the library that nokhwa itself
//! stands on. Which format is taken follows from the kind; the driver's answer is checked, and no other picture is
//! taken for the wanted one.

use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use v4l::buffer::{Flags, Type};
use v4l::framesize::FrameSizeEnum;
use v4l::io::traits::CaptureStream as _;
use v4l::prelude::MmapStream;
use v4l::video::Capture as _;
use v4l::video::capture::Parameters;
use v4l::{Device, Format, FourCC, capability};

use super::decode::{Agreed, formats};
use super::{Measure, SecondCamera, SecondFrame};
use crate::error::CameraError;
use crate::served::{Served, Source};

/// How long opening may take: the kiosk works without this camera, and no patient waits for it.
const OPENING: Duration = Duration::from_secs(2);
/// How long a frame may take.
const FRAME: Duration = Duration::from_secs(1);
/// The fewest that stream: what lies in them is older than what the colour camera sees.
const BUFFERED: u32 = 2;
/// In fewer pixels no face is large enough to be measured.
const SMALLEST: (u32, u32) = (160, 120);

/// The second camera that is wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct Wish {
    /// Its file, such as `/dev/video2` or, which stays the same, `/dev/v4l/by-id/…`.
    pub device: PathBuf,
    /// What it measures.
    pub measure: Measure,
    /// The size that is wanted; the nearest is taken.
    pub size: (u32, u32),
    /// Frames in a second.
    pub fps: u32,
    /// Millimetres of one unit of depth; the format does not say it.
    pub unit_mm: f32,
}

/// Opens the camera.
///
/// # Errors
/// [`CameraError::Absent`], [`CameraError::Busy`], [`CameraError::Denied`]; [`CameraError::Format`] where it is no camera, has no
/// format of its kind, or is too small; [`CameraError::Stalled`] after two seconds; [`CameraError::Driver`].
pub fn open_second(wish: Wish) -> Result<Box<dyn SecondCamera>, CameraError> {
    let measure = wish.measure;
    let served = Served::start(format!("camera-{}", measure.name()), OPENING, move || open(&wish))?;
    Ok(Box::new(Second { measure, served }))
}

struct Second {
    measure: Measure,
    served: Served<SecondFrame>,
}

impl SecondCamera for Second {
    fn measure(&self) -> Measure {
        self.measure
    }

    fn next_frame(&mut self, timeout: Duration) -> Result<SecondFrame, CameraError> {
        self.served.next(timeout)
    }

    fn describe(&self) -> String {
        self.served.describe()
    }
}

/// An open device with the format that was agreed on.
struct Streaming {
    device: Device,
    agreed: Agreed,
    stream: Option<MmapStream<'static>>,
}

impl Source for Streaming {
    type Frame = SecondFrame;

    fn take(&mut self, is_stale: bool) -> Result<SecondFrame, CameraError> {
        if is_stale {
            self.rest();
        }
        let taken = self.read();
        if taken.is_err() {
            self.rest(); // the library hands a buffer over twice after a frame that did not come
        }
        taken
    }

    fn rest(&mut self) {
        self.stream = None;
    }
}

impl Streaming {
    fn read(&mut self) -> Result<SecondFrame, CameraError> {
        let stream = match &mut self.stream {
            Some(stream) => stream,
            None => self.stream.insert(start(&self.device).map_err(|error| while_reading(&error))?),
        };
        let (sent, about) = stream.next().map_err(|error| while_reading(&error))?;
        let taken = Instant::now();
        if about.flags.contains(Flags::ERROR) {
            return Err(CameraError::BadFrame("the driver says that it is damaged".to_owned()));
        }
        let sent = &sent[..sent.len().min(about.bytesused as usize)];
        Ok(SecondFrame { measure: self.agreed.measure, image: self.agreed.values(sent)?, taken })
    }
}

fn start(device: &Device) -> io::Result<MmapStream<'static>> {
    let mut stream = MmapStream::with_buffers(device, Type::VideoCapture, BUFFERED)?;
    stream.set_timeout(FRAME);
    Ok(stream)
}

fn open(wish: &Wish) -> Result<(Streaming, String), CameraError> {
    let error = |error: io::Error| while_opening(&wish.device, &error);
    let device = Device::with_path(&wish.device).map_err(error)?;
    let about = device.query_caps().map_err(error)?;
    if !about.capabilities.contains(capability::Flags::VIDEO_CAPTURE | capability::Flags::STREAMING) {
        return Err(other("a device that streams pictures", about.card));
    }
    let offered: Vec<FourCC> =
        device.enum_formats().map_err(error)?.into_iter().map(|offer| offer.fourcc).collect();
    let known = formats(wish.measure);
    let chosen = known.iter().find(|(letters, _)| offered.iter().any(|offer| offer.repr == *letters));
    let Some((letters, layout)) = chosen else {
        let expected =
            format!("{} in {}", wish.measure.name(), names(known.iter().map(|(letters, _)| letters)));
        return Err(other(&expected, names(offered.iter().map(|offer| &offer.repr))));
    };
    let fourcc = FourCC::new(letters);
    let (width, height) = nearest(&device, fourcc, wish.size).map_err(error)?;
    let got = device.set_format(&Format::new(width, height, fourcc)).map_err(error)?;
    if got.fourcc != fourcc || got.width < SMALLEST.0 || got.height < SMALLEST.1 {
        return Err(other(&format!("{fourcc} {width}x{height}"), shown(&got)));
    }
    // A camera that has one rhythm only may refuse to be asked for one.
    let _ = device.set_params(&Parameters::with_fps(wish.fps));
    let described = format!("{}: {}, {}", wish.device.display(), about.card, shown(&got));
    let (measure, layout, unit_mm) = (wish.measure, *layout, wish.unit_mm);
    let agreed =
        Agreed { measure, layout, width: got.width, height: got.height, stride: got.stride, unit_mm };
    Ok((Streaming { device, agreed, stream: None }, described))
}

/// The size nearest to the wanted one that the device offers in this format.
fn nearest(device: &Device, fourcc: FourCC, wanted: (u32, u32)) -> io::Result<(u32, u32)> {
    let offered = device.enum_framesizes(fourcc)?.into_iter().map(|offer| match offer.size {
        FrameSizeEnum::Discrete(size) => (size.width, size.height),
        FrameSizeEnum::Stepwise(range) => (
            wanted.0.min(range.max_width).max(range.min_width),
            wanted.1.min(range.max_height).max(range.min_height),
        ),
    });
    let far = |size: &(u32, u32)| size.0.abs_diff(wanted.0) + size.1.abs_diff(wanted.1);
    Ok(offered.min_by_key(far).unwrap_or(wanted))
}

fn names<'a>(formats: impl Iterator<Item = &'a [u8; 4]>) -> String {
    formats.map(|letters| String::from_utf8_lossy(letters)).collect::<Vec<_>>().join(", ")
}

fn shown(format: &Format) -> String {
    format!("{} {}x{}", format.fourcc, format.width, format.height)
}

fn other(expected: &str, got: String) -> CameraError {
    CameraError::Format { expected: expected.to_owned(), got }
}

/// Error numbers of Linux.
const ENOENT: i32 = 2;
const ENXIO: i32 = 6;
const EACCES: i32 = 13;
const EBUSY: i32 = 16;
const ENODEV: i32 = 19;
const ENOTTY: i32 = 25;

fn while_opening(device: &Path, error: &io::Error) -> CameraError {
    let camera = device.display().to_string();
    match error.raw_os_error() {
        Some(ENOENT | ENXIO | ENODEV) => CameraError::Absent { camera },
        Some(EBUSY) => CameraError::Busy { camera },
        Some(EACCES) => CameraError::Denied { camera },
        Some(ENOTTY) => other("a camera of V4L2", camera),
        _ => CameraError::Driver(error.to_string()),
    }
}

fn while_reading(error: &io::Error) -> CameraError {
    match error.raw_os_error() {
        Some(ENXIO | ENODEV) => CameraError::Unplugged,
        _ if error.kind() == io::ErrorKind::TimedOut => CameraError::Stalled { waited: FRAME },
        _ => CameraError::Driver(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wish(device: &Path, measure: Measure) -> Wish {
        Wish { device: device.to_owned(), measure, size: (640, 480), fps: 30, unit_mm: 1.0 }
    }

    #[test]
    fn what_is_no_second_camera_says_what_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let text = folder.path().join("text");
        std::fs::write(&text, "no camera").unwrap();
        for (device, expected) in [
            (folder.path().join("video63"), "no camera"),
            (PathBuf::from("/dev/null"), "camera format: expected about a camera of V4L2, got /dev/null"),
            (text, "camera format: expected about a camera of V4L2"),
            (PathBuf::from("a\0b"), "camera driver"),
        ] {
            for measure in [Measure::Depth, Measure::Infrared] {
                let error = open_second(wish(&device, measure)).err().unwrap();
                assert!(error.to_string().starts_with(expected), "{}: {error}", device.display());
            }
        }
    }

    #[test]
    fn the_operating_system_s_numbers_become_facts() {
        for (number, opening, reading) in [
            (2, "no camera /dev/video2", "camera driver: "),
            (19, "no camera /dev/video2", "the camera was unplugged"),
            (16, "camera /dev/video2 is used by another", "camera driver: "),
            (13, "no permission to use camera /dev/video2", "camera driver: "),
            (25, "camera format: expected about a camera of V4L2", "camera driver: "),
            (5, "camera driver: ", "camera driver: "),
        ] {
            let error = io::Error::from_raw_os_error(number);
            let (at_opening, at_reading) =
                (while_opening(Path::new("/dev/video2"), &error), while_reading(&error));
            assert!(at_opening.to_string().starts_with(opening), "{at_opening}");
            assert!(at_reading.to_string().starts_with(reading), "{at_reading}");
        }
        let late = io::Error::new(io::ErrorKind::TimedOut, "VIDIOC_DQBUF");
        assert!(matches!(while_reading(&late), CameraError::Stalled { .. }));
    }
}
