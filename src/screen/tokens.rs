//! The one design language: colours by name, a type scale, distances; every size follows the window.
//!
//! Lengths are written for a window whose shorter side is 800 points and grow or shrink with it. Text keeps a contrast
//! of at least 7:1 (WCAG 2.2, 1.4.6), which a test computes.

use egui::{Color32, Vec2};

/// Warm paper, the ground of every screen.
pub const PAPER: Color32 = Color32::from_rgb(0xFA, 0xF6, 0xEE);
/// White sheets that lie on the paper.
pub const SHEET: Color32 = Color32::from_rgb(0xFF, 0xFF, 0xFF);
/// Text, and lines that carry meaning.
pub const INK: Color32 = Color32::from_rgb(0x1E, 0x1B, 0x17);
/// Text of second rank.
pub const SOFT_INK: Color32 = Color32::from_rgb(0x49, 0x43, 0x3B);
/// Edges of what can be touched.
pub const EDGE: Color32 = Color32::from_rgb(0x7D, 0x74, 0x67);
/// Quiet lines between things.
pub const HAIRLINE: Color32 = Color32::from_rgb(0xDD, 0xD5, 0xC6);
/// The one strong colour: the primary action, and where to look.
pub const ACCENT: Color32 = Color32::from_rgb(0x0C, 0x4A, 0x63);
/// The accent while pressed.
pub const ACCENT_PRESSED: Color32 = Color32::from_rgb(0x07, 0x33, 0x46);
/// A wash of the accent.
pub const ACCENT_WASH: Color32 = Color32::from_rgb(0xDF, 0xEC, 0xF0);
/// Attention, as a ground under ink.
pub const AMBER: Color32 = Color32::from_rgb(0xFC, 0xE3, 0xA6);
/// Attention, as a line or a sign.
pub const AMBER_LINE: Color32 = Color32::from_rgb(0xA8, 0x5B, 0x00);
/// All is well.
pub const LEAF: Color32 = Color32::from_rgb(0x1F, 0x5B, 0x36);
/// The left-card alarm, and nothing else.
pub const ALARM: Color32 = Color32::from_rgb(0x97, 0x1B, 0x1B);

/// Sizes for one window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale(f32);

impl Scale {
    /// Derives the sizes from a window's, in points.
    pub fn of(window: Vec2) -> Self {
        Self(window.min_elem() / 800.0)
    }

    /// A length of the design, which is drawn for 800.
    pub fn px(self, length: f32) -> f32 {
        length * self.0
    }

    /// Titles: one line says what this screen is about.
    pub fn title(self) -> f32 {
        self.px(54.0)
    }

    /// A second title, under the first or above a group.
    pub fn subtitle(self) -> f32 {
        self.px(38.0)
    }

    /// Sentences.
    pub fn body(self) -> f32 {
        self.px(31.0)
    }

    /// The smallest size that a patient has to read.
    pub fn small(self) -> f32 {
        self.px(28.0)
    }

    /// What only the clerk reads, standing closer.
    pub fn clerk(self) -> f32 {
        self.px(24.0)
    }

    /// Words on buttons.
    pub fn button(self) -> f32 {
        self.px(34.0)
    }

    /// The least height of anything to be touched: about 20 mm on a 15-inch screen.
    pub fn touch(self) -> f32 {
        self.px(88.0)
    }

    /// The distance between things that belong together.
    pub fn gap(self) -> f32 {
        self.px(16.0)
    }

    /// The distance between things that do not, and to the window's edge.
    pub fn margin(self) -> f32 {
        self.px(36.0)
    }

    /// The rounding of buttons and sheets.
    pub fn radius(self) -> f32 {
        self.px(16.0)
    }

    /// The weight of an edge.
    pub fn line(self) -> f32 {
        self.px(3.0)
    }
}

/// The contrast of two colours, from 1 to 21 (WCAG 2.2, relative luminance).
pub fn contrast(one: Color32, other: Color32) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

fn luminance(colour: Color32) -> f32 {
    let [red, green, blue] = [colour.r(), colour.g(), colour.b()].map(|channel| {
        let value = f32::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_keeps_a_contrast_of_seven_to_one() {
        let pairs = [
            ("ink on paper", INK, PAPER),
            ("ink on a sheet", INK, SHEET),
            ("soft ink on paper", SOFT_INK, PAPER),
            ("soft ink on a sheet", SOFT_INK, SHEET),
            ("soft ink on the wash", SOFT_INK, ACCENT_WASH),
            ("ink on the wash", INK, ACCENT_WASH),
            ("accent on paper", ACCENT, PAPER),
            ("accent on a sheet", ACCENT, SHEET),
            ("paper on accent", SHEET, ACCENT),
            ("paper on pressed accent", SHEET, ACCENT_PRESSED),
            ("ink on amber", INK, AMBER),
            ("leaf on paper", LEAF, PAPER),
            ("paper on alarm", SHEET, ALARM),
        ];
        for (name, text, ground) in pairs {
            assert!(contrast(text, ground) >= 7.0, "{name}: {:.1}", contrast(text, ground));
        }
    }

    #[test]
    fn signs_and_edges_keep_a_contrast_of_three_to_one() {
        let pairs =
            [(EDGE, PAPER), (EDGE, SHEET), (AMBER_LINE, AMBER), (AMBER_LINE, PAPER), (ACCENT, ACCENT_WASH)];
        for (sign, ground) in pairs {
            assert!(contrast(sign, ground) >= 3.0, "{sign:?} on {ground:?}: {:.1}", contrast(sign, ground));
        }
    }

    #[test]
    fn black_on_white_is_twenty_one() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 0.01);
    }

    #[test]
    fn sizes_follow_the_shorter_side() {
        assert_eq!(Scale::of(Vec2::new(1280.0, 800.0)), Scale::of(Vec2::new(800.0, 1280.0)));
        assert_eq!(Scale::of(Vec2::new(1024.0, 600.0)).touch(), 66.0);
    }
}
