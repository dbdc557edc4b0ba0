//! Look at the camera. The PIN and the clerk are always one touch away.

use super::Preview;
use super::icons::Sign;
use super::layout::Area;
use super::parts::{Pane, Weight};
use super::pictures::{face_frame, medal};
use super::pointer::pointer;
use super::prose::Prose;
use super::text::guidance_id;
use crate::session::{Guidance, Touch};
use egui::accesskit::Role;
use egui::{Align, Color32, Pos2, Rect, Vec2};

pub(crate) fn face_ui(pane: &mut Pane<'_>, body: Rect, guidance: Guidance, round: u8) -> Option<Touch> {
    let share = if body.width() > body.height() { 0.54 } else { 0.6 };
    let (picture, words) = Area(body).split(share, pane.scale.margin());
    mirror(pane, picture, guidance);
    let mut area = Area(words);
    let ways = [
        (Weight::Equal, Sign::Keypad, "choose-pin", Touch::ChoosePin),
        (Weight::Equal, Sign::Clerk, "call-clerk", Touch::CallClerk),
    ];
    let place = pane.room(&mut area, 104.0, ways.len());
    let lead = if round > 1 { "face-second-round" } else { "face-lead" };
    let prose = Prose::default().title(pane.say(guidance_id(guidance))).body(pane.say(lead));
    prose.show(pane, area.0, Align::Center);
    pane.actions(place, &ways)
}

/// What the camera sees, mirrored, with the frame that the face belongs in.
fn mirror(pane: &mut Pane<'_>, rect: Rect, guidance: Guidance) {
    let colour = if guidance == Guidance::Comparing { pane.tone.leaf } else { pane.tone.accent };
    let id = match pane.stage().preview {
        Some(preview) => {
            let mirrored = uv(preview, rect.aspect_ratio());
            pane.painter().image(preview.texture, rect, mirrored, Color32::WHITE);
            "face-preview"
        }
        None => {
            pane.painter().rect_filled(rect, pane.scale.radius(), pane.tone.accent_wash);
            let most = rect.size().min_elem() * 0.42;
            medal(pane.painter(), rect, most, Sign::Face, [pane.tone.accent, pane.tone.accent_wash]);
            "face-preparing"
        }
    };
    let frame = face_frame(pane, rect, colour);
    pointer(pane, rect, frame, guidance);
    let name = pane.say(id);
    pane.name(rect, Role::Image, &name, false);
}

/// The part of the picture that fills a place of `aspect`, from right to left.
fn uv(preview: Preview, aspect: f32) -> Rect {
    let own = preview.size.x / preview.size.y.max(1.0);
    let shown = Vec2::new((aspect / own).min(1.0), (own / aspect).min(1.0));
    let half = shown / 2.0;
    Rect { min: Pos2::new(0.5 + half.x, 0.5 - half.y), max: Pos2::new(0.5 - half.x, 0.5 + half.y) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_preview_is_mirrored_and_cut_not_stretched() {
        let preview = Preview { texture: egui::TextureId::default(), size: Vec2::new(640.0, 480.0) };
        let square = uv(preview, 1.0);
        assert_eq!((square.min.x, square.max.x), (0.875, 0.125));
        assert_eq!((square.min.y, square.max.y), (0.0, 1.0));
    }
}
