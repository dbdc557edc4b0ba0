//! Writes the files of `res`.

use zeroize::Zeroizing;

use super::information::{record_to_xml, refusal_to_xml};
use super::request::REGISTRATION;
use super::{group, message, required, to_xml, write_notice};
use crate::form::Form::{Any, DateTime, Text};
use crate::query::{Outcome, Registration, Reply, Unit};
use crate::writer::Writer;
use crate::{Body, Encoding, Error, Header, InsuredRecord, Kind, ResultStatus};

/// Writes an answer to a request of a kind as the bytes of a file.
pub(crate) fn reply_to_xml(
    reply: &Reply,
    kind: Kind,
    encoding: Encoding,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let plain = |header: &Header, body: &dyn Fn(&mut Writer) -> Result<(), Error>| {
        message(encoding, |w| header.write(w, encoding), body)
    };
    match reply {
        Reply::Check(confirmation) => to_xml(confirmation, encoding),
        Reply::Registration(header, registration, outcome) => {
            plain(header, &|w| write_registration(w, registration, outcome))
        }
        Reply::Accepted { header, reception_number, received_at } => plain(header, &|w| {
            required(w, "ReceptionNumber", Text(50), reception_number)?;
            required(w, "ReceptionDateTime", DateTime, received_at)
        }),
        Reply::Units { header, reception_number, units } => {
            let counts = Some(counts(units));
            let header = |w: &mut Writer| header.write_with(w, encoding, Some(reception_number), counts);
            message(encoding, header, |w| units.iter().try_for_each(|unit| unit.write(w)))
        }
        Reply::Pending { header, reception_number } => {
            let header = |w: &mut Writer| header.write_with(w, encoding, Some(reception_number), None);
            message(encoding, header, |_| Ok(()))
        }
        Reply::Record(header, record) => {
            let information = kind.information().ok_or(Error::Missing { element: "ResultCode" })?;
            record_to_xml(header, information, record, encoding)
        }
        Reply::Refused(header) if kind.information().is_some() => refusal_to_xml(header, encoding),
        Reply::Refused(header) => {
            plain(header, &|w| required(w, "ProcessingResultStatus", Any, ResultStatus::Error.code()))
        }
    }
}

/// Says whether an encoding carries what is told about one person.
pub(crate) fn fits(body: &Body, encoding: Encoding) -> Result<(), Error> {
    body.write(&mut Writer::new(encoding))
}

/// Counts how many there are, went well and failed.
fn counts(units: &[Unit]) -> [usize; 3] {
    let normal = units.iter().filter(|unit| unit.status() == ResultStatus::Normal).count();
    [units.len(), normal, units.len() - normal]
}

impl Unit {
    fn write(&self, w: &mut Writer) -> Result<(), Error> {
        match self {
            Self::Check(body) => w.group("BulkConfirmUnit", |w| write_unit(w, body)),
            Self::Registration(registration, outcome) => {
                w.group("BulkRegistrationUnit", |w| write_registration(w, registration, outcome))
            }
        }
    }
}

/// Writes one person of a bulk check: the results stand without a list, and 照会番号 beside them.
fn write_unit(w: &mut Writer, body: &Body) -> Result<(), Error> {
    body.write_verdict(w)?;
    for result in &body.results {
        let unnumbered = InsuredRecord { reference_number: None, ..result.clone() };
        w.group("ResultOfQualificationConfirmation", |w| unnumbered.write(w))?;
    }
    let number = body.results.iter().find_map(|result| result.reference_number.as_ref());
    w.leaf("ReferenceNumber", Text(50), number.map(|number| number.reveal()))
}

fn write_registration(w: &mut Writer, registration: &Registration, outcome: &Outcome) -> Result<(), Error> {
    group(w, REGISTRATION, registration.leaves())?;
    required(w, "ProcessingResultStatus", Any, outcome.status.code())?;
    write_notice(w, "ProcessingResultCode", "ProcessingResultMessage", outcome.notice.as_ref())
}
