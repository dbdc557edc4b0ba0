//! Other programs that want the same card.

use std::ffi::CString;
use std::time::Duration;

use card::twin::VirtualCard;
use card::{CardSlot, ReaderEvent, TransmitError, files};
use pcsc::{Context, Disposition, Protocols, Scope, ShareMode};

use crate::kiosk::{Kiosk, PROMISE, lost, report, visit};
use crate::world::{a_card, alone, until};

/// The file of the user certificate.
const USER_CERTIFICATE: u8 = 0x0A;

fn another(mode: ShareMode) -> Result<pcsc::Card, pcsc::Error> {
    let reader = CString::new("Desk 00 00").unwrap();
    Context::establish(Scope::User).unwrap().connect(&reader, mode, Protocols::ANY)
}

#[test]
fn a_card_that_another_program_holds_is_in_use_until_it_lets_go() {
    alone(|world| {
        let Some(_pcscd) = world.pcscd(&["Desk"]) else { return };
        let (mut kiosk, mut place) = (Kiosk::at("Desk"), world.place("Desk"));
        kiosk.is_ready();
        place.lay(a_card()).unwrap();
        kiosk.hears(&ReaderEvent::CardInserted);
        for mode in [ShareMode::Exclusive, ShareMode::Shared] {
            let other = another(mode).unwrap();
            assert_eq!(kiosk.serve(), lost(TransmitError::InUse), "{mode:?}");
            assert!(other.disconnect(Disposition::LeaveCard).is_ok());
            assert_eq!(kiosk.serve(), Ok(()));
        }
        assert_eq!(kiosk.watch_says_nothing(), None);
    });
}

#[test]
fn a_transaction_of_another_program_is_waited_out() {
    alone(|world| {
        let Some(_pcscd) = world.pcscd(&["Desk"]) else { return };
        let (mut kiosk, mut place) = (Kiosk::at("Desk"), world.place("Desk"));
        kiosk.is_ready();
        place.lay(a_card()).unwrap();
        kiosk.hears(&ReaderEvent::CardInserted);
        let mut other = another(ShareMode::Shared).unwrap();
        let transaction = other.transaction().unwrap();
        for _ in 0..2 {
            assert_eq!(kiosk.serve(), lost(TransmitError::InUse));
        }
        // Another program at work is no reason to restart the service.
        assert_eq!(kiosk.watch_says_nothing(), None);
        transaction.end(Disposition::LeaveCard).map_err(|(_, error)| error).unwrap();
        drop(other);
        let took = until(PROMISE, "the card is free again", || kiosk.serve() == Ok(()));
        report("from the end of a transaction to having served", vec![took]);
    });
}

#[test]
fn no_other_program_can_reset_the_card_in_the_middle_of_a_dialogue() {
    alone(|world| {
        let Some(_pcscd) = world.pcscd(&["Desk"]) else { return };
        let (mut kiosk, mut place) = (Kiosk::at("Desk"), world.place("Desk"));
        kiosk.is_ready();
        place.lay(a_card()).unwrap();
        kiosk.hears(&ReaderEvent::CardInserted);
        let mut dialogue = kiosk.slot.connect().unwrap();
        for mode in [ShareMode::Shared, ShareMode::Exclusive, ShareMode::Direct] {
            let tried = another(mode).map(drop);
            assert_eq!(tried, Err(pcsc::Error::SharingViolation), "{mode:?}");
            assert_eq!(visit(dialogue.as_mut()), Ok(()));
        }
    });
}

#[test]
fn of_two_cards_the_one_on_this_desk_is_read_and_the_other_never_touched() {
    alone(|world| {
        let Some(_pcscd) = world.pcscd(&["Desk", "Other"]) else { return };
        let (mut kiosk, mut place, mut elsewhere) =
            (Kiosk::at("Desk"), world.place("Desk"), world.place("Other"));
        kiosk.is_ready();
        elsewhere.lay(a_card()).unwrap();
        assert_eq!(kiosk.watch_says_nothing(), None, "the neighbour's card is no event here");
        assert_eq!(kiosk.serve(), lost(TransmitError::CardRemoved));
        let read = kiosk.serves_the_next(&mut place, a_card());
        let untouched = elsewhere.take().unwrap();
        let certificate = |card: &VirtualCard| card.reached(files::JPKI, USER_CERTIFICATE);
        assert_eq!((certificate(&read), certificate(&untouched)), (true, false));
    });
}

impl Kiosk {
    /// What the watch tells in a while in which nothing should happen.
    fn watch_says_nothing(&mut self) -> Option<ReaderEvent> {
        use card::ReaderWatch;
        self.watch.next(Duration::from_secs(1))
    }
}
