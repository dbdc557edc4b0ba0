//! The five items (五情報): does the resident register speak of the same person as the insurer does?
//!
//! 漢字氏名, カナ氏名, birth date, sex, address. A `●` stands for a character that one side cannot write, so it agrees
//! with any one character. A former name or address agrees too, with a remark. Spaces and the width of kana do not
//! count (eligibility-interface facts 4.2, 4.3).

use super::Finding;
use crate::rehearsal::kana::full_width;

/// What both sides say about a person.
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct FiveItems {
    pub(crate) name: String,
    pub(crate) kana: String,
    pub(crate) birth: String,
    pub(crate) sex: String,
    pub(crate) address: String,
}

/// A resident as J-LIS answers (住基照会).
#[derive(Clone, Default, PartialEq, Eq)]
pub(crate) struct Resident {
    pub(crate) items: FiveItems,
    pub(crate) former_name: Option<String>,
    pub(crate) former_kana: Option<String>,
    pub(crate) former_address: Option<String>,
}

/// Why two sides agree although their letters differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Remarks {
    pub(crate) former_name: bool,
    pub(crate) former_address: bool,
    pub(crate) unknown_character: bool,
}

/// Compares what an insurer registered with the register; the finding tells how they differ.
pub(crate) fn compare(member: &FiveItems, resident: &Resident) -> Result<Remarks, Finding> {
    let mut remarks = Remarks::default();
    let items = &resident.items;
    let name = agrees(&member.name, &items.name, resident.former_name.as_deref());
    let kana = agrees(&member.kana, &items.kana, resident.former_kana.as_deref());
    let address = agrees(&member.address, &items.address, resident.former_address.as_deref());
    remarks.former_name = name == Some(How::Formerly) || kana == Some(How::Formerly);
    remarks.former_address = address == Some(How::Formerly);
    remarks.unknown_character = name == Some(How::Unwritable) || address == Some(How::Unwritable);
    let same = [name.is_some(), kana.is_some(), member.birth == items.birth, member.sex == items.sex];
    match (same.iter().filter(|same| !**same).count(), address) {
        (0, Some(_)) => Ok(remarks),
        (0, None) => Err(Finding::AddressDiffers),
        (1, _) => Err(Finding::ItemDiffers),
        _ => Err(Finding::NumberOfAnother),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Exactly,
    Unwritable,
    Formerly,
}

fn agrees(one: &str, other: &str, former: Option<&str>) -> Option<How> {
    let (one, other) = (plain(one), plain(other));
    match former {
        _ if one == other => Some(How::Exactly),
        _ if writes_the_same(&one, &other) => Some(How::Unwritable),
        Some(former) if writes_the_same(&one, &plain(former)) => Some(How::Formerly),
        _ => None,
    }
}

/// Leaves out what does not distinguish: spaces, and the width of kana.
fn plain(text: &str) -> String {
    let text = full_width(text);
    text.chars().filter(|char| !char.is_whitespace()).collect()
}

fn writes_the_same(one: &str, other: &str) -> bool {
    let alike = |(one, other): (char, char)| one == other || one == '●' || other == '●';
    one.chars().count() == other.chars().count() && one.chars().zip(other.chars()).all(alike)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(name: &str, kana: &str, birth: &str, sex: &str, address: &str) -> FiveItems {
        let [name, kana, birth, sex, address] = [name, kana, birth, sex, address].map(str::to_owned);
        FiveItems { name, kana, birth, sex, address }
    }

    fn resident() -> Resident {
        Resident {
            items: items("髙﨑　花子", "タカサキ　ハナコ", "19800217", "2", "架空県見本市一丁目２番"),
            former_name: Some("山田　花子".to_owned()),
            former_kana: Some("ヤマダ　ハナコ".to_owned()),
            former_address: Some("架空県旧市三丁目".to_owned()),
        }
    }

    #[test]
    fn letters_may_differ_where_the_person_does_not() {
        let check = |name: &str, kana: &str, address: &str, expected: [bool; 3]| {
            let member = items(name, kana, "19800217", "2", address);
            let Remarks { former_name, former_address, unknown_character } =
                compare(&member, &resident()).unwrap();
            assert_eq!([former_name, former_address, unknown_character], expected, "{name}");
        };
        check("髙﨑　花子", "タカサキ　ハナコ", "架空県見本市一丁目２番", [false; 3]);
        check("髙﨑 花子", "ﾀｶｻｷ ﾊﾅｺ", "架空県見本市 一丁目２番", [false; 3]);
        check("●●　花子", "タカサキ　ハナコ", "架空県見本市一丁目●番", [false, false, true]);
        check("山田　花子", "ヤマダ　ハナコ", "架空県旧市三丁目", [true, true, false]);
    }

    #[test]
    fn a_difference_is_named_by_its_weight() {
        let check = |member: FiveItems, expected| assert_eq!(compare(&member, &resident()), Err(expected));
        let of =
            |name: &str, birth: &str, address: &str| items(name, "タカサキ　ハナコ", birth, "2", address);
        let here = "架空県見本市一丁目２番";
        check(of("髙﨑　花子", "19800217", "よその県"), Finding::AddressDiffers);
        check(of("髙﨑　花江", "19800217", here), Finding::ItemDiffers);
        check(of("髙﨑　花子", "19800218", here), Finding::ItemDiffers);
        check(of("髙﨑　花江", "19800218", here), Finding::NumberOfAnother);
        check(items("鈴木　一郎", "スズキ　イチロウ", "19500101", "1", here), Finding::NumberOfAnother);
    }
}
