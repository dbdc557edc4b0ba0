//! Composition.
fn main() {}
