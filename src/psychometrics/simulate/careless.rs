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
    /// Each key in turn, from the lowest to the highest and over again.
    Rising,
    /// Only the two ends of the scale, by chance.
    Extremes,
    /// The middle of the scale, now and then one beside it.
    Middle,
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
                Self::Rising => turn(item_idx, points),
                Self::Extremes => *[1, points].get(rng.random_range(0..2)).unwrap_or(&1),
                Self::Middle => middle(points, rng),
                Self::Random => rng.random_range(1..=points),
            })
            .collect()
    }
}

/// The key whose turn it is.
fn turn(item_idx: usize, points: u8) -> u8 {
    u8::try_from(item_idx % usize::from(points)).map_or(points, |below| below + 1)
}

/// The middle key, one time in four each a key below or above it where there is one.
fn middle(points: u8, rng: &mut impl Rng) -> u8 {
    let centre = points.div_ceil(2);
    match rng.random_range(0..4) {
        0 => centre.saturating_sub(1).max(1),
        1 => centre.saturating_add(1).min(points),
        _ => centre,
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
    fn ends_spread_widest_and_the_middle_least() {
        let (longest, _, _) = indices(CarelessPattern::Rising);
        assert_eq!(longest, 1);
        let (_, _, widest) = indices(CarelessPattern::Extremes);
        let (_, _, least) = indices(CarelessPattern::Middle);
        // Ends 1 and 5: about 2; middle 3 with 2 and 4: about √.5.
        assert!(
            widest > 1.8 && (least - 0.707).abs() < 0.25,
            "{widest} {least}"
        );
        let rising = CarelessPattern::Rising.answers(7, 3, &mut seeded(1));
        assert_eq!(rising, [1, 2, 3, 1, 2, 3, 1]);
    }

    #[test]
    fn codes_stay_on_the_scale() {
        for pattern in [
            CarelessPattern::Rising,
            CarelessPattern::Extremes,
            CarelessPattern::Middle,
        ] {
            for points in [0, 1, 2, 255] {
                let codes = pattern.answers(600, points, &mut seeded(1));
                assert!(
                    codes.iter().all(|code| (1..=points.max(1)).contains(code)),
                    "{pattern:?} {points}"
                );
            }
        }
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
