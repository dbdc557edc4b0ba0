//! The insurers' side (中間サーバー等): who is insured, checked as registrations are checked since 2021.
//!
//! An insurer registers members by file or by message. Each row is checked by itself (`door`), against the resident
//! register and against every other insurer's rows (`examine`); what was found is reported, keeps the row from the
//! institutions where it must, and is closed by a correction. Everybody already registered can be checked again.
//!
//! | module | holds |
//! |---|---|
//! | `number` | 個人番号 of the rehearsal's series, check digits |
//! | `row` | what an insurer writes about one member, as CSV or JSON |
//! | `door` | what one row shows by itself |
//! | `compare` | the five items |
//! | `examine` | what rows show beside the register and each other |
//! | `register` | rows into the records |
//! | `steps` | the messages |

pub(super) mod compare;
pub(super) mod door;
pub(super) mod examine;
pub(super) mod number;
pub(super) mod register;
pub(super) mod row;
pub(super) mod steps;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! findings {
    ($($(#[$doc:meta])* $name:ident $slug:literal $effect:ident,)*) => {
        /// Names what a check found in one row.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        pub enum Finding {
            $($(#[$doc])* #[serde(rename = $slug)] $name,)*
        }

        impl Finding {
            /// Lists every kind.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// Returns the spelling on the wire and in the records.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $slug,)*
                }
            }

            pub(super) fn effect(self) -> Effect {
                match self {
                    $(Self::$name => Effect::$effect,)*
                }
            }
        }
    };
}

findings! {
    /// 個人番号 is not 12 digits.
    NumberMalformed "number-malformed" Refuses,
    /// 個人番号 does not fit its check digit: no such number exists.
    NumberCheckDigit "number-check-digit" Refuses,
    /// 個人番号 is not of the rehearsal's series.
    NumberForeign "number-foreign" Refuses,
    /// 保険者番号 does not fit its check digit.
    InsurerNumberWrong "insurer-number-wrong" Refuses,
    /// The row is another insurer's.
    InsurerForeign "insurer-foreign" Refuses,
    /// A required element is empty, too long or not of its code table.
    ElementMalformed "element-malformed" Refuses,
    /// A day is not one of the calendar.
    DayMalformed "day-malformed" Refuses,
    /// 番号 of the insured is missing.
    CardNumberMissing "card-number-missing" Withholds,
    /// 記号, 番号 or 枝番 is not of its form, such as with `●` or full-width digits.
    CardNumberMalformed "card-number-malformed" Withholds,
    /// The insurance was lost before it began or before its document was issued.
    LostBeforeIssue "lost-before-issue" Withholds,
    /// The resident register does not know the number.
    ResidentUnlisted "resident-unlisted" Withholds,
    /// The number is another person's.
    NumberOfAnother "number-of-another" Withholds,
    /// Two members of this insurer carry each other's number, which no check digit can show.
    Swapped "swapped" Withholds,
    /// One of name, reading, birth date and sex differs from the register.
    ItemDiffers "item-differs" Withholds,
    /// The address is neither the present nor the former one.
    AddressDiffers "address-differs" Remains,
    /// The person is registered twice by this insurer for the same time.
    DoubleWithin "double-within-insurer" Remains,
    /// The person is registered by two insurers for the same time.
    DoubleAcross "double-across-insurers" Remains,
}

/// Says what a finding does to its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// The row is not taken.
    Refuses,
    /// The row is kept from the institutions until corrected.
    Withholds,
    /// The insurer is told, and the row is given out.
    Remains,
}

/// Names one finding: whose row, which row, what.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct FoundRow {
    /// 保険者番号 as the row gave it.
    pub insurer_number: String,
    /// The insurer's own name for the row.
    pub reference: String,
    /// What was found.
    pub kind: Finding,
}
