//! Every state against every event, and the laws that hold for every order of events.

#![expect(clippy::wildcard_enum_match_arm, reason = "a test looks for one effect among many")]

use super::*;
use proptest::prelude::*;
use std::time::Duration;

/// Something that can be made to happen.
type Happening = Box<dyn Fn(&mut Ride)>;

/// A session with its clock and all effects it has ever asked for.
struct Ride {
    session: Session,
    now: Instant,
    effects: Vec<Effect>,
}

impl Ride {
    fn start() -> Self {
        let mut ride = Self {
            session: Session::new(Language::Japanese).asking_prescription(true).keeping_facts(true),
            now: Instant::now(),
            effects: Vec::new(),
        };
        ride.event(Event::Reader(ReaderEvent::Ready));
        ride
    }

    fn event(&mut self, event: Event) {
        self.session.handle(event, self.now);
        while let Some(effect) = self.session.poll_effect() {
            self.effects.push(effect);
        }
    }

    fn touch(&mut self, touch: Touch) {
        self.event(Event::Touched(touch));
    }

    fn card(&mut self, event: CardEvent) {
        self.event(Event::Card(event));
    }

    /// Answers the latest effect of the answer's kind.
    fn answer(&mut self, answer: Answer) {
        let ticket = self.ticket(answer.task());
        self.event(Event::Answered(ticket, answer));
    }

    fn ticket(&self, task: Task) -> Ticket {
        self.effects
            .iter()
            .rev()
            .find_map(|effect| effect.asks().filter(|(_, kind)| *kind == task))
            .map(|(ticket, _)| ticket)
            .unwrap_or(Ticket { visit: 0, serial: 0 })
    }

    fn pass(&mut self, timer: Timer) {
        self.now += timer.length();
        self.event(Event::TimedOut(timer));
    }

    fn place(&self) -> &'static str {
        place(self.session.state())
    }
}

fn place(state: &State) -> &'static str {
    match state {
        State::OutOfService(_) => "out_of_service",
        State::Idle(_) => "idle",
        State::Reading(_) => "reading",
        State::Code(_) => "code",
        State::Face(_) => "face",
        State::Pin(_) => "pin",
        State::Clerk(_) => "clerk",
        State::Consent(_) => "consent",
        State::Enrolment(_) => "enrolment",
        State::Registering(_) => "registering",
        State::Prescription(_) => "prescription",
        State::Checking(_) => "checking",
        State::Outage(_) => "outage",
        State::HandOver(_) => "hand_over",
        State::Done(_) => "done",
        State::CardLeft(_) => "card_left",
        State::Faulted(_) => "faulted",
    }
}

fn facts(kind: CardKind, period: Period) -> CardFacts {
    CardFacts { kind, period, serves_until: None }
}

fn good_card() -> Answer {
    Answer::CardRead(Ok(facts(CardKind::MyNumber, Period::Valid)))
}

fn code() -> Digits {
    Digits::parse("55021720352285").unwrap()
}

fn eligible() -> Answer {
    Answer::EligibilityReceived(Ok(insured()))
}

fn insured() -> Eligibility {
    Eligibility { validity: Validity::Valid, message: None }
}

fn enrolled() -> Answer {
    let at = Moment { year: 2026, month: 11, day: 22, hour: 10, minute: 5 };
    Answer::Enrolled(Ok(Enrolment { eligibility: insured(), already: false, at: Some(at) }))
}

/// Rides to a state on the straight road.
fn ride_to(goal: &str) -> Ride {
    let mut ride = Ride::start();
    let steps: &[&dyn Fn(&mut Ride)] = match goal {
        "out_of_service" => &[&|r| r.event(Event::Reader(ReaderEvent::Lost))],
        "idle" => &[],
        "reading" => &[&laid],
        "code" => &[&laid, &|r| r.answer(Answer::CodeScanned(None)), &|r| r.answer(good_card())],
        "face" => &[&laid, &looked_up],
        "pin" => &[&laid, &looked_up, &|r| r.touch(Touch::ChoosePin)],
        "clerk" => &[&laid, &looked_up, &|r| r.touch(Touch::CallClerk)],
        "consent" => &[&laid, &looked_up, &matched],
        "enrolment" => &[&laid, &looked_up, &matched, &not_enrolled],
        "registering" => &[&laid, &looked_up, &matched, &not_enrolled, &agreed],
        "prescription" => &[&laid, &looked_up, &matched, &|r| r.touch(Touch::ConsentNone)],
        "checking" => &[&laid, &looked_up, &matched, &|r| r.touch(Touch::ConsentNone), &chosen],
        "outage" => &[&laid, &looked_up, &matched, &cut_off],
        "hand_over" => &[&laid, &looked_up, &matched, &checked],
        "done" => &[&laid, &looked_up, &matched, &checked, &|r| r.answer(Answer::HandedOver(Ok(None)))],
        "card_left" => &[&laid, &looked_up, &|r| r.pass(Timer::Unattended)],
        "faulted" => &[&laid, &|r| r.answer(Answer::CardRead(Err(Fault::CardUnreadable)))],
        other => panic!("no road to {other}"),
    };
    steps.iter().for_each(|step| step(&mut ride));
    assert_eq!(ride.place(), goal);
    ride
}

fn laid(ride: &mut Ride) {
    ride.card(CardEvent::Inserted);
}

fn looked_up(ride: &mut Ride) {
    ride.answer(Answer::ChallengeReceived(Ok(())));
    ride.answer(Answer::CodeScanned(Some(code())));
    ride.answer(good_card());
    ride.answer(Answer::PhotoRead(Ok(Photo::Usable)));
}

fn matched(ride: &mut Ride) {
    ride.answer(Answer::FaceDecided(Ok(FaceVerdict::Accepted)));
}

/// The centre does not know the card as an insurance card, and the patient has had the time to see it said.
fn not_enrolled(ride: &mut Ride) {
    ride.answer(Answer::EligibilityReceived(Err(Fault::NotEnrolled)));
    ride.now += Duration::from_secs(1);
}

/// The patient agrees to the enrolment, and there is a fresh nonce for it.
fn agreed(ride: &mut Ride) {
    ride.touch(Touch::Agree);
    ride.answer(Answer::ChallengeReceived(Ok(())));
}

/// The centre went away after the patient was recognised, and they have had the time to see it said.
fn cut_off(ride: &mut Ride) {
    ride.answer(Answer::EligibilityReceived(Err(Fault::CentralUnreachable)));
    ride.now += Duration::from_secs(1);
}

fn chosen(ride: &mut Ride) {
    ride.touch(Touch::Prescription(PrescriptionForm::Paper));
}

fn checked(ride: &mut Ride) {
    ride.answer(eligible());
    ride.touch(Touch::ConsentNone);
    chosen(ride);
}

const PLACES: [&str; 17] = [
    "out_of_service",
    "idle",
    "reading",
    "code",
    "face",
    "pin",
    "clerk",
    "consent",
    "enrolment",
    "registering",
    "prescription",
    "checking",
    "outage",
    "hand_over",
    "done",
    "card_left",
    "faulted",
];

/// One of every event that can come, with every kind of answer in its good and its bad form.
fn every_event() -> Vec<(String, Happening)> {
    let mut events: Vec<(String, Happening)> = Vec::new();
    let closed = ReaderEvent::Closed { until: None };
    for event in [ReaderEvent::Ready, ReaderEvent::Lost, closed, ReaderEvent::Opened] {
        events.push((format!("reader {event:?}"), Box::new(move |ride| ride.event(Event::Reader(event)))));
    }
    events.push(("journal lost".to_owned(), Box::new(|ride| ride.event(Event::JournalLost))));
    for event in [CardEvent::Inserted, CardEvent::Removed] {
        events.push((format!("card {event:?}"), Box::new(move |ride| ride.card(event))));
    }
    for touch in touches() {
        events.push((format!("touch {touch:?}"), Box::new(move |ride| ride.touch(touch))));
    }
    for answer in answers() {
        events.push((name(&answer), Box::new(move |ride| ride.answer(answer.clone()))));
    }
    for timer in Timer::ALL {
        events.push((format!("timer {timer:?}"), Box::new(move |ride| ride.pass(timer))));
    }
    events
}

fn name(answer: &Answer) -> String {
    format!("answer {answer:?}").replace("Ok(())", "Ok")
}

fn touches() -> Vec<Touch> {
    vec![
        Touch::ChoosePin,
        Touch::ChooseFace,
        Touch::CallClerk,
        Touch::Back,
        Touch::Digit(1),
        Touch::Erase,
        Touch::Confirm,
        Touch::Toggle(ConsentItem::Medicines),
        Touch::ConsentAll,
        Touch::ConsentNone,
        Touch::ConsentChosen,
        Touch::ConsentItems,
        Touch::Prescription(PrescriptionForm::Electronic),
        Touch::Agree,
        Touch::Decline,
        Touch::Reason(OverrideReason::FaceNotMatched),
        Touch::Language(Language::English),
        Touch::Adjust(Adjust::MoreTime),
    ]
}

fn answers() -> Vec<Answer> {
    let fault = Fault::CentralUnreachable;
    vec![
        good_card(),
        Answer::CardRead(Ok(facts(CardKind::Other, Period::Dead))),
        Answer::CardRead(Ok(facts(CardKind::Unsupported, Period::Dead))),
        Answer::CardRead(Ok(facts(CardKind::MyNumber, Period::Dead))),
        Answer::CardRead(Ok(facts(CardKind::MyNumber, Period::Grace))),
        Answer::CardRead(Err(Fault::CardUnreadable)),
        Answer::CodeScanned(Some(code())),
        Answer::CodeScanned(None),
        Answer::PhotoRead(Ok(Photo::Usable)),
        Answer::PhotoRead(Ok(Photo::Absent)),
        Answer::PhotoRead(Err(Fault::CodeWrong)),
        Answer::PhotoRead(Err(Fault::CardNotGenuine)),
        Answer::ChallengeReceived(Ok(())),
        Answer::ChallengeReceived(Err(fault)),
        Answer::CertificateChecked(Ok(())),
        Answer::CertificateChecked(Err(Fault::CertificateRevoked)),
        Answer::FaceSeen(Guidance::ComeCloser),
        Answer::FaceDecided(Ok(FaceVerdict::Accepted)),
        Answer::FaceDecided(Ok(FaceVerdict::OtherPerson)),
        Answer::FaceDecided(Ok(FaceVerdict::NotLive)),
        Answer::FaceDecided(Err(Fault::CameraLost)),
        Answer::TriesCounted(Ok(3)),
        Answer::TriesCounted(Ok(1)),
        Answer::TriesCounted(Ok(0)),
        Answer::PinAnswered(Ok(PinAnswer::Signed)),
        Answer::PinAnswered(Ok(PinAnswer::Wrong { tries: 2 })),
        Answer::PinAnswered(Ok(PinAnswer::Blocked)),
        eligible(),
        Answer::EligibilityReceived(Err(Fault::NotEnrolled)),
        Answer::EligibilityReceived(Err(Fault::CentralSlow)),
        Answer::SignedAgain(Ok(())),
        Answer::SignedAgain(Err(Fault::CardUnreadable)),
        enrolled(),
        Answer::Enrolled(Err(Fault::EnrolmentNeedsPin)),
        Answer::Enrolled(Err(Fault::EnrolmentUnclear)),
        Answer::Enrolled(Err(Fault::EnrolledRecordOfAnother)),
        Answer::ConsentStored(Ok(())),
        Answer::ConsentStored(Err(fault)),
        Answer::HandedOver(Ok(None)),
        Answer::HandedOver(Err(Fault::HandOverFailed)),
        Answer::FactsKept(Ok(None)),
        Answer::FactsKept(Err(Fault::CardUnreadable)),
        Answer::ClerkChecked(true),
        Answer::ClerkChecked(false),
    ]
}

#[test]
fn every_event_in_every_state_leads_where_the_table_says() {
    let mut table = String::new();
    for from in PLACES {
        for (event, happen) in every_event() {
            let mut ride = ride_to(from);
            happen(&mut ride);
            let to = ride.place();
            table.push_str(&format!("{from:<15} {event:<75} {}\n", if to == from { "·" } else { to }));
            assert!(ride.session.state().visit().is_none() || !is_at_rest(&ride), "{from} {event}");
        }
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/session/transitions.txt");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(path, &table).unwrap();
    }
    let expected = std::fs::read_to_string(path).unwrap();
    assert!(expected == table, "transitions.txt differs; look at it with UPDATE_EXPECT=1 and git diff");
}

fn is_at_rest(ride: &Ride) -> bool {
    matches!(ride.session.state(), State::Idle(_) | State::CardLeft(_) | State::OutOfService(_))
}

#[test]
fn a_late_answer_for_an_earlier_patient_is_dropped() {
    let mut ride = ride_to("face");
    let late = ride.ticket(Task::MatchFace);
    ride.card(CardEvent::Removed);
    ride.pass(Timer::Linger);
    laid(&mut ride);
    looked_up(&mut ride);
    let before = format!("{:?}", ride.session.state());
    ride.event(Event::Answered(late, Answer::FaceDecided(Ok(FaceVerdict::Accepted))));
    assert_eq!(format!("{:?}", ride.session.state()), before, "the second patient was taken for the first");
}

#[test]
fn an_answer_under_another_works_ticket_is_dropped() {
    let mut ride = ride_to("face");
    let foreign = ride.ticket(Task::CheckCertificate);
    ride.event(Event::Answered(foreign, Answer::FaceDecided(Ok(FaceVerdict::Accepted))));
    assert_eq!(ride.place(), "face");
}

#[test]
fn the_insurance_is_asked_for_while_the_patient_still_chooses() {
    let ride = ride_to("consent");
    assert!(ride.effects.iter().any(|effect| matches!(effect, Effect::CheckEligibility(_, Method::Face))));
}

#[test]
fn refusing_consent_never_stops_the_eligibility_check() {
    let mut ride = ride_to("checking");
    ride.answer(eligible());
    assert_eq!(ride.place(), "hand_over");
    assert!(!ride.effects.iter().any(|effect| matches!(effect, Effect::StoreConsent(..))));
}

#[test]
fn a_consent_that_could_not_be_stored_is_not_handed_over() {
    let mut ride = ride_to("consent");
    ride.answer(eligible());
    ride.touch(Touch::ConsentAll);
    chosen(&mut ride);
    ride.answer(Answer::ConsentStored(Err(Fault::CentralSlow)));
    assert!(matches!(ride.effects.last(), Some(Effect::HandOver(_, Consent::NONE, _))));
}

#[test]
fn the_prescriptions_form_is_handed_over_as_it_was_chosen() {
    for form in [PrescriptionForm::Electronic, PrescriptionForm::Paper] {
        let mut ride = ride_to("prescription");
        ride.touch(Touch::Prescription(form));
        ride.answer(eligible());
        let handed = ride.effects.last();
        assert!(
            matches!(handed, Some(Effect::HandOver(_, _, Some(chosen))) if *chosen == form),
            "{handed:?}"
        );
    }
}

#[test]
fn who_takes_the_card_instead_of_choosing_a_form_has_chosen_none() {
    for place in ["consent", "prescription"] {
        let mut ride = ride_to(place);
        ride.card(CardEvent::Removed);
        assert_eq!(ride.place(), "checking", "{place}");
        ride.answer(eligible());
        assert!(matches!(ride.effects.last(), Some(Effect::HandOver(_, _, None))), "{place}");
    }
}

#[test]
fn a_house_that_does_not_ask_for_the_form_goes_on_at_once() {
    let mut ride = ride_to("consent");
    ride.session = ride.session.asking_prescription(false);
    ride.touch(Touch::ConsentNone);
    assert_eq!(ride.place(), "checking");
}

#[test]
fn in_grace_nothing_but_eligibility_is_asked() {
    let mut ride = Ride::start();
    laid(&mut ride);
    ride.answer(Answer::ChallengeReceived(Ok(())));
    ride.answer(Answer::CodeScanned(Some(code())));
    ride.answer(Answer::CardRead(Ok(facts(CardKind::MyNumber, Period::Grace))));
    ride.answer(Answer::PhotoRead(Ok(Photo::Usable)));
    matched(&mut ride);
    chosen(&mut ride);
    assert_eq!(ride.place(), "checking");
}

#[test]
fn two_rounds_without_a_match_offer_the_other_ways() {
    let mut ride = ride_to("face");
    ride.answer(Answer::FaceDecided(Ok(FaceVerdict::CannotTell)));
    assert_eq!(ride.place(), "face");
    ride.answer(Answer::FaceDecided(Ok(FaceVerdict::OtherPerson)));
    assert_eq!(ride.place(), "faulted");
    ride.touch(Touch::ChoosePin);
    assert_eq!(ride.place(), "pin");
}

#[test]
fn the_last_pin_try_is_never_spent() {
    let mut ride = ride_to("pin");
    (0..4).for_each(|digit| ride.touch(Touch::Digit(digit)));
    ride.answer(Answer::TriesCounted(Ok(1)));
    assert_eq!(ride.place(), "faulted");
    assert!(!ride.effects.iter().any(|effect| matches!(effect, Effect::SignWithPin(..))));
}

#[test]
fn a_pin_is_sent_only_after_the_tries_are_known() {
    let mut ride = ride_to("pin");
    (0..4).for_each(|digit| ride.touch(Touch::Digit(digit)));
    assert!(!ride.effects.iter().any(|effect| matches!(effect, Effect::SignWithPin(..))));
    ride.answer(Answer::TriesCounted(Ok(3)));
    assert!(ride.effects.iter().any(|effect| matches!(effect, Effect::SignWithPin(..))));
}

#[test]
fn a_clerk_decides_with_a_reason_and_for_one_visit_only() {
    let mut ride = ride_to("clerk");
    let is_asked = |ride: &Ride| ride.effects.iter().any(|effect| matches!(effect, Effect::CheckClerk(..)));
    let types =
        |ride: &mut Ride| [Touch::Digit(1), Touch::Confirm].into_iter().for_each(|one| ride.touch(one));
    types(&mut ride);
    assert!(!is_asked(&ride), "no reason, no check");
    ride.touch(Touch::Reason(OverrideReason::Equipment));
    ride.touch(Touch::Reason(OverrideReason::Equipment));
    types(&mut ride);
    assert!(!is_asked(&ride), "it was taken back");
    ride.touch(Touch::Reason(OverrideReason::Accessibility));
    types(&mut ride);
    ride.answer(Answer::ClerkChecked(true));
    assert_eq!(ride.place(), "consent");
    assert!(
        ride.effects.contains(&Effect::Record {
            visit: 1,
            record: Record::Overridden(OverrideReason::Accessibility)
        })
    );
    ride.card(CardEvent::Removed);
    ride.answer(eligible());
    ride.answer(Answer::HandedOver(Ok(None)));
    ride.pass(Timer::Linger);
    laid(&mut ride);
    looked_up(&mut ride);
    assert_eq!(ride.place(), "face", "the next patient begins with their own face");
}

#[test]
fn the_next_card_laid_down_while_the_last_visit_ends_is_not_forgotten() {
    let mut ride = ride_to("checking");
    ride.card(CardEvent::Removed);
    ride.card(CardEvent::Inserted);
    ride.answer(eligible());
    ride.answer(Answer::HandedOver(Ok(None)));
    assert_eq!(ride.place(), "reading");
}

#[test]
fn a_visit_that_waits_when_the_reader_comes_back_ends_before_the_next_begins() {
    let mut faulted = ride_to("pin");
    faulted.answer(Answer::TriesCounted(Ok(1)));
    assert_eq!(faulted.place(), "faulted");
    for mut ride in [faulted, ride_to("done")] {
        ride.event(Event::Reader(ReaderEvent::Ready));
        ride.card(CardEvent::Inserted);
        assert_eq!(ride.place(), "reading");
        check_one_visit_at_a_time(&ride.effects);
    }
}

#[test]
fn the_language_returns_home_when_the_visit_ends() {
    let mut ride = ride_to("face");
    ride.touch(Touch::Language(Language::English));
    assert_eq!(ride.session.language(), Language::English);
    ride.card(CardEvent::Removed);
    assert_eq!(ride.session.language(), Language::English, "the last screen is still being read");
    ride.pass(Timer::Linger);
    assert_eq!(ride.session.language(), Language::Japanese);
}

#[test]
fn who_stands_still_is_asked_before_the_visit_is_given_up() {
    for place in ["code", "face", "pin", "clerk", "consent", "enrolment", "prescription"] {
        let mut ride = ride_to(place);
        ride.pass(Timer::StillThere);
        assert!(ride.session.asks_for_sign(), "{place}");
        ride.touch(Touch::Adjust(Adjust::MoreTime));
        assert!(!ride.session.asks_for_sign(), "{place}");
        ride.now += Timer::Unattended.length() - Timer::StillThere.length();
        ride.event(Event::TimedOut(Timer::Unattended));
        assert_eq!(ride.place(), place, "the time given has not passed");
        ride.pass(Timer::Unattended);
        assert_eq!(ride.place(), "card_left");
    }
}

#[test]
fn a_change_of_the_look_changes_no_visit_and_returns_home_with_it() {
    let changes = [Adjust::Size, Adjust::Theme, Adjust::Height, Adjust::Languages];
    let mut ride = ride_to("pin");
    for change in changes {
        ride.touch(Touch::Adjust(change));
    }
    ride.touch(Touch::Language(Language::Nepali));
    assert_eq!(ride.place(), "pin");
    let look = ride.session.look();
    assert_eq!((look.language, look.size, look.theme), (Language::Nepali, TextSize::Large, Theme::Contrast));
    assert!(look.is_low && !look.is_choosing);
    ride.card(CardEvent::Removed);
    ride.pass(Timer::Linger);
    assert_eq!(ride.session.look(), Look::home(Language::Japanese));
}

#[test]
fn a_language_chosen_by_somebody_who_walks_away_does_not_stay() {
    let mut ride = ride_to("idle");
    ride.touch(Touch::Language(Language::English));
    assert_eq!(ride.session.language(), Language::English);
    ride.pass(Timer::Unattended);
    assert_eq!(ride.session.language(), Language::Japanese);
}

#[test]
fn a_house_that_closes_cuts_no_visit_short_and_opens_to_the_reader_that_is_there() {
    let until = Some(Moment { year: 2026, month: 11, day: 30, hour: 8, minute: 30 });
    let closed = Event::Reader(ReaderEvent::Closed { until });
    let mut ride = ride_to("consent");
    ride.event(closed.clone());
    assert_eq!(ride.place(), "consent");
    let mut ride = ride_to("idle");
    ride.event(closed.clone());
    assert_eq!(ride.session.rest(), Some(until));
    ride.card(CardEvent::Inserted); // Who comes too early leaves the card there.
    ride.event(Event::Reader(ReaderEvent::Opened));
    assert_eq!(ride.place(), "reading");
    let mut ride = ride_to("out_of_service");
    ride.event(closed);
    assert_eq!(ride.session.rest(), None, "a lost reader is the staff's to see, closed or not");
}

#[test]
fn the_light_after_a_card_left_behind_ends_when_nobody_comes_and_returns_with_a_touch() {
    let mut ride = ride_to("card_left");
    let is_lit = |ride: &Ride| matches!(ride.session.state(), State::CardLeft(state) if state.is_lit());
    assert!(is_lit(&ride));
    ride.pass(Timer::Light);
    assert!(!is_lit(&ride) && ride.session.poll_timeout().is_none(), "the machine sleeps");
    ride.touch(Touch::Back);
    assert!(is_lit(&ride));
}

#[test]
fn the_star_says_the_screen_again_and_only_then_leads_to_the_languages() {
    let mut ride = ride_to("face");
    ride.touch(Touch::Adjust(Adjust::Repeat));
    assert!(ride.session.look().has_repeated);
    ride.touch(Touch::ChoosePin);
    assert!(!ride.session.look().has_repeated, "a new screen has not been said twice");
}

/// What the session asked for since the enrolment was agreed to.
fn asked_since_agreement(ride: &Ride) -> Vec<&Effect> {
    let agreed = |effect: &&Effect| {
        matches!(effect, Effect::Record { record: Record::EnrolmentAnswered { agreed: true }, .. })
    };
    let asked = ride.effects.iter().skip_while(|effect| !agreed(effect));
    asked.filter(|effect| effect.asks().is_some()).collect()
}

#[test]
fn who_was_recognised_by_face_is_enrolled_without_being_asked_again_and_goes_on_to_consent() {
    let mut ride = ride_to("registering");
    let asked = asked_since_agreement(&ride);
    assert!(matches!(asked[..], [Effect::OpenCentral(_), Effect::Enrol(_, Method::Face)]), "{asked:?}");
    ride.answer(enrolled());
    assert_eq!(ride.place(), "consent");
    ride.touch(Touch::ConsentNone);
    chosen(&mut ride);
    ride.answer(Answer::HandedOver(Ok(None)));
    let State::Done(done) = ride.session.state() else { panic!("{}", ride.place()) };
    assert!(done.enrolled_at().is_some(), "the patient gets a receipt");
}

#[test]
fn who_reads_the_terms_for_long_looks_at_the_camera_once_more() {
    let mut ride = ride_to("enrolment");
    for _ in 0..3 {
        ride.now += Duration::from_secs(100);
        ride.touch(Touch::Adjust(Adjust::MoreTime));
    }
    ride.touch(Touch::Agree);
    assert_eq!(ride.place(), "face");
    matched(&mut ride);
    assert_eq!(ride.place(), "registering");
    ride.answer(Answer::ChallengeReceived(Ok(())));
    assert!(matches!(ride.effects.last(), Some(Effect::Enrol(_, Method::Face))));
}

#[test]
fn the_chip_signs_again_for_who_has_typed_the_pin_and_asks_for_it_only_where_it_will_not() {
    for (signed, expected) in [(Ok(()), "registering"), (Err(Fault::CardUnreadable), "pin")] {
        let mut ride = ride_to("pin");
        ride.answer(Answer::TriesCounted(Ok(3)));
        (0..4).for_each(|digit| ride.touch(Touch::Digit(digit)));
        ride.answer(Answer::PinAnswered(Ok(PinAnswer::Signed)));
        not_enrolled(&mut ride);
        ride.touch(Touch::Agree);
        ride.answer(Answer::ChallengeReceived(Ok(())));
        ride.answer(Answer::SignedAgain(signed));
        assert_eq!(ride.place(), expected);
        if expected == "pin" {
            ride.answer(Answer::TriesCounted(Ok(3)));
            (0..4).for_each(|digit| ride.touch(Touch::Digit(digit)));
            ride.answer(Answer::PinAnswered(Ok(PinAnswer::Signed)));
        }
        assert!(
            matches!(ride.effects.last(), Some(Effect::Enrol(_, Method::Pin))),
            "{:?}",
            ride.effects.last()
        );
    }
}

#[test]
fn a_clerks_word_enrols_nobody_but_face_or_pin_still_do() {
    let mut ride = ride_to("clerk");
    ride.touch(Touch::Reason(OverrideReason::FaceNotMatched));
    ride.touch(Touch::Digit(1));
    ride.touch(Touch::Confirm);
    ride.answer(Answer::ClerkChecked(true));
    not_enrolled(&mut ride);
    ride.touch(Touch::Agree);
    assert_eq!(ride.place(), "faulted");
    ride.touch(Touch::ChooseFace);
    assert!(!ride.effects.iter().any(|effect| matches!(effect, Effect::Enrol(..))));
    matched(&mut ride);
    ride.answer(Answer::ChallengeReceived(Ok(())));
    assert!(matches!(ride.effects.last(), Some(Effect::Enrol(_, Method::Face))));
}

#[test]
fn a_child_is_enrolled_by_the_pin_alone_and_a_locked_pin_ends_with_what_to_do() {
    let mut ride = ride_to("registering");
    ride.answer(Answer::Enrolled(Err(Fault::EnrolmentNeedsPin)));
    assert_eq!(ride.place(), "faulted");
    ride.touch(Touch::ChoosePin);
    ride.touch(Touch::ChooseFace);
    assert_eq!(ride.place(), "faulted", "the face would be refused again");
    ride.touch(Touch::ChoosePin);
    ride.answer(Answer::TriesCounted(Ok(3)));
    (0..4).for_each(|digit| ride.touch(Touch::Digit(digit)));
    ride.answer(Answer::ChallengeReceived(Ok(())));
    let asked =
        |ride: &Ride| ride.effects.iter().filter(|effect| matches!(effect, Effect::Enrol(..))).count();
    assert_eq!(asked(&ride), 1, "the new nonce is for the PIN, not for the face again");
    ride.answer(Answer::PinAnswered(Ok(PinAnswer::Blocked)));
    let State::Faulted(faulted) = ride.session.state() else { panic!("{}", ride.place()) };
    assert_eq!(faulted.fault(), Fault::OnlyPinUnusable);
}

/// Neither a face nor a clerk's eyes serve where there is no photo, so nobody is sent from one to the other.
#[test]
fn a_card_without_a_photo_whose_pin_cannot_be_used_ends_with_what_to_do() {
    for tries in [0, 1] {
        let mut ride = Ride::start();
        laid(&mut ride);
        ride.answer(Answer::CodeScanned(Some(code())));
        ride.answer(good_card());
        ride.answer(Answer::PhotoRead(Ok(Photo::Absent)));
        ride.touch(Touch::ChoosePin);
        ride.answer(Answer::TriesCounted(Ok(tries)));
        let State::Faulted(faulted) = ride.session.state() else { panic!("{}", ride.place()) };
        assert_eq!((faulted.fault(), faulted.ways()), (Fault::OnlyPinUnusable, Ways::default()), "{tries}");
    }
}

#[test]
fn who_takes_longer_than_a_nonce_lives_is_not_sent_back() {
    let is_last =
        |ride: &Ride, task: Task| ride.effects.iter().filter_map(Effect::asks).next_back().unwrap().1 == task;
    let mut by_pin = ride_to("pin");
    by_pin.answer(Answer::TriesCounted(Ok(3)));
    by_pin.now += Duration::from_secs(150);
    (0..4).for_each(|digit| by_pin.touch(Touch::Digit(digit)));
    assert!(is_last(&by_pin, Task::OpenCentral), "the PIN waits for a nonce that will still be taken");
    by_pin.answer(Answer::ChallengeReceived(Ok(())));
    assert!(is_last(&by_pin, Task::SignWithPin));
    let mut by_face = ride_to("face");
    by_face.now += Duration::from_secs(150);
    matched(&mut by_face);
    assert!(is_last(&by_face, Task::OpenCentral));
    by_face.answer(Answer::ChallengeReceived(Ok(())));
    assert!(is_last(&by_face, Task::CheckEligibility));
}

#[test]
fn a_touch_that_was_meant_for_the_screen_before_agrees_to_nothing() {
    let mut ride = ride_to("consent");
    ride.answer(Answer::EligibilityReceived(Err(Fault::NotEnrolled)));
    ride.touch(Touch::Agree);
    ride.touch(Touch::Decline);
    assert_eq!(ride.place(), "enrolment");
}

#[test]
fn in_grace_or_without_the_card_nobody_is_asked_to_agree_to_what_cannot_be_done() {
    let check = |mut ride: Ride, expected: Fault| {
        not_enrolled(&mut ride);
        let State::Faulted(faulted) = ride.session.state() else { panic!("{}", ride.place()) };
        assert_eq!(faulted.fault(), expected);
    };
    let mut taken = ride_to("checking");
    taken.card(CardEvent::Removed);
    check(taken, Fault::NotEnrolled);
    let mut grace = Ride::start();
    laid(&mut grace);
    grace.answer(Answer::ChallengeReceived(Ok(())));
    grace.answer(Answer::CodeScanned(Some(code())));
    grace.answer(Answer::CardRead(Ok(facts(CardKind::MyNumber, Period::Grace))));
    grace.answer(Answer::PhotoRead(Ok(Photo::Usable)));
    matched(&mut grace);
    check(grace, Fault::EnrolmentClosed);
}

#[test]
fn an_enrolment_that_is_not_answered_is_said_to_be_unclear_and_one_that_was_never_asked_is_not() {
    for (place, keeps_facts, expected) in [
        ("registering", true, Fault::EnrolmentUnclear),
        ("enrolment", false, Fault::CentralSlow),
        ("enrolment", true, Fault::CentralSlow),
    ] {
        let mut ride = ride_to(place);
        ride.session.keeps_facts = keeps_facts;
        ride.touch(Touch::Agree);
        ride.pass(Timer::CheckingStuck);
        let is_asked = matches!(ride.session.state(), State::Outage(_));
        assert_eq!(is_asked, keeps_facts && expected == Fault::CentralSlow);
        let told = |effect: &&Effect| matches!(effect, Effect::Record { record: Record::Faulted(_), .. });
        let last = ride.effects.iter().rfind(told);
        assert!(
            matches!(last, Some(Effect::Record { record: Record::Faulted(fault), .. }) if *fault == expected)
        );
    }
}

#[test]
fn a_house_that_keeps_nothing_says_at_once_that_the_centre_is_away() {
    let mut ride = Ride::start();
    ride.session.keeps_facts = false;
    laid(&mut ride);
    ride.answer(Answer::ChallengeReceived(Err(Fault::CentralUnreachable)));
    assert_eq!(ride.place(), "faulted");
}

/// A step of a random ride: something of the world, or an answer to the n-th ticket ever given.
#[derive(Clone, Debug)]
enum Step {
    Reader(bool),
    Card(bool),
    Touch(usize),
    Answer { answer: usize, age: usize },
    Wait(u64),
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        1 => any::<bool>().prop_map(Step::Reader),
        4 => any::<bool>().prop_map(Step::Card),
        6 => (0..touches().len()).prop_map(Step::Touch),
        14 => ((0..answers().len()), (0..6usize)).prop_map(|(answer, age)| Step::Answer { answer, age }),
        2 => (0..200u64).prop_map(Step::Wait),
    ]
}

fn take(ride: &mut Ride, step: &Step) {
    match step {
        Step::Reader(true) => ride.event(Event::Reader(ReaderEvent::Ready)),
        Step::Reader(false) => ride.event(Event::Reader(ReaderEvent::Lost)),
        Step::Card(true) => ride.card(CardEvent::Inserted),
        Step::Card(false) => ride.card(CardEvent::Removed),
        Step::Touch(index) => ride.touch(touches()[*index]),
        Step::Answer { answer, age } => {
            let answer = answers()[*answer].clone();
            let task = answer.task();
            let asked: Vec<_> =
                ride.effects.iter().filter_map(Effect::asks).filter(|(_, kind)| *kind == task).collect();
            if let Some((ticket, _)) = asked.iter().rev().nth(*age) {
                ride.event(Event::Answered(*ticket, answer));
            }
        }
        Step::Wait(secs) => {
            ride.now += Duration::from_secs(*secs);
            fire(ride);
        }
    }
}

fn fire(ride: &mut Ride) {
    while let Some((_, timer)) = ride.session.poll_timeout().filter(|(deadline, _)| *deadline <= ride.now) {
        ride.event(Event::TimedOut(timer));
    }
}

/// Visits begin and end by turns, and each that ends is forgotten.
fn check_one_visit_at_a_time(effects: &[Effect]) {
    let mut open = 0;
    for effect in effects {
        match effect {
            Effect::Record { record: Record::Started, .. } => open += 1,
            Effect::Record { record: Record::Ended(_), .. } => open -= 1,
            _ => {}
        }
        assert!((0..=1).contains(&open), "two visits at once");
    }
    let ended = effects
        .iter()
        .filter(|effect| matches!(effect, Effect::Record { record: Record::Ended(_), .. }))
        .count();
    let forgotten = effects.iter().filter(|effect| matches!(effect, Effect::Forget { .. })).count();
    assert_eq!(ended, forgotten);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_happens_one_visit_at_a_time_and_each_reaches_a_safe_end(
        steps in prop::collection::vec(step(), 1..120)
    ) {
        let mut ride = Ride::start();
        for step in &steps {
            take(&mut ride, step);
            check_one_visit_at_a_time(&ride.effects);
            prop_assert!(ride.session.state().visit().is_none() || !is_at_rest(&ride));
        }
        ride.card(CardEvent::Removed);
        for _ in 0..8 {
            ride.now += Duration::from_secs(600);
            fire(&mut ride);
        }
        prop_assert!(is_at_rest(&ride), "stuck in {}", ride.place());
        prop_assert!(ride.session.state().visit().is_none());
        prop_assert_eq!(ride.session.poll_timeout(), None);
    }

    #[test]
    fn nothing_is_sent_that_was_not_consented_to(steps in prop::collection::vec(step(), 1..120)) {
        let mut ride = Ride::start();
        let mut consented = false;
        for step in &steps {
            let before = ride.effects.len();
            take(&mut ride, step);
            let consents = matches!(step, Step::Touch(index)
                if matches!(touches()[*index], Touch::ConsentAll | Touch::ConsentChosen));
            for effect in &ride.effects[before..] {
                match effect {
                    Effect::Record { record: Record::Started, .. } => consented = false,
                    Effect::Record { record: Record::Consented(consent), .. } => consented = consents && consent.is_any(),
                    Effect::StoreConsent(..) => prop_assert!(consented),
                    Effect::HandOver(_, consent, _) => prop_assert!(consented || !consent.is_any()),
                    _ => {}
                }
            }
        }
    }

    #[test]
    fn the_camera_looks_only_where_a_face_is_compared_or_the_card_is_read(
        steps in prop::collection::vec(step(), 1..120)
    ) {
        let mut ride = Ride::start();
        for step in &steps {
            take(&mut ride, step);
            let last = ride.effects.iter().rev().find(|effect| matches!(effect, Effect::WarmCamera | Effect::RestCamera));
            let looks = matches!(last, Some(Effect::WarmCamera));
            prop_assert_eq!(looks, matches!(ride.place(), "face" | "reading"), "at {}", ride.place());
        }
    }

    #[test]
    fn the_insurance_is_asked_for_only_after_identity_is_shown(steps in prop::collection::vec(step(), 1..120)) {
        let mut ride = Ride::start();
        steps.iter().for_each(|step| take(&mut ride, step));
        let mut proven = false;
        for effect in &ride.effects {
            match effect {
                Effect::Record { record: Record::Started, .. } => proven = false,
                Effect::Record { record: Record::Proven(_), .. } => proven = true,
                Effect::CheckEligibility(..) => prop_assert!(proven),
                _ => {}
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    /// Begun where much can still happen: a random ride from the welcome screen seldom comes that far.
    #[test]
    fn no_card_is_enrolled_but_after_its_owner_agreed_and_showed_themselves(
        place in prop::sample::select(&PLACES[3..]),
        steps in prop::collection::vec(step(), 1..60)
    ) {
        let mut ride = ride_to(place);
        for step in &steps {
            take(&mut ride, step);
            check_one_visit_at_a_time(&ride.effects);
        }
        let (mut agreed, mut shown) = (false, false);
        for effect in &ride.effects {
            match effect {
                Effect::Record { record: Record::Started, .. } => (agreed, shown) = (false, false),
                Effect::Record { record: Record::EnrolmentAnswered { agreed: answer }, .. } => agreed = *answer,
                Effect::Record { record: Record::Proven(method), .. } => shown = *method != Method::Clerk,
                Effect::Enrol(_, method) => prop_assert!(agreed && shown && *method != Method::Clerk),
                _ => {}
            }
        }
    }
}

#[test]
fn a_centre_that_is_away_stops_nobody_from_showing_who_they_are_and_what_was_agreed_to_is_kept() {
    let away = |ride: &mut Ride| ride.answer(Answer::ChallengeReceived(Err(Fault::CentralUnreachable)));
    let mut ride = Ride::start();
    laid(&mut ride);
    away(&mut ride);
    ride.answer(Answer::CodeScanned(Some(code())));
    ride.answer(good_card());
    ride.answer(Answer::PhotoRead(Ok(Photo::Usable)));
    matched(&mut ride);
    assert_eq!(ride.place(), "checking", "the line is tried once more");
    away(&mut ride);
    assert_eq!(ride.place(), "outage");
    ride.touch(Touch::Agree);
    assert_eq!(ride.session.state().visit().unwrap().method(), Some(Method::Face));
    assert!(ride.effects.iter().all(|effect| !matches!(effect, Effect::KeepFacts(..))), "a touch too early");
    ride.now += Duration::from_secs(1);
    ride.touch(Touch::Agree);
    assert!(
        matches!(ride.effects.last(), Some(Effect::KeepFacts(_, given, Method::Face)) if *given == code())
    );
    let call = CallNumber { series: Some('A'), number: 12 };
    ride.answer(Answer::FactsKept(Ok(Some(call))));
    assert!(matches!(ride.session.state(), State::Done(done) if done.is_kept() && done.call() == Some(call)));
    ride.card(CardEvent::Removed);
    assert!(
        ride.effects
            .iter()
            .any(|effect| matches!(effect, Effect::Record { record: Record::Ended(Outcome::Kept), .. }))
    );
}

#[test]
fn a_line_that_is_back_before_anybody_was_asked_goes_the_usual_way() {
    let mut ride = Ride::start();
    laid(&mut ride);
    ride.answer(Answer::ChallengeReceived(Err(Fault::CentralClosed)));
    ride.answer(Answer::CodeScanned(Some(code())));
    ride.answer(good_card());
    ride.answer(Answer::PhotoRead(Ok(Photo::Usable)));
    matched(&mut ride);
    ride.answer(Answer::ChallengeReceived(Ok(())));
    ride.answer(eligible());
    assert_eq!(ride.place(), "consent");
}

#[test]
fn the_pin_shows_who_is_there_without_the_centre_and_a_card_whose_code_nobody_knows_goes_the_paper_way() {
    for (scanned, place) in [(Some(code()), "outage"), (None, "faulted")] {
        let mut ride = Ride::start();
        laid(&mut ride);
        ride.answer(Answer::ChallengeReceived(Err(Fault::CentralUnreachable)));
        ride.answer(Answer::CodeScanned(scanned));
        ride.answer(good_card());
        ride.answer(Answer::PhotoRead(Ok(Photo::Absent)));
        ride.touch(Touch::ChoosePin);
        ride.answer(Answer::TriesCounted(Ok(3)));
        (0..4).for_each(|_| ride.touch(Touch::Digit(1)));
        ride.answer(Answer::ChallengeReceived(Err(Fault::CentralUnreachable)));
        ride.answer(Answer::PinAnswered(Ok(PinAnswer::Signed)));
        assert_eq!(ride.place(), place);
    }
}

#[test]
fn the_enrolment_stands_in_the_journal_although_the_record_that_came_with_it_is_anothers() {
    let mut ride = ride_to("registering");
    ride.answer(Answer::Enrolled(Err(Fault::EnrolledRecordOfAnother)));
    let told: Vec<_> = ride
        .effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::Record { record: record @ (Record::Enrolled { .. } | Record::Faulted(_)), .. } => {
                Some(*record)
            }
            _ => None,
        })
        .collect();
    assert_eq!(told, [Record::Enrolled { already: false }, Record::Faulted(Fault::EnrolledRecordOfAnother)]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    /// Begun where it is asked, or may soon be.
    #[test]
    fn nothing_is_kept_without_a_yes_of_whoever_showed_themselves(
        place in prop::sample::select(&["outage", "face", "pin", "consent", "checking"][..]),
        steps in prop::collection::vec(step(), 1..60)
    ) {
        let mut ride = ride_to(place);
        let (mut shown, mut agreed) = (place != "face" && place != "pin", false);
        for step in &steps {
            let (asked, before) = (ride.place() == "outage", ride.effects.len());
            take(&mut ride, step);
            let yes = asked && matches!(step, Step::Touch(index) if touches()[*index] == Touch::Agree);
            for effect in &ride.effects[before..] {
                match effect {
                    Effect::Record { record: Record::Started, .. } => (shown, agreed) = (false, false),
                    Effect::Record { record: Record::Proven(_), .. } => shown = true,
                    Effect::Record { record: Record::KeepingAnswered { agreed: answer }, .. } => {
                        prop_assert_eq!(*answer, yes);
                        agreed = *answer;
                    }
                    Effect::KeepFacts(..) => prop_assert!(shown && agreed),
                    _ => {}
                }
            }
        }
    }
}
