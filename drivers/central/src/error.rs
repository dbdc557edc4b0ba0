//! What can go wrong between the kiosk and the service, told apart by layer.
//!
//! Every variant is a fault with another owner: the line, the name server, the institution's certificate, the centre.
//! No variant carries anything that a message said about a person.

use crate::wire::{Problem, RefusalCode};
use std::error::Error as StdError;
use std::io;
use std::iter::successors;

/// What is wrong with an answer whose end never came.
const BREAKS_OFF: &str = "the answer breaks off";

/// Is a layer between the kiosk and an answer, from near to far: what is fine at one is fine at all before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Layer {
    /// This kiosk's own settings.
    Kiosk,
    /// The service's host name.
    Name,
    /// The line to its address.
    Route,
    /// TLS, with the service's certificate.
    Tls,
    /// This kiosk's certificate, and its place in the service's list.
    Certificate,
    /// The service itself.
    Service,
}

impl Layer {
    /// The layer's name in a report.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kiosk => "settings",
            Self::Name => "name",
            Self::Route => "route",
            Self::Tls => "TLS",
            Self::Certificate => "certificate",
            Self::Service => "service",
        }
    }
}

/// Says whose move it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// The institution's IT: settings, name server, line, certificates.
    HospitalIt,
    /// The service's operator.
    Centre,
    /// Nobody's here: the service refuses what this one visit brought.
    Visit,
}

/// Says which layer failed, and how.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The configuration cannot make a client: a bad address, certificate or key.
    #[error("configuration: {what}")]
    Configuration {
        /// What is wrong with it.
        what: &'static str,
    },
    /// The service's host name has no address.
    #[error("the service's name does not resolve")]
    NameResolution,
    /// No connection, or it broke before an answer began.
    #[error("the service is not reachable")]
    Unreachable,
    /// The TLS handshake failed for a reason other than our certificate, mostly a certificate that we do not trust.
    #[error("TLS failed: {what}")]
    Tls {
        /// The reason in rustls' words, which name no person.
        what: String,
    },
    /// The service does not accept the certificate that this kiosk presents.
    #[error("the service refuses this kiosk's certificate")]
    ClientCertificateRefused,
    /// Connected, but no whole answer within the request timeout.
    #[error("no answer in time")]
    TimedOut,
    /// The service answered, and not with what was asked: maintenance, overload, a proxy's page.
    #[error("HTTP status {status}")]
    Http {
        /// The HTTP status code.
        status: u16,
        /// The problem document (RFC 9457), where the body is one.
        problem: Option<Problem>,
    },
    /// The answer is cut short, is not of the agreed form, or belongs to another question.
    #[error("malformed answer: {what}")]
    Malformed {
        /// What is wrong with it, without quoting it.
        what: &'static str,
    },
    /// The service understood the question and refuses it.
    #[error("refused: {code:?}")]
    Refused {
        /// Why.
        code: RefusalCode,
    },
}

impl Error {
    /// Says at which layer the way to an answer ended.
    pub fn layer(&self) -> Layer {
        match self {
            Self::Configuration { .. } => Layer::Kiosk,
            Self::NameResolution => Layer::Name,
            Self::Unreachable => Layer::Route,
            Self::Tls { .. } => Layer::Tls,
            Self::ClientCertificateRefused | Self::Refused { code: RefusalCode::KioskNotRegistered } => {
                Layer::Certificate
            }
            Self::TimedOut | Self::Http { .. } | Self::Malformed { .. } | Self::Refused { .. } => {
                Layer::Service
            }
        }
    }

    /// Says whose move it is.
    pub fn owner(&self) -> Owner {
        match (self, self.layer()) {
            (_, Layer::Kiosk | Layer::Name | Layer::Route | Layer::Tls | Layer::Certificate) => {
                Owner::HospitalIt
            }
            (Self::Refused { code }, _) if *code != RefusalCode::Maintenance => Owner::Visit,
            (_, Layer::Service) => Owner::Centre,
        }
    }

    /// Says whether asking again at once may help; every step is answered once per request id, however often asked.
    pub(crate) fn is_passing(&self) -> bool {
        match self {
            Self::Unreachable | Self::TimedOut | Self::Http { status: 502 | 504, .. } => true,
            Self::Malformed { what } => *what == BREAKS_OFF,
            _ => false,
        }
    }

    /// Says whether the next step, whoever's it is, must expect the same; a refusal needs no patience and is asked again.
    pub(crate) fn is_of_the_line(&self) -> bool {
        match self {
            Self::NameResolution | Self::Unreachable | Self::Tls { .. } | Self::TimedOut => true,
            Self::Http { status, .. } => *status >= 500,
            _ => false,
        }
    }

    /// Reads the layer out of a transport error; `answer_began` once the status line has arrived.
    pub(crate) fn from_transport(error: &reqwest::Error, answer_began: bool) -> Self {
        let connecting = error.is_connect();
        Self::from_causes(error).unwrap_or(match (answer_began, error.is_timeout(), connecting) {
            (_, true, false) => Self::TimedOut,
            (true, ..) => Self::Malformed { what: BREAKS_OFF },
            (false, ..) => Self::Unreachable,
        })
    }

    /// Finds a name server or TLS among the causes of an error.
    pub(crate) fn from_causes(error: &(dyn StdError + 'static)) -> Option<Self> {
        causes(error).find_map(by_cause)
    }
}

/// Marks an error that the name server's side caused, so that it can be found among the causes.
#[derive(Debug, thiserror::Error)]
#[error("name resolution failed")]
pub(crate) struct ResolutionFailed;

/// Walks an error and its causes.
///
/// `io::Error::source` skips the very error that it wraps, which is where rustls' reason sits.
fn causes<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    successors(Some(error), |error| cause_of(*error))
}

fn cause_of<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a (dyn StdError + 'static)> {
    match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(inner) => Some(inner),
        None => error.source(),
    }
}

fn by_cause(cause: &(dyn StdError + 'static)) -> Option<Error> {
    if cause.is::<ResolutionFailed>() {
        return Some(Error::NameResolution);
    }
    cause.downcast_ref::<rustls::Error>().map(from_tls)
}

pub(crate) fn from_tls(error: &rustls::Error) -> Error {
    use rustls::AlertDescription as Alert;
    match error {
        rustls::Error::AlertReceived(
            Alert::CertificateRequired
            | Alert::BadCertificate
            | Alert::UnsupportedCertificate
            | Alert::CertificateRevoked
            | Alert::CertificateExpired
            | Alert::CertificateUnknown
            | Alert::UnknownCA
            | Alert::AccessDenied
            | Alert::DecryptError,
        ) => Error::ClientCertificateRefused,
        other => Error::Tls { what: other.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_is_found_below_an_io_error() {
        let alert = rustls::Error::AlertReceived(rustls::AlertDescription::UnknownCA);
        let wrapped = io::Error::new(io::ErrorKind::InvalidData, alert);
        assert_eq!(Error::from_causes(&wrapped), Some(Error::ClientCertificateRefused));
    }

    #[test]
    fn only_a_broken_line_or_answer_is_worth_asking_again() {
        let check = |error: Error, expected: bool| assert_eq!(error.is_passing(), expected, "{error}");
        check(Error::Unreachable, true);
        check(Error::Http { status: 502, problem: None }, true);
        check(Error::Http { status: 504, problem: None }, true);
        check(Error::Http { status: 503, problem: None }, false);
        check(Error::TimedOut, true);
        check(Error::Malformed { what: BREAKS_OFF }, true);
        check(Error::Malformed { what: "the answer is not JSON" }, false);
        check(Error::ClientCertificateRefused, false);
        check(Error::Refused { code: RefusalCode::NonceUsed }, false);
    }
}
