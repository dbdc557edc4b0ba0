//! The verification service for a bench: a real server with real records, on this machine.
//!
//! It is as strict as the thing it stands for: TLS with a demanded client certificate, single-use nonces, chains and
//! signatures checked, every question about a person audited. Its people are the drawn personas and whom a made-up
//! population brings; 個人番号 stands on the insurers' side alone, of a series that is nobody's. It can be told to be slow, closed, broken or gone ([`Fault`]). It never leaves the machine that
//! it runs on unless its `listen` address says so, and it knows no real person to tell about.
//!
//! | module | holds |
//! |---|---|
//! | `authority` | a test authority with certificates for server, kiosk and stranger |
//! | `tls` | the demanded client certificate, and the name in it |
//! | `routes`, `document` | the table of addresses; the OpenAPI document made of it |
//! | `faults`, `wrong` | faults on demand; wrong data in an answer |
//! | `operations`, `metrics` | health and figures, for the machine's supervisor |
//! | `service` | how one question is worked, in one transaction |
//! | `steps` | the rules |
//! | `certificate`, `calendar` | judging a card's certificate |
//! | `load` | many kiosks at once, for measurements |
//! | `insurers` | the insurers' side: registration and its checks |
//! | `review` | the claims' side: to whom a claim goes |
//! | `insurance` | whose insurance holds on which day |
//! | `likeness` | whose record it is that a card's text speaks of |
//! | `population` | a made-up population with planted defects |
//! | `dossier` | made-up medicines and check-ups |
//! | `store` | where the records live: SQLite or PostgreSQL |
//! | `records`, `ledger`, `seed` | the questions put to them, the answers given, the people |

mod authority;
mod calendar;
mod certificate;
mod document;
mod dossier;
mod faults;
mod insurance;
mod insurers;
mod kana;
mod kiosks;
mod ledger;
mod likeness;
pub mod load;
mod metrics;
mod operations;
pub mod population;
mod records;
mod review;
mod routes;
mod seed;
mod service;
mod steps;
mod store;
mod tls;
mod wrong;

pub use authority::{INSURERS_NAME, Identity, KIOSK_NAME, REVIEWERS_NAME, TestCa};
pub use faults::{FAULT_NAMES, Fault};
pub use insurers::row::{MemberRow, read_csv, write_csv};
pub use insurers::steps::{
    Findings, FindingsRequest, RecheckRequest, Rechecked, RegisterMembers, Registered,
};
pub use insurers::{Finding, FoundRow};
pub use review::{Notice, NoticeLine, Outcome, Part, Reason, ReviewRequest, Reviewed};
pub use store::{Database, StoreError};
pub use tls::Peer;
pub use wrong::WrongData;

use axum::Router;
use certificate::CardAuthorities;
use faults::Faults;
use kiosks::Kiosks;
use service::Service;
use std::fmt;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::atomic::AtomicI64;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};
use store::Store;
use tokio::task::JoinHandle;
use zeroize::Zeroizing;

/// Tells the time in Unix seconds, so that a test can turn the service's clock.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// Says what keeps the rehearsal service from running.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The records cannot be opened, brought up to date or written.
    #[error("records: {0}")]
    Records(#[from] StoreError),
    /// A certificate or key of the service cannot be used.
    #[error("certificates: {0}")]
    Certificates(String),
    /// One of the card authorities is no RSA authority certificate.
    #[error("card_roots: expected DER certificates of RSA authorities")]
    CardRoots,
    /// The address cannot be listened on, or a file cannot be read or written.
    #[error("{0}")]
    Io(#[from] io::Error),
}

/// Says how the service runs.
#[derive(Clone)]
pub struct RehearsalConfig {
    /// Where the records are; nodes with the same database are one service.
    pub database: Database,
    /// Where to listen; port 0 takes a free one and keeps it over a stop.
    pub listen: SocketAddr,
    /// Who the service is, and whose client certificates it trusts.
    pub tls: ServerTls,
    /// The authorities that sign cards' certificates, DER.
    pub card_roots: Vec<Vec<u8>>,
    /// The kiosks that may ask.
    pub kiosks: Vec<RegisteredKiosk>,
    /// 医療機関コード of the institution, 10 digits.
    pub institution_code: String,
    /// The service's clock; [`system_clock`] unless a test turns it.
    pub clock: Clock,
}

/// Holds the service's certificate and the authority of its clients.
#[derive(Clone)]
pub struct ServerTls {
    /// The certificate that the service presents, PEM.
    pub cert_pem: Vec<u8>,
    /// Its private key, PEM.
    pub key_pem: Zeroizing<Vec<u8>>,
    /// The authority whose client certificates are accepted, PEM.
    pub client_root_pem: Vec<u8>,
}

/// Registers a kiosk: who it is on the line, and what key its assertions are signed with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisteredKiosk {
    /// The common name in its client certificate.
    pub name: String,
    /// Its assertion key, [`crate::AssertionKey::public_key`].
    pub assertion_public_key: Vec<u8>,
}

/// Returns the machine's clock.
pub fn system_clock() -> Clock {
    Arc::new(|| {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
    })
}

/// Returns the service without TLS or socket, for tests that call it in place; a [`Peer`] extension says who asks.
///
/// Opens the records, so it blocks.
pub fn app(config: &RehearsalConfig) -> Result<Router, Error> {
    Ok(routes::router(service(config)?, Arc::default()))
}

/// Opens the records, listens and serves until stopped.
pub async fn start(config: RehearsalConfig) -> Result<Running, Error> {
    let tls = tls::server_config(&config.tls)?;
    let listener = listen(config.listen)?;
    let address = listener.local_addr()?;
    let faults = Arc::new(Faults::default());
    let config = RehearsalConfig { clock: faults.clock(Arc::clone(&config.clock)), ..config };
    let service = tokio::task::spawn_blocking(move || service(&config)).await.map_err(io::Error::other)??;
    let router = routes::router(Arc::clone(&service), Arc::clone(&faults));
    let running = Running {
        base_url: format!("https://{address}"),
        address,
        acceptor: tls::NamingAcceptor::new(tls),
        router,
        faults,
        service,
        serving: Mutex::default(),
        supervised: Mutex::default(),
    };
    running.serve(listener)?;
    Ok(running)
}

fn service(config: &RehearsalConfig) -> Result<Arc<Service>, Error> {
    let authorities = CardAuthorities::new(&config.card_roots).ok_or(Error::CardRoots)?;
    let store = Store::open(&config.database)?;
    let kiosks = config.kiosks.clone();
    store.run_blocking(move |db| {
        kiosks
            .iter()
            .try_for_each(|kiosk| records::register(db, &kiosk.name, &kiosk.assertion_public_key))?;
        records::put_party(db, INSURERS_NAME, "insurer", None)?;
        records::put_party(db, REVIEWERS_NAME, "reviewer", None)?;
        seed::sow(db)
    })?;
    Ok(Arc::new(Service {
        store,
        kiosks: Kiosks::default(),
        authorities,
        institution_code: config.institution_code.clone(),
        clock: Arc::clone(&config.clock),
        swept_at: AtomicI64::default(),
        metrics: Arc::default(),
    }))
}

fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let listener = TcpListener::bind(address)?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Is a running service; dropping it ends it.
pub struct Running {
    /// Where a client finds it, `https://127.0.0.1:port`.
    pub base_url: String,
    address: SocketAddr,
    acceptor: tls::NamingAcceptor,
    router: Router,
    faults: Arc<Faults>,
    service: Arc<Service>,
    serving: Mutex<Option<Serving>>,
    supervised: Mutex<Option<Serving>>,
}

struct Serving {
    handle: axum_server::Handle<SocketAddr>,
    task: JoinHandle<io::Result<()>>,
}

impl Running {
    /// Stops listening and cuts every connection; the records stay.
    pub async fn stop(&self) {
        if let Some(serving) = self.take_serving() {
            serving.handle.shutdown();
            // The port is free once the task has ended; how it ended no longer matters.
            let _ = serving.task.await;
        }
    }

    /// Answers the machine's supervisor at another address, without TLS: health, figures, the document.
    ///
    /// It goes on while the service is stopped. Returns where it listens; port 0 takes a free one.
    pub fn supervise(&self, address: SocketAddr) -> Result<SocketAddr, Error> {
        let listener = listen(address)?;
        let address = listener.local_addr()?;
        let handle = axum_server::Handle::new();
        let router = routes::supervision_router(Arc::clone(&self.service), Arc::clone(&self.faults));
        let server = axum_server::from_tcp(listener)?.handle(handle.clone());
        let task = tokio::spawn(server.serve(router.into_make_service()));
        *self.supervised.lock().unwrap_or_else(std::sync::PoisonError::into_inner) =
            Some(Serving { handle, task });
        Ok(address)
    }

    /// Listens again at the same address, from within the async runtime; does nothing if it still does.
    pub fn start_again(&self) -> Result<(), Error> {
        if self.is_serving() {
            return Ok(());
        }
        self.serve(listen(self.address)?)
    }

    /// Makes the service behave badly, or well again; [`Fault::Down`] stops it, anything else starts it again.
    pub async fn set_fault(&self, fault: Fault) -> Result<(), Error> {
        self.faults.set(fault);
        match fault {
            Fault::Down => {
                self.stop().await;
                Ok(())
            }
            _ => self.start_again(),
        }
    }

    /// Revokes a card's certificate by its serial number, as for a lost card; `false` if it is not on record.
    pub async fn revoke(&self, certificate_serial: u32) -> Result<bool, Error> {
        let now = (self.service.clock)();
        let serial = seed::serial(certificate_serial);
        Ok(self.service.store.run(move |db| records::revoke(db, &serial, Some(now))).await?)
    }

    /// Lifts a revocation, as a municipality does when a lost card is found (一時停止の解除); `false` if the certificate is not
    /// on record.
    pub async fn reinstate(&self, certificate_serial: u32) -> Result<bool, Error> {
        let serial = seed::serial(certificate_serial);
        Ok(self.service.store.run(move |db| records::revoke(db, &serial, None)).await?)
    }

    /// Links a card's certificate with the record of another card's holder, the insurers' mistake of 2021; `false` if either is
    /// not on record.
    pub async fn mistake(&self, certificate_serial: u32, for_that_of: u32) -> Result<bool, Error> {
        let [serial, other] = [certificate_serial, for_that_of].map(seed::serial);
        Ok(self.service.store.run(move |db| records::mistake(db, &serial, &other)).await?)
    }

    /// Lists the request ids of a step's questions that were worked, in their order: what the audit holds of them.
    pub async fn audited(&self, step: &'static str) -> Result<Vec<String>, Error> {
        Ok(self.service.store.run(move |db| ledger::audited(db, step)).await?)
    }

    fn serve(&self, listener: TcpListener) -> Result<(), Error> {
        let handle = axum_server::Handle::new();
        let server = axum_server::from_tcp(listener)?.acceptor(self.acceptor.clone()).handle(handle.clone());
        let task = tokio::spawn(server.serve(self.router.clone().into_make_service()));
        *self.serving() = Some(Serving { handle, task });
        Ok(())
    }

    fn is_serving(&self) -> bool {
        self.serving().as_ref().is_some_and(|serving| !serving.task.is_finished())
    }

    fn take_serving(&self) -> Option<Serving> {
        self.serving().take()
    }

    fn serving(&self) -> std::sync::MutexGuard<'_, Option<Serving>> {
        self.serving.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let supervised = self.supervised.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        for serving in self.take_serving().into_iter().chain(supervised) {
            serving.handle.shutdown();
        }
    }
}

impl fmt::Debug for Running {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Running").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}

impl fmt::Debug for RehearsalConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RehearsalConfig").field("listen", &self.listen).finish_non_exhaustive()
    }
}
