//! TLS of the service: no client certificate, no conversation; and the name in it tells who asks.

use super::{Error, ServerTls};
use axum::Extension;
use axum::middleware::AddExtension;
use axum_server::accept::Accept;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use rustls::crypto::ring::default_provider;
use rustls::server::WebPkiClientVerifier;
use rustls::{RootCertStore, ServerConfig};
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use tokio::net::TcpStream;
use tower::Layer as _;
use x509_parser::prelude::{FromDer as _, X509Certificate};

/// Names who asks: the common name of the client certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Peer(pub String);

/// Builds the server's TLS from PEM.
pub(super) fn server_config(tls: &ServerTls) -> Result<ServerConfig, Error> {
    let unusable = |error: &dyn std::fmt::Display| Error::Certificates(error.to_string());
    let provider = Arc::new(default_provider());
    let mut roots = RootCertStore::empty();
    for root in CertificateDer::pem_slice_iter(&tls.client_root_pem) {
        roots.add(root.map_err(|error| unusable(&error))?).map_err(|error| unusable(&error))?;
    }
    let clients = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
        .build()
        .map_err(|error| unusable(&error))?;
    let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&tls.cert_pem).collect();
    let key = PrivateKeyDer::from_pem_slice(&tls.key_pem).map_err(|error| unusable(&error))?;
    ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|error| unusable(&error))?
        .with_client_cert_verifier(clients)
        .with_single_cert(chain.map_err(|error| unusable(&error))?, key)
        .map_err(|error| unusable(&error))
}

/// Accepts TLS and hands the peer's name to the routes.
#[derive(Clone)]
pub(super) struct NamingAcceptor(RustlsAcceptor);

impl NamingAcceptor {
    pub(super) fn new(config: ServerConfig) -> Self {
        Self(RustlsAcceptor::new(RustlsConfig::from_config(Arc::new(config))))
    }
}

impl<S: Send + 'static> Accept<TcpStream, S> for NamingAcceptor {
    type Stream = <RustlsAcceptor as Accept<TcpStream, S>>::Stream;
    type Service = AddExtension<S, Option<Peer>>;
    type Future = Pin<Box<dyn Future<Output = io::Result<(Self::Stream, Self::Service)>> + Send>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let acceptor = self.0.clone();
        Box::pin(async move {
            stream.set_nodelay(true)?;
            let (stream, service) = acceptor.accept(stream, service).await?;
            let (_, connection) = stream.get_ref();
            let peer =
                connection.peer_certificates().and_then(|chain| chain.first()).and_then(|end| name(end));
            Ok((stream, Extension(peer).layer(service)))
        })
    }
}

fn name(certificate: &[u8]) -> Option<Peer> {
    let (_, certificate) = X509Certificate::from_der(certificate).ok()?;
    let name = certificate.subject().iter_common_name().next()?.as_str().ok()?.to_owned();
    Some(Peer(name))
}
