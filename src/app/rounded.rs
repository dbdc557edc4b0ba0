//! Rounded places filled in few large pieces instead of slivers.
//!
//! egui fills a rounded rectangle as a fan from one of its corner's points to all others: triangles as long as the rectangle and
//! next to nothing wide. A graphics driver in software shades four by four pixels at a time, and so shades a button many times
//! over: the fans of two buttons and a header cost more than the camera's picture. Edges are drawn by egui as before.

use eframe::egui::epaint::{Mesh, RectShape, StrokeKind};
use eframe::egui::{Pos2, Rect, Shape, Stroke, Vec2};
use std::f32::consts::FRAC_PI_2;
use std::sync::Arc;

/// What has sharper corners, or is smaller, is left as it is, since its slivers are short.
const LEAST_RADIUS: f32 = 3.0;
const LEAST_AREA: f32 = 2000.0;
/// Parts of a quarter of a circle: less than a fifth of a pixel beside it at a radius of 40.
const PARTS: u8 = 8;

/// Takes every rounded rectangle of a shape apart, its pieces drawn in its place.
pub(super) fn take_apart(shape: &mut Shape) {
    match shape {
        Shape::Vec(shapes) => shapes.iter_mut().for_each(take_apart),
        Shape::Rect(rect) if is_costly(rect) => *shape = pieces(rect),
        _ => {}
    }
}

/// Whether it is large, round and plain: without blur, picture or turn, and nothing shines through it.
fn is_costly(shape: &RectShape) -> bool {
    let radius = shape.corner_radius;
    let is_plain = shape.blur_width == 0.0 && shape.brush.is_none() && shape.angle == 0.0;
    let is_opaque = shape.fill.is_opaque() && (shape.stroke.is_empty() || shape.stroke.color.is_opaque());
    is_plain
        && is_opaque
        && radius.is_same()
        && radius.average() >= LEAST_RADIUS
        && shape.rect.area() >= LEAST_AREA
}

/// The filling up to the middle of the edge, and over it the edge, soft as egui draws it.
fn pieces(shape: &RectShape) -> Shape {
    let (stroke, kind) = match shape.stroke.is_empty() {
        true => (Stroke::new(1.0, shape.fill), StrokeKind::Inside),
        false => (shape.stroke, shape.stroke_kind),
    };
    let inwards = match kind {
        StrokeKind::Inside => stroke.width / 2.0,
        StrokeKind::Middle => 0.0,
        StrokeKind::Outside => -stroke.width / 2.0,
    };
    let filling = filled(shape.rect.shrink(inwards), shape.corner_radius.average() - inwards, shape);
    let edge = RectShape::stroke(shape.rect, shape.corner_radius, stroke, kind);
    let edge = RectShape { round_to_pixels: shape.round_to_pixels, ..edge };
    Shape::Vec(vec![Shape::Mesh(Arc::new(filling)), Shape::Rect(edge)])
}

/// A band from top to bottom, one at each side, and four quarters of a disc, none lying over another.
fn filled(rect: Rect, radius: f32, shape: &RectShape) -> Mesh {
    let mut mesh = Mesh::default();
    let radius = radius.clamp(0.0, rect.size().min_elem() / 2.0);
    let inner = rect.shrink(radius);
    mesh.add_colored_rect(Rect::from_x_y_ranges(inner.x_range(), rect.y_range()), shape.fill);
    for side in [rect.left()..=inner.left(), inner.right()..=rect.right()] {
        mesh.add_colored_rect(Rect::from_x_y_ranges(side, inner.y_range()), shape.fill);
    }
    let corners = [inner.right_bottom(), inner.left_bottom(), inner.left_top(), inner.right_top()];
    for (quarter, centre) in (0_u8..).zip(corners) {
        let point = |part: u8| {
            let angle = FRAC_PI_2 * (f32::from(quarter) + f32::from(part) / f32::from(PARTS));
            centre + radius * Vec2::angled(angle)
        };
        fan(&mut mesh, centre, (0..=PARTS).map(point), shape);
    }
    mesh
}

fn fan(mesh: &mut Mesh, centre: Pos2, points: impl Iterator<Item = Pos2>, shape: &RectShape) {
    let first = mesh.vertices.len() as u32;
    mesh.colored_vertex(centre, shape.fill);
    points.for_each(|point| mesh.colored_vertex(point, shape.fill));
    let last = mesh.vertices.len() as u32 - 1;
    (first + 1..last).for_each(|index| mesh.add_triangle(first, index, index + 1));
}

#[cfg(test)]
mod tests {
    use super::*;
    use eframe::egui::{Color32, CornerRadius};

    fn button(radius: u8, fill: Color32, stroke: Stroke) -> RectShape {
        let rect = Rect::from_min_size(Pos2::new(10.0, 20.0), Vec2::new(540.0, 104.0));
        RectShape::new(rect, CornerRadius::same(radius), fill, stroke, StrokeKind::Inside)
    }

    fn triangles(mesh: &Mesh) -> impl Iterator<Item = [Pos2; 3]> {
        mesh.indices
            .as_chunks::<3>()
            .0
            .iter()
            .map(|corner| corner.map(|index| mesh.vertices[index as usize].pos))
    }

    #[test]
    fn a_button_is_filled_once_everywhere_and_its_edge_is_egui_s() {
        let edge = Stroke::new(3.0, Color32::BLACK);
        let Shape::Vec(pieces) = pieces(&button(16, Color32::WHITE, edge)) else { panic!("one piece") };
        let [Shape::Mesh(mesh), Shape::Rect(rect)] = &pieces[..] else { panic!("{pieces:?}") };
        assert_eq!((rect.fill, rect.stroke), (Color32::TRANSPARENT, edge));
        let area: f32 = triangles(mesh)
            .map(|[a, b, c]| ((b - a).x * (c - a).y - (b - a).y * (c - a).x).abs() / 2.0)
            .sum();
        let (width, height, radius) = (540.0 - 3.0, 104.0 - 3.0, 14.5_f32);
        let whole = width * height - (4.0 - std::f32::consts::PI) * radius * radius;
        assert!((area - whole).abs() < 10.0, "{area} instead of {whole}");
    }

    #[test]
    fn no_piece_of_it_is_a_sliver() {
        let mesh = filled(
            button(16, Color32::WHITE, Stroke::NONE).rect,
            16.0,
            &button(16, Color32::WHITE, Stroke::NONE),
        );
        let long = |[a, b, c]: &[Pos2; 3]| {
            let area = ((*b - *a).x * (*c - *a).y - (*b - *a).y * (*c - *a).x).abs() / 2.0;
            Rect::from_points(&[*a, *b, *c]).size().max_elem() > 20.0 && area < 500.0
        };
        assert!(!triangles(&mesh).any(|corners| long(&corners)), "{:?}", mesh.vertices.len());
    }

    #[test]
    fn what_shines_through_is_sharp_or_small_stays_whole() {
        let stays = |shape: RectShape| {
            let mut drawn = Shape::Rect(shape.clone());
            take_apart(&mut drawn);
            assert_eq!(drawn, Shape::Rect(shape));
        };
        stays(button(0, Color32::WHITE, Stroke::NONE));
        stays(button(16, Color32::from_white_alpha(120), Stroke::NONE));
        stays(button(16, Color32::TRANSPARENT, Stroke::new(3.0, Color32::BLACK)));
        let small = button(16, Color32::WHITE, Stroke::NONE);
        stays(RectShape { rect: Rect::from_min_size(Pos2::ZERO, Vec2::splat(32.0)), ..small });
    }
}
