//! A PostgreSQL server of the tests' own: one for all of them, a schema for each.

use postgres::{Client, NoTls};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
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

impl Server {
    fn start() -> Self {
        let folder = tempfile::Builder::new().prefix("centre-postgres").tempdir().unwrap().keep();
        std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o777)).unwrap();
        let alive = shell(&folder).stdin.take().unwrap();
        let server = Self { socket_folder: folder, _alive: alive };
        server.wait();
        server
    }

    fn url(&self, schema: &str) -> String {
        let folder = self.socket_folder.display();
        format!(
            "postgres:///postgres?host={folder}&user=postgres&application_name={schema}&options=-csearch_path%3D{schema}"
        )
    }

    fn wait(&self) {
        let start = Instant::now();
        let ready = || std::thread::Builder::new().spawn(self.attempt()).unwrap().join().unwrap();
        while !ready() {
            let log = std::fs::read_to_string(self.socket_folder.join("log")).unwrap_or_default();
            assert!(start.elapsed() < Duration::from_secs(60), "PostgreSQL did not start: {log}");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    fn attempt(&self) -> impl FnOnce() -> bool + Send + 'static {
        let url = self.url("public");
        move || Client::connect(&url, NoTls).is_ok()
    }
}

/// Makes a cluster and serves it until its input closes. PostgreSQL refuses to be run by root.
fn shell(folder: &Path) -> Child {
    let script = r#"
        set -e
        cd "$1"
        "$2/initdb" -D data -U postgres --auth=trust --no-sync >log 2>&1
        "$2/postgres" -D data -k "$1" -c listen_addresses= -c fsync=off -c max_connections=200 >>log 2>&1 &
        cat >/dev/null
        kill -INT $!
        wait || true
        rm -rf "$1"
    "#;
    let binaries = binaries();
    let arguments = [script.as_ref(), "postgres".as_ref(), folder.as_os_str(), binaries.as_os_str()];
    let mut command = match std::fs::metadata(folder).unwrap().uid() {
        0 => {
            let mut command = Command::new("runuser");
            command.args(["-u", "postgres", "--", "sh", "-c"]);
            command
        }
        _ => {
            let mut command = Command::new("sh");
            command.arg("-c");
            command
        }
    };
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap()
}

/// Finds the server's programs, which Debian keeps out of the path.
fn binaries() -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    let found = versions.map(|version| version.unwrap().path().join("bin"));
    let found = found.filter(|folder| folder.join("initdb").exists()).max();
    found.unwrap_or_else(|| {
        panic!("expected PostgreSQL in /usr/lib/postgresql; install Debian's `postgresql`")
    })
}

#[tokio::test]
async fn a_connection_that_the_server_ends_is_opened_again() {
    let bench = crate::bench::Bench::on(crate::bench::Engine::Postgres).await;
    let central::rehearsal::Database::Postgres(url) = &bench.database else { unreachable!() };
    let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
               WHERE application_name = current_setting('application_name') AND pid <> pg_backend_pid()";
    for _ in 0..3 {
        assert!(with(url, |db| db.execute(end, &[]).unwrap()) > 0);
        let card = crate::bench::Card::of("hanako");
        assert!(bench.check_with_pin(&card).await.unwrap().is_clear());
    }
}
