//! The one table of addresses: the router and the OpenAPI document are both made of it, so neither can know more.

use super::faults::{Faults, misbehave};
use super::insurers::steps::{FindingsRequest, RecheckRequest, RegisterMembers};
use super::ledger::Reply;
use super::metrics::measure;
use super::operations;
use super::review::ReviewRequest;
use super::service::{Service, problem};
use super::steps::{Role, Step};
use super::tls::Peer;
use super::{document, metrics};
use crate::wire::{
    self, CertificateStatusRequest, ChallengeRequest, ConsentListRequest, ConsentRequest, EligibilityRequest,
    EnrolmentRequest, OutageRequest, QueryRequest, ReferenceRequest, RefusalCode, ServiceStatus, ViewRequest,
    path,
};
use axum::Router;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, Extension, Query, State};
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use schemars::{Schema, SchemaGenerator};
use std::sync::Arc;

/// No question of this protocol comes near this size.
const LONGEST_QUESTION: usize = 64 * 1024;

/// So long may a file of members be.
const LONGEST_FILE: usize = 8 * 1024 * 1024;

/// Where the OpenAPI document lies, on either listener.
pub(super) const DOCUMENT: &str = "/openapi.json";

/// Makes the schema of a message.
pub(super) type MakeSchema = fn(&mut SchemaGenerator) -> Schema;

/// Says what is asked at an address.
pub(super) enum Asks {
    Nothing,
    /// A request id in the query string.
    Id,
    /// A message.
    Json(MakeSchema),
}

/// Says what is answered with status 200.
pub(super) enum Answers {
    Json(MakeSchema),
    /// Text of a media type.
    Text(&'static str),
}

/// Is one address, with everything that router and document need to know of it.
pub(super) struct Operation {
    pub(super) method: Method,
    pub(super) path: &'static str,
    /// What it is for, one sentence.
    pub(super) says: &'static str,
    pub(super) asks: Asks,
    pub(super) answers: Answers,
    /// Every refusal that it may answer with.
    pub(super) refuses: Vec<RefusalCode>,
    handler: MethodRouter<Arc<Service>>,
}

impl Operation {
    fn step<S: Step + 'static>(longest: usize) -> Self {
        Self {
            method: Method::POST,
            path: S::PATH,
            says: S::SAYS,
            asks: Asks::Json(|schemas| schemas.subschema_for::<wire::Question<S>>()),
            answers: Answers::Json(|schemas| schemas.subschema_for::<wire::Answer<S::Answer>>()),
            refuses: refusals_of::<S>().collect(),
            handler: post(answer::<S>).layer(DefaultBodyLimit::max(longest)),
        }
    }

    /// Makes an address that is read.
    pub(super) fn read(
        path: &'static str,
        says: &'static str,
        answers: Answers,
        handler: MethodRouter<Arc<Service>>,
    ) -> Self {
        let refuses = Vec::new();
        Self { method: Method::GET, path, says, asks: Asks::Nothing, answers, refuses, handler }
    }

    /// Lists refusals that it may answer with.
    pub(super) fn refusing(self, codes: impl IntoIterator<Item = RefusalCode>) -> Self {
        Self { refuses: codes.into_iter().collect(), ..self }
    }
}

/// Lists every refusal of a step: its own, those of who may ask it, and those of every question.
pub(super) fn refusals_of<S: Step>() -> impl Iterator<Item = RefusalCode> {
    let of_role = match S::ROLE {
        Role::Kiosk => [RefusalCode::KioskNotRegistered].as_slice(),
        Role::Insurer | Role::Reviewer => &[RefusalCode::KioskNotRegistered, RefusalCode::NotAllowed],
    };
    let of_all = [
        RefusalCode::BadRequest,
        RefusalCode::WireVersion,
        RefusalCode::RequestIdReused,
        RefusalCode::TooLong,
        RefusalCode::MediaType,
        RefusalCode::Internal,
        RefusalCode::Overloaded,
        RefusalCode::RecordsAway,
        RefusalCode::Maintenance,
    ];
    of_all.into_iter().chain(of_role.iter().copied()).chain(S::REFUSES.iter().copied())
}

/// Lists what kiosks and insurers reach, over mutual TLS.
pub(super) fn operations() -> Vec<Operation> {
    let status = "Says that the service is there; opens the connection before a patient needs it.";
    vec![
        Operation {
            asks: Asks::Id,
            ..Operation::read(
                path::STATUS,
                status,
                Answers::Json(|schemas| schemas.subschema_for::<wire::Answer<ServiceStatus>>()),
                get(self::status),
            )
            .refusing([RefusalCode::BadRequest, RefusalCode::Maintenance])
        },
        Operation::step::<ChallengeRequest>(LONGEST_QUESTION),
        Operation::step::<CertificateStatusRequest>(LONGEST_QUESTION),
        Operation::step::<EligibilityRequest>(LONGEST_QUESTION),
        Operation::step::<EnrolmentRequest>(LONGEST_QUESTION),
        Operation::step::<ConsentRequest>(LONGEST_QUESTION),
        Operation::step::<QueryRequest>(LONGEST_QUESTION),
        Operation::step::<ReferenceRequest>(LONGEST_QUESTION),
        Operation::step::<ViewRequest>(LONGEST_QUESTION),
        Operation::step::<OutageRequest>(LONGEST_QUESTION),
        Operation::step::<ConsentListRequest>(LONGEST_QUESTION),
        Operation::step::<RegisterMembers>(LONGEST_FILE),
        Operation::step::<FindingsRequest>(LONGEST_QUESTION),
        Operation::step::<RecheckRequest>(LONGEST_QUESTION),
        Operation::step::<ReviewRequest>(LONGEST_QUESTION),
        document::operation(self::operations),
    ]
}

/// Lists what the machine's supervisor reaches, without TLS: nothing here is about a person.
pub(super) fn supervision() -> Vec<Operation> {
    vec![
        operations::live(),
        operations::ready(),
        metrics::operation(),
        document::operation(self::supervision),
    ]
}

/// Answers kiosks and insurers.
pub(super) fn router(service: Arc<Service>, faults: Arc<Faults>) -> Router {
    let metrics = Arc::clone(&service.metrics);
    table(operations())
        .layer(from_fn_with_state(faults, misbehave))
        .layer(from_fn_with_state(metrics, measure))
        .with_state(service)
}

/// Answers the machine's supervisor; what it asks is not counted.
pub(super) fn supervision_router(service: Arc<Service>, faults: Arc<Faults>) -> Router {
    table(supervision()).layer(Extension(faults)).with_state(service)
}

fn table(operations: Vec<Operation>) -> Router<Arc<Service>> {
    let routes = operations
        .into_iter()
        .fold(Router::new(), |router, operation| router.route(operation.path, operation.handler));
    routes
        .method_not_allowed_fallback(|| async { problem(RefusalCode::MethodNotAllowed) })
        .fallback(|| async { problem(RefusalCode::NotFound) })
}

async fn status(
    State(service): State<Arc<Service>>,
    query: Result<Query<Vec<(String, String)>>, axum::extract::rejection::QueryRejection>,
) -> Reply {
    let Ok(Query(fields)) = query else { return problem(RefusalCode::BadRequest) };
    let ids: Vec<_> = fields.iter().filter(|(name, _)| name == "request_id").collect();
    match ids.as_slice() {
        [(_, id)] => service.status(id),
        _ => problem(RefusalCode::BadRequest),
    }
}

async fn answer<S: Step + 'static>(
    State(service): State<Arc<Service>>,
    Extension(peer): Extension<Option<Peer>>,
    headers: HeaderMap,
    question: Result<Bytes, BytesRejection>,
) -> Reply {
    match question {
        _ if !is_json(&headers) => problem(RefusalCode::MediaType),
        Ok(question) => service.answer::<S>(peer.map(|peer| peer.0), question).await,
        Err(rejection) if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            problem(RefusalCode::TooLong)
        }
        Err(_) => problem(RefusalCode::BadRequest),
    }
}

/// Says whether the body calls itself JSON; parameters such as a charset change nothing.
fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let kind = if self.status == 200 { "application/json" } else { "application/problem+json" };
        let mut response =
            (status, [(CONTENT_TYPE, HeaderValue::from_static(kind))], self.body).into_response();
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("1"));
        }
        response
    }
}
