//! A house that closes and opens again.

use madoguchi::rehearsal::Panel;
use madoguchi::session::Language;
use madoguchi_tests::Rehearsal;
use std::time::{Duration, Instant};

/// Waits until a screen reader finds `words`.
fn find(rehearsal: &mut Rehearsal, panel: &Panel, words: &str) {
    let begun = Instant::now();
    loop {
        let pieces = panel.pieces(&rehearsal.kiosk);
        if pieces.iter().any(|piece| piece.name.replace('\u{a0}', " ").contains(words)) {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "waited for {words:?}; there stands {pieces:?}");
        rehearsal.kiosk.wait(Duration::from_millis(20));
    }
}

#[test]
fn who_comes_when_the_house_is_closed_is_told_when_it_opens_and_a_card_that_waits_is_read_then() {
    let day =
        ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].map(|day| format!("{day} = [\"00:00-24:00\"]\n"));
    let today = madoguchi::workers::WallClock::default().japan().date();
    let closed = [today, today.tomorrow().unwrap()].map(|day| format!("\"{day}\"")).join(", ");
    let table = format!("{}closed_on = [{closed}]", day.concat());
    let hours = table.parse().unwrap();
    let mut rehearsal =
        Rehearsal::start_in(Language::English, |options| options.hours = Some(hours)).unwrap();
    let panel = Panel::new().unwrap();
    find(&mut rehearsal, &panel, "We are closed now");
    find(&mut rehearsal, &panel, "at 0:00");
    rehearsal.world.lay("hanako").unwrap();
    rehearsal.world.clock().move_days(2);
    find(&mut rehearsal, &panel, "Share your medical records with us?");
}
