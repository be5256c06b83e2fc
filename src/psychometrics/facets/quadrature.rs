//! The nodes on which persons' abilities are summed.

use super::Error;

/// The fewest nodes that are a grid.
const FEWEST: usize = 5;
/// As many nodes suffice until persons have been rated tens of thousands of times.
const MOST: usize = 2001;
/// A population whose standard deviation is below this, in logits, has practically none.
const LEAST_DEVIATION: f64 = 0.02;
/// A spacing of at most this many posterior standard deviations sums a normal curve to one in ten thousand:
/// 2 exp(−2 π² / 1.4²) is 8e-5.
const WIDEST_SPACING: f64 = 1.4;
/// The spacing that a new grid aims at.
const NEW_SPACING: f64 = 1.1;
/// The least reach of the grid, in standard deviations of the persons.
const LEAST_REACH: f64 = 4.5;
/// The reach that a new grid aims at.
const NEW_REACH: f64 = 6.0;

/// Equally spaced nodes, in logits.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nodes {
    /// How many there are, at least 5.
    pub n: usize,
    /// The last node; the first is as far below 0.
    pub reach: f64,
}

impl Nodes {
    /// 41 nodes from −8 to 8: what facets software starts from.
    pub const USUAL: Self = Self { n: 41, reach: 8.0 };

    pub(super) fn check(self) -> Result<(), Error> {
        if self.n < FEWEST || self.n > MOST {
            return Err(Error::OutOfRange {
                what: "the number of nodes",
                value: self.n as f64,
                expected: "from 5 to 2001",
            });
        }
        if !(self.reach > 0.0 && self.reach <= 1000.0) {
            return Err(Error::OutOfRange {
                what: "the last node",
                value: self.reach,
                expected: "above 0 and at most 1000",
            });
        }
        Ok(())
    }

    /// The nodes, rising.
    pub(super) fn values(self) -> Vec<f64> {
        (0..self.n)
            .map(|index| index as f64 * self.spacing() - self.reach)
            .collect()
    }

    fn spacing(self) -> f64 {
        2.0 * self.reach / (self.n - 1) as f64
    }

    /// A better grid where this one is too coarse for the narrowest curve on it (a posterior or the population,
    /// `narrowest` is its standard deviation), or too short for the population; `None` where it is good enough.
    pub(super) fn better(self, population: f64, narrowest: f64) -> Result<Option<Self>, Error> {
        let is_fine = self.spacing() <= WIDEST_SPACING * narrowest;
        let is_long = self.reach >= LEAST_REACH * population;
        if is_fine && is_long {
            return Ok(None);
        }
        let reach = self.reach.max(NEW_REACH * population);
        if population.is_nan() || population < LEAST_DEVIATION {
            return Err(Error::NoVariance);
        }
        if self.n == MOST {
            return Ok(None);
        }
        let n = ((2.0 * reach / (NEW_SPACING * narrowest)).ceil() + 1.0).min(MOST as f64);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "positive and at most the highest number of nodes"
        )]
        let n = (n as usize).max(self.n);
        // An odd number keeps a node at 0.
        Ok(Some(Self { n: n | 1, reach }))
    }
}
