//! A real pcscd of our own: same program, same protocol, other socket, so that nothing on the machine is disturbed.
//!
//! The daemon runs in a mount namespace in which `/run` is empty and its runtime directory is ours. Clients reach it
//! when the environment of their process names [`PrivatePcscd::socket`] as `PCSCLITE_CSOCK_NAME` from the start.

use std::fs::{self, File};
use std::os::unix::fs::MetadataExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};
use std::{env, fmt::Write as _};

use tempfile::TempDir;

use super::Error;

/// The variable that tells libpcsclite where its daemon listens; it is read once, at first use.
pub const SOCKET_VARIABLE: &str = "PCSCLITE_CSOCK_NAME";

const STARTS_WITHIN: Duration = Duration::from_secs(10);
const PCSCD: [&str; 2] = ["/usr/sbin/pcscd", "/usr/local/sbin/pcscd"];
const VPCD: &str = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so";
const OUR_DRIVER: &str = "libifd_madoguchi.so";

/// Runs inside the namespace: an empty /run, our directory as pcscd's own, then pcscd in place of the shell.
const SCRIPT: &str = "mount -t tmpfs none /run && mkdir /run/pcscd && mount --bind \"$1/run\" /run/pcscd \
                      && shift && exec \"$@\"";

/// A reader that the private pcscd shall have; PC/SC appends ` 00 00` to its name.
#[derive(Clone, Debug)]
pub enum ReaderSpec {
    /// A reader of our own driver, met at a Unix socket by [`IfdCard`](super::IfdCard).
    Ifd {
        /// The reader's name.
        name: String,
        /// The socket, in a directory without spaces in its name.
        socket: PathBuf,
    },
    /// A reader of vsmartcard, met at a TCP port by [`VpcdCard`](super::VpcdCard).
    Vpcd {
        /// The reader's name.
        name: String,
        /// The port; the next one is taken too.
        port: u16,
    },
}

/// A running pcscd, killed when dropped.
#[derive(Debug)]
pub struct PrivatePcscd {
    child: Child,
    directory: TempDir,
}

impl PrivatePcscd {
    /// Starts pcscd with these readers and waits until it listens; tells what is missing where it cannot.
    pub fn start(readers: &[ReaderSpec]) -> Result<Self, Error> {
        let pcscd = PCSCD.iter().map(Path::new).find(|path| path.exists());
        let pcscd = pcscd.ok_or(Error::Missing { what: "pcscd", remedy: "install the package pcscd" })?;
        let directory = tempfile::Builder::new().prefix("madoguchi-pcscd-").tempdir();
        let directory = directory.map_err(Error::io("make a directory for pcscd"))?;
        for part in ["run", "conf"] {
            fs::create_dir(directory.path().join(part)).map_err(Error::io("make a directory for pcscd"))?;
        }
        let conf = directory.path().join("conf");
        fs::write(conf.join("readers"), configuration(readers)?).map_err(Error::io("write reader.conf"))?;
        let child = spawn(pcscd, directory.path())?;
        let mut running = Self { child, directory };
        running.wait_until_it_listens()?;
        Ok(running)
    }

    /// Returns the socket, for `PCSCLITE_CSOCK_NAME` ([`SOCKET_VARIABLE`]) in the environment of a client.
    pub fn socket(&self) -> PathBuf {
        self.directory.path().join("run/pcscd.comm")
    }

    fn wait_until_it_listens(&mut self) -> Result<(), Error> {
        let deadline = Instant::now() + STARTS_WITHIN;
        while UnixStream::connect(self.socket()).is_err() {
            let ended = self.child.try_wait().map_err(Error::io("ask for the state of pcscd"))?;
            if ended.is_some() || Instant::now() > deadline {
                return Err(failure(&self.log()));
            }
            thread::sleep(Duration::from_millis(10));
        }
        Ok(())
    }

    fn log(&self) -> String {
        fs::read_to_string(self.directory.path().join("log")).unwrap_or_default()
    }
}

/// Tells a machine that allows no namespace from a pcscd that has something to complain about.
fn failure(log: &str) -> Error {
    if log.lines().any(|line| line.starts_with("unshare:") || line.starts_with("mount:")) {
        let remedy = "run as root, or allow unprivileged user namespaces";
        return Error::Missing { what: "the right to make a mount namespace", remedy };
    }
    let last: Vec<_> = log.lines().rev().take(3).collect();
    Error::Pcscd(last.into_iter().rev().collect::<Vec<_>>().join("; "))
}

impl Drop for PrivatePcscd {
    fn drop(&mut self) {
        // Either call fails only when pcscd has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn spawn(pcscd: &Path, directory: &Path) -> Result<Child, Error> {
    let log = File::create(directory.join("log")).map_err(Error::io("write the log of pcscd"))?;
    let log_too = log.try_clone().map_err(Error::io("write the log of pcscd"))?;
    let mut command = Command::new("unshare");
    command.arg(if is_root() { "-m" } else { "-rm" }).args(["sh", "-c", SCRIPT, "sh"]).arg(directory);
    command.arg(pcscd).args(["--foreground", "--info", "--config"]).arg(directory.join("conf"));
    if asks_polkit(pcscd) {
        command.arg("--disable-polkit");
    }
    command.stdin(Stdio::null()).stdout(log).stderr(log_too);
    command.spawn().map_err(|_| Error::Missing { what: "unshare", remedy: "install the package util-linux" })
}

/// Root needs no user namespace, and some containers allow it none.
fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|this| this.uid() == 0)
}

/// From pcsc-lite 2 on, polkit refuses whoever has no active seat, as a test has none.
fn asks_polkit(pcscd: &Path) -> bool {
    let version = Command::new(pcscd).arg("--version").output();
    version.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).contains(" polkit"))
}

fn configuration(readers: &[ReaderSpec]) -> Result<String, Error> {
    let mut text = String::new();
    for (index, reader) in readers.iter().enumerate() {
        let (name, device, library, channel) = match reader {
            // Any name with a colon passes pcscd's check that the device exists.
            ReaderSpec::Ifd { name, socket } => {
                (name, format!("madoguchi:{}", socket.display()), our_driver()?, index)
            }
            ReaderSpec::Vpcd { name, port } => {
                (name, format!("/dev/null:0x{port:X}"), vpcd_driver()?, usize::from(*port))
            }
        };
        let library = library.display();
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "FRIENDLYNAME \"{name}\"\nDEVICENAME {device}\nLIBPATH {library}\nCHANNELID {channel}\n"
        );
    }
    Ok(text)
}

fn vpcd_driver() -> Result<PathBuf, Error> {
    let path = PathBuf::from(VPCD);
    let missing = Error::Missing { what: "libifdvpcd.so", remedy: "install the package vsmartcard-vpcd" };
    if path.exists() { Ok(path) } else { Err(missing) }
}

/// Finds our driver where `MADOGUCHI_IFD` says, or beside this program, or where Cargo puts it for tests.
fn our_driver() -> Result<PathBuf, Error> {
    let program = env::current_exe().unwrap_or_default();
    let beside = program
        .ancestors()
        .skip(1)
        .take(2)
        .flat_map(|d| [d.join(OUR_DRIVER), d.join("deps").join(OUR_DRIVER)]);
    let found =
        env::var_os("MADOGUCHI_IFD").map(PathBuf::from).into_iter().chain(beside).find(|path| path.exists());
    found.ok_or(Error::Missing {
        what: OUR_DRIVER,
        remedy: "cargo build -p ifd-madoguchi, or name it in MADOGUCHI_IFD",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_kept_pcscd_from_starting_is_named() {
        let rows = [
            (
                "unshare: unshare failed: Operation not permitted",
                "the right to make a mount namespace is missing",
            ),
            ("mount: /run: permission denied.", "the right to make a mount namespace is missing"),
            (
                "1 ready\n2 daemon already running\n3 exiting\n4 bye",
                "2 daemon already running; 3 exiting; 4 bye",
            ),
        ];
        for (log, words) in rows {
            assert!(failure(log).to_string().contains(words), "{log}");
        }
    }
}
