//! Screens laid out without a window or a graphics card, so that every combination can be looked at.

use crate::stage::face;
use egui::{FontFamily, FontId, FullOutput, Pos2, RawInput, Rect, Shape};
use madoguchi::screen::{Catalogue, Screen, Stage, View, show};
use madoguchi::session::{CardPlace, Language, Look};
use madoguchi::workers::speaks;
use std::cell::RefCell;
use std::collections::HashMap;

/// A piece of a screen that says something to a screen reader.
pub(crate) struct Piece {
    pub(crate) name: String,
    pub(crate) rect: Rect,
    pub(crate) is_touchable: bool,
}

/// A text that was drawn.
pub(crate) struct Drawn {
    pub(crate) text: String,
    /// Its type, in points.
    pub(crate) size: f32,
    /// Where its ink is, line by line.
    pub(crate) lines: Vec<Rect>,
    pub(crate) clip: Rect,
    /// Letters that none of its faces has.
    pub(crate) boxes: Vec<char>,
}

/// What one screen came out as.
pub(crate) struct Sheet {
    pub(crate) pieces: Vec<Piece>,
    pub(crate) drawn: Vec<Drawn>,
}

/// A bench to lay screens out on, one after the other, with one set of type.
pub(crate) struct Bench {
    pub(crate) ctx: egui::Context,
    texts: Catalogue,
    /// Which letters are boxes, by face.
    known: RefCell<HashMap<(FontFamily, char), bool>>,
}

impl Bench {
    /// `None` where no Japanese font is installed.
    pub(crate) fn new() -> Option<Self> {
        let ctx = egui::Context::default();
        ctx.enable_accesskit();
        face()?.install(&ctx);
        Some(Self { ctx, texts: Catalogue::embedded(), known: RefCell::default() })
    }

    /// Lays `view` out in a window of `size` points.
    pub(crate) fn lay(&self, view: &View, size: [f32; 2]) -> Sheet {
        self.lay_on(view, size, None)
    }

    /// The same on a screen on which the window is `width_mm` wide.
    pub(crate) fn lay_on(&self, view: &View, size: [f32; 2], width_mm: Option<f32>) -> Sheet {
        let output = self.show(view, size, width_mm, None);
        self.sheet(output)
    }

    /// The same at an age of its page, in seconds.
    pub(crate) fn lay_at(&self, view: &View, size: [f32; 2], age: f64) -> Sheet {
        let output = self.show(view, size, None, Some(age));
        self.sheet(output)
    }

    /// What is painted at an age of its page, in seconds.
    pub(crate) fn paint_at(&self, view: &View, size: [f32; 2], age: f64) -> Vec<Shape> {
        let output = self.show(view, size, None, Some(age));
        output.shapes.into_iter().map(|clipped| clipped.shape).collect()
    }

    fn show(&self, view: &View, size: [f32; 2], width_mm: Option<f32>, age: Option<f64>) -> FullOutput {
        let window = Rect::from_min_size(Pos2::ZERO, size.into());
        let stage = Stage {
            texts: &self.texts,
            languages: &Language::ALL,
            help: Some("https://help.example.jp/madoguchi/{code}"),
            preview: None,
            cleared: None,
            width_mm,
            speaks: speaks(view.look.language).is_some(), // One button more has to find its place.
            seconds: 0.0,
            age,
        };
        let input = RawInput { screen_rect: Some(window), ..RawInput::default() };
        let mut output = self.ctx.run_ui(input, |ui| {
            show(ui, view, &stage);
        });
        output.textures_delta.clear(); // Nothing is painted.
        output
    }

    fn sheet(&self, mut output: FullOutput) -> Sheet {
        let nodes =
            output.platform_output.accesskit_update.take().map(|update| update.nodes).unwrap_or_default();
        let pieces = nodes.iter().filter_map(|(_, node)| piece(node)).collect();
        let mut drawn = Vec::new();
        let mut known = self.known.borrow_mut();
        let mut is_box = |font: &FontId, letter: char| {
            *known.entry((font.family.clone(), letter)).or_insert_with(|| {
                !letter.is_control() && !self.ctx.fonts_mut(|fonts| fonts.has_glyph(font, letter))
            })
        };
        let all = output.shapes.iter();
        all.for_each(|clipped| texts(&clipped.shape, clipped.clip_rect, &mut is_box, &mut drawn));
        Sheet { pieces, drawn }
    }
}

/// A screen in a look, with the staff reading Japanese (or English beside English).
pub(crate) fn seen(screen: &Screen, look: Look) -> View {
    let staff = if look.language == Language::English { Language::English } else { Language::Japanese };
    View { look, staff, place: CardPlace::Tray, asks_for_sign: false, screen: screen.clone() }
}

fn piece(node: &egui::accesskit::Node) -> Option<Piece> {
    use egui::accesskit::Role;
    let name = node.label().or_else(|| node.value()).unwrap_or_default().to_owned();
    let bounds = node.bounds()?;
    if name.is_empty() || node.role() == Role::Window {
        return None;
    }
    let at = |x: f64, y: f64| Pos2::new(x as f32, y as f32);
    let rect = Rect::from_min_max(at(bounds.x0, bounds.y0), at(bounds.x1, bounds.y1));
    let is_touchable = matches!(node.role(), Role::Button | Role::RadioButton | Role::CheckBox);
    Some(Piece { name, rect, is_touchable })
}

fn texts(shape: &Shape, clip: Rect, is_box: &mut dyn FnMut(&FontId, char) -> bool, all: &mut Vec<Drawn>) {
    match shape {
        Shape::Text(text) => {
            let font =
                text.galley.job.sections.first().map(|part| part.format.font_id.clone()).unwrap_or_default();
            let boxes = text.galley.text().chars().filter(|letter| is_box(&font, *letter)).collect();
            let ink = |row: &egui::epaint::text::PlacedRow| {
                row.row.visuals.mesh_bounds.translate(text.pos.to_vec2() + row.pos.to_vec2())
            };
            let lines = text.galley.rows.iter().map(ink).filter(|ink| ink.is_positive()).collect();
            all.push(Drawn { text: text.galley.text().to_owned(), size: font.size, lines, clip, boxes });
        }
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| texts(shape, clip, is_box, all)),
        _ => {}
    }
}
