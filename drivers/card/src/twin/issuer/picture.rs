//! The one-bit PNG pictures on the card face: name, address, security code.
//!
//! No font comes along, so each character is a bar whose height tells it from its neighbours; nobody reads them but
//! the eye, and what the rehearsal proves is their form and their signature.

use png::{BitDepth, ColorType, Encoder};

use crate::twin::Error;

/// One character is 12 pixels square, as on the card.
const CELL: usize = 12;

/// Draws `text` as a white strip, 12 pixels high, with one bar per character.
pub(super) fn strip(text: &str) -> Result<Vec<u8>, Error> {
    let bars: Vec<usize> =
        text.chars().map(|c| if c == '\u{3000}' { 0 } else { 4 + c as usize % 8 }).collect();
    let width = (bars.len() * CELL).max(CELL);
    let mut rows = vec![vec![0xFF_u8; width.div_ceil(8)]; CELL];
    for (index, height) in bars.iter().enumerate() {
        for row in rows.iter_mut().rev().take(*height) {
            (index * CELL + 1..(index + 1) * CELL - 1).for_each(|x| row[x / 8] &= !(0x80 >> (x % 8)));
        }
    }
    encode(width as u32, &rows.concat())
}

fn encode(width: u32, bits: &[u8]) -> Result<Vec<u8>, Error> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, CELL as u32);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::One);
    encoder.write_header()?.write_image_data(bits)?;
    Ok(file)
}
