//! The programs of this machine, where they are installed: real sound, made in memory.
#![expect(
    clippy::print_stdout,
    clippy::panic,
    reason = "a test says what it skips, and stops at the first surprise"
)]

use std::path::PathBuf;
use std::time::{Duration, Instant};
use voice::{
    Channel, Error, Language, Manner, Programs, Speaking, Transcript, Voice as _, render, try_output,
};

/// The sound's length in bytes; `None`, with the reason printed, where a program is not installed.
fn sound(speaking: &Speaking, text: &str, language: Language) -> Option<usize> {
    match render(speaking, text, language) {
        Ok(wav) => {
            assert!(wav.starts_with(b"RIFF") && wav[8..].starts_with(b"WAVE"), "{language:?}");
            Some(wav.len())
        }
        Err(error @ (Error::NoProgram { .. } | Error::NoDictionary { .. } | Error::NoVoice { .. })) => {
            println!("skipped: {error}");
            None
        }
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn each_language_makes_sound_and_more_words_make_more() {
    // MADOGUCHI_VOICE names a voice that lies elsewhere than Debian's.
    let japanese_voice = std::env::var_os("MADOGUCHI_VOICE").map(PathBuf::from);
    let speaking = Speaking { japanese_voice, ..Speaking::default() };
    let check = |language, short, long: &str| {
        let Some(short) = sound(&speaking, short, language) else { return };
        let long = sound(&speaking, long, language).unwrap();
        assert!(short > 4_000 && long > short * 3 / 2, "{language:?}: {short}, {long}");
    };
    check(Language::Japanese, "カード", "マイナンバーカードを置いてください");
    check(Language::English, "Card", "Place your My Number Card here");
    check(Language::Korean, "카드", "마이넘버카드를 여기에 올려 주세요");
    check(Language::Vietnamese, "Thẻ", "Vui lòng đặt thẻ My Number vào đây");
    check(Language::Portuguese, "Cartão", "Coloque aqui o seu cartão My Number");
    check(Language::Spanish, "Tarjeta", "Ponga aquí su tarjeta My Number");
    check(Language::Indonesian, "Kartu", "Letakkan kartu My Number Anda di sini");
    check(Language::Nepali, "कार्ड", "आफ्नो माइ नम्बर कार्ड यहाँ राख्नुहोस्");
}

#[test]
fn what_is_missing_is_named_with_its_package() {
    let nowhere =
        Speaking { japanese_voice: Some(PathBuf::from("/nowhere/a.htsvoice")), ..Speaking::default() };
    let error = render(&nowhere, "カード", Language::Japanese).unwrap_err().to_string();
    assert!(error.contains("install"), "{error}");
    let nowhere = Speaking { dictionary: PathBuf::from("/nowhere"), ..Speaking::default() };
    let error = render(&nowhere, "カード", Language::Japanese).unwrap_err().to_string();
    assert!(error.contains("install the package open-jtalk"), "{error}");
}

const MANNER: Manner = Manner { language: Language::English, channel: Channel::Earphone, volume: 60 };

fn sentences(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn a_voice_is_never_waited_for_whatever_is_missing() {
    let mut voice = Programs::start(Speaking::default()).unwrap();
    let begun = Instant::now();
    for _ in 0..100 {
        voice.say(&[("Place your card here".to_owned(), MANNER)]); // No earphone: nothing is said.
        voice.amend(&sentences(&["Come closer"]), &[], MANNER);
        voice.stop();
    }
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
}

#[test]
fn an_output_that_is_missing_says_whose_move_it_is() {
    let check = |speaking: &Speaking, expected: &str| {
        let error = try_output(speaking, Channel::Earphone).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    };
    check(&Speaking::default(), "name one of those that `aplay -L` lists");
    let nowhere = Speaking { earphone: Some("nowhere".to_owned()), ..Speaking::default() };
    match try_output(&nowhere, Channel::Earphone) {
        Err(error @ Error::NoProgram { .. }) => println!("skipped: {error}"),
        _ => check(&nowhere, "nowhere plays nothing"),
    }
}

#[test]
fn the_twin_keeps_every_word_and_knows_what_was_cut() {
    let transcript = Transcript::default();
    let mut voice = transcript.clone();
    let open = Manner { channel: Channel::Loudspeaker, ..MANNER };
    voice.say(&[("One".to_owned(), open)]);
    voice.say(&["二", "三"].map(|text| (text.to_owned(), MANNER)));
    voice.amend(&sentences(&["new"]), &sentences(&["三"]), MANNER);
    let heard: Vec<_> = transcript
        .said()
        .into_iter()
        .map(|said| (said.sentences.concat(), said.manner.channel, said.was_cut))
        .collect();
    let expected = [
        ("One", Channel::Loudspeaker, true),
        ("二三", Channel::Earphone, false),
        ("new", Channel::Earphone, false),
    ];
    assert_eq!(heard, expected.map(|(text, channel, was_cut)| (text.to_owned(), channel, was_cut)));
}
