//! The line itself: TLS with one trusted root and our own certificate, and name resolution whose failure has a name.

use super::identity::{IdentityFiles, Presented, certificates};
use super::{ClientConfig, misconfigured};
use crate::Error;
use crate::error::{ResolutionFailed, from_tls};
use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use rustls::RootCertStore;
use rustls::client::Resumption;
use rustls::crypto::ring::default_provider;
use rustls_pki_types::ServerName;
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
    pub(super) presented: Arc<Presented>,
    tls: Arc<rustls::ClientConfig>,
}

impl Line {
    pub(super) fn new(config: &ClientConfig, files: Option<IdentityFiles>) -> Result<Self, Error> {
        let roots = roots(config)?;
        let presented = Arc::new(Presented::new(config, files)?);
        let tls = tls(roots, Arc::clone(&presented))?;
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
        Ok(Self { http, presented, tls: Arc::new(tls) })
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

    /// Shakes hands on an open socket and gives the version of TLS that was agreed on.
    pub(super) async fn handshake(&self, host: &str, socket: TcpStream) -> Result<String, Error> {
        let name =
            ServerName::try_from(host.to_owned()).map_err(|_| misconfigured("base_url names no host"))?;
        let shaken = TlsConnector::from(Arc::clone(&self.tls)).connect(name, socket).await;
        let stream = shaken.map_err(|error| Error::from_causes(&error).unwrap_or(Error::Unreachable))?;
        let version = stream.get_ref().1.protocol_version();
        Ok(version.map_or("TLS".to_owned(), |version| format!("{version:?}")))
    }
}

fn roots(config: &ClientConfig) -> Result<RootCertStore, Error> {
    let mut roots = RootCertStore::empty();
    for root in certificates(&config.root_pem, "root_pem holds no certificate")? {
        roots.add(root).map_err(|_| misconfigured("root_pem holds no usable authority"))?;
    }
    Ok(roots)
}

fn tls(roots: RootCertStore, presented: Arc<Presented>) -> Result<rustls::ClientConfig, Error> {
    let mut tls = rustls::ClientConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| from_tls(&error))?
        .with_root_certificates(roots)
        .with_client_cert_resolver(presented);
    // A resumed session would go on under the certificate of the one that it resumes.
    tls.resumption = Resumption::disabled();
    Ok(tls)
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
