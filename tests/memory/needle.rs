//! What is looked for, and the search of a process's memory for it.

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::os::unix::fs::FileExt;

/// So much of a row, a file or a tensor is enough to know it again, in bytes.
const LENGTH: usize = 32;
/// Memory is read in pieces of this size, which overlap.
const PIECE: usize = 4 << 20;
/// So many places has the table of how needles begin.
const PLACES: usize = 1 << 20;

/// Bytes that could be nothing else than what they are called.
#[derive(Clone)]
pub(super) struct Needle {
    pub(super) what: String,
    pub(super) bytes: Vec<u8>,
}

impl Needle {
    /// The bytes, if they cannot be met by chance.
    pub(super) fn new(what: &str, bytes: &[u8]) -> Option<Self> {
        let mut kinds: Vec<u8> = bytes.to_vec();
        kinds.sort_unstable();
        kinds.dedup();
        let is_telling = bytes.len() >= LENGTH && kinds.len() >= 3;
        is_telling.then(|| Self { what: what.to_owned(), bytes: bytes[..LENGTH].to_vec() })
    }

    /// A row of grey values as 32-bit numbers, as a network takes them in.
    pub(super) fn of_numbers(what: &str, values: impl Iterator<Item = f32>) -> Option<Self> {
        Self::new(what, &values.flat_map(f32::to_le_bytes).collect::<Vec<_>>())
    }
}

/// A feature of a face: numbers that are known again whatever they are multiplied with.
#[derive(Clone)]
pub(super) struct Feature {
    pub(super) what: String,
    pub(super) values: Vec<f32>,
}

impl Feature {
    const TOLERANCE: f32 = 1e-4;

    fn lies_at(&self, memory: &[u8]) -> bool {
        let numbers = |bytes: &[u8]| bytes.try_into().map(f32::from_le_bytes).unwrap_or(f32::NAN);
        let first = numbers(&memory[..4]);
        let scale = first / self.values[0];
        scale.is_normal()
            && memory.chunks_exact(4).zip(&self.values).skip(1).take(LENGTH / 4).all(|(bytes, value)| {
                (numbers(bytes) / scale - value).abs() < Self::TOLERANCE * self.values[0].abs()
            })
    }
}

/// What was found, by its name: how often, and in which mapping first.
pub(super) type Found = BTreeMap<String, (usize, String)>;

/// Searches everything that process `pid` can write to, as /proc/PID/maps lists it: heap, stacks and data.
pub(super) fn search(pid: u32, needles: &[Needle], features: &[Feature]) -> Found {
    let memory = File::open(format!("/proc/{pid}/mem")).unwrap();
    let maps = std::fs::read_to_string(format!("/proc/{pid}/maps")).unwrap();
    let index = Index::of(needles);
    let mut found = Found::new();
    let mut searched = 0;
    for line in maps.lines().filter(|line| line.split(' ').nth(1).is_some_and(|mode| mode.starts_with("rw")))
    {
        let (from, to) = line.split(' ').next().and_then(|range| range.split_once('-')).unwrap();
        let (from, to) = (u64::from_str_radix(from, 16).unwrap(), u64::from_str_radix(to, 16).unwrap());
        let mut piece = vec![0; PIECE + 2 * LENGTH];
        for at in (from..to).step_by(PIECE) {
            let wanted = usize::try_from(to - at).unwrap().min(piece.len());
            // A page that goes between the list and the reading holds nothing any more.
            let Ok(read) = memory.read_at(&mut piece[..wanted], at) else { continue };
            searched += read;
            let mut note = |what: &str| {
                let place = format!("{at:x} of {line}");
                found.entry(what.to_owned()).or_insert((0, place)).0 += 1;
            };
            index.search(&piece[..read], &mut note);
            search_features(&piece[..read], features, &mut note);
        }
    }
    assert!(searched > 10 << 20, "the memory of a kiosk is read: {searched} bytes");
    found
}

/// Needles by eight telling bytes of each, with a quick look at four of them.
struct Index<'a> {
    /// Whether the telling bytes of a needle begin with four of this [`place`].
    begins: Vec<bool>,
    /// Each needle, and where in it those bytes stand.
    needles: HashMap<[u8; 8], Vec<(usize, &'a Needle)>>,
}

impl<'a> Index<'a> {
    fn of(needles: &'a [Needle]) -> Self {
        let (mut begins, mut by_head) = (vec![false; PLACES], HashMap::<_, Vec<_>>::new());
        for needle in needles {
            let at = telling(&needle.bytes);
            begins[place(&needle.bytes[at..])] = true;
            by_head.entry(std::array::from_fn(|i| needle.bytes[at + i])).or_default().push((at, needle));
        }
        Self { begins, needles: by_head }
    }

    fn search(&self, memory: &[u8], note: &mut impl FnMut(&str)) {
        for (at, head) in memory.windows(8).enumerate() {
            if !self.begins[place(head)] {
                continue;
            }
            let Some(needles) = head.first_chunk().and_then(|head| self.needles.get(head)) else { continue };
            needles
                .iter()
                .filter(|(before, needle)| at >= *before && memory[at - before..].starts_with(&needle.bytes))
                .for_each(|(_, needle)| note(&needle.what));
        }
    }
}

/// Where eight bytes stand of which the first four are not all alike: most of a process's memory is zeros, and so are some needles' first bytes.
fn telling(bytes: &[u8]) -> usize {
    bytes.windows(8).position(|eight| eight[..4].iter().any(|byte| *byte != eight[0])).unwrap_or_default()
}

/// The first four bytes, spread over the table: thousands of needles begin with nearly every two.
fn place(bytes: &[u8]) -> usize {
    let four = u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
    four.wrapping_mul(0x9E37_79B1) as usize >> (32 - PLACES.ilog2())
}

fn search_features(memory: &[u8], features: &[Feature], note: &mut impl FnMut(&str)) {
    // Numbers lie at multiples of their size, and pieces of memory begin at one.
    for at in (0..memory.len().saturating_sub(2 * LENGTH)).step_by(4) {
        let here = &memory[at..];
        features.iter().filter(|feature| feature.lies_at(here)).for_each(|feature| note(&feature.what));
    }
}
