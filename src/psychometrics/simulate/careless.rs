//! People who do not read.

use rand::{Rng, RngExt};

/// A way of answering without reading.
///
/// *Takes / gives*: a number of items and of scale points; codes from 1 to the number of points.
///
/// *Edges*: a code above the number of points is held at it; no scale point counts as one.
///
/// *Source*: the patterns of Meade & Craig (2012), *Psychological Methods* 17, 437–455, and Curran (2016), *Journal
/// of Experimental Social Psychology* 66, 4–19.
///
/// ```
/// use composure::psychometrics::simulate::CarelessPattern;
/// let mut rng = composure::clock::seeded(1);
/// assert_eq!(CarelessPattern::OneKey { code: 4 }.answers(3, 5, &mut rng), [4, 4, 4]);
/// assert_eq!(CarelessPattern::Alternating { first: 4, second: 5 }.answers(3, 5, &mut rng), [4, 5, 4]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CarelessPattern {
    /// The same key all the time.
    OneKey {
        /// Its code.
        code: u8,
    },
    /// Two keys in turn.
    Alternating {
        /// The code of the first, third, … item.
        first: u8,
        /// The code of the others.
        second: u8,
    },
    /// Any key.
    Random,
}

impl CarelessPattern {
    /// Answers to so many items with so many scale points.
    pub fn answers(self, n_items: usize, points: u8, rng: &mut impl Rng) -> Vec<u8> {
        let points = points.max(1);
        (0..n_items)
            .map(|item_idx| match self {
                Self::OneKey { code } => code.clamp(1, points),
                Self::Alternating { first, .. } if item_idx % 2 == 0 => first.clamp(1, points),
                Self::Alternating { second, .. } => second.clamp(1, points),
                Self::Random => rng.random_range(1..=points),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::quality::{average_run, irv, longest_run};

    fn indices(pattern: CarelessPattern) -> (usize, f64, f64) {
        let codes = pattern.answers(40, 5, &mut seeded(4));
        let answers: Vec<Option<f64>> = codes
            .into_iter()
            .map(|code| Some(f64::from(code)))
            .collect();
        (
            longest_run(&answers),
            average_run(&answers).unwrap(),
            irv(&answers).unwrap(),
        )
    }

    #[test]
    fn each_pattern_shows_in_its_own_index() {
        let (longest, average, spread) = indices(CarelessPattern::OneKey { code: 3 });
        assert_eq!((longest, average, spread), (40, 40.0, 0.0));
        let (longest, _, spread) = indices(CarelessPattern::Alternating {
            first: 4,
            second: 5,
        });
        assert!(longest == 1 && spread < 0.6);
        let (longest, average, spread) = indices(CarelessPattern::Random);
        // Random codes 1 to 5: mean run 1.25, standard deviation √2.
        assert!(
            longest < 8 && average < 1.6 && (spread - 1.414).abs() < 0.4,
            "{longest} {average} {spread}"
        );
    }

    #[test]
    fn codes_stay_on_the_scale() {
        assert_eq!(
            CarelessPattern::OneKey { code: 9 }.answers(2, 0, &mut seeded(1)),
            [1, 1]
        );
        assert!(
            CarelessPattern::Random
                .answers(50, 3, &mut seeded(1))
                .iter()
                .all(|code| (1..=3).contains(code))
        );
    }
}
