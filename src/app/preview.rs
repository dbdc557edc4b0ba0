//! The camera's picture on the graphics card, only as long as the camera is awake.

use super::gl::Picture;
use super::standing::Standing;
use crate::screen;
use crate::workers::Preview;
use eframe::{egui, glow};
use std::sync::Arc;
use zeroize::Zeroizing;

/// A texture that follows the camera.
pub(super) struct PreviewTexture {
    gl: Arc<glow::Context>,
    picture: Picture,
    name: egui::TextureId,
    seen: u64,
    /// Of the frame that is shown, pixels.
    size: Option<[u32; 2]>,
    pixels: Zeroizing<Vec<[u8; 4]>>,
}

impl PreviewTexture {
    /// Black, and from now on whatever else stands on the window is drawn once for many frames.
    ///
    /// # Errors
    /// The driver has no room for a texture.
    pub(super) fn new(ctx: &egui::Context, frame: &mut eframe::Frame) -> Result<Self, String> {
        let gl = Arc::clone(frame.gl().ok_or("the window is not drawn by OpenGL")?);
        let picture = Picture::new(&gl, true)?;
        let name = frame.register_native_glow_texture(picture.name);
        match Standing::new(&gl, (picture, name)) {
            Ok(standing) => ctx.add_plugin(standing),
            Err(error) => tracing::warn!(%error, "the whole window is drawn for every frame of the camera"),
        }
        Ok(Self { gl, picture, name, seen: 0, size: None, pixels: Zeroizing::default() })
    }

    /// Takes the latest frame over, if there is a newer one; blackens the picture when the camera rests.
    pub(super) fn follow(&mut self, preview: &Preview) {
        let Some((number, frame)) = preview.newer_than(self.seen) else { return };
        self.seen = number;
        let Some(frame) = frame else { return self.blacken() };
        self.size = Some([frame.width(), frame.height()]);
        let pixels = frame.as_raw().as_chunks::<3>().0;
        self.pixels.clear();
        self.pixels.extend(pixels.iter().map(|&[red, green, blue]| [blue, green, red, u8::MAX]));
        self.upload();
    }

    fn blacken(&mut self) {
        self.pixels.fill([0; 4]);
        self.upload();
        self.size = None;
    }

    fn upload(&self) {
        if let Some(size) = self.size {
            self.picture.fill(&self.gl, size, Some(&self.pixels));
        }
    }

    /// The texture and its size in pixels.
    pub(super) fn picture(&self) -> Option<screen::Preview> {
        let [width, height] = self.size?;
        Some(screen::Preview { texture: self.name, size: egui::Vec2::new(width as f32, height as f32) })
    }
}
