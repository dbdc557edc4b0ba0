//! The kiosk whose memory is searched: a process of its own, whose card and camera are in another one.
//!
//! What lies on its card and what its camera sees come over sockets, so that whatever is found in its memory was kept
//! by the kiosk and not by a virtual neighbour.

use super::{CAMERA, CARD, DEPTH, DEPTH_SIZE, FORGOTTEN, LOOKING, NETWORKS, PERSONA, SOCKET, TALK, USER_CA};
use camera::{Camera, CameraError, Frame, Measure, SecondCamera, SecondFrame, Values};
use card::{CardSlot, ReaderEvent, ReaderWatch, TransmitError, TrustAnchors};
use claims::{Encoding, Folder};
use image::RgbImage;
use journal::Journal;
use madoguchi::config::{Staff, hash_pin};
use madoguchi::kiosk::Kiosk;
use madoguchi::models;
use madoguchi::rehearsal::{INSTITUTION, RehearsalCentre, STAFF_PIN};
use madoguchi::screen::{Screen, view};
use madoguchi::session::{CardPlace, Digits, Guidance, Language, Touch};
use madoguchi::workers::{Centre, CodeScanner, Neighbours, Office, Reader, SecondEye, WallClock};
use madoguchi_tests::repository;
use std::io::{Read, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::{Duration, Instant};

/// Serves one patient, says that they are forgotten, then keeps whatever it is sent until the other side goes.
pub(super) fn serve() {
    let folder = tempfile::tempdir().unwrap();
    let mut talk = wire(TALK);
    let (card, watch) = sync_channel(4);
    let mut kiosk = start(folder.path(), watch);
    card.send(ReaderEvent::Ready { name: "far away".to_owned() }).unwrap();
    card.send(ReaderEvent::CardInserted).unwrap();
    visit(&mut kiosk, &mut talk, &card);
    talk.write_all(&[FORGOTTEN]).unwrap();
    keep_what_is_sent(&mut talk);
}

/// From the card laid down to the card taken back and the camera at rest.
fn visit(kiosk: &mut Kiosk, talk: &mut UnixStream, card: &SyncSender<ReaderEvent>) {
    let begin = Instant::now();
    let mut was_seen = false;
    loop {
        assert!(begin.elapsed() < Duration::from_secs(90), "{:?}", view(kiosk.session()).screen);
        kiosk.wait(Duration::from_millis(20));
        match view(kiosk.session()).screen {
            Screen::Face { guidance: Guidance::Comparing, .. } if !was_seen => {
                talk.write_all(&[LOOKING]).unwrap();
                was_seen = true;
            }
            Screen::Consent { .. } => kiosk.touch(Touch::ConsentAll),
            Screen::Done { is_card_taken: false, .. } => {
                let _ = card.send(ReaderEvent::CardRemoved);
            }
            Screen::Done { .. } => kiosk.pass(Duration::from_secs(60)),
            Screen::Welcome if was_seen => break,
            Screen::Fault { fault, .. } => panic!("the visit ended in {fault:?}"),
            _ => {}
        }
    }
    // The camera's thread hears of the end a moment later.
    let later = Instant::now() + Duration::from_millis(300);
    while Instant::now() < later {
        kiosk.wait(Duration::from_millis(20));
    }
}

/// The proof that a copy would be found.
fn keep_what_is_sent(talk: &mut UnixStream) {
    let mut length = [0; 8];
    talk.read_exact(&mut length).unwrap();
    let mut kept = vec![0; usize::try_from(u64::from_le_bytes(length)).unwrap()];
    talk.read_exact(&mut kept).unwrap();
    talk.write_all(&[FORGOTTEN]).unwrap();
    let _ = talk.read(&mut length);
    assert!(!std::hint::black_box(kept).is_empty());
}

fn start(folder: &Path, events: Receiver<ReaderEvent>) -> Kiosk {
    let clock = WallClock::default();
    // The centre's records need a process that lives on; they never see a picture.
    let user_ca = std::fs::read(std::env::var_os(USER_CA).unwrap()).unwrap();
    let centre = Box::leak(Box::new(RehearsalCentre::start(folder, &user_ca, clock.clone()).unwrap()));
    let files: Vec<_> = std::env::var_os(NETWORKS).map(PathBuf::from).into_iter().collect();
    let neighbours = Neighbours {
        reader: Reader {
            watch: Box::new(Watch(events)),
            slot: Box::new(Slot(wire(CARD))),
            scanner: Some(Box::new(Code)),
            anchors: TrustAnchors::default(),
            place: CardPlace::Tray,
        },
        camera: Box::new(|| Ok(Box::new(Eye(wire(CAMERA))))),
        second: Some(SecondEye {
            open: Box::new(|| Ok(Box::new(Depth(wire(DEPTH))))),
            placement: face::Placement::default(),
            is_demanded: false,
        }),
        face: models::rehearsal_engine(Some(&repository().join("models")), &files),
        centre: Centre { client: centre.client().unwrap(), key: centre.assertion_key().unwrap() },
        office: office(folder),
        clock,
        hours: None,
        mouth: None,
    };
    Kiosk::start(neighbours, Language::Japanese, std::sync::Arc::new(|| {}))
}

fn office(folder: &Path) -> Office {
    std::fs::create_dir_all(folder.join("OQS")).unwrap();
    Office {
        journal: Journal::open(&folder.join("journal.db")).unwrap(),
        folder: Folder::open(&folder.join("OQS"), INSTITUTION, &folder.join("hand-off.sequence")).unwrap(),
        fhir: None,
        requests: None,
        outbox: None,
        numbers: None,
        encoding: Encoding::Utf8,
        asks_prescription: false,
        staff: Staff::of("clerk", hash_pin(STAFF_PIN).unwrap()),
    }
}

fn wire(what: u8) -> UnixStream {
    let mut stream = UnixStream::connect(std::env::var_os(SOCKET).unwrap()).unwrap();
    stream.write_all(&[what]).unwrap();
    stream
}

struct Watch(Receiver<ReaderEvent>);

impl ReaderWatch for Watch {
    fn next(&mut self, timeout: Duration) -> Option<ReaderEvent> {
        self.0.recv_timeout(timeout).ok()
    }
}

struct Code;

impl CodeScanner for Code {
    fn scan(&mut self) -> Option<Digits> {
        Digits::parse(&persona::persona(PERSONA)?.verification_code_b())
    }
}

/// A card far away: a command's length and the command there, a response's length and the response back.
struct Slot(UnixStream);

impl CardSlot for Slot {
    fn connect(&mut self) -> Result<Box<dyn card::Transmit + '_>, TransmitError> {
        self.0.write_all(&0_u32.to_le_bytes()).map_err(|_| TransmitError::CardRemoved)?;
        Ok(Box::new(Chip(&mut self.0)))
    }
}

struct Chip<'a>(&'a mut UnixStream);

impl card::Transmit for Chip<'_> {
    fn transmit(&mut self, command: &[u8]) -> Result<Vec<u8>, TransmitError> {
        let length = u32::try_from(command.len()).unwrap();
        let mut exchange = || {
            self.0.write_all(&length.to_le_bytes())?;
            self.0.write_all(command)?;
            let mut length = [0; 4];
            self.0.read_exact(&mut length)?;
            let mut response = vec![0; u32::from_le_bytes(length) as usize];
            self.0.read_exact(&mut response)?;
            std::io::Result::Ok(response)
        };
        exchange().map_err(|_| TransmitError::CardRemoved)
    }
}

/// A camera far away: one byte asks for a frame.
struct Eye(UnixStream);

impl Camera for Eye {
    fn next_frame(&mut self, _timeout: Duration) -> Result<Frame, CameraError> {
        let mut pixels = vec![0; 640 * 480 * 3];
        let took = self.0.write_all(&[CAMERA]).and_then(|()| self.0.read_exact(&mut pixels));
        took.map_err(|_| CameraError::Unplugged)?;
        let image = RgbImage::from_raw(640, 480, pixels).ok_or(CameraError::Unplugged)?;
        Ok(Frame { image, taken: Instant::now() })
    }

    fn describe(&self) -> String {
        "far away".to_owned()
    }
}

/// A depth camera far away, asked in the same way.
struct Depth(UnixStream);

impl SecondCamera for Depth {
    fn measure(&self) -> Measure {
        Measure::Depth
    }

    fn next_frame(&mut self, _timeout: Duration) -> Result<SecondFrame, CameraError> {
        let (width, height) = DEPTH_SIZE;
        let mut bytes = vec![0; (width * height * 2) as usize];
        let took = self.0.write_all(&[DEPTH]).and_then(|()| self.0.read_exact(&mut bytes));
        took.map_err(|_| CameraError::Unplugged)?;
        let values = bytes.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
        let image = Values::from_raw(width, height, values).ok_or(CameraError::Unplugged)?;
        Ok(SecondFrame { measure: Measure::Depth, image, taken: Instant::now() })
    }

    fn describe(&self) -> String {
        "far away".to_owned()
    }
}
