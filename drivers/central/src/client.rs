//! The kiosk's side of the connection: mutual TLS, one deadline per step, a few repeats.
//!
//! The client presents the institution's certificate and trusts one root, not the machine's store. It follows no
//! redirect, uses no proxy and keeps its connection open, so that [`Client::warm`] can pay for the handshake while
//! the patient is still walking up. It never logs a message.
//!
//! Every step carries a request id under which the service keeps its answer, so every step may be asked again. That
//! happens at most twice, only where the line broke or the service asked for it (`Retry-After`), after a random pause,
//! and within the one deadline of the step. While the service is away the line rests ([`breaker`]), and
//! [`Client::diagnose`] says at which layer it ends.

mod breaker;
mod diagnosis;
mod identity;
mod line;

pub use diagnosis::Finding;
pub use identity::IdentityFiles;

use crate::Error;
use crate::wire::{
    self, CertificateStatus, CertificateStatusRequest, Challenge, ChallengeRequest, ConsentList,
    ConsentListRequest, ConsentReceipt, ConsentRequest, Eligibility, EligibilityRequest, Enrolment,
    EnrolmentRequest, MedicalInformation, OutageAnswer, OutageQuestion, Problem, QueryAnswer, QueryRequest,
    ReferenceAnswer, ReferenceRequest, Request, ServiceStatus, ViewRequest, path,
};
use breaker::Breaker;
use line::Line;
use rand::Rng as _;
use reqwest::header::{ACCEPT, CONTENT_TYPE, RETRY_AFTER};
use reqwest::{Method, Response, Url};
use serde::de::DeserializeOwned;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::{Instant, sleep, timeout_at};
use zeroize::Zeroizing;

/// The pauses before the second and the third attempt; each is drawn between half and all of it.
const PAUSES: [Duration; 2] = [Duration::from_millis(150), Duration::from_millis(400)];
/// The part of a step's time that its first attempt may use up.
const LONGEST_ATTEMPT: f64 = 0.75;
/// How long to listen for why the service closes connections.
const LISTENING: Duration = Duration::from_secs(1);
/// A day's consents of a hospital with many thousand patients fit in; what is longer is no answer of this protocol.
const LONGEST_ANSWER: usize = 8 << 20;

/// Says where the service is and who this kiosk is.
#[derive(Clone)]
pub struct ClientConfig {
    /// Address of the service, `https://host:port`.
    pub base_url: String,
    /// The one authority whose server certificates are trusted, PEM.
    pub root_pem: Vec<u8>,
    /// The certificate that this kiosk presents, PEM, intermediates after it.
    pub client_cert_pem: Vec<u8>,
    /// Its private key, PEM.
    pub client_key_pem: Zeroizing<Vec<u8>>,
    /// How long a connection with its TLS handshake may take.
    pub connect_timeout: Duration,
    /// How long one step may take in all: connecting, asking, and asking again.
    pub request_timeout: Duration,
}

/// Asks the service; cheap to clone, all clones share their connections.
#[derive(Clone)]
pub struct Client {
    line: Line,
    breaker: Arc<Breaker>,
    base: Url,
    connect_timeout: Duration,
    request_timeout: Duration,
}

impl Client {
    /// Makes a client; connects to nothing yet.
    pub fn new(config: ClientConfig) -> Result<Self, Error> {
        Self::with(config, None)
    }

    /// Makes a client whose certificate and key are read again at every new connection.
    ///
    /// A pair that cannot be used, such as one that is half exchanged, leaves the last usable one in its place.
    pub fn following(config: ClientConfig, files: IdentityFiles) -> Result<Self, Error> {
        Self::with(config, Some(files))
    }

    fn with(config: ClientConfig, files: Option<IdentityFiles>) -> Result<Self, Error> {
        let base = Url::parse(&config.base_url).map_err(|_| misconfigured("base_url is no URL"))?;
        if base.scheme() != "https" {
            return Err(misconfigured("base_url does not begin with https://"));
        }
        let line = Line::new(&config, files)?;
        let (connect_timeout, request_timeout) = (config.connect_timeout, config.request_timeout);
        Ok(Self { line, breaker: Arc::default(), base, connect_timeout, request_timeout })
    }

    /// Opens the connection ahead of need and asks whether the service is open.
    pub async fn warm(&self) -> Result<ServiceStatus, Error> {
        let (target, request_id) = status_target();
        self.ask(Method::GET, &target, &request_id, Vec::new()).await
    }

    /// Asks as [`Self::warm`] does, even while the line rests.
    async fn status_unguarded(&self) -> Result<ServiceStatus, Error> {
        let (target, request_id) = status_target();
        belonging_to(&request_id, &self.ask_in_time(Method::GET, &target, Vec::new()).await?)
    }

    /// Asks whether the service is there, in nobody's place: even while the line rests, and a patient's question may try the line
    /// meanwhile. Where it is there, the rest is over.
    pub async fn probe(&self) -> Result<ServiceStatus, Error> {
        let status = self.status_unguarded().await?;
        self.breaker.end_rest();
        Ok(status)
    }

    /// Whether the line rests, after failures in a row; [`Client::probe`] tells whether it still must.
    pub fn rests(&self) -> bool {
        self.breaker.rests()
    }

    fn host_and_port(&self) -> Result<(&str, u16), Error> {
        let host = self.base.host_str().ok_or(misconfigured("base_url names no host"))?;
        Ok((host.trim_matches(['[', ']']), self.base.port_or_known_default().unwrap_or(443)))
    }

    /// Fetches a nonce for the card or the kiosk to sign.
    pub async fn challenge(&self, request_id: &str) -> Result<Challenge, Error> {
        self.post(&ChallengeRequest { request_id: request_id.to_owned() }).await
    }

    /// Asks for the condition of a user-authentication certificate, while the face is still being compared.
    pub async fn certificate_status(
        &self,
        request_id: &str,
        certificate_der: &[u8],
    ) -> Result<CertificateStatus, Error> {
        let (request_id, certificate_der) = (request_id.to_owned(), certificate_der.to_vec());
        self.post(&CertificateStatusRequest { request_id, certificate_der }).await
    }

    /// Proves who is there and asks for the insurance.
    pub async fn eligibility(&self, request: &EligibilityRequest) -> Result<Eligibility, Error> {
        self.post(request).await
    }

    /// Enrols a card as insurance card, after the patient has agreed, and asks for the insurance.
    pub async fn enrol(&self, request: &EnrolmentRequest) -> Result<Enrolment, Error> {
        self.post(request).await
    }

    /// Records what the patient consents to.
    ///
    /// A receipt whose window is not exactly 24 hours is [`Error::Malformed`]: nobody may read longer than consented.
    pub async fn consent(&self, request: &ConsentRequest) -> Result<ConsentReceipt, Error> {
        let receipt: ConsentReceipt = self.post(request).await?;
        match receipt.lasts_a_day() {
            true => Ok(receipt),
            false => Err(Error::Malformed { what: "the consent window is not 24 hours" }),
        }
    }

    /// Asks for the insurance of somebody whose numbers are known, for the receipt computer.
    pub async fn query(&self, request: &QueryRequest) -> Result<QueryAnswer, Error> {
        self.post(request).await
    }

    /// Registers the institution's own number for an insured person.
    pub async fn register(&self, request: &ReferenceRequest) -> Result<ReferenceAnswer, Error> {
        self.post(request).await
    }

    /// Looks at medical information that the patient has opened, for licensed staff; every view is on record.
    pub async fn view(&self, request: &ViewRequest) -> Result<MedicalInformation, Error> {
        self.post(request).await
    }

    /// Asks for the insurance of somebody who was here during an outage, with the bytes that were written then.
    pub async fn ask_after_outage(&self, question: &OutageQuestion) -> Result<OutageAnswer, Error> {
        let (id, bytes) = (question.request_id(), question.bytes().to_vec());
        self.ask(Method::POST, path::OUTAGE_QUERIES, id, bytes).await
    }

    /// Lists who consented on a day, for the receipt computer.
    pub async fn consent_list(&self, request: &ConsentListRequest) -> Result<ConsentList, Error> {
        self.post(request).await
    }

    async fn post<Q: Request>(&self, question: &Q) -> Result<Q::Answer, Error> {
        self.ask(Method::POST, Q::PATH, question.request_id(), wire::write_question(question)).await
    }

    async fn ask<A: DeserializeOwned>(
        &self,
        method: Method,
        target: &str,
        request_id: &str,
        body: Vec<u8>,
    ) -> Result<A, Error> {
        let pass = self.breaker.admit(Instant::now())?;
        let answer = self.ask_in_time(method, target, body).await;
        pass.tell(answer.as_ref().err(), Instant::now(), rand::thread_rng().r#gen());
        belonging_to(request_id, &answer?)
    }

    /// Asks, and asks again where that may help, until the step's deadline.
    async fn ask_in_time(&self, method: Method, target: &str, body: Vec<u8>) -> Result<Vec<u8>, Error> {
        let url = self.base.join(target).map_err(|_| misconfigured("base_url takes no path"))?;
        let deadline = Instant::now() + self.request_timeout;
        let mut pauses = PAUSES.iter();
        loop {
            // A kept connection may lead nowhere without saying so; some time is left for a new one.
            let limit = deadline.min(Instant::now() + self.request_timeout.mul_f64(LONGEST_ATTEMPT));
            let attempt = timeout_at(limit, self.attempt(&method, &url, &body)).await;
            let setback = match attempt.unwrap_or(Err(Error::TimedOut.into())) {
                Ok(bytes) => return Ok(bytes),
                Err(setback) => setback,
            };
            let pause = pauses.next().and_then(|pause| setback.pause(*pause));
            match pause.filter(|pause| Instant::now() + *pause < deadline) {
                Some(pause) => {
                    tracing::debug!(error = %setback.error, "asking again");
                    sleep(pause).await;
                }
                None if setback.error == Error::Unreachable => return Err(self.reason(deadline).await),
                None => return Err(setback.error),
            }
        }
    }

    /// Finds out why no connection lasts, as far as the service says so.
    async fn reason(&self, deadline: Instant) -> Error {
        let deadline = deadline.min(Instant::now() + LISTENING);
        let reason = timeout_at(deadline, self.line.reason_of_closing(&self.base)).await;
        reason.ok().flatten().unwrap_or(Error::Unreachable)
    }

    /// Asks once and returns the body of a good answer.
    async fn attempt(&self, method: &Method, url: &Url, body: &[u8]) -> Result<Vec<u8>, Setback> {
        let request = self.line.http.request(method.clone(), url.clone()).header(ACCEPT, "application/json");
        let request = match body {
            [] => request,
            _ => request.header(CONTENT_TYPE, "application/json").body(body.to_vec()),
        };
        let response = request.send().await.map_err(|error| Error::from_transport(&error, false))?;
        let status = response.status().as_u16();
        let (problem, retry_after) = (is_problem(&response), retry_after(&response));
        let bytes = whole_body(response).await;
        match status {
            200 => Ok(bytes?),
            _ => Err(Setback { error: refusal(status, bytes.ok().filter(|_| problem)), retry_after }),
        }
    }
}

/// Is an attempt that failed, and when the service asked to be asked again.
struct Setback {
    error: Error,
    retry_after: Option<Duration>,
}

impl From<Error> for Setback {
    fn from(error: Error) -> Self {
        Self { error, retry_after: None }
    }
}

impl Setback {
    /// How long to wait before the next attempt, if one may help: a random part of `pause`, after what was asked for.
    fn pause(&self, pause: Duration) -> Option<Duration> {
        let is_wanted = self.error.is_passing() || self.retry_after.is_some();
        let jitter = pause.mul_f64(rand::thread_rng().gen_range(0.5..1.0));
        is_wanted.then(|| self.retry_after.unwrap_or_default() + jitter)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("base", &self.base.as_str()).finish_non_exhaustive()
    }
}

impl fmt::Debug for ClientConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientConfig").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}

fn status_target() -> (String, String) {
    let request_id = format!("warm-{:016x}", rand::thread_rng().r#gen::<u64>());
    (format!("{}?request_id={request_id}", path::STATUS), request_id)
}

fn misconfigured(what: &'static str) -> Error {
    Error::Configuration { what }
}

fn is_problem(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("application/problem+json"))
}

/// `Retry-After` of an overload (429, 503) in whole seconds; its other form, a date, would need the service's clock.
fn retry_after(response: &Response) -> Option<Duration> {
    if !matches!(response.status().as_u16(), 429 | 503) {
        return None;
    }
    let seconds = response.headers().get(RETRY_AFTER)?.to_str().ok()?.trim().parse::<u32>().ok()?;
    Some(Duration::from_secs(seconds.into()))
}

async fn whole_body(mut response: Response) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| Error::from_transport(&error, true))? {
        if bytes.len() + chunk.len() > LONGEST_ANSWER {
            return Err(Error::Malformed { what: "the answer is too long" });
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes)
}

/// Tells "the service refuses this question" (4xx with a known code) from "the service cannot answer".
fn refusal(status: u16, problem: Option<Vec<u8>>) -> Error {
    let problem = problem.and_then(|bytes| wire::read::<Problem>(&bytes).ok());
    match problem {
        Some(Problem { code, .. }) if (400..500).contains(&status) => Error::Refused { code },
        problem => Error::Http { status, problem },
    }
}

fn belonging_to<A: DeserializeOwned>(request_id: &str, bytes: &[u8]) -> Result<A, Error> {
    let answer = wire::read_answer::<A>(bytes).map_err(|why| Error::Malformed {
        what: match why {
            wire::Unreadable::Syntax => "the answer is not JSON",
            wire::Unreadable::Form => "the answer is of another form",
            wire::Unreadable::Version => "the answer is of another version",
        },
    })?;
    match answer.request_id == request_id {
        true => Ok(answer.message),
        false => Err(Error::Malformed { what: "the answer belongs to another question" }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::RefusalCode;

    #[test]
    fn an_answer_to_another_question_is_refused() {
        let check = |text: &str, expected: Result<i64, &'static str>| {
            let answer = belonging_to::<ServiceStatus>("r-1", text.as_bytes()).map(|status| status.time);
            assert_eq!(answer, expected.map_err(|what| Error::Malformed { what }), "{text}");
        };
        check(r#"{"wire_version":1,"request_id":"r-1","time":5,"institution_code":"1"}"#, Ok(5));
        check(
            r#"{"wire_version":1,"request_id":"r-2","time":5,"institution_code":"1"}"#,
            Err("the answer belongs to another question"),
        );
        check(r#"{"wire_version":2,"request_id":"r-1","hour":5}"#, Err("the answer is of another version"));
        check(r#"{"wire_version":1,"request_id":"r-1"}"#, Err("the answer is of another form"));
        check(r#"{"wire_version":1,"requ"#, Err("the answer is not JSON"));
        check("<html>", Err("the answer is not JSON"));
    }

    #[test]
    fn a_refusal_is_told_from_a_failure() {
        let check = |status, code, expected| {
            let problem = wire::write(&Problem::new(code));
            assert_eq!(refusal(status, Some(problem)), expected);
        };
        check(403, RefusalCode::NonceUsed, Error::Refused { code: RefusalCode::NonceUsed });
        let maintenance = Problem::new(RefusalCode::Maintenance);
        check(503, RefusalCode::Maintenance, Error::Http { status: 503, problem: Some(maintenance) });
        assert_eq!(refusal(403, Some(b"<html>".to_vec())), Error::Http { status: 403, problem: None });
        assert_eq!(refusal(404, None), Error::Http { status: 404, problem: None });
    }
}
