//! New items on an old scale, by anchors whose parameters stay fixed.

use std::ops::ControlFlow;

use super::{Anchor, Error, Link, haebara};
use crate::psychometrics::irt::calibrate::{
    CalibratedItem, Calibration, Design, FreeParameter, GroupDesign, ItemDesign, Options, Progress,
    Slot, calibrate, search,
};
use crate::psychometrics::irt::{ItemModel, Responses};

/// An item whose parameters are known on the old scale.
#[derive(Debug, Clone, PartialEq)]
pub struct FixedAnchor {
    /// Its name among the answers.
    pub item: String,
    /// Its parameters, which stay as they are.
    pub model: ItemModel,
}

/// Calibrates new items on the scale of old ones.
///
/// *Model*: the marginal likelihood of all answers, the anchors' parameters fixed, those of the other items free, and
/// the abilities of these people N(μ, σ²) with μ and σ² free: whoever answers now need not be like those of the old
/// calibration.
///
/// *Takes / gives*: answers to anchors and new items together; the anchors by name; items and the distribution of
/// ability on the old scale. `progress` hears of each cycle and may break the search off.
///
/// *Edges*: with every item an anchor only the distribution is estimated. An anchor that has changed since pulls the
/// scale with it: compare [`super::haebara`] of a free calibration with and without it.
///
/// *Errors*: no anchor, one that is not among the items or has another number of categories, those of [`calibrate`].
///
/// *Source*: Kim (2006), *Journal of Educational Measurement* 43, 355–381, the method with multiple weights updating
/// and multiple cycles; Kolen & Brennan (2014), *Test Equating, Scaling, and Linking*, 3rd edition, section 6.8.
///
/// ```
/// use std::ops::ControlFlow;
/// use composure::psychometrics::irt::{ItemModel, calibrate::{Model, Options}, linking::{FixedAnchor, calibrate_anchored}};
/// # use composure::psychometrics::simulate::{abilities, item_answers};
/// # let mut rng = composure::clock::seeded(6);
/// let items = [-1.0, 0.0, 1.0, 0.5].map(|intercept| ItemModel::Logistic { slope: 1.0, intercept });
/// // These people lie higher than those of the old calibration.
/// let answers = item_answers(&items, &abilities(800, (0.8, 1.0), &mut rng)?, 0.0, &mut rng)?;
/// let anchors: Vec<FixedAnchor> = (0..3)
///     .map(|idx| FixedAnchor { item: format!("i{}", idx + 1), model: items[idx].clone() })
///     .collect();
/// let found = calibrate_anchored(&answers, &Options::new(Model::TwoParameter), &anchors, &mut |_| ControlFlow::Continue(()))?;
/// assert_eq!(found.items[0].model, items[0]);
/// assert!((found.latent.mean - 0.8).abs() < 0.3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn calibrate_anchored(
    responses: &Responses,
    options: &Options,
    anchors: &[FixedAnchor],
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Calibration, Error> {
    let fixed = by_item(responses, anchors)?;
    let alone = calibrate(responses, options, progress)?;
    let design = design(&alone, &fixed)?.validated()?;
    let solution = search(&design, options.stopping, progress)?;
    let group = design.groups.first().ok_or(Error::NotFinite)?;
    let models = group.models(&solution.free).ok_or(Error::NotFinite)?;
    let latent = group.latent(&solution.free).ok_or(Error::NotFinite)?;
    // The anchors as they were given, because an asymptote changes in its last digits on the way through its logit.
    let named = responses.items().iter().zip(models).zip(&fixed);
    let items = named.map(|((item, model), fixed)| CalibratedItem {
        item: item.clone(),
        model: fixed.clone().unwrap_or(model),
    });
    Ok(Calibration {
        items: items.collect(),
        latent,
        n_persons: responses.n_persons(),
        design,
        solution,
    })
}

/// Each item's fixed model, `None` for a new one.
fn by_item(
    responses: &Responses,
    anchors: &[FixedAnchor],
) -> Result<Vec<Option<ItemModel>>, Error> {
    if anchors.is_empty() {
        return Err(Error::TooFewAnchors { n: 0, minimum: 1 });
    }
    let mut fixed = vec![None; responses.n_items()];
    for (anchor_idx, anchor) in anchors.iter().enumerate() {
        let item_idx = responses
            .items()
            .iter()
            .position(|item| *item == anchor.item);
        let Some(item_idx) = item_idx else {
            return Err(Error::UnknownAnchor {
                item: anchor.item.clone(),
            });
        };
        let (old, new) = (
            anchor.model.n_categories(),
            responses.n_categories()[item_idx],
        );
        if old != new {
            return Err(Error::OtherModel {
                anchor_idx,
                old,
                new,
            });
        }
        fixed[item_idx] = Some(anchor.model.clone().validated()?);
    }
    Ok(fixed)
}

/// The design on the old scale; the search begins at a calibration that was linked to it.
fn design(alone: &Calibration, fixed: &[Option<ItemModel>]) -> Result<Design, Error> {
    let pooled = alone.design.groups.first().ok_or(Error::NotFinite)?;
    let link = first_link(alone, fixed);
    let mut free: Vec<FreeParameter> = Vec::new();
    let mut numbers: Vec<Option<usize>> = vec![None; alone.design.free.len()];
    let mut items = Vec::with_capacity(fixed.len());
    for ((item, calibrated), fixed) in pooled.items.iter().zip(&alone.items).zip(fixed) {
        if let Some(model) = fixed {
            items.push(ItemDesign::fixed(model));
            continue;
        }
        let starts = ItemDesign::fixed(&link.item(&calibrated.model)).slots;
        let slots = item.slots.iter().zip(starts).map(|(slot, start)| {
            let Slot::Free(number) = *slot else {
                return *slot;
            };
            let known = numbers[number].unwrap_or_else(|| {
                free.push(FreeParameter {
                    start: start.value(&[]),
                    prior: alone.design.free[number].prior,
                });
                free.len() - 1
            });
            numbers[number] = Some(known);
            Slot::Free(known)
        });
        items.push(ItemDesign {
            family: item.family,
            slots: slots.collect(),
        });
    }
    let mut add = |start: f64| {
        free.push(FreeParameter { start, prior: None });
        Slot::Free(free.len() - 1)
    };
    let deviation = alone.latent.variance.sqrt() * link.slope();
    let mean = add(link.intercept());
    let log_variance = add(2.0 * deviation.ln());
    Ok(Design {
        groups: vec![GroupDesign {
            patterns: pooled.patterns.clone(),
            items,
            mean,
            log_variance,
        }],
        free,
        quadrature: alone.design.quadrature.clone(),
    })
}

/// A link from the free calibration to the anchors' scale; where none is found the search begins without one.
fn first_link(alone: &Calibration, fixed: &[Option<ItemModel>]) -> Link {
    let both = fixed.iter().zip(&alone.items);
    let anchors: Vec<Anchor> = both
        .filter_map(|(old, new)| {
            Some(Anchor {
                old: old.clone()?,
                new: new.model.clone(),
            })
        })
        .collect();
    haebara(&anchors).unwrap_or(Link {
        slope: 1.0,
        intercept: 0.0,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::seeded;
    use crate::psychometrics::irt::calibrate::Model;
    use crate::psychometrics::irt::{Latent, linking::stocking_lord};
    use crate::psychometrics::simulate::{BankPlan, ItemKind, abilities, item_answers};

    fn go_on(_: Progress) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    /// Twelve items and the answers of people who are higher and more different than the old ones.
    fn new_people(kind: ItemKind) -> (Vec<ItemModel>, Responses) {
        let mut rng = seeded(41);
        let items = BankPlan::new(kind).items(12, &mut rng).unwrap();
        let thetas = abilities(1500, (0.7, 1.2), &mut rng).unwrap();
        let answers = item_answers(&items, &thetas, 0.0, &mut rng).unwrap();
        (items, answers)
    }

    fn first_six(items: &[ItemModel]) -> Vec<FixedAnchor> {
        let named = items.iter().take(6).zip(1..);
        named
            .map(|(model, number)| FixedAnchor {
                item: format!("i{number}"),
                model: model.clone(),
            })
            .collect()
    }

    #[test]
    fn new_items_and_people_are_found_on_the_old_scale() {
        for (kind, model) in [
            (ItemKind::Logistic, Model::TwoParameter),
            (ItemKind::Graded { n_categories: 4 }, Model::Graded),
            (
                ItemKind::PartialCredit { n_categories: 3 },
                Model::GeneralisedPartialCredit,
            ),
        ] {
            let (items, answers) = new_people(kind);
            let options = Options::new(model);
            let found =
                calibrate_anchored(&answers, &options, &first_six(&items), &mut go_on).unwrap();
            let Latent { mean, variance } = found.latent;
            // Standard errors of about .04 and .08; of a new item's slope and intercept about .1: four of them.
            assert!(
                (mean - 0.7).abs() < 0.16 && (variance - 1.44).abs() < 0.32,
                "{kind:?} {mean} {variance}"
            );
            for (truth, found) in items.iter().zip(&found.items).skip(6) {
                for theta in [-1.0, 0.5, 2.0] {
                    let difference =
                        truth.expected_score(theta) - found.model.expected_score(theta);
                    assert!(difference.abs() < 0.12, "{kind:?} {truth:?} {found:?}");
                }
            }
            assert_eq!(found.models()[..6], items[..6]);
        }
    }

    #[test]
    fn fixed_anchors_and_a_link_by_curves_agree() {
        let (items, answers) = new_people(ItemKind::Graded { n_categories: 4 });
        let options = Options::new(Model::Graded);
        let fixed = calibrate_anchored(&answers, &options, &first_six(&items), &mut go_on).unwrap();
        let alone = calibrate(&answers, &options, &mut go_on).unwrap();
        let anchors: Vec<Anchor> = items
            .iter()
            .zip(alone.models())
            .take(6)
            .map(|(old, new)| Anchor {
                old: old.clone(),
                new,
            })
            .collect();
        let link = stocking_lord(&anchors).unwrap();
        assert!(
            (link.intercept() - fixed.latent.mean).abs() < 0.05,
            "{link:?} {:?}",
            fixed.latent
        );
        assert!((link.slope() - fixed.latent.variance.sqrt()).abs() < 0.05);
        for (alone, fixed) in alone.models().iter().zip(fixed.models()).skip(6) {
            let linked = link.item(alone);
            assert!(
                (linked.slope() / fixed.slope() - 1.0).abs() < 0.06,
                "{linked:?} {fixed:?}"
            );
        }
    }

    #[test]
    fn anchors_that_do_not_go_with_the_answers_are_refused() {
        let (items, answers) = new_people(ItemKind::Logistic);
        let options = Options::new(Model::TwoParameter);
        let refused = |anchors: &[FixedAnchor]| {
            calibrate_anchored(&answers, &options, anchors, &mut go_on).unwrap_err()
        };
        assert_eq!(refused(&[]), Error::TooFewAnchors { n: 0, minimum: 1 });
        let stranger = FixedAnchor {
            item: "i99".to_owned(),
            model: items[0].clone(),
        };
        assert_eq!(
            refused(&[stranger]).to_string(),
            "the anchor `i99` is not among the items"
        );
        let graded = ItemModel::Graded {
            slope: 1.0,
            intercepts: vec![1.0, 0.0],
        };
        let other = FixedAnchor {
            item: "i1".to_owned(),
            model: graded,
        };
        assert_eq!(
            refused(&[other]),
            Error::OtherModel {
                anchor_idx: 0,
                old: 3,
                new: 2
            }
        );
    }
}
