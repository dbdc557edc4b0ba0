//! Where a line may break, language by language.
//!
//! Japanese breaks between phrases, by rule; everything else by Unicode's line breaking (UAX #14) with ICU4X, which
//! knows the words of Thai, written without spaces. Chinese keeps its words whole, Korean and Burmese break at spaces.

use super::languages::{Script, tongue};
use crate::session::Language;
use icu_segmenter::options::{LineBreakOptions, LineBreakWordOption, WordBreakInvariantOptions};
use icu_segmenter::{LineSegmenter, WordSegmenter};
use std::collections::BTreeSet;

/// Cuts a text where a line may break.
pub(crate) fn phrases(language: Language, text: &str) -> Vec<&str> {
    match tongue(language).script {
        Script::Japanese => japanese(text),
        Script::SimplifiedChinese | Script::TraditionalChinese => chinese(text),
        Script::Myanmar => pieces(text, burmese(text)),
        Script::Korean | Script::Latin | Script::Devanagari | Script::Thai => pieces(text, unicode(text)),
    }
}

/// Of more letters than that a phrase may have to be cut.
const LONG: usize = 16;

/// Burmese has spaces between its phrases. Within one, ICU cuts words in two ("counter", "camera", "insurance", "or"), so it does
/// only where the phrase is long.
fn burmese(text: &str) -> impl Iterator<Item = usize> {
    let mut ends = Vec::new();
    for phrase in text.split_inclusive(' ') {
        let start = ends.last().copied().unwrap_or_default();
        if phrase.chars().count() > LONG {
            ends.extend(unicode(phrase).map(|end| start + end));
        } else {
            ends.push(start + phrase.len());
        }
    }
    ends.into_iter()
}

/// Breaks by UAX #14; Hangul stays together between its spaces.
fn unicode(text: &str) -> impl Iterator<Item = usize> {
    let mut options = LineBreakOptions::default();
    options.word_option = Some(LineBreakWordOption::KeepAll);
    LineSegmenter::new_auto(options).segment_str(text).collect::<Vec<_>>().into_iter()
}

/// Chinese may break between any two characters; between two words it reads better, and a number stays with what it counts.
fn chinese(text: &str) -> Vec<&str> {
    let words: BTreeSet<usize> =
        WordSegmenter::new_auto(WordBreakInvariantOptions::default()).segment_str(text).collect();
    let lines = LineSegmenter::new_auto(LineBreakOptions::default()).segment_str(text).collect::<Vec<_>>();
    let is_free = |at: &usize| {
        words.contains(at) && text.split_at_checked(*at).is_none_or(|(left, right)| !is_held(left, right))
    };
    pieces(text, lines.into_iter().filter(is_free))
}

/// Says whether Chinese keeps these two together: a number with its counter (4位, 2026年11月2日), and "please" or "this"
/// with what follows.
fn is_held(left: &str, right: &str) -> bool {
    let (last, next) = (left.chars().last(), right.chars().next());
    let is_digit = |one: Option<char>| one.is_some_and(|one| one.is_ascii_digit());
    let counts = is_digit(last) && next.is_some_and(is_ideograph);
    let is_counted = is_digit(next) && last.is_some_and(|last| "年月日第共".contains(last));
    // A name in brackets is read out to a clerk, and is short.
    let is_named = left.rfind('（').is_some_and(|at| !left[at..].contains('）'));
    counts || is_counted || is_named || last.is_some_and(|last| "请請此".contains(last))
}

fn pieces(text: &str, ends: impl Iterator<Item = usize>) -> Vec<&str> {
    let mut start = 0;
    let mut pieces = Vec::new();
    for end in ends.filter(|end| *end > 0).chain([text.len()]) {
        if end > start {
            pieces.extend(text.get(start..end));
            start = end;
        }
    }
    if pieces.is_empty() { vec![text] } else { pieces }
}

/// Cuts a text where a line may break: after a space, after punctuation, and where a Japanese phrase ends.
///
/// Japanese writes no spaces. A phrase mostly ends with kana (a particle or an ending), and the next begins with
/// anything else; the polite お and ご begin a phrase although they are kana.
fn japanese(text: &str) -> Vec<&str> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let mut phrases = Vec::new();
    let mut start = 0;
    for window in 1..characters.len() {
        let (at, next) = characters[window];
        let (_, last) = characters[window - 1];
        let before = window.checked_sub(2).map(|index| characters[index].1);
        let after = characters.get(window + 1).map(|(_, character)| *character);
        let first = characters[window - 1].0 == start;
        let is_bound = is_read(&text[start..at], next, after) || points(&text[start..at]);
        if breaks(last, next, after, first) && !is_compound(before, last, next) && !is_bound {
            phrases.push(&text[start..at]);
            start = at;
        }
    }
    phrases.push(&text[start..]);
    phrases
}

/// Says whether a line may break between two characters; `first` if `last` stands alone at its phrase's start.
fn breaks(last: char, next: char, after: Option<char>, first: bool) -> bool {
    let is_honorific = |character| matches!(character, 'お' | 'ご');
    if "、。，．！？）」』：・".contains(next) || "（「『".contains(last) {
        return false; // Never at a line's start, never at a line's end.
    }
    if last == ' ' || "、。！？：　・".contains(last) || "（「『".contains(next) {
        return true;
    }
    if "）」』".contains(last) {
        return !is_hiragana(next); // A particle stays with its noun.
    }
    if first && is_honorific(last) {
        return false;
    }
    let begins = !is_hiragana(next) || (is_honorific(next) && after.is_some_and(is_ideograph));
    is_hiragana(last) && begins && next != ' '
}

/// Says whether the reading of `word` follows, which stays with it, as in 聞（き）く, 9時（じ） or 窓口（まどぐち）; a longer word
/// with its reading would be wider than some lines.
fn is_read(word: &str, next: char, after: Option<char>) -> bool {
    let is_short = word.chars().count() <= 3 && word.chars().last().is_some_and(is_ideograph);
    is_short && next == '（' && after.is_some_and(is_hiragana)
}

/// Says whether `word` points to the next one and does not stand alone, as in この カード or もう一度.
fn points(word: &str) -> bool {
    matches!(word.trim_end(), "この" | "その" | "もう")
}

/// Says whether a verb's stem and what it is compounded with stand side by side, as in 読み取る or 残り1回.
fn is_compound(before: Option<char>, last: char, next: char) -> bool {
    let has_stem = before.is_some_and(is_ideograph) && "きぎけしちびみり".contains(last);
    has_stem && (is_ideograph(next) || next.is_ascii_digit())
}

fn is_hiragana(character: char) -> bool {
    ('ぁ'..='ゖ').contains(&character)
}

fn is_ideograph(character: char) -> bool {
    ('一'..='鿿').contains(&character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use icu_segmenter::GraphemeClusterSegmenter;

    #[test]
    fn japanese_breaks_between_phrases() {
        let check = |text: &str, expected: &[&str]| assert_eq!(phrases(Language::Japanese, text), expected);
        check("マイナンバーカードを置いてください", &["マイナンバーカードを", "置いてください"]);
        check("お席でお待ちください", &["お席で", "お待ちください"]);
        check("「決定」を押してください。", &["「決定」を", "押してください。"]);
        check("入力した数字が、合いません", &["入力した", "数字が、", "合いません"]);
        check("カードを読み取っています", &["カードを", "読み取っています"]);
        check("窓口（まどぐち）で聞（き）く", &["窓口（まどぐち）で", "聞（き）く"]);
        check("資格確認書（しかくかくにんしょ）を", &["資格確認書", "（しかくかくにんしょ）を"]);
        check("09時（じ）に、この カードを", &["09時（じ）に、", "この カードを"]);
        check("もう一度カードを置く", &["もう一度カードを", "置く"]);
        check("書類で受け付けてください", &["書類で", "受け付けてください"]);
    }

    #[test]
    fn each_language_breaks_where_its_readers_expect_it() {
        let check =
            |language, text: &str, expected: &[&str]| assert_eq!(phrases(language, text), expected, "{text}");
        check(Language::English, "Please take your card", &["Please ", "take ", "your ", "card"]);
        check(Language::Korean, "카드를 받아 주세요", &["카드를 ", "받아 ", "주세요"]);
        check(Language::ChineseSimplified, "请取走卡片。", &["请取", "走", "卡片。"]);
        check(Language::Nepali, "कार्ड यहाँ राख्नुहोस्", &["कार्ड ", "यहाँ ", "राख्नुहोस्"]);
        check(Language::Burmese, "PIN သို့မဟုတ် မျက်နှာ", &["PIN ", "သို့မဟုတ် ", "မျက်နှာ"]);
        check(Language::Thai, "กรุณารับบัตรของคุณ", &["กรุณา", "รับบัตร", "ของ", "คุณ"]);
    }

    #[test]
    fn chinese_keeps_a_number_with_what_it_counts_and_a_name_in_brackets_whole() {
        for (text, whole) in [
            ("只剩1次时，本机将停止。", "1次"),
            ("请输入照片下方的4位数字。", "4位"),
            ("此卡在这里可使用到2027年12月31日。", "2027年12月31日。"),
            ("今天请在窗口出示资格确认书（資格確認書）等。", "（資格確認書）"),
        ] {
            let phrases = phrases(Language::ChineseSimplified, text);
            assert!(phrases.len() > 1 && phrases.iter().any(|phrase| phrase.contains(whole)), "{phrases:?}");
        }
    }

    #[test]
    fn no_line_breaks_inside_a_letter() {
        for language in [Language::Nepali, Language::Burmese, Language::Thai, Language::Vietnamese] {
            let lines = tongue(language).source.lines();
            for text in lines.map(|line| line.split_once(" = ").map_or(line, |(_, text)| text)) {
                let letters: BTreeSet<usize> = GraphemeClusterSegmenter::new().segment_str(text).collect();
                let mut end = 0;
                for phrase in phrases(language, text) {
                    end += phrase.len();
                    assert!(letters.contains(&end), "{language:?}: {phrase:?} in {text:?}");
                }
            }
        }
    }

    #[test]
    fn what_is_cut_is_the_whole_text() {
        for language in Language::ALL {
            for text in ["", " ", "A", "မြန်မာဘာသာစကား", "ภาษาไทย PIN 1234", "日本語、です。", "a\u{a0}b c"]
            {
                assert_eq!(phrases(language, text).concat(), text, "{language:?}");
            }
        }
    }
}
