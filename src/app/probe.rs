//! What the window costs: the processor's time while nobody is there, while a screen moves and while the preview runs, and how
//! long a touch waits for its picture meanwhile.

use super::pace::Pace;
use crate::kiosk::Kiosk;
use crate::rehearsal::{Error, Seen, World};
use crate::screen::{Screen, view};
use crate::session::{Adjust, State, Touch};
use eframe::egui;
use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long each part is measured.
const LENGTH: Duration = Duration::from_secs(8);
/// How long the window settles before a part is measured.
const SETTLE: Duration = Duration::from_secs(3);
/// How often a finger touches the screen while a face is looked at; no whole number of frames.
const FINGER: Duration = Duration::from_millis(173);
/// Where no frame of the camera wakes the window, it is woken so often to see how the visit goes on.
const AGAIN: Duration = Duration::from_millis(200);
/// The system counts a thread's time in hundredths of a second (proc(5), `sysconf(_SC_CLK_TCK)` on Linux).
const TICKS: f64 = 100.0;

/// Screens that move, each shown for a while without a visit.
const MOVING: [(&str, Screen); 3] = [
    ("the card is read", Screen::Reading),
    ("the centre is asked", Screen::Checking { is_slow: false }),
    ("a card was left", Screen::CardLeft { is_lit: true }),
];

/// What was measured.
#[derive(Clone, Debug, Default)]
pub struct Cost {
    /// Parts of a core while nobody is there, by thread.
    pub idle: BTreeMap<String, f64>,
    /// Screens that move, by name.
    pub moving: Vec<(&'static str, Pace)>,
    /// The preview, while nobody is before the camera and while every frame is compared.
    pub preview: [Watched; 2],
    /// From each touch to the beginning of its picture, and to its end.
    pub touches: Vec<[Duration; 2]>,
}

/// What the preview costs.
#[derive(Clone, Debug, Default)]
pub struct Watched {
    /// Parts of a core, by thread.
    pub threads: BTreeMap<String, f64>,
    /// Pictures drawn in a second.
    pub pictures: f64,
}

/// Whom the camera sees in each part of the preview: with a mask every frame is compared, and the answer is never yes.
const BEFORE_IT: [Seen; 2] = [Seen::Nobody, Seen::Masked];

/// Where the measurement stands.
enum Part {
    Settling(Instant),
    Idle(Instant, Ticks),
    Moving(usize, Instant, Pace),
    Preview(usize, Watch),
    Touching(Watch, Receiver<Instant>),
}

/// Each thread's name and time so far, in ticks.
type Ticks = BTreeMap<String, u64>;

/// The time in which a face is looked at, and what the threads had of it.
#[derive(Default)]
struct Watch {
    since: Option<(Instant, Ticks)>,
    wall: Duration,
    spent: Ticks,
    pictures: u32,
}

impl Watch {
    /// Goes on before a picture is drawn.
    fn step(&mut self, is_face: bool) {
        match (is_face, self.since.take()) {
            (true, None) => self.since = Some((Instant::now(), ticks())),
            (true, since) => {
                self.since = since;
                self.pictures += 1;
            }
            (false, Some((since, before))) => {
                self.wall += since.elapsed();
                for (name, past) in past(&before) {
                    *self.spent.entry(name).or_default() += past;
                }
            }
            (false, None) => {}
        }
    }

    fn is_over(&self) -> bool {
        self.wall >= LENGTH
    }

    fn told(&self) -> Watched {
        let pictures = f64::from(self.pictures) / self.wall.as_secs_f64();
        Watched { threads: shares(&self.spent, self.wall), pictures }
    }
}

/// A measurement under way in a window.
pub(super) struct Probe {
    part: Part,
    touched: Option<(Instant, Duration)>,
    cost: Arc<Mutex<Cost>>,
}

impl Probe {
    pub(super) fn begin(cost: Arc<Mutex<Cost>>) -> Self {
        Self { part: Part::Settling(Instant::now()), touched: None, cost }
    }

    /// Goes on before a picture is drawn; `true` at the end.
    pub(super) fn step(
        &mut self,
        ctx: &egui::Context,
        kiosk: &mut Kiosk,
        world: &mut World,
    ) -> Result<bool, Error> {
        let is_face = matches!(view(kiosk.session()).screen, Screen::Face { .. });
        if let Some((at, begun)) = self.touched.take() {
            self.cost().touches.push([begun, at.elapsed()]); // The picture before this one was its answer.
        }
        match &mut self.part {
            Part::Settling(since) if is_over(ctx, *since, SETTLE) => {
                self.part = Part::Idle(Instant::now(), ticks());
                ctx.request_repaint_after(LENGTH);
            }
            Part::Idle(since, before) if is_over(ctx, *since, LENGTH) => {
                let idle = shares(&past(before), since.elapsed());
                self.cost().idle = idle;
                self.part = Part::Moving(0, Instant::now(), Pace::default());
                ctx.request_repaint_after(LENGTH);
            }
            Part::Moving(index, since, pace) => {
                pace.picture();
                if is_over(ctx, *since, LENGTH) {
                    let (index, pace) = (*index, pace.clone());
                    self.cost().moving.push((MOVING[index].0, pace));
                    self.part = match MOVING.get(index + 1) {
                        Some(_) => Part::Moving(index + 1, Instant::now(), Pace::default()),
                        None => Part::Preview(0, Watch::default()),
                    };
                    ctx.request_repaint();
                }
            }
            Part::Preview(index, watch) => {
                watch.step(is_face);
                let index = *index;
                if watch.is_over() {
                    let told = watch.told();
                    self.cost().preview[index] = told;
                    self.part = match BEFORE_IT.get(index + 1) {
                        Some(_) => Part::Preview(index + 1, Watch::default()),
                        None => Part::Touching(Watch::default(), fingers(ctx.clone())),
                    };
                }
                visit(ctx, kiosk, world, BEFORE_IT[index])?;
            }
            Part::Touching(watch, _) if watch.is_over() => return Ok(true),
            Part::Touching(watch, fingers) => {
                watch.step(is_face);
                if let (Ok(at), true) = (fingers.try_recv(), is_face) {
                    kiosk.touch(Touch::Adjust(Adjust::Theme));
                    self.touched = Some((at, at.elapsed()));
                    ctx.request_repaint();
                }
                visit(ctx, kiosk, world, BEFORE_IT[1])?;
            }
            Part::Settling(_) | Part::Idle(..) => {}
        }
        Ok(false)
    }

    /// The screen that is shown in place of the visit's.
    pub(super) fn shown(&self) -> Option<Screen> {
        match self.part {
            Part::Moving(index, ..) => MOVING.get(index).map(|(_, screen)| screen.clone()),
            Part::Settling(_) | Part::Idle(..) | Part::Preview(..) | Part::Touching(..) => None,
        }
    }

    fn cost(&self) -> std::sync::MutexGuard<'_, Cost> {
        self.cost.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Has the camera look at somebody, in one visit after the other.
fn visit(ctx: &egui::Context, kiosk: &Kiosk, world: &mut World, seen: Seen) -> Result<(), Error> {
    match kiosk.session().state() {
        State::Faulted(_) => world.take(),
        State::Idle(_) if world.laid().is_none() => {
            world.see(seen);
            world.lay("hanako")?;
        }
        _ => {}
    }
    ctx.request_repaint_after(AGAIN);
    Ok(())
}

/// Whether `length` has passed; if not, the window is woken once when it has.
fn is_over(ctx: &egui::Context, since: Instant, length: Duration) -> bool {
    match length.checked_sub(since.elapsed()).filter(|left| !left.is_zero()) {
        Some(left) => {
            ctx.request_repaint_after(left);
            false
        }
        None => true,
    }
}

/// A finger that touches at its own rhythm, not at the camera's.
fn fingers(ctx: egui::Context) -> Receiver<Instant> {
    let (sender, touches) = sync_channel(1);
    let touch = move || {
        loop {
            std::thread::sleep(FINGER);
            if sender.send(Instant::now()).is_err() {
                return;
            }
            ctx.request_repaint();
        }
    };
    let started = std::thread::Builder::new().name("finger".to_owned()).spawn(touch);
    started.map_or_else(|_| sync_channel(0).1, |_| touches)
}

/// The time that each of this process's threads has had, threads of one name together.
fn ticks() -> Ticks {
    let mut all = Ticks::new();
    for task in std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten() {
        let read = |name| std::fs::read_to_string(task.path().join(name)).unwrap_or_default();
        let (name, stat) = (read("comm"), read("stat"));
        // The name stands in brackets and may hold anything; user and system time are the 14th and 15th field.
        let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace();
        let time: u64 = fields.skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum();
        let name = name.trim().trim_end_matches(|last: char| last.is_ascii_digit() || last == '-');
        *all.entry(name.to_owned()).or_default() += time;
    }
    all
}

/// What each thread had since `before`.
fn past(before: &Ticks) -> Ticks {
    let past = |(name, now): (String, u64)| {
        let past = now.saturating_sub(before.get(&name).copied().unwrap_or_default());
        (name, past)
    };
    ticks().into_iter().map(past).filter(|(_, past)| *past > 0).collect()
}

/// Parts of a core that these are.
fn shares(spent: &Ticks, wall: Duration) -> BTreeMap<String, f64> {
    let share = |(name, past): (&String, &u64)| (name.clone(), *past as f64 / TICKS / wall.as_secs_f64());
    spent.iter().map(share).collect()
}
