//! Half-width katakana, as the OQS files carry readings, in the full width that FHIR's readings have.

/// The full-width katakana in the order in which Unicode lists the half-width ones, from U+FF66.
const FULL: &str = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
const VOICED: &str = "カガキギクグケゲコゴサザシジスズセゼソゾタダチヂツヅテデトドハバヒビフブヘベホボウヴ";
const HALF_VOICED: &str = "ハパヒピフプヘペホポ";

/// Writes a reading in full-width katakana; the space between its parts becomes U+3000.
pub(super) fn full_width(reading: &str) -> String {
    let mut out = String::new();
    for char in reading.chars() {
        let table = match char {
            'ﾞ' => VOICED,
            'ﾟ' => HALF_VOICED,
            _ => "",
        };
        match out.chars().next_back().and_then(|last| voiced(last, table)) {
            Some(voiced) => {
                out.pop();
                out.push(voiced);
            }
            None => out.push(full(char)),
        }
    }
    out
}

/// Finds the partner of a character in a table of pairs.
fn voiced(plain: char, table: &str) -> Option<char> {
    let mut pairs = table.chars().step_by(2).zip(table.chars().skip(1).step_by(2));
    pairs.find_map(|(from, to)| (from == plain).then_some(to))
}

fn full(char: char) -> char {
    match char {
        ' ' => '　',
        '･' => '・',
        'ﾞ' => '゛',
        'ﾟ' => '゜',
        _ => ('\u{FF66}'..)
            .zip(FULL.chars())
            .find_map(|(half, full)| (half == char).then_some(full))
            .unwrap_or(char),
    }
}

#[cfg(test)]
mod tests {
    use super::full_width;

    #[test]
    fn a_reading_becomes_full_width() {
        for (half, full) in [
            ("ﾏﾄﾞｸﾞﾁ ﾊﾅｺ", "マドグチ　ハナコ"),
            ("ﾊﾟｰｳﾞｪﾙ", "パーヴェル"),
            ("ｦﾝ ｱｲ", "ヲン　アイ"),
            ("●ﾊｼ", "●ハシ"),
            ("ﾞ", "゛"),
        ] {
            assert_eq!(full_width(half), full);
        }
    }
}
