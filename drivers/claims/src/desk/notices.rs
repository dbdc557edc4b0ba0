//! What goes wrong, in words for the receipt computer; the codes are ours (docs/hand-off.md).

use crate::{Body, Error, Notice, ResultStatus};

/// Makes the part of one person whose request went wrong.
pub(crate) fn failed(why: Notice) -> Body {
    Body {
        status: ResultStatus::Error,
        notice: Some(why),
        validity: None,
        prescription_form: None,
        search: None,
        results: Vec::new(),
    }
}

pub(super) fn notice(code: &str, message: &str) -> Notice {
    Notice { code: code.to_owned(), message: message.to_owned() }
}

pub(super) fn unreadable(error: &Error) -> Notice {
    // An element's name may come from the file, and need not be one that every encoding carries.
    let why: String = error.to_string().chars().filter(char::is_ascii).collect();
    notice("MDG-E301", &format!("要求ファイルを読めません。({why})"))
}

pub(super) fn masked_number(element: &str) -> Notice {
    notice("MDG-E304", &format!("{element}に●があります。●のままでは照会できません。"))
}

/// Names the character by its number: the character itself is what the encoding does not carry.
pub(super) fn unwritable(error: &Error) -> Notice {
    match error {
        Error::Unrepresentable { element, character } => {
            let number = u32::from(*character);
            notice("MDG-E306", &format!("{element}の文字U+{number:04X}はShift_JISで表せません。"))
        }
        other => {
            let why: String = other.to_string().chars().filter(char::is_ascii).collect();
            notice("MDG-E307", &format!("結果をファイルに書けません。({why})"))
        }
    }
}

/// A consent that is given at a reader is for the treatment there and then.
pub(super) fn not_outpatient() -> Notice {
    notice("MDG-E314", "この窓口では外来の診療情報・薬剤情報等だけを照会できます。")
}

pub(super) fn ended() -> Notice {
    notice("MDG-E312", "閲覧の同意の期限が切れています。")
}
