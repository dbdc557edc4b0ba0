//! The insurers' messages: register, look at what was found, check again.

use super::row::{MemberRow, noted, read_csv};
use super::{FoundRow, examine, register};
use crate::rehearsal::steps::{Desk, Refusal, Role, Step};
use crate::wire::{RefusalCode, Request, form};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// How many findings one answer lists.
const LISTED: i64 = 1000;
/// How many rows one message may hold; more travel as a file.
const MOST_ROWS: usize = 500;

/// Registers members: up to 500 rows, or the text of a file.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct RegisterMembers {
    /// The id of this request.
    #[schemars(regex(pattern = form::REQUEST_ID))]
    pub request_id: String,
    /// The members.
    #[serde(default)]
    #[schemars(length(max = MOST_ROWS))]
    pub rows: Vec<MemberRow>,
    /// The same as a file, header line first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub csv: Option<String>,
}

/// Tells what became of the rows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Registered {
    /// How many rows were taken; some of them may be kept from the institutions.
    pub taken: u64,
    /// How many were refused.
    pub refused: u64,
    /// What stands open about the rows asked for.
    pub findings: Vec<FoundRow>,
}

/// Asks for what stands open about an insurer's rows, at most 1000.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct FindingsRequest {
    /// The id of this request.
    #[schemars(regex(pattern = form::REQUEST_ID))]
    pub request_id: String,
}

/// Lists what stands open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Findings {
    /// In the order of insurer, reference and kind.
    pub findings: Vec<FoundRow>,
}

/// Has a page of the rows already registered checked again.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
pub struct RecheckRequest {
    /// The id of this request.
    #[schemars(regex(pattern = form::REQUEST_ID))]
    pub request_id: String,
    /// Where the page before ended; 0 for the first.
    #[serde(deserialize_with = "form::whole")]
    #[schemars(range(min = 0, max = i64::MAX))]
    pub after: i64,
}

/// Tells how far the check came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Rechecked {
    /// How many rows were checked.
    pub rows: u64,
    /// Where the next page begins; absent where none is left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_after: Option<i64>,
}

macro_rules! request {
    ($question:ident -> $answer:ident at $path:literal) => {
        impl Request for $question {
            type Answer = $answer;
            const PATH: &'static str = $path;
            fn request_id(&self) -> &str {
                &self.request_id
            }
        }
    };
}

request!(RegisterMembers -> Registered at "/v1/insurers/members");
request!(FindingsRequest -> Findings at "/v1/insurers/findings");
request!(RecheckRequest -> Rechecked at "/v1/insurers/recheck");

impl Step for RegisterMembers {
    const SAYS: &'static str = "Registers or corrects members, and tells what stands open about their rows.";
    const ROLE: Role = Role::Insurer;

    fn decide(&self, desk: &Desk<'_>) -> Result<Registered, Refusal> {
        if self.rows.len() > MOST_ROWS {
            return Err(RefusalCode::BadRequest.into());
        }
        let mut rows = self.rows.clone();
        if let Some(csv) = &self.csv {
            rows.extend(read_csv(csv).map_err(|_| RefusalCode::BadRequest)?);
        }
        let taken = register::register(desk.db(), &rows, desk.insurer(), desk.now())?;
        let open = register::open_findings(desk.db(), desk.insurer(), i64::MAX)?;
        let asked_for = |found: &FoundRow| {
            let same = |row: &MemberRow| {
                noted(&row.reference) == found.reference && noted(&row.insurer_number) == found.insurer_number
            };
            rows.iter().any(same)
        };
        let findings = open.into_iter().filter(asked_for).collect();
        Ok(Registered { taken, refused: rows.len() as u64 - taken, findings })
    }
}

impl Step for FindingsRequest {
    const SAYS: &'static str = "Lists what stands open, at most 1000 findings.";
    const ROLE: Role = Role::Insurer;

    fn decide(&self, desk: &Desk<'_>) -> Result<Findings, Refusal> {
        Ok(Findings { findings: register::open_findings(desk.db(), desk.insurer(), LISTED)? })
    }
}

impl Step for RecheckRequest {
    const SAYS: &'static str = "Checks a page of the rows already registered once more.";
    const ROLE: Role = Role::Insurer;

    fn decide(&self, desk: &Desk<'_>) -> Result<Rechecked, Refusal> {
        if self.after < 0 {
            return Err(RefusalCode::BadRequest.into());
        }
        let from = self.after.saturating_add(1);
        let done = examine::examine(desk.db(), from, i64::MAX, desk.now())?;
        Ok(Rechecked { rows: done.rows, next_after: done.last })
    }
}

/// Shows nothing of a member.
impl fmt::Debug for RegisterMembers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RegisterMembers").field("request_id", &self.request_id).finish_non_exhaustive()
    }
}
