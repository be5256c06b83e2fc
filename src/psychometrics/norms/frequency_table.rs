//! How often each raw score was seen.

use super::{Error, wilson_interval};
use crate::psychometrics::classical::Interval;
use crate::psychometrics::normal;

/// Raw scores of a group with their counts.
///
/// Its fields are private because the values rise and somebody is counted.
///
/// *Model*: the mid-rank percentile of x is 100 (below + ½ at) / n, so that people of one score share their place.
///
/// *Takes / gives*: pairs of value and count in rising order of values; percentiles from 0 to 100.
///
/// *Edges*: a score between two values has the percentile of the step between them; one below all values has 0, one
/// above all has 100.
///
/// *Errors*: nobody counted, a value that is not finite, values that do not rise.
///
/// *Source*: Crocker & Algina (1986), *Introduction to classical and modern test theory*, p. 439.
///
/// ```
/// use composure::psychometrics::norms::FrequencyTable;
/// let table = FrequencyTable::new(&[(10.0, 2), (11.0, 6), (13.0, 2)])?;
/// assert_eq!(table.percentile(11.0), 50.0);
/// assert_eq!(table.percentile(12.0), 80.0);
/// assert_eq!(table.percentile(9.0), 0.0);
/// # Ok::<(), composure::psychometrics::norms::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct FrequencyTable {
    /// Rising values with their counts.
    frequencies: Vec<(f64, u32)>,
    n: u64,
}

impl FrequencyTable {
    /// The table of these values and counts; values rise, a count may be 0.
    pub fn new(frequencies: &[(f64, u32)]) -> Result<Self, Error> {
        let mut previous = None;
        for (value, _) in frequencies {
            if !value.is_finite() {
                return Err(Error::Value(*value));
            }
            match previous {
                Some(previous) if *value <= previous => {
                    return Err(Error::NotRising {
                        previous,
                        next: *value,
                    });
                }
                _ => previous = Some(*value),
            }
        }
        let n = frequencies.iter().map(|(_, count)| u64::from(*count)).sum();
        if n == 0 {
            return Err(Error::Empty);
        }
        Ok(Self {
            frequencies: frequencies.to_vec(),
            n,
        })
    }

    /// The table of these scores, in any order.
    pub fn of_scores(scores: &[f64]) -> Result<Self, Error> {
        let mut sorted = scores.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        let mut frequencies: Vec<(f64, u32)> = Vec::new();
        for score in sorted {
            match frequencies.last_mut() {
                // Both zeros are one score.
                Some((value, count)) if *value >= score => *count = count.saturating_add(1),
                _ => frequencies.push((score, 1)),
            }
        }
        Self::new(&frequencies)
    }

    /// How many people are counted.
    pub fn n(&self) -> u64 {
        self.n
    }

    /// The values in rising order with their counts.
    pub fn frequencies(&self) -> &[(f64, u32)] {
        &self.frequencies
    }

    /// The table of the same people with every value negated, for scores of which less is better.
    #[must_use]
    pub fn reversed(&self) -> Self {
        let frequencies = self
            .frequencies
            .iter()
            .rev()
            .map(|(value, count)| (-value, *count));
        Self {
            frequencies: frequencies.collect(),
            n: self.n,
        }
    }

    /// The mid-rank percentile of a score, 0 to 100. (What is not a number lies below nobody and above nobody: 0.)
    pub fn percentile(&self, score: f64) -> f64 {
        let count = |is_counted: &dyn Fn(f64) -> bool| -> u64 {
            self.frequencies
                .iter()
                .filter(|(value, _)| is_counted(*value))
                .map(|(_, count)| u64::from(*count))
                .sum()
        };
        let below = count(&|value| value < score);
        let not_above = count(&|value| value <= score);
        // (below + not above) / 2 = below + half of those at the score.
        50.0 * (below + not_above) as f64 / self.n as f64
    }

    /// Wilson's interval of a score's mid-rank percentile for the number of people counted, in percent.
    ///
    /// *Errors*: a confidence that is not between 0 and 1.
    pub fn percentile_interval(&self, score: f64, confidence: f64) -> Result<Interval, Error> {
        let interval = wilson_interval(self.percentile(score) / 100.0, self.n, confidence)?;
        Ok(Interval {
            lower: 100.0 * interval.lower,
            upper: 100.0 * interval.upper,
        })
    }

    /// The T score that a normal distribution gives to a score's mid-rank percentile.
    ///
    /// *Model*: 50 + 10 Φ⁻¹(percentile / 100).
    ///
    /// *Edges*: percentiles nearer to 0 or 100 than half a person, as of scores beyond the table, count as half a
    /// person, because the normal distribution has no end.
    ///
    /// ```
    /// use composure::psychometrics::norms::FrequencyTable;
    /// let table = FrequencyTable::new(&[(1.0, 5), (2.0, 10), (3.0, 5)])?;
    /// assert!((table.normalised_t(2.0) - 50.0).abs() < 1e-9);
    /// assert!(table.normalised_t(99.0).is_finite());
    /// # Ok::<(), composure::psychometrics::norms::Error>(())
    /// ```
    pub fn normalised_t(&self, score: f64) -> f64 {
        let half_a_person = 0.5 / self.n as f64;
        let share = (self.percentile(score) / 100.0).clamp(half_a_person, 1.0 - half_a_person);
        50.0 + 10.0 * normal::quantile(share).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{stanine, sten};
    use super::*;
    use crate::psychometrics::reference::{self, number};

    fn check(file: &str, test: &str) {
        let Some(rows) = reference::table(file, test) else {
            return;
        };
        let frequencies: Vec<(f64, u32)> = rows
            .iter()
            .map(|row| (number(row, "raw").unwrap(), row["freq"].parse().unwrap()))
            .collect();
        let table = FrequencyTable::new(&frequencies).unwrap();
        for row in &rows {
            let expected = |column: &str| number(row, column).unwrap();
            let raw = expected("raw");
            let interval = table.percentile_interval(raw, 0.95).unwrap();
            let z = (table.normalised_t(raw) - 50.0) / 10.0;
            let figures = [
                (table.percentile(raw), expected("PR_midrank")),
                (interval.lower, expected("PR_wilson95_lo")),
                (interval.upper, expected("PR_wilson95_hi")),
                (z, expected("z_midrank")),
                (table.normalised_t(raw), expected("T_midrank")),
                (f64::from(stanine(z)), expected("stanine")),
                (f64::from(sten(z)), expected("sten")),
            ];
            for (value, expected) in figures {
                assert!(
                    (value - expected).abs() < 1e-8,
                    "{file} {raw}: {value} is not {expected}"
                );
            }
        }
    }

    #[test]
    fn norm_tables_equal_the_reference() {
        // reference/norm_table_*.csv: R 4.2.2.
        for scale in ["agree", "neuroticism", "openness"] {
            check(
                &format!("reference/norm_table_bfi_{scale}.csv"),
                "norm_tables_equal_the_reference",
            );
        }
    }

    #[test]
    fn a_table_of_scores_counts_each_value_once() {
        let table = FrequencyTable::of_scores(&[2.0, 1.0, 2.0, 0.0, -0.0]).unwrap();
        let counts: Vec<u32> = table
            .frequencies()
            .iter()
            .map(|(_, count)| *count)
            .collect();
        assert_eq!((counts, table.n()), (vec![2, 1, 2], 5));
    }

    #[test]
    fn a_reversed_table_mirrors_percentiles() {
        let table = FrequencyTable::new(&[(200.0, 1), (250.0, 2), (300.0, 1)]).unwrap();
        for score in [150.0, 200.0, 220.0, 250.0, 300.0, 310.0] {
            let mirrored = 100.0 - table.reversed().percentile(-score);
            assert!((table.percentile(score) - mirrored).abs() < 1e-12);
        }
    }

    #[test]
    fn a_table_that_is_none_is_refused() {
        assert_eq!(FrequencyTable::new(&[]), Err(Error::Empty));
        assert_eq!(FrequencyTable::new(&[(1.0, 0)]), Err(Error::Empty));
        assert_eq!(
            FrequencyTable::new(&[(1.0, 1), (1.0, 1)]),
            Err(Error::NotRising {
                previous: 1.0,
                next: 1.0
            })
        );
        assert!(FrequencyTable::new(&[(f64::NAN, 1)]).is_err());
    }

    proptest! {
        #[test]
        fn any_scores_give_places_in_range(scores in prop::collection::vec(any::<f64>(), 0..10), score in any::<f64>()) {
            if let Ok(table) = FrequencyTable::of_scores(&scores) {
                prop_assert!((0.0..=100.0).contains(&table.percentile(score)));
                prop_assert!(table.normalised_t(score).is_finite());
                let interval = table.percentile_interval(score, 0.95).unwrap();
                prop_assert!(0.0 <= interval.lower && interval.lower <= interval.upper && interval.upper <= 100.0);
            }
        }
    }
}
