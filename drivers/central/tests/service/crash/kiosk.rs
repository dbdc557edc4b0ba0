//! The kiosk's process: visits side by side, each step asked under one request id until it is answered.

#![expect(clippy::panic, reason = "a refusal that no rule explains ends the rehearsal")]

use super::journal::{self, Journal, Line, Stage};
use super::scene::Told;
use crate::bench::{Card, first_serial, request};
use central::wire::{Challenge, EnrolmentRequest, MedicalInfo, RefusalCode};
use central::{Client, ConsentRequest, EligibilityRequest, Error};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// How many patients are at the desks at once.
const AT_ONCE: usize = 8;
/// Nothing here takes so long, restarts included.
const PATIENCE: Duration = Duration::from_secs(120);

/// Works every visit that its predecessors have not ended.
pub(super) async fn work(told: &Told) {
    let ca = told.ca();
    let client = |url: &String| {
        let mut config = ca.client_config(url);
        (config.connect_timeout, config.request_timeout) = (Duration::from_secs(1), Duration::from_secs(5));
        Client::new(config).unwrap()
    };
    let kiosk = Kiosk {
        nodes: told.nodes.iter().map(client).collect(),
        journal: Journal::open(&told.folder),
        before: journal::last_lines(&journal::read(&told.folder)),
        next: AtomicUsize::new(0),
        visits: told.visits,
    };
    futures_util::future::join_all((0..AT_ONCE).map(|_| kiosk.serve())).await;
}

struct Kiosk {
    nodes: Vec<Client>,
    journal: Journal,
    /// How far earlier processes came.
    before: std::collections::BTreeMap<usize, Line>,
    next: AtomicUsize,
    visits: usize,
}

impl Kiosk {
    async fn serve(&self) {
        loop {
            let visit = self.next.fetch_add(1, Ordering::Relaxed);
            if visit >= self.visits {
                return;
            }
            let begin = Line { visit, attempt: 0, stage: Stage::Began, said: "-".to_owned() };
            let mut line = self.before.get(&visit).cloned().unwrap_or_else(|| self.note(begin));
            while line.stage != Stage::Consented {
                line = self.note(self.go_on(&line).await);
            }
        }
    }

    fn note(&self, line: Line) -> Line {
        self.journal.write(&line);
        line
    }

    /// Takes the next step; a nonce that grew too old while everything was dead gives way to another.
    async fn go_on(&self, line: &Line) -> Line {
        let (stage, said) = match self.step(line).await {
            Ok(step) => step,
            Err(RefusalCode::NonceExpired) => {
                return Line { attempt: line.attempt + 1, ..line.clone() };
            }
            Err(code) => panic!("visit {} after {:?}: {code:?}", line.visit, line.stage),
        };
        Line { stage, said, ..line.clone() }
    }

    async fn step(&self, line: &Line) -> Result<(Stage, String), RefusalCode> {
        let id = |step: &str| format!("v{}-{}-{step}", line.visit, line.attempt);
        match line.stage {
            Stage::Began => {
                let ask = EnrolmentRequest(self.proven(line.visit, &id("enrol-nonce"), id("enrol")).await?);
                let answer = self.ask(async |node| node.enrol(&ask).await).await?;
                assert!(!answer.already_enrolled, "visit {} enrolled twice", line.visit);
                Ok((Stage::Enrolled, answer.eligibility.visit_token))
            }
            Stage::Enrolled => {
                let ask = self.proven(line.visit, &id("check-nonce"), id("check")).await?;
                let answer = self.ask(async |node| node.eligibility(&ask).await).await?;
                assert!(answer.enrolled, "visit {}: the enrolment is lost", line.visit);
                Ok((Stage::Checked, answer.visit_token))
            }
            Stage::Checked | Stage::Consented => {
                let medical_info = MedicalInfo { pharmacists: true, ..MedicalInfo::default() };
                let (request_id, visit_token) = (id("consent"), line.said.clone());
                let ask = ConsentRequest { request_id, visit_token, medical_info };
                self.ask(async |node| node.consent(&ask).await).await?;
                Ok((Stage::Consented, line.said.clone()))
            }
        }
    }

    /// Fetches a nonce and lets the card sign it; asked again, the same question comes out, byte for byte.
    async fn proven(
        &self,
        visit: usize,
        nonce_id: &str,
        request_id: String,
    ) -> Result<EligibilityRequest, RefusalCode> {
        let challenge: Challenge = self.ask(async |node| node.challenge(nonce_id).await).await?;
        let card = Card::with_serial(first_serial() + u32::try_from(visit).unwrap());
        let proof = card.sign(&challenge.nonce);
        Ok(EligibilityRequest { request_id, ..request(&challenge, &card, proof) })
    }

    /// Asks one node after the other until one answers.
    async fn ask<T>(&self, ask: impl AsyncFn(&Client) -> Result<T, Error>) -> Result<T, RefusalCode> {
        let start = Instant::now();
        loop {
            let node = &self.nodes[rand::random::<usize>() % self.nodes.len()];
            match ask(node).await {
                Ok(answer) => return Ok(answer),
                Err(Error::Refused { code }) => return Err(code),
                Err(error) => assert!(start.elapsed() < PATIENCE, "{error}"),
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}
