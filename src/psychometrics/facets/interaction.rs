//! Whether a rater is harder than usual on one item or on one group of persons.

use nalgebra::DVector;

use super::engine::Tables;
use super::estimate::{Fit, evaluated};
use super::information::{Evaluation, evaluate};
use super::layout::Layout;
use super::newton::factor;
use super::pattern::Patterns;
use super::ratings::Ratings;
use super::{Error, finite_or};
use crate::psychometrics::tail;

/// Less own information than this share is rounding: the interaction is another name for parameters of the model.
const LEAST_OWN_INFORMATION: f64 = 1e-8;

/// One rater on one item, or one rater on one group of persons.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interaction {
    /// The rater, counted from 0.
    pub rater: usize,
    /// The item or the group, counted from 0.
    pub with: usize,
    /// How many scores the rater gave there.
    pub n_scores: usize,
    /// By how many points the scores exceed what the model expects, in total.
    pub residual: f64,
    /// The test; `None` where the scores cannot tell the interaction from severity and difficulty.
    pub test: Option<InteractionTest>,
}

/// How large an interaction is and whether it may be chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct InteractionTest {
    /// How much more severe the rater is there, in logits: one step of Newton's method from none.
    pub size: f64,
    /// Its standard error, in logits.
    pub standard_error: f64,
    /// The standardised residual, with the sign of `size`; standard normal where the model holds.
    pub z: f64,
    /// The probability of such a z or a more extreme one where the model holds.
    pub p: f64,
}

/// Tests each rater on each item against the fitted model.
///
/// *Model*: a parameter γ added to the severity of one rater on one item. Its score statistic at γ = 0 is the sum of
/// residuals x − E(μ(θ) | all scores of the person), its variance the observed information of γ less what the other
/// parameters account for. z is the ratio of the statistic to its standard deviation (Rao's score test).
///
/// *Takes / gives*: the ratings that were fitted and the fit; one entry for each rater and item with a score, by rater
/// and then by item. In `z`, positive means more severe than expected.
///
/// *Edges*: with one rater or one item no interaction can be told from the model's own parameters; the test is `None`.
///
/// *Errors*: a fit of other ratings.
///
/// *Source*: Rao (1948), *Proceedings of the Cambridge Philosophical Society* 44, 50–57; the interactions of Linacre
/// (1989), chapter 7.
///
/// ```
/// use std::ops::ControlFlow;
/// use composure::psychometrics::facets::{Options, Rating, Ratings, StepModel, fit, rater_by_item};
/// // Rater 1 gives item 1 a point less than rater 0 does.
/// let rows = (0..60).map(|row| {
///     let (person, rater) = (row / 2, row % 2);
///     let (one, other) = ([1, 3, 2, 1, 2, 4][person % 6], [2, 1, 3, 2, 4][person % 5]);
///     Rating { person, rater, scores: vec![Some(one), Some(other - u32::from(rater == 1))] }
/// });
/// let ratings = Ratings::new(rows.collect())?;
/// let options = Options { steps: StepModel::Common, nodes: None };
/// let found = fit(&ratings, &options, &mut |_| ControlFlow::Continue(()))?;
/// let table = rater_by_item(&ratings, &found)?;
/// assert_eq!((table[3].rater, table[3].with), (1, 1));
/// assert!(table[3].test.is_some_and(|test| test.z > 2.0));
/// # Ok::<(), composure::psychometrics::facets::Error>(())
/// ```
pub fn rater_by_item(ratings: &Ratings, fit: &Fit) -> Result<Vec<Interaction>, Error> {
    tested(ratings, fit, ratings.n_items, |_, item| item)
}

/// Tests each rater on each group of persons against the fitted model.
///
/// *Model*, *Source*: as [`rater_by_item`], with γ added to the severity of one rater for the persons of one group. A
/// group whose true abilities differ from the others' does not show, as long as other raters see it as well.
///
/// *Takes / gives*: `group_of_person` has one entry per person, counted from 0; one entry for each rater and group with
/// a score, by rater and then by group.
///
/// *Edges*: a rater who rated one group only has no test.
///
/// *Errors*: a fit of other ratings; another number of groups than of persons.
///
/// ```
/// use std::ops::ControlFlow;
/// use composure::psychometrics::facets::{Options, Rating, Ratings, StepModel, fit, rater_by_group};
/// // Rater 1 gives the persons of group 1 a point less.
/// let rows = (0..60).map(|row| {
///     let (person, rater) = (row / 2, row % 2);
///     let less = u32::from(rater == 1 && person % 2 == 1);
///     let (one, other) = ([1, 3, 2, 1, 2, 4][person % 6], [2, 1, 3, 2, 4][person % 5]);
///     Rating { person, rater, scores: vec![Some(one - less), Some(other - less)] }
/// });
/// let ratings = Ratings::new(rows.collect())?;
/// let options = Options { steps: StepModel::Common, nodes: None };
/// let found = fit(&ratings, &options, &mut |_| ControlFlow::Continue(()))?;
/// let groups: Vec<usize> = (0..30).map(|person| person % 2).collect();
/// let table = rater_by_group(&ratings, &found, &groups)?;
/// assert!(table[3].test.is_some_and(|test| test.z > 2.0));
/// assert!(table[2].test.is_some_and(|test| test.z < -2.0));
/// # Ok::<(), composure::psychometrics::facets::Error>(())
/// ```
pub fn rater_by_group(
    ratings: &Ratings,
    fit: &Fit,
    group_of_person: &[usize],
) -> Result<Vec<Interaction>, Error> {
    if group_of_person.len() != ratings.n_persons {
        return Err(Error::UnequalLengths {
            what: "the groups of persons",
            n: group_of_person.len(),
            expected: ratings.n_persons,
        });
    }
    // Groups are renumbered, so that their numbers may be any.
    let mut groups = group_of_person.to_vec();
    groups.sort_unstable();
    groups.dedup();
    let group = |person: usize| groups.partition_point(|group| *group < group_of_person[person]);
    let mut table = tested(ratings, fit, groups.len(), |person, _| group(person))?;
    for interaction in &mut table {
        interaction.with = groups[interaction.with];
    }
    Ok(table)
}

/// Tests every rater on all of `n` things; `with` tells of a person and an item which one it is.
fn tested(
    ratings: &Ratings,
    fit: &Fit,
    n: usize,
    with: impl Fn(usize, usize) -> usize,
) -> Result<Vec<Interaction>, Error> {
    let (layout, all) = evaluated(ratings, fit)?;
    let observed = &all.complete - &all.missing;
    let information = factor(layout.reduced_matrix(&observed)).ok_or(Error::NotIdentified)?;
    let wide = layout.with_interactions(n);
    let mut parameters = fit.parameters.clone();
    parameters.resize(wide.n_full, 0.0);
    let mut rows_of_rater = vec![Vec::new(); ratings.n_elements];
    for (row, &element) in ratings.element_of_row.iter().enumerate() {
        rows_of_rater[element].push(row);
    }
    let mut table = Vec::new();
    for (rater, rows) in rows_of_rater.iter().enumerate() {
        let mut n_scores = vec![0; n];
        for (row, item) in rows.iter().flat_map(|&row| {
            let row = &ratings.rows[row];
            row.given().map(move |(item, _)| (row, item))
        }) {
            n_scores[with(row.person, item)] += 1;
        }
        // Persons whom the rater did not rate tell nothing of the rater's interactions.
        let seen = ratings.of_persons_seen(rows);
        let of_row = |row: usize, item: usize| {
            let is_raters = seen.element_of_row[row] == rater;
            is_raters.then(|| with(seen.rows[row].person, item))
        };
        let patterns = Patterns::new(&seen, &wide, of_row);
        let tables = Tables::new(&wide, &patterns, &parameters, &fit.nodes.values());
        let found = evaluate(&wide, &patterns, &parameters, &tables);
        for (with, n_scores) in n_scores.into_iter().enumerate().filter(|(_, n)| *n > 0) {
            let place = wide.log_sd + 1 + with;
            let residual = finite_or(-found.gradient[place])?;
            let test = test(&layout, &found, place, |cross| information.solve(cross));
            table.push(Interaction {
                rater,
                with,
                n_scores,
                residual,
                test,
            });
        }
    }
    Ok(table)
}

/// The score test of the parameter at `place`.
fn test(
    layout: &Layout,
    found: &Evaluation,
    place: usize,
    solved: impl Fn(&DVector<f64>) -> DVector<f64>,
) -> Option<InteractionTest> {
    let of = |other: usize| found.complete[(other, place)] - found.missing[(other, place)];
    let cross: Vec<f64> = (0..layout.n_full).map(of).collect();
    let cross = layout.reduced_vector(&cross);
    let own = of(place) - cross.dot(&solved(&cross));
    if own <= LEAST_OWN_INFORMATION * found.complete[(place, place)] {
        return None;
    }
    let z = crate::psychometrics::finite(found.gradient[place] / own.sqrt())?;
    Some(InteractionTest {
        size: crate::psychometrics::finite(found.gradient[place] / own)?,
        standard_error: crate::psychometrics::finite(1.0 / own.sqrt())?,
        z,
        p: tail::z_two_sided(z)?,
    })
}
