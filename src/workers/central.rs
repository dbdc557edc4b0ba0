//! The centre's thread: questions of one visit run side by side on one warm connection.

use super::clock::WallClock;
use super::evidence::Desk;
use super::post::{Post, thread};
use super::{faults, translate};
use crate::session::{Answer, Consent, Fault, Method, Ticket};
use central::{
    AssertionBody, AssertionKey, CertificateStatus, Client, ConsentRequest, EligibilityRequest,
    EnrolmentRequest, Proof,
};
use rand::Rng as _;
use sha2::{Digest, Sha256};
use std::rc::Rc;
use std::time::Duration;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::time::timeout;

/// After so long without a question the line is asked whether it still stands; services commonly close it after 75 s.
const QUIET: Duration = Duration::from_secs(60);
/// How long a patient's visit may wait to hear whether a line that rests is back.
const KNOCK: Duration = Duration::from_secs(1);

/// The centre, as the kiosk was given it.
pub struct Centre {
    /// The client, with this kiosk's certificate.
    pub client: Client,
    /// The kiosk's own key, under "the face matched" and "a clerk looked".
    pub key: AssertionKey,
}

pub(super) enum Job {
    Open(Ticket),
    Certificate(Ticket),
    Eligibility(Ticket, Method),
    Enrol(Ticket, Method),
    Consent(Ticket, Consent),
}

/// The session's end of the centre.
pub(super) struct CentreWorker {
    jobs: Sender<Job>,
}

impl CentreWorker {
    pub(super) fn start(centre: Centre, desk: Desk, clock: WallClock, post: Post) -> Self {
        let (jobs, inbox) = channel(32);
        thread("centre", move || {
            let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else {
                return tracing::error!("no runtime for the centre");
            };
            let line = Rc::new(Line { centre, desk, clock, post });
            tokio::task::LocalSet::new().block_on(&runtime, serve(line, inbox));
        });
        Self { jobs }
    }

    pub(super) fn ask(&self, job: Job) {
        if self.jobs.try_send(job).is_err() {
            tracing::warn!("the centre's worker is stuck");
        }
    }
}

async fn serve(line: Rc<Line>, mut inbox: Receiver<Job>) {
    loop {
        match timeout(QUIET, inbox.recv()).await {
            Ok(Some(job)) => {
                let line = Rc::clone(&line);
                tokio::task::spawn_local(async move { line.carry_out(job).await });
            }
            Ok(None) => break,
            Err(_) => {
                let client = line.centre.client.clone();
                tokio::task::spawn_local(async move { keep_warm(&client).await });
            }
        }
    }
}

/// Between patients the connection is used, so that the next one meets it open, and the log tells of a line that broke.
async fn keep_warm(client: &Client) {
    if let Err(error) = client.warm().await {
        tracing::warn!(%error, layer = error.layer().name(), "the centre, between patients");
    }
}

struct Line {
    centre: Centre,
    desk: Desk,
    clock: WallClock,
    post: Post,
}

impl Line {
    async fn carry_out(&self, job: Job) {
        let (ticket, answer) = match job {
            Job::Open(ticket) => (ticket, Answer::ChallengeReceived(self.open(ticket).await)),
            Job::Certificate(ticket) => (ticket, Answer::CertificateChecked(self.certificate(ticket).await)),
            Job::Eligibility(ticket, method) => {
                let answer = self.eligibility(ticket, method).await;
                (ticket, Answer::EligibilityReceived(answer))
            }
            Job::Enrol(ticket, method) => (ticket, Answer::Enrolled(self.enrol(ticket, method).await)),
            Job::Consent(ticket, consent) => {
                (ticket, Answer::ConsentStored(self.consent(ticket, consent).await))
            }
        };
        self.post.answer(ticket, answer);
    }

    async fn open(&self, ticket: Ticket) -> Result<(), Fault> {
        let id = request_id(ticket);
        // The line may rest although the centre is back: nobody shall meet what the last patient met.
        if self.centre.client.rests() {
            let _ = timeout(KNOCK, self.centre.client.probe()).await;
        }
        let challenge = self.centre.client.challenge(&id).await.map_err(|error| faults::central(&error))?;
        if let Some(mut evidence) = self.desk.of(ticket.visit) {
            evidence.challenge = Some(challenge);
        }
        Ok(())
    }

    async fn certificate(&self, ticket: Ticket) -> Result<(), Fault> {
        let der = self.certificate_der(ticket)?;
        let asked = self.centre.client.certificate_status(&request_id(ticket), &der).await;
        match asked.map_err(|error| faults::central(&error))? {
            CertificateStatus::Valid | CertificateStatus::ExpiresSoon { .. } | CertificateStatus::Grace => {
                Ok(())
            }
            CertificateStatus::Expired => Err(Fault::CertificateDead),
            // Its words tell of the day that a renewed card takes.
            CertificateStatus::Revoked | CertificateStatus::Renewed => Err(Fault::CertificateRevoked),
            CertificateStatus::Unknown => Err(Fault::CentralRefusedProof),
        }
    }

    async fn eligibility(
        &self,
        ticket: Ticket,
        method: Method,
    ) -> Result<crate::session::Eligibility, Fault> {
        let request = self.eligibility_request(ticket, method)?;
        let answer =
            self.centre.client.eligibility(&request).await.map_err(|error| faults::central(&error))?;
        if !answer.enrolled {
            return Err(Fault::NotEnrolled);
        }
        self.keep(ticket, answer)
    }

    /// Keeps an answer for the hand-off, unless it is a stranger's.
    fn keep(
        &self,
        ticket: Ticket,
        answer: central::Eligibility,
    ) -> Result<crate::session::Eligibility, Fault> {
        let known = translate::eligibility(&answer);
        if let Some(mut evidence) = self.desk.of(ticket.visit) {
            let holder = evidence.holder.as_ref();
            let conflicts = holder.map(|holder| holder.conflicts(&answer.results)).unwrap_or_default();
            if !conflicts.is_empty() {
                tracing::warn!(?conflicts, "the centre's record is not of the card's holder");
                return Err(Fault::RecordOfAnother);
            }
            evidence.eligibility = Some(answer);
        }
        Ok(known)
    }

    async fn enrol(&self, ticket: Ticket, method: Method) -> Result<crate::session::Enrolment, Fault> {
        let request = EnrolmentRequest(self.eligibility_request(ticket, method)?);
        let answer = self.centre.client.enrol(&request).await.map_err(|error| faults::enrolment(&error))?;
        if !answer.eligibility.enrolled {
            return Err(Fault::EnrolmentUnclear);
        }
        let known = translate::enrolment(&answer);
        match self.keep(ticket, answer.eligibility) {
            Ok(_) => Ok(known),
            // The centre has enrolled the card all the same.
            Err(Fault::RecordOfAnother) if !known.already => Err(Fault::EnrolledRecordOfAnother),
            Err(fault) => Err(fault),
        }
    }

    fn eligibility_request(&self, ticket: Ticket, method: Method) -> Result<EligibilityRequest, Fault> {
        let mut evidence = self.desk.of(ticket.visit).ok_or(Fault::CardUnreadable)?;
        let time = *evidence.stated_at.get_or_insert_with(|| self.clock.unix());
        let certificate_der = evidence.certificate.clone().ok_or(Fault::CardUnreadable)?;
        let challenge = evidence.challenge.as_ref().ok_or(Fault::CentralUnreachable)?;
        let body = |method| AssertionBody {
            nonce: challenge.nonce,
            method,
            time,
            certificate_sha256: Sha256::digest(&certificate_der).into(),
            similarity: evidence.similarity,
            clerk_id: evidence.clerk.clone(),
        };
        let sign = |body| self.centre.key.sign(&body).map_err(|_| Fault::CentralRefusedKiosk);
        let proof = match method {
            Method::Face => Proof::Face(sign(body(central::Method::Face))?),
            Method::Clerk => Proof::Clerk(sign(body(central::Method::Clerk))?),
            Method::Pin => Proof::Pin { signature: evidence.signature.clone().ok_or(Fault::CardUnreadable)? },
        };
        Ok(EligibilityRequest {
            request_id: request_id(ticket),
            challenge_id: challenge.id.clone(),
            certificate_der,
            proof,
            confirmation_date: self.clock.japan().strftime("%Y%m%d").to_string(),
        })
    }

    async fn consent(&self, ticket: Ticket, consent: Consent) -> Result<(), Fault> {
        let visit_token = self
            .desk
            .of(ticket.visit)
            .and_then(|evidence| evidence.eligibility.as_ref().map(|answer| answer.visit_token.clone()))
            .ok_or(Fault::ConsentNotStored)?;
        let request = ConsentRequest {
            request_id: request_id(ticket),
            visit_token,
            medical_info: translate::medical_info(consent),
        };
        let receipt = self.centre.client.consent(&request).await.map_err(|error| faults::central(&error))?;
        if let Some(mut evidence) = self.desk.of(ticket.visit) {
            evidence.consent = Some(receipt);
        }
        Ok(())
    }

    fn certificate_der(&self, ticket: Ticket) -> Result<Vec<u8>, Fault> {
        self.desk
            .of(ticket.visit)
            .and_then(|evidence| evidence.certificate.clone())
            .ok_or(Fault::CardUnreadable)
    }
}

/// A request's name, the same for every repetition of it, and unlike any other kiosk's.
fn request_id(ticket: Ticket) -> String {
    let chance: u64 = rand::thread_rng().r#gen();
    format!("{}-{}-{chance:016x}", ticket.visit, ticket.serial)
}
