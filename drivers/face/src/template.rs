//! A face as 256 numbers. Biometric data under APPI: redacted when printed, wiped when dropped, never written.

use std::fmt;

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// How many numbers make a template.
pub(crate) const LENGTH: usize = 256;

/// A face's embedding, of length one, and how strangers score against it.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct Template {
    /// In a box, because a value that is handed on leaves copies of itself on the stack.
    numbers: Box<[f32]>,
    strangers: Strangers,
}

/// What a template's cosines with strangers are on average, and how much a difference from it counts.
#[derive(Clone, Copy, Zeroize)]
pub(crate) struct Strangers {
    pub(crate) mean: f32,
    pub(crate) weight: f32,
}

/// Where no population is known, a score is the cosine itself.
const UNKNOWN: Strangers = Strangers { mean: 0.0, weight: 1.0 };

impl Template {
    /// Takes an embedding of any length and gives it length one; `None` where it has no direction.
    pub(crate) fn normalised(embedding: &[f32]) -> Option<Self> {
        let norm = embedding.iter().map(|v| v * v).sum::<f32>().sqrt();
        let is_direction = embedding.len() == LENGTH && norm.is_normal();
        let numbers = || embedding.iter().map(|v| v / norm).collect();
        is_direction.then(|| Self { numbers: numbers(), strangers: UNKNOWN })
    }

    /// How alike two faces are, -1 to 1: the cosine of the angle between them; where they were set among a population, less what
    /// strangers score against a face and in the deviation of that, the mean of both faces.
    pub fn similarity(&self, other: &Self) -> f32 {
        let cosine = self.numbers.iter().zip(&*other.numbers).map(|(a, b)| a * b).sum::<f32>();
        ((self.strangers.score(cosine) + other.strangers.score(cosine)) / 2.0).clamp(-1.0, 1.0)
    }

    /// This template with a population's mean taken off, of length one again; `None` where nothing is left.
    pub(crate) fn without(&self, mean: &[f32; LENGTH]) -> Option<Self> {
        let rest: Vec<f32> = self.numbers.iter().zip(mean).map(|(value, mean)| value - mean).collect();
        Self::normalised(&Zeroizing::new(rest))
    }

    /// This template, whose scores are set against those of these strangers from now on.
    pub(crate) fn among(&self, strangers: Strangers) -> Self {
        let mut template = self.clone();
        template.strangers = strangers;
        template
    }

    /// As many numbers as an embedding has.
    pub(crate) fn values(&self) -> &[f32] {
        &self.numbers
    }
}

impl Strangers {
    fn score(self, cosine: f32) -> f32 {
        (cosine - self.mean) * self.weight
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
