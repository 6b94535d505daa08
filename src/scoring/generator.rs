//! SplitMix64: a small generator whose draws are the same on every machine (method § 3.6).

/// A generator that its seed determines wholly.
#[derive(Clone, Debug)]
pub(super) struct SplitMix64(u64);

impl SplitMix64 {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next 64 bits.
    pub(super) const fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// The next number from 0, up to but not including 1.
    pub(super) const fn unit(&mut self) -> f64 {
        const STEP: f64 = 1.0 / (1_u64 << 53) as f64;
        (self.bits() >> 11) as f64 * STEP
    }

    /// The next number from `low` up to `high`.
    pub(super) const fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.unit()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Method § 3.7, as `reference_scorer.py` prints them.
    #[test]
    fn the_first_outputs_are_those_of_the_reference() {
        let mut generator = SplitMix64::new(42);
        for expected in
            [13_679_457_532_755_275_413, 2_949_826_092_126_892_291, 5_139_283_748_462_763_858]
        {
            assert_eq!(generator.bits(), expected);
        }
    }

    #[test]
    fn units_stay_within_their_bounds() {
        let mut generator = SplitMix64::new(0);
        let (mut least, mut most) = (1.0_f64, 0.0_f64);
        for _ in 0..10_000 {
            let unit = generator.unit();
            (least, most) = (least.min(unit), most.max(unit));
        }
        assert!(0.0 <= least && least < 0.001 && 0.999 < most && most < 1.0);
    }
}
