//! A simulated person rates what could be done in situations.

use rand::{Rng, RngExt};

use super::pace::Pace;
use super::person::Person;
use crate::assessment::{
    Assessment, ItemName, JUDGEMENT_POINTS, OPTIONS_OF_A_JUDGEMENT, ScaleSource, SectionName,
};
use crate::psychometrics::simulate::OptionRater;
use crate::sitting::event::{Answered, Happening, PageFinished};

/// How well an average person's ratings go with the experts', and how much better those of a person one standard
/// deviation up do, on Fisher's scale. These are assumptions for demonstration, not findings.
const ACCURACY: f64 = 0.7;
const ACCURACY_SLOPE: f64 = 0.3;

/// One section of situations and who rates their options.
pub(super) struct Task<'a> {
    pub(super) section: &'a SectionName,
    pub(super) assessment: &'a Assessment,
    pub(super) person: &'a Person,
}

impl Task<'_> {
    /// Rates every option, a page after the other.
    pub(super) fn rate(&self, ratings: &[ItemName], pace: &mut Pace, rng: &mut impl Rng) {
        let codes = self.codes(ratings, rng);
        let rated: Vec<_> = ratings.iter().zip(codes).collect();
        for (page, rated) in rated.chunks(OPTIONS_OF_A_JUDGEMENT).enumerate() {
            let shown_ms = pace.now_ms();
            let without_reading =
                (self.person.careless).map(|how| how.answers(rated.len(), JUDGEMENT_POINTS, rng));
            pace.wait_seconds(if without_reading.is_some() { 1.0 } else { 12.0 }, rng);
            for (place, (rating, code)) in rated.iter().enumerate() {
                let careless = (without_reading.as_ref()).and_then(|codes| codes.get(place));
                pace.wait_seconds(if careless.is_some() { 1.0 } else { 4.0 }, rng);
                pace.send(Happening::Answered(Answered {
                    section: self.section.clone(),
                    item: (*rating).clone(),
                    value: careless.copied().unwrap_or(*code),
                    shown_ms: Some(shown_ms),
                    response_ms: Some(pace.now_ms()),
                }));
            }
            pace.send(Happening::PageFinished(PageFinished {
                section: self.section.clone(),
                page: u32::try_from(page).unwrap_or(u32::MAX),
                shown_for_ms: Some(pace.now_ms() - shown_ms),
            }));
        }
    }

    fn codes(&self, ratings: &[ItemName], rng: &mut impl Rng) -> Vec<u8> {
        let standing = (self.assessment.scales.iter())
            .find(|scale| matches!(scale.source, ScaleSource::SituationalJudgement { .. }))
            .map_or(0.0, |scale| self.person.stands(&scale.name));
        let key: Vec<f64> = (ratings.iter())
            .map(|rating| {
                self.assessment
                    .judged_option(rating)
                    .map_or(4.0, |option| option.expert)
            })
            .collect();
        let accuracy = (ACCURACY + ACCURACY_SLOPE * standing).tanh();
        let use_of_scale = (rng.random_range(3.6..4.8), rng.random_range(1.0..2.2));
        // The accuracy of a hyperbolic tangent is one of any correlation.
        OptionRater::new(accuracy, use_of_scale).map_or_else(
            |_| vec![1; key.len()],
            |judge| judge.rate(&key, JUDGEMENT_POINTS, rng),
        )
    }
}
