//! What this kiosk presents. Its files are read again at every new connection, so that a renewed certificate needs no
//! restart; connections that stand keep what they were made with.

use super::{ClientConfig, misconfigured};
use crate::Error;
use rustls::SignatureScheme;
use rustls::client::ResolvesClientCert;
use rustls::crypto::ring::default_provider;
use rustls::sign::CertifiedKey;
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use sha2::{Digest as _, Sha256};
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use x509_parser::prelude::{FromDer as _, X509Certificate};
use zeroize::Zeroizing;

/// Names the files in which this kiosk's identity lies.
#[derive(Clone, Debug)]
pub struct IdentityFiles {
    /// The certificate, PEM, intermediates after it.
    pub certificate: PathBuf,
    /// Its private key, PEM.
    pub key: PathBuf,
}

/// The certificate and key for the next connection.
#[derive(Debug)]
pub(super) struct Presented {
    files: Option<IdentityFiles>,
    kept: Mutex<Kept>,
}

#[derive(Debug)]
struct Kept {
    /// SHA-256 over both files as last seen, usable or not.
    seen: [u8; 32],
    key: Arc<CertifiedKey>,
}

impl Presented {
    pub(super) fn new(config: &ClientConfig, files: Option<IdentityFiles>) -> Result<Self, Error> {
        let (certificate, key) = (&config.client_cert_pem, &config.client_key_pem);
        let kept = Kept { seen: digest(certificate, key), key: Arc::new(certified(certificate, key)?) };
        Ok(Self { files, kept: Mutex::new(kept) })
    }

    /// When the certificate for the next connection ends, Unix seconds.
    pub(super) fn ends(&self) -> Option<i64> {
        let key = self.current();
        let (_, certificate) = X509Certificate::from_der(key.cert.first()?).ok()?;
        Some(certificate.validity().not_after.timestamp())
    }

    fn current(&self) -> Arc<CertifiedKey> {
        let mut kept = self.kept();
        match self.files.as_ref().map(read) {
            Some(Ok((certificate, key))) => kept.look_at(&certificate, &key),
            Some(Err(error)) => tracing::warn!(%error, "this kiosk's certificate cannot be read again"),
            None => {}
        }
        Arc::clone(&kept.key)
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    /// Takes over what lies in the files, unless it is known or cannot be used: then the last usable pair stays.
    ///
    /// Two files cannot be exchanged at one moment; a certificate beside the other's key is such an unusable pair.
    fn look_at(&mut self, certificate: &[u8], key: &[u8]) {
        let digest = digest(certificate, key);
        if std::mem::replace(&mut self.seen, digest) == digest {
            return;
        }
        match certified(certificate, key) {
            Ok(key) => {
                self.key = Arc::new(key);
                tracing::info!("new connections present the new certificate");
            }
            Err(error) => tracing::warn!(%error, "the new certificate is not used"),
        }
    }
}

impl ResolvesClientCert for Presented {
    fn resolve(&self, _: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
        Some(self.current())
    }

    fn has_certs(&self) -> bool {
        true
    }
}

fn read(files: &IdentityFiles) -> io::Result<(Vec<u8>, Zeroizing<Vec<u8>>)> {
    Ok((std::fs::read(&files.certificate)?, std::fs::read(&files.key)?.into()))
}

fn digest(certificate: &[u8], key: &[u8]) -> [u8; 32] {
    let mut both = Sha256::new();
    // The length keeps a byte that moved from one file to the other from looking like no change.
    both.update((certificate.len() as u64).to_be_bytes());
    both.update(certificate);
    both.update(key);
    both.finalize().into()
}

fn certified(certificate: &[u8], key: &[u8]) -> Result<CertifiedKey, Error> {
    let chain = certificates(certificate, "client_cert_pem holds no certificate")?;
    let key = PrivateKeyDer::from_pem_slice(key)
        .map_err(|_| misconfigured("client_key_pem holds no private key"))?;
    CertifiedKey::from_der(chain, key, &default_provider())
        .map_err(|_| misconfigured("client certificate and key do not fit"))
}

pub(super) fn certificates(pem: &[u8], what: &'static str) -> Result<Vec<CertificateDer<'static>>, Error> {
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    found.ok().filter(|found| !found.is_empty()).ok_or(misconfigured(what))
}
