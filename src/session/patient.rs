//! Domain words of a visit. Nothing here can be serialised, and nothing personal can be printed.

use std::fmt;
use zeroize::Zeroize;

/// A personal value: `Debug` and `Display` never show it, and it is wiped when dropped.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Personal(String);

impl Personal {
    /// Wraps a value that belongs to a person.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// Hands out the value; call it only where the person, or who serves them, is meant to see it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Personal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹personal›")
    }
}

impl fmt::Display for Personal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹personal›")
    }
}

impl Drop for Personal {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

/// Decimal digits being typed: a PIN, a staff PIN, or the code printed on a card.
///
/// The buffer is allocated once at its full capacity, so no copy is left behind by growth.
#[derive(Clone, PartialEq, Eq)]
pub struct Digits {
    typed: Vec<u8>,
    capacity: usize,
}

impl Digits {
    /// Starts an empty entry of at most `capacity` digits.
    pub fn empty(capacity: usize) -> Self {
        Self { typed: Vec::with_capacity(capacity), capacity }
    }

    /// Reads an entry from text; `None` unless it is all ASCII digits.
    pub fn parse(text: &str) -> Option<Self> {
        let mut digits = Self::empty(text.len());
        text.bytes().all(|byte| byte.is_ascii_digit()).then(|| {
            digits.typed.extend_from_slice(text.as_bytes());
            digits
        })
    }

    /// Adds a digit 0–9; more than fits, or anything else, is ignored as a keypad would.
    pub fn push(&mut self, digit: u8) {
        if digit <= 9 && !self.is_full() {
            self.typed.push(b'0' + digit);
        }
    }

    /// Takes the last digit back.
    pub fn pop(&mut self) {
        if let Some(last) = self.typed.last_mut() {
            last.zeroize();
            self.typed.pop();
        }
    }

    /// Wipes the entry and starts again.
    pub fn clear(&mut self) {
        self.typed.zeroize();
    }

    /// Says how many digits have been typed.
    pub fn len(&self) -> usize {
        self.typed.len()
    }

    /// Says whether nothing has been typed.
    pub fn is_empty(&self) -> bool {
        self.typed.is_empty()
    }

    /// Says whether no more digits fit.
    pub fn is_full(&self) -> bool {
        self.typed.len() == self.capacity
    }

    /// Hands out the digits as ASCII.
    pub fn reveal(&self) -> &str {
        // Only ASCII digits are ever pushed.
        std::str::from_utf8(&self.typed).unwrap_or_default()
    }

    /// Moves the digits out and leaves an empty entry of the same capacity.
    #[must_use]
    pub fn take(&mut self) -> Self {
        let capacity = self.capacity;
        std::mem::replace(self, Self::empty(capacity))
    }
}

impl fmt::Debug for Digits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("‹digits›")
    }
}

impl Drop for Digits {
    fn drop(&mut self) {
        self.typed.zeroize();
    }
}

/// Length of the user-authentication PIN (my-number-card 1.3).
pub const PIN_LENGTH: usize = 4;
/// Length of 照合番号B: birth date 6, expiry year 4, security code 4 (my-number-card 1.3).
pub const PRINTED_CODE_LENGTH: usize = 14;
/// Longest staff PIN.
pub const STAFF_PIN_LENGTH: usize = 8;

/// What kind of card was laid down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CardKind {
    /// A plastic My Number Card.
    MyNumber,
    /// Its predecessor, 住民基本台帳カード.
    Juki,
    /// A phone that carries the certificates.
    Phone,
    /// A generation of My Number Cards that this kiosk does not know yet.
    Unsupported,
    /// Any other card.
    Other,
}

/// How a card goes into the house's reader; makers build three kinds (reception-domain 1.8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub enum CardPlace {
    /// It is laid flat on a tray.
    #[default]
    Tray,
    /// It is pushed in lengthwise, from the front.
    Slot,
    /// It is put in upright, from above.
    Top,
}

/// Where the user-authentication certificate stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// Valid, more than three months left.
    Valid,
    /// Valid, three months or less left.
    ExpiresSoon {
        /// Whole days until it ends.
        days: u16,
    },
    /// Ended within the last three months: eligibility only, no medical information.
    Grace,
    /// Ended longer ago, or not yet begun: unusable.
    Dead,
}

/// What reading the chip told, as far as the visit needs it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CardFacts {
    /// The kind of card.
    pub kind: CardKind,
    /// The certificate's period; `Dead` for a card without one.
    pub period: Period,
    /// The last day on which the card serves here: of the certificate, then of its grace. `None` where that is far or past.
    pub serves_until: Option<Day>,
}

/// Whether the photo in the chip can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Photo {
    /// A face was found in it.
    Usable,
    /// The card holds none: issued to an infant.
    Absent,
    /// It is there, but no face could be found in it.
    Unusable,
}

/// How the person was shown to be the card's holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// The live face matches the photo in the chip.
    Face,
    /// The chip signed with the user-authentication PIN.
    Pin,
    /// A clerk compared with their own eyes (目視).
    Clerk,
}

/// How the patient wants a prescription, should there be one (処方箋発行形態, eligibility-interface OQSCD017).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PrescriptionForm {
    /// 電子処方箋: the pharmacy fetches it.
    Electronic,
    /// 紙の処方箋: the patient carries it.
    Paper,
}

/// Why a clerk decided in place of the machine; recorded with the visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OverrideReason {
    /// The face was not matched although it is the person.
    FaceNotMatched,
    /// The PIN is forgotten or blocked.
    PinUnusable,
    /// The person cannot use the screen or the camera.
    Accessibility,
    /// Camera or networks are not working.
    Equipment,
}

impl OverrideReason {
    /// Every reason, in the order shown.
    pub const ALL: [Self; 4] =
        [Self::FaceNotMatched, Self::PinUnusable, Self::Accessibility, Self::Equipment];
}

/// What medical information the patient lets this hospital see, item by item.
///
/// The eligibility check itself needs no consent, and no refusal ever stops it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub struct Consent {
    /// Specific health check-ups (特定健診).
    pub checkups: bool,
    /// Medicines dispensed and prescribed (薬剤).
    pub medicines: bool,
    /// Treatment records (診療).
    pub treatments: bool,
    /// Operations (手術), asked separately because they tell most.
    pub operations: bool,
}

impl Consent {
    /// Everything is given.
    pub const ALL: Self = Self { checkups: true, medicines: true, treatments: true, operations: true };
    /// Nothing is given.
    pub const NONE: Self = Self { checkups: false, medicines: false, treatments: false, operations: false };

    /// Says whether anything at all is given.
    pub fn is_any(self) -> bool {
        self != Self::NONE
    }
}

/// The number by which a patient is called, which names nobody: `12`, or `A12` where several kiosks count beside each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CallNumber {
    /// The letter of this kiosk's numbers, where they have one.
    pub series: Option<char>,
    /// Counted anew each day.
    pub number: u16,
}

impl fmt::Display for CallNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.series.iter().try_for_each(|letter| write!(f, "{letter}"))?;
        write!(f, "{}", self.number)
    }
}

/// Validity of the insurance as the centre states it (OQSCD006).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Validity {
    /// 1: valid.
    Valid,
    /// 2: lost, no newer one known.
    Lost,
    /// 3: lost, a newer one exists.
    Replaced,
    /// 4: no record.
    None,
    /// 5: more than one record.
    Several,
}

/// What the centre answered, as far as the visit and its screens need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Eligibility {
    /// The insurance's validity.
    pub validity: Validity,
    /// A message of the centre, to be shown as it came.
    pub message: Option<Personal>,
}

/// What the centre answered to an enrolment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enrolment {
    /// The insurance, asked for at once.
    pub eligibility: Eligibility,
    /// Whether the card had been enrolled before.
    pub already: bool,
    /// When it was enrolled, where the centre tells; for the patient's receipt.
    pub at: Option<Moment>,
}

/// A day on Japan's calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Day {
    /// The year of the common era.
    pub year: u16,
    /// 1–12.
    pub month: u8,
    /// 1–31.
    pub day: u8,
}

/// A minute on Japan's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// The year of the common era.
    pub year: u16,
    /// 1–12.
    pub month: u8,
    /// 1–31.
    pub day: u8,
    /// 0–23.
    pub hour: u8,
    /// 0–59.
    pub minute: u8,
}

/// What the live camera sees, and so what to tell the person in front of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Guidance {
    /// Nobody is seen.
    NoFace,
    /// The face is too small.
    ComeCloser,
    /// The face is too large.
    StepBack,
    /// The face is too far to the person's own right: move a little to the left.
    MoveLeft,
    /// The face is too far to the left: move a little to the right.
    MoveRight,
    /// The face is too low.
    MoveUp,
    /// The face is too high.
    MoveDown,
    /// The face looks aside.
    LookHere,
    /// More light is needed.
    TooDark,
    /// There is too much light.
    TooBright,
    /// The light is behind the person, the face is dark.
    LightBehind,
    /// The picture is blurred.
    HoldStill,
    /// More than one face is seen.
    OnePersonOnly,
    /// A mask covers the face.
    TakeMaskOff,
    /// An eye is closed or covered.
    ShowEyes,
    /// Turn the head a little to the left, to show that it is no picture.
    TurnLeft,
    /// The same to the right.
    TurnRight,
    /// All is well; comparing.
    Comparing,
}

impl Guidance {
    /// Every guidance, for tables and tests.
    pub const ALL: [Self; 18] = [
        Self::NoFace,
        Self::ComeCloser,
        Self::StepBack,
        Self::MoveLeft,
        Self::MoveRight,
        Self::MoveUp,
        Self::MoveDown,
        Self::LookHere,
        Self::TooDark,
        Self::TooBright,
        Self::LightBehind,
        Self::HoldStill,
        Self::OnePersonOnly,
        Self::TakeMaskOff,
        Self::ShowEyes,
        Self::TurnLeft,
        Self::TurnRight,
        Self::Comparing,
    ];
}

/// What one round of looking at the camera ended in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaceVerdict {
    /// The card's holder, alive, at the operating point.
    Accepted,
    /// Somebody else.
    OtherPerson,
    /// A picture or a screen, not a living face.
    NotLive,
    /// No decision within the round.
    CannotTell,
}

/// The patient's language on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Language {
    /// 日本語
    #[default]
    Japanese,
    /// やさしい日本語
    EasyJapanese,
    /// English
    English,
    /// 简体中文
    ChineseSimplified,
    /// 繁體中文
    ChineseTraditional,
    /// 한국어
    Korean,
    /// Tiếng Việt
    Vietnamese,
    /// Português
    Portuguese,
    /// Español
    Spanish,
    /// Tagalog
    Filipino,
    /// Bahasa Indonesia
    Indonesian,
    /// नेपाली
    Nepali,
    /// မြန်မာ
    Burmese,
    /// ไทย
    Thai,
}

impl Language {
    /// Every language, in the order offered.
    pub const ALL: [Self; 14] = [
        Self::Japanese,
        Self::EasyJapanese,
        Self::English,
        Self::ChineseSimplified,
        Self::ChineseTraditional,
        Self::Korean,
        Self::Vietnamese,
        Self::Portuguese,
        Self::Spanish,
        Self::Filipino,
        Self::Indonesian,
        Self::Nepali,
        Self::Burmese,
        Self::Thai,
    ];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn personal_values_do_not_print() {
        let name = Personal::new("窓口 花子");
        let mut pin = Digits::empty(PIN_LENGTH);
        [1, 2, 3, 4].into_iter().for_each(|digit| pin.push(digit));
        let printed = format!("{name} {name:?} {pin:?}");
        assert!(!printed.contains('花') && !printed.contains("1234"), "{printed}");
    }

    #[test]
    fn digits_stop_at_their_capacity_and_can_be_taken_back() {
        let mut digits = Digits::empty(2);
        [4, 5, 6, 200].into_iter().for_each(|digit| digits.push(digit));
        assert_eq!(digits.reveal(), "45");
        digits.pop();
        assert_eq!(digits.reveal(), "4");
        assert_eq!(digits.take().reveal(), "4");
        assert!(digits.is_empty());
    }

    #[test]
    fn only_digits_are_parsed() {
        assert_eq!(Digits::parse("0042").map(|digits| digits.len()), Some(4));
        assert!(Digits::parse("00a2").is_none());
    }
}
