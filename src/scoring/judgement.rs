//! A situational-judgement scale's raw score: the agreement of somebody's ratings with the experts', level and spread
//! taken out.

use super::raw::{RawScore, detail, refusal};
use super::record::{Given, Record};
use super::result::{Evidence, Outcome};
use crate::assessment::{Assessment, JudgedOption, Judgement, OptionTone};
use crate::psychometrics::descriptive::mean;
use crate::psychometrics::profile::{Error, ProfileAgreement, profile_agreement};
use crate::sitting::Answered;

/// Scores the ratings of all options of all situations that are shown. Late ratings count as missing; evidence shows
/// them.
///
/// *Model*: [`profile_agreement`], the correlation of the ratings with the expert key; each option's points are what it
/// adds to that mean.
///
/// *Edges*: ratings that are all the same put nothing above anything else, so there is no score, and not the worst one.
pub(super) fn score(
    assessment: &Assessment,
    maximum_missing: f64,
    record: &Record<'_>,
) -> RawScore {
    let rated: Vec<Rated<'_>> = (assessment.judgements_in_order())
        .flat_map(|judgement| {
            let options = judgement.options.iter();
            options.map(move |option| Rated::of(judgement, option, record))
        })
        .collect();
    let ratings: Vec<Option<f64>> = rated.iter().map(Rated::counted).collect();
    let key: Vec<f64> = rated.iter().map(|rated| rated.option.expert).collect();
    let agreement = profile_agreement(&ratings, &key, maximum_missing);
    let points = |idx: usize| agreement.as_ref().ok()?.points.get(idx).copied().flatten();
    RawScore {
        evidence: (rated.iter().enumerate())
            .map(|(idx, rated)| rated.evidence(assessment, points(idx)))
            .collect(),
        details: details(&rated, agreement.as_ref().ok()),
        outcome: outcome(agreement, ratings.len(), maximum_missing),
    }
}

fn outcome(
    agreement: Result<ProfileAgreement, Error>,
    offered: usize,
    maximum_missing: f64,
) -> Outcome<(f64, usize, usize)> {
    match agreement {
        Ok(agreement) => Outcome::Scored {
            // Equal agreement is an equal score, in whatever order it was added up.
            score: (
                (agreement.shape * 1e6).round() / 1e6,
                agreement.n_used,
                agreement.n_missing,
            ),
        },
        Err(Error::TooManyMissing { n_missing, .. }) => refusal(
            "too_many_missing",
            format!(
                "{} of {offered} options were rated in time; at most {:.0} % may be missing.",
                offered - n_missing,
                maximum_missing * 100.0
            ),
        ),
        Err(Error::NoScatter { n }) => refusal(
            "no_scatter",
            format!("All {n} ratings are the same, so they put no option above another."),
        ),
        Err(Error::NoScatterInKey { n }) => refusal(
            "no_scatter_in_key",
            format!("The experts rate all {n} options that were rated alike."),
        ),
        Err(error) => refusal("not_computable", format!("There is no agreement: {error}.")),
    }
}

/// An option and what became of it.
struct Rated<'a> {
    judgement: &'a Judgement,
    option: &'a JudgedOption,
    given: Option<Given<&'a Answered>>,
}

impl<'a> Rated<'a> {
    fn of(judgement: &'a Judgement, option: &'a JudgedOption, record: &Record<'a>) -> Self {
        Self {
            judgement,
            option,
            given: record.answers.get(&option.rating).copied(),
        }
    }

    fn counted(&self) -> Option<f64> {
        let given = self.given.filter(|given| !given.is_late)?;
        Some(f64::from(given.answer.value))
    }

    fn evidence(&self, assessment: &Assessment, points: Option<f64>) -> Evidence {
        let (stem, option) = (self.judgement.stem.get("en"), self.option.text.get("en"));
        let is_late = self.given.is_some_and(|given| given.is_late);
        Evidence {
            sequence: self.given.map(|given| given.sequence),
            asked: format!("{stem} – {option}"),
            answered: self.given.map_or("no rating".to_owned(), |given| {
                assessment.judgement_scale.worded(given.answer.value)
            }),
            points,
            note: is_late.then(|| "late: kept, not counted".to_owned()),
        }
    }
}

fn details(rated: &[Rated<'_>], agreement: Option<&ProfileAgreement>) -> Vec<super::Detail> {
    let counted = rated.iter().filter_map(Rated::counted).count();
    let mut details = vec![
        detail("options", Some(rated.len() as f64)),
        detail("options rated in time", Some(counted as f64)),
        detail(
            "mean rating (elevation)",
            agreement.map(|agreement| agreement.elevation),
        ),
        detail(
            "standard deviation of ratings (scatter)",
            agreement.map(|agreement| agreement.scatter),
        ),
    ];
    for tone in OptionTone::ALL {
        let of_tone: Vec<f64> = (rated.iter())
            .filter(|rated| rated.option.tone == tone)
            .filter_map(Rated::counted)
            .collect();
        let name = format!("mean rating of {} options", tone.word());
        details.push(detail(&name, mean(&of_tone)));
    }
    details
}
