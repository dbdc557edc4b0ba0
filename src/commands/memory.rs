//! What the kiosk holds of a patient stays in memory, and only as long as it is needed: what is freed is overwritten, nothing
//! is dumped when the program crashes, and `doctor` says where the machine would write memory to a disk.

use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
use std::io;
use std::os::unix::process::CommandExt as _;
use std::process::Command;

/// The environment variable, and what it must hold, that has the C library overwrite every block of memory as it is freed.
///
/// The types of photos, frames and features wipe themselves, but they pass through decoders, runtimes of networks and
/// libraries of pictures that do not. All of them, in whichever language, free their memory at one place, so that place
/// overwrites it. Small blocks are kept for each thread without being overwritten, so none are kept (mallopt(3), M_PERTURB).
pub const OVERWRITING: (&str, &str) =
    ("GLIBC_TUNABLES", "glibc.malloc.perturb=90:glibc.malloc.tcache_count=0");

/// Starts this program again with [`OVERWRITING`], unless it was; the C library reads that variable only as a program starts.
///
/// # Errors
/// The program cannot be started again.
pub(super) fn overwrite_freed() -> io::Result<()> {
    let (name, wanted) = OVERWRITING;
    let others = std::env::var(name).unwrap_or_default();
    if others.contains(wanted) {
        return Ok(());
    }
    let value = if others.is_empty() { wanted.to_owned() } else { format!("{others}:{wanted}") };
    // The same arguments and the same process: nobody who waits for it or stops it notices.
    Err(Command::new(std::env::current_exe()?).args(std::env::args_os().skip(1)).env(name, value).exec())
}

/// Forbids core dumps, and other programs of the same user to look into this one (prctl(2), PR_SET_DUMPABLE).
///
/// # Errors
/// A kernel that refuses; it never does so for a process about itself.
pub(super) fn seal() -> io::Result<()> {
    // Some crash handlers take a dump through a pipe whatever the limit is, so both are said.
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) })?;
    Ok(set_dumpable_behavior(DumpableBehavior::NotDumpable)?)
}

/// Says where swapped memory would go.
///
/// # Errors
/// Swap on a disk, in words for whoever keeps the machine.
pub(super) fn swap() -> Result<String, String> {
    match std::fs::read_to_string("/proc/swaps") {
        Ok(table) => judge(&table),
        Err(error) => Err(format!("/proc/swaps cannot be read: {error}")),
    }
}

/// Compressed memory (zram) leaves nothing behind; of an encrypted disk this table tells nothing.
fn judge(table: &str) -> Result<String, String> {
    let places = table.lines().skip(1).filter_map(|line| line.split_whitespace().next());
    let disks: Vec<_> = places.filter(|place| !place.starts_with("/dev/zram")).collect();
    if disks.is_empty() {
        return Ok("nothing is swapped to a disk, no core dumps".to_owned());
    }
    Err(format!(
        "swap on {}: photos of patients may reach it; IT switches it off (swapoff), or encrypts it with a key of each start",
        disks.join(", ")
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rustix::process::{dumpable_behavior, getrlimit};

    const HEAD: &str = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";

    #[test]
    fn a_sealed_process_leaves_no_dump() {
        seal().unwrap();
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
        assert_eq!(getrlimit(Resource::Core).current, Some(0));
    }

    #[test]
    fn swap_counts_where_it_is_a_disk() {
        let rows = [
            ("", None),
            ("/dev/zram0  partition  8388604  0  100\n", None),
            (
                "/dev/sda2  partition  8388604  0  -2\n/swapfile  file  1048572  12  -3\n",
                Some("/dev/sda2, /swapfile:"),
            ),
        ];
        for (places, named) in rows {
            let said = judge(&format!("{HEAD}{places}"));
            assert_eq!(
                said.as_ref().err().map(|text| text.contains(named.unwrap_or("?"))),
                named.map(|_| true),
                "{said:?}"
            );
        }
    }
}
