//! A USB camera through nokhwa (V4L2 on Linux), on a thread of its own.
//!
//! A camera that stalls blocks the reading thread for ever, so the thread that asks never reads: it hands over a
//! request and waits for the answer no longer than it wants to. Frames are read on request; after a second without
//! one the stream is closed, which costs nothing and lets the camera's light go out.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::time::{Duration, Instant};

use nokhwa::pixel_format::RgbFormat;
use nokhwa::utils::{CameraFormat, CameraIndex, FrameFormat, RequestedFormat, RequestedFormatType};

use crate::Camera;
use crate::decode;
use crate::error::CameraError;
use crate::frame::Frame;

/// How long opening a camera may take.
const OPENING: Duration = Duration::from_secs(5);
/// After this long without a request the stream is closed.
const IDLE: Duration = Duration::from_secs(1);
/// After this long without a request, what the driver has buffered is no longer what the camera sees.
const STALE: Duration = Duration::from_millis(200);
const BUFFERED: usize = 4;
/// A camera may give less than was asked for, but not less than faces can be compared in.
const SMALLEST: (u32, u32) = (320, 240);

/// Opens camera `index` in the format nearest to this one.
///
/// # Errors
/// [`CameraError::Absent`], [`CameraError::Busy`], [`CameraError::Denied`], [`CameraError::Format`],
/// [`CameraError::Stalled`] where opening takes longer than five seconds, and [`CameraError::Driver`].
pub fn open_device(index: u32, width: u32, height: u32, fps: u32) -> Result<Box<dyn Camera>, CameraError> {
    let (ask, requests) = sync_channel(1);
    let (answer, frames) = sync_channel(1);
    let (report, opened) = sync_channel(1);
    let work = move || match open(index, width, height, fps) {
        Ok(camera) => {
            let _ = report.send(Ok(describe(index, &camera)));
            serve(camera, &requests, &answer);
        }
        Err(error) => drop(report.send(Err(error))),
    };
    std::thread::Builder::new()
        .name(format!("camera-{index}"))
        .spawn(work)
        .map_err(|e| CameraError::Driver(e.to_string()))?;
    let description =
        opened.recv_timeout(OPENING).map_err(|_| CameraError::Stalled { waited: OPENING })??;
    tracing::info!(camera = description, "camera opened");
    Ok(Box::new(Device { description, ask, frames }))
}

type Answer = Result<Frame, CameraError>;

struct Device {
    description: String,
    ask: SyncSender<()>,
    frames: Receiver<Answer>,
}

impl Camera for Device {
    fn next_frame(&mut self, timeout: Duration) -> Result<Frame, CameraError> {
        let begin = Instant::now();
        loop {
            // A full channel means that an earlier request is still unanswered; its answer will do.
            if let Err(TrySendError::Disconnected(())) = self.ask.try_send(()) {
                return self.frames.try_recv().unwrap_or(Err(CameraError::Unplugged));
            }
            match self.frames.recv_timeout(timeout.saturating_sub(begin.elapsed())) {
                Ok(Ok(frame)) if frame.taken + STALE < begin => {}
                Ok(answer) => return answer,
                Err(RecvTimeoutError::Timeout) => return Err(CameraError::Stalled { waited: timeout }),
                Err(RecvTimeoutError::Disconnected) => return Err(CameraError::Unplugged),
            }
        }
    }

    fn describe(&self) -> String {
        self.description.clone()
    }
}

/// Answers requests until nobody asks any more or the camera is gone.
fn serve(mut camera: nokhwa::Camera, requests: &Receiver<()>, answer: &SyncSender<Answer>) {
    let mut last = Instant::now();
    loop {
        match requests.recv_timeout(IDLE) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => {
                let _ = camera.stop_stream();
                if requests.recv().is_err() {
                    return;
                }
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
        let taken = take(&mut camera, last.elapsed() > STALE);
        last = Instant::now();
        let gone = matches!(taken, Err(CameraError::Unplugged));
        if answer.send(taken).is_err() || gone {
            return;
        }
    }
}

fn take(camera: &mut nokhwa::Camera, discard: bool) -> Answer {
    if !camera.is_stream_open() {
        camera.open_stream().map_err(|e| while_reading(&e.to_string()))?;
    } else if discard {
        for _ in 0..BUFFERED {
            camera.frame_raw().map_err(|e| while_reading(&e.to_string()))?;
        }
    }
    let (format, size) = (camera.frame_format(), camera.resolution());
    let sent = camera.frame_raw().map_err(|e| while_reading(&e.to_string()))?;
    let taken = Instant::now();
    Ok(Frame { image: decode::picture(format, size, &sent)?, taken })
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
    Err(refused.unwrap_or(CameraError::Absent { index }))
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
        w if [ENOENT, ENXIO, ENODEV].iter().any(|code| w.contains(code)) => CameraError::Absent { index },
        w if w.contains(EBUSY) => CameraError::Busy { index },
        w if w.contains(EACCES) => CameraError::Denied { index },
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
        assert!(matches!(error, CameraError::Absent { index: 63 }), "{error:?}");
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

    /// A device whose thread does as `serve` is told by the test.
    fn device(act: impl FnOnce(Receiver<()>, SyncSender<Answer>) + Send + 'static) -> Device {
        let (ask, requests) = sync_channel(1);
        let (answer, frames) = sync_channel(1);
        std::thread::Builder::new()
            .name("camera-test".to_owned())
            .spawn(move || act(requests, answer))
            .unwrap();
        Device { description: String::new(), ask, frames }
    }

    fn frame(taken: Instant) -> Answer {
        Ok(Frame { image: image::RgbImage::new(2, 2), taken })
    }

    #[test]
    fn a_stalled_camera_blocks_nobody_and_may_come_back() {
        let mut device = device(|requests, answer| {
            requests.recv().unwrap();
            std::thread::sleep(Duration::from_millis(150));
            answer.send(frame(Instant::now())).unwrap();
            let _ = requests.recv();
        });
        let begin = Instant::now();
        assert!(matches!(device.next_frame(Duration::from_millis(50)), Err(CameraError::Stalled { .. })));
        assert!(begin.elapsed() < Duration::from_millis(140));
        assert!(device.next_frame(Duration::from_secs(2)).is_ok());
    }

    #[test]
    fn a_frame_from_before_the_stall_is_not_taken_for_a_new_one() {
        let start = Instant::now();
        let mut device = device(move |requests, answer| {
            for _ in requests {
                let _ = answer.send(frame(Instant::now()));
            }
        });
        let _ = device.next_frame(Duration::ZERO); // asks and does not wait
        std::thread::sleep(STALE * 2);
        let fresh = device.next_frame(Duration::from_secs(2)).unwrap();
        assert!(fresh.taken.duration_since(start) >= STALE);
    }

    #[test]
    fn an_unplugged_camera_says_so_every_time() {
        let mut device = device(|requests, answer| {
            requests.recv().unwrap();
            answer.send(Err(CameraError::Unplugged)).unwrap();
        });
        for _ in 0..3 {
            assert!(matches!(device.next_frame(Duration::from_secs(2)), Err(CameraError::Unplugged)));
        }
    }
}
