//! The report of a pilot: what sittings say of an assessment, before they say anything of a person.
//!
//! It takes sittings and ratings and does not ask whose they are: those of simulated people show what a design can
//! carry under stated assumptions, those of a real pilot what it does. Every figure comes from `psychometrics`, and
//! norms, reliabilities and correlations are those that a norm group of the same sittings would have. A figure that
//! cannot be is missing, and a note says why.

mod composites;
mod decisions;
mod flags;
mod items;
mod judgements;
mod ratings;
mod report;
mod scales;
mod times;

#[cfg(test)]
mod tests;

use std::sync::Arc;

pub use flags::Flag;
pub use report::*;

use super::norming::{Heading, Norming, PersonScores};
use super::quality;
use super::record::Record;
use super::result::Verdict;
use super::scenes;
use crate::assessment::{Assessment, NormGroupName, NormStatus, Text};
use crate::psychometrics::simulate::CrossedVariances;
use crate::sitting::rated::RatedDimension;
use crate::sitting::{Event, Refused, Rules};

/// What one sitting leaves to a pilot.
#[derive(Debug)]
pub struct Sat {
    /// Nothing of somebody whose answers call for a second sitting.
    counted: Option<Counted>,
    verdict: Verdict,
    flags: Vec<String>,
    times: times::Times,
}

#[derive(Debug)]
struct Counted {
    scores: PersonScores,
    answers: Answers,
}

/// What was done, beside what it was worth.
#[derive(Debug)]
struct Answers {
    /// At each decision, the place among the ways to act.
    ways: Vec<Option<usize>>,
    /// The rating of each option of each situation.
    ratings: Vec<Option<f64>>,
}

impl Sat {
    /// Reads a sitting's events.
    ///
    /// *Errors*: events that are not those of one sitting in order.
    pub fn read(rules: &Rules, events: &[Event]) -> Result<Self, Refused> {
        let record = Record::read(rules, events)?;
        let assessment = &rules.assessment;
        let quality = quality::judge(assessment, &record, None);
        let counted = (quality.verdict != Verdict::Retest).then(|| Counted {
            scores: PersonScores::of(rules, &record),
            answers: Answers {
                ways: scenes::ways_taken(assessment, &record),
                ratings: judgements::ratings(assessment, &record),
            },
        });
        Ok(Self {
            counted,
            verdict: quality.verdict,
            flags: quality.flags.into_iter().map(|flag| flag.code).collect(),
            times: times::Times::of(assessment, events),
        })
    }
}

/// The raw scores of somebody who sat twice, by scale.
#[derive(Debug)]
struct Twice {
    first: Vec<Option<f64>>,
    second: Vec<Option<f64>>,
}

/// Collects the sittings of a pilot.
#[derive(Debug)]
pub struct Pilot {
    assessment: Arc<Assessment>,
    norming: Norming,
    answers: Vec<Answers>,
    seen: Vec<times::Seen>,
    twice: Vec<Twice>,
}

impl Pilot {
    /// A pilot without sittings.
    pub fn new(assessment: Arc<Assessment>) -> Self {
        Self {
            assessment,
            norming: Norming::new(),
            answers: Vec::new(),
            seen: Vec::new(),
            twice: Vec::new(),
        }
    }

    /// Adds somebody's sitting.
    pub fn add(&mut self, sat: Sat) {
        self.seen.push(times::Seen {
            verdict: sat.verdict,
            flags: sat.flags,
            times: sat.times,
        });
        let (scores, answers) = sat
            .counted
            .map(|counted| (counted.scores, counted.answers))
            .unzip();
        self.norming.take(scores);
        self.answers.extend(answers);
    }

    /// Adds somebody's sitting, and their second one some weeks later, which counts for the retest only.
    pub fn add_twice(&mut self, first: Sat, second: &Sat) {
        if let (Some(first), Some(second)) = (&first.counted, &second.counted) {
            self.twice.push(Twice {
                first: first.scores.raw.clone(),
                second: second.scores.raw.clone(),
            });
        }
        self.add(first);
    }

    /// Everything that the sittings and the ratings say.
    ///
    /// *Takes*: the ratings, and the variances that they were drawn from where these are known: how many scenes it takes
    /// is found from known variances only.
    pub fn report(
        &self,
        rated: &[RatedDimension],
        stated: Option<&CrossedVariances>,
    ) -> PilotReport {
        let assessment = &self.assessment;
        let (group, faults) = self.norming.as_far_as_it_goes(assessment, heading());
        let scales = scales::found(self, &faults);
        PilotReport {
            assessment: assessment.name.clone(),
            version: assessment.version,
            people: People {
                sat: self.seen.len(),
                left_out: self.norming.n_left_out() as usize,
                counted: self.norming.people().len(),
                sat_twice: self.twice.len(),
            },
            correlations: scales::correlations(assessment, &group),
            composites: composites::found(self, &group),
            items: items::found(self),
            decisions: decisions::found(self),
            judgements: judgements::found(self),
            ratings: ratings::found(rated, stated),
            times: times::found(assessment, &self.seen),
            quality: times::quality(self, &group),
            scales,
        }
    }

    fn people(&self) -> &[PersonScores] {
        self.norming.people()
    }
}

/// The norm group of a pilot is never kept, so its name says nothing.
fn heading() -> Heading {
    #[expect(clippy::expect_used, reason = "a constant name that a test reads")]
    let name = NormGroupName::parse("pilot").expect("a name");
    Heading {
        name,
        title: Text::english("Pilot"),
        status: NormStatus::Draft,
        collected: (String::new(), String::new()),
        population: String::new(),
    }
}

/// A part of some, as a share from 0 to 1; `None` of nobody.
fn share(part: usize, of: usize) -> Option<f64> {
    (of > 0).then(|| part as f64 / of as f64)
}

/// How often each code comes, most often first, equal ones by their names.
fn counted<'a>(codes: impl IntoIterator<Item = &'a str>, of: usize) -> Vec<CodeCount> {
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    for code in codes {
        *counts.entry(code).or_default() += 1;
    }
    let mut all: Vec<CodeCount> = (counts.into_iter())
        .map(|(code, n)| CodeCount {
            code: code.to_owned(),
            n,
            share: share(n, of),
        })
        .collect();
    all.sort_by_key(|count| std::cmp::Reverse(count.n));
    all
}
