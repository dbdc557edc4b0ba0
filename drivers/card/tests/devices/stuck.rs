//! A service that hangs: for a card, with a driver that has no patience of its own, or altogether.

use std::net::TcpListener;
use std::time::Instant;

use card::twin::ifd_socket::Mishap;
use card::twin::{PrivatePcscd, ReaderSpec, VpcdCard};
use card::{ReaderEvent, ReaderFault, TransmitError};

use crate::kiosk::{Kiosk, PROMISE, lost, report};
use crate::world::{World, a_card, alone, signal, until};

/// A port that is free now, and whose neighbour, which vpcd takes too, is free as well.
fn free_port() -> u16 {
    loop {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        if port < u16::MAX && TcpListener::bind(("127.0.0.1", port + 1)).is_ok() {
            return port;
        }
    }
}

fn vpcd(world: &World) -> Option<(PrivatePcscd, VpcdCard)> {
    let port = free_port();
    let pcscd = world.pcscd_with(&[ReaderSpec::Vpcd { name: "Foreign".to_owned(), port }], None)?;
    Some((pcscd, VpcdCard::new(port)))
}

#[test]
fn a_driver_that_waits_for_ever_is_told_and_comes_back_when_the_card_is_lifted() {
    alone(|world| {
        let Some((_pcscd, mut place)) = vpcd(world) else { return };
        let mut kiosk = Kiosk::at("Foreign");
        kiosk.is_ready();
        place.lay_for(a_card(), Some(Mishap::Silent(3))).unwrap();
        kiosk.awaits_card();
        let start = Instant::now();
        assert_eq!(kiosk.serve(), lost(TransmitError::NotResponding));
        assert!(start.elapsed() < PROMISE, "{:?}", start.elapsed());
        kiosk.awaits_fault(ReaderFault::Stuck);
        let start = Instant::now();
        let card = place.take().unwrap();
        // vpcd notices a lift only when it asks: a card that is back before that was never away.
        kiosk.is_ready_and_bare();
        place.lay(card).unwrap();
        kiosk.awaits_card();
        assert_eq!(kiosk.serve(), Ok(()));
        report(
            "from lifting a card for which a driver waited to having served the next",
            vec![start.elapsed()],
        );
    });
}

#[test]
fn a_driver_that_waits_for_ever_comes_back_when_the_service_is_restarted_by_command() {
    alone(|world| {
        let Some((mut pcscd, mut place)) = vpcd(world) else { return };
        let kiosk = Kiosk::at("Foreign");
        let mut kiosk = Kiosk { watch: kiosk.watch.restarting(killing(pcscd.process())), ..kiosk };
        kiosk.is_ready();
        place.lay_for(a_card(), Some(Mishap::Silent(3))).unwrap();
        kiosk.awaits_card();
        assert_eq!(kiosk.serve(), lost(TransmitError::NotResponding));
        let start = Instant::now();
        kiosk.awaits_fault(ReaderFault::Stuck);
        until(PROMISE, "the command ended pcscd", || pcscd.has_ended());
        pcscd.revive().unwrap();
        let card = place.take().unwrap();
        place.lay(card).unwrap();
        kiosk.awaits_fault(ReaderFault::NoService);
        kiosk.awaits_card();
        assert_eq!(kiosk.serve(), Ok(()));
        report("from a driver that waits for ever to having served the next patient", vec![start.elapsed()]);
    });
}

#[test]
fn a_service_that_hangs_altogether_is_restarted_by_command() {
    alone(|world| {
        let Some(mut pcscd) = world.pcscd(&["Desk"]) else { return };
        let kiosk = Kiosk::at("Desk");
        let mut kiosk = Kiosk { watch: kiosk.watch.restarting(killing(pcscd.process())), ..kiosk };
        let mut place = world.place("Desk");
        kiosk.is_ready();
        let card = kiosk.serves_the_next(&mut place, a_card());
        signal(pcscd.process(), "STOP");
        assert_eq!(kiosk.serve(), lost(TransmitError::NotResponding));
        kiosk.awaits_fault(ReaderFault::Stuck);
        let start = Instant::now();
        until(PROMISE, "the command ended pcscd", || pcscd.has_ended());
        pcscd.revive().unwrap();
        kiosk.awaits_fault(ReaderFault::NoService);
        kiosk.awaits(|event| matches!(event, ReaderEvent::Ready { .. }));
        kiosk.serves_the_next(&mut place, card);
        report("from a service that hangs to having served the next patient", vec![start.elapsed()]);
    });
}

/// The command that a supervisor would be asked by; it starts a service again that was killed.
fn killing(process: u32) -> Vec<String> {
    ["sh", "-c", &format!("kill -KILL {process}")].map(str::to_owned).to_vec()
}
