//! Items that measure differently in one group than in another.

use std::ops::ControlFlow;

use super::design::Builder;
use super::{Error, Groups, Invariance, Multigroup, Plan};
use crate::psychometrics::irt::Error as IrtError;
use crate::psychometrics::irt::calibrate::{Progress, search};
use crate::psychometrics::tail;

/// How much better an item fits with parameters of its own in each group.
#[derive(Debug, Clone, PartialEq)]
pub struct ItemDif {
    /// The item.
    pub item: String,
    /// Twice the gain in log-likelihood, at least 0.
    pub likelihood_ratio: f64,
    /// How many parameters were freed.
    pub degrees_of_freedom: usize,
    /// The probability of at least so large a gain if the item measures the same in all groups.
    pub p: f64,
}

/// Differential item functioning of each item, with all other items as anchors.
///
/// *Model*: the scalar model against the one in which this item alone has all its parameters free in every group; twice
/// the difference of the log-likelihoods is χ² with the difference of parameters as degrees of freedom. Means and
/// variances of the groups stay free in both, so that a real difference of ability is no DIF.
///
/// *Takes / gives*: a scalar fit of these groups under this plan; one result for each item, in their order. `progress`
/// hears of each cycle of each search.
///
/// *Edges*: where another item has DIF the anchors carry it, and the test finds too much: purify by leaving it out.
/// With many items judge p by its number of tests.
///
/// *Errors*: a plan that is not scalar, a prior on the asymptotes, a category that a group did not choose, no
/// convergence.
///
/// *Source*: Thissen, Steinberg & Wainer (1993), in Holland & Wainer, *Differential Item Functioning*, 67–113; the
/// scheme with all others as anchors: Cohen, Kim & Wollack (1996), *Applied Psychological Measurement* 20, 15–26.
///
/// ```
/// use std::ops::ControlFlow;
/// use composure::psychometrics::irt::{ItemModel, calibrate::{Model, Options}, multigroup::*};
/// # use composure::psychometrics::simulate::{abilities, item_answers};
/// # let mut rng = composure::clock::seeded(4);
/// let items = [-0.5, 0.0, 0.5, 1.0].map(|intercept| ItemModel::Logistic { slope: 1.0, intercept });
/// # let answers = item_answers(&items, &abilities(400, (0.0, 1.0), &mut rng)?, 0.0, &mut rng)?;
/// let labels: Vec<&str> = (0..400).map(|person| if person % 2 == 0 { "even" } else { "odd" }).collect();
/// let groups = Groups::new(answers, &labels, Some("even"))?;
/// let plan = Plan { options: Options::new(Model::Rasch), invariance: Invariance::Scalar };
/// let go_on = &mut |_| ControlFlow::Continue(());
/// let scalar = multigroup(&groups, &plan, go_on)?;
/// let dif = likelihood_ratio_dif(&groups, (&plan, &scalar), go_on)?;
/// assert!(dif.len() == 4 && dif.iter().all(|item| item.degrees_of_freedom == 1 && item.p > 0.001));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn likelihood_ratio_dif(
    groups: &Groups,
    (plan, scalar): (&Plan, &Multigroup),
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Vec<ItemDif>, Error> {
    if plan.invariance != Invariance::Scalar {
        return Err(Error::NotScalar);
    }
    let has_prior = scalar
        .pooled
        .design
        .free
        .iter()
        .any(|free| free.prior.is_some());
    if has_prior {
        return Err(Error::Prior);
    }
    let every_item: Vec<usize> = (0..groups.pooled.n_items()).collect();
    groups.check_categories(&every_item)?;
    let of_item = |item_idx: usize| {
        let builder = Builder {
            pooled: &scalar.pooled,
            patterns: &scalar.patterns,
            invariance: Invariance::Scalar,
            freed: Some(item_idx),
        };
        let design = builder.design().ok_or(IrtError::NotFinite)?.validated()?;
        let free = search(&design, plan.options.stopping, progress)?;
        let likelihood_ratio = 2.0 * (free.log_likelihood - scalar.log_likelihood);
        let degrees_of_freedom = design.free.len().saturating_sub(scalar.n_parameters);
        // Below 0 by the error of two searches only.
        let likelihood_ratio = likelihood_ratio.max(0.0);
        let p = tail::chi_square(likelihood_ratio, degrees_of_freedom as f64);
        Ok(ItemDif {
            item: groups.pooled.items()[item_idx].clone(),
            likelihood_ratio,
            degrees_of_freedom,
            p: p.ok_or(IrtError::NotFinite)?,
        })
    };
    every_item.into_iter().map(of_item).collect()
}
