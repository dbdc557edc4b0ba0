//! Readers with cards on them, and the hand that lifts, lays and swaps them as it is told.

use super::{Error, Issuer};
use card::twin::{IfdCard, VirtualCard, VpcdCard};
use std::collections::HashMap;
use std::io::BufRead;
use std::time::Duration;

/// A hand is no faster, and a reader looks for its card every 400 ms.
const HAND: Duration = Duration::from_millis(800);

/// Where a card is laid.
pub(super) enum Place {
    Ifd(IfdCard),
    Vpcd(VpcdCard),
}

impl Place {
    fn lay(&mut self, card: VirtualCard) -> Result<(), Error> {
        match self {
            Self::Ifd(place) => place.lay(card)?,
            Self::Vpcd(place) => place.lay(card)?,
        }
        Ok(())
    }

    fn take(&mut self) -> Option<VirtualCard> {
        match self {
            Self::Ifd(place) => place.take(),
            Self::Vpcd(place) => place.take(),
        }
    }
}

/// What was typed, with the reader's place in the list.
#[derive(Debug, PartialEq, Eq)]
enum Typed {
    Lift(usize),
    Lay(usize),
    Swap(String, usize),
    Quit,
}

/// The readers, and the cards that were made so far.
pub(super) struct Desk<'a> {
    readers: Vec<Reader>,
    /// Cards that lie nowhere, by their persona: each keeps its counters.
    wallet: HashMap<String, VirtualCard>,
    issuer: &'a Issuer,
}

struct Reader {
    name: String,
    place: Place,
    /// Whose card lies there, or lay there last.
    who: String,
}

impl<'a> Desk<'a> {
    pub(super) fn new(readers: Vec<(String, Place)>, issuer: &'a Issuer) -> Self {
        let reader = |(name, place)| Reader { name, place, who: String::new() };
        Self { readers: readers.into_iter().map(reader).collect(), wallet: HashMap::new(), issuer }
    }

    /// Lays the cards of these people and does what is typed; where nobody can type, it waits to be interrupted.
    pub(super) fn serve(&mut self, people: &[String]) -> Result<(), Error> {
        for (index, who) in people.iter().enumerate() {
            self.lay(index, who)?;
        }
        println!("type lift, lay, swap NAME or quit");
        for line in std::io::stdin().lock().lines() {
            match parse(&line?, self.readers.len()) {
                Ok(Typed::Quit) => return Ok(()),
                Ok(typed) => self.obey(typed).unwrap_or_else(|error| println!("{error}")),
                Err(error) => println!("{error}"),
            }
        }
        loop {
            std::thread::sleep(HAND);
        }
    }

    fn obey(&mut self, typed: Typed) -> Result<(), Error> {
        match typed {
            Typed::Lift(index) => self.lift(index),
            Typed::Lay(index) => {
                let who = self.readers[index].who.clone();
                self.lay(index, &who)?;
            }
            Typed::Swap(who, index) => self.lay(index, &who)?,
            Typed::Quit => {}
        }
        Ok(())
    }

    /// Lays the card of a persona in place of any other, which stays where it is if there is no such persona.
    fn lay(&mut self, index: usize, who: &str) -> Result<(), Error> {
        let mut known = String::new();
        if self.readers[index].who != who && !self.wallet.contains_key(who) {
            let (card, secrets) = self.issuer.issue(who)?;
            self.wallet.insert(who.to_owned(), card);
            known = format!(": {secrets}");
        }
        self.lift(index);
        let reader = &mut self.readers[index];
        let card = self.wallet.remove(who).ok_or_else(|| format!("the card of {who} was lost"))?;
        reader.place.lay(card)?;
        reader.who = who.to_owned();
        println!("{} {}: the card of {who} lies there{known}", index + 1, reader.name);
        Ok(())
    }

    fn lift(&mut self, index: usize) {
        let reader = &mut self.readers[index];
        if let Some(card) = reader.place.take() {
            println!("{} {}: empty", index + 1, reader.name);
            self.wallet.insert(reader.who.clone(), card);
            std::thread::sleep(HAND);
        }
    }
}

/// Reads a line: a word, a persona after `swap`, and the number of one of so many readers, 1 where it is left out.
fn parse(line: &str, readers: usize) -> Result<Typed, String> {
    let words: Vec<&str> = line.split_whitespace().collect();
    let reader = |number: Option<&&str>| match number.map_or(Ok(1), |word| word.parse::<usize>()) {
        Ok(number) if (1..=readers).contains(&number) => Ok(number - 1),
        _ => Err(format!("expected the number of a reader, 1 to {readers}")),
    };
    match words.as_slice() {
        ["lift", rest @ ..] if rest.len() < 2 => Ok(Typed::Lift(reader(rest.first())?)),
        ["lay", rest @ ..] if rest.len() < 2 => Ok(Typed::Lay(reader(rest.first())?)),
        ["swap", who, rest @ ..] if rest.len() < 2 => {
            Ok(Typed::Swap((*who).to_owned(), reader(rest.first())?))
        }
        ["quit"] => Ok(Typed::Quit),
        _ => Err("expected lift, lay, swap NAME or quit, and the number of a reader where there are several"
            .to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_what_to_do_and_at_which_reader() {
        let rows = [
            ("lift", Some(Typed::Lift(0))),
            ("  lay 2 ", Some(Typed::Lay(1))),
            ("swap sho", Some(Typed::Swap("sho".to_owned(), 0))),
            ("swap sho 2", Some(Typed::Swap("sho".to_owned(), 1))),
            ("quit", Some(Typed::Quit)),
            ("lift 3", None),
            ("lift 0", None),
            ("lay sho", None),
            ("swap", None),
            ("", None),
        ];
        for (line, typed) in rows {
            assert_eq!(parse(line, 2).ok(), typed, "{line:?}");
        }
    }
}
