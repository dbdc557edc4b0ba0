//! Every screen of a visit, in every language and on every size of window that a kiosk has.

mod bench;
mod gallery;
mod layout;
mod pictures;
mod stage;
mod touches;
mod words;
