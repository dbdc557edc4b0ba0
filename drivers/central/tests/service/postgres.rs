//! A PostgreSQL server of the tests' own: one for all of them, a schema for each.

use postgres::{Client, NoTls};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

static SERVER: LazyLock<Server> = LazyLock::new(Server::start);

struct Server {
    socket_folder: PathBuf,
    /// Closes when this process ends, however it ends; then the server's shell stops it and clears its folder.
    _alive: ChildStdin,
}

/// Returns the address of a schema that nobody has used.
pub(crate) fn fresh_database() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    let schema = format!("bench_{}", NEXT.fetch_add(1, Ordering::Relaxed));
    with(&SERVER.url("public"), |db| db.batch_execute(&format!("CREATE SCHEMA {schema}")).unwrap());
    SERVER.url(&schema)
}

/// Asks the database on a thread of its own, since its client must not be used inside an async runtime.
pub(crate) fn with<T: Send>(url: &str, work: impl FnOnce(&mut Client) -> T + Send) -> T {
    let connect = || work(&mut Client::connect(url, NoTls).unwrap());
    std::thread::scope(|scope| {
        std::thread::Builder::new().spawn_scoped(scope, connect).unwrap().join().unwrap()
    })
}

/// Ends every connection of a bench's service, and says how many there were.
pub(crate) fn end_connections(url: &str) -> u64 {
    let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
               WHERE application_name = current_setting('application_name') AND pid <> pg_backend_pid()";
    with(url, |db| db.execute(end, &[]).unwrap())
}

impl Server {
    fn start() -> Self {
        let socket_folder = tempfile::Builder::new().prefix("centre-postgres").tempdir().unwrap().keep();
        let mut child = shell(&socket_folder);
        let server = Self { socket_folder, _alive: child.stdin.take().unwrap() };
        server.wait(&mut child);
        server
    }

    fn url(&self, schema: &str) -> String {
        let folder = self.socket_folder.display();
        format!(
            "postgres:///postgres?host={folder}&user=postgres&application_name={schema}&options=-csearch_path%3D{schema}"
        )
    }

    fn wait(&self, shell: &mut Child) {
        let start = Instant::now();
        let ready = || std::thread::Builder::new().spawn(self.attempt()).unwrap().join().unwrap();
        while !ready() {
            let log = std::fs::read_to_string(self.socket_folder.join("log")).unwrap_or_default();
            assert!(
                shell.try_wait().unwrap().is_none(),
                "scripts/postgres.sh ended; is `postgresql` installed? {log}"
            );
            assert!(start.elapsed() < Duration::from_secs(60), "PostgreSQL did not start: {log}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn attempt(&self) -> impl FnOnce() -> bool + Send + 'static {
        let url = self.url("public");
        move || Client::connect(&url, NoTls).is_ok()
    }
}

/// Makes a cluster and serves it until its input closes.
fn shell(folder: &Path) -> Child {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/postgres.sh");
    let mut command = Command::new(script);
    command.arg(folder).arg("fsync=off").stdin(Stdio::piped()).stdout(Stdio::null());
    command.spawn().unwrap()
}

#[tokio::test]
async fn a_connection_that_the_server_ends_is_opened_again() {
    let bench = crate::bench::Bench::on(crate::bench::Engine::Postgres).await;
    let central::rehearsal::Database::Postgres(url) = &bench.database else { unreachable!() };
    for _ in 0..3 {
        assert!(end_connections(url) > 0);
        let card = crate::bench::Card::of("hanako");
        assert!(bench.check_with_pin(&card).await.unwrap().is_clear());
    }
}
