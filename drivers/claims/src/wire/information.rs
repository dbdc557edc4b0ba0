//! Reads requests for medical information and writes what is shown; these files have a header of their own.

use zeroize::Zeroizing;

use super::{message, read_all, read_leaves, require, required, write_leaves};
use crate::elements::Leaves;
use crate::form::Form::{Any, Date, DateTime, Digits, Text};
use crate::information::{Checkup, Dispensing, Information, MedicalRecord, Scope, Subject, View};
use crate::tree::Node;
use crate::writer::Writer;
use crate::{Encoding, Error, Header};

/// 結果コード of a file that shows what was asked for; with every other there is a sentence.
const SHOWN: &str = "1";

impl Subject {
    /// Takes the person and the viewer out of a header, of which the rest is that of any request.
    pub(super) fn take(header: &mut Node) -> Result<Self, Error> {
        let mut subject = Self::default();
        read_leaves(header, subject.leaves_mut())?;
        require(subject.insurer_number.as_ref(), "InsurerNumber")?;
        require(subject.identification_number.as_ref(), "InsuredPersonIdentificationNumber")?;
        Ok(subject)
    }
}

impl View {
    pub(super) fn read(information: Information, subject: Subject, body: Node) -> Result<Self, Error> {
        let mut scope = Scope::default();
        read_all(body, scope.leaves_mut())?;
        Ok(Self { information, subject, scope })
    }
}

/// Writes what is shown.
pub(super) fn record_to_xml(
    header: &Header,
    information: Information,
    record: &MedicalRecord,
    encoding: Encoding,
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let head = |w: &mut Writer| {
        write_head(w, header, SHOWN)?;
        required(w, "AvailableTime", DateTime, &record.available_until)?;
        write_patient(w, information, record)?;
        required(w, "CharacterCodeIdentifier", Any, encoding.code())
    };
    message(encoding, head, |w| match information {
        Information::Medicines => write_medicines(w, &record.dispensings),
        Information::Checkups => record.checkups.iter().try_for_each(|checkup| write_checkup(w, checkup)),
        Information::Clinical => {
            let write =
                |w: &mut Writer, leaves: Leaves<'_>| w.group("ClinicalInf", |w| write_leaves(w, leaves));
            w.group("ClinicalInfs", |w| record.entries.iter().try_for_each(|entry| write(w, entry.leaves())))
        }
    })
}

/// Writes why nothing is shown.
pub(super) fn refusal_to_xml(header: &Header, encoding: Encoding) -> Result<Zeroizing<Vec<u8>>, Error> {
    let why = header.error.clone().unwrap_or_default();
    let head = |w: &mut Writer| {
        write_head(w, header, &why.code)?;
        required(w, "MessageContents", Any, &why.message)?;
        required(w, "CharacterCodeIdentifier", Any, encoding.code())
    };
    message(encoding, head, |_| Ok(()))
}

fn write_head(w: &mut Writer, header: &Header, result_code: &str) -> Result<(), Error> {
    required(w, "ProcessExecutionTime", DateTime, &header.processed_at)?;
    required(w, "MedicalInstitutionCode", Digits(10), &header.institution_code)?;
    w.leaf("ArbitraryFileIdentifier", Text(50), header.file_identifier.as_deref())?;
    required(w, "ResultCode", Any, result_code)
}

/// Names the patient; the two public trees call the same four elements differently.
fn write_patient(w: &mut Writer, information: Information, record: &MedicalRecord) -> Result<(), Error> {
    let (group, [name, kana, birth, sex]) = match information {
        Information::Checkups => {
            ("QualificationsInfo", ["Name", "KanasName", "Birthday", "AdministrativeGenderCode"])
        }
        Information::Medicines | Information::Clinical => {
            ("QuaInf", ["Name", "KanaName", "Birth", "AdmGendCode"])
        }
    };
    let leaves = vec![
        (name, Any, record.name.as_ref()),
        (kana, Any, record.name_kana.as_ref()),
        (birth, Date, record.birthdate.as_ref()),
        (sex, Digits(1), record.sex.as_ref()),
    ];
    w.group(group, |w| write_leaves(w, leaves))
}

/// Writes month after month, each with its days, each day with its medicines.
fn write_medicines(w: &mut Writer, dispensings: &[Dispensing]) -> Result<(), Error> {
    for days in dispensings.chunk_by(|one, next| one.month() == next.month()) {
        w.group("MeTrMonthInf", |w| {
            w.leaf("MeTrMonth", Digits(6), days.first().map(Dispensing::month))?;
            w.group("DiDateInfs", |w| days.iter().try_for_each(|day| write_dispensing(w, day)))
        })?;
    }
    Ok(())
}

fn write_dispensing(w: &mut Writer, day: &Dispensing) -> Result<(), Error> {
    w.group("DiDateInf", |w| {
        required(w, "DiDate", Date, day.dispensed_on.reveal())?;
        w.group("DrugInfs", |w| {
            day.medicines.iter().try_for_each(|drug| w.group("DrugInf", |w| write_leaves(w, drug.leaves())))
        })
    })
}

fn write_checkup(w: &mut Writer, checkup: &Checkup) -> Result<(), Error> {
    let item = |w: &mut Writer, leaves: Leaves<'_>| {
        w.group("HealthCheckupResultAndQuestionInfo", |w| write_leaves(w, leaves))
    };
    w.group("SpecificHealthCheckupInfo", |w| {
        required(w, "EffectiveTime", Date, checkup.examined_on.reveal())?;
        w.group("HealthCheckupResultAndQuestionInfos", |w| {
            checkup.items.iter().try_for_each(|one| item(w, one.leaves()))
        })
    })
}
