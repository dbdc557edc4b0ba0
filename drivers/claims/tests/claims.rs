//! The folder as a receipt computer meets it: fixtures in both encodings, whole files only, nothing overwritten.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::HashMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use claims::{Encoding, Error, FaceResult, Folder, Owner, PrescriptionForm, ResultSegment, Validity, parse};

const INSTITUTION: &str = "0110113719";
const NOW: &str = "20260929160112";

fn fixture(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)).unwrap()
}

fn insured() -> FaceResult {
    parse(&fixture("insured_utf8.xml")).unwrap()
}

fn share() -> (tempfile::TempDir, Folder) {
    let root = tempfile::tempdir().unwrap();
    let folder = Folder::open(root.path(), INSTITUTION).unwrap();
    (root, folder)
}

/// Lists what a receipt computer would pick up.
fn visible(root: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(root.join("face")).unwrap().map(|entry| entry.unwrap().path());
    let is_ours =
        |path: &PathBuf| path.file_name().unwrap().to_str().unwrap().starts_with("OQSsiquc01res_face_");
    entries.filter(is_ours).collect()
}

#[test]
fn both_encodings_of_a_result_read_the_same() {
    let read = insured();
    let mut other = parse(&fixture("insured_shift_jis.xml")).unwrap();
    let record = &read.body.results[0];
    let reveal = |value: &Option<claims::Personal>| value.as_ref().unwrap().reveal().to_owned();
    assert_eq!(reveal(&record.name), "窓口　花子");
    assert_eq!(reveal(&record.insurer_number), "138057");
    assert_eq!(reveal(&record.identification_number), "0000123");
    assert_eq!(reveal(&record.address), "東京都千代田区窓口町１−２−３　●ビル４階");
    assert_eq!(reveal(&record.medication.available_until), "20260930160058");
    assert_eq!(reveal(&record.limit.as_ref().unwrap().classification_flag), "B04");
    assert_eq!(reveal(&record.specific_diseases[0].self_pay), "10000");
    assert_eq!(read.body.prescription_form, Some(PrescriptionForm::Electronic));
    assert_eq!(read.body.validity, Some(Validity::Valid));
    // One byte pair stands for both minus signs; Windows reads it as the full-width one.
    assert_eq!(reveal(&other.body.results[0].address), "東京都千代田区窓口町１－２－３　●ビル４階");
    other.body.results[0].address = record.address.clone();
    assert_eq!(other, read);
}

#[test]
fn the_other_shapes_of_a_result_are_read() {
    let assisted = parse(&fixture("medical_assistance_utf8.xml")).unwrap();
    assert_eq!(assisted.body.results[0].medical_tickets.len(), 2);
    assert_eq!(
        assisted.body.prescription_form,
        Some(PrescriptionForm::Paper),
        "also where it stands in the result"
    );
    let abnormal = parse(&fixture("abnormal_utf8.xml")).unwrap();
    assert_eq!(abnormal.header.result_segment, ResultSegment::Abnormal);
    assert_eq!(abnormal.header.error.unwrap().code, "X0000001");
}

#[test]
fn no_fixture_shows_itself_in_a_log() {
    for name in ["insured_utf8.xml", "medical_assistance_utf8.xml", "abnormal_utf8.xml"] {
        let shown = format!("{:?}", parse(&fixture(name)).unwrap());
        for personal in
            ["花子", "ﾊﾅｺ", "太郎", "19500401", "19800101", "0000123", "千代田", "高血圧", "ただいま"]
        {
            assert!(!shown.contains(personal), "{name}: {personal}");
        }
    }
}

#[test]
fn a_delivered_result_is_one_file_that_reads_back() {
    for encoding in [Encoding::Utf8, Encoding::ShiftJis] {
        let (root, folder) = share();
        let mut result = insured();
        if encoding == Encoding::ShiftJis {
            result = parse(&fixture("insured_shift_jis.xml")).unwrap();
        }
        let path = folder.deliver(&result, encoding, NOW, [0xAB; 10]).unwrap();
        assert_eq!(
            path,
            root.path().join(format!("face/OQSsiquc01res_face_{INSTITUTION}{}_{NOW}.xml", "ab".repeat(10)))
        );
        assert_eq!(parse(&fs::read(&path).unwrap()).unwrap(), result);
        assert_eq!(fs::read_dir(root.path().join("face")).unwrap().count(), 1, "no temporary file stays");
        assert!(root.path().join("req").is_dir() && root.path().join("res").is_dir());
    }
}

#[test]
fn a_published_file_is_never_overwritten() {
    let (root, folder) = share();
    let path = folder.deliver(&insured(), Encoding::Utf8, NOW, [1; 10]).unwrap();
    let before = fs::read(&path).unwrap();
    assert_eq!(
        folder.deliver(&insured(), Encoding::Utf8, NOW, [1; 10]).unwrap(),
        path,
        "the same again is no error"
    );
    let mut other = insured();
    other.body.validity = Some(Validity::Invalid);
    assert!(matches!(folder.deliver(&other, Encoding::Utf8, NOW, [1; 10]), Err(Error::Conflict { .. })));
    assert_eq!(fs::read(&path).unwrap(), before);
    assert_eq!(fs::read_dir(root.path().join("face")).unwrap().count(), 1);
}

#[test]
fn a_poller_sees_only_whole_files_that_never_change() {
    let (root, folder) = share();
    let result = insured();
    let done = AtomicBool::new(false);
    let poll = || {
        let mut seen: HashMap<PathBuf, Vec<u8>> = HashMap::new();
        loop {
            let last = done.load(Ordering::Acquire);
            for path in visible(root.path()) {
                let bytes = fs::read(&path).unwrap();
                if let Some(before) = seen.get(&path) {
                    assert_eq!(&bytes, before, "a published file changed");
                } else {
                    parse(&bytes).unwrap();
                    seen.insert(path, bytes);
                }
            }
            if last {
                return seen.len();
            }
        }
    };
    let seen = thread::scope(|scope| {
        let poller = thread::Builder::new().name("poller".into()).spawn_scoped(scope, poll).unwrap();
        for n in 0..200_u8 {
            folder.deliver(&result, Encoding::Utf8, NOW, [n; 10]).unwrap();
        }
        done.store(true, Ordering::Release);
        poller.join().unwrap()
    });
    assert_eq!(seen, 200);
}

#[test]
fn what_a_crashed_writer_left_is_cleared_at_the_next_start() {
    let (root, folder) = share();
    let published = folder.deliver(&insured(), Encoding::Utf8, NOW, [1; 10]).unwrap();
    let half =
        root.path().join(format!("face/.OQSsiquc01res_face_{INSTITUTION}{}_{NOW}.xml.part", "02".repeat(10)));
    fs::write(&half, b"<?xml version=\"1.0\"?><XmlMsg><Mess").unwrap();
    Folder::open(root.path(), INSTITUTION).unwrap();
    assert!(!half.exists() && published.exists());
}

#[test]
fn a_share_that_is_not_there_is_named_and_never_made() {
    let root = tempfile::tempdir().unwrap();
    let unmounted = root.path().join("OQS");
    let refused = Folder::open(&unmounted, INSTITUTION).unwrap_err();
    assert!(matches!(&refused, Error::FolderMissing { path } if *path == unmounted));
    assert_eq!(refused.owner(), Owner::Administrator);
    assert!(refused.is_worth_a_retry() && !unmounted.exists());
    fs::write(&unmounted, "a file").unwrap();
    assert!(matches!(Folder::open(&unmounted, INSTITUTION), Err(Error::NotAFolder { .. })));
}

#[test]
fn a_share_that_goes_away_fails_the_delivery_and_one_that_returns_takes_it() {
    let (root, folder) = share();
    let away = root.path().join("away");
    fs::rename(root.path().join("face"), &away).unwrap();
    let refused = folder.deliver(&insured(), Encoding::Utf8, NOW, [1; 10]).unwrap_err();
    assert!(matches!(refused, Error::FolderMissing { .. }) && refused.is_worth_a_retry());
    fs::rename(&away, root.path().join("face")).unwrap();
    folder.deliver(&insured(), Encoding::Utf8, NOW, [1; 10]).unwrap();
}

#[test]
fn a_read_only_share_is_refused_at_the_start() {
    let (root, _folder) = share();
    let face = root.path().join("face");
    fs::set_permissions(&face, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(face.join("try"), "").is_ok() {
        println!("skipped: permissions do not bind this account (root)");
        return;
    }
    assert!(matches!(Folder::open(root.path(), INSTITUTION), Err(Error::ReadOnly { .. })));
}

#[test]
fn a_result_of_another_institution_stays_out() {
    let (root, folder) = share();
    let mut strange = insured();
    strange.header.institution_code = "1311111111".into();
    assert!(matches!(
        folder.deliver(&strange, Encoding::Utf8, NOW, [1; 10]),
        Err(Error::WrongInstitution { .. })
    ));
    assert!(visible(root.path()).is_empty());
    assert!(matches!(Folder::open(root.path(), "12345"), Err(Error::Malformed { .. })));
}

#[test]
fn a_result_that_shift_jis_cannot_carry_leaves_no_file() {
    let (root, folder) = share();
    let mut rare = insured();
    rare.body.results[0].insured_name = Some("髙橋　花子".into());
    let refused = folder.deliver(&rare, Encoding::ShiftJis, NOW, [1; 10]).unwrap_err();
    assert!(matches!(refused, Error::Unrepresentable { element: "InsuredName", character: '髙' }));
    assert_eq!(refused.owner(), Owner::Clerk);
    assert_eq!(fs::read_dir(root.path().join("face")).unwrap().count(), 0);
}
