//! What a screen says aloud: `spoken(&View, &Catalogue, Privacy) -> sentences`, from the same texts that it shows.
//!
//! A sentence that can be heard is heard by the whole waiting room. Typed digits are only counted, as on the screen;
//! what the centre wrote, which may name a person, is never read out; what only the staff read is left to their eyes.

use super::choices::{BY_EAR, Choice, PadKey, choices};
use super::code::how;
use super::dates::{dated, first_moment};
use super::languages::tongue;
use super::text::{Arg, Catalogue, fault_ids, guidance_id, period_id, reader_arg, take_id, validity_id};
use super::view::{Screen, View};
use crate::session::{
    CallNumber, CardPlace, Day, Fault, LOUDEST, Language, Moment, PIN_LENGTH, PRINTED_CODE_LENGTH, Period,
    Validity, Ways,
};

/// Who can hear it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Privacy {
    /// Everybody around: a loudspeaker.
    Open,
    /// Only the patient: an earphone. The card's tries and the insurance's standing are told as well.
    Private,
}

/// Says what `view` says aloud, sentence by sentence: what is to be done, what is known, then the choices with their keys.
pub fn spoken(view: &View, texts: &Catalogue, privacy: Privacy) -> Vec<String> {
    let (language, place) = (view.look.language, view.place);
    let mut speech = Speech { texts, language, place, privacy, sentences: Vec::new() };
    if view.look.is_choosing {
        speech.say("adjust-languages");
    } else if view.asks_for_sign {
        speech.all(&["still-there", "still-there.lead"]);
    } else {
        speech.screen(&view.screen);
    }
    choices(view).iter().for_each(|choice| speech.choice(choice));
    if view.look.has_repeated && !view.look.is_choosing && view.screen != Screen::Welcome {
        speech.say("spoken-languages");
    }
    speech.sentences
}

/// Says, after what a new screen says, what concerns who does not understand it: each in the language of its listener.
pub fn offers(view: &View, texts: &Catalogue) -> Vec<(Language, String)> {
    let is_strange = view.look.language != Language::English;
    let offer = |(digit, language): (u8, Language)| {
        let args = [("name", Arg::Word(tongue(language).name)), ("key", Arg::Number(digit.into()))];
        (language, texts.text(language, "spoken-choice", &args))
    };
    match &view.screen {
        _ if view.look.is_choosing => (1..).zip(BY_EAR).map(offer).collect(),
        Screen::Welcome if is_strange => {
            vec![(Language::English, texts.text(Language::English, "spoken-languages", &[]))]
        }
        _ => Vec::new(),
    }
}

/// Says how loud the voice is now.
pub fn volume(view: &View, texts: &Catalogue) -> String {
    let step = [("step", view.look.loudness), ("of", LOUDEST)];
    let args = step.map(|(name, number)| (name, Arg::Number(usize::from(number))));
    texts.text(view.look.language, "spoken-volume", &args)
}

/// The sentences so far.
struct Speech<'a> {
    texts: &'a Catalogue,
    language: Language,
    place: CardPlace,
    privacy: Privacy,
    sentences: Vec<String>,
}

impl Speech<'_> {
    fn text(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        self.texts.text(self.language, id, &[&[reader_arg(self.place)], args].concat())
    }

    fn say(&mut self, id: &str) {
        self.say_with(id, &[]);
    }

    fn all(&mut self, ids: &[&str]) {
        ids.iter().for_each(|id| self.say(id));
    }

    fn say_with(&mut self, id: &str, args: &[(&str, Arg<'_>)]) {
        self.sentences.push(self.text(id, args));
    }

    /// Says `id` only where nobody else hears it.
    fn confide(&mut self, id: &str, args: &[(&str, Arg<'_>)]) {
        if self.privacy == Privacy::Private {
            self.say_with(id, args);
        }
    }

    fn screen(&mut self, screen: &Screen) {
        match screen {
            Screen::OutOfService { .. } => self.all(&["out-of-service-title", "out-of-service-lead"]),
            Screen::Closed { until } => {
                self.say("closed-title");
                if let Some(until) = until {
                    self.say_dated("closed-until", *until);
                }
                self.say("closed-lead");
            }
            Screen::Welcome => {
                self.all(&["welcome-title", "welcome-lead", "welcome-without-card", "welcome-privacy"]);
                self.all(&["spoken-keys", "spoken-languages"]);
            }
            Screen::Reading => self.all(&["reading-title", "reading-lead"]),
            Screen::Code { typed, was_wrong } => self.code(*typed, *was_wrong),
            Screen::Face { guidance, round } => {
                self.all(&[
                    guidance_id(*guidance),
                    if *round > 1 { "face-second-round" } else { "face-lead" },
                ]);
            }
            Screen::Pin { is_signing: true, .. } => self.say("pin-signing"),
            Screen::Pin { typed, tries, was_wrong, is_signing: false } => {
                self.pin(*typed, *tries, *was_wrong)
            }
            Screen::Clerk { .. } => self.all(&["override-title", "override-lead"]),
            Screen::Consent { is_by_item: true, .. } => self.say("consent-items-title"),
            Screen::Consent { period, serves_until, is_by_item: false, .. } => {
                self.consent(*period, *serves_until);
            }
            Screen::Enrolment => self.enrolment(),
            Screen::Registering { is_slow } => {
                self.all(&["registering-title", if *is_slow { "checking-slow" } else { "checking-lead" }]);
            }
            Screen::Prescription => self.all(&[
                "prescription-title",
                "prescription-electronic.how",
                "prescription-paper.how",
                "prescription-lead",
            ]),
            Screen::Checking { is_slow } => {
                self.all(&["checking-title", if *is_slow { "checking-slow" } else { "checking-lead" }]);
            }
            Screen::Outage { is_keeping: true } => self.all(&["outage-keeping", "checking-lead"]),
            Screen::Outage { is_keeping: false } => {
                self.say("outage-title");
                self.terms(["outage-what", "outage-where", "outage-how-long"]);
                self.say("outage-lead");
            }
            Screen::Kept { call, is_card_taken } => {
                self.all(&["kept-title", "kept-next"]);
                self.call(*call);
                self.say("kept-lead");
                // Whoever takes the card goes away, so this comes last.
                if !is_card_taken {
                    self.say("take-card");
                }
            }
            Screen::Done {
                validity,
                period,
                serves_until,
                shares_information,
                enrolled_at,
                call,
                is_card_taken,
                message,
            } => {
                self.done(*validity, *call);
                self.confide(if *shares_information { "done-shared" } else { "done-not-shared" }, &[]);
                self.receipt(*enrolled_at);
                self.period(*period, *serves_until);
                if message.is_some() {
                    self.say("spoken-notice");
                }
                // Whoever takes the card goes away, so this comes last.
                if !is_card_taken {
                    self.say("take-card");
                }
            }
            Screen::CardLeft { .. } => self.all(&["card-left-title", "card-left-lead"]),
            Screen::Fault { fault, ways, card_lies } => self.fault(*fault, *ways, *card_lies),
        }
    }

    /// The whole task is said once; from then on, the count and what comes next.
    fn code(&mut self, typed: usize, was_wrong: bool) {
        if typed == 0 {
            self.say(if was_wrong { "code-wrong" } else { "code-title" });
        } else {
            self.count("code-typed", typed, PRINTED_CODE_LENGTH);
        }
        self.say(how(typed));
    }

    fn pin(&mut self, typed: usize, tries: Option<u8>, was_wrong: bool) {
        if typed > 0 {
            return self.count("pin-typed", typed, PIN_LENGTH);
        }
        if was_wrong {
            self.say("pin-wrong");
        }
        self.all(&["pin-title", "pin-lead"]);
        if let Some(tries) = tries {
            self.confide("pin-tries", &[("tries", Arg::Number(usize::from(tries)))]);
        }
        self.say("pin-privacy");
    }

    fn count(&mut self, id: &str, typed: usize, of: usize) {
        self.say_with(id, &[("typed", Arg::Number(typed)), ("of", Arg::Number(of))]);
    }

    fn consent(&mut self, period: Period, serves_until: Option<Day>) {
        self.say("consent-title");
        self.terms(["consent-what", "consent-whom", "consent-how-long"]);
        self.period(period, serves_until);
        self.say("consent-refusal");
    }

    fn enrolment(&mut self) {
        self.say("enrolment-title");
        self.terms(["enrolment-what", "enrolment-cost", "enrolment-undo"]);
        self.say("enrolment-lead");
    }

    fn terms(&mut self, ids: [&str; 3]) {
        for id in ids {
            let value = self.text(&format!("{id}.value"), &[]);
            let name = self.text(id, &[]);
            self.sentences.push(format!("{name}: {value}"));
        }
    }

    fn receipt(&mut self, enrolled_at: Option<Moment>) {
        if let Some(moment) = enrolled_at {
            self.confide_dated("enrolment-receipt", moment);
            self.confide("enrolment-receipt.undo", &[]);
        }
    }

    fn confide_dated(&mut self, id: &str, moment: Moment) {
        if self.privacy == Privacy::Private {
            self.say_dated(id, moment);
        }
    }

    fn say_dated(&mut self, id: &str, moment: Moment) {
        self.sentences.push(dated(self.texts, self.language, id, moment));
    }

    fn done(&mut self, validity: Validity, call: Option<CallNumber>) {
        let next = validity_id(validity);
        self.say("done-title");
        self.say(next);
        self.call(call);
        self.confide(&format!("{next}.lead"), &[]);
    }

    /// The whole room may hear it: it names nobody, and is called out there.
    fn call(&mut self, call: Option<CallNumber>) {
        if let Some(call) = call {
            self.say_with("call-number", &[("number", Arg::Word(&call.to_string()))]);
        }
    }

    fn period(&mut self, period: Period, serves_until: Option<Day>) {
        if period != Period::Valid {
            let (id, days) = period_id(period);
            self.confide(id, &[("days", Arg::Number(days))]);
        }
        if let Some(day) = serves_until {
            self.confide_dated("period-until", first_moment(day));
        }
    }

    fn fault(&mut self, fault: Fault, ways: Ways, card_lies: bool) {
        let [title, why, next, _] = fault_ids(fault);
        let has_ways = ways != Ways::default();
        let is_over = !has_ways && fault.ways() != Ways::default();
        self.all(&[&title, &why, if is_over { "fault-start-over" } else { &next }]);
        if card_lies {
            self.say(if has_ways { "fault-or-take-card" } else { take_id(fault) });
        }
    }

    fn choice(&mut self, choice: &Choice) {
        let name = match choice.is_on {
            Some(is_on) => {
                let (name, state) = (self.text(choice.id, &[]), self.text(switch_id(is_on), &[]));
                self.text("spoken-item", &[("name", Arg::Word(&name)), ("state", Arg::Word(&state))])
            }
            None => self.text(choice.id, &[]),
        };
        let key = match choice.key {
            PadKey::Digit(digit) => digit.to_string(),
            PadKey::Enter => self.text("key-enter", &[]),
            PadKey::Point => self.text("key-point", &[]),
            PadKey::Slash => self.text("key-slash", &[]),
            // Nothing is chosen by them; "spoken-keys" names them.
            PadKey::Star | PadKey::Plus | PadKey::Minus => String::new(),
        };
        self.say_with("spoken-choice", &[("name", Arg::Word(&name)), ("key", Arg::Word(&key))]);
    }
}

fn switch_id(is_on: bool) -> &'static str {
    if is_on { "item-on" } else { "item-off" }
}
