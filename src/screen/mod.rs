//! What the patient sees: egui as a pure function of a view, `show(ui, &View) -> Option<Touch>`.
//!
//! It decides nothing and keeps nothing; whatever is touched goes back to the session as a [`crate::session::Touch`].

mod view;

pub use view::{Screen, View, view};
