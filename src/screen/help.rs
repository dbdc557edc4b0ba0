//! The address of a help page as a QR code, to be taken along by phone. Only the fault's code is in it.

use super::parts::Pane;
use crate::session::Fault;
use egui::accesskit::Role;
use egui::emath::GuiRounding as _;
use egui::{Color32, Rect, Vec2};
use qrcode::{Color, EcLevel, QrCode};

/// Modules of quiet around a code (ISO/IEC 18004, 9.1).
const QUIET: usize = 4;

/// The address of the page about `fault`; `None` where the house has no help pages.
pub(crate) fn address(help: Option<&str>, fault: Fault) -> Option<String> {
    help.map(|address| address.replace("{code}", fault.code()))
}

/// Draws `address` as a QR code in the middle of `rect`; an address too long for one is left out.
pub(crate) fn qr(pane: &mut Pane<'_>, rect: Rect, address: &str, name: &str) {
    let Ok(code) = QrCode::with_error_correction_level(address, EcLevel::M) else { return };
    let modules = code.width() + 2 * QUIET;
    let pixel =
        (rect.size().min_elem() / modules as f32 * pane.pixels_per_point()).floor() / pane.pixels_per_point();
    let ground = Rect::from_center_size(rect.center(), Vec2::splat(pixel * modules as f32));
    let origin = ground.min.round_to_pixels(pane.pixels_per_point());
    let ground = Rect::from_min_size(origin, ground.size());
    pane.painter().rect_filled(ground, 0.0, Color32::WHITE); // A phone expects dark on light in every theme.
    for (index, _) in code.to_colors().into_iter().enumerate().filter(|(_, colour)| *colour == Color::Dark) {
        let (x, y) = (index % code.width() + QUIET, index / code.width() + QUIET);
        let at = origin + Vec2::new(x as f32, y as f32) * pixel;
        pane.painter().rect_filled(Rect::from_min_size(at, Vec2::splat(pixel)), 0.0, Color32::BLACK);
    }
    pane.name(ground, Role::Image, name, false);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_found_by_the_code_alone() {
        let page = address(Some("https://help.example/{code}"), Fault::ReaderLost);
        assert_eq!(page.as_deref(), Some("https://help.example/M-401"));
        assert_eq!(address(None, Fault::ReaderLost), None);
    }
}
