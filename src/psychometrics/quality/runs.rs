//! Runs of one answer.

/// The longest run of identical answers, in the order they were asked (long-string).
///
/// *Takes / gives*: one person's answer codes as given, *not* reverse-keyed, missing = `None`; a number of items.
///
/// *Edges*: a missing answer ends a run and has none itself; no answer gives 0.
///
/// *Source*: Johnson (2005), *Journal of Research in Personality* 39, 103–129; Meade & Craig (2012), *Psychological
/// Methods* 17, 437–455.
///
/// ```
/// use composure::psychometrics::quality::longest_run;
/// assert_eq!(longest_run(&[Some(2), Some(4), Some(4), None, Some(4)]), 2);
/// ```
pub fn longest_run<Code: PartialEq>(answers: &[Option<Code>]) -> usize {
    runs(answers).into_iter().max().unwrap_or(0)
}

/// The mean length of runs of identical answers (average string).
///
/// *Takes / gives*: as [`longest_run`]; a number of items from 1.
///
/// *Edges*: no answer gives `None`; all alike gives their number.
///
/// *Source*: Meade & Craig (2012), *Psychological Methods* 17, 437–455.
///
/// ```
/// use composure::psychometrics::quality::average_run;
/// // Runs of 1, 2 and 1.
/// assert_eq!(average_run(&[Some(2), Some(4), Some(4), None, Some(4)]), Some(4.0 / 3.0));
/// ```
pub fn average_run<Code: PartialEq>(answers: &[Option<Code>]) -> Option<f64> {
    let runs = runs(answers);
    let n_answers: usize = runs.iter().sum();
    (!runs.is_empty()).then(|| n_answers as f64 / runs.len() as f64)
}

fn runs<Code: PartialEq>(answers: &[Option<Code>]) -> Vec<usize> {
    answers
        .chunk_by(|before, after| before == after)
        .filter(|run| run.first().is_some_and(Option::is_some))
        .map(<[Option<Code>]>::len)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::irv;
    use super::*;
    use crate::psychometrics::reference::{self, number};

    #[test]
    fn the_published_example_has_a_run_of_five() {
        // 4 4 4 3 3 3 3 3 4 4: runs of 3, 5 and 2.
        let answers = [4, 4, 4, 3, 3, 3, 3, 3, 4, 4].map(Some);
        assert_eq!(longest_run(&answers), 5);
        assert!((average_run(&answers).unwrap() - 3.33).abs() < 0.005);
    }

    #[test]
    fn a_gap_has_no_run_however_long() {
        assert_eq!(longest_run::<u8>(&[None, None, None]), 0);
        assert_eq!(average_run::<u8>(&[None, None]), None);
        assert_eq!(longest_run::<u8>(&[]), 0);
    }

    #[test]
    fn runs_and_spread_equal_the_careless_package() {
        // reference/careless_careless_dataset.csv: R 4.2.2, careless 1.2.2; 200 people × 50 items.
        let test = "runs_and_spread_equal_the_careless_package";
        let (Some(people), Some(expected)) = (
            reference::table("data/careless_dataset.csv", test),
            reference::table("reference/careless_careless_dataset.csv", test),
        ) else {
            return;
        };
        let items: Vec<String> = ('A'..='J')
            .flat_map(|scale| (1..=5).map(move |item| format!("scale{scale}{item}")))
            .collect();
        assert_eq!(people.len(), expected.len());
        for (person, row) in people.iter().zip(&expected) {
            let answers: Vec<Option<f64>> = items.iter().map(|item| number(person, item)).collect();
            let longest = f64::from(u32::try_from(longest_run(&answers)).unwrap());
            let figures = [
                (longest, "longstring"),
                (average_run(&answers).unwrap(), "avgstring"),
                (irv(&answers).unwrap(), "irv"),
            ];
            for (value, column) in figures {
                assert!(
                    (value - number(row, column).unwrap()).abs() < 1e-8,
                    "{column}"
                );
            }
        }
    }
}
