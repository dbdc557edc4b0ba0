//! BER-TLV: the objects of a file are the file, and each is as long as its header says.
#![no_main]

use card::fuzzing;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some(objects) = fuzzing::objects(bytes) {
        assert_eq!(objects.concat(), bytes);
        objects.iter().for_each(|object| assert_eq!(fuzzing::declared_size(object), Some(object.len())));
    }
});
