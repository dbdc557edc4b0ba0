//! Waits for a card on the first PC/SC reader and shows what it tells without any secret.
//!
//! `cargo run -p card --example read_card [PART OF THE READER'S NAME]`
#![expect(clippy::print_stdout, reason = "an example talks to a terminal")]

use std::error::Error;
use std::time::Duration;

use card::{CardKind, CardSlot, Dialogue, ReaderEvent, ReaderWatch, pcsc::pcsc_reader};

fn main() -> Result<(), Box<dyn Error>> {
    let (mut watch, mut slot) = pcsc_reader(std::env::args().nth(1));
    loop {
        match watch.next(Duration::from_secs(60)) {
            Some(ReaderEvent::CardInserted) => break,
            Some(event) => println!("{event:?}"),
            None => println!("lay a card on the reader"),
        }
    }
    let mut wire = slot.connect()?;
    let mut card = Dialogue::new(&mut wire);
    let kind = card::recognise(&mut card)?;
    println!("kind         {kind:?}");
    if kind == CardKind::MyNumber {
        let certificate = card::user_certificate(&mut card)?;
        let now = std::time::UNIX_EPOCH.elapsed()?.as_secs().try_into()?;
        println!("issuer       {}", certificate.issuer);
        println!("certificate  {:?}", card::certificate_period(certificate.not_after, now));
        println!("PIN          {:?}", card::pin_tries(&mut card)?);
        println!("lengths      {:?}", card.lengths());
    }
    Ok(())
}
