//! Fair time: when a section's clock runs out, and which answers came too late.

use super::state::SectionState;
use crate::assessment::Section;
use crate::clock::Millis;

/// The longest that declared network pauses can extend one section, in milliseconds.
///
/// Two minutes: longer than a router takes to start anew, shorter than a look into a book.
pub const MAXIMUM_PAUSE_MS: f64 = 120_000.0;

/// What an answer may take on its way to the server, in milliseconds, before it counts as late.
pub const GRACE_MS: i64 = 3_000;

/// How much longer than others a candidate may take: 1 without accommodation.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TimeMultiplier(f64);

impl TimeMultiplier {
    /// The usual time.
    pub const USUAL: Self = Self(1.0);

    /// A multiplier from 1 to 4; `None` outside.
    pub fn new(multiplier: f64) -> Option<Self> {
        (1.0..=4.0)
            .contains(&multiplier)
            .then_some(Self(multiplier))
    }

    /// The number.
    pub fn get(self) -> f64 {
        self.0
    }

    /// A duration in milliseconds, lengthened.
    pub fn lengthen_ms(self, milliseconds: f64) -> f64 {
        milliseconds * self.0
    }

    /// A limit in whole units, lengthened and rounded up, so that nobody loses a part of one.
    pub fn lengthen(self, limit: u32) -> u32 {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "never negative, and a float beyond the range becomes its end"
        )]
        let lengthened = (f64::from(limit) * self.0).ceil() as u32;
        lengthened
    }
}

/// Seconds as whole minutes, rounded up, as a page announces them.
pub fn whole_minutes(seconds: u32) -> u32 {
    seconds.div_ceil(60)
}

/// When a section's time is up; `None` before its first frame was painted.
///
/// *Model*: start + limit × multiplier + min(pauses, [`MAXIMUM_PAUSE_MS`]).
pub fn deadline(
    section: &Section,
    progress: &SectionState,
    multiplier: TimeMultiplier,
) -> Option<Millis> {
    let start = progress.started_ms?;
    let limit_ms = multiplier.lengthen_ms(f64::from(section.limit_seconds) * 1000.0);
    let pause_ms = progress.paused_ms.clamp(0.0, MAXIMUM_PAUSE_MS);
    #[expect(
        clippy::cast_possible_truncation,
        reason = "bounded above by four times a u32 of seconds"
    )]
    let length_ms = (limit_ms + pause_ms).round() as i64;
    Some(start + length_ms)
}

/// Whether something that reached the server at `at` came after the deadline and its grace.
pub fn is_late(deadline: Option<Millis>, at: Millis) -> bool {
    deadline.is_some_and(|deadline| at - deadline > GRACE_MS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assessment::{SectionContent, SectionName, Text};
    use crate::sitting::state::Work;
    use std::collections::BTreeMap;

    fn section() -> Section {
        Section {
            name: SectionName::parse("questions").unwrap(),
            title: Text::english("Questions"),
            limit_seconds: 600,
            content: SectionContent::Questionnaire {
                items: vec![],
                items_per_page: 7,
            },
            stage: None,
        }
    }

    fn progress(started_ms: Option<Millis>, paused_ms: f64) -> SectionState {
        SectionState {
            name: SectionName::parse("questions").unwrap(),
            started_ms,
            paused_ms,
            finished: None,
            work: Work::Questionnaire {
                answers: BTreeMap::new(),
                page: 0,
            },
        }
    }

    #[test]
    fn there_is_no_deadline_before_the_first_painted_frame() {
        assert_eq!(
            deadline(&section(), &progress(None, 0.0), TimeMultiplier::USUAL),
            None
        );
    }

    #[test]
    fn accommodations_lengthen_the_limit_and_pauses_extend_it_within_their_bound() {
        let double = TimeMultiplier::new(2.0).unwrap();
        let cases = [
            (TimeMultiplier::USUAL, 0.0, 600_000),
            (double, 0.0, 1_200_000),
            (TimeMultiplier::USUAL, 30_000.0, 630_000),
            (TimeMultiplier::USUAL, 9e9, 720_000),
        ];
        for (multiplier, paused, expected) in cases {
            let at = deadline(
                &section(),
                &progress(Some(Millis(1000)), paused),
                multiplier,
            );
            assert_eq!(at, Some(Millis(1000 + expected)));
        }
    }

    #[test]
    fn an_answer_on_its_way_at_the_deadline_is_not_late() {
        let deadline = Some(Millis(10_000));
        assert!(!is_late(deadline, Millis(13_000)));
        assert!(is_late(deadline, Millis(13_001)));
        assert!(!is_late(None, Millis(i64::MAX)));
    }

    #[test]
    fn limits_are_lengthened_and_rounded_up() {
        let half_more = TimeMultiplier::new(1.5).unwrap();
        assert_eq!(half_more.lengthen(5), 8);
        assert_eq!(TimeMultiplier::USUAL.lengthen(12_000), 12_000);
        assert_eq!([0, 60, 61].map(whole_minutes), [0, 1, 2]);
    }

    #[test]
    fn a_multiplier_never_shortens() {
        assert_eq!(TimeMultiplier::new(0.99), None);
        assert_eq!(TimeMultiplier::new(f64::NAN), None);
    }
}
