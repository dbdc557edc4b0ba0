//! The virtual card
