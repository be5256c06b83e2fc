//! The spread of a person's own answers.

use crate::psychometrics::descriptive::standard_deviation;

/// Intra-individual response variability: the standard deviation over one person's answers, with divisor n − 1.
///
/// *Takes / gives*: answer codes as given, *not* reverse-keyed, missing = `None`; the unit of the codes.
///
/// *Edges*: missing answers are left out; fewer than two answers give `None`; all alike gives 0. Both ends are odd:
/// hardly any spread is one key held down, the widest spread is random answering.
///
/// *Source*: Dunn, Heggestad, Shanock & Theilgard (2018), *Journal of Business and Psychology* 33, 105–121.
///
/// ```
/// use composure::psychometrics::quality::irv;
/// assert_eq!(irv(&[Some(1.0), None, Some(3.0), Some(5.0)]), Some(2.0));
/// ```
pub fn irv(answers: &[Option<f64>]) -> Option<f64> {
    let given: Vec<f64> = answers.iter().flatten().copied().collect();
    standard_deviation(&given)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn four_five_four_five_has_little_spread() {
        // Ten answers, squares 10 × .25, divisor 9: √(2.5 / 9) = .52705.
        let answers: Vec<Option<f64>> = [Some(4.0), Some(5.0)].repeat(5);
        assert!((irv(&answers).unwrap() - 0.52705).abs() < 5e-6);
    }

    proptest! {
        #[test]
        fn any_answers_give_a_finite_spread_or_none(answers in prop::collection::vec(any::<Option<f64>>(), 0..10)) {
            prop_assert!(irv(&answers).is_none_or(f64::is_finite));
        }
    }
}
