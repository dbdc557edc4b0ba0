//! The XML of a result (`XmlMsg`): from [`FaceResult`] to bytes and back.

use quick_xml::Reader;
use quick_xml::events::Event;
use zeroize::Zeroizing;

use crate::form::Form::{Any, Date, DateTime, Digits, Text};
use crate::form::{self, Form};
use crate::tree::Node;
use crate::writer::Writer;
use crate::{
    Body, ElderlyCertificate, Encoding, Error, FaceResult, Header, InsuredRecord, LimitCertificate,
    MedicalTicket, Notice, Personal, PrescriptionForm, ReferenceClass, ResultSegment, ResultStatus,
    SpecificDiseaseCertificate, Validity,
};

/// Caps the size of a file that is read.
pub const MAX_FILE_BYTES: usize = 4 * 1024 * 1024;

/// Writes a result as the bytes of a file.
pub fn to_xml(result: &FaceResult, encoding: Encoding) -> Result<Zeroizing<Vec<u8>>, Error> {
    result.header.check()?;
    let mut writer = Writer::new(encoding);
    writer.group("XmlMsg", |w| {
        w.group("MessageHeader", |w| result.header.write(w, encoding))?;
        w.group("MessageBody", |w| result.body.write(w))
    })?;
    Ok(writer.finish())
}

/// Reads the bytes of a file, in any order of elements, and refuses everything that the interface does not know.
pub fn parse(bytes: &[u8]) -> Result<FaceResult, Error> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(Error::TooLarge { size: bytes.len(), limit: MAX_FILE_BYTES });
    }
    let declared = declared_encoding(bytes)?;
    let mut message = Node::read(&declared.decode(bytes)?)?;
    if message.name != "XmlMsg" {
        return Err(Error::Missing { element: "XmlMsg" });
    }
    let (header, identifier) = Header::read(require(message.take("MessageHeader")?, "MessageHeader")?)?;
    let body = Body::read(require(message.take("MessageBody")?, "MessageBody")?)?;
    message.end()?;
    if identifier != declared {
        return Err(Error::EncodingMismatch { declared, identifier });
    }
    header.check()?;
    Ok(FaceResult { header, body })
}

/// Reads the declaration, which is ASCII in both encodings; without one, XML means UTF-8.
fn declared_encoding(bytes: &[u8]) -> Result<Encoding, Error> {
    let mut reader = Reader::from_reader(bytes);
    let Ok(Event::Decl(declaration)) = reader.read_event() else { return Ok(Encoding::Utf8) };
    let Some(name) = declaration.encoding() else { return Ok(Encoding::Utf8) };
    let name = name.map_err(|_| Error::NotXml { position: 0 })?;
    let declared = String::from_utf8_lossy(&name).chars().take(64).collect::<String>();
    Encoding::from_name(&declared).ok_or(Error::UnknownEncoding { declared })
}

impl Header {
    /// An error belongs to a message that did not end normally, and to no other.
    fn check(&self) -> Result<(), Error> {
        match (self.result_segment, &self.error) {
            (ResultSegment::Normal, Some(_)) => {
                Err(Error::Contradiction { element: "ErrorCode", other: "SegmentOfResult" })
            }
            _ => Ok(()),
        }
    }

    fn write(&self, w: &mut Writer, encoding: Encoding) -> Result<(), Error> {
        required(w, "ProcessExecutionTime", DateTime, &self.processed_at)?;
        required(w, "QualificationConfirmationDate", Date, &self.confirmation_date)?;
        required(w, "MedicalInstitutionCode", Digits(10), &self.institution_code)?;
        w.leaf("ArbitraryFileIdentifier", Text(50), self.file_identifier.as_deref())?;
        required(w, "ReferenceClassification", Any, self.reference_class.code())?;
        required(w, "SegmentOfResult", Any, self.result_segment.code())?;
        write_notice(w, "ErrorCode", "ErrorMessage", self.error.as_ref())?;
        required(w, "CharacterCodeIdentifier", Any, encoding.code())
    }

    fn read(mut node: Node) -> Result<(Self, Encoding), Error> {
        let header = Self {
            processed_at: take_required(&mut node, "ProcessExecutionTime", DateTime)?,
            confirmation_date: take_required(&mut node, "QualificationConfirmationDate", Date)?,
            institution_code: take_required(&mut node, "MedicalInstitutionCode", Digits(10))?,
            file_identifier: take_plain(&mut node, "ArbitraryFileIdentifier", Text(50))?,
            reference_class: take_code(&mut node, "ReferenceClassification", ReferenceClass::from_code)
                .and_then(|code| require(code, "ReferenceClassification"))?,
            result_segment: take_code(&mut node, "SegmentOfResult", ResultSegment::from_code)
                .and_then(|code| require(code, "SegmentOfResult"))?,
            error: take_notice(&mut node, "ErrorCode", "ErrorMessage")?,
        };
        let encoding = take_code(&mut node, "CharacterCodeIdentifier", Encoding::from_code)?;
        node.end()?;
        Ok((header, require(encoding, "CharacterCodeIdentifier")?))
    }
}

impl Body {
    fn write(&self, w: &mut Writer) -> Result<(), Error> {
        required(w, "ProcessingResultStatus", Any, self.status.code())?;
        write_notice(w, "ProcessingResultCode", "ProcessingResultMessage", self.notice.as_ref())?;
        w.leaf("QualificationValidity", Any, self.validity.map(Validity::code))?;
        w.leaf("PrescriptionIssueSelect", Any, self.prescription_form.map(PrescriptionForm::code))?;
        list(w, "ResultList", "ResultOfQualificationConfirmation", &self.results, InsuredRecord::write)
    }

    fn read(mut node: Node) -> Result<Self, Error> {
        let status = take_code(&mut node, "ProcessingResultStatus", ResultStatus::from_code)?;
        let notice = take_notice(&mut node, "ProcessingResultCode", "ProcessingResultMessage")?;
        let validity = take_code(&mut node, "QualificationValidity", Validity::from_code)?;
        let mut prescription_form =
            take_code(&mut node, "PrescriptionIssueSelect", PrescriptionForm::from_code)?;
        let mut results = Vec::new();
        for mut result in take_list(&mut node, "ResultList", "ResultOfQualificationConfirmation")? {
            // Public implementations disagree on which side of `ResultList` the choice stands; one place is enough.
            if let Some(inner) =
                take_code(&mut result, "PrescriptionIssueSelect", PrescriptionForm::from_code)?
                && *prescription_form.get_or_insert(inner) != inner
            {
                return Err(Error::Repeated { element: "PrescriptionIssueSelect".to_owned() });
            }
            results.push(InsuredRecord::read(result)?);
        }
        node.end()?;
        Ok(Self {
            status: require(status, "ProcessingResultStatus")?,
            notice,
            validity,
            prescription_form,
            results,
        })
    }
}

impl InsuredRecord {
    fn write(&self, w: &mut Writer) -> Result<(), Error> {
        write_leaves(w, self.leaves())?;
        if let Some(elderly) = &self.elderly {
            group(w, "ElderlyRecipientCertificateInfo", elderly.leaves())?;
        }
        if let Some(limit) = &self.limit {
            group(w, "LimitApplicationCertificateRelatedInfo", limit.leaves())?;
        }
        list(
            w,
            "SpecificDiseasesCertificateList",
            "SpecificDiseasesCertificateInfo",
            &self.specific_diseases,
            |it, w| write_leaves(w, it.leaves()),
        )?;
        list(w, "PublicExpenseResultList", "MedicalTicketInfo", &self.medical_tickets, |it, w| {
            write_leaves(w, it.leaves())
        })
    }

    fn read(mut node: Node) -> Result<Self, Error> {
        let mut record = Self::default();
        read_leaves(&mut node, record.leaves_mut())?;
        if let Some(elderly) = node.take("ElderlyRecipientCertificateInfo")? {
            let mut certificate = ElderlyCertificate::default();
            read_all(elderly, certificate.leaves_mut())?;
            record.elderly = Some(certificate);
        }
        if let Some(limit) = node.take("LimitApplicationCertificateRelatedInfo")? {
            let mut certificate = LimitCertificate::default();
            read_all(limit, certificate.leaves_mut())?;
            record.limit = Some(certificate);
        }
        for item in
            take_list(&mut node, "SpecificDiseasesCertificateList", "SpecificDiseasesCertificateInfo")?
        {
            let mut certificate = SpecificDiseaseCertificate::default();
            read_all(item, certificate.leaves_mut())?;
            record.specific_diseases.push(certificate);
        }
        for item in take_list(&mut node, "PublicExpenseResultList", "MedicalTicketInfo")? {
            let mut ticket = MedicalTicket::default();
            read_all(item, ticket.leaves_mut())?;
            record.medical_tickets.push(ticket);
        }
        node.end()?;
        Ok(record)
    }
}

type Leaves<'a> = Vec<(&'static str, Form, Option<&'a Personal>)>;
type LeavesMut<'a> = Vec<(&'static str, Form, &'a mut Option<Personal>)>;

fn required(w: &mut Writer, element: &'static str, form: Form, value: &str) -> Result<(), Error> {
    if form::is_empty(value) { Err(Error::Missing { element }) } else { w.leaf(element, form, Some(value)) }
}

fn write_notice(
    w: &mut Writer,
    code: &'static str,
    message: &'static str,
    notice: Option<&Notice>,
) -> Result<(), Error> {
    w.leaf(code, Any, notice.map(|notice| notice.code.as_str()))?;
    w.leaf(message, Any, notice.map(|notice| notice.message.as_str()))
}

fn write_leaves(w: &mut Writer, leaves: Leaves<'_>) -> Result<(), Error> {
    leaves
        .into_iter()
        .try_for_each(|(element, form, value)| w.leaf(element, form, value.map(Personal::reveal)))
}

fn group(w: &mut Writer, element: &'static str, leaves: Leaves<'_>) -> Result<(), Error> {
    w.group(element, |w| write_leaves(w, leaves))
}

fn list<T>(
    w: &mut Writer,
    element: &'static str,
    item: &'static str,
    items: &[T],
    write: impl Fn(&T, &mut Writer) -> Result<(), Error>,
) -> Result<(), Error> {
    if items.is_empty() {
        return Ok(());
    }
    w.group(element, |w| items.iter().try_for_each(|it| w.group(item, |w| write(it, w))))
}

fn require<T>(found: Option<T>, element: &'static str) -> Result<T, Error> {
    found.ok_or(Error::Missing { element })
}

fn take_plain(node: &mut Node, element: &'static str, form: Form) -> Result<Option<String>, Error> {
    Ok(node.take_text(element, form)?.map(|text| text.to_string()))
}

fn take_required(node: &mut Node, element: &'static str, form: Form) -> Result<String, Error> {
    require(take_plain(node, element, form)?, element)
}

fn take_code<T>(
    node: &mut Node,
    element: &'static str,
    find: fn(&str) -> Option<T>,
) -> Result<Option<T>, Error> {
    let Some(code) = node.take_text(element, Any)? else { return Ok(None) };
    find(&code).map(Some).ok_or(Error::Malformed { element, expected: "a code of its table" })
}

fn take_notice(node: &mut Node, code: &'static str, message: &'static str) -> Result<Option<Notice>, Error> {
    let (code, message) = (take_plain(node, code, Any)?, take_plain(node, message, Any)?);
    let is_there = code.is_some() || message.is_some();
    Ok(is_there.then(|| Notice { code: code.unwrap_or_default(), message: message.unwrap_or_default() }))
}

fn take_list(node: &mut Node, element: &'static str, item: &'static str) -> Result<Vec<Node>, Error> {
    let Some(mut list) = node.take(element)? else { return Ok(Vec::new()) };
    let items = list.take_all(item);
    list.end()?;
    Ok(items)
}

fn read_leaves(node: &mut Node, leaves: LeavesMut<'_>) -> Result<(), Error> {
    for (element, form, value) in leaves {
        *value = node.take_text(element, form)?.map(|text| Personal::from(text.as_str()));
    }
    Ok(())
}

fn read_all(mut node: Node, leaves: LeavesMut<'_>) -> Result<(), Error> {
    read_leaves(&mut node, leaves)?;
    node.end()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn result() -> FaceResult {
        let record = InsuredRecord {
            insurer_number: Some("138057".into()),
            name: Some("窓口　花子".into()),
            name_kana: Some("ﾏﾄﾞｸﾞﾁ ﾊﾅｺ".into()),
            ..Default::default()
        };
        FaceResult {
            header: Header {
                processed_at: "20260929160112".into(),
                confirmation_date: "20260929".into(),
                institution_code: "0110113719".into(),
                file_identifier: None,
                reference_class: ReferenceClass::Card,
                result_segment: ResultSegment::Normal,
                error: None,
            },
            body: Body {
                status: ResultStatus::Normal,
                notice: None,
                validity: Some(Validity::Valid),
                prescription_form: Some(PrescriptionForm::Paper),
                results: vec![record],
            },
        }
    }

    fn text(result: &FaceResult) -> String {
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

    #[test]
    fn a_file_that_contradicts_the_interface_is_refused() {
        let good = text(&result());
        let rows: [(&str, &str, fn(&Error) -> bool); 13] = [
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
            ("</MessageHeader>", "<Own>1</Own></MessageHeader>", |e| {
                matches!(e, Error::UnknownElement { .. })
            }),
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
        assert!(
            matches!(parse(&vec![b' '; size]), Err(Error::TooLarge { size: found, .. }) if found == size)
        );
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
            Form::Digits(count) => {
                proptest::string::string_regex(&format!("[0-9]{{{count}}}")).unwrap().boxed()
            }
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
        leaves.into_iter().zip(values).for_each(|((_, _, leaf), value)| *leaf = value.map(Personal::from));
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
        fn no_bytes_make_the_reader_panic(noise in proptest::collection::vec(any::<u8>(), 0..64), at in any::<prop::sample::Index>()) {
            let mut bytes = text(&result()).into_bytes();
            let at = at.index(bytes.len());
            bytes.splice(at..at, noise);
            let _either = parse(&bytes);
        }
    }
}
