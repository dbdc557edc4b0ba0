//! The claims' side (審査支払機関): a claim is addressed by the eligibility on the days of treatment.
//!
//! A claim that was sent to a former insurer goes to the one whose insurance held (振替), or in parts to several where the
//! insurance changed within the month (分割); 資格確認結果連絡書 tells the institution. What the public record says of the
//! rules (eligibility-interface fact 4.6) is kept; the messages, and when a claim goes back (返戻), are this project's own.

use super::insurance::{Member, of_numbers, of_person};
use super::steps::{Desk, Refusal, Role, Step};
use super::store::StoreError;
use crate::wire::{InsuredNumbers, RefusalCode, Request, form};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// Before this day the latest issue of a card decided; from then on a claim stays where the insurance held that day.
const PRESENT_RULE_FROM: &str = "20220201";
/// A claim is one month's.
const MOST_DAYS: usize = 31;
/// The claim's own name has at most so many characters.
const LONGEST_NAME: usize = 50;

/// Asks to whom a claim goes.
#[derive(Clone, Serialize, Deserialize, JsonSchema)]
pub struct ReviewRequest {
    /// The id of this request.
    #[schemars(regex(pattern = form::REQUEST_ID))]
    pub request_id: String,
    /// The reviewer's own name for the claim.
    #[schemars(length(min = 1, max = LONGEST_NAME))]
    pub claim: String,
    /// 医療機関コード of who sent it, 10 digits.
    #[schemars(regex(pattern = form::INSTITUTION))]
    pub medical_institution_code: String,
    /// Whose insurance it names.
    #[serde(flatten)]
    pub insured: InsuredNumbers,
    /// 生年月日, `yyyyMMdd`.
    pub birthdate: String,
    /// The days of treatment, `yyyyMMdd`.
    #[schemars(length(min = 1, max = MOST_DAYS), inner(regex(pattern = form::DAY)))]
    pub treatment_days: Vec<String>,
    /// Whether 公費 takes part; such a claim is not addressed anew.
    #[serde(default)]
    pub public_expense: bool,
}

/// Says what becomes of a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It goes where it was sent.
    AsClaimed,
    /// 振替: it goes to another insurer.
    Readdressed,
    /// 分割: parts of it go to several.
    Split,
    /// 返戻: it goes back to the institution.
    Returned,
}

/// Says why a day's treatment goes where it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The claimed insurance held that day.
    ClaimedHeld,
    /// Another insurance held that day, and the claimed one did not.
    AnotherHeld,
    /// The card of this insurance was issued last; the rule of treatment before February 2022.
    IssuedLast,
    /// 公費 takes part, and such claims are not addressed anew.
    PublicExpense,
    /// No insurance of this person held that day.
    NoneHeld,
    /// Several other insurances held that day.
    SeveralHeld,
    /// The numbers and the birth date are nobody's.
    InsuredUnknown,
    /// They are several people's.
    InsuredSeveral,
    /// The days are of several months, or a day stands twice.
    DaysNotOfAMonth,
}

impl Reason {
    /// The sentence of the notice; the real notice's words are not public.
    fn sentence(self) -> &'static str {
        match self {
            Self::ClaimedHeld => "診療日において請求された資格は有効です。",
            Self::AnotherHeld => "診療日において請求された資格は有効でなく、他の資格が有効です。",
            Self::IssuedLast => "診療日において有効な資格のうち、証の交付年月日が最も新しいものです。",
            Self::PublicExpense => "公費負担医療を含むため、振替の対象外です。",
            Self::NoneHeld => "診療日において有効な資格がありません。",
            Self::SeveralHeld => "診療日において有効な資格が複数あります。",
            Self::InsuredUnknown => "該当する資格がありません。",
            Self::InsuredSeveral => "該当する資格が複数あります。",
            Self::DaysNotOfAMonth => "診療日が一月の暦日として正しくありません。",
        }
    }
}

/// Is what goes to one insurer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Part {
    /// Whose insurance pays.
    #[serde(flatten)]
    pub insured: InsuredNumbers,
    /// For these days, in order.
    pub treatment_days: Vec<String>,
}

/// Is one line of the notice: why these days go where they go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NoticeLine {
    /// The days, in order.
    pub treatment_days: Vec<String>,
    /// Why.
    pub reason: Reason,
    /// The same as a sentence, to be shown as it is.
    pub message: String,
}

/// 資格確認結果連絡書: tells the institution what was found and done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Notice {
    /// The claim, as it was named.
    pub claim: String,
    /// To whom the notice goes.
    pub medical_institution_code: String,
    /// One line for each reason.
    pub lines: Vec<NoticeLine>,
}

/// Answers where a claim goes.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reviewed {
    /// What becomes of it.
    pub outcome: Outcome,
    /// To whom, with which days; none where it goes back.
    pub parts: Vec<Part>,
    /// What the institution is told.
    pub notice: Notice,
}

impl Request for ReviewRequest {
    type Answer = Reviewed;
    const PATH: &'static str = "/v1/claims/reviews";
    fn request_id(&self) -> &str {
        &self.request_id
    }
}

impl Step for ReviewRequest {
    const ROLE: Role = Role::Reviewer;
    const SAYS: &'static str = "Addresses a claim by the eligibility on the days of treatment.";

    fn decide(&self, desk: &Desk<'_>) -> Result<Reviewed, Refusal> {
        if !self.is_well_formed() {
            return Err(RefusalCode::BadRequest.into());
        }
        if !is_of_a_month(&self.treatment_days) {
            return Ok(self.returned(Reason::DaysNotOfAMonth));
        }
        let mut claimed = of_numbers(desk.db(), &self.insured)?;
        claimed.retain(|member| member.record().birthdate.as_deref() == Some(self.birthdate.as_str()));
        let Some(first) = claimed.first() else { return Ok(self.returned(Reason::InsuredUnknown)) };
        if claimed.iter().any(|member| member.person != first.person) {
            return Ok(self.returned(Reason::InsuredSeveral));
        }
        desk.is_about(Some(&first.person));
        let insurances = of_person(desk.db(), &first.person)?;
        Ok(self.address(&claimed, &insurances)?)
    }
}

impl ReviewRequest {
    fn is_well_formed(&self) -> bool {
        let days = &self.treatment_days;
        (1..=LONGEST_NAME).contains(&self.claim.chars().count())
            && (1..=MOST_DAYS).contains(&days.len())
            && days.iter().all(|day| super::calendar::is_day(day))
            && self.medical_institution_code.len() == 10
            && self.medical_institution_code.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Gives each day to an insurance; one day that has none sends the whole claim back.
    fn address(&self, claimed: &[Member], insurances: &[Member]) -> Result<Reviewed, StoreError> {
        let mut days: Vec<_> = self.treatment_days.iter().collect();
        days.sort_unstable();
        let (mut parts, mut lines) =
            (BTreeMap::<usize, Vec<String>>::new(), BTreeMap::<Reason, Vec<String>>::new());
        for day in days {
            let place = match self.public_expense {
                true => Ok((position(insurances, claimed), Reason::PublicExpense)),
                false => addressee(day, claimed, insurances),
            };
            let reason = place.map_or_else(|reason| reason, |(_, reason)| reason);
            lines.entry(reason).or_default().push(day.clone());
            if let Ok((Some(place), _)) = place {
                parts.entry(place).or_default().push(day.clone());
            }
        }
        let is_whole = parts.values().map(Vec::len).sum::<usize>() == self.treatment_days.len();
        let is_claimed = |place: &usize| insurances.get(*place).is_some_and(|one| is_one_of(one, claimed));
        let outcome = match parts.keys().collect::<Vec<_>>().as_slice() {
            _ if !is_whole => Outcome::Returned,
            [place] if is_claimed(place) => Outcome::AsClaimed,
            [_] => Outcome::Readdressed,
            _ => Outcome::Split,
        };
        let parts = parts.into_iter().filter(|_| is_whole);
        let part = |(place, treatment_days): (usize, Vec<String>)| {
            let member = insurances.get(place).ok_or(StoreError::Form("an insurance"))?;
            Ok(Part { insured: numbers(member), treatment_days })
        };
        Ok(Reviewed {
            outcome,
            parts: parts.map(part).collect::<Result<_, StoreError>>()?,
            notice: self.notice(lines),
        })
    }

    fn returned(&self, reason: Reason) -> Reviewed {
        let lines = BTreeMap::from([(reason, self.treatment_days.clone())]);
        Reviewed { outcome: Outcome::Returned, parts: Vec::new(), notice: self.notice(lines) }
    }

    fn notice(&self, lines: BTreeMap<Reason, Vec<String>>) -> Notice {
        let line = |(reason, treatment_days): (Reason, Vec<String>)| NoticeLine {
            treatment_days,
            reason,
            message: reason.sentence().to_owned(),
        };
        Notice {
            claim: self.claim.clone(),
            medical_institution_code: self.medical_institution_code.clone(),
            lines: lines.into_iter().map(line).collect(),
        }
    }
}

/// Finds whose the treatment of a day is, and why; or why it is nobody's.
fn addressee(
    day: &str,
    claimed: &[Member],
    insurances: &[Member],
) -> Result<(Option<usize>, Reason), Reason> {
    let held: Vec<_> = insurances.iter().enumerate().filter(|(_, one)| one.holds_on(day)).collect();
    let of_claimed = held.iter().find(|(_, one)| is_one_of(one, claimed)).map(|(place, _)| *place);
    let issued_last = held.iter().max_by(|(_, one), (_, other)| issue(one).cmp(issue(other)));
    match (held.as_slice(), of_claimed, issued_last) {
        ([], ..) => Err(Reason::NoneHeld),
        (_, claimed, Some((last, _))) if day < PRESENT_RULE_FROM && claimed != Some(*last) => {
            Ok((Some(*last), Reason::IssuedLast))
        }
        (_, Some(claimed), _) => Ok((Some(claimed), Reason::ClaimedHeld)),
        ([(one, _)], None, _) => Ok((Some(*one), Reason::AnotherHeld)),
        _ => Err(Reason::SeveralHeld),
    }
}

fn is_one_of(one: &Member, claimed: &[Member]) -> bool {
    claimed.iter().any(|claimed| claimed.record() == one.record())
}

fn position(insurances: &[Member], claimed: &[Member]) -> Option<usize> {
    insurances.iter().position(|one| is_one_of(one, claimed))
}

fn issue(member: &Member) -> &str {
    member.record().insured_certificate_issuance_date.as_deref().unwrap_or_default()
}

fn numbers(member: &Member) -> InsuredNumbers {
    let record = member.record().clone();
    InsuredNumbers {
        insurer_number: record.insurer_number.unwrap_or_default(),
        insured_card_symbol: record.insured_card_symbol,
        insured_identification_number: record.insured_identification_number.unwrap_or_default(),
        insured_branch_number: record.insured_branch_number,
    }
}

/// Says whether days are different ones of one month.
fn is_of_a_month(days: &[String]) -> bool {
    let month = |day: &String| day.get(..6).map(str::to_owned);
    let distinct: std::collections::BTreeSet<_> = days.iter().collect();
    distinct.len() == days.len() && days.iter().all(|day| month(day) == days.first().and_then(month))
}

/// Shows nothing of a person.
impl fmt::Debug for ReviewRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReviewRequest").field("request_id", &self.request_id).finish_non_exhaustive()
    }
}

/// Shows nothing of a person.
impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Part").field("treatment_days", &self.treatment_days).finish_non_exhaustive()
    }
}

/// Shows nothing of a person.
impl fmt::Debug for Reviewed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reviewed").field("outcome", &self.outcome).finish_non_exhaustive()
    }
}
