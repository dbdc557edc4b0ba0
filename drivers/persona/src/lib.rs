//! The drawn people who stand in for patients, and their cards' data.
//!
//! The virtual card, the virtual camera and the rehearsal centre must tell one story, so they share these people.
//! Nobody here lives: names, addresses and numbers are made up, and the faces are drawn by [`draw`] from a seed.
//! Nothing but a virtual twin may use this crate; a kiosk at work never meets it.
//!
//! | module | holds |
//! |---|---|
//! | [`person`] | the people: who they are, what lies on the card, what the insurer knows |
//! | [`date`] | calendar dates and the Japanese era |
//! | [`look`] | what a face is drawn from |
//! | [`draw`] | the drawing: the card's portrait and the camera's frame |

pub mod date;
pub mod draw;
pub mod look;
pub mod person;

pub use date::Date;
pub use look::{Glasses, Hair, Look, Tone};
pub use person::{
    CardData, CardKind, Insurance, LimitCertificate, Persona, Relation, Sex, persona, personas,
};
