//! The one design language: colours by name, a type scale, distances; every size follows the window.
//!
//! Lengths are written for a window whose shorter side is 800 points and grow or shrink with it. Text keeps a contrast
//! of at least 7:1 (WCAG 2.2, 1.4.6), which a test computes.

use crate::session::{TextSize, Theme};
use egui::{Color32, Vec2};

/// The colours of one theme, by what they are for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    /// Warm paper, the ground of every screen.
    pub paper: Color32,
    /// Sheets that lie on the paper.
    pub sheet: Color32,
    /// Text, and lines that carry meaning.
    pub ink: Color32,
    /// Text of second rank.
    pub soft_ink: Color32,
    /// Edges of what can be touched.
    pub edge: Color32,
    /// Quiet lines between things.
    pub hairline: Color32,
    /// The one strong colour: the primary action, and where to look.
    pub accent: Color32,
    /// The accent while pressed.
    pub accent_pressed: Color32,
    /// Words on the accent.
    pub on_accent: Color32,
    /// A wash of the accent.
    pub accent_wash: Color32,
    /// Attention, as a ground under ink.
    pub amber: Color32,
    /// Attention, as a line or a sign.
    pub amber_line: Color32,
    /// Words and signs on amber.
    pub on_amber: Color32,
    /// All is well.
    pub leaf: Color32,
    /// The left-card alarm, and nothing else.
    pub alarm: Color32,
    /// Words on the alarm.
    pub on_alarm: Color32,
}

/// Ink on warm paper.
pub const DAY: Palette = Palette {
    paper: hex(0xFAF6EE),
    sheet: hex(0xFFFFFF),
    ink: hex(0x1E1B17),
    soft_ink: hex(0x49433B),
    edge: hex(0x7D7467),
    hairline: hex(0xDDD5C6),
    accent: hex(0x0C4A63),
    accent_pressed: hex(0x073346),
    on_accent: hex(0xFFFFFF),
    accent_wash: hex(0xDFECF0),
    amber: hex(0xFCE3A6),
    amber_line: hex(0xA85B00),
    on_amber: hex(0x1E1B17),
    leaf: hex(0x1F5B36),
    alarm: hex(0x971B1B),
    on_alarm: hex(0xFFFFFF),
};

/// White and yellow on black, for eyes that need it.
pub const CONTRAST: Palette = Palette {
    paper: hex(0x000000),
    sheet: hex(0x000000),
    ink: hex(0xFFFFFF),
    soft_ink: hex(0xFFFFFF),
    edge: hex(0xFFFFFF),
    hairline: hex(0xA0A0A0),
    accent: hex(0xFFE14A),
    accent_pressed: hex(0xFFF3B0),
    on_accent: hex(0x000000),
    accent_wash: hex(0x2B2B2B),
    amber: hex(0xFFE14A),
    amber_line: hex(0xFFE14A),
    on_amber: hex(0x000000),
    leaf: hex(0x9CF5B4),
    alarm: hex(0x8A0000),
    on_alarm: hex(0xFFFFFF),
};

/// Dimmed, for a dark room.
pub const NIGHT: Palette = Palette {
    paper: hex(0x16191C),
    sheet: hex(0x20252A),
    ink: hex(0xE6DFD2),
    soft_ink: hex(0xC9C1B3),
    edge: hex(0x8C9199),
    hairline: hex(0x3A4148),
    accent: hex(0xA5D3E4),
    accent_pressed: hex(0xCBE8F2),
    on_accent: hex(0x0D1A20),
    accent_wash: hex(0x22343D),
    amber: hex(0x4A3708),
    amber_line: hex(0xE3AE52),
    on_amber: hex(0xF4E6C6),
    leaf: hex(0x9BD9AF),
    alarm: hex(0x7A1616),
    on_alarm: hex(0xFFF1EC),
};

impl Palette {
    /// The colours of a theme.
    pub fn of(theme: Theme) -> &'static Self {
        match theme {
            Theme::Day => &DAY,
            Theme::Contrast => &CONTRAST,
            Theme::Night => &NIGHT,
        }
    }
}

const fn hex(rgb: u32) -> Color32 {
    Color32::from_rgb((rgb >> 16) as u8, (rgb >> 8) as u8, rgb as u8)
}

/// Sizes for one window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    unit: f32,
    type_factor: f32,
    touch: f32,
}

/// The least side of anything that a patient touches, in millimetres.
pub const TARGET_MM: f32 = 20.0;
/// The least height of anything to be touched where nobody said how large the screen is: 20 mm on a 15-inch screen.
const TOUCH: f32 = 88.0;
/// The most that a target may ask for; larger ones would leave no room for the words.
const MOST_TOUCH: f32 = 124.0;
/// The shorter side of the smallest screen that holds targets of [`TARGET_MM`], in millimetres: that of 10 inches.
pub const LEAST_SIDE_MM: f32 = TARGET_MM * 800.0 / MOST_TOUCH;

impl Scale {
    /// Derives the sizes from a window's, in points.
    pub fn of(window: Vec2) -> Self {
        Self::sized(window, TextSize::Normal)
    }

    /// The same with larger type; distances stay.
    pub fn sized(window: Vec2, size: TextSize) -> Self {
        let type_factor = match size {
            TextSize::Normal => 1.0,
            TextSize::Large => 1.25,
            TextSize::Largest => 1.5,
        };
        let unit = window.min_elem() / 800.0;
        Self { unit, type_factor, touch: TOUCH * unit }
    }

    /// The same on a screen of which `window` is `width_mm` wide: whatever a patient touches is [`TARGET_MM`] or more.
    pub fn reaching(self, window: Vec2, width_mm: Option<f32>) -> Self {
        let wanted = width_mm.filter(|width| *width > 0.0).map_or(0.0, |width| window.x / width * TARGET_MM);
        Self { touch: self.touch.max(wanted).min(MOST_TOUCH * self.unit), ..self }
    }

    /// A length of the design, which is drawn for 800.
    pub fn px(self, length: f32) -> f32 {
        length * self.unit
    }

    /// Titles: one line says what this screen is about.
    pub fn title(self) -> f32 {
        self.type_px(54.0)
    }

    /// A second title, under the first or above a group.
    pub fn subtitle(self) -> f32 {
        self.type_px(38.0)
    }

    /// Sentences.
    pub fn body(self) -> f32 {
        self.type_px(31.0)
    }

    /// Sentences of second rank.
    pub fn small(self) -> f32 {
        self.type_px(28.0)
    }

    /// The smallest size that a patient has to read, whatever has to give way.
    pub fn least(self) -> f32 {
        self.px(28.0)
    }

    fn type_px(self, length: f32) -> f32 {
        self.px(length) * self.type_factor
    }

    /// What only the clerk reads, standing closer.
    pub fn clerk(self) -> f32 {
        self.px(24.0)
    }

    /// Words on buttons.
    pub fn button(self) -> f32 {
        self.type_px(34.0)
    }

    /// The least side of anything that a patient touches.
    pub fn touch(self) -> f32 {
        self.touch
    }

    /// Whether targets are larger than the design draws them, so that they have to stand closer.
    pub fn is_tight(self) -> bool {
        self.touch > TOUCH * self.unit
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

/// From one colour towards another, 0 to 1 of the way.
pub(super) fn blend(from: Color32, to: Color32, share: f32) -> Color32 {
    let mixed =
        |from: u8, to: u8| (f32::from(from) + share * (f32::from(to) - f32::from(from))).round() as u8;
    Color32::from_rgb(mixed(from.r(), to.r()), mixed(from.g(), to.g()), mixed(from.b(), to.b()))
}

/// The light of a channel's code value, 0 to 1 (IEC 61966-2-1).
pub(super) fn light(channel: u8) -> f32 {
    let value = f32::from(channel) / 255.0;
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

fn luminance(colour: Color32) -> f32 {
    let [red, green, blue] = [colour.r(), colour.g(), colour.b()].map(light);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_keeps_a_contrast_of_seven_to_one_in_every_theme() {
        for theme in Theme::ALL {
            let tone = Palette::of(theme);
            let pairs = [
                ("ink on paper", tone.ink, tone.paper),
                ("ink on a sheet", tone.ink, tone.sheet),
                ("ink on the wash", tone.ink, tone.accent_wash),
                ("soft ink on paper", tone.soft_ink, tone.paper),
                ("soft ink on a sheet", tone.soft_ink, tone.sheet),
                ("soft ink on the wash", tone.soft_ink, tone.accent_wash),
                ("accent on paper", tone.accent, tone.paper),
                ("accent on a sheet", tone.accent, tone.sheet),
                ("accent on the wash", tone.accent, tone.accent_wash),
                ("words on accent", tone.on_accent, tone.accent),
                ("words on pressed accent", tone.on_accent, tone.accent_pressed),
                ("words on amber", tone.on_amber, tone.amber),
                ("leaf on paper", tone.leaf, tone.paper),
                ("words on alarm", tone.on_alarm, tone.alarm),
            ];
            for (name, text, ground) in pairs {
                assert!(contrast(text, ground) >= 7.0, "{theme:?} {name}: {:.1}", contrast(text, ground));
            }
        }
    }

    #[test]
    fn signs_and_edges_keep_a_contrast_of_three_to_one() {
        for theme in Theme::ALL {
            let tone = Palette::of(theme);
            let pairs = [
                ("edge on paper", tone.edge, tone.paper),
                ("edge on a sheet", tone.edge, tone.sheet),
                ("amber line on paper", tone.amber_line, tone.paper),
                ("accent on the wash", tone.accent, tone.accent_wash),
            ];
            for (name, sign, ground) in pairs {
                assert!(contrast(sign, ground) >= 3.0, "{theme:?} {name}: {:.1}", contrast(sign, ground));
            }
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

    #[test]
    fn targets_are_twenty_millimetres_on_the_screen_that_there_is() {
        let check = |window: [f32; 2], width_mm: f32, expected_mm: f32| {
            let window = Vec2::from(window);
            let touch = Scale::of(window).reaching(window, Some(width_mm)).touch();
            let mm = touch / window.x * width_mm;
            assert!((mm - expected_mm).abs() < 0.1, "{window:?} {width_mm}: {mm}");
        };
        check([1280.0, 800.0], 217.0, 20.0); // 10.1 inches
        check([800.0, 1280.0], 136.0, 20.0);
        check([1024.0, 600.0], 223.0, 20.0);
        check([1920.0, 1080.0], 344.0, 21.3); // 15.6 inches: as designed
        check([1280.0, 800.0], 150.0, 14.5); // 7 inches hold no more
        let window = Vec2::new(1280.0, 800.0);
        assert!(
            (Scale::of(window).reaching(window, Some(LEAST_SIDE_MM * 1.6)).touch() - MOST_TOUCH).abs() < 0.1
        );
        assert!(!Scale::of(window).reaching(window, None).is_tight());
    }
}
