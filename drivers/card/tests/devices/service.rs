//! A service that dies, and one that must not outlive its owner.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Duration;
use std::{env, thread};

use card::twin::PrivatePcscd;
use card::{CardSlot, ReaderEvent, ReaderFault, TransmitError};

use crate::kiosk::{Kiosk, PROMISE, report, visit};
use crate::world::{a_card, alone, is_alive, say, times, until};

#[test]
fn a_service_that_is_killed_and_started_again_is_found_each_time() {
    alone(|world| {
        let Some(mut pcscd) = world.pcscd(&["Desk"]) else { return };
        let (mut kiosk, mut place, mut card) = (Kiosk::at("Desk"), world.place("Desk"), a_card());
        kiosk.is_ready();
        let mut found = Vec::new();
        for round in 0..times(4, 20) {
            // Half of the services die in the middle of a dialogue.
            if round % 2 == 0 {
                place.lay(card).unwrap();
                kiosk.awaits_card();
                let mut dialogue = kiosk.slot.connect().unwrap();
                pcscd.kill();
                let broken = visit(dialogue.as_mut());
                assert_eq!(broken, Err(card::Error::Transmit(TransmitError::ServiceUnavailable)));
                drop(dialogue);
                card = place.take().unwrap();
            } else {
                pcscd.kill();
            }
            kiosk.awaits_fault(ReaderFault::NoService);
            assert_eq!(kiosk.slot.connect().err(), Some(TransmitError::ServiceUnavailable));
            pcscd.revive().unwrap();
            found.push(kiosk.awaits(|event| matches!(event, ReaderEvent::Ready { .. })));
            card = kiosk.serves_the_next(&mut place, card);
        }
        report("from a service that listens again to Ready", found);
    });
}

#[test]
fn a_service_ends_with_the_process_that_started_it_however_that_ends() {
    alone(|world| {
        let mut owner = Command::new(env::current_exe().unwrap())
            .env("TMPDIR", world.sockets())
            .args(["service::owner", "--exact", "--ignored", "--nocapture"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(owner.stdout.take().unwrap()).lines().map_while(Result::ok);
        let process = lines.find_map(|line| line.strip_prefix(OWNED)?.parse().ok());
        let was_alive = process.map(is_alive);
        // Fails where it ended by itself, for want of a pcscd.
        let _ = owner.kill();
        owner.wait().unwrap();
        let Some(process) = process else { return say("skipped: no pcscd") };
        assert_eq!(was_alive, Some(true));
        until(PROMISE, "pcscd ended", || !is_alive(process));
    });
}

/// What the owner says before the number of its pcscd's process.
const OWNED: &str = "pcscd is process ";

#[test]
#[ignore = "is the owner in a_service_ends_with_the_process_that_started_it_however_that_ends"]
fn owner() {
    // A thread that ends must not take the service with it.
    let pcscd = thread::scope(|scope| scope.spawn(|| PrivatePcscd::start(&[]).ok()).join().unwrap());
    if let Some(pcscd) = pcscd {
        thread::sleep(Duration::from_millis(200));
        println!("\n{OWNED}{}", pcscd.process());
        thread::sleep(PROMISE * 5);
    }
}
