//! 薬剤情報, 特定健診情報, 臨床情報: what is asked for, by whom, and what comes back.

use std::fmt;

use crate::Personal;
use crate::code::{Code, ConsentedInformation, MedicalTreatment};
use crate::elements::{Leaf as _, Leaves, LeavesMut, elements};
use crate::form::Form::{Any, Date, Digits, Insurer, Text};

/// Names a kind of medical information.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Information {
    /// 薬剤情報 (`YZK`).
    Medicines,
    /// 特定健診情報 (`TKK`).
    Checkups,
    /// 臨床情報 (`CIP`).
    Clinical,
}

impl Information {
    /// Gives the beginning of its files' names.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Medicines => "YZK",
            Self::Checkups => "TKK",
            Self::Clinical => "CIP",
        }
    }
}

elements! {
    /// Says whose information is wanted, and who wants it; it stands in the request's header.
    Subject {
        /// 保険者番号, 8 or 6 digits.
        insurer_number: "InsurerNumber" Insurer,
        /// 被保険者証記号.
        card_symbol: "InsuranceCardSymbol" Text(20),
        /// 被保険者証番号.
        identification_number: "InsuredPersonIdentificationNumber" Text(20),
        /// 枝番, 2 digits.
        branch_number: "BranchNumber" Digits(2),
        /// The institution's own name for whoever looks; the element is ours.
        staff: "StaffIdentifier" Text(40),
    }
}

elements! {
    /// Says how much is wanted; it stands in the request's body.
    Scope {
        /// The first month, yyyyMM; medicines only.
        first_month: "StartDate" Digits(6),
        /// The last month, yyyyMM; medicines only.
        last_month: "EndDate" Digits(6),
        /// Which file is wanted, a digit whose meaning is not public; the answer is always XML.
        file_category: "FileCategory" Digits(1),
        /// Whether prescriptions are wanted too; its meaning is not public.
        prescriptions: "PrDiInfClassification" Digits(1),
        /// For which kind of treatment (OQSCD028).
        treatment: "MedicalTreatmentFlag" Text(1) => MedicalTreatment,
    }
}

/// Is a request to look at somebody's medical information.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct View {
    /// What is to be seen.
    pub information: Information,
    /// Whose, and by whom.
    pub subject: Subject,
    /// How much of it.
    pub scope: Scope,
}

/// Is what is seen, and until when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MedicalRecord {
    /// The end of the consent, yyyyMMddHHmmss: from then on nothing of this may lie anywhere.
    pub available_until: String,
    /// 氏名.
    pub name: Option<Personal>,
    /// 氏名カナ.
    pub name_kana: Option<Personal>,
    /// 生年月日, yyyyMMdd.
    pub birthdate: Option<Personal>,
    /// 性別 (OQSCD007).
    pub sex: Option<Personal>,
    /// 薬剤情報.
    pub dispensings: Vec<Dispensing>,
    /// 特定健診情報.
    pub checkups: Vec<Checkup>,
    /// 臨床情報.
    pub entries: Vec<ClinicalEntry>,
}

impl MedicalRecord {
    /// Leaves out what was dispensed in months that nobody asked for.
    pub(crate) fn within(mut self, scope: &Scope) -> Self {
        let bound = |month: &Option<Personal>| month.as_ref().map(|month| month.reveal().to_owned());
        let (first, last) = (bound(&scope.first_month), bound(&scope.last_month));
        self.dispensings.retain(|dispensing| {
            let month = dispensing.month();
            first.as_deref().is_none_or(|first| first <= month)
                && last.as_deref().is_none_or(|last| month <= last)
        });
        self
    }
}

/// Is what was dispensed on one day (DiDateInf).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dispensing {
    /// 調剤年月日, yyyyMMdd.
    pub dispensed_on: Personal,
    /// What.
    pub medicines: Vec<Medicine>,
}

impl Dispensing {
    /// Gives the month, yyyyMM.
    pub(crate) fn month(&self) -> &str {
        self.dispensed_on.reveal().get(..6).unwrap_or_default()
    }
}

elements! {
    /// 薬剤 (DrugInf).
    Medicine {
        /// 薬剤コード.
        code: "DrugC" Any,
        /// 薬剤名.
        name: "DrugN" Any,
        /// 成分名.
        ingredient: "IngreN" Any,
        /// 用法.
        usage: "UsageN" Any,
        /// 数量.
        quantity: "Qua1" Any,
        /// 単位.
        unit: "Unit" Any,
        /// 日数 or 回数.
        times: "Times" Any,
    }
}

/// Is one check-up (SpecificHealthCheckupInfo).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checkup {
    /// 受診年月日, yyyyMMdd.
    pub examined_on: Personal,
    /// The results.
    pub items: Vec<CheckupItem>,
}

elements! {
    /// 健診結果・質問票情報 (HealthCheckupResultAndQuestionInfo).
    CheckupItem {
        /// 項目コード.
        code: "ItemCode" Any,
        /// 項目名.
        name: "ItemName" Any,
        /// 値.
        value: "DataValue" Any,
        /// 単位.
        unit: "Unit" Any,
    }
}

elements! {
    /// One entry of 臨床情報; the elements are ours, because no public program shows those of the interface.
    ClinicalEntry {
        /// Under which consent it stands (OQSCD036).
        consent: "ConsentInformationClassification" Text(3) => ConsentedInformation,
        /// The heading: アレルギー, 検査, 傷病名, 感染症.
        section: "SectionName" Any,
        /// 記録年月日, yyyyMMdd.
        recorded_on: "RecordedDate" Date,
        /// What.
        contents: "Contents" Any,
    }
}
