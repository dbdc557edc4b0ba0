//! The Japanese typeface, read from the machine: Noto Sans CJK, or BIZ UDPGothic.
//!
//! It never falls back to a face without kanji: a screen full of boxes is worse than a kiosk that says what it lacks.
//! One weight is loaded (about 19 MB, shared, never copied); titles are thickened when drawn.

use egui::{Context, FontData, FontDefinitions, FontFamily};
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

/// A Japanese face in memory.
#[derive(Clone)]
pub struct Typeface {
    path: PathBuf,
    data: FontData,
}

impl Typeface {
    /// Reads the face at `path`, or else the first that this machine has.
    ///
    /// # Errors
    /// Says what is missing and what to install.
    pub fn load(path: Option<&Path>) -> Result<Self, FontError> {
        let places: Vec<PathBuf> =
            path.map_or_else(|| PLACES.iter().map(PathBuf::from).collect(), |path| vec![path.to_owned()]);
        let Some(path) = places.iter().find(|place| place.is_file()).cloned() else {
            return Err(FontError::Missing(places));
        };
        let bytes = fs::read(&path).map_err(|error| FontError::Unreadable(path.clone(), error))?;
        if !is_whole(&bytes) {
            return Err(FontError::NotAFont(path)); // The window's library would panic on it.
        }
        Self { path, data: FontData::from_owned(bytes) }.proven()
    }

    /// The file that it was read from.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Says which of `characters` it cannot draw.
    pub fn lacks(&self, characters: impl IntoIterator<Item = char>) -> Vec<char> {
        let mut fonts = egui::epaint::text::Fonts::new(Default::default(), self.definitions());
        let id = egui::FontId::proportional(20.0);
        characters.into_iter().filter(|character| !fonts.has_glyph(&id, *character)).collect()
    }

    /// Makes it the only face of a window.
    pub fn install(&self, ctx: &Context) {
        ctx.set_fonts(self.definitions());
    }

    fn proven(self) -> Result<Self, FontError> {
        let lacks = self.lacks(PROOF);
        if lacks.is_empty() { Ok(self) } else { Err(FontError::Incomplete(self.path, lacks)) }
    }

    fn definitions(&self) -> FontDefinitions {
        let mut definitions = FontDefinitions::empty();
        definitions.font_data.insert("japanese".to_owned(), Arc::new(self.data.clone()));
        for family in [FontFamily::Proportional, FontFamily::Monospace] {
            definitions.families.insert(family, vec!["japanese".to_owned()]);
        }
        definitions
    }
}

impl fmt::Debug for Typeface {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Typeface({})", self.path.display())
    }
}

/// Says whether the first face's tables all lie inside the file (OpenType 1.9, "Organization of an OpenType font").
fn is_whole(bytes: &[u8]) -> bool {
    let face = if bytes.starts_with(b"ttcf") { long(bytes, 12) } else { Some(0) };
    let Some(face) = face else { return false };
    let is_outline = matches!(long(bytes, face), Some(0x0001_0000 | 0x4F54_544F));
    let Some(tables) = long(bytes, face.saturating_add(2)).map(|word| word & 0xFFFF) else { return false };
    let ends = |index: usize| {
        let record = face + 12 + 16 * index;
        Some(long(bytes, record + 8)?.saturating_add(long(bytes, record + 12)?))
    };
    is_outline && (0..tables).all(|index| ends(index).is_some_and(|end| end <= bytes.len()))
}

/// The big-endian 32-bit number at `at`.
fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let word = bytes.get(at..at.checked_add(4)?)?;
    Some(word.iter().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::screen::text::characters;
    use crate::session::Language;

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
    fn a_font_that_was_cut_short_is_refused() {
        let Ok(face) = Typeface::load(None) else {
            println!("skipped: no Japanese font on this machine");
            return;
        };
        let bytes = face.data.bytes();
        assert!(is_whole(bytes));
        for length in [0, 3, 13, 40, 400, bytes.len() / 2] {
            assert!(!is_whole(&bytes[..length]), "{length} bytes");
        }
    }

    #[test]
    fn every_character_of_the_catalogues_can_be_drawn() {
        let Ok(face) = Typeface::load(None) else {
            println!("skipped: no Japanese font on this machine");
            return;
        };
        for language in Language::ALL {
            assert_eq!(face.lacks(characters(language)), Vec::<char>::new(), "{language:?}");
        }
    }
}
