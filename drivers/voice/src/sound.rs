//! Sound as WAV files in memory, 16 bits, one channel: what no program speaks, and how loud a program's speech is.

/// Samples in a second of what is made here.
const RATE: u32 = 22_050;
/// How loud speech is at the loudest, as the root mean square of what is not a pause: -20 dB below a full-scale square.
/// The engines differ by 5 dB by themselves, Open JTalk's voices among each other by as much.
const SPEECH: f64 = 0.1;
/// No sample is louder, -1 dB: a player that converts the rate must not clip either.
const PEAK: f64 = 0.89;
/// Seconds over which it is judged whether somebody speaks, and the part of the loudest such stretch that is a pause.
const FRAME: f64 = 0.02;
const PAUSE: f64 = 0.05;

/// The signal before an alarm: two falling notes, half a second, 0–100 loud.
pub(crate) fn chime(volume: u8) -> Vec<u8> {
    let loud = f32::from(volume.min(100)) / 100.0 * 0.8 * f32::from(i16::MAX);
    let samples: Vec<i16> = [988.0, 784.0].into_iter().flat_map(|pitch| note(pitch, loud)).collect();
    wav(&samples, RATE)
}

/// Brings speech to one loudness, whichever engine and voice made it, 0–100 of the loudest; what is no WAV file of 16 bits
/// on one channel is handed back as it is.
pub(crate) fn levelled(file: Vec<u8>, volume: u8) -> Vec<u8> {
    let Some((rate, samples)) = samples(&file) else { return file };
    let (full, (loud, _)) = (f64::from(i16::MAX), speech(&samples, rate));
    if loud == 0.0 {
        return file;
    }
    let gain = full * (SPEECH / loud).min(PEAK / peak(&samples)) * f64::from(volume.min(100)) / 100.0;
    wav(&samples.iter().map(|sample| (f64::from(*sample) * gain).round() as i16).collect::<Vec<_>>(), rate)
}

/// The root mean square of where somebody speaks, and for how many seconds they do.
pub(crate) fn speech(samples: &[i16], rate: u32) -> (f64, f64) {
    let power = |frame: &[i16]| {
        frame.iter().map(|sample| f64::from(*sample).powi(2)).sum::<f64>() / frame.len() as f64
    };
    let frame = (f64::from(rate) * FRAME) as usize;
    let powers: Vec<_> = samples.chunks_exact(frame.max(1)).map(power).collect();
    let pause = powers.iter().copied().fold(0.0, f64::max) * PAUSE.powi(2);
    let spoken: Vec<_> = powers.into_iter().filter(|power| *power > pause).collect();
    let loud = (spoken.iter().sum::<f64>() / spoken.len().max(1) as f64).sqrt();
    (loud, spoken.len() as f64 * FRAME)
}

/// The loudest sample.
pub(crate) fn peak(samples: &[i16]) -> f64 {
    samples.iter().map(|sample| f64::from(sample.unsigned_abs())).fold(0.0, f64::max)
}

/// The rate and the samples of a WAV file of 16 bits on one channel. Who writes into a pipe does not know the length and
/// says 0 or very much, so such a file goes on to its end.
pub(crate) fn samples(file: &[u8]) -> Option<(u32, Vec<i16>)> {
    let mut rest = file.strip_prefix(b"RIFF")?.get(4..)?.strip_prefix(b"WAVE")?;
    let mut rate = None;
    loop {
        let (name, after) = rest.split_first_chunk::<4>()?;
        let (length, after) = after.split_first_chunk::<4>()?;
        let length = Some(u32::from_le_bytes(*length) as usize).filter(|length| *length > 0);
        let body = length.and_then(|length| after.get(..length)).unwrap_or(after);
        match (name, rate) {
            (b"fmt ", _) if body.starts_with(&[1, 0, 1, 0]) && body.get(14..16)? == [16, 0] => {
                rate = Some(u32::from_le_bytes(*body.get(4..)?.first_chunk()?));
            }
            (b"data", Some(rate)) => {
                let pairs = body.as_chunks().0.iter();
                return Some((rate, pairs.map(|pair| i16::from_le_bytes(*pair)).collect()));
            }
            _ => {}
        }
        rest = after.get(body.len()..)?;
    }
}

/// A tenth of a second of nothing, to see whether a device plays at all.
pub(crate) fn silence() -> Vec<u8> {
    wav(&vec![0; (RATE / 10) as usize], RATE)
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
fn wav(samples: &[i16], rate: u32) -> Vec<u8> {
    let bytes = samples.len() as u32 * 2;
    let mut file = Vec::with_capacity(44 + bytes as usize);
    file.extend_from_slice(b"RIFF");
    file.extend_from_slice(&(36 + bytes).to_le_bytes());
    file.extend_from_slice(b"WAVEfmt ");
    file.extend_from_slice(&16_u32.to_le_bytes());
    file.extend([1_u16, 1].into_iter().flat_map(u16::to_le_bytes));
    file.extend([rate, rate * 2].into_iter().flat_map(u32::to_le_bytes));
    file.extend([2_u16, 16].into_iter().flat_map(u16::to_le_bytes));
    file.extend_from_slice(b"data");
    file.extend_from_slice(&bytes.to_le_bytes());
    file.extend(samples.iter().flat_map(|sample| sample.to_le_bytes()));
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    fn loudest(file: &[u8]) -> f64 {
        peak(&samples(file).unwrap().1)
    }

    #[test]
    fn a_chime_is_half_a_second_and_as_loud_as_asked() {
        let (full, half) = (chime(100), chime(50));
        assert_eq!(full.len(), 44 + 2 * 2 * (RATE as usize / 4));
        assert!((26_000.0..=26_300.0).contains(&loudest(&full)), "{}", loudest(&full));
        assert!((13_000.0..=13_200.0).contains(&loudest(&half)), "{}", loudest(&half));
        assert_eq!(loudest(&silence()), 0.0);
    }

    /// A second of a tone after a second of quiet.
    fn tone(loud: f32) -> Vec<u8> {
        let quiet = vec![0; RATE as usize];
        wav(&[quiet, (0..4).flat_map(|_| note(440.0, loud)).collect()].concat(), RATE)
    }

    #[test]
    fn a_loud_voice_and_a_soft_one_are_brought_to_the_same_loudness_and_a_pause_does_not_count() {
        let loud = |file: &[u8]| speech(&samples(file).unwrap().1, RATE).0 / f64::from(i16::MAX);
        for own in [300.0, 3_000.0, 30_000.0] {
            for (volume, expected) in [(100, SPEECH), (50, SPEECH / 2.0)] {
                let found = loud(&levelled(tone(own), volume));
                assert!((found / expected - 1.0).abs() < 0.02, "{own} at {volume}: {found}");
            }
        }
    }

    #[test]
    fn nothing_is_clipped_and_what_is_no_sound_is_left_alone() {
        let mut click = vec![0; 4_410];
        click.extend([i16::MAX; 4]);
        click.resize(8_820, 60); // A hum: brought to its loudness, the click would be a hundred times too loud.
        assert!(loudest(&levelled(wav(&click, RATE), 100)) <= PEAK * f64::from(i16::MAX) + 1.0);
        for other in [silence(), b"RIFF".to_vec(), Vec::new(), tone(1.0)[..30].to_vec()] {
            assert_eq!(levelled(other.clone(), 100), other);
        }
    }

    #[test]
    fn a_stream_whose_length_nobody_knew_is_read_to_its_end() {
        let mut stream = tone(3_000.0);
        let known = samples(&stream).unwrap();
        for length in [0, 0x7fff_f000_u32] {
            stream[40..44].copy_from_slice(&length.to_le_bytes());
            assert_eq!(samples(&stream), Some(known.clone()));
        }
    }
}
