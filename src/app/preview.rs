//! The camera's picture on the graphics card, only as long as the camera is awake.

use crate::screen;
use crate::workers::Preview;
use eframe::egui;

/// A texture that follows the camera.
#[derive(Default)]
pub(super) struct PreviewTexture {
    seen: u64,
    texture: Option<egui::TextureHandle>,
}

impl PreviewTexture {
    /// Takes the latest frame over, if there is a newer one; lets the picture go when the camera rests.
    pub(super) fn follow(&mut self, ctx: &egui::Context, preview: &Preview) {
        let Some((number, frame)) = preview.newer_than(self.seen) else { return };
        self.seen = number;
        let Some(frame) = frame else {
            self.texture = None;
            return;
        };
        let size = [frame.width() as usize, frame.height() as usize];
        let picture = egui::ColorImage::from_rgb(size, frame.as_raw());
        match &mut self.texture {
            Some(texture) => texture.set(picture, egui::TextureOptions::LINEAR),
            None => self.texture = Some(ctx.load_texture("camera", picture, egui::TextureOptions::LINEAR)),
        }
    }

    /// The texture and its size in pixels.
    pub(super) fn picture(&self) -> Option<screen::Preview> {
        let texture = self.texture.as_ref()?;
        Some(screen::Preview { texture: texture.id(), size: texture.size_vec2() })
    }
}
