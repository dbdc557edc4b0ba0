//! Whole dialogues with a card that says whatever it likes: the first byte chooses one, the rest are its responses.
#![no_main]

use madoguchi_fuzz::{DIALOGUES, Told, messages};

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let Some((which, said)) = input.split_first() else { return };
    DIALOGUES[usize::from(*which) % DIALOGUES.len()](&mut Told(messages(said).take(300)));
});
