//! How the texts come out in lines: no line of one letter, none that punctuation begins, nothing apart from what it counts or
//! points to.

use crate::stage::{WINDOWS, screens};
use crate::swift::{Bench, seen};
use madoguchi::session::{Language, Look, TextSize};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

/// Every text of more than one line that the screens draw in `language`, each look in the window in which it is narrowest for
/// its type: all of them in all windows would take three times as long.
fn broken(bench: &Bench, language: Language) -> BTreeSet<String> {
    let (all, home) = (screens(), Look::home(language));
    let looks = [
        (home, WINDOWS[0]),
        (Look { size: TextSize::Largest, ..home }, WINDOWS[1]),
        (Look { is_low: true, ..home }, WINDOWS[3]),
    ];
    let sheets = looks
        .iter()
        .flat_map(|(look, size)| all.iter().map(move |(_, screen)| bench.lay(&seen(screen, *look), *size)));
    sheets.flat_map(|sheet| sheet.drawn).map(|one| one.text).filter(|text| text.contains('\n')).collect()
}

/// What nobody would write so, among the lines of one text.
fn wrong(text: &str) -> Vec<String> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut out = Vec::new();
    for (above, line) in [""].into_iter().chain(lines.iter().copied()).zip(&lines) {
        let letters = line.chars().filter(|one| one.is_alphanumeric()).count();
        if letters < 2 {
            out.push(format!("a line of one letter: {line}"));
        }
        if line.starts_with(|one: char| "、。，．！？）」』：・,.!?:;)”’।၊။".contains(one))
        {
            out.push(format!("punctuation begins a line: {line}"));
        }
        if above.ends_with(|one: char| "（「『(“‘".contains(one)) {
            out.push(format!("a bracket opens at a line's end: {above}"));
        }
        let points = |one: &str| ["この", "その", "もう", "이", "그", "此", "My"].contains(&one);
        let is_name = above.ends_with("Number") && line.starts_with("Card");
        if is_name || above.split(' ').next_back().is_some_and(points) {
            out.push(format!("a word that points to the next stands apart from it: {above} / {line}"));
        }
        let counter = |one: char| "年月日時时分回次位枚歩步つけ".contains(one);
        if above.ends_with(|one: char| one.is_ascii_digit()) && line.starts_with(counter) {
            out.push(format!("a number stands apart from what it counts: {above} / {line}"));
        }
    }
    out
}

#[test]
fn no_line_is_one_letter_and_nothing_stands_apart_from_what_it_counts_or_points_to() {
    let Some(bench) = Bench::new() else { return };
    let mut out = Vec::new();
    for language in Language::ALL {
        for text in broken(&bench, language) {
            let said = |what: String| format!("{language:?}: {what}, in {}", text.replace('\n', " / "));
            out.extend(wrong(&text).into_iter().map(said));
        }
    }
    assert!(out.is_empty(), "{} complaints\n{}", out.len(), out[..out.len().min(40)].join("\n"));
}

#[test]
fn a_line_that_nobody_would_write_so_is_found() {
    let check = |text: &str, expected: &str| {
        let found = wrong(text);
        assert_eq!(found.is_empty(), expected.is_empty(), "{text}: {found:?}");
        assert!(found.iter().all(|what| what.contains(expected)), "{text}: {found:?}");
    };
    check("请放置\n个人编号卡", "");
    check("请取走卡\n片。", "a line of one letter");
    check("確認します\n。もう一度", "punctuation begins a line");
    check("カード（\nケース）", "a bracket opens");
    check("残り1\n回です", "apart from what it counts");
    check("12월 31일까지 이\n카드로", "a word that points");
}

/// For whoever reads a language: every text as its lines break, each once.
#[test]
#[ignore = "writes every broken text into the target folder, for people to read"]
fn every_broken_text_is_written_down() {
    let Some(bench) = Bench::new() else { return };
    let mut out = String::new();
    for language in Language::ALL {
        let _ = writeln!(out, "## {language:?}\n");
        for text in broken(&bench, language) {
            let _ = writeln!(out, "{text}\n");
        }
    }
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lines.txt");
    std::fs::write(&path, out).unwrap();
    println!("written to {}", path.display());
}
