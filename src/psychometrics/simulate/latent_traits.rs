//! Traits that go together.

use rand::Rng;

use super::{Error, standard_normal};

/// Standard normal traits with given correlations.
///
/// Its field is private because it is the Cholesky factor of a checked matrix.
///
/// *Model*: θ = L e with e independent standard normal and L Lᵀ the correlations.
///
/// *Takes / gives*: correlations `traits × traits`, symmetric with ones on the diagonal; one z score for each trait.
///
/// *Edges*: no trait gives an empty draw. Perfectly correlated traits are refused: use one trait twice.
///
/// *Errors*: not a square, not symmetric, or not positive definite.
///
/// *Source*: Golub & Van Loan (2013), *Matrix computations*, algorithm 4.2.1.
///
/// ```
/// use composure::psychometrics::simulate::LatentTraits;
/// let traits = LatentTraits::new(&[vec![1.0, 0.3], vec![0.3, 1.0]])?;
/// let mut rng = composure::clock::seeded(1);
/// assert_eq!(traits.draw(&mut rng).len(), 2);
/// # Ok::<(), composure::psychometrics::simulate::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct LatentTraits {
    /// Lower triangle: row i has i + 1 entries.
    factor: Vec<Vec<f64>>,
}

impl LatentTraits {
    /// Traits with these correlations.
    pub fn new(correlations: &[Vec<f64>]) -> Result<Self, Error> {
        let expected = correlations.len();
        for (row_idx, row) in correlations.iter().enumerate() {
            if row.len() != expected {
                return Err(Error::Shape {
                    row_idx,
                    n: row.len(),
                    expected,
                });
            }
        }
        let mut factor: Vec<Vec<f64>> = Vec::with_capacity(expected);
        for (trait_idx, row) in correlations.iter().enumerate() {
            let is_symmetric = row.iter().zip(correlations).all(|(there, other)| {
                other
                    .get(trait_idx)
                    .is_some_and(|back| (there - back).abs() < 1e-9)
            });
            let next = next_row(&factor, row).filter(|_| is_symmetric);
            factor.push(next.ok_or(Error::Correlations { trait_idx })?);
        }
        Ok(Self { factor })
    }

    /// One person's traits, as z scores in the order of the correlations.
    pub fn draw(&self, rng: &mut impl Rng) -> Vec<f64> {
        let independent: Vec<f64> = self.factor.iter().map(|_| standard_normal(rng)).collect();
        self.factor
            .iter()
            .map(|row| product(row, &independent))
            .collect()
    }
}

/// The row of the factor that follows `factor`, whose correlations are `row`; `None` where there is none.
fn next_row(factor: &[Vec<f64>], row: &[f64]) -> Option<Vec<f64>> {
    let mut next: Vec<f64> = Vec::with_capacity(factor.len() + 1);
    for (above, correlation) in factor.iter().zip(row) {
        let entry = (correlation - product(above, &next)) / above.last()?;
        next.push(entry);
    }
    let own = *row.get(factor.len())?;
    let rest = own - product(&next, &next);
    if (own - 1.0).abs() > 1e-9 || rest.is_nan() || rest < 1e-12 {
        return None;
    }
    next.push(rest.sqrt());
    Some(next)
}

/// The scalar product as far as both go.
fn product(first: &[f64], second: &[f64]) -> f64 {
    first.iter().zip(second).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::classical::correlation;
    use crate::psychometrics::descriptive::{mean, standard_deviation};

    #[test]
    fn drawn_traits_have_the_correlations_asked_for() {
        let asked = [
            vec![1.0, 0.5, -0.3],
            vec![0.5, 1.0, 0.2],
            vec![-0.3, 0.2, 1.0],
        ];
        let traits = LatentTraits::new(&asked).unwrap();
        let mut rng = seeded(20261123);
        let people: Vec<Vec<f64>> = (0..4000).map(|_| traits.draw(&mut rng)).collect();
        let column = |idx: usize| -> Vec<f64> { people.iter().map(|person| person[idx]).collect() };
        // The standard error of a correlation of 4000 is at most 1 / √4000 = .016: four of them.
        for (first, second) in [(0, 1), (0, 2), (1, 2)] {
            let r = correlation(&column(first), &column(second)).unwrap();
            assert!(
                (r - asked[first][second]).abs() < 0.064,
                "{first} {second}: {r}"
            );
        }
        assert!(mean(&column(0)).unwrap().abs() < 0.064);
        assert!((standard_deviation(&column(2)).unwrap() - 1.0).abs() < 0.045);
    }

    #[test]
    fn impossible_correlations_are_refused() {
        let contradiction = [
            vec![1.0, 0.9, 0.9],
            vec![0.9, 1.0, -0.9],
            vec![0.9, -0.9, 1.0],
        ];
        assert_eq!(
            LatentTraits::new(&contradiction),
            Err(Error::Correlations { trait_idx: 2 })
        );
        assert_eq!(
            LatentTraits::new(&[vec![2.0]]),
            Err(Error::Correlations { trait_idx: 0 })
        );
        assert!(LatentTraits::new(&[vec![1.0, 0.1], vec![0.2, 1.0]]).is_err());
        assert_eq!(
            LatentTraits::new(&[vec![1.0, 0.0]]),
            Err(Error::Shape {
                row_idx: 0,
                n: 2,
                expected: 1
            })
        );
    }

    proptest! {
        #[test]
        fn any_matrix_draws_finite_traits_or_is_refused(r in any::<[f64; 3]>(), seed in any::<u64>()) {
            for [a, b, c] in [r, r.map(|r| r % 1.0)] {
                let matrix = [vec![1.0, a, b], vec![a, 1.0, c], vec![b, c, 1.0]];
                if let Ok(traits) = LatentTraits::new(&matrix) {
                    prop_assert!(traits.draw(&mut seeded(seed)).iter().all(|z| z.is_finite()));
                }
            }
        }
    }
}
