//! What stands still around the camera's picture is drawn once, on a sheet, and the sheet laid over every frame.
//!
//! The camera brings 30 pictures a second, and each has the whole window drawn anew. Where a processor draws it, the letters and
//! buttons around the picture cost more than the picture, though none of them has moved.

use super::gl::{Picture, Press, Sheet};
use eframe::egui::epaint::ClippedShape;
use eframe::egui::{self, FullOutput, PaintCallback, Rect, Shape, TextureId};
use eframe::{egui_glow, glow};
use std::sync::Arc;

/// The sheet, and what is on it.
pub(super) struct Standing {
    press: Press,
    sheet: Sheet,
    /// The picture that changes while all else stands, and its name.
    camera: (Picture, TextureId),
    /// What lay over it in the last picture, and all that could be on the sheet.
    over: Vec<ClippedShape>,
    last: Vec<ClippedShape>,
    /// Whether that is on the sheet.
    is_drawn: bool,
}

impl Standing {
    /// # Errors
    /// The driver cannot draw on a sheet, or cannot lay one down.
    pub(super) fn new(gl: &glow::Context, camera: (Picture, TextureId)) -> Result<Self, String> {
        let (press, sheet) = (Press::new(gl)?, Sheet::new(gl)?);
        Ok(Self { press, sheet, camera, over: Vec::new(), last: Vec::new(), is_drawn: false })
    }

    /// What is drawn for a picture that came: of what lies over it, arrows may move, and whatever is over them.
    fn around(&mut self, parts: Parts, screen: Rect) -> Vec<ClippedShape> {
        let Parts { mut under, picture, mut over, beside: mut still } = parts;
        let standing = over.iter().zip(&self.over).take_while(|(now, last)| now == last).count();
        self.over.clone_from(&over);
        still.extend(over.drain(..standing));
        under.push(self.camera(&picture).unwrap_or(picture));
        under.into_iter().chain(self.laid(screen, still)).chain(over).collect()
    }

    /// What is drawn in place of what stands still: itself where it is new, then the sheet.
    fn laid(&mut self, screen: Rect, still: Vec<ClippedShape>) -> Vec<ClippedShape> {
        if still != self.last {
            (self.last, self.is_drawn) = (still.clone(), false);
            return still;
        }
        let (press, sheet) = (self.press, self.sheet);
        // The lowest row of a sheet is its first.
        let whole =
            drawn(screen, screen, move |gl, _| press.print(gl, sheet.picture, [0.0, 1.0, 1.0, 0.0], false));
        if std::mem::replace(&mut self.is_drawn, true) {
            return vec![whole];
        }
        let enter = drawn(screen, screen, move |gl, size| sheet.enter(gl, size));
        let leave = drawn(screen, screen, |gl, _| Sheet::leave(gl));
        [enter].into_iter().chain(still).chain([leave, whole]).collect()
    }

    /// The camera's picture in its place, as egui would draw it.
    fn camera(&self, clipped: &ClippedShape) -> Option<ClippedShape> {
        let Shape::Mesh(mesh) = &clipped.shape else { return None };
        let [first, .., last] = &mesh.vertices[..] else { return None };
        let (press, (picture, _)) = (self.press, self.camera);
        let part = [first.uv.x, first.uv.y, last.uv.x, last.uv.y];
        let place = Rect::from_min_max(first.pos, last.pos);
        Some(drawn(place, clipped.clip_rect, move |gl, _| press.print(gl, picture, part, true)))
    }
}

/// What is done by OpenGL itself when a window is painted, over a place of it; it is told the window's size in pixels.
fn drawn(
    place: Rect,
    clip: Rect,
    paint: impl Fn(&glow::Context, [u32; 2]) + Send + Sync + 'static,
) -> ClippedShape {
    let callback = egui_glow::CallbackFn::new(move |info, painter| paint(painter.gl(), info.screen_size_px));
    ClippedShape::new(clip, Shape::Callback(PaintCallback { rect: place, callback: Arc::new(callback) }))
}

impl egui::Plugin for Standing {
    fn debug_name(&self) -> &'static str {
        "what stands still is drawn once"
    }

    fn output_hook(&mut self, ctx: &egui::Context, output: &mut FullOutput) {
        let shapes = std::mem::take(&mut output.shapes);
        output.shapes = match shapes.iter().position(|clipped| clipped.shape.texture_id() == self.camera.1) {
            Some(place) => self.around(Parts::of(shapes, place), ctx.viewport_rect()),
            None => {
                (self.over, self.last, self.is_drawn) = (Vec::new(), Vec::new(), false);
                shapes
            }
        };
    }
}

/// A window's shapes by where they lie, each part in its order.
#[cfg_attr(test, derive(Debug, PartialEq))]
struct Parts {
    /// Under the camera's picture.
    under: Vec<ClippedShape>,
    picture: ClippedShape,
    /// Over it.
    over: Vec<ClippedShape>,
    /// Beside it, so that nothing changes if it is drawn after the picture and before what lies over that.
    beside: Vec<ClippedShape>,
}

impl Parts {
    /// Where the picture is the shape of this number.
    fn of(mut shapes: Vec<ClippedShape>, picture: usize) -> Self {
        let mut after = shapes.split_off(picture + 1);
        let picture = shapes.split_off(picture).swap_remove(0);
        let touching = |covered: &mut Rect, clipped: &ClippedShape| {
            let place = place(clipped);
            let touches = place.intersects(*covered);
            if touches {
                *covered |= place;
            }
            touches
        };
        let [mut below, mut above] = [place(&picture); 2];
        // From the picture downwards: what lies under something that lies under the picture must not come after it either.
        shapes.reverse();
        let mut under: Vec<_> = shapes.extract_if(.., |clipped| touching(&mut below, clipped)).collect();
        shapes.reverse();
        under.reverse();
        let over = after.extract_if(.., |clipped| touching(&mut above, clipped)).collect();
        shapes.extend(after);
        Self { under, picture, over, beside: shapes }
    }
}

/// Where a shape can be seen.
fn place(clipped: &ClippedShape) -> Rect {
    let drawn = clipped.transform_after_tessellation * clipped.shape.visual_bounding_rect();
    drawn.intersect(clipped.clip_rect)
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::{Color32, Pos2, Vec2};

    const CAMERA: TextureId = TextureId::User(1);

    fn place_at(left: f32, width: f32) -> Rect {
        Rect::from_min_size(Pos2::new(left, 10.0), Vec2::new(width, 50.0))
    }

    fn button(left: f32, width: f32) -> ClippedShape {
        let shape = Shape::rect_filled(place_at(left, width), 0.0, Color32::WHITE);
        ClippedShape::new(Rect::EVERYTHING, shape)
    }

    fn picture() -> ClippedShape {
        let whole = Rect::from_min_max(Pos2::ZERO, Pos2::new(1.0, 1.0));
        let shape = Shape::image(CAMERA, place_at(100.0, 100.0), whole, Color32::WHITE);
        ClippedShape::new(Rect::EVERYTHING, shape)
    }

    #[test]
    fn a_window_is_parted_by_what_lies_under_over_and_beside_the_picture() {
        let [lowest, under, far] = [button(40.0, 30.0), button(60.0, 60.0), button(300.0, 50.0)];
        let [over, over_that, apart] = [button(150.0, 100.0), button(240.0, 20.0), button(20.0, 10.0)];
        let before = [&lowest, &far, &under].map(Clone::clone);
        let after = [&over, &apart, &over_that].map(Clone::clone);
        let shapes = before.into_iter().chain([picture()]).chain(after).collect();
        let parts = Parts {
            under: vec![lowest, under],
            picture: picture(),
            over: vec![over, over_that],
            beside: vec![far, apart],
        };
        assert_eq!(Parts::of(shapes, 3), parts);
    }

    /// What is drawn, each shape of egui by its place, what OpenGL does itself as nothing.
    fn drawn_of(shapes: &[ClippedShape]) -> Vec<Option<f32>> {
        let place = |clipped: &ClippedShape| match &clipped.shape {
            Shape::Callback(_) => None,
            shape => Some(shape.visual_bounding_rect().left()),
        };
        shapes.iter().map(place).collect()
    }

    fn standing() -> Standing {
        let (press, sheet, picture) = super::super::gl::unmade();
        let camera = (picture, CAMERA);
        Standing { press, sheet, camera, over: Vec::new(), last: Vec::new(), is_drawn: false }
    }

    #[test]
    fn what_stood_for_two_pictures_is_on_the_sheet_until_something_changes() {
        let mut standing = standing();
        let mut after = |lefts: &[f32]| {
            let still = lefts.iter().map(|left| button(*left, 20.0)).collect();
            drawn_of(&standing.laid(place_at(0.0, 400.0), still))
        };
        assert_eq!(after(&[10.0]), [Some(10.0)], "new");
        assert_eq!(after(&[10.0]), [None, Some(10.0), None, None], "drawn on the sheet, and that laid down");
        assert_eq!(after(&[10.0]), [None], "laid down");
        assert_eq!(after(&[10.0, 60.0]), [Some(10.0), Some(60.0)], "something came");
        assert_eq!(after(&[10.0, 60.0]).len(), 5);
        assert_eq!(after(&[60.0, 10.0]), [Some(60.0), Some(10.0)], "the other way up");
    }

    #[test]
    fn what_moves_over_the_picture_is_drawn_anew_and_keeps_nothing_from_the_sheet() {
        let mut standing = standing();
        let mut after = |arrow: f32| {
            let shapes = vec![button(300.0, 20.0), picture(), button(120.0, 20.0), button(arrow, 20.0)];
            drawn_of(&standing.around(Parts::of(shapes, 1), place_at(0.0, 400.0)))
        };
        assert_eq!(after(150.0).len(), 4, "all new");
        assert_eq!(after(151.0).len(), 4, "the frame stands over the picture since then");
        assert_eq!(after(152.0).len(), 1 + 5 + 1);
        assert_eq!(after(153.0), [None, None, Some(153.0)], "picture, sheet, arrow");
    }
}
