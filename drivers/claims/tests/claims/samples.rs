//! The sample files of docs/hand-off.md: one of each kind, as this program writes them.
//!
//! `UPDATE_EXPECT=1` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};

use claims::{Encoding, Information, Kind, Validity, to_xml};

use crate::desk::{ask, desk, registration, request, search, turns};
use crate::information::{period, view};
use crate::share::{Share, insured};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/samples/hand-off")
}

fn expect(name: &str, bytes: &[u8]) {
    let path = folder().join(name);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::create_dir_all(folder()).unwrap();
        fs::write(&path, bytes).unwrap();
    }
    let there = fs::read(&path).unwrap_or_default();
    assert!(there == bytes, "{} is not what is written: run with UPDATE_EXPECT=1", path.display());
}

#[test]
fn results_of_check_ins_are_written_as_the_samples_show() {
    let mut result = insured();
    for (encoding, name) in
        [(Encoding::Utf8, "face_valid_utf8.xml"), (Encoding::ShiftJis, "face_valid_shift_jis.xml")]
    {
        expect(name, &to_xml(&result, encoding).unwrap());
    }
    result.body.validity = Some(Validity::NoRecord);
    result.body.prescription_form = None;
    result.body.results.clear();
    expect("face_no_record_utf8.xml", &to_xml(&result, Encoding::Utf8).unwrap());
}

#[test]
fn every_kind_of_request_is_answered_as_the_samples_show() {
    let share = Share::new();
    let mut desk = desk(&share, Encoding::Utf8);
    let fetch = |number: &str| request(&format!("<ReceptionNumber>{number}</ReceptionNumber>"));
    let searches = [search("0001"), search("0004")].concat();
    let registrations = [registration("0001"), registration("0002")].concat();
    for (kind, text) in [
        (Kind::Check, request(&search("0001"))),
        (Kind::BulkCheck, request(&searches)),
        (Kind::Register, request(&registration("0001"))),
        (Kind::BulkRegister, request(&registrations)),
        // The numbers that the two bulk requests above are answered with.
        (Kind::FetchChecks, fetch("202609291601120000000002")),
        (Kind::FetchRegistrations, fetch("202609291601120000000004")),
        (
            Kind::View(Information::Medicines),
            view("0001", "<StartDate>202608</StartDate><EndDate>202609</EndDate>"),
        ),
        (Kind::View(Information::Checkups), view("0001", "")),
        (Kind::View(Information::Clinical), view("0001", "")),
        (Kind::VisitConsents, period("20260928", "20260930")),
        (Kind::FetchVisitConsents, fetch("202609291601120000000010")),
    ] {
        let (asked, answered) =
            (format!("{}req_202609290001.xml", kind.stem()), format!("{}res_202609290001.xml", kind.stem()));
        expect(&asked, text.as_bytes());
        ask(&share, &asked, &text);
        turns(&mut desk);
        expect(&answered, &fs::read(share.at("res").join(&answered)).unwrap());
    }
    ask(&share, "YZKsiquc01req_202609290002.xml", &view("0002", ""));
    turns(&mut desk);
    expect("YZKsiquc01res_refused.xml", &fs::read(share.at("res/YZKsiquc01res_202609290002.xml")).unwrap());
    ask(&share, "OQSsiquc01req_202609290002.xml", "<XmlMsg>");
    std::thread::sleep(std::time::Duration::from_millis(150));
    turns(&mut desk);
    expect("OQSsiquc01res_refused.xml", &fs::read(share.at("res/OQSsiquc01res_202609290002.xml")).unwrap());
}

#[test]
fn a_bundle_beside_the_folder_is_named_after_its_result() {
    let share = Share::new();
    let folder = share.open().unwrap();
    let parcel = folder.prepare(&insured(), Encoding::Utf8, crate::share::NOW).unwrap();
    let path = claims::fhir::deliver(share.directory.path(), parcel.name(), &insured()).unwrap();
    let name = path.file_name().unwrap().to_str().unwrap().replace(".json", ".xml");
    assert_eq!(name, parcel.name());
    assert!(fs::read(&path).unwrap().starts_with(b"{"));
}
