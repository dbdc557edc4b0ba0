//! The wire as raw text, so that client and service cannot share a mistake.

use crate::bench::{Bench, Card, config, fresh_id, request};
use axum::body::Body;
use axum::http::Request;
use central::rehearsal::{Peer, TestCa, app};
use central::wire::{Challenge, Proof};
use central::{Client, Error};
use rustls_pki_types::pem::PemObject as _;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::sync::Arc;
use std::thread::JoinHandle;
use tower::ServiceExt as _;

/// A service that is no more than a text: it keeps the request and sends the given head and body.
fn canned(ca: &TestCa, head: &str, body: &str) -> (String, JoinHandle<String>) {
    let tls = ca.server_tls();
    let chain = vec![CertificateDer::from_pem_slice(&tls.cert_pem).unwrap()];
    let key = PrivateKeyDer::from_pem_slice(&tls.key_pem).unwrap();
    let response = format!("HTTP/1.1 {head}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    central::install_crypto_provider();
    let config = rustls::ServerConfig::builder().with_no_client_auth().with_single_cert(chain, key).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let serve = move || {
        let (socket, _) = listener.accept().unwrap();
        let connection = rustls::ServerConnection::new(Arc::new(config)).unwrap();
        let mut stream = rustls::StreamOwned::new(connection, socket);
        let mut request = Vec::new();
        while !ends(&request) {
            let mut chunk = [0; 4096];
            let read = stream.read(&mut chunk).unwrap();
            request.extend_from_slice(&chunk[..read]);
        }
        stream.write_all(response.as_bytes()).unwrap();
        stream.conn.send_close_notify();
        stream.flush().unwrap();
        String::from_utf8(request).unwrap()
    };
    (url, std::thread::Builder::new().name("canned".to_owned()).spawn(serve).unwrap())
}

/// Says whether head and body of a request have arrived.
fn ends(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    body.len() >= length.map_or(0, |length| length.parse().unwrap())
}

#[tokio::test]
async fn the_client_writes_and_reads_the_agreed_text() {
    let ca = TestCa::generate().unwrap();
    let (url, service) = canned(
        &ca,
        "200 OK\r\nContent-Type: application/json\r\nConnection: close",
        r#"{"wire_version":1,"request_id":"visit-7","expires_at":1795309380,"note":"a later field",
            "challenge_id":"c-1",   "nonce":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}   "#,
    );
    let challenge = Client::new(ca.client_config(&url)).unwrap().challenge("visit-7").await.unwrap();
    let nonce: Vec<u8> = (0..32).collect();
    assert_eq!(challenge.nonce.to_vec(), nonce);
    assert_eq!((challenge.id.as_str(), challenge.expires_at), ("c-1", 1_795_309_380));
    let asked = service.join().unwrap();
    let (head, body) = asked.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("POST /v1/challenges HTTP/1.1\r\n"), "{head}");
    assert!(head.contains("\r\ncontent-type: application/json"), "{head}");
    assert_eq!(body, r#"{"wire_version":1,"request_id":"visit-7"}"#);
}

#[tokio::test]
async fn the_client_writes_a_pin_proof_as_agreed() {
    let ca = TestCa::generate().unwrap();
    let (url, service) = canned(
        &ca,
        "403 Forbidden\r\nContent-Type: application/problem+json",
        r#"{"type":"urn:madoguchi:problem:nonce-used","title":"t","status":403,"code":"nonce-used"}"#,
    );
    let challenge = Challenge { nonce: [0; 32], id: "c-1".to_owned(), expires_at: 0 };
    let card = Card { certificate: vec![0x30, 0x82] };
    let mut ask = request(&challenge, &card, Proof::Pin { signature: vec![1, 2, 3] });
    ask.request_id = "visit-7".to_owned();
    let error = Client::new(ca.client_config(&url)).unwrap().eligibility(&ask).await.unwrap_err();
    assert_eq!(error, Error::Refused { code: central::RefusalCode::NonceUsed });
    let asked = service.join().unwrap();
    assert!(asked.starts_with("POST /v1/eligibility HTTP/1.1\r\n"));
    let expected = r#"{"wire_version":1,"request_id":"visit-7","challenge_id":"c-1","certificate":"MII=","proof":{"method":"pin","signature":"AQID"},"confirmation_date":"20261122"}"#;
    assert_eq!(asked.split_once("\r\n\r\n").unwrap().1, expected);
}

#[tokio::test]
async fn a_service_that_hangs_up_at_once_is_unreachable() {
    let ca = TestCa::generate().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://{}", listener.local_addr().unwrap());
    let hang_up = std::thread::Builder::new().name("hang-up".to_owned());
    hang_up.spawn(move || listener.incoming().take(3).for_each(drop)).unwrap();
    assert_eq!(Client::new(ca.client_config(&url)).unwrap().warm().await.err(), Some(Error::Unreachable));
}

#[tokio::test]
async fn the_service_reads_and_writes_the_agreed_text() {
    let bench = Bench::new().await;
    let ask = r#" { "request_id" : "raw-1", "later": true, "wire_version": 1.0 } "#;
    let (status, text) = bench.post(Some("kiosk-1"), "/v1/challenges", ask).await;
    assert_eq!(status, 200);
    assert!(text.starts_with(r#"{"wire_version":1,"request_id":"raw-1","nonce":""#), "{text}");
    assert!(text.ends_with(r#","expires_at":1795309380}"#), "{text}");
    assert!(text.contains(r#"","challenge_id":""#), "{text}");
}

#[tokio::test]
async fn the_service_refuses_what_is_not_agreed() {
    let bench = Bench::new().await;
    for (peer, path, body, status, code) in [
        (Some("kiosk-1"), "/v1/challenges", r#"{"wire_version":2,"request_id":"a"}"#, 400, "wire-version"),
        (Some("kiosk-1"), "/v1/challenges", r#"{"request_id":"a"}"#, 400, "bad-request"),
        (Some("kiosk-1"), "/v1/challenges", r#"{"wire_version":1}"#, 400, "bad-request"),
        (Some("kiosk-1"), "/v1/challenges", "", 400, "bad-request"),
        (Some("kiosk-1"), "/v1/challenges", "[]", 400, "bad-request"),
        (
            Some("kiosk-2"),
            "/v1/challenges",
            r#"{"wire_version":1,"request_id":"a"}"#,
            403,
            "kiosk-not-registered",
        ),
        (None, "/v1/challenges", r#"{"wire_version":1,"request_id":"a"}"#, 403, "kiosk-not-registered"),
        (Some("kiosk-1"), "/v2/challenges", r#"{"wire_version":1,"request_id":"a"}"#, 404, "not-found"),
    ] {
        let (got, text) = bench.post(peer, path, body).await;
        assert_eq!(got, status, "{path} {body}");
        assert!(text.contains(&format!(r#""code":"{code}""#)), "{text}");
    }
    assert_eq!(bench.count("challenge"), 0);
}

#[tokio::test]
async fn another_kiosk_cannot_use_a_nonce_or_a_visit() {
    let bench = Bench::new().await;
    let mut both = config(&bench.database, &bench.ca, &bench.clock);
    let mut second = both.kiosks[0].clone();
    second.name = "kiosk-2".to_owned();
    both.kiosks.push(second);
    let app = app(&both).unwrap();
    let challenge = bench.challenge().await;
    let ask = format!(
        r#"{{"wire_version":1,"request_id":"{}","challenge_id":"{}","certificate":"MIIB","proof":{{"method":"pin","signature":""}},"confirmation_date":"20261122"}}"#,
        fresh_id(),
        challenge.id
    );
    let request = Request::post("/v1/eligibility")
        .header("Content-Type", "application/json")
        .extension(Some(Peer("kiosk-2".to_owned())));
    let response = app.oneshot(request.body(Body::from(ask)).unwrap()).await.unwrap();
    let bytes = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
    assert!(String::from_utf8_lossy(&bytes).contains("nonce-unknown"));
    assert!(bench.check_with_pin(&Card::of("hanako")).await.is_ok());
    let own = request_of(&challenge);
    assert!(bench.client.eligibility(&own).await.is_ok(), "the first kiosk's nonce is still good");
}

fn request_of(challenge: &Challenge) -> central::EligibilityRequest {
    let card = Card::of("hanako");
    let proof = card.sign(&challenge.nonce);
    request(challenge, &card, proof)
}
