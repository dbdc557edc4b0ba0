//! Faults on demand: how the service misbehaves, for tests and rehearsals.

use super::ledger::Reply;
use super::service::problem;
use crate::wire::RefusalCode;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_LENGTH, RETRY_AFTER};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use futures_util::{StreamExt as _, stream};
use std::io;
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
    /// Nobody listens.
    Down,
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
}

/// Answers as the fault of the moment would have it.
pub(super) async fn misbehave(State(faults): State<Arc<Faults>>, request: Request, next: Next) -> Response {
    match faults.now() {
        Fault::None | Fault::Down => next.run(request).await,
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
