//! Forms of single values: as the OpenAPI document tells them, so that it says exactly what is accepted.

use serde::de::Error as _;
use serde::{Deserialize as _, Deserializer};
use serde_json::Number;

/// A request id.
pub(crate) const REQUEST_ID: &str = "^[A-Za-z0-9-]{1,64}$";
/// A day of the calendar, `yyyyMMdd`: months of 31, 30 and 28 days, and February 29 in leap years.
pub(crate) const DAY: &str = "^(?:[0-9]{4}(?:(?:0[13578]|1[02])(?:0[1-9]|[12][0-9]|3[01])\
    |(?:0[469]|11)(?:0[1-9]|[12][0-9]|30)|02(?:0[1-9]|1[0-9]|2[0-8]))\
    |(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)0229)$";
/// A day of which month or day may be zeros.
pub(crate) const EIGHT_DIGITS: &str = "^[0-9]{8}$";
/// 医療機関コード.
pub(crate) const INSTITUTION: &str = "^[0-9]{10}$";
/// Base64 of the standard alphabet, padded, no bit left over.
pub(crate) const BASE64: &str = "^(?:[A-Za-z0-9+/]{4})*\
    (?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$";

/// Reads a whole number however JSON writes it: to JSON Schema `3`, `3.0` and `3e0` are one number.
pub(crate) fn whole<'de, N: TryFrom<i64>, D: Deserializer<'de>>(deserializer: D) -> Result<N, D::Error> {
    let number = Number::deserialize(deserializer)?;
    let fractionless =
        || number.as_f64().filter(|float| float.fract() == 0.0 && float.abs() < i64::MAX as f64);
    // As a fraction, `i64::MAX` is the number after it; and beyond 2^53 a near number is all that its writer could mean.
    let whole = number.as_i64().or_else(|| fractionless().map(|float| float as i64));
    let whole = whole.ok_or_else(|| D::Error::custom("not a whole number"))?;
    N::try_from(whole).map_err(|_| D::Error::custom("the number is out of range"))
}
