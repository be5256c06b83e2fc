//! Differential item functioning: do people of equal ability from two groups have different chances on an item?

mod mantel_haenszel;
mod regression;

pub use mantel_haenszel::{
    EtsClass, MantelHaenszelDif, Purified, mantel_haenszel_dif, purified_mantel_haenszel_dif,
};
pub use regression::{LikelihoodRatio, RegressionDif, logistic_dif, ordinal_dif};

use super::Error;
use crate::psychometrics::descriptive::all_finite;

/// Which group a person belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Membership {
    /// The group compared with.
    Reference,
    /// The group that an item may treat worse.
    Focal,
}

/// The people who answered every item, with their groups.
///
/// Its fields are private because the lists are of equal lengths, every answer is a finite number, both groups have
/// somebody, and no item was answered alike by all.
#[derive(Debug, Clone, PartialEq)]
pub struct DifSample {
    items: Vec<String>,
    /// `items × persons`, because every method goes through the people item by item.
    answers: Vec<Vec<f64>>,
    memberships: Vec<Membership>,
}

impl DifSample {
    /// Keeps the people with a group and an answer to every item.
    ///
    /// *Takes*: the items' names; answers `persons × items`, missing = `None`; a group for each person, `None` where it
    /// is not known or not one of the two.
    ///
    /// *Errors*: lists of unequal lengths; fewer than two items; a group with nobody; an item that all answered alike.
    pub fn new(
        items: &[String],
        answers: &[Vec<Option<f64>>],
        memberships: &[Option<Membership>],
    ) -> Result<Self, Error> {
        if items.len() < 2 {
            return Err(Error::TooFewItems { n: items.len() });
        }
        let checked = |what, n, expected| {
            let error = Error::UnequalLengths { what, n, expected };
            if n == expected { Ok(()) } else { Err(error) }
        };
        checked("groups", memberships.len(), answers.len())?;
        let mut sample = Self {
            items: items.to_vec(),
            answers: vec![Vec::new(); items.len()],
            memberships: Vec::new(),
        };
        for (person, membership) in answers.iter().zip(memberships) {
            checked("answers of a person", person.len(), items.len())?;
            let complete: Option<Vec<f64>> = person.iter().copied().collect();
            if let (Some(person), Some(membership)) = (complete, membership) {
                for (column, answer) in sample.answers.iter_mut().zip(person) {
                    column.push(answer);
                }
                sample.memberships.push(*membership);
            }
        }
        if !sample.answers.iter().all(|column| all_finite(column)) {
            return Err(Error::NotFinite);
        }
        for (membership, group) in [
            (Membership::Focal, "focal"),
            (Membership::Reference, "reference"),
        ] {
            if sample.n_in(membership) == 0 {
                return Err(Error::EmptyGroup { group });
            }
        }
        sample.refuse_constant_items()?;
        Ok(sample)
    }

    /// How many people there are.
    pub fn n_persons(&self) -> usize {
        self.memberships.len()
    }

    /// How many people of this group there are.
    pub fn n_in(&self, membership: Membership) -> usize {
        let members = self.memberships.iter();
        members.filter(|own| **own == membership).count()
    }

    /// The items' names.
    pub fn items(&self) -> &[String] {
        &self.items
    }

    fn refuse_constant_items(&self) -> Result<(), Error> {
        for (item, answers) in self.items.iter().zip(&self.answers) {
            let is_first = |answer: &f64| {
                let first = answers.first();
                first.is_some_and(|first| first.total_cmp(answer).is_eq())
            };
            if answers.iter().all(is_first) {
                return Err(Error::ConstantItem { item: item.clone() });
            }
        }
        Ok(())
    }

    /// Refuses an answer that is neither 0 nor 1.
    fn refuse_graded(&self) -> Result<(), Error> {
        for (item, answers) in self.items.iter().zip(&self.answers) {
            if let Some(value) = answers.iter().find(|answer| !is_0_or_1(**answer)) {
                return Err(Error::NotDichotomous {
                    item: item.clone(),
                    value: *value,
                });
            }
        }
        Ok(())
    }

    /// Each person's sum of the anchor items.
    fn totals(&self, is_anchor: &[bool]) -> Vec<f64> {
        // Beginning from 0 leaves no negative zero, which would be a level of its own.
        let mut totals = vec![0.0; self.n_persons()];
        for (answers, _) in self.answers.iter().zip(is_anchor).filter(|(_, is)| **is) {
            for (total, answer) in totals.iter_mut().zip(answers) {
                *total += answer;
            }
        }
        totals
    }

    /// Each person's answer to an item and their group.
    fn on_item(&self, item_idx: usize) -> impl Iterator<Item = (f64, Membership)> {
        let memberships = self.memberships.iter().copied();
        self.answers[item_idx].iter().copied().zip(memberships)
    }
}

/// Whether an answer is one of a right or wrong item.
fn is_0_or_1(answer: f64) -> bool {
    [0.0_f64, 1.0]
        .iter()
        .any(|code| (answer - code).abs() <= 0.0)
}

#[cfg(test)]
mod edge_tests;
#[cfg(test)]
mod tests;
