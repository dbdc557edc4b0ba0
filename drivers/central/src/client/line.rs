//! The line itself: TLS with one trusted root and our own certificate, and name resolution whose failure has a name.

use super::{ClientConfig, misconfigured};
use crate::Error;
use crate::error::{ResolutionFailed, from_tls};
use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use rustls::RootCertStore;
use rustls::crypto::ring::default_provider;
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

/// Shorter than what routers commonly forget a quiet connection after.
const KEEP_ALIVE: Duration = Duration::from_secs(30);
/// A morning has pauses; a warm connection survives them.
const KEPT_IDLE: Duration = Duration::from_secs(300);

/// Holds what connections are made with.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) http: reqwest::Client,
    tls: Arc<rustls::ClientConfig>,
}

impl Line {
    pub(super) fn new(config: &ClientConfig) -> Result<Self, Error> {
        let tls = tls(config)?;
        let http = reqwest::Client::builder()
            .tls_backend_preconfigured(tls.clone())
            .https_only(true)
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .dns_resolver(SystemResolver)
            .connect_timeout(config.connect_timeout)
            .tcp_keepalive(KEEP_ALIVE)
            .pool_idle_timeout(KEPT_IDLE)
            .pool_max_idle_per_host(2)
            .user_agent(concat!("madoguchi/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(|_| misconfigured("no HTTP client can be made"))?;
        Ok(Self { http, tls: Arc::new(tls) })
    }

    /// Opens a connection, says nothing and listens for why it is closed; `None` if no reason comes.
    ///
    /// In TLS 1.3 the service judges our certificate after our side of the handshake is done. Then the question is
    /// already on its way, its write can fail before the alert is read, and the reason is lost. Who says nothing
    /// hears it.
    pub(super) async fn reason_of_closing(&self, base: &Url) -> Option<Error> {
        let (host, port) = (base.host_str()?, base.port_or_known_default()?);
        let name = ServerName::try_from(host.trim_matches(['[', ']']).to_owned()).ok()?;
        let socket = TcpStream::connect((host, port)).await.ok()?;
        let mut stream = match TlsConnector::from(Arc::clone(&self.tls)).connect(name, socket).await {
            Ok(stream) => stream,
            Err(error) => return Error::from_causes(&error),
        };
        stream.read_u8().await.err().and_then(|error| Error::from_causes(&error))
    }
}

fn tls(config: &ClientConfig) -> Result<rustls::ClientConfig, Error> {
    let mut roots = RootCertStore::empty();
    for root in certificates(&config.root_pem, "root_pem holds no certificate")? {
        roots.add(root).map_err(|_| misconfigured("root_pem holds no usable authority"))?;
    }
    let chain = certificates(&config.client_cert_pem, "client_cert_pem holds no certificate")?;
    let key = PrivateKeyDer::from_pem_slice(&config.client_key_pem)
        .map_err(|_| misconfigured("client_key_pem holds no private key"))?;
    rustls::ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| from_tls(&error))?
        .with_root_certificates(roots)
        .with_client_auth_cert(chain, key)
        .map_err(|_| misconfigured("client certificate and key do not fit"))
}

fn certificates(pem: &[u8], what: &'static str) -> Result<Vec<CertificateDer<'static>>, Error> {
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    found.ok().filter(|found| !found.is_empty()).ok_or(misconfigured(what))
}

/// Asks the system, and marks a failure so that it is told from a line that is down.
struct SystemResolver;

impl Resolve for SystemResolver {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            // Port 0: reqwest puts in the right one.
            let found = tokio::net::lookup_host((name.as_str(), 0)).await.map_err(|_| ResolutionFailed)?;
            Ok(Box::new(found.collect::<Vec<_>>().into_iter()) as Addrs)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_name_without_an_address_is_told_from_a_line_that_is_down() {
        crate::install_crypto_provider();
        // Without TLS, which checks names itself. A label longer than 63 characters fails in the system's resolver
        // before any name server is asked.
        let client =
            reqwest::Client::builder().no_proxy().dns_resolver(SystemResolver).tls_certs_only([]).build();
        let client = client.unwrap();
        let nowhere = client.get(format!("http://{}.invalid:1/", "x".repeat(64))).send().await.unwrap_err();
        assert_eq!(Error::from_transport(&nowhere, false), Error::NameResolution);
        let nobody = client.get("http://127.0.0.1:1/").send().await.unwrap_err();
        assert_eq!(Error::from_transport(&nobody, false), Error::Unreachable);
    }
}
