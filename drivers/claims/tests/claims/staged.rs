//! Results that lie ready and are shown later: once, at whatever step the kiosk was killed.

use claims::Encoding;

use crate::share::{NOW, Share, insured};

#[test]
fn what_is_staged_is_shown_once_although_the_receipt_computer_has_taken_it_since() {
    let share = Share::new();
    let folder = share.open().unwrap();
    let parcel = folder.prepare(&insured(), Encoding::Utf8, NOW).unwrap();
    let name = parcel.name().to_owned();
    folder.stage(&parcel).unwrap();
    folder.stage(&parcel).unwrap(); // Killed before it was noted: begun again.
    assert_eq!(share.names("face"), [format!(".{name}.staged")]);
    assert_eq!(folder.waiting().unwrap(), []);
    let again = share.open().unwrap(); // A restart clears no staged file away by itself.
    assert_eq!(again.staged(&name).unwrap(), Some(insured()), "it is read again for the export");
    assert!(again.show(&name).unwrap());
    assert_eq!(share.names("face"), [name.as_str()]);
    std::fs::remove_file(share.at("face").join(&name)).unwrap();
    assert!(!again.show(&name).unwrap());
    assert_eq!(again.staged(&name).unwrap(), None);
    assert!(share.names("face").is_empty());
}

#[test]
fn what_no_record_names_is_cleared_away_unseen_and_another_kiosks_is_left() {
    let share = Share::new();
    let folder = share.open().unwrap();
    let [known, dead] = [(), ()].map(|()| folder.prepare(&insured(), Encoding::Utf8, NOW).unwrap());
    [&known, &dead].iter().for_each(|parcel| folder.stage(parcel).unwrap());
    let other = ".OQSsiquc01res_face_0110113719ffffffff000000000001_20260929160112.xml.staged";
    std::fs::write(share.at("face").join(other), "another kiosk's").unwrap();
    folder.clear_staged(|name| name == known.name()).unwrap();
    let mut expected = [format!(".{}.staged", known.name()), other.to_owned()];
    expected.sort();
    assert_eq!(share.names("face"), expected);
}
