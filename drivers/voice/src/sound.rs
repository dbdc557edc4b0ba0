//! Sounds that no program speaks, as WAV files in memory: 16 bits, one channel.

/// Samples in a second.
const RATE: u32 = 22_050;

/// The signal before an alarm: two falling notes, half a second, 0–100 loud.
pub(crate) fn chime(volume: u8) -> Vec<u8> {
    let loud = f32::from(volume.min(100)) / 100.0 * 0.8 * f32::from(i16::MAX);
    let samples: Vec<i16> = [988.0, 784.0].into_iter().flat_map(|pitch| note(pitch, loud)).collect();
    wav(&samples)
}

/// A tenth of a second of nothing, to see whether a device plays at all.
pub(crate) fn silence() -> Vec<u8> {
    wav(&vec![0; (RATE / 10) as usize])
}

/// A quarter of a second that swells and dies away, so that it does not click.
fn note(pitch: f32, loud: f32) -> impl Iterator<Item = i16> {
    let count = RATE / 4;
    (0..count).map(move |index| {
        let turn = index as f32 / RATE as f32 * pitch * std::f32::consts::TAU;
        let swell = (index as f32 / count as f32 * std::f32::consts::PI).sin();
        (turn.sin() * swell * loud) as i16
    })
}

/// Multimedia Programming Interface and Data Specifications 1.0: RIFF, `fmt ` for PCM, `data`.
fn wav(samples: &[i16]) -> Vec<u8> {
    let bytes = samples.len() as u32 * 2;
    let mut file = Vec::with_capacity(44 + bytes as usize);
    file.extend_from_slice(b"RIFF");
    file.extend_from_slice(&(36 + bytes).to_le_bytes());
    file.extend_from_slice(b"WAVEfmt ");
    file.extend_from_slice(&16_u32.to_le_bytes());
    file.extend([1_u16, 1].into_iter().flat_map(u16::to_le_bytes));
    file.extend([RATE, RATE * 2].into_iter().flat_map(u32::to_le_bytes));
    file.extend([2_u16, 16].into_iter().flat_map(u16::to_le_bytes));
    file.extend_from_slice(b"data");
    file.extend_from_slice(&bytes.to_le_bytes());
    file.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chime_is_half_a_second_and_as_loud_as_asked() {
        let peak = |file: &[u8]| {
            let samples = file[44..].chunks_exact(2).map(|two| i16::from_le_bytes([two[0], two[1]]));
            samples.map(i16::unsigned_abs).max()
        };
        let (full, half) = (chime(100), chime(50));
        assert_eq!(full.len(), 44 + 2 * 2 * (RATE as usize / 4));
        assert!((26_000..=26_300).contains(&peak(&full).unwrap()), "{:?}", peak(&full));
        assert!((13_000..=13_200).contains(&peak(&half).unwrap()), "{:?}", peak(&half));
        assert_eq!(peak(&silence()), Some(0));
    }
}
