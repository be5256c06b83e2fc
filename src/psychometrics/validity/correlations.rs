//! Correlations of a predictor with a criterion.

use super::ranks::mid_ranks;
use super::{Error, checked_normal};
use crate::psychometrics::classical::{Interval, correlation};
use crate::psychometrics::descriptive::all_finite;
use crate::psychometrics::{finite, tail};

/// A correlation with its interval and test.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CorrelationTest {
    /// How many people.
    pub n: usize,
    /// Pearson's correlation, −1 to 1.
    pub r: f64,
    /// Fisher's interval; `None` with fewer than four people.
    pub interval: Option<Interval>,
    /// t of the correlation with n − 2 degrees of freedom; `None` with two people or at a correlation of −1 or 1.
    pub t: Option<f64>,
    /// Two-sided probability of a t as far from 0 without a correlation; `None` with two people.
    pub p: Option<f64>,
}

/// Pearson's correlation with Fisher's interval and its t test.
///
/// *Model*: the interval is tanh(artanh r ± z / √(n − 3)); t = r √((n − 2) / (1 − r²)).
///
/// *Takes / gives*: two lists of equal length; `confidence` strictly between 0 and 1.
///
/// *Edges*: at −1 or 1 the interval is that point and p is 0. Interval and test suppose two normal variables; with a
/// criterion of yes or no use [`auc`](super::auc()).
///
/// *Errors*: unequal lengths, fewer than two pairs, a list that does not vary.
///
/// *Source*: Fisher (1921), *Metron* 1, 3–32; Student (1908), *Biometrika* 6, 302–310.
///
/// ```
/// use composure::psychometrics::validity::pearson;
/// let found = pearson(&[1.0, 2.0, 3.0, 4.0], &[1.0, 3.0, 2.0, 4.0], 0.95)?;
/// assert!((found.r - 0.8).abs() < 1e-12);
/// assert!(found.interval.unwrap().lower < 0.0);
/// # Ok::<(), composure::psychometrics::validity::Error>(())
/// ```
pub fn pearson(
    predictor: &[f64],
    criterion: &[f64],
    confidence: f64,
) -> Result<CorrelationTest, Error> {
    let z = checked_normal(confidence)?;
    let r = correlation(predictor, criterion)?;
    let n = predictor.len();
    let interval = (n > 3).then(|| {
        let half = z / ((n - 3) as f64).sqrt();
        Interval {
            lower: (r.atanh() - half).tanh(),
            upper: (r.atanh() + half).tanh(),
        }
    });
    let degrees = n.saturating_sub(2) as f64;
    let t = finite(r * (degrees / (1.0 - r * r)).sqrt()).filter(|_| n > 2);
    let p = match t {
        Some(t) => tail::t_two_sided(t, degrees),
        // A perfect correlation leaves no chance at all.
        None => (n > 2).then_some(0.0),
    };
    Ok(CorrelationTest {
        n,
        r,
        interval,
        t,
        p,
    })
}

/// Spearman's rank correlation: Pearson's of the ranks, equal values sharing the mean of theirs.
///
/// *Errors*: those of [`pearson`], and values that are not finite numbers.
///
/// *Source*: Spearman (1904), *American Journal of Psychology* 15, 72–101.
///
/// ```
/// use composure::psychometrics::validity::spearman;
/// assert!((spearman(&[1.0, 5.0, 90.0], &[2.0, 3.0, 4.0])? - 1.0).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::validity::Error>(())
/// ```
pub fn spearman(first: &[f64], second: &[f64]) -> Result<f64, Error> {
    if !all_finite(first) || !all_finite(second) {
        return Err(Error::NotFinite);
    }
    Ok(correlation(&mid_ranks(first), &mid_ranks(second))?)
}

/// Kendall's `τ_b`: how much more often two people are in the same order than in opposite ones.
///
/// *Model*: (C − D) / √((P − T₁)(P − T₂)), with the pairs C in one order and D in the other, all pairs P, and those tied
/// in the first or second list.
///
/// *Edges*: found in n log n steps by counting the exchanges that sort the second list.
///
/// *Errors*: those of [`spearman`].
///
/// *Source*: Kendall (1945), *Biometrika* 33, 239–251; Knight (1966), *Journal of the American Statistical Association*
/// 61, 436–439.
///
/// ```
/// use composure::psychometrics::validity::kendall_tau_b;
/// // Of three pairs two agree and one does not.
/// assert!((kendall_tau_b(&[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0])? - 1.0 / 3.0).abs() < 1e-12);
/// # Ok::<(), composure::psychometrics::validity::Error>(())
/// ```
pub fn kendall_tau_b(first: &[f64], second: &[f64]) -> Result<f64, Error> {
    let (n, n_second) = (first.len(), second.len());
    if n != n_second {
        return Err(Error::UnequalLengths {
            first: n,
            second: n_second,
        });
    }
    if n < 2 {
        return Err(Error::TooFewPersons { n, minimum: 2 });
    }
    if !all_finite(first) || !all_finite(second) {
        return Err(Error::NotFinite);
    }
    // Ranks instead of values, so that −0 and 0 are one.
    let (first, second) = (mid_ranks(first), mid_ranks(second));
    let mut pairs: Vec<(f64, f64)> = first.into_iter().zip(second).collect();
    pairs.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let tied_first = tied(pairs.chunk_by(|a, b| a.0 >= b.0).map(<[_]>::len));
    let tied_both = tied(
        pairs
            .chunk_by(|a, b| a.0 >= b.0 && a.1 >= b.1)
            .map(<[_]>::len),
    );
    let mut seconds: Vec<f64> = pairs.into_iter().map(|pair| pair.1).collect();
    let exchanges = sorted_by_exchanges(&mut seconds);
    let tied_second = tied(seconds.chunk_by(|a, b| a >= b).map(<[_]>::len));
    let all = pairs_of(n);
    let untied = ((all - tied_first).sqrt(), (all - tied_second).sqrt());
    if untied.0 <= 0.0 || untied.1 <= 0.0 {
        return Err(Error::NoVariance);
    }
    let agreeing = all - tied_first - tied_second + tied_both - 2.0 * exchanges;
    Ok((agreeing / untied.0 / untied.1).clamp(-1.0, 1.0))
}

fn pairs_of(n: usize) -> f64 {
    let n = n as f64;
    n * (n - 1.0) / 2.0
}

fn tied(lengths: impl Iterator<Item = usize>) -> f64 {
    lengths.map(pairs_of).sum()
}

/// Sorts by merging from the bottom up, and counts how many pairs stood in the wrong order.
fn sorted_by_exchanges(values: &mut Vec<f64>) -> f64 {
    let n = values.len();
    let (mut exchanges, mut width) = (0.0, 1);
    while width < n {
        let mut merged = Vec::with_capacity(n);
        for block in values.chunks(2 * width) {
            let (left, right) = block.split_at(width.min(block.len()));
            let (mut l, mut r) = (0, 0);
            while l < left.len() && r < right.len() {
                if left[l] <= right[r] {
                    merged.push(left[l]);
                    l += 1;
                } else {
                    exchanges += (left.len() - l) as f64;
                    merged.push(right[r]);
                    r += 1;
                }
            }
            merged.extend_from_slice(&left[l..]);
            merged.extend_from_slice(&right[r..]);
        }
        *values = merged;
        width *= 2;
    }
    exchanges
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn few_people_have_no_interval_and_two_no_test() {
        let three = pearson(&[1.0, 2.0, 4.0], &[1.0, 3.0, 2.0], 0.95).unwrap();
        assert!(three.interval.is_none() && three.p.is_some());
        let two = pearson(&[1.0, 2.0], &[1.0, 3.0], 0.95).unwrap();
        assert!(two.p.is_none() && two.t.is_none());
        let perfect = pearson(&[1.0, 2.0, 3.0, 4.0], &[2.0, 4.0, 6.0, 8.0], 0.95).unwrap();
        assert_eq!(perfect.p, Some(0.0));
        assert!((perfect.interval.unwrap().lower - 1.0).abs() < 1e-12);
    }

    #[test]
    fn what_cannot_be_correlated_is_refused() {
        assert_eq!(
            kendall_tau_b(&[1.0, 1.0], &[1.0, 2.0]),
            Err(Error::NoVariance)
        );
        assert_eq!(
            kendall_tau_b(&[1.0], &[1.0]),
            Err(Error::TooFewPersons { n: 1, minimum: 2 })
        );
        assert!(kendall_tau_b(&[1.0], &[]).is_err());
        assert!(spearman(&[f64::NAN, 1.0], &[1.0, 2.0]).is_err());
        assert!(pearson(&[1.0, 2.0], &[1.0, 2.0], 1.0).is_err());
    }

    proptest! {
        #[test]
        fn kendalls_count_is_that_of_comparing_every_pair(
            pairs in prop::collection::vec((0..5_i32, 0..5_i32), 2..30),
        ) {
            let (x, y): (Vec<f64>, Vec<f64>) = pairs.iter().map(|(x, y)| (f64::from(*x), f64::from(*y))).unzip();
            let (mut agree, mut first, mut second) = (0, 0, 0);
            for (i, a) in pairs.iter().enumerate() {
                for b in &pairs[..i] {
                    agree += (a.0 - b.0).signum() * (a.1 - b.1).signum();
                    first += i32::from(a.0 != b.0);
                    second += i32::from(a.1 != b.1);
                }
            }
            if let Ok(tau) = kendall_tau_b(&x, &y) {
                let expected = f64::from(agree) / f64::from(first).sqrt() / f64::from(second).sqrt();
                prop_assert!((tau - expected).abs() < 1e-12);
            } else {
                prop_assert!(first == 0 || second == 0);
            }
        }

        #[test]
        fn any_pairs_give_figures_in_range_or_a_reason(pairs in prop::collection::vec(any::<(f64, f64)>(), 0..8)) {
            let (x, y): (Vec<f64>, Vec<f64>) = pairs.into_iter().unzip();
            for r in [spearman(&x, &y), kendall_tau_b(&x, &y), pearson(&x, &y, 0.9).map(|t| t.r)].into_iter().flatten() {
                prop_assert!((-1.0..=1.0).contains(&r));
            }
        }
    }
}
