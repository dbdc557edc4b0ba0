//! Rectangles to cut screens from, and lines that break between phrases.
//!
//! A kiosk's window never scrolls, so every screen is cut from the window's rectangle, piece by piece; nothing is
//! ever placed by what came before it on another screen.

use egui::{Pos2, Rect, Vec2, pos2};

/// A rectangle that hands out pieces of itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Area(pub(crate) Rect);

impl Area {
    /// Cuts a piece of `height` off the top.
    pub(crate) fn top(&mut self, height: f32) -> Rect {
        let cut = (self.0.top() + height).min(self.0.bottom());
        let piece = Rect::from_min_max(self.0.min, pos2(self.0.right(), cut));
        self.0.min.y = cut;
        piece
    }

    /// Cuts a piece of `height` off the bottom.
    pub(crate) fn bottom(&mut self, height: f32) -> Rect {
        let cut = (self.0.bottom() - height).max(self.0.top());
        let piece = Rect::from_min_max(pos2(self.0.left(), cut), self.0.max);
        self.0.max.y = cut;
        piece
    }

    /// Cuts a piece of `width` off the left.
    pub(crate) fn left(&mut self, width: f32) -> Rect {
        let cut = (self.0.left() + width).min(self.0.right());
        let piece = Rect::from_min_max(self.0.min, pos2(cut, self.0.bottom()));
        self.0.min.x = cut;
        piece
    }

    /// Cuts a piece of `width` off the right.
    pub(crate) fn right(&mut self, width: f32) -> Rect {
        let cut = (self.0.right() - width).max(self.0.left());
        let piece = Rect::from_min_max(pos2(cut, self.0.top()), self.0.max);
        self.0.max.x = cut;
        piece
    }

    /// Splits the rest in two by a share of the longer side, with a gutter: side by side, or one above the other.
    pub(crate) fn split(self, share: f32, gutter: f32) -> (Rect, Rect) {
        let mut rest = self;
        if self.0.width() > self.0.height() {
            let first = rest.left((self.0.width() - gutter) * share);
            rest.left(gutter);
            (first, rest.0)
        } else {
            let first = rest.top((self.0.height() - gutter) * share);
            rest.top(gutter);
            (first, rest.0)
        }
    }
}

/// Cuts `rect` into a grid, row by row.
pub(crate) fn grid(rect: Rect, columns: usize, rows: usize, gap: f32) -> Vec<Rect> {
    let cell = Vec2::new(
        (rect.width() - gap * (columns as f32 - 1.0)) / columns as f32,
        (rect.height() - gap * (rows as f32 - 1.0)) / rows as f32,
    );
    let at = |index: usize| {
        let (column, row) = ((index % columns) as f32, (index / columns) as f32);
        let min = Pos2::new(rect.left() + column * (cell.x + gap), rect.top() + row * (cell.y + gap));
        Rect::from_min_size(min, cell)
    };
    (0..columns * rows).map(at).collect()
}

/// The largest rectangle of an aspect (width over height) that fits in the middle of `rect`.
pub(crate) fn fitted(rect: Rect, aspect: f32) -> Rect {
    let width = rect.width().min(rect.height() * aspect);
    Rect::from_center_size(rect.center(), Vec2::new(width, width / aspect))
}

/// What no line breaks inside, and how wide it is at a size of 1: with the space after it, and without.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    pub(crate) text: String,
    pub(crate) full: f32,
    pub(crate) bare: f32,
}

/// Joins phrases, paragraph by paragraph, to lines no wider than `width` and evens them out: as many lines as needed,
/// none much shorter. Each sentence begins a line where that costs none.
pub(crate) fn lines(paragraphs: &[Vec<Phrase>], width: f32) -> String {
    let mut out = Vec::new();
    for phrases in paragraphs {
        let sentences = phrases.split_inclusive(|phrase| ends_sentence(&phrase.text));
        let apart: Vec<String> = sentences.flat_map(|part| even(part, width)).collect();
        let together = even(phrases, width);
        out.extend(if apart.len() <= together.len() { apart } else { together });
    }
    out.join("\n")
}

fn ends_sentence(phrase: &str) -> bool {
    let is_thai = |character: char| ('\u{e00}'..'\u{e80}').contains(&character);
    let bare = phrase.trim_end_matches(' ');
    // Thai writes its only spaces between clauses and sentences.
    bare.ends_with(['。', '.', '।', '။']) || (bare.len() < phrase.len() && bare.ends_with(is_thai))
}

/// As many lines as `width` asks for, at the narrowest width that still gives that many.
fn even(phrases: &[Phrase], width: f32) -> Vec<String> {
    let needed = fill(phrases, width).len();
    let longest = phrases.iter().map(|phrase| phrase.bare).fold(0.0, f32::max);
    let narrower = (5..10).map(|tenths| (width * tenths as f32 / 10.0).max(longest.min(width)));
    let evened = narrower.map(|width| fill(phrases, width)).find(|lines| lines.len() <= needed);
    evened.unwrap_or_else(|| fill(phrases, width))
}

fn fill(phrases: &[Phrase], width: f32) -> Vec<String> {
    let mut lines: Vec<(String, f32)> = vec![(String::new(), 0.0)];
    for phrase in phrases {
        match lines.last_mut() {
            Some((line, used)) if line.is_empty() || *used + phrase.bare <= width => {
                line.push_str(&phrase.text);
                *used += phrase.full;
            }
            _ => lines.push((phrase.text.clone(), phrase.full)),
        }
    }
    // Where a sentence ends with a space, that space begins the next phrase.
    lines.into_iter().map(|(line, _)| line.trim_matches(' ').to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_even_and_never_wider_than_asked() {
        let phrase = |text: &str| Phrase {
            text: text.to_owned(),
            full: text.len() as f32,
            bare: text.trim_end().len() as f32,
        };
        let check = |text: &str, width, expected: &str| {
            let paragraphs: Vec<Vec<Phrase>> =
                text.split('\n').map(|line| line.split_inclusive(' ').map(phrase).collect()).collect();
            assert_eq!(lines(&paragraphs, width), expected);
        };
        check("aaa bbb ccc d", 12.0, "aaa bbb\nccc d");
        check("aaa bbb", 12.0, "aaa bbb");
        check("aaa\nbbb", 12.0, "aaa\nbbb");
        check("aaaaa bb. cc dd.", 12.0, "aaaaa bb.\ncc dd.");
        check("aa. bb. cc.", 12.0, "aa. bb. cc.");
        assert_eq!(lines(&[vec![phrase("aaa"), phrase(" bbb")]], 4.0), "aaa\nbbb");
    }

    #[test]
    fn areas_hand_out_what_they_have() {
        let mut area = Area(Rect::from_min_size(Pos2::ZERO, Vec2::new(100.0, 50.0)));
        assert_eq!(area.top(10.0).height(), 10.0);
        assert_eq!(area.bottom(90.0).height(), 40.0);
        assert_eq!(area.left(30.0).width() + area.right(70.0).width(), 100.0);
    }

    #[test]
    fn a_grid_fills_its_rectangle() {
        let cells = grid(Rect::from_min_size(Pos2::ZERO, Vec2::new(320.0, 430.0)), 3, 4, 10.0);
        assert_eq!(cells.len(), 12);
        assert_eq!(cells[11].max, pos2(320.0, 430.0));
    }
}
