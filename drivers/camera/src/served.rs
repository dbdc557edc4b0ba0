//! A camera on a thread of its own, whatever it gives.
//!
//! A camera that stalls blocks the reading thread for ever, so the thread that asks never reads: it hands over a
//! request and waits for the answer no longer than it wants to. Frames are read on request; after a second without
//! one the stream is closed, which costs nothing and lets the camera's light go out.

use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TrySendError, sync_channel};
use std::time::{Duration, Instant};

use crate::error::CameraError;

/// After this long without a request the stream is closed.
const IDLE: Duration = Duration::from_secs(1);
/// After this long without a request, what the driver has buffered is no longer what the camera sees.
pub(crate) const STALE: Duration = Duration::from_millis(200);

/// What a camera gives: something of a moment.
pub(crate) trait Taken: Send + 'static {
    /// When it was taken.
    fn taken(&self) -> Instant;
}

/// An open camera, as its own thread reads it.
pub(crate) trait Source {
    /// What it gives.
    type Frame: Taken;

    /// Reads the next frame, however long that takes; where `is_stale`, what the driver has buffered is passed over.
    fn take(&mut self, is_stale: bool) -> Result<Self::Frame, CameraError>;

    /// Closes the stream until a frame is asked for again.
    fn rest(&mut self);
}

type Answer<F> = Result<F, CameraError>;

/// The asking end.
pub(crate) struct Served<F> {
    description: String,
    ask: SyncSender<()>,
    frames: Receiver<Answer<F>>,
}

impl<F: Taken> Served<F> {
    /// Opens a camera on a thread of this name; `open` gives it with its description, and may take as long as `patience`.
    pub(crate) fn start<S: Source<Frame = F> + 'static>(
        name: String,
        patience: Duration,
        open: impl FnOnce() -> Result<(S, String), CameraError> + Send + 'static,
    ) -> Result<Self, CameraError> {
        let (ask, requests) = sync_channel(1);
        let (answer, frames) = sync_channel(1);
        let (report, opened) = sync_channel(1);
        let work = move || match open() {
            Ok((source, description)) => {
                let _ = report.send(Ok(description));
                serve(source, &requests, &answer);
            }
            Err(error) => drop(report.send(Err(error))),
        };
        std::thread::Builder::new().name(name).spawn(work).map_err(|e| CameraError::Driver(e.to_string()))?;
        let description = opened.recv_timeout(patience).map_err(|why| match why {
            RecvTimeoutError::Timeout => CameraError::Stalled { waited: patience },
            RecvTimeoutError::Disconnected => CameraError::Driver("the driver's library gave up".to_owned()),
        })??;
        tracing::info!(camera = description, "camera opened");
        Ok(Self { description, ask, frames })
    }

    pub(crate) fn next(&mut self, timeout: Duration) -> Answer<F> {
        let begin = Instant::now();
        loop {
            // A full channel means that an earlier request is still unanswered; its answer will do.
            if let Err(TrySendError::Disconnected(())) = self.ask.try_send(()) {
                return self.frames.try_recv().unwrap_or(Err(CameraError::Unplugged));
            }
            match self.frames.recv_timeout(timeout.saturating_sub(begin.elapsed())) {
                Ok(Ok(frame)) if frame.taken() + STALE < begin => {}
                Ok(answer) => return answer,
                Err(RecvTimeoutError::Timeout) => return Err(CameraError::Stalled { waited: timeout }),
                Err(RecvTimeoutError::Disconnected) => return Err(CameraError::Unplugged),
            }
        }
    }

    pub(crate) fn describe(&self) -> String {
        self.description.clone()
    }
}

/// Answers requests until nobody asks any more or the camera is gone.
fn serve<S: Source>(mut source: S, requests: &Receiver<()>, answer: &SyncSender<Answer<S::Frame>>) {
    let mut last = Instant::now();
    loop {
        match requests.recv_timeout(IDLE) {
            Ok(()) => {}
            Err(RecvTimeoutError::Timeout) => {
                source.rest();
                if requests.recv().is_err() {
                    return;
                }
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
        let taken = source.take(last.elapsed() > STALE);
        last = Instant::now();
        let gone = matches!(taken, Err(CameraError::Unplugged));
        if answer.send(taken).is_err() || gone {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Frame;

    /// A device whose thread does as the test says.
    fn device(act: impl FnOnce(Receiver<()>, SyncSender<Answer<Frame>>) + Send + 'static) -> Served<Frame> {
        let (ask, requests) = sync_channel(1);
        let (answer, frames) = sync_channel(1);
        std::thread::Builder::new()
            .name("camera-test".to_owned())
            .spawn(move || act(requests, answer))
            .unwrap();
        Served { description: String::new(), ask, frames }
    }

    fn frame(taken: Instant) -> Answer<Frame> {
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
        assert!(matches!(device.next(Duration::from_millis(50)), Err(CameraError::Stalled { .. })));
        assert!(begin.elapsed() < Duration::from_millis(140));
        assert!(device.next(Duration::from_secs(2)).is_ok());
    }

    #[test]
    fn a_frame_from_before_the_stall_is_not_taken_for_a_new_one() {
        let start = Instant::now();
        let mut device = device(move |requests, answer| {
            for _ in requests {
                let _ = answer.send(frame(Instant::now()));
            }
        });
        let _ = device.next(Duration::ZERO); // asks and does not wait
        std::thread::sleep(STALE * 2);
        let fresh = device.next(Duration::from_secs(2)).unwrap();
        assert!(fresh.taken.duration_since(start) >= STALE);
    }

    #[test]
    fn an_unplugged_camera_says_so_every_time() {
        let mut device = device(|requests, answer| {
            requests.recv().unwrap();
            answer.send(Err(CameraError::Unplugged)).unwrap();
        });
        for _ in 0..3 {
            assert!(matches!(device.next(Duration::from_secs(2)), Err(CameraError::Unplugged)));
        }
    }

    /// Counts what is asked of it.
    struct Counting(SyncSender<&'static str>);

    impl Source for Counting {
        type Frame = Frame;

        fn take(&mut self, is_stale: bool) -> Answer<Frame> {
            let _ = self.0.send(if is_stale { "stale" } else { "next" });
            frame(Instant::now())
        }

        fn rest(&mut self) {
            let _ = self.0.send("rest");
        }
    }

    #[test]
    fn a_camera_that_nobody_asks_rests_and_gives_nothing_old_after_it() {
        let (told, said) = sync_channel(8);
        let open = move || Ok((Counting(told), "counting".to_owned()));
        let mut device = Served::start("camera-test".to_owned(), IDLE, open).unwrap();
        assert_eq!(device.describe(), "counting");
        device.next(IDLE).unwrap();
        device.next(IDLE).unwrap();
        std::thread::sleep(IDLE + STALE);
        device.next(IDLE).unwrap();
        assert_eq!(said.try_iter().collect::<Vec<_>>(), ["next", "next", "rest", "stale"]);
    }

    #[test]
    fn a_camera_that_does_not_open_in_time_or_whose_library_gives_up_is_an_error() {
        let slow = || {
            std::thread::sleep(Duration::from_millis(200));
            Err::<(Counting, String), _>(CameraError::Unplugged)
        };
        let opened = Served::start("camera-test".to_owned(), Duration::from_millis(20), slow);
        assert!(matches!(opened.err(), Some(CameraError::Stalled { .. })));
    }
}
