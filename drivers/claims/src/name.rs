//! Names of requests and their answers: `<system><si|mu><function><phase><req|res>_<suffix>.xml`.

use crate::Information;

/// Names a kind of request that is answered here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 資格確認 of one person: `OQSsiquc01`.
    Check,
    /// 資格確認 of many, handed in: `OQSmuquc01`.
    BulkCheck,
    /// 資格確認 of many, fetched: `OQSmuquc02`.
    FetchChecks,
    /// 照会番号登録 of one person: `OQSsiimm01` (OQS-IF-003).
    Register,
    /// 照会番号登録 of many, handed in: `OQSmuimm01` (OQS-IF-009).
    BulkRegister,
    /// 照会番号登録 of many, fetched: `OQSmuimm02` (OQS-IF-012).
    FetchRegistrations,
    /// 訪問診療等 同意リスト, handed in: `OQSmuhvq01`.
    VisitConsents,
    /// 訪問診療等 同意リスト, fetched: `OQSmuhvq02`.
    FetchVisitConsents,
    /// オンライン診療等 同意リスト, handed in: `OQSmuonq01`.
    OnlineConsents,
    /// オンライン診療等 同意リスト, fetched: `OQSmuonq02`.
    FetchOnlineConsents,
    /// Medical information of one person: `YZKsiquc01`, `TKKsiquc01`, `CIPsiquc01`.
    View(Information),
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::Check,
        Self::BulkCheck,
        Self::FetchChecks,
        Self::Register,
        Self::BulkRegister,
        Self::FetchRegistrations,
        Self::VisitConsents,
        Self::FetchVisitConsents,
        Self::OnlineConsents,
        Self::FetchOnlineConsents,
        Self::View(Information::Medicines),
        Self::View(Information::Checkups),
        Self::View(Information::Clinical),
    ];

    /// Gives the name's beginning, which request and answer share.
    pub fn stem(self) -> &'static str {
        match self {
            Self::Check => "OQSsiquc01",
            Self::BulkCheck => "OQSmuquc01",
            Self::FetchChecks => "OQSmuquc02",
            Self::Register => "OQSsiimm01",
            Self::BulkRegister => "OQSmuimm01",
            Self::FetchRegistrations => "OQSmuimm02",
            Self::VisitConsents => "OQSmuhvq01",
            Self::FetchVisitConsents => "OQSmuhvq02",
            Self::OnlineConsents => "OQSmuonq01",
            Self::FetchOnlineConsents => "OQSmuonq02",
            Self::View(Information::Medicines) => "YZKsiquc01",
            Self::View(Information::Checkups) => "TKKsiquc01",
            Self::View(Information::Clinical) => "CIPsiquc01",
        }
    }

    /// Gives the kind that was handed in, for one that fetches.
    pub(crate) fn handed_in(self) -> Option<Self> {
        match self {
            Self::FetchChecks => Some(Self::BulkCheck),
            Self::FetchRegistrations => Some(Self::BulkRegister),
            Self::FetchVisitConsents => Some(Self::VisitConsents),
            Self::FetchOnlineConsents => Some(Self::OnlineConsents),
            _ => None,
        }
    }

    /// Says what a view is to show.
    pub(crate) fn information(self) -> Option<Information> {
        match self {
            Self::View(information) => Some(information),
            _ => None,
        }
    }
}

/// Is the name of a request file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestName {
    /// What is asked.
    pub kind: Kind,
    /// What the receipt computer chose, usually yyyyMMdd and four digits.
    suffix: String,
}

impl RequestName {
    /// Reads a file's name; `None` for a file that is not a request answered here.
    pub fn parse(name: &str) -> Option<Self> {
        let (stem, suffix) = name.strip_suffix(".xml")?.split_once("req_")?;
        let kind = Kind::ALL.into_iter().find(|kind| kind.stem() == stem)?;
        (!suffix.is_empty()).then(|| Self { kind, suffix: suffix.to_owned() })
    }

    /// Gives the name of the request.
    pub fn request(&self) -> String {
        format!("{}req_{}.xml", self.kind.stem(), self.suffix)
    }

    /// Gives the name of its answer: `res` in the place of `req`.
    pub fn answer(&self) -> String {
        format!("{}res_{}.xml", self.kind.stem(), self.suffix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_named_after_its_request() {
        for kind in Kind::ALL {
            let name = RequestName::parse(&format!("{}req_202609290001.xml", kind.stem())).unwrap();
            assert_eq!(name.kind, kind);
            assert_eq!(name.answer(), format!("{}res_202609290001.xml", kind.stem()));
            assert_eq!(RequestName::parse(&name.request()), Some(name));
        }
    }

    #[test]
    fn other_files_are_not_requests() {
        for name in [
            "OQSsiquc01req_.xml",
            "OQSsiquc01req_1.xml.tmp",
            "OQSsiquc01res_1.xml",
            "OQSsiquc02req_1.xml",
            "YZKsiquc01req_1.pdf",
            "OQSmutic01req_1.xml",
            ".OQSsiquc01req_1.xml",
            "oqssiquc01req_1.xml",
            "OQSsiquc01req1.xml",
            "",
        ] {
            assert_eq!(RequestName::parse(name), None, "{name}");
        }
    }
}
