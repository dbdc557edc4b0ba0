//! What a frame shows, in the words of the session.

use crate::session::Guidance;

pub(super) fn guidance(seen: face::Guidance) -> Guidance {
    match seen {
        face::Guidance::Ready => Guidance::Comparing,
        face::Guidance::NoFace => Guidance::NoFace,
        face::Guidance::TooFar => Guidance::ComeCloser,
        face::Guidance::TooClose => Guidance::StepBack,
        face::Guidance::OffCentre { dx, dy } => towards_centre(dx, dy),
        face::Guidance::TurnToCamera => Guidance::LookHere,
        face::Guidance::TurnLeft => Guidance::TurnLeft,
        face::Guidance::TurnRight => Guidance::TurnRight,
        face::Guidance::TooDark => Guidance::TooDark,
        face::Guidance::TooBright => Guidance::TooBright,
        face::Guidance::Backlit => Guidance::LightBehind,
        face::Guidance::Blurred => Guidance::HoldStill,
        face::Guidance::SeveralFaces => Guidance::OnePersonOnly,
        face::Guidance::MaskSuspected => Guidance::TakeMaskOff,
        face::Guidance::EyesHidden => Guidance::ShowEyes,
    }
}

/// The way back to the middle from so many fractions of the picture right and down of it; the larger way first.
///
/// Who looks at the camera has their right hand at the left of its picture.
fn towards_centre(dx: f32, dy: f32) -> Guidance {
    match (dx.abs() >= dy.abs(), dx < 0.0, dy < 0.0) {
        (true, true, _) => Guidance::MoveLeft,
        (true, false, _) => Guidance::MoveRight,
        (false, _, true) => Guidance::MoveDown,
        (false, _, false) => Guidance::MoveUp,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_stands_aside_is_told_the_way_in_their_own_left_and_right() {
        let check = |(dx, dy), expected| assert_eq!(towards_centre(dx, dy), expected, "{dx} {dy}");
        check((-0.4, 0.1), Guidance::MoveLeft); // At the picture's left: too far to their own right.
        check((0.4, -0.1), Guidance::MoveRight);
        check((0.1, -0.3), Guidance::MoveDown); // High in the picture.
        check((-0.1, 0.3), Guidance::MoveUp);
    }
}
