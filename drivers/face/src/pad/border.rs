//! Whether a straight edge about the face travels as what is held travels: cut paper, a bezel, or a line within a held picture.
//!
//! Straight lines about a living person belong to the room, and a room stands; what travels with a head is round. So lines are
//! looked for above the head and on both sides of it, beyond hair and ears, where a line is a strip along which the brightness
//! steps the same way nearly everywhere. Each is followed from the first frame on; only where two of them, on different sides,
//! travel as one thing does, is something held. A line that stands says nothing: door frames and shelves do.
//!
//! What stands on a stand stands as well. But where it ends below the face too, it is a closed frame of one colour about somebody whose
//! shoulders never cross it, which counts a little.

use super::glimpse::{Glimpse, Grey};

/// The sides are looked for from this far off the face's middle, in widths or heights of it, to the edge of the view.
const ABOVE: f32 = 0.75;
const BESIDE: f32 = 0.78;
const BELOW: f32 = 0.75;
/// Along which a line must run: across the face, and from well above the head, where no hair is, to the mouth.
const ACROSS: f32 = 0.75;
const DOWN: (f32, f32) = (-1.15, 0.15);
/// The steepest line, and from one to the next.
const SLOPES: i32 = 8;
const SLOPE: f32 = 0.02;
/// A step of so many grey levels over two pixels of the copy counts fully.
const STEP: f32 = 6.0;
/// A line steps one way along so much of its length, and where it was seen before, so much is enough.
const STRAIGHT: f32 = 0.8;
const STILL_STRAIGHT: f32 = 0.65;
/// Lines of one side that are followed; they are so far apart, in pixels of the copy.
const LINES: usize = 3;
const APART: f32 = 3.0;
/// A line is found again this near, and at no more than so many other slopes.
const NEAR: f32 = 4.5;
const TURNED: f32 = 0.05;
/// Farther from where it was, in pixels of the copy, it has travelled; nearer, it stands.
const TRAVELLED: f32 = 0.5;
const STANDS: f32 = 0.25;
/// In so many frames two sides must have travelled; in so many must a closed frame have stood.
const SEEN: usize = 3;
const STOOD: usize = 16;
/// Two sides of one thing travel as far, but for so much; and are at right angles, but for so much.
const AS_FAR: f32 = 0.6;
const SQUARE: f32 = 0.06;
/// The colour of a border is the same on all sides, but for so many grey levels.
const ONE_COLOUR: f32 = 14.0;

/// On which side of the face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Above,
    Left,
    Right,
    Below,
}

impl Side {
    const ALL: [Self; 4] = [Self::Above, Self::Left, Self::Right, Self::Below];

    /// Whether its lines run down rather than across.
    fn is_upright(self) -> bool {
        matches!(self, Self::Left | Self::Right)
    }
}

/// A straight line on one side of the face.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Line {
    side: Side,
    /// Where it crosses `middle`, and how far it goes aside per pixel along it, in pixels of the copy.
    at: f32,
    middle: f32,
    slope: f32,
    /// From -1 to 1: along how much of it the brightness rises to the right or downwards, less where it falls.
    straight: f32,
    /// The brightness just outside of it.
    outside: f32,
}

impl Line {
    /// How far it went since it was `before`, as far as can be seen across it.
    fn way_from(&self, before: &Self) -> f32 {
        self.at + self.slope * (before.middle - self.middle) - before.at
    }

    fn is_again(&self, before: &Self) -> bool {
        self.side == before.side
            && self.straight * before.straight > 0.0
            && (self.slope - before.slope).abs() <= TURNED
            && self.way_from(before).abs() < NEAR
    }
}

/// A part of the copy in which lines run along the rows, or along the columns.
struct Strip<'a> {
    grey: &'a Grey,
    side: Side,
    /// Where lines begin and end, and where their middles may cross.
    along: std::ops::Range<usize>,
    across: std::ops::Range<usize>,
}

impl<'a> Strip<'a> {
    fn of(glimpse: &'a Glimpse, side: Side) -> Option<Self> {
        let grey = &glimpse.room;
        let (face, middle) = (&glimpse.face, glimpse.place(glimpse.face.centre()));
        let (width, height) = (face.width / glimpse.factor, face.height / glimpse.factor);
        let (columns, rows) = (grey.width(), grey.height());
        let span = |low: f32, high: f32, most: usize| {
            // One pixel on either side is left for the step.
            let inside = |value: f32| (value.max(1.0) as usize).min(most.saturating_sub(2));
            inside(low)..inside(high)
        };
        let (x, y) = (middle.x, middle.y);
        let down = span(y + DOWN.0 * height, y + DOWN.1 * height, rows);
        let wide = span(x - ACROSS * width, x + ACROSS * width, columns);
        let (along, across) = match side {
            Side::Above => (wide, span(0.0, y - ABOVE * height, rows)),
            Side::Below => (wide, span(y + BELOW * height, rows as f32, rows)),
            Side::Left => (down, span(0.0, x - BESIDE * width, columns)),
            Side::Right => (down, span(x + BESIDE * width, columns as f32, columns)),
        };
        let least = if side.is_upright() { (DOWN.1 - DOWN.0) * height } else { 2.0 * ACROSS * width };
        let is_long = along.len() as f32 >= 0.7 * least && along.len() >= 12 && !across.is_empty();
        is_long.then_some(Self { grey, side, along, across })
    }

    /// The brightness at a place of the strip; `None` at the edge of the copy.
    fn value(&self, along: usize, across: usize) -> f32 {
        if self.side.is_upright() { self.grey.value(across, along) } else { self.grey.value(along, across) }
    }

    fn breadth(&self) -> usize {
        if self.side.is_upright() { self.grey.width() } else { self.grey.height() }
    }

    /// How the brightness steps across the strip at each place, held within ±1: row after row of those that lie across.
    fn steps(&self) -> Vec<f32> {
        let step = |across: usize, along: usize| {
            let inside = across > 0 && across + 1 < self.breadth();
            if inside { (self.value(along, across + 1) - self.value(along, across - 1)) / STEP } else { 0.0 }
        };
        let rows =
            (0..self.breadth()).flat_map(|across| self.along.clone().map(move |along| (across, along)));
        rows.map(|(across, along)| step(across, along).clamp(-1.0, 1.0)).collect()
    }

    /// The straightest lines, no two of them near each other.
    fn lines(&self) -> Vec<Line> {
        let (steps, length) = (self.steps(), self.along.len());
        let middle = (self.along.start + self.along.end) as f32 / 2.0;
        let mut found = Vec::new();
        for number in -SLOPES..=SLOPES {
            let slope = number as f32 * SLOPE;
            let aside: Vec<isize> =
                self.along.clone().map(|along| (slope * (along as f32 - middle)).round() as isize).collect();
            for across in self.across.clone() {
                let place = |(along, aside): (usize, &isize)| {
                    let row = across.checked_add_signed(*aside).filter(|row| *row < self.breadth());
                    row.map_or(0.0, |row| steps[row * length + along])
                };
                let straight = aside.iter().enumerate().map(place).sum::<f32>() / length as f32;
                if straight.abs() >= STILL_STRAIGHT {
                    found.push((across, slope, straight));
                }
            }
        }
        found.sort_by(|one, other| other.2.abs().total_cmp(&one.2.abs()));
        let mut lines: Vec<Line> = Vec::new();
        for (across, slope, straight) in found {
            let is_new = lines.iter().all(|line| (line.at - across as f32).abs() >= APART);
            if is_new && lines.len() < LINES {
                lines.extend(self.line(across, slope, straight));
            }
        }
        lines
    }

    /// The line that is there, to a part of a pixel: where the brightness steps most.
    fn line(&self, across: usize, slope: f32, straight: f32) -> Option<Line> {
        let middle = (self.along.start + self.along.end) as f32 / 2.0;
        let mean = |off: f32| {
            let values = self.along.clone().filter_map(|along| {
                let place = across as f32 + off + slope * (along as f32 - middle);
                let at = if self.side.is_upright() { (place, along as f32) } else { (along as f32, place) };
                self.grey.at(at.0, at.1)
            });
            let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
            (count >= 0.7 * self.along.len() as f32).then_some(sum / count)
        };
        let profile: Vec<f32> = (-3..=3).filter_map(|off| mean(off as f32)).collect();
        let [far, b, c, d, e, f, farther] = *profile else { return None };
        let sign = straight.signum();
        let steps = [d - b, e - c, f - d].map(|step| sign * step);
        let bend = steps[0] - 2.0 * steps[1] + steps[2];
        let off = if bend < -1e-3 { (0.5 * (steps[0] - steps[2]) / bend).clamp(-1.0, 1.0) } else { 0.0 };
        let outside = if matches!(self.side, Side::Above | Side::Left) { far } else { farther };
        Some(Line { side: self.side, at: across as f32 + off, middle, slope, straight, outside })
    }
}

/// All lines about a face.
fn lines(glimpse: &Glimpse) -> Vec<Line> {
    let strips = Side::ALL.into_iter().filter_map(|side| Strip::of(glimpse, side));
    strips.flat_map(|strip| strip.lines()).collect()
}

/// What the lines about the face did so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Border {
    first: Vec<Line>,
    travelled: usize,
    closed: usize,
}

impl Border {
    /// Takes one more frame of the same face.
    pub(super) fn push(&mut self, next: &Glimpse) {
        let lines = lines(next);
        if self.first.is_empty() {
            self.first = lines.into_iter().filter(|line| line.straight.abs() >= STRAIGHT).collect();
            return;
        }
        let again = |before: &Line| {
            let found = lines.iter().filter(|line| line.is_again(before));
            let nearest = found.min_by(|a, b| a.way_from(before).abs().total_cmp(&b.way_from(before).abs()));
            nearest.map(|line| (*line, line.way_from(before)))
        };
        let followed: Vec<(Line, f32)> = self.first.iter().filter_map(again).collect();
        self.travelled += usize::from(travels_as_one(&followed));
        self.closed += usize::from(is_closed(&followed));
    }

    /// Whether straight edges on two sides of the face travelled as one.
    pub(super) fn travels(&self) -> bool {
        self.travelled >= SEEN
    }

    /// Whether the face was in a closed frame, which stood.
    pub(super) fn is_framed(&self) -> bool {
        self.closed >= STOOD
    }
}

/// Whether edges of two sides went the way that one held thing goes. Below the face are clothes, which count for nothing here.
fn travels_as_one(followed: &[(Line, f32)]) -> bool {
    let moved: Vec<_> =
        followed.iter().filter(|(line, way)| line.side != Side::Below && way.abs() >= TRAVELLED).collect();
    moved.iter().enumerate().any(|(at, one)| moved[at + 1..].iter().any(|other| are_one(one, other)))
}

/// Whether two edges that moved are two sides of one thing.
fn are_one((one, way): &(Line, f32), (other, other_way): &(Line, f32)) -> bool {
    match (one.side.is_upright(), other.side.is_upright()) {
        _ if one.side == other.side => false,
        (true, true) => (way - other_way).abs() < AS_FAR && (one.slope - other.slope).abs() < SQUARE,
        _ => (one.slope + other.slope).abs() < SQUARE,
    }
}

/// Whether lines that stand close the face in on the left, on the right and below, with one colour outside of them.
fn is_closed(followed: &[(Line, f32)]) -> bool {
    let standing = |side: Side| {
        followed
            .iter()
            .filter(move |(line, way)| line.side == side && way.abs() < STANDS)
            .map(|(line, _)| line)
    };
    let alike = |one: &Line, other: &Line| (one.outside - other.outside).abs() < ONE_COLOUR;
    standing(Side::Left).any(|left| {
        standing(Side::Right).any(|right| {
            standing(Side::Below).any(|below| alike(left, right) && alike(left, below) && alike(right, below))
        })
    })
}

#[cfg(test)]
mod tests;
