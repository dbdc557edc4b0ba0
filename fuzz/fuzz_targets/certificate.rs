//! The certificate for user authentication: whatever is accepted is kept as it came and may be asked anything.
#![no_main]

use card::{UserCertificate, certificate_period};

libfuzzer_sys::fuzz_target!(|der: &[u8]| {
    if let Ok(certificate) = UserCertificate::parse(der) {
        assert_eq!(certificate.der, der);
        let signature = &der[der.len().saturating_sub(256)..];
        assert!(!certificate.verifies(&[0x5A; 32], signature));
        certificate_period(certificate.not_after, certificate.not_before);
        assert!(!format!("{certificate:?}").is_empty());
    }
});
