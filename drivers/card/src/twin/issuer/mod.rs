//! The rehearsal authorities, and how they make a card.
//!
//! All keys are made at run time and all names say that this is a rehearsal, so that no certificate, key identifier or
//! signature made here can be taken for one of production. One authority serves any number of cards; tests that share
//! one use [`Authority::shared`].

mod cvc;
mod encoding;
mod jpki;
mod key;
mod manager;
mod picture;
mod text;
mod visual;
mod x509;

use std::collections::HashMap;
use std::fmt;
use std::sync::{Mutex, OnceLock, PoisonError};

use persona::{CardKind, Persona};
use rand::rngs::{OsRng, StdRng};
use rand::{CryptoRng, Rng, RngCore, SeedableRng};
use rsa::RsaPrivateKey;
use sha2::{Digest, Sha256};

pub(crate) use encoding::digest_info;

use self::cvc::CvcAuthority;
use self::x509::Ca;
use crate::twin::chip::{Application, Nature};
use crate::twin::{Blueprint, Error, VirtualCard};

/// The two applications of a driving licence, by their whole identifiers.
const LICENCE: [&[u8]; 2] = [
    &[0xA0, 0x00, 0x00, 0x02, 0x31, 0x01, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    &[0xA0, 0x00, 0x00, 0x02, 0x31, 0x02, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
];
/// The identifier of a memory card: a manufacturer code that no card has, and a number.
const MEMORY_CARD: [u8; 8] = [0xFF, 0xFF, 0, 0, 0, 0, 0, 0x09];

/// What a reader must know of one authority to believe what it signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The identifier of its key, as a card-verifiable certificate names it.
    pub key_id: [u8; 16],
    /// The modulus, big-endian, 256 bytes.
    pub modulus: Vec<u8>,
    /// The public exponent, big-endian.
    pub exponent: Vec<u8>,
}

/// The keys of one chip: user authentication, signature, and the internal ones of the visual and the text application.
type CardKeys = [RsaPrivateKey; 4];

/// Everything that stands above a card: two certificate authorities of the JPKI, two of the 券面 applications, and one of the
/// card manager's chain.
pub struct Authority {
    user_ca: Ca,
    sign_ca: Ca,
    visual: CvcAuthority,
    text: CvcAuthority,
    chain: CvcAuthority,
    /// Keys of which every card holds the same: whether real cards do is not public.
    common: RsaPrivateKey,
    session: RsaPrivateKey,
    /// What the keys of cards grow from.
    seed: [u8; 32],
    /// The keys made so far, by the serial number of the card's certificate: each set takes half a second or more.
    cards: Mutex<HashMap<u32, CardKeys>>,
}

impl Authority {
    /// Makes all authorities with fresh keys; the same random numbers give the same keys.
    pub fn generate(rng: &mut (impl RngCore + CryptoRng)) -> Result<Self, Error> {
        let [user, sign, visual, visual_signer, text, text_signer] = key::generate(rng)?;
        let [chain, chain_signer, common, session] = key::generate(rng)?;
        Ok(Self {
            user_ca: Ca::new(&user, "Rehearsal CA for user authentication")?,
            sign_ca: Ca::new(&sign, "Rehearsal CA for digital signature")?,
            visual: CvcAuthority::new("9000023", "21", visual, visual_signer),
            text: CvcAuthority::new("9000033", "31", text, text_signer),
            chain: CvcAuthority::new("9000020", "30", chain, chain_signer),
            common,
            session,
            seed: rng.r#gen(),
            cards: Mutex::default(),
        })
    }

    /// Returns the one authority of this process, made when first asked for.
    pub fn shared() -> Result<&'static Self, Error> {
        static SHARED: OnceLock<Result<Authority, String>> = OnceLock::new();
        let shared = SHARED.get_or_init(|| Self::generate(&mut OsRng).map_err(|error| error.to_string()));
        shared.as_ref().map_err(|error| Error::SharedAuthority(error.clone()))
    }

    /// Returns the DER certificate of the authority for user authentication, which the centre must trust.
    pub fn user_ca_der(&self) -> &[u8] {
        self.user_ca.der()
    }

    /// Returns what a reader must trust for the card face: the anchors of the visual and of the text application.
    pub fn anchors(&self) -> [Anchor; 2] {
        [self.visual.anchor(), self.text.anchor()]
    }

    /// Returns what a reader must trust for the certificates that the card manager holds.
    pub fn manager_anchor(&self) -> Anchor {
        self.chain.anchor()
    }

    /// Makes the card of a drawn person; `now`, in seconds since 1970, decides when its certificate ends.
    pub fn issue(&self, persona: &Persona, now: i64) -> Result<VirtualCard, Error> {
        self.make(&Blueprint::from(persona), now)
    }

    /// Makes a card from plain data; the same serial number gives the same keys.
    pub fn make(&self, blueprint: &Blueprint, now: i64) -> Result<VirtualCard, Error> {
        let applications = self.applications(blueprint, now)?;
        let objects = match has_manager(blueprint.kind) {
            true => manager::objects(blueprint, &self.chain, &self.common)?,
            false => Vec::new(),
        };
        let card = VirtualCard::new(atr(blueprint.kind), nature(blueprint.kind), applications);
        Ok(card.with_objects(objects).with_faults(&blueprint.faults))
    }

    fn applications(&self, blueprint: &Blueprint, now: i64) -> Result<Vec<Application>, Error> {
        Ok(match blueprint.kind {
            CardKind::Transit | CardKind::Mute => Vec::new(),
            CardKind::DrivingLicence => LICENCE.map(|aid| Application::new(aid, Vec::new())).into(),
            CardKind::Juki | CardKind::AndroidToken | CardKind::IphoneToken | CardKind::NextGeneration => {
                let [user, sign, ..] = self.card_keys(blueprint)?;
                vec![jpki::application(blueprint, self, [user, sign], now)?]
            }
            CardKind::MyNumber | CardKind::NoPhoto | CardKind::PinLess => {
                let [user, sign, visual, text] = self.card_keys(blueprint)?;
                vec![
                    jpki::application(blueprint, self, [user, sign], now)?,
                    visual::application(blueprint, &self.visual, visual)?,
                    text::application(blueprint, &self.text, text, &self.session)?,
                    manager::common(blueprint, self.common.clone()),
                    manager::juki(blueprint),
                ]
            }
        })
    }

    /// Makes the keys of one card, or returns those that it had before.
    fn card_keys(&self, blueprint: &Blueprint) -> Result<CardKeys, Error> {
        let serial = blueprint.certificate_serial;
        let mut cards = self.cards.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(keys) = cards.get(&serial) {
            return Ok(keys.clone());
        }
        let seed = Sha256::new().chain_update(self.seed).chain_update(serial.to_be_bytes()).finalize();
        let keys: CardKeys = key::generate(&mut StdRng::from_seed(seed.into()))?;
        cards.insert(serial, keys.clone());
        Ok(keys)
    }
}

/// Shows that keys are held, and none of them.
impl fmt::Debug for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authority").finish_non_exhaustive()
    }
}

/// Blocks from the start what the owner of a card without PINs must never be asked for.
fn pin_tries(blueprint: &Blueprint, left: u8) -> u8 {
    if blueprint.kind == CardKind::PinLess { 0 } else { left }
}

fn has_manager(kind: CardKind) -> bool {
    matches!(kind, CardKind::MyNumber | CardKind::NoPhoto | CardKind::PinLess)
}

fn nature(kind: CardKind) -> Nature {
    match kind {
        CardKind::IphoneToken => Nature::Phone,
        CardKind::Transit => Nature::Memory(MEMORY_CARD),
        CardKind::Mute => Nature::Mute,
        _ => Nature::Card,
    }
}

/// Returns the answer to reset that a contactless reader makes up for such a card (my-number-card fact 1.1).
fn atr(kind: CardKind) -> &'static [u8] {
    match kind {
        CardKind::MyNumber | CardKind::NoPhoto | CardKind::PinLess | CardKind::NextGeneration => {
            &[0x3B, 0x88, 0x80, 0x01, 0x00, 0x00, 0x41, 0xE0, 0xB3, 0x81, 0xA1, 0x00, 0x3B]
        }
        CardKind::Juki => &[0x3B, 0x88, 0x80, 0x01, 0x00, 0x00, 0x14, 0xE0, 0xB3, 0x81, 0x91, 0x00, 0x5E],
        CardKind::DrivingLicence => {
            &[0x3B, 0x88, 0x80, 0x01, 0x00, 0x00, 0x00, 0x00, 0x91, 0x81, 0xC1, 0x00, 0xD8]
        }
        CardKind::AndroidToken | CardKind::IphoneToken => &[0x3B, 0x80, 0x80, 0x01, 0x01],
        // A FeliCa card, as PC/SC part 3 describes it.
        CardKind::Transit => &[
            0x3B, 0x8F, 0x80, 0x01, 0x80, 0x4F, 0x0C, 0xA0, 0x00, 0x00, 0x03, 0x06, 0x11, 0x00, 0x3B, 0x00,
            0x00, 0x00, 0x00, 0x42,
        ],
        CardKind::Mute => &[],
    }
}
