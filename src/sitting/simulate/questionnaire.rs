//! A simulated person answers items.

use rand::seq::IteratorRandom;
use rand::{Rng, RngExt};

use super::assumptions as assumed;
use super::pace::Pace;
use super::person::Person;
use crate::assessment::{AnswerRange, Direction, Item, ItemName, ItemRole, SectionName};
use crate::psychometrics::simulate::GradedItem;
use crate::sitting::Rules;
use crate::sitting::event::{Answered, Happening, PageFinished};

/// One questionnaire and who answers it.
pub(super) struct Task<'a> {
    pub(super) section: &'a SectionName,
    pub(super) rules: &'a Rules,
    pub(super) person: &'a Person,
}

impl Task<'_> {
    pub(super) fn answer<'i>(
        &self,
        pages: impl Iterator<Item = &'i [ItemName]>,
        pace: &mut Pace,
        rng: &mut impl Rng,
    ) {
        let points = self.rules.assessment.response_scale.points();
        for (page, names) in pages.enumerate() {
            let shown_ms = pace.now_ms();
            let careless = self
                .person
                .careless
                .map(|how| how.answers(names.len(), points, rng));
            for (place, name) in names.iter().enumerate() {
                let Some(item) = self.rules.assessment.item(name) else {
                    continue;
                };
                let without_reading = careless
                    .as_ref()
                    .and_then(|codes| codes.get(place).copied());
                let (reading, skipping) = assumed::ITEM_SECONDS;
                let seconds = without_reading.map_or(reading, |_| skipping);
                pace.wait_seconds(seconds, rng);
                let value = without_reading.unwrap_or_else(|| self.code(item, points, rng));
                pace.send(Happening::Answered(Answered {
                    section: self.section.clone(),
                    item: name.clone(),
                    value,
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

    fn code(&self, item: &Item, points: u8, rng: &mut impl Rng) -> u8 {
        let (scale, direction) = match &item.role {
            // Even a careful reader slips now and then.
            ItemRole::AttentionCheck { expected } => {
                let slips = rng.random_ratio(1, assumed::ONE_SLIP_IN);
                return if slips {
                    1 + *expected % points
                } else {
                    *expected
                };
            }
            ItemRole::Infrequency { careful } => {
                let is_careful = !rng.random_ratio(1, assumed::ONE_IMPLAUSIBLE_IN);
                return answer_in(*careful, is_careful, points, rng);
            }
            ItemRole::UnlikelyVirtue { claims } => {
                let is_claimed = rng.random_bool(self.person.impression);
                return answer_in(*claims, is_claimed, points, rng);
            }
            ItemRole::Keyed { scale, direction } => (scale, direction),
        };
        let thresholds = assumed::THRESHOLDS
            .get(..usize::from(points.saturating_sub(1)))
            .unwrap_or(&assumed::THRESHOLDS);
        let code = GradedItem::new(assumed::LOADING, thresholds)
            .map_or(1, |graded| graded.answer(self.person.stands(scale), rng))
            .clamp(1, points);
        match direction {
            Direction::Positive => code,
            Direction::Negative => points + 1 - code,
        }
    }
}

/// Any answer within a range, or any outside it.
fn answer_in(range: AnswerRange, is_within: bool, points: u8, rng: &mut impl Rng) -> u8 {
    (1..=points)
        .filter(|code| range.contains(*code) == is_within)
        .choose(rng)
        .unwrap_or(range.lowest())
}
