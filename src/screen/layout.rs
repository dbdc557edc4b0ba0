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

/// Cuts a text where a line may break: after a space, after punctuation, and where a Japanese phrase ends.
///
/// Japanese writes no spaces. A phrase mostly ends with kana (a particle or an ending), and the next begins with
/// anything else; the polite お and ご begin a phrase although they are kana.
pub(crate) fn phrases(text: &str) -> Vec<&str> {
    let characters: Vec<(usize, char)> = text.char_indices().collect();
    let mut phrases = Vec::new();
    let mut start = 0;
    for window in 1..characters.len() {
        let (at, next) = characters[window];
        let (_, last) = characters[window - 1];
        let before = window.checked_sub(2).map(|index| characters[index].1);
        let after = characters.get(window + 1).map(|(_, character)| *character);
        let first = characters[window - 1].0 == start;
        if breaks(last, next, after, first) && !is_compound(before, last, next) {
            phrases.push(&text[start..at]);
            start = at;
        }
    }
    phrases.push(&text[start..]);
    phrases
}

/// Says whether a line may break between two characters; `first` if `last` stands alone at its phrase's start.
fn breaks(last: char, next: char, after: Option<char>, first: bool) -> bool {
    let is_honorific = |character| matches!(character, 'お' | 'ご');
    if "、。，．！？）」』：・".contains(next) || "（「『".contains(last) {
        return false; // Never at a line's start, never at a line's end.
    }
    if last == ' ' || "、。！？：　・".contains(last) || "（「『".contains(next) {
        return true;
    }
    if "）」』".contains(last) {
        return !is_hiragana(next); // A particle stays with its noun.
    }
    if first && is_honorific(last) {
        return false;
    }
    let begins = !is_hiragana(next) || (is_honorific(next) && after.is_some_and(is_ideograph));
    is_hiragana(last) && begins && next != ' '
}

/// Says whether a verb's stem and what it is compounded with stand side by side, as in 読み取る or 残り1回.
fn is_compound(before: Option<char>, last: char, next: char) -> bool {
    let has_stem = before.is_some_and(is_ideograph) && "きぎしちびみり".contains(last);
    has_stem && (is_ideograph(next) || next.is_ascii_digit())
}

fn is_hiragana(character: char) -> bool {
    ('ぁ'..='ゖ').contains(&character)
}

fn is_ideograph(character: char) -> bool {
    ('一'..='鿿').contains(&character)
}

/// Joins phrases to lines no wider than `width` and evens them out: as many lines as needed, none much shorter. Each
/// sentence begins a line where that costs none.
pub(crate) fn lines(text: &str, width: f32, mut measure: impl FnMut(&str) -> f32) -> String {
    let mut out = Vec::new();
    for paragraph in text.split('\n') {
        let pieces: Vec<(&str, f32)> =
            phrases(paragraph).into_iter().map(|phrase| (phrase, measure(phrase))).collect();
        let sentences: Vec<Vec<String>> = pieces
            .split_inclusive(|(phrase, _)| ends_sentence(phrase))
            .map(|part| even(part, width))
            .collect();
        let together = even(&pieces, width);
        let apart = sentences.concat();
        out.extend(if apart.len() <= together.len() { apart } else { together });
    }
    out.join("\n")
}

fn ends_sentence(phrase: &str) -> bool {
    phrase.ends_with('。') || phrase.ends_with(". ")
}

/// As many lines as `width` asks for, at the narrowest width that still gives that many.
fn even(pieces: &[(&str, f32)], width: f32) -> Vec<String> {
    let needed = fill(pieces, width).len();
    let longest = pieces.iter().map(|(_, width)| *width).fold(0.0, f32::max);
    let narrower = (5..10).map(|tenths| (width * tenths as f32 / 10.0).max(longest.min(width)));
    let evened = narrower.map(|width| fill(pieces, width)).find(|lines| lines.len() <= needed);
    evened.unwrap_or_else(|| fill(pieces, width))
}

fn fill(pieces: &[(&str, f32)], width: f32) -> Vec<String> {
    let mut lines: Vec<(String, f32)> = vec![(String::new(), 0.0)];
    for (phrase, length) in pieces {
        match lines.last_mut() {
            Some((line, used)) if line.is_empty() || *used + length <= width => {
                line.push_str(phrase);
                *used += length;
            }
            _ => lines.push(((*phrase).to_owned(), *length)),
        }
    }
    lines.into_iter().map(|(line, _)| line.trim_end().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_breaks_between_phrases() {
        let check = |text: &str, expected: &[&str]| assert_eq!(phrases(text), expected);
        check("マイナンバーカードを置いてください", &["マイナンバーカードを", "置いてください"]);
        check("お席でお待ちください", &["お席で", "お待ちください"]);
        check("「決定」を押してください。", &["「決定」を", "押してください。"]);
        check("入力した数字が、合いません", &["入力した", "数字が、", "合いません"]);
        check("カードを読み取っています", &["カードを", "読み取っています"]);
        check("Please take your card", &["Please ", "take ", "your ", "card"]);
    }

    #[test]
    fn lines_are_even_and_never_wider_than_asked() {
        let check = |text, width, expected: &str| {
            assert_eq!(lines(text, width, |phrase| phrase.chars().count() as f32), expected);
        };
        check("aaa bbb ccc d", 12.0, "aaa bbb\nccc d");
        check("aaa bbb", 12.0, "aaa bbb");
        check("aaa\nbbb", 12.0, "aaa\nbbb");
        check("aaaaa bb. cc dd.", 12.0, "aaaaa bb.\ncc dd.");
        check("aa. bb. cc.", 12.0, "aa. bb. cc.");
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
