//! Every deadline of a visit, its length and its reason, in one table.

use std::time::Duration;

/// Why the session wants to be woken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Timer {
    /// Reading the chip takes so long that something is wrong.
    ReadingStuck,
    /// The centre takes so long that the patient should be told.
    CheckingSlow,
    /// The centre takes longer than a visit's patience.
    CheckingStuck,
    /// The receipt computer's folder does not answer.
    HandOverStuck,
    /// Nobody has touched anything for so long that they are asked whether they want more time.
    StillThere,
    /// The card lies there and nobody touches anything.
    Unattended,
    /// The card was not taken after the end.
    CardLeft,
    /// The last screen has been shown long enough after the card was taken.
    Linger,
    /// The light has called long enough after a card left behind; the screen and the voice go on.
    Light,
}

impl Timer {
    /// Every timer, for tables and tests.
    pub const ALL: [Self; 9] = [
        Self::ReadingStuck,
        Self::CheckingSlow,
        Self::CheckingStuck,
        Self::HandOverStuck,
        Self::StillThere,
        Self::Unattended,
        Self::CardLeft,
        Self::Linger,
        Self::Light,
    ];

    /// How long after arming it fires.
    ///
    /// The public record names 3–7 s for the centre's answer (eligibility-interface 1.1); the other
    /// lengths are this project's own.
    pub const fn length(self) -> Duration {
        match self {
            Self::ReadingStuck | Self::HandOverStuck => Duration::from_secs(10),
            Self::CheckingSlow => Duration::from_secs(2),
            Self::CheckingStuck => Duration::from_secs(20),
            Self::StillThere => Duration::from_secs(120),
            Self::Unattended => Duration::from_secs(180),
            Self::CardLeft => Duration::from_secs(30),
            Self::Linger => Duration::from_secs(8),
            Self::Light => Duration::from_secs(300),
        }
    }
}
