//! The status word that ends every response (ISO/IEC 7816-4 clause 5.6; my-number-card fact 1.4).

use std::fmt;

/// What a card says of a command, as a lossless reading of the two bytes SW1 SW2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StatusWord {
    /// 9000: done.
    Ok,
    /// 61xx: done, more data wait for GET RESPONSE (0 stands for 256 or more).
    MoreData {
        /// How many bytes wait.
        length: u8,
    },
    /// 6282: the file ended before Le bytes were read.
    EndOfFile,
    /// 6300: the secret is wrong and has no limit.
    VerifyFailedUnlimited,
    /// 63Cx: the secret is wrong, or was only asked for; `tries` are left.
    VerifyFailed {
        /// Tries left, 0–15; 0 means blocked just now.
        tries: u8,
    },
    /// 6700: wrong length.
    WrongLength,
    /// 6881: logical channel not supported.
    ChannelNotSupported,
    /// 6981: the file is of another type.
    WrongFileType,
    /// 6982: the secret that opens this was not verified.
    SecurityStatus,
    /// 6983: the secret is blocked, in the words of ISO/IEC 7816-4.
    MethodBlocked,
    /// 6984: the secret is blocked, in the words of this card.
    Blocked,
    /// 6985: conditions of use not satisfied.
    ConditionsOfUse,
    /// 6986: no file is selected.
    NoCurrentFile,
    /// 6A82: no such file or application.
    NotFound,
    /// 6A83: no such record.
    RecordNotFound,
    /// 6A86: wrong P1 or P2.
    WrongParameters,
    /// 6A88: no such key or object.
    KeyNotFound,
    /// 6B00: the offset lies past the end of the file.
    WrongOffset,
    /// 6Cxx: wrong Le, `length` is right (0 stands for 256).
    WrongLe {
        /// The Le to repeat the command with.
        length: u8,
    },
    /// 6D00: instruction not supported.
    InstructionNotSupported,
    /// 6E00: class not supported.
    ClassNotSupported,
    /// 6F00: no precise diagnosis, which the first command after a power-up may meet.
    Unspecified,
    /// Any other status word.
    Other(u16),
}

impl From<u16> for StatusWord {
    fn from(word: u16) -> Self {
        match (word, word as u8) {
            (0x9000, _) => Self::Ok,
            (0x6100..=0x61FF, length) => Self::MoreData { length },
            (0x6282, _) => Self::EndOfFile,
            (0x6300, _) => Self::VerifyFailedUnlimited,
            (0x63C0..=0x63CF, low) => Self::VerifyFailed { tries: low & 0x0F },
            (0x6700, _) => Self::WrongLength,
            (0x6881, _) => Self::ChannelNotSupported,
            (0x6981, _) => Self::WrongFileType,
            (0x6982, _) => Self::SecurityStatus,
            (0x6983, _) => Self::MethodBlocked,
            (0x6984, _) => Self::Blocked,
            (0x6985, _) => Self::ConditionsOfUse,
            (0x6986, _) => Self::NoCurrentFile,
            (0x6A82, _) => Self::NotFound,
            (0x6A83, _) => Self::RecordNotFound,
            (0x6A86, _) => Self::WrongParameters,
            (0x6A88, _) => Self::KeyNotFound,
            (0x6B00, _) => Self::WrongOffset,
            (0x6C00..=0x6CFF, length) => Self::WrongLe { length },
            (0x6D00, _) => Self::InstructionNotSupported,
            (0x6E00, _) => Self::ClassNotSupported,
            (0x6F00, _) => Self::Unspecified,
            (other, _) => Self::Other(other),
        }
    }
}

impl From<StatusWord> for u16 {
    fn from(status: StatusWord) -> Self {
        match status {
            StatusWord::Ok => 0x9000,
            StatusWord::MoreData { length } => 0x6100 | u16::from(length),
            StatusWord::EndOfFile => 0x6282,
            StatusWord::VerifyFailedUnlimited => 0x6300,
            StatusWord::VerifyFailed { tries } => 0x63C0 | u16::from(tries & 0x0F),
            StatusWord::WrongLength => 0x6700,
            StatusWord::ChannelNotSupported => 0x6881,
            StatusWord::WrongFileType => 0x6981,
            StatusWord::SecurityStatus => 0x6982,
            StatusWord::MethodBlocked => 0x6983,
            StatusWord::Blocked => 0x6984,
            StatusWord::ConditionsOfUse => 0x6985,
            StatusWord::NoCurrentFile => 0x6986,
            StatusWord::NotFound => 0x6A82,
            StatusWord::RecordNotFound => 0x6A83,
            StatusWord::WrongParameters => 0x6A86,
            StatusWord::KeyNotFound => 0x6A88,
            StatusWord::WrongOffset => 0x6B00,
            StatusWord::WrongLe { length } => 0x6C00 | u16::from(length),
            StatusWord::InstructionNotSupported => 0x6D00,
            StatusWord::ClassNotSupported => 0x6E00,
            StatusWord::Unspecified => 0x6F00,
            StatusWord::Other(word) => word,
        }
    }
}

impl fmt::Display for StatusWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04X}", u16::from(*self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_word_survives_the_round_trip() {
        for word in 0..=u16::MAX {
            assert_eq!(u16::from(StatusWord::from(word)), word);
        }
    }

    #[test]
    fn the_counter_and_the_length_are_carried_inside() {
        assert_eq!(StatusWord::from(0x63C2), StatusWord::VerifyFailed { tries: 2 });
        assert_eq!(StatusWord::from(0x63C0), StatusWord::VerifyFailed { tries: 0 });
        assert_eq!(StatusWord::from(0x6C1F), StatusWord::WrongLe { length: 0x1F });
        assert_eq!(StatusWord::from(0x6FFF), StatusWord::Other(0x6FFF));
        assert_eq!(StatusWord::from(0x6A82).to_string(), "6A82");
    }
}
