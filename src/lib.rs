//! The reception-desk kiosk for online eligibility checks with the My Number Card.
//!
//! | room | what lives there |
//! |---|---|
//! | [`session`] | the visit: a state machine that touches nothing |
//! | `screen` | what the patient sees: a pure function of a view |
//! | `workers` | threads and channels between the session and the drivers |
//! | `app` | the kiosk window: events in, effects out, show |

#[cfg(feature = "screen")]
pub mod screen;
pub mod session;
