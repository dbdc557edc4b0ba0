//! The virtual world: drawn people, their cards, a camera that sees them, and a centre that can be stopped.
//!
//! The kiosk itself is the real one. Only its neighbours are virtual, and each is as strict as what it stands for.

mod centre;
mod hand;
mod panel;
mod pilot;
mod story;
mod walk;

pub use centre::RehearsalCentre;
pub use hand::{CARD_SOCKET, Hand};
pub use panel::{Panel, Piece};
pub use pilot::{Arrival, Pilot, Timeline};
pub use story::{Act, STORIES, Step, Story, story};
pub use walk::{Walk, walk, walks};

use crate::config::{Hours, Profession, Staff, Viewers, hash_pin};
use crate::models;
use crate::session::{CardPlace, Digits};
use crate::workers::{
    Centre, CodeScanner, Mouth, Neighbours, Numbers, Office, OpenCamera, Reader, Requests, SecondEye,
    WallClock,
};
use camera::{DrawnCamera, DrawnSecond, Measure, Scene, SceneHandle, Stills};
use card::twin::{Authority, VirtualCard};
use claims::{Calls, Encoding, Folder};
use journal::{Journal, Outbox};
use std::collections::{BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What went wrong while the virtual world was built or moved.
pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// 医療機関コード of the rehearsing hospital, with a valid check digit.
pub const INSTITUTION: &str = "1319999999";
/// The one member of staff of every rehearsal who may see medical information.
pub const PHYSICIAN: &str = "rehearsal-physician";
/// The staff PIN of every rehearsal.
pub const STAFF_PIN: &str = "2468";

/// How a rehearsal is set up.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where the hand-off folder, journal and records go.
    pub directory: PathBuf,
    /// The folder of manifests; looked for if absent.
    pub models: Option<PathBuf>,
    /// Folders with real networks' files; with none, the rehearsal networks are used.
    pub network_files: Vec<PathBuf>,
    /// The hand-off's encoding.
    pub encoding: Encoding,
    /// How a card goes into the reader that is drawn.
    pub place: CardPlace,
    /// Whether patients are asked how they want a prescription.
    pub asks_prescription: bool,
    /// A folder of pictures that the camera shows in place of the drawn scene.
    pub stills: Option<PathBuf>,
    /// What a second camera measures; none if absent.
    pub second: Option<Measure>,
    /// Whether nobody is let through by face whom the second camera did not measure.
    pub is_second_demanded: bool,
    /// When the patient must turn the head.
    pub challenge: face::Challenge,
    /// When the house takes patients; always if absent.
    pub hours: Option<Hours>,
    /// What speaks, and who hears it; nothing if absent.
    pub voice: Option<Hearing>,
}

/// How the rehearsing kiosk is heard.
#[derive(Clone, Debug)]
pub enum Hearing {
    /// By this machine's programs, as `speaking` says, on one channel; every word is kept as well.
    Aloud(voice::Speaking, voice::Channel, voice::Transcript),
    /// Nobody hears it, and every word is kept: as an earphone (`true`) or a loudspeaker would say it.
    Kept(voice::Transcript, bool),
}

impl Options {
    /// A rehearsal in `directory` with its own networks, in UTF-8.
    pub fn new(directory: impl Into<PathBuf>) -> Self {
        Self {
            directory: directory.into(),
            models: None,
            network_files: Vec::new(),
            encoding: Encoding::Utf8,
            place: CardPlace::default(),
            asks_prescription: false,
            stills: None,
            second: None,
            is_second_demanded: false,
            challenge: face::Challenge::Never,
            hours: None,
            voice: None,
        }
    }
}

/// What the camera is to see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// The card's holder.
    Holder,
    /// Somebody else.
    Other,
    /// Nobody.
    Nobody,
    /// The holder's picture, held up.
    Picture,
    /// A film of the holder on a screen that fills the view, and that no colour gives away.
    Film,
    /// The holder with a mask.
    Masked,
    /// The holder, too far to their own right.
    Aside,
}

/// The world around one rehearsing kiosk.
pub struct World {
    hand: Hand,
    scene: SceneHandle,
    shown: Scene,
    seen: Seen,
    laid: Arc<Mutex<Option<String>>>,
    cards: HashMap<String, VirtualCard>,
    revoked: BTreeSet<String>,
    centre: RehearsalCentre,
    clock: WallClock,
    directory: PathBuf,
}

impl World {
    /// Builds the world and the kiosk's view of it.
    ///
    /// # Errors
    /// Whatever keeps a part from starting, said in that part's own words.
    pub fn build(options: &Options) -> Result<(Self, Neighbours), Error> {
        std::fs::create_dir_all(&options.directory)?;
        let clock = WallClock::default();
        // Keys and networks take the longest; they are made side by side.
        let (models, files) = (options.models.clone(), options.network_files.clone());
        let networks = std::thread::Builder::new()
            .name("networks".to_owned())
            .spawn(move || models::rehearsal_engine(models.as_deref(), &files))?;
        let authority = Authority::shared()?;
        let centre = RehearsalCentre::start(&options.directory, authority.user_ca_der(), clock.clone())?;
        let (hand, watch, slot) = Hand::find();
        let laid = Arc::new(Mutex::new(None));
        let scene = SceneHandle::default();
        let reader = Reader {
            watch,
            slot,
            scanner: Some(Box::new(PrintedCodes(Arc::clone(&laid)))),
            anchors: anchors(authority)?,
            place: options.place,
        };
        let mut face = networks.join().map_err(|_| "the networks' thread ended")?;
        if let Ok(engine) = &mut face {
            engine.demand(options.challenge);
        }
        let neighbours = Neighbours {
            reader,
            camera: match &options.stills {
                Some(folder) => stills_camera(folder.clone()),
                None => drawn_camera(&scene),
            },
            second: options.second.map(|measure| drawn_second(&scene, measure, options.is_second_demanded)),
            face,
            centre: Centre { client: centre.client()?, key: centre.assertion_key()? },
            office: office(options)?,
            clock: clock.clone(),
            hours: options.hours.clone(),
            mouth: options.voice.as_ref().map(mouth).transpose()?,
        };
        let directory = options.directory.clone();
        let (cards, revoked) = (HashMap::new(), BTreeSet::new());
        let world = Self {
            hand,
            scene,
            shown: Scene::Nobody,
            seen: Seen::Holder,
            laid,
            cards,
            revoked,
            centre,
            clock,
            directory,
        };
        Ok((world, neighbours))
    }

    /// Lays a persona's card on the reader; a card that was laid before keeps its counters.
    ///
    /// # Errors
    /// An unknown persona, or a reader that takes no card.
    pub fn lay(&mut self, id: &str) -> Result<(), Error> {
        self.take();
        let persona = persona::persona(id).ok_or_else(|| format!("no persona is called {id:?}"))?;
        let card = match self.cards.remove(id) {
            Some(card) => card,
            None => Authority::shared()?.issue(persona, self.clock.unix())?,
        };
        self.lay_card(id, card)
    }

    /// Lays a card that was made elsewhere, in the name of a persona whose code is printed on it.
    ///
    /// # Errors
    /// A reader that takes no card.
    pub fn lay_card(&mut self, id: &str, card: VirtualCard) -> Result<(), Error> {
        self.take();
        *self.laid.lock().unwrap_or_else(PoisonError::into_inner) = Some(id.to_owned());
        self.hand.lay(card)?;
        self.show();
        Ok(())
    }

    /// Takes the card away.
    ///
    /// # Panics
    /// A kiosk that reached for the individual number.
    pub fn take(&mut self) {
        let id = self.laid.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let (Some(id), Some(card)) = (id, self.hand.take()) {
            assert!(!card.reached_individual_number(), "the kiosk reached for the individual number");
            self.cards.insert(id, card);
        }
    }

    /// The persona whose card lies there.
    pub fn laid(&self) -> Option<String> {
        self.laid.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Chooses what the camera sees.
    pub fn see(&mut self, seen: Seen) {
        self.seen = seen;
        self.show();
    }

    /// What the camera sees.
    pub fn seen(&self) -> Seen {
        self.seen
    }

    /// Has the certificate of a persona's card revoked, as after a call that it was lost, or lets it serve again.
    ///
    /// # Errors
    /// An unknown persona, or records that cannot be written.
    pub fn revoke(&mut self, id: &str, is_revoked: bool) -> Result<(), Error> {
        let persona = persona::persona(id).ok_or_else(|| format!("no persona is called {id:?}"))?;
        if !self.centre.revoke(persona, is_revoked)? {
            return Err(format!("the centre does not know the card of {id:?}").into());
        }
        if is_revoked {
            self.revoked.insert(id.to_owned())
        } else {
            self.revoked.remove(id)
        };
        Ok(())
    }

    /// Whether the certificate of a persona's card is revoked.
    pub fn is_revoked(&self, id: &str) -> bool {
        self.revoked.contains(id)
    }

    /// The verification service.
    pub fn centre(&mut self) -> &mut RehearsalCentre {
        &mut self.centre
    }

    /// The wall clock that everybody here reads.
    pub fn clock(&self) -> &WallClock {
        &self.clock
    }

    /// How the card is read, in words.
    pub fn reader_name(&self) -> &'static str {
        self.hand.name()
    }

    /// Where hand-off files, journal and records lie.
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    fn show(&mut self) {
        let holder = self.laid().unwrap_or_else(|| "hanako".to_owned());
        let scene = match self.seen {
            Seen::Holder => Scene::Person(holder),
            Seen::Other => Scene::Other(holder),
            Seen::Nobody => Scene::Nobody,
            Seen::Picture => Scene::Print(holder),
            Seen::Film => Scene::Screen(holder),
            Seen::Masked => Scene::Masked(holder),
            Seen::Aside => Scene::Aside(holder),
        };
        // Whoever already stands there does not walk up anew.
        if scene != self.shown {
            self.shown = scene.clone();
            self.scene.set(scene);
        }
    }
}

/// The document camera of the rehearsal: it sees the code printed on whatever card lies there.
struct PrintedCodes(Arc<Mutex<Option<String>>>);

impl CodeScanner for PrintedCodes {
    fn scan(&mut self) -> Option<Digits> {
        let laid = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()?;
        Digits::parse(&persona::persona(&laid)?.verification_code_b())
    }
}

fn mouth(hearing: &Hearing) -> Result<Mouth, Error> {
    use voice::Channel::{Earphone, Loudspeaker};
    let (voice, channel): (Box<dyn voice::Voice>, _) = match hearing {
        Hearing::Aloud(speaking, channel, transcript) => {
            (Box::new((voice::Programs::start(speaking.clone())?, transcript.clone())), *channel)
        }
        Hearing::Kept(transcript, true) => (Box::new(transcript.clone()), Earphone),
        Hearing::Kept(transcript, false) => (Box::new(transcript.clone()), Loudspeaker),
    };
    Ok(Mouth::new(voice, channel, 60))
}

fn drawn_camera(scene: &SceneHandle) -> OpenCamera {
    let scene = scene.clone();
    Box::new(move || Ok(Box::new(DrawnCamera::new(scene.clone(), 640, 480))))
}

fn drawn_second(scene: &SceneHandle, measure: Measure, is_demanded: bool) -> SecondEye {
    let scene = scene.clone();
    SecondEye {
        open: Box::new(move || Ok(Box::new(DrawnSecond::new(scene.clone(), measure, 320, 240)))),
        placement: face::Placement { shift: [DrawnSecond::SHIFT, 0.0], ..face::Placement::default() },
        is_demanded,
    }
}

fn stills_camera(folder: PathBuf) -> OpenCamera {
    Box::new(move || Ok(Box::new(Stills::open(&folder, Duration::from_millis(33))?)))
}

fn office(options: &Options) -> Result<Office, Error> {
    let directory = &options.directory;
    std::fs::create_dir_all(directory.join("OQS"))?;
    Ok(Office {
        journal: Journal::open(&directory.join("journal.db"))?,
        folder: Folder::open(&directory.join("OQS"), INSTITUTION, &directory.join("hand-off.sequence"))?,
        fhir: None,
        requests: Some(Requests {
            jobs: directory.join("hand-off.requests"),
            viewers: Viewers::of(PHYSICIAN, Profession::Physician),
            information: Duration::from_secs(3600),
        }),
        encoding: options.encoding,
        outbox: Some(Outbox::open(&directory.join("outbox.db"), &directory.join("outbox.key"))?),
        numbers: Some(Numbers::new(Calls::open(&directory.join("hand-off.calls"), 1..=999)?, None)),
        asks_prescription: options.asks_prescription,
        staff: Staff::of("rehearsal-clerk", hash_pin(STAFF_PIN)?),
    })
}

fn anchors(authority: &Authority) -> Result<card::TrustAnchors, card::AnchorError> {
    let trust = |anchor: card::twin::Anchor| {
        card::Anchor::new("rehearsal", anchor.key_id, &anchor.modulus, &anchor.exponent)
    };
    authority.anchors().into_iter().map(trust).collect()
}
