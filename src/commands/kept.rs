//! `madoguchi kept`: whoever was here while the centre was away, and is not done; for staff, after their PIN.

use super::Error;
use crate::config::Config;
use crate::workers::WallClock;
use journal::{Entry, EventKind, Journal, Kept, Outbox, Word};
use std::io::BufRead as _;
use std::path::PathBuf;

/// List who waits for the centre, and whom it could not find; reads a staff PIN from standard input.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The configuration.
    #[arg(long, default_value = "madoguchi.toml")]
    config: PathBuf,
    /// Wipe this line of the list: the desk has seen to it.
    #[arg(long, value_name = "LINE")]
    dealt_with: Option<u64>,
}

/// Prints a line for each person; the journal tells which clerk looked.
///
/// # Errors
/// A house that keeps nothing, a wrong staff PIN, an outbox that cannot be opened, a line that is not there.
pub fn run(arguments: &Arguments) -> Result<(), Error> {
    let config = Config::read(&arguments.config)?;
    let outage = config.outage.as_ref().ok_or("[outage] is not configured: nothing is kept here")?;
    let mut pin = String::new();
    std::io::stdin().lock().read_line(&mut pin)?;
    let clerk = config.staff.who(pin.trim()).ok_or("this is no staff PIN of [[staff]]")?;
    let mut outbox = Outbox::open(&outage.outbox, &outage.key)?;
    let mut journal = Journal::open(&config.journal)?;
    note(&mut journal, "", EventKind::ClerkSignedIn { clerk: Word::new(&clerk)? })?;
    let people = people(&outbox)?;
    match arguments.dealt_with {
        Some(line) => wipe(&mut outbox, &mut journal, &people, line)?,
        None => print!("{}", list(&people)),
    }
    Ok(())
}

/// Everybody who is kept, in the order in which they came.
fn people(outbox: &Outbox) -> Result<Vec<Kept>, Error> {
    let (mut people, mut after) = (Vec::new(), 0);
    while let Some(kept) = outbox.take(after)? {
        after = kept.place;
        people.push(kept);
    }
    Ok(people)
}

/// The list as it is read at the desk: first whom the desk must ask, then who waits.
fn list(people: &[Kept]) -> String {
    let (left, waiting): (Vec<_>, Vec<_>) = people.iter().partition(|kept| kept.verdict.is_some());
    let head = |text: &str, count: usize| format!("{count} {text}\n");
    let lines = |some: Vec<&Kept>| some.into_iter().map(line).collect::<String>();
    let (asked, waits) =
        (head("could not be found: ask them", left.len()), head("wait for the line", waiting.len()));
    asked + &lines(left) + &waits + &lines(waiting)
}

fn line(kept: &Kept) -> String {
    let facts = &kept.facts;
    let said = [&facts.name, &facts.sex, &facts.birth_date, &facts.address].map(|fact| match fact.reveal() {
        "" => "—",
        text => text,
    });
    let reason = kept.verdict.as_ref().map_or("waits", Word::as_str);
    let since = jiff::Timestamp::from_millisecond(kept.at_unix_ms).unwrap_or_default();
    let since = since.to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(9)));
    let (since, call) = (since.strftime("%Y-%m-%d %H:%M"), kept.call.as_ref().map_or("—", Word::as_str));
    format!("{:>4}  {since}  {call}  {reason}  {}\n", kept.place, said.join("  "))
}

fn wipe(outbox: &mut Outbox, journal: &mut Journal, people: &[Kept], line: u64) -> Result<(), Error> {
    let kept = people.iter().find(|kept| kept.place == line && kept.verdict.is_some());
    let kept = kept.ok_or("no line of this number is left to the desk")?;
    let visit = kept.request_id.as_str().rsplit_once('-').map_or("", |(visit, _)| visit);
    note(journal, visit, EventKind::Wiped)?;
    Ok(outbox.done(&kept.request_id)?)
}

fn note(journal: &mut Journal, visit: &str, event: EventKind) -> Result<(), Error> {
    let at_unix_ms = WallClock::default().unix_ms();
    journal.append(&Entry { at_unix_ms, visit: visit.to_owned(), event, detail: Vec::new() })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use journal::{Fact, Facts};

    #[test]
    fn the_desk_reads_whom_it_must_ask_before_who_waits_and_what_the_card_did_not_say() {
        let kept = |place, address: &str, verdict: Option<&str>| Kept {
            place,
            request_id: Word::new("5e1f00aa-7-0").unwrap(),
            at_unix_ms: 1_795_312_805_000,
            facts: Facts {
                name: Fact::new("窓口　花子"),
                sex: Fact::new("2"),
                birth_date: Fact::new("19800523"),
                address: Fact::new(address),
            },
            question: Fact::new("{}"),
            call: (place == 2).then(|| Word::new("A12").unwrap()),
            staged: None,
            verdict: verdict.map(|word| Word::new(word).unwrap()),
        };
        let people = [kept(1, "例示県", None), kept(2, "", Some("not-found"))];
        let expected = "1 could not be found: ask them
   2  2026-11-22 11:00  A12  not-found  窓口　花子  2  19800523  —
1 wait for the line
   1  2026-11-22 11:00  —  waits  窓口　花子  2  19800523  例示県
";
        assert_eq!(list(&people), expected);
    }
}
