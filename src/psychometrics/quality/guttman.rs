//! Whether easier items are answered right before harder ones.

use super::Error;
use crate::psychometrics::finite;

/// Items from the easiest to the hardest, as a sample found them.
///
/// Its fields are private because the order and the logits belong to checked proportions.
///
/// *Model*: with the proportion πᵢ of a sample that solved item i, a Guttman error is an easier item missed while a
/// harder one is solved. G counts them; for a score of r among n items its most is r(n − r), which gives the normed G.
/// U3 weights the items by λᵢ = ln(πᵢ / (1 − πᵢ)): (Σ of the r easiest λ − Σ of the solved λ) / (Σ of the r easiest λ −
/// Σ of the r hardest λ). Both run from 0 (perfect order) to 1 (the order turned round).
///
/// *Takes / gives*: right and wrong of one person, items in the order of the sample's columns.
///
/// *Edges*: only answered items count. Who solved none or all can make no error: G is 0, the normed G and U3 are `None`;
/// U3 also where the answered items are all equally hard. Items equally hard keep the order of their columns.
///
/// *Errors*: unequal lists, no item, an item that nobody answered or everybody answered alike.
///
/// *Source*: van der Flier (1982), *Journal of Cross-Cultural Psychology* 13, 267–298 (U3); Meijer (1994), *Applied
/// Psychological Measurement* 18, 311–314 (G); Meijer & Sijtsma (2001), ibid. 25, 107–135.
///
/// ```
/// use composure::psychometrics::quality::GuttmanOrder;
/// let sample = [[true, true, false], [true, false, false], [false, true, true], [true, true, false]];
/// let order = GuttmanOrder::of(&sample.map(|person| person.map(Some).to_vec()))?;
/// // The third item is the hardest; solved alone, both easier ones were missed.
/// let fit = order.fit(&[Some(false), Some(false), Some(true)]);
/// assert_eq!((fit.errors, fit.normed), (2, Some(1.0)));
/// # Ok::<(), composure::psychometrics::quality::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct GuttmanOrder {
    /// The items' places, the easiest first.
    order: Vec<usize>,
    /// The logits of the proportions, in the same order.
    logits: Vec<f64>,
}

/// How well one person's answers follow the order of difficulty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GuttmanFit {
    /// G: pairs of items of which the easier was missed and the harder solved.
    pub errors: u64,
    /// G as a share of its most at this score, 0 to 1.
    pub normed: Option<f64>,
    /// U3, 0 to 1.
    pub u3: Option<f64>,
}

impl GuttmanOrder {
    /// The order of difficulty in this sample, `persons × items`, missing = `None`.
    pub fn of(answers: &[Vec<Option<bool>>]) -> Result<Self, Error> {
        let expected = answers.first().map_or(0, Vec::len);
        if expected == 0 {
            return Err(Error::NoItem);
        }
        let mut counts = vec![(0_usize, 0_usize); expected];
        for (person_idx, person) in answers.iter().enumerate() {
            if person.len() != expected {
                return Err(Error::Ragged {
                    person_idx,
                    n_answers: person.len(),
                    expected,
                });
            }
            for ((n_right, n), answer) in counts.iter_mut().zip(person) {
                *n += usize::from(answer.is_some());
                *n_right += usize::from(*answer == Some(true));
            }
        }
        let is_constant = |(n_right, n): &(usize, usize)| *n_right == 0 || n_right == n;
        if let Some(item_idx) = counts.iter().position(is_constant) {
            return Err(Error::ConstantItem { item_idx });
        }
        let proportions: Vec<f64> = counts
            .iter()
            .map(|(n_right, n)| *n_right as f64 / *n as f64)
            .collect();
        let mut order: Vec<usize> = (0..expected).collect();
        order.sort_by(|a, b| proportions[*b].total_cmp(&proportions[*a]));
        let logits = order
            .iter()
            .map(|item_idx| counts[*item_idx])
            .map(|(n_right, n)| (n_right as f64 / (n - n_right) as f64).ln())
            .collect();
        Ok(Self { order, logits })
    }

    /// How one person's answers follow the order; items beyond the person's list count as unanswered.
    pub fn fit(&self, answers: &[Option<bool>]) -> GuttmanFit {
        let answered: Vec<(bool, f64)> = self
            .order
            .iter()
            .zip(&self.logits)
            .filter_map(|(item_idx, logit)| Some((answers.get(*item_idx).copied()??, *logit)))
            .collect();
        let (mut n_missed, mut errors, mut n_right) = (0_u64, 0_u64, 0_usize);
        for (is_right, _) in &answered {
            if *is_right {
                n_right += 1;
                errors += n_missed;
            } else {
                n_missed += 1;
            }
        }
        let most = n_right as f64 * n_missed as f64;
        GuttmanFit {
            errors,
            normed: (most > 0.0).then(|| errors as f64 / most),
            u3: u3(&answered, n_right).filter(|_| most > 0.0),
        }
    }
}

fn u3(answered: &[(bool, f64)], n_right: usize) -> Option<f64> {
    let solved = answered.iter().filter(|(is_right, _)| *is_right);
    let solved: f64 = solved.map(|(_, logit)| logit).sum();
    let easiest: f64 = answered.iter().take(n_right).map(|(_, logit)| logit).sum();
    let hardest = answered.iter().rev().take(n_right);
    let hardest: f64 = hardest.map(|(_, logit)| logit).sum();
    let range = easiest - hardest;
    // The logits of items equally hard are the same number, so only rounding can leave a range.
    (range > 1e-12)
        .then(|| finite((easiest - solved) / range))
        .flatten()
        .map(|u3| u3.clamp(0.0, 1.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::psychometrics::reference::{self, number};

    pub(super) fn intelligence(test: &str) -> Option<Vec<Vec<Option<bool>>>> {
        let rows = reference::table("data/perfit_IntelligenceData.csv", test)?;
        let answer = |row: &reference::Row, item: usize| {
            number(row, &format!("I{item}")).map(|answer| answer > 0.5)
        };
        let person = |row: &reference::Row| (1..=26).map(|item| answer(row, item)).collect();
        Some(rows.iter().map(person).collect())
    }

    #[test]
    fn errors_and_u3_of_a_thousand_people_equal_perfit() {
        // reference/personfit_IntelligenceData.csv: R 4.2.2, PerFit 1.4.6, which prints four decimals.
        let test = "errors_and_u3_of_a_thousand_people_equal_perfit";
        let (Some(people), Some(expected)) = (
            intelligence(test),
            reference::table("reference/personfit_IntelligenceData.csv", test),
        ) else {
            return;
        };
        let order = GuttmanOrder::of(&people).unwrap();
        assert_eq!(people.len(), expected.len());
        for (person, row) in people.iter().zip(&expected) {
            let fit = order.fit(person);
            let score = person
                .iter()
                .filter(|answer| **answer == Some(true))
                .count();
            let figures = [
                ("score", Some(score as f64), 1e-12),
                ("G", Some(fit.errors as f64), 1e-12),
                ("Gnormed", fit.normed, 5.1e-5),
                ("U3", fit.u3, 5.1e-5),
            ];
            for (column, value, tolerance) in figures {
                let difference = value.unwrap() - number(row, column).unwrap();
                assert!(
                    difference.abs() < tolerance,
                    "{} {column}: {difference}",
                    row["row"]
                );
            }
        }
    }

    fn order() -> GuttmanOrder {
        // Solved by 3, 2 and 1 of 4 people.
        let sample = [
            [true, true, true],
            [true, true, false],
            [true, false, false],
            [false; 3],
        ];
        GuttmanOrder::of(&sample.map(|person| person.map(Some).to_vec())).unwrap()
    }

    #[test]
    fn the_two_orders_of_one_error_weigh_differently_in_u3() {
        // Logits ln 3, 0, −ln 3. Solved 1 and 3: missed 2 before 3, one error of two; U3 = (ln 3 − 0) / (2 ln 3) = .5.
        let fit = order().fit(&[Some(true), Some(false), Some(true)]);
        assert_eq!((fit.errors, fit.normed), (1, Some(0.5)));
        assert!((fit.u3.unwrap() - 0.5).abs() < 1e-12);
    }

    #[test]
    fn who_solves_all_or_none_or_answers_none_makes_no_error() {
        for answers in [[Some(true); 3], [Some(false); 3], [None; 3]] {
            let fit = order().fit(&answers);
            assert_eq!((fit.errors, fit.normed, fit.u3), (0, None, None));
        }
    }

    #[test]
    fn an_item_nobody_answered_or_all_solved_is_named() {
        let constant = Err(Error::ConstantItem { item_idx: 1 });
        let people = [[Some(true), None], [Some(false), None]].map(|p| p.to_vec());
        assert_eq!(GuttmanOrder::of(&people), constant);
        let people = [[Some(true), Some(true)], [Some(false), Some(true)]].map(|p| p.to_vec());
        assert_eq!(GuttmanOrder::of(&people), constant);
        assert_eq!(GuttmanOrder::of(&[]), Err(Error::NoItem));
    }

    proptest! {
        #[test]
        fn relabelling_items_changes_no_figure(
            sample in prop::collection::vec(prop::array::uniform5(any::<bool>()), 3..20),
            answers in prop::array::uniform5(any::<Option<bool>>()),
        ) {
            let people: Vec<Vec<Option<bool>>> = sample.iter().map(|p| p.map(Some).to_vec()).collect();
            let turned: Vec<Vec<Option<bool>>> = people.iter().map(|p| p.iter().rev().copied().collect()).collect();
            let (Ok(order), Ok(other)) = (GuttmanOrder::of(&people), GuttmanOrder::of(&turned)) else {
                return Ok(());
            };
            let reversed: Vec<Option<bool>> = answers.iter().rev().copied().collect();
            let (one, two) = (order.fit(&answers), other.fit(&reversed));
            // Ties keep the order of the columns, so G may differ there, but U3 may not.
            match (one.u3, two.u3) {
                (Some(a), Some(b)) => prop_assert!((a - b).abs() < 1e-9),
                (a, b) => prop_assert_eq!(a, b),
            }
            for share in [one.normed, one.u3].into_iter().flatten() {
                prop_assert!((0.0..=1.0).contains(&share));
            }
        }
    }
}
