//! What comes out of the sound devices: the real programs speak, ALSA plays, and its `file` device keeps what it was given.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a test says what it skips, and stops at the first surprise"
)]

use std::path::PathBuf;
use std::time::{Duration, Instant};
use voice::{Channel, Language, Manner, Programs, Speaking, Take, Tape, Voice as _, try_output};

/// A loudspeaker and an earphone that keep what they play.
struct Room {
    speaker: Tape,
    earphone: Tape,
    speaking: Speaking,
    _folders: [tempfile::TempDir; 2],
}

/// `None`, with the reason printed, where this machine has no program that plays.
fn room() -> Option<Room> {
    let folders = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let [speaker, earphone] = [0, 1].map(|index: usize| Tape::new(folders[index].path()));
    let speaking = Speaking {
        // MADOGUCHI_VOICE names a voice that lies elsewhere than Debian's.
        japanese_voice: std::env::var_os("MADOGUCHI_VOICE").map(PathBuf::from),
        loudspeaker: Some(speaker.device()),
        earphone: Some(earphone.device()),
        ..Speaking::default()
    };
    match [Channel::Loudspeaker, Channel::Earphone].map(|channel| try_output(&speaking, channel)) {
        [Ok(()), Ok(())] => Some(Room { speaker, earphone, speaking, _folders: folders }),
        [one, other] => {
            println!("skipped: {one:?} {other:?}");
            None
        }
    }
}

/// Waits until `is_so`; what it waits for takes tenths of a second.
fn wait(is_so: impl Fn() -> bool, what: &str) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(20), "waited for {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn manner(language: Language, channel: Channel, volume: u8) -> Manner {
    Manner { language, channel, volume }
}

const WORDS: [(Language, &str); 8] = [
    (Language::Japanese, "マイナンバーカードを置いてください"),
    (Language::English, "Place your My Number Card here"),
    (Language::Korean, "마이넘버카드를 여기에 올려 주세요"),
    (Language::Vietnamese, "Vui lòng đặt thẻ My Number vào đây"),
    (Language::Portuguese, "Coloque aqui o seu cartão My Number"),
    (Language::Spanish, "Ponga aquí su tarjeta My Number"),
    (Language::Indonesian, "Letakkan kartu My Number Anda di sini"),
    (Language::Nepali, "आफ्नो माइ नम्बर कार्ड यहाँ राख्नुहोस्"),
];

#[test]
fn words_for_one_ear_are_in_that_ear_alone_and_the_alarms_chime_is_heard_by_all() {
    let Some(room) = room() else { return };
    let mut voice = Programs::start(room.speaking.clone()).unwrap();
    let private = manner(Language::English, Channel::Earphone, 60);
    voice.say(&[("Two more tries".to_owned(), private)]);
    wait(|| room.earphone.seconds() > 0.3, "words in the ear");
    voice.amend(&["Come closer".to_owned()], &[], private);
    wait(|| room.earphone.seconds() > 0.8, "more words in the ear");
    assert_eq!(room.speaker.seconds(), 0.0, "nothing on the loudspeaker");
    voice.alarm(&["A card was left here".to_owned()], private);
    wait(|| room.speaker.seconds() > 0.3, "the chime");
    voice.stop();
    let open = manner(Language::English, Channel::Loudspeaker, 60);
    voice.say(&[("A card was left here".to_owned(), open)]);
    wait(|| room.speaker.seconds() > 1.2, "words for all");
}

#[test]
fn no_language_is_louder_than_another_and_nothing_is_clipped() {
    for (language, words) in WORDS {
        let Some(room) = room() else { return };
        if let Err(error) = voice::render(&room.speaking, words, language) {
            println!("skipped: {error}");
            continue;
        }
        let mut voice = Programs::start(room.speaking.clone()).unwrap();
        let at = |volume| (words.to_owned(), manner(language, Channel::Loudspeaker, volume));
        voice.say(&[at(100), at(50)]);
        let is_heard = |expected: f64| {
            let is_right = |take: &Take| take.seconds > 0.8 && (take.loudness - expected).abs() < 1.5;
            room.speaker.takes().iter().any(is_right)
        };
        wait(|| is_heard(-20.0) && is_heard(-26.0), words);
        assert!(room.speaker.takes().iter().all(|take| take.peak < -0.9), "{words}");
    }
}

/// The stop behind a sentence that ends with one is no sound, and Open JTalk fails on it.
#[test]
fn a_full_stop_too_many_silences_nothing_behind_it() {
    let Some(room) = room() else { return };
    let words = ["カードです。", "はい、これです。。1を押してください。"];
    if let Err(error) = voice::render(&room.speaking, words[0], Language::Japanese) {
        return println!("skipped: {error}");
    }
    let mut voice = Programs::start(room.speaking.clone()).unwrap();
    let open = manner(Language::Japanese, Channel::Loudspeaker, 60);
    voice.say(&words.map(|text| (text.to_owned(), open)));
    wait(|| room.speaker.takes().iter().filter(|take| take.seconds > 0.2).count() == 3, "three sentences");
}
