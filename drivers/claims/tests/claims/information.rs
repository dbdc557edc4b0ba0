//! Medicines, check-ups, clinical information and lists of consents: what is shown, refused, and for how long it lies there.

use std::fs;

use claims::Encoding;

use crate::desk::{answer, ask, desk, element, is_idle, request, turns, turns_at};
use crate::share::{INSTITUTION, NOW, Share};

pub(crate) fn view(number: &str, body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?><XmlMsg><MessageHeader>\
         <MedicalInstitutionCode>{INSTITUTION}</MedicalInstitutionCode><InsurerNumber>  138057</InsurerNumber>\
         <InsuredPersonIdentificationNumber>{number}</InsuredPersonIdentificationNumber>\
         <BranchNumber>01</BranchNumber><StaffIdentifier>d-007</StaffIdentifier>\
         <ArbitraryFileIdentifier>17</ArbitraryFileIdentifier></MessageHeader>\
         <MessageBody>{body}<FileCategory>1</FileCategory><PrDiInfClassification>1</PrDiInfClassification>\
         <MedicalTreatmentFlag>1</MedicalTreatmentFlag></MessageBody></XmlMsg>"
    )
}

pub(crate) fn period(from: &str, to: &str) -> String {
    request(&format!(
        "<QualificationConfirmSearchInfo><ConsentDateFrom>{from}</ConsentDateFrom><ConsentDateTo>{to}</ConsentDateTo>\
         <MedicalTreatmentFlag>2</MedicalTreatmentFlag></QualificationConfirmSearchInfo>"
    ))
}

#[test]
fn medicines_are_shown_month_by_month_and_only_of_the_months_asked_for() {
    let share = Share::new();
    let months = "<StartDate>202608</StartDate><EndDate>202609</EndDate>";
    ask(&share, "YZKsiquc01req_1.xml", &view("0001", months));
    turns(&mut desk(&share, Encoding::Utf8));
    let xml = answer(&share, "YZKsiquc01res_1.xml");
    for (name, expected) in [
        ("ProcessExecutionTime", NOW),
        ("MedicalInstitutionCode", INSTITUTION),
        ("ArbitraryFileIdentifier", "17"),
        ("ResultCode", "1"),
        ("AvailableTime", "20260930093000"),
        ("Name", "窓口　花子"),
        ("Birth", "19500401"),
        ("AdmGendCode", "2"),
        ("MeTrMonth", "202609"),
        ("DiDate", "20260918"),
        ("DrugN", "見本錠"),
    ] {
        assert_eq!(element(&xml, name), Some(expected), "{name}");
    }
    let months: Vec<_> = xml.split("<MeTrMonthInf>").skip(1).collect();
    let days = months.iter().map(|month| month.matches("<DiDateInf>").count()).collect::<Vec<_>>();
    assert_eq!(days, [2, 1], "June was not asked for");
    is_idle(&share);
}

#[test]
fn each_kind_of_information_has_its_tree_in_either_encoding() {
    for encoding in [Encoding::Utf8, Encoding::ShiftJis] {
        let share = Share::new();
        for kind in ["YZK", "TKK", "CIP"] {
            ask(&share, &format!("{kind}siquc01req_1.xml"), &view("0001", ""));
        }
        turns(&mut desk(&share, encoding));
        for (kind, elements) in [
            ("YZK", &["QuaInf", "KanaName", "MeTrMonthInf", "DrugInf"][..]),
            ("TKK", &["QualificationsInfo", "KanasName", "EffectiveTime", "DataValue"]),
            ("CIP", &["QuaInf", "SectionName", "RecordedDate", "Contents"]),
        ] {
            let bytes = fs::read(share.at(&format!("res/{kind}siquc01res_1.xml"))).unwrap();
            let text = encoding_rs::Encoding::for_label(encoding.to_string().as_bytes()).unwrap();
            let (text, _, is_broken) = text.decode(&bytes);
            assert!(!is_broken && text.contains("窓口　花子"), "{kind} {encoding}");
            elements.iter().for_each(|name| assert!(element(&text, name).is_some(), "{kind} {name}"));
        }
        is_idle(&share);
    }
}

#[test]
fn what_may_not_be_seen_is_refused_in_a_file_that_shows_nothing() {
    let good = view("0001", "");
    let emergency = good.replace("<MedicalTreatmentFlag>1", "<MedicalTreatmentFlag>4");
    for (text, code, asked) in [
        (view("0002", ""), "MDG-E311", 1),
        (emergency, "MDG-E314", 0),
        (view("00●1", ""), "MDG-E304", 0),
        (good.replace("  138057", "12"), "MDG-E301", 0),
        (good.replace(INSTITUTION, "1311111111"), "MDG-E302", 0),
        (view("0009", ""), "MDG-E306", 1),
        (view("0001", "<StartDate>soon</StartDate>"), "MDG-E301", 0),
    ] {
        let share = Share::new();
        ask(&share, "YZKsiquc01req_1.xml", &text);
        let mut desk = desk(&share, Encoding::ShiftJis);
        turns(&mut desk);
        let bytes = fs::read(share.at("res/YZKsiquc01res_1.xml")).unwrap();
        let text = encoding_rs::SHIFT_JIS.decode(&bytes).0;
        assert_eq!(element(&text, "ResultCode"), Some(code));
        assert!(element(&text, "MessageContents").is_some(), "{code}");
        assert!(!text.contains("QuaInf") && !text.contains("DrugN"), "{code}");
        assert_eq!(desk.centre().ids.len(), asked, "{code}");
        is_idle(&share);
    }
}

#[test]
fn information_lies_for_an_hour_and_never_past_the_end_of_the_consent() {
    for (written, last, over) in [
        ("20260929160112", "20260929170111", "20260929170112"),
        ("20260930090000", "20260930092959", "20260930093000"),
    ] {
        let share = Share::new();
        let mut desk = desk(&share, Encoding::Utf8);
        ask(&share, "YZKsiquc01req_1.xml", &view("0001", ""));
        ask(&share, "OQSsiimm01req_1.xml", &request(&crate::desk::registration("0001")));
        turns_at(&mut desk, written);
        let information = share.at("res/YZKsiquc01res_1.xml");
        desk.turn(last).unwrap();
        assert!(information.exists(), "{last}");
        drop(desk);
        // The kiosk is started again in between.
        crate::desk::desk(&share, Encoding::Utf8).turn(over).unwrap();
        assert_eq!(share.names("res"), ["OQSsiimm01res_1.xml"], "{over}");
    }
}

#[test]
fn what_another_kiosk_put_there_under_the_same_name_is_left() {
    let share = Share::new();
    let mut desk = desk(&share, Encoding::Utf8);
    ask(&share, "YZKsiquc01req_1.xml", &view("0001", ""));
    turns(&mut desk);
    let path = share.at("res/YZKsiquc01res_1.xml");
    let later = answer(&share, "YZKsiquc01res_1.xml").replace(NOW, "20260929165500");
    fs::write(&path, later).unwrap();
    desk.turn("20260929170112").unwrap();
    assert!(path.exists());
}

#[test]
fn an_answer_that_was_written_before_a_crash_is_not_shown_after_its_time() {
    let share = Share::new();
    let mut first = desk(&share, Encoding::Utf8);
    ask(&share, "YZKsiquc01req_1.xml", &view("0001", ""));
    // An earlier answer keeps the name, so the new one stands written and unseen when the kiosk dies.
    turns(&mut first);
    let writer = fs::read_to_string(share.directory.path().join("hand-off.sequence")).unwrap();
    let writer = writer.split(' ').nth(2).unwrap();
    let hidden = format!("req/.YZKsiquc01req_1.xml.{writer}.202609291601120000000009.answered");
    fs::write(share.at(&hidden), view("0002", "")).unwrap();
    fs::rename(share.at("res/YZKsiquc01res_1.xml"), share.at("res/.YZKsiquc01res_1.xml.part")).unwrap();
    drop(first);
    let mut heir = desk(&share, Encoding::Utf8);
    heir.turn("20260930093000").unwrap();
    let xml = answer(&share, "YZKsiquc01res_1.xml");
    assert_eq!(element(&xml, "ResultCode"), Some("MDG-E311"), "judged anew: {xml}");
    is_idle(&share);
}

#[test]
fn a_list_of_consents_is_handed_in_and_fetched_day_by_day() {
    let share = Share::new();
    let mut desk = desk(&share, Encoding::Utf8);
    ask(&share, "OQSmuhvq01req_1.xml", &period("20260928", "20260930"));
    turns(&mut desk);
    let accepted = answer(&share, "OQSmuhvq01res_1.xml");
    let number = element(&accepted, "ReceptionNumber").unwrap();
    let fetch = request(&format!("<ReceptionNumber>{number}</ReceptionNumber>"));
    ask(&share, "OQSmuonq02req_1.xml", &fetch);
    ask(&share, "OQSmuhvq02req_1.xml", &fetch);
    turns(&mut desk);
    let other = answer(&share, "OQSmuonq02res_1.xml");
    assert_eq!(element(&other, "ErrorCode"), Some("MDG-E305"), "a number of another kind is nobody's");
    assert_eq!(desk.centre().ids.len(), 3, "a question for each day");
    let xml = answer(&share, "OQSmuhvq02res_1.xml");
    for (name, expected) in [
        ("SegmentOfResult", "1"),
        ("ReferenceClassification", "1"),
        ("NumberOfProcessingResult", "1"),
        ("InsuredIdentificationNumber", "0000123"),
        ("PharmacistsInfoConsFlg", "1"),
        ("PharmacistsInfoAvailableTime", "20260930160058"),
    ] {
        assert_eq!(element(&xml, name), Some(expected), "{name}");
    }
    is_idle(&share);
}

#[test]
fn a_list_of_consents_without_one_of_its_days_is_no_list() {
    let share = Share::new();
    let mut desk = desk(&share, Encoding::Utf8);
    desk.centre().set_down();
    for (name, from, to) in [
        ("OQSmuhvq01req_1.xml", "20260929", "20260929"),
        ("OQSmuhvq01req_2.xml", "20260930", "20260929"),
        ("OQSmuhvq01req_3.xml", "20260901", "20261002"),
        ("OQSmuhvq01req_4.xml", "20260931", "20261002"),
    ] {
        ask(&share, name, &period(from, to));
    }
    turns(&mut desk);
    let number = element(&answer(&share, "OQSmuhvq01res_1.xml"), "ReceptionNumber").unwrap().to_owned();
    ask(&share, "OQSmuhvq02req_1.xml", &request(&format!("<ReceptionNumber>{number}</ReceptionNumber>")));
    std::thread::sleep(std::time::Duration::from_millis(120));
    turns(&mut desk);
    let code = |name: &str| element(&answer(&share, name), "ErrorCode").map(str::to_owned);
    assert_eq!(code("OQSmuhvq02res_1.xml").as_deref(), Some("MDG-E303"));
    for number in 2..=4 {
        assert_eq!(code(&format!("OQSmuhvq01res_{number}.xml")).as_deref(), Some("MDG-E301"), "{number}");
    }
}
