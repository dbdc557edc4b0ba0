//! Rides the stories of `walks.txt`: whole visits by accessible names alone, as somebody with a screen reader makes them.

use super::panel::Panel;
use super::{Error, Seen, World};
use crate::kiosk::Kiosk;
use std::time::{Duration, Instant};

/// Longest that a sight may take to appear.
const PATIENCE: Duration = Duration::from_secs(30);
/// What stands on the screen that waits for the next card.
const WELCOME: &str = "Place your My Number Card here";

/// One story of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walk {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it shows, in a sentence.
    pub about: &'static str,
    lines: &'static str,
}

/// Every story, as the table has them.
pub fn walks() -> Vec<Walk> {
    let parts = include_str!("walks.txt").split("\n== ").skip(1);
    let walk = |part: &'static str| {
        let (head, lines) = part.split_once('\n')?;
        let (name, about) = head.split_once(": ")?;
        Some(Walk { name, about, lines })
    };
    parts.filter_map(walk).collect()
}

/// Walks one story on a kiosk that rests in English.
///
/// # Errors
/// The line that did not go as told, and what stood on the screen instead.
pub fn walk(story: &Walk, kiosk: &mut Kiosk, world: &mut World, panel: &Panel) -> Result<(), Error> {
    let mut walker = Walker { kiosk, world, panel };
    walker.begin()?;
    let lines = story.lines.lines().map(str::trim).filter(|line| !line.is_empty());
    for line in lines {
        let (act, rest) = line.split_once(' ').unwrap_or((line, ""));
        walker.act(act, rest).map_err(|error| format!("{}, at {line:?}: {error}", story.name))?;
    }
    Ok(())
}

struct Walker<'a> {
    kiosk: &'a mut Kiosk,
    world: &'a mut World,
    panel: &'a Panel,
}

impl Walker<'_> {
    /// Nobody has left anything on the reader, and the last patient has read to the end.
    fn begin(&mut self) -> Result<(), Error> {
        self.take()?;
        self.kiosk.pass(Duration::from_secs(8));
        self.find(WELCOME)
    }

    fn act(&mut self, act: &str, rest: &str) -> Result<(), Error> {
        match act {
            "lay" => self.world.lay(rest)?,
            "take" => self.take()?,
            "snatch" => {
                self.world.lay(rest)?;
                self.until(|walker| walker.kiosk.session().card_lies(), true)?;
                self.take()?;
            }
            "see" => self.world.see(scene(rest)?),
            "press" => return self.press(rest),
            "keys" => self.keys(rest),
            "find" => return self.find(rest),
            "lacks" if self.says(rest) => return Err(format!("it says so; {}", self.screen()).into()),
            "lacks" => {}
            "revoke" => self.world.revoke(rest, true)?,
            "reinstate" => self.world.revoke(rest, false)?,
            "centre" if rest == "on" => self.world.centre().start_again()?,
            "centre" => self.world.centre().stop(),
            "days" => self.world.clock().move_days(rest.parse()?),
            "pass" => {
                self.kiosk.pass(Duration::from_secs(rest.parse()?));
                self.kiosk.turn();
            }
            _ => return Err("nobody knows how to do that".into()),
        }
        Ok(())
    }

    fn take(&mut self) -> Result<(), Error> {
        self.world.take();
        self.until(|walker| walker.kiosk.session().card_lies(), false)
    }

    /// Presses what is called so, as soon as it can be pressed.
    fn press(&mut self, name: &str) -> Result<(), Error> {
        let begun = Instant::now();
        loop {
            match self.panel.press(self.kiosk, name) {
                Err(error) if begun.elapsed() > PATIENCE => return Err(error),
                Err(_) => self.kiosk.wait(Duration::from_millis(20)),
                Ok(()) => return Ok(()),
            }
        }
    }

    fn keys(&mut self, keys: &str) {
        let holder = self.world.laid().and_then(|id| persona::persona(&id));
        let typed = match (keys, holder) {
            ("PIN", Some(holder)) => holder.card.user_pin.clone(),
            _ => keys.replace('!', "\n"),
        };
        self.panel.type_keys(self.kiosk, &typed);
    }

    fn find(&mut self, words: &str) -> Result<(), Error> {
        self.until(|walker| walker.says(words), true)
    }

    fn until(&mut self, look: impl Fn(&Self) -> bool, wanted: bool) -> Result<(), Error> {
        let begun = Instant::now();
        while look(self) != wanted {
            if begun.elapsed() > PATIENCE {
                return Err(self.screen().into());
            }
            self.kiosk.wait(Duration::from_millis(20));
        }
        Ok(())
    }

    fn says(&self, words: &str) -> bool {
        self.names().iter().any(|name| name.contains(words))
    }

    /// What a screen reader finds, without the spaces that hold a line together.
    fn names(&self) -> Vec<String> {
        self.panel.pieces(self.kiosk).into_iter().map(|piece| piece.name.replace('\u{a0}', " ")).collect()
    }

    fn screen(&self) -> String {
        format!("there stands {:?}", self.names())
    }
}

fn scene(name: &str) -> Result<Seen, Error> {
    Ok(match name {
        "holder" => Seen::Holder,
        "other" => Seen::Other,
        "nobody" => Seen::Nobody,
        "picture" => Seen::Picture,
        "film" => Seen::Film,
        "masked" => Seen::Masked,
        "aside" => Seen::Aside,
        _ => {
            return Err(format!(
                "expected holder, other, nobody, picture, film, masked or aside; came {name:?}"
            )
            .into());
        }
    })
}
