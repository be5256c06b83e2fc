//! Pairs of items written to be answered alike.

/// How the second item of a pair is worded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keying {
    /// Says the same as the first.
    Same,
    /// Says the opposite.
    Opposite,
}

/// One person's answers to two items that were written to say the same or the opposite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct StatedPair {
    /// The answer to the first, as given; `None` = none.
    pub first: Option<f64>,
    /// The answer to the second, as given.
    pub second: Option<f64>,
    /// How the second is worded.
    pub keying: Keying,
}

/// How far answers that should agree differ.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inconsistency {
    /// Sum of absolute differences, in scale points.
    pub sum: f64,
    /// How many pairs have both answers.
    pub n_pairs: usize,
}

impl Inconsistency {
    /// The mean difference of a pair, in scale points, by which people with missing answers can be compared.
    pub fn mean(&self) -> f64 {
        self.sum / self.n_pairs as f64
    }
}

/// The inconsistency of answers to pairs of items written for it.
///
/// *Model*: Σ |first − second|, the second turned round (lowest + highest − answer) where it is worded the other way.
///
/// *Takes / gives*: pairs as given, and the scale's lowest and highest answer; a sum of scale points from 0.
///
/// *Edges*: pairs with a missing answer are left out; `None` when none is left or a number is not finite.
///
/// *Source*: the variable response inconsistency scales of Tellegen (1988), *Journal of Personality* 56, 621–663, and
/// Huang et al. (2012), *Journal of Business and Psychology* 27, 99–114.
///
/// ```
/// use composure::psychometrics::quality::{Keying, StatedPair, inconsistency};
/// let pair = |first, second, keying| StatedPair { first, second, keying };
/// let pairs = [
///     pair(Some(4.0), Some(5.0), Keying::Same),
///     // 1 turned round on a scale from 1 to 6 is 6: a difference of 1.
///     pair(Some(5.0), Some(1.0), Keying::Opposite),
///     pair(Some(2.0), None, Keying::Same),
/// ];
/// let found = inconsistency(&pairs, 1.0, 6.0).unwrap();
/// assert_eq!((found.sum, found.n_pairs, found.mean()), (2.0, 2, 1.0));
/// ```
pub fn inconsistency(pairs: &[StatedPair], lowest: f64, highest: f64) -> Option<Inconsistency> {
    let differences: Vec<f64> = pairs
        .iter()
        .filter_map(|pair| {
            let second = match pair.keying {
                Keying::Same => pair.second?,
                Keying::Opposite => lowest + highest - pair.second?,
            };
            Some((pair.first? - second).abs())
        })
        .collect();
    let sum: f64 = differences.iter().sum();
    (sum.is_finite() && !differences.is_empty()).then_some(Inconsistency {
        sum,
        n_pairs: differences.len(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_complete_pair_says_nothing() {
        let half = StatedPair {
            first: None,
            second: Some(1.0),
            keying: Keying::Same,
        };
        assert_eq!(inconsistency(&[half], 1.0, 6.0), None);
        assert_eq!(inconsistency(&[], 1.0, 6.0), None);
        let odd = StatedPair {
            first: Some(f64::INFINITY),
            ..half
        };
        assert_eq!(inconsistency(&[odd], 1.0, 6.0), None);
    }
}
