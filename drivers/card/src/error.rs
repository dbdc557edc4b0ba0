//! What can go wrong in a dialogue with a card.

use crate::{PhotoError, StatusWord, TransmitError};

/// Why a dialogue ended without its result; no variant carries personal data.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The command or its response was lost.
    #[error(transparent)]
    Transmit(#[from] TransmitError),
    /// The reader lost the card over the first extended length, before any secret was presented.
    ///
    /// Power the card anew, begin a dialogue with [`Lengths::Short`](crate::Lengths::Short), and do the same again.
    #[error("the reader does not pass extended lengths: {0}")]
    LostOverLength(TransmitError),
    /// The card answered a command with a status word that the dialogue has no use for.
    #[error("the card refused {command}: {status}")]
    Refused {
        /// What was asked.
        command: &'static str,
        /// What the card said.
        status: StatusWord,
    },
    /// The PIN is wrong.
    #[error("wrong PIN, {tries} tries left")]
    WrongPin {
        /// Tries left, at least 1.
        tries: u8,
    },
    /// The PIN is blocked, now or since earlier; only the municipal office can unlock it.
    #[error("the PIN is blocked")]
    PinBlocked,
    /// 照合番号B is wrong.
    #[error("wrong verification code B, {tries} tries left")]
    WrongCode {
        /// Tries left, at least 1.
        tries: u8,
    },
    /// 照合番号B is blocked, now or since earlier; only the municipal office can unlock it.
    #[error("verification code B is blocked")]
    CodeBlocked,
    /// So few tries are left that nothing was presented; see [`LastTry`](crate::LastTry).
    #[error("only {tries} tries left, and nobody agreed to use one")]
    LastTry {
        /// Tries left, at least 1.
        tries: u8,
    },
    /// The card's data do not have the form that its specification gives them.
    #[error("malformed {0}")]
    Malformed(&'static str),
    /// The photo cannot be decoded.
    #[error(transparent)]
    Photo(#[from] PhotoError),
}
