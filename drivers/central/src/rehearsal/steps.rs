//! The rules: what the service decides for each question.

mod enrolment;
pub(super) mod outage;
mod queries;
mod views;

use super::calendar::{self, DAY};
use super::certificate::CardCertificate;
use super::insurance;
use super::records::{self, Owner, Taken, Visit};
use super::service::Service;
use super::store::{Records, StoreError};
use crate::wire::{
    Assertion, CertificateStatus, CertificateStatusRequest, Challenge, ChallengeRequest, ConsentReceipt,
    ConsentRequest, ConsentSlot, Eligibility, EligibilityRequest, Method, ProcessingResultStatus, Proof,
    QualificationResult, RefusalCode, Request, SegmentOfResult,
};
use ring::rand::{SecureRandom as _, SystemRandom};
use schemars::JsonSchema;
use std::cell::RefCell;
use std::sync::Arc;

/// How long a nonce may be signed, seconds: a PIN may be typed three times in it.
const NONCE_LIFE: i64 = 180;
/// How far an assertion's time may be from the service's clock, seconds.
const ASSERTION_SKEW: i64 = 300;
/// How long after its eligibility check a visit may still give consent, seconds.
const VISIT_LIFE: i64 = 3600;

/// Says why no answer is given.
pub(super) enum Refusal {
    /// A rule says no.
    Because(RefusalCode),
    /// The records failed.
    Records(StoreError),
}

impl From<RefusalCode> for Refusal {
    fn from(code: RefusalCode) -> Self {
        Self::Because(code)
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Records(error)
    }
}

/// Is where one question is decided: the records, the rules, who asks, and what time it is.
pub(super) struct Desk<'a> {
    db: &'a dyn Records,
    service: &'a Service,
    kiosk: &'a str,
    standing: &'a Standing,
    now: i64,
    person: RefCell<Option<String>>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(
        db: &'a dyn Records,
        service: &'a Service,
        kiosk: &'a str,
        standing: &'a Standing,
        now: i64,
    ) -> Self {
        Self { db, service, kiosk, standing, now, person: RefCell::default() }
    }

    pub(super) fn db(&self) -> &dyn Records {
        self.db
    }

    pub(super) fn now(&self) -> i64 {
        self.now
    }

    /// Returns the insurer that the asker speaks for; `None` if for every one.
    pub(super) fn insurer(&self) -> Option<&str> {
        match self.standing {
            Standing::Party { insurer } => insurer.as_deref(),
            Standing::Kiosk { .. } => Some(""),
        }
    }

    fn assertion_key(&self) -> &[u8] {
        match self.standing {
            Standing::Kiosk { assertion_key } => assertion_key,
            Standing::Party { .. } => &[],
        }
    }

    /// Returns the person whom the question turned out to be about, for the audit row.
    pub(super) fn person(&self) -> Option<String> {
        self.person.borrow().clone()
    }

    /// Says whom the question turned out to be about.
    pub(super) fn is_about(&self, person: Option<&str>) {
        *self.person.borrow_mut() = person.map(str::to_owned);
    }

    /// Judges a certificate; a serial number says nothing where no known authority gave it.
    fn certificate_status(&self, certificate: &CardCertificate, owner: Option<&Owner>) -> CertificateStatus {
        match certificate.status(self.now) {
            CertificateStatus::Unknown => CertificateStatus::Unknown,
            _ if owner.is_some_and(|owner| owner.revoked) => CertificateStatus::Revoked,
            // A renewed certificate takes a day to be linked with its owner.
            _ if owner.is_none() && certificate.is_new(self.now) => CertificateStatus::Renewed,
            status => status,
        }
    }
}

/// Says who may ask a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A kiosk of an institution.
    Kiosk,
    /// An insurer.
    Insurer,
    /// Who reviews claims (審査支払機関).
    Reviewer,
}

/// Is what is on record about who asks.
pub(super) enum Standing {
    Kiosk { assertion_key: Arc<[u8]> },
    Party { insurer: Option<String> },
}

/// Decides a question.
pub(super) trait Step: Request<Answer: JsonSchema> + JsonSchema {
    /// What it is for, one sentence.
    const SAYS: &'static str;
    /// Every refusal that [`Self::decide`] may return, beside those of every question.
    const REFUSES: &'static [RefusalCode] = &[];
    /// Who may ask it.
    const ROLE: Role = Role::Kiosk;
    /// Whether the answer is kept under its request id; where not, a question asked again is worked again.
    const KEEPS_ANSWER: bool = true;
    /// Returns the answer or the refusal; both are remembered under the request id.
    fn decide(&self, desk: &Desk<'_>) -> Result<Self::Answer, Refusal>;
}

impl Step for ChallengeRequest {
    const SAYS: &'static str = "Fetches a nonce for the card or the kiosk to sign.";

    fn decide(&self, desk: &Desk<'_>) -> Result<Challenge, Refusal> {
        let challenge = Challenge { nonce: random()?, id: token()?, expires_at: desk.now + NONCE_LIFE };
        records::put_challenge(desk.db, desk.kiosk, &challenge.id, &challenge.nonce, challenge.expires_at)?;
        Ok(challenge)
    }
}

impl Step for CertificateStatusRequest {
    const SAYS: &'static str = "Asks for the condition of a user-authentication certificate.";
    const REFUSES: &'static [RefusalCode] = &[RefusalCode::CertificateMalformed];

    fn decide(&self, desk: &Desk<'_>) -> Result<CertificateStatus, Refusal> {
        let certificate = desk.service.authorities.read(&self.certificate_der)?;
        let owner = records::owner(desk.db, &certificate.serial)?;
        desk.is_about(owner.as_ref().map(|owner| owner.person.as_str()));
        Ok(desk.certificate_status(&certificate, owner.as_ref()))
    }
}

/// What may be wrong with a proof of who is there.
const UNPROVEN: [RefusalCode; 12] = [
    RefusalCode::NonceUnknown,
    RefusalCode::NonceUsed,
    RefusalCode::NonceExpired,
    RefusalCode::CertificateMalformed,
    RefusalCode::CertificateUnknownIssuer,
    RefusalCode::CertificateNotYetValid,
    RefusalCode::CertificateExpired,
    RefusalCode::CertificateRevoked,
    RefusalCode::SignatureInvalid,
    RefusalCode::AssertionInvalid,
    RefusalCode::AssertionMismatch,
    RefusalCode::AssertionStale,
];

impl Step for EligibilityRequest {
    const SAYS: &'static str = "Proves who is there and asks for the insurance.";
    const REFUSES: &'static [RefusalCode] = &UNPROVEN;

    fn decide(&self, desk: &Desk<'_>) -> Result<Eligibility, Refusal> {
        let (owner, status) = self.recognise(desk)?;
        self.answer(desk, owner.filter(|owner| owner.enrolled), status)
    }
}

impl EligibilityRequest {
    /// Finds out whose card is there, proven, and what its certificate is worth.
    fn recognise(&self, desk: &Desk<'_>) -> Result<(Option<Owner>, CertificateStatus), Refusal> {
        // The nonce first: whatever else is wrong, it is spent.
        let nonce = self.take_nonce(desk)?;
        if !calendar::is_day(&self.confirmation_date) {
            return Err(RefusalCode::BadRequest.into());
        }
        let certificate = desk.service.authorities.read(&self.certificate_der)?;
        let owner = records::owner(desk.db, &certificate.serial)?;
        let status = desk.certificate_status(&certificate, owner.as_ref());
        admit(&certificate, status, desk.now)?;
        self.proof.check(desk, &nonce, &certificate)?;
        Ok((owner, status))
    }

    fn take_nonce(&self, desk: &Desk<'_>) -> Result<[u8; 32], Refusal> {
        let challenge = records::take_challenge(desk.db, desk.kiosk, &self.challenge_id, desk.now)?;
        match challenge {
            Taken::Unknown => Err(RefusalCode::NonceUnknown.into()),
            Taken::Used => Err(RefusalCode::NonceUsed.into()),
            Taken::Fresh { expires_at, .. } if expires_at < desk.now => Err(RefusalCode::NonceExpired.into()),
            Taken::Fresh { nonce, .. } => Ok(nonce),
        }
    }

    fn answer(
        &self,
        desk: &Desk<'_>,
        owner: Option<Owner>,
        status: CertificateStatus,
    ) -> Result<Eligibility, Refusal> {
        let person = owner.as_ref().map(|owner| owner.person.clone());
        desk.is_about(person.as_deref());
        let sharing_open = owner.is_some() && status != CertificateStatus::Grace;
        let standing = match &owner {
            Some(owner) => insurance::by_card(desk.db, owner, &self.confirmation_date)?,
            None => insurance::Insurances::default(),
        };
        let visit_token = token()?;
        let visit = Visit { person, opened_at: desk.now, sharing_open };
        records::put_visit(desk.db, desk.kiosk, &visit_token, &visit)?;
        let (code, message) = remark(status, owner.is_some()).unzip();
        let time = calendar::fourteen_digits(desk.now);
        Ok(Eligibility {
            qualification_confirmation_date: self.confirmation_date.clone(),
            medical_institution_code: desk.service.institution_code.clone(),
            reference_classification: "1".to_owned(),
            segment_of_result: SegmentOfResult::Normal,
            error_code: None,
            error_message: None,
            processing_result_status: match owner {
                Some(_) => ProcessingResultStatus::Normal,
                None => ProcessingResultStatus::Error,
            },
            processing_result_code: code,
            processing_result_message: message,
            qualification_validity: standing.validity,
            results: queries::numbered(desk.db, standing.results)?
                .into_iter()
                .map(|result| before_consent(result, &time))
                .collect(),
            enrolled: owner.is_some(),
            certificate: status,
            information_sharing_open: sharing_open,
            visit_token,
            process_execution_time: time,
        })
    }
}

/// Lets a certificate through that may open eligibility.
fn admit(certificate: &CardCertificate, status: CertificateStatus, now: i64) -> Result<(), RefusalCode> {
    match status {
        CertificateStatus::Valid | CertificateStatus::ExpiresSoon { .. } | CertificateStatus::Grace => Ok(()),
        CertificateStatus::Renewed => Err(RefusalCode::CertificateNotYetValid),
        CertificateStatus::Expired if certificate.is_early(now) => Err(RefusalCode::CertificateNotYetValid),
        CertificateStatus::Expired => Err(RefusalCode::CertificateExpired),
        CertificateStatus::Revoked => Err(RefusalCode::CertificateRevoked),
        CertificateStatus::Unknown => Err(RefusalCode::CertificateUnknownIssuer),
    }
}

impl Proof {
    fn check(
        &self,
        desk: &Desk<'_>,
        nonce: &[u8; 32],
        certificate: &CardCertificate,
    ) -> Result<(), RefusalCode> {
        match self {
            Self::Pin { signature } if certificate.signed(nonce, signature) => Ok(()),
            Self::Pin { .. } => Err(RefusalCode::SignatureInvalid),
            Self::Face(assertion) => check_assertion(assertion, Method::Face, desk, nonce, certificate),
            Self::Clerk(assertion) => check_assertion(assertion, Method::Clerk, desk, nonce, certificate),
        }
    }
}

fn check_assertion(
    assertion: &Assertion,
    method: Method,
    desk: &Desk<'_>,
    nonce: &[u8; 32],
    certificate: &CardCertificate,
) -> Result<(), RefusalCode> {
    let body = assertion.verify(desk.assertion_key()).ok_or(RefusalCode::AssertionInvalid)?;
    let complete = match method {
        Method::Face => body.similarity.is_some_and(f32::is_finite),
        Method::Clerk => body.clerk_id.as_deref().is_some_and(|clerk| !clerk.is_empty()),
    };
    let fits = body.nonce == *nonce && body.certificate_sha256 == certificate.sha256 && body.method == method;
    match (fits && complete, body.time.abs_diff(desk.now) <= ASSERTION_SKEW.unsigned_abs()) {
        (true, true) => Ok(()),
        (true, false) => Err(RefusalCode::AssertionStale),
        (false, _) => Err(RefusalCode::AssertionMismatch),
    }
}

/// Returns 処理結果コード and メッセージ; the real list is closed, so both are this project's own.
fn remark(status: CertificateStatus, enrolled: bool) -> Option<(String, String)> {
    let (code, message) = match status {
        _ if !enrolled => ("MDG-E101", "マイナンバーカードの保険証利用登録がされていません。".to_owned()),
        CertificateStatus::ExpiresSoon { days } => (
            "MDG-I001",
            format!("電子証明書の有効期限まで残り{days}日です。市区町村の窓口で更新してください。"),
        ),
        CertificateStatus::Grace => (
            "MDG-I002",
            "電子証明書の有効期限が切れています。資格の確認のみ行い、診療・薬剤情報等は提供できません。"
                .to_owned(),
        ),
        _ => return None,
    };
    Some((code.to_owned(), message))
}

/// Fills the consent elements as they stand before the patient has chosen.
///
/// 限度額 needs no consent since 2024-10-07 and is given; the rest is "no" until a consent says otherwise.
fn before_consent(mut result: QualificationResult, time: &str) -> QualificationResult {
    if result.limit_application_certificate.is_some() {
        result.limit_application_certificate_related_cons_flg = Some("1".to_owned());
        result.limit_application_certificate_related_cons_time = Some(time.to_owned());
    }
    for slot in [
        &mut result.specific_health_checkups_info,
        &mut result.pharmacists_info,
        &mut result.diagnosis_info,
        &mut result.operation_info,
    ] {
        slot.cons_flg = Some("0".to_owned());
    }
    result
}

impl Step for ConsentRequest {
    const SAYS: &'static str = "Records what the patient opens to this institution for 24 hours.";
    const REFUSES: &'static [RefusalCode] =
        &[RefusalCode::VisitUnknown, RefusalCode::VisitExpired, RefusalCode::SharingClosed];

    fn decide(&self, desk: &Desk<'_>) -> Result<ConsentReceipt, Refusal> {
        let visit =
            records::visit(desk.db, desk.kiosk, &self.visit_token)?.ok_or(RefusalCode::VisitUnknown)?;
        desk.is_about(visit.person.as_deref());
        if visit.opened_at + VISIT_LIFE < desk.now {
            return Err(RefusalCode::VisitExpired.into());
        }
        if self.medical_info.any() && !visit.sharing_open {
            return Err(RefusalCode::SharingClosed.into());
        }
        let until = desk.now + DAY;
        records::put_consent(desk.db, &self.visit_token, (desk.now, until), self.medical_info)?;
        Ok(self.receipt(&calendar::fourteen_digits(desk.now), &calendar::fourteen_digits(until)))
    }
}

impl ConsentRequest {
    fn receipt(&self, given: &str, until: &str) -> ConsentReceipt {
        let slot = |given_for| match given_for {
            true => ConsentSlot {
                cons_flg: Some("1".to_owned()),
                cons_time: Some(given.to_owned()),
                available_time: Some(until.to_owned()),
            },
            false => ConsentSlot { cons_flg: Some("0".to_owned()), ..ConsentSlot::default() },
        };
        let info = self.medical_info;
        ConsentReceipt {
            consent_time: given.to_owned(),
            available_time: until.to_owned(),
            specific_health_checkups: slot(info.specific_health_checkups),
            pharmacists: slot(info.pharmacists),
            diagnosis: slot(info.diagnosis),
            operation: slot(info.operation),
        }
    }
}

fn random<const N: usize>() -> Result<[u8; N], RefusalCode> {
    let mut bytes = [0; N];
    SystemRandom::new().fill(&mut bytes).map_err(|_| RefusalCode::Internal)?;
    Ok(bytes)
}

fn token() -> Result<String, RefusalCode> {
    random::<16>().map(hex::encode)
}
