//! A simulated person rates what could be done in situations.

use rand::{Rng, RngExt};

use super::assumptions as assumed;
use super::pace::Pace;
use super::person::Person;
use crate::assessment::{
    Assessment, ItemName, JUDGEMENT_POINTS, OPTIONS_OF_A_JUDGEMENT, ScaleSource, SectionName,
};
use crate::psychometrics::simulate::OptionRater;
use crate::sitting::event::{Answered, Happening, PageFinished};

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
            let (stem, option) = assumed::JUDGEMENT_SECONDS;
            let (_, skipping) = assumed::ITEM_SECONDS;
            let seconds = without_reading.as_ref().map_or(stem, |_| skipping);
            pace.wait_seconds(seconds, rng);
            for (place, (rating, code)) in rated.iter().enumerate() {
                let careless = (without_reading.as_ref()).and_then(|codes| codes.get(place));
                pace.wait_seconds(careless.map_or(option, |_| skipping), rng);
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
        let accuracy = (assumed::ACCURACY + assumed::ACCURACY_SLOPE * standing).tanh();
        let use_of_scale = (
            rng.random_range(assumed::ELEVATION),
            rng.random_range(assumed::SCATTER),
        );
        // The accuracy of a hyperbolic tangent is one of any correlation.
        OptionRater::new(accuracy, use_of_scale).map_or_else(
            |_| vec![1; key.len()],
            |judge| judge.rate(&key, JUDGEMENT_POINTS, rng),
        )
    }
}
