//! The virtual chip: under power it answers every command with at least a status word, whatever came before.
#![no_main]

use card::fuzzing;
use madoguchi_fuzz::messages;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let Some((nature, input)) = input.split_first() else { return };
    let mut card = fuzzing::card(*nature);
    card.power_on();
    for command in messages(input).take(64) {
        match command {
            [] => card.reset(),
            [_] => card.power_on(),
            command => {
                let response = card.process(command);
                assert!((2..=0x1_0002).contains(&response.len()), "{command:02x?}: {response:02x?}");
            }
        }
    }
});
