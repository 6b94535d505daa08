//! What can be said of a result before and after.

/// A result as it can be told: at least, at most, and in the middle if enough is known.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reach {
    /// The least it can be.
    pub low: f64,
    /// The value of what is known, if that is enough to be shown.
    pub centre: Option<f64>,
    /// The most it can be.
    pub high: f64,
}

/// What can be said of a result before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is the same.
    Same,
    /// It has risen: the least it can be now is more than the most it could be.
    Up,
    /// It has fallen.
    Down,
    /// It has become another one, neither more nor less.
    Other,
    /// It differs, and what is not known may be why: the two intervals have values in common.
    Within,
    /// It did not apply, and does.
    Appeared,
    /// It applied, and does no more.
    Gone,
    /// It does not measure the same in both states.
    Broken,
}

/// Two values closer than this are the same: rounding, not a change.
const NEAR: f64 = 1e-9;

/// Intervals less far apart than this are not told apart: nobody could read the difference.
const READABLE: f64 = 5e-4;

impl Reach {
    /// Whether two results cannot be told apart.
    pub(super) fn is_near(&self, other: &Self) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() < NEAR;
        let centres = match (self.centre, other.centre) {
            (Some(a), Some(b)) => near(a, b),
            (None, None) => true,
            _ => false,
        };
        near(self.low, other.low) && near(self.high, other.high) && centres
    }
}

impl Verdict {
    /// What can be said of a result that measures the same in both states.
    pub fn of(old: Option<&Reach>, new: Option<&Reach>) -> Self {
        match (old, new) {
            (None, None) => Self::Same,
            (None, Some(_)) => Self::Appeared,
            (Some(_), None) => Self::Gone,
            (Some(old), Some(new)) if old.is_near(new) => Self::Same,
            (Some(old), Some(new)) if old.high + READABLE <= new.low => Self::Up,
            (Some(old), Some(new)) if new.high + READABLE <= old.low => Self::Down,
            _ => Self::Within,
        }
    }

    /// Whether it has moved, beyond any doubt.
    pub const fn has_moved(self) -> bool {
        matches!(self, Self::Up | Self::Down | Self::Other)
    }

    /// Whether there is anything to tell.
    pub const fn differs(self) -> bool {
        !matches!(self, Self::Same)
    }

    /// The verdict if the two states are exchanged.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Up => Self::Down,
            Self::Down => Self::Up,
            Self::Appeared => Self::Gone,
            Self::Gone => Self::Appeared,
            other => other,
        }
    }

    /// The word that stands for it in JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Up => "up",
            Self::Down => "down",
            Self::Other => "other",
            Self::Within => "uncertain",
            Self::Appeared => "appeared",
            Self::Gone => "gone",
            Self::Broken => "break",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(old: (f64, f64), new: (f64, f64)) -> Verdict {
        let reach = |(low, high)| Reach { low, centre: None, high };
        Verdict::of(Some(&reach(old)), Some(&reach(new)))
    }

    #[test]
    fn a_result_has_moved_only_if_the_intervals_have_nothing_in_common() {
        assert_eq!(of((0.2, 0.4), (0.5, 0.6)), Verdict::Up);
        assert_eq!(of((0.5, 0.6), (0.2, 0.4)), Verdict::Down);
        assert_eq!(of((0.2, 0.5), (0.5, 0.6)), Verdict::Within);
        assert_eq!(of((0.2, 0.9), (0.4, 0.5)), Verdict::Within);
        assert_eq!(of((0.3, 0.3), (0.3001, 0.3001)), Verdict::Within);
        assert_eq!(of((0.3, 0.3), (0.3, 0.3)), Verdict::Same);
        assert_eq!(Verdict::of(None, None), Verdict::Same);
    }
}
