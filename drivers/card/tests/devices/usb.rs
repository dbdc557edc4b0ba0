//! Readers that are plugged in and pulled out: a USB bus that umockdev plays, and our driver as a bundle for it.

use std::io::{BufRead, BufReader, Lines, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use card::twin::ifd_socket::{IfdCard, Mishap};
use card::twin::pcscd::{PrivatePcscd, UsbBus};
use card::{CardSlot, ReaderEvent, ReaderFault, ReaderWatch, TransmitError};
use pcsc::{Context, Scope};

use crate::kiosk::{Kiosk, PROMISE, lost, report, visit};
use crate::world::{World, a_card, alone, say, times, until};

const MISSING: &str = "skipped: umockdev, gir1.2-umockdev-1.0 or python3-gi is missing";

/// A bus on which readers can be plugged in; the process that plays it ends when this is dropped.
struct Bus {
    player: Child,
    orders: Option<ChildStdin>,
    done: Lines<BufReader<ChildStdout>>,
}

impl Bus {
    /// Starts an empty bus and a pcscd that sees it; tells what is missing where that cannot be.
    fn start(world: &World) -> Option<(Self, PrivatePcscd)> {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/devices/usb_bus.py");
        let player = Command::new("umockdev-wrapper")
            .args(["/usr/bin/python3", script])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        let Ok(mut player) = player else {
            say(MISSING);
            return None;
        };
        let orders = player.stdin.take();
        let mut done = BufReader::new(player.stdout.take().unwrap()).lines();
        let Some(testbed) = done.next().transpose().unwrap() else {
            say(MISSING);
            return None;
        };
        let usb = UsbBus { testbed: testbed.into(), sockets: world.sockets().to_owned() };
        let pcscd = world.pcscd_with(&[], Some(usb))?;
        Some((Self { player, orders, done }, pcscd))
    }

    fn plug(&mut self, number: u8, serial: &str) {
        self.order(&format!("add {number} {serial}"));
    }

    fn unplug(&mut self, number: u8) {
        self.order(&format!("remove {number}"));
    }

    fn order(&mut self, order: &str) {
        writeln!(self.orders.as_mut().unwrap(), "{order}").unwrap();
        assert_eq!(self.done.next().unwrap().unwrap(), "done");
    }
}

impl Drop for Bus {
    fn drop(&mut self) {
        self.orders = None;
        let _ = self.player.wait();
    }
}

fn place(world: &World, number: u8) -> IfdCard {
    world.place(&format!("001-{number:03}"))
}

#[test]
fn a_reader_that_is_unplugged_and_plugged_in_again_is_found_each_time() {
    alone(|world| {
        let Some((mut bus, _pcscd)) = Bus::start(world) else { return };
        let (mut kiosk, mut place) = (Kiosk::at("Madoguchi USB"), place(world, 1));
        kiosk.hears(&ReaderEvent::Unavailable(ReaderFault::NoReader));
        bus.plug(1, "DESK1");
        assert_eq!(kiosk.is_ready(), "Madoguchi USB (DESK1) 00 00");
        let mut card = kiosk.serves_the_next(&mut place, a_card());
        let (mut missed, mut found) = (Vec::new(), Vec::new());
        for _ in 0..times(12, 100) {
            let start = Instant::now();
            bus.unplug(1);
            kiosk.hears(&ReaderEvent::Unavailable(ReaderFault::Unplugged));
            missed.push(start.elapsed());
            assert_eq!(kiosk.slot.connect().err(), Some(TransmitError::ReaderUnavailable));
            let start = Instant::now();
            bus.plug(1, "DESK1");
            kiosk.is_ready();
            card = kiosk.serves_the_next(&mut place, card);
            found.push(start.elapsed());
        }
        report("from unplugging a reader to Unplugged", missed);
        report("from plugging a reader in to having served a patient", found);
    });
}

#[test]
fn a_reader_that_is_unplugged_in_the_middle_of_a_dialogue_ends_it_and_serves_again() {
    alone(|world| {
        let Some((mut bus, _pcscd)) = Bus::start(world) else { return };
        bus.plug(1, "DESK1");
        let (mut kiosk, mut place) = (Kiosk::at("Madoguchi USB"), place(world, 1));
        kiosk.awaits(|event| matches!(event, ReaderEvent::Ready { .. }));
        place.lay(a_card()).unwrap();
        kiosk.awaits_card();
        for _ in 0..5 {
            let mut dialogue = kiosk.slot.connect().unwrap();
            assert_eq!(visit(dialogue.as_mut()), Ok(()));
            bus.unplug(1);
            kiosk.watch.next(Duration::from_secs(10));
            assert_eq!(visit(dialogue.as_mut()), lost(TransmitError::ReaderUnavailable));
            drop(dialogue);
            // The card lies on the reader all the while.
            bus.plug(1, "DESK1");
            kiosk.is_ready();
            kiosk.hears(&ReaderEvent::CardInserted);
        }
        assert_eq!(kiosk.serve(), Ok(()));
    });
}

#[test]
fn a_reader_that_is_unplugged_with_a_silent_card_on_it_serves_again() {
    alone(|world| {
        let Some((mut bus, _pcscd)) = Bus::start(world) else { return };
        bus.plug(1, "DESK1");
        let (mut kiosk, mut place) = (Kiosk::at("Madoguchi USB"), place(world, 1));
        kiosk.awaits(|event| matches!(event, ReaderEvent::Ready { .. }));
        place.lay_for(a_card(), Some(Mishap::Silent(3))).unwrap();
        kiosk.awaits_card();
        thread::scope(|scope| {
            scope.spawn(|| {
                thread::sleep(Duration::from_millis(300));
                bus.unplug(1);
            });
            // pcscd lets the reader go once the driver's patience with the card has ended.
            assert_eq!(kiosk.serve(), lost(TransmitError::ReaderUnavailable));
        });
        kiosk.awaits_fault(ReaderFault::Unplugged);
        let card = place.take().unwrap();
        bus.plug(1, "DESK1");
        kiosk.is_ready();
        kiosk.serves_the_next(&mut place, card);
    });
}

#[test]
fn the_driver_stays_loaded_when_its_last_reader_is_gone() {
    alone(|world| {
        let Some((mut bus, pcscd)) = Bus::start(world) else { return };
        let mut kiosk = Kiosk::at("Madoguchi USB");
        bus.plug(1, "DESK1");
        kiosk.awaits(|event| matches!(event, ReaderEvent::Ready { .. }));
        bus.unplug(1);
        kiosk.awaits_fault(ReaderFault::Unplugged);
        // pcscd unloads a moment after it told.
        thread::sleep(Duration::from_millis(500));
        let loaded = fs::read_to_string(format!("/proc/{}/maps", pcscd.process())).unwrap();
        assert!(loaded.contains("libifd_madoguchi.so"));
    });
}

#[test]
fn a_second_reader_that_comes_and_goes_disturbs_nothing() {
    alone(|world| {
        let Some((mut bus, _pcscd)) = Bus::start(world) else { return };
        bus.plug(1, "DESK1");
        // Before DESK1 by name, and still not taken, because DESK1 was there first.
        let second = ("AISLE", 2);
        let mut kiosk = Kiosk::anywhere();
        // A watch that looks before pcscd knows of the reader says that there is none.
        kiosk.awaits(|event| matches!(event, ReaderEvent::Ready { name } if name.contains("DESK1")));
        let mut place = place(world, 1);
        place.lay(a_card()).unwrap();
        kiosk.hears(&ReaderEvent::CardInserted);
        let mut dialogue = kiosk.slot.connect().unwrap();
        for _ in 0..3 {
            bus.plug(second.1, second.0);
            assert_eq!(visit(dialogue.as_mut()), Ok(()));
            thread::sleep(Duration::from_millis(300));
            bus.unplug(second.1);
            assert_eq!(visit(dialogue.as_mut()), Ok(()));
        }
        assert_eq!(kiosk.watch.next(Duration::from_secs(1)), None);
        drop(dialogue);
        bus.plug(second.1, second.0);
        thread::sleep(Duration::from_millis(300));
        assert_eq!(kiosk.serve(), Ok(()));
    });
}

#[test]
fn the_reader_is_chosen_by_name_and_replaced_by_another_that_fits() {
    alone(|world| {
        let Some((mut bus, _pcscd)) = Bus::start(world) else { return };
        for (number, serial) in [(1, "WALL"), (2, "DESK2"), (3, "DESK1")] {
            bus.plug(number, serial);
        }
        let mut kiosk = Kiosk::at("DESK");
        let first_by_name =
            |event: &ReaderEvent| matches!(event, ReaderEvent::Ready { name } if name.contains("DESK1"));
        let plugged = || Context::establish(Scope::User).and_then(|context| context.list_readers_owned());
        until(PROMISE, "pcscd knows all three", || plugged().is_ok_and(|names| names.len() == 3));
        kiosk.awaits(first_by_name);
        let (mut wall, mut second, mut first) = (place(world, 1), place(world, 2), place(world, 3));
        wall.lay(a_card()).unwrap();
        second.lay(a_card()).unwrap();
        assert_eq!(kiosk.slot.connect().err(), Some(TransmitError::CardRemoved));
        let card = kiosk.serves_the_next(&mut first, a_card());
        bus.unplug(3);
        kiosk.hears(&ReaderEvent::Unavailable(ReaderFault::Unplugged));
        assert!(kiosk.is_ready().contains("DESK2"));
        kiosk.hears(&ReaderEvent::CardInserted);
        assert_eq!(kiosk.serve(), Ok(()));
        drop(card);
    });
}
