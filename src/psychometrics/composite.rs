//! A weighted sum of standardised scales, with its reliability and error.

use super::finite;

/// One scale of a composite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Part {
    /// Its weight on the z score.
    pub weight: f64,
    /// The scale's reliability, 0 to 1.
    pub reliability: f64,
}

/// Why a composite cannot be formed.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Error {
    /// It has no part.
    #[error("a composite needs at least one part")]
    Empty,
    /// The correlations are not a square of the parts.
    #[error("row {row_idx} has {n} correlations for {n_parts} parts")]
    Shape {
        /// The row, counted from 0; the number of parts when rows are missing or too many.
        row_idx: usize,
        /// How many it has.
        n: usize,
        /// How many parts there are.
        n_parts: usize,
    },
    /// A weight is not a finite number.
    #[error("the weight of part {part_idx} is {weight}")]
    Weight {
        /// The part, counted from 0.
        part_idx: usize,
        /// The weight.
        weight: f64,
    },
    /// A reliability is not from 0 to 1.
    #[error("the reliability of part {part_idx} is {reliability}, not from 0 to 1")]
    Reliability {
        /// The part, counted from 0.
        part_idx: usize,
        /// The reliability.
        reliability: f64,
    },
    /// A correlation is not from −1 to 1, not the same both ways, or not 1 on the diagonal.
    #[error("the correlation of parts {first_idx} and {second_idx} is {correlation}")]
    Correlation {
        /// One part, counted from 0.
        first_idx: usize,
        /// The other.
        second_idx: usize,
        /// The correlation.
        correlation: f64,
    },
    /// The weights and correlations leave no variance, as with opposite weights of the same scale.
    #[error("the composite's variance is {0}, not above 0")]
    Variance(f64),
}

/// What is known of a composite before anybody is scored.
///
/// *Model*: for z scores with weights w, correlations R and reliabilities r, the variance is wᵀRw, the error variance
/// Σ w²(1 − r), and the reliability 1 − Σ w²(1 − r) / wᵀRw: errors of different scales are taken as independent.
///
/// *Takes / gives*: one part per scale; correlations `parts × parts`; figures in units of the weighted sum.
///
/// *Edges*: one part alone keeps its own reliability; low reliabilities with negative correlations can make the
/// result negative, which then says that the sum is mostly error.
///
/// *Errors*: see [`Error`].
///
/// *Source*: Mosier (1943), *Psychometrika* 8, 161–168.
///
/// ```
/// use composure::psychometrics::composite::{Composite, Part};
/// let parts = [Part { weight: 0.5, reliability: 0.8 }, Part { weight: 0.5, reliability: 0.6 }];
/// let composite = Composite::new(&parts, &[vec![1.0, 0.4], vec![0.4, 1.0]])?;
/// // Variance .25 + .25 + 2 × .25 × .4 = .7; error .25 × .2 + .25 × .4 = .15.
/// assert!((composite.variance - 0.7).abs() < 1e-12);
/// assert!((composite.reliability - (1.0 - 0.15 / 0.7)).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::composite::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Composite {
    /// Variance of the weighted sum.
    pub variance: f64,
    /// Mosier's reliability, at most 1.
    pub reliability: f64,
    /// Standard error of measurement, in units of the weighted sum.
    pub standard_error: f64,
}

impl Composite {
    /// The composite of these parts, whose z scores correlate so.
    pub fn new(parts: &[Part], correlations: &[Vec<f64>]) -> Result<Self, Error> {
        check_parts(parts)?;
        check_correlations(parts.len(), correlations)?;
        let mut variance = 0.0;
        for (first, row) in parts.iter().zip(correlations) {
            for (second, correlation) in parts.iter().zip(row) {
                variance += first.weight * second.weight * correlation;
            }
        }
        let error: f64 = parts
            .iter()
            .map(|part| part.weight.powi(2) * (1.0 - part.reliability))
            .sum();
        let reliability = finite(1.0 - error / variance);
        // Opposite weights of one and the same scale leave a variance by rounding only.
        let least = 1e-12 * parts.iter().map(|part| part.weight.powi(2)).sum::<f64>();
        match reliability {
            Some(reliability) if variance.is_finite() && variance > least => Ok(Self {
                variance,
                reliability,
                standard_error: error.sqrt(),
            }),
            _ => Err(Error::Variance(variance)),
        }
    }
}

/// The share of a weighted sum's variance that each part brings.
///
/// *Model*: for z scores with weights w and correlations R, part i brings wᵢ (Rw)ᵢ / wᵀRw; the shares add up to 1. Parts
/// that go with the others bring more than their weight says.
///
/// *Takes / gives*: one weight per scale; correlations `parts × parts`; one share per part, in their order.
///
/// *Edges*: a part that goes against the rest can bring less than nothing, and others then more than all.
///
/// *Errors*: see [`Error`].
///
/// *Source*: Wang & Stanley (1970), *Review of Educational Research* 40, 663–705.
///
/// ```
/// use composure::psychometrics::composite::effective_weights;
/// let shares = effective_weights(&[0.75, 0.25], &[vec![1.0, 0.5], vec![0.5, 1.0]])?;
/// // Rw is (.875, .625), so the parts bring .65625 and .15625 of .8125.
/// assert!((shares[0] - 0.65625 / 0.8125).abs() < 1e-12);
/// assert!((shares[1] - 0.15625 / 0.8125).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::composite::Error>(())
/// ```
pub fn effective_weights(weights: &[f64], correlations: &[Vec<f64>]) -> Result<Vec<f64>, Error> {
    // The errors do not matter to what is observed.
    let parts: Vec<Part> = (weights.iter())
        .map(|weight| Part {
            weight: *weight,
            reliability: 1.0,
        })
        .collect();
    let whole = Composite::new(&parts, correlations)?;
    let brought = weights.iter().zip(correlations).map(|(weight, row)| {
        let with_all: f64 = row.iter().zip(weights).map(|(r, other)| r * other).sum();
        weight * with_all / whole.variance
    });
    Ok(brought.collect())
}

/// The weighted sum of z scores; `None` when there are none or the sum is not a finite number.
///
/// *Takes / gives*: pairs of weight and z score.
///
/// ```
/// use composure::psychometrics::composite::weighted_sum;
/// assert_eq!(weighted_sum([(0.5, 1.0), (0.5, -0.5)]), Some(0.25));
/// ```
pub fn weighted_sum(weighted: impl IntoIterator<Item = (f64, f64)>) -> Option<f64> {
    weighted
        .into_iter()
        .map(|(weight, z)| weight * z)
        .reduce(|sum, term| sum + term)
        .and_then(finite)
}

fn check_parts(parts: &[Part]) -> Result<(), Error> {
    if parts.is_empty() {
        return Err(Error::Empty);
    }
    for (
        part_idx,
        Part {
            weight,
            reliability,
        },
    ) in parts.iter().copied().enumerate()
    {
        if !weight.is_finite() {
            return Err(Error::Weight { part_idx, weight });
        }
        if !(0.0..=1.0).contains(&reliability) {
            return Err(Error::Reliability {
                part_idx,
                reliability,
            });
        }
    }
    Ok(())
}

fn check_correlations(n_parts: usize, correlations: &[Vec<f64>]) -> Result<(), Error> {
    if correlations.len() != n_parts {
        return Err(Error::Shape {
            row_idx: n_parts,
            n: correlations.len(),
            n_parts,
        });
    }
    for (first_idx, row) in correlations.iter().enumerate() {
        if row.len() != n_parts {
            return Err(Error::Shape {
                row_idx: first_idx,
                n: row.len(),
                n_parts,
            });
        }
        for (second_idx, &correlation) in row.iter().enumerate() {
            let back = correlations
                .get(second_idx)
                .and_then(|other| other.get(first_idx));
            let is_same_back = back.is_some_and(|back| (back - correlation).abs() < 1e-9);
            let is_right = if first_idx == second_idx {
                (correlation - 1.0).abs() < 1e-9
            } else {
                (-1.0..=1.0).contains(&correlation) && is_same_back
            };
            // A shorter row further down is reported as such when its turn comes.
            if !is_right && (back.is_some() || first_idx == second_idx) {
                return Err(Error::Correlation {
                    first_idx,
                    second_idx,
                    correlation,
                });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_parts_bring_adds_up_to_the_whole() {
        let correlations = [
            vec![1.0, 0.4, -0.2],
            vec![0.4, 1.0, 0.1],
            vec![-0.2, 0.1, 1.0],
        ];
        let shares = effective_weights(&[0.5, 0.3, 0.2], &correlations).unwrap();
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        // Rw is (.58, .52, .13): .29, .156 and .026 of .472.
        assert!((shares[0] - 0.29 / 0.472).abs() < 1e-12, "{shares:?}");
        assert!((shares[2] - 0.026 / 0.472).abs() < 1e-12, "{shares:?}");
        assert_eq!(effective_weights(&[], &[]), Err(Error::Empty));
        let opposed = effective_weights(&[1.0, -1.0], &[vec![1.0, 1.0], vec![1.0, 1.0]]);
        assert!(matches!(opposed, Err(Error::Variance(_))));
    }

    fn part(weight: f64, reliability: f64) -> Part {
        Part {
            weight,
            reliability,
        }
    }

    #[test]
    fn one_part_alone_keeps_its_reliability() {
        let composite = Composite::new(&[part(0.3, 0.75)], &[vec![1.0]]).unwrap();
        assert!((composite.reliability - 0.75).abs() < 1e-12);
        assert!((composite.standard_error - 0.3 * 0.5).abs() < 1e-12);
    }

    #[test]
    fn parallel_parts_gain_as_spearman_and_brown_say() {
        // Two parallel tests correlate by their reliability; 2 × .45 / 1.45 = .62069.
        let parts = [part(0.5, 0.45), part(0.5, 0.45)];
        let composite = Composite::new(&parts, &[vec![1.0, 0.45], vec![0.45, 1.0]]).unwrap();
        let longer = super::super::classical::spearman_brown(0.45, 2.0).unwrap();
        assert!((composite.reliability - longer).abs() < 1e-12);
    }

    #[test]
    fn the_scale_of_the_weights_does_not_change_the_reliability() {
        let correlations = [
            vec![1.0, 0.2, 0.1],
            vec![0.2, 1.0, 0.3],
            vec![0.1, 0.3, 1.0],
        ];
        let of = |by: f64| {
            let parts = [
                part(0.5 * by, 0.8),
                part(0.3 * by, 0.6),
                part(0.2 * by, 0.5),
            ];
            Composite::new(&parts, &correlations).unwrap().reliability
        };
        assert!((of(1.0) - of(7.0)).abs() < 1e-12);
    }

    #[test]
    fn what_is_no_composite_is_refused() {
        let one = vec![vec![1.0]];
        assert_eq!(Composite::new(&[], &[]), Err(Error::Empty));
        assert_eq!(
            Composite::new(&[part(0.0, 0.5)], &one),
            Err(Error::Variance(0.0))
        );
        assert_eq!(
            Composite::new(&[part(1.0, 1.5)], &one),
            Err(Error::Reliability {
                part_idx: 0,
                reliability: 1.5
            })
        );
        let parts = [part(1.0, 0.5), part(1.0, 0.5)];
        let lopsided = [vec![1.0, 0.4], vec![0.3, 1.0]];
        assert_eq!(
            Composite::new(&parts, &lopsided),
            Err(Error::Correlation {
                first_idx: 0,
                second_idx: 1,
                correlation: 0.4
            })
        );
        assert!(Composite::new(&parts, &[vec![1.0, 0.4], vec![0.4]]).is_err());
        assert!(Composite::new(&parts, &one).is_err());
    }

    proptest! {
        #[test]
        fn any_numbers_give_a_finite_composite_or_a_reason(w in any::<[f64; 2]>(), r in any::<[f64; 2]>(), c in any::<f64>()) {
            for (r, c) in [(r, c), (r.map(|r| r.rem_euclid(1.0)), c.rem_euclid(1.0))] {
                let parts = [part(w[0], r[0]), part(w[1], r[1])];
                if let Ok(composite) = Composite::new(&parts, &[vec![1.0, c], vec![c, 1.0]]) {
                    prop_assert!(composite.variance.is_finite() && composite.reliability.is_finite() && composite.standard_error.is_finite());
                }
            }
            prop_assert!(weighted_sum([(w[0], r[0]), (w[1], r[1])]).is_none_or(f64::is_finite));
        }
    }
}
