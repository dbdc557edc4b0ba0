//! The OpenAPI document, made of the table of addresses and of the messages' own types.

use super::routes::{Answers, Asks, DOCUMENT, MakeSchema, Operation};
use crate::wire::{Problem, RefusalCode, form};
use axum::http::Method;
use axum::http::header::CONTENT_TYPE;
use axum::routing::get;
use schemars::generate::{Contract, SchemaSettings};
use schemars::{SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

const TITLE: &str = "Madoguchi rehearsal centre";
const ABOUT: &str = "The project's own wire format, version 1; it claims no compatibility with the closed service. \
    Any other address answers 404, another method 405, both as problem documents. No text may hold U+0000.";
/// What a question's text may be where its own type says no more: PostgreSQL keeps no U+0000.
const NO_NUL: &str = "^[^\\u0000]*$";

/// The address of the document about a table that it is itself part of.
pub(super) fn operation(table: fn() -> Vec<Operation>) -> Operation {
    let answers = Answers::Json(|_| json_schema!({ "type": "object", "required": ["openapi", "paths"] }));
    let document =
        move || async move { ([(CONTENT_TYPE, "application/json")], openapi(table()).to_string()) };
    Operation::read(DOCUMENT, "Describes this listener's addresses: this document.", answers, get(document))
}

/// Writes the document of a table, OpenAPI 3.1.
pub(super) fn openapi(table: Vec<Operation>) -> Value {
    // What may be left out of a question is always there in an answer, so each side has schemas of its own.
    let (mut asked, mut answered) = (schemas(Contract::Deserialize), schemas(Contract::Serialize));
    let problem = answered.subschema_for::<Problem>();
    let mut paths = Map::new();
    for operation in table {
        let described = describe(&operation, &mut asked, &mut answered, problem.as_value());
        let methods = paths.entry(operation.path).or_insert_with(|| json!({}));
        methods[operation.method.as_str().to_ascii_lowercase()] = described;
    }
    let mut questions = Value::Object(asked.take_definitions(true));
    forbid_nul(&mut questions);
    let mut schemas = answered.take_definitions(true);
    schemas.extend(questions.as_object().cloned().unwrap_or_default());
    json!({
        "openapi": "3.1.0",
        "info": { "title": TITLE, "description": ABOUT, "version": env!("CARGO_PKG_VERSION") },
        "paths": paths,
        "components": { "schemas": schemas },
    })
}

fn schemas(contract: Contract) -> SchemaGenerator {
    let mut settings = SchemaSettings::draft2020_12();
    settings.definitions_path = "/components/schemas".into();
    settings.meta_schema = None;
    settings.contract = contract;
    settings.into_generator()
}

fn describe(
    operation: &Operation,
    asked: &mut SchemaGenerator,
    answered: &mut SchemaGenerator,
    problem: &Value,
) -> Value {
    let mut described = json!({
        "operationId": operation_id(operation),
        "summary": operation.says,
        "responses": responses(operation, answered, problem),
    });
    match operation.asks {
        Asks::Nothing => {}
        Asks::Id => described["parameters"] = json!([request_id()]),
        Asks::Json(make) => {
            described["requestBody"] = json!({ "required": true, "content": json_content(make, asked) });
        }
    }
    described
}

fn operation_id(operation: &Operation) -> String {
    let verb = if operation.method == Method::POST { "post" } else { "get" };
    format!("{verb}{}", operation.path.replace(['/', '-', '.'], "_"))
}

fn request_id() -> Value {
    json!({
        "name": "request_id",
        "in": "query",
        "required": true,
        "schema": { "type": "string", "pattern": form::REQUEST_ID },
    })
}

fn json_content(make: MakeSchema, schemas: &mut SchemaGenerator) -> Value {
    json!({ "application/json": { "schema": make(schemas) } })
}

fn responses(operation: &Operation, answered: &mut SchemaGenerator, problem: &Value) -> Value {
    let content = match operation.answers {
        Answers::Json(make) => json_content(make, answered),
        Answers::Text(kind) => json!({ kind: { "schema": { "type": "string" } } }),
    };
    let mut responses = Map::new();
    responses.insert("200".to_owned(), json!({ "description": "the answer", "content": content }));
    let mut by_status = BTreeMap::<u16, Vec<RefusalCode>>::new();
    for code in &operation.refuses {
        by_status.entry(Problem::new(*code).status).or_default().push(*code);
    }
    for (status, codes) in by_status {
        responses.insert(status.to_string(), refusal(status, &codes, problem));
    }
    Value::Object(responses)
}

/// Describes the refusals that share a status: no other code comes with it at this address.
fn refusal(status: u16, codes: &[RefusalCode], problem: &Value) -> Value {
    let sentence = |code: &RefusalCode| format!("`{}`: {}", code.as_str(), Problem::new(*code).title);
    let names: Vec<_> = codes.iter().map(|code| code.as_str()).collect();
    let narrowed = json!({ "properties": { "code": { "enum": names }, "status": { "const": status } } });
    let mut described = json!({
        "description": codes.iter().map(sentence).collect::<Vec<_>>().join("; "),
        "content": { "application/problem+json": { "schema": { "allOf": [problem, narrowed] } } },
    });
    if status == 503 {
        let seconds = json!({ "description": "seconds", "required": true, "schema": { "type": "integer" } });
        described["headers"] = json!({ "Retry-After": seconds });
    }
    described
}

/// Says of every text that no form is told of that it holds no U+0000.
fn forbid_nul(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            let names_string = |kind: &Value| kind == "string";
            let is_text = fields.get("type").is_some_and(|kind| match kind {
                Value::Array(kinds) => kinds.iter().any(names_string),
                kind => names_string(kind),
            });
            if is_text && !["pattern", "enum", "const"].iter().any(|form| fields.contains_key(*form)) {
                fields.insert("pattern".to_owned(), NO_NUL.into());
            }
            fields.values_mut().for_each(forbid_nul);
        }
        Value::Array(items) => items.iter_mut().for_each(forbid_nul),
        _ => {}
    }
}
