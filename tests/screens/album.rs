//! The pictures of `docs/images`, composed from the screens of today:
//! `cargo test -p madoguchi-tests --test screens album -- --ignored`.

use crate::stage::{WINDOWS, fixed, window};
use image::imageops::{FilterType, overlay, resize};
use image::{Rgb, RgbImage, Rgba, RgbaImage};
use madoguchi::screen::Screen;
use madoguchi::session::{CallNumber, Guidance, Language};
use persona::draw::{Light, Pose, Subject, camera_frame};

/// One screen in the album, and the gap around each, in pixels.
const SIZE: [u32; 2] = [640, 400];
const GAP: u32 = 8;
/// Paper, a little darker than the screens'.
const GROUND: Rgba<u8> = Rgba([0xDD, 0xD6, 0xC9, 0xFF]);

/// What the camera sees: one of the drawn people at the counter.
pub(crate) fn frame() -> egui::ColorImage {
    let person = persona::persona("matsuzo").unwrap();
    let frame =
        camera_frame(&Subject::Person(&person.look), &Pose::default(), &Light::default(), 1, 960, 720);
    egui::ColorImage::from_rgb([960, 720], frame.as_raw())
}

fn drawn(screen: &Screen, language: Language) -> Option<RgbaImage> {
    let mut window = window(screen, language, WINDOWS[0])?;
    if matches!(screen, Screen::Face { .. }) {
        let texture = window.ctx.load_texture("camera", frame(), egui::TextureOptions::LINEAR);
        window.state_mut().preview = Some(texture);
    }
    window.run_ok();
    let picture = window.render().unwrap();
    Some(resize(&picture, SIZE[0], SIZE[1], FilterType::Lanczos3))
}

#[test]
#[ignore = "draws docs/images anew, to be looked at before it is committed"]
fn album() {
    let of = |name: &str| fixed().into_iter().find(|(other, _)| *other == name).unwrap().1;
    let mut done = of("done");
    if let Screen::Done { call, .. } = &mut done {
        *call = Some(CallNumber { series: None, number: 12 });
    }
    let visit = [
        (of("welcome"), Language::Japanese),
        (Screen::Face { guidance: Guidance::Comparing, round: 1 }, Language::English),
        (of("consent"), Language::Japanese),
        (done, Language::English),
    ];
    let [width, height] = SIZE.map(|side| 2 * side + 3 * GAP);
    let mut sheet = RgbaImage::from_pixel(width, height, GROUND);
    for (index, (screen, language)) in (0_u32..).zip(&visit) {
        let Some(picture) = drawn(screen, *language) else { return };
        let place = [index % 2, index / 2];
        let [x, y] = [0, 1].map(|side: usize| i64::from(GAP + place[side] * (SIZE[side] + GAP)));
        overlay(&mut sheet, &picture, x, y);
    }
    // Noise that no eye sees would be half of the file, so each colour keeps its upper six bits.
    let flat = |pixel: &Rgba<u8>| Rgb([0, 1, 2].map(|part| pixel.0[part] & 0xFC | pixel.0[part] >> 6));
    let out = RgbImage::from_fn(width, height, |x, y| flat(sheet.get_pixel(x, y)));
    let path = madoguchi_tests::repository().join("docs/images/visit.png");
    let file = std::io::BufWriter::new(std::fs::File::create(&path).unwrap());
    let (best, filter) =
        (image::codecs::png::CompressionType::Best, image::codecs::png::FilterType::Adaptive);
    out.write_with_encoder(image::codecs::png::PngEncoder::new_with_quality(file, best, filter)).unwrap();
    println!("drawn: {}", path.display());
}
