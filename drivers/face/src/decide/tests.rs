//! Runs of frames, and the one decision that each leads to.

use super::*;
use crate::geometry::FaceBox;
use crate::pad::Told;
use crate::pad::drawn::{BENT, HEAD, PRINT, turned};

const POLICY: Policy = Policy {
    threshold: 0.54,
    live_threshold: 0.5,
    apcer: 0.05,
    bpcer: 0.05,
    min_frames: 3,
    max_frames: 6,
    patience: 0,
    is_room_known: false,
    challenge: Challenge::Never,
    sides: [Side::Left; 4],
    measurement: Measurement::Absent,
    left_out: None,
};

/// A frame of the face `who` with these scores.
fn seen(who: usize, similarity: f32, live: f32, guidance: Guidance) -> Observation {
    let mut embedding = [0.0; 256];
    embedding[who] = 1.0;
    Observation {
        face: None,
        guidance,
        quality: None,
        similarity: Some(similarity),
        live: Some(live),
        template: Template::normalised(&embedding),
        glimpse: None,
        beside: None,
        tint: None,
        shown: None,
    }
}

fn blank(guidance: Guidance) -> Observation {
    Observation {
        face: None,
        guidance,
        quality: None,
        similarity: None,
        live: None,
        template: None,
        glimpse: None,
        beside: None,
        tint: None,
        shown: None,
    }
}

/// A comparable frame in which this was seen.
pub(crate) fn watched(glimpse: crate::pad::Glimpse) -> Observation {
    Observation { face: Some(glimpse.face), glimpse: Some(glimpse), ..seen(0, 0.9, 0.97, Guidance::Ready) }
}

fn last(frames: &[Observation]) -> Verdict {
    last_by(POLICY, frames)
}

fn last_by(policy: Policy, frames: &[Observation]) -> Verdict {
    let mut decider = Decider::new(policy);
    frames.iter().map(|frame| decider.push(frame)).last().unwrap()
}

/// A comparable frame of the face `who`, so deep and turned to its left by so many degrees.
fn posed(who: usize, live: f32, depth: [f64; 5], degrees: f64) -> Observation {
    let landmarks = turned(depth, degrees, 0.0);
    let [right, left, nose, ..] = landmarks;
    let yaw = (nose.x - right.midpoint(left).x) / right.distance(left);
    let (eye_distance, roll, sharpness, luminance, mask_cue) = (60.0, 0.0, 100.0, 120.0, 0.0);
    let quality =
        Some(Quality { eye_distance, yaw, roll, sharpness, luminance, mask_cue, ..Quality::default() });
    let face = Some(FaceBox { x: 250.0, y: 150.0, width: 140.0, height: 180.0, score: 0.9, landmarks });
    Observation { face, quality, ..seen(who, 0.9, live, Guidance::Ready) }
}

/// Five frames that face the camera, then a turn of up to `to` degrees.
fn turn_of(who: usize, live: f32, depth: [f64; 5], to: i32) -> Vec<Observation> {
    let still = std::iter::repeat_n(0, 5);
    let way = still.chain((0..=to.abs()).step_by(3).map(|degrees| degrees * to.signum()));
    way.map(|degrees| posed(who, live, depth, f64::from(degrees))).collect()
}

#[test]
fn who_must_turn_is_asked_to_and_passes_as_a_head_only() {
    use Challenge::{Always, Never, WhenInDoubt};
    let [asked, other, ahead] =
        [Guidance::TurnLeft, Guidance::TurnRight, Guidance::TurnToCamera].map(Verdict::Undecided);
    for (what, challenge, live, side, depth, (to, times), expected) in [
        ("no challenge", Never, 0.6, Side::Left, PRINT, (30, 1), None),
        ("nothing is sure without surroundings", WhenInDoubt, 0.97, Side::Left, HEAD, (0, 1), Some(asked)),
        ("doubt", WhenInDoubt, 0.6, Side::Left, HEAD, (0, 1), Some(asked)),
        ("one turn, which a film may show", WhenInDoubt, 0.97, Side::Left, HEAD, (30, 1), Some(ahead)),
        ("two, which it may guess", WhenInDoubt, 0.97, Side::Left, HEAD, (30, 2), Some(ahead)),
        ("three", WhenInDoubt, 0.97, Side::Left, HEAD, (30, 3), None),
        ("no turn", Always, 0.97, Side::Right, HEAD, (0, 1), Some(other)),
        ("the wrong side", Always, 0.97, Side::Right, HEAD, (30, 1), Some(other)),
        ("a tilted print", Always, 0.97, Side::Left, PRINT, (30, 1), Some(asked)),
        ("a tilted bent print", Always, 0.97, Side::Left, BENT, (45, 1), Some(asked)),
        ("turns", Always, 0.97, Side::Right, HEAD, (-30, 3), None),
    ] {
        let frames = vec![turn_of(0, live, depth, to); times].concat();
        let verdict = last_by(Policy { challenge, sides: [side; 4], ..POLICY }, &frames);
        match expected {
            Some(expected) => assert_eq!(verdict, expected, "{what}"),
            None => assert!(matches!(verdict, Verdict::Accepted { .. }), "{what}: {verdict:?}"),
        }
    }
}

#[test]
fn a_living_stranger_cannot_turn_for_a_print() {
    let policy = Policy { challenge: Challenge::Always, ..POLICY };
    let mut frames = turn_of(0, 0.9, PRINT, 0);
    let stranger = turn_of(1, 0.9, HEAD, 30).into_iter();
    frames.extend(stranger.map(|frame| Observation { similarity: Some(0.1), ..frame }));
    frames.extend(turn_of(0, 0.9, PRINT, 0));
    assert_eq!(last_by(policy, &frames), Verdict::Undecided(Guidance::TurnLeft));
}

#[test]
fn a_turn_among_frames_that_cannot_be_compared_does_not_count() {
    let policy = Policy { challenge: Challenge::Always, ..POLICY };
    let mut frames = turn_of(0, 0.9, HEAD, 30);
    for frame in &mut frames[6..] {
        (frame.similarity, frame.live, frame.template) = (None, None, None);
    }
    assert_eq!(last_by(policy, &frames), Verdict::Undecided(Guidance::TurnLeft));
}

#[test]
fn who_does_not_turn_is_not_called_a_picture() {
    let policy = Policy { challenge: Challenge::Always, ..POLICY };
    let frames = vec![posed(0, 0.97, HEAD, 0.0); 123];
    assert_eq!(last_by(policy, &frames), Verdict::Rejected(Reason::NotTurned));
}

#[test]
fn a_decision_needs_several_frames_that_agree() {
    use Guidance::{MaskSuspected, Ready};
    let undecided = Verdict::Undecided(Ready);
    for (what, frames, expected) in [
        ("two good frames", vec![seen(0, 0.9, 1.0, Ready); 2], undecided),
        ("a stranger", vec![seen(0, 0.4, 1.0, Ready); 6], Verdict::Rejected(Reason::OtherPerson)),
        ("a print", vec![seen(0, 0.9, 0.1, Ready); 6], Verdict::Rejected(Reason::NotLive)),
        ("a mask", vec![seen(0, 0.4, 1.0, MaskSuspected); 6], Verdict::Rejected(Reason::Occluded)),
        ("too early to say no", vec![seen(0, 0.4, 1.0, Ready); 5], undecided),
    ] {
        assert_eq!(last(&frames), expected, "{what}");
    }
    let accepted = last(&vec![seen(0, 0.9, 1.0, Ready); 3]);
    assert!(matches!(accepted, Verdict::Accepted { similarity, .. } if (similarity - 0.9).abs() < 1e-5));
}

#[test]
fn a_living_stranger_cannot_lend_life_to_a_print() {
    let (stranger, print) = (seen(1, 0.1, 1.0, Guidance::Ready), seen(0, 0.95, 0.0, Guidance::Ready));
    for frames in [
        vec![stranger.clone(), stranger.clone(), print.clone(), print.clone(), print.clone(), print.clone()],
        vec![stranger.clone(), print.clone(), stranger.clone(), print.clone(), stranger, print],
    ] {
        assert_eq!(last(&frames), Verdict::Rejected(Reason::NotLive));
    }
}

#[test]
fn faces_that_keep_changing_are_nobody_s() {
    let frames: Vec<_> = (0..6).map(|i| seen(i % 2, 0.9, 1.0, Guidance::Ready)).collect();
    assert_eq!(last(&frames), Verdict::Rejected(Reason::OtherPerson));
}

#[test]
fn frames_that_cannot_be_compared_do_not_count() {
    let mut frames = vec![blank(Guidance::TooFar); 100];
    assert_eq!(last(&frames), Verdict::Undecided(Guidance::TooFar));
    frames.extend(vec![seen(0, 0.9, 1.0, Guidance::Ready); 3]);
    assert!(matches!(last(&frames), Verdict::Accepted { .. }));
}

#[test]
fn once_decided_the_verdict_stays() {
    let mut frames = vec![seen(0, 0.9, 1.0, Guidance::Ready); 3];
    frames.extend(vec![seen(1, 0.0, 0.0, Guidance::Ready); 20]);
    assert!(matches!(last(&frames), Verdict::Accepted { .. }));
}

#[test]
fn the_frames_that_decide_are_chosen_by_quality_and_not_by_score() {
    let quality = |sharpness: f32| {
        let (eye_distance, yaw, roll, luminance, mask_cue) = (60.0, 0.0, 0.0, 120.0, 0.0);
        Some(Quality { eye_distance, yaw, roll, sharpness, luminance, mask_cue, ..Quality::default() })
    };
    let sharp = Observation { quality: quality(200.0), ..seen(0, 0.2, 1.0, Guidance::Ready) };
    let lucky = Observation { quality: quality(6.0), ..seen(0, 0.8, 1.0, Guidance::Ready) };
    let frames = [&sharp, &lucky, &sharp, &lucky, &sharp, &lucky].map(Clone::clone);
    assert_eq!(last(&frames), Verdict::Rejected(Reason::OtherPerson));
}

/// A frame whose face went to `x`, before a room or on a sheet.
fn before(is_sheet: bool, x: f32) -> Observation {
    let (picture, face) = crate::pad::drawn_frame(x, is_sheet);
    watched(crate::pad::Glimpse::of(&picture, &face))
}

#[test]
fn a_print_that_fills_the_view_is_no_person_though_the_networks_take_it_for_one() {
    let policy = Policy { patience: 6, ..POLICY };
    let moving = |is_sheet| (0..6).map(move |at| before(is_sheet, 4.0 * at as f32)).collect::<Vec<_>>();
    assert_eq!(last_by(policy, &moving(true)), Verdict::Rejected(Reason::NotLive));
    assert!(matches!(last_by(policy, &moving(false)), Verdict::Accepted { live, .. } if live > 0.8));
}

#[test]
fn where_the_surroundings_tell_nothing_a_yes_waits_and_is_doubted() {
    let still = |count| vec![before(true, 0.0); count];
    let policy = Policy { patience: 20, max_frames: 60, ..POLICY };
    assert_eq!(last_by(policy, &still(19)), Verdict::Undecided(Guidance::Ready));
    assert!(matches!(last_by(policy, &still(20)), Verdict::Accepted { .. }));
    let doubting = Policy { challenge: Challenge::WhenInDoubt, ..policy };
    assert_eq!(last_by(doubting, &still(20)), Verdict::Undecided(Guidance::TurnLeft));
}

/// Frames of a face that pleases the networks, and what a second camera tells of it.
fn measured(told: Option<Told>, count: usize) -> Vec<Observation> {
    vec![Observation { beside: told, ..seen(0, 0.9, 0.99, Guidance::Ready) }; count]
}

#[test]
fn a_picture_that_a_second_camera_measured_is_refused_whatever_pleases_the_first() {
    for challenge in [Challenge::Never, Challenge::WhenInDoubt, Challenge::Always] {
        let policy = Policy { measurement: Measurement::Present, max_frames: 60, ..POLICY }.asking(challenge);
        for told in [Told::Flat, Told::Unlit] {
            let verdict = last_by(policy, &measured(Some(told), 30));
            assert_eq!(verdict, Verdict::Rejected(Reason::NotLive), "{told:?} {challenge:?}");
        }
    }
    let turned = turn_of(0, 0.99, HEAD, 25);
    let flat = |frame: Observation| Observation { beside: Some(Told::Flat), ..frame };
    let policy = Policy { measurement: Measurement::Present, challenge: Challenge::Always, ..POLICY };
    let verdict = last_by(policy, &turned.into_iter().map(flat).collect::<Vec<_>>());
    assert_eq!(verdict, Verdict::Rejected(Reason::NotLive), "a film that was turned as asked");
}

#[test]
fn a_head_that_a_second_camera_measured_need_not_be_turned_unless_the_house_wants_it() {
    let asking =
        |challenge| Policy { measurement: Measurement::Present, max_frames: 60, ..POLICY }.asking(challenge);
    for (told, challenge, expected) in [
        (Some(Told::Deep), Challenge::WhenInDoubt, None),
        (Some(Told::Deep), Challenge::Always, Some(Guidance::TurnLeft)),
        (Some(Told::Lit), Challenge::WhenInDoubt, Some(Guidance::TurnLeft)),
        (None, Challenge::WhenInDoubt, Some(Guidance::TurnLeft)),
    ] {
        let verdict = last_by(asking(challenge), &measured(told, 30));
        match expected {
            None => {
                assert!(matches!(verdict, Verdict::Accepted { .. }), "{told:?} {challenge:?} {verdict:?}")
            }
            Some(turn) => assert_eq!(verdict, Verdict::Undecided(turn), "{told:?} {challenge:?}"),
        }
    }
}

#[test]
fn a_second_camera_that_tells_nothing_is_waited_for_a_moment_and_where_it_is_demanded_nothing_is_told() {
    let with = |measurement| Policy { measurement, max_frames: 40, ..POLICY };
    let silent = |measurement, count| last_by(with(measurement), &measured(None, count));
    assert!(matches!(silent(Measurement::Absent, 3), Verdict::Accepted { .. }));
    assert_eq!(silent(Measurement::Present, LOOK - 1), Verdict::Undecided(Guidance::Ready));
    assert!(matches!(silent(Measurement::Present, LOOK), Verdict::Accepted { .. }));
    assert_eq!(silent(Measurement::Demanded, 39), Verdict::Undecided(Guidance::Ready));
    assert_eq!(silent(Measurement::Demanded, 40), Verdict::Rejected(Reason::NotMeasured));
    for told in [Told::Deep, Told::Lit] {
        let verdict = last_by(with(Measurement::Demanded), &measured(Some(told), 4));
        assert!(matches!(verdict, Verdict::Accepted { .. }), "{told:?} {verdict:?}");
    }
}

#[test]
fn what_was_measured_of_one_face_says_nothing_of_the_next() {
    let policy = Policy { measurement: Measurement::Demanded, max_frames: 12, ..POLICY };
    let another = vec![seen(1, 0.9, 0.99, Guidance::Ready); 9];
    let frames = [measured(Some(Told::Deep), 2), another].concat();
    assert_eq!(last_by(policy, &frames), Verdict::Undecided(Guidance::Ready));
}

#[test]
fn who_is_still_in_doubt_after_a_turn_is_asked_for_others_and_passes_after_as_many_as_a_film_would_guess() {
    let policy = Policy { challenge: Challenge::WhenInDoubt, ..POLICY };
    let one = || turn_of(0, 0.6, HEAD, 30);
    let passed =
        |turns: usize| matches!(last_by(policy, &vec![one(); turns].concat()), Verdict::Accepted { .. });
    assert!(!passed(1) && !passed(3), "a film guesses three in a row too often");
    assert!(passed(4));
}
