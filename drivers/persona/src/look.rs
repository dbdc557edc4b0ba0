//! What a face is drawn from: a seed and the few things that a person would name.
//!
//! Everything that tells two faces apart (the shape of the head, eyes, brows, nose, mouth) comes from the seed;
//! the fields beside it are what a description would say. The same look always draws the same face.

use serde::Deserialize;

/// Describes a drawn face.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// Chooses the proportions and features; two seeds are two people.
    pub seed: u64,
    /// The age in years, which greys hair and adds lines.
    pub age: u8,
    /// How the hair is worn.
    pub hair: Hair,
    /// The colour of the hair before age greys it.
    pub hair_tone: Tone,
    /// The glasses, if any.
    #[serde(default)]
    pub glasses: Glasses,
    /// The darkness of the skin, 0.0 fair to 1.0 dark.
    pub skin: f32,
}

/// Names a way to wear hair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hair {
    /// Short, ears free.
    Short,
    /// Side-parted, ears free.
    Parted,
    /// To the jaw, with a fringe.
    Bob,
    /// To the shoulders.
    Long,
    /// Drawn back, with a knot on top of the head.
    Bun,
    /// Bald on top, hair at the sides.
    Receding,
}

/// Names a natural colour of hair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Black.
    Black,
    /// Dark brown.
    Brown,
    /// Light brown.
    Chestnut,
    /// Grey.
    Grey,
}

/// Names a shape of spectacles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Glasses {
    /// No glasses.
    #[default]
    None,
    /// Round rims.
    Round,
    /// Square rims.
    Square,
}
