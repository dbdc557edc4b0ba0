//! A service with a clock that can be turned, a kiosk, and cards made on the spot.

use crate::postgres;
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::http::response::Parts;
use central::rehearsal::{Database, Peer, RehearsalConfig, Running, TestCa, app, start};
use central::wire::{AssertionBody, Challenge, Eligibility, EligibilityRequest, MedicalInfo, Method, Proof};
use central::{AssertionKey, Client, ConsentReceipt, ConsentRequest, Error};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DnType, ExtendedKeyUsagePurpose, IsCa, KeyPair,
    KeyUsagePurpose, PKCS_RSA_SHA256, SerialNumber, date_time_ymd,
};
use rsa::pkcs8::EncodePrivateKey as _;
use rsa::sha2::{Digest as _, Sha256};
use rsa::{Pkcs1v15Sign, RsaPrivateKey};
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Duration;
use tokio::sync::OnceCell;
use tower::ServiceExt as _;

/// 2026-11-22 10:00:00 in Japan.
pub(crate) const NOW: i64 = 1_795_309_200;
pub(crate) const DAY: i64 = 86_400;
pub(crate) const INSTITUTION: &str = "9910000018";

/// Two RSA keys serve every test: making one takes a while.
pub(crate) static CARD_KEY: LazyLock<RsaPrivateKey> = LazyLock::new(|| rsa_key("card"));
pub(crate) static AUTHORITY_KEY: LazyLock<RsaPrivateKey> = LazyLock::new(|| rsa_key("authority"));
static AUTHORITY: LazyLock<CertifiedIssuer<'static, KeyPair>> = LazyLock::new(|| authority(&AUTHORITY_KEY));
/// An authority that the service does not know; it happens to sign with a card's key.
static FOREIGN: LazyLock<CertifiedIssuer<'static, KeyPair>> = LazyLock::new(|| authority(&CARD_KEY));

/// A new key, or in a process that another one has started the same key as there.
fn rsa_key(name: &str) -> RsaPrivateKey {
    crate::crash::kept_key(name).unwrap_or_else(new_key)
}

fn new_key() -> RsaPrivateKey {
    RsaPrivateKey::new(&mut rand::thread_rng(), 2048).unwrap()
}

fn key_pair(key: &RsaPrivateKey) -> KeyPair {
    let der = key.to_pkcs8_der().unwrap().as_bytes().to_vec();
    KeyPair::from_pkcs8_der_and_sign_algo(&der.into(), &PKCS_RSA_SHA256).unwrap()
}

/// Every generation of the real authority bears one name, and so do these two.
fn authority(key: &RsaPrivateKey) -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::OrganizationName, "JPKI-REHEARSAL");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, key_pair(key)).unwrap()
}

/// A card, reduced to what the service sees of it.
pub(crate) struct Card {
    pub(crate) certificate: Vec<u8>,
}

impl Card {
    /// The card of a persona, in order for two more years.
    pub(crate) fn of(id: &str) -> Self {
        Self::ending(id, NOW + 730 * DAY)
    }

    /// The card of a persona whose certificate ends at that moment.
    pub(crate) fn ending(id: &str, not_after: i64) -> Self {
        Self::issued(serial(id), not_after, &AUTHORITY)
    }

    pub(crate) fn with_serial(serial: u32) -> Self {
        Self::issued(serial, NOW + 730 * DAY, &AUTHORITY)
    }

    /// A card whose certificate begins at that moment.
    pub(crate) fn begun(serial: u32, not_before: i64) -> Self {
        Self::valid(serial, (not_before, not_before + 1825 * DAY), &AUTHORITY)
    }

    pub(crate) fn of_foreign_authority(id: &str) -> Self {
        Self::issued(serial(id), NOW + 730 * DAY, &FOREIGN)
    }

    fn issued(serial: u32, not_after: i64, issuer: &CertifiedIssuer<'static, KeyPair>) -> Self {
        Self::valid(serial, (NOW - 1825 * DAY, not_after), issuer)
    }

    fn valid(
        serial: u32,
        (not_before, not_after): (i64, i64),
        issuer: &CertifiedIssuer<'static, KeyPair>,
    ) -> Self {
        let mut params = CertificateParams::default();
        let moment = |unix: i64| date_time_ymd(1970, 1, 1) + Duration::from_secs(unix.try_into().unwrap());
        (params.not_before, params.not_after) = (moment(not_before), moment(not_after));
        params.serial_number = Some(SerialNumber::from(u64::from(serial)));
        params.distinguished_name.push(DnType::CommonName, "REHEARSAL00000000000003A");
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        Self { certificate: params.signed_by(&key_pair(&CARD_KEY), issuer).unwrap().der().to_vec() }
    }

    /// Signs as the chip does: PKCS#1 v1.5 over DigestInfo(SHA-256).
    pub(crate) fn sign(&self, nonce: &[u8]) -> Proof {
        let signature = CARD_KEY.sign(Pkcs1v15Sign::new::<Sha256>(), &Sha256::digest(nonce)).unwrap();
        Proof::Pin { signature }
    }

    pub(crate) fn sha256(&self) -> [u8; 32] {
        Sha256::digest(&self.certificate).into()
    }
}

/// The first of the serial numbers that no persona's card has.
pub(crate) fn first_serial() -> u32 {
    0x5000_0000
}

pub(crate) fn serial(id: &str) -> u32 {
    persona::persona(id).unwrap().card.certificate_serial
}

/// Which database keeps a bench's records.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    Sqlite,
    Postgres,
}

/// A service on a free port, its clock, and a kiosk that it knows.
pub(crate) struct Bench {
    pub(crate) running: Running,
    pub(crate) client: Client,
    pub(crate) ca: TestCa,
    pub(crate) assertion_key: AssertionKey,
    pub(crate) clock: Arc<AtomicI64>,
    pub(crate) database: Database,
    in_place: OnceCell<Router>,
    /// Where SQLite keeps its file; dropped last.
    _directory: tempfile::TempDir,
}

impl Bench {
    pub(crate) async fn new() -> Self {
        Self::on(Engine::Sqlite).await
    }

    pub(crate) async fn on(engine: Engine) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let database = match engine {
            Engine::Sqlite => Database::File(directory.path().join("centre.sqlite")),
            Engine::Postgres => Database::Postgres(postgres::fresh_database()),
        };
        let ca = TestCa::generate().unwrap();
        let clock = Arc::new(AtomicI64::new(NOW));
        let running = start(config(&database, &ca, &clock)).await.unwrap();
        let client = Client::new(ca.client_config(&running.base_url)).unwrap();
        let assertion_key = ca.assertion_key().unwrap();
        Self {
            running,
            client,
            ca,
            assertion_key,
            clock,
            database,
            in_place: OnceCell::new(),
            _directory: directory,
        }
    }

    /// Another node of the same service.
    pub(crate) async fn second_node(&self) -> Running {
        start(config(&self.database, &self.ca, &self.clock)).await.unwrap()
    }

    /// A client that waits no longer than this.
    pub(crate) fn hasty_client(&self, request_timeout: Duration) -> Client {
        let mut config = self.ca.client_config(&self.running.base_url);
        config.request_timeout = request_timeout;
        Client::new(config).unwrap()
    }

    pub(crate) fn turn_clock(&self, seconds: i64) {
        self.clock.fetch_add(seconds, Ordering::SeqCst);
    }

    pub(crate) async fn challenge(&self) -> Challenge {
        self.client.challenge(&fresh_id()).await.unwrap()
    }

    /// Fetches a nonce, lets the card sign it, asks.
    pub(crate) async fn check_with_pin(&self, card: &Card) -> Result<Eligibility, Error> {
        let challenge = self.challenge().await;
        self.client.eligibility(&request(&challenge, card, card.sign(&challenge.nonce))).await
    }

    /// Fetches a nonce, states a face match after `change`, asks.
    pub(crate) async fn check_with_face(
        &self,
        card: &Card,
        change: impl FnOnce(&mut AssertionBody),
    ) -> Result<Eligibility, Error> {
        let challenge = self.challenge().await;
        let mut body = face(&challenge, card);
        change(&mut body);
        let proof = Proof::Face(self.assertion_key.sign(&body).unwrap());
        self.client.eligibility(&request(&challenge, card, proof)).await
    }

    pub(crate) async fn consent(
        &self,
        visit_token: &str,
        medical_info: MedicalInfo,
    ) -> Result<ConsentReceipt, Error> {
        let visit_token = visit_token.to_owned();
        self.client.consent(&ConsentRequest { request_id: fresh_id(), visit_token, medical_info }).await
    }

    async fn app(&self) -> Router {
        let config = config(&self.database, &self.ca, &self.clock);
        let made = async { tokio::task::spawn_blocking(move || app(&config).unwrap()).await.unwrap() };
        self.in_place.get_or_init(|| made).await.clone()
    }

    /// Calls the service in place with a text and returns status and text.
    pub(crate) async fn post(&self, peer: Option<&str>, path: &str, body: &str) -> (u16, String) {
        let peer = peer.map(|name| Peer(name.to_owned()));
        let request = Request::post(path).header("Content-Type", "application/json").extension(peer);
        let (head, text) = self.ask(request.body(Body::from(body.to_owned())).unwrap()).await;
        (head.status.as_u16(), text)
    }

    /// Calls the service in place with any request.
    pub(crate) async fn ask(&self, request: Request<Body>) -> (Parts, String) {
        let (head, body) = self.app().await.oneshot(request).await.unwrap().into_parts();
        let bytes = axum::body::to_bytes(body, 1 << 24).await.unwrap();
        (head, String::from_utf8(bytes.to_vec()).unwrap())
    }

    /// Counts rows in the records, read beside the running service.
    pub(crate) fn count(&self, table_and_condition: &str) -> i64 {
        self.text(&format!("SELECT count(*) FROM {table_and_condition}")).parse().unwrap()
    }

    /// Reads one text from the records.
    pub(crate) fn text(&self, sql: &str) -> String {
        postgres::rows(&self.database, sql)[0][0].clone()
    }

    /// Runs a statement on the records, beside the running service.
    pub(crate) fn execute(&self, sql: &str) -> Result<u64, String> {
        postgres::execute(&self.database, sql)
    }
}

pub(crate) fn config(database: &Database, ca: &TestCa, clock: &Arc<AtomicI64>) -> RehearsalConfig {
    let clock = Arc::clone(clock);
    RehearsalConfig {
        database: database.clone(),
        listen: ([127, 0, 0, 1], 0).into(),
        tls: ca.server_tls(),
        card_roots: vec![AUTHORITY.der().to_vec()],
        kiosks: vec![ca.registered_kiosk().unwrap()],
        institution_code: INSTITUTION.to_owned(),
        clock: Arc::new(move || clock.load(Ordering::SeqCst)),
    }
}

pub(crate) fn request(challenge: &Challenge, card: &Card, proof: Proof) -> EligibilityRequest {
    EligibilityRequest {
        request_id: fresh_id(),
        challenge_id: challenge.id.clone(),
        certificate_der: card.certificate.clone(),
        proof,
        confirmation_date: "20261122".to_owned(),
    }
}

pub(crate) fn face(challenge: &Challenge, card: &Card) -> AssertionBody {
    AssertionBody {
        nonce: challenge.nonce,
        method: Method::Face,
        time: NOW,
        certificate_sha256: card.sha256(),
        similarity: Some(0.71),
        clerk_id: None,
    }
}

pub(crate) fn fresh_id() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("test-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
