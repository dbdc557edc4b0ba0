//! The mouth: what the kiosk says goes to the voice, in the visit's language and as loud as the visit wants it.

use crate::session::{LOUDEST, Language, Look};
use voice::{Channel, Manner, Voice};

/// How much one step of loudness is, in parts of a hundred.
const STEP: i16 = 20;

/// A voice, who hears it, and how loud it is by itself.
pub struct Mouth {
    voice: Box<dyn Voice>,
    channel: Channel,
    volume: u8,
}

impl Mouth {
    /// Speaks with `voice` on `channel`; `volume` (0–100) is the step in the middle.
    pub fn new(voice: Box<dyn Voice>, channel: Channel, volume: u8) -> Self {
        Self { voice, channel, volume }
    }

    /// Whether only the patient hears it.
    pub fn is_private(&self) -> bool {
        self.channel == Channel::Earphone
    }

    /// Says `sentences`, then each of `offers` in its own language's voice, in place of whatever is being said; what has no
    /// voice is left out, and where nothing has one it falls silent.
    pub fn say(&mut self, sentences: &[String], offers: &[(Language, String)], look: Look) {
        let own = sentences.iter().map(|text| (look.language, text));
        let all = own.chain(offers.iter().map(|(language, text)| (*language, text)));
        let said = all.filter_map(|(language, text)| {
            let look = Look { language, ..look };
            Some((aloud(std::slice::from_ref(text), look).concat(), self.manner(look)?))
        });
        match said.collect::<Vec<_>>() {
            said if said.is_empty() => self.voice.stop(),
            said => self.voice.say(&said),
        }
    }

    /// Says `first` next, then of what was still to be said what is in `keep`.
    pub fn amend(&mut self, first: &[String], keep: &[String], look: Look) {
        if let Some(manner) = self.manner(look) {
            self.voice.amend(&aloud(first, look), &aloud(keep, look), manner);
        }
    }

    /// A card was left behind: says so until something else is said.
    pub fn alarm(&mut self, sentences: &[String], look: Look) {
        if let Some(manner) = self.manner(look) {
            self.voice.alarm(&aloud(sentences, look), manner);
        }
    }

    fn manner(&self, look: Look) -> Option<Manner> {
        let louder = (i16::from(look.loudness) - i16::from(LOUDEST / 2 + 1)) * STEP;
        let volume = (i16::from(self.volume) + louder).clamp(STEP / 2, 100) as u8;
        speaks(look.language).map(|language| Manner { language, channel: self.channel, volume })
    }
}

/// The voice of a language, where it has one (docs/languages.md).
pub fn speaks(language: Language) -> Option<voice::Language> {
    match language {
        Language::Japanese | Language::EasyJapanese => Some(voice::Language::Japanese),
        Language::English => Some(voice::Language::English),
        Language::Korean => Some(voice::Language::Korean),
        Language::Vietnamese => Some(voice::Language::Vietnamese),
        Language::Portuguese => Some(voice::Language::Portuguese),
        Language::Spanish => Some(voice::Language::Spanish),
        Language::Indonesian => Some(voice::Language::Indonesian),
        Language::Nepali => Some(voice::Language::Nepali),
        Language::ChineseSimplified
        | Language::ChineseTraditional
        | Language::Filipino
        | Language::Burmese
        | Language::Thai => None,
    }
}

/// The words without what is for the eyes: spaces that hold a line together, and what easy Japanese writes for reading.
fn aloud(sentences: &[String], look: Look) -> Vec<String> {
    let is_easy = look.language == Language::EasyJapanese;
    let plain = |text: &String| if is_easy { without_readings(text) } else { text.replace('\u{a0}', " ") };
    sentences.iter().map(plain).collect()
}

/// The reading stands in brackets behind its word, and a space behind each phrase.
fn without_readings(text: &str) -> String {
    let mut parts = text.split('（');
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| part.split_once('）').map_or(part, |(_, after)| after));
    rest.fold(first, |said, part| said + part).replace(' ', "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use voice::Transcript;

    fn said(look: Look, text: &str) -> Vec<voice::Said> {
        let transcript = Transcript::default();
        let mut mouth = Mouth::new(Box::new(transcript.clone()), Channel::Earphone, 60);
        mouth.say(&[text.to_owned()], &[], look);
        transcript.said()
    }

    #[test]
    fn the_visits_language_and_loudness_reach_the_voice() {
        let look = Look { loudness: LOUDEST, ..Look::home(Language::Korean) };
        let manner = said(look, "카드")[0].manner;
        let expected = Manner { language: voice::Language::Korean, channel: Channel::Earphone, volume: 100 };
        assert_eq!(manner, expected);
        assert_eq!(said(Look { loudness: 1, ..look }, "카드")[0].manner.volume, 20);
        assert!(said(Look::home(Language::Thai), "บัตร").is_empty(), "no voice speaks it well enough");
    }

    #[test]
    fn a_language_without_a_voice_still_offers_the_others_in_theirs() {
        let transcript = Transcript::default();
        let mut mouth = Mouth::new(Box::new(transcript.clone()), Channel::Earphone, 60);
        let offers =
            [(Language::English, "English: press 3.".to_owned()), (Language::Burmese, "-".to_owned())];
        mouth.say(&["บัตร".to_owned()], &offers, Look::home(Language::Thai));
        let said = transcript.said();
        assert_eq!((said.len(), &said[0].sentences[0]), (1, &offers[0].1), "no voice speaks the other two");
        assert_eq!(said[0].manner.language, voice::Language::English);
    }

    #[test]
    fn the_languages_to_be_chosen_by_ear_are_those_that_have_a_voice() {
        let voiced: Vec<_> =
            Language::ALL.into_iter().filter(|language| speaks(*language).is_some()).collect();
        assert_eq!(crate::screen::BY_EAR.to_vec(), voiced);
    }

    #[test]
    fn a_word_is_said_once_although_its_reading_stands_behind_it() {
        let said = said(Look::home(Language::EasyJapanese), "顔（かお）を わくの 中（なか）に 入（い）れて");
        assert_eq!(said[0].sentences, ["顔をわくの中に入れて"]);
    }
}
