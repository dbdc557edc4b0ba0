//! What can go wrong between the kiosk and the receipt computer, and whose move it is.

use std::path::PathBuf;

use crate::Encoding;

/// Names a failed delivery or an unreadable file; no variant holds a personal value.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The share is not there: not mounted, renamed, or removed while the kiosk ran.
    #[error("folder {} is missing: expected the OQS share to be mounted", path.display())]
    FolderMissing {
        /// The folder that was looked for.
        path: PathBuf,
    },
    /// Something that is not a folder has the folder's name.
    #[error("{} is not a folder: expected the OQS share", path.display())]
    NotAFolder {
        /// The path in question.
        path: PathBuf,
    },
    /// The kiosk's account may not write.
    #[error("folder {} is read-only for the kiosk: expected write permission", path.display())]
    ReadOnly {
        /// The path that refused.
        path: PathBuf,
    },
    /// The disk or the quota is used up.
    #[error("no space left for {}", path.display())]
    Full {
        /// The path that refused.
        path: PathBuf,
    },
    /// The file with the running number does not say what it must; beginning anew is a person's decision.
    #[error("{} holds no running number: restore it, or remove it to begin anew", path.display())]
    SequenceBroken {
        /// The file.
        path: PathBuf,
    },
    /// Any other answer of the operating system.
    #[error("cannot use {}: {source}", path.display())]
    Storage {
        /// The path in question.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A published file has this name and other content; it was left as it is.
    #[error("{name} exists with other content")]
    Conflict {
        /// The name, without its folder.
        name: String,
    },
    /// The result belongs to another institution than the folder.
    #[error("result of institution {got} for the folder of {expected}")]
    WrongInstitution {
        /// The folder's institution code.
        expected: String,
        /// The header's institution code.
        got: String,
    },

    /// A value does not have its element's form.
    #[error("{element}: expected {expected}")]
    Malformed {
        /// The element, or the argument, with the value.
        element: &'static str,
        /// The form asked for.
        expected: &'static str,
    },
    /// Two elements contradict each other.
    #[error("{element} contradicts {other}")]
    Contradiction {
        /// The element that should not be there, or should.
        element: &'static str,
        /// The element that says so.
        other: &'static str,
    },
    /// A character has no place in JIS X 0208, so a Shift_JIS file cannot carry it; it is never replaced.
    #[error("{element}: U+{:04X} ({character}) does not exist in Shift_JIS", *character as u32)]
    Unrepresentable {
        /// The element with the character.
        element: &'static str,
        /// The character.
        character: char,
    },
    /// A control character or non-character, which no value may hold.
    #[error("{element}: U+{code_point:04X} is not text")]
    NotText {
        /// The element with the character.
        element: &'static str,
        /// The character's number.
        code_point: u32,
    },

    /// The file is larger than any result can be.
    #[error("file of {size} bytes: expected at most {limit}")]
    TooLarge {
        /// Bytes found.
        size: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// The declared encoding is neither UTF-8 nor Shift_JIS.
    #[error("encoding {declared}: expected UTF-8 or Shift_JIS")]
    UnknownEncoding {
        /// The name in the XML declaration.
        declared: String,
    },
    /// The bytes are not text in the declared encoding.
    #[error("bytes are not {encoding}")]
    Undecodable {
        /// The declared encoding.
        encoding: Encoding,
    },
    /// The XML declaration and `CharacterCodeIdentifier` disagree.
    #[error("declared as {declared}, but CharacterCodeIdentifier says {identifier}")]
    EncodingMismatch {
        /// The declaration's encoding.
        declared: Encoding,
        /// The header's encoding.
        identifier: Encoding,
    },
    /// The text is not well-formed XML.
    #[error("not well-formed XML at byte {position}")]
    NotXml {
        /// Where, in bytes of the text as UTF-8.
        position: u64,
    },
    /// The file uses a part of XML that a result never needs.
    #[error("{what} at byte {position}: none is expected in a result")]
    Forbidden {
        /// The part of XML.
        what: &'static str,
        /// Where, in bytes of the text as UTF-8.
        position: u64,
    },
    /// An element that must be there is not.
    #[error("{element} is missing")]
    Missing {
        /// The element.
        element: &'static str,
    },
    /// An element that may be there once is there twice.
    #[error("{element} is there more than once")]
    Repeated {
        /// The element.
        element: String,
    },
    /// An element that the interface does not know at this place.
    #[error("{element} is not known in {parent}")]
    UnknownElement {
        /// The element, cut to 64 characters.
        element: String,
        /// The element around it.
        parent: String,
    },
}

/// Says whose move it is after an [`Error`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// Whoever runs the share: mounting, permission, space.
    Administrator,
    /// The desk: this patient's data cannot go this way and is entered by hand.
    Clerk,
    /// The program or system that produced the data.
    Developer,
}

impl Error {
    /// Says who can mend it.
    pub fn owner(&self) -> Owner {
        match self {
            Self::FolderMissing { .. }
            | Self::NotAFolder { .. }
            | Self::ReadOnly { .. }
            | Self::Full { .. }
            | Self::SequenceBroken { .. }
            | Self::Storage { .. }
            | Self::WrongInstitution { .. } => Owner::Administrator,
            Self::Unrepresentable { .. } => Owner::Clerk,
            _ => Owner::Developer,
        }
    }

    /// Says whether the same delivery may succeed later with nothing changed in the data.
    pub fn is_worth_a_retry(&self) -> bool {
        matches!(
            self,
            Self::FolderMissing { .. } | Self::ReadOnly { .. } | Self::Full { .. } | Self::Storage { .. }
        )
    }
}
