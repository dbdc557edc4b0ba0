//! After a visit, none of the bytes of photo, frames and features are left in the memory of the kiosk's process.

mod kiosk;
mod needle;

use card::twin::{Authority, Blueprint, VirtualReader};
use card::{CardSlot, Transmit};
use face::{Calibration, Template};
use image::{GrayImage, RgbImage};
use madoguchi::{commands::memory, models};
use madoguchi_tests::{beside, repository};
use needle::{Feature, Found, Needle, search};
use persona::draw::{Light, Pose, Subject, Values, camera_frame, depth_frame};
use std::io::{Read, Write};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// Names the socket of the other side to the kiosk's process.
const SOCKET: &str = "MADOGUCHI_TEST_SOCKET";
/// Names the file with the certificate of the cards' authority to it.
const USER_CA: &str = "MADOGUCHI_TEST_USER_CA";
/// Names the folder of real networks to it.
const NETWORKS: &str = "MADOGUCHI_TEST_NETWORKS";
/// The first byte on a connection says what it is for.
const CARD: u8 = b'c';
const CAMERA: u8 = b'e';
const DEPTH: u8 = b'd';
const TALK: u8 = b't';
/// What the kiosk's process says: that it compares faces, and that the visit is over.
const LOOKING: u8 = b'l';
const FORGOTTEN: u8 = b'f';
const PERSONA: &str = "hanako";
/// Pixels of the second camera, across and down.
const DEPTH_SIZE: (u32, u32) = (320, 240);
/// A plaster of this colour is on the patient's brow: it is one colour in every copy, however it was scaled.
const PLASTER: [u8; 3] = [173, 91, 57];

/// The process that is searched; of itself it does nothing.
#[test]
fn the_kiosk_that_is_searched() {
    if std::env::var_os(SOCKET).is_some() {
        kiosk::serve();
    }
}

#[test]
fn nothing_of_a_face_is_left_in_memory_after_the_visit() {
    let hanako = persona::persona(PERSONA).unwrap();
    let photo = hanako.card_photo_jp2().unwrap().to_vec();
    let frames = (0..8).map(|seed| {
        camera_frame(&Subject::Person(&hanako.look), &Pose::default(), &Light::default(), seed, 640, 480)
    });
    check(photo, frames.collect(), None);
}

#[test]
fn nothing_of_a_real_face_is_left_by_real_networks() {
    let Some((models, faces)) = beside("models").zip(beside("faces/london")) else {
        println!(
            "skipped: nothing_of_a_real_face_is_left_by_real_networks (no networks or faces beside the project)"
        );
        return;
    };
    let frame = image::open(faces.join("frame/003.jpg")).unwrap().into_rgb8();
    check(std::fs::read(faces.join("card/003_gray.jp2")).unwrap(), vec![frame], Some(models));
}

fn check(photo: Vec<u8>, frames: Vec<RgbImage>, networks: Option<PathBuf>) {
    let folder = tempfile::tempdir().unwrap();
    let listener = UnixListener::bind(folder.path().join("socket")).unwrap();
    std::fs::write(folder.path().join("user-ca.der"), Authority::shared().unwrap().user_ca_der()).unwrap();
    let mut child = start(folder.path(), networks.as_deref());
    let (frames, needles, features) = prepare(&photo, frames, networks);
    let look = &persona::persona(PERSONA).unwrap().look;
    let depths: Vec<_> = (0..8)
        .map(|seed| depth_frame(&Subject::Person(look), &Pose::default(), 0.0, seed, DEPTH_SIZE))
        .collect();
    let needles = [needles, depths.iter().flat_map(of_depth_rows).collect()].concat();
    let world =
        World { frames, depths, photo, is_looked_at: AtomicBool::default(), during: Mutex::default() };
    let world = Arc::new(world);
    let searcher = Searcher { pid: child.0.id(), needles: needles.clone(), features: features.clone() };
    let mut talk = attend(&listener, &world, searcher.clone());
    assert_eq!(said(&mut talk), LOOKING);
    world.is_looked_at.store(true, Ordering::Relaxed);
    assert_eq!(said(&mut talk), FORGOTTEN);
    let during = world.during.lock().unwrap().take().unwrap();
    for what in ["frame", "depth", "feature of the photo"] {
        assert!(during.contains_key(what), "{what} is found while it is needed: {during:?}");
    }
    assert_eq!(searcher.search(), Found::new(), "left after the visit");
    plant(&mut talk, &needles, &features);
    let planted = searcher.search();
    for what in needles.iter().map(|needle| &needle.what).chain(features.iter().map(|f| &f.what)) {
        assert!(planted.contains_key(what), "{what} would be found");
    }
    drop(talk);
    assert!(child.0.wait().unwrap().success());
}

/// The kiosk's process, ended when the test ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
    }
}

fn start(folder: &Path, networks: Option<&Path>) -> Running {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "memory::the_kiosk_that_is_searched", "--nocapture"]);
    command.env(SOCKET, folder.join("socket")).env(USER_CA, folder.join("user-ca.der"));
    if let Some(networks) = networks {
        command.env(NETWORKS, networks);
    }
    let (name, value) = memory::OVERWRITING;
    Running(command.env(name, value).stdout(Stdio::null()).spawn().unwrap())
}

#[derive(Clone)]
struct Searcher {
    pid: u32,
    needles: Vec<Needle>,
    features: Vec<Feature>,
}

impl Searcher {
    fn search(&self) -> Found {
        search(self.pid, &self.needles, &self.features)
    }
}

/// What lies around the kiosk.
struct World {
    frames: Vec<RgbImage>,
    depths: Vec<Values>,
    photo: Vec<u8>,
    is_looked_at: AtomicBool,
    during: Mutex<Option<Found>>,
}

/// Serves card and camera, each on a thread of its own, and hands back the connection on which the kiosk talks.
fn attend(listener: &UnixListener, world: &Arc<World>, searcher: Searcher) -> UnixStream {
    let (mut talk, mut searcher) = (None, Some(searcher));
    let (mut card, mut depth) = (false, false);
    loop {
        let (mut stream, _) = listener.accept().unwrap();
        let world = Arc::clone(world);
        match said(&mut stream) {
            TALK => talk = Some(stream),
            CARD => {
                card = true;
                serve("card", move || serve_card(&mut stream, &world));
            }
            CAMERA => {
                let searcher = searcher.take().unwrap();
                serve("camera", move || serve_camera(&mut stream, &world, &searcher));
            }
            DEPTH => {
                depth = true;
                serve("depth", move || serve_depth(&mut stream, &world));
            }
            other => panic!("nobody asks for {other}"),
        }
        if let (true, true, None, Some(_)) = (card, depth, &searcher, &talk) {
            return talk.unwrap();
        }
    }
}

fn serve(name: &str, work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().name(name.to_owned()).spawn(work).unwrap();
}

fn said(stream: &mut UnixStream) -> u8 {
    let mut word = [0];
    stream.read_exact(&mut word).unwrap();
    word[0]
}

/// Until the kiosk rests its camera. While faces are compared, its memory is searched once, as a proof.
fn serve_camera(stream: &mut UnixStream, world: &World, searcher: &Searcher) {
    let mut word = [0];
    for frame in world.frames.iter().cycle() {
        if stream.read_exact(&mut word).is_err() {
            return;
        }
        if world.is_looked_at.swap(false, Ordering::Relaxed) {
            *world.during.lock().unwrap() = Some(searcher.search());
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
        let _ = stream.write_all(frame.as_raw());
    }
}

/// Until the kiosk rests its second camera.
fn serve_depth(stream: &mut UnixStream, world: &World) {
    let mut word = [0];
    for frame in world.depths.iter().cycle() {
        if stream.read_exact(&mut word).is_err() {
            return;
        }
        let _ = stream.write_all(&bytes_of(frame));
    }
}

fn bytes_of(depths: &Values) -> Vec<u8> {
    depths.iter().flat_map(|value| value.to_le_bytes()).collect()
}

fn serve_card(stream: &mut UnixStream, world: &World) {
    let blueprint =
        Blueprint { photo: world.photo.clone(), ..Blueprint::from(persona::persona(PERSONA).unwrap()) };
    let now = madoguchi::workers::WallClock::default().unix();
    let reader = VirtualReader::new("here");
    reader.lay(Authority::shared().unwrap().make(&blueprint, now).unwrap());
    let mut slot = reader.slot();
    let mut chip: Option<Box<dyn Transmit + '_>> = None;
    let mut length = [0; 4];
    drop(stream.read_exact(&mut length));
    loop {
        drop(chip.take());
        let mut wire = slot.connect().unwrap();
        loop {
            if stream.read_exact(&mut length).is_err() {
                return;
            }
            let mut command = vec![0; u32::from_le_bytes(length) as usize];
            if command.is_empty() {
                break;
            }
            stream.read_exact(&mut command).unwrap();
            let response = wire.transmit(&command).unwrap();
            stream.write_all(&u32::try_from(response.len()).unwrap().to_le_bytes()).unwrap();
            stream.write_all(&response).unwrap();
        }
    }
}

/// Sends the kiosk's process a copy of everything, which it keeps.
fn plant(talk: &mut UnixStream, needles: &[Needle], features: &[Feature]) {
    let mut all: Vec<u8> = needles.iter().flat_map(|needle| needle.bytes.clone()).collect();
    all.resize(all.len().next_multiple_of(4), 0);
    features.iter().for_each(|f| all.extend(f.values.iter().flat_map(|value| value.to_le_bytes())));
    talk.write_all(&(all.len() as u64).to_le_bytes()).unwrap();
    talk.write_all(&all).unwrap();
    assert_eq!(said(talk), FORGOTTEN);
}

/// The frames with the plaster on, and what is to be looked for.
fn prepare(
    jp2: &[u8],
    mut frames: Vec<RgbImage>,
    networks: Option<PathBuf>,
) -> (Vec<RgbImage>, Vec<Needle>, Vec<Feature>) {
    let files: Vec<_> = networks.into_iter().collect();
    let mut engine = models::rehearsal_engine(Some(&repository().join("models")), &files).unwrap();
    let photo = card::Photo::decode(jp2).unwrap();
    for frame in &mut frames {
        stick_plaster(frame, &engine.portrait_face(frame).unwrap());
    }
    let of_photo = engine.card_template(photo.image()).unwrap();
    let observed = engine.observe(&frames[0], Some(&of_photo)).unwrap();
    let of_frame = observed.template().expect("a frame that can be compared").clone();
    let [of_photo, of_frame] = values([of_photo, of_frame]);
    let feature = |what: &str, values| Feature { what: what.to_owned(), values };
    let features = vec![feature("feature of the photo", of_photo), feature("feature of a frame", of_frame)];
    let mut needles = of_file(jp2);
    needles.extend(of_photo_rows(photo.image()));
    needles.extend(frames.iter().flat_map(of_frame_rows));
    needles.extend(of_plaster());
    (frames, needles, features)
}

/// Covers half the brow between the eyes and the hair with one colour.
fn stick_plaster(frame: &mut RgbImage, face: &face::FaceBox) {
    let [right, left, ..] = face.landmarks;
    let apart = right.distance(left);
    let (x, y) = ((right.x + left.x) / 2.0, (right.y + left.y) / 2.0);
    for row in (y - 0.75 * apart) as u32..(y - 0.4 * apart) as u32 {
        for column in (x - 0.3 * apart) as u32..(x + 0.3 * apart) as u32 {
            frame.put_pixel(column, row, image::Rgb(PLASTER));
        }
    }
}

fn of_file(jp2: &[u8]) -> Vec<Needle> {
    jp2.chunks_exact(64).filter_map(|piece| Needle::new("photo as on the card", piece)).collect()
}

fn of_photo_rows(photo: &GrayImage) -> Vec<Needle> {
    let rows = photo.as_raw().chunks_exact(photo.width() as usize).step_by(7);
    let pieces = rows.flat_map(|row| row.chunks_exact(32));
    pieces
        .flat_map(|piece| {
            let colours: Vec<u8> = piece.iter().flat_map(|value| [*value; 3]).collect();
            [
                Needle::new("photo in grey", piece),
                Needle::new("photo in colours", &colours),
                Needle::of_numbers("photo in numbers", piece.iter().map(|value| f32::from(*value))),
            ]
        })
        .flatten()
        .collect()
}

/// The frame itself, and its halves and quarters as the detector takes them in.
fn of_frame_rows(frame: &RgbImage) -> Vec<Needle> {
    let rows = frame.as_raw().chunks_exact(frame.width() as usize * 3).step_by(16);
    let mut needles: Vec<_> =
        rows.flat_map(|row| row.chunks_exact(160).filter_map(|piece| Needle::new("frame", piece))).collect();
    for factor in [2, 4] {
        let (width, height) = (frame.width() / factor, frame.height() / factor);
        let mean = |x: u32, y: u32, channel: usize| {
            let places = (0..factor * factor).map(|i| (x * factor + i % factor, y * factor + i / factor));
            let sum: u32 = places.map(|(x, y)| u32::from(frame.get_pixel(x, y)[channel])).sum();
            sum as f32 / (factor * factor) as f32
        };
        for (y, x) in (0..height).step_by(8).flat_map(|y| (0..width - 8).step_by(16).map(move |x| (y, x))) {
            let row = (x..x + 8).map(|x| mean(x, y, 1));
            needles.extend(Needle::of_numbers("frame in numbers", row));
        }
    }
    needles
}

/// Rows of depths where the face is.
fn of_depth_rows(depths: &Values) -> Vec<Needle> {
    let row = depths.width() as usize * 2;
    let bytes = bytes_of(depths);
    let rows = bytes.chunks_exact(row).skip(60).step_by(8).take(16);
    rows.flat_map(|row| row[240..400].chunks_exact(32).filter_map(|piece| Needle::new("depth", piece)))
        .collect()
}

/// The plaster in every form in which a network or a cue takes a frame in.
fn of_plaster() -> Vec<Needle> {
    let mut needles = vec![Needle::new("plaster in colours", &PLASTER.repeat(11))];
    let [red, green, blue] = PLASTER.map(f32::from);
    let opaque = [PLASTER[0], PLASTER[1], PLASTER[2], 255];
    needles.push(Needle::new("plaster on the screen", &opaque.repeat(8)));
    // As the mean of so many samples, with the same rounding.
    let averaged = |value: f32, samples: u32| {
        let share = 1.0 / (samples * samples) as f32;
        (0..samples * samples).fold(0.0, |sum, _| sum + value * share)
    };
    let mut numbers = vec![(red + green + blue) * 16.0 * (1.0 / 48.0)];
    for samples in 1..=4 {
        let [red, green, blue] = [red, green, blue].map(|value| averaged(value, samples));
        numbers.extend([red, green, blue, blue * 0.114 + green * 0.587 + red * 0.299]);
    }
    needles.extend(
        numbers.into_iter().map(|value| Needle::of_numbers("plaster in numbers", [value; 8].into_iter())),
    );
    needles.into_iter().flatten().collect()
}

/// The numbers of two templates, which have no way out but through the means of populations: (A + B)/2 and (2A + B)/3.
fn values([one, other]: [Template; 2]) -> [Vec<f32>; 2] {
    let mean = |ones: usize| {
        let people: Vec<_> =
            (0..ones).map(|_| one.clone()).chain((0..100).map(|_| other.clone())).map(|t| vec![t]).collect();
        let text = Calibration::of(&people, "").unwrap().to_toml().unwrap();
        let (_, rest) = text.split_once("\nmean = [").unwrap();
        let (list, _) = rest.split_once(']').unwrap();
        let numbers = list.split(',').filter_map(|number| number.trim().parse::<f64>().ok());
        numbers.collect::<Vec<_>>()
    };
    let (half, thirds) = (mean(100), mean(200));
    let a = half.iter().zip(&thirds).map(|(half, thirds)| (3.0 * thirds - 2.0 * half) as f32).collect();
    let b = half.iter().zip(&thirds).map(|(half, thirds)| (4.0 * half - 3.0 * thirds) as f32).collect();
    [a, b]
}
