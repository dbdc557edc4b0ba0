//! The type of every language, read from the machine: Noto, or BIZ UDPGothic for Japanese alone.
//!
//! It never falls back to a face without kanji: a screen full of boxes is worse than a kiosk that says what it lacks.
//! A language whose type is missing is not offered. One weight is loaded (about 20 MB, shared, never copied; Chinese
//! and Korean lie in the same file as Japanese); titles are thickened when drawn.

use super::languages::{Script, tongue};
use super::opentype::{base_line, is_whole, written_in};
use crate::session::Language;
use egui::epaint::text::Blob;
use egui::{Context, FontData, FontDefinitions, FontFamily, FontTweak};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{error, fmt, fs, io};

/// Where Debian, Fedora and hand-made installations keep a Japanese face. In a collection, the first face is the
/// Japanese one, whose forms of 直, 骨 and 角 are those a Japanese reader expects.
const PLACES: [&str; 5] = [
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/fonts-morisawa-bizud-gothic/BIZUDPGothic-Regular.ttf",
    "/usr/local/share/fonts/BIZUDPGothic-Regular.ttf",
];

/// Where Debian and Fedora keep the other scripts of the Noto family.
const FOLDERS: [&str; 2] = ["/usr/share/fonts/truetype/noto", "/usr/share/fonts/google-noto"];

/// The scripts that lie in a file of their own.
const FILES: [(Script, &str); 4] = [
    (Script::Latin, "NotoSans-Regular.ttf"),
    (Script::Devanagari, "NotoSansDevanagari-Regular.ttf"),
    (Script::Myanmar, "NotoSansMyanmar-Regular.ttf"),
    // Of this family's two Thai faces the one with loops lets tone marks run into the vowels below them.
    (Script::Thai, "NotoSansThai-Regular.ttf"),
];

/// The scripts that lie beside Japanese in Noto's collection, and at which place.
const BESIDE: [(Script, u32); 3] =
    [(Script::Korean, 1), (Script::SimplifiedChinese, 2), (Script::TraditionalChinese, 3)];

/// Characters that names need and that poor faces lack, beside what the insurer puts for what it cannot write.
const PROOF: [char; 5] = ['髙', '﨑', '●', '①', 'あ'];

/// Why no text could be drawn.
#[derive(Debug)]
pub enum FontError {
    /// None of these files exists.
    Missing(Vec<PathBuf>),
    /// The file is there but cannot be read.
    Unreadable(PathBuf, io::Error),
    /// The file is not an OpenType font, or not a whole one.
    NotAFont(PathBuf),
    /// The face lacks characters that a reception needs.
    Incomplete(PathBuf, Vec<char>),
}

impl fmt::Display for FontError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(places) => {
                write!(f, "no Japanese font found (install fonts-noto-cjk); looked for")?;
                places.iter().try_for_each(|place| write!(f, " {}", place.display()))
            }
            Self::Unreadable(path, error) => write!(f, "font {} cannot be read: {error}", path.display()),
            Self::NotAFont(path) => write!(f, "{} is not a whole OpenType font", path.display()),
            Self::Incomplete(path, lacks) => write!(f, "font {} lacks {lacks:?}", path.display()),
        }
    }
}

impl error::Error for FontError {
    fn source(&self) -> Option<&(dyn error::Error + 'static)> {
        match self {
            Self::Unreadable(_, error) => Some(error),
            Self::Missing(_) | Self::NotAFont(_) | Self::Incomplete(..) => None,
        }
    }
}

/// The faces of this machine in memory.
#[derive(Clone)]
pub struct Typeface {
    path: PathBuf,
    faces: BTreeMap<Script, FontData>,
}

impl Typeface {
    /// Reads the Japanese face at `path`, or else the first that this machine has, and whatever other script is there.
    ///
    /// # Errors
    /// Says what is missing and what to install.
    pub fn load(path: Option<&Path>) -> Result<Self, FontError> {
        let places: Vec<PathBuf> =
            path.map_or_else(|| PLACES.iter().map(PathBuf::from).collect(), |path| vec![path.to_owned()]);
        let Some(path) = places.iter().find(|place| place.is_file()).cloned() else {
            return Err(FontError::Missing(places));
        };
        let japanese = read(&path)?;
        let beside = BESIDE.into_iter().filter(|(_, index)| is_whole(bytes(&japanese), *index as usize));
        let mut faces: BTreeMap<_, _> =
            beside.map(|(script, index)| (script, FontData::from_blob(japanese.clone(), index))).collect();
        faces.insert(Script::Japanese, FontData::from_blob(japanese, 0));
        faces.extend(FILES.into_iter().filter_map(|(script, file)| Some((script, other(script, file)?))));
        Self { path, faces }.proven()
    }

    /// The file that the Japanese face was read from.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The languages that this machine has type for, in the order offered.
    pub fn languages(&self) -> Vec<Language> {
        let has_type = |language: &Language| self.faces.contains_key(&tongue(*language).script);
        Language::ALL.into_iter().filter(has_type).collect()
    }

    /// Says which of `characters` it cannot draw in `language`.
    pub fn lacks(&self, language: Language, characters: impl IntoIterator<Item = char>) -> Vec<char> {
        let mut fonts = egui::epaint::text::Fonts::new(Default::default(), self.definitions());
        let id = egui::FontId::new(20.0, family(language));
        characters.into_iter().filter(|character| !fonts.has_glyph(&id, *character)).collect()
    }

    /// Makes them the only faces of a window.
    pub fn install(&self, ctx: &Context) {
        ctx.set_fonts(self.definitions());
    }

    fn proven(self) -> Result<Self, FontError> {
        let lacks = self.lacks(Language::Japanese, PROOF);
        if lacks.is_empty() { Ok(self) } else { Err(FontError::Incomplete(self.path, lacks)) }
    }

    /// One family for each language: its own script first, Latin letters next, and Japanese names after all.
    fn definitions(&self) -> FontDefinitions {
        let mut definitions = FontDefinitions::empty();
        for language in Language::ALL {
            let names = self.chain(tongue(language).script, &mut definitions);
            definitions.families.insert(family(language), names);
        }
        for own in [FontFamily::Proportional, FontFamily::Monospace] {
            let names = self.chain(Script::Japanese, &mut definitions);
            definitions.families.insert(own, names);
        }
        definitions
    }

    /// The names of the faces that write `first`, each standing on the first one's base line.
    fn chain(&self, first: Script, definitions: &mut FontDefinitions) -> Vec<String> {
        let leader = self.faces.get(&first).or(self.faces.get(&Script::Japanese));
        let mut names = Vec::new();
        for script in [first, Script::Latin, Script::Japanese] {
            let Some(data) = self.faces.get(&script) else { continue };
            let name = format!("{script:?} beside {first:?}");
            let lift = leader.and_then(|leader| Some(stands(leader)? - stands(data)?)).unwrap_or(0.0);
            let tweak = FontTweak { y_offset_factor: lift, ..FontTweak::default() };
            definitions.font_data.insert(name.clone(), Arc::new(data.clone().tweak(tweak)));
            names.push(name);
        }
        names
    }
}

/// The name under which a language's faces are installed.
pub(super) fn family(language: Language) -> FontFamily {
    FontFamily::Name(tongue(language).code.into())
}

/// Where a face's letters stand.
fn stands(data: &FontData) -> Option<f32> {
    base_line(data.bytes(), data.index)
}

/// The face of another script; `None` where this machine has none that is whole.
fn other(script: Script, file: &str) -> Option<FontData> {
    let path = FOLDERS.iter().map(|folder| Path::new(folder).join(file)).find(|path| path.is_file())?;
    let blob = read(&path).ok()?;
    if script == Script::Devanagari {
        // Unasked, it writes Hindi; Nepali has a झ and the figures ५, ८, ९ of its own, and joins fewer letters.
        return Some(FontData::from_blob(Arc::new(written_in(*b"NEP ", bytes(&blob).to_vec())), 0));
    }
    Some(FontData::from_blob(blob, 0))
}

fn read(path: &Path) -> Result<Blob, FontError> {
    let bytes = fs::read(path).map_err(|error| FontError::Unreadable(path.to_owned(), error))?;
    if !is_whole(&bytes, 0) {
        return Err(FontError::NotAFont(path.to_owned())); // The window's library would panic on it.
    }
    Ok(Arc::new(bytes))
}

fn bytes(blob: &Blob) -> &[u8] {
    (**blob).as_ref()
}

impl fmt::Debug for Typeface {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Typeface({})", self.path.display())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::text::characters;

    #[test]
    fn a_missing_font_says_what_to_install() {
        let error = Typeface::load(Some(Path::new("/nowhere/face.ttf"))).unwrap_err().to_string();
        assert!(error.contains("fonts-noto-cjk") && error.contains("/nowhere/face.ttf"), "{error}");
    }

    #[test]
    fn a_file_that_is_no_font_is_refused() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        assert!(matches!(Typeface::load(Some(&here)), Err(FontError::NotAFont(_))));
    }

    #[test]
    fn scripts_stand_on_one_base_line() {
        let Ok(face) = Typeface::load(None) else {
            println!("skipped: no Japanese font on this machine");
            return;
        };
        let [latin, thai] = [Script::Latin, Script::Thai].map(|script| face.faces.get(&script));
        let (Some(latin), Some(thai)) = (latin, thai) else {
            println!("skipped: no fonts-noto-core");
            return;
        };
        let definitions = face.definitions();
        let lift = definitions.font_data["Latin beside Thai"].tweak.y_offset_factor;
        assert!((lift - (stands(thai).unwrap() - stands(latin).unwrap())).abs() < 1e-6 && lift != 0.0);
        assert_eq!(definitions.font_data["Latin beside Latin"].tweak.y_offset_factor, 0.0);
    }

    #[test]
    fn a_font_that_was_cut_short_is_refused() {
        let Ok(face) = Typeface::load(None) else {
            println!("skipped: no Japanese font on this machine");
            return;
        };
        let bytes = face.faces[&Script::Japanese].bytes();
        assert!(is_whole(bytes, 0));
        for length in [0, 3, 13, 40, 400, bytes.len() / 2] {
            assert!(!is_whole(&bytes[..length], 0), "{length} bytes");
        }
    }

    #[test]
    fn every_character_of_the_catalogues_can_be_drawn() {
        let Ok(face) = Typeface::load(None) else {
            println!("skipped: no Japanese font on this machine");
            return;
        };
        for language in Language::ALL {
            if !face.languages().contains(&language) {
                println!("skipped: no type for {language:?} (fonts-noto-core, fonts-noto-cjk)");
                continue;
            }
            let own_name = tongue(language).name.chars();
            let all = characters(language).into_iter().chain(own_name);
            assert_eq!(face.lacks(language, all), Vec::<char>::new(), "{language:?}");
        }
    }
}
