//! How probable each table is whose margins are given.

use super::TwoByTwo;

/// Above this many people the exact distribution is too long to write out, and the normal one is as good.
const MOST_PEOPLE: u64 = 10_000_000_000;
/// A table so much less probable than the likeliest one adds nothing that a double could hold.
const LEAST_SHARE: f64 = 1e-300;

/// The distribution of the focal group's yes, given all margins of the table and an odds ratio.
///
/// *Model*: P(x) ∝ C(n₁, x) C(n₂, m − x) ψˣ. The weights are built outward from the likeliest x by the ratio of
/// neighbours, which loses no digits: no factorials of large numbers.
#[derive(Debug)]
pub(super) struct Hypergeometric {
    /// The lowest x that `weights` holds.
    lowest: u64,
    /// Probabilities of `lowest`, `lowest + 1`, …
    probabilities: Vec<f64>,
}

impl Hypergeometric {
    /// The distribution with this logarithm of the odds ratio; `None` for too many people or none.
    pub(super) fn new(table: TwoByTwo, log_odds_ratio: f64) -> Option<Self> {
        let margins = Margins::new(table)?;
        let mode = margins.mode(log_odds_ratio);
        let mut above = Vec::new();
        let (mut x, mut weight) = (mode, 1.0);
        while x < margins.highest {
            weight *= margins.log_ratio(x, log_odds_ratio).exp();
            if weight < LEAST_SHARE {
                break;
            }
            x += 1;
            above.push(weight);
        }
        let mut below = Vec::new();
        (x, weight) = (mode, 1.0);
        while margins.lowest < x {
            weight *= (-margins.log_ratio(x - 1, log_odds_ratio)).exp();
            if weight < LEAST_SHARE {
                break;
            }
            x -= 1;
            below.push(weight);
        }
        let lowest = x;
        let mut probabilities: Vec<f64> = below.into_iter().rev().chain([1.0]).collect();
        probabilities.append(&mut above);
        let total: f64 = probabilities.iter().sum();
        for probability in &mut probabilities {
            *probability /= total;
        }
        Some(Self {
            lowest,
            probabilities,
        })
    }

    /// The probability of exactly x.
    pub(super) fn of(&self, x: u64) -> f64 {
        let place = x
            .checked_sub(self.lowest)
            .and_then(|place| usize::try_from(place).ok());
        let found = place.and_then(|place| self.probabilities.get(place));
        found.copied().unwrap_or(0.0)
    }

    /// The probability of at most x.
    pub(super) fn at_most(&self, x: u64) -> f64 {
        self.sum(|other, _| other <= x)
    }

    /// The probability of at least x.
    pub(super) fn at_least(&self, x: u64) -> f64 {
        self.sum(|other, _| x <= other)
    }

    /// The probability of all x whose own probability fits.
    pub(super) fn where_probability(&self, fits: impl Fn(f64) -> bool) -> f64 {
        self.sum(|_, probability| fits(probability))
    }

    /// The expected x.
    pub(super) fn mean(&self) -> f64 {
        let terms = self.each().map(|(x, p)| (x - self.lowest) as f64 * p);
        self.lowest as f64 + terms.sum::<f64>()
    }

    fn sum(&self, counts: impl Fn(u64, f64) -> bool) -> f64 {
        let counted = self.each().filter(|(x, p)| counts(*x, *p));
        counted.map(|(_, p)| p).sum::<f64>().min(1.0)
    }

    fn each(&self) -> impl Iterator<Item = (u64, f64)> {
        (self.lowest..).zip(self.probabilities.iter().copied())
    }
}

/// The margins of a table.
#[derive(Debug, Clone, Copy)]
pub(super) struct Margins {
    n_focal: u64,
    n_reference: u64,
    n_yes: u64,
    /// The least that the focal group's yes can be.
    pub(super) lowest: u64,
    /// The most that the focal group's yes can be.
    pub(super) highest: u64,
}

impl Margins {
    /// The margins; `None` for too many people or none.
    pub(super) fn new(table: TwoByTwo) -> Option<Self> {
        if !(1..=MOST_PEOPLE).contains(&table.n()) {
            return None;
        }
        let (n_focal, n_reference) = (table.focal.n(), table.reference.n());
        let n_yes = table.focal.yes + table.reference.yes;
        Some(Self {
            n_focal,
            n_reference,
            n_yes,
            lowest: n_yes.saturating_sub(n_reference),
            highest: n_focal.min(n_yes),
        })
    }

    /// ln P(x + 1) / P(x), for x from the lowest to below the highest; it falls with x.
    fn log_ratio(&self, x: u64, log_odds_ratio: f64) -> f64 {
        let focal = (self.n_focal - x) as f64 / (x + 1) as f64;
        let left = self.n_yes - x;
        let reference = left as f64 / (self.n_reference + 1 - left) as f64;
        (focal * reference).ln() + log_odds_ratio
    }

    /// The likeliest x, by halving.
    fn mode(&self, log_odds_ratio: f64) -> u64 {
        let (mut low, mut high) = (self.lowest, self.highest);
        while low < high {
            let middle = low + (high - low) / 2;
            if 0.0 < self.log_ratio(middle, log_odds_ratio) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}
