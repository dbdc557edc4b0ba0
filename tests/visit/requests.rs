//! The receipt computer's own questions, answered by the centre while the kiosk runs.

use madoguchi_tests::Rehearsal;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Writes a request as a receipt computer does, and waits for the answer.
fn ask(folder: &Path, name: &str, body: &str) -> Vec<u8> {
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?><XmlMsg><MessageHeader>\
         <MedicalInstitutionCode>{}</MedicalInstitutionCode></MessageHeader>\
         <MessageBody>{body}</MessageBody></XmlMsg>",
        madoguchi::rehearsal::INSTITUTION
    );
    put(&text, folder, name)
}

fn put(text: &str, folder: &Path, name: &str) -> Vec<u8> {
    let (req, answer) = (folder.join("OQS/req"), folder.join("OQS/res").join(name.replace("req_", "res_")));
    fs::write(req.join("half"), text).unwrap();
    fs::rename(req.join("half"), req.join(name)).unwrap();
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(60) {
        if let Ok(bytes) = fs::read(&answer) {
            return bytes;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("{name} was not answered");
}

#[test]
fn the_receipt_computer_asks_by_numbers_and_registers_its_own() {
    let mut rehearsal = Rehearsal::start(|_| {}).unwrap();
    let folder = rehearsal.folder().to_owned();
    let insurance = &persona::persona("hanako").unwrap().insurance[0];
    let numbers = format!(
        "<InsurerNumber>{:>8}</InsurerNumber><InsuredCardSymbol>{}</InsuredCardSymbol>\
         <InsuredIdentificationNumber>{}</InsuredIdentificationNumber>",
        insurance.insurer_number,
        insurance.symbol.as_deref().unwrap(),
        insurance.number
    );
    let registered = ask(
        &folder,
        "OQSsiimm01req_1.xml",
        &format!(
            "<ReferenceNumberRegistrationInfo><ReferenceNumber>00017</ReferenceNumber>{numbers}\
             </ReferenceNumberRegistrationInfo>"
        ),
    );
    assert!(String::from_utf8(registered).unwrap().contains("<ProcessingResultStatus>1<"));
    let search = |birth: &str| {
        format!(
            "<QualificationConfirmSearchInfo>{numbers}<Birthdate>{birth}</Birthdate>\
             </QualificationConfirmSearchInfo>"
        )
    };
    let birth = persona::persona("hanako").unwrap().birth_date.yyyymmdd();
    let found = claims::parse(&ask(&folder, "OQSsiquc01req_1.xml", &search(&birth))).unwrap();
    assert_eq!(found.body.validity, Some(claims::Validity::Valid));
    let number = |result: &claims::Confirmation| {
        result.body.results[0].reference_number.as_ref().unwrap().reveal().to_owned()
    };
    assert_eq!(number(&found), "00017");
    let nobody = claims::parse(&ask(&folder, "OQSsiquc01req_2.xml", &search("20000101"))).unwrap();
    assert_eq!(nobody.body.validity, Some(claims::Validity::NoRecord));
    assert!(nobody.body.results.is_empty());

    rehearsal.ride("face").unwrap();
    let at_the_reader = claims::parse(&fs::read(&rehearsal.hand_offs()[0]).unwrap()).unwrap();
    assert_eq!(number(&at_the_reader), "00017", "the card brings the institution's own number");
}

/// Asks for somebody's medical information in the name of a member of staff, and gives the result code and the file.
fn look(folder: &Path, name: &str, person: &str, staff: &str) -> (String, String) {
    let insurance = &persona::persona(person).unwrap().insurance[0];
    let text = format!(
        "<XmlMsg><MessageHeader><MedicalInstitutionCode>{}</MedicalInstitutionCode>\
         <InsurerNumber>{:>8}</InsurerNumber>\
         <InsuredPersonIdentificationNumber>{}</InsuredPersonIdentificationNumber>{staff}</MessageHeader>\
         <MessageBody><FileCategory>1</FileCategory></MessageBody></XmlMsg>",
        madoguchi::rehearsal::INSTITUTION,
        insurance.insurer_number,
        insurance.number
    );
    let file = String::from_utf8(put(&text, folder, name)).unwrap();
    let code = file.split("<ResultCode>").nth(1).unwrap().split('<').next().unwrap();
    (code.to_owned(), file)
}

#[test]
fn medical_information_comes_to_a_physician_while_the_consent_is_open_and_goes_with_it() {
    let mut rehearsal = Rehearsal::start(|_| {}).unwrap();
    let folder = rehearsal.folder().to_owned();
    let physician = format!("<StaffIdentifier>{}</StaffIdentifier>", madoguchi::rehearsal::PHYSICIAN);
    let clerk = "<StaffIdentifier>rehearsal-clerk</StaffIdentifier>";
    assert_eq!(look(&folder, "TKKsiquc01req_1.xml", "hanako", &physician).0, "MDG-E311", "no consent yet");
    rehearsal.ride("face").unwrap();
    let (code, checkups) = look(&folder, "TKKsiquc01req_2.xml", "hanako", &physician);
    assert!(code == "1" && checkups.contains("<ItemName>身長<"), "{checkups}");
    assert_eq!(look(&folder, "YZKsiquc01req_1.xml", "hanako", &physician).0, "1");
    assert_eq!(look(&folder, "CIPsiquc01req_1.xml", "hanako", &physician).0, "1");
    for (name, person, staff, expected) in [
        ("YZKsiquc01req_2.xml", "hanako", clerk, "MDG-E310"),
        ("YZKsiquc01req_3.xml", "hanako", "", "MDG-E309"),
        ("YZKsiquc01req_4.xml", "aoi", &physician, "MDG-E311"),
    ] {
        assert_eq!(look(&folder, name, person, staff).0, expected, "{name}");
    }
    rehearsal.world.clock().move_days(1);
    assert_eq!(look(&folder, "YZKsiquc01req_5.xml", "hanako", &physician).0, "MDG-E312");
    assert!(!folder.join("OQS/res/TKKsiquc01res_2.xml").exists(), "what was shown is gone with the consent");
    drop(rehearsal.kiosk);
    let journal = journal::Journal::open(&folder.join("journal.db")).unwrap();
    let looks: Vec<_> = journal
        .entries(None)
        .unwrap()
        .into_iter()
        .filter(|entry| entry.event.code() == "information-viewed")
        .map(|entry| format!("{} {:?}", entry.event, entry.detail[0].1))
        .collect();
    assert_eq!(looks.len(), 8, "{looks:?}");
    assert!(
        looks[0].starts_with("information-viewed:rehearsal-physician:TKK") && looks[0].contains("MDG-E311")
    );
    assert!(looks[1].contains("shown") && looks[5].contains("unnamed"), "{looks:?}");
}

#[test]
fn the_receipt_computer_learns_who_consented() {
    let mut rehearsal = Rehearsal::start(|_| {}).unwrap();
    let folder = rehearsal.folder().to_owned();
    rehearsal.ride("face").unwrap();
    let today = rehearsal.world.clock().japan().strftime("%Y%m%d").to_string();
    let period = format!(
        "<QualificationConfirmSearchInfo><ConsentDateFrom>{today}</ConsentDateFrom>\
         <ConsentDateTo>{today}</ConsentDateTo></QualificationConfirmSearchInfo>"
    );
    let accepted = String::from_utf8(ask(&folder, "OQSmuonq01req_1.xml", &period)).unwrap();
    let number = accepted.split("ReceptionNumber>").nth(1).unwrap().trim_end_matches("</").to_owned();
    for attempt in 0..20 {
        let name = format!("OQSmuonq02req_{attempt}.xml");
        let fetched = ask(&folder, &name, &format!("<ReceptionNumber>{number}</ReceptionNumber>"));
        let fetched = String::from_utf8(fetched).unwrap();
        if fetched.contains("<SegmentOfResult>2<") {
            continue;
        }
        let insurance = &persona::persona("hanako").unwrap().insurance[0];
        assert!(
            fetched.contains(&format!("<InsuredIdentificationNumber>{}<", insurance.number)),
            "{fetched}"
        );
        assert!(fetched.contains("<PharmacistsInfoConsFlg>1<"), "{fetched}");
        return;
    }
    panic!("the list was never complete");
}
