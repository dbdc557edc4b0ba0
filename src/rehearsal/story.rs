//! Whole visits as data: what the patient waits to see, and what they do then.

use super::{STAFF_PIN, Seen};
use crate::screen::Screen;
use crate::session::{ConsentItem, Fault, Guidance, Language, OverrideReason, Touch};

/// Something that a person, or the bench, does.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Act {
    /// Lays a persona's card down.
    Lay(&'static str),
    /// Takes the card away.
    Take,
    /// Comes before the camera, or goes.
    See(Seen),
    /// Takes a moment to read: a touch in the moment in which a screen comes was meant for the one before.
    Read,
    /// Touches the screen.
    Touch(Touch),
    /// Types digits.
    Type(&'static str),
    /// Pulls the centre's plug.
    StopCentre,
    /// Puts it back.
    StartCentre,
    /// Reports a persona's card as lost, so that its certificate is revoked.
    Revoke(&'static str),
    /// Reports it as found, so that it serves again.
    Reinstate(&'static str),
}

/// One step: wait until the screen shows what is expected, then act.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The step's name, and its picture's.
    pub name: &'static str,
    /// Whether the screen shows it.
    pub until: fn(&Screen) -> bool,
    /// What is done then.
    pub acts: &'static [Act],
}

/// One visit, or one evening of trouble.
#[derive(Clone, Copy, Debug)]
pub struct Story {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it shows, in a sentence.
    pub about: &'static str,
    /// The steps, in order.
    pub steps: &'static [Step],
}

/// Finds a story by name.
pub fn story(name: &str) -> Option<&'static Story> {
    STORIES.iter().find(|story| story.name == name)
}

const fn step(name: &'static str, until: fn(&Screen) -> bool, acts: &'static [Act]) -> Step {
    Step { name, until, acts }
}

fn welcome(screen: &Screen) -> bool {
    *screen == Screen::Welcome
}
/// Ready for the next card, although the last patient may still be reading what to do next.
fn free(screen: &Screen) -> bool {
    welcome(screen)
        || taken(screen)
        || matches!(screen, Screen::Kept { is_card_taken: true, .. })
        || matches!(screen, Screen::Fault { card_lies: false, .. })
}
fn comparing(screen: &Screen) -> bool {
    matches!(screen, Screen::Face { guidance: Guidance::Comparing, .. })
}
fn face(screen: &Screen) -> bool {
    matches!(screen, Screen::Face { .. })
}
fn pin(screen: &Screen) -> bool {
    matches!(screen, Screen::Pin { tries: Some(_), .. })
}
fn wrong_pin(screen: &Screen) -> bool {
    matches!(screen, Screen::Pin { was_wrong: true, is_signing: false, .. })
}
fn consent(screen: &Screen) -> bool {
    matches!(screen, Screen::Consent { is_by_item: false, .. })
}
fn items(screen: &Screen) -> bool {
    matches!(screen, Screen::Consent { is_by_item: true, .. })
}
fn clerk(screen: &Screen) -> bool {
    matches!(screen, Screen::Clerk { reason: None, .. })
}
fn clerk_pin(screen: &Screen) -> bool {
    matches!(screen, Screen::Clerk { reason: Some(_), .. })
}
fn no_photo(screen: &Screen) -> bool {
    matches!(screen, Screen::Fault { fault: Fault::PhotoAbsent, card_lies: true, .. })
}
fn revoked(screen: &Screen) -> bool {
    matches!(screen, Screen::Fault { fault: Fault::CertificateRevoked, card_lies: true, .. })
}
fn enrolment(screen: &Screen) -> bool {
    *screen == Screen::Enrolment
}
fn cut_off(screen: &Screen) -> bool {
    *screen == Screen::Outage { is_keeping: false }
}
fn kept(screen: &Screen) -> bool {
    matches!(screen, Screen::Kept { is_card_taken: false, .. })
}
fn done(screen: &Screen) -> bool {
    matches!(screen, Screen::Done { is_card_taken: false, .. })
}
fn taken(screen: &Screen) -> bool {
    matches!(screen, Screen::Done { is_card_taken: true, .. })
}
/// A fault of the card that lies there, not the last patient's.
fn fault(screen: &Screen) -> bool {
    matches!(screen, Screen::Fault { card_lies: true, .. })
}

/// Every story, the plain one first.
pub const STORIES: &[Story] = &[
    Story {
        name: "face",
        about: "a returning patient: recognised by face, consents to all",
        steps: &[
            step("welcome", welcome, &[Act::See(Seen::Nobody), Act::Lay("hanako")]),
            step("look-up", face, &[Act::See(Seen::Holder)]),
            step("consent", consent, &[Act::Touch(Touch::ConsentAll)]),
            step("done", done, &[Act::Take]),
            step("card-taken", taken, &[]),
            step("welcome-again", welcome, &[]),
        ],
    },
    Story {
        name: "standing",
        about: "the same by somebody who already stands before the camera: what the machine itself takes",
        steps: &[
            step("free", free, &[Act::See(Seen::Holder), Act::Lay("hanako")]),
            step("consent", consent, &[Act::Touch(Touch::ConsentAll)]),
            step("done", done, &[Act::Take]),
            step("free-again", free, &[]),
        ],
    },
    Story {
        name: "pin",
        about: "the PIN, wrong once, then right; consent item by item",
        steps: &[
            step("free", free, &[Act::See(Seen::Nobody), Act::Lay("matsuzo")]),
            step("look-up", face, &[Act::Touch(Touch::ChoosePin)]),
            step("pin", pin, &[Act::Type("0000")]),
            step("pin-wrong", wrong_pin, &[Act::Type("PIN")]),
            step("consent", consent, &[Act::Touch(Touch::ConsentItems)]),
            step(
                "consent-items",
                items,
                &[Act::Touch(Touch::Toggle(ConsentItem::Medicines)), Act::Touch(Touch::ConsentChosen)],
            ),
            step("done", done, &[Act::Take]),
            step("free-again", free, &[]),
        ],
    },
    Story {
        name: "clerk",
        about: "somebody else looks at the camera; a clerk decides, in English",
        steps: &[
            step(
                "free",
                free,
                &[Act::See(Seen::Other), Act::Lay("hanako"), Act::Touch(Touch::Language(Language::English))],
            ),
            step("comparing", comparing, &[]),
            step("not-matched", fault, &[Act::Touch(Touch::CallClerk)]),
            step("clerk", clerk, &[Act::Touch(Touch::Reason(OverrideReason::FaceNotMatched))]),
            step("clerk-pin", clerk_pin, &[Act::Type(STAFF_PIN), Act::Touch(Touch::Confirm)]),
            step("consent", consent, &[Act::Touch(Touch::ConsentNone)]),
            step("done", done, &[Act::Take]),
            step("free-again", free, &[]),
        ],
    },
    Story {
        name: "picture",
        about: "a picture of the holder is held up to the camera",
        steps: &[
            step("free", free, &[Act::See(Seen::Picture), Act::Lay("hanako")]),
            step("not-live", fault, &[Act::Take, Act::See(Seen::Nobody)]),
            step("free-again", free, &[]),
        ],
    },
    Story {
        name: "outage",
        about: "the centre is down: one patient lets the kiosk ask later, one does not; it is back for the next",
        steps: &[
            step("free", free, &[Act::StopCentre, Act::See(Seen::Holder), Act::Lay("maria")]),
            step("outage", cut_off, &[Act::Read, Act::Touch(Touch::Agree)]),
            step("kept", kept, &[Act::Take]),
            step("free-meanwhile", free, &[Act::Lay("hanako")]),
            step("outage-again", cut_off, &[Act::Read, Act::Touch(Touch::Decline)]),
            step("paper", fault, &[Act::Take, Act::StartCentre]),
            step("free-between", free, &[Act::See(Seen::Nobody), Act::Lay("maria")]),
            step("look-up", face, &[Act::See(Seen::Holder)]),
            step("consent", consent, &[Act::Touch(Touch::ConsentNone)]),
            step("done", done, &[Act::Take]),
            step("free-again", free, &[]),
        ],
    },
    Story {
        name: "enrol-declined",
        about: "a card that is not an insurance card yet; its owner does not want it to become one",
        steps: &[
            step("free", free, &[Act::See(Seen::Holder), Act::Lay("sakura")]),
            step("enrolment", enrolment, &[Act::Read, Act::Touch(Touch::Decline)]),
            step("declined", fault, &[Act::Take]),
            step("free-again", free, &[]),
        ],
    },
    Story {
        name: "enrol",
        about: "the same card; its owner agrees, and goes on as everybody does",
        steps: &[
            step("free", free, &[Act::See(Seen::Holder), Act::Lay("sakura")]),
            step("enrolment", enrolment, &[Act::Read, Act::Touch(Touch::Agree)]),
            step("consent", consent, &[Act::Touch(Touch::ConsentNone)]),
            step("done", done, &[Act::Take]),
            step("card-taken", taken, &[]),
            step("free-again", free, &[]),
        ],
    },
    Story {
        name: "enrol-child",
        about: "an infant's card, without a photo and not enrolled: the parent's PIN, typed once, does for both",
        steps: &[
            step("free", free, &[Act::See(Seen::Nobody), Act::Lay("haru")]),
            step("no-photo", no_photo, &[Act::Touch(Touch::ChoosePin)]),
            step("pin", pin, &[Act::Type("PIN")]),
            step("enrolment", enrolment, &[Act::Read, Act::Touch(Touch::Agree)]),
            step("consent", consent, &[Act::Touch(Touch::ConsentNone)]),
            step("done", done, &[Act::Take]),
            step("free-again", free, &[]),
        ],
    },
    Story {
        name: "revoked",
        about: "a card that was reported as lost and found again: its certificate is revoked until the city office knows",
        steps: &[
            step("free", free, &[Act::Revoke("mamoru"), Act::See(Seen::Nobody), Act::Lay("mamoru")]),
            step("revoked", revoked, &[Act::Read, Act::Take, Act::Reinstate("mamoru")]),
            step("free-between", free, &[Act::See(Seen::Holder), Act::Lay("mamoru")]),
            step("consent", consent, &[Act::Touch(Touch::ConsentNone)]),
            step("done", done, &[Act::Take]),
            step("free-again", free, &[]),
        ],
    },
    Story {
        name: "wrong-card",
        about: "a transit card is laid down",
        steps: &[
            step("free", free, &[Act::Lay("sho")]),
            step("wrong-card", fault, &[Act::Take]),
            step("free-again", free, &[]),
        ],
    },
];
