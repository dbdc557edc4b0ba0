//! Letters joined, stacked and put in order as HarfBuzz does it, glyph by glyph: every line that the screens draw in a
//! script that needs it.

use crate::stage::{WINDOWS, screens};
use crate::swift::{Bench, seen};
use egui::{Color32, FontFamily, FontId, Rect, Vec2, pos2};
use madoguchi::session::{Language, Look};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

/// What is shaped, by its code and its face; of the rest, each letter is one glyph.
const WRITTEN: [(Language, &str, &str); 4] = [
    (Language::Nepali, "ne", "NotoSansDevanagari-Regular.ttf"),
    (Language::Burmese, "my", "NotoSansMyanmar-Regular.ttf"),
    (Language::Thai, "th", "NotoSansThai-Regular.ttf"),
    (Language::Vietnamese, "vi", "NotoSans-Regular.ttf"),
];
/// The size at which glyphs are compared, in pixels an em, and how far their edges may be apart: a glyph's picture is cut
/// at whole pixels, after its stems were put on some.
const EM: f32 = 96.0;
const APART: f32 = 2.5;

/// What HarfBuzz 6, of Debian 12, sets otherwise than HarfBuzz 15 and the window's library: it forgets to move the legs under ရ.
const FORGOTTEN: &str = "ရှို";

/// HarfBuzz's own program over one face.
struct Peer {
    face: String,
    code: &'static str,
}

impl Peer {
    /// `None`, with the reason printed, where the program or the face is missing.
    fn new(code: &'static str, file: &str) -> Option<Self> {
        let face = format!("/usr/share/fonts/truetype/noto/{file}");
        let is_there = Command::new("hb-shape").arg("--version").output().is_ok();
        if !is_there || !Path::new(&face).is_file() {
            println!("skipped: no hb-shape (libharfbuzz-bin) or no {face} (fonts-noto-core)");
            return None;
        }
        Some(Self { face, code })
    }

    /// The glyphs of each text: their number in the face, and where their ink is, from the base line's beginning.
    fn shape<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> Vec<Vec<(u32, Rect)>> {
        let lines: String = texts.into_iter().map(|text| format!("{text}\n")).collect();
        let given = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("letters-{}.txt", self.code));
        fs::write(&given, lines).unwrap();
        let told = Command::new("hb-shape")
            .args(["--no-glyph-names", "--no-clusters", "--show-extents", "--font-size=1000"])
            .args([&format!("--language={}", self.code), &format!("--text-file={}", given.display())])
            .arg(&self.face)
            .output()
            .unwrap();
        String::from_utf8(told.stdout).unwrap().lines().map(glyphs).collect()
    }
}

/// Reads `[545@0,-12+615<54,622,572,-632>|…]`: number, offset, advance, and the ink's left, top, width and height.
fn glyphs(line: &str) -> Vec<(u32, Rect)> {
    let mut cursor = 0.0;
    let mut glyph = |piece: &str| {
        let (head, ink) = piece.trim_end_matches('>').split_once('<')?;
        let (place, advance) = head.split_once('+')?;
        let (number, offset) = place.split_once('@').unwrap_or((place, "0,0"));
        let mut ink = ink.split(',').filter_map(|side| side.parse::<f32>().ok());
        let (dx, dy) = offset.split_once(',')?;
        let (left, top) = (cursor + dx.parse::<f32>().ok()?, -dy.parse::<f32>().ok()?);
        cursor += advance.split(',').next()?.parse::<f32>().ok()?;
        let min = pos2(left + ink.next()?, top - ink.next()?);
        let size = Vec2::new(ink.next()?, -ink.next()?);
        Some((number.parse().ok()?, Rect::from_min_size(min, size)))
    };
    line.trim_matches(['[', ']']).split('|').filter_map(&mut glyph).collect()
}

/// Where the window's library puts the ink of each glyph, from the base line's beginning, in thousandths of an em.
fn drawn(bench: &Bench, code: &str, text: &str) -> Vec<Rect> {
    let font = FontId::new(EM, FontFamily::Name(code.into()));
    let galley =
        bench.ctx.fonts_mut(|fonts| fonts.layout_no_wrap(text.to_owned(), font.clone(), Color32::WHITE));
    let all = galley.rows.iter().flat_map(|row| row.glyphs.iter()).filter(|glyph| glyph.uv_rect.size.x > 0.0);
    let ink = |glyph: &egui::epaint::text::Glyph| {
        let at = pos2(glyph.pos.x + glyph.uv_rect.offset.x, glyph.uv_rect.offset.y);
        Rect::from_min_size(at, glyph.uv_rect.size) * (1000.0 / EM)
    };
    all.map(ink).collect()
}

/// The parts of `line` that are written in a face that has `own`.
fn runs<'a>(line: &'a str, own: &BTreeMap<char, bool>) -> Vec<&'a str> {
    line.split(|letter| own.get(&letter) != Some(&true)).filter(|run| !run.trim().is_empty()).collect()
}

/// Every line that the screens draw in `language`, at the usual and at the largest type.
fn lines(bench: &Bench, language: Language) -> BTreeSet<String> {
    let all = screens();
    let home = Look::home(language);
    let looks = [home, Look { size: madoguchi::session::TextSize::Largest, ..home }];
    let sheets = looks
        .iter()
        .flat_map(|look| all.iter().map(move |(_, screen)| bench.lay(&seen(screen, *look), WINDOWS[3])));
    let texts = sheets.flat_map(|sheet| sheet.drawn.into_iter().map(|one| one.text));
    texts.flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}

/// How one text came out otherwise than at HarfBuzz's.
fn differs(ours: &[Rect], theirs: &[(u32, Rect)]) -> Option<String> {
    let theirs: Vec<_> = theirs.iter().filter(|(_, ink)| ink.is_positive()).collect();
    if ours.len() != theirs.len() {
        return Some(format!("{} glyphs, not {}", ours.len(), theirs.len()));
    }
    let edges = |ink: Rect| [ink.left(), ink.top(), ink.right(), ink.bottom()];
    let apart = APART * 1000.0 / EM;
    let is_off = |(one, (_, other)): &(&Rect, &&(u32, Rect))| {
        edges(**one).iter().zip(edges(*other)).any(|(one, other)| (one - other).abs() > apart)
    };
    let (one, (number, other)) = ours.iter().zip(&theirs).find(is_off)?;
    Some(format!("glyph {number} at {one:.0?}, not at {other:.0?}"))
}

#[test]
fn every_letter_stands_where_harfbuzz_puts_it() {
    let Some(bench) = Bench::new() else { return };
    for (language, code, file) in WRITTEN {
        let Some(peer) = Peer::new(code, file) else { return };
        let lines = lines(&bench, language);
        let letters: BTreeSet<char> = lines.iter().flat_map(|line| line.chars()).collect();
        let letters: Vec<String> = letters.into_iter().map(String::from).collect();
        let known = peer.shape(letters.iter().map(String::as_str));
        let has = |glyphs: &Vec<(u32, Rect)>| glyphs.iter().all(|(number, _)| *number != 0);
        let own =
            letters.iter().filter_map(|letter| letter.chars().next()).zip(known.iter().map(has)).collect();
        let texts: BTreeSet<&str> = lines.iter().flat_map(|line| runs(line, &own)).collect();
        let theirs = peer.shape(texts.iter().copied());
        assert_eq!(theirs.len(), texts.len(), "{language:?}: one answer for each text");
        let all = texts.iter().zip(&theirs).filter(|(text, _)| !text.contains(FORGOTTEN));
        let wrong = all.filter_map(|(text, theirs)| {
            Some(format!("{text}: {}", differs(&drawn(&bench, code, text), theirs)?))
        });
        let wrong: Vec<_> = wrong.collect();
        println!("{language:?}: {} texts", texts.len());
        assert!(wrong.is_empty(), "{language:?}: {} of {}\n{}", wrong.len(), texts.len(), wrong.join("\n"));
    }
}

#[test]
fn letters_that_are_joined_otherwise_are_found() {
    let ink = |left: f32, width: f32| Rect::from_min_size(pos2(left, -600.0), Vec2::new(width, 600.0));
    let theirs = [(202, ink(0.0, 350.0)), (44, ink(358.0, 500.0))];
    assert_eq!(differs(&[ink(0.0, 350.0), ink(358.0, 500.0)], &theirs), None);
    assert!(differs(&[ink(0.0, 615.0)], &theirs).is_some(), "one glyph in place of two");
    assert!(differs(&[ink(358.0, 500.0), ink(0.0, 350.0)], &theirs).is_some(), "the other order");
    assert!(differs(&[ink(0.0, 350.0), ink(358.0, 540.0)], &theirs).is_some(), "another form");
}
