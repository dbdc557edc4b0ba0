//! Many kiosks at once, for measurements: warm connections, cards that sign, every answer timed.
//!
//! One check is what a kiosk asks for one patient: a nonce, the certificate's status, the eligibility with the card's
//! signature over the nonce, and the consent. Four questions, each in a transaction with its answer and its audit row;
//! three RSA verifications, two of the authority's signature and one of the card's.

use super::store::{Database, Store, StoreError};
use super::{Error, records, seed};
use crate::wire::{ConsentRequest, Eligibility, EligibilityRequest, MedicalInfo, Proof};
use crate::{Client, Error as ClientError};
use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, PKCS_RSA_SHA256, SerialNumber,
};
use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey};
use rsa::pkcs8::EncodePrivateKey as _;
use std::sync::Arc;
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// How often a cost is measured.
const ROUNDS: u32 = 2000;

/// Is an authority with the cards of everybody enrolled, all with one key: making one takes a while.
pub struct Cards {
    authority: Vec<u8>,
    certificates: Vec<Vec<u8>>,
    key: RsaKeyPair,
}

impl Cards {
    /// Makes the authority and a card for each enrolled persona.
    ///
    /// # Errors
    /// No key could be made.
    pub fn make() -> Result<Self, Error> {
        let unusable = |error: rcgen::Error| Error::Certificates(error.to_string());
        let der = rsa_key()?;
        let pair = || KeyPair::from_pkcs8_der_and_sign_algo(&der.as_slice().into(), &PKCS_RSA_SHA256);
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let authority = CertifiedIssuer::self_signed(params, pair().map_err(unusable)?).map_err(unusable)?;
        let enrolled = persona::personas().iter().filter(|persona| persona.enrolled);
        let certificate = |persona: &persona::Persona| {
            let mut params = CertificateParams::default();
            params.serial_number = Some(SerialNumber::from(u64::from(persona.card.certificate_serial)));
            Ok(params.signed_by(&pair()?, &authority)?.der().to_vec())
        };
        Ok(Self {
            certificates: enrolled.map(certificate).collect::<Result<_, _>>().map_err(unusable)?,
            authority: authority.der().to_vec(),
            key: RsaKeyPair::from_pkcs8(&der).map_err(|error| Error::Certificates(error.to_string()))?,
        })
    }

    /// Returns the authority's certificate, DER, for [`super::RehearsalConfig::card_roots`].
    pub fn authority_der(&self) -> Vec<u8> {
        self.authority.clone()
    }

    fn certificate(&self, number: usize) -> Vec<u8> {
        self.certificates.get(number % self.certificates.len()).cloned().unwrap_or_default()
    }

    fn sign(&self, nonce: &[u8]) -> Vec<u8> {
        let mut signature = vec![0; self.key.public().modulus_len()];
        // A failing source of randomness shows as a signature that the service refuses.
        let _ = self.key.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), nonce, &mut signature);
        signature
    }
}

fn rsa_key() -> Result<Zeroizing<Vec<u8>>, Error> {
    let unusable = |error: &dyn std::fmt::Display| Error::Certificates(error.to_string());
    let key = rsa::RsaPrivateKey::new(&mut rand::thread_rng(), 2048).map_err(|error| unusable(&error))?;
    let der = key.to_pkcs8_der().map_err(|error| unusable(&error))?;
    Ok(Zeroizing::new(der.as_bytes().to_vec()))
}

/// Holds what many checks took, the card's own time aside.
#[derive(Debug, Default)]
pub struct Figures {
    /// From the first question to the last answer.
    pub elapsed: Duration,
    /// Each check's time at the service: its four answers together, in order of size.
    pub checks: Vec<Duration>,
    /// Checks that the service refused or did not answer.
    pub failed: usize,
}

impl Figures {
    /// Returns checks per second.
    pub fn rate(&self) -> f64 {
        self.checks.len() as f64 / self.elapsed.as_secs_f64()
    }

    /// Returns the time that a share of the checks kept, `0.99` for the ninety-ninth percentile.
    pub fn percentile(&self, share: f64) -> Duration {
        let index = (self.checks.len() as f64 * share).ceil() as usize;
        self.checks.get(index.saturating_sub(1)).copied().unwrap_or_default()
    }
}

/// Lets every client be a kiosk that serves patients without a pause.
pub async fn drive(clients: Vec<Client>, cards: Arc<Cards>, lasting: Duration) -> Figures {
    let start = Instant::now();
    let kiosks = clients.into_iter().enumerate().map(|(number, client)| {
        let cards = Arc::clone(&cards);
        tokio::spawn(async move { kiosk(number, &client, &cards, start + lasting).await })
    });
    let mut figures = Figures::default();
    for kiosk in kiosks.collect::<Vec<_>>() {
        let (checks, failed) = kiosk.await.unwrap_or_default();
        figures.checks.extend(checks);
        figures.failed += failed;
    }
    figures.elapsed = start.elapsed();
    figures.checks.sort_unstable();
    figures
}

async fn kiosk(number: usize, client: &Client, cards: &Cards, until: Instant) -> (Vec<Duration>, usize) {
    let (mut taken, mut failed) = (Vec::new(), 0);
    let mut patient = number;
    while Instant::now() < until {
        let visit = format!("load-{:032x}", rand::random::<u128>());
        match check(&visit, client, cards, cards.certificate(patient)).await {
            Ok(time) => taken.push(time),
            Err(_) => failed += 1,
        }
        patient += 1;
    }
    (taken, failed)
}

async fn check(
    visit: &str,
    client: &Client,
    cards: &Cards,
    certificate: Vec<u8>,
) -> Result<Duration, ClientError> {
    let start = Instant::now();
    let challenge = client.challenge(visit).await?;
    client.certificate_status(visit, &certificate).await?;
    let before_the_card = start.elapsed();
    let proof = Proof::Pin { signature: cards.sign(&challenge.nonce) };
    let start = Instant::now();
    let Eligibility { visit_token, .. } = client
        .eligibility(&EligibilityRequest {
            request_id: visit.to_owned(),
            challenge_id: challenge.id,
            certificate_der: certificate,
            proof,
            confirmation_date: "20261122".to_owned(),
        })
        .await?;
    let medical_info = MedicalInfo { pharmacists: true, ..MedicalInfo::default() };
    client.consent(&ConsentRequest { request_id: visit.to_owned(), visit_token, medical_info }).await?;
    Ok(before_the_card + start.elapsed())
}

/// Holds the two costs that no service of this kind can do without.
#[derive(Debug)]
pub struct Limits {
    /// One RSA-2048 verification.
    pub verification: Duration,
    /// One read by key.
    pub keyed_read: Duration,
}

/// Measures them on this machine, on records that a service has filled; blocks.
///
/// # Errors
/// The records cannot be opened or read.
pub fn limits(cards: &Cards, database: &Database) -> Result<Limits, Error> {
    let nonce = [7; 32];
    let signature = cards.sign(&nonce);
    let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, cards.key.public().as_ref());
    let start = Instant::now();
    let verified = (0..ROUNDS).filter(|_| key.verify(&nonce, &signature).is_ok()).count();
    let verification = start.elapsed() / ROUNDS;
    assert_eq!(verified, ROUNDS as usize, "a card's signature is good");
    Ok(Limits { verification, keyed_read: keyed_read(database)? })
}

fn keyed_read(database: &Database) -> Result<Duration, StoreError> {
    let serial = persona::persona("hanako").map_or(0, |persona| persona.card.certificate_serial);
    let serial = seed::serial(serial);
    Store::open(database)?.run_blocking(move |db| {
        let start = Instant::now();
        (0..ROUNDS).try_for_each(|_| records::owner(db, &serial).map(drop))?;
        Ok(start.elapsed() / ROUNDS)
    })
}
