//! Who takes part: the director in the test itself, and processes that it starts, kills and starts again.

use super::{journal, kiosk};
use crate::bench::{AUTHORITY_KEY, CARD_KEY, Engine, NOW, config, first_serial};
use crate::postgres;
use central::rehearsal::{Database, RehearsalConfig, TestCa, population, start};
use rsa::RsaPrivateKey;
use rsa::pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _};
use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// Tells a process of the scene what it is to do; a test that nobody sent finds it unset.
const TOLD: &str = "MADOGUCHI_CRASH";

/// Is what every process of the scene knows, one value a line.
pub(super) struct Told {
    pub(super) folder: PathBuf,
    database: Database,
    pub(super) nodes: Vec<String>,
    pub(super) visits: usize,
    began: i64,
}

impl Told {
    fn write(&self) -> String {
        let database = match &self.database {
            Database::File(path) => path.display().to_string(),
            Database::Postgres(url) => url.clone(),
        };
        let (folder, nodes) = (self.folder.display(), self.nodes.join(" "));
        format!("{folder}\n{database}\n{nodes}\n{}\n{}", self.visits, self.began)
    }

    fn read() -> Option<Self> {
        let text = std::env::var(TOLD).ok()?;
        let [folder, database, nodes, visits, began] = *text.lines().collect::<Vec<_>>() else { return None };
        let database = match database.starts_with("postgres") {
            true => Database::Postgres(database.to_owned()),
            false => Database::File(database.into()),
        };
        let nodes = nodes.split(' ').map(str::to_owned).collect();
        let (visits, began) = (visits.parse().unwrap(), began.parse().unwrap());
        Some(Self { folder: folder.into(), database, nodes, visits, began })
    }

    pub(super) fn ca(&self) -> TestCa {
        TestCa::read(&self.folder.join("tls")).unwrap()
    }

    /// A node: its clock began with the scene and runs on over every death, so that nonces grow old.
    fn node(&self, listen: SocketAddr) -> RehearsalConfig {
        let began = self.began;
        let clock = Arc::new(move || NOW + unix() - began);
        RehearsalConfig { listen, clock, ..config(&self.database, &self.ca(), &Arc::default()) }
    }
}

fn unix() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs().try_into().unwrap()
}

/// Returns a key that the director has made, in a process of the scene.
pub(crate) fn kept_key(name: &str) -> Option<RsaPrivateKey> {
    let told = Told::read()?;
    Some(RsaPrivateKey::from_pkcs8_der(&std::fs::read(told.folder.join(name)).unwrap()).unwrap())
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap()
}

#[test]
#[ignore = "a process of the tests that kill it"]
fn node_process() {
    let (Some(told), Ok(listen)) = (Told::read(), std::env::var("MADOGUCHI_CRASH_LISTEN")) else { return };
    runtime().block_on(async {
        // Where PostgreSQL is away, this node ends too and is started again.
        let Ok(_running) = start(told.node(listen.parse().unwrap())).await else { return };
        std::future::pending::<()>().await;
    });
}

#[test]
#[ignore = "a process of the tests that kill it"]
fn kiosk_process() {
    let Some(told) = Told::read() else { return };
    runtime().block_on(kiosk::work(&told));
    std::fs::write(told.folder.join("over"), "").unwrap();
}

/// Is a process that is started again whenever it has died.
struct Process {
    name: &'static str,
    command: Command,
    child: Child,
}

impl Process {
    fn start(name: &'static str, test: &str, told: &str, listen: Option<SocketAddr>) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", &format!("crash::scene::{test}"), "--ignored", "--nocapture"]);
        command.env(TOLD, told).stdout(Stdio::null()).stderr(Stdio::inherit());
        if let Some(listen) = listen {
            command.env("MADOGUCHI_CRASH_LISTEN", listen.to_string());
        }
        let child = command.spawn().unwrap();
        Self { name, command, child }
    }

    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    fn raise(&mut self) {
        if let Some(status) = self.child.try_wait().unwrap() {
            // A node may end where PostgreSQL is away; a kiosk that panicked has met what must not be.
            assert!(self.name != "kiosk" || status.code().is_none_or(|code| code == 0), "the kiosk gave up");
            self.child = self.command.spawn().unwrap();
        }
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Is everything that takes part.
pub(super) struct Scene {
    pub(super) told: Told,
    processes: Vec<Process>,
    server: Option<postgres::Mortal>,
    _folder: tempfile::TempDir,
}

impl Scene {
    /// Makes records with a population, a card for each visit, and starts everybody.
    pub(super) fn set(engine: Engine, visits: usize) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let server = (engine == Engine::Postgres).then(postgres::Mortal::start);
        let database = match &server {
            Some(server) => Database::Postgres(server.url()),
            None => Database::File(folder.path().join("centre.sqlite")),
        };
        TestCa::generate().unwrap().write(&folder.path().join("tls")).unwrap();
        for (name, key) in [("card", &*CARD_KEY), ("authority", &*AUTHORITY_KEY)] {
            std::fs::write(folder.path().join(name), key.to_pkcs8_der().unwrap().as_bytes()).unwrap();
        }
        population::populate(&database, visits + 50, 1).unwrap();
        give_cards(&database, visits);
        let addresses: Vec<_> = (0..if server.is_some() { 2 } else { 1 }).map(|_| free_address()).collect();
        let nodes = addresses.iter().map(|address| format!("https://{address}")).collect();
        let told = Told { folder: folder.path().to_owned(), database, nodes, visits, began: unix() };
        let text = told.write();
        let mut processes = vec![Process::start("kiosk", "kiosk_process", &text, None)];
        let names = ["one node", "another node"];
        processes.extend(
            names
                .into_iter()
                .zip(addresses)
                .map(|(name, address)| Process::start(name, "node_process", &text, Some(address))),
        );
        Self { told, processes, server, _folder: folder }
    }

    pub(super) fn database(&self) -> &Database {
        &self.told.database
    }

    /// Names everybody who can die.
    pub(super) fn victims(&self) -> Vec<&'static str> {
        let server = self.server.as_ref().map(|_| "PostgreSQL");
        self.processes.iter().map(|process| process.name).chain(server).collect()
    }

    pub(super) fn kill(&mut self, victim: &str) {
        match self.processes.iter_mut().find(|process| process.name == victim) {
            Some(process) => process.kill(),
            None => self.server.as_mut().unwrap().die_and_rise(),
        }
    }

    pub(super) fn raise_the_dead(&mut self) {
        if !self.is_over() {
            self.processes.iter_mut().for_each(Process::raise);
        }
    }

    /// Says how many visits are done.
    pub(super) fn done(&self) -> usize {
        let lines = journal::read(&self.told.folder);
        lines.iter().filter(|line| line.stage == journal::Stage::Consented).count()
    }

    pub(super) fn is_over(&self) -> bool {
        self.told.folder.join("over").exists()
    }
}

/// Gives each of the first people a card, and makes none of them enrolled.
fn give_cards(database: &Database, cards: usize) {
    let people = postgres::rows(database, "SELECT id FROM person WHERE id LIKE 'm-%' ORDER BY id");
    assert!(people.len() >= cards, "{} people for {cards} cards", people.len());
    let values: Vec<_> = (first_serial()..)
        .zip(people.iter().take(cards))
        .map(|(serial, person)| format!("('{serial:x}', '{}', NULL)", person[0]))
        .collect();
    for some in values.chunks(500) {
        postgres::execute(database, &format!("INSERT INTO certificate VALUES {}", some.join(","))).unwrap();
    }
}

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}
