//! Links by the anchors' curves.

use super::{Anchor, Error, Link, checked, mean_mean, mean_sigma};
use crate::psychometrics::irt::{Category, ItemModel};

/// Abilities of the old scale at which the curves are compared: −4 to 4 in steps of 0.2.
const N_NODES: u32 = 41;
/// How many steps the search makes at most; it needs about ten.
const MAX_STEPS: usize = 200;

/// The link that brings the curves of the anchors' categories closest together.
///
/// *Model*: the least Σ w(θ) Σ over items and categories (P(θ) − P′((θ − B) / A))², θ from −4 to 4 on the old
/// scale with standard normal weights w.
///
/// *Takes / gives*: items of both calibrations in pairs; θ = A θ′ + B.
///
/// *Edges*: items that the link turns into themselves give it exactly.
///
/// *Errors*: no anchor, anchors of different kinds, slopes of 0, no best link.
///
/// *Source*: Haebara (1980), *Japanese Psychological Research* 22, 144–149; Kolen & Brennan (2014), *Test Equating,
/// Scaling, and Linking*, 3rd edition, section 6.3.
///
/// ```
/// use composure::psychometrics::irt::{ItemModel, linking::{Anchor, Link, haebara}};
/// let link = Link::new(1.2, -0.4)?;
/// let new = ItemModel::Graded { slope: 1.5, intercepts: vec![1.0, -1.0] };
/// let found = haebara(&[Anchor { old: link.item(&new), new }])?;
/// assert!((found.slope() - 1.2).abs() < 1e-8 && (found.intercept() + 0.4).abs() < 1e-8);
/// # Ok::<(), composure::psychometrics::irt::linking::Error>(())
/// ```
pub fn haebara(anchors: &[Anchor]) -> Result<Link, Error> {
    checked(anchors, 1)?;
    closest(anchors, &|link| {
        let mut misses = Vec::new();
        for (theta, weight) in nodes() {
            let place = Place::new(theta, weight, link);
            for anchor in anchors {
                let old = anchor.old.probabilities(theta);
                let new = anchor.new.categories(place.new_theta);
                for (old, new) in old.into_iter().zip(&new) {
                    misses.push(place.miss(old - new.probability(), new.slope()));
                }
            }
        }
        misses
    })
}

/// The link that brings the curves of the anchors' expected sum closest together.
///
/// *Model*: the least Σ w(θ) (T(θ) − T′((θ − B) / A))² with T the expected sum of the anchors' categories; θ and
/// w as in [`haebara`].
///
/// *Takes / gives*, *Errors*, *Edges*: as [`haebara`]; errors of single items may cancel out.
///
/// *Source*: Stocking & Lord (1983), *Applied Psychological Measurement* 7, 201–210; Kolen & Brennan (2014), section
/// 6.3.
///
/// ```
/// use composure::psychometrics::irt::{ItemModel, linking::{Anchor, Link, stocking_lord}};
/// let link = Link::new(0.8, 0.3)?;
/// let new = ItemModel::Guessing { slope: 1.5, intercept: -0.5, lower_asymptote: 0.2 };
/// let found = stocking_lord(&[Anchor { old: link.item(&new), new }])?;
/// assert!((found.slope() - 0.8).abs() < 1e-8 && (found.intercept() - 0.3).abs() < 1e-8);
/// # Ok::<(), composure::psychometrics::irt::linking::Error>(())
/// ```
pub fn stocking_lord(anchors: &[Anchor]) -> Result<Link, Error> {
    checked(anchors, 1)?;
    closest(anchors, &|link| {
        let miss = |(theta, weight)| {
            let place = Place::new(theta, weight, link);
            let mut difference = 0.0;
            let mut rise = 0.0;
            for anchor in anchors {
                let new = anchor.new.categories(place.new_theta);
                difference +=
                    anchor.old.expected_score(theta) - scored(&new, Category::probability);
                rise += scored(&new, Category::slope);
            }
            place.miss(difference, rise)
        };
        nodes().map(miss).collect()
    })
}

/// Σ category × value.
fn scored(categories: &[Category], value: fn(&Category) -> f64) -> f64 {
    let scored = categories.iter().zip(0u32..);
    scored
        .map(|(category, score)| f64::from(score) * value(category))
        .sum()
}

/// The nodes of the old scale with their weights.
fn nodes() -> impl Iterator<Item = (f64, f64)> {
    (0..N_NODES).map(|node| {
        let theta = f64::from(node) * 0.2 - 4.0;
        (theta, (-0.5 * theta * theta).exp())
    })
}

/// A node of the old scale as a link sees it.
struct Place {
    new_theta: f64,
    root_weight: f64,
    slope: f64,
}

impl Place {
    fn new(theta: f64, weight: f64, link: &Link) -> Self {
        Self {
            new_theta: (theta - link.intercept()) / link.slope(),
            root_weight: weight.sqrt(),
            slope: link.slope(),
        }
    }

    /// A weighted difference with its derivatives, where `rise` is that of the new curve by the new ability.
    fn miss(&self, difference: f64, rise: f64) -> Miss {
        Miss {
            difference: self.root_weight * difference,
            by_log_slope: self.root_weight * rise * self.new_theta,
            by_intercept: self.root_weight * rise / self.slope,
        }
    }
}

/// A difference between an old and a new curve.
struct Miss {
    difference: f64,
    by_log_slope: f64,
    by_intercept: f64,
}

/// The link with the least sum of squared misses, by Levenberg's and Marquardt's damped steps in ln A and B.
fn closest(anchors: &[Anchor], misses: &dyn Fn(&Link) -> Vec<Miss>) -> Result<Link, Error> {
    let has_slope = |item: &ItemModel| 1e-9 < item.slope().abs();
    if !anchors
        .iter()
        .any(|anchor| has_slope(&anchor.old) && has_slope(&anchor.new))
    {
        return Err(Error::Flat {
            what: "slopes are 0 and",
        });
    }
    let loss = |link: &Link| -> f64 {
        let misses = misses(link);
        misses.iter().map(|miss| miss.difference.powi(2)).sum()
    };
    let identity = Link::new(1.0, 0.0)?;
    let starts = [mean_sigma(anchors), mean_mean(anchors), Ok(identity)];
    let start = starts
        .into_iter()
        .flatten()
        .min_by(|a, b| loss(a).total_cmp(&loss(b)));
    let mut link = start.unwrap_or(identity);
    let mut least = loss(&link);
    let mut damping = 1e-3;
    for _ in 0..MAX_STEPS {
        let (by_log_slope, by_intercept) = step(&misses(&link), damping).ok_or(Error::NotFinite)?;
        let next = Link::new(
            link.slope() * by_log_slope.clamp(-1.0, 1.0).exp(),
            link.intercept() + by_intercept,
        );
        let is_tiny = by_log_slope.abs() < 1e-11 && by_intercept.abs() < 1e-11;
        if let Some((next, loss)) = next.ok().map(|next| (next, loss(&next)))
            && loss <= least
        {
            (link, least, damping) = (next, loss, damping * 0.1);
            if is_tiny {
                return Ok(link);
            }
        } else if is_tiny {
            return Ok(link);
        } else {
            damping *= 10.0;
        }
    }
    Err(Error::NotConverged {
        iterations: MAX_STEPS,
    })
}

/// The damped step in ln A and B; `None` where the misses do not depend on them.
fn step(misses: &[Miss], damping: f64) -> Option<(f64, f64)> {
    let sum = |of: fn(&Miss) -> f64| -> f64 { misses.iter().map(of).sum() };
    let slopes = sum(|miss| miss.by_log_slope.powi(2));
    let intercepts = sum(|miss| miss.by_intercept.powi(2));
    let both = sum(|miss| miss.by_log_slope * miss.by_intercept);
    let by_slope = sum(|miss| miss.by_log_slope * miss.difference);
    let by_intercept = sum(|miss| miss.by_intercept * miss.difference);
    let (slopes, intercepts) = (slopes * (1.0 + damping), intercepts * (1.0 + damping));
    let determinant = slopes * intercepts - both * both;
    let log_slope = -(by_slope * intercepts - by_intercept * both) / determinant;
    let intercept = -(by_intercept * slopes - by_slope * both) / determinant;
    (log_slope.is_finite() && intercept.is_finite()).then_some((log_slope, intercept))
}
