//! Delay discounting: how much less a reward is worth for being later.

use super::share;

/// One question: money today, or more money after some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Question {
    /// Its number in the questionnaire, 1 to 27.
    pub number: u8,
    /// The smaller reward, today.
    pub today: u8,
    /// The larger reward, later.
    pub later: u8,
    /// How many days later.
    pub days: u8,
}

impl Question {
    /// The discount rate at which both are worth the same, per day: (later / today − 1) / days.
    pub fn indifference_k(&self) -> f64 {
        (f64::from(self.later) / f64::from(self.today) - 1.0) / f64::from(self.days)
    }
}

/// How many questions there are.
pub const N_QUESTIONS: usize = 27;

/// The 27 questions in the order of scoring: nine steps of discount rates, in each the small, the medium and the large
/// reward. The three rates of a step are equal but for whole dollars and days (.00016, .0004, .001, .0025, .006, .016,
/// .041, .1 and .25), so the order within a step is that of the published scoring sheets, not of the rates.
///
/// *Source*: Kirby, Petry & Bickel (1999), *Journal of Experimental Psychology: General* 128, 78–87, table 3.
pub const SCORING_ORDER: [Question; N_QUESTIONS] = [
    question(13, 34, 35, 186),
    question(1, 54, 55, 117),
    question(9, 78, 80, 162),
    question(20, 28, 30, 179),
    question(6, 47, 50, 160),
    question(17, 80, 85, 157),
    question(26, 22, 25, 136),
    question(24, 54, 60, 111),
    question(12, 67, 75, 119),
    question(22, 25, 30, 80),
    question(16, 49, 60, 89),
    question(15, 69, 85, 91),
    question(3, 19, 25, 53),
    question(10, 40, 55, 62),
    question(2, 55, 75, 61),
    question(18, 24, 35, 29),
    question(21, 34, 50, 30),
    question(25, 54, 80, 30),
    question(5, 14, 25, 19),
    question(14, 27, 50, 21),
    question(23, 41, 75, 20),
    question(7, 15, 35, 13),
    question(8, 25, 60, 14),
    question(19, 33, 80, 14),
    question(11, 11, 30, 7),
    question(27, 20, 55, 7),
    question(4, 31, 85, 7),
];

const fn question(number: u8, today: u8, later: u8, days: u8) -> Question {
    Question {
        number,
        today,
        later,
        days,
    }
}

/// A choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// The smaller reward today.
    Today,
    /// The larger reward later.
    Later,
}

/// How steeply a person discounts.
///
/// *Model*: a reward A after D days is worth A / (1 + k D) today (Mazur, 1987). With the questions in [`SCORING_ORDER`], a
/// person who discounts at a rate between two neighbours takes today's money up to there and the later money from there
/// on. Each of the 28 borders is held against the choices; the one with most choices as predicted gives k, the geometric
/// mean of its two neighbours' rates (at either end the rate of the last question); of several equally good borders the
/// geometric mean.
///
/// *Takes / gives*: the choices on questions 1 to 27 in the order of the questionnaire, missing = `None`; k per day,
/// shares from 0 to 1.
///
/// *Edges*: who always takes one side gets the rate at that end, which is a bound rather than an estimate. A missing
/// choice leaves no k and no consistency; the share of later choices is then that of the choices made.
///
/// *Source*: Kirby, Petry & Bickel (1999), *Journal of Experimental Psychology: General* 128, 78–87; Kaplan et al. (2016),
/// *The Behavior Analyst* 39, 293–304 (order within steps, ties). On the share of later choices Myerson, Baumann & Green
/// (2014), *Behavioural Processes* 107, 133–136.
///
/// ```
/// use composure::psychometrics::reaction::discounting::{Choice, Discounting, N_QUESTIONS};
/// let patient = Discounting::of(&[Some(Choice::Later); N_QUESTIONS]);
/// // 35 dollars in 186 days for 34 today: (35 / 34 − 1) / 186.
/// assert!((patient.k.unwrap() - 0.000158128).abs() < 1e-9);
/// assert_eq!((patient.consistency, patient.proportion_later), (Some(1.0), Some(1.0)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Discounting {
    /// The discount rate k per day.
    pub k: Option<f64>,
    /// Its logarithm to base 10, which is about normal over people.
    pub log10_k: Option<f64>,
    /// The share of choices that this rate predicts.
    pub consistency: Option<f64>,
    /// The share of choices for the later reward.
    pub proportion_later: Option<f64>,
}

impl Discounting {
    /// The discounting that these choices show, in the order of the questionnaire.
    pub fn of(choices: &[Option<Choice>; N_QUESTIONS]) -> Self {
        let given = choices.iter().flatten();
        let n_later = given.clone().filter(|choice| **choice == Choice::Later);
        let proportion_later = share(n_later.count(), given.count());
        let in_order: Option<Vec<Choice>> = SCORING_ORDER
            .iter()
            .map(|question| choices[usize::from(question.number) - 1])
            .collect();
        let best = in_order.map(|choices| best_border(&choices));
        let log10_k = best.map(|(log10_k, _)| log10_k);
        Self {
            k: log10_k.map(|log10_k| 10.0_f64.powf(log10_k)),
            log10_k,
            consistency: best.and_then(|(_, n_predicted)| share(n_predicted, N_QUESTIONS)),
            proportion_later,
        }
    }
}

/// The mean logarithm of the best borders' rates, and how many choices they predict.
fn best_border(choices: &[Choice]) -> (f64, usize) {
    // Border 0 predicts the later reward everywhere; each border further turns one prediction round.
    let mut n_predicted = choices
        .iter()
        .filter(|choice| **choice == Choice::Later)
        .count();
    let (mut most, mut logs) = (n_predicted, vec![log_rate(0)]);
    for (place, choice) in choices.iter().enumerate() {
        match choice {
            Choice::Today => n_predicted += 1,
            Choice::Later => n_predicted -= 1,
        }
        if n_predicted > most {
            most = n_predicted;
            logs.clear();
        }
        if n_predicted == most {
            logs.push(log_rate(place + 1));
        }
    }
    let sum: f64 = logs.iter().sum();
    (sum / logs.len() as f64, most)
}

/// The logarithm of the rate at the border before this place.
fn log_rate(border: usize) -> f64 {
    let last = N_QUESTIONS - 1;
    let of = |place: usize| SCORING_ORDER[place.min(last)].indifference_k().log10();
    f64::midpoint(of(border.saturating_sub(1)), of(border))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::psychometrics::reference::{self, number};

    #[test]
    fn the_questions_have_the_published_rates_in_the_published_order() {
        let test = "the_questions_have_the_published_rates_in_the_published_order";
        let Some(rows) = reference::table("data/kirby27_lookup.csv", test) else {
            return;
        };
        assert_eq!(rows.len(), N_QUESTIONS);
        for (row, question) in rows.iter().zip(&SCORING_ORDER) {
            assert_eq!(number(row, "questionid"), Some(f64::from(question.number)));
            // The table is rounded to nine decimals.
            let difference = question.indifference_k() - number(row, "kindiff").unwrap();
            assert!(difference.abs() < 5.1e-10, "{question:?}: {difference}");
        }
    }

    #[test]
    fn two_published_people_are_scored_as_by_the_reference() {
        // reference/kirby_beez_mcq27.csv: beezdiscounting 0.3.1 on the example of Kaplan et al. (2016).
        let test = "two_published_people_are_scored_as_by_the_reference";
        let (Some(rows), Some(expected)) = (
            reference::table("data/beez_mcq27.csv", test),
            reference::table("reference/kirby_beez_mcq27.csv", test),
        ) else {
            return;
        };
        for person in &expected {
            let mut choices = [None; N_QUESTIONS];
            for row in rows
                .iter()
                .filter(|row| row["subjectid"] == person["subjectid"])
            {
                let place: usize = row["questionid"].parse().unwrap();
                choices[place - 1] = Some(if row["response"] == "1" {
                    Choice::Later
                } else {
                    Choice::Today
                });
            }
            let found = Discounting::of(&choices);
            let check = |value: Option<f64>, column: &str| {
                let difference = value.unwrap() - number(person, column).unwrap();
                assert!(difference.abs() < 1e-9, "{column}: {difference}");
            };
            check(found.k, "overall_k");
            check(found.consistency, "overall_consistency");
            check(found.proportion_later, "overall_proportion");
        }
    }

    /// Choices by the rule that the model predicts, at this border.
    fn at_border(border: usize) -> [Option<Choice>; N_QUESTIONS] {
        let mut choices = [None; N_QUESTIONS];
        for (place, question) in SCORING_ORDER.iter().enumerate() {
            let choice = if place < border {
                Choice::Today
            } else {
                Choice::Later
            };
            choices[usize::from(question.number) - 1] = Some(choice);
        }
        choices
    }

    #[test]
    fn consistent_people_are_found_at_their_border_and_rates_rise() {
        let mut last = f64::NEG_INFINITY;
        for border in (0..=N_QUESTIONS).step_by(3) {
            let found = Discounting::of(&at_border(border));
            assert_eq!(found.consistency, Some(1.0));
            assert!(found.log10_k.unwrap() > last);
            last = found.log10_k.unwrap();
        }
        // 85 dollars in 7 days for 31 today.
        assert!((10.0_f64.powf(last) - (85.0 / 31.0 - 1.0) / 7.0).abs() < 1e-12);
    }

    #[test]
    fn equally_good_borders_give_their_geometric_mean() {
        // A choice turned round just before the border: the border before that choice is as good as the one after the
        // next, two steps apart, each with one choice against it.
        let mut choices = at_border(12);
        choices[usize::from(SCORING_ORDER[10].number) - 1] = Some(Choice::Later);
        let found = Discounting::of(&choices);
        let expected = f64::midpoint(log_rate(10), log_rate(12));
        assert!((found.log10_k.unwrap() - expected).abs() < 1e-12);
        assert_eq!(found.consistency, Some(26.0 / 27.0));
    }

    #[test]
    fn a_missing_choice_leaves_only_the_share_of_later_ones() {
        let mut choices = [Some(Choice::Later); N_QUESTIONS];
        choices[3] = None;
        let found = Discounting::of(&choices);
        assert_eq!(
            (found.k, found.consistency, found.proportion_later),
            (None, None, Some(1.0))
        );
        assert_eq!(Discounting::of(&[None; N_QUESTIONS]).proportion_later, None);
    }

    proptest! {
        #[test]
        fn any_choices_give_a_rate_within_the_questions(later in prop::array::uniform27(any::<bool>())) {
            let choices = later.map(|later| Some(if later { Choice::Later } else { Choice::Today }));
            let found = Discounting::of(&choices);
            prop_assert!((0.000158..0.2501).contains(&found.k.unwrap()));
            // One of the two ends predicts half of the choices at least.
            prop_assert!(found.consistency.unwrap() >= 0.5);
        }
    }
}
