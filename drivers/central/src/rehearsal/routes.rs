//! Addresses of the service, and faults on demand.

use super::insurers::steps::{FindingsRequest, RecheckRequest, RegisterMembers};
use super::ledger::Reply;
use super::service::{Service, problem};
use super::steps::Step;
use super::tls::Peer;
use crate::wire::{
    CertificateStatusRequest, ChallengeRequest, ConsentRequest, EligibilityRequest, EnrolmentRequest,
    QueryRequest, ReferenceRequest, RefusalCode, Request, path,
};
use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, Extension, RawQuery, State};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use axum::{Router, extract};
use futures_util::{StreamExt as _, stream};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// No question of this protocol comes near this size.
const LONGEST_QUESTION: usize = 64 * 1024;

/// So long may a file of members be.
const LONGEST_FILE: usize = 8 * 1024 * 1024;

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

    fn now(&self) -> Fault {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

pub(super) fn router(service: Arc<Service>, faults: Arc<Faults>) -> Router {
    Router::new()
        .route(path::STATUS, get(status))
        .route(ChallengeRequest::PATH, step::<ChallengeRequest>())
        .route(CertificateStatusRequest::PATH, step::<CertificateStatusRequest>())
        .route(EligibilityRequest::PATH, step::<EligibilityRequest>())
        .route(EnrolmentRequest::PATH, step::<EnrolmentRequest>())
        .route(ConsentRequest::PATH, step::<ConsentRequest>())
        .route(FindingsRequest::PATH, step::<FindingsRequest>())
        .route(RecheckRequest::PATH, step::<RecheckRequest>())
        .route(QueryRequest::PATH, step::<QueryRequest>())
        .route(ReferenceRequest::PATH, step::<ReferenceRequest>())
        .layer(DefaultBodyLimit::max(LONGEST_QUESTION))
        .route(RegisterMembers::PATH, step::<RegisterMembers>().layer(DefaultBodyLimit::max(LONGEST_FILE)))
        .fallback(nothing_here)
        .layer(from_fn_with_state(faults, misbehave))
        .with_state(service)
}

async fn status(State(service): State<Arc<Service>>, RawQuery(query): RawQuery) -> Reply {
    service.status(query.as_deref().and_then(|query| query.strip_prefix("request_id=")).unwrap_or_default())
}

fn step<S: Step + 'static>() -> MethodRouter<Arc<Service>> {
    post(answer::<S>)
}

async fn answer<S: Step + 'static>(
    State(service): State<Arc<Service>>,
    Extension(peer): Extension<Option<Peer>>,
    question: Bytes,
) -> Reply {
    service.answer::<S>(peer.map(|peer| peer.0), question).await
}

async fn nothing_here() -> Reply {
    problem(RefusalCode::NotFound)
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let kind = if self.status == 200 { "application/json" } else { "application/problem+json" };
        (status, [(CONTENT_TYPE, HeaderValue::from_static(kind))], self.body).into_response()
    }
}

async fn misbehave(State(faults): State<Arc<Faults>>, request: extract::Request, next: Next) -> Response {
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
