//! `madoguchi kiosk`: the real devices, as `madoguchi.toml` names them.

use super::{Error, memory};
use crate::config::{
    CallNumbers, CentreConfig, ClaimsConfig, Config, DemandName, EncodingName, LanguageCode, MotionName,
    VoiceConfig,
};
use crate::session::Language;
use crate::workers::{
    Centre, Mouth, Neighbours, Numbers, Office, OpenCamera, Reader, Requests, SecondEye, WallClock,
};
use crate::{app, models};
use central::{AssertionKey, Client, ClientConfig, IdentityFiles};
use claims::{Calls, Encoding, Folder};
use journal::{Journal, Outbox};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Serve patients with the real reader, camera, centre and folder.
#[derive(Debug, Default, clap::Args)]
pub struct Arguments {
    /// The configuration; see madoguchi.example.toml.
    #[arg(long, default_value = "madoguchi.toml")]
    config: PathBuf,
    /// Open a window instead of the whole screen.
    #[arg(long)]
    windowed: bool,
}

/// Opens the kiosk and serves until the window is closed.
///
/// # Errors
/// A configuration, certificate, folder or journal that cannot be used. Reader, camera and networks may be missing:
/// the kiosk opens all the same and says so on its screen.
pub fn run(arguments: &Arguments) -> Result<(), Error> {
    memory::overwrite_freed()?;
    memory::seal()?;
    let config = Config::read(&arguments.config)?;
    let language = match config.language {
        LanguageCode::Ja => Language::Japanese,
        LanguageCode::En => Language::English,
    };
    app::open(
        app::Options {
            fullscreen: !arguments.windowed,
            help: config.help.clone(),
            width_mm: config.screen.width_mm,
            moves: config.screen.motion == MotionName::Calm,
            ..app::Options::new(language)
        },
        neighbours(config)?,
    )
}

fn neighbours(config: Config) -> Result<Neighbours, Error> {
    central::install_crypto_provider();
    let (watch, slot) = card::pcsc_reader(config.reader.name.clone());
    let watch = watch.restarting(config.reader.restart_service.clone());
    let anchors = match &config.reader.anchors {
        Some(path) => card::TrustAnchors::from_toml(&std::fs::read_to_string(path)?)?,
        None => card::TrustAnchors::default(),
    };
    let face = models::kiosk_engine(&config.face);
    Ok(Neighbours {
        reader: Reader {
            watch: Box::new(watch),
            slot: Box::new(slot),
            scanner: None,
            anchors,
            place: config.reader.place.into(),
        },
        camera: open_camera(&config),
        second: second_eye(&config),
        mouth: mouth(&config.voice),
        hours: config.hours.clone(),
        face,
        centre: centre(&config)?,
        office: Office {
            journal: Journal::open(&config.journal)?,
            folder: Folder::open(
                &config.claims.folder,
                &config.institution_code,
                &ClaimsConfig::state(&config.journal, "sequence"),
            )?,
            outbox: config
                .outage
                .as_ref()
                .map(|outage| Outbox::open(&outage.outbox, &outage.key))
                .transpose()?,
            numbers: config
                .call_numbers
                .as_ref()
                .map(|called| numbers(called, &config.journal))
                .transpose()?,
            asks_prescription: config.claims.prescriptions,
            fhir: config.claims.fhir,
            requests: (config.claims.answer_requests).then(|| Requests {
                jobs: ClaimsConfig::state(&config.journal, "requests"),
                viewers: config.claims.viewers.clone(),
                information: Duration::from_secs(60 * u64::from(config.claims.information_minutes)),
            }),
            encoding: match config.claims.encoding {
                EncodingName::Utf8 => Encoding::Utf8,
                EncodingName::ShiftJis => Encoding::ShiftJis,
            },
            staff: config.staff,
        },
        clock: WallClock::default(),
    })
}

fn numbers(called: &CallNumbers, journal: &Path) -> Result<Numbers, Error> {
    let calls = Calls::open(&ClaimsConfig::state(journal, "calls"), called.first..=called.last)?;
    Ok(Numbers::new(calls, called.series))
}

/// Without a voice the kiosk serves silently.
fn mouth(config: &VoiceConfig) -> Option<Mouth> {
    let channel = config.channel()?;
    match voice::Programs::start(config.speaking()) {
        Ok(voice) => Some(Mouth::new(Box::new(voice), channel, config.volume)),
        Err(error) => {
            tracing::warn!(%error, "no thread for the voice: the kiosk is silent");
            None
        }
    }
}

fn open_camera(config: &Config) -> OpenCamera {
    let (index, width) = (config.camera.index, config.camera.width);
    let (height, fps) = (config.camera.height, config.camera.fps);
    Box::new(move || camera::open_device(index, width, height, fps))
}

fn second_eye(config: &Config) -> Option<SecondEye> {
    let second = config.second_camera.as_ref()?;
    let (wish, placement) = (second.wish(), second.placement());
    let open = Box::new(move || camera::open_second(wish.clone()));
    Some(SecondEye { open, placement, is_demanded: config.face.second_camera == DemandName::Demanded })
}

fn centre(config: &Config) -> Result<Centre, Error> {
    let key = AssertionKey::from_pkcs8_pem(&read(&config.centre.assertion_key)?)?;
    Ok(Centre { client: client(&config.centre)?, key })
}

/// The client of the configured centre, which follows its certificate's files.
pub(super) fn client(config: &CentreConfig) -> Result<Client, Error> {
    let made_with = ClientConfig {
        base_url: config.url.clone(),
        root_pem: read(&config.root)?,
        client_cert_pem: read(&config.certificate)?,
        client_key_pem: read(&config.key)?.into(),
        connect_timeout: Duration::from_secs(3),
        request_timeout: Duration::from_secs(10),
    };
    let files = IdentityFiles { certificate: config.certificate.clone(), key: config.key.clone() };
    Ok(Client::following(made_with, files)?)
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    std::fs::read(path).map_err(|error| format!("{} cannot be read: {error}", path.display()).into())
}
