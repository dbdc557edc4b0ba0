//! For the machine's supervisor: is the service alive, and can it answer. Served beside the kiosks' listener, without TLS.

use super::faults::{Fault, Faults};
use super::ledger::Reply;
use super::routes::{Answers, Operation};
use super::service::{Service, problem};
use super::store::StoreError;
use crate::wire::{self, RefusalCode};
use axum::extract::{Extension, State};
use axum::routing::get;
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;
use std::time::Duration;

/// How long the records may take for the smallest question; a supervisor asks every few seconds.
const PATIENCE: Duration = Duration::from_secs(2);

/// Says how the service is.
#[derive(Serialize, JsonSchema)]
struct Health {
    status: Standing,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Standing {
    /// The process answers.
    Alive,
    /// The records answer too.
    Ready,
}

/// Asks nobody: a process that does not answer this is to be started again.
pub(super) fn live() -> Operation {
    let answers = Answers::Json(|schemas| schemas.subschema_for::<Health>());
    let alive = async || healthy(Standing::Alive);
    Operation::read("/health/live", "Says that the process answers; asks no records.", answers, get(alive))
}

/// Asks the records: a node that is not ready is to be left out until it is.
pub(super) fn ready() -> Operation {
    let answers = Answers::Json(|schemas| schemas.subschema_for::<Health>());
    let says = "Says that the node can answer kiosks: it is not closed, and its records answer in time.";
    let ready =
        async |State(service): State<Arc<Service>>, Extension(faults): Extension<Arc<Faults>>| match faults
            .now()
        {
            Fault::Maintenance => problem(RefusalCode::Maintenance),
            _ => asked(&service).await,
        };
    let codes =
        [RefusalCode::Maintenance, RefusalCode::RecordsAway, RefusalCode::Overloaded, RefusalCode::Internal];
    Operation::read("/health/ready", says, answers, get(ready)).refusing(codes)
}

async fn asked(service: &Service) -> Reply {
    let question = service.store.run(|db| db.query("SELECT 1", &[]).map(drop));
    let answer = tokio::time::timeout(PATIENCE, question).await.unwrap_or(Err(StoreError::Lost));
    answer.map_or_else(|error| problem(error.code()), |()| healthy(Standing::Ready))
}

fn healthy(status: Standing) -> Reply {
    Reply { status: 200, body: wire::write(&Health { status }) }
}
