//! The drawn people: who they are, what lies on the card, what the insurer knows.
//!
//! The data stand in `assets/personas/*.toml`, one file a person. Every number is of the true form and carries a
//! true check digit, but none can be issued: prefecture and municipality 99, postal codes 000.
//! Forms follow the 券面 applications of the card and the eligibility answer (資格確認結果) of the centre.

use crate::{Date, Look};
use serde::Deserialize;
use std::fmt;
use std::sync::LazyLock;

/// Is one drawn person with card and insurance.
#[derive(Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Persona {
    /// The short name used on the command line, such as `hanako`.
    pub id: String,
    /// The name as the card writes it, parts divided by U+3000.
    pub name: String,
    /// The reading in full-width katakana, parts divided by U+3000.
    pub kana: String,
    /// The reading in Latin letters.
    pub romaji: String,
    /// The sex as the card states it.
    pub sex: Sex,
    /// The day of birth.
    pub birth_date: Date,
    /// The postal code, `000-0000`.
    pub postal_code: String,
    /// The address as the card writes it.
    pub address: String,
    /// What lies on, and what is known about, the card.
    pub card: CardData,
    /// What the face is drawn from.
    pub look: Look,
    /// The insurer's records, current first; empty where none is found.
    #[serde(default)]
    pub insurance: Vec<Insurance>,
    /// 資格有効性, OQSCD006: 1 valid, 2 invalid, 3 invalid with a newer one, 4 none found, 5 several found.
    pub validity: u8,
    /// Whether the card is already enrolled for use as an insurance card (初回登録).
    pub enrolled: bool,
    /// One sentence: what this person is for.
    pub story: String,
}

/// States a person's sex as the card does (ISO/IEC 5218).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// Male, code 1.
    Male,
    /// Female, code 2.
    Female,
}

impl Sex {
    /// Returns the code of ISO/IEC 5218, which the card and OQSCD007 share for these two.
    pub fn code(self) -> u8 {
        match self {
            Self::Male => 1,
            Self::Female => 2,
        }
    }
}

/// Holds what lies on the card and what only its owner knows.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardData {
    /// The kind of card that the person lays on the reader.
    pub kind: CardKind,
    /// The last day of the card.
    pub expiry: Date,
    /// The four digits printed below the photo.
    pub security_code: String,
    /// The four-digit PIN of the user-authentication certificate, which also opens 券面入力補助.
    pub user_pin: String,
    /// Tries left for that PIN, 0 (locked) to 3.
    pub pin_tries_left: u8,
    /// The serial number of the user-authentication certificate, by which the centre knows the person.
    pub certificate_serial: u32,
    /// Days from now until that certificate ends, negative when it has ended; counted when the card is made.
    pub certificate_days_left: i64,
    /// The five-digit municipality code of the issuer.
    pub municipality: String,
}

/// Names what a person may lay on the reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardKind {
    /// A My Number Card with photo and PIN.
    MyNumber,
    /// A My Number Card for an infant, without a photo.
    NoPhoto,
    /// 顔認証マイナンバーカード: a photo, and no usable PIN.
    PinLess,
    /// 住民基本台帳カード, the card before the My Number Card.
    Juki,
    /// An Android phone with the user-authentication certificate: no 券面 applications, no photo.
    AndroidToken,
    /// An iPhone with the same.
    IphoneToken,
    /// A card of the next generation, of which only the name of its predecessor's application is supposed.
    NextGeneration,
    /// A driving licence with a chip, which has other applications.
    DrivingLicence,
    /// A transit card, which has no applications at all.
    Transit,
    /// A chip that lies on the reader and does not answer.
    Mute,
}

impl CardKind {
    /// Every kind, with the word that names it on a command line.
    pub const ALL: [(&str, Self); 10] = [
        ("my-number", Self::MyNumber),
        ("no-photo", Self::NoPhoto),
        ("pin-less", Self::PinLess),
        ("juki", Self::Juki),
        ("android", Self::AndroidToken),
        ("iphone", Self::IphoneToken),
        ("next-generation", Self::NextGeneration),
        ("driving-licence", Self::DrivingLicence),
        ("transit", Self::Transit),
        ("mute", Self::Mute),
    ];
}

/// Holds one record of an insurer, in the forms of the eligibility answer.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Insurance {
    /// 保険者番号: 8 digits, or 6 for 国民健康保険, check digit included.
    pub insurer_number: String,
    /// 保険者名称.
    pub insurer_name: String,
    /// 記号, absent for 後期高齢者医療.
    pub symbol: Option<String>,
    /// 番号.
    pub number: String,
    /// 枝番, two digits, absent for 後期高齢者医療.
    pub branch: Option<String>,
    /// 本人・家族の別.
    pub relation: Relation,
    /// 資格取得年月日.
    pub qualified_from: Date,
    /// 資格喪失年月日.
    pub disqualified_on: Option<Date>,
    /// 資格喪失事由, OQSCD008: `01` death, `02` public assistance, `03` another insurance, `99` other.
    pub reason_of_loss: Option<String>,
    /// 被保険者証区分, OQSCD010, such as `01` (general).
    pub card_classification: String,
    /// 証交付年月日.
    pub issued_on: Date,
    /// 証有効終了年月日, where the insurer sets one.
    pub valid_until: Option<Date>,
    /// The name as the insurer returns it, where it differs from the card (`●` for characters outside the repertoire).
    pub name_as_registered: Option<String>,
    /// The insured person (世帯主 or worker), where it is another.
    pub insured_name: Option<String>,
    /// 一部負担金割合 of 後期高齢者医療: three digits percent, `010` for one tenth.
    pub contribution_ratio: Option<String>,
    /// 限度額適用認定証.
    pub limit_certificate: Option<LimitCertificate>,
    /// 高齢受給者証 一部負担金割合 (ages 70 to 74): three digits percent.
    pub elderly_ratio: Option<String>,
    /// 未就学区分: whether the person is below school age.
    #[serde(default)]
    pub preschool: bool,
}

/// Tells the insured person from a dependant (OQSCD009).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// 本人, code 1.
    #[serde(rename = "self")]
    Insured,
    /// 家族, code 2.
    Family,
}

impl Relation {
    /// Returns the code of OQSCD009.
    pub fn code(self) -> u8 {
        match self {
            Self::Insured => 1,
            Self::Family => 2,
        }
    }
}

/// Holds 限度額適用認定証: the ceiling of what the patient pays in a month.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LimitCertificate {
    /// OQSCD011: `01` limit, `02` limit and standard sum, `03` standard sum.
    pub classification: String,
    /// OQSCD012, such as `A03` (ウ) or `B05` (低所得Ⅱ).
    pub flag: String,
    /// The first day.
    pub valid_from: Date,
    /// The last day.
    pub valid_until: Date,
}

/// Returns all of them, always in the same order.
pub fn personas() -> &'static [Persona] {
    static PEOPLE: LazyLock<Vec<Persona>> = LazyLock::new(|| {
        #[expect(clippy::expect_used, reason = "compiled in, and `all_parse` has read every file before")]
        let read = |asset: &Asset| toml::from_str(asset.text).expect("assets/personas parses");
        ASSETS.iter().map(read).collect()
    });
    &PEOPLE
}

/// Finds one of them by its short name.
pub fn persona(id: &str) -> Option<&'static Persona> {
    personas().iter().find(|persona| persona.id == id)
}

impl Persona {
    /// Returns the portrait that lies on the card: a JP2 file, 378×472, 8-bit grey; `None` for a card without a photo.
    pub fn card_photo_jp2(&self) -> Option<&'static [u8]> {
        ASSETS.iter().find(|asset| asset.id == self.id).and_then(|asset| asset.photo)
    }

    /// Returns 照合番号B: era year, month and day of birth, Gregorian year of expiry, security code; 14 digits.
    pub fn verification_code_b(&self) -> String {
        let (birth, card) = (&self.birth_date, &self.card);
        let birth = format!("{:02}{:02}{:02}", birth.era_year(), birth.month, birth.day);
        format!("{birth}{:04}{}", card.expiry.year, card.security_code)
    }

    /// Returns the name as the insurer returns it, which may hold `●`.
    pub fn name_as_registered(&self) -> &str {
        self.insurance.first().and_then(|record| record.name_as_registered.as_deref()).unwrap_or(&self.name)
    }
}

/// Shows the short name and nothing else.
impl fmt::Debug for Persona {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Persona").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Shows the kind of card and nothing else.
impl fmt::Debug for CardData {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CardData").field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// Shows nothing of the record.
impl fmt::Debug for Insurance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Insurance(..)")
    }
}

/// Shows nothing of the certificate.
impl fmt::Debug for LimitCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LimitCertificate(..)")
    }
}

/// Is one person's files, as compiled in.
struct Asset {
    id: &'static str,
    text: &'static str,
    photo: Option<&'static [u8]>,
}

macro_rules! asset {
    ($id:literal, $photo:expr) => {
        Asset {
            id: $id,
            text: include_str!(concat!("../../../assets/personas/", $id, ".toml")),
            photo: $photo,
        }
    };
    ($id:literal) => {
        asset!($id, Some(include_bytes!(concat!("../../../assets/personas/", $id, ".jp2"))))
    };
}

static ASSETS: [Asset; 19] = [
    asset!("hanako"),
    asset!("matsuzo"),
    asset!("sakura"),
    asset!("haru", None),
    asset!("takasaki"),
    asset!("koyomi"),
    asset!("aoi"),
    asset!("mamoru"),
    asset!("tsutomu"),
    asset!("maria"),
    asset!("shizu"),
    asset!("hanae"),
    asset!("sho", None),
    asset!("fumi", None),
    asset!("denta", None),
    asset!("ringo", None),
    asset!("mirai", None),
    asset!("kakeru", None),
    asset!("nagi", None),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn all_parse() {
        for asset in &ASSETS {
            let person: Result<Persona, _> = toml::from_str(asset.text);
            assert_eq!(person.map(|person| person.id), Ok(asset.id.into()), "{}", asset.id);
        }
    }

    #[test]
    fn no_two_people_share_what_names_them() {
        let distinct = |what: &str, key: &dyn Fn(&Persona) -> String| {
            let keys: HashSet<String> = personas().iter().map(key).collect();
            assert_eq!(keys.len(), personas().len(), "{what}");
        };
        distinct("id", &|p| p.id.clone());
        distinct("name", &|p| p.name.clone());
        // Hanae has Hanako's face, as twins have.
        distinct("seed", &|p| if p.id == "hanae" { p.id.clone() } else { p.look.seed.to_string() });
        distinct("certificate serial", &|p| p.card.certificate_serial.to_string());
        distinct("照合番号B", &|p| p.verification_code_b());
    }

    #[test]
    fn every_number_has_its_true_form() {
        let digits =
            |text: &str, count: usize| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
        for person in personas() {
            let card = &person.card;
            assert!(digits(&card.security_code, 4) && digits(&card.user_pin, 4), "{person:?}");
            assert!(digits(&card.municipality, 5) && card.pin_tries_left <= 3, "{person:?}");
            assert!(digits(&person.verification_code_b(), 14), "{person:?}");
            assert!((1..=5).contains(&person.validity), "{person:?}");
            let same_day =
                (card.expiry.month, card.expiry.day) == (person.birth_date.month, person.birth_date.day);
            assert!(same_day, "{person:?}: a card ends on a birthday");
            for record in &person.insurance {
                assert!(matches!(record.insurer_number.len(), 6 | 8), "{person:?}");
                assert!(passes_luhn(&record.insurer_number), "{person:?}: {}", record.insurer_number);
            }
        }
    }

    #[test]
    fn no_number_could_be_issued() {
        for person in personas() {
            assert!(person.postal_code.starts_with("000-"), "{person:?}");
            assert!(person.card.municipality.starts_with("99"), "{person:?}");
            for record in &person.insurance {
                let prefecture = &record.insurer_number[record.insurer_number.len() - 6..][..2];
                assert_eq!(prefecture, "99", "{person:?}");
            }
        }
    }

    #[test]
    fn verification_code_b_begins_with_the_era_year() {
        let check = |birth: &str, expiry: &str, security_code: &str, expected: &str| {
            let mut person = personas()[0].clone();
            person.birth_date = birth.parse().unwrap();
            person.card.expiry = expiry.parse().unwrap();
            person.card.security_code = security_code.into();
            assert_eq!(person.verification_code_b(), expected, "{birth}");
        };
        check("1980-02-17", "2035-02-17", "2285", "55021720352285");
        check("1989-01-07", "2030-01-07", "0001", "64010720300001");
        check("1989-01-08", "2030-01-08", "0001", "01010820300001");
        check("2019-04-30", "2029-04-30", "9999", "31043020299999");
        check("2019-05-01", "2029-05-01", "9999", "01050120299999");
    }

    #[test]
    fn only_a_my_number_card_for_all_but_infants_has_a_photo() {
        for person in personas() {
            let expected = matches!(person.card.kind, CardKind::MyNumber | CardKind::PinLess);
            assert_eq!(person.card_photo_jp2().is_some(), expected, "{person:?}");
        }
    }

    #[test]
    fn somebody_holds_a_card_of_every_kind() {
        for (word, kind) in CardKind::ALL {
            assert!(personas().iter().any(|person| person.card.kind == kind), "{word}");
        }
    }

    #[test]
    fn the_photo_on_the_card_is_the_portrait_as_it_is_drawn_today() {
        for person in personas() {
            let Some(file) = person.card_photo_jp2() else { continue };
            assert!((6_000..14_000).contains(&file.len()), "{person:?}: {} bytes", file.len());
            let settings = hayro_jpeg2000::DecodeSettings { strict: true, ..Default::default() };
            let photo = hayro_jpeg2000::Image::new(file, &settings).unwrap();
            assert_eq!((photo.width(), photo.height()), crate::draw::PORTRAIT_SIZE);
            let stored = photo.decode(&mut hayro_jpeg2000::DecoderContext::default()).unwrap().data_u8();
            let drawn = crate::draw::card_portrait(&person.look).into_raw();
            assert_eq!(stored.len(), drawn.len(), "{person:?}: one grey component");
            let sum: u64 = stored.iter().zip(&drawn).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
            let mean = sum as f64 / drawn.len() as f64;
            assert!(mean < 1.5, "{person:?}: off by {mean} levels; run assets/personas/portraits.py");
        }
    }

    #[test]
    fn debug_shows_the_short_name_only() {
        let hanako = persona("hanako").unwrap();
        assert_eq!(format!("{hanako:?}"), r#"Persona { id: "hanako", .. }"#);
        assert_eq!(format!("{:?}", hanako.card), "CardData { kind: MyNumber, .. }");
        assert_eq!(format!("{:?}", hanako.insurance), "[Insurance(..)]");
    }

    /// The check of 保険者番号: doubling every second digit from the right, digits of products added.
    fn passes_luhn(number: &str) -> bool {
        let weighed = number.bytes().rev().enumerate().map(|(i, digit)| {
            let product = u32::from(digit - b'0') * if i % 2 == 1 { 2 } else { 1 };
            product / 10 + product % 10
        });
        weighed.sum::<u32>().is_multiple_of(10)
    }
}
