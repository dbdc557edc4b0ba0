//! What a shared folder does to a writer: gone, full, read-only, locked, killed. No half file, none lost, none double.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use crate::share::{self, INSTITUTION, NOW, Share, deliver, insured, names};
use claims::{Encoding, Error, Folder, Owner, parse};

#[test]
fn a_poller_sees_only_whole_files_that_never_change() {
    let share = Share::new();
    let folder = share.open().unwrap();
    let result = insured();
    let done = AtomicBool::new(false);
    let poll = || {
        let mut seen: HashMap<String, Vec<u8>> = HashMap::new();
        loop {
            let last = done.load(Ordering::Acquire);
            for name in share.names("face").into_iter().filter(|name| name.ends_with(".xml")) {
                let bytes = fs::read(share.at("face").join(&name)).unwrap();
                if let Some(before) = seen.get(&name) {
                    assert_eq!(&bytes, before, "a published file changed");
                } else {
                    parse(&bytes).unwrap();
                    seen.insert(name, bytes);
                }
            }
            if last {
                return seen.len();
            }
        }
    };
    let seen = thread::scope(|scope| {
        let poller = thread::Builder::new().name("poller".into()).spawn_scoped(scope, poll).unwrap();
        for _ in 0..100 {
            deliver(&folder, &result).unwrap();
        }
        done.store(true, Ordering::Release);
        poller.join().unwrap()
    });
    assert_eq!(seen, 100);
}

#[test]
fn a_share_that_is_not_there_is_named_and_never_made() {
    let directory = tempfile::tempdir().unwrap();
    let unmounted = directory.path().join("OQS");
    let open = || Folder::open(&unmounted, INSTITUTION, &directory.path().join("sequence"));
    let refused = open().unwrap_err();
    assert!(matches!(&refused, Error::FolderMissing { path } if *path == unmounted));
    assert_eq!(refused.owner(), Owner::Administrator);
    assert!(refused.is_worth_a_retry() && !unmounted.exists());
    fs::write(&unmounted, "a file").unwrap();
    assert!(matches!(open(), Err(Error::NotAFolder { .. })));
}

#[test]
fn a_share_that_goes_away_gives_the_parcel_back_and_one_that_returns_takes_it() {
    let share = Share::new();
    let folder = share.open().unwrap();
    for gone in ["OQS", "OQS/face"] {
        let (there, away) = (share.directory.path().join(gone), share.directory.path().join("away"));
        fs::rename(&there, &away).unwrap();
        let parcel = folder.prepare(&insured(), Encoding::Utf8, NOW).unwrap();
        let name = parcel.name().to_owned();
        let undelivered = folder.deliver(parcel).unwrap_err();
        assert!(
            matches!(undelivered.error, Error::FolderMissing { .. }) && undelivered.error.is_worth_a_retry()
        );
        fs::rename(&away, &there).unwrap();
        assert_eq!(folder.deliver(undelivered.parcel).unwrap(), share.at("face").join(name));
    }
    assert_eq!(share.names("face").len(), 2);
}

#[test]
fn a_name_that_is_taken_by_other_content_is_never_overwritten() {
    let share = Share::new();
    let folder = share.open().unwrap();
    let parcel = folder.prepare(&insured(), Encoding::Utf8, NOW).unwrap();
    let path = share.at("face").join(parcel.name());
    fs::write(&path, "somebody else's").unwrap();
    let undelivered = folder.deliver(parcel).unwrap_err();
    assert!(matches!(undelivered.error, Error::Conflict { .. }) && !undelivered.error.is_worth_a_retry());
    assert_eq!(fs::read(&path).unwrap(), b"somebody else's");
    assert_eq!(share.names("face").len(), 1);
}

#[test]
fn a_repetition_of_a_delivery_whose_answer_was_lost_is_one_file() {
    let share = Share::new();
    let folder = share.open().unwrap();
    let parcel = folder.prepare(&insured(), Encoding::Utf8, NOW).unwrap();
    let path = share.at("face").join(parcel.name());
    fs::write(&path, claims::to_xml(&insured(), Encoding::Utf8).unwrap()).unwrap();
    assert_eq!(folder.deliver(parcel).unwrap(), path);
    assert_eq!(share.names("face").len(), 1);
}

#[test]
fn what_a_crashed_writer_left_is_cleared_at_the_next_start() {
    let share = Share::new();
    let published = deliver(&share.open().unwrap(), &insured()).unwrap();
    let half = share.at("face/.OQSsiquc01res_face_0110113719_20260929160112.xml.part");
    fs::write(&half, b"<?xml version=\"1.0\"?><XmlMsg><Mess").unwrap();
    share.open().unwrap();
    assert!(!half.exists() && published.exists());
}

#[test]
fn a_folder_without_permission_is_refused_at_the_start() {
    let share = Share::new();
    share.open().unwrap();
    fs::set_permissions(share.at("face"), fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(share.at("face/try"), "").is_ok() {
        println!("skipped: permissions do not bind this account (root)");
        return;
    }
    assert!(matches!(share.open(), Err(Error::ReadOnly { .. })));
}

/// Runs one of the tests below again, inside a mount namespace of its own with a small file system at `OQS`.
fn on_a_small_disk(test: &str) {
    let directory = tempfile::tempdir().unwrap();
    let oqs = directory.path().join("OQS");
    fs::create_dir(&oqs).unwrap();
    let script = "mount -t tmpfs -o size=64k none \"$1\" || exit 77; shift; exec \"$@\"";
    let ran = Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", script, "sh"])
        .args([oqs.as_os_str(), std::env::current_exe().unwrap().as_os_str()])
        .args(["--exact", &format!("races::{test}"), "--nocapture"])
        .env("SMALL_DISK", directory.path())
        .output();
    match ran {
        Ok(output) if output.status.success() => {}
        Ok(output) if output.status.code() == Some(77) => {
            println!("skipped: no file system may be mounted here")
        }
        Ok(output) => {
            let said = format!("{output:?}");
            assert!(said.contains("unshare failed") || said.contains("Operation not permitted"), "{said}");
            println!("skipped: no namespace of its own");
        }
        Err(error) => println!("skipped: unshare cannot be run ({error})"),
    }
}

/// Says where the small disk is, inside the namespace.
fn small_disk() -> Option<PathBuf> {
    std::env::var_os("SMALL_DISK").map(PathBuf::from)
}

#[test]
fn a_full_disk_takes_no_half_file_and_the_parcel_goes_when_there_is_room() {
    let Some(directory) = small_disk() else {
        return on_a_small_disk("a_full_disk_takes_no_half_file_and_the_parcel_goes_when_there_is_room");
    };
    let folder = share::open(&directory).unwrap();
    let (face, ballast) = (directory.join("OQS/face"), directory.join("OQS/ballast"));
    let mut free = 64 * 1024;
    // The last bytes one by one page: a write may begin well and end without room.
    while free > 0 && fs::write(&ballast, vec![0; free]).is_err() {
        free -= 1024;
    }
    let parcel = folder.prepare(&insured(), Encoding::Utf8, NOW).unwrap();
    let undelivered = folder.deliver(parcel).unwrap_err();
    assert!(matches!(undelivered.error, Error::Full { .. }), "{}", undelivered.error);
    assert!(names(&face).is_empty(), "{:?}", names(&face));
    fs::remove_file(&ballast).unwrap();
    parse(&fs::read(folder.deliver(undelivered.parcel).unwrap()).unwrap()).unwrap();
}

#[test]
fn a_share_that_turns_read_only_is_named_and_the_parcel_goes_later() {
    let Some(directory) = small_disk() else {
        return on_a_small_disk("a_share_that_turns_read_only_is_named_and_the_parcel_goes_later");
    };
    let folder = share::open(&directory).unwrap();
    let remount = |mode: &str| {
        let oqs = directory.join("OQS");
        let status = Command::new("mount").args(["-o", &format!("remount,{mode}")]).arg(oqs).status();
        assert!(status.expect("mount runs").success());
    };
    remount("ro");
    let parcel = folder.prepare(&insured(), Encoding::Utf8, NOW).unwrap();
    let undelivered = folder.deliver(parcel).unwrap_err();
    assert!(matches!(undelivered.error, Error::ReadOnly { .. }), "{}", undelivered.error);
    assert!(matches!(share::open(&directory), Err(Error::ReadOnly { .. })));
    remount("rw");
    folder.deliver(undelivered.parcel).unwrap();
    assert_eq!(names(&directory.join("OQS/face")).len(), 1);
}

#[test]
fn nothing_is_written_into_the_folder_that_an_unmounted_share_leaves() {
    let Some(directory) = small_disk() else {
        return on_a_small_disk("nothing_is_written_into_the_folder_that_an_unmounted_share_leaves");
    };
    let folder = share::open(&directory).unwrap();
    let oqs = directory.join("OQS");
    assert!(Command::new("umount").arg(&oqs).status().expect("umount runs").success());
    fs::create_dir(oqs.join("face")).unwrap();
    let parcel = folder.prepare(&insured(), Encoding::Utf8, NOW).unwrap();
    let undelivered = folder.deliver(parcel).unwrap_err();
    assert!(matches!(undelivered.error, Error::FolderMissing { .. }), "{}", undelivered.error);
    assert!(names(&oqs.join("face")).is_empty());
}

#[test]
fn a_killed_kiosk_leaves_whole_files_under_numbers_that_go_on() {
    if let Some(directory) = std::env::var_os("KILLED_KIOSK") {
        let folder = share::open(&PathBuf::from(directory)).unwrap();
        loop {
            deliver(&folder, &insured()).unwrap();
        }
    }
    let share = Share::new();
    let expected = claims::to_xml(&insured(), Encoding::Utf8).unwrap();
    let mut earlier = 0;
    for round in 0..12 {
        let mut kiosk = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "races::a_killed_kiosk_leaves_whole_files_under_numbers_that_go_on"])
            .env("KILLED_KIOSK", share.directory.path())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(60 + 17 * round));
        kiosk.kill().unwrap();
        kiosk.wait().unwrap();
        share.open().unwrap();
        let names = share.names("face");
        for name in &names {
            assert!(fs::read(share.at("face").join(name)).unwrap() == **expected, "{name} is not whole");
        }
        assert!(names.len() >= earlier, "a published file is gone");
        earlier = names.len();
    }
    assert!(earlier > 12, "the kiosk delivered {earlier} files before it was killed");
    let numbers: BTreeSet<_> = share.names("face").iter().map(|name| name[37..49].to_owned()).collect();
    let writers: BTreeSet<_> = share.names("face").iter().map(|name| name[29..37].to_owned()).collect();
    assert_eq!((numbers.len(), writers.len()), (earlier, 1));
    let last = deliver(&share.open().unwrap(), &insured()).unwrap();
    assert!(last.file_name().unwrap().to_str().unwrap()[37..49] > **numbers.last().unwrap());
}

#[test]
fn a_sequence_that_was_damaged_stops_the_start_and_is_left_as_it_is() {
    let share = Share::new();
    deliver(&share.open().unwrap(), &insured()).unwrap();
    let sequence = share.directory.path().join("hand-off.sequence");
    fs::write(&sequence, "madoguchi-seq").unwrap();
    let refused = share.open().unwrap_err();
    assert!(matches!(refused, Error::SequenceBroken { .. }) && !refused.is_worth_a_retry());
    assert_eq!(fs::read(&sequence).unwrap(), b"madoguchi-seq");
}
