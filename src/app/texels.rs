//! A window's picture in the form that costs a processor least, where no graphics card draws it.
//!
//! Letters and shapes are copied from their texture instead of blended between its pixels: egui lays every letter on whole pixels
//! of the screen, so that both ways draw the same picture. Rounded places are taken apart ([`rounded`]).

use super::rounded;
use eframe::egui::{self, FullOutput, TextureId, TextureOptions};

/// Changes what goes to the graphics card, and nothing that a screen knows of.
struct ToThePixel;

/// Has every picture of this window drawn so from now on.
pub(super) fn draw_to_the_pixel(ctx: &egui::Context) {
    // A disc that is drawn beforehand would be shrunk, and so needs blending; drawn as a shape it does not.
    ctx.tessellation_options_mut(|options| options.prerasterized_discs = false);
    ctx.add_plugin(ToThePixel);
}

impl egui::Plugin for ToThePixel {
    fn debug_name(&self) -> &'static str {
        "a picture that costs little"
    }

    fn output_hook(&mut self, _ctx: &egui::Context, output: &mut FullOutput) {
        output.shapes.iter_mut().for_each(|clipped| rounded::take_apart(&mut clipped.shape));
        let letters = output.textures_delta.set.get_mut(&TextureId::default());
        for delta in letters.into_iter().flatten() {
            delta.options = TextureOptions::NEAREST;
        }
    }
}
