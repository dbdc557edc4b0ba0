//! `madoguchi.toml`: what a kiosk is told about its neighbours.

mod call_numbers;
mod face;
mod hours;
mod second_camera;

pub use call_numbers::CallNumbers;
pub use face::{ChallengeName, FaceConfig, NormalisationName};
pub use second_camera::{DemandName, MeasureName, SecondCameraConfig};

pub(crate) use hours::moment;
pub use hours::{Hours, ROUND, Standing};

use crate::session::CardPlace;
use argon2::password_hash::PasswordHash;
use argon2::{Argon2, PasswordVerifier as _};
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// The whole file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// 医療機関コード, 10 digits.
    pub institution_code: String,
    /// The screen's language between visits: `ja` or `en`.
    #[serde(default)]
    pub language: LanguageCode,
    /// The address of a help page for each fault, in which `{code}` stands for its code; shown as a QR code.
    #[serde(default)]
    pub help: Option<String>,
    /// The journal's file.
    pub journal: PathBuf,
    /// What is kept while the centre is away; nothing if absent.
    #[serde(default)]
    pub outage: Option<OutageConfig>,
    /// The card reader.
    #[serde(default)]
    pub reader: ReaderConfig,
    /// The camera.
    #[serde(default)]
    pub camera: CameraConfig,
    /// A depth or infrared camera beside it.
    #[serde(default)]
    pub second_camera: Option<SecondCameraConfig>,
    /// The networks.
    #[serde(default)]
    pub face: FaceConfig,
    /// The screen.
    #[serde(default)]
    pub screen: ScreenConfig,
    /// What is said aloud, and to whom.
    #[serde(default)]
    pub voice: VoiceConfig,
    /// When the house takes patients; always if absent.
    #[serde(default)]
    pub hours: Option<Hours>,
    /// The verification service, or the adapter before it.
    pub centre: CentreConfig,
    /// The receipt computer's folder.
    pub claims: ClaimsConfig,
    /// By which numbers patients are called; by name if absent.
    #[serde(default)]
    pub call_numbers: Option<CallNumbers>,
    /// Who may decide in place of the machine.
    #[serde(default)]
    pub staff: Staff,
}

/// `[outage]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OutageConfig {
    /// The file in which it lies sealed who was here while the centre was away.
    pub outbox: PathBuf,
    /// The file with its key, on another file system or in another folder than the outbox and its backup.
    pub key: PathBuf,
}

/// A language as the file names it.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LanguageCode {
    /// 日本語
    #[default]
    Ja,
    /// English
    En,
}

/// `[reader]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReaderConfig {
    /// A part of the reader's PC/SC name; the first reader if absent.
    pub name: Option<String>,
    /// How a card goes into it: `tray`, `slot` or `top`.
    #[serde(default)]
    pub place: PlaceName,
    /// The program and its arguments that restart a smart card service that hangs; nothing is done if empty.
    #[serde(default)]
    pub restart_service: Vec<String>,
    /// Keys that sign cards' data (`[[anchor]]` tables); without it an issuer is said to be unknown.
    pub anchors: Option<PathBuf>,
}

/// `[reader] place`
#[derive(Debug, Default, Clone, Copy, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum PlaceName {
    /// It is laid flat on it.
    #[default]
    Tray,
    /// It is pushed in lengthwise, from the front.
    Slot,
    /// It is put in upright, from above.
    Top,
}

impl From<PlaceName> for CardPlace {
    fn from(name: PlaceName) -> Self {
        match name {
            PlaceName::Tray => Self::Tray,
            PlaceName::Slot => Self::Slot,
            PlaceName::Top => Self::Top,
        }
    }
}

/// `[camera]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CameraConfig {
    /// The device's number, from 0.
    pub index: u32,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Frames in a second.
    pub fps: u32,
}

impl Default for CameraConfig {
    fn default() -> Self {
        Self { index: 0, width: 640, height: 480, fps: 30 }
    }
}

/// `[screen]`
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScreenConfig {
    /// How wide the picture is as the screen stands, in millimetres; targets are 20 mm or more by it.
    pub width_mm: Option<f32>,
    /// How high it is, in millimetres.
    pub height_mm: Option<f32>,
    /// Whether anything on it moves.
    #[serde(default)]
    pub motion: MotionName,
}

/// `[screen] motion`
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MotionName {
    /// What a movement explains moves, and then rests.
    #[default]
    Calm,
    /// Everything stands still, as it stands in the end.
    None,
}

/// `[voice]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct VoiceConfig {
    /// Who hears it.
    pub output: VoiceOutput,
    /// ALSA's name of the loudspeaker, which also sounds the left-card alarm; ALSA's default if absent.
    pub loudspeaker: Option<String>,
    /// ALSA's name of the earphone; it has no default.
    pub earphone: Option<String>,
    /// How loud the voice is before the patient changes it, 0–100.
    pub volume: u8,
    /// A Japanese voice (`*.htsvoice`); Debian's folder of voices is searched if absent.
    pub japanese_voice: Option<PathBuf>,
}

/// `[voice] output`
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum VoiceOutput {
    /// Nobody.
    #[default]
    Off,
    /// Only who wears the earphone; the alarm's chime alone goes to the loudspeaker.
    Earphone,
    /// Everybody around.
    Speaker,
}

impl Default for VoiceConfig {
    fn default() -> Self {
        let (loudspeaker, earphone, japanese_voice) = (None, None, None);
        Self { output: VoiceOutput::default(), loudspeaker, earphone, volume: 60, japanese_voice }
    }
}

impl VoiceConfig {
    /// Where speech goes; `None` where nothing is said.
    pub fn channel(&self) -> Option<voice::Channel> {
        match self.output {
            VoiceOutput::Off => None,
            VoiceOutput::Earphone => Some(voice::Channel::Earphone),
            VoiceOutput::Speaker => Some(voice::Channel::Loudspeaker),
        }
    }

    /// How the programs speak.
    pub fn speaking(&self) -> voice::Speaking {
        voice::Speaking {
            japanese_voice: self.japanese_voice.clone(),
            loudspeaker: self.loudspeaker.clone(),
            earphone: self.earphone.clone(),
            ..voice::Speaking::default()
        }
    }
}

/// `[centre]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CentreConfig {
    /// `https://host:port`.
    pub url: String,
    /// The authority whose server certificates are trusted, PEM.
    pub root: PathBuf,
    /// This kiosk's certificate, PEM.
    pub certificate: PathBuf,
    /// Its key, PEM.
    pub key: PathBuf,
    /// The key under "the face matched" and "a clerk looked", PKCS#8 PEM.
    pub assertion_key: PathBuf,
}

/// `[claims]`
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimsConfig {
    /// The folder that holds `face`, `req` and `res`.
    pub folder: PathBuf,
    /// `utf-8` or `shift_jis`.
    #[serde(default)]
    pub encoding: EncodingName,
    /// Whether requests in `req` are answered; only where no other program does.
    #[serde(default)]
    pub answer_requests: bool,
    /// Whether patients are asked how they want a prescription (処方箋発行形態); only where it is issued either way.
    #[serde(default)]
    pub prescriptions: bool,
    /// A folder for a FHIR Bundle of each visit, if wanted.
    pub fhir: Option<PathBuf>,
    /// How many minutes medical information lies in `res`, taken or not; it never lies there past the end of the consent.
    #[serde(default = "an_hour")]
    pub information_minutes: u16,
    /// Who may ask for medical information.
    #[serde(default)]
    pub viewers: Viewers,
}

fn an_hour() -> u16 {
    60
}

/// `[[claims.viewers]]`: staff by identifier, with what each is licensed as. Nobody else sees anything.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Viewers(Vec<Viewer>);

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Viewer {
    id: String,
    profession: Profession,
}

/// A licence with which medical information may be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Profession {
    /// 医師
    Physician,
    /// 歯科医師
    Dentist,
    /// 薬剤師
    Pharmacist,
}

impl Viewers {
    /// One person.
    pub fn of(id: &str, profession: Profession) -> Self {
        Self(vec![Viewer { id: id.to_owned(), profession }])
    }

    /// Finds what somebody is licensed as; `None` for everybody who is not on the list.
    pub fn profession(&self, id: &str) -> Option<Profession> {
        self.0.iter().find(|viewer| viewer.id == id).map(|viewer| viewer.profession)
    }
}

impl ClaimsConfig {
    /// Where the hand-off's running number and bulk requests are kept: beside the journal.
    pub fn state(journal: &Path, name: &str) -> PathBuf {
        journal.with_file_name(format!("hand-off.{name}"))
    }
}

/// An encoding as the file names it.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
pub enum EncodingName {
    /// UTF-8
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// Shift_JIS
    #[serde(rename = "shift_jis")]
    ShiftJis,
}

/// `[[staff]]`: clerks by identifier, with the argon2id hash of each one's PIN.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Staff(Vec<Clerk>);

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Clerk {
    id: String,
    pin_hash: String,
}

impl Staff {
    /// One clerk, with a hash made by [`hash_pin`].
    pub fn of(id: &str, pin_hash: String) -> Self {
        Self(vec![Clerk { id: id.to_owned(), pin_hash }])
    }

    /// Says whose PIN this is; every hash is tried, so the time does not tell whose it nearly was.
    pub fn who(&self, pin: &str) -> Option<String> {
        let matching: Vec<_> = self.0.iter().filter(|clerk| clerk.is_pin(pin)).collect();
        matching.first().map(|clerk| clerk.id.clone())
    }
}

impl Clerk {
    fn is_pin(&self, pin: &str) -> bool {
        PasswordHash::new(&self.pin_hash)
            .is_ok_and(|hash| Argon2::default().verify_password(pin.as_bytes(), &hash).is_ok())
    }
}

/// Hashes a staff PIN with argon2id and a fresh salt, for `[[staff]]`.
///
/// # Errors
/// [`ConfigError::Hash`] if the machine gives no randomness.
pub fn hash_pin(pin: &str) -> Result<String, ConfigError> {
    use argon2::password_hash::{PasswordHasher as _, SaltString, rand_core::OsRng};
    let salt = SaltString::generate(&mut OsRng);
    let hash = Argon2::default().hash_password(pin.as_bytes(), &salt).map_err(|_| ConfigError::Hash)?;
    Ok(hash.to_string())
}

/// Why the file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// It cannot be read.
    #[error("{path} cannot be read: {source}; copy madoguchi.example.toml and fill it in")]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// It does not say what is needed.
    #[error("{path} is not understood: {source}")]
    Malformed {
        /// The file.
        path: PathBuf,
        /// Where, and what was expected.
        source: toml::de::Error,
    },
    /// What it says of the second camera does not go together.
    #[error("{path} is not understood: {reason}")]
    SecondCamera {
        /// The file.
        path: PathBuf,
        /// What was expected, and what came.
        reason: String,
    },
    /// No PIN could be hashed.
    #[error("no staff PIN could be hashed")]
    Hash,
}

impl Config {
    /// Reads the file.
    ///
    /// # Errors
    /// [`ConfigError`] with the file's name and what was expected in it.
    pub fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })?;
        let config: Self = toml::from_str(&text)
            .map_err(|source| ConfigError::Malformed { path: path.to_owned(), source })?;
        let fits = second_camera::check(config.second_camera.as_ref(), config.face.second_camera);
        fits.map_err(|reason| ConfigError::SecondCamera { path: path.to_owned(), reason })?;
        Ok(config)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_file_is_understood() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("madoguchi.example.toml");
        let config = Config::read(&path).unwrap();
        assert_eq!(config.institution_code.len(), 10);
        assert_eq!(config.claims.viewers.profession("d-007"), Some(Profession::Physician));
        assert_eq!(config.claims.viewers.profession("desk-1"), None, "a clerk sees nothing");
        assert_eq!(config.screen.motion, MotionName::Calm);
    }

    #[test]
    fn a_house_can_have_its_screen_stand_still() {
        let motion = |text: &str| toml::from_str::<ScreenConfig>(text).map(|screen| screen.motion);
        assert_eq!(motion("").unwrap(), MotionName::Calm);
        assert_eq!(motion("motion = \"none\"").unwrap(), MotionName::None);
        let error = motion("motion = \"lively\"").unwrap_err().to_string();
        assert!(error.contains("`calm` or `none`"), "{error}");
    }

    #[test]
    fn a_staff_pin_is_known_by_its_hash_alone() {
        let hash = hash_pin("2468").unwrap();
        assert!(!hash.contains("2468"));
        let staff = Staff::of("desk-1", hash);
        assert_eq!(staff.who("2468").as_deref(), Some("desk-1"));
        assert_eq!(staff.who("2469"), None);
    }
}
