//! A second camera as V4L2 gives it, where there is one: the kernel's own test driver will do (`modprobe vivid`).
//!
//!     MADOGUCHI_TEST_CAMERA=/dev/video0 cargo test --workspace --test second -- --ignored --test-threads 1
//!
//! The last test unplugs the camera: `MADOGUCHI_TEST_UNPLUG=vivid.0` is what vivid is bound as.
#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use camera::{CameraError, Measure, SecondCamera, Wish, open_second};
use std::time::Duration;

const PATIENCE: Duration = Duration::from_secs(2);

fn open(measure: Measure, size: (u32, u32)) -> Result<Box<dyn SecondCamera>, CameraError> {
    let device = std::env::var_os("MADOGUCHI_TEST_CAMERA").unwrap().into();
    open_second(Wish { device, measure, size, fps: 25, unit_mm: 1.0 })
}

#[test]
#[ignore = "needs a camera that gives grey pictures"]
fn a_grey_picture_streams_rests_and_streams_again() {
    let mut camera = open(Measure::Infrared, (640, 360)).unwrap();
    for pause in [Duration::ZERO, Duration::from_millis(1_500), Duration::from_millis(300)] {
        std::thread::sleep(pause);
        let mut moments = Vec::new();
        for _ in 0..5 {
            let frame = camera.next_frame(PATIENCE).unwrap();
            assert_eq!(frame.image.dimensions(), (640, 360), "{}", camera.describe());
            let (low, high) = (frame.image.iter().min().unwrap(), frame.image.iter().max().unwrap());
            assert!(high - low > 10_000, "{low} to {high}");
            moments.push(frame.taken);
        }
        assert!(moments.windows(2).all(|two| two[0] < two[1]), "after {pause:?}");
    }
}

#[test]
#[ignore = "needs a camera"]
fn a_camera_that_somebody_else_streams_from_is_lost_and_the_nearest_size_is_taken() {
    let mut first = open(Measure::Infrared, (700, 400)).unwrap();
    let frame = first.next_frame(PATIENCE).unwrap();
    assert_eq!(frame.image.dimensions(), (640, 360), "{}", first.describe());
    let second = open(Measure::Infrared, (640, 360)).and_then(|mut camera| camera.next_frame(PATIENCE));
    assert!(second.is_err(), "two cannot stream from one");
    assert!(first.next_frame(PATIENCE).is_ok(), "and the first one goes on");
}

#[test]
#[ignore = "needs a camera"]
fn what_it_offers_is_named_where_that_is_not_what_was_meant() {
    match open(Measure::Depth, (640, 480)) {
        Ok(mut camera) => assert!(camera.next_frame(PATIENCE).is_ok(), "{}", camera.describe()),
        Err(error @ CameraError::Format { .. }) => {
            assert!(error.to_string().contains("expected about depth in Z16"), "{error}");
        }
        Err(error) => unreachable!("{error}"),
    }
}

#[test]
#[ignore = "takes the test driver away for good"]
fn when_unplugged_while_streaming_it_says_so_and_is_absent_then() {
    let Some(bound) = std::env::var_os("MADOGUCHI_TEST_UNPLUG") else { return };
    let mut camera = open(Measure::Infrared, (640, 360)).unwrap();
    camera.next_frame(PATIENCE).unwrap();
    std::fs::write("/sys/bus/platform/drivers/vivid/unbind", bound.as_encoded_bytes()).unwrap();
    let end = (0..10).find_map(|_| camera.next_frame(PATIENCE).err());
    assert!(matches!(end, Some(CameraError::Unplugged)), "{end:?}");
    let again = open(Measure::Infrared, (640, 360)).err();
    assert!(matches!(again, Some(CameraError::Absent { .. })), "{again:?}");
}
