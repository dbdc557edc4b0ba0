//! Every word on the screen, from one Fluent file per language under `assets/text`.
//!
//! It never invents a text: what is missing shows its own name, and a test proves that nothing is missing. Language
//! rules (plural forms, word order) live in the files, following Project Fluent's syntax 1.0.

use crate::session::{ConsentItem, Fault, Guidance, Language, OverrideReason, Owner, Period, Validity};
use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

const JAPANESE: &str = include_str!("../../assets/text/ja.ftl");
const ENGLISH: &str = include_str!("../../assets/text/en.ftl");

/// A number or a word to stand inside a text.
#[derive(Clone, Copy, Debug)]
pub enum Arg<'a> {
    /// A number, written by the language's rules.
    Number(usize),
    /// A word, as it is.
    Word(&'a str),
}

/// The texts of every language.
pub struct Catalogue {
    japanese: FluentBundle<FluentResource>,
    english: FluentBundle<FluentResource>,
}

impl Catalogue {
    /// Reads the files carried inside the program.
    pub fn embedded() -> Self {
        Self { japanese: bundle("ja", JAPANESE), english: bundle("en", ENGLISH) }
    }

    /// Says `id` in `language`; `name.attribute` names an attribute.
    pub fn text(&self, language: Language, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.find(language, id, args).unwrap_or_else(|| id.to_owned())
    }

    fn find(&self, language: Language, id: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        let bundle = match language {
            Language::Japanese => &self.japanese,
            Language::English => &self.english,
        };
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

fn bundle(language: &str, source: &str) -> FluentBundle<FluentResource> {
    let language = LanguageIdentifier::from_bytes(language.as_bytes()).unwrap_or_default();
    let mut bundle = FluentBundle::new(vec![language]);
    bundle.set_use_isolating(false); // Both languages run left to right; the marks would be drawn as boxes.
    let resource = FluentResource::try_new(source.to_owned()).unwrap_or_else(|(readable, _)| readable);
    bundle.add_resource_overriding(resource);
    bundle
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
        Guidance::MoveToCentre => "guidance-move-to-centre",
        Guidance::LookHere => "guidance-look-here",
        Guidance::TooDark => "guidance-too-dark",
        Guidance::TooBright => "guidance-too-bright",
        Guidance::HoldStill => "guidance-hold-still",
        Guidance::OnePersonOnly => "guidance-one-person-only",
        Guidance::TakeMaskOff => "guidance-take-mask-off",
        Guidance::Comparing => "guidance-comparing",
    }
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

/// Every character that a language's file can put on the screen.
pub fn characters(language: Language) -> std::collections::BTreeSet<char> {
    let source = match language {
        Language::Japanese => JAPANESE,
        Language::English => ENGLISH,
    };
    let texts = source.lines().filter(|line| !line.starts_with('#'));
    texts.flat_map(str::chars).filter(|character| !character.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

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

    /// The names that a file defines, attributes as `name.attribute`.
    fn defined(source: &str) -> BTreeSet<String> {
        let mut name = String::new();
        let mut names = BTreeSet::new();
        for line in source.lines().filter(|line| line.contains(" =") && !line.starts_with('#')) {
            let Some((left, _)) = line.split_once(" =") else { continue };
            match left.trim_start().strip_prefix('.') {
                Some(attribute) => names.insert(format!("{name}.{attribute}")),
                None => {
                    name = left.to_owned();
                    names.insert(name.clone())
                }
            };
        }
        names
    }

    #[test]
    fn every_closed_list_has_its_texts_in_every_language() {
        let catalogue = Catalogue::embedded();
        let args = [("days", Arg::Number(30))];
        for language in Language::ALL {
            let missing: Vec<_> =
                ids().into_iter().filter(|id| catalogue.find(language, id, &args).is_none()).collect();
            assert!(missing.is_empty(), "{language:?} lacks {missing:?}");
        }
    }

    #[test]
    fn every_language_defines_the_same_names() {
        assert_eq!(defined(JAPANESE), defined(ENGLISH));
    }

    #[test]
    fn the_files_follow_fluents_syntax() {
        for source in [JAPANESE, ENGLISH] {
            assert_eq!(FluentResource::try_new(source.to_owned()).err().map(|(_, errors)| errors), None);
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
        check(0, "ends today");
        check(1, "in 1 day.");
        check(30, "in 30 days.");
    }

    #[test]
    fn what_is_missing_shows_its_name() {
        assert_eq!(Catalogue::embedded().text(Language::English, "no-such-text", &[]), "no-such-text");
    }
}
