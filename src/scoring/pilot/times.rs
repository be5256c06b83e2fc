//! How long sittings take, and how far their answers can be trusted.

use super::{CodeCount, Pilot, QualityFound, SectionFound, TimeFound, TimesFound, counted, share};
use crate::assessment::{Assessment, NormGroup, SectionName};
use crate::clock::Millis;
use crate::psychometrics::descriptive::{median, quantile_type_6};
use crate::scoring::quality::{claiming_as_much, is_rarely_claimed};
use crate::scoring::result::Verdict;
use crate::sitting::{Event, Happening};

/// One sitting's time and quality.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) verdict: Verdict,
    pub(super) flags: Vec<String>,
    pub(super) times: Times,
}

/// How long one sitting took, in minutes.
#[derive(Debug)]
pub(super) struct Times {
    whole: Option<f64>,
    /// Each section that was finished.
    sections: Vec<Option<f64>>,
}

impl Times {
    pub(super) fn of(assessment: &Assessment, events: &[Event]) -> Self {
        let mut opened = None;
        let mut submitted = None;
        let mut sections = vec![(None, None); assessment.sections.len()];
        let place = |name: &SectionName| {
            let mut sections = assessment.sections.iter();
            sections.position(|section| section.name == *name)
        };
        for event in events {
            let noted = match &event.happening {
                Happening::Opened(_) => Some(&mut opened),
                Happening::Submitted(_) => Some(&mut submitted),
                Happening::SectionStarted(started) => {
                    place(&started.section).map(|idx| &mut sections[idx].0)
                }
                Happening::SectionFinished(finished) => {
                    place(&finished.section).map(|idx| &mut sections[idx].1)
                }
                _ => None,
            };
            // A page that is opened again begins nothing anew.
            if let Some(noted) = noted {
                noted.get_or_insert(event.server_ms);
            }
        }
        let between = |from: Option<Millis>, to: Option<Millis>| Some(minutes(to? - from?));
        Self {
            whole: between(opened, submitted),
            sections: (sections.into_iter())
                .map(|(started, finished)| between(started, finished))
                .collect(),
        }
    }

    /// All sections together, where all were finished.
    fn together(&self) -> Option<f64> {
        self.sections.iter().copied().sum()
    }
}

fn minutes(milliseconds: i64) -> f64 {
    #[expect(
        clippy::cast_precision_loss,
        reason = "a sitting lasts hours, not aeons"
    )]
    let minutes = milliseconds as f64 / 60_000.0;
    minutes
}

pub(super) fn found(assessment: &Assessment, seen: &[Seen]) -> TimesFound {
    let limits = |limit_seconds: u32| f64::from(limit_seconds) / 60.0;
    let sections = assessment.sections.iter().enumerate();
    TimesFound {
        whole: distribution(seen.iter().map(|seen| seen.times.whole)),
        sections_together: distribution(seen.iter().map(|seen| seen.times.together())),
        limits_together: (assessment.sections.iter())
            .map(|section| limits(section.limit_seconds))
            .sum(),
        sections: sections
            .map(|(idx, section)| {
                let limit = limits(section.limit_seconds);
                let of = |seen: &Seen| seen.times.sections.get(idx).copied().flatten();
                let taken: Vec<f64> = seen.iter().filter_map(of).collect();
                let n_over = taken.iter().filter(|minutes| **minutes > limit).count();
                SectionFound {
                    section: section.name.to_string(),
                    limit,
                    over_limit: share(n_over, taken.len()),
                    time: distribution(taken.into_iter().map(Some)),
                }
            })
            .collect(),
    }
}

fn distribution(minutes: impl Iterator<Item = Option<f64>>) -> TimeFound {
    let minutes: Vec<f64> = minutes.flatten().collect();
    TimeFound {
        n: minutes.len(),
        p10: quantile_type_6(&minutes, 0.1),
        median: median(&minutes),
        p90: quantile_type_6(&minutes, 0.9),
    }
}

pub(super) fn quality(pilot: &Pilot, group: &NormGroup) -> QualityFound {
    let n = pilot.seen.len();
    let word = |verdict: Verdict| match verdict {
        Verdict::Interpretable => "interpretable",
        Verdict::InterpretWithCaution => "interpret_with_caution",
        Verdict::Retest => "retest",
    };
    let codes = pilot.seen.iter().flat_map(|seen| &seen.flags);
    let mut flags = counted(codes.map(String::as_str), n);
    flags.extend(positive_impression(pilot, group));
    QualityFound {
        n,
        verdicts: counted(pilot.seen.iter().map(|seen| word(seen.verdict)), n),
        flags,
    }
}

/// Who claims more than nearly all of these people; it can be judged only when all have been seen.
fn positive_impression(pilot: &Pilot, group: &NormGroup) -> Option<CodeCount> {
    let limit = pilot.assessment.quality.impression_percentile?;
    let norm = group.impression.as_ref()?;
    let claimed: Vec<f64> = (pilot.people().iter())
        .filter_map(|person| person.claimed)
        .collect();
    let is_high = |claimed: &&f64| {
        claiming_as_much(**claimed, norm).is_some_and(|share| is_rarely_claimed(share, limit))
    };
    let n = claimed.iter().filter(is_high).count();
    Some(CodeCount {
        code: "positive_impression".to_owned(),
        n,
        share: share(n, claimed.len()),
    })
}
