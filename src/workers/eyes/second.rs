//! The second camera of the eyes: opened with the first and asked with it, and missed by nobody where the house does not
//! demand it.
//!
//! Its frames are as personal as the first one's: each lives until it was looked at, and nothing of them is kept.

use crate::session::Fault;
use camera::{CameraError, Frame, Measure, SecondCamera, SecondFrame};
use face::{Beside, Engine, Measurement, Observation, Placement, SecondView};
use std::time::Duration;

/// Opens the second camera; called anew after it was lost.
pub type OpenSecond = Box<dyn FnMut() -> Result<Box<dyn SecondCamera>, CameraError> + Send>;

/// How long a frame is waited for once the first camera's has come.
const PATIENCE: Duration = Duration::from_millis(40);
/// Two frames farther apart show two moments.
const APART: Duration = Duration::from_millis(150);
/// A camera that gave no frame so often in a row stands still; starting may take some.
const MISSED: usize = 60;

/// A second camera as the house has it.
pub struct SecondEye {
    /// Opens it.
    pub open: OpenSecond,
    /// Where its picture lies in the first one's.
    pub placement: Placement,
    /// Whether nobody is let through by face without it.
    pub is_demanded: bool,
}

/// The second camera, where there is one.
pub(super) struct Second {
    eye: Option<SecondEye>,
    camera: Option<Box<dyn SecondCamera>>,
    beside: Beside,
    early: Option<SecondFrame>,
    missed: usize,
}

impl Second {
    pub(super) fn new(eye: Option<SecondEye>) -> Self {
        Self { eye, camera: None, beside: Beside::default(), early: None, missed: 0 }
    }

    pub(super) fn wake(&mut self) {
        let (Some(eye), None) = (&mut self.eye, &self.camera) else { return };
        match (eye.open)() {
            Ok(camera) => self.camera = Some(camera),
            Err(error) => tracing::warn!(%error, "the second camera does not open"),
        }
    }

    pub(super) fn sleep(&mut self) {
        self.camera = None;
        self.forget();
    }

    /// Forgets what was seen of one patient.
    pub(super) fn forget(&mut self) {
        let placement = self.eye.as_ref().map_or_else(Placement::default, |eye| eye.placement);
        (self.beside, self.early, self.missed) = (Beside::new(placement), None, 0);
    }

    /// What is to be asked of it in a round that begins.
    ///
    /// # Errors
    /// [`Fault::CameraLost`] where it is demanded and not there: to look without it would be in vain, and PIN and clerk are
    /// offered at once.
    pub(super) fn measurement(&self) -> Result<Measurement, Fault> {
        let is_demanded = self.eye.as_ref().is_some_and(|eye| eye.is_demanded);
        match (&self.camera, is_demanded) {
            (Some(_), true) => Ok(Measurement::Demanded),
            (Some(_), false) => Ok(Measurement::Present),
            (None, true) => Err(Fault::CameraLost),
            (None, false) => Ok(Measurement::Absent),
        }
    }

    /// Asks for a frame without waiting for it, so that both cameras look at the same time.
    pub(super) fn ask(&mut self) {
        self.early = self.frame(Duration::ZERO);
    }

    /// Adds what it sees to what was observed of `first`.
    ///
    /// # Errors
    /// [`Fault::CameraLost`] where it is demanded and gone. One that is not demanded just says nothing any more.
    pub(super) fn look(
        &mut self,
        engine: &mut Engine,
        first: &Frame,
        observation: &mut Observation,
    ) -> Result<(), Fault> {
        let early = self.early.take();
        if let Some(frame) = early.or_else(|| self.frame(PATIENCE)) {
            let apart = frame.taken.max(first.taken).duration_since(frame.taken.min(first.taken));
            if apart < APART {
                let size = first.image.dimensions();
                let looked = self.beside.look(engine, view(&frame), size, observation);
                let _ =
                    looked.inspect_err(|error| tracing::error!(%error, "a second frame cannot be judged"));
            }
        }
        self.measurement().map(drop)
    }

    fn frame(&mut self, patience: Duration) -> Option<SecondFrame> {
        let error = match self.camera.as_mut()?.next_frame(patience) {
            Ok(frame) => {
                self.missed = 0;
                return Some(frame);
            }
            Err(error) => error,
        };
        self.missed += usize::from(!patience.is_zero());
        let may_come = matches!(error, CameraError::Stalled { .. } | CameraError::BadFrame(_));
        if !may_come || self.missed > MISSED {
            tracing::warn!(%error, "the second camera is lost");
            self.camera = None;
        }
        None
    }
}

fn view(frame: &SecondFrame) -> SecondView<'_> {
    match frame.measure {
        Measure::Depth => SecondView::Depth(&frame.image),
        Measure::Infrared => SecondView::Infrared(&frame.image),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    /// A camera that ends as the test says.
    struct Ending(fn() -> Result<SecondFrame, CameraError>);

    impl SecondCamera for Ending {
        fn measure(&self) -> Measure {
            Measure::Depth
        }

        fn next_frame(&mut self, _: Duration) -> Result<SecondFrame, CameraError> {
            (self.0)()
        }

        fn describe(&self) -> String {
            "ending".to_owned()
        }
    }

    fn second(frame: Option<fn() -> Result<SecondFrame, CameraError>>, is_demanded: bool) -> Second {
        let open: OpenSecond = Box::new(move || match frame {
            Some(frame) => Ok(Box::new(Ending(frame))),
            None => Err(CameraError::Absent { camera: "/dev/video2".to_owned() }),
        });
        let mut second = Second::new(Some(SecondEye { open, placement: Placement::default(), is_demanded }));
        second.wake();
        second
    }

    #[test]
    fn a_camera_that_is_absent_or_lost_is_a_fault_only_where_it_is_demanded() {
        let lost: fn() -> Result<SecondFrame, CameraError> = || Err(CameraError::Unplugged);
        for (frame, before) in [(None, false), (Some(lost), true)] {
            for is_demanded in [false, true] {
                let mut second = second(frame, is_demanded);
                assert_eq!(second.camera.is_some(), before);
                second.ask();
                let expected = if is_demanded { Err(Fault::CameraLost) } else { Ok(Measurement::Absent) };
                assert_eq!(second.measurement(), expected);
            }
        }
        assert_eq!(Second::new(None).measurement(), Ok(Measurement::Absent), "a house without one");
    }

    #[test]
    fn a_camera_that_is_slow_to_start_is_waited_for_and_one_that_stands_still_is_lost() {
        let mut second = second(Some(|| Err(CameraError::Stalled { waited: PATIENCE })), true);
        for _ in 0..MISSED {
            second.ask();
            assert!(second.frame(PATIENCE).is_none());
            assert_eq!(second.measurement(), Ok(Measurement::Demanded));
        }
        second.frame(PATIENCE);
        assert_eq!(second.measurement(), Err(Fault::CameraLost));
        second.wake();
        assert_eq!(second.measurement(), Ok(Measurement::Demanded), "it is opened anew");
    }

    #[test]
    fn what_was_seen_of_one_patient_is_forgotten_for_the_next() {
        let image = camera::Values::new(4, 4);
        let frame = SecondFrame { measure: Measure::Depth, image, taken: Instant::now() };
        let mut second = Second::new(None);
        (second.early, second.missed) = (Some(frame), 7);
        second.forget();
        assert!(second.early.is_none() && second.missed == 0);
    }
}
