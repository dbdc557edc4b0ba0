//! Afterwards: what the kiosk was told is on record, once; and what is on record, the kiosk had asked for.

use super::journal::{self, Line, Stage};
use super::scene::Scene;
use crate::bench::first_serial;
use crate::postgres::rows;
use std::collections::{BTreeMap, BTreeSet};

/// Holds journal and records against each other, and says in a sentence what was found.
pub(super) fn judge(scene: &Scene) -> String {
    let lines = journal::read(&scene.told.folder);
    nothing_is_lost(scene, &lines);
    nothing_happened_twice(scene);
    everything_is_explained(scene, &lines);
    let (audited, nonces) = (count(scene, "audit"), count(scene, "audit WHERE outcome = 'nonce-expired'"));
    format!("{audited} questions worked once each; {nonces} nonces grew old while somebody was dead")
}

fn count(scene: &Scene, table_and_condition: &str) -> usize {
    rows(scene.database(), &format!("SELECT count(*) FROM {table_and_condition}"))[0][0].parse().unwrap()
}

/// Every visit ended; every visit token that the kiosk was given stands in the records under its person.
fn nothing_is_lost(scene: &Scene, lines: &[Line]) {
    let visits = scene.told.visits;
    let ended = journal::last_lines(lines);
    assert_eq!(ended.len(), visits);
    assert!(ended.values().all(|line| line.stage == Stage::Consented));
    let of_token = "SELECT token, serial FROM visit JOIN certificate ON certificate.person = visit.person";
    let there: BTreeMap<_, _> =
        rows(scene.database(), of_token).into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    for line in lines.iter().filter(|line| line.stage != Stage::Began) {
        let serial = format!("{:x}", first_serial() as usize + line.visit);
        assert_eq!(there.get(&line.said), Some(&serial), "{line:?} is not on record");
    }
    assert_eq!(count(scene, "enrolment"), visits);
    assert_eq!(count(scene, "person WHERE id LIKE 'm-%' AND enrolled = 1"), visits);
    let consents = rows(scene.database(), "SELECT visit FROM consent");
    let consented: BTreeSet<_> = ended.values().map(|line| line.said.as_str()).collect();
    assert!(consents.iter().all(|row| consented.contains(row[0].as_str())));
    assert_eq!((consents.len(), consented.len()), (visits, visits), "one consent for each visit");
}

/// Every question was worked once: one audit row, one answer, and as many effects as questions; and of each visit each
/// step was answered once.
fn nothing_happened_twice(scene: &Scene) {
    let twice = "SELECT step, request_id FROM audit GROUP BY kiosk, step, request_id HAVING count(*) > 1";
    assert_eq!(rows(scene.database(), twice), Vec::<Vec<String>>::new());
    for step in ["/v1/enrolments", "/v1/eligibility", "/v1/consents"] {
        let answered = format!("SELECT request_id FROM audit WHERE step = '{step}' AND outcome = 'answered'");
        let visits: BTreeSet<_> =
            rows(scene.database(), &answered).iter().map(|row| visit_of(&row[0])).collect();
        let answers = count(scene, &format!("audit WHERE step = '{step}' AND outcome = 'answered'"));
        assert_eq!((answers, visits.len()), (scene.told.visits, scene.told.visits), "{step}");
    }
    let unmatched = "SELECT request_id FROM audit WHERE NOT EXISTS (SELECT 1 FROM answer
        WHERE answer.step = audit.step AND answer.request_id = audit.request_id)";
    assert_eq!(rows(scene.database(), unmatched), Vec::<Vec<String>>::new());
    assert_eq!(count(scene, "audit"), count(scene, "answer"));
    let proven = "audit WHERE step IN ('/v1/enrolments', '/v1/eligibility')";
    assert_eq!(count(scene, "challenge WHERE used_at IS NOT NULL"), count(scene, proven));
    assert_eq!(count(scene, "visit"), count(scene, &format!("{proven} AND outcome = 'answered'")));
    assert_eq!(count(scene, "consent"), count(scene, "audit WHERE step = '/v1/consents'"));
}

/// Names the visit of a request id, `v17-0-enrol`.
fn visit_of(request_id: &str) -> String {
    request_id.split('-').take(1).collect()
}

/// Every question on record belongs to a visit that the kiosk had written down before it asked.
fn everything_is_explained(scene: &Scene, lines: &[Line]) {
    let begun: BTreeSet<_> = lines.iter().map(|line| format!("v{}", line.visit)).collect();
    for row in rows(scene.database(), "SELECT request_id, outcome FROM audit") {
        assert!(begun.contains(&visit_of(&row[0])), "{} was asked and never begun", row[0]);
        assert!(matches!(row[1].as_str(), "answered" | "nonce-expired"), "{row:?}");
    }
}
