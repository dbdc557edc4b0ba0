//! The client against services that misbehave, over real TLS on this machine.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use central::rehearsal::{Fault, Identity, RehearsalConfig, Running, TestCa, start};
use central::{Client, ClientConfig, Error, IdentityFiles, Layer, Owner};
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

const GOOD: &str = r#"{"wire_version":1,"request_id":"visit-7","expires_at":1795309380,
    "challenge_id":"c-1","nonce":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}"#;

/// What a service does with one connection.
#[derive(Clone, Copy)]
enum Does {
    /// Closes it before TLS.
    HangsUp,
    /// Reads the question and says nothing more.
    Hangs,
    /// Promises more than it sends.
    Half,
    /// Answers with a status line, headers and a body.
    Says(&'static str, &'static str),
}

/// A service that does one thing after the other, and keeps every question it read.
struct Wretch {
    url: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Wretch {
    fn new(ca: &TestCa, script: &'static [Does]) -> Self {
        central::install_crypto_provider();
        let tls = ca.server_tls();
        let chain = vec![CertificateDer::from_pem_slice(&tls.cert_pem).unwrap()];
        let key = PrivateKeyDer::from_pem_slice(&tls.key_pem).unwrap();
        let tls = rustls::ServerConfig::builder().with_no_client_auth().with_single_cert(chain, key).unwrap();
        let (tls, asked) = (Arc::new(tls), Arc::<Mutex<Vec<String>>>::default());
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("https://{}", listener.local_addr().unwrap());
        let noted = Arc::clone(&asked);
        let serve = move || {
            let mut kept = Vec::new();
            for does in script {
                let (socket, _) = listener.accept().unwrap();
                kept.extend(treat(*does, socket, &tls, &noted));
            }
        };
        std::thread::Builder::new().name("wretch".to_owned()).spawn(serve).unwrap();
        Self { url, asked }
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

type Stream = rustls::StreamOwned<rustls::ServerConnection, TcpStream>;

/// Gives the connection back where it must stay open.
fn treat(
    does: Does,
    socket: TcpStream,
    tls: &Arc<rustls::ServerConfig>,
    asked: &Mutex<Vec<String>>,
) -> Option<Stream> {
    if matches!(does, Does::HangsUp) {
        return None;
    }
    let mut stream = Stream::new(rustls::ServerConnection::new(Arc::clone(tls)).unwrap(), socket);
    let question = question(&mut stream)?;
    asked.lock().unwrap().push(question);
    let (head, body, length) = match does {
        Does::HangsUp | Does::Hangs => return Some(stream),
        Does::Half => ("200 OK", &GOOD[..40], GOOD.len()),
        Does::Says(head, body) => (head, body, body.len()),
    };
    let answer = format!("HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}");
    stream.write_all(answer.as_bytes()).ok()?;
    stream.conn.send_close_notify();
    stream.flush().ok()?;
    None
}

/// Reads head and body of a question.
fn question(stream: &mut Stream) -> Option<String> {
    let mut text = String::new();
    loop {
        let mut chunk = [0; 4096];
        let read = stream.read(&mut chunk).ok().filter(|read| *read > 0)?;
        text.push_str(&String::from_utf8_lossy(&chunk[..read]));
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        if body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
            return Some(text);
        }
    }
}

fn client(ca: &TestCa, url: &str, request_timeout: Duration) -> Client {
    Client::new(ClientConfig { request_timeout, ..ca.client_config(url) }).unwrap()
}

#[tokio::test]
async fn what_passes_is_asked_again_under_the_same_request_id() {
    const LATER: Does = Does::Says("503 Service Unavailable\r\nRetry-After: 0", "");
    const WELL: Does = Does::Says("200 OK", GOOD);
    let ca = TestCa::generate().unwrap();
    for (script, asked) in [
        (&[Does::HangsUp, WELL] as &[Does], 1),
        (&[Does::Half, WELL], 2),
        (&[Does::Hangs, WELL], 2),
        (&[LATER, WELL], 2),
        (&[Does::Says("502 Bad Gateway", "<html>"), Does::Half, WELL], 3),
    ] {
        let service = Wretch::new(&ca, script);
        let challenge = client(&ca, &service.url, Duration::from_secs(4)).challenge("visit-7").await;
        assert_eq!(challenge.unwrap().id, "c-1");
        let questions = service.asked();
        assert_eq!(questions.len(), asked);
        assert!(questions.iter().all(|question| question.ends_with(r#""request_id":"visit-7"}"#)));
        assert!(questions.windows(2).all(|pair| pair[0] == pair[1]), "{questions:?}");
    }
}

#[tokio::test]
async fn what_does_not_pass_is_asked_once() {
    const TWICE: usize = 2;
    let ca = TestCa::generate().unwrap();
    let http = |status| Error::Http { status, problem: None };
    let other = |what| Error::Malformed { what };
    for (head, body, expected) in [
        ("503 Service Unavailable", "", http(503)),
        ("503 Service Unavailable\r\nRetry-After: 60", "", http(503)),
        ("503 Service Unavailable\r\nRetry-After: tomorrow", "", http(503)),
        ("500 Internal Server Error", "", http(500)),
        ("302 Found\r\nLocation: https://127.0.0.1:1/\r\nRetry-After: 0", "", http(302)),
        ("200 OK", "<html>", other("the answer is not JSON")),
        ("200 OK", r#"{"wire_version":1,"request_id":"visit-8"}"#, other("the answer is of another form")),
    ] {
        let script = Box::leak(vec![Does::Says(head, body); TWICE].into_boxed_slice());
        let service = Wretch::new(&ca, script);
        let asked = client(&ca, &service.url, Duration::from_secs(4)).challenge("visit-7").await;
        assert_eq!(asked.err(), Some(expected), "{head} {body}");
        assert_eq!(service.asked().len(), 1, "{head} {body}");
    }
}

#[tokio::test]
async fn the_consents_of_a_whole_day_are_taken_in_and_an_endless_answer_is_not() {
    const MIB: usize = 1 << 20;
    let ca = TestCa::generate().unwrap();
    for (length, expected) in
        [(6 * MIB, None), (9 * MIB, Some(Error::Malformed { what: "the answer is too long" }))]
    {
        let script = Box::leak(
            vec![Does::Says("200 OK", (GOOD.to_owned() + &" ".repeat(length)).leak())].into_boxed_slice(),
        );
        let service = Wretch::new(&ca, script);
        let asked = client(&ca, &service.url, Duration::from_secs(20)).challenge("visit-7").await;
        assert_eq!(asked.err(), expected, "{length} bytes");
    }
}

#[tokio::test]
async fn a_service_that_stays_away_is_left_alone_until_the_rest_is_over() {
    const CLOSED: Does = Does::Says("503 Service Unavailable", "");
    let ca = TestCa::generate().unwrap();
    let service = Wretch::new(&ca, &[CLOSED, CLOSED, CLOSED, Does::Says("200 OK", GOOD)]);
    let client = client(&ca, &service.url, Duration::from_secs(4));
    let closed = Some(Error::Http { status: 503, problem: None });
    for asked in [1, 2, 3, 3, 3] {
        // A clone shares what is known of the line.
        assert_eq!(client.clone().challenge("visit-7").await.err(), closed);
        assert_eq!(service.asked().len(), asked);
    }
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert!(client.challenge("visit-7").await.is_ok(), "the probe");
}

/// An address where packets vanish, as behind a firewall that drops them: the queue of a listener that never accepts is full, so
/// the kernel answers no further knock.
fn black_hole() -> (TcpListener, Vec<TcpStream>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let knock = || TcpStream::connect_timeout(&address, Duration::from_millis(300)).ok();
    let queue: Vec<_> = std::iter::from_fn(knock).take(10_000).collect();
    assert!(queue.len() < 10_000, "the queue never fills");
    (listener, queue)
}

#[tokio::test]
async fn a_line_that_swallows_every_packet_is_told_as_no_route_within_the_patience_of_a_visit() {
    let ca = TestCa::generate().unwrap();
    let (listener, _queue) = black_hole();
    let (connect_timeout, request_timeout) = (Duration::from_millis(300), Duration::from_secs(6));
    let url = format!("https://{}", listener.local_addr().unwrap());
    let config = ClientConfig { connect_timeout, request_timeout, ..ca.client_config(&url) };
    let client = Client::new(config).unwrap();
    let begun = std::time::Instant::now();
    assert_eq!(client.challenge("visit-7").await.err(), Some(Error::Unreachable));
    assert!(begun.elapsed() < request_timeout, "{:?}", begun.elapsed());
    let findings = client.diagnose().await;
    assert_eq!(
        findings.last().map(|last| (last.layer, last.said.clone())),
        Some((Layer::Route, Err(Error::Unreachable)))
    );
}

async fn rehearsal(ca: &TestCa, folder: &Path) -> Running {
    let config = RehearsalConfig {
        database: folder.join("centre.sqlite").into(),
        listen: ([127, 0, 0, 1], 0).into(),
        tls: ca.server_tls(),
        card_roots: Vec::new(),
        kiosks: vec![ca.registered_kiosk().unwrap()],
        institution_code: "9910000018".to_owned(),
        clock: Arc::new(|| 1_795_309_200),
    };
    start(config).await.unwrap()
}

#[tokio::test]
async fn a_renewed_certificate_is_presented_without_a_restart() {
    let (ca, folder) = (TestCa::generate().unwrap(), tempfile::tempdir().unwrap());
    let running = rehearsal(&ca, folder.path()).await;
    let files =
        IdentityFiles { certificate: folder.path().join("kiosk.pem"), key: folder.path().join("key.pem") };
    let put = |identity: &Identity, with_key: bool| {
        std::fs::write(&files.certificate, &identity.cert_pem).unwrap();
        if with_key {
            std::fs::write(&files.key, &identity.key_pem).unwrap();
        }
    };
    let config = ca.client_config(&running.base_url);
    let client_cert_pem = ca.stranger.cert_pem.clone();
    let client_key_pem = ca.stranger.key_pem.clone();
    let client =
        Client::following(ClientConfig { client_cert_pem, client_key_pem, ..config }, files.clone()).unwrap();
    let refused = Some(Error::ClientCertificateRefused);
    assert_eq!(client.warm().await.err(), refused, "no file yet: what it was made with");
    put(&ca.stranger, true);
    assert_eq!(client.warm().await.err(), refused);
    put(&ca.kiosk, false);
    assert_eq!(client.warm().await.err(), refused, "half exchanged: the old pair");
    put(&ca.kiosk, true);
    assert_eq!(client.warm().await.unwrap().institution_code, "9910000018");
    put(&ca.stranger, true);
    assert!(client.warm().await.is_ok(), "a connection that stands keeps its certificate");
    running.stop().await;
    running.start_again().unwrap();
    assert_eq!(client.warm().await.err(), refused, "and no session outlives it");
}

/// Layer, and whose move it is; nobody's where it is fine.
async fn diagnosed(client: Client) -> Vec<(Layer, Option<Owner>)> {
    let findings = client.diagnose().await;
    findings.iter().map(|found| (found.layer, found.said.as_ref().err().map(Error::owner))).collect()
}

#[tokio::test]
async fn a_diagnosis_ends_at_the_layer_that_fails_and_says_whose_move_it_is() {
    const WAY: [Layer; 5] = [Layer::Name, Layer::Route, Layer::Tls, Layer::Certificate, Layer::Service];
    let (ca, folder) = (TestCa::generate().unwrap(), tempfile::tempdir().unwrap());
    let running = rehearsal(&ca, folder.path()).await;
    let made = |change: &dyn Fn(&mut ClientConfig)| {
        let mut config = ca.client_config(&running.base_url);
        change(&mut config);
        Client::new(config).unwrap()
    };
    let fails_at = |place: usize, owner| {
        let fine = WAY[..place].iter().map(|layer| (*layer, None));
        fine.chain([(WAY[place], Some(owner))]).collect::<Vec<_>>()
    };
    assert_eq!(diagnosed(made(&|_| {})).await, WAY.map(|layer| (layer, None)));
    // A label longer than 63 characters fails in the system's resolver before any name server is asked.
    let nowhere = made(&|config| config.base_url = format!("https://{}.invalid", "x".repeat(64)));
    assert_eq!(diagnosed(nowhere).await, fails_at(0, Owner::HospitalIt));
    let nobody = made(&|config| config.base_url = "https://127.0.0.1:1".to_owned());
    assert_eq!(diagnosed(nobody).await, fails_at(1, Owner::HospitalIt));
    let foreign = made(&|config| config.root_pem = TestCa::generate().unwrap().root_pem);
    assert_eq!(diagnosed(foreign).await, fails_at(2, Owner::HospitalIt));
    let stranger = made(&|config| {
        config.client_cert_pem = ca.stranger.cert_pem.clone();
        config.client_key_pem = ca.stranger.key_pem.clone();
    });
    assert_eq!(diagnosed(stranger).await, fails_at(3, Owner::HospitalIt));
    running.set_fault(Fault::Maintenance).await.unwrap();
    assert_eq!(diagnosed(made(&|_| {})).await, fails_at(4, Owner::Centre));
}
