use std::fs;
use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::sync::mpsc::sync_channel;
use std::thread::JoinHandle;

use super::*;

const ATR: &[u8] = &[0x3B, 0x80];
const COMMAND: &[u8] = &[0, 0x84, 0, 0];
const ASK_ATR: &[u8] = &[0, 0, 0, 1, 4];

/// A socket of its own, removed when dropped, so that nothing lies on the reader any more.
struct Desk(PathBuf, u64);

impl Desk {
    /// Opens reader `number` at a socket of its own.
    fn open(number: u64) -> Self {
        let socket = env::temp_dir().join(format!("ifd-madoguchi-{}-{number}", std::process::id()));
        let _ = fs::remove_file(&socket);
        open(number, &format!("madoguchi:{}", socket.display())).unwrap();
        Self(socket, number)
    }

    /// Lays a card that does `play` with its first wire and is lifted after it.
    fn lay<T: Send + 'static>(
        &self,
        play: impl FnOnce(&mut UnixStream, &UnixListener) -> T + Send + 'static,
    ) -> JoinHandle<T> {
        let (listener, socket) = (UnixListener::bind(&self.0).unwrap(), self.0.clone());
        thread::Builder::new()
            .spawn(move || {
                let (mut wire, _) = listener.accept().unwrap();
                let outcome = play(&mut wire, &listener);
                let _ = fs::remove_file(socket);
                outcome
            })
            .unwrap()
    }

    fn with<T>(&self, work: impl FnOnce(&mut Reader) -> T) -> T {
        with(self.1, work).unwrap()
    }

    fn is_present(&self) -> bool {
        is_present(self.1).unwrap()
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
        close(self.1);
    }
}

fn frame(payload: &[u8]) -> Vec<u8> {
    [&u32::try_from(payload.len()).unwrap().to_be_bytes(), payload].concat()
}

/// Reads one frame and writes `answer`, as it is.
fn answer(wire: &mut UnixStream, expected: &[u8], answer: &[u8]) {
    let mut got = vec![0; expected.len()];
    wire.read_exact(&mut got).unwrap();
    assert_eq!(got, expected);
    wire.write_all(answer).unwrap();
}

fn power_up(wire: &mut UnixStream) {
    answer(wire, &frame(&[1]), &[]);
    answer(wire, ASK_ATR, &frame(ATR));
}

/// Holds the wire until the reader closes it.
fn hold(wire: &mut UnixStream) {
    let _ = wire.read_to_end(&mut Vec::new());
}

#[test]
fn a_card_is_powered_asked_and_lifted() {
    let desk = Desk::open(1);
    assert!(!desk.is_present());
    let card = desk.lay(|wire, _| {
        power_up(wire);
        answer(wire, &frame(COMMAND), &frame(&[0x67, 0]));
        answer(wire, &frame(&[0]), &[]);
        answer(wire, &frame(&[2]), &[]);
        answer(wire, ASK_ATR, &frame(ATR));
    });
    assert!(desk.is_present());
    desk.with(|reader| {
        assert_eq!(reader.atr(), []);
        reader.power_on().unwrap();
        assert_eq!(reader.atr(), ATR);
        assert_eq!(reader.transmit(COMMAND).unwrap(), [0x67, 0]);
        reader.power_off().unwrap();
        assert_eq!(reader.atr(), []);
        reader.reset().unwrap();
        assert_eq!(reader.atr(), ATR);
    });
    card.join().unwrap();
    assert_eq!((desk.is_present(), desk.with(|reader| reader.atr().len())), (false, 0));
    assert!(desk.with(|reader| reader.power_on().is_err() && reader.transmit(COMMAND).is_err()));
}

#[test]
fn the_longest_apdus_pass_whole() {
    let desk = Desk::open(2);
    let (command, response) = (vec![7; 65_544], vec![9; 65_538]);
    let (frames, expected) = ((frame(&command), frame(&response)), response.clone());
    let card = desk.lay(move |wire, _| answer(wire, &frames.0, &frames.1));
    assert!(desk.is_present());
    assert_eq!(desk.with(|reader| reader.transmit(&command)).unwrap(), expected);
    card.join().unwrap();
}

#[test]
fn a_card_that_leaves_within_its_answer_is_gone() {
    let answers: [&[u8]; 4] = [&[], &[0, 0], &[0, 0, 0, 2, 0x90], &[0xFF; 8]];
    for partial in answers {
        let desk = Desk::open(3);
        let card = desk.lay(move |wire, _| answer(wire, &frame(COMMAND), partial));
        assert!(desk.is_present());
        assert!(desk.with(|reader| reader.transmit(COMMAND)).is_err(), "{partial:?}");
        card.join().unwrap();
        assert!(!desk.is_present(), "{partial:?}");
    }
}

#[test]
fn a_card_that_was_replaced_within_a_moment_is_told_as_gone_first_to_the_one_who_notes_it() {
    let desk = Desk::open(4);
    await_change(4, Duration::ZERO).unwrap();
    let card = desk.lay(|_, _| ());
    assert!(desk.is_present());
    card.join().unwrap();
    let next = desk.lay(|wire, _| hold(wire));
    let other = || thread::scope(|scope| scope.spawn(|| desk.is_present()).join().unwrap());
    assert_eq!([other(), desk.is_present(), desk.is_present(), other()], [false; 4]);
    for _ in 0..2 {
        await_change(4, Duration::from_secs(60)).unwrap();
        assert!(desk.is_present() && other());
        hurry(4).unwrap();
    }
    drop(desk);
    next.join().unwrap();
}

#[test]
fn a_silent_card_lies_there_until_it_is_lifted_and_what_it_says_late_is_lost() {
    let desk = Desk::open(5);
    let (lift, lifted) = sync_channel::<()>(0);
    let card = desk.lay(move |wire, _| {
        answer(wire, &frame(COMMAND), &[0, 0, 0, 2, 0x90]);
        thread::sleep(Duration::from_millis(300));
        wire.write_all(&[0]).unwrap();
        let _ = lifted.recv();
    });
    assert!(desk.is_present());
    for _ in 0..3 {
        let late = desk.with(|reader| reader.transmit(COMMAND)).unwrap_err();
        assert!(matches!(late.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut), "{late}");
        assert!(desk.is_present());
        thread::sleep(Duration::from_millis(100));
    }
    drop(lift);
    card.join().unwrap();
    assert!(!desk.is_present());
}

#[test]
fn a_silent_card_that_wakes_under_power_is_heard_again() {
    let desk = Desk::open(6);
    let card = desk.lay(|wire, listener| {
        answer(wire, &frame(COMMAND), &[]);
        let (mut wire, _) = listener.accept().unwrap();
        power_up(&mut wire);
        answer(&mut wire, &frame(COMMAND), &frame(&[0x90, 0]));
    });
    assert!(desk.is_present());
    desk.with(|reader| {
        assert!(reader.transmit(COMMAND).is_err());
        reader.power_off().unwrap();
        reader.power_on().unwrap();
        assert_eq!(reader.transmit(COMMAND).unwrap(), [0x90, 0]);
    });
    card.join().unwrap();
}

#[test]
fn a_card_without_an_answer_to_reset_fails_to_power_up_and_lies_there() {
    let desk = Desk::open(7);
    let card = desk.lay(|wire, _| hold(wire));
    assert!(desk.is_present());
    assert!(desk.with(Reader::power_on).is_err());
    assert!(desk.is_present());
    drop(desk);
    card.join().unwrap();
}

#[test]
fn waiting_ends_when_a_card_comes_or_goes_or_when_told_to_hurry() {
    let desk = Desk::open(8);
    let wait = || {
        let start = Instant::now();
        await_change(8, Duration::from_secs(60)).unwrap();
        assert!(start.elapsed() < Duration::from_secs(30));
    };
    hurry(8).unwrap();
    wait();
    let (lift, lifted) = sync_channel::<()>(0);
    let card = desk.lay(move |_, _| assert!(lifted.recv().is_err()));
    wait();
    assert!(desk.is_present());
    drop(lift);
    wait();
    assert!(!desk.is_present());
    card.join().unwrap();
    let start = Instant::now();
    await_change(8, Duration::from_millis(100)).unwrap();
    assert!(start.elapsed() >= Duration::from_millis(100));
}

#[test]
fn one_reader_does_not_wait_for_another() {
    let (silent, lively) = (Desk::open(9), Desk::open(10));
    let hung = silent.lay(|wire, _| hold(wire));
    let card = lively.lay(|wire, _| (0..20).for_each(|_| answer(wire, &frame(COMMAND), &frame(&[0x90, 0]))));
    assert!(silent.is_present() && lively.is_present());
    thread::scope(|scope| {
        let wait = scope.spawn(|| silent.with(|reader| reader.transmit(COMMAND)));
        for _ in 0..20 {
            assert!(lively.with(|reader| reader.transmit(COMMAND)).is_ok());
        }
        assert!(!wait.is_finished());
        assert!(wait.join().unwrap().is_err());
    });
    card.join().unwrap();
    drop(silent);
    hung.join().unwrap();
}

#[test]
fn a_reader_is_found_by_its_device_name() {
    let folder = || Some(PathBuf::from("/s"));
    let rows = [
        ("madoguchi:/a/b", folder(), Some("/a/b")),
        ("madoguchi", folder(), None),
        ("usb:1209/0001:libudev:0:/dev/bus/usb/001/002", folder(), Some("/s/001-002")),
        ("usb:1209/0001:libudev:0:/dev/bus/usb/001/002", None, None),
        ("usb:1209/0001", folder(), None),
    ];
    for (device, sockets, expected) in rows {
        assert_eq!(socket(device, sockets), expected.map(PathBuf::from), "{device}");
    }
    assert_eq!((with(99, |_| ()), close(99), hurry(99)), (None, None, None));
}
