//! What Prometheus may ask: counts and times by address and status, and how the records' connections fare.
//!
//! Labels come from the table of addresses and from HTTP; nothing that a message said becomes one.

use super::routes::{Answers, Operation};
use super::service::Service;
use super::store;
use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::Next;
use axum::response::Response;
use axum::routing::get;
use std::collections::BTreeMap;
use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The media type of Prometheus' text format.
const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";
/// Upper bounds of the histogram in seconds: a check is to take less than a tenth, a kiosk waits ten at most.
const BOUNDS: [f64; 12] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];
/// What is counted for addresses that are not in the table, whatever they spell.
const OTHER: &str = "other";

/// Counts what was answered.
#[derive(Default)]
pub(super) struct Metrics(Mutex<BTreeMap<(MethodLabel, String), Series>>);

/// Is a method as it stands in a label: whatever is not known to HTTP is `other`.
type MethodLabel = &'static str;

#[derive(Default)]
struct Series {
    by_status: BTreeMap<u16, u64>,
    buckets: [u64; BOUNDS.len()],
    count: u64,
    seconds: f64,
}

impl Series {
    fn add(&mut self, status: u16, time: Duration) {
        let seconds = time.as_secs_f64();
        *self.by_status.entry(status).or_default() += 1;
        let fits = self.buckets.iter_mut().zip(BOUNDS).filter(|(_, bound)| seconds <= *bound);
        fits.for_each(|(bucket, _)| *bucket += 1);
        self.count += 1;
        self.seconds += seconds;
    }
}

/// Counts and times a question, whatever comes of it.
pub(super) async fn measure(State(metrics): State<Arc<Metrics>>, request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or(OTHER, MatchedPath::as_str).to_owned();
    let method = label(request.method());
    let start = Instant::now();
    let response = next.run(request).await;
    let mut series = metrics.0.lock().unwrap_or_else(PoisonError::into_inner);
    series.entry((method, route)).or_default().add(response.status().as_u16(), start.elapsed());
    response
}

fn label(method: &Method) -> MethodLabel {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        _ => OTHER,
    }
}

/// The address that Prometheus scrapes.
pub(super) fn operation() -> Operation {
    let says = "Counts answers by address and status, times them, and counts the records' connections.";
    let scrape = async |State(service): State<Arc<Service>>| {
        ([(CONTENT_TYPE, TEXT)], text(&service.metrics, &service.store.gauges()))
    };
    Operation::read("/metrics", says, Answers::Text(TEXT), get(scrape))
}

/// Writes everything in Prometheus' text format.
fn text(metrics: &Metrics, gauges: &store::Gauges) -> String {
    let mut out = String::new();
    let series = metrics.0.lock().unwrap_or_else(PoisonError::into_inner);
    #[expect(clippy::expect_used, reason = "a String takes whatever is written")]
    write_requests(&mut out, &series).and_then(|()| write_store(&mut out, gauges)).expect("a String");
    out
}

fn write_requests(out: &mut String, all: &BTreeMap<(MethodLabel, String), Series>) -> fmt::Result {
    head(out, "madoguchi_centre_requests_total", "counter", "Answers by address and HTTP status.")?;
    for ((method, route), series) in all {
        for (status, count) in &series.by_status {
            writeln!(
                out,
                r#"madoguchi_centre_requests_total{{method="{method}",route="{route}",status="{status}"}} {count}"#
            )?;
        }
    }
    head(out, "madoguchi_centre_request_seconds", "histogram", "Seconds from question to answer.")?;
    all.iter().try_for_each(|((method, route), series)| {
        write_histogram(out, &format!(r#"method="{method}",route="{route}""#), series)
    })
}

fn write_histogram(out: &mut String, labels: &str, series: &Series) -> fmt::Result {
    let name = "madoguchi_centre_request_seconds";
    for (bound, count) in BOUNDS.iter().zip(series.buckets) {
        writeln!(out, r#"{name}_bucket{{{labels},le="{bound}"}} {count}"#)?;
    }
    writeln!(out, r#"{name}_bucket{{{labels},le="+Inf"}} {}"#, series.count)?;
    writeln!(out, "{name}_sum{{{labels}}} {}", series.seconds)?;
    writeln!(out, "{name}_count{{{labels}}} {}", series.count)
}

fn write_store(out: &mut String, gauges: &store::Gauges) -> fmt::Result {
    let store::Gauges { waiting, connections, open, transactions } = gauges;
    let gauge = |out: &mut String, name, help, value| {
        head(out, name, "gauge", help)?;
        writeln!(out, "{name} {value}")
    };
    gauge(out, "madoguchi_centre_store_waiting", "Questions that wait for a connection.", *waiting)?;
    gauge(out, "madoguchi_centre_store_connections", "Connections that a node keeps.", *connections)?;
    gauge(out, "madoguchi_centre_store_connections_open", "Connections that are not lost.", *open)?;
    let name = "madoguchi_centre_store_transactions_total";
    head(out, name, "counter", "Transactions by outcome; conflicting and lost ones are worked again.")?;
    transactions
        .iter()
        .try_for_each(|(outcome, count)| writeln!(out, r#"{name}{{outcome="{outcome}"}} {count}"#))
}

fn head(out: &mut String, name: &str, kind: &str, help: &str) -> fmt::Result {
    writeln!(out, "# HELP {name} {help}\n# TYPE {name} {kind}")
}
