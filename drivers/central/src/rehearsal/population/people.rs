//! Households: people of one name at one address, insured as such households are.

use super::names::{FAMILY, FEMALE, MALE, Name, TOWNS};
use crate::rehearsal::insurers::compare::{FiveItems, Resident};
use crate::rehearsal::insurers::number::{MyNumber, insurer_check_digit};
use crate::rehearsal::insurers::row::{MemberRow, NumberText};
use rand::Rng as _;
use rand::rngs::StdRng;
use rand::seq::SliceRandom as _;
use zeroize::Zeroizing;

/// The year from which ages are counted.
const THIS_YEAR: i32 = 2026;
/// People of this age are insured by 後期高齢者医療, each alone.
const ELDER: i32 = 75;

/// Is one made-up person: what the insurer registers and what the resident register says.
pub(super) struct Person {
    pub(super) row: MemberRow,
    pub(super) resident: Option<Resident>,
    pub(super) number: MyNumber,
    /// Rows beside the first: an earlier insurance, or a defect.
    pub(super) further: Vec<MemberRow>,
    /// Whether nothing about this person is out of the ordinary yet.
    pub(super) plain: bool,
}

/// Makes people, household by household; the same seed makes the same people.
pub(super) struct People {
    rng: StdRng,
    insurers: Insurers,
    next: u64,
    shift: u64,
    households: u32,
}

impl People {
    pub(super) fn new(mut rng: StdRng, members: usize) -> Self {
        let shift = rng.r#gen();
        Self { insurers: Insurers::of(members), rng, next: 0, shift, households: 0 }
    }

    /// Makes one household.
    pub(super) fn household(&mut self) -> Vec<Person> {
        self.households += 1;
        let (family, address) = (*pick(&mut self.rng, FAMILY), self.address());
        let head_age = self.rng.gen_range(22..95);
        let mut ages = vec![(head_age, self.rng.gen_bool(0.6))];
        if self.rng.gen_bool(0.55) {
            ages.push(((head_age + self.rng.gen_range(-6..7)).max(20), !ages[0].1));
        }
        if head_age < 60 && ages.len() == 2 {
            let children = *pick(&mut self.rng, &[0, 1, 1, 2, 2, 3]);
            ages.extend(
                (0..children).map(|_| (self.rng.gen_range(0..(head_age - 19).min(22)), self.rng.r#gen())),
            );
        }
        let insurer = self.insurers.for_household(&mut self.rng);
        let cover =
            Cover { insurer, symbol: format!("{:04}", self.rng.gen_range(1..10_000)), family, address };
        (0..).zip(ages).map(|(place, (age, male))| self.person(&cover, place, age, male)).collect()
    }

    /// Makes an address.
    pub(super) fn address(&mut self) -> String {
        let (town, a, b) = (pick(&mut self.rng, TOWNS), self.rng.gen_range(1..9), self.rng.gen_range(1..40));
        format!("架空県{town}{a}丁目{b}番{}号", self.rng.gen_range(1..30))
    }

    pub(super) fn rng(&mut self) -> &mut StdRng {
        &mut self.rng
    }

    /// Draws an insurer other than the given one.
    pub(super) fn other_insurer(&mut self, than: &str) -> String {
        loop {
            let insurer = self.insurers.for_household(&mut self.rng);
            if insurer != than {
                return insurer;
            }
        }
    }

    fn person(&mut self, cover: &Cover, place: u32, age: i32, male: bool) -> Person {
        let given = *pick(&mut self.rng, if male { MALE } else { FEMALE });
        let (month, day) = (self.rng.gen_range(1..13), self.rng.gen_range(1..29));
        let items = FiveItems {
            name: format!("{}　{}", cover.family.0, given.0),
            kana: format!("{}　{}", cover.family.1, given.1),
            birth: format!("{:04}{month:02}{day:02}", THIS_YEAR - 1 - age),
            sex: if male { "1" } else { "2" }.to_owned(),
            address: cover.address.clone(),
        };
        // The step shares no factor with the size of the series, so no number comes twice.
        let number = MyNumber::nth(self.next.wrapping_mul(61_803_399).wrapping_add(self.shift % 100_000_000));
        self.next += 1;
        let row = self.row(cover, place, age, &items, &number);
        let resident = Some(Resident { items, ..Resident::default() });
        Person { row, resident, number, further: Vec::new(), plain: true }
    }

    fn row(
        &mut self,
        cover: &Cover,
        place: u32,
        age: i32,
        items: &FiveItems,
        number: &MyNumber,
    ) -> MemberRow {
        let elder = age >= ELDER;
        let from = format!("{}0401", self.rng.gen_range(THIS_YEAR - 1 - age.min(12)..THIS_YEAR));
        MemberRow {
            reference: format!("r{:07}", self.next),
            insurer_number: if elder { self.insurers.elders(&mut self.rng) } else { cover.insurer.clone() },
            symbol: (!elder).then(|| cover.symbol.clone()),
            number: Some(if elder { format!("{:08}", self.next) } else { format!("{:07}", self.households) }),
            branch: (!elder).then(|| format!("{place:02}")),
            my_number: NumberText(Zeroizing::new(number.as_str().to_owned())),
            name: items.name.clone(),
            kana: items.kana.clone(),
            birth: items.birth.clone(),
            sex: items.sex.clone(),
            address: items.address.clone(),
            post_number: "000-0001".to_owned(),
            relation: if elder || place == 0 { "1" } else { "2" }.to_owned(),
            issued_on: from.clone(),
            qualified_from: from,
            lost_on: None,
            loss_reason: None,
        }
    }
}

struct Cover {
    insurer: String,
    symbol: String,
    family: Name,
    address: String,
}

/// Insurers of the true forms in a prefecture that does not exist (99).
struct Insurers {
    households: Vec<String>,
    elders: Vec<String>,
}

impl Insurers {
    fn of(members: usize) -> Self {
        let each = (members / 12_000).clamp(3, 300);
        // 協会けんぽ, 健保組合, 共済組合 and 国民健康保険, which has no 法別 digits.
        let kinds = ["01", "06", "31", ""];
        let households = kinds.iter().flat_map(|kind| (1..=each).map(|serial| insurer(kind, serial)));
        let elders = (1..=each.div_ceil(10)).map(|serial| insurer("39", serial)).collect();
        Self { households: households.collect(), elders }
    }

    fn for_household(&self, rng: &mut StdRng) -> String {
        pick(rng, &self.households).clone()
    }

    fn elders(&self, rng: &mut StdRng) -> String {
        pick(rng, &self.elders).clone()
    }
}

fn insurer(kind: &str, serial: usize) -> String {
    let payload = format!("{kind}99{serial:03}");
    let digits: Vec<_> = payload.bytes().map(|byte| byte - b'0').collect();
    format!("{payload}{}", insurer_check_digit(&digits))
}

#[expect(clippy::expect_used, reason = "every list of this module has entries")]
pub(super) fn pick<'a, T>(rng: &mut StdRng, from: &'a [T]) -> &'a T {
    from.choose(rng).expect("a list with entries")
}
