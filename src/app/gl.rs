//! Pictures of the window's own on the graphics card: the one place that speaks OpenGL, every call of which is unsafe to Rust.
//!
//! Where no graphics card draws, Mesa's llvmpipe fills a rectangle row by row if its texture's bytes lie as the window's do, blue
//! first, and nothing but the texture colours it; all else it shades four by four pixels at a time. Measured on 1280x800 pixels: 0.6
//! instead of 6.8 ms copied, 2.2 instead of 9.4 ms stretched, 2.0 instead of 8.3 ms laid over what is there.
#![allow(unsafe_code, reason = "glow passes every call on to the driver as it is")]

use eframe::egui_glow;
use eframe::glow::{self, HasContext as _};

/// A texture.
#[derive(Clone, Copy)]
pub(super) struct Picture {
    pub(super) name: glow::Texture,
}

impl Picture {
    /// Without any pixel yet; stretched smoothly if it `blends`.
    ///
    /// # Errors
    /// The driver has no room for it.
    pub(super) fn new(gl: &glow::Context, blends: bool) -> Result<Self, String> {
        let filter = if blends { glow::LINEAR } else { glow::NEAREST };
        let kept = [
            (glow::TEXTURE_MIN_FILTER, filter),
            (glow::TEXTURE_MAG_FILTER, filter),
            (glow::TEXTURE_WRAP_S, glow::CLAMP_TO_EDGE),
            (glow::TEXTURE_WRAP_T, glow::CLAMP_TO_EDGE),
        ];
        // SAFETY: the window's context is the current one while its interface is laid out and painted, which is when all of
        // this module is called.
        unsafe {
            let name = gl.create_texture()?;
            gl.bind_texture(glow::TEXTURE_2D, Some(name));
            kept.into_iter()
                .for_each(|(what, value)| gl.tex_parameter_i32(glow::TEXTURE_2D, what, value as i32));
            Ok(Self { name })
        }
    }

    /// Gives it a size, and all its pixels or none yet; with more or fewer pixels than the size has it stays as it is.
    pub(super) fn fill(self, gl: &glow::Context, [width, height]: [u32; 2], pixels: Option<&[[u8; 4]]>) {
        if pixels.is_some_and(|pixels| pixels.len() != width as usize * height as usize) {
            return;
        }
        let bytes = glow::PixelUnpackData::Slice(pixels.map(|pixels| pixels.as_flattened()));
        // Without a size in its name the format is the driver's choice, and llvmpipe's is that of the bytes.
        let (size, texels) = ([width as i32, height as i32], glow::RGBA as i32);
        // SAFETY: as in `new`; glow holds the slice for as long as the driver reads it, and it is as long as the size says.
        unsafe {
            gl.bind_texture(glow::TEXTURE_2D, Some(self.name));
            gl.tex_image_2d(
                glow::TEXTURE_2D,
                0,
                texels,
                size[0],
                size[1],
                0,
                glow::BGRA,
                glow::UNSIGNED_BYTE,
                bytes,
            );
        }
    }
}

/// A picture that can be drawn on, in place of the window.
#[derive(Clone, Copy)]
pub(super) struct Sheet {
    pub(super) picture: Picture,
    frame: glow::Framebuffer,
}

impl Sheet {
    /// As small as can be.
    ///
    /// # Errors
    /// The driver has no room for it, or cannot draw on one.
    pub(super) fn new(gl: &glow::Context) -> Result<Self, String> {
        let picture = Picture::new(gl, false)?;
        picture.fill(gl, [1, 1], None);
        let (target, texture) = (glow::COLOR_ATTACHMENT0, Some(picture.name));
        // SAFETY: as in `Picture::new`.
        unsafe {
            let frame = gl.create_framebuffer()?;
            gl.bind_framebuffer(glow::FRAMEBUFFER, Some(frame));
            gl.framebuffer_texture_2d(glow::FRAMEBUFFER, target, glow::TEXTURE_2D, texture, 0);
            let status = gl.check_framebuffer_status(glow::FRAMEBUFFER);
            gl.bind_framebuffer(glow::FRAMEBUFFER, None);
            match status {
                glow::FRAMEBUFFER_COMPLETE => Ok(Self { picture, frame }),
                other => Err(format!("the driver cannot draw on a texture: framebuffer status {other:#x}")),
            }
        }
    }

    /// Makes it as large as the window, and has everything drawn on it, from nothing, until [`Self::leave`].
    pub(super) fn enter(self, gl: &glow::Context, size: [u32; 2]) {
        self.picture.fill(gl, size, None);
        // SAFETY: as in `Picture::new`.
        unsafe {
            gl.bind_framebuffer(glow::FRAMEBUFFER, Some(self.frame));
            gl.disable(glow::SCISSOR_TEST);
            gl.clear_color(0.0, 0.0, 0.0, 0.0);
            gl.clear(glow::COLOR_BUFFER_BIT);
        }
    }

    /// Has everything drawn on the window again.
    pub(super) fn leave(gl: &glow::Context) {
        // SAFETY: as in `Picture::new`.
        unsafe { gl.bind_framebuffer(glow::FRAMEBUFFER, None) }
    }
}

/// Lays pictures into rectangles, coloured by nothing but themselves.
#[derive(Clone, Copy)]
pub(super) struct Press {
    program: glow::Program,
    corners: glow::VertexArray,
}

/// The four corners of the viewport, around it, and those of the part of the picture.
const CORNERS: &str = "
uniform vec4 part;
out vec2 place;
void main() {
    vec2 corner = vec2(gl_VertexID == 1 || gl_VertexID == 2, gl_VertexID > 1);
    place = mix(part.xw, part.zy, corner);
    gl_Position = vec4(corner * 2.0 - 1.0, 0.0, 1.0);
}";
const TEXELS: &str = "
uniform sampler2D picture;
in vec2 place;
out vec4 colour;
void main() { colour = texture(picture, place); }";

impl Press {
    /// # Errors
    /// The driver does not know the language of the two programs, or has no room for them.
    pub(super) fn new(gl: &glow::Context) -> Result<Self, String> {
        let version = egui_glow::ShaderVersion::get(gl);
        if !version.is_new_shader_interface() {
            return Err(format!("{version:?} has no vertices without arrays"));
        }
        let head = format!("{}\nprecision highp float;", version.version_declaration());
        // SAFETY: as in `Picture::new`.
        unsafe {
            let program = gl.create_program()?;
            for (kind, body) in [(glow::VERTEX_SHADER, CORNERS), (glow::FRAGMENT_SHADER, TEXELS)] {
                let shader = gl.create_shader(kind)?;
                gl.shader_source(shader, &format!("{head}{body}"));
                gl.compile_shader(shader);
                gl.attach_shader(program, shader);
                gl.delete_shader(shader);
            }
            gl.link_program(program);
            match gl.get_program_link_status(program) {
                true => Ok(Self { program, corners: gl.create_vertex_array()? }),
                false => Err(gl.get_program_info_log(program)),
            }
        }
    }

    /// Fills the viewport with the `part` of a picture: left, top, right and bottom in shares of it. Where it `covers`, nothing
    /// shines through.
    pub(super) fn print(self, gl: &glow::Context, picture: Picture, part: [f32; 4], covers: bool) {
        // SAFETY: as in `Picture::new`.
        unsafe {
            if covers {
                gl.disable(glow::BLEND);
            }
            gl.use_program(Some(self.program));
            gl.uniform_4_f32_slice(gl.get_uniform_location(self.program, "part").as_ref(), &part);
            gl.bind_texture(glow::TEXTURE_2D, Some(picture.name));
            gl.bind_vertex_array(Some(self.corners));
            gl.draw_arrays(glow::TRIANGLE_FAN, 0, 4);
        }
    }
}

/// Names of things that no driver made, for whoever only passes them on.
#[cfg(test)]
pub(super) fn unmade() -> (Press, Sheet, Picture) {
    let one = std::num::NonZeroU32::MIN;
    let (program, corners) = (glow::NativeProgram(one), glow::NativeVertexArray(one));
    let picture = Picture { name: glow::NativeTexture(one) };
    (Press { program, corners }, Sheet { picture, frame: glow::NativeFramebuffer(one) }, picture)
}
