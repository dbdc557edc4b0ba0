//! The published list of faults is the one that the kiosk shows.

use madoguchi::screen::{Arg, Catalogue};
use madoguchi::session::{Fault, Language, Owner};
use std::fmt::Write as _;

const HEAD: &str = "# Faults

Every fault that a patient's screen can show: its code, what the patient reads (here in Japanese and English), what the clerk is told, whose move it is, how the
same visit may go on, and whether anything outside the kiosk may have been left half done. Made from the table in
`src/session/fault.rs` and the texts in `assets/text` by `UPDATE_EXPECT=1 cargo test -p madoguchi-tests --test screens faults`.

";

fn page() -> String {
    let texts = Catalogue::embedded();
    let mut page = HEAD.to_owned();
    for fault in Fault::ALL {
        let reader = [("reader", Arg::Word("tray"))];
        let say =
            |language, part: &str| texts.text(language, &format!("fault-{}{part}", fault.slug()), &reader);
        let clerk = |language| texts.text(language, &format!("clerk-{}", fault.slug()), &reader);
        let _ = writeln!(page, "## {} {}\n", fault.code(), say(Language::Japanese, ""));
        for language in [Language::Japanese, Language::English] {
            let (title, why, next) = (say(language, ""), say(language, ".why"), say(language, ".next"));
            let _ = writeln!(page, "- **{title}** {why} {next}");
            let _ = writeln!(page, "  - 職員 / staff: {}", clerk(language));
        }
        let _ = writeln!(page, "- whose move: {}", owner(fault.owner()));
        let _ = writeln!(page, "- goes on by: {}", ways(*fault));
        let left =
            if fault.is_safe() { "nothing" } else { "the other side may have acted on it: look there first" };
        let _ = writeln!(page, "- left half done: {left}\n");
    }
    page
}

fn owner(owner: Owner) -> &'static str {
    match owner {
        Owner::Patient => "the patient",
        Owner::Clerk => "the clerk",
        Owner::HospitalIt => "the hospital's IT",
        Owner::Municipality => "the municipality",
        Owner::Insurer => "the insurer",
        Owner::Centre => "the centre",
    }
}

fn ways(fault: Fault) -> String {
    let ways = fault.ways();
    let open = [(ways.face, "face"), (ways.pin, "PIN"), (ways.clerk, "a clerk's eyes")];
    let open: Vec<_> = open.iter().filter(|(is_open, _)| *is_open).map(|(_, name)| *name).collect();
    if open.is_empty() { "nothing; the visit ends and the card is taken".to_owned() } else { open.join(", ") }
}

#[test]
fn the_published_list_of_faults_is_the_one_that_the_kiosk_shows() {
    let path = madoguchi_tests::repository().join("docs/faults.md");
    let page = page();
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    assert!(
        std::fs::read_to_string(&path).unwrap() == page,
        "docs/faults.md differs; make it anew and look at it"
    );
}
