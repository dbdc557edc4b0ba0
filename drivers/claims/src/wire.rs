//! The XML of the folder's files (`XmlMsg`): from data to bytes and back.

mod information;
mod reply;
mod request;

use quick_xml::Reader;
use quick_xml::events::Event;
use zeroize::Zeroizing;

use crate::code::Table;
use crate::elements::{Leaves, LeavesMut};
use crate::form::Form::{Any, Date, DateTime, Digits, Text};
use crate::form::{self, Form};
use crate::query::Search;
use crate::tree::Node;
use crate::writer::Writer;
use crate::{
    Body, Confirmation, ElderlyCertificate, Encoding, Error, Header, InsuredRecord, LimitCertificate,
    MedicalTicket, Notice, Personal, PrescriptionForm, SpecificDiseaseCertificate, Validity,
};

pub(crate) use reply::{fits, reply_to_xml};
pub(crate) use request::open;

/// Caps the size of a file that is read.
pub const MAX_FILE_BYTES: usize = 4 * 1024 * 1024;

/// Writes a result as the bytes of a file.
///
/// # Errors
/// A value that has not its element's form, or a character that the encoding does not carry.
pub fn to_xml(result: &Confirmation, encoding: Encoding) -> Result<Zeroizing<Vec<u8>>, Error> {
    result.header.check()?;
    message(encoding, |w| result.header.write(w, encoding), |w| result.body.write(w))
}

/// Reads the bytes of a result, in any order of elements, and refuses everything that the interface does not know.
///
/// # Errors
/// What is wrong with the file; never a value from it.
pub fn parse(bytes: &[u8]) -> Result<Confirmation, Error> {
    let (declared, header, body) = parts(bytes)?;
    let (header, identifier) = Header::read(header)?;
    let body = Body::read(body)?;
    if identifier != declared {
        return Err(Error::EncodingMismatch { declared, identifier });
    }
    header.check()?;
    Ok(Confirmation { header, body })
}

/// Writes a message around its header and body; the body is there even where nothing is in it.
fn message(
    encoding: Encoding,
    header: impl FnOnce(&mut Writer) -> Result<(), Error>,
    body: impl FnOnce(&mut Writer) -> Result<(), Error>,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let mut writer = Writer::new(encoding);
    writer.group("XmlMsg", |w| {
        w.group("MessageHeader", header)?;
        w.frame("MessageBody", body)
    })?;
    Ok(writer.finish())
}

/// Reads a message and gives its encoding, header and body.
fn parts(bytes: &[u8]) -> Result<(Encoding, Node, Node), Error> {
    if bytes.len() > MAX_FILE_BYTES {
        return Err(Error::TooLarge { size: bytes.len(), limit: MAX_FILE_BYTES });
    }
    // Ours begin without one; other programs are forgiven.
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let declared = declared_encoding(bytes)?;
    let mut message = Node::read(&declared.decode(bytes)?)?;
    if message.name != "XmlMsg" {
        return Err(Error::Missing { element: "XmlMsg" });
    }
    let header = require(message.take("MessageHeader")?, "MessageHeader")?;
    let body = require(message.take("MessageBody")?, "MessageBody")?;
    message.end()?;
    Ok((declared, header, body))
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
            (crate::ResultSegment::Normal, Some(_)) => {
                Err(Error::Contradiction { element: "ErrorCode", other: "SegmentOfResult" })
            }
            _ => Ok(()),
        }
    }

    fn write(&self, w: &mut Writer, encoding: Encoding) -> Result<(), Error> {
        self.write_with(w, encoding, None, None)
    }

    /// Writes the header of an answer about many: 受付番号, and how many there are, went well and failed.
    fn write_with(
        &self,
        w: &mut Writer,
        encoding: Encoding,
        reception_number: Option<&str>,
        counts: Option<[usize; 3]>,
    ) -> Result<(), Error> {
        required(w, "ProcessExecutionTime", DateTime, &self.processed_at)?;
        w.leaf("QualificationConfirmationDate", Date, self.confirmation_date.as_deref())?;
        required(w, "MedicalInstitutionCode", Digits(10), &self.institution_code)?;
        w.leaf("ArbitraryFileIdentifier", Text(50), self.file_identifier.as_deref())?;
        w.leaf("ReceptionNumber", Text(50), reception_number)?;
        w.leaf("ReferenceClassification", Any, self.reference_class.map(|class| class.code()))?;
        required(w, "SegmentOfResult", Any, self.result_segment.code())?;
        write_notice(w, "ErrorCode", "ErrorMessage", self.error.as_ref())?;
        let names = ["NumberOfProcessingResult", "NumberOfNormalProcessing", "NumberOfError"];
        for (element, count) in names.into_iter().zip(counts.into_iter().flatten()) {
            w.leaf(element, Any, Some(&count.to_string()))?;
        }
        required(w, "CharacterCodeIdentifier", Any, encoding.code())
    }

    fn read(mut node: Node) -> Result<(Self, Encoding), Error> {
        let class = take_code(&mut node, "ReferenceClassification")?;
        let segment = take_code(&mut node, "SegmentOfResult")?;
        let header = Self {
            processed_at: take_required(&mut node, "ProcessExecutionTime", DateTime)?,
            confirmation_date: Some(take_required(&mut node, "QualificationConfirmationDate", Date)?),
            institution_code: take_required(&mut node, "MedicalInstitutionCode", Digits(10))?,
            file_identifier: take_plain(&mut node, "ArbitraryFileIdentifier", Text(50))?,
            reference_class: Some(require(class, "ReferenceClassification")?),
            result_segment: require(segment, "SegmentOfResult")?,
            error: take_notice(&mut node, "ErrorCode", "ErrorMessage")?,
        };
        let encoding = take_code(&mut node, "CharacterCodeIdentifier")?;
        node.end()?;
        Ok((header, require(encoding, "CharacterCodeIdentifier")?))
    }
}

impl Body {
    fn write(&self, w: &mut Writer) -> Result<(), Error> {
        self.write_verdict(w)?;
        list(w, "ResultList", "ResultOfQualificationConfirmation", &self.results, InsuredRecord::write)
    }

    fn write_verdict(&self, w: &mut Writer) -> Result<(), Error> {
        if let Some(search) = &self.search {
            group(w, "QualificationConfirmSearchInfo", search.leaves())?;
        }
        required(w, "ProcessingResultStatus", Any, self.status.code())?;
        write_notice(w, "ProcessingResultCode", "ProcessingResultMessage", self.notice.as_ref())?;
        w.leaf("QualificationValidity", Any, self.validity.map(Validity::code))?;
        w.leaf("PrescriptionIssueSelect", Any, self.prescription_form.map(PrescriptionForm::code))
    }

    fn read(mut node: Node) -> Result<Self, Error> {
        let status = take_code(&mut node, "ProcessingResultStatus")?;
        let notice = take_notice(&mut node, "ProcessingResultCode", "ProcessingResultMessage")?;
        let validity = take_code(&mut node, "QualificationValidity")?;
        let mut prescription_form = take_code(&mut node, "PrescriptionIssueSelect")?;
        let mut search = None;
        if let Some(echo) = node.take("QualificationConfirmSearchInfo")? {
            read_all(echo, search.insert(Search::default()).leaves_mut())?;
        }
        let mut results = Vec::new();
        for mut result in take_list(&mut node, "ResultList", "ResultOfQualificationConfirmation")? {
            // Public implementations disagree on which side of `ResultList` the choice stands; one place is enough.
            if let Some(inner) = take_code(&mut result, "PrescriptionIssueSelect")?
                && *prescription_form.get_or_insert(inner) != inner
            {
                return Err(Error::Repeated { element: "PrescriptionIssueSelect".to_owned() });
            }
            results.push(InsuredRecord::read(result)?);
        }
        node.end()?;
        let status = require(status, "ProcessingResultStatus")?;
        Ok(Self { status, notice, validity, prescription_form, search, results })
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

fn take_code<T: Table>(node: &mut Node, element: &'static str) -> Result<Option<T>, Error> {
    let Some(code) = node.take_text(element, Any)? else { return Ok(None) };
    T::find(&code).map(Some).ok_or(Error::Malformed { element, expected: "a code of its table" })
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
        value.set(node.take_text(element, form)?.map(|text| Personal::from(text.as_str())));
    }
    Ok(())
}

fn read_all(mut node: Node, leaves: LeavesMut<'_>) -> Result<(), Error> {
    read_leaves(&mut node, leaves)?;
    node.end()
}

#[cfg(test)]
mod tests;
