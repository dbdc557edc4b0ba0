//! Commands and responses: what was understood is written back as something that is understood the same.
#![no_main]

use card::{CommandApdu, ResponseApdu, Tracing, Transmit};
use madoguchi_fuzz::Told;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some(command) = CommandApdu::parse(bytes) {
        assert_eq!(CommandApdu::parse(&command.to_bytes()).as_ref(), Some(&command));
    }
    if let Some(response) = ResponseApdu::parse(bytes) {
        let word = u16::from(response.status).to_be_bytes();
        assert_eq!([&response.data[..], &word].concat(), bytes);
    }
    let mut traced = Tracing::new(Told([bytes].into_iter()));
    assert_eq!(traced.transmit(bytes).as_deref(), Ok(bytes));
    assert!(traced.trace().to_string().lines().count() <= 1);
});
