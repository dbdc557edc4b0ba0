//! How the screen is shown and said to whoever stands before it. It belongs to the visit and falls back when that ends.

use super::event::{Adjust, Touch};
use super::patient::Language;

/// Language, size, colours and height of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Look {
    /// The language of every text for the patient.
    pub language: Language,
    /// How large the type is.
    pub size: TextSize,
    /// Which colours are used.
    pub theme: Theme,
    /// Whether everything to be touched stands in the lower half, for who sits or is small.
    pub is_low: bool,
    /// Whether the languages are spread out to choose from.
    pub is_choosing: bool,
    /// Whether the screen was just said again by the star key; the same key then spreads the languages out.
    pub has_repeated: bool,
    /// How loud the voice is, from 1 to [`LOUDEST`].
    pub loudness: u8,
}

/// The loudest step of the voice; a visit begins with the step in the middle.
pub const LOUDEST: u8 = 5;

/// How large the type is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum TextSize {
    /// As designed.
    #[default]
    Normal,
    /// A quarter larger.
    Large,
    /// Half as large again.
    Largest,
}

impl TextSize {
    /// Every size, in the order of the one button.
    pub const ALL: [Self; 3] = [Self::Normal, Self::Large, Self::Largest];
}

/// Which colours are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Theme {
    /// Ink on warm paper.
    #[default]
    Day,
    /// White and yellow on black.
    Contrast,
    /// Dimmed, for a dark room.
    Night,
}

impl Theme {
    /// Every theme, in the order of the one button.
    pub const ALL: [Self; 3] = [Self::Day, Self::Contrast, Self::Night];
}

impl Look {
    /// What nobody has changed yet.
    pub fn home(language: Language) -> Self {
        Self {
            language,
            size: TextSize::default(),
            theme: Theme::default(),
            is_low: false,
            is_choosing: false,
            has_repeated: false,
            loudness: LOUDEST / 2 + 1,
        }
    }

    /// Follows a touch that concerns the look; `false` if it concerns something else.
    pub(super) fn follow(&mut self, touch: Touch) -> bool {
        self.has_repeated = touch == Touch::Adjust(Adjust::Repeat);
        match touch {
            Touch::Language(language) => {
                self.language = language;
                self.is_choosing = false;
            }
            Touch::Adjust(Adjust::Languages) => self.is_choosing = !self.is_choosing,
            Touch::Adjust(Adjust::Size) => self.size = after(&TextSize::ALL, self.size),
            Touch::Adjust(Adjust::Theme) => self.theme = after(&Theme::ALL, self.theme),
            Touch::Adjust(Adjust::Height) => self.is_low = !self.is_low,
            Touch::Adjust(Adjust::Louder) => self.loudness = (self.loudness + 1).min(LOUDEST),
            Touch::Adjust(Adjust::Softer) => self.loudness = (self.loudness - 1).max(1),
            Touch::Adjust(Adjust::MoreTime | Adjust::Repeat) => {}
            Touch::ChoosePin
            | Touch::ChooseFace
            | Touch::CallClerk
            | Touch::Back
            | Touch::Digit(_)
            | Touch::Erase
            | Touch::Confirm
            | Touch::Toggle(_)
            | Touch::ConsentAll
            | Touch::ConsentNone
            | Touch::ConsentChosen
            | Touch::ConsentItems
            | Touch::Prescription(_)
            | Touch::Agree
            | Touch::Decline
            | Touch::Reason(_) => return false,
        }
        true
    }
}

/// The one that follows `now`; the first follows the last.
fn after<T: Copy + PartialEq>(all: &[T], now: T) -> T {
    let next = all.iter().skip_while(|one| **one != now).nth(1);
    next.or(all.first()).copied().unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_button_goes_round_its_steps() {
        let mut look = Look::home(Language::Japanese);
        for expected in [TextSize::Large, TextSize::Largest, TextSize::Normal] {
            assert!(look.follow(Touch::Adjust(Adjust::Size)));
            assert_eq!(look.size, expected);
        }
        for expected in [Theme::Contrast, Theme::Night, Theme::Day] {
            assert!(look.follow(Touch::Adjust(Adjust::Theme)));
            assert_eq!(look.theme, expected);
        }
    }

    #[test]
    fn the_voice_has_a_loudest_and_a_softest_step() {
        let mut look = Look::home(Language::Japanese);
        assert_eq!(look.loudness, 3);
        for (touch, expected) in [(Adjust::Louder, 5), (Adjust::Softer, 1)] {
            (0..7).for_each(|_| assert!(look.follow(Touch::Adjust(touch))));
            assert_eq!(look.loudness, expected);
        }
    }

    #[test]
    fn a_language_chosen_closes_the_choice() {
        let mut look = Look::home(Language::Japanese);
        look.follow(Touch::Adjust(Adjust::Languages));
        assert!(look.is_choosing);
        look.follow(Touch::Language(Language::Thai));
        assert_eq!((look.language, look.is_choosing), (Language::Thai, false));
        assert!(!look.follow(Touch::Confirm));
    }
}
