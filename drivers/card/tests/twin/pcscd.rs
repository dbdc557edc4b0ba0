//! The same card through a real pcscd: over our own driver, over vsmartcard's, and in front of OpenSC.
//!
//! libpcsclite reads the address of its daemon once per process, so the client is this program again, as a process of
//! its own.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use card::files;
use card::twin::pcscd::SOCKET_VARIABLE;
use card::twin::{Error, IfdCard, PrivatePcscd, ReaderSpec, VpcdCard};

use super::{
    CARD_MANAGER, COMMON, DIGEST, DIGEST_INFO, JPKI, TEXT, TEXT_B, USER_PIN, VISUAL, VISUAL_B, WRONG_PIN,
    bytes, hanako,
};

/// What a whole visit says to the card, and a few things that it must not; no random answer among them.
fn transcript() -> Vec<String> {
    let sign = |p2: &str| format!("802a00{p2} 33 {DIGEST_INFO}{DIGEST} 00");
    let mut commands: Vec<String> = [
        JPKI,
        "00b0860020",
        "00b08a0000",
        "00b08a00 000000",
        "00b08b00 000000",
        "00b00100 00",
        "00b07fff 00",
        "00200098",
        WRONG_PIN,
        "00200098",
        USER_PIN,
        &sign("97"),
        &sign("9a"),
        VISUAL,
        "00b08400 000000",
        VISUAL_B,
        "00b08200 000000",
        "00b08500 00",
        &sign("00"),
        TEXT,
        TEXT_B,
        "00b08200 00",
        "00b08300 000000",
        &sign("00"),
        COMMON,
        "00b2010c00",
        "00a4040c07 d2760001240102",
        CARD_MANAGER,
        "00c0000000",
    ]
    .map(str::to_owned)
    .to_vec();
    commands.extend((0..16).map(|page| format!("00b0{page:02x}00 00")));
    commands
}

/// Says the transcript to whatever carries it, one response a line.
fn recite(mut transmit: impl FnMut(&[u8]) -> Vec<u8>) -> String {
    transcript().iter().map(|command| hex::encode(transmit(&bytes(command))) + "\n").collect()
}

/// Starts a pcscd of our own, or says what is missing and gives up the test.
pub(crate) fn pcscd(readers: &[ReaderSpec]) -> Option<PrivatePcscd> {
    match PrivatePcscd::start(readers) {
        Err(missing @ Error::Missing { .. }) => skip(&missing),
        started => Some(started.unwrap()),
    }
}

#[expect(clippy::print_stdout, reason = "a skipped check says what it lacked")]
pub(crate) fn skip<T>(missing: &dyn std::fmt::Display) -> Option<T> {
    println!("skipped: {missing}");
    None
}

/// A port that is free now, and whose neighbour, which vpcd takes too, is free as well.
fn free_port() -> u16 {
    loop {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        if port < u16::MAX && TcpListener::bind(("127.0.0.1", port + 1)).is_ok() {
            return port;
        }
    }
}

/// Runs `through_pcscd` in a process whose environment names the private socket, and returns what it wrote.
fn recited_through(pcscd: &PrivatePcscd, reader: &str, directory: &Path) -> String {
    let answers = directory.join(reader);
    let status = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "pcscd::through_pcscd", "--ignored", "--test-threads=1"])
        .env(SOCKET_VARIABLE, pcscd.socket())
        .env("TWIN_READER", reader)
        .env("TWIN_ANSWERS", &answers)
        .output()
        .unwrap();
    assert!(status.status.success(), "{reader}: {}", String::from_utf8_lossy(&status.stdout));
    fs::read_to_string(answers).unwrap()
}

#[test]
#[ignore = "is one side of the_same_transcript_through_a_real_pcscd, which runs it"]
fn through_pcscd() {
    let reader = std::env::var("TWIN_READER").unwrap();
    let card = connect(&reader);
    let mut buffer = vec![0; pcsc::MAX_BUFFER_SIZE_EXTENDED];
    let answers = recite(|command| card.transmit(command, &mut buffer).unwrap().to_vec());
    assert!(card.disconnect(pcsc::Disposition::UnpowerCard).is_ok());
    fs::write(std::env::var("TWIN_ANSWERS").unwrap(), answers).unwrap();
}

/// Waits until a card lies on the reader whose name begins so, and takes it for itself.
pub(crate) fn connect(reader: &str) -> pcsc::Card {
    let context = pcsc::Context::establish(pcsc::Scope::User).unwrap();
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        let names = context.list_readers_owned().unwrap_or_default();
        let name = names.iter().find(|name| name.to_bytes().starts_with(reader.as_bytes()));
        let share = (pcsc::ShareMode::Exclusive, pcsc::Protocols::ANY);
        match name.map(|name| context.connect(name, share.0, share.1)) {
            Some(Ok(card)) => return card,
            outcome => {
                assert!(Instant::now() < deadline, "{reader}: {names:?}, {:?}", outcome.map(|o| o.err()))
            }
        }
        thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn the_same_transcript_through_a_real_pcscd() {
    let directory = tempfile::tempdir().unwrap();
    let (socket, port) = (directory.path().join("card.sock"), free_port());
    let readers = [
        ReaderSpec::Ifd { name: "Own".into(), socket: socket.clone() },
        ReaderSpec::Vpcd { name: "Foreign".into(), port },
    ];
    let Some(pcscd) = pcscd(&readers) else { return };

    let mut card = hanako();
    card.power_on();
    let in_process = recite(|command| card.process(command));

    let mut own = IfdCard::new(socket);
    own.lay(card).unwrap();
    assert_eq!(recited_through(&pcscd, "Own", directory.path()), in_process);

    let mut foreign = VpcdCard::new(port);
    foreign.lay(own.take().unwrap()).unwrap();
    assert_eq!(recited_through(&pcscd, "Foreign", directory.path()), in_process);
    let card = foreign.take().unwrap();
    assert_eq!(card.tries_left(files::JPKI, 0x18), Some(3));
}
