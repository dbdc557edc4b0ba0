//! The code tables OQSCD001–044 as types; those up to 026, which the files of eligibility carry, stand here.
//!
//! A code that the kiosk acts on (002–004, 006, 017) must be one of its table. Every other code is a [`Code`]: the
//! text as it came with a typed view of it, so a code that is newer than this program passes through unchanged.

mod services;

pub use services::*;

use std::fmt;
use std::marker::PhantomData;

use crate::Personal;

/// Declares an enum whose variants stand for the codes of one OQSCD table.
macro_rules! code_table {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            /// Every code of the table, in its order.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// Gives the code as the file carries it.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// Finds the variant of a code, if the table has it.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }

        impl Table for $name {
            fn find(code: &str) -> Option<Self> {
                Self::from_code(code)
            }
        }
    };
}

pub(crate) use code_table;

/// Finds the entries of one OQSCD table.
pub trait Table: Sized {
    /// Finds the entry of a code, if the table has it.
    fn find(code: &str) -> Option<Self>;
}

/// Is a code as it came, which the table `T` may or may not know; never lost, never shown by `Debug`.
pub struct Code<T>(Personal, PhantomData<T>);

/// Is what a table says about a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known<'a, T> {
    /// The table has it.
    Listed(T),
    /// The table does not have it; here it is all the same.
    Other(&'a str),
}

impl<T: Table> Code<T> {
    /// Looks the code up in its table.
    pub fn known(&self) -> Known<'_, T> {
        T::find(self.text()).map_or(Known::Other(self.text()), Known::Listed)
    }

    /// Gives the entry of the table, if it has the code.
    pub fn listed(&self) -> Option<T> {
        T::find(self.text())
    }
}

impl<T> Code<T> {
    /// Gives the code as the file carries it.
    pub fn text(&self) -> &str {
        self.0.reveal()
    }

    /// Gives the code as the tables of elements hold it.
    pub(crate) fn personal(&self) -> &Personal {
        &self.0
    }
}

impl<T> From<Personal> for Code<T> {
    fn from(text: Personal) -> Self {
        Self(text, PhantomData)
    }
}

impl<T> From<&str> for Code<T> {
    fn from(text: &str) -> Self {
        Personal::from(text).into()
    }
}

impl<T> Clone for Code<T> {
    fn clone(&self) -> Self {
        self.0.clone().into()
    }
}

impl<T> PartialEq for Code<T> {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

impl<T> Eq for Code<T> {}

impl<T> fmt::Debug for Code<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

code_table! {
    /// 照会区分 (OQSCD002): what the check was made with.
    ReferenceClass {
        /// マイナンバーカード.
        MyNumberCard = "1",
        /// 被保険者証情報: insurer number, symbol and number typed by a clerk.
        InsuredCard = "2",
    }
}

code_table! {
    /// 処理結果区分 (OQSCD003): how the message as a whole went.
    ResultSegment {
        /// 正常終了.
        Normal = "1",
        /// 処理中.
        Processing = "2",
        /// 異常終了.
        Abnormal = "9",
    }
}

code_table! {
    /// 処理結果状況 (OQSCD004): how the check of this person went.
    ResultStatus {
        /// 正常.
        Normal = "1",
        /// エラー.
        Error = "2",
    }
}

code_table! {
    /// 資格有効性 (OQSCD006): whether the person is insured on the day asked about.
    Validity {
        /// 有効.
        Valid = "1",
        /// 無効.
        Invalid = "2",
        /// 無効(新しい資格あり).
        InvalidWithNewer = "3",
        /// 該当資格なし.
        NoRecord = "4",
        /// 複数該当.
        MoreThanOne = "5",
        /// 有効(未登録), medical assistance only.
        ValidUnregistered = "6",
    }
}

code_table! {
    /// 処方箋発行形態 (OQSCD017): which prescription the patient chose.
    PrescriptionForm {
        /// 電子.
        Electronic = "1",
        /// 紙.
        Paper = "2",
    }
}

code_table! {
    /// 限度額適用認定証 提供同意 (OQSCD001).
    LimitConsent {
        /// 未同意.
        Refused = "0",
        /// 同意.
        Given = "1",
    }
}

code_table! {
    /// 性別 (OQSCD007).
    Sex {
        /// 男.
        Male = "1",
        /// 女.
        Female = "2",
        /// 未設定.
        Unset = "3",
    }
}

code_table! {
    /// 資格喪失事由 (OQSCD008).
    ReasonOfLoss {
        /// 死亡.
        Death = "01",
        /// 生活保護開始.
        PublicAssistance = "02",
        /// 医療保険等の資格取得.
        OtherInsurance = "03",
        /// その他.
        Other = "99",
    }
}

code_table! {
    /// 本人・家族の別 (OQSCD009).
    Relation {
        /// 本人.
        Insured = "1",
        /// 家族.
        Family = "2",
    }
}

code_table! {
    /// 被保険者証区分 (OQSCD010); several are retired, but a look back still returns them.
    CardClass {
        /// 一般.
        General = "01",
        /// 退職.
        Retired = "02",
        /// 短期(一般).
        ShortGeneral = "03",
        /// 短期(退職).
        ShortRetired = "04",
        /// 特別療養費対象, formerly 資格証明書.
        SpecialExpense = "05",
        /// 特例退職.
        SpecialRetired = "06",
        /// 自衛官.
        SelfDefence = "07",
        /// 医療扶助.
        MedicalAssistance = "A1",
    }
}

code_table! {
    /// 限度額適用認定証区分 (OQSCD011).
    LimitClass {
        /// 限度額適用.
        Limit = "01",
        /// 限度額・標準負担額減額.
        LimitAndReduction = "02",
        /// 標準負担額減額.
        Reduction = "03",
    }
}

code_table! {
    /// 限度額 適用区分 (OQSCD012); A up to 69 years, B from 70.
    LimitFlag {
        /// ア.
        A01 = "A01",
        /// イ.
        A02 = "A02",
        /// ウ.
        A03 = "A03",
        /// エ.
        A04 = "A04",
        /// オ.
        A05 = "A05",
        /// オ(境).
        A06 = "A06",
        /// 現役Ⅲ.
        B01 = "B01",
        /// 現役Ⅱ.
        B02 = "B02",
        /// 現役Ⅰ.
        B03 = "B03",
        /// 一般(70-74).
        B04 = "B04",
        /// 低所得Ⅱ.
        B05 = "B05",
        /// 低所得Ⅰ.
        B06 = "B06",
        /// 低所得Ⅰ(老福).
        B07 = "B07",
        /// 低所得Ⅰ(境).
        B08 = "B08",
        /// 一般Ⅱ.
        B09 = "B09",
        /// 一般Ⅰ(後期).
        B10 = "B10",
    }
}

code_table! {
    /// 特定疾病 認定疾病区分 (OQSCD013).
    Disease {
        /// 人工透析.
        Dialysis = "1",
        /// 血友病.
        Haemophilia = "2",
        /// HIV.
        Hiv = "3",
    }
}

code_table! {
    /// 限度額 変更有無 (OQSCD014).
    LimitChange {
        /// なし.
        Unchanged = "0",
        /// あり・判定不能.
        ChangedOrUnknown = "1",
    }
}

code_table! {
    /// 未就学区分 (OQSCD015).
    Preschool {
        /// 該当.
        Applies = "1",
    }
}

code_table! {
    /// 同意区分 (OQSCD016).
    ConsentFlag {
        /// なし.
        Refused = "0",
        /// あり.
        Given = "1",
        /// 期限切れ, visits and online consultations only.
        Expired = "2",
        /// 取得困難, emergencies only.
        Unobtainable = "3",
    }
}

code_table! {
    /// 券別 (OQSCD018).
    Ticket {
        /// 医療券.
        Medical = "01",
        /// 調剤券.
        Dispensing = "02",
    }
}

code_table! {
    /// 診療別 (OQSCD019).
    Treatment {
        /// 入院.
        Inpatient = "01",
        /// 入院外.
        Outpatient = "02",
        /// 歯科.
        Dental = "03",
        /// 調剤.
        Dispensing = "04",
        /// 訪問看護.
        HomeNursing = "05",
    }
}

code_table! {
    /// 単独・併用別 (OQSCD020).
    Combination {
        /// 単独.
        Single = "01",
        /// 併用.
        Combined = "02",
    }
}

code_table! {
    /// あり・なし (OQSCD021, 023, 024, 025).
    Presence {
        /// あり.
        Yes = "01",
        /// なし.
        No = "02",
    }
}

code_table! {
    /// 社会保険状況の不整合 (OQSCD022).
    Inconsistency {
        /// 不整合あり.
        Found = "1",
    }
}

code_table! {
    /// 指定医療機関の一致 (OQSCD026).
    Designation {
        /// 一致.
        Same = "0",
        /// 不一致.
        Different = "1",
    }
}

/// Says that so many codes of a table lead to as many entries, and back.
#[cfg(test)]
macro_rules! every_code_is_one_entry {
    ($($table:ident $size:literal),*) => {$(
        assert_eq!($table::ALL.len(), $size, stringify!($table));
        for &entry in $table::ALL {
            assert_eq!($table::from_code(entry.code()), Some(entry), stringify!($table));
        }
    )*};
}

#[cfg(test)]
pub(crate) use every_code_is_one_entry;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_gives_each_code_to_one_entry() {
        every_code_is_one_entry!(
            LimitConsent 2, ReferenceClass 2, ResultSegment 3, ResultStatus 2, Validity 6, Sex 3, ReasonOfLoss 4,
            Relation 2, CardClass 8, LimitClass 3, LimitFlag 16, Disease 3, LimitChange 2, Preschool 1,
            ConsentFlag 4, PrescriptionForm 2, Ticket 2, Treatment 5, Combination 2, Presence 2, Inconsistency 1,
            Designation 2
        );
    }

    #[test]
    fn a_code_that_no_table_has_is_kept_and_hidden() {
        let code = Code::<Sex>::from("9");
        assert_eq!((code.known(), code.listed(), code.text()), (Known::Other("9"), None, "9"));
        assert_eq!(Code::<Sex>::from("2").known(), Known::Listed(Sex::Female));
        assert_eq!(format!("{code:?}"), "•••");
    }

    #[test]
    fn a_code_outside_the_table_is_nobody() {
        assert_eq!(ResultSegment::from_code("3"), None);
        assert_eq!(Validity::from_code("01"), None);
    }
}
