//! 健康保険証利用登録: a card becomes an insurance card. The real rules' wording is not public; these few are ours.

use super::{Desk, Refusal, Step, UNPROVEN};
use crate::rehearsal::{calendar, records};
use crate::wire::{CertificateStatus, Enrolment, EnrolmentRequest, Proof, RefusalCode};

/// Below this age a representative enrols, and the card's PIN is what a representative has.
const OWN_WORD: i8 = 15;

const ENROLMENT: [RefusalCode; UNPROVEN.len() + 4] = {
    let own = [
        RefusalCode::EnrolmentNotByClerk,
        RefusalCode::EnrolmentNeedsPin,
        RefusalCode::EnrolmentClosed,
        RefusalCode::EnrolmentPersonUnknown,
    ];
    let mut all = [RefusalCode::Internal; UNPROVEN.len() + 4];
    let (unproven, further) = all.split_at_mut(UNPROVEN.len());
    unproven.copy_from_slice(&UNPROVEN);
    further.copy_from_slice(&own);
    all
};

impl Step for EnrolmentRequest {
    const SAYS: &'static str = "Makes a card an insurance card and asks for the insurance.";
    const REFUSES: &'static [RefusalCode] = &ENROLMENT;

    fn decide(&self, desk: &Desk<'_>) -> Result<Enrolment, Refusal> {
        let (owner, status) = self.0.recognise(desk)?;
        let mut owner = owner.ok_or(RefusalCode::EnrolmentPersonUnknown)?;
        desk.is_about(Some(&owner.person));
        let already_enrolled = owner.enrolled;
        if !already_enrolled {
            let of_age =
                owner.birth.as_deref().is_some_and(|day| calendar::has_reached(OWN_WORD, day, desk.now));
            let method = proven_enough(&self.0.proof, of_age, status)?;
            records::put_enrolment(desk.db, &owner.person, desk.kiosk, method, desk.now)?;
            owner.enrolled = true;
        }
        let enrolled_at = records::enrolled_at(desk.db, &owner.person)?.map(calendar::fourteen_digits);
        let eligibility = self.0.answer(desk, Some(owner), status)?;
        Ok(Enrolment { already_enrolled, enrolled_at, eligibility })
    }
}

/// Names the proof under which a card may be enrolled, or says why it may not.
fn proven_enough(
    proof: &Proof,
    of_age: bool,
    status: CertificateStatus,
) -> Result<&'static str, RefusalCode> {
    match (proof, of_age) {
        (Proof::Clerk(_), _) => Err(RefusalCode::EnrolmentNotByClerk),
        _ if status == CertificateStatus::Grace => Err(RefusalCode::EnrolmentClosed),
        (Proof::Face(_), false) => Err(RefusalCode::EnrolmentNeedsPin),
        (Proof::Face(_), true) => Ok("face"),
        (Proof::Pin { .. }, _) => Ok("pin"),
    }
}
