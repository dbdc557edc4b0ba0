//! The certificate for user authentication: whatever is accepted is kept as it came and may be asked anything.
#![no_main]

use card::{Issuer, TrustAnchors, UserCertificate, certificate_period, lineage};

libfuzzer_sys::fuzz_target!(|der: &[u8]| {
    if let Ok(certificate) = UserCertificate::parse(der) {
        assert_eq!(certificate.der, der);
        let signature = &der[der.len().saturating_sub(256)..];
        assert!(!certificate.verifies(&[0x5A; 32], signature));
        let lineage = lineage(der, der, &TrustAnchors::default());
        assert!(lineage.is_err() || lineage.is_ok_and(|lineage| lineage.issuer == Issuer::Unknown));
        certificate_period(certificate.not_after, certificate.not_before);
        assert!(!format!("{certificate:?}").is_empty());
    }
});
