//! Files as a receipt computer meets them: fixtures in both encodings, names, texts, findings.

use std::fs;

use crate::share::{INSTITUTION, NOW, Share, deliver, fixture, insured};
use claims::code::{Known, LimitFlag};
use claims::{Encoding, Error, Folder, Owner, PrescriptionForm, ResultSegment, Validity, parse};

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
    let flag = record.limit.as_ref().unwrap().classification_flag.as_ref().unwrap();
    assert_eq!(flag.known(), Known::Listed(LimitFlag::B04));
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
    for (encoding, name) in
        [(Encoding::Utf8, "insured_utf8.xml"), (Encoding::ShiftJis, "insured_shift_jis.xml")]
    {
        let share = Share::new();
        let folder = share.open().unwrap();
        let result = parse(&fixture(name)).unwrap();
        let path = folder.deliver(folder.prepare(&result, encoding, NOW).unwrap()).unwrap();
        assert_eq!(parse(&fs::read(&path).unwrap()).unwrap(), result);
        let names = share.names("face");
        let [name] = names.as_slice() else { panic!("one file and no unfinished one: {names:?}") };
        let id =
            name.strip_prefix("OQSsiquc01res_face_").unwrap().strip_suffix(&format!("_{NOW}.xml")).unwrap();
        assert_eq!((id.len(), &id[..10]), (30, INSTITUTION));
        assert!(id[10..].bytes().all(|byte| byte.is_ascii_hexdigit()));
        assert!(share.at("req").is_dir() && share.at("res").is_dir());
    }
}

#[test]
fn a_result_of_another_institution_stays_out() {
    let share = Share::new();
    let folder = share.open().unwrap();
    let mut strange = insured();
    strange.header.institution_code = "1311111111".into();
    assert!(matches!(deliver(&folder, &strange), Err(Error::WrongInstitution { .. })));
    assert!(share.names("face").is_empty());
    let refused = claims::Folder::open(&share.root(), "12345", &share.directory.path().join("sequence"));
    assert!(matches!(refused, Err(Error::Malformed { .. })));
}

#[test]
fn a_result_that_shift_jis_cannot_carry_leaves_no_file() {
    let share = Share::new();
    let folder = share.open().unwrap();
    let mut rare = insured();
    rare.body.results[0].insured_name = Some("髙橋　花子".into());
    let refused = folder.prepare(&rare, Encoding::ShiftJis, NOW).unwrap_err();
    assert!(matches!(refused, Error::Unrepresentable { element: "InsuredName", character: '髙' }));
    assert_eq!(refused.to_string(), "InsuredName: U+9AD9 (髙) does not exist in Shift_JIS");
    assert_eq!(refused.owner(), Owner::Clerk);
    assert!(share.names("face").is_empty());
}

#[test]
fn a_parcel_says_what_a_clerk_should_look_at() {
    let share = Share::new();
    let folder = share.open().unwrap();
    let parcel = folder.prepare(&insured(), Encoding::Utf8, NOW).unwrap();
    let findings: Vec<_> = parcel.findings().iter().map(ToString::to_string).collect();
    assert_eq!(findings, ["Address: holds ●"]);
}

#[test]
fn what_was_not_taken_is_counted_until_it_is() {
    let share = Share::new();
    let folder = share.open().unwrap();
    assert_eq!(folder.waiting().unwrap(), []);
    let paths: Vec<_> = (0..3).map(|_| deliver(&folder, &insured()).unwrap()).collect();
    fs::write(share.at("face/note.txt"), "not ours").unwrap();
    fs::write(share.at("face/OQSsiquc01res_face_1311111111ab_20260929160112.xml"), "another institution's")
        .unwrap();
    let waiting = folder.waiting().unwrap();
    assert_eq!(waiting.len(), 3);
    assert!(waiting.iter().all(|file| file.since == NOW));
    // One receipt computer moves what it takes, another removes it.
    fs::create_dir(share.at("trash")).unwrap();
    fs::rename(&paths[0], share.at("trash/taken.xml")).unwrap();
    fs::remove_file(&paths[1]).unwrap();
    let waiting = share.open().unwrap().waiting().unwrap();
    assert_eq!(waiting.len(), 1, "a restart counts the same");
    assert_eq!(waiting[0].name, paths[2].file_name().unwrap().to_str().unwrap());
}

#[test]
fn a_look_from_outside_lists_what_waits_and_takes_nothing_away() {
    let share = Share::new();
    deliver(&share.open().unwrap(), &insured()).unwrap();
    // A kiosk beside it is writing.
    fs::write(share.at("face/.half.xml.part"), b"half").unwrap();
    let before = share.names("face");
    let waiting = Folder::look_at(&share.root(), INSTITUTION).unwrap();
    assert_eq!((waiting.len(), waiting[0].since.as_str()), (1, NOW));
    assert_eq!(share.names("face"), before);
    let gone = Folder::look_at(&share.at("elsewhere"), INSTITUTION);
    assert!(matches!(gone, Err(Error::FolderMissing { .. })), "{gone:?}");
}
