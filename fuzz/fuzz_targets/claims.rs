//! The receipt computer's XML: what was read is written and read back as the same.
#![no_main]

use claims::{Encoding, parse, to_xml};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Ok(result) = parse(bytes)
        && let Ok(xml) = to_xml(&result, Encoding::Utf8)
    {
        assert_eq!(parse(&xml).ok(), Some(result));
    }
});
