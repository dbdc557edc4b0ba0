//! Requests in `req`, answers in `res`: every kind, whatever the receipt computer does to its files.

use std::fs;
use std::io::Write as _;
use std::time::Duration;

use claims::{
    Body, Centre, Checkup, CheckupItem, ClinicalEntry, Dispensing, Encoding, Information, InsuredRecord,
    MedicalRecord, Medicine, Notice, Outcome, Patience, QueryDesk, Registration, ResultStatus, Search, Turn,
    Validity, View,
};

use crate::share::{INSTITUTION, NOW, Share, insured};

/// Answers by the identification number, and counts what it was asked.
#[derive(Debug, Default)]
pub(crate) struct Twin {
    asked: usize,
    is_down: bool,
    /// The ids under which it was asked.
    pub(crate) ids: Vec<String>,
    /// The kiosk dies before it hears the answer.
    pub(crate) is_deadly: bool,
}

impl Twin {
    pub(crate) fn set_down(&mut self) {
        self.is_down = true;
    }

    fn hear(&mut self, id: &str) {
        self.asked += 1;
        self.ids.push(id.to_owned());
        if let Some(log) = std::env::var_os("ASKED_LOG") {
            let mut log = fs::OpenOptions::new().append(true).create(true).open(log).unwrap();
            log.write_all(format!("{id}\n").as_bytes()).unwrap();
        }
        assert!(!self.is_deadly, "killed while asking");
    }
}

impl Centre for Twin {
    fn check(&mut self, id: &str, search: &Search, date: &str) -> Result<Body, Notice> {
        self.hear(id);
        if self.is_down {
            return Err(notice("MDG-E303"));
        }
        assert_eq!(date, "20260930");
        let (validity, count) = match search.identification_number.as_ref().unwrap().reveal() {
            "0001" => (Validity::Valid, 1),
            "0002" => (Validity::Invalid, 1),
            "0003" => (Validity::InvalidWithNewer, 1),
            "0005" => (Validity::MoreThanOne, 2),
            "0009" => return Ok(body(None, vec![rare()])),
            _ => (Validity::NoRecord, 0),
        };
        let record =
            InsuredRecord { reference_number: Some("K-17".into()), ..insured().body.results.remove(0) };
        Ok(body(Some(validity), vec![record; count]))
    }

    fn register(&mut self, id: &str, registration: &Registration) -> Result<Outcome, Notice> {
        self.hear(id);
        if self.is_down {
            return Err(notice("MDG-E303"));
        }
        let is_known = registration.identification_number.as_ref().unwrap().reveal() == "0001";
        let status = if is_known { ResultStatus::Normal } else { ResultStatus::Error };
        Ok(Outcome { status, notice: (!is_known).then(|| notice("MDG-E308")) })
    }

    fn view(&mut self, id: &str, view: &View) -> Result<MedicalRecord, Notice> {
        self.hear(id);
        match view.subject.identification_number.as_ref().unwrap().reveal() {
            "0001" => Ok(shown(view.information)),
            "0009" => Ok(MedicalRecord { name: Some("髙橋　花子".into()), ..shown(view.information) }),
            _ => Err(notice("MDG-E311")),
        }
    }

    fn consents(&mut self, id: &str, day: &str) -> Result<Vec<Body>, Notice> {
        self.hear(id);
        if self.is_down {
            return Err(notice("MDG-E303"));
        }
        Ok(if day == "20260929" {
            vec![body(None, vec![insured().body.results.remove(0)])]
        } else {
            Vec::new()
        })
    }
}

fn shown(information: Information) -> MedicalRecord {
    let medicine = |name: &str| Medicine {
        code: Some("620000001".into()),
        name: Some(name.into()),
        times: Some("14".into()),
        ..Default::default()
    };
    let day = |day: &str| Dispensing { dispensed_on: day.into(), medicines: vec![medicine("見本錠")] };
    let item = CheckupItem { name: Some("身長".into()), value: Some("158.0".into()), ..Default::default() };
    let entry = ClinicalEntry {
        consent: Some("SRJ".into()),
        section: Some("検査".into()),
        recorded_on: Some("20260801".into()),
        contents: Some("HbA1c 5.8 %".into()),
    };
    let record = MedicalRecord {
        available_until: CONSENT_ENDS.to_owned(),
        name: Some("窓口　花子".into()),
        name_kana: Some("ﾏﾄﾞｸﾞﾁ ﾊﾅｺ".into()),
        birthdate: Some("19500401".into()),
        sex: Some("2".into()),
        ..Default::default()
    };
    match information {
        Information::Medicines => {
            let dispensings = ["20260918", "20260902", "20260817", "20260630"].map(day).into();
            MedicalRecord { dispensings, ..record }
        }
        Information::Checkups => {
            let checkups = vec![Checkup { examined_on: "20260501".into(), items: vec![item] }];
            MedicalRecord { checkups, ..record }
        }
        Information::Clinical => MedicalRecord { entries: vec![entry], ..record },
    }
}

fn notice(code: &str) -> Notice {
    Notice { code: code.into(), message: "ただいま確認できません。".into() }
}

fn body(validity: Option<Validity>, results: Vec<InsuredRecord>) -> Body {
    Body {
        status: ResultStatus::Normal,
        notice: None,
        validity,
        prescription_form: None,
        search: None,
        results,
    }
}

fn rare() -> InsuredRecord {
    InsuredRecord { name: Some("髙橋　花子".into()), ..Default::default() }
}

pub(crate) const PATIENCE: Patience = Patience {
    settled: Duration::from_millis(20),
    unreadable: Duration::from_millis(120),
    information: Duration::from_secs(3600),
};

/// The end of the consent under which the twin shows anything.
const CONSENT_ENDS: &str = "20260930093000";

pub(crate) fn desk(share: &Share, encoding: Encoding) -> QueryDesk<Twin> {
    let jobs = share.directory.path().join("hand-off.jobs");
    QueryDesk::open(share.open().unwrap(), encoding, Twin::default(), &jobs, PATIENCE).unwrap()
}

/// Lets the desk look until the files have settled.
pub(crate) fn turns(desk: &mut QueryDesk<Twin>) -> Turn {
    turns_at(desk, NOW)
}

/// The same at another time.
pub(crate) fn turns_at(desk: &mut QueryDesk<Twin>, now: &str) -> Turn {
    let mut sum = Turn::default();
    for _ in 0..8 {
        let turn = desk.turn(now).unwrap();
        sum.answered += turn.answered;
        sum.held_up = turn.held_up;
        std::thread::sleep(Duration::from_millis(22));
    }
    sum
}

pub(crate) fn request(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?><XmlMsg><MessageHeader>\
         <MedicalInstitutionCode>{INSTITUTION}</MedicalInstitutionCode>\
         <QualificationConfirmationDate>20260930</QualificationConfirmationDate>\
         <ArbitraryFileIdentifier>id-1</ArbitraryFileIdentifier></MessageHeader>\
         <MessageBody>{body}</MessageBody></XmlMsg>"
    )
}

pub(crate) fn search(number: &str) -> String {
    format!(
        "<QualificationConfirmSearchInfo><Birthdate>19500401</Birthdate><InsurerNumber>  138057</InsurerNumber>\
         <InsuredIdentificationNumber>{number}</InsuredIdentificationNumber></QualificationConfirmSearchInfo>"
    )
}

pub(crate) fn registration(number: &str) -> String {
    format!(
        "<ReferenceNumberRegistrationInfo><ReferenceNumber>00017</ReferenceNumber>\
         <InsurerNumber>  138057</InsurerNumber><InsuredIdentificationNumber>{number}</InsuredIdentificationNumber>\
         </ReferenceNumberRegistrationInfo>"
    )
}

pub(crate) fn ask(share: &Share, name: &str, text: &str) {
    fs::write(share.at("req/half"), text).unwrap();
    fs::rename(share.at("req/half"), share.at("req").join(name)).unwrap();
}

pub(crate) fn answer(share: &Share, name: &str) -> String {
    let path = share.at("res").join(name);
    String::from_utf8(fs::read(path).unwrap_or_else(|_| panic!("{name}: {:?}", share.names("res")))).unwrap()
}

/// Gives the text of an element, or nothing.
pub(crate) fn element<'a>(xml: &'a str, name: &str) -> Option<&'a str> {
    Some(xml.split_once(&format!("<{name}>"))?.1.split_once(&format!("</{name}>"))?.0)
}

pub(crate) fn is_idle(share: &Share) {
    assert!(share.names("req").is_empty(), "{:?}", share.names("req"));
    assert!(share.names("res").iter().all(|name| !name.starts_with('.')), "{:?}", share.names("res"));
}

#[test]
fn each_verdict_of_a_query_comes_with_its_records() {
    for (number, validity, results) in
        [("0001", "1", 1), ("0002", "2", 1), ("0003", "3", 1), ("0004", "4", 0), ("0005", "5", 2)]
    {
        let share = Share::new();
        ask(&share, "OQSsiquc01req_202609290001.xml", &request(&search(number)));
        assert_eq!(turns(&mut desk(&share, Encoding::Utf8)).answered, 1);
        let xml = answer(&share, "OQSsiquc01res_202609290001.xml");
        for (name, expected) in [
            ("ProcessExecutionTime", NOW),
            ("QualificationConfirmationDate", "20260930"),
            ("MedicalInstitutionCode", INSTITUTION),
            ("ArbitraryFileIdentifier", "id-1"),
            ("ReferenceClassification", "2"),
            ("SegmentOfResult", "1"),
            ("CharacterCodeIdentifier", "0"),
            ("ProcessingResultStatus", "1"),
            ("QualificationValidity", validity),
            ("InsuredIdentificationNumber", number),
        ] {
            assert_eq!(element(&xml, name), Some(expected), "{number} {name}");
        }
        assert_eq!(xml.matches("<ResultOfQualificationConfirmation>").count(), results);
        assert_eq!(xml.contains("<ResultList>"), results > 0, "an empty list is left out");
        claims::parse(xml.as_bytes()).unwrap();
        is_idle(&share);
    }
}

#[test]
fn a_bulk_check_is_handed_in_worked_and_fetched() {
    let share = Share::new();
    let mut desk = desk(&share, Encoding::Utf8);
    let people: String = ["0001", "0002", "0004", "●"].map(search).concat();
    ask(&share, "OQSmuquc01req_202609290001.xml", &request(&people));
    while share.names("res").is_empty() {
        desk.turn(NOW).unwrap();
    }
    let accepted = answer(&share, "OQSmuquc01res_202609290001.xml");
    let number = element(&accepted, "ReceptionNumber").unwrap().to_owned();
    assert_eq!(element(&accepted, "ReceptionDateTime"), Some(NOW));
    let fetch = format!(
        "<XmlMsg><MessageHeader><MedicalInstitutionCode>{INSTITUTION}</MedicalInstitutionCode></MessageHeader>\
         <MessageBody><ReceptionNumber>{number}</ReceptionNumber></MessageBody></XmlMsg>"
    );
    // The kiosk is started again before anybody fetches.
    drop(desk);
    let mut desk = self::desk(&share, Encoding::Utf8);
    ask(&share, "OQSmuquc02req_202609290001.xml", &fetch);
    desk.turn(NOW).unwrap();
    std::thread::sleep(PATIENCE.settled);
    desk.turn(NOW).unwrap();
    let early = answer(&share, "OQSmuquc02res_202609290001.xml");
    assert_eq!(
        (element(&early, "SegmentOfResult"), element(&early, "ReceptionNumber")),
        (Some("2"), Some(&*number))
    );
    turns(&mut desk);
    ask(&share, "OQSmuquc02req_202609290002.xml", &fetch);
    turns(&mut desk);
    let xml = answer(&share, "OQSmuquc02res_202609290002.xml");
    for (name, expected) in [
        ("SegmentOfResult", "1"),
        ("ReceptionNumber", &*number),
        ("ArbitraryFileIdentifier", "id-1"),
        ("QualificationConfirmationDate", "20260930"),
        ("NumberOfProcessingResult", "4"),
        ("NumberOfNormalProcessing", "3"),
        ("NumberOfError", "1"),
    ] {
        assert_eq!(element(&xml, name), Some(expected), "{name}");
    }
    let units: Vec<_> = xml.split("<BulkConfirmUnit>").skip(1).collect();
    let found: Vec<_> = units
        .iter()
        .map(|unit| (element(unit, "QualificationValidity"), unit.contains("<ResultOf")))
        .collect();
    assert_eq!(found, [(Some("1"), true), (Some("2"), true), (Some("4"), false), (None, false)]);
    assert_eq!(element(units[3], "ProcessingResultCode"), Some("MDG-E304"));
    assert_eq!(element(units[0], "ReferenceNumber"), Some("K-17"));
    assert!(!element(units[0], "ResultOfQualificationConfirmation").unwrap().contains("ReferenceNumber"));
    assert!(!xml.contains("<ResultList>"));
    desk.turn(NOW).unwrap();
    assert_eq!(crate::share::names(&share.directory.path().join("hand-off.jobs")), ["kept"]);
    is_idle(&share);
}

#[test]
fn a_reference_number_is_registered_alone_or_with_others() {
    let share = Share::new();
    let mut desk = desk(&share, Encoding::Utf8);
    ask(&share, "OQSsiimm01req_1.xml", &request(&registration("0001")));
    ask(&share, "OQSsiimm01req_2.xml", &request(&registration("0002")));
    ask(&share, "OQSmuimm01req_3.xml", &request(&[registration("0001"), registration("0002")].concat()));
    turns(&mut desk);
    let xml = answer(&share, "OQSsiimm01res_1.xml");
    for (name, expected) in [
        ("SegmentOfResult", Some("1")),
        ("ArbitraryFileIdentifier", Some("id-1")),
        ("ReferenceNumber", Some("00017")),
        ("InsurerNumber", Some("  138057")),
        ("InsuredIdentificationNumber", Some("0001")),
        ("ProcessingResultStatus", Some("1")),
        ("ProcessingResultCode", None),
        ("ErrorCode", None),
        ("ReferenceClassification", None),
        ("QualificationConfirmationDate", None),
    ] {
        assert_eq!(element(&xml, name), expected, "{name}");
    }
    assert_eq!(element(&answer(&share, "OQSsiimm01res_2.xml"), "ProcessingResultCode"), Some("MDG-E308"));
    let number = element(&answer(&share, "OQSmuimm01res_3.xml"), "ReceptionNumber").unwrap().to_owned();
    ask(&share, "OQSmuimm02req_4.xml", &request(&format!("<ReceptionNumber>{number}</ReceptionNumber>")));
    ask(&share, "OQSmuquc02req_5.xml", &request(&format!("<ReceptionNumber>{number}</ReceptionNumber>")));
    turns(&mut desk);
    let xml = answer(&share, "OQSmuimm02res_4.xml");
    assert_eq!(xml.matches("<BulkRegistrationUnit>").count(), 2);
    assert_eq!(element(&xml, "NumberOfNormalProcessing"), Some("1"));
    let other = answer(&share, "OQSmuquc02res_5.xml");
    assert_eq!(element(&other, "ErrorCode"), Some("MDG-E305"), "a number of another kind is nobody's");
}

#[test]
fn what_cannot_be_worked_is_refused_in_so_many_words() {
    let good = request(&search("0001"));
    for (text, code, identifier) in [
        (good.replace("  138057", "12"), "MDG-E301", Some("id-1")),
        (good.replace("<Birthdate>19500401</Birthdate>", ""), "MDG-E301", Some("id-1")),
        (good.replace("<Birthdate>", "<Moon>full</Moon><Birthdate>"), "MDG-E301", Some("id-1")),
        (
            good.replace("<XmlMsg>", "<!DOCTYPE XmlMsg SYSTEM \"file:///etc/passwd\"><XmlMsg>"),
            "MDG-E301",
            None,
        ),
        (good.replace("<XmlMsg>", "<!DOCTYPE a [<!ENTITY b \"c\">]><XmlMsg>"), "MDG-E301", None),
        (good.replace("UTF-8", "UTF-16"), "MDG-E301", None),
        (good.replace(INSTITUTION, "1311111111"), "MDG-E302", Some("id-1")),
        (" ".repeat(4 * 1024 * 1024 + 1), "MDG-E301", None),
        (String::new(), "MDG-E301", None),
    ] {
        let share = Share::new();
        ask(&share, "OQSsiquc01req_1.xml", &text);
        let mut desk = desk(&share, Encoding::ShiftJis);
        turns(&mut desk);
        let xml = fs::read(share.at("res/OQSsiquc01res_1.xml")).unwrap();
        let read = claims::parse(&xml).unwrap();
        assert_eq!(read.header.result_segment, claims::ResultSegment::Abnormal);
        assert_eq!(read.header.error.unwrap().code, code, "{}", text.chars().take(300).collect::<String>());
        assert_eq!(read.header.file_identifier.as_deref(), identifier);
        assert_eq!(read.header.institution_code, INSTITUTION);
        assert_eq!(read.body.status, ResultStatus::Error);
        is_idle(&share);
    }
}

#[test]
fn a_mask_is_never_asked_about() {
    let share = Share::new();
    ask(&share, "OQSsiquc01req_1.xml", &request(&search("00●1")));
    let mut desk = desk(&share, Encoding::Utf8);
    turns(&mut desk);
    let read = claims::parse(answer(&share, "OQSsiquc01res_1.xml").as_bytes()).unwrap();
    assert_eq!(read.body.notice.unwrap().code, "MDG-E304");
    assert_eq!(desk.centre().asked, 0);
}

#[test]
fn a_character_that_shift_jis_lacks_is_named_in_the_answer() {
    let share = Share::new();
    ask(&share, "OQSsiquc01req_1.xml", &request(&search("0009")));
    turns(&mut desk(&share, Encoding::ShiftJis));
    let read = claims::parse(&fs::read(share.at("res/OQSsiquc01res_1.xml")).unwrap()).unwrap();
    let notice = read.body.notice.unwrap();
    assert_eq!(
        (notice.code.as_str(), notice.message.as_str()),
        ("MDG-E306", "Nameの文字U+9AD9はShift_JISで表せません。")
    );
    assert!(read.body.results.is_empty() && read.body.search.is_some());
}

#[test]
fn a_centre_that_does_not_answer_is_passed_on() {
    let share = Share::new();
    ask(&share, "OQSsiquc01req_1.xml", &request(&search("0001")));
    let mut desk = desk(&share, Encoding::Utf8);
    desk.centre().is_down = true;
    turns(&mut desk);
    let xml = answer(&share, "OQSsiquc01res_1.xml");
    assert_eq!((element(&xml, "SegmentOfResult"), element(&xml, "ErrorCode")), (Some("9"), Some("MDG-E303")));
}

#[test]
fn a_half_written_request_waits_until_it_is_whole() {
    let share = Share::new();
    let mut desk = desk(&share, Encoding::Utf8);
    let (path, text) = (share.at("req/OQSsiquc01req_1.xml"), request(&search("0001")));
    for cut in [0, 40, text.len() / 2, text.len() - 1] {
        fs::write(&path, &text[..cut]).unwrap();
        for _ in 0..3 {
            assert_eq!(desk.turn(NOW).unwrap(), Turn::default(), "{cut} bytes");
            std::thread::sleep(PATIENCE.settled);
        }
    }
    fs::write(&path, &text).unwrap();
    assert_eq!(turns(&mut desk).answered, 1);
    assert_eq!(desk.centre().asked, 1);
}

#[test]
fn a_locked_request_waits_for_its_writer() {
    let share = Share::new();
    let mut desk = desk(&share, Encoding::Utf8);
    ask(&share, "OQSsiquc01req_1.xml", &request(&search("0001")));
    let file = fs::File::open(share.at("req/OQSsiquc01req_1.xml")).unwrap();
    file.lock().unwrap();
    assert_eq!(turns(&mut desk), Turn::default());
    drop(file);
    assert_eq!(turns(&mut desk).answered, 1);
}

#[test]
fn a_second_request_of_a_name_waits_until_the_first_answer_is_taken() {
    let share = Share::new();
    let mut desk = desk(&share, Encoding::Utf8);
    ask(&share, "OQSsiquc01req_1.xml", &request(&search("0001")));
    turns(&mut desk);
    let first = answer(&share, "OQSsiquc01res_1.xml");
    ask(&share, "OQSsiquc01req_1.xml", &request(&search("0004")));
    assert_eq!(turns(&mut desk), Turn { answered: 0, held_up: 1 });
    assert_eq!(answer(&share, "OQSsiquc01res_1.xml"), first, "never overwritten");
    fs::remove_file(share.at("res/OQSsiquc01res_1.xml")).unwrap();
    assert_eq!(turns(&mut desk), Turn { answered: 1, held_up: 0 });
    assert_eq!(element(&answer(&share, "OQSsiquc01res_1.xml"), "QualificationValidity"), Some("4"));
    is_idle(&share);
}

#[test]
fn requests_of_others_are_left_alone() {
    let share = Share::new();
    let names = [
        "CIPsiquc02req_1.xml",
        "OQSmutic01req_1.xml",
        "TKKsiquc01req_1.pdf",
        "YZKmuquc01req_1.xml",
        "half.tmp",
    ];
    for name in names {
        fs::write(share.at("req").join(name), "").unwrap();
    }
    assert_eq!(turns(&mut desk(&share, Encoding::Utf8)), Turn::default());
    assert_eq!(share.names("req"), names);
}

#[test]
fn a_share_that_is_gone_is_an_error_of_one_turn() {
    let share = Share::new();
    let mut desk = desk(&share, Encoding::Utf8);
    ask(&share, "OQSsiquc01req_1.xml", &request(&search("0001")));
    let away = share.directory.path().join("away");
    fs::rename(share.root(), &away).unwrap();
    assert!(matches!(desk.turn(NOW), Err(claims::Error::FolderMissing { .. })));
    fs::rename(&away, share.root()).unwrap();
    assert_eq!(turns(&mut desk).answered, 1);
}

#[test]
fn a_desk_that_died_goes_on_from_where_it_stood() {
    let text = request(&search("0001"));
    let dead = |state: &[(&str, &str)]| {
        let share = Share::new();
        let writer = {
            let _desk = desk(&share, Encoding::Utf8);
            let kept = fs::read_to_string(share.directory.path().join("hand-off.sequence")).unwrap();
            kept.split(' ').nth(2).unwrap().to_owned()
        };
        for (name, content) in state {
            fs::write(share.at(&name.replace("WRITER", &writer)), content).unwrap();
        }
        share
    };
    let (taken, answered, part) = (
        "req/.OQSsiquc01req_1.xml.WRITER.202609291601120000000007.taken",
        "req/.OQSsiquc01req_1.xml.WRITER.202609291601120000000007.answered",
        "res/.OQSsiquc01res_1.xml.part",
    );
    for (state, asked, published) in [
        (&[(taken, &*text)][..], 1, true),
        (&[(taken, &*text), (part, "half an ans")], 1, true),
        (&[(answered, &*text), (part, "the answer")], 0, true),
        (&[(answered, &*text)], 0, false),
    ] {
        let share = dead(state);
        let mut desk = desk(&share, Encoding::Utf8);
        turns(&mut desk);
        assert_eq!((desk.centre().asked, share.names("res").len() == 1), (asked, published), "{state:?}");
        if asked == 0 && published {
            assert_eq!(answer(&share, "OQSsiquc01res_1.xml"), "the answer", "what was decided stays decided");
        }
        is_idle(&share);
    }
}

#[test]
fn two_kiosks_on_one_share_answer_each_request_once() {
    let share = Share::new();
    let mut one = desk(&share, Encoding::Utf8);
    let folder =
        claims::Folder::open(&share.root(), INSTITUTION, &share.directory.path().join("other.sequence"));
    let jobs = share.directory.path().join("other.jobs");
    let mut other =
        QueryDesk::open(folder.unwrap(), Encoding::Utf8, Twin::default(), &jobs, PATIENCE).unwrap();
    for number in 0..20 {
        ask(&share, &format!("OQSsiquc01req_{number}.xml"), &request(&search("0001")));
    }
    std::thread::scope(|scope| {
        scope.spawn(|| turns(&mut one));
        scope.spawn(|| turns(&mut other));
    });
    assert_eq!(share.names("res").len(), 20);
    assert_eq!(one.centre().asked + other.centre().asked, 20);
    is_idle(&share);
}
