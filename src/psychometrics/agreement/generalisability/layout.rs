//! Which scores belong together: by person, by rater, by scene, and by each pairing of these.

use std::collections::HashMap;

use super::{CrossedScore, Error};

/// The facets that a class of scores has in common: none (all scores), some, or all three (one cell).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Facets(u8);

impl Facets {
    pub(super) const NONE: Self = Self(0);
    pub(super) const PERSON: Self = Self(1);
    pub(super) const RATER: Self = Self(2);
    pub(super) const SCENE: Self = Self(4);
    pub(super) const CELL: Self = Self(7);

    /// The facets of either.
    pub(super) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether each class of `other` lies within one class of these facets.
    pub(super) const fn is_coarser_than(self, other: Self) -> bool {
        self.0 != other.0 && self.are_within(other)
    }

    /// Whether all of these facets are among the others.
    pub(super) const fn are_within(self, other: Self) -> bool {
        self.0 & other.0 == self.0
    }

    const fn place(self) -> usize {
        self.0 as usize
    }

    const fn holds(self, facet: Self) -> bool {
        self.0 & facet.0 != 0
    }
}

/// The scores of one person, rater, scene or pairing.
#[derive(Debug, Clone, Copy)]
struct Class {
    /// How many scores it has, at least 1.
    n: f64,
    /// Their sum around the grand mean.
    sum: f64,
    /// One of them.
    member: usize,
}

/// The scores sorted into classes by each set of facets.
pub(super) struct Layout {
    /// For each set of facets its classes.
    classes: Vec<Vec<Class>>,
    /// For each set of facets the class of each score.
    class_of: Vec<Vec<usize>>,
}

impl Layout {
    pub(super) fn new(scores: &[CrossedScore]) -> Result<Self, Error> {
        if scores.iter().any(|cell| !cell.score.is_finite()) {
            return Err(Error::NotFinite);
        }
        let mean = scores.iter().map(|cell| cell.score).sum::<f64>() / scores.len().max(1) as f64;
        let (mut classes, mut class_of) = (Vec::new(), Vec::new());
        for bits in 0..=Facets::CELL.0 {
            let (of_set, of_score) = sorted_into(scores, Facets(bits), mean);
            classes.push(of_set);
            class_of.push(of_score);
        }
        let layout = Self { classes, class_of };
        let cells = &layout.classes[Facets::CELL.place()];
        if let Some(repeated) = cells.iter().find(|cell| cell.n > 1.0) {
            let CrossedScore {
                person_idx,
                rater_idx,
                scene_idx,
                ..
            } = scores[repeated.member];
            return Err(Error::RepeatedCell {
                person_idx,
                rater_idx,
                scene_idx,
            });
        }
        Ok(layout)
    }

    /// How many classes these facets make.
    pub(super) fn count(&self, facets: Facets) -> usize {
        self.classes[facets.place()].len()
    }

    /// T: the squared sum of each class over its number of scores, summed; scores are taken around the grand mean.
    pub(super) fn squares(&self, facets: Facets) -> f64 {
        let classes = self.classes[facets.place()].iter();
        classes.map(|class| class.sum * class.sum / class.n).sum()
    }

    /// How often the variance of the classes of `source` is in the expectation of T of `facets`.
    ///
    /// It is Σ over the classes a of `facets` and b of `source` of `n_ab`² / `n_a`, with the numbers of scores that they
    /// share and that a has.
    pub(super) fn coefficient(&self, facets: Facets, source: Facets) -> f64 {
        let class_of = &self.class_of[facets.place()];
        let classes = &self.classes[facets.place()];
        let shared = self.classes[facets.with(source).place()].iter();
        shared
            .map(|both| both.n * both.n / classes[class_of[both.member]].n)
            .sum()
    }
}

fn sorted_into(scores: &[CrossedScore], facets: Facets, mean: f64) -> (Vec<Class>, Vec<usize>) {
    let held = |facet: Facets, idx: usize| facets.holds(facet).then_some(idx);
    let mut classes: Vec<Class> = Vec::new();
    let mut known: HashMap<_, usize> = HashMap::new();
    let mut class_of = Vec::with_capacity(scores.len());
    for (member, cell) in scores.iter().enumerate() {
        let key = (
            held(Facets::PERSON, cell.person_idx),
            held(Facets::RATER, cell.rater_idx),
            held(Facets::SCENE, cell.scene_idx),
        );
        let place = *known.entry(key).or_insert(classes.len());
        if place == classes.len() {
            classes.push(Class {
                n: 0.0,
                sum: 0.0,
                member,
            });
        }
        classes[place].n += 1.0;
        classes[place].sum += cell.score - mean;
        class_of.push(place);
    }
    (classes, class_of)
}
