//! The parameters of several groups, from those of all people together.

use std::collections::HashMap;

use super::Invariance;
use crate::psychometrics::irt::Latent;
use crate::psychometrics::irt::calibrate::{
    Calibration, Design, FreeParameter, GroupDesign, ItemDesign, Patterns, Slot,
};

/// The design of several groups.
pub(super) struct Builder<'a> {
    /// All people as one group; the search begins at its parameters.
    pub(super) pooled: &'a Calibration,
    /// Each group's answers, the reference group's first.
    pub(super) patterns: &'a [Patterns],
    /// What is equal.
    pub(super) invariance: Invariance,
    /// An item whose parameters are free in every group whatever the invariance.
    pub(super) freed: Option<usize>,
}

/// The free parameters so far, and which one stands for a parameter of the pooled calibration in which group.
#[derive(Default)]
struct Free {
    parameters: Vec<FreeParameter>,
    /// By the number of the pooled parameter and the group; without a group where it is equal in all.
    numbers: HashMap<(usize, Option<usize>), usize>,
}

impl Free {
    fn add(&mut self, parameter: FreeParameter) -> Slot {
        self.parameters.push(parameter);
        Slot::Free(self.parameters.len() - 1)
    }
}

impl Builder<'_> {
    /// The design; `None` where the pooled calibration has no group.
    pub(super) fn design(&self) -> Option<Design> {
        let pooled = self.pooled.design.groups.first()?;
        let mut free = Free::default();
        let mut groups = Vec::with_capacity(self.patterns.len());
        for (group_idx, patterns) in self.patterns.iter().enumerate() {
            let items = pooled.items.iter().enumerate().map(|(item_idx, item)| {
                let slots = item.slots.iter().enumerate();
                let slots = slots.map(|(place, slot)| {
                    let is_equal = self.is_equal(item_idx, place, *slot);
                    self.slot(&mut free, *slot, (!is_equal).then_some(group_idx))
                });
                ItemDesign {
                    family: item.family,
                    slots: slots.collect(),
                }
            });
            let items = items.collect();
            let is_reference = group_idx == 0;
            groups.push(GroupDesign {
                patterns: patterns.clone(),
                items,
                mean: self.mean(&mut free, is_reference),
                log_variance: self.log_variance(&mut free, (pooled, is_reference)),
            });
        }
        Some(Design {
            groups,
            free: free.parameters,
            quadrature: self.pooled.design.quadrature.clone(),
        })
    }

    /// Whether a parameter of an item is equal in all groups; slopes stand in the first place.
    fn is_equal(&self, item_idx: usize, place: usize, slot: Slot) -> bool {
        if self.freed == Some(item_idx) && !self.is_shared_by_items(slot) {
            return false;
        }
        let needed = if place == 0 {
            Invariance::Metric
        } else {
            Invariance::Scalar
        };
        needed <= self.invariance
    }

    /// Whether several items have this parameter, as the common slope of the one-parameter model.
    fn is_shared_by_items(&self, slot: Slot) -> bool {
        let groups = self.pooled.design.groups.iter();
        let items = groups.flat_map(|group| &group.items);
        let n_items = items.filter(|item| item.slots.contains(&slot)).count();
        matches!(slot, Slot::Free(_)) && 1 < n_items
    }

    fn slot(&self, free: &mut Free, pooled: Slot, group: Option<usize>) -> Slot {
        let Slot::Free(number) = pooled else {
            return pooled;
        };
        if let Some(known) = free.numbers.get(&(number, group)) {
            return Slot::Free(*known);
        }
        free.numbers.insert((number, group), free.parameters.len());
        free.add(FreeParameter {
            start: self.pooled.solution.free[number],
            prior: self.pooled.design.free[number].prior,
        })
    }

    fn mean(&self, free: &mut Free, is_reference: bool) -> Slot {
        if is_reference || self.invariance < Invariance::Scalar {
            return Slot::Fixed(0.0);
        }
        free.add(FreeParameter {
            start: 0.0,
            prior: None,
        })
    }

    /// Where the slope is fixed the variance is free in every group; else it is 1 in the reference group, and free in
    /// the others as soon as equal slopes tie their units.
    fn log_variance(&self, free: &mut Free, (pooled, is_reference): (&GroupDesign, bool)) -> Slot {
        let has_fixed_slopes = matches!(pooled.log_variance, Slot::Free(_));
        let is_free = has_fixed_slopes || (!is_reference && Invariance::Metric <= self.invariance);
        if !is_free {
            return pooled.log_variance;
        }
        let Latent { variance, .. } = self.pooled.latent;
        free.add(FreeParameter {
            start: variance.ln(),
            prior: None,
        })
    }
}
