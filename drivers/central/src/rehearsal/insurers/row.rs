//! What an insurer writes about one member: the same elements in a CSV line and in a message.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::Zeroizing;

/// The insurer's own name for a row has at most so many characters.
pub(crate) const LONGEST_REFERENCE: usize = 40;

/// Is one member as the insurer registers it; empty elements of a CSV line are absent ones.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MemberRow {
    /// The insurer's own name for this row, 1 to 40 characters; the same name again corrects the row.
    pub reference: String,
    /// 保険者番号, 8 digits, or 6 for 国民健康保険.
    pub insurer_number: String,
    /// 記号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub symbol: Option<String>,
    /// 番号.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// 枝番, two digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub branch: Option<String>,
    /// 個人番号, 12 digits of the rehearsal's series `000`.
    #[schemars(with = "String")]
    pub my_number: NumberText,
    /// 漢字氏名.
    pub name: String,
    /// カナ氏名, of either width.
    pub kana: String,
    /// 生年月日, `yyyyMMdd`.
    pub birth: String,
    /// 性別, OQSCD007.
    pub sex: String,
    /// 住所.
    pub address: String,
    /// 郵便番号, `123-4567`.
    pub post_number: String,
    /// 本人・家族の別, OQSCD009.
    pub relation: String,
    /// 資格取得年月日.
    pub qualified_from: String,
    /// 資格喪失年月日: the first day without this insurance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lost_on: Option<String>,
    /// 資格喪失事由, OQSCD008.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loss_reason: Option<String>,
    /// 証交付年月日.
    pub issued_on: String,
}

/// Holds what stands where 個人番号 should stand, until it has been looked at; wiped on drop.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct NumberText(pub Zeroizing<String>);

impl From<String> for NumberText {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl From<NumberText> for String {
    fn from(text: NumberText) -> Self {
        text.0.as_str().to_owned()
    }
}

/// Cuts what stands where a short name should stand, so that a finding about it can be kept and told.
pub(crate) fn noted(text: &str) -> &str {
    let end = text.char_indices().nth(LONGEST_REFERENCE).map_or(text.len(), |(end, _)| end);
    text.get(..end).unwrap_or(text)
}

/// Shows nothing of the member.
impl fmt::Debug for MemberRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MemberRow(..)")
    }
}

/// Shows nothing of the number.
impl fmt::Debug for NumberText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("NumberText(..)")
    }
}

/// Reads a file: UTF-8, a header line with the elements' names in any order, one member a line.
///
/// # Errors
/// The number of the first line that is not of this form; nothing of it is quoted.
pub fn read_csv(text: &str) -> Result<Vec<MemberRow>, u64> {
    let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::None).from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.map_err(|error| line(&error))).collect()
}

/// Writes such a file.
///
/// # Errors
/// Whatever the output says.
pub fn write_csv(rows: &[MemberRow], out: impl std::io::Write) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_writer(out);
    // Absent elements still need their column.
    rows.iter().try_for_each(|row| writer.serialize(Columns::from(row)))?;
    Ok(writer.flush()?)
}

fn line(error: &csv::Error) -> u64 {
    error.position().map_or(1, csv::Position::line)
}

/// Has every column in the same order, filled or not.
#[derive(Serialize)]
struct Columns<'a> {
    reference: &'a str,
    insurer_number: &'a str,
    symbol: Option<&'a str>,
    number: Option<&'a str>,
    branch: Option<&'a str>,
    my_number: &'a str,
    name: &'a str,
    kana: &'a str,
    birth: &'a str,
    sex: &'a str,
    address: &'a str,
    post_number: &'a str,
    relation: &'a str,
    qualified_from: &'a str,
    lost_on: Option<&'a str>,
    loss_reason: Option<&'a str>,
    issued_on: &'a str,
}

impl<'a> From<&'a MemberRow> for Columns<'a> {
    fn from(row: &'a MemberRow) -> Self {
        Self {
            reference: &row.reference,
            insurer_number: &row.insurer_number,
            symbol: row.symbol.as_deref(),
            number: row.number.as_deref(),
            branch: row.branch.as_deref(),
            my_number: &row.my_number.0,
            name: &row.name,
            kana: &row.kana,
            birth: &row.birth,
            sex: &row.sex,
            address: &row.address,
            post_number: &row.post_number,
            relation: &row.relation,
            qualified_from: &row.qualified_from,
            lost_on: row.lost_on.as_deref(),
            loss_reason: row.loss_reason.as_deref(),
            issued_on: &row.issued_on,
        }
    }
}
