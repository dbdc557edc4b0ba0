//! What the patient sees: egui as a pure function of a view, `show(ui, &View, &Stage) -> Option<Touch>`.
//!
//! It decides nothing and keeps nothing; whatever is touched goes back to the session as a [`Touch`]. One decision a
//! screen: a title, a sentence, then the action. Nothing repaints unless a movement explains something.

mod bench;
mod card_left;
mod checking;
mod clerk;
mod code;
mod consent;
mod done;
mod face;
mod fault;
mod fonts;
mod icons;
mod keypad;
mod layout;
mod out_of_service;
mod parts;
mod pictures;
mod pin;
mod prose;
mod reading;
mod text;
pub mod tokens;
mod view;
mod welcome;

pub use bench::{BenchIntent, BenchView, SceneChoice, bench_ui};
pub use fonts::{FontError, Typeface};
pub use text::{Arg, Catalogue, characters};
pub use view::{Screen, View, view};

use crate::session::Touch;
use egui::{Color32, TextureId, Ui, Vec2};
use layout::Area;
use parts::Pane;

/// What a screen needs that no visit knows of.
#[derive(Clone, Copy, Debug)]
pub struct Stage<'a> {
    /// The words.
    pub texts: &'a Catalogue,
    /// What the camera sees; it is shown mirrored, as people know themselves.
    pub preview: Option<Preview>,
    /// Seconds on any steady clock; only movements that explain something follow it.
    pub seconds: f64,
}

/// A picture of the camera that is already on the graphics card, not yet mirrored.
#[derive(Clone, Copy, Debug)]
pub struct Preview {
    /// The picture.
    pub texture: TextureId,
    /// Its size in pixels.
    pub size: Vec2,
}

/// Draws a view over the whole of `ui`, and says what was touched.
pub fn show(ui: &mut Ui, view: &View, stage: &Stage<'_>) -> Option<Touch> {
    let window = ui.max_rect();
    ui.painter().rect_filled(window, 0.0, ground(&view.screen));
    let mut pane = Pane::new(ui, view.language, stage, window.size());
    let margin = pane.scale.margin();
    let mut area = Area(window);
    let header = area.top(pane.scale.touch() + margin).shrink2(Vec2::new(margin, margin / 3.0));
    area.top(margin / 3.0);
    let mut body = area.0.shrink2(Vec2::new(margin, 0.0));
    body.max.y -= margin;
    let language = pane.header(header, step(&view.screen));
    let touch = match &view.screen {
        Screen::OutOfService => out_of_service::out_of_service_ui(&mut pane, body),
        Screen::Welcome => welcome::welcome_ui(&mut pane, body),
        Screen::Reading => reading::reading_ui(&mut pane, body),
        Screen::Code { typed, was_wrong } => code::code_ui(&mut pane, body, *typed, *was_wrong),
        Screen::Face { guidance, round } => face::face_ui(&mut pane, body, *guidance, *round),
        Screen::Pin { typed, tries, was_wrong, is_signing } => {
            let entry =
                pin::Entry { typed: *typed, tries: *tries, was_wrong: *was_wrong, is_signing: *is_signing };
            pin::pin_ui(&mut pane, body, entry)
        }
        Screen::Clerk { reason, typed, was_wrong } => {
            clerk::clerk_ui(&mut pane, body, *reason, *typed, *was_wrong)
        }
        Screen::Consent { chosen, is_by_item: true, .. } => consent::items_ui(&mut pane, body, *chosen),
        Screen::Consent { period, .. } => consent::consent_ui(&mut pane, body, *period),
        Screen::Checking { is_slow } => checking::checking_ui(&mut pane, body, *is_slow),
        Screen::Done { validity, period, shares_information, is_card_taken, message } => {
            let end = done::End {
                validity: *validity,
                period: *period,
                shares_information: *shares_information,
                is_card_taken: *is_card_taken,
                message: message.as_deref(),
            };
            done::done_ui(&mut pane, body, &end)
        }
        Screen::CardLeft => card_left::card_left_ui(&mut pane, body),
        Screen::Fault { fault, ways, card_lies } => {
            fault::fault_ui(&mut pane, body, *fault, *ways, *card_lies)
        }
    };
    language.or(touch)
}

/// Only the left-card alarm changes the ground.
fn ground(screen: &Screen) -> Color32 {
    if matches!(screen, Screen::CardLeft) { tokens::ALARM } else { tokens::PAPER }
}

/// The step of a visit, from 1; `None` where there is no visit to be in.
fn step(screen: &Screen) -> Option<usize> {
    match screen {
        Screen::Reading => Some(1),
        Screen::Code { .. } | Screen::Face { .. } | Screen::Pin { .. } | Screen::Clerk { .. } => Some(2),
        Screen::Consent { .. } => Some(3),
        Screen::Checking { .. } | Screen::Done { .. } => Some(4),
        Screen::OutOfService | Screen::Welcome | Screen::CardLeft | Screen::Fault { .. } => None,
    }
}
