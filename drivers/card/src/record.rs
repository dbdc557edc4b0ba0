//! The record FF20, which both 券面 applications keep in EF 0002 (my-number-card fact 1.5).
//!
//! Its first field, DF21, lists where each of the others starts, so a record that was cut or shifted betrays itself.

use crate::Error;
use crate::tlv::{self, Tlv};

/// The record's tag.
pub(crate) const TAG: &[u8] = &[0xFF, 0x20];
/// Some cards are said to hold so many bytes before the record.
pub(crate) const SLACK: usize = 2;
/// The table's tag; the field that its first entry points to has the next one.
const OFFSETS: u16 = 0xDF21;

/// Splits a file into the fields of its record and checks them against the table of offsets.
///
/// A table counts from the start of the file; one that counts from the start of the record is accepted too.
pub(crate) fn fields<'a>(file: &'a [u8], what: &'static str) -> Result<Vec<Tlv<'a>>, Error> {
    let malformed = Error::Malformed(what);
    let before = file.windows(TAG.len()).take(SLACK + 1).position(|window| window == TAG);
    let before = before.ok_or(malformed.clone())?;
    let (record, _) = tlv::first(&file[before..], what)?;
    let fields = tlv::all(record.value, what)?;
    let header = record.raw.len() - record.value.len();
    match fields.first() {
        Some(table) if table.tag == OFFSETS => {
            let agrees = |start| offsets_agree(table.value, &fields, start);
            if agrees(before + header) || agrees(header) { Ok(fields) } else { Err(malformed) }
        }
        _ => Err(malformed),
    }
}

/// Compares each entry with where its field is, if there is such a field; the first field lies at `start`.
fn offsets_agree(table: &[u8], fields: &[Tlv<'_>], start: usize) -> bool {
    let listed = |tag: u16| {
        let index = usize::from(tag.checked_sub(OFFSETS + 1)?);
        let entry = table.get(index * 2..)?.first_chunk::<2>()?;
        Some(usize::from(u16::from_be_bytes(*entry)))
    };
    let mut position = start;
    table.len().is_multiple_of(2)
        && fields.iter().all(|field| {
            let here = position;
            position += field.raw.len();
            field.tag == OFFSETS || listed(field.tag) == Some(here)
        })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// DF22 = "A" at 11, DF23 = "BC" at 15.
    const RECORD: &str = "FF2010DF2104000A000EDF220141DF23024243";

    fn tags(hex_file: &str) -> Option<Vec<u16>> {
        let file = hex::decode(hex_file.replace(' ', "")).unwrap();
        fields(&file, "record").ok().map(|fields| fields.iter().map(|field| field.tag).collect())
    }

    #[test]
    fn fields_lie_where_the_table_says() {
        let all = Some(vec![0xDF21, 0xDF22, 0xDF23]);
        let rows = [
            (RECORD.to_owned(), all.clone()),
            (format!("{RECORD}FFFF"), all.clone()),
            (format!("0103{RECORD}"), all.clone()),
            (format!("0103{}", RECORD.replace("000A000E", "000C0010")), all),
            (format!("010305{RECORD}"), None),
            (RECORD.replace("000E", "000F"), None),
            (RECORD.replace("DF21", "DF20"), None),
            (RECORD.replace("DF2302", "DF2402"), None),
            (RECORD.replace("DF2302", "DF2303"), None),
            (String::new(), None),
        ];
        for (file, expected) in rows {
            assert_eq!(tags(&file), expected, "{file}");
        }
    }

    proptest! {
        #[test]
        fn a_cut_or_changed_record_never_panics(cut in 0usize..19, at in 0usize..19, to in any::<u8>()) {
            let mut file = hex::decode(RECORD).unwrap();
            file[at] = to;
            let _ = fields(&file, "record");
            prop_assert!(fields(&hex::decode(RECORD).unwrap()[..cut], "record").is_err());
        }
    }
}
