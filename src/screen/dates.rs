//! Days and hours, as a language writes them in a sentence: the same words for the eyes and for the ears.
//!
//! A month has its name or its counter and nothing but minutes has a leading zero: 2日, 9時05分, 2 November. Figures alone would be
//! read in another order by every second reader, and said as a fraction ("30/11").

use super::text::{Arg, Catalogue};
use crate::session::{Day, Language, Moment};

/// Says `id` with the parts of a moment.
pub(crate) fn dated(texts: &Catalogue, language: Language, id: &str, moment: Moment) -> String {
    let month = texts.text(language, "month-name", &[("month", Arg::Number(moment.month.into()))]);
    let [year, day, hour] =
        [moment.year, moment.day.into(), moment.hour.into()].map(|number: u16| number.to_string());
    let minute = format!("{:02}", moment.minute);
    let parts = [("year", &year), ("month", &month), ("day", &day), ("hour", &hour), ("minute", &minute)];
    texts.text(language, id, &parts.map(|(name, word)| (name, Arg::Word(word))))
}

/// The first moment of a day, for a text that tells no hour.
pub(crate) fn first_moment(Day { year, month, day }: Day) -> Moment {
    Moment { year, month, day, hour: 0, minute: 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MORNING: Moment = Moment { year: 2026, month: 11, day: 2, hour: 9, minute: 5 };

    #[test]
    fn each_language_writes_a_date_by_its_own_custom() {
        let check = |language, id: &str, expected: &str| {
            let text = dated(&Catalogue::embedded(), language, id, MORNING).replace('\u{a0}', " ");
            assert!(text.contains(expected), "{text}");
        };
        check(Language::Japanese, "enrolment-receipt", "2026年11月2日 9時05分に");
        check(Language::Japanese, "closed-until", "11月2日の9時05分から");
        check(Language::English, "enrolment-receipt", "on 2 November 2026 at 9:05");
        check(Language::ChineseSimplified, "enrolment-receipt", "2026年11月2日 9:05");
        check(Language::Korean, "closed-until", "11월 2일 9시 05분");
        check(Language::Spanish, "period-until", "2 de noviembre de 2026");
        check(Language::Vietnamese, "closed-until", "9 giờ 05, ngày 2 tháng 11");
        check(Language::Thai, "period-until", "2 พฤศจิกายน ค.ศ. 2026");
    }

    /// "02日" and "09時", or "11/2", which some read as the second of November and some as the eleventh of February.
    #[test]
    fn no_day_or_hour_has_a_leading_zero_and_no_date_stands_in_figures_alone() {
        let texts = Catalogue::embedded();
        for language in Language::ALL {
            for id in ["enrolment-receipt", "period-until", "closed-until"] {
                let text = dated(&texts, language, id, MORNING);
                let numbers: Vec<&str> = text.split(|one: char| !one.is_ascii_digit()).collect();
                assert!(!numbers.contains(&"02") && !numbers.contains(&"09"), "{text}");
                assert!(!["11/", "/11", "-11", "11-"].iter().any(|figures| text.contains(figures)), "{text}");
            }
        }
    }
}
