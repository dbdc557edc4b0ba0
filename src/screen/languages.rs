//! What sets one language apart on the screen: its name, its file of texts, its type, and how its lines break.

use crate::session::Language;

/// The type that a language is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Script {
    /// Kanji and kana, in their Japanese forms.
    Japanese,
    /// Hangul.
    Korean,
    /// Chinese characters as written in the People's Republic.
    SimplifiedChinese,
    /// Chinese characters as written in Taiwan.
    TraditionalChinese,
    /// Latin letters with every accent.
    Latin,
    /// Nepali.
    Devanagari,
    /// Burmese.
    Myanmar,
    /// Thai.
    Thai,
}

/// One language.
pub(crate) struct Tongue {
    /// BCP 47, and the name of its file.
    pub(crate) code: &'static str,
    /// What its speakers call it; the same on every screen.
    pub(crate) name: &'static str,
    /// Its texts.
    pub(crate) source: &'static str,
    pub(crate) script: Script,
}

macro_rules! tongues {
    ($($language:ident: $code:literal, $name:literal, $script:ident;)*) => {
        /// Everything of a language, from its one row.
        pub(crate) fn tongue(language: Language) -> Tongue {
            match language {
                $(Language::$language => Tongue {
                    code: $code,
                    name: $name,
                    source: include_str!(concat!("../../assets/text/", $code, ".ftl")),
                    script: Script::$script,
                },)*
            }
        }
    };
}

tongues! {
    Japanese: "ja", "日本語", Japanese;
    EasyJapanese: "ja-easy", "やさしい日本語", Japanese;
    English: "en", "English", Latin;
    ChineseSimplified: "zh-Hans", "简体中文", SimplifiedChinese;
    ChineseTraditional: "zh-Hant", "繁體中文", TraditionalChinese;
    Korean: "ko", "한국어", Korean;
    Vietnamese: "vi", "Tiếng Việt", Latin;
    Portuguese: "pt", "Português", Latin;
    Spanish: "es", "Español", Latin;
    Filipino: "fil", "Tagalog", Latin;
    Indonesian: "id", "Bahasa Indonesia", Latin;
    Nepali: "ne", "नेपाली", Devanagari;
    Burmese: "my", "မြန်မာ", Myanmar;
    Thai: "th", "ไทย", Thai;
}

impl Script {
    /// The height of a line over the size of its type: stacked letters and marks need more.
    pub(crate) fn leading(self) -> f32 {
        match self {
            Self::Japanese | Self::Korean | Self::SimplifiedChinese | Self::TraditionalChinese => 1.36,
            Self::Latin => 1.32,
            Self::Devanagari => 1.46,
            Self::Thai => 1.5,
            Self::Myanmar => 1.72,
        }
    }
}
