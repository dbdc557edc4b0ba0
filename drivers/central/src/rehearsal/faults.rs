//! Faults on demand: how the service misbehaves, for tests and rehearsals.

use super::Clock;
use super::ledger::Reply;
use super::service::problem;
use super::wrong::{WrongData, spoil};
use crate::wire::RefusalCode;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_LENGTH, RETRY_AFTER};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use futures_util::{StreamExt as _, stream};
use std::io;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Names how the service misbehaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fault {
    /// It does not.
    #[default]
    None,
    /// It waits so long before each answer.
    Slow(Duration),
    /// It answers 503 and the problem `maintenance`.
    Maintenance,
    /// It works the question, sends half of the answer and cuts the connection.
    HalfAnswer,
    /// It works the question and answers with JSON that is something else.
    WrongJson,
    /// It works the question, and what it tells about insurance is wrong in this way.
    Wrong(WrongData),
    /// Its clock is off by so many seconds.
    ClockOff(i64),
    /// Nobody listens.
    Down,
}

/// How a fault is asked for by name: the names, with what follows `=`.
pub const FAULT_NAMES: &str = "slow=SECONDS, maintenance, half-answer, wrong-json, clock-off=SECONDS, or one of the \
    wrong data: another-person, number-missing, number-malformed, name-unreadable, lost-before-issue, no-record, \
    record-twice";

/// Reads a fault's name; [`FAULT_NAMES`] is the error.
impl FromStr for Fault {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, value) = text.split_once('=').map_or((text, None), |(name, value)| (name, Some(value)));
        let seconds = || value.and_then(|value| value.parse::<i64>().ok());
        let wrong = WrongData::ALL.iter().find(|wrong| wrong.as_str() == name);
        let fault = match (name, value) {
            ("slow", Some(_)) => seconds()
                .and_then(|seconds| u64::try_from(seconds).ok())
                .map(|seconds| Self::Slow(Duration::from_secs(seconds))),
            ("clock-off", Some(_)) => seconds().map(Self::ClockOff),
            ("maintenance", None) => Some(Self::Maintenance),
            ("half-answer", None) => Some(Self::HalfAnswer),
            ("wrong-json", None) => Some(Self::WrongJson),
            (_, None) => wrong.copied().map(Self::Wrong),
            _ => None,
        };
        fault.ok_or_else(|| format!("expected {FAULT_NAMES}"))
    }
}

/// Holds the fault of the moment.
#[derive(Default)]
pub(super) struct Faults(Mutex<Fault>);

impl Faults {
    pub(super) fn set(&self, fault: Fault) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = fault;
    }

    pub(super) fn now(&self) -> Fault {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a clock off as the fault of the moment would have it.
    pub(super) fn clock(self: &Arc<Self>, right: Clock) -> Clock {
        let faults = Arc::clone(self);
        Arc::new(move || match faults.now() {
            Fault::ClockOff(seconds) => right().saturating_add(seconds),
            _ => right(),
        })
    }
}

/// Answers as the fault of the moment would have it.
pub(super) async fn misbehave(State(faults): State<Arc<Faults>>, request: Request, next: Next) -> Response {
    match faults.now() {
        Fault::None | Fault::Down | Fault::ClockOff(_) => next.run(request).await,
        Fault::Wrong(wrong) => spoilt(next.run(request).await, wrong).await,
        Fault::Slow(pause) => {
            tokio::time::sleep(pause).await;
            next.run(request).await
        }
        Fault::Maintenance => {
            ([(RETRY_AFTER, HeaderValue::from_static("600"))], problem(RefusalCode::Maintenance))
                .into_response()
        }
        Fault::HalfAnswer => half(next.run(request).await).await,
        Fault::WrongJson => {
            next.run(request).await;
            Reply { status: 200, body: br#"{"weather":"fine"}"#.to_vec() }.into_response()
        }
    }
}

/// Sends an answer with wrong data in it.
async fn spoilt(response: Response, wrong: WrongData) -> Response {
    let (mut parts, body) = response.into_parts();
    let right = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.remove(CONTENT_LENGTH);
    let sent = spoil(&right, wrong).map_or(right, Bytes::from);
    Response::from_parts(parts, Body::from(sent))
}

/// Announces the whole length, sends half, and breaks off.
async fn half(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let whole = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(whole.len()));
    let sent = whole.slice(..whole.len() / 2);
    let end = stream::once(async {
        // The first half leaves before the connection breaks.
        tokio::time::sleep(Duration::from_millis(20)).await;
        Err(io::Error::from(io::ErrorKind::ConnectionAborted))
    });
    Response::from_parts(parts, Body::from_stream(stream::iter([Ok(sent)]).chain(end)))
}
