//! 薬剤情報, 特定健診情報, 臨床情報: asked for by qualified staff, answered where the patient's consent is open.
//!
//! What travels follows the leaves of the public YZK and TKK files (eligibility-interface fact 1.7); each comes with the
//! moment at which it must be gone from the institution's screen.

use super::{InsuredNumbers, QualificationResult, Request, form, path};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Asks to look at somebody's medical information; never without naming who looks.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ViewRequest {
    /// The id of this request.
    #[schemars(regex(pattern = form::REQUEST_ID))]
    pub request_id: String,
    /// Whom it is about.
    #[serde(flatten)]
    pub insured: InsuredNumbers,
    /// What is looked at.
    pub kind: InformationKind,
    /// Who looks.
    pub viewer: Viewer,
}

impl Request for ViewRequest {
    type Answer = MedicalInformation;
    const PATH: &'static str = path::VIEWS;
    fn request_id(&self) -> &str {
        &self.request_id
    }
}

/// Names a kind of information as its files are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum InformationKind {
    /// 薬剤情報.
    #[serde(rename = "YZK")]
    Medicines,
    /// 特定健診情報.
    #[serde(rename = "TKK")]
    Checkups,
    /// 臨床情報.
    #[serde(rename = "CIP")]
    Clinical,
}

impl InformationKind {
    /// Returns the spelling on the wire and in the service's records.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Medicines => "YZK",
            Self::Checkups => "TKK",
            Self::Clinical => "CIP",
        }
    }
}

/// Says who looks; the institution answers for it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Viewer {
    /// The institution's own name for the person, 1 to 50 characters.
    #[schemars(length(min = 1, max = 50))]
    pub staff_id: String,
    /// What they are licensed as.
    pub profession: Profession,
}

/// Names a licence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Profession {
    /// 医師.
    Physician,
    /// 歯科医師.
    Dentist,
    /// 薬剤師.
    Pharmacist,
    /// Anything else, which opens nothing.
    Other,
}

impl Profession {
    /// Says whether this licence lets somebody look.
    pub fn is_qualified(self) -> bool {
        self != Self::Other
    }

    /// Returns the spelling on the wire and in the service's records.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Physician => "physician",
            Self::Dentist => "dentist",
            Self::Pharmacist => "pharmacist",
            Self::Other => "other",
        }
    }
}

/// Holds what the consent opens of the kind asked for; the other lists are empty.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MedicalInformation {
    /// When the consent ends and this must be gone, `yyyyMMddHHmmss`.
    pub available_until: String,
    /// 氏名.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// 氏名カナ, half width.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_kana: Option<String>,
    /// 生年月日, `yyyyMMdd`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub birthdate: Option<String>,
    /// 性別1 (OQSCD007).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<String>,
    /// 薬剤情報, newest first.
    #[serde(default)]
    pub dispensings: Vec<Dispensing>,
    /// 特定健診情報, newest first.
    #[serde(default)]
    pub checkups: Vec<Checkup>,
    /// 臨床情報, newest first.
    #[serde(default)]
    pub clinical: Vec<ClinicalEntry>,
}

/// Is what was dispensed on one day (DiDateInf).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Dispensing {
    /// `yyyyMMdd`.
    pub dispensed_on: String,
    /// What.
    pub medicines: Vec<Medicine>,
}

/// Is one medicine (DrugInf).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Medicine {
    /// DrugC.
    pub code: String,
    /// DrugN.
    pub name: String,
    /// IngreN, 成分名.
    pub ingredient: String,
    /// UsageN, 用法.
    pub usage: String,
    /// Qua1, 数量.
    pub quantity: String,
    /// Unit.
    pub unit: String,
    /// Times, 日数 or 回数.
    pub times: String,
}

/// Is one check-up (SpecificHealthCheckupInfo).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Checkup {
    /// EffectiveTime, `yyyyMMdd`.
    pub examined_on: String,
    /// The results.
    pub items: Vec<CheckupItem>,
}

/// Is one result (HealthCheckupResultAndQuestionInfo).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CheckupItem {
    /// ItemCode.
    pub code: String,
    /// ItemName.
    pub name: String,
    /// DataValue.
    pub value: String,
    /// Unit; absent where a value has none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
}

/// Is one entry of 臨床情報.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClinicalEntry {
    /// Under which heading.
    pub section: ClinicalSection,
    /// `yyyyMMdd`.
    pub recorded_on: String,
    /// What.
    pub text: String,
}

/// Names a heading of 臨床情報, with the consent that opens it (OQSCD036).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClinicalSection {
    /// アレルギー: 診療情報 (SRJ).
    Allergy,
    /// 検査: 診療情報 (SRJ).
    Test,
    /// 傷病名: 手術情報 (SHJ).
    Disease,
    /// 感染症: 手術情報 (SHJ).
    Infection,
}

/// Asks who consented on a day to what at this institution, for its list of consents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConsentListRequest {
    /// The id of this request.
    #[schemars(regex(pattern = form::REQUEST_ID))]
    pub request_id: String,
    /// The day on which the consents were given, `yyyyMMdd`.
    #[schemars(regex(pattern = form::DAY))]
    pub day: String,
}

impl Request for ConsentListRequest {
    type Answer = ConsentList;
    const PATH: &'static str = path::CONSENT_LISTS;
    fn request_id(&self) -> &str {
        &self.request_id
    }
}

/// Lists the people whose newest consent was given on a day, in the order of their consents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ConsentList {
    /// Who (numbers, name, birth date, sex), what is open (`1`), not open (`0`) or ended (`2`), since and until when.
    pub people: Vec<QualificationResult>,
}

macro_rules! silent {
    ($($name:ident)*) => { $(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    )* };
}

silent! { ViewRequest Viewer MedicalInformation Dispensing Medicine Checkup CheckupItem ClinicalEntry }
