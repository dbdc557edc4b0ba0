//! Every word on the screen, from one Fluent file per language under `assets/text`.
//!
//! It never invents a text: what is missing shows its own name, and a test proves that nothing is missing. Language
//! rules (plural forms, word order) live in the files, following Project Fluent's syntax 1.0.

use super::languages::tongue;
use crate::session::{
    CardPlace, ConsentItem, Fault, Guidance, Language, OverrideReason, Owner, Period, Validity,
};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use std::cell::OnceCell;
use std::collections::BTreeSet;
use unic_langid::LanguageIdentifier;

/// A number or a word to stand inside a text.
#[derive(Clone, Copy, Debug)]
pub enum Arg<'a> {
    /// A number, written by the language's rules.
    Number(usize),
    /// A word, as it is.
    Word(&'a str),
}

/// The texts of every language; a file is read when its language is first spoken.
pub struct Catalogue {
    bundles: [OnceCell<FluentBundle<FluentResource>>; Language::ALL.len()],
}

impl Catalogue {
    /// The files carried inside the program.
    pub fn embedded() -> Self {
        Self { bundles: std::array::from_fn(|_| OnceCell::new()) }
    }

    /// Says `id` in `language`; `name.attribute` names an attribute.
    pub fn text(&self, language: Language, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.find(language, id, args).unwrap_or_else(|| id.to_owned())
    }

    fn find(&self, language: Language, id: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let bundle = self.bundles.get(language as usize)?.get_or_init(|| bundle(language));
        let (name, attribute) = id.split_once('.').map_or((id, None), |(name, rest)| (name, Some(rest)));
        let message = bundle.get_message(name)?;
        let pattern = match attribute {
            Some(attribute) => message.get_attribute(attribute)?.value(),
            None => message.value()?,
        };
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&fluent_args(args)), &mut errors);
        errors.is_empty().then(|| text.into_owned())
    }
}

impl std::fmt::Debug for Catalogue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Catalogue")
    }
}

fn bundle(language: Language) -> FluentBundle<FluentResource> {
    let tongue = tongue(language);
    // A variety of its own (ja-easy) counts as its language does.
    let plain = tongue.code.trim_end_matches("-easy");
    let mut bundle = FluentBundle::new(vec![plain.parse::<LanguageIdentifier>().unwrap_or_default()]);
    bundle.set_use_isolating(false); // Every language runs left to right; the marks would be drawn as boxes.
    let resource = FluentResource::try_new(tongue.source.to_owned()).unwrap_or_else(|(readable, _)| readable);
    bundle.add_resource_overriding(resource);
    bundle
}

/// The language that the staff read in a house whose screen rests in `home`.
pub(super) fn staff_language(home: Language) -> Language {
    if home == Language::English { home } else { Language::Japanese }
}

/// How a card goes into the house's reader, for the texts that say so.
pub(super) fn reader_arg(place: CardPlace) -> (&'static str, Arg<'static>) {
    let word = match place {
        CardPlace::Tray => "tray",
        CardPlace::Slot => "slot",
        CardPlace::Top => "top",
    };
    ("reader", Arg::Word(word))
}

fn fluent_args<'a>(args: &[(&'a str, Arg<'a>)]) -> FluentArgs<'a> {
    args.iter()
        .map(|(name, arg)| match arg {
            Arg::Number(number) => (*name, FluentValue::from(*number)),
            Arg::Word(word) => (*name, FluentValue::from(*word)),
        })
        .collect()
}

/// The name of what the camera asks for.
pub(super) fn guidance_id(guidance: Guidance) -> &'static str {
    match guidance {
        Guidance::NoFace => "guidance-no-face",
        Guidance::ComeCloser => "guidance-come-closer",
        Guidance::StepBack => "guidance-step-back",
        Guidance::MoveLeft => "guidance-move-left",
        Guidance::MoveRight => "guidance-move-right",
        Guidance::MoveUp => "guidance-move-up",
        Guidance::MoveDown => "guidance-move-down",
        Guidance::LookHere => "guidance-look-here",
        Guidance::TooDark => "guidance-too-dark",
        Guidance::TooBright => "guidance-too-bright",
        Guidance::LightBehind => "guidance-light-behind",
        Guidance::HoldStill => "guidance-hold-still",
        Guidance::OnePersonOnly => "guidance-one-person-only",
        Guidance::TakeMaskOff => "guidance-take-mask-off",
        Guidance::ShowEyes => "guidance-show-eyes",
        Guidance::TurnLeft => "guidance-turn-left",
        Guidance::TurnRight => "guidance-turn-right",
        Guidance::Comparing => "guidance-comparing",
    }
}

/// The name of what says that whatever lies on the reader can be taken.
pub(super) fn take_id(fault: Fault) -> &'static str {
    if fault == Fault::CardPhone { "fault-take-phone" } else { "take-card" }
}

/// The name of a clerk's reason.
pub(super) fn reason_id(reason: OverrideReason) -> &'static str {
    match reason {
        OverrideReason::FaceNotMatched => "reason-face-not-matched",
        OverrideReason::PinUnusable => "reason-pin-unusable",
        OverrideReason::Accessibility => "reason-accessibility",
        OverrideReason::Equipment => "reason-equipment",
    }
}

/// The name of a consent item; `.detail` says what it holds.
pub(super) fn item_id(item: ConsentItem) -> &'static str {
    match item {
        ConsentItem::Checkups => "item-checkups",
        ConsentItem::Medicines => "item-medicines",
        ConsentItem::Treatments => "item-treatments",
        ConsentItem::Operations => "item-operations",
    }
}

/// The name of the next step that follows from the insurance's validity; `.lead` says why.
pub(super) fn validity_id(validity: Validity) -> &'static str {
    match validity {
        Validity::Valid => "validity-valid",
        Validity::Lost => "validity-lost",
        Validity::Replaced => "validity-replaced",
        Validity::None => "validity-none",
        Validity::Several => "validity-several",
    }
}

/// The name of how a certificate stands, with the days that its text needs.
pub(super) fn period_id(period: Period) -> (&'static str, usize) {
    match period {
        Period::Valid => ("period-valid", 0),
        Period::ExpiresSoon { days } => ("period-expires-soon", usize::from(days)),
        Period::Grace => ("period-grace", 0),
        Period::Dead => ("period-dead", 0),
    }
}

/// The name of whose move it is.
pub(super) fn owner_id(owner: Owner) -> &'static str {
    match owner {
        Owner::Patient => "owner-patient",
        Owner::Clerk => "owner-clerk",
        Owner::HospitalIt => "owner-hospital-it",
        Owner::Municipality => "owner-municipality",
        Owner::Insurer => "owner-insurer",
        Owner::Centre => "owner-centre",
    }
}

/// The names of a fault's title, cause and next step, and of the clerk's instruction.
pub(super) fn fault_ids(fault: Fault) -> [String; 4] {
    let slug = fault.slug();
    [
        format!("fault-{slug}"),
        format!("fault-{slug}.why"),
        format!("fault-{slug}.next"),
        format!("clerk-{slug}"),
    ]
}

/// Every character that `language`'s file may put on the screen.
pub fn characters(language: Language) -> BTreeSet<char> {
    let texts = tongue(language).source.lines().filter(|line| !line.starts_with('#'));
    texts.flat_map(str::chars).filter(|character| !character.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// Every text that follows from one of the session's closed lists.
    fn ids() -> Vec<String> {
        let periods = [Period::Valid, Period::ExpiresSoon { days: 0 }, Period::Grace, Period::Dead];
        let validities =
            [Validity::Valid, Validity::Lost, Validity::Replaced, Validity::None, Validity::Several];
        let owners = [
            Owner::Patient,
            Owner::Clerk,
            Owner::HospitalIt,
            Owner::Municipality,
            Owner::Insurer,
            Owner::Centre,
        ];
        let mut ids: Vec<String> = Fault::ALL.iter().flat_map(|fault| fault_ids(*fault)).collect();
        ids.extend(Guidance::ALL.map(|guidance| guidance_id(guidance).to_owned()));
        ids.extend(OverrideReason::ALL.map(|reason| reason_id(reason).to_owned()));
        ids.extend(periods.map(|period| period_id(period).0.to_owned()));
        ids.extend(owners.map(|owner| owner_id(owner).to_owned()));
        for item in ConsentItem::ALL {
            ids.extend([item_id(item).to_owned(), format!("{}.detail", item_id(item))]);
        }
        for validity in validities {
            ids.extend([validity_id(validity).to_owned(), format!("{}.lead", validity_id(validity))]);
        }
        ids
    }

    /// The names that a file defines, attributes as `name.attribute`, with the variables that each uses.
    fn defined(language: Language) -> BTreeMap<String, BTreeSet<String>> {
        let mut all: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let (mut message, mut name) = (String::new(), String::new());
        for line in tongue(language).source.lines().filter(|line| !line.starts_with('#')) {
            let left = line.split_once(" =").map(|(left, _)| left).unwrap_or_default();
            if let Some(attribute) = left.trim_start().strip_prefix('.') {
                name = format!("{message}.{attribute}");
            } else if !left.is_empty() && !left.starts_with(' ') {
                (message, name) = (left.to_owned(), left.to_owned());
            }
            let variables = line.split('$').skip(1);
            let variables = variables.map(|rest| rest.chars().take_while(char::is_ascii_lowercase).collect());
            all.entry(name.clone()).or_default().extend(variables);
        }
        all.remove("");
        all
    }

    /// Whether only the staff read it, in their own language.
    fn is_for_staff(id: &str) -> bool {
        ["staff-", "clerk-", "owner-", "reason-"].iter().any(|stem| id.starts_with(stem))
    }

    #[test]
    fn every_closed_list_has_its_texts_in_every_language() {
        let catalogue = Catalogue::embedded();
        let args = [("days", Arg::Number(30)), reader_arg(CardPlace::Tray)];
        for language in Language::ALL {
            let is_staffs = staff_language(language) == language;
            let wanted = ids().into_iter().filter(|id| is_staffs || !is_for_staff(id));
            let missing: Vec<_> = wanted.filter(|id| catalogue.find(language, id, &args).is_none()).collect();
            assert!(missing.is_empty(), "{language:?} lacks {missing:?}");
        }
    }

    #[test]
    fn every_language_defines_the_same_names_with_the_same_variables() {
        let all = defined(Language::Japanese);
        let patients: BTreeMap<_, _> =
            all.clone().into_iter().filter(|(name, _)| !is_for_staff(name)).collect();
        for language in Language::ALL {
            let wanted = if staff_language(language) == language { &all } else { &patients };
            let found = defined(language);
            let lacks: Vec<_> = wanted.keys().filter(|name| !found.contains_key(*name)).collect();
            let extra: Vec<_> = found.keys().filter(|name| !wanted.contains_key(*name)).collect();
            assert!(lacks.is_empty() && extra.is_empty(), "{language:?} lacks {lacks:?}, has also {extra:?}");
            // Some languages have one word for laying a card down and putting it in.
            let but_reader = |of: &BTreeSet<String>| {
                of.iter().filter(|name| *name != "reader").cloned().collect::<Vec<_>>()
            };
            for (name, variables) in wanted {
                assert_eq!(
                    found.get(name).map(but_reader),
                    Some(but_reader(variables)),
                    "{language:?} {name}"
                );
            }
        }
    }

    #[test]
    fn at_a_slot_nobody_is_told_to_lay_a_card_down() {
        for (language, laid) in [
            (Language::Japanese, "置"),
            (Language::English, "lace "),
            (Language::Spanish, "oloque"),
            (Language::Portuguese, "oloque"),
            (Language::Indonesian, "etakkan"),
            (Language::Thai, "วาง"),
        ] {
            let lines = tongue(language).source.lines().filter(|line| line.contains(laid));
            let wrong: Vec<_> = lines.filter(|line| !line.contains("*[tray]")).collect();
            // What is forgotten is 置き忘れ wherever it was; a place for a card is one.
            let is_meant = |line: &&str| line.contains("置き忘れ") || line.contains("the place for");
            assert!(wrong.iter().all(is_meant), "{language:?}: {wrong:?}");
        }
    }

    #[test]
    fn the_files_follow_fluents_syntax() {
        for language in Language::ALL {
            let source = tongue(language).source.to_owned();
            assert_eq!(FluentResource::try_new(source).err().map(|(_, errors)| errors), None, "{language:?}");
        }
    }

    #[test]
    fn a_language_that_no_speaker_has_looked_at_says_so() {
        for language in Language::ALL {
            let is_read = [Language::Japanese, Language::English].contains(&language);
            let source = tongue(language).source;
            let first = source.lines().next().unwrap_or_default();
            assert_eq!(first.contains("to be reviewed by a speaker"), !is_read, "{language:?}: {first}");
        }
    }

    #[test]
    fn numbers_follow_the_languages_rules() {
        let catalogue = Catalogue::embedded();
        let check = |days, expected| {
            let text =
                catalogue.text(Language::English, "period-expires-soon", &[("days", Arg::Number(days))]);
            assert!(text.contains(expected), "{text}");
        };
        check(0, "expires today");
        check(1, "in 1 day.");
        check(30, "in 30 days.");
    }

    #[test]
    fn what_is_missing_shows_its_name() {
        assert_eq!(Catalogue::embedded().text(Language::English, "no-such-text", &[]), "no-such-text");
    }
}
