//! The file against the interface, and whatever is written against what is read.

use proptest::prelude::*;

use super::*;
use crate::{Ask, Information, Kind, ReferenceClass, Request, ResultSegment, ResultStatus};

fn result() -> Confirmation {
    let record = InsuredRecord {
        insurer_number: Some("138057".into()),
        name: Some("窓口　花子".into()),
        name_kana: Some("ﾏﾄﾞｸﾞﾁ ﾊﾅｺ".into()),
        ..Default::default()
    };
    Confirmation {
        header: Header {
            processed_at: "20260929160112".into(),
            confirmation_date: Some("20260929".into()),
            institution_code: "0110113719".into(),
            file_identifier: None,
            reference_class: Some(ReferenceClass::MyNumberCard),
            result_segment: ResultSegment::Normal,
            error: None,
        },
        body: Body {
            status: ResultStatus::Normal,
            notice: None,
            validity: Some(Validity::Valid),
            prescription_form: Some(PrescriptionForm::Paper),
            search: None,
            results: vec![record],
        },
    }
}

fn text(result: &Confirmation) -> String {
    String::from_utf8(to_xml(result, Encoding::Utf8).unwrap().to_vec()).unwrap()
}

#[test]
fn the_file_looks_as_the_interface_says() {
    let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>
<XmlMsg>
\t<MessageHeader>
\t\t<ProcessExecutionTime>20260929160112</ProcessExecutionTime>
\t\t<QualificationConfirmationDate>20260929</QualificationConfirmationDate>
\t\t<MedicalInstitutionCode>0110113719</MedicalInstitutionCode>
\t\t<ReferenceClassification>1</ReferenceClassification>
\t\t<SegmentOfResult>1</SegmentOfResult>
\t\t<CharacterCodeIdentifier>0</CharacterCodeIdentifier>
\t</MessageHeader>
\t<MessageBody>
\t\t<ProcessingResultStatus>1</ProcessingResultStatus>
\t\t<QualificationValidity>1</QualificationValidity>
\t\t<PrescriptionIssueSelect>2</PrescriptionIssueSelect>
\t\t<ResultList>
\t\t\t<ResultOfQualificationConfirmation>
\t\t\t\t<InsurerNumber>  138057</InsurerNumber>
\t\t\t\t<Name>窓口　花子</Name>
\t\t\t\t<NameKana>ﾏﾄﾞｸﾞﾁ ﾊﾅｺ</NameKana>
\t\t\t</ResultOfQualificationConfirmation>
\t\t</ResultList>
\t</MessageBody>
</XmlMsg>
";
    assert_eq!(text(&result()).replace("\r\n", "\n"), expected);
}

/// Says whether an error is the one expected.
type Expected = fn(&Error) -> bool;

#[test]
fn a_file_that_contradicts_the_interface_is_refused() {
    let good = text(&result());
    let rows: [(&str, &str, Expected); 13] = [
        (
            "encoding=\"UTF-8\"",
            "encoding=\"EUC-JP\"",
            |e| matches!(e, Error::UnknownEncoding { declared } if declared == "EUC-JP"),
        ),
        ("Identifier>0<", "Identifier>1<", |e| matches!(e, Error::EncodingMismatch { .. })),
        ("Identifier>0<", "Identifier>2<", |e| {
            matches!(e, Error::Malformed { element: "CharacterCodeIdentifier", .. })
        }),
        ("<SegmentOfResult>1</SegmentOfResult>", "", |e| {
            matches!(e, Error::Missing { element: "SegmentOfResult" })
        }),
        ("SegmentOfResult>1<", "SegmentOfResult>3<", |e| matches!(e, Error::Malformed { .. })),
        ("<SegmentOfResult>", "<ErrorCode>X</ErrorCode><SegmentOfResult>", |e| {
            matches!(e, Error::Contradiction { .. })
        }),
        ("20260929160112", "2026-09-29", |e| {
            matches!(e, Error::Malformed { element: "ProcessExecutionTime", .. })
        }),
        ("</MessageHeader>", "<Own>1</Own></MessageHeader>", |e| matches!(e, Error::UnknownElement { .. })),
        ("<Name>", "<Name>窓口</Name><Name>", |e| matches!(e, Error::Repeated { .. })),
        ("<Name>", "<PrescriptionIssueSelect>1</PrescriptionIssueSelect><Name>", |e| {
            matches!(e, Error::Repeated { .. })
        }),
        ("XmlMsg>", "Message>", |e| matches!(e, Error::Missing { element: "XmlMsg" })),
        ("  138057", "  13805", |e| matches!(e, Error::Malformed { element: "InsurerNumber", .. })),
        ("<Name>窓口　花子", "<Name>&#7;", |e| {
            matches!(e, Error::NotText { element: "Name", code_point: 7 })
        }),
    ];
    for (from, to, is_expected) in rows {
        let bad = good.replace(from, to);
        assert_ne!(bad, good, "{from}");
        let error = parse(bad.as_bytes()).unwrap_err();
        assert!(is_expected(&error), "{to}: {error:?}");
    }
}

#[test]
fn a_huge_file_is_refused_unread() {
    let size = MAX_FILE_BYTES + 1;
    assert!(matches!(parse(&vec![b' '; size]), Err(Error::TooLarge { size: found, .. }) if found == size));
}

#[test]
fn a_result_that_contradicts_itself_is_not_written() {
    let mut contradicting = result();
    contradicting.header.error = Some(Notice { code: "X".into(), message: String::new() });
    assert!(matches!(to_xml(&contradicting, Encoding::Utf8), Err(Error::Contradiction { .. })));
    let mut nameless = result();
    nameless.header.institution_code = String::new();
    assert!(matches!(
        to_xml(&nameless, Encoding::Utf8),
        Err(Error::Missing { element: "MedicalInstitutionCode" })
    ));
}

#[test]
fn shift_jis_names_the_element_that_it_cannot_carry() {
    let mut rare = result();
    rare.body.results[0].name = Some("髙橋　花子".into());
    let refused = to_xml(&rare, Encoding::ShiftJis);
    assert!(matches!(refused, Err(Error::Unrepresentable { element: "Name", character: '髙' })));
    rare.body.results[0].name = Some("●橋　花子".into());
    assert_eq!(parse(&to_xml(&rare, Encoding::ShiftJis).unwrap()).unwrap(), rare);
}

/// Gives values of a form, out of characters that both encodings carry.
fn value(form: Form) -> BoxedStrategy<String> {
    let text = |most| {
        proptest::collection::vec(
            prop::sample::select("窓口花子●　 ﾏﾄﾞ-・<>&\"'AZ09]".chars().collect::<Vec<_>>()),
            1..=most,
        )
        .prop_map(String::from_iter)
        .prop_filter("not empty", |text| !form::is_empty(text))
        .boxed()
    };
    match form {
        Form::Date => "[0-9]{8}".boxed(),
        Form::DateTime => "[0-9]{14}".boxed(),
        Form::Digits(count) => proptest::string::string_regex(&format!("[0-9]{{{count}}}")).unwrap().boxed(),
        Form::Insurer => "[0-9]{6}|[0-9]{8}".boxed(),
        Form::Text(most) => text(most),
        Form::Any => text(12),
    }
}

/// Gives one optional value for each element of a table.
fn values(leaves: Leaves<'_>) -> Vec<BoxedStrategy<Option<String>>> {
    leaves.into_iter().map(|(_, form, _)| proptest::option::of(value(form)).boxed()).collect()
}

fn fill(leaves: LeavesMut<'_>, values: Vec<Option<String>>) {
    leaves.into_iter().zip(values).for_each(|((_, _, leaf), value)| leaf.set(value.map(Personal::from)));
}

fn records() -> impl Strategy<Value = InsuredRecord> {
    (
        values(InsuredRecord::default().leaves()),
        values(ElderlyCertificate::default().leaves()),
        values(LimitCertificate::default().leaves()),
        proptest::collection::vec(values(SpecificDiseaseCertificate::default().leaves()), 0..3),
        proptest::collection::vec(values(MedicalTicket::default().leaves()), 0..3),
    )
        .prop_map(|(own, elderly, limit, diseases, tickets)| {
            let mut record = InsuredRecord::default();
            fill(record.leaves_mut(), own);
            let (mut e, mut l) = (ElderlyCertificate::default(), LimitCertificate::default());
            fill(e.leaves_mut(), elderly);
            fill(l.leaves_mut(), limit);
            record.elderly = Some(e).filter(|e| *e != ElderlyCertificate::default());
            record.limit = Some(l).filter(|l| *l != LimitCertificate::default());
            for values in diseases {
                let mut item = SpecificDiseaseCertificate::default();
                fill(item.leaves_mut(), values);
                record.specific_diseases.push(item);
            }
            for values in tickets {
                let mut item = MedicalTicket::default();
                fill(item.leaves_mut(), values);
                record.medical_tickets.push(item);
            }
            record.specific_diseases.retain(|item| *item != SpecificDiseaseCertificate::default());
            record.medical_tickets.retain(|item| *item != MedicalTicket::default());
            record
        })
        .prop_filter("an empty record is left out", |record| *record != InsuredRecord::default())
}

#[test]
fn a_file_that_lies_about_its_encoding_is_refused() {
    let utf8 = text(&result());
    let (shift_jis, _, _) = encoding_rs::SHIFT_JIS.encode(&utf8);
    let utf16: Vec<u8> = utf8.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let lies: [Vec<u8>; 5] = [
        shift_jis.to_vec(),
        utf8.replace("UTF-8", "Shift_JIS").into_bytes(),
        utf8.replace("UTF-8", "Shift_JIS").replace("Identifier>0<", "Identifier>1<").into_bytes(),
        utf16.clone(),
        [&[0xFF, 0xFE], utf16.as_slice()].concat(),
    ];
    for (number, lie) in lies.iter().enumerate() {
        assert!(parse(lie).is_err(), "{number}");
    }
    assert_eq!(parse(&[b"\xEF\xBB\xBF", utf8.as_bytes()].concat()).unwrap(), result(), "a BOM is forgiven");
}

/// The parts of a request of each kind: header elements, and the body.
fn requests() -> Vec<(Kind, [&'static str; 3], Vec<&'static str>)> {
    let header = [
        "<MedicalInstitutionCode>0110113719</MedicalInstitutionCode>",
        "<QualificationConfirmationDate>20260929</QualificationConfirmationDate>",
        "<ArbitraryFileIdentifier>窓口&amp;1</ArbitraryFileIdentifier>",
    ];
    let numbers = [
        "<InsurerNumber>  138057</InsurerNumber>",
        "<InsuredCardSymbol>窓・１２</InsuredCardSymbol>",
        "<InsuredIdentificationNumber>0000123</InsuredIdentificationNumber>",
        "<InsuredBranchNumber>01</InsuredBranchNumber>",
    ];
    let with = |more: &'static str| numbers.iter().copied().chain([more]).collect();
    let number = vec!["<ReceptionNumber>20260929160112</ReceptionNumber>"];
    let days = vec![
        "<ConsentDateFrom>20260929</ConsentDateFrom>",
        "<ConsentDateTo>20260930</ConsentDateTo>",
        "<MedicalTreatmentFlag>2</MedicalTreatmentFlag>",
    ];
    let months = vec![
        "<StartDate>202608</StartDate>",
        "<EndDate>202609</EndDate>",
        "<FileCategory>1</FileCategory>",
        "<PrDiInfClassification>1</PrDiInfClassification>",
        "<MedicalTreatmentFlag>1</MedicalTreatmentFlag>",
    ];
    let person = "<InsurerNumber>  138057</InsurerNumber><StaffIdentifier>d-007</StaffIdentifier>\
                  <InsuredPersonIdentificationNumber>0000123</InsuredPersonIdentificationNumber>";
    let of_view = [header[0], person, header[2]];
    vec![
        (Kind::Check, header, with("<Birthdate>19500401</Birthdate>")),
        (Kind::BulkCheck, header, with("<Birthdate>19500401</Birthdate>")),
        (Kind::Register, header, with("<ReferenceNumber>00042</ReferenceNumber>")),
        (Kind::BulkRegister, header, with("<ReferenceNumber>00042</ReferenceNumber>")),
        (Kind::FetchChecks, header, number.clone()),
        (Kind::FetchRegistrations, header, number.clone()),
        (Kind::FetchVisitConsents, header, number),
        (Kind::VisitConsents, header, days.clone()),
        (Kind::OnlineConsents, header, days),
        (Kind::View(Information::Medicines), of_view, months),
    ]
}

fn request_text(kind: Kind, header: &[&str], body: &[&str]) -> String {
    let around = match kind {
        Kind::Check | Kind::BulkCheck => "QualificationConfirmSearchInfo",
        Kind::Register | Kind::BulkRegister => "ReferenceNumberRegistrationInfo",
        Kind::VisitConsents | Kind::OnlineConsents => "QualificationConfirmSearchInfo",
        _ => "",
    };
    let body = match around {
        "" => body.concat(),
        around => format!("<{around}>{}</{around}>", body.concat()),
    };
    let header = header.concat();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\r\n<XmlMsg><MessageHeader>{header}\
         </MessageHeader><MessageBody>{body}</MessageBody></XmlMsg>"
    )
}

#[test]
fn a_request_says_what_its_file_says_in_either_encoding() {
    for (kind, header, body) in requests() {
        let utf8 = request_text(kind, &header, &body);
        let declared = utf8.replace("UTF-8", "Shift_JIS");
        let (shift_jis, _, _) = encoding_rs::SHIFT_JIS.encode(&declared);
        let request = Request::parse(kind, utf8.as_bytes()).unwrap();
        assert_eq!(Request::parse(kind, &shift_jis).unwrap(), request, "{kind:?}");
        assert_eq!(request.header.file_identifier.as_deref(), Some("窓口&1"));
        let reveal = |value: &Option<Personal>| value.as_ref().unwrap().reveal().to_owned();
        match &request.ask {
            Ask::Check(search) => assert_eq!(reveal(&search.insurer_number), "138057"),
            Ask::BulkCheck(searches) => assert_eq!(reveal(&searches[0].birthdate), "19500401"),
            Ask::Register(registration) => assert_eq!(reveal(&registration.reference_number), "00042"),
            Ask::BulkRegister(registrations) => assert_eq!(reveal(&registrations[0].branch_number), "01"),
            Ask::Consents(period) => assert_eq!(period.days().unwrap(), ["20260929", "20260930"]),
            Ask::Fetch(number) => assert_eq!(number, "20260929160112"),
            Ask::View(view) => assert_eq!(reveal(&view.subject.staff), "d-007"),
        }
        let shown = format!("{request:?}");
        assert!(
            !["0000123", "19500401", "00042", "138057"].iter().any(|value| shown.contains(value)),
            "{shown}"
        );
    }
}

#[test]
fn a_request_of_another_kind_is_refused() {
    for (kind, header, body) in requests() {
        let text = request_text(kind, &header, &body);
        for other in Kind::ALL {
            let form = |kind: Kind| match kind {
                Kind::Check | Kind::BulkCheck => "people",
                Kind::Register | Kind::BulkRegister => "numbers of the institution",
                Kind::VisitConsents | Kind::OnlineConsents => "days",
                Kind::View(_) => "a person in the header",
                _ => "a reception number",
            };
            let is_read = Request::parse(other, text.as_bytes()).is_ok();
            assert_eq!(is_read, form(kind) == form(other), "{kind:?} as {other:?}");
        }
        let nobody = match kind {
            Kind::View(_) => text.replace("InsuredPersonIdentificationNumber", "InsuranceCardSymbol"),
            _ => request_text(kind, &header, &[]),
        };
        assert!(matches!(Request::parse(kind, nobody.as_bytes()), Err(Error::Missing { .. })), "{kind:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() })]

    #[test]
    fn whatever_is_written_reads_back(
        records in proptest::collection::vec(records(), 0..3),
        validity in proptest::option::of(prop::sample::select(Validity::ALL)),
        encoding in prop::sample::select(&[Encoding::Utf8, Encoding::ShiftJis][..]),
    ) {
        let mut written = result();
        written.body.results = records;
        written.body.validity = validity;
        prop_assert_eq!(parse(&to_xml(&written, encoding).unwrap()).unwrap(), written);
    }

    #[test]
    // Without the two names of JIS X 0208's minus sign, wave dash and the like, of which one comes back.
    fn any_text_is_carried_or_refused_but_never_changed(name in "[^—〜‖−¢£¬]{1,12}") {
        let mut written = result();
        written.body.results[0].name = Some(name.as_str().into()).filter(|_| !form::is_empty(&name));
        for encoding in [Encoding::Utf8, Encoding::ShiftJis] {
            if let Ok(bytes) = to_xml(&written, encoding) {
                prop_assert_eq!(parse(&bytes).unwrap(), written.clone());
            }
        }
    }

    #[test]
    fn a_request_reads_the_same_in_any_order(
        which in 0..10_usize,
        header_order in Just([0, 1, 2]).prop_shuffle(),
        body_order in Just([0, 1, 2, 3, 4]).prop_shuffle(),
    ) {
        let (kind, header, body) = requests().remove(which);
        let shuffled_header: Vec<_> = header_order.iter().map(|at| header[*at]).collect();
        let shuffled_body: Vec<_> = body_order.iter().filter_map(|at| body.get(*at).copied()).collect();
        let expected = Request::parse(kind, request_text(kind, &header, &body).as_bytes()).unwrap();
        let read = Request::parse(kind, request_text(kind, &shuffled_header, &shuffled_body).as_bytes()).unwrap();
        prop_assert_eq!(read, expected);
    }

    #[test]
    fn no_bytes_make_the_reader_of_requests_panic(
        which in 0..10_usize,
        noise in proptest::collection::vec(any::<u8>(), 0..64),
        at in any::<prop::sample::Index>(),
        cut in any::<prop::sample::Index>(),
    ) {
        let (kind, header, body) = requests().remove(which);
        let mut bytes = request_text(kind, &header, &body).into_bytes();
        let end = cut.index(bytes.len());
        prop_assert!(Request::parse(kind, &bytes[..end]).is_err(), "a beginning is not a request");
        let at = at.index(bytes.len());
        bytes.splice(at..at, noise);
        let _either = Request::parse(kind, &bytes);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(noise in proptest::collection::vec(any::<u8>(), 0..64), at in any::<prop::sample::Index>()) {
        let mut bytes = text(&result()).into_bytes();
        let at = at.index(bytes.len());
        bytes.splice(at..at, noise);
        let _either = parse(&bytes);
    }
}
