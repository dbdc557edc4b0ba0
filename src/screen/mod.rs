//! What the patient sees: egui as a pure function of a view, `show(ui, &View, &Stage) -> Option<Touch>`.
//!
//! It decides nothing and keeps nothing; whatever is touched goes back to the session as a [`Touch`]. One decision a
//! screen: a title, a sentence, then the action. Nothing repaints unless a movement explains something.

mod bench;
mod breaks;
mod card_left;
mod checking;
mod choices;
mod clerk;
mod code;
mod consent;
mod dates;
mod done;
mod enrolment;
mod face;
mod fault;
mod fonts;
mod front;
mod header;
mod help;
mod icons;
mod keypad;
mod languages;
mod layout;
mod motion;
mod opentype;
mod out_of_service;
mod outage;
mod parts;
mod pictures;
mod pin;
mod pointer;
mod prescription;
mod prose;
mod reading;
mod spoken;
mod swing;
mod terms;
mod text;
pub mod tokens;
mod view;
mod welcome;

pub use bench::{BenchIntent, BenchView, SceneChoice, bench_ui};
pub use choices::{BY_EAR, Choice, PadKey, choices, pressed};
pub use fonts::{FontError, Typeface};
pub use spoken::{Privacy, offers, spoken, volume};
pub use swing::{swinging, warmth};
pub use text::{Arg, Catalogue, characters};
pub use view::{Page, Screen, View, view};

use crate::session::{Language, Theme, Touch};
use egui::{Color32, Rect, TextureId, Ui, Vec2};
use layout::Area;
use motion::{ARRIVE, settle};
use parts::Pane;
use tokens::Palette;

/// What a screen needs that no visit knows of.
#[derive(Clone, Copy, Debug)]
pub struct Stage<'a> {
    /// The words.
    pub texts: &'a Catalogue,
    /// The languages to choose from: those that there is type for.
    pub languages: &'a [Language],
    /// The address of a help page, in which `{code}` stands for a fault's code; none where the house has none.
    pub help: Option<&'a str>,
    /// What the camera sees; it is shown mirrored, as people know themselves.
    pub preview: Option<Preview>,
    /// The colour that the window has before anything is drawn, where it has one.
    pub cleared: Option<Color32>,
    /// How wide the window is on the screen that there is, in millimetres, where the house has said so.
    pub width_mm: Option<f32>,
    /// Whether the screen is said aloud; a button then says it again.
    pub speaks: bool,
    /// Seconds on any steady clock; only the swing of the ground follows it.
    pub seconds: f64,
    /// For how many seconds its page has been shown, which movements that explain something follow. Without it everything
    /// stands still in its pose of rest.
    pub age: Option<f64>,
}

/// A picture of the camera that is already on the graphics card, not yet mirrored.
#[derive(Clone, Copy, Debug)]
pub struct Preview {
    /// The picture.
    pub texture: TextureId,
    /// Its size in pixels.
    pub size: Vec2,
}

/// Draws a view over the whole of `ui`, and says what was touched or typed since the last time, in order.
pub fn show(ui: &mut Ui, view: &View, stage: &Stage<'_>) -> Vec<Touch> {
    let window = ui.max_rect();
    let ground = ground(view, stage.seconds);
    if stage.cleared != Some(ground) {
        ui.painter().rect_filled(window, 0.0, ground);
    }
    let mut touches = keypad::typed(ui, view);
    let has_type = |touch: &Touch| !matches!(touch, Touch::Language(one) if !stage.languages.contains(one));
    touches.retain(has_type);
    let mut pane = Pane::new(ui, view, stage, window.size());
    let margin = pane.scale.margin();
    if view.look.is_choosing {
        touches.extend(header::languages_ui(&mut pane, window.shrink(margin)));
        return touches;
    }
    let mut area = Area(window);
    let bar = pane.scale.touch() + margin * 2.0 / 3.0;
    let header = if pane.is_low { area.bottom(bar) } else { area.top(bar) };
    let touched = header::header_ui(&mut pane, header.shrink2(Vec2::new(margin, margin / 3.0)), view);
    let body = area.0.shrink2(Vec2::new(margin, 0.0));
    let body = if pane.is_low {
        body.with_min_y(body.top() + margin)
    } else {
        body.with_max_y(body.bottom() - margin)
    };
    if view.asks_for_sign {
        let more = header::still_there_ui(&mut pane, body);
        touches.extend(touched.or(more));
        return touches;
    }
    if view.screen.arrives() {
        // Nothing moves, so that a finger hits from the first moment what it sees at last.
        let arrival = settle(pane.gesture(&ARRIVE));
        pane.ui.multiply_opacity(arrival);
    }
    let on_body = screen_ui(&mut pane, [window, body], &view.screen);
    touches.extend(touched.or(on_body));
    touches
}

fn screen_ui(pane: &mut Pane<'_>, [window, body]: [Rect; 2], screen: &Screen) -> Option<Touch> {
    match screen {
        Screen::OutOfService { fault } => out_of_service::out_of_service_ui(pane, body, *fault),
        Screen::Closed { until } => out_of_service::closed_ui(pane, body, *until),
        Screen::Welcome => welcome::welcome_ui(pane, body),
        Screen::Reading => reading::reading_ui(pane, body),
        Screen::Code { typed, was_wrong } => code::code_ui(pane, body, *typed, *was_wrong),
        Screen::Face { guidance, round } => face::face_ui(pane, body, *guidance, *round),
        Screen::Pin { typed, tries, was_wrong, is_signing } => {
            let entry =
                pin::Entry { typed: *typed, tries: *tries, was_wrong: *was_wrong, is_signing: *is_signing };
            pin::pin_ui(pane, body, entry)
        }
        Screen::Clerk { reason, typed, was_wrong } => {
            clerk::clerk_ui(pane, body, *reason, *typed, *was_wrong)
        }
        Screen::Consent { chosen, is_by_item: true, .. } => consent::items_ui(pane, body, *chosen),
        Screen::Consent { period, serves_until, .. } => {
            consent::consent_ui(pane, body, *period, *serves_until)
        }
        Screen::Enrolment => enrolment::enrolment_ui(pane, body),
        Screen::Registering { is_slow } => {
            checking::checking_ui(pane, body, &checking::REGISTERING, *is_slow)
        }
        Screen::Prescription => prescription::prescription_ui(pane, body),
        Screen::Outage { is_keeping } => outage::outage_ui(pane, body, *is_keeping),
        Screen::Kept { call, is_card_taken } => outage::kept_ui(pane, body, *call, *is_card_taken),
        Screen::Checking { is_slow } => checking::checking_ui(pane, body, &checking::CHECKING, *is_slow),
        Screen::Done {
            validity,
            period,
            serves_until,
            shares_information,
            enrolled_at,
            call,
            is_card_taken,
            message,
        } => {
            let end = done::End {
                validity: *validity,
                period: *period,
                serves_until: *serves_until,
                shares_information: *shares_information,
                enrolled_at: *enrolled_at,
                call: *call,
                is_card_taken: *is_card_taken,
                message: message.as_deref(),
            };
            done::done_ui(pane, body, &end)
        }
        Screen::CardLeft { is_lit } => card_left::card_left_ui(pane, [window, body], *is_lit),
        Screen::Fault { fault, ways, card_lies } => fault::fault_ui(pane, body, *fault, *ways, *card_lies),
    }
}

/// The colour behind a view, so many seconds after any moment; the left-card alarm changes the theme's, and the look at a face
/// lets it swing.
pub fn ground(view: &View, seconds: f64) -> Color32 {
    let tone = Palette::of(theme(view));
    match () {
        () if is_alarm(view) => tone.alarm,
        () if swings(view) => swinging(seconds),
        () => tone.paper,
    }
}

/// Whether the colour behind a view swings: while a face is looked at, by day, on white, where it lights the face and can be calm.
pub fn swings(view: &View) -> bool {
    let is_alone = !view.look.is_choosing && !view.asks_for_sign;
    matches!(view.screen, Screen::Face { .. }) && view.look.theme == Theme::Day && is_alone
}

/// Whether the screen calls after a card left behind.
fn is_alarm(view: &View) -> bool {
    matches!(view.screen, Screen::CardLeft { .. }) && !view.look.is_choosing
}

/// The theme that a view is drawn in: who left a card is called in full light, in a dark room as well.
fn theme(view: &View) -> Theme {
    match view.look.theme {
        Theme::Night if is_alarm(view) => Theme::Day,
        theme => theme,
    }
}

/// The step of a visit, from 1; `None` where there is no visit to be in.
fn step(screen: &Screen) -> Option<usize> {
    match screen {
        Screen::Reading => Some(1),
        Screen::Code { .. } | Screen::Face { .. } | Screen::Pin { .. } | Screen::Clerk { .. } => Some(2),
        Screen::Consent { .. } | Screen::Prescription => Some(3),
        Screen::Checking { .. } | Screen::Done { .. } => Some(4),
        Screen::Outage { .. } | Screen::Kept { .. } => None,
        Screen::OutOfService { .. }
        | Screen::Closed { .. }
        | Screen::Welcome
        | Screen::Enrolment
        | Screen::Registering { .. }
        | Screen::CardLeft { .. }
        | Screen::Fault { .. } => None,
    }
}
