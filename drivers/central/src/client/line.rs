//! The line itself: TLS with one trusted root and our own certificate, and name resolution whose failure has a name.

use super::{ClientConfig, misconfigured};
use crate::Error;
use crate::error::{ResolutionFailed, from_tls};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use rustls::RootCertStore;
use rustls::crypto::ring::default_provider;
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use std::sync::Arc;
use std::time::Duration;

/// Shorter than what routers commonly forget a quiet connection after.
const KEEP_ALIVE: Duration = Duration::from_secs(30);
/// A morning has pauses; a warm connection survives them.
const KEPT_IDLE: Duration = Duration::from_secs(300);

pub(super) fn http_client(config: &ClientConfig) -> Result<reqwest::Client, Error> {
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls(config)?)
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
        .map_err(|_| misconfigured("no HTTP client can be made"))
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
