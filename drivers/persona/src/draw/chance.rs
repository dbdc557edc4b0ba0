//! Chance that is the same on every machine and in every version: SplitMix64.
//!
//! Faces must not change when a library changes its generator, so the few lines stand here.

/// Is a stream of numbers that a seed determines.
pub(crate) struct Chance(u64);

impl Chance {
    /// Starts the stream of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66_D1CE_4E5B)
    }

    /// Returns 64 bits.
    pub(crate) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// Returns a number from 0.0 to 1.0.
    pub(crate) fn unit(&mut self) -> f32 {
        (self.bits() >> 40) as f32 / (1u64 << 24) as f32
    }

    /// Returns a number at most `reach` away from `middle`.
    pub(crate) fn around(&mut self, middle: f32, reach: f32) -> f32 {
        middle + (self.unit() * 2.0 - 1.0) * reach
    }

    /// Chooses one of several.
    pub(crate) fn choose<T: Copy>(&mut self, from: &[T]) -> T {
        from[(self.bits() % from.len() as u64) as usize]
    }
}
