//! Whoever was kept is handed over once and asked about once, at whatever moment the kiosk is killed.

use super::super::office::OfficeWorker;
use super::*;
use crate::config::Staff;
use central::rehearsal::{RehearsalConfig, Running, TestCa, start};
use central::wire::{Sex, path};
use journal::Journal;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

/// Names the folder and the centre to the process that is killed.
const TOLD: &str = "MADOGUCHI_KEEPER";
const INSTITUTION: &str = "1319999999";

fn outbox(folder: &Path) -> Outbox {
    Outbox::open(&folder.join("outbox.db"), &folder.join("outbox.key")).unwrap()
}

/// Not a test of its own: the kiosk that is killed, reduced to what asks for whoever is kept.
#[test]
#[ignore = "a process of the test below"]
fn keeper_process() {
    let Ok(told) = std::env::var(TOLD) else { return };
    let (folder, url) = told.split_once('\n').unwrap();
    let folder = Path::new(folder);
    central::install_crypto_provider();
    let office = Office {
        journal: Journal::open(&folder.join("journal.db")).unwrap(),
        folder: Folder::open(&folder.join("OQS"), INSTITUTION, &folder.join("sequence")).unwrap(),
        encoding: Encoding::Utf8,
        fhir: Some(folder.join("fhir")),
        requests: None,
        outbox: None,
        numbers: None,
        asks_prescription: false,
        staff: Staff::default(),
    };
    let client = Client::new(TestCa::read(&folder.join("tls")).unwrap().client_config(url)).unwrap();
    let (post, _inbox) = Post::new(Arc::new(|| {}));
    let (desk, clock, handing) = (Desk::default(), WallClock::default(), Handing::of(&office));
    let office = OfficeWorker::start(office, desk.clone(), (clock.clone(), 1), post.clone());
    let around = Around { desk, clock, run: 1, post };
    let _worker = OutboxWorker::start(outbox(folder), handing, office.books(), client, around);
    std::thread::sleep(Duration::from_secs(60)); // Whoever started it kills it.
}

/// A centre of the test's own, which outlives the kiosk.
struct Bench {
    folder: tempfile::TempDir,
    runtime: Runtime,
    running: Running,
}

impl Bench {
    fn new() -> Self {
        central::install_crypto_provider();
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("OQS")).unwrap();
        ["taken", "fhir"].iter().for_each(|name| std::fs::create_dir(folder.path().join(name)).unwrap());
        let ca = TestCa::generate().unwrap();
        ca.write(&folder.path().join("tls")).unwrap();
        let config = RehearsalConfig {
            database: folder.path().join("centre.db").into(),
            listen: ([127, 0, 0, 1], 0).into(),
            tls: ca.server_tls(),
            card_roots: Vec::new(),
            kiosks: vec![ca.registered_kiosk().unwrap()],
            institution_code: INSTITUTION.to_owned(),
            clock: central::rehearsal::system_clock(),
        };
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let running = runtime.block_on(start(config)).unwrap();
        Self { folder, runtime, running }
    }

    /// Keeps a persona as the kiosk would, in the visit of this number.
    fn keep(&self, id: &str, visit: usize) {
        let (persona, at) = (persona::persona(id).unwrap(), WallClock::default());
        let request = OutageRequest {
            request_id: format!("00000001-{visit}-{:016x}", visit),
            medical_institution_code: INSTITUTION.to_owned(),
            visited_at: at.unix(),
            identity: Identity::Face,
            name: persona.name.clone(),
            kana: None,
            sex: if persona.sex.code() == 1 { Sex::Male } else { Sex::Female },
            birthdate: persona.birth_date.yyyymmdd(),
            address: persona.address.clone(),
        };
        let facts = Facts {
            name: Fact::new(&request.name),
            sex: Fact::new(request.sex.code()),
            birth_date: Fact::new(&request.birthdate),
            address: Fact::new(&request.address),
        };
        let question = OutageQuestion::write(&request);
        let question = Fact::new(std::str::from_utf8(question.bytes()).unwrap());
        let request_id = Word::new(&request.request_id).unwrap();
        outbox(self.folder.path()).put(&request_id, at.unix_ms(), (&facts, &question), None).unwrap();
    }

    fn kiosk(&self) -> Child {
        let name = "workers::outbox::tests::keeper_process";
        let told = format!("{}\n{}", self.folder.path().display(), self.running.base_url);
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--ignored", "--exact", name]).env(TOLD, told).stdout(Stdio::null());
        command.spawn().unwrap()
    }

    fn asked(&self) -> Vec<String> {
        self.runtime.block_on(self.running.audited(path::OUTAGE_QUERIES)).unwrap()
    }

    /// The files in `face` that end so, hidden ones only where the end says it.
    fn files(&self, end: &str) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(self.folder.path().join("OQS/face")) else { return Vec::new() };
        entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.to_string_lossy().ends_with(end))
            .collect()
    }

    /// Takes what is shown, as a receipt computer does, so that a second delivery would be seen.
    fn take(&self) {
        for path in self.files(".xml") {
            std::fs::rename(&path, self.folder.path().join("taken").join(path.file_name().unwrap())).unwrap();
        }
    }
}

#[test]
fn whoever_was_kept_is_asked_about_and_handed_over_once_however_often_the_kiosk_is_killed() {
    let bench = Bench::new();
    let people = ["hanako", "matsuzo", "maria", "aoi"];
    (1..).zip(people).for_each(|(visit, id)| bench.keep(id, visit));
    let signs: [fn(&Bench, usize) -> bool; 3] = [
        |bench, before| bench.asked().len() > before,
        |bench, _| !bench.files(".staged").is_empty(),
        |bench, _| !bench.files(".xml").is_empty(),
    ];
    let begun = Instant::now();
    for sign in signs.into_iter().cycle() {
        let before = bench.asked().len();
        let mut kiosk = bench.kiosk();
        let round = Instant::now();
        while !sign(&bench, before) && round.elapsed() < Duration::from_secs(3) {
            std::thread::sleep(Duration::from_micros(100));
        }
        kiosk.kill().unwrap(); // SIGKILL
        kiosk.wait().unwrap();
        bench.take();
        if outbox(bench.folder.path()).standing().unwrap().waiting == 0 {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", outbox(bench.folder.path()).standing());
    }
    let taken = std::fs::read_dir(bench.folder.path().join("taken")).unwrap().count();
    assert_eq!(
        (taken, bench.files("").len()),
        (people.len(), 0),
        "handed over once each, and nothing hidden stays"
    );
    let count = |folder: &str, end: &str| {
        let all = std::fs::read_dir(bench.folder.path().join(folder)).unwrap();
        all.filter(|entry| entry.as_ref().unwrap().path().to_string_lossy().ends_with(end)).count()
    };
    assert_eq!((count("fhir", ".json"), count("fhir", "")), (people.len(), people.len()), "a Bundle each");
    let asked = bench.asked();
    assert_eq!(asked.len(), people.len(), "the centre worked each question once: {asked:?}");
    let journal = Journal::open(&bench.folder.path().join("journal.db")).unwrap();
    journal.verify().unwrap();
    for visit in 1..=people.len() {
        let told = journal.entries(Some(&format!("00000001-{visit}"))).unwrap();
        let told: Vec<_> = told.iter().map(|entry| entry.event.code()).collect();
        assert!(["asked-again", "found", "handed-off"].iter().all(|event| told.contains(event)), "{told:?}");
    }
}
