//! The receipt computer's own questions, answered by the centre while the kiosk runs.

use madoguchi_tests::Rehearsal;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

/// Writes a request as a receipt computer does, and waits for the answer.
fn ask(folder: &Path, name: &str, body: &str) -> Vec<u8> {
    let (req, answer) = (folder.join("OQS/req"), folder.join("OQS/res").join(name.replace("req_", "res_")));
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?><XmlMsg><MessageHeader>\
         <MedicalInstitutionCode>{}</MedicalInstitutionCode></MessageHeader>\
         <MessageBody>{body}</MessageBody></XmlMsg>",
        madoguchi::rehearsal::INSTITUTION
    );
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
