//! The rehearsal centre in the kiosk's own process, with switches to stop it, start it and make it behave badly.

use super::{Error, INSTITUTION};
use crate::workers::WallClock;
use central::rehearsal::{self, Fault, RehearsalConfig, Running, TestCa};
use central::{AssertionKey, Client};
use std::path::Path;
use std::sync::Arc;
use tokio::runtime::Runtime;

/// Every rehearsal begins with the people as their files tell of them: whoever enrolled in the last one is new again.
fn begin_anew(directory: &Path) -> Result<(), Error> {
    for name in ["centre.db", "centre.db-wal", "centre.db-shm"] {
        match std::fs::remove_file(directory.join(name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

/// The verification service on a runtime of its own.
pub struct RehearsalCentre {
    ca: TestCa,
    running: Running,
    runtime: Runtime,
    runs: bool,
}

impl RehearsalCentre {
    /// Starts the service on a free port of this machine, with a database file and certificates of its own;
    /// it knows the cards of the authority whose certificate for user authentication this is.
    ///
    /// # Errors
    /// No free port, no writable folder, or no key could be made.
    pub fn start(directory: &Path, user_ca_der: &[u8], clock: WallClock) -> Result<Self, Error> {
        central::install_crypto_provider();
        begin_anew(directory)?;
        let ca = TestCa::generate()?;
        let config = RehearsalConfig {
            database: directory.join("centre.db").into(),
            listen: ([127, 0, 0, 1], 0).into(),
            tls: ca.server_tls(),
            card_roots: vec![user_ca_der.to_vec()],
            kiosks: vec![ca.registered_kiosk()?],
            institution_code: INSTITUTION.to_owned(),
            clock: Arc::new(move || clock.unix()),
        };
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
        let running = runtime.block_on(rehearsal::start(config))?;
        Ok(Self { ca, running, runtime, runs: true })
    }

    /// A client that this service accepts.
    ///
    /// # Errors
    /// Certificates that TLS does not take.
    pub fn client(&self) -> Result<Client, Error> {
        Ok(Client::new(self.ca.client_config(&self.running.base_url))?)
    }

    /// The kiosk's key that this service has registered.
    ///
    /// # Errors
    /// A key that cannot be read.
    pub fn assertion_key(&self) -> Result<AssertionKey, Error> {
        Ok(self.ca.assertion_key()?)
    }

    /// Stops listening.
    pub fn stop(&mut self) {
        self.runtime.block_on(self.running.stop());
        self.runs = false;
    }

    /// Listens again.
    ///
    /// # Errors
    /// The port was taken meanwhile.
    pub fn start_again(&mut self) -> Result<(), Error> {
        let _inside = self.runtime.enter();
        self.running.start_again()?;
        self.runs = true;
        Ok(())
    }

    /// Makes the service behave badly, or well again.
    ///
    /// # Errors
    /// The port was taken meanwhile.
    pub fn set_fault(&mut self, fault: Fault) -> Result<(), Error> {
        Ok(self.runtime.block_on(self.running.set_fault(fault))?)
    }

    /// Revokes the certificate of a persona's card, as after a call that it was lost, or lets it serve again; `false` if the
    /// service does not know it.
    ///
    /// # Errors
    /// Records that cannot be written.
    pub fn revoke(&mut self, whose: &persona::Persona, is_revoked: bool) -> Result<bool, Error> {
        let serial = whose.card.certificate_serial;
        let running = &self.running;
        Ok(self.runtime.block_on(async {
            if is_revoked { running.revoke(serial).await } else { running.reinstate(serial).await }
        })?)
    }

    /// Mistakes one persona for another, as an insurer did that registered a wrong number; `false` if the service knows
    /// neither.
    ///
    /// # Errors
    /// Records that cannot be written.
    pub fn mistake(&mut self, whose: &persona::Persona, other: &persona::Persona) -> Result<bool, Error> {
        let [whose, other] = [whose, other].map(|persona| persona.card.certificate_serial);
        Ok(self.runtime.block_on(self.running.mistake(whose, other))?)
    }

    /// Lists the request ids of the questions about whoever was here during an outage, as the centre's audit has them.
    ///
    /// # Errors
    /// Records that cannot be read.
    pub fn asked_after_outage(&self) -> Result<Vec<String>, Error> {
        Ok(self.runtime.block_on(self.running.audited(central::wire::path::OUTAGE_QUERIES))?)
    }

    /// Whether it listens.
    pub fn runs(&self) -> bool {
        self.runs
    }
}
