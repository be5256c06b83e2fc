//! How options of situations in words are rated beside the experts' key.

use super::flags::{self, BEYOND_MIDDLE, Flag};
use super::{JudgedFound, Pilot};
use crate::assessment::{Assessment, JUDGEMENT_POINTS, JudgedOption, Judgement, ScaleSource};
use crate::psychometrics::classical::correlation;
use crate::psychometrics::descriptive::{mean, standard_deviation};
use crate::scoring::record::Record;

/// The rating in time of each option of each situation that is shown, in order.
pub(super) fn ratings(assessment: &Assessment, record: &Record<'_>) -> Vec<Option<f64>> {
    (assessment.judgements_in_order())
        .flat_map(|judgement| &judgement.options)
        .map(|option| {
            let given = record.answers.get(&option.rating)?;
            (!given.is_late).then(|| f64::from(given.answer.value))
        })
        .collect()
}

pub(super) fn found(pilot: &Pilot) -> Vec<JudgedFound> {
    let assessment = &pilot.assessment;
    let scale_idx = (assessment.scales.iter())
        .position(|scale| matches!(scale.source, ScaleSource::SituationalJudgement { .. }));
    let options = (assessment.judgements_in_order()).flat_map(|judgement| {
        judgement
            .options
            .iter()
            .map(move |option| (judgement, option))
    });
    options
        .enumerate()
        .map(|(place, (judgement, option))| {
            let r = scale_idx.and_then(|idx| item_rest(pilot, idx, place));
            one(pilot, place, (judgement, option), r)
        })
        .collect()
}

fn one(
    pilot: &Pilot,
    place: usize,
    (judgement, option): (&Judgement, &JudgedOption),
    item_rest_r: Option<f64>,
) -> JudgedFound {
    let ratings: Vec<f64> = (pilot.answers.iter())
        .filter_map(|answers| *answers.ratings.get(place)?)
        .collect();
    let mean = mean(&ratings);
    let middle = f64::midpoint(1.0, f64::from(JUDGEMENT_POINTS));
    let is_disputed = mean.is_some_and(|mean| {
        let (people, experts) = (mean - middle, option.expert - middle);
        people * experts < 0.0 && people.abs() > BEYOND_MIDDLE
    });
    let flags = [
        flags::of_correlation(item_rest_r).filter(|flag| *flag == Flag::AgainstTheOthers),
        is_disputed.then_some(Flag::ExpertsDisputed),
    ];
    JudgedFound {
        name: format!("{}/{}", judgement.name, option.name),
        tone: option.tone.word(),
        expert: option.expert,
        n: ratings.len(),
        mean,
        sd: standard_deviation(&ratings),
        item_rest_r,
        flags: flags.into_iter().flatten().collect(),
    }
}

/// The correlation of one option's points with the sum of all others', of people who rated every option.
fn item_rest(pilot: &Pilot, scale_idx: usize, place: usize) -> Option<f64> {
    let (own, rest): (Vec<f64>, Vec<f64>) = (pilot.people().iter())
        .filter_map(|person| {
            let points = person.points.get(scale_idx)?;
            let all: Vec<f64> = points.iter().copied().collect::<Option<_>>()?;
            let own = *all.get(place)?;
            Some((own, all.iter().sum::<f64>() - own))
        })
        .unzip();
    correlation(&own, &rest).ok()
}
