//! What a second camera sends, made into one number per pixel: whole, of the size that was agreed on, or an error.

use super::{Measure, Values};
use crate::error::CameraError;

/// How a format of V4L2 lays out its pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// One byte.
    Bytes,
    /// Two bytes, the lower one first, of which so many bits say something.
    Words(u32),
    /// Two bytes, of which the first is the brightness.
    Luma,
}

/// The formats that are understood, the better ones first: four letters and layout.
///
/// The names are those of the kernel's "Video for Linux API", greyscale and depth formats. Infrared cameras of portable
/// computers send `GREY` or `YUYV` without colour.
pub(crate) fn formats(measure: Measure) -> &'static [Offer] {
    match measure {
        Measure::Depth => DEPTH,
        Measure::Infrared => INFRARED,
    }
}

/// The four letters of a format, and its layout.
pub(crate) type Offer = ([u8; 4], Layout);

const DEPTH: &[Offer] = &[(*b"Z16 ", Layout::Words(16)), (*b"Y16 ", Layout::Words(16))];
const INFRARED: &[Offer] = &[
    (*b"Y16 ", Layout::Words(16)),
    (*b"Y12 ", Layout::Words(12)),
    (*b"Y10 ", Layout::Words(10)),
    (*b"GREY", Layout::Bytes),
    (*b"YUYV", Layout::Luma),
];

/// What was agreed on with a device when it was opened.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Agreed {
    pub(crate) measure: Measure,
    pub(crate) layout: Layout,
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Bytes from one row to the next; 0 where rows follow each other at once.
    pub(crate) stride: u32,
    /// Millimetres of one unit of depth.
    pub(crate) unit_mm: f32,
}

impl Agreed {
    /// Decodes one frame.
    ///
    /// # Errors
    /// [`CameraError::BadFrame`] for a frame that is torn; the next one may be whole.
    pub(crate) fn values(&self, sent: &[u8]) -> Result<Values, CameraError> {
        let row = self.width as usize * self.bytes_per_pixel();
        let stride = (self.stride as usize).max(row);
        let needed = (self.height as usize).saturating_sub(1).saturating_mul(stride).saturating_add(row);
        if sent.len() < needed || row == 0 {
            let (got, why) = (sent.len(), format!("{}x{}", self.width, self.height));
            return Err(CameraError::BadFrame(format!("expected {needed} bytes of {why}, got {got}")));
        }
        let rows = sent.chunks(stride).take(self.height as usize);
        let mut values = Vec::with_capacity(self.width as usize * self.height as usize);
        rows.for_each(|line| self.push_row(&line[..row], &mut values));
        Values::from_raw(self.width, self.height, values)
            .ok_or_else(|| CameraError::BadFrame("fewer values than pixels".to_owned()))
    }

    fn bytes_per_pixel(&self) -> usize {
        if self.layout == Layout::Bytes { 1 } else { 2 }
    }

    fn push_row(&self, row: &[u8], values: &mut Vec<u16>) {
        let word = |pair: &[u8]| u16::from_le_bytes([pair[0], pair[1]]);
        let pairs = row.chunks_exact(2);
        match (self.measure, self.layout) {
            (Measure::Depth, _) => values.extend(pairs.map(|pair| self.millimetres(word(pair)))),
            (_, Layout::Words(bits)) => {
                let spare = 16_u32.saturating_sub(bits);
                values.extend(pairs.map(|pair| word(pair) << spare));
            }
            (_, Layout::Bytes) => values.extend(row.iter().map(|byte| u16::from(*byte) * 257)),
            (_, Layout::Luma) => values.extend(pairs.map(|pair| u16::from(pair[0]) * 257)),
        }
    }

    /// Nothing stays nothing; what is too far for the number is at its end.
    fn millimetres(&self, units: u16) -> u16 {
        (f32::from(units) * self.unit_mm).round() as u16
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn agreed(measure: Measure, layout: Layout, (width, height): (u32, u32), stride: u32) -> Agreed {
        Agreed { measure, layout, width, height, stride, unit_mm: 1.0 }
    }

    #[test]
    fn every_format_is_read_as_the_kernel_describes_it() {
        let words = [0x34, 0x02, 0x00, 0x00, 0xFF, 0x03, 0x01, 0x00];
        for (measure, layout, sent, expected) in [
            (Measure::Depth, Layout::Words(16), &words[..], [0x234, 0, 0x3FF, 1]),
            (Measure::Infrared, Layout::Words(16), &words, [0x234, 0, 0x3FF, 1]),
            (Measure::Infrared, Layout::Words(12), &words, [0x2340, 0, 0x3FF0, 0x10]),
            (Measure::Infrared, Layout::Words(10), &words, [0x8D00, 0, 0xFFC0, 0x40]),
            (Measure::Infrared, Layout::Bytes, &[0, 1, 128, 255], [0, 257, 128 * 257, 65_535]),
            (Measure::Infrared, Layout::Luma, &[7, 128, 0, 128, 255, 128, 1, 128], [7 * 257, 0, 65_535, 257]),
        ] {
            let got = agreed(measure, layout, (2, 2), 0).values(sent).unwrap();
            assert_eq!(got.as_raw(), &expected, "{measure:?} {layout:?}");
        }
    }

    #[test]
    fn padding_between_rows_is_passed_over_and_the_last_row_needs_none() {
        let sent = [1, 0, 9, 9, 2, 0];
        let got = agreed(Measure::Depth, Layout::Words(16), (1, 2), 4).values(&sent).unwrap();
        assert_eq!(got.as_raw(), &[1, 2]);
    }

    #[test]
    fn depth_in_other_units_becomes_millimetres_and_nothing_stays_nothing() {
        let in_tenths = Agreed { unit_mm: 0.1, ..agreed(Measure::Depth, Layout::Words(16), (3, 1), 0) };
        let in_metres = Agreed { unit_mm: 1000.0, ..in_tenths };
        let sent = [0, 0, 0x70, 0x17, 0xFF, 0xFF]; // 0, 6,000 and 65,535
        assert_eq!(in_tenths.values(&sent).unwrap().as_raw(), &[0, 600, 6_554]);
        assert_eq!(in_metres.values(&sent).unwrap().as_raw(), &[0, 65_535, 65_535]);
    }

    #[test]
    fn a_torn_frame_is_no_frame() {
        let agreed = agreed(Measure::Depth, Layout::Words(16), (4, 4), 0);
        assert!(agreed.values(&[1; 32]).is_ok());
        for torn in [31, 1, 0] {
            let error = agreed.values(&[1; 32][..torn]).unwrap_err();
            assert!(error.to_string().contains(&format!("expected 32 bytes of 4x4, got {torn}")), "{error}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_of_any_length_in_any_format_are_a_panic(
            sent in proptest::collection::vec(any::<u8>(), 0..600),
            (width, height, stride) in (0_u32..20, 0_u32..20, 0_u32..64),
            unit_mm in any::<f32>(),
        ) {
            for measure in [Measure::Depth, Measure::Infrared] {
                for (_, layout) in formats(measure) {
                    let agreed = Agreed { measure, layout: *layout, width, height, stride, unit_mm };
                    if let Ok(values) = agreed.values(&sent) {
                        prop_assert_eq!(values.dimensions(), (width, height));
                    }
                }
            }
        }
    }
}
