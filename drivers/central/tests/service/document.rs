//! The OpenAPI document, every answer that is no answer, and what a supervisor asks.

use crate::bench::{Bench, Card, Engine};
use axum::body::Body;
use axum::http::Request;
use central::rehearsal::{Database, Fault, INSURERS_NAME, Peer};
use central::wire::path;
use serde_json::Value;
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

async fn document(bench: &Bench) -> Value {
    let (head, text) = bench.ask(Request::get("/openapi.json").body(Body::empty()).unwrap()).await;
    assert_eq!(head.status, 200);
    serde_json::from_str(&text).unwrap()
}

#[tokio::test]
async fn the_document_and_the_service_know_the_same_addresses() {
    let bench = Bench::new().await;
    let document = document(&bench).await;
    let paths = document["paths"].as_object().unwrap();
    let client = [
        path::STATUS,
        path::CHALLENGES,
        path::CERTIFICATE_STATUS,
        path::ELIGIBILITY,
        path::ENROLMENTS,
        path::CONSENTS,
        path::QUERIES,
        path::REFERENCE_NUMBERS,
        path::VIEWS,
        path::OUTAGE_QUERIES,
        path::CONSENT_LISTS,
    ];
    for path in client {
        assert!(paths.contains_key(path), "{path} is asked by the client and not in the document");
    }
    for (path, methods) in paths {
        for method in ["get", "post", "put", "delete", "patch"] {
            let request = Request::builder().method(method.to_uppercase().as_str()).uri(path);
            let request = request.extension(None::<Peer>).body(Body::empty()).unwrap();
            let status = bench.ask(request).await.0.status.as_u16();
            let told = methods.get(method).is_some();
            assert_eq!(status != 405 && status != 404, told, "{method} {path} answers {status}");
        }
    }
}

#[tokio::test]
async fn every_answer_that_is_none_is_a_problem_of_a_documented_code() {
    let bench = Bench::new().await;
    let post = |path: &str, kind: &str, body: &str| {
        let request =
            Request::post(path).header("Content-Type", kind).extension(Some(Peer("kiosk-1".to_owned())));
        request.body(Body::from(body.to_owned())).unwrap()
    };
    let get = |path: &str| Request::get(path).body(Body::empty()).unwrap();
    let json = "application/json";
    let long = " ".repeat((64 << 10) + 1);
    let latin = Request::post(path::CHALLENGES).header("Content-Type", json).extension(None::<Peer>);
    for (request, status, code) in [
        (get("/"), 404, "not-found"),
        (get("/v1/challenges/"), 404, "not-found"),
        (get(path::CHALLENGES), 405, "method-not-allowed"),
        (post(path::STATUS, json, "{}"), 405, "method-not-allowed"),
        (get(path::STATUS), 400, "bad-request"),
        (get("/v1/status?request_id=a&request_id=b"), 400, "bad-request"),
        (get("/v1/status?request_id=%FF"), 400, "bad-request"),
        (post(path::CHALLENGES, "text/plain", "{}"), 415, "media-type"),
        (post(path::CHALLENGES, json, &long), 413, "too-long"),
        (post(path::CHALLENGES, json, r#"{"wire_version":1,"request_id":"a\u0000"}"#), 400, "bad-request"),
        (latin.body(Body::from(vec![b'{', 0xff])).unwrap(), 403, "kiosk-not-registered"),
    ] {
        let line = format!("{} {}", request.method(), request.uri());
        let (head, text) = bench.ask(request).await;
        assert_eq!(head.status.as_u16(), status, "{line}");
        assert_eq!(head.headers["content-type"], "application/problem+json", "{line}");
        assert!(text.contains(&format!(r#""code":"{code}""#)), "{line}: {text}");
        assert_eq!(head.headers.contains_key("allow"), status == 405, "{line}");
    }
    let (head, _) = bench.ask(get("/v1/status?later=1&request_id=a%2D1")).await;
    assert_eq!(head.status, 200);
    let charset = "Application/JSON; charset=utf-8";
    let (head, _) =
        bench.ask(post(path::CHALLENGES, charset, r#"{"wire_version":1,"request_id":"a"}"#)).await;
    assert_eq!(head.status, 200);
}

/// To JSON Schema `3`, `3.0` and `3e0` are one number, and the number after the largest is none.
#[tokio::test]
async fn a_number_is_what_the_document_calls_a_number() {
    let bench = Bench::new().await;
    for (after, status) in [
        ("3", 200),
        ("3.0", 200),
        ("3e0", 200),
        ("9223372036854775807", 200),
        ("3.5", 400),
        ("-1", 400),
        ("9223372036854775808", 400),
        ("1e300", 400),
    ] {
        let ask =
            format!(r#"{{"wire_version":1.0,"request_id":"{}","after":{after}}}"#, crate::bench::fresh_id());
        let (got, text) = bench.post(Some(INSURERS_NAME), "/v1/insurers/recheck", &ask).await;
        assert_eq!(got, status, "{after}: {text}");
    }
}

/// PostgreSQL keeps neither U+0000 nor a long text in an index; both once came back as failures of the service.
#[tokio::test]
async fn a_text_that_the_records_cannot_keep_is_refused_and_no_failure() {
    let bench = Bench::on(Engine::Postgres).await;
    let row = |reference: &str| {
        format!(
            r#"{{"wire_version":1,"request_id":"row-{}","rows":[{{"reference":"{reference}","insurer_number":"{reference}","my_number":"1","name":"","kana":"","birth":"","sex":"","address":"","post_number":"","relation":"","qualified_from":"","issued_on":""}}]}}"#,
            reference.len()
        )
    };
    let members = "/v1/insurers/members";
    let (status, text) = bench.post(Some(INSURERS_NAME), members, &row(r"a\u0000")).await;
    assert_eq!(status, 400, "{text}");
    let (status, text) = bench.post(Some(INSURERS_NAME), members, &row(&hex::encode(noise()))).await;
    assert!(status == 200 && text.contains(r#""refused":1"#), "{status} {text}");
}

/// 8 KiB that no database can press together.
fn noise() -> Vec<u8> {
    let mut bytes = vec![0; 8192];
    rand::RngCore::fill_bytes(&mut rand::thread_rng(), &mut bytes);
    bytes
}

fn read(address: SocketAddr, path: &str) -> (u16, String) {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: centre\r\nConnection: close\r\n\r\n").unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    (head.split(' ').nth(1).unwrap().parse().unwrap(), body.to_owned())
}

async fn supervisor_reads(address: SocketAddr, path: &'static str) -> (u16, String) {
    tokio::task::spawn_blocking(move || read(address, path)).await.unwrap()
}

#[tokio::test]
async fn a_supervisor_is_told_whether_the_node_can_answer() {
    let bench = Bench::on(Engine::Postgres).await;
    let address = bench.running.supervise(([127, 0, 0, 1], 0).into()).unwrap();
    for path in ["/health/live", "/health/ready"] {
        assert_eq!(supervisor_reads(address, path).await.0, 200, "{path}");
    }
    bench.running.set_fault(Fault::Maintenance).await.unwrap();
    assert_eq!(supervisor_reads(address, "/health/ready").await.0, 503);
    assert_eq!(supervisor_reads(address, "/health/live").await.0, 200);
    bench.running.set_fault(Fault::None).await.unwrap();

    let Database::Postgres(url) = &bench.database else { unreachable!() };
    assert!(crate::postgres::end_connections(url) > 0);
    assert_eq!(supervisor_reads(address, "/health/ready").await.0, 200, "a lost connection is opened again");
}

#[tokio::test]
async fn figures_count_answers_and_name_nobody() {
    let bench = Bench::new().await;
    let address = bench.running.supervise(([127, 0, 0, 1], 0).into()).unwrap();
    bench.check_with_pin(&Card::of("hanako")).await.unwrap();
    assert!(bench.check_with_pin(&Card::of_foreign_authority("hanako")).await.is_err());
    let (status, text) = supervisor_reads(address, "/metrics").await;
    assert_eq!(status, 200);
    for line in [
        r#"madoguchi_centre_requests_total{method="POST",route="/v1/eligibility",status="200"} 1"#,
        r#"madoguchi_centre_requests_total{method="POST",route="/v1/eligibility",status="403"} 1"#,
        r#"madoguchi_centre_request_seconds_bucket{method="POST",route="/v1/challenges",le="+Inf"} 2"#,
        r#"madoguchi_centre_request_seconds_count{method="POST",route="/v1/eligibility"} 2"#,
        "madoguchi_centre_store_connections_open 1",
        "madoguchi_centre_store_waiting 0",
    ] {
        assert!(text.lines().any(|there| there == line), "{line} is not in\n{text}");
    }
    for label in text.lines().filter_map(|line| line.split_once('{')?.1.split_once('}')) {
        let known = |part: &str| {
            ["method=", "route=", "status=", "le=", "outcome="].iter().any(|name| part.starts_with(name))
        };
        assert!(label.0.split(',').all(known), "{}", label.0);
    }
}
