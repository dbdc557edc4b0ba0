//! The kiosk window: events in, effects out, show. And the two ways to rehearse in it: by hand, and unattended.

mod gl;
mod pace;
mod preview;
mod probe;
mod rounded;
mod standing;
mod texels;
mod unattended;

pub use pace::Pace;
pub use probe::{Cost, Watched};
pub use unattended::Unattended;

use crate::kiosk::Kiosk;
use crate::rehearsal::{Error, Seen, World};
use crate::screen::{self, BenchIntent, BenchView, Catalogue, SceneChoice, Stage, Typeface};
use crate::session::Language;
use crate::workers::Neighbours;
use eframe::egui;
use preview::PreviewTexture;
use probe::Probe;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use unattended::Ride;

/// Width of the bench beside the patient's screen, points.
const BENCH_WIDTH: f32 = 340.0;

/// How the window opens.
#[derive(Clone, Debug)]
pub struct Options {
    /// The language between visits.
    pub language: Language,
    /// The whole screen.
    pub fullscreen: bool,
    /// Otherwise a window of this size, points.
    pub size: (u32, u32),
    /// The address of a help page for each fault's `{code}`.
    pub help: Option<String>,
    /// How wide the whole screen is, in millimetres.
    pub width_mm: Option<f32>,
    /// Whether what a movement explains moves.
    pub moves: bool,
}

impl Options {
    /// A window of 1280x800.
    pub fn new(language: Language) -> Self {
        Self { language, fullscreen: false, size: (1280, 800), help: None, width_mm: None, moves: true }
    }
}

/// Opens the kiosk at work.
///
/// # Errors
/// No display, no font for Japanese.
pub fn open(options: Options, neighbours: Neighbours) -> Result<(), Error> {
    run(options, neighbours, None, Task::Serve)
}

/// Opens the kiosk in rehearsal, with the bench beside it.
///
/// # Errors
/// No display, no font for Japanese.
pub fn open_with_bench(options: Options, neighbours: Neighbours, world: World) -> Result<(), Error> {
    run(options, neighbours, Some(world), Task::Bench)
}

/// Rides stories unattended in a window, keeps each screen as a picture, and prints the timeline.
///
/// # Errors
/// No display, no font, or a story that did not go as told.
pub fn ride(
    options: Options,
    neighbours: Neighbours,
    world: World,
    unattended: Unattended,
) -> Result<(), Error> {
    let ride = Ride::begin(unattended)?;
    let outcome = ride.outcome();
    run(options, neighbours, Some(world), Task::Ride(Box::new(ride)))?;
    outcome.report()
}

/// Measures what the window costs, idle, moving and with the preview, and closes it.
///
/// # Errors
/// No display, no font, or a window that was closed before the end.
pub fn measure(options: Options, neighbours: Neighbours, world: World) -> Result<Cost, Error> {
    let cost = Arc::new(Mutex::new(Cost::default()));
    run(options, neighbours, Some(world), Task::Measure(Probe::begin(Arc::clone(&cost))))?;
    let cost = cost.lock().unwrap_or_else(PoisonError::into_inner).clone();
    if cost.touches.is_empty() { Err("the window was closed before the end".into()) } else { Ok(cost) }
}

/// What a window is for.
enum Task {
    Serve,
    Bench,
    Ride(Box<Ride>),
    Measure(Probe),
}

fn run(options: Options, neighbours: Neighbours, world: Option<World>, task: Task) -> Result<(), Error> {
    let typeface = Typeface::load(None)?;
    let has_bench = matches!(task, Task::Bench);
    // Pictures that are kept show each screen as it stands in the end.
    let moves = options.moves && !matches!(task, Task::Ride(_));
    let (width, height) = (options.size.0 as f32, options.size.1 as f32);
    let width = if has_bench { width + BENCH_WIDTH } else { width };
    let viewport = egui::ViewportBuilder::default()
        .with_title("Madoguchi 窓口")
        .with_app_id("madoguchi")
        .with_inner_size([width, height])
        .with_fullscreen(options.fullscreen);
    // The palette has no gradient to dither, and a processor that draws in place of a graphics card pays for every pixel.
    let native = eframe::NativeOptions { viewport, dithering: false, ..Default::default() };
    let create = move |cc: &eframe::CreationContext<'_>| {
        typeface.install(&cc.egui_ctx);
        texels::draw_to_the_pixel(&cc.egui_ctx);
        cc.egui_ctx.set_theme(egui::Theme::Light);
        let ctx = cc.egui_ctx.clone();
        // A request for now is drawn twice, one for later once: a preview of 30 frames a second must not cost 60.
        let wake = move || ctx.request_repaint_after(Duration::from_millis(1));
        let kiosk = Kiosk::start(neighbours, options.language, Arc::new(wake));
        Ok(Box::new(App {
            kiosk,
            world,
            task,
            texts: Catalogue::embedded(),
            languages: typeface.languages(),
            help: options.help,
            width_mm: options.width_mm,
            moves,
            page: None,
            preview: None,
            cleared: egui::Color32::BLACK,
            drawn: 0.0,
            has_begun: false,
            log: Vec::new(),
        }) as Box<dyn eframe::App>)
    };
    eframe::run_native("madoguchi", native, Box::new(create)).map_err(|error| error.to_string().into())
}

struct App {
    kiosk: Kiosk,
    world: Option<World>,
    task: Task,
    texts: Catalogue,
    languages: Vec<Language>,
    help: Option<String>,
    width_mm: Option<f32>,
    moves: bool,
    /// The page that is shown, and since when, in seconds.
    page: Option<(screen::Page, f64)>,
    preview: Option<PreviewTexture>,
    cleared: egui::Color32,
    /// When the last picture was drawn, seconds: its ground is this one's, since the window is cleared before it is drawn.
    drawn: f64,
    has_begun: bool,
    log: Vec<String>,
}

impl eframe::App for App {
    /// The window is cleared in the colour behind the screen: filling it once more costs a third of a picture in software.
    fn clear_color(&self, _visuals: &egui::Visuals) -> [f32; 4] {
        self.cleared.to_normalized_gamma_f32()
    }

    fn ui(&mut self, ui: &mut egui::Ui, frame: &mut eframe::Frame) {
        self.begin(ui.ctx(), frame);
        self.measure(ui.ctx());
        if let Some(left) = self.kiosk.turn() {
            ui.ctx().request_repaint_after(left);
        }
        if let Some(preview) = &mut self.preview {
            preview.follow(self.kiosk.workers().preview());
        }
        if matches!(self.task, Task::Bench) {
            self.bench(ui);
        }
        let mut view = screen::view(self.kiosk.session());
        if let Task::Measure(probe) = &self.task {
            view.screen = probe.shown().unwrap_or(view.screen);
        }
        let now = ui.input(|input| input.time);
        let age = self.age(&view, now);
        let stage = Stage {
            texts: &self.texts,
            languages: &self.languages,
            help: self.help.as_deref(),
            preview: self.preview.as_ref().and_then(PreviewTexture::picture),
            cleared: Some(self.cleared),
            width_mm: self.width_mm,
            speaks: self.kiosk.speaks(),
            seconds: if screen::swings(&view) { self.drawn } else { now },
            age,
        };
        let touches = egui::CentralPanel::no_frame().show(ui, |ui| screen::show(ui, &view, &stage)).inner;
        if screen::swings(&view) {
            let ground = screen::ground(&view, self.drawn);
            self.kiosk.workers().glow().show(Instant::now(), screen::warmth(ground));
        }
        (self.drawn, self.cleared) = (now, screen::ground(&view, now));
        if !touches.is_empty() {
            ui.ctx().request_repaint();
        }
        touches.into_iter().for_each(|touch| self.kiosk.touch(touch));
        self.ride_on(ui.ctx(), &view.screen);
    }
}

impl App {
    /// For how many seconds the page of a view has been shown; none where nothing moves.
    fn age(&mut self, view: &screen::View, now: f64) -> Option<f64> {
        let page = view.page();
        let since = self.page.filter(|(last, _)| *last == page).map_or(now, |(_, since)| since);
        self.page = Some((page, since));
        self.moves.then_some(now - since)
    }

    /// What is done once, as soon as there is a window: without a window manager nobody else gives the keyboard, and so a tactile
    /// keypad, to it; and the camera's picture gets its place.
    fn begin(&mut self, ctx: &egui::Context, frame: &mut eframe::Frame) {
        if !std::mem::replace(&mut self.has_begun, true) {
            ctx.send_viewport_cmd(egui::ViewportCommand::Focus);
            let made = PreviewTexture::new(ctx, frame);
            self.preview =
                made.inspect_err(|error| tracing::error!(%error, "the camera's picture is not shown")).ok();
        }
    }

    /// Takes a measurement one step on, and closes the window at its end.
    fn measure(&mut self, ctx: &egui::Context) {
        if let (Task::Measure(probe), Some(world)) = (&mut self.task, &mut self.world) {
            let is_over = probe.step(ctx, &mut self.kiosk, world).unwrap_or_else(|error| {
                tracing::error!(%error, "nothing could be measured");
                true
            });
            if is_over {
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            }
        }
    }

    /// Takes the unattended ride one step on, and closes the window at its end.
    fn ride_on(&mut self, ctx: &egui::Context, screen: &screen::Screen) {
        if let (Task::Ride(ride), Some(world)) = (&mut self.task, &mut self.world) {
            if ride.step(ctx, screen, &mut self.kiosk, world) {
                ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            } else {
                ctx.request_repaint_after(Duration::from_millis(20));
            }
        }
    }

    fn bench(&mut self, ui: &mut egui::Ui) {
        let Some(world) = &mut self.world else { return };
        let view = bench_view(world, &self.log);
        let panel = egui::Panel::right("bench").exact_size(BENCH_WIDTH).resizable(false);
        if let Some(intent) = panel.show(ui, |ui| screen::bench_ui(ui, &view)).inner {
            self.log.push(format!("{intent:?}"));
            if let Err(error) = do_on_bench(world, intent) {
                self.log.push(error.to_string());
            }
        }
    }
}

fn bench_view(world: &mut World, log: &[String]) -> BenchView {
    let label =
        |persona: &persona::Persona| (persona.id.clone(), persona.name.clone(), persona.story.clone());
    BenchView {
        personas: persona::personas().iter().map(label).collect(),
        laid: world.laid(),
        scene: match world.seen() {
            Seen::Holder => SceneChoice::RightPerson,
            Seen::Other => SceneChoice::OtherPerson,
            Seen::Nobody => SceneChoice::Nobody,
            Seen::Picture => SceneChoice::HeldPicture,
            Seen::Film => SceneChoice::FilmOnScreen,
            Seen::Masked => SceneChoice::MaskedFace,
            Seen::Aside => SceneChoice::StandsAside,
        },
        centre_runs: world.centre().runs(),
        is_revoked: world.laid().is_some_and(|id| world.is_revoked(&id)),
        clock_offset_days: world.clock().days_ahead(),
        clock_text: world.clock().japan().strftime("%Y-%m-%d %H:%M").to_string(),
        log: log.to_vec(),
    }
}

fn do_on_bench(world: &mut World, intent: BenchIntent) -> Result<(), Error> {
    match intent {
        BenchIntent::LayDown(id) => world.lay(&id)?,
        BenchIntent::TakeAway => world.take(),
        BenchIntent::Scene(choice) => world.see(match choice {
            SceneChoice::RightPerson => Seen::Holder,
            SceneChoice::OtherPerson => Seen::Other,
            SceneChoice::Nobody => Seen::Nobody,
            SceneChoice::HeldPicture => Seen::Picture,
            SceneChoice::FilmOnScreen => Seen::Film,
            SceneChoice::MaskedFace => Seen::Masked,
            SceneChoice::StandsAside => Seen::Aside,
        }),
        BenchIntent::StartCentre => world.centre().start_again()?,
        BenchIntent::StopCentre => world.centre().stop(),
        BenchIntent::Revoke(id) => world.revoke(&id, true)?,
        BenchIntent::Reinstate(id) => world.revoke(&id, false)?,
        BenchIntent::MoveClock(days) => world.clock().move_days(days),
    }
    Ok(())
}
