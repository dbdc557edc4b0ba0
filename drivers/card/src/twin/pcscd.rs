//! A real pcscd of our own: same program, same protocol, other socket, so that nothing on the machine is disturbed.
//!
//! The daemon runs in a mount namespace in which `/run` is empty and its runtime directory is ours. Clients reach it
//! when the environment of their process names [`PrivatePcscd::socket`] as `PCSCLITE_CSOCK_NAME` from the start. It ends
//! with the process that started it, however that ends.

use std::fs::{self, File};
use std::os::unix::fs::{MetadataExt, symlink};
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

/// Where pcscd looks for the drivers of USB readers.
const USB_DRIVERS: &str = "/usr/lib/pcsc/drivers";
const BUNDLE: &str = "ifd-madoguchi.bundle/Contents";
const INFO: &str = include_str!("../../ifd/ifd-madoguchi.bundle/Contents/Info.plist");

/// Runs inside the namespace: an empty /run, our directory as pcscd's own, then pcscd in place of the shell. Standard input
/// ends with the process that holds its other end, and then pcscd is killed: that process may have had no time for it.
const SCRIPT: &str = "exec 3<&0 && mount -t tmpfs none /run && mkdir /run/pcscd \
                      && mount --bind \"$1/run\" /run/pcscd \
                      && if [ -d \"$1/usb\" ]; then mount --bind \"$1/usb\" \"$2\"; fi \
                      && shift 2 && { { read _ <&3; kill -9 $$; } & } && exec \"$@\" 3<&- </dev/null";

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

/// The USB bus that a private pcscd sees in place of the machine's: one that umockdev plays.
///
/// A device 1209:0001 that is plugged in there becomes a reader of our driver, with the name `Madoguchi USB […] (…) 00 00`.
#[derive(Clone, Debug)]
pub struct UsbBus {
    /// The root of umockdev's testbed.
    pub testbed: PathBuf,
    /// The folder with the sockets of the devices, each `<bus>-<device>` as in `001-002`.
    pub sockets: PathBuf,
}

/// A running pcscd, killed when dropped.
#[derive(Debug)]
pub struct PrivatePcscd {
    child: Child,
    directory: TempDir,
    usb: Option<UsbBus>,
}

impl PrivatePcscd {
    /// Starts pcscd with these readers and waits until it listens; tells what is missing where it cannot.
    pub fn start(readers: &[ReaderSpec]) -> Result<Self, Error> {
        Self::start_with_usb(readers, None)
    }

    /// Starts pcscd with these readers and with those that come and go on a USB bus.
    pub fn start_with_usb(readers: &[ReaderSpec], usb: Option<UsbBus>) -> Result<Self, Error> {
        let directory = tempfile::Builder::new().prefix("madoguchi-pcscd-").tempdir();
        let directory = directory.map_err(Error::io("make a directory for pcscd"))?;
        for part in ["run", "conf"] {
            fs::create_dir(directory.path().join(part)).map_err(Error::io("make a directory for pcscd"))?;
        }
        let conf = directory.path().join("conf");
        fs::write(conf.join("readers"), configuration(readers)?).map_err(Error::io("write reader.conf"))?;
        if usb.is_some() {
            lay_out_bundle(&directory.path().join("usb").join(BUNDLE))?;
        }
        let child = spawn(directory.path(), usb.as_ref())?;
        let mut running = Self { child, directory, usb };
        running.wait_until_it_listens()?;
        Ok(running)
    }

    /// Kills pcscd, as a crash would: its socket stays behind.
    pub fn kill(&mut self) {
        // Either call fails only when pcscd has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Tells whether pcscd has ended, by itself or by another's hand.
    pub fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    /// Starts pcscd again after [`kill`](Self::kill), at the same socket and with the same readers.
    pub fn revive(&mut self) -> Result<(), Error> {
        self.kill();
        self.child = spawn(self.directory.path(), self.usb.as_ref())?;
        self.wait_until_it_listens()
    }

    /// Returns the number of the process.
    pub fn process(&self) -> u32 {
        self.child.id()
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
        self.kill();
    }
}

fn spawn(directory: &Path, usb: Option<&UsbBus>) -> Result<Child, Error> {
    let pcscd = PCSCD.iter().map(Path::new).find(|path| path.exists());
    let pcscd = pcscd.ok_or(Error::Missing { what: "pcscd", remedy: "install the package pcscd" })?;
    let log = File::create(directory.join("log")).map_err(Error::io("write the log of pcscd"))?;
    let log_too = log.try_clone().map_err(Error::io("write the log of pcscd"))?;
    let mut command = Command::new("unshare");
    command.arg(if is_root() { "-m" } else { "-rm" }).args(["sh", "-c", SCRIPT, "sh"]);
    command.arg(directory).arg(USB_DRIVERS);
    if let Some(usb) = usb {
        command.arg("umockdev-wrapper");
        command.env("UMOCKDEV_DIR", &usb.testbed).env("MADOGUCHI_IFD_SOCKETS", &usb.sockets);
    }
    command.arg(pcscd).args(["--foreground", "--info", "--config"]).arg(directory.join("conf"));
    if asks_polkit(pcscd) {
        command.arg("--disable-polkit");
    }
    command.stdin(Stdio::piped()).stdout(log).stderr(log_too);
    command.spawn().map_err(|_| Error::Missing { what: "unshare", remedy: "install the package util-linux" })
}

/// Makes our driver one for USB devices, as it would lie in [`USB_DRIVERS`].
fn lay_out_bundle(contents: &Path) -> Result<(), Error> {
    let library = contents.join("Linux");
    fs::create_dir_all(&library).map_err(Error::io("make the driver's bundle"))?;
    fs::write(contents.join("Info.plist"), INFO).map_err(Error::io("make the driver's bundle"))?;
    symlink(our_driver()?, library.join(OUR_DRIVER)).map_err(Error::io("make the driver's bundle"))
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
