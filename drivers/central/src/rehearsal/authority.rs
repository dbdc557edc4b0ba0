//! A test authority made on the spot: certificates for the service, for one kiosk, and for a stranger.
//!
//! The authority's own key is dropped as soon as it has signed; nothing more can ever be issued in its name.

use super::{Error, RegisteredKiosk, ServerTls};
use crate::client::ClientConfig;
use crate::{AssertionKey, assertion::KeyError};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose, date_time_ymd,
};
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::time::Duration;
use zeroize::Zeroizing;

/// The common name in the kiosk's client certificate.
pub const KIOSK_NAME: &str = "kiosk-1";

/// The common name in the certificate of who may register members for every insurer.
pub const INSURERS_NAME: &str = "insurers";

/// The common name in the certificate of who reviews claims.
pub const REVIEWERS_NAME: &str = "reviewers";

/// Holds a certificate and its private key.
#[derive(Clone, PartialEq, Eq)]
pub struct Identity {
    /// The certificate, PEM.
    pub cert_pem: Vec<u8>,
    /// The private key, PKCS#8 PEM.
    pub key_pem: Zeroizing<Vec<u8>>,
}

/// Holds everything that two processes on one bench need to trust each other.
#[derive(Clone, PartialEq, Eq)]
pub struct TestCa {
    /// The authority's certificate, PEM; both sides trust it.
    pub root_pem: Vec<u8>,
    /// For the service, valid for `127.0.0.1` and `localhost`.
    pub server: Identity,
    /// For the service too, and its time is over.
    pub expired: Identity,
    /// For the kiosk named [`KIOSK_NAME`].
    pub kiosk: Identity,
    /// For who registers members, named [`INSURERS_NAME`].
    pub insurers: Identity,
    /// For who reviews claims, named [`REVIEWERS_NAME`].
    pub reviewers: Identity,
    /// Signed by an authority that nobody trusts, for tests.
    pub stranger: Identity,
    /// The kiosk's assertion key, PKCS#8 PEM.
    pub assertion_key_pem: Zeroizing<Vec<u8>>,
}

impl TestCa {
    /// Makes a new authority and what it signs.
    pub fn generate() -> Result<Self, Error> {
        let root = authority("madoguchi rehearsal authority")?;
        let foreign = authority("a stranger's authority")?;
        let server_names = ["127.0.0.1".to_owned(), "localhost".to_owned()];
        let (server, client) = (ExtendedKeyUsagePurpose::ServerAuth, ExtendedKeyUsagePurpose::ClientAuth);
        Ok(Self {
            server: issue(&root, "madoguchi rehearsal service", &server_names, server)?,
            expired: expired(&root, &server_names)?,
            kiosk: issue(&root, KIOSK_NAME, &[], client.clone())?,
            insurers: issue(&root, INSURERS_NAME, &[], client.clone())?,
            reviewers: issue(&root, REVIEWERS_NAME, &[], client.clone())?,
            stranger: issue(&foreign, KIOSK_NAME, &[], client)?,
            root_pem: root.pem().into_bytes(),
            assertion_key_pem: key_pem(&KeyPair::generate().map_err(unusable)?),
        })
    }

    /// Writes the PEM files into a directory, which is created; keys can be read by this user only.
    pub fn write(&self, directory: &Path) -> Result<(), Error> {
        fs::create_dir_all(directory)?;
        for (name, bytes) in self.files() {
            let mut file = private_file(&directory.join(name))?;
            file.write_all(bytes)?;
        }
        Ok(())
    }

    /// Reads what [`Self::write`] wrote.
    pub fn read(directory: &Path) -> Result<Self, Error> {
        let read = |name: &str| fs::read(directory.join(name));
        let identity = |name: &str| -> io::Result<Identity> {
            let key_pem = Zeroizing::new(read(&format!("{name}.key.pem"))?);
            Ok(Identity { cert_pem: read(&format!("{name}.pem"))?, key_pem })
        };
        Ok(Self {
            root_pem: read("root.pem")?,
            server: identity("server")?,
            expired: identity("expired")?,
            kiosk: identity("kiosk")?,
            insurers: identity("insurers")?,
            reviewers: identity("reviewers")?,
            stranger: identity("stranger")?,
            assertion_key_pem: Zeroizing::new(read("assertion.key.pem")?),
        })
    }

    /// Returns the service's side of TLS.
    pub fn server_tls(&self) -> ServerTls {
        ServerTls {
            cert_pem: self.server.cert_pem.clone(),
            key_pem: self.server.key_pem.clone(),
            client_root_pem: self.root_pem.clone(),
        }
    }

    /// Returns the service's side of TLS with a certificate that has expired.
    pub fn expired_server_tls(&self) -> ServerTls {
        let Identity { cert_pem, key_pem } = self.expired.clone();
        ServerTls { cert_pem, key_pem, ..self.server_tls() }
    }

    /// Returns the kiosk's side of TLS, with three seconds to connect and ten to answer.
    pub fn client_config(&self, base_url: &str) -> ClientConfig {
        ClientConfig {
            base_url: base_url.to_owned(),
            root_pem: self.root_pem.clone(),
            client_cert_pem: self.kiosk.cert_pem.clone(),
            client_key_pem: self.kiosk.key_pem.clone(),
            connect_timeout: Duration::from_secs(3),
            request_timeout: Duration::from_secs(10),
        }
    }

    /// Returns the kiosk's assertion key.
    pub fn assertion_key(&self) -> Result<AssertionKey, KeyError> {
        AssertionKey::from_pkcs8_pem(&self.assertion_key_pem)
    }

    /// Returns the kiosk as the service registers it.
    pub fn registered_kiosk(&self) -> Result<RegisteredKiosk, KeyError> {
        let assertion_public_key = self.assertion_key()?.public_key().to_vec();
        Ok(RegisteredKiosk { name: KIOSK_NAME.to_owned(), assertion_public_key })
    }

    fn files(&self) -> [(&'static str, &[u8]); 14] {
        [
            ("root.pem", &self.root_pem),
            ("server.pem", &self.server.cert_pem),
            ("server.key.pem", &self.server.key_pem),
            ("expired.pem", &self.expired.cert_pem),
            ("expired.key.pem", &self.expired.key_pem),
            ("kiosk.pem", &self.kiosk.cert_pem),
            ("kiosk.key.pem", &self.kiosk.key_pem),
            ("insurers.pem", &self.insurers.cert_pem),
            ("insurers.key.pem", &self.insurers.key_pem),
            ("reviewers.pem", &self.reviewers.cert_pem),
            ("reviewers.key.pem", &self.reviewers.key_pem),
            ("stranger.pem", &self.stranger.cert_pem),
            ("stranger.key.pem", &self.stranger.key_pem),
            ("assertion.key.pem", &self.assertion_key_pem),
        ]
    }
}

fn authority(name: &str) -> Result<CertifiedIssuer<'static, KeyPair>, Error> {
    let mut params = named(name, &[])?;
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    CertifiedIssuer::self_signed(params, KeyPair::generate().map_err(unusable)?).map_err(unusable)
}

fn issue(
    issuer: &CertifiedIssuer<'_, KeyPair>,
    name: &str,
    addresses: &[String],
    usage: ExtendedKeyUsagePurpose,
) -> Result<Identity, Error> {
    sign(issuer, named(name, addresses)?, usage)
}

/// Issues a certificate for the service that ended in 2021.
fn expired(issuer: &CertifiedIssuer<'_, KeyPair>, addresses: &[String]) -> Result<Identity, Error> {
    let mut params = named("madoguchi rehearsal service", addresses)?;
    (params.not_before, params.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2021, 3, 31));
    sign(issuer, params, ExtendedKeyUsagePurpose::ServerAuth)
}

fn sign(
    issuer: &CertifiedIssuer<'_, KeyPair>,
    mut params: CertificateParams,
    usage: ExtendedKeyUsagePurpose,
) -> Result<Identity, Error> {
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![usage];
    let key = KeyPair::generate().map_err(unusable)?;
    let certificate = params.signed_by(&key, issuer).map_err(unusable)?;
    Ok(Identity { cert_pem: certificate.pem().into_bytes(), key_pem: key_pem(&key) })
}

fn named(name: &str, addresses: &[String]) -> Result<CertificateParams, Error> {
    let mut params = CertificateParams::new(addresses).map_err(unusable)?;
    params.distinguished_name.push(DnType::CommonName, name);
    Ok(params)
}

fn key_pem(key: &KeyPair) -> Zeroizing<Vec<u8>> {
    Zeroizing::new(key.serialize_pem().into_bytes())
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that map_err wants")]
fn unusable(error: rcgen::Error) -> Error {
    Error::Certificates(error.to_string())
}

fn private_file(path: &Path) -> io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let directory = tempfile::tempdir().unwrap();
        let made = TestCa::generate().unwrap();
        made.write(directory.path()).unwrap();
        assert!(TestCa::read(directory.path()).unwrap() == made);
    }

    #[cfg(unix)]
    #[test]
    fn keys_can_be_read_by_their_owner_only() {
        use std::os::unix::fs::PermissionsExt as _;
        let directory = tempfile::tempdir().unwrap();
        TestCa::generate().unwrap().write(directory.path()).unwrap();
        let mode = fs::metadata(directory.path().join("kiosk.key.pem")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
