//! Asking afterwards: the insurance of somebody who was here while the service could not be reached.
//!
//! The real service has a function for emergencies that is asked by name, sex, birth date and address
//! (緊急時医療情報・資格確認機能); its messages are not public, and these are this project's own.

use super::answer::QueryAnswer;
use super::question::Request;
use super::{Unreadable, form, path, read_question, write_question};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::Zeroizing;

/// Asks for the insurance of a patient of the last days by what the card says of its holder.
///
/// It opens neither consent nor medical information.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OutageRequest {
    /// The id of this request; the same however often it is asked.
    #[schemars(regex(pattern = form::REQUEST_ID))]
    pub request_id: String,
    /// 医療機関コード of the institution where the patient was.
    #[schemars(regex(pattern = form::INSTITUTION))]
    pub medical_institution_code: String,
    /// When the patient was there, Unix seconds; the insurance of that day is asked for.
    #[serde(deserialize_with = "form::whole")]
    pub visited_at: i64,
    /// How the patient was recognised as the card's holder.
    pub identity: Identity,
    /// 氏名, as the card writes it.
    pub name: String,
    /// 氏名カナ in either width, where it is known; a card does not carry it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kana: Option<String>,
    /// 性別.
    pub sex: Sex,
    /// 生年月日, `yyyyMMdd`; an unknown month or day is written in zeros.
    #[schemars(regex(pattern = form::EIGHT_DIGITS))]
    pub birthdate: String,
    /// 住所, as the card writes it.
    pub address: String,
}

impl Request for OutageRequest {
    type Answer = OutageAnswer;
    const PATH: &'static str = path::OUTAGE_QUERIES;
    fn request_id(&self) -> &str {
        &self.request_id
    }
}

/// Names how a patient was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Identity {
    /// The chip took the PIN.
    Pin,
    /// The face matched the card's photo.
    Face,
    /// A clerk compared face and photo.
    Clerk,
}

/// 性別, OQSCD007.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum Sex {
    /// 男.
    #[serde(rename = "1")]
    Male,
    /// 女.
    #[serde(rename = "2")]
    Female,
    /// 未設定.
    #[serde(rename = "3")]
    NotSet,
}

impl Sex {
    /// Returns the code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Male => "1",
            Self::Female => "2",
            Self::NotSet => "3",
        }
    }
}

/// Answers who was found, why, and how that person is insured.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct OutageAnswer {
    /// Whether one person was found.
    pub outcome: OutageOutcome,
    /// Why this person; empty unless one was found.
    pub reasons: Vec<MatchReason>,
    /// 処理実行日時, `yyyyMMddHHmmss`.
    pub process_execution_time: String,
    /// 資格確認日, `yyyyMMdd`: the day of the visit.
    pub qualification_confirmation_date: String,
    /// The insurance; without results unless one person was found.
    #[serde(flatten)]
    pub insurance: QueryAnswer,
}

/// Names whom the facts fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutageOutcome {
    /// One person.
    Found,
    /// Nobody.
    NotFound,
    /// Several people, of whom nothing is said.
    Several,
}

/// Names why a record was taken for the patient's, or what about it is to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MatchReason {
    /// Name and birth date agree.
    NameAndBirthDate,
    /// Reading and birth date agree; the name was not compared, since it holds `●`.
    KanaAndBirthDate,
    /// One side does not say the sex.
    SexNotStated,
    /// The addresses differ: whoever moved is still the same.
    AddressDiffers,
    /// The address was not compared, since it is absent or holds `●`.
    AddressNotCompared,
}

/// Is a question as it was written once, to be asked with the same bytes however often.
#[derive(Clone, PartialEq, Eq)]
pub struct OutageQuestion {
    request_id: String,
    bytes: Zeroizing<Vec<u8>>,
}

impl OutageQuestion {
    /// Writes a question.
    pub fn write(request: &OutageRequest) -> Self {
        Self { request_id: request.request_id.clone(), bytes: write_question(request).into() }
    }

    /// Takes a question that was written before; says why the bytes are none.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let request: OutageRequest = read_question(bytes)?;
        Ok(Self { request_id: request.request_id, bytes: bytes.to_vec().into() })
    }

    /// The id under which it is asked.
    pub fn request_id(&self) -> &str {
        &self.request_id
    }

    /// The bytes, which hold personal data.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl fmt::Debug for OutageRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OutageRequest").field("request_id", &self.request_id).finish_non_exhaustive()
    }
}

impl fmt::Debug for OutageQuestion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OutageQuestion").field("request_id", &self.request_id).finish_non_exhaustive()
    }
}

impl fmt::Debug for Sex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sex(..)")
    }
}

impl fmt::Debug for OutageAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OutageAnswer").field("outcome", &self.outcome).finish_non_exhaustive()
    }
}
