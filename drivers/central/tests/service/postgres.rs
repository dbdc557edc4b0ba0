//! A PostgreSQL server of the tests' own: one for all of them, a schema for each.

use central::rehearsal::Database;
use postgres::{Client, NoTls};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

static SERVER: LazyLock<Server> = LazyLock::new(Server::start);

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

/// Asks either database for rows of texts.
pub(crate) fn rows(database: &Database, sql: &str) -> Vec<Vec<String>> {
    match database {
        Database::File(path) => {
            let db = rusqlite::Connection::open(path).unwrap();
            let mut question = db.prepare(sql).unwrap();
            let columns = question.column_count();
            let text = |row: &rusqlite::Row<'_>, at| match row.get_ref(at)? {
                rusqlite::types::ValueRef::Integer(number) => Ok(number.to_string()),
                text => Ok(text.as_str().unwrap().to_owned()),
            };
            let row = |row: &rusqlite::Row<'_>| (0..columns).map(|at| text(row, at)).collect();
            question.query_map([], row).unwrap().collect::<Result<_, _>>().unwrap()
        }
        Database::Postgres(url) => with(url, |db| {
            // The simple protocol gives everything as text.
            let texts = |row: &postgres::SimpleQueryRow| {
                (0..row.len()).map(|at| row.get(at).unwrap_or_default().to_owned()).collect()
            };
            let messages = db.simple_query(sql).unwrap();
            let rows = messages.iter().filter_map(|message| match message {
                postgres::SimpleQueryMessage::Row(row) => Some(texts(row)),
                _ => None,
            });
            rows.collect()
        }),
    }
}

/// Runs a statement on either database.
pub(crate) fn execute(database: &Database, sql: &str) -> Result<u64, String> {
    match database {
        Database::File(path) => {
            let db = rusqlite::Connection::open(path).unwrap();
            db.execute(sql, []).map(|rows| rows as u64).map_err(|error| error.to_string())
        }
        Database::Postgres(url) => with(url, |db| db.execute(sql, &[]).map_err(|error| error.to_string())),
    }
}

struct Server {
    socket_folder: PathBuf,
    shell: Child,
    /// Closes when this process ends, however it ends; then the server's shell stops it and clears its folder.
    _alive: ChildStdin,
}

impl Server {
    fn start() -> Self {
        Self::serve(tempfile::Builder::new().prefix("centre-postgres").tempdir().unwrap().keep())
    }

    fn serve(socket_folder: PathBuf) -> Self {
        let mut shell = shell(&socket_folder);
        let mut server = Self { socket_folder, _alive: shell.stdin.take().unwrap(), shell };
        let start = Instant::now();
        while !server.answers() {
            assert!(start.elapsed() < Duration::from_secs(60), "PostgreSQL did not start: {}", server.log());
            assert!(
                server.shell.try_wait().unwrap().is_none(),
                "scripts/postgres.sh ended; is `postgresql` installed? {}",
                server.log()
            );
            std::thread::sleep(Duration::from_millis(50));
        }
        server
    }

    fn url(&self, schema: &str) -> String {
        let folder = self.socket_folder.display();
        format!(
            "postgres:///postgres?host={folder}&user=postgres&application_name={schema}&options=-csearch_path%3D{schema}"
        )
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.socket_folder.join("log")).unwrap_or_default()
    }

    fn answers(&self) -> bool {
        let url = self.url("public");
        let attempt = move || Client::connect(&url, NoTls).is_ok();
        std::thread::Builder::new().spawn(attempt).unwrap().join().unwrap()
    }
}

/// Makes a cluster, or takes the one that is there, and serves it until its input closes.
fn shell(folder: &Path) -> Child {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../../scripts/postgres.sh");
    let mut command = Command::new(script);
    command.arg(folder).arg("fsync=off").stdin(Stdio::piped()).stdout(Stdio::null());
    command.spawn().unwrap()
}

/// Is a server of one test's own, which may be killed.
pub(crate) struct Mortal(Option<Server>);

impl Mortal {
    pub(crate) fn start() -> Self {
        Self(Some(Server::start()))
    }

    pub(crate) fn url(&self) -> String {
        self.0.as_ref().unwrap().url("public")
    }

    /// Kills the server as the kernel would, and serves what it left on the disk.
    pub(crate) fn die_and_rise(&mut self) {
        let Server { socket_folder, mut shell, _alive } = self.0.take().unwrap();
        let pid_file = std::fs::read_to_string(socket_folder.join("data/postmaster.pid")).unwrap();
        let pid = pid_file.lines().next().unwrap();
        assert!(Command::new("kill").args(["-9", pid]).status().unwrap().success());
        drop(_alive);
        shell.wait().unwrap();
        // Its children notice within a moment; before that, nobody may serve the cluster.
        while is_used(&socket_folder) {
            std::thread::sleep(Duration::from_millis(10));
        }
        self.0 = Some(Server::serve(socket_folder));
    }
}

/// Says whether any process still has its working directory in the cluster, as PostgreSQL's processes do.
fn is_used(socket_folder: &Path) -> bool {
    let data = socket_folder.join("data");
    let processes = std::fs::read_dir("/proc").unwrap().flatten();
    processes
        .map(|process| process.path().join("cwd"))
        .any(|cwd| std::fs::read_link(cwd).is_ok_and(|at| at == data))
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
