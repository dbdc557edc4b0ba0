//! The way to the service, layer by layer, for whoever must find out why it is not reached.

use super::Client;
use crate::Error;
use crate::error::Layer;
use jiff::Timestamp;
use std::future::Future;
use std::net::SocketAddr;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::{Instant, timeout};

/// What one layer said: facts, or what is wrong there and, by [`Error::owner`], whose move it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The layer that was tried.
    pub layer: Layer,
    /// What it said.
    pub said: Result<String, Error>,
}

impl Client {
    /// Tries name, route, TLS, certificate and service one after the other and stops at the first that fails.
    ///
    /// It makes a connection of its own and asks even while the line rests; nothing in it concerns a person.
    pub async fn diagnose(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        // An error of another layer than the one that was tried is told under its own.
        if let Err(error) = self.try_layers(&mut findings).await {
            findings.push(Finding { layer: error.layer(), said: Err(error) });
        }
        findings
    }

    async fn try_layers(&self, findings: &mut Vec<Finding>) -> Result<(), Error> {
        let mut fine = |layer, said| findings.push(Finding { layer, said: Ok(said) });
        let (host, port) = self.host_and_port()?;
        let addresses: Vec<_> =
            self.soon(lookup_host((host, port))).await?.map_err(|_| Error::NameResolution)?.collect();
        fine(Layer::Name, format!("{host} has {} address(es)", addresses.len()));
        let start = Instant::now();
        let (socket, address) = self.first_open(&addresses).await?;
        fine(Layer::Route, format!("{address} opened in {} ms", start.elapsed().as_millis()));
        let version = self.soon(self.line.handshake(host, socket)).await??;
        fine(Layer::Tls, format!("{version}, the service's certificate is trusted"));
        let asked = self.status_unguarded().await;
        if asked.as_ref().err().is_none_or(|error| error.layer() > Layer::Certificate) {
            fine(Layer::Certificate, format!("accepted{}", self.ending()));
        }
        fine(Layer::Service, format!("open, knows this institution as {}", asked?.institution_code));
        Ok(())
    }

    async fn first_open(&self, addresses: &[SocketAddr]) -> Result<(TcpStream, SocketAddr), Error> {
        for address in addresses {
            if let Ok(Ok(socket)) = self.soon(TcpStream::connect(address)).await {
                return Ok((socket, *address));
            }
        }
        Err(Error::Unreachable)
    }

    fn ending(&self) -> String {
        let moment = self.line.presented.ends().and_then(|ends| Timestamp::from_second(ends).ok());
        moment.map_or(String::new(), |moment| format!(", ends {}", moment.strftime("%Y-%m-%d")))
    }

    /// Waits as long as a connection may take; a layer below the service that is silent is a route that leads nowhere.
    async fn soon<T>(&self, what: impl Future<Output = T>) -> Result<T, Error> {
        timeout(self.connect_timeout, what).await.map_err(|_| Error::Unreachable)
    }
}
