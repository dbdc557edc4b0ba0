//! Reads the files of `req`.

use super::{parts, read_all, require, take_code, take_plain, take_required};
use crate::form::Form::{Date, Digits, Text};
use crate::name::Kind;
use crate::query::{Ask, ConsentPeriod, Registration, Request, RequestHeader, Search};
use crate::tree::Node;
use crate::{Encoding, Error, ReferenceClass, Subject, View};

impl Request {
    /// Reads the bytes of a request of a kind, in any order of elements.
    ///
    /// # Errors
    /// What is wrong with the file; never a value from it.
    pub fn parse(kind: Kind, bytes: &[u8]) -> Result<Self, Error> {
        let (header, ask) = open(kind, bytes)?;
        Ok(Self { header, ask: ask? })
    }
}

/// Reads a request's header, and then what it asks: a wrong question can still be answered to whom it came from.
pub(crate) fn open(kind: Kind, bytes: &[u8]) -> Result<(RequestHeader, Result<Ask, Error>), Error> {
    let (declared, mut header, body) = parts(bytes)?;
    let view = kind.information().map(|information| (information, Subject::take(&mut header)));
    let header = RequestHeader::read(header, declared)?;
    let ask = match view {
        Some((information, subject)) => subject
            .and_then(|subject| View::read(information, subject, body))
            .map(|view| Ask::View(Box::new(view))),
        None => Ask::read(kind, body),
    };
    Ok((header, ask))
}

impl RequestHeader {
    fn read(mut node: Node, declared: Encoding) -> Result<Self, Error> {
        let header = Self {
            institution_code: take_required(&mut node, "MedicalInstitutionCode", Digits(10))?,
            confirmation_date: take_plain(&mut node, "QualificationConfirmationDate", Date)?,
            file_identifier: take_plain(&mut node, "ArbitraryFileIdentifier", Text(50))?,
        };
        // Not part of a request by the public record, but some programs write one header for both directions.
        let _: Option<ReferenceClass> = take_code(&mut node, "ReferenceClassification")?;
        let identifier = take_code(&mut node, "CharacterCodeIdentifier")?.unwrap_or(declared);
        node.end()?;
        if identifier == declared {
            Ok(header)
        } else {
            Err(Error::EncodingMismatch { declared, identifier })
        }
    }
}

impl Ask {
    fn read(kind: Kind, mut node: Node) -> Result<Self, Error> {
        let ask = match kind {
            Kind::Check => {
                let search = require(node.take(SEARCH)?, SEARCH)?;
                Self::Check(Search::read(search)?)
            }
            Kind::BulkCheck => Self::BulkCheck(all(&mut node, SEARCH, Search::read)?),
            Kind::Register => {
                let registration = require(node.take(REGISTRATION)?, REGISTRATION)?;
                Self::Register(Registration::read(registration)?)
            }
            Kind::BulkRegister => Self::BulkRegister(all(&mut node, REGISTRATION, Registration::read)?),
            Kind::VisitConsents | Kind::OnlineConsents => {
                let mut period = ConsentPeriod::default();
                read_all(require(node.take(SEARCH)?, SEARCH)?, period.leaves_mut())?;
                period.days()?;
                Self::Consents(period)
            }
            _ => Self::Fetch(take_required(&mut node, "ReceptionNumber", Text(50))?),
        };
        node.end()?;
        Ok(ask)
    }
}

const SEARCH: &str = "QualificationConfirmSearchInfo";
pub(super) const REGISTRATION: &str = "ReferenceNumberRegistrationInfo";

fn all<T>(
    node: &mut Node,
    element: &'static str,
    read: fn(Node) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    let found = node.take_all(element);
    if found.is_empty() {
        return Err(Error::Missing { element });
    }
    found.into_iter().map(read).collect()
}

impl Search {
    fn read(node: Node) -> Result<Self, Error> {
        let mut search = Self::default();
        read_all(node, search.leaves_mut())?;
        require(search.insurer_number.as_ref(), "InsurerNumber")?;
        require(search.identification_number.as_ref(), "InsuredIdentificationNumber")?;
        require(search.birthdate.as_ref(), "Birthdate")?;
        Ok(search)
    }
}

impl Registration {
    fn read(node: Node) -> Result<Self, Error> {
        let mut registration = Self::default();
        read_all(node, registration.leaves_mut())?;
        require(registration.reference_number.as_ref(), "ReferenceNumber")?;
        require(registration.insurer_number.as_ref(), "InsurerNumber")?;
        require(registration.identification_number.as_ref(), "InsuredIdentificationNumber")?;
        Ok(registration)
    }
}
