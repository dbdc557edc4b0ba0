//! Questions to the centre: what is never asked, what is asked, and whether the encoding carries what comes back.

use super::Centre;
use super::notices::{ended, failed, masked_number, not_outpatient, unwritable};
use crate::code::{Code, Known, MedicalTreatment};
use crate::finding::masked;
use crate::query::{Outcome, Question, Registration, Search, Unit};
use crate::wire::fits;
use crate::{Body, Encoding, MedicalRecord, Notice, ResultStatus, View};

/// Names a question after the writer, and the number under which its request was taken.
pub(super) fn id(writer: &str, number: &str) -> String {
    format!("folder-{writer}-{number}")
}

/// Answers one question of a bulk request.
pub(super) fn ask<C: Centre>(
    centre: &mut C,
    encoding: Encoding,
    id: &str,
    question: &Question,
    date: &str,
) -> Result<Vec<Unit>, Notice> {
    match question {
        Question::Check(search) => {
            checked(centre, encoding, id, search.clone(), date).map(|body| vec![Unit::Check(body)])
        }
        Question::Register(registration) => {
            let outcome = registered(centre, id, registration)?;
            Ok(vec![Unit::Registration(registration.clone(), outcome)])
        }
        Question::Consents(day) => {
            let people = centre.consents(id, day)?;
            Ok(people.into_iter().map(|body| Unit::Check(fitted(body, encoding))).collect())
        }
    }
}

/// Looks at medical information; whatever the centre says, nothing is seen after the consent's end.
pub(super) fn viewed<C: Centre>(
    centre: &mut C,
    id: &str,
    view: &View,
    now: &str,
) -> Result<MedicalRecord, Notice> {
    if let Some(finding) = masked(view.subject.leaves()).first() {
        return Err(masked_number(finding.element));
    }
    let treatment = view.scope.treatment.as_ref().map(Code::known);
    if !matches!(treatment, None | Some(Known::Listed(MedicalTreatment::Outpatient))) {
        return Err(not_outpatient());
    }
    let record = centre.view(id, view)?;
    match record.available_until.as_str() <= now {
        true => Err(ended()),
        false => Ok(record.within(&view.scope)),
    }
}

/// Asks about one person, and gives an answer that the encoding carries.
pub(super) fn checked<C: Centre>(
    centre: &mut C,
    encoding: Encoding,
    id: &str,
    search: Search,
    date: &str,
) -> Result<Body, Notice> {
    let mut body = match masked(search.leaves()).first() {
        Some(finding) => failed(masked_number(finding.element)),
        None => centre.check(id, &search, date)?,
    };
    body.search = Some(search);
    Ok(fitted(body, encoding))
}

/// Gives what is told about one person, or why the encoding cannot carry it.
fn fitted(body: Body, encoding: Encoding) -> Body {
    match fits(&body, encoding) {
        Ok(()) => body,
        Err(error) => {
            tracing::warn!(%error, "a result cannot be written");
            Body { search: body.search, ..failed(unwritable(&error)) }
        }
    }
}

pub(super) fn registered<C: Centre>(
    centre: &mut C,
    id: &str,
    registration: &Registration,
) -> Result<Outcome, Notice> {
    match masked(registration.leaves()).first() {
        Some(finding) => {
            Ok(Outcome { status: ResultStatus::Error, notice: Some(masked_number(finding.element)) })
        }
        None => centre.register(id, registration),
    }
}
