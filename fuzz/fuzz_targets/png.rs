//! Name and address as printed: a picture of a line's size, or an error, and never an allocation that a forged size asks for.
#![no_main]

use card::fuzzing;

libfuzzer_sys::fuzz_target!(|file: &[u8]| {
    if let Some((width, height)) = fuzzing::printed_text(file) {
        assert!((1..=2048).contains(&width) && (1..=512).contains(&height));
    }
});
