//! How words are written so that an engine reads them as they are meant, and where they may be cut.
//!
//! What stands here was found in the engines' own traces (`open_jtalk -ot`, `espeak-ng --ipa`), text by text.

use crate::Language;
use std::borrow::Cow;

/// From so many digits on a number is typed and not counted, so that its digits are said one by one.
const TYPED: usize = 5;

/// What Open JTalk 1.11 with Debian's dictionary reads as another word, and how it is written for it: 方 as ホウ, a
/// direction, where a person is meant; 紙 as シ before を.
const MISREAD: [(&str, &str); 5] =
    [("方は", "かたは"), ("方が", "かたが"), ("方に", "かたに"), ("方、", "かた、"), ("紙を", "かみを")];

/// The text as the engine of `language` is to be given it.
pub(crate) fn spelt(text: &str, language: Language) -> String {
    let text = numbers(text);
    match language {
        Language::Japanese => {
            MISREAD.iter().fold(text, |text, (written, spoken)| text.replace(written, spoken))
        }
        _ => text,
    }
}

/// The text in the pieces in which the engine takes it: Open JTalk reads one line of at most 1023 bytes, so it is given
/// sentence by sentence, and it fails on what has no sound, such as a full stop alone.
pub(crate) fn pieces(text: &str, language: Language) -> Vec<&str> {
    let pieces: Vec<_> = match language {
        Language::Japanese => text.split_inclusive(['。', '\n']).collect(),
        _ => vec![text],
    };
    pieces.into_iter().filter(|piece| piece.chars().any(char::is_alphanumeric)).collect()
}

/// Spells long numbers digit by digit, and drops the zeros that only fill a place: "02日" is the second, "9:05" stays.
fn numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|one: char| one.is_ascii_digit()) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|one: char| !one.is_ascii_digit()).unwrap_or(from.len());
        let (number, after) = from.split_at(end);
        out.push_str(before);
        out.push_str(&number_aloud(number, out.ends_with([':', '.'])));
        rest = after;
    }
    out + rest
}

fn number_aloud(number: &str, is_fraction: bool) -> Cow<'_, str> {
    let digits = number.len();
    match number.trim_start_matches('0') {
        _ if digits >= TYPED => number.chars().flat_map(|digit| [' ', digit]).skip(1).collect(),
        "" if !is_fraction => "0".into(),
        short if !is_fraction => short.into(),
        _ => number.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_spelt_and_what_is_counted_is_a_number() {
        let spelt = |text| spelt(text, Language::English);
        assert_eq!(spelt("Showa 32 is “320405”."), "Showa 32 is “3 2 0 4 0 5”.");
        assert_eq!(spelt("2 November 2026, at 9:05"), "2 November 2026, at 9:05");
        assert_eq!(spelt("02/11, 09:00, 0 of 14"), "2/11, 9:00, 0 of 14");
        assert_eq!(spelt(""), "");
    }

    #[test]
    fn a_person_is_no_direction() {
        let spelt = |text| spelt(text, Language::Japanese);
        assert_eq!(spelt("お急ぎの方は、登録の方法を"), "お急ぎのかたは、登録の方法を");
        assert_eq!(spelt("2026年11月02日、09時05分"), "2026年11月2日、9時5分");
    }

    #[test]
    fn japanese_is_spoken_sentence_by_sentence_and_nothing_soundless_is_given() {
        assert_eq!(pieces("あ。い。\nう", Language::Japanese), ["あ。", "い。", "う"]);
        assert_eq!(pieces("です。。1を。", Language::Japanese), ["です。", "1を。"]);
        assert_eq!(pieces("One. Two.", Language::English), ["One. Two."]);
        assert!(pieces(" – ", Language::English).is_empty());
    }

    /// How Open JTalk reads `text`, in katakana; `None`, with the reason printed, where it is not installed with a voice.
    fn read(text: &str) -> Option<String> {
        let japanese_voice = std::env::var_os("MADOGUCHI_VOICE").map(Into::into);
        let speaking = crate::Speaking { japanese_voice, ..crate::Speaking::default() };
        let (_, mut command) =
            speaking.engine(Language::Japanese).inspect_err(|error| println!("skipped: {error}")).ok()?;
        command.args(["-ow", "/dev/null", "-ot", "/dev/stdout"]);
        command.stdin(std::process::Stdio::piped()).stdout(std::process::Stdio::piped());
        let mut child = command.spawn().ok()?;
        std::io::Write::write_all(&mut child.stdin.take()?, spelt(text, Language::Japanese).as_bytes())
            .ok()?;
        let trace = String::from_utf8_lossy(&child.wait_with_output().ok()?.stdout).into_owned();
        // A line for each word; the tenth part is how it is said, ’ a vowel that is whispered.
        let words = trace.split_once("[Output label]")?.0.lines().filter_map(|line| line.split(',').nth(9));
        Some(words.collect::<String>().replace('’', ""))
    }

    #[test]
    fn open_jtalk_reads_the_desks_words_numbers_and_dates_as_they_are_meant() {
        let check = |text: &str, expected: &str| {
            let Some(read) = read(text) else { return };
            assert_eq!(read.replace(['、', '「', '」'], ""), expected, "{text}");
        };
        check("お急ぎの方は窓口へ", "オイソギノカタワマドグチエ");
        check("保護者の方が、暗証番号を", "ホゴシャノカタガアンショーバンゴーヲ");
        check("診療の資格に同意、登録の控え", "シンリョーノシカクニドーイトーロクノヒカエ");
        check("2026年11月02日、09時05分", "ニセンニジューロクネンジューイチガツフツカクジゴフン");
        check("「320405」です", "サンニゼロヨンゼロゴデス");
        check("紙をもらって24時間", "カミヲモラッテニジューヨジカン");
    }
}
