//! The codes that the kiosk itself decides on (OQSCD002–006, 017); every other code passes through as text.

/// Declares an enum whose variants stand for the codes of one OQSCD table.
macro_rules! code_table {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $($(#[$variant_doc])* $variant,)* }

        impl $name {
            #[cfg(test)]
            pub(crate) const ALL: &[Self] = &[$(Self::$variant),*];

            /// Gives the code as the file carries it.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// Finds the variant of a code, if the table has it.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)* _ => None }
            }
        }
    };
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_finds_its_own_variant() {
        for &v in Validity::ALL {
            assert_eq!(Validity::from_code(v.code()), Some(v));
        }
        for &s in ResultSegment::ALL {
            assert_eq!(ResultSegment::from_code(s.code()), Some(s));
        }
        assert_eq!(ReferenceClass::ALL.len() + ResultStatus::ALL.len() + PrescriptionForm::ALL.len(), 6);
    }

    #[test]
    fn a_code_outside_the_table_is_nobody() {
        assert_eq!(ResultSegment::from_code("3"), None);
        assert_eq!(Validity::from_code("01"), None);
    }
}
