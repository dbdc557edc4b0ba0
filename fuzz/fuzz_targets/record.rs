//! The record FF20: the fields that come out lie in the file, in order.
#![no_main]

use card::fuzzing;

libfuzzer_sys::fuzz_target!(|file: &[u8]| {
    if let Some(fields) = fuzzing::record(file) {
        let fields = fields.concat();
        assert!(file.windows(fields.len()).take(8).any(|window| window == fields));
    }
});
