//! Requests of the receipt computer, and what they are answered with.

use std::fmt;

use crate::code::{Code, LimitConsent, MedicalTreatment, ResultStatus};
use crate::elements::{Leaf as _, Leaves, LeavesMut, elements};
use crate::form::Form::{Any, Date, Digits, Insurer, Text};
use crate::{Body, Confirmation, Error, Header, MedicalRecord, Notice, Personal, View};

elements! {
    /// 照会用情報: whom a query is about.
    Search {
        /// 保険者番号, 8 or 6 digits; the file pads it with spaces on the left to 8.
        insurer_number: "InsurerNumber" Insurer,
        /// 被保険者証記号.
        card_symbol: "InsuredCardSymbol" Text(20),
        /// 被保険者証番号.
        identification_number: "InsuredIdentificationNumber" Text(20),
        /// 枝番, 2 digits.
        branch_number: "InsuredBranchNumber" Digits(2),
        /// 生年月日, yyyyMMdd.
        birthdate: "Birthdate" Date,
        /// 限度額適用認定証 提供同意 (OQSCD001).
        limit_consent: "LimitApplicationCertificateRelatedConsFlg" Text(1) => LimitConsent,
        /// 任意の識別子, passed through.
        identifier: "ArbitraryIdentifier" Any,
    }
}

elements! {
    /// 照会番号登録情報: the institution's own number for an insured person.
    Registration {
        /// 照会番号.
        reference_number: "ReferenceNumber" Text(50),
        /// 保険者番号, as in [`Search`].
        insurer_number: "InsurerNumber" Insurer,
        /// 被保険者証記号.
        card_symbol: "InsuredCardSymbol" Text(20),
        /// 被保険者証番号.
        identification_number: "InsuredIdentificationNumber" Text(20),
        /// 枝番, 2 digits.
        branch_number: "InsuredBranchNumber" Digits(2),
    }
}

elements! {
    /// Which days a list of consents is to cover: those of the consents, or of the examinations.
    ConsentPeriod {
        /// 同意日 from, yyyyMMdd.
        consented_from: "ConsentDateFrom" Date,
        /// 同意日 to, yyyyMMdd.
        consented_to: "ConsentDateTo" Date,
        /// 診療日 from, yyyyMMdd.
        examined_from: "ExaminationDateFrom" Date,
        /// 診療日 to, yyyyMMdd.
        examined_to: "ExaminationDateTo" Date,
        /// 診療区分 (OQSCD028).
        treatment: "MedicalTreatmentFlag" Text(1) => MedicalTreatment,
    }
}

/// The most days that one list covers.
const LONGEST_PERIOD: usize = 31;

impl ConsentPeriod {
    /// Lists the days, yyyyMMdd; at a reader consent is given on the day of the examination, so either pair says them.
    pub(crate) fn days(&self) -> Result<Vec<String>, Error> {
        const FORM: &str = "%Y%m%d";
        let pairs = [(&self.consented_from, &self.consented_to), (&self.examined_from, &self.examined_to)];
        let pair = pairs.into_iter().find_map(|(from, to)| from.as_ref().zip(to.as_ref()));
        let (from, to) = pair.ok_or(Error::Missing { element: "ConsentDateFrom" })?;
        let wrong =
            || Error::Malformed { element: "ConsentDateTo", expected: "at most 31 days in their order" };
        let day = |text: &Personal| jiff::civil::Date::strptime(FORM, text.reveal()).map_err(|_| wrong());
        let (from, to) = (day(from)?, day(to)?);
        let days: Vec<_> = from
            .series(jiff::Span::new().days(1))
            .take_while(|day| *day <= to)
            .take(LONGEST_PERIOD + 1)
            .collect();
        match days.len() {
            1..=LONGEST_PERIOD => Ok(days.iter().map(|day| day.strftime(FORM).to_string()).collect()),
            _ => Err(wrong()),
        }
    }
}

/// What the receipt computer says about its request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestHeader {
    /// 医療機関コード, 10 digits.
    pub institution_code: String,
    /// 資格確認日, yyyyMMdd.
    pub confirmation_date: Option<String>,
    /// 任意のファイル識別子, at most 50 characters, echoed.
    pub file_identifier: Option<String>,
}

/// Is a request, as its file says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// About the message.
    pub header: RequestHeader,
    /// What is asked.
    pub ask: Ask,
}

/// Says what is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// 資格確認照会 of one person.
    Check(Search),
    /// 資格確認照会 of many.
    BulkCheck(Vec<Search>),
    /// 照会番号登録 of one person.
    Register(Registration),
    /// 照会番号登録 of many.
    BulkRegister(Vec<Registration>),
    /// Who consented to what at this institution.
    Consents(ConsentPeriod),
    /// The answer to what was handed in before, by its 受付番号.
    Fetch(String),
    /// Medical information of one person.
    View(Box<View>),
}

/// Says how one person's request went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// 処理結果状況.
    pub status: ResultStatus,
    /// 処理結果コード and メッセージ.
    pub notice: Option<Notice>,
}

/// Is one question of a bulk request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Question {
    /// 資格確認照会.
    Check(Search),
    /// 照会番号登録.
    Register(Registration),
    /// Who consented on a day, yyyyMMdd.
    Consents(String),
}

/// Is one person's part of a bulk answer: what was asked, and what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Of a check, where the search stands in the body, or of a list of consents, where there was none.
    Check(Body),
    /// Of a registration.
    Registration(Registration, Outcome),
}

impl Unit {
    /// Gives 処理結果状況 of this person.
    pub fn status(&self) -> ResultStatus {
        match self {
            Self::Check(body) => body.status,
            Self::Registration(_, outcome) => outcome.status,
        }
    }
}

/// Is an answer, as its file will say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// Of one check.
    Check(Confirmation),
    /// Of one registration.
    Registration(Header, Registration, Outcome),
    /// Of many, handed in: fetch the answer under this number.
    Accepted {
        /// About the message.
        header: Header,
        /// 受付番号.
        reception_number: String,
        /// 受付日時, yyyyMMddHHmmss.
        received_at: String,
    },
    /// Of many, fetched.
    Units {
        /// About the message.
        header: Header,
        /// 受付番号.
        reception_number: String,
        /// One for each person, in the order of the request.
        units: Vec<Unit>,
    },
    /// Of many, fetched too early.
    Pending {
        /// About the message, with segment `Processing`.
        header: Header,
        /// 受付番号.
        reception_number: String,
    },
    /// Of a request for medical information.
    Record(Header, Box<MedicalRecord>),
    /// Of a request that could not be worked.
    Refused(Header),
}
