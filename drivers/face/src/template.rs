//! A face as 256 numbers. Biometric data under APPI: redacted when printed, wiped when dropped, never written.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::calibration::Mean;

/// How many numbers make a template.
pub(crate) const LENGTH: usize = 256;

/// A face's embedding, of length one; in a box, because a value that is handed on leaves copies of itself on the stack.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Template(Box<[f32]>);

impl Template {
    /// Takes an embedding of any length and gives it length one; `None` where it has no direction.
    pub(crate) fn normalised(embedding: &[f32]) -> Option<Self> {
        let norm = embedding.iter().map(|v| v * v).sum::<f32>().sqrt();
        let is_direction = embedding.len() == LENGTH && norm.is_normal();
        is_direction.then(|| Self(embedding.iter().map(|v| v / norm).collect()))
    }

    /// The cosine of the angle between two faces, -1 to 1; the same face is near 1.
    pub fn similarity(&self, other: &Self) -> f32 {
        self.0.iter().zip(&*other.0).map(|(a, b)| a * b).sum::<f32>().clamp(-1.0, 1.0)
    }

    /// This template with a population's mean taken off, of length one again; `None` where nothing is left.
    pub fn centred(&self, mean: &Mean) -> Option<Self> {
        let rest: Vec<f32> = self.0.iter().zip(mean.values()).map(|(value, mean)| value - mean).collect();
        Self::normalised(&Zeroizing::new(rest))
    }

    /// As many numbers as an embedding has.
    pub(crate) fn values(&self) -> &[f32] {
        &self.0
    }
}

impl fmt::Debug for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Template(redacted)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_points_but_has_no_size() {
        let mut raw = [0.0; LENGTH];
        raw[3] = -7.0;
        let a = Template::normalised(&raw).unwrap();
        raw[3] = -0.5;
        let b = Template::normalised(&raw).unwrap();
        assert!((a.similarity(&b) - 1.0).abs() < 1e-6);
        assert_eq!(format!("{a:?}"), "Template(redacted)");
    }

    #[test]
    fn an_embedding_without_direction_is_refused() {
        for raw in [vec![0.0; LENGTH], vec![f32::NAN; LENGTH], vec![1.0; LENGTH - 1], vec![]] {
            assert!(Template::normalised(&raw).is_none());
        }
    }
}
