//! The eyes: camera and networks on one thread, at the camera's own rhythm.
//!
//! Photo, frames and features live in this thread's memory for one visit and are wiped when it ends; nothing here can
//! write one anywhere.

mod guidance;
mod second;
mod survey;

pub use second::{OpenSecond, SecondEye};

use self::guidance::guidance;
use self::second::Second;
use self::survey::Survey;
use super::evidence::Desk;
use super::glow::Glow;
use super::post::{Post, thread};
use crate::session::{Answer, FaceVerdict, Fault, Guidance, Photo, Ticket};
use camera::{Camera, CameraError, Frame};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TryRecvError, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long one round of looking lasts at most, without the turns of the head that are asked for.
const ROUND: Duration = Duration::from_secs(12);
/// A camera that gives no frame for so long stands still.
const STALL: Duration = Duration::from_secs(2);

/// Opens the camera; called anew after a camera was lost.
pub type OpenCamera = Box<dyn FnMut() -> Result<Box<dyn Camera>, CameraError> + Send>;

/// The latest frame for the preview, mirrored by whoever shows it; empty while the camera rests.
#[derive(Clone, Default)]
pub struct Preview(Arc<Mutex<(u64, Option<Frame>)>>);

impl Preview {
    /// Hands out the frame if it is newer than `seen`, and its number; `Err` once the camera rests.
    pub fn newer_than(&self, seen: u64) -> Option<(u64, Option<image::RgbImage>)> {
        let shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (shown.0 != seen).then(|| (shown.0, shown.1.as_ref().map(|frame| frame.image.clone())))
    }

    fn show(&self, frame: Option<Frame>) {
        let mut shown = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *shown = (shown.0 + 1, frame);
    }
}

/// What the eyes can be asked for.
enum Job {
    Warm,
    Rest,
    Study(Ticket, card::Photo),
    Match(Ticket),
    Cancel(Ticket),
    Forget,
}

/// The session's end of the eyes.
#[derive(Clone)]
pub(super) struct Eyes {
    jobs: SyncSender<Job>,
}

impl Eyes {
    pub(super) fn start(
        (open, second): (OpenCamera, Option<SecondEye>),
        engine: Result<face::Engine, face::Error>,
        (preview, glow): (Preview, Glow),
        desk: Desk,
        post: Post,
    ) -> Self {
        let (jobs, inbox) = sync_channel(32);
        let engine = engine.inspect_err(|error| tracing::error!(%error, "faces cannot be compared")).ok();
        let second = Second::new(second);
        let mut watcher = Watcher {
            open,
            second,
            engine,
            preview,
            glow,
            desk,
            post,
            camera: None,
            template: None,
            round: None,
            survey: None,
            room: face::Room::default(),
        };
        thread("eyes", move || {
            watcher.survey();
            watcher.serve(&inbox);
        });
        Self { jobs }
    }

    pub(super) fn warm(&self) {
        self.ask(Job::Warm);
    }

    pub(super) fn rest(&self) {
        self.ask(Job::Rest);
    }

    /// Finds the face in the card's photo, and keeps its features for the visit.
    pub(super) fn study(&self, ticket: Ticket, photo: card::Photo) {
        self.ask(Job::Study(ticket, photo));
    }

    pub(super) fn compare(&self, ticket: Ticket) {
        self.ask(Job::Match(ticket));
    }

    pub(super) fn cancel(&self, ticket: Ticket) {
        self.ask(Job::Cancel(ticket));
    }

    pub(super) fn forget(&self) {
        self.ask(Job::Forget);
    }

    fn ask(&self, job: Job) {
        if self.jobs.try_send(job).is_err() {
            tracing::warn!("the eyes are stuck");
        }
    }
}

/// One round of looking.
struct Round {
    ticket: Ticket,
    decider: face::Decider,
    begun: Instant,
    told: Option<Guidance>,
}

impl Round {
    fn is_over(&self) -> bool {
        self.begun.elapsed()
            >= ROUND + face::TURN * u32::try_from(self.decider.turns_asked()).unwrap_or_default()
    }
}

struct Watcher {
    open: OpenCamera,
    second: Second,
    engine: Option<face::Engine>,
    preview: Preview,
    glow: Glow,
    desk: Desk,
    post: Post,
    camera: Option<Box<dyn Camera>>,
    template: Option<face::Template>,
    round: Option<Round>,
    /// The look at the empty room, as long as nobody has come.
    survey: Option<Survey>,
    /// What is seen behind whoever was let through by face, none of it of a person; the one thing that outlives a visit.
    room: face::Room,
}

impl Watcher {
    fn serve(&mut self, inbox: &Receiver<Job>) {
        loop {
            let job = if self.camera.is_some() {
                match inbox.try_recv() {
                    Ok(job) => Some(job),
                    Err(TryRecvError::Empty) => None,
                    Err(TryRecvError::Disconnected) => return,
                }
            } else {
                match inbox.recv_timeout(Duration::from_secs(3600)) {
                    Ok(job) => Some(job),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            };
            match job {
                Some(job) => self.take(job),
                None => self.look(),
            }
        }
    }

    fn take(&mut self, job: Job) {
        match job {
            Job::Warm => self.wake(),
            Job::Rest => self.sleep(),
            Job::Study(ticket, photo) => self.study(ticket, &photo),
            Job::Match(ticket) => self.begin(ticket),
            Job::Cancel(ticket) => {
                if self.round.as_ref().is_some_and(|round| round.ticket == ticket) {
                    self.round = None;
                }
            }
            Job::Forget => {
                self.round = None;
                self.template = None;
                self.second.forget();
            }
        }
    }

    /// Looks at the room before anybody comes, if faces can be compared at all.
    fn survey(&mut self) {
        if self.engine.is_some() {
            self.open_camera();
            self.survey = self.camera.is_some().then(|| Survey::begin(Instant::now()));
        }
    }

    fn open_camera(&mut self) {
        if self.camera.is_none() {
            match (self.open)() {
                Ok(camera) => self.camera = Some(camera),
                Err(error) => tracing::warn!(%error, "the camera does not open"),
            }
        }
    }

    fn wake(&mut self) {
        self.survey = None;
        self.open_camera();
        self.second.wake();
    }

    fn sleep(&mut self) {
        self.survey = None;
        self.camera = None;
        self.second.sleep();
        self.preview.show(None);
    }

    fn study(&mut self, ticket: Ticket, photo: &card::Photo) {
        let Some(engine) = &mut self.engine else {
            return self.post.answer(ticket, Answer::PhotoRead(Err(Fault::FaceUnavailable)));
        };
        let found = match engine.card_template(photo.image()) {
            Ok(template) => {
                self.template = Some(template);
                Photo::Usable
            }
            Err(error) => {
                tracing::warn!(%error, "the card's photo cannot be compared");
                Photo::Unusable
            }
        };
        self.post.answer(ticket, Answer::PhotoRead(Ok(found)));
    }

    fn begin(&mut self, ticket: Ticket) {
        self.wake();
        self.second.forget();
        let fault = match (&self.engine, &self.camera, &self.template, self.second.measurement()) {
            (None, ..) | (_, _, None, _) => Some(Fault::FaceUnavailable),
            (_, None, ..) => Some(Fault::CameraLost),
            (.., Err(fault)) => Some(fault),
            (Some(engine), Some(_), Some(_), Ok(measurement)) => {
                let drawn = |_| if rand::random() { face::Side::Left } else { face::Side::Right };
                let sides = std::array::from_fn(drawn);
                let policy = face::Policy { sides, measurement, ..engine.policy() };
                let decider = face::Decider::in_room(policy, &self.room);
                self.round = Some(Round { ticket, decider, begun: Instant::now(), told: None });
                None
            }
        };
        if let Some(fault) = fault {
            self.post.answer(ticket, Answer::FaceDecided(Err(fault)));
        }
    }

    /// Takes one frame: for the preview always, for the comparison while a round runs.
    fn look(&mut self) {
        let Some(camera) = &mut self.camera else { return };
        if self.round.is_some() {
            self.second.ask();
        }
        match camera.next_frame(STALL) {
            Ok(frame) if self.survey.is_some() => self.look_around(&frame),
            Ok(frame) => {
                let verdict = self.compare(&frame);
                self.preview.show(Some(frame));
                self.post.wake();
                if let Some(verdict) = verdict {
                    self.conclude(verdict);
                }
            }
            Err(error) => {
                tracing::warn!(%error, "the camera is lost");
                self.sleep();
                self.conclude(Err(Fault::CameraLost));
            }
        }
    }

    /// Nobody is shown what the empty room looks like.
    fn look_around(&mut self, frame: &Frame) {
        let (Some(survey), Some(engine)) = (&mut self.survey, &mut self.engine) else { return };
        survey.look(engine, &mut self.room, frame);
        if survey.is_over(frame.taken) {
            tracing::debug!(room = ?self.room, "the room was looked at");
            self.sleep();
        }
    }

    fn compare(&mut self, frame: &Frame) -> Option<Result<FaceVerdict, Fault>> {
        let (Some(engine), Some(round)) = (&mut self.engine, &mut self.round) else { return None };
        let mut observation = match engine.observe(&frame.image, self.template.as_ref()) {
            Ok(observation) => observation,
            Err(error) => {
                tracing::error!(%error, "a frame cannot be judged");
                return Some(Err(Fault::FaceUnavailable));
            }
        };
        if let Err(fault) = self.second.look(engine, frame, &mut observation) {
            return Some(Err(fault));
        }
        let seconds = frame.taken.saturating_duration_since(round.begun).as_secs_f32();
        observation.shown = self.glow.at(frame.taken).map(|warmth| face::Shown { seconds, warmth });
        match round.decider.push(&observation) {
            face::Verdict::Accepted { similarity, .. } => {
                self.room.learn(&observation);
                tracing::debug!(room = ?self.room, "what is seen behind patients");
                if let Some(mut evidence) = self.desk.of(round.ticket.visit) {
                    (evidence.similarity, evidence.stated_at) = (Some(similarity), None);
                }
                Some(Ok(FaceVerdict::Accepted))
            }
            face::Verdict::Rejected(face::Reason::OtherPerson) => Some(Ok(FaceVerdict::OtherPerson)),
            face::Verdict::Rejected(face::Reason::NotLive) => Some(Ok(FaceVerdict::NotLive)),
            face::Verdict::Rejected(
                face::Reason::Occluded | face::Reason::NotTurned | face::Reason::NotMeasured,
            ) => Some(Ok(FaceVerdict::CannotTell)),
            face::Verdict::Undecided(_) if round.is_over() => Some(Ok(FaceVerdict::CannotTell)),
            face::Verdict::Undecided(seen) => {
                let told = guidance(seen);
                if round.told.replace(told) != Some(told) {
                    self.post.answer(round.ticket, Answer::FaceSeen(told));
                }
                None
            }
        }
    }

    fn conclude(&mut self, verdict: Result<FaceVerdict, Fault>) {
        if let Some(round) = self.round.take() {
            self.post.answer(round.ticket, Answer::FaceDecided(verdict));
        }
    }
}
