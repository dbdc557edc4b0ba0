//! The same visit with the card read through a real pcscd that the test starts for itself.

use card::twin::{PrivatePcscd, ReaderSpec};
use madoguchi::rehearsal::CARD_SOCKET;
use madoguchi_tests::Rehearsal;
use std::process::Command;

#[test]
fn visits_go_the_same_way_through_a_real_pcscd() {
    let sockets = tempfile::tempdir().unwrap();
    let socket = sockets.path().join("card.sock");
    let reader = ReaderSpec::Ifd { name: "Madoguchi Virtual Reader".to_owned(), socket: socket.clone() };
    let pcscd = match PrivatePcscd::start(&[reader]) {
        Ok(pcscd) => pcscd,
        Err(error @ card::twin::Error::Missing { .. }) => {
            println!("skipped: visits_go_the_same_way_through_a_real_pcscd ({error})");
            return;
        }
        Err(error) => panic!("{error}"),
    };
    // libpcsclite reads the name of its socket once, from the environment: the client is a process of its own.
    let output = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "pcscd::rides_as_a_client_of_the_pcscd_it_is_told_of", "--ignored", "--nocapture"])
        .env(card::twin::pcscd::SOCKET_VARIABLE, pcscd.socket())
        .env(CARD_SOCKET, &socket)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
}

#[test]
#[ignore = "needs a pcscd; run by the test above, which starts one"]
fn rides_as_a_client_of_the_pcscd_it_is_told_of() {
    assert!(std::env::var_os(CARD_SOCKET).is_some(), "there is a pcscd to ride with");
    let mut rehearsal = Rehearsal::start(|_| {}).unwrap();
    assert!(rehearsal.world.reader_name().contains("pcscd"));
    for story in ["face", "pin", "enrol-child", "wrong-card"] {
        rehearsal.ride(story).unwrap();
    }
    assert_eq!(rehearsal.hand_offs().len(), 3);
}
