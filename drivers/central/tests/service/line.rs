//! What goes wrong on the way, and what the kiosk is told about it.

use crate::bench::{Bench, Card, config, fresh_id};
use central::rehearsal::{Fault, Identity, TestCa, start};
use central::wire::RefusalCode;
use central::{Client, ClientConfig, Error};
use std::time::{Duration, Instant};

fn presenting(bench: &Bench, identity: &Identity) -> Client {
    let client_cert_pem = identity.cert_pem.clone();
    let client_key_pem = identity.key_pem.clone();
    let config = bench.ca.client_config(&bench.running.base_url);
    Client::new(ClientConfig { client_cert_pem, client_key_pem, ..config }).unwrap()
}

#[tokio::test]
async fn warming_opens_the_line_and_tells_the_institution() {
    let bench = Bench::new().await;
    let status = bench.client.warm().await.unwrap();
    assert_eq!(
        (status.time, status.institution_code.as_str()),
        (crate::bench::NOW, crate::bench::INSTITUTION)
    );
}

/// On several threads, since the refusal may overtake the question or follow it.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_strangers_certificate_is_refused_and_reported_as_such() {
    let bench = Bench::new().await;
    for _ in 0..100 {
        let stranger = presenting(&bench, &bench.ca.stranger);
        assert_eq!(stranger.warm().await.err(), Some(Error::ClientCertificateRefused));
        let stranger = presenting(&bench, &bench.ca.stranger);
        assert_eq!(stranger.challenge(&fresh_id()).await.err(), Some(Error::ClientCertificateRefused));
    }
}

#[tokio::test]
async fn a_certificate_for_another_purpose_is_refused() {
    let bench = Bench::new().await;
    let client = presenting(&bench, &bench.ca.server);
    assert_eq!(client.warm().await.err(), Some(Error::ClientCertificateRefused));
}

#[tokio::test]
async fn no_certificate_no_conversation() {
    let bench = Bench::new().await;
    central::install_crypto_provider();
    let root = reqwest::Certificate::from_pem(&bench.ca.root_pem).unwrap();
    let anonymous = reqwest::Client::builder().tls_certs_only([root]).build().unwrap();
    let answer = anonymous.get(format!("{}/v1/status?request_id=x", bench.running.base_url)).send().await;
    assert!(answer.is_err());
}

#[tokio::test]
async fn a_trusted_kiosk_that_nobody_registered_may_not_ask() {
    let directory = tempfile::tempdir().unwrap();
    let ca = TestCa::generate().unwrap();
    let database = directory.path().join("centre.sqlite").into();
    let mut config = config(&database, &ca, &Default::default());
    config.kiosks.clear();
    let running = start(config).await.unwrap();
    let client = Client::new(ca.client_config(&running.base_url)).unwrap();
    let refused = Error::Refused { code: RefusalCode::KioskNotRegistered };
    assert_eq!(client.challenge(&fresh_id()).await.err(), Some(refused));
}

#[tokio::test]
async fn a_service_that_we_do_not_trust_is_told_as_tls() {
    let bench = Bench::new().await;
    let mut config = bench.ca.client_config(&bench.running.base_url);
    config.root_pem = TestCa::generate().unwrap().root_pem;
    let error = Client::new(config).unwrap().warm().await.unwrap_err();
    assert!(matches!(&error, Error::Tls { what } if what.contains("invalid peer certificate")), "{error:?}");
}

#[tokio::test]
async fn a_stopped_service_is_unreachable_and_comes_back() {
    let bench = Bench::new().await;
    let card = Card::of("hanako");
    assert!(bench.check_with_pin(&card).await.is_ok());
    bench.running.set_fault(Fault::Down).await.unwrap();
    assert_eq!(bench.client.warm().await.err(), Some(Error::Unreachable));
    assert_eq!(bench.client.challenge(&fresh_id()).await.err(), Some(Error::Unreachable));
    bench.running.set_fault(Fault::None).await.unwrap();
    assert!(bench.check_with_pin(&card).await.unwrap().is_clear(), "the records stayed");
}

#[tokio::test]
async fn a_short_break_is_bridged_by_asking_again() {
    let bench = Bench::new().await;
    bench.client.warm().await.unwrap();
    bench.running.stop().await;
    let back = async {
        tokio::time::sleep(Duration::from_millis(60)).await;
        bench.running.start_again().unwrap();
    };
    let (answer, ()) = tokio::join!(bench.client.challenge("over-the-break"), back);
    assert!(answer.is_ok(), "{answer:?}");
    assert_eq!(bench.count("challenge"), 1);
}

#[tokio::test]
async fn a_slow_service_is_timed_out_when_the_step_is_over() {
    let bench = Bench::new().await;
    let client = bench.hasty_client(Duration::from_millis(300));
    client.warm().await.unwrap();
    bench.running.set_fault(Fault::Slow(Duration::from_secs(20))).await.unwrap();
    let start = Instant::now();
    assert_eq!(client.challenge(&fresh_id()).await.err(), Some(Error::TimedOut));
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
}

#[tokio::test]
async fn half_an_answer_is_malformed_and_the_whole_one_can_be_fetched() {
    let bench = Bench::new().await;
    bench.running.set_fault(Fault::HalfAnswer).await.unwrap();
    let cut = Error::Malformed { what: "the answer breaks off" };
    assert_eq!(bench.client.challenge("cut").await.err(), Some(cut));
    bench.running.set_fault(Fault::None).await.unwrap();
    assert!(bench.client.challenge("cut").await.is_ok());
    assert_eq!(bench.count("challenge"), 1, "worked once, answered twice");
}

#[tokio::test]
async fn json_of_another_kind_is_malformed() {
    let bench = Bench::new().await;
    bench.running.set_fault(Fault::WrongJson).await.unwrap();
    let other = Error::Malformed { what: "the answer is of another form" };
    assert_eq!(bench.client.warm().await.err(), Some(other));
}

#[tokio::test]
async fn maintenance_is_told_with_its_problem() {
    let bench = Bench::new().await;
    bench.running.set_fault(Fault::Maintenance).await.unwrap();
    let Err(Error::Http { status: 503, problem: Some(problem) }) = bench.client.warm().await else {
        panic!("expected 503 with a problem document");
    };
    assert_eq!(problem.code, RefusalCode::Maintenance);
}

#[test]
fn a_bad_configuration_says_what_is_bad() {
    let ca = TestCa::generate().unwrap();
    let check = |change: &dyn Fn(&mut ClientConfig), expected: &str| {
        let mut config = ca.client_config("https://127.0.0.1:1");
        change(&mut config);
        let error = Client::new(config).unwrap_err().to_string();
        assert_eq!(error, format!("configuration: {expected}"));
    };
    check(&|config| config.base_url = "here".to_owned(), "base_url is no URL");
    check(&|config| config.base_url = "http://127.0.0.1".to_owned(), "base_url does not begin with https://");
    check(&|config| config.root_pem.clear(), "root_pem holds no certificate");
    check(&|config| config.client_cert_pem.clear(), "client_cert_pem holds no certificate");
    check(&|config| config.client_key_pem.clear(), "client_key_pem holds no private key");
    check(
        &|config| config.client_key_pem = ca.stranger.key_pem.clone(),
        "client certificate and key do not fit",
    );
}

/// Run by hand: `cargo test -p central --test service -- --ignored --nocapture latency`.
#[tokio::test]
#[ignore = "a measurement, not a check"]
async fn latency_of_challenge_and_eligibility_over_a_warm_line() {
    let bench = Bench::new().await;
    let card = Card::of("hanako");
    let start = Instant::now();
    bench.client.warm().await.unwrap();
    let warm = start.elapsed();
    let mut taken = Vec::new();
    for _ in 0..500 {
        let start = Instant::now();
        let challenge = bench.challenge().await;
        let nonce = start.elapsed();
        let ask = crate::bench::request(&challenge, &card, card.sign(&challenge.nonce));
        let start = Instant::now();
        bench.client.eligibility(&ask).await.unwrap();
        taken.push(nonce + start.elapsed());
    }
    taken.sort();
    println!("warm {warm:?}; challenge + eligibility p50 {:?}, p99 {:?}", taken[250], taken[495]);
}
