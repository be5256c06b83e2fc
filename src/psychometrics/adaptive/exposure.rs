//! Keeping good items from being known to everybody.

use rand::{Rng, RngExt};

use super::{Error, ItemBank, checked};
use crate::psychometrics::simulate::happens;

/// How the most informative item is held back.
///
/// *Source*: randomesque: Kingsbury & Zara (1989), *Applied Measurement in Education* 2, 359–375; Sympson & Hetter
/// (1985), *Proceedings of the 27th annual meeting of the Military Testing Association*, 973–977.
#[derive(Debug, Clone, PartialEq)]
pub enum Exposure {
    /// Not at all: always the most informative.
    Uncontrolled,
    /// Randomesque: any of the most informative few, each as likely.
    Randomesque {
        /// How many; from 1.
        n_best: usize,
    },
    /// Sympson and Hetter: an item that would be next is offered with its own probability, else set aside for this
    /// person. [`super::sympson_hetter()`] finds the probabilities.
    SympsonHetter {
        /// One for each item of the bank, from 0 to 1.
        probabilities: Vec<f64>,
    },
}

impl Exposure {
    pub(super) fn check(&self, bank: &ItemBank) -> Result<(), Error> {
        match self {
            Self::Uncontrolled => {}
            Self::Randomesque { n_best } => {
                let is_right = 0 < *n_best;
                checked(
                    *n_best as f64,
                    is_right,
                    "number of best items",
                    "at least 1",
                )?;
            }
            Self::SympsonHetter { probabilities } => {
                checked(
                    probabilities.len() as f64,
                    probabilities.len() == bank.items().len(),
                    "number of exposure probabilities",
                    "one for each item of the bank",
                )?;
                for &probability in probabilities {
                    let is_right = (0.0..=1.0).contains(&probability);
                    checked(probability, is_right, "exposure probability", "from 0 to 1")?;
                }
            }
        }
        Ok(())
    }

    /// The item to offer among candidates, the most informative first, and those that are set aside. Where all are set
    /// aside the last resort is the one most likely to be offered.
    pub(super) fn choose(&self, ranked: &[usize], rng: &mut impl Rng) -> Option<Choice> {
        let best = *ranked.first()?;
        match self {
            Self::Uncontrolled => Some(Choice::plainly(best)),
            Self::Randomesque { n_best } => {
                let place = rng.random_range(0..ranked.len().min(*n_best).max(1));
                Some(Choice::plainly(*ranked.get(place)?))
            }
            Self::SympsonHetter { probabilities } => {
                let probability =
                    |item_idx: usize| probabilities.get(item_idx).copied().unwrap_or(1.0);
                for (place, &item_idx) in ranked.iter().enumerate() {
                    if happens(probability(item_idx), rng) {
                        return Some(Choice {
                            item_idx,
                            set_aside: ranked[..place].to_vec(),
                        });
                    }
                }
                let likeliest = ranked
                    .iter()
                    .copied()
                    .max_by(|a, b| probability(*a).total_cmp(&probability(*b)))?;
                let others = ranked.iter().copied().filter(|idx| *idx != likeliest);
                Some(Choice {
                    item_idx: likeliest,
                    set_aside: others.collect(),
                })
            }
        }
    }
}

/// An item to offer, and those that this person will not be offered any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Choice {
    pub(super) item_idx: usize,
    pub(super) set_aside: Vec<usize>,
}

impl Choice {
    fn plainly(item_idx: usize) -> Self {
        Self {
            item_idx,
            set_aside: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::seeded;

    #[test]
    fn randomesque_offers_each_of_the_best_as_often() {
        let exposure = Exposure::Randomesque { n_best: 3 };
        let mut rng = seeded(1);
        let mut counts = [0; 5];
        for _ in 0..3000 {
            counts[exposure
                .choose(&[4, 2, 0, 1, 3], &mut rng)
                .unwrap()
                .item_idx] += 1;
        }
        // 1000 each, standard error √(3000 · 2 / 9) = 26.
        assert_eq!((counts[1], counts[3]), (0, 0));
        assert!(
            [0, 2, 4]
                .iter()
                .all(|idx| (counts[*idx] - 1000_i32).abs() < 105),
            "{counts:?}"
        );
    }

    #[test]
    fn an_item_is_set_aside_as_often_as_its_probability_says() {
        let exposure = Exposure::SympsonHetter {
            probabilities: vec![0.25, 1.0],
        };
        let mut rng = seeded(2);
        let n_first = (0..4000)
            .filter(|_| exposure.choose(&[0, 1], &mut rng).unwrap().item_idx == 0)
            .count();
        // Standard error √(.1875 / 4000) = .0068.
        assert!((n_first as f64 / 4000.0 - 0.25).abs() < 0.028, "{n_first}");
        let never = Exposure::SympsonHetter {
            probabilities: vec![0.0, 0.0],
        };
        assert!(
            never
                .choose(&[0, 1], &mut rng)
                .is_some_and(|choice| choice.set_aside.len() == 1)
        );
    }

    #[test]
    fn without_candidates_there_is_no_choice() {
        for exposure in [Exposure::Uncontrolled, Exposure::Randomesque { n_best: 2 }] {
            assert_eq!(exposure.choose(&[], &mut seeded(1)), None);
        }
    }
}
