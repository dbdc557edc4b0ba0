//! The card-verifiable certificate and its key: no bytes vouch for anything without a signature.
#![no_main]

use card::{Issuer, Signature, fuzzing};

libfuzzer_sys::fuzz_target!(|file: &[u8]| {
    let signature = &file[file.len().saturating_sub(256)..];
    if let Some(verdict) = fuzzing::face_certificate(file, signature) {
        assert_eq!(verdict, (Issuer::Unknown, Signature::Bad));
    }
    assert!(!fuzzing::key_verifies(file, signature));
});
